#include "api/demo/plan_story.h"

#include "method/templates/draft.h"

namespace ante::api::demo {
namespace {

constexpr int boss = 0;
constexpr int champion = 1;
constexpr int planner = 2;

// Worked back from the buyer's day as the seller saw it then, and proposed as it stood.
void starts_a_plan(Scene& s, const Plot& plot, std::string_view id, Date go_live) {
    const PlanTemplate* plan = shipped_template(id);
    const Date today = plot.workspace.zone().date_of(s.clock());
    const auto draft = draft_of(*plan, s.deal(), go_live, today, plot.workspace.settings());
    if (!draft || !draft.value().valid) return;
    StartPlan start{std::string(id), plan->name, go_live, {}};
    for (const DraftLine& line : draft.value().lines)
        start.lines.push_back({line.key, line.when, line.promise});
    s.act(start);
}

std::optional<CommitmentId> promise_of(const Scene& s, std::string_view key) {
    for (const OurPlan& plan : s.deal().plans)
        for (const PlannedLine& line : plan.lines)
            if (line.key == key) return line.promise;
    return std::nullopt;
}

void agrees(Scene& s, std::string_view key) {
    if (const auto promise = promise_of(s, key)) s.act(AgreePromise{*promise});
}

// Two of them have a link, and use it: a word, another day, somebody who was missing.
void works_on_their_page(Scene& s) {
    s.act(ShareGoal{"The night shift starts on the board in spring, and every job on time"});
    s.has_link(boss, 3);
    s.has_link(champion, 1);
    s.days_ago(5);
    const CommitmentId rosters = s.promises(champion, "Send last month's night-shift rosters", 5,
                                            Effort::work, "The rosters are in the shared folder");
    s.days_ago(3);
    s.on_page(boss, RecordReply{{}, "Good. I want to see the night shift's own numbers in it."});
    s.days_ago(1);
    s.on_page(champion, CounterPromise{rosters, "", s.day(8), "The shift lead is away until then"});
    s.on_page(champion, NameColleague{"Marta Lind", "marta.lind@example.com",
                                      "leads the night shift and would work with it"});
}

}  // namespace

// They were asked about their day in the first talk; two of the plan's first promises are agreed,
// the later ones wait for a word.
Scene a_plan_to_go_live(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 21, {boss, champion, planner});
    s.homework("Every fourth job starts late", "Dispatch by phone and a whiteboard",
               "The night shift starts on the board in spring", boss);
    const MeetingId first =
        s.meets(MeetingKind::video, "What a trial must show", -14, 10, {boss, champion});
    s.plans(
        first, "A trial with an end that both want",
        {boss, "Name the day on which the night shift would start with it", Effort::exposure, -9},
        {champion, "Fill in the one-page questionnaire and send it back", Effort::work, -9,
         "questionnaire"});
    s.days_ago(14, 11);
    s.answers(first, AskRank::best, AskAnswer::accepted);
    s.debriefs(first, {boss, champion}, "We write the plan first");
    s.act(SendRecap{first});
    s.days_ago(11);
    s.keeps(s.deal().commitments.back().id);
    s.act(ChangePlayer{s.who(champion), Role::coach});
    s.act(AddPlayer{s.who(3), Role::influencer, s.who(boss)});
    s.days_ago(8);
    starts_a_plan(s, plot, "trial", s.day(62));
    s.days_ago(6);
    agrees(s, "criteria");
    agrees(s, "decider");
    agrees(s, "begin");
    works_on_their_page(s);
    return s;
}

}  // namespace ante::api::demo
