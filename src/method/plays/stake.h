#pragma once
// Plays of grade 5: money, mandate or reputation (METHOD 2).

#include "method/plays/who.h"

namespace ante::method::plays {

inline std::vector<Play> of_stake() {
    return {
        {.id = "paid_pilot",
         .title = "A paid pilot with success criteria",
         .effort = stake,
         .ask = "What would you say to a small start that you pay for: one team, six weeks, and "
                "the criteria we've written down? If they're met, you know what you're buying. If "
                "they aren't, it ends there, and you owe us nothing more.",
         .what = "Order a paid six-week pilot with written success criteria and an end date",
         .proof = "A signed order with price, criteria and end date.",
         .when = "When it must be shown to work, and a free trial would be nobody's job.",
         .if_declined = "Ask: \"Is it the money, or would the result not decide anything?\" In the "
                        "second case no pilot is worth it.",
         .fallback = "round_of_users",
         .given_by = {approver, decision_maker},
         .stages = {commit, prove},
         .kinds = {fresh, expansion},
         .exchange_for = {trial, sample},
         .working_days = 15},

        {.id = "release_the_budget",
         .title = "Release the budget",
         .effort = stake,
         .ask = "As I understand it, the money is planned but not released. What do you need from "
                "us to release it, and by when could you? I'm asking so that we don't hold people "
                "ready for a date that won't be.",
         .what = "Release the budget and send us the cost centre or the order number",
         .proof = "A cost centre, a project number or an order number in writing.",
         .when = "When the value is accepted and only the money has not been set free.",
         .if_declined =
             "Ask: \"What is it competing with?\" Perhaps the smaller part can go first.",
         .fallback = "share_the_budget",
         .given_by = whoever_signs(),
         .levels = {director, executive, owner},
         .stages = {decide, sign},
         .kinds = any_kind(),
         .exchange_for = {proposal},
         .working_days = 10,
         .ease_percent = 90},

        {.id = "start_legal_and_purchasing",
         .title = "Let legal and purchasing start",
         .effort = stake,
         .ask = "Legal and purchasing usually need longer than the rest of us. If you think it'll "
                "be a yes, would you let them start on the contract this week? You can still stop "
                "it at any time, and so can we.",
         .what = "Send our contract to legal and purchasing and name the two who work on it",
         .proof = "Two names, and their first remarks in our inbox.",
         .when = "When the choice is made in substance and the paperwork will take weeks.",
         .if_declined = "Ask: \"What has to be true before they may start?\" Put that into the "
                        "joint plan with a date.",
         .fallback = "meet_purchasing_early",
         .given_by = whoever_signs(),
         .stages = {decide, sign},
         .kinds = any_kind(),
         .exchange_for = {document, proposal},
         .working_days = 5,
         .ease_percent = 120},

        {.id = "name_the_sponsor",
         .title = "Name an executive sponsor in public",
         .effort = stake,
         .ask =
             "Projects like this need one person at the top who says in public: this is mine. "
             "Would you be that person, or say who is, and tell your managers so before the start?",
         .what = "Name the executive sponsor in a message to the managers concerned",
         .proof = "The message, with the sponsor's name, as it went out.",
         .when = "When several departments must pull together and none is in charge.",
         .if_declined =
             "Ask: \"Whose name would it need, and what would that person want to see first?\"",
         .fallback = "slot_in_the_management_meeting",
         .given_by = whoever_signs(),
         .levels = {director, executive, owner},
         .stages = {commit, prove, decide, sign},
         .kinds = any_kind(),
         .opens_level = executive,
         .exchange_for = {trial},
         .working_days = 8,
         .ease_percent = 80},

        {.id = "letter_of_intent",
         .title = "A letter of intent with conditions",
         .effort = stake,
         .ask = "I wouldn't ask for an order today. Would you sign half a page that says: if these "
                "three things are shown by a day we agree on, we buy? It binds you to nothing "
                "else, and it gets me the people I need from our side.",
         .what = "Sign a letter of intent that names the conditions for an order and a date",
         .proof = "The signed half page.",
         .when = "When they are willing but something outside the room has to come first.",
         .if_declined = "Ask: \"Which of the three wouldn't be enough?\" Then change the list.",
         .fallback = "how_you_decide",
         .given_by = whoever_signs(),
         .stages = {prove, decide},
         .kinds = any_kind(),
         .exchange_for = {trial, sample, proposal},
         .working_days = 10,
         .ease_percent = 80},

        {.id = "first_small_order",
         .title = "A first small order",
         .effort = stake,
         .ask = "You needn't take our word for how we deliver. Would you order the smallest piece "
                "that is of use to you by itself, and judge us by that? If it's late or poor, "
                "you'll have learnt it cheaply.",
         .what = "Place a first small order with a delivery date",
         .proof = "The order with its number.",
         .when = "When doubt is less about the thing than about us.",
         .if_declined =
             "Ask: \"What is the smallest piece you would want even if nothing followed?\"",
         .fallback = "talk_to_a_customer",
         .given_by = whoever_signs(),
         .stages = {commit, prove},
         .kinds = {fresh, expansion},
         .exchange_for = {sample, trial, references},
         .working_days = 10},

        {.id = "appoint_the_team",
         .title = "Appoint the project lead and free the days",
         .effort = stake,
         .ask = "To keep your date somebody on your side would need two days a week until it is "
                "live. Would you appoint that person now and take something else off their desk? "
                "Otherwise I'd rather give you a later date that holds.",
         .what = "Appoint the project lead in writing, with two days a week from an agreed date",
         .proof = "The appointment in writing, and what the person was relieved of.",
         .when = "When the start date is wished for but nobody has time for it.",
         .if_declined = "Say: \"Then let's look for the date from which you could.\"",
         .fallback = "introduce_the_project_head",
         .given_by = whoever_signs(),
         .levels = {manager, director, executive, owner},
         .stages = {prove, decide, sign},
         .kinds = {fresh, expansion},
         .exchange_for = {trial, time},
         .working_days = 8},

        {.id = "close_the_search",
         .title = "Close the search and tell the others",
         .effort = stake,
         .ask = "If we're your choice, would you tell the other bidders this week? They'd be glad "
                "to know where they stand, and I could book our people. If that's too soon, tell "
                "me what's still open between them and us.",
         .what = "Tell the other bidders in writing that the choice is made",
         .proof = "They tell us that it is done; the tender is closed.",
         .when = "When we are told that we are the favourite and the search goes on.",
         .if_declined = "Ask: \"Where are the others better than we are?\"",
         .fallback = "scoring_sheet",
         .given_by = whoever_signs(),
         .stages = {decide, sign},
         .kinds = {fresh, expansion},
         .exchange_for = {document, proposal},
         .working_days = 5,
         .ease_percent = 80},

        {.id = "paper_for_the_board",
         .title = "Take it to the board in your own name",
         .effort = stake,
         .ask = "It has to go to the board. Would you put it on the agenda for the next meeting "
                "under your own name, with your recommendation? I'll supply what you need, but it "
                "should be your paper.",
         .what = "Put the paper with your recommendation on the agenda of the next board meeting",
         .proof = "The agenda item with their name beside it.",
         .when = "When the decision is above everybody we can meet.",
         .if_declined = "Ask: \"What in it would you not put your name to yet?\"",
         .fallback = "your_half_of_the_case",
         .given_by = whoever_signs(),
         .levels = {director, executive, owner},
         .stages = {prove, decide},
         .kinds = any_kind(),
         .opens_level = executive,
         .exchange_for = {proposal, document},
         .working_days = 15,
         .ease_percent = 90},

        {.id = "notice_to_the_present_supplier",
         .title = "Give notice to the present supplier",
         .effort = stake,
         .ask = "Your present contract renews itself unless you cancel it in time. If you mean to "
                "change, would you give notice by the end of the month? I'd ask you to do it only "
                "once your own questions are answered; which are still open?",
         .what = "Give written notice to the present supplier before the notice date",
         .proof = "The date of the letter and the end date of the old contract.",
         .when = "When everything is agreed and an old contract is about to renew itself.",
         .if_declined =
             "Ask: \"What would you need from us to sleep well after sending that letter?\"",
         .fallback = "joint_plan",
         .given_by = whoever_signs(),
         .stages = {decide, sign},
         .kinds = {fresh},
         .working_days = 8,
         .ease_percent = 70},

        {.id = "announce_the_start",
         .title = "Announce the start to your people",
         .effort = stake,
         .ask = "Would you tell your people yourself when it starts and why you've chosen it? A "
                "message of five lines from you does more than any training of ours. I'd only ask "
                "that the date in it is one we both believe in.",
         .what = "Announce the start, with date and reason, to everybody concerned",
         .proof = "The announcement as it went out.",
         .when = "Just before or after the signature, while people hear rumours.",
         .if_declined = "Ask: \"Is there somebody who should hear it from you alone first?\"",
         .fallback = "all_open_points",
         .given_by = whoever_signs(),
         .stages = {sign},
         .kinds = any_kind(),
         .working_days = 5},

        {.id = "stand_as_reference",
         .title = "Vouch for us with your name and a figure",
         .effort = stake,
         .ask = "If it has done what you hoped for, would you say so in public, with your name and "
                "one figure? You'd write the text or strike out whatever you like. If it hasn't, "
                "I'd like to hear that first.",
         .what = "Release a public statement with your name and one measured result",
         .proof = "The text, released in writing.",
         .when = "With a customer who says that it went well, when we talk about more.",
         .if_declined = "Ask: \"What would have to be better before you'd put your name to it?\"",
         .fallback = "look_back_together",
         .given_by = whoever_signs(),
         .stages = {explore, commit, prove, decide},
         .kinds = customers(),
         .exchange_for = {proposal, time},
         .working_days = 10,
         .ease_percent = 90},

        {.id = "renew_before_the_date",
         .title = "Renew before the date, for a term",
         .effort = stake,
         .ask = "You could wait until the last week, and many do. If you settle it earlier and for "
                "two years, we can plan people for you by name. What would have to be in it for "
                "that to be a good bargain for you, and could you sign it this month?",
         .what = "Sign the renewal for an agreed term before the notice date",
         .proof = "The signed renewal.",
         .when = "With a content customer, well ahead of the end of the contract.",
         .if_declined = "Ask: \"Is it the term, the price, or something we owe you?\"",
         .fallback = "plans_for_next_year",
         .given_by = whoever_signs(),
         .stages = {prove, decide, sign},
         .kinds = {renewal},
         .exchange_for = {proposal, document},
         .working_days = 15},
    };
}

}  // namespace ante::method::plays
