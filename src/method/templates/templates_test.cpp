#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "method/templates/draft.h"
#include "method/templates/replan.h"
#include "unit/method/told.h"

namespace ante::method {
namespace {

Date june(unsigned day) {
    return make_date(2026, 6, day);
}
When before_live(std::int64_t count, CountedIn unit = CountedIn::working_days) {
    return {Anchor::go_live, {}, -count, unit};
}
When after(std::string line, std::int64_t count, CountedIn unit = CountedIn::working_days) {
    return {Anchor::line, std::move(line), count, unit};
}

// ---- days, by hand from the calendar of 2026: 1 May and 1 June fall on a Friday and a Monday

TEST(WorkingDays, are_monday_to_friday_in_both_directions) {
    EXPECT_EQ(step_working_days(may(4), 0), may(4));   // Monday
    EXPECT_EQ(step_working_days(may(4), 1), may(5));   // Tuesday
    EXPECT_EQ(step_working_days(may(4), 5), may(11));  // a week later
    EXPECT_EQ(step_working_days(may(4), -1), may(1));  // the Friday before
    EXPECT_EQ(step_working_days(may(9), 1), may(11));  // from a Saturday
    EXPECT_EQ(step_working_days(may(9), -1), may(8));
    EXPECT_EQ(step_working_days(june(1), -10), may(18));
    EXPECT_EQ(working_days_between(may(4), may(11)), 5);
    EXPECT_EQ(working_days_between(may(11), may(4)), -5);
    EXPECT_EQ(working_days_between(may(8), may(10)), 0);  // Friday to Sunday
    EXPECT_EQ(working_days_between(may(9), may(11)), 1);
    EXPECT_EQ(working_days_between(may(18), june(1)), 10);
}

TEST(WorkingDays, between_is_the_way_back_of_a_step) {
    rc::check([] {
        const Date day = may(1) + Days{*rc::gen::inRange(0, 400)};
        const std::int64_t count = *rc::gen::inRange(-300, 300);
        const Date there = step_working_days(day, count);
        RC_ASSERT(count == 0 || is_working_day(there));
        if (is_working_day(day)) RC_ASSERT(working_days_between(day, there) == count);
    });
}

TEST(CalendarDays, keep_away_from_what_they_are_counted_from) {
    const When three_after{Anchor::go_live, {}, 3, CountedIn::days};
    EXPECT_EQ(day_from(may(4), three_after), may(7));
    EXPECT_EQ(day_from(may(6), three_after), may(11));  // Saturday the 9th: the Monday after
    EXPECT_EQ(day_from(may(7), three_after), may(11));  // Sunday
    const When three_before = before_live(3, CountedIn::days);
    EXPECT_EQ(day_from(may(12), three_before), may(8));  // Saturday the 9th: the Friday before
    EXPECT_EQ(day_from(may(13), three_before), may(8));
    const When on_the_day{Anchor::go_live, {}, 0, CountedIn::days};
    EXPECT_EQ(day_from(may(9), on_the_day), may(9))
        << "the buyer's own date stands, a Saturday too";
}

// ---- lines hang on each other

TEST(Lines, are_worked_back_over_each_other_in_whatever_order_they_stand) {
    const std::vector<Timed> lines{
        {"report", "", after("demo", 3, CountedIn::days)},
        {"demo", "", {Anchor::line, "order", -5}},
        {"order", "", before_live(10)},
        {"kickoff", "", {Anchor::start, {}, 2}},
    };
    const auto days = days_of(lines, {may(4), june(1)});
    ASSERT_TRUE(days);
    EXPECT_EQ(days.value(), (std::vector{may(14), may(11), may(18), may(6)}));
    EXPECT_EQ(hang_on_go_live(lines), (std::vector{true, true, true, false}));
}

std::string refused(const std::vector<Timed>& lines) {
    const auto days = days_of(lines, {may(4), june(1)});
    return days ? "taken" : days.error().code + ": " + days.error().detail;
}
TEST(Lines, unknown_twice_or_in_a_circle_are_refused_by_name) {
    EXPECT_EQ(refused({{"a", "Test the sample", after("demo", 1)}}),
              "line_unknown: “Test the sample” hangs on a line “demo” that the template does not "
              "have. Choose one of its lines, the start or go-live.");
    EXPECT_EQ(refused({{"a", "Test it", before_live(3)}, {"a", "Buy it", before_live(1)}}),
              "line_key_twice: “Test it” and “Buy it” have the same key, “a”. Give one another.");
    EXPECT_EQ(refused({{"a", "Test it", after("c", 1)},
                       {"b", "Sign", before_live(1)},
                       {"c", "Send it", after("a", 1)}}),
              "lines_in_a_circle: “Test it” on “Send it” on “Test it”: they hang on each other in "
              "a circle. Hang one of them on the start or on go-live.");
    EXPECT_EQ(refused({{"a", "Test it", after("a", 1)}}).substr(0, 17), "lines_in_a_circle");
    // One that leads into a circle is not itself what is named.
    EXPECT_EQ(refused({{"x", "Look", after("a", 1)}, {"a", "Test it", after("a", 1)}}),
              "lines_in_a_circle: “Test it” on “Test it”: they hang on each other in a circle. "
              "Hang one of them on the start or on go-live.");
}

// A plan of lines that hang on go-live or on lines above them.
rc::Gen<std::vector<Timed>> some_lines(CountedIn unit) {
    return rc::gen::exec([unit] {
        std::vector<Timed> lines;
        const int count = *rc::gen::inRange(1, 12);
        for (int i = 0; i < count; ++i) {
            When when = before_live(0, unit);
            when.offset = *rc::gen::inRange(-60, 30);
            const int on = *rc::gen::inRange(-2, i);
            if (on >= 0) {
                when.from = Anchor::line;
                when.line = "k" + std::to_string(on);
            }
            lines.push_back({"k" + std::to_string(i), "", when});
        }
        return lines;
    });
}

TEST(Lines, follow_go_live_by_as_many_days_as_it_moves) {
    rc::check("working days from a working day", [] {
        const auto lines = *some_lines(CountedIn::working_days);
        const Date live = step_working_days(june(1), *rc::gen::inRange(0, 100));
        const std::int64_t n = *rc::gen::inRange(-60, 60);
        const auto before = days_of(lines, {may(4), live}).value();
        const auto then = days_of(lines, {may(4), step_working_days(live, n)}).value();
        for (std::size_t i = 0; i < lines.size(); ++i)
            RC_ASSERT(working_days_between(before[i], then[i]) == n);
    });
    rc::check("calendar days by whole weeks, from whichever day", [] {
        const auto lines = *some_lines(CountedIn::days);
        const Date live = june(1) + Days{*rc::gen::inRange(0, 200)};
        const Days n{7 * *rc::gen::inRange(-20, 20)};
        const auto before = days_of(lines, {may(4), live}).value();
        const auto then = days_of(lines, {may(4), live + n}).value();
        for (std::size_t i = 0; i < lines.size(); ++i) RC_ASSERT(then[i] == before[i] + n);
    });
    rc::check("the further before go-live, the earlier, in one unit", [] {
        const Date live = june(1) + Days{*rc::gen::inRange(0, 200)};
        const auto unit = *rc::gen::element(CountedIn::days, CountedIn::working_days);
        const auto a = *rc::gen::inRange<std::int64_t>(-100, 100);
        const auto b = *rc::gen::inRange<std::int64_t>(-100, 100);
        const When first{Anchor::go_live, {}, std::min(a, b), unit};
        const When second{Anchor::go_live, {}, std::max(a, b), unit};
        RC_ASSERT(day_from(live, first) <= day_from(live, second));
    });
}

// ---- the shipped ones

TEST(Shipped, are_usable_in_order_and_ask_for_at_least_what_they_give) {
    std::set<std::string> ids;
    for (const Shipped& shipped : shipped_templates()) {
        const PlanTemplate& plan = shipped.plan;
        EXPECT_TRUE(ids.insert(shipped.id).second) << shipped.id;
        EXPECT_FALSE(Uuid::parse(shipped.id)) << "no own one could have that id";
        EXPECT_TRUE(expect_usable(plan)) << shipped.id;
        EXPECT_FALSE(plan.about.empty());
        const auto days = days_of(timed(plan), {may(4), make_date(2027, 3, 1)}).value();
        EXPECT_TRUE(std::is_sorted(days.begin(), days.end())) << shipped.id;
        double theirs = 0;
        double ours = 0;
        for (const TemplateLine& line : plan.lines) {
            EXPECT_FALSE(line.proof.empty()) << line.what;
            EXPECT_FALSE(line.why.empty()) << line.what;
            EXPECT_FALSE(is_vague(line.what)) << line.what;
            EXPECT_TRUE(is_advance(line.effort)) << line.what;
            EXPECT_EQ(line.side == Side::buyer, line.role.has_value()) << line.what;
            (line.side == Side::buyer ? theirs : ours) += points(line.effort);
        }
        EXPECT_GE(theirs, ours) << shipped.id;
        EXPECT_EQ(plan.lines.back().side, Side::buyer) << shipped.id;
        EXPECT_NE(shipped_template(shipped.id), nullptr);
    }
    EXPECT_EQ(shipped_template("nonesuch"), nullptr);
}

// ---- a draft for a deal

PlanTemplate short_plan() {
    return {.name = "Short",
            .lines = {
                {"criteria", Side::buyer, "Write down the criteria", "In a mail", Effort::work,
                 Role::influencer, before_live(15), "First"},
                {"demo",
                 Side::seller,
                 "Show it on your data",
                 "You have seen it",
                 Effort::work,
                 {},
                 after("criteria", 3),
                 ""},
                {"terms", Side::buyer, "Go through the terms with us", "A marked copy",
                 Effort::work, Role::approver, before_live(5), ""},
                {"sign", Side::buyer, "Sign the contract", "It is signed", Effort::stake,
                 Role::decision_maker, before_live(1), ""},
            }};
}

std::string misfits(const DraftLine& line) {
    std::string all;
    for (const Misfit& misfit : line.misfits) all += misfit.code + " ";
    return all;
}

TEST(Draft, has_days_and_owners_and_says_that_it_fits) {
    const Told told;  // Monday 4 May; Dana decides, Rob is an influencer
    const auto draft = draft_of(short_plan(), told.deal, june(1), may(4), told.settings).value();
    ASSERT_EQ(draft.lines.size(), 4u);
    EXPECT_EQ(draft.lines[0].promise.due, may(11));
    EXPECT_EQ(draft.lines[0].promise.person, told.rob);
    EXPECT_EQ(draft.lines[1].promise.due, may(14));
    EXPECT_EQ(draft.lines[1].promise.member, told.sam);
    EXPECT_EQ(draft.lines[2].promise.due, may(25));
    EXPECT_EQ(draft.lines[3].promise.due, may(29));
    EXPECT_EQ(draft.lines[3].promise.person, told.dana);
    EXPECT_EQ(draft.late_by, 0);
    EXPECT_EQ(draft.says, "It fits: 20 working days from today to go-live.");
    EXPECT_EQ(misfits(draft.lines[2]), "owner_missing ");
    EXPECT_EQ(draft.lines[2].misfits[0].says,
              "Nobody in this deal is an approver yet: choose who does this, or ask who could.");
    EXPECT_FALSE(draft.valid) << "somebody must be chosen";
}

TEST(Draft, says_what_does_not_fit) {
    const Told told;
    auto draft = draft_of(short_plan(), told.deal, may(20), may(4), told.settings).value();
    EXPECT_EQ(draft.lines[0].promise.due, make_date(2026, 4, 29));
    EXPECT_EQ(draft.late_by, 3);
    EXPECT_EQ(draft.says,
              "To go live on 20 May 2026 this would have begun by 29 Apr 2026: it starts 3 "
              "working days late. One promise is past: drop it, or move it.");
    EXPECT_EQ(misfits(draft.lines[0]), "past ");
    EXPECT_EQ(draft.lines[0].earliest, may(4));
    EXPECT_EQ(draft.lines[1].promise.due, may(4)) << "today still counts";
    EXPECT_EQ(misfits(draft.lines[1]), "");

    // The seller moves the one beyond another, and one beyond go-live.
    draft.lines[0].promise.due = may(8);
    draft.lines[3].promise.due = may(21);
    judge(draft, told.deal, may(4), told.settings);
    EXPECT_EQ(draft.late_by, 0);
    EXPECT_EQ(misfits(draft.lines[0]), "");
    EXPECT_EQ(misfits(draft.lines[1]), "out_of_order ");
    EXPECT_EQ(misfits(draft.lines[3]), "after_go_live ");

    draft.lines[2].promise.person = told.dana;
    judge(draft, told.deal, may(4), told.settings);
    EXPECT_TRUE(draft.valid);
    draft.lines[2].promise.what = "Think about it";
    draft.lines[2].promise.proof = "";
    judge(draft, told.deal, may(4), told.settings);
    EXPECT_EQ(misfits(draft.lines[2]), "promise_vague proof_missing ");
    EXPECT_FALSE(draft.valid);
}

TEST(Draft, is_refused_for_a_day_that_is_past_and_a_template_that_is_none) {
    const Told told;
    const auto refusal = [&](const PlanTemplate& plan, Date live) {
        const auto draft = draft_of(plan, told.deal, live, may(4), told.settings);
        return draft ? "taken" : draft.error().code;
    };
    EXPECT_EQ(refusal(short_plan(), may(3)), "go_live_past");
    EXPECT_EQ(refusal(short_plan(), may(4)), "taken");
    EXPECT_EQ(refusal({.name = "Nothing"}, may(20)), "template_empty");
    PlanTemplate plan = short_plan();
    plan.lines[1].role = Role::coach;
    EXPECT_EQ(refusal(plan, may(20)), "owner_on_the_other_side");
    plan = short_plan();
    plan.lines[0].what = "follow up";
    plan.lines[0].proof = "";
    EXPECT_EQ(refusal(plan, may(20)), "promise_vague");
    plan = short_plan();
    plan.lines[0].when = after("demo", 1);
    EXPECT_EQ(refusal(plan, may(20)), "lines_in_a_circle");
}

// ---- proposing it, and moving go-live

StartPlan start_of(const PlanDraft& draft) {
    StartPlan start{"short", draft.name, draft.go_live, {}};
    for (const DraftLine& line : draft.lines)
        start.lines.push_back({line.key, line.when, line.promise});
    return start;
}

struct Started : Told {
    Started() {
        tell(AddPlayer{.person = carl, .role = Role::approver});
        draft = draft_of(short_plan(), deal, june(1), may(4), settings).value();
    }
    PlanDraft draft{};
    CommitmentId promise_of(std::size_t line) const {
        return deal.plans.back().lines[line].promise.value();
    }
    std::string moves(Date to) const {
        std::string all;
        for (const PlanMove& move : moves_with(deal, to, may(4)))
            all += text_of(move.from) + ">" + text_of(move.to) + (move.past ? "! " : " ");
        return all;
    }
};

TEST(OurPlan, is_proposed_in_one_go_and_nothing_is_agreed) {
    Started told;
    const auto events = told.tell(start_of(told.draft));
    EXPECT_EQ(count_of<PromiseProposed>(events), 4u);
    EXPECT_EQ(count_of<PlanStarted>(events), 1u);
    EXPECT_EQ(events.size(), 5u);
    EXPECT_EQ(told.deal.go_live, june(1));
    EXPECT_EQ(word_of(told.deal.state), "prospect") << "a proposal opens no door";
    for (const Commitment& promise : told.deal.commitments) {
        EXPECT_EQ(word_of(promise.state), "proposed");
        EXPECT_EQ(promise.proposed_by, Side::seller);
    }
    EXPECT_EQ(told.ledger().seller_stake, 0);
    EXPECT_EQ(told.ledger().buyer_stake, 0);
    EXPECT_EQ(told.deal.plans.size(), 1u);
    EXPECT_EQ(told.deal.plans[0].start, may(4));
}

TEST(OurPlan, is_proposed_whole_or_not_at_all) {
    Started told;
    StartPlan start = start_of(told.draft);
    start.lines[2].promise->due = may(3);
    const auto refused = told.attempt(start);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "due_in_the_past");
    EXPECT_EQ(refused.error().fields.at(0).pointer, "/lines/2/promise");
    EXPECT_TRUE(told.deal.commitments.empty());

