// The shipped templates: judgement, with the reason of each line beside it. The days are what such
// deals usually need between people with other work to do; a workspace's own templates are better
// once it has seen its own (docs/PLANS.md).
//
// What all four keep to: the buyer puts in at least as much as we do (METHOD 2); nothing costly of
// ours is delivered before the promise that makes it worth our while; whoever signs has met us
// before it comes to terms (METHOD 7, no_power); the first paid step and the last line are the
// buyer's, for it is his go-live.

#include "method/templates/plan_template.h"

namespace ante::method {
namespace {

constexpr Side they = Side::buyer;
constexpr Side we = Side::seller;
constexpr std::nullopt_t ours = std::nullopt;

// clang-format off
constexpr auto presence = Effort::presence;
constexpr auto work     = Effort::work;
constexpr auto people   = Effort::people;
constexpr auto exposure = Effort::exposure;
constexpr auto stake    = Effort::stake;

When before_live(std::int64_t working_days)  { return {Anchor::go_live, {}, -working_days}; }
When after_live(std::int64_t working_days)   { return {Anchor::go_live, {}, working_days}; }
When after_line(std::string_view line, std::int64_t working_days) { return {Anchor::line, std::string(line), working_days}; }
When before_line(std::string_view line, std::int64_t working_days) { return {Anchor::line, std::string(line), -working_days}; }

PlanTemplate new_customer() {
    return {
        .name  = "New customer: from the first proof to go-live",
        .about = "For a company that has never worked with us: software or services that several people have to agree to. About three months from the first line to go-live.",
        .kinds = {DealKind::fresh},
        .lines = {
            {"figures", they, "Send the figures behind the problem: how often it happens and what it costs", "The figures are in our hands, with where they come from", exposure, Role::influencer, before_line("criteria", 8),
             "Without figures nobody can say later whether it was worth it. Asked first because it costs us nothing to wait for it."},
            {"criteria", they, "Write down the three things you must see to say yes, with figures", "Three criteria in a mail, each a figure or a yes-or-no answer", work, Role::influencer, before_line("demo", 5),
             "A demo before the criteria is a show; after them it is a test."},
            {"demo", we, "Show the three criteria on your own data", "Each criterion was seen, or is named as not met", work, ours, before_line("sponsor", 3),
             "Our first costly piece, after two of theirs."},
            {"sponsor", they, "Bring whoever signs to an hour with us: result, cost, what could stop it", "The hour was held and the one who signs was in it", people, Role::coach, before_line("proposal", 5),
             "A proposal to somebody who has never met us is read by somebody else. Half of all deals that die without an answer never met this person."},
            {"proposal", we, "Send the proposal with scope, price and the dates of this plan", "The proposal is with everybody who was in that hour", work, ours, before_line("terms", 5),
             "Written after the one who signs has said what must be in it."},
            {"terms", they, "Go through the proposal with us line by line and mark what has to change", "A marked copy that both sides have", work, Role::decision_maker, before_line("legal", 3),
             "Read together it is changed in an hour; sent back and forth in three weeks."},
            {"legal", they, "Give the contract to legal and purchasing, with a day for their answer", "Both have it, and the day is named", stake, Role::approver, before_line("signature", 15),
             "The longest wait of all, and the one nobody plans: three weeks is what a mid-sized company needs."},
            {"signature", they, "Sign the contract", "The signed contract is with both sides", stake, Role::decision_maker, before_live(25),
             "Five weeks before go-live: what comes after needs their people, and nobody frees them before it is signed."},
            {"team", they, "Name the team for the start and free their calendars for four weeks", "Names and blocked days are in a mail", people, Role::decision_maker, after_line("signature", 3),
             "Go-live dates are missed for want of people, hardly ever for want of software."},
            {"set_up", we, "Set everything up and hand over access", "The team has signed in and seen its own data", people, ours, after_line("team", 10),
             "Ours, and as large as what they have just given."},
            {"first_users", they, "Work a week with it with the first group and list what is missing", "The list, with who found what", work, Role::user, before_live(3),
             "Whoever finds what is missing before go-live defends it afterwards."},
            {"look_back", they, "Measure the three criteria and go through the result with whoever signed", "The hour was held, with the figures on the table", people, Role::decision_maker, after_live(30),
             "What they wrote down at the start comes back: the next deal begins here."},
        },
    };
}

PlanTemplate trial() {
    return {
        .name  = "Trial with an end and a yes or no",
        .about = "For a proof of value: four weeks with criteria, an end and a decision. Go-live is the day on which real work begins, if the answer is yes.",
        .kinds = {DealKind::fresh, DealKind::expansion},
        .lines = {
            {"criteria", they, "Write down by which three results the trial will be judged", "Three criteria in a mail, each a figure or a yes-or-no answer", work, Role::influencer, before_line("begin", 5),
             "Without criteria a trial has no end, only a silence (METHOD 7, free_access)."},
            {"decider", they, "Agree with whoever decides that meeting the criteria means yes", "He says so in a mail or in a call with us", people, Role::coach, before_line("begin", 3),
             "Asked before we give access: afterwards there is no reason to."},
            {"begin", we, "Give access, with your data in it and two people shown around", "Both have signed in and done one real task", people, ours, before_line("result", 20),
             "Four weeks: long enough to be used twice by habit, short enough to be remembered."},
            {"halfway", they, "Go through the first half with us: what works, what does not", "The hour was held, with the list of both", presence, Role::user, after_line("begin", 10),
             "A trial that nobody has opened by now will not be opened: better to know at half-time."},
            {"repair", we, "Mend or answer each point of that list", "Each point is ticked off by who raised it", work, ours, after_line("halfway", 4),
             "Ours, but only what they have tried and found wanting."},
            {"result", they, "Measure the three criteria and send us the figures", "The figures beside the criteria, in a mail", work, Role::influencer, before_line("decision", 3),
             "They measure, not we: one believes one's own figures."},
            {"decision", they, "Decide: yes with a start, or no with the reason", "The decision and its reason are in a mail", stake, Role::decision_maker, before_live(10),
             "The trial ends on this day, whichever way it goes."},
            {"start", they, "Sign, and name who starts", "The signed order and the names", stake, Role::decision_maker, before_live(5),
             "A week for what the trial has left open."},
        },
    };
}

PlanTemplate expansion() {
    return {
        .name  = "More of what already works",
        .about = "For a customer who has us in one place and could have us in another. Shorter than a new customer's: the proof stands already, it has to be carried on by them.",
        .kinds = {DealKind::expansion},
        .lines = {
            {"result", they, "Send the figures of what it has brought in the first place", "The figures, with the name of who measured them", exposure, Role::user, before_line("carry", 5),
             "Their figures, in their words: nobody next door believes ours."},
            {"carry", they, "Introduce us to whoever leads the next place, with those figures", "The introduction, with all three of us in it", people, Role::coach, before_line("visit", 5),
             "A plan is asked for in upsells, too (METHOD 4): known people give way too easily to a mere order form."},
            {"visit", we, "Visit the next place and write down what differs there", "One page that they have corrected", work, ours, before_line("scope", 5),
             "The second place is never like the first; who assumes it pays for it at go-live."},
            {"scope", they, "Agree with both places what is the same and what differs", "The corrected page, with both names under it", people, Role::influencer, before_line("order", 8),
             "Two leaders of one company, agreed before money is spoken of."},
            {"order", they, "Release the budget and order", "The order is with us", stake, Role::decision_maker, before_live(15),
             "Three weeks: the contract stands already, only its amount changes."},
            {"set_up", we, "Set up the second place", "Its people have signed in and seen their own data", work, ours, before_live(5),
             "Before the day of teaching, so that there is something to teach on."},
            {"teach", they, "Let two people from the first place teach those of the second for a day", "The day was held", people, Role::user, before_live(4),
             "Colleagues are believed, and the first place hears itself say why it likes it."},
        },
    };
}

PlanTemplate renewal() {
    return {
        .name  = "Renewal without a scramble",
        .about = "For a contract that ends. Go-live is the first day of the next term: worked back so that the last week holds no surprise.",
        .kinds = {DealKind::renewal},
        .lines = {
            {"usage", we, "Send what was used, by whom, and what was never opened", "The page is with who uses it and who pays", presence, ours, before_line("worth", 5),
             "The honest page, also where it tells against us: they know it anyway."},
            {"worth", they, "Write down what it was worth this year and what was missing", "One page with figures, from those who use it", work, Role::user, before_line("review", 5),
             "Who writes down what it is worth has renewed in his head; who can't should be known early."},
            {"review", they, "Bring whoever signs to an hour on the past year and the next", "The hour was held and the one who signs was in it", people, Role::coach, before_live(60),
             "Three months ahead: most contracts end notice then, and a new signer has had time to look elsewhere."},
            {"missing", we, "Answer each thing that was missing: done by when, or not", "Each has a day or a plain no", work, ours, after_line("review", 5),
             "Ours, before we speak of the price."},
            {"terms", they, "Go through the terms of the next year with us, line by line", "A marked copy that both sides have", work, Role::decision_maker, after_line("missing", 10),
             "Read together, as the first time."},
            {"signature", they, "Sign the next term", "The signed contract is with both sides", stake, Role::decision_maker, before_live(20),
             "Four weeks of air: legal's holiday is no reason for a gap."},
            {"goal", they, "Name the one result of the next year and who answers for it", "The result and the name, in a mail", exposure, Role::decision_maker, after_live(10),
             "What is measured next year is said on its first days."},
        },
    };
}
// clang-format on

}  // namespace

const std::vector<Shipped>& shipped_templates() {
    static const std::vector<Shipped> all{
        {"new_customer", new_customer()},
        {"trial", trial()},
        {"expansion", expansion()},
        {"renewal", renewal()},
    };
    return all;
}

}  // namespace ante::method
