#pragma once
// Plays of grade 4: what hurts the buyer if we misuse it (METHOD 2). Each says what we will do with
// it, because that is what the other person has to weigh.

#include "method/plays/who.h"

namespace ante::method::plays {

inline std::vector<Play> of_exposure() {
    return {
        {.id = "share_the_budget",
         .title = "Tell us the budget, and whose it is",
         .effort = exposure,
         .ask = "I can build this for twenty or for two hundred thousand, and they'd be different "
                "things. What is set aside for it, and in whose budget does it stand? I use the "
                "number to leave things out, not to fill it up.",
         .what = "Tell us in writing what is set aside for this year and in whose budget",
         .proof = "A figure, a year and a name in a mail or in the minutes.",
         .when = "Before we write a proposal that would otherwise aim at nothing.",
         .if_declined = "Ask: \"At what figure would you say: don't bother?\" An upper end is "
                        "enough to start with.",
         .fallback = "joint_plan",
         .given_by = {coach, influencer, approver, decision_maker},
         .stages = {commit, prove, decide},
         .kinds = any_kind(),
         .exchange_for = {proposal},
         .working_days = 4,
         .ease_percent = 90},

        {.id = "share_the_present_contract",
         .title = "Show us the contract you have now",
         .effort = exposure,
         .ask = "To compare like with like I'd need to see what you have today: term, notice date, "
                "what is in it. Would you show me the contract? Black out the prices if you wish, "
                "and I'll keep no copy.",
         .what = "Show us the present contract with term, notice date and scope",
         .proof = "We have seen it together; the notice date is in the joint plan.",
         .when = "When there is a supplier whom we would replace or stand beside.",
         .if_declined =
             "Say: \"The notice date alone would help.\" If that is too much, ask what's up.",
         .fallback = "questionnaire",
         .given_by = {influencer, coach, gatekeeper, approver, decision_maker},
         .stages = {explore, commit, prove},
         .kinds = {fresh, expansion},
         .exchange_for = {proposal},
         .working_days = 5,
         .ease_percent = 90},

        {.id = "share_real_data",
         .title = "Give us real data to work with",
         .effort = exposure,
         .ask = "With made-up data it always looks good. Could you give me one ordinary month of "
                "yours, under a confidentiality agreement that your people write? We'll delete it "
                "when you say so, and confirm that in writing.",
         .what = "Hand over one ordinary month of real data under your confidentiality agreement",
         .proof = "The data is with us and the signed agreement is with both.",
         .when = "Before a demo or trial whose result is meant to convince somebody.",
         .if_declined = "Ask: \"Whose permission would you need?\" A hundred lines without names "
                        "may do for now.",
         .fallback = "three_real_cases",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {commit, prove},
         .kinds = {fresh, expansion},
         .exchange_for = {trial, demo, sample},
         .only_with = {trial, demo, sample},
         .working_days = 8},

        {.id = "how_you_decide",
         .title = "Tell us how this will be decided",
         .effort = exposure,
         .ask = "Suppose all of you like it. What happens then: who has to agree, in which order, "
                "and what does each of them look at? I'd write it down and you'd tell me where "
                "I've got it wrong.",
         .what = "Name everybody who has to agree, in order, with what each looks at and by when",
         .proof = "The list of names and dates, corrected by them, is in the joint plan.",
         .when = "When it seems to go well and we could not draw the way to a signature.",
         .if_declined = "Ask: \"Has your company ever bought anything like this?\" If not, offer "
                        "to tell how others do it.",
         .fallback = "joint_plan",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {explore, commit, prove, decide},
         .kinds = any_kind(),
         .exchange_for = {proposal, references, trial},
         .working_days = 4,
         .ease_percent = 120},

        {.id = "access_to_the_system",
         .title = "Give us access to a test system",
         .effort = exposure,
         .ask = "Much of what goes wrong later goes wrong where two systems meet. Could our "
                "engineer have a login to a test system for two weeks, with just the rights your "
                "IT thinks fit?",
         .what = "Give our engineer access to a test system for two weeks",
         .proof = "The login works and has an end date.",
         .when = "When it must fit into what is already there.",
         .if_declined = "Ask: \"Would it be easier if your own people connected it and mine sat "
                        "beside them?\"",
         .fallback = "three_real_cases",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {prove, decide},
         .kinds = {fresh, expansion},
         .exchange_for = {trial},
         .working_days = 8,
         .ease_percent = 80},

        {.id = "share_the_cost_figures",
         .title = "Open the cost figures",
         .effort = exposure,
         .ask = "For a calculation your controller will believe I need their figures and not mine. "
                "Could we see what the present way cost last year: hours, scrap, overtime, "
                "whatever counts with you? It stays between the three of us.",
         .what = "Give us last year's cost of the present way, from your own books",
         .proof = "A sheet of figures with a source, which the controller knows of.",
         .when = "When the value has to be calculated and we only have other people's averages.",
         .if_declined = "Ask: \"If I put in my guesses, would you tell me which are too high?\"",
         .fallback = "your_half_of_the_case",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {commit, prove, decide},
         .kinds = any_kind(),
         .exchange_for = {proposal, document},
         .working_days = 7},

        {.id = "scoring_sheet",
         .title = "Show us how the offers will be scored",
         .effort = exposure,
         .ask = "You'll compare us with others, and rightly so. Could I see by which points and "
                "with which weights? If we're weak on what counts most, I'd rather bow out early "
                "than take up your time.",
         .what = "Show us the criteria and their weights by which the offers will be compared",
         .proof = "The sheet, or a photo of it, with weights in it.",
         .when = "When there are several bidders, and before we put work into a proposal.",
         .if_declined = "Ask: \"Is it not written down yet?\" Then offer a list of what others "
                        "have looked at, for and against us.",
         .fallback = "rank_the_needs",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {commit, prove, decide},
         .kinds = {fresh, expansion},
         .exchange_for = {proposal, references, document},
         .working_days = 4,
         .ease_percent = 90},

        {.id = "what_failed_last_time",
         .title = "Tell us why the last attempt failed",
         .effort = exposure,
         .ask = "You've tried to solve this before. What really went wrong, not the version in the "
                "report? I ask because it would most likely go wrong with us in the same place. It "
                "won't appear in anything we write.",
         .what = "Tell us in a one-hour talk what made the last attempt fail and who would say "
                 "otherwise",
         .proof = "Three causes, read back and confirmed; nothing of it in our documents.",
         .when = "When there was an earlier project, or an earlier supplier.",
         .if_declined = "Say: \"Then only this: what must not happen again?\"",
         .fallback = "questionnaire",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {explore, commit},
         .kinds = {fresh, expansion},
         .exchange_for = {proposal, time, demo},
         .working_days = 6,
         .ease_percent = 110},

        {.id = "complaints_and_errors",
         .title = "Show us the complaints",
         .effort = exposure,
         .ask = "Somewhere there's a list of what went wrong this year: complaints, reruns, late "
                "deliveries. Could we look through ten entries together, without names? Ten real "
                "ones tell me more than any workshop.",
         .what = "Go through ten real complaints or errors of this year with us",
         .proof = "Ten entries seen, each with a cause written beside it.",
         .when = "When the trouble is told in general terms.",
         .if_declined = "Ask: \"Who would be cross if you did?\" Ask that person, with them.",
         .fallback = "count_for_a_week",
         .given_by = {user, influencer, coach},
         .stages = {explore, commit},
         .kinds = any_kind(),
         .exchange_for = {demo, proposal, time},
         .working_days = 7,
         .ease_percent = 150},

        {.id = "who_is_against",
         .title = "Tell us who is for it and who is against it",
         .effort = exposure,
         .ask = "You know the people here. Who gains by this, who loses by it, and who has been "
                "burnt before? I'll go round nobody and quote nobody; I just don't want to put my "
                "foot in it.",
         .what =
             "Go through the people involved with us and say who is for it, who against, and why",
         .proof = "A short list that stays with us two, with a reason for each name.",
         .when = "With somebody who wants us to win and sees the inside.",
         .if_declined =
             "Say: \"I understand. Is there anybody I should speak to before somebody else does?\"",
         .fallback = "meet_the_sceptic",
         .given_by = {coach, influencer},
         .stages = {commit, prove, decide},
         .kinds = any_kind(),
         .exchange_for = {references, proposal},
         .working_days = 4,
         .ease_percent = 110},

        {.id = "why_suppliers_fail_here",
         .title = "Show us why suppliers fail your audit",
         .effort = exposure,
         .ask = "You've turned suppliers down before. Would you show me the findings, with the "
                "names blacked out? If there's one we'd have too, I'd like to tell you today and "
                "not when you find it.",
         .what = "Show us the findings, without names, on which suppliers were turned down",
         .proof = "A list of findings, with our answer to each.",
         .when = "When an audit or a purchasing department stands between us and an order.",
         .if_declined = "Ask: \"Which single point trips up most of them?\"",
         .fallback = "supplier_forms",
         .given_by = {gatekeeper},
         .stages = {prove, decide},
         .kinds = {fresh, expansion},
         .exchange_for = {document, references},
         .working_days = 6,
         .ease_percent = 300},

        {.id = "plans_for_next_year",
         .title = "Let us see the plans for next year",
         .effort = exposure,
         .ask = "What we agree on now has to fit what you'll be in two years. Would you tell me "
                "what's planned: sites, headcount, anything to be closed? I'll sign whatever you "
                "need me to sign first.",
         .what = "Show us the plans for the next two years as far as they touch our work",
         .proof = "Figures by site and year, seen together under a confidentiality agreement.",
         .when = "With a customer whose contract should outlast the next reorganisation.",
         .if_declined =
             "Ask: \"Is there something coming that would make it pointless?\" A nod is enough.",
         .fallback = "rank_the_needs",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {explore, commit, prove, decide},
         .kinds = customers(),
         .exchange_for = {proposal},
         .working_days = 7},
    };
}

}  // namespace ante::method::plays