    start.lines[2].promise.reset();
    EXPECT_EQ(told.answer_to(start), "accepted");
    EXPECT_EQ(told.deal.commitments.size(), 3u);
    EXPECT_EQ(told.deal.plans[0].lines.size(), 4u) << "what was taken out may carry others";

    for (PlanEntry& entry : start.lines) entry.promise.reset();
    EXPECT_EQ(told.answer_to(start), "plan_empty");
    start = start_of(told.draft);
    start.go_live = may(3);
    EXPECT_EQ(told.answer_to(start), "go_live_past");
    start = start_of(told.draft);
    start.lines[1].when = after("nonesuch", 1);
    EXPECT_EQ(told.answer_to(start), "line_unknown");
    told.tell(ParkDeal{.until = may(30)});
    EXPECT_EQ(told.answer_to(start_of(told.draft)), "deal_is_parked");
}

TEST(OurPlan, follows_go_live_only_where_the_seller_says_so) {
    Started told;
    told.tell(start_of(told.draft));
    told.tell(AgreePromise{told.promise_of(0)});
    told.tell(AgreePromise{told.promise_of(2)});
    told.tell(AgreePromise{told.promise_of(3)});
    told.tell(KeepPromise{told.promise_of(2)});
    // Moved by hand: two working days beyond the template's day.
    told.tell(MovePromise{told.promise_of(3), june(2)});
    EXPECT_EQ(told.moves(june(1)), "") << "nothing moves with a date that stands";
    // A week later: what was kept stays, what was moved by hand keeps its distance.
    EXPECT_EQ(told.moves(june(8)),
              "2026-05-11>2026-05-18 2026-05-14>2026-05-21 2026-06-02>2026-06-09 ");
    EXPECT_EQ(told.moves(may(20)),
              "2026-05-11>2026-04-29! 2026-05-14>2026-05-04 2026-06-02>2026-05-21 ");

    EXPECT_EQ(told.answer_to(MoveGoLive{june(8), Side::buyer, {told.promise_of(2)}}),
              "promise_does_not_follow");
    EXPECT_EQ(told.answer_to(MoveGoLive{may(20), Side::buyer, {told.promise_of(0)}}),
              "promise_does_not_follow");
    EXPECT_EQ(told.answer_to(MoveGoLive{may(3), Side::buyer, {}}), "go_live_past");
    EXPECT_EQ(told.answer_to(MoveGoLive{june(8), Side::buyer, {CommitmentId{}}}),
              "promise_not_found");

    const auto events = told.tell(MoveGoLive{
        june(8), Side::buyer, {told.promise_of(0), told.promise_of(1), told.promise_of(0)}});
    EXPECT_EQ(count_of<PromiseMoved>(events), 1u) << "once, however often it is named";
    EXPECT_EQ(told.promise(told.promise_of(0)).due, may(18));
    EXPECT_EQ(told.promise(told.promise_of(0)).moves.size(), 1u);
    EXPECT_EQ(told.promise(told.promise_of(1)).due, may(21));
    EXPECT_TRUE(told.promise(told.promise_of(1)).moves.empty()) << "it was only proposed";
    EXPECT_EQ(told.promise(told.promise_of(3)).due, june(2)) << "nobody named it";
    EXPECT_EQ(told.deal.go_live, june(8));
    EXPECT_EQ(told.deal.plans[0].go_live, june(8));
    EXPECT_EQ(told.moves(june(8)), "");
    EXPECT_TRUE(told.tell(MoveGoLive{june(8), Side::buyer, {}}).empty());
}

TEST(OurPlan, comes_back_with_go_live_to_where_it_was) {
    rc::check([] {
        Started told;
        told.tell(start_of(told.draft));
        const auto dues = [&] {
            std::vector<Date> days;
            for (const Commitment& promise : told.deal.commitments) days.push_back(promise.due);
            return days;
        };
        const std::vector<Date> before = dues();
        const auto all = [&](Date to) {
            MoveGoLive command{to, Side::seller, {}};
            for (const PlanMove& move : moves_with(told.deal, to, may(4)))
                command.promises.push_back(move.promise);
            told.tell(command);
        };
        all(june(1) + Days{*rc::gen::inRange(0, 120)});
        all(june(1));
        RC_ASSERT(dues() == before);
    });
}

TEST(OurPlan, moved_by_the_buyer_is_his_act) {
    Started told;
    told.tell(start_of(told.draft));
    told.tell(ParkDeal{.until = may(30)});
    EXPECT_EQ(told.answer_to(MoveGoLive{june(8), Side::seller, {}}), "deal_is_parked");
    EXPECT_EQ(told.answer_to(MoveGoLive{june(8), Side::buyer, {}}), "accepted");
    EXPECT_EQ(word_of(told.deal.state), "prospect") << "he brought it back";
    told.tell(LoseDeal{});
    EXPECT_EQ(told.answer_to(MoveGoLive{june(9), Side::buyer, {}}), "deal_is_over");
}

// ---- a template of what was promised

TEST(Template, of_a_deal_has_what_was_promised_with_days_from_go_live) {
    Started told;
    told.tell(start_of(told.draft));
    told.tell(DeclinePromise{told.promise_of(1), "no"});
    told.tell(ScheduleMeeting{
        .starts = told.zone.at(may(6), 9h), .players = {told.dana}, .accepted_by = {told.dana}});
    const PlanTemplate made = template_of(told.deal, june(1));
    ASSERT_EQ(made.lines.size(), 3u) << "neither what was declined nor an attendance";
    EXPECT_EQ(made.lines[0].what, "Write down the criteria");
    EXPECT_EQ(made.lines[0].role, Role::influencer);
    EXPECT_EQ(made.lines[0].when, before_live(15));
    EXPECT_EQ(made.lines[2].when, before_live(1));
    EXPECT_TRUE(expect_usable(made));
    // The same days again for the same go-live.
    const auto days = days_of(timed(made), {may(4), june(1)}).value();
    EXPECT_EQ(days, (std::vector{may(11), may(25), may(29)}));
}

}  // namespace
}  // namespace ante::method
