// The manager's figures: what each is, a team's and a rep's against their own past, the three
// months' penalty, and what other settings would have flagged.

#include "api/endpoints.h"
#include "api/page.h"
#include "api/review_figures.h"
#include "method/review/survival.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

// ---- what each figure is
// -------------------------------------------------------------------------

struct FigureView {
    std::string id;
    FigureGroup group = FigureGroup::funnel;
    std::string name;
    std::string says;
    FigureUnit unit = FigureUnit::count;
    Better better = Better::neither;
    static constexpr auto fields = describe(
        field<&FigureView::id>("id", "Stable, snake_case."),
        field<&FigureView::group>("group", "Where it stands."),
        field<&FigureView::name>("name", "As shown."),
        field<&FigureView::says>("says", "What it is, in one sentence."),
        field<&FigureView::unit>("unit", "A count, a share from 0 to 1, a ratio, points or hours."),
        field<&FigureView::better>("better", "Which way is better."));
};
struct FigureViews {
    std::vector<FigureView> items{};
    static constexpr auto fields =
        describe(field<&FigureViews::items>("items", "In the order in which they are shown."));
};
Result<FigureViews> list_figures(const Reading&, const Nothing&) {
    FigureViews views;
    for (const Figure& f : all_figures())
        views.items.push_back({std::string(f.id), f.group, std::string(f.name), std::string(f.says),
                               f.unit, f.better});
    return views;
}

// ---- a team or a rep against their own past
// -----------------------------------------------------

Result<ReviewOf> show_figures(const Reading& in, const AskFigures& params) {
    TRY(const store::Whose whose, whose_figures(in, params.member, params.team));
    return figures_of(in, whose, params.by);
}

struct ReviewMembers {
    std::optional<std::string> team{};
    ReviewBy by = ReviewBy::week;
    std::int64_t limit = 20;
    std::optional<std::string> after{};
    static constexpr auto fields =
        describe(field<&ReviewMembers::team>("team", "Whose members; absent: your team's.",
                                             {.max_length = 100}),
                 field<&ReviewMembers::by>("by", "Weeks or months.", {.may_be_absent = true}),
                 field<&ReviewMembers::limit>("limit", "How many at once.",
                                              {.min = 1, .max = 50, .may_be_absent = true}),
                 after_row<ReviewMembers>());
};
Result<Page<ReviewOf>> show_members(const Reading& in, const ReviewMembers& params) {
    TRY(const store::Whose whose, whose_figures(in, std::nullopt, params.team));
    store::MemberQuery query{.team = whose.team, .limit = params.limit, .after = params.after};
    if (whose.member) {
        TRY(auto alone, figures_of(in, whose, params.by));
        return Page<ReviewOf>{.items = {std::move(alone)}, .next = {}};
    }
    TRY(auto members, store::members(in.db, in.workspace.id, query));
    Page<ReviewOf> page{.items = {}, .next = std::move(members.next)};
    for (const Member& member : members.items) {
        TRY(auto of, figures_of(in, {member.id, {}}, params.by));
        page.items.push_back(std::move(of));
    }
    return page;
}

// ---- the three months' penalty
// -------------------------------------------------------------------

struct SurvivalPoint {
    double day = 0;
    double waiting = 1;
    static constexpr auto fields = describe(
        field<&SurvivalPoint::day>("day", "Days after the end of the second meeting."),
        field<&SurvivalPoint::waiting>("waiting", "Share not won yet from that day on, 0 to 1."));
};
struct PenaltySide {
    std::int64_t deals = 0;
    std::int64_t closed = 0;
    std::int64_t won = 0;
    std::optional<double> median_days{};
    std::vector<SurvivalPoint> curve{};
    std::vector<std::int64_t> at_risk{};
    static constexpr auto fields = describe(
        field<&PenaltySide::deals>("deals", "Deals that were watched."),
        field<&PenaltySide::closed>("closed", "Of these, won or lost."),
        field<&PenaltySide::won>("won", "Of these, won."),
        field<&PenaltySide::median_days>("median_days",
                                         "By then half are won, as the curve has it; absent: not "
                                         "that many are."),
        field<&PenaltySide::curve>("curve", "Kaplan and Meier's curve, step by step."),
        field<&PenaltySide::at_risk>("at_risk", "Still watched at each of the marks."));
};
struct Penalty {
    std::int64_t needed = 0;
    std::int64_t missing_with = 0;
    std::int64_t missing_without = 0;
    PenaltySide with{};
    PenaltySide without{};
    std::vector<std::int64_t> marks{};
    std::optional<double> chi2{};
    std::optional<double> p{};
    static constexpr auto fields = describe(
        field<&Penalty::needed>("needed", "Closed deals needed on each side before curves show."),
        field<&Penalty::missing_with>("missing_with",
                                      "Closed deals with an early advance still missing."),
        field<&Penalty::missing_without>("missing_without",
                                         "Closed deals without an early advance still missing."),
        field<&Penalty::with>("with", "With an advance in the first two meetings."),
        field<&Penalty::without>("without", "Without."),
        field<&Penalty::marks>("marks", "Days at which those still watched are counted."),
        field<&Penalty::chi2>("chi2",
                              "The log-rank test of whether the two differ, one degree of "
                              "freedom; absent without curves."),
        field<&Penalty::p>("p", "That chance alone makes so large a difference."));
};

