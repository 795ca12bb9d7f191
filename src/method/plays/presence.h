#pragma once
// Plays of grade 1: an hour of the buyer's own calendar (METHOD 2).

#include "method/plays/who.h"

namespace ante::method::plays {

inline std::vector<Play> of_presence() {
    return {
        {.id = "next_meeting",
         .title = "Put the next meeting in the calendar now",
         .effort = presence,
         .ask = "Before we stop: could we find a time for our next conversation while we both have "
                "our calendars open? I'd bring the two answers I owe you.",
         .what = "Meet again on the agreed day and hour",
         .proof = "Both calendars show the entry, accepted by the guest.",
         .when = "At the end of every meeting, whatever else was agreed.",
         .if_declined = "Don't offer to ring some time instead. Ask: \"What would I have to bring "
                        "to make another half hour worth your while?\"",
         .given_by = anyone(),
         .stages = any_stage(),
         .kinds = any_kind(),
         .exchange_for = {call, time, other},
         .working_days = 7},

        {.id = "date_for_the_result",
         .title = "Agree on the day we talk about the result",
         .effort = presence,
         .ask = "How long will you need with it? Then let's set half an hour for the day after, so "
                "that it doesn't just lie there, on your desk or on mine.",
         .what = "Meet for 30 minutes on the agreed day and say what came of it",
         .proof = "The appointment is accepted before anything is sent.",
         .when = "When something of ours goes out: a document, a sample, an offer.",
         .if_declined = "Ask: \"Suppose it sat in front of you now, what would you do with it "
                        "first?\" If there is no answer, hold off sending it.",
         .given_by = opinions(),
         .stages = {commit, prove, decide},
         .kinds = any_kind(),
         .exchange_for = {document, sample, proposal, trial},
         .only_with = {document, sample, proposal, trial},
         .working_days = 8},

        {.id = "show_us_the_place",
         .title = "Show us where the work is done",
         .effort = presence,
         .ask = "I've heard about it now; I'd like to see it. Would you walk me round for an hour, "
                "on an ordinary day, with nobody tidying up for me?",
         .what = "Show us round for an hour where the work happens",
         .proof = "The visit is in both calendars with a place and a name to ask for.",
         .when = "Early, when we know the problem only from being told about it.",
         .if_declined = "Ask: \"Is it the hour, or would someone rather not have me look?\" A "
                        "video of ten minutes may do for a start.",
         .given_by = {user, influencer, coach, approver, decision_maker},
         .stages = {explore, commit},
         .kinds = any_kind(),
         .exchange_for = {proposal, time},
         .working_days = 8,
         .ease_percent = 90},

        {.id = "verdict_after_the_demo",
         .title = "Stay to the end of the demo and say what is missing",
         .effort = presence,
         .ask = "I'm glad to show it. Would you keep the last ten minutes for me and tell me "
                "plainly what would help you and what wouldn't? A no to half of it is fine.",
         .what = "Attend the whole demo and say at the end what helps and what is missing",
         .proof = "A list of two columns, read back before we part.",
         .when = "Whenever somebody asks for a demo.",
         .if_declined = "Ask: \"What should be different for you when you've seen it?\" Without an "
                        "answer a demo is entertainment.",
         .given_by = opinions(),
         .stages = {explore, commit, prove},
         .kinds = any_kind(),
         .exchange_for = {demo},
         .only_with = {demo},
         .working_days = 6,
         .ease_percent = 120},

        {.id = "talk_to_a_customer",
         .title = "Spend half an hour with a customer of ours",
         .effort = presence,
         .ask = "I could send a list of names, but one honest conversation says more. If I ask a "
                "customer with your kind of problem, would you take half an hour to question them? "
                "I'll stay out of it.",
         .what = "Talk to our customer for 30 minutes on the agreed day",
         .proof = "The call is in their calendar and in the customer's.",
         .when = "When references are wanted, or doubt is in the room that we can't talk away "
                 "ourselves.",
         .if_declined = "Ask: \"What did you hope the references would settle?\" It may be "
                        "something we can answer here and now.",
         .given_by = {user, influencer, coach, approver, decision_maker},
         .stages = {commit, prove, decide},
         .kinds = {fresh, expansion},
         .exchange_for = {references},
         .working_days = 8},

        {.id = "standing_quarter_hour",
         .title = "A quarter of an hour each week until the decision",
         .effort = presence,
         .ask = "There are a few loose ends on both sides. Could we take a quarter of an hour "
                "every Thursday until you've decided, either way? If there's nothing to say, we "
                "hang up after three minutes.",
         .what = "Accept a 15-minute call each week until the decision is made",
         .proof = "The series stands in both calendars with an end date.",
         .when = "When several promises run at once and the decision has a date.",
         .if_declined = "Ask: \"Is it the rhythm, or is the decision further off than I think?\"",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {prove, decide, sign},
         .kinds = any_kind(),
         .working_days = 5,
         .ease_percent = 80},

        {.id = "look_back_together",
         .title = "An hour on what you got for your money",
         .effort = presence,
         .ask = "Before we talk about anything new: could we take an hour and look at what the "
                "last year with us was worth to you, and where we fell short? I'd bring what we "
                "know and listen to the rest.",
         .what = "Meet for an hour to go through what the past year with us brought",
         .proof = "The appointment is accepted, with the three questions in it.",
         .when = "With a customer, before any talk of more or again.",
         .if_declined = "Ask: \"Is there something we got wrong that you'd rather not go over with "
                        "me?\" If so, offer them one of our colleagues instead.",
         .given_by = opinions(),
         .stages = {explore, commit},
         .kinds = customers(),
         .exchange_for = {proposal, document},
         .working_days = 8,
         .ease_percent = 120},

        {.id = "talk_before_the_notice_date",
         .title = "Talk about the renewal before the notice date",
         .effort = presence,
         .ask = "Your contract comes to its end before long. I'd rather hear now what has to be "
                "different next time than be surprised in the last week. Could we take half an "
                "hour on that this month?",
         .what = "Meet for 30 minutes this month to say what has to be different in the next term",
         .proof = "The appointment lies before the notice date and is accepted.",
         .when = "A quarter of a year or more before a contract ends.",
         .if_declined =
             "Ask: \"Has somebody already decided how it goes on?\" It is better to know.",
         .given_by = {influencer, coach, gatekeeper, approver, decision_maker},
         .stages = {explore, commit},
         .kinds = {renewal},
         .working_days = 10,
         .ease_percent = 120},

        {.id = "prepare_with_us",
         .title = "Ten minutes to get the meeting right",
         .effort = presence,
         .ask = "You know the people who'll sit there, I don't. Could I have ten minutes with you "
                "the day before, so that I bring what they need and leave out the rest?",
         .what = "Take a 10-minute call the day before the meeting and correct our agenda",
         .proof = "The agenda goes out afterwards with the corrections in it.",
         .when = "Before a meeting with people we have not met.",
         .if_declined = "Ask: \"Would it be awkward for you to be seen helping me?\" Then send the "
                        "agenda openly to everybody.",
         .given_by = {user, gatekeeper, influencer, coach},
         .stages = {commit, prove, decide, sign},
         .kinds = any_kind(),
         .exchange_for = {time, call},
         .working_days = 4,
         .ease_percent = 95},

        {.id = "plan_the_first_month",
         .title = "Plan the first thirty days",
         .effort = presence,
         .ask = "Whether you go with us or not, the start is what usually goes wrong. Could we "
                "take an hour and write down the first thirty days, with names and dates? Then "
                "you'll see what you'd be letting yourself in for.",
         .what = "Meet for an hour to write down the first 30 days with names and dates",
         .proof = "One page with a date and a name on every line, sent to both.",
         .when = "Late, when the question is no longer whether it works but what it takes.",
         .if_declined = "Ask: \"What needs to be settled before a plan makes sense to you?\"",
         .given_by = {user, influencer, coach, approver, decision_maker},
         .stages = {decide, sign},
         .kinds = any_kind(),
         .exchange_for = {document},
         .working_days = 6,
         .ease_percent = 110},

        {.id = "hear_us_out_on_price",
         .title = "Hear the price from us, not from an attachment",
         .effort = presence,
         .ask = "I'd like to tell you the number myself and say what is in it and what isn't. "
                "Could we take twenty minutes for that before I put it in writing?",
         .what = "Take 20 minutes on the agreed day to hear the price and say what you will "
                 "measure it against",
         .proof = "The call took place before the written offer went out.",
         .when = "When a price is asked for and nobody has said yet what it is compared with.",
         .if_declined = "Ask: \"Is the number for a decision now, or for a plan for later?\" Both "
                        "are fine, and need different answers.",
         .given_by = {influencer, gatekeeper, approver, decision_maker},
         .stages = {commit, prove, decide},
         .kinds = any_kind(),
         .exchange_for = {proposal},
         .working_days = 5,
         .ease_percent = 90},
    };
}

}  // namespace ante::method::plays
