#pragma once
// Plays of grade 2: work between meetings (METHOD 2).

#include "method/plays/who.h"

namespace ante::method::plays {

inline std::vector<Play> of_work() {
    return {
        {.id = "questionnaire",
         .title = "Fill in the one-page questionnaire",
         .effort = work,
         .ask = "I have one page of questions that I'd otherwise take an hour of your time with. "
                "Would you fill it in by Friday? Leave blank whatever you don't know; the blanks "
                "tell us something too.",
         .what = "Fill in the one-page questionnaire and send it back",
         .proof = "The page is in our inbox, with at least the figures filled in.",
         .when = "Early, when we would otherwise come with our own guesses.",
         .if_declined = "Say: \"Then let's do the three that matter right now.\" If those are "
                        "unwelcome as well, ask what's up.",
         .fallback = "next_meeting",
         .given_by = anyone(),
         .stages = {explore, commit},
         .kinds = any_kind(),
         .exchange_for = {proposal, document, time},
         .working_days = 5,
         .ease_percent = 110},

        {.id = "test_the_sample",
         .title = "Test the sample and tell us what happened",
         .effort = work,
         .ask = "I'll gladly leave you one. Would you run it under your own conditions next week "
                "and write me half a page about what happened, good or bad?",
         .what = "Test the sample under your own conditions and send half a page of results",
         .proof = "The half page is in our hands, with what was done and what was measured.",
         .when = "Whenever a sample is asked for.",
         .if_declined = "Ask: \"What would the sample be for, then?\" A sample nobody has time to "
                        "test can wait until somebody has.",
         .fallback = "date_for_the_result",
         .given_by = {user, influencer, coach, approver},
         .stages = {commit, prove},
         .kinds = any_kind(),
         .exchange_for = {sample},
         .only_with = {sample},
         .working_days = 8,
         .ease_percent = 110},

        {.id = "proposal_line_by_line",
         .title = "Go through the proposal with us, line by line",
         .effort = work,
         .ask = "I'd rather not send it off and hope. Could we read it together, line by line, "
                "with your red pencil? Whatever you strike out is gone, and you'll know what every "
                "figure stands for.",
         .what = "Go through the proposal with us line by line and mark what has to change",
         .proof = "A marked copy that both sides have.",
         .when = "Whenever a proposal is asked for.",
         .if_declined = "Ask: \"Who will read it, if not the two of us?\" That person is the one "
                        "to read it with.",
         .fallback = "hear_us_out_on_price",
         .given_by = {influencer, approver, decision_maker},
         .stages = {prove, decide, sign},
         .kinds = any_kind(),
         .exchange_for = {proposal},
         .only_with = {proposal},
         .working_days = 6,
         .ease_percent = 120},

        {.id = "success_criteria",
         .title = "Write down how you will judge the trial",
         .effort = work,
         .ask = "Before we set it up: what would you have to see, to say it works for you? Could "
                "you put three lines in a mail, the way you'd explain it to a colleague? If they "
                "aren't met, we'll both know it's a no.",
         .what = "Write down three criteria by which the trial will be judged and mail them to us",
         .proof = "Three criteria in a mail, each with a figure or a yes-or-no answer.",
         .when = "Before any trial, pilot or test begins.",
         .if_declined = "Say: \"Without them neither of us could tell whether it was a success.\" "
                        "Then offer to note them down together, now.",
         .fallback = "date_for_the_result",
         .given_by = opinions(),
         .stages = {commit, prove},
         .kinds = {fresh, expansion},
         .exchange_for = {trial, sample},
         .only_with = {trial, sample},
         .working_days = 4,
         .ease_percent = 120},

        {.id = "count_for_a_week",
         .title = "Count for a week how often it happens",
         .effort = work,
         .ask = "You say it happens all the time, and I believe you. Would somebody keep a tally "
                "for one week? Ten strokes on a sheet of paper are worth more than anything I "
                "could calculate for you.",
         .what = "Keep a tally for one week of how often the problem occurs and send it to us",
         .proof = "The tally sheet, or a photo of it.",
         .when = "When the pain is real but nobody has a number for it.",
         .if_declined = "Ask: \"Is it perhaps not as bad as it sounded?\" That is a fair answer "
                        "and saves both of us time.",
         .fallback = "show_us_the_place",
         .given_by = {user, influencer, coach, approver},
         .stages = {explore, commit},
         .kinds = any_kind(),
         .exchange_for = {proposal, time, call},
         .working_days = 8},

        {.id = "three_real_cases",
         .title = "Send us three real cases, one of them nasty",
         .effort = work,
         .ask = "Our own examples always work, so they prove little. Could you send me three real "
                "cases from last month, one of them nasty? I'll work with those, and if the nasty "
                "one defeats us, you'll have seen that too.",
         .what = "Send three real cases from last month, one of them a hard one",
         .proof = "Three cases in our inbox two days before we show anything.",
         .when = "Before a demo or a trial, with people who know the daily work.",
         .if_declined =
             "Ask: \"Who deals with those cases? Perhaps that is the person to show it to.\"",
         .fallback = "next_meeting",
         .given_by = {user, influencer, coach, approver, decision_maker},
         .stages = {explore, commit, prove},
         .kinds = {fresh, expansion},
         .exchange_for = {demo, trial, sample},
         .working_days = 5},

        {.id = "sketch_of_today",
         .title = "Sketch how it runs today",
         .effort = work,
         .ask = "Would you draw me how an order runs through the company today? A sheet of paper "
                "and a photo of it will do. The arrows that annoy you matter most.",
         .what = "Draw how the work runs today on one sheet and send a picture of it",
         .proof = "The picture is in our inbox.",
         .when = "Early, when we are about to suggest a change to something we have not seen.",
         .if_declined =
             "Say: \"Then tell me and I'll draw; you correct me.\" Draw it then and there.",
         .fallback = "show_us_the_place",
         .given_by = {user, influencer, coach},
         .stages = {explore, commit},
         .kinds = any_kind(),
         .exchange_for = {document, time, demo},
         .working_days = 5},

        {.id = "rank_the_needs",
         .title = "Put the wish list in order",
         .effort = work,
         .ask = "The list of what you need is long, and not all of it can be equally important. "
                "Would you put it in order, and draw a line under what you can't do without? I'd "
                "rather be good at the first four.",
         .what = "Put the requirements in order and draw the line between must and nice to have",
         .proof = "The list comes back numbered, with the line in it.",
         .when = "When we are asked to answer a long list of requirements.",
         .if_declined = "Ask: \"Would your colleagues order it differently from you?\" If so, that "
                        "is the conversation to have.",
         .fallback = "next_meeting",
         .given_by = opinions(),
         .stages = {explore, commit, prove},
         .kinds = any_kind(),
         .exchange_for = {proposal, document},
         .working_days = 6,
         .ease_percent = 110},

        {.id = "red_pencil",
         .title = "Correct our draft",
         .effort = work,
         .ask = "I'll send you two pages tomorrow, and they'll be wrong in places. Would you take "
                "a red pencil to them and send them back by Wednesday? I'd sooner have your "
                "corrections than your compliments.",
         .what = "Correct the two-page draft and send it back with the marks in it",
         .proof = "The draft is back with changes in it, or with \"no changes\" and a name.",
         .when = "When a scope, a concept or a summary is ours and has to become theirs.",
         .if_declined =
             "Ask: \"Is it too early for something in writing, or the wrong thing in writing?\"",
         .fallback = "next_meeting",
         .given_by = opinions(),
         .stages = {commit, prove, decide},
         .kinds = any_kind(),
         .exchange_for = {document, proposal},
         .working_days = 5,
         .ease_percent = 110},

        {.id = "all_open_points",
         .title = "Send us everything that still stands in the way",
         .effort = work,
         .ask = "Would you ask around and send me everything that still speaks against it, small "
                "things too? I'd like to answer the whole list once, and if there's something on "
                "it we can't solve, you should know that now.",
         .what = "Send the complete list of points that are open before a yes or a no",
         .proof = "A list headed \"nothing else\", answered by us in writing.",
         .when = "When objections arrive one by one and each answer brings another.",
         .if_declined = "Ask: \"If all of these were settled, would you want it?\" The pause says "
                        "more than the list.",
         .fallback = "standing_quarter_hour",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {decide, sign},
         .kinds = any_kind(),
         .exchange_for = {document, proposal, other},
         .working_days = 5},

        {.id = "joint_plan",
         .title = "Enter your side in the joint plan",
         .effort = work,
         .ask = "Here is a page with what we'd do and when. Your half is empty, because I'd only "
                "be guessing. Would you fill in your steps and your dates by Thursday? Then we'll "
                "both see whether your date holds.",
         .what = "Enter your own steps, names and dates in the joint plan",
         .proof = "The plan shows at least three dated steps of theirs.",
         .when = "When there is a date by which the buyer wants the result.",
         .if_declined = "Ask: \"Is the date less firm than I thought?\"",
         .fallback = "next_meeting",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {commit, prove, decide, sign},
         .kinds = any_kind(),
         .exchange_for = {proposal, trial, document, time},
         .working_days = 5},

        {.id = "what_is_used",
         .title = "Ask your people what they use and what they don't",
         .effort = work,
         .ask = "Before you decide about more or less of it: would you ask five of your people "
                "what they use every week and what they've never opened? I can tell you the "
                "clicks, but not the reasons.",
         .what = "Ask five users what they use and what not, and send us their answers",
         .proof = "Five answers in our inbox, the critical ones included.",
         .when = "With a customer, when an extension or a renewal is coming up.",
         .if_declined = "Ask: \"Would the answers be unpleasant?\" Offer to put them right before "
                        "talking about anything new.",
         .fallback = "look_back_together",
         .given_by = {user, influencer, coach, approver},
         .stages = {explore, commit, prove},
         .kinds = customers(),
         .exchange_for = {proposal, time},
         .working_days = 8},

        {.id = "in_your_own_words",
         .title = "Put our one-pager into your own words",
         .effort = work,
         .ask =
             "I've written one page for your management, and it sounds like us. Would you rewrite "
             "every sentence that nobody in your company would ever say? You know how they read.",
         .what = "Rewrite our one-page summary in your own words and send it back",
         .proof = "A version with their changes, ready to be forwarded.",
         .when = "When somebody likes it but those who decide only know it from hearsay.",
         .if_declined = "Ask: \"Is it the wording, or would you rather not put your hand to it?\"",
         .fallback = "prepare_with_us",
         .given_by = {user, influencer, coach, gatekeeper},
         .stages = {commit, prove, decide, sign},
         .kinds = any_kind(),
         .exchange_for = {document, proposal, references},
         .working_days = 5},

        {.id = "supplier_forms",
         .title = "Send us the supplier forms and what you check",
         .effort = work,
         .ask = "You see many suppliers stumble over the same things. Would you send me your forms "
                "and the list of what you check before anybody may buy from us? I'd like to bring "
                "it complete the first time.",
         .what = "Send the supplier forms and the list of what is checked before an order",
         .proof = "Forms and list are in our inbox.",
         .when = "When purchasing, security or data protection will have a say later on.",
         .if_declined = "Ask: \"Who else would have to agree before you may send them?\" That name "
                        "is worth having.",
         .fallback = "next_meeting",
         .given_by = {gatekeeper, approver, coach},
         .stages = {explore, commit, prove, decide, sign},
         .kinds = {fresh, expansion},
         .exchange_for = {document, references, other},
         .working_days = 4,
         .ease_percent = 140},

        {.id = "your_half_of_the_case",
         .title = "Write your half of the business case",
         .effort = work,
         .ask =
             "I can fill in what it costs. What it's worth only you can say, and nobody believes "
             "it from me. Would you write that half, with the figures you'd be willing to defend?",
         .what = "Write the benefit side of the business case with figures of your own",
         .proof = "A table with their figures and their name at the top.",
         .when = "When money is about to be asked for inside the buyer's company.",
         .if_declined =
             "Ask: \"Which of the figures wouldn't stand up?\" Work on that one together.",
         .fallback = "next_meeting",
         .given_by = {influencer, coach, approver, decision_maker},
         .stages = {commit, prove, decide},
         .kinds = any_kind(),
         .exchange_for = {proposal, document},
         .working_days = 8,
         .ease_percent = 80},
    };
}

}  // namespace ante::method::plays
