#pragma once
// Plays of grade 3: other people's time, and the standing of the one who asks them (METHOD 2).

#include "method/plays/who.h"

namespace ante::method::plays {

inline std::vector<Play> of_people() {
    return {
        {.id = "bring_the_cfo",
         .title = "Bring the CFO to a dated call",
         .effort = people,
         .ask = "Sooner or later your CFO will ask what it's good for. I'd sooner hear the hard "
                "questions now than in the last week. Would you bring your CFO to a half-hour call "
                "this month, and be there yourself, so that nothing happens behind your back?",
         .what = "Bring the CFO to a 30-minute call on the agreed day",
         .proof = "The CFO has accepted the appointment.",
         .when = "When money will be looked at by somebody who has never met us.",
         .if_declined = "Ask: \"What would your CFO have to know first?\" Write down those two or "
                        "three sentences together.",
         .fallback = "joint_plan",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {commit, prove, decide},
         .kinds = any_kind(),
         .opens_level = executive,
         .exchange_for = {proposal, demo},
         .working_days = 10},

        {.id = "introduce_the_project_head",
         .title = "Introduce the person who would lead the project",
         .effort = people,
         .ask = "If you go ahead, somebody on your side will have to make it work. Would you bring "
                "us together for an hour before it's decided? People carry out a plan better if "
                "they had a hand in it.",
         .what = "Introduce the head of the project to us in a dated meeting",
         .proof = "A meeting with that person is in all calendars.",
         .when = "When those we talk to won't be those who carry it out.",
         .if_declined = "Ask: \"Is it not decided who, or not decided whether?\"",
         .fallback = "joint_plan",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {commit, prove, decide, sign},
         .kinds = {fresh, expansion},
         .opens_level = manager,
         .exchange_for = {proposal, trial, document},
         .working_days = 8,
         .ease_percent = 110},

        {.id = "carry_the_message_up",
         .title = "Carry our message up",
         .effort = people,
         .ask = "You won't decide this alone, and you shouldn't have to. Would you take this one "
                "page to the person who decides, and tell me next week what was said? The honest "
                "answer, word for word if you can.",
         .what = "Present our page to the superior and report the answer by the agreed day",
         .proof = "The answer reaches us, with the name of the one who gave it.",
         .when = "When the person in front of us likes it but has no say in it.",
         .if_declined = "Ask: \"What would make it uncomfortable?\" Change the page until it "
                        "isn't, or let them stay out of it.",
         .fallback = "in_your_own_words",
         .given_by = {user, gatekeeper, influencer, coach},
         .stages = any_stage(),
         .kinds = any_kind(),
         .opens_role = decision_maker,
         .exchange_for = {document, proposal, references, time},
         .working_days = 6,
         .ease_percent = 110},

        {.id = "way_to_the_decision_maker",
         .title = "Introduce us to the one who decides",
         .effort = people,
         .ask =
             "I don't want to ask you for something that isn't yours to give. Who decides about "
             "this in the end, and would you introduce us in a short mail with both of us in it?",
         .what = "Write a mail that introduces us to the decision maker, with us in copy",
         .proof = "The mail is in our inbox.",
         .when = "When nobody we know can say yes to the whole.",
         .if_declined =
             "Ask: \"Would you rather take it there yourself?\" Then help them to do it well.",
         .fallback = "prepare_with_us",
         .given_by = {user, gatekeeper, influencer, coach},
         .stages = any_stage(),
         .kinds = any_kind(),
         .opens_role = decision_maker,
         .exchange_for = {proposal, demo, time, call},
         .working_days = 4},

        {.id = "way_to_the_one_who_signs",
         .title = "Meet the one who has to sign with you",
         .effort = people,
         .ask = "Is there anyone who has to sign this beside you, or above you? If so, could the "
                "three of us sit down together, rather than you having to answer my part of the "
                "questions?",
         .what = "Bring whoever else has to sign to a dated meeting",
         .proof = "The co-signer has accepted the appointment.",
         .when = "When an approver is with us and the signature needs more than one name.",
         .if_declined = "Ask: \"What will they look at first?\" and prepare that page with them.",
         .fallback = "joint_plan",
         .given_by = {coach, approver, decision_maker},
         .stages = any_stage(),
         .kinds = any_kind(),
         .opens_role = decision_maker,
         .exchange_for = {proposal, document},
         .working_days = 8},

        {.id = "slot_in_the_calendar",
         .title = "A slot in the calendar you keep",
         .effort = people,
         .ask = "You keep that calendar and you know what belongs in it. If you think this is "
                "worth twenty minutes, would you find us a slot? And if you don't, please tell me "
                "why. I'd rather know.",
         .what = "Give us a 20-minute slot in the calendar of the one who decides",
         .proof = "The slot is confirmed with date and place.",
         .when = "With an assistant or anybody else who guards access.",
         .if_declined = "Ask: \"What would it have to be about to be worth twenty minutes?\"",
         .fallback = "prepare_with_us",
         .given_by = {gatekeeper},
         .stages = any_stage(),
         .kinds = any_kind(),
         .opens_level = executive,
         .opens_role = decision_maker,
         .exchange_for = {call, time, document},
         .working_days = 8,
         .ease_percent = 130},

        {.id = "round_of_users",
         .title = "Bring three people who would work with it",
         .effort = people,
         .ask = "The people who'd have it on their desks every day haven't been asked yet. Could "
                "you bring three of them for an hour, at least one who doubts it? I'll show little "
                "and listen a lot.",
         .what = "Bring three future users, one of them a sceptic, to a one-hour meeting",
         .proof = "Three names have accepted the appointment.",
         .when = "When it is being decided over the heads of those who will use it.",
         .if_declined =
             "Ask: \"Whom would you expect to be against it?\" Meeting that person alone would do.",
         .fallback = "three_real_cases",
         .given_by = {user, influencer, coach, approver, decision_maker},
         .stages = {explore, commit, prove},
         .kinds = {fresh, expansion},
         .opens_level = individual,
         .opens_role = user,
         .exchange_for = {demo, trial, sample},
         .working_days = 8,
         .ease_percent = 110},

        {.id = "free_two_for_the_trial",
         .title = "Free two people for the trial",
         .effort = people,
         .ask = "A trial that runs beside the daily work shows nothing, except that nobody had "
                "time. Would you free two people for half a day each week while it runs, and tell "
                "me their names?",
         .what = "Free two named people for half a day a week while the trial runs",
         .proof = "Two names, and the half days in their calendars.",
         .when = "Whenever a trial or free access is asked for.",
         .if_declined = "Ask: \"Would next quarter be a better time?\" A later trial with people "
                        "beats one now without.",
         .fallback = "success_criteria",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {commit, prove},
         .kinds = {fresh, expansion},
         .opens_level = individual,
         .opens_role = user,
         .exchange_for = {trial, sample},
         .only_with = {trial},
         .working_days = 5},

        {.id = "technical_hour",
         .title = "Bring IT and security to a technical hour",
         .effort = people,
         .ask = "Your IT people will want to know where the data lies and who can get at it. Could "
                "they have an hour with our engineer, before anybody has grown fond of it? If they "
                "find something, it's cheapest to find now.",
         .what = "Bring IT and security to a one-hour technical meeting",
         .proof = "Both have accepted; their questions reach us two days before.",
         .when = "Before a trial on their systems, or when IT has a veto.",
         .if_declined = "Ask: \"Did it go badly the last time they were asked?\" Offer to answer "
                        "their checklist in writing first.",
         .fallback = "supplier_forms",
         .given_by = {coach, gatekeeper, approver},
         .stages = {commit, prove, decide},
         .kinds = {fresh, expansion},
         .opens_role = gatekeeper,
         .exchange_for = {trial, document},
         .working_days = 8},

        {.id = "meet_purchasing_early",
         .title = "Bring purchasing in before the price is fixed",
         .effort = people,
         .ask =
             "If purchasing meets us for the first time when all is settled, they can only haggle. "
             "Would you bring one of them into our next meeting, so that they hear what it's for?",
         .what = "Bring a colleague from purchasing to our next dated meeting",
         .proof = "Purchasing has accepted the appointment.",
         .when = "When terms are near and purchasing has not been heard.",
         .if_declined = "Ask: \"What does purchasing usually do at this point?\" and plan the "
                        "weeks that it takes.",
         .fallback = "joint_plan",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {prove, decide},
         .kinds = any_kind(),
         .opens_role = gatekeeper,
         .exchange_for = {proposal, document},
         .working_days = 8},

        {.id = "all_who_must_agree",
         .title = "One meeting of all who have to agree",
         .effort = people,
         .ask = "Everybody who has to agree knows a part of it. Would you call them together for "
                "an hour? I'd answer whatever is asked, and leave for the last twenty minutes so "
                "that you can all speak freely.",
         .what = "Call one dated meeting of everybody who has to agree",
         .proof = "All of them have accepted.",
         .when = "When several people must say yes and each waits for the others.",
         .if_declined = "Ask: \"Who wouldn't come?\" That is probably where the open question is.",
         .fallback = "all_open_points",
         .given_by = {coach, approver, decision_maker},
         .stages = {decide, sign},
         .kinds = any_kind(),
         .opens_role = approver,
         .exchange_for = {proposal, references},
         .working_days = 10,
         .ease_percent = 90},

        {.id = "meet_the_sceptic",
         .title = "Introduce us to the person with the most doubts",
         .effort = people,
         .ask = "Somebody in your company probably thinks this is a bad idea, perhaps with good "
                "reason. Would you introduce me? I don't want to convert anyone, I want to know "
                "what we've missed.",
         .what = "Introduce us to the colleague with the most doubts in a dated call",
         .proof = "A call with that colleague is in the calendar.",
         .when = "When everything we hear is friendly.",
         .if_declined = "Ask: \"What would that person say if they sat here?\"",
         .fallback = "rank_the_needs",
         .given_by = {user, influencer, coach, approver, decision_maker},
         .stages = {commit, prove},
         .kinds = any_kind(),
         .opens_role = influencer,
         .exchange_for = {references, demo},
         .working_days = 6},

        {.id = "name_a_second",
         .title = "Bring the colleague who carries on when you are away",
         .effort = people,
         .ask = "If you're ill for three weeks, it all stands still, on our side as well. I'd like "
                "to bring a colleague of mine next time. Would you bring one of yours who'd carry "
                "on for you?",
         .what = "Bring a colleague as stand-in to our next dated meeting",
         .proof = "The stand-in has accepted the appointment.",
         .when = "When the whole deal hangs on one person.",
         .if_declined = "Ask: \"Does anybody else know yet that we're talking?\"",
         .fallback = "next_meeting",
         .given_by = {user, gatekeeper, influencer, coach, approver, decision_maker},
         .stages = any_stage(),
         .kinds = any_kind(),
         .opens_role = influencer,
         .exchange_for = {time, demo, call},
         .working_days = 7},

        {.id = "slot_in_the_management_meeting",
         .title = "Fifteen minutes in the management meeting",
         .effort = people,
         .ask = "You have a management meeting every month. Would you put us on the agenda for "
                "fifteen minutes, five of them mine and ten for questions? You'd see at once "
                "whether it has a chance.",
         .what = "Put us on the agenda of the next management meeting for 15 minutes",
         .proof = "The agenda shows the item and our names.",
         .when = "When the topic is liked one level below those who can pay for it.",
         .if_declined = "Ask: \"What else is on their table that weighs more?\"",
         .fallback = "your_half_of_the_case",
         .given_by = {coach, approver, decision_maker},
         .levels = {manager, director, executive, owner},
         .stages = {commit, prove, decide},
         .kinds = any_kind(),
         .opens_level = executive,
         .exchange_for = {demo, proposal},
         .working_days = 15,
         .ease_percent = 90},

        {.id = "owner_to_owner",
         .title = "Your owner and our managing director at one table",
         .effort = people,
         .ask = "This would tie our two companies together for some years. I think our managing "
                "director and your owner ought to have met once before that. Would you arrange an "
                "hour if I do the same on our side?",
         .what = "Arrange an hour between your owner and our managing director on a fixed day",
         .proof = "Both have the day in their calendars.",
         .when = "When much depends on trust between the companies, or the deal is large for one "
                 "of them.",
         .if_declined = "Ask: \"Is it too early for that, or too big?\"",
         .fallback = "joint_plan",
         .given_by = {coach, approver, decision_maker},
         .levels = {director, executive, owner},
         .stages = {prove, decide, sign},
         .kinds = any_kind(),
         .opens_level = owner,
         .exchange_for = {references, proposal},
         .working_days = 15,
         .ease_percent = 80},

        {.id = "another_department",
         .title = "Introduce us to another department",
         .effort = people,
         .ask = "From what you tell me it works in your department, and you'd know best where else "
                "it hurts. Would you bring the head of another department to an hour with us and "
                "tell in your own words how it went, including the first bad month?",
         .what =
             "Bring the head of another department to a dated meeting and report your experience",
         .proof = "That head of department has accepted the appointment.",
         .when = "With a customer who is content in one place.",
         .if_declined = "Ask: \"Would you not recommend it, or just not there?\"",
         .fallback = "what_is_used",
         .given_by = {user, influencer, coach, approver},
         .stages = {explore, commit},
         .kinds = {expansion},
         .opens_level = director,
         .exchange_for = {proposal, demo},
         .working_days = 10},

        {.id = "new_faces_for_the_renewal",
         .title = "Introduce whoever will sign this time",
         .effort = people,
         .ask = "Since we signed, some people have changed on your side. Would you introduce me to "
                "whoever signs this time, before they get our contract from a pile?",
         .what = "Introduce whoever signs the renewal to us in a dated call",
         .proof = "A call with that person is in the calendar.",
         .when = "Before a renewal, when people on their side have changed.",
         .if_declined = "Ask: \"Is the renewal itself in question?\"",
         .fallback = "talk_before_the_notice_date",
         .given_by = {influencer, coach, gatekeeper},
         .stages = {explore, commit, prove},
         .kinds = {renewal},
         .opens_role = decision_maker,
         .exchange_for = {proposal, document},
         .working_days = 8,
         .ease_percent = 110},
    };
}

}  // namespace ante::method::plays