constexpr std::int64_t needed = 20;
constexpr std::int64_t mark_every = 30;
constexpr std::size_t most_marks = 13;
// A year of steps is more than any screen can draw.
constexpr double longest_curve = 365;

PenaltySide side_of(const std::vector<Watched>& group, std::int64_t closed, std::int64_t won,
                    const std::vector<std::int64_t>& marks) {
    PenaltySide side{
        .deals = static_cast<std::int64_t>(group.size()), .closed = closed, .won = won};
    const std::vector<SurvivalStep> steps = kaplan_meier(group);
    side.median_days = median_of(steps);
    for (const SurvivalStep& step : steps)
        if (step.time <= longest_curve) side.curve.push_back({step.time, step.survival});
    for (const std::int64_t mark : marks)
        side.at_risk.push_back(
            static_cast<std::int64_t>(at_risk(group, static_cast<double>(mark))));
    return side;
}

// The marks reach as far as anybody was watched.
std::vector<std::int64_t> marks_of(const store::EarlySample& sample) {
    double longest = 0;
    for (const auto* group : {&sample.with, &sample.without})
        for (const Watched& watched : *group) longest = std::max(longest, watched.time);
    std::vector<std::int64_t> marks;
    for (std::int64_t mark = 0; marks.size() < most_marks && static_cast<double>(mark) <= longest;
         mark += mark_every)
        marks.push_back(mark);
    return marks;
}

Result<Penalty> show_penalty(const Reading& in, const Nothing&) {
    TRY(const store::EarlySample sample, store::early_sample(in.db, in.workspace.id, in.now));
    Penalty penalty{.needed = needed};
    penalty.missing_with = std::max<std::int64_t>(0, needed - sample.closed_with);
    penalty.missing_without = std::max<std::int64_t>(0, needed - sample.closed_without);
    const bool enough = penalty.missing_with == 0 && penalty.missing_without == 0;
    if (!enough) {
        penalty.with = {.closed = sample.closed_with, .won = sample.won_with};
        penalty.without = {.closed = sample.closed_without, .won = sample.won_without};
        return penalty;
    }
    penalty.marks = marks_of(sample);
    penalty.with = side_of(sample.with, sample.closed_with, sample.won_with, penalty.marks);
    penalty.without =
        side_of(sample.without, sample.closed_without, sample.won_without, penalty.marks);
    if (const std::optional<LogRank> test = log_rank(sample.with, sample.without)) {
        penalty.chi2 = test->chi2;
        penalty.p = test->p;
    }
    return penalty;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/review/figures", "list_figures", "What each figure of the manager's view is: name, definition, unit.", Right::member, handled_by<&list_figures>()},
    {Verb::get, "/review", "show_review", "The figures of a team, or of a rep, against their own past. A rep sees his own, a manager his team's.", Right::member, handled_by<&show_figures>()},
    {Verb::get, "/review/members", "review_members", "The same of each member of a team.", Right::member, handled_by<&show_members>()},
    {Verb::get, "/review/penalty", "show_penalty", "Time to win with an advance in the first two meetings against without, as survival curves.", Right::manage, handled_by<&show_penalty>()},
};
// clang-format on

}  // namespace

Endpoints review_endpoints() {
    return rows;
}

}  // namespace ante::api
