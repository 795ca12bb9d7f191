#include "api/buyer/words.h"

#include <algorithm>
#include <array>

namespace ante::api::wording {
namespace {

struct Said {
    std::string_view code;
    std::string_view words;
};

// clang-format off
constexpr std::array thanks{
    Said{"agree", "Thank you. It stands."},
    Said{"answer", "Thank you. That helps."},
    Said{"attend", "Thank you. See you there."},
    Said{"decline", "Thank you for saying so."},
    Said{"done", "Thank you. It is ticked off."},
    Said{"move", "The day is moved."},
    Said{"name", "Thank you. We will be in touch with you about it."},
    Said{"say", "Thank you. Your words are with us."},
    Said{"suggest", "Thank you. We will answer your suggestion."},
    Said{"withdraw", "Thank you for telling us early."},
};
constexpr std::array reasons{
    Said{"colleague_already_named", "This person was named already."},
    Said{"counter_empty", "Say what should be different: the words, or the day."},
    Said{"deal_is_full", "There is no more room for that. Write it to us, please."},
    Said{"deal_is_over", "This plan is closed. Write to us if it should go on."},
    Said{"due_in_the_past", "That day is past. Please choose a later one."},
    Said{"email_invalid", "That does not look like an e-mail address."},
    Said{"form_old", "This page was open for a while. Here it is anew: please try once more."},
    Said{"input_invalid", "Something in it could not be read. Please look at it once more."},
    Said{"meeting_called_off", "This meeting was called off."},
    Said{"moved_too_often", "It was moved too often. Write to us, please."},
    Said{"name_missing", "Please say who it is."},
    Said{"player_already_there", "This person is in it already."},
    Said{"promise_already_agreed", "You said yes to it already."},
    Said{"promise_already_settled", "Something came of it already: see below."},
    Said{"promise_vague", "Please say a little more exactly what will be done, so that we both see when it is."},
    Said{"request_already_answered", "It was answered already. Thank you."},
    Said{"same_day", "That is the day it has now."},
    Said{"say_what_is_missing", "Please say what is missing: then we can do something about it."},
    Said{"too_many_attempts", "That was tried too often. Please wait a minute."},
    Said{"words_missing", "There are no words in it yet."},
};
// clang-format on
constexpr std::string_view changed_meanwhile =
    "That can't be done any more: the plan has changed. Here is how it stands.";

static_assert(std::ranges::is_sorted(thanks, {}, &Said::code) &&
              std::ranges::is_sorted(reasons, {}, &Said::code));

template <std::size_t Size>
std::string_view find(const std::array<Said, Size>& in, std::string_view code) {
    const auto at = std::ranges::lower_bound(in, code, {}, &Said::code);
    return at != in.end() && at->code == code ? at->words : std::string_view{};
}

}  // namespace

std::string_view thanks_for(std::string_view deed) {
    return find(thanks, deed);
}

std::string_view cannot(std::string_view code) {
    const std::string_view why = find(reasons, code);
    return why.empty() ? changed_meanwhile : why;
}

std::string_view of_kind(method::RequestKind kind) {
    using enum method::RequestKind;
    switch (kind) {
        case demo: return "A demo";
        case sample: return "A sample";
        case proposal: return "A proposal";
        case references: return "References";
        case document: return "A document";
        case trial: return "A trial";
        case call: return "A call";
        case time: return "Time";
        case other: break;
    }
    return "Something else";
}

std::string_view of_kind(method::MeetingKind kind) {
    using enum method::MeetingKind;
    switch (kind) {
        case call: return "A call";
        case video: return "A video call";
        case visit: break;
    }
    return "A visit";
}

std::string day(Date day, Date today) {
    constexpr std::array names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    const std::chrono::weekday weekday{day};
    std::string all = std::string(names[weekday.c_encoding()]) + " " + ante::words_of(day);
    const std::chrono::year_month_day then{day};
    if (then.year() == std::chrono::year_month_day{today}.year()) all.resize(all.size() - 5);
    return all;
}

std::string time(std::chrono::minutes of_day) {
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(of_day.count() / 60) + ":" + two(of_day.count() % 60);
}

}  // namespace ante::api::wording
