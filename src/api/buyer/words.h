#pragma once
// Every text of the buyer's page. Short, friendly, and without a word of ours that he need not
// know. Another language is another file like this one.

#include <string>

#include "api/buyer/plan_page.h"
#include "api/html.h"

namespace ante::api::wording {

// ---- the page
inline constexpr Markup our_plan = "Our plan";
inline constexpr Markup what_we_both_want = "What we both want";
inline constexpr Markup did_you_get_it = "Did you get what you were looking for?";
inline constexpr Markup next_meeting = "Next time we meet";
inline constexpr Markup you_do = "What you do";
inline constexpr Markup we_do = "What we do";
inline constexpr Markup still_open = "What you asked us for";
inline constexpr Markup in_the_room = "Who is in this";
inline constexpr Markup a_word = "A word to us";
inline constexpr Markup nothing_here = "Nothing yet.";
inline constexpr Markup closed = "This plan is closed. You can still read it.";
inline constexpr Markup what_is_seen =
    "We see that you opened this page, and what you do on it. Nothing else is tracked: no "
    "statistics, no pixels, and one cookie that keeps the page open for half a day.";
inline constexpr Markup skip = "Skip to the plan";
inline constexpr Markup leave = "Close this page on this device";
inline constexpr Markup calendar = "Add the dates to your calendar";
inline constexpr Markup changed = "The plan has changed.";
inline constexpr Markup show_changes = "Show it";
inline constexpr Markup preview = "This is what your buyer sees. Nothing can be done from here.";

// ---- promises
inline constexpr Markup by_day = "by";
inline constexpr Markup was_due = "was meant for";
inline constexpr Markup seen_by = "Done when:";
inline constexpr Markup proposed_to_you = "Would you do this?";
inline constexpr Markup proposed_by_us = "We would do this. Does it suit you?";
inline constexpr Markup waits_for_us = "You proposed this; we will answer.";
inline constexpr Markup proposed = "Proposed";
inline constexpr Markup done = "Done";
inline constexpr Markup yes_i_do = "Yes, I will";
inline constexpr Markup yes_please = "Yes, please";
inline constexpr Markup no_thanks = "No, thank you";
inline constexpr Markup say_no = "Say no";
inline constexpr Markup it_is_done = "It is done";
inline constexpr Markup move_it = "Choose another day";
inline constexpr Markup otherwise = "Suggest another wording or day";
inline constexpr Markup not_after_all = "I can't after all";
inline constexpr Markup take_back = "Take it back";
inline constexpr Markup suggest = "Suggest this";
inline constexpr Markup move_there = "Move it";
inline constexpr Markup new_day = "By which day?";
inline constexpr Markup new_words = "In which words?";
inline constexpr Markup why_if_you_like = "Why? (if you like)";
inline constexpr Markup suggested = "Suggested, and waiting for our answer:";
inline constexpr Markup left_as_it_was = "We would rather leave it as it is.";

// ---- the meeting
inline constexpr Markup i_will_be_there = "I will be there";
inline constexpr Markup you_will_be_there = "You said you will be there.";
inline constexpr Markup minutes = "minutes";

// ---- requests
inline constexpr Markup yes = "Yes";
inline constexpr Markup not_quite = "Not quite";
inline constexpr Markup what_is_missing = "What is missing?";
inline constexpr Markup tell_us = "Tell us";
inline constexpr Markup you_said = "You told us what is missing:";
inline constexpr Markup asked = "We have it and will answer.";
inline constexpr Markup working = "We are on it.";
inline constexpr Markup mending = "We are working on what is missing.";
inline constexpr Markup answered = "You got what you were looking for.";

// ---- people and words
inline constexpr Markup you = "you";
inline constexpr Markup from_us = "with us";
inline constexpr Markup was_named = "named; we will be in touch";
inline constexpr Markup somebody_missing = "Somebody is missing?";
inline constexpr Markup their_name = "Name";
inline constexpr Markup their_address = "E-mail (if you like)";
inline constexpr Markup what_they_do = "What is it to them? (if you like)";
inline constexpr Markup name_them = "Name them";
inline constexpr Markup your_words = "Your words";
inline constexpr Markup send = "Send";

// ---- coming in
inline constexpr Markup open_title = "Open your plan";
inline constexpr Markup open_help =
    "Paste the link that you were sent. It stays between you and who sent it.";
inline constexpr Markup link_label = "Your link";
inline constexpr Markup open_it = "Open";
inline constexpr Markup opening = "Opening your plan …";
inline constexpr Markup link_over =
    "This link opens nothing any more. Ask whoever sent it for a new one.";
inline constexpr Markup code_title = "One more step";
inline constexpr Markup code_help =
    "We have sent a code of six digits to your address. It is good for a quarter of an hour.";
inline constexpr Markup code_label = "Code";
inline constexpr Markup code_not_come =
    "Nothing came? Look where unwanted mail goes. For a new code, close this page here and open "
    "your link once more.";
inline constexpr Markup code_wrong = "That is not the code. Please try again.";
inline constexpr Markup closed_here = "Closed. The link that you were sent opens it again.";

// What came of something he did: "Thank you: …". Empty for a word that is none of ours.
std::string_view thanks_for(std::string_view deed);

// Why something could not be done, in words for him: the method's own sentences speak to the seller
// and are never shown here.
std::string_view cannot(std::string_view code);

// "a demo", "references"
std::string_view of_kind(method::RequestKind kind);
std::string_view of_kind(method::MeetingKind kind);
// "Thu 14 May"; with the year if it is not this one's.
std::string day(Date day, Date today);
// "10:00"
std::string time(std::chrono::minutes of_day);

}  // namespace ante::api::wording
