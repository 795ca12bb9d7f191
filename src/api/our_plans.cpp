// Our plan in a deal: a template worked back from the buyer's go-live, looked at, proposed; and
// what would follow when go-live moves. Nothing here is agreed: the buyer's word is his.

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/plan_template_view.h"
#include "method/templates/draft.h"
#include "method/templates/replan.h"

namespace ante::api {
namespace {

using namespace method;

// A line as the seller leaves it.
struct ChosenLine {
    std::string key{};
    PromiseDraft promise{};
    static constexpr auto fields =
        describe(field<&ChosenLine::key>("key", "The template's line; empty: one of your own.",
                                         {.max_length = 40, .may_be_absent = true}),
                 field<&ChosenLine::promise>("promise", "As you would propose it."));
};

const TemplateLine* line_of(const PlanTemplate& plan, std::string_view key) {
    for (const TemplateLine& line : plan.lines)
        if (line.key == key) return &line;
    return nullptr;
}

// ---- the draft

struct SketchPlan {
    std::string plan_template;
    Date go_live{};
    std::optional<std::vector<ChosenLine>> lines{};
    static constexpr auto fields =
        describe(field<&SketchPlan::plan_template>("template", "The template's id."),
                 field<&SketchPlan::go_live>("go_live", "The buyer's go-live date."),
                 field<&SketchPlan::lines>(
                     "lines", "As you have changed them; absent: as the template has them.",
                     {.max_items = 260}));
};
Result<PlanDraft> sketch_plan(const Reading& in, const SketchPlan& body) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    TRY(const TemplateView from, template_named(in, body.plan_template));
    const Date today = in.workspace.zone().date_of(in.now);
    const Settings& settings = in.workspace.settings();
    TRY(PlanDraft draft, draft_of(from.plan, stored.deal, body.go_live, today, settings));
    draft.from_template = from.id;
    in.aside.version = stored.version;
    if (!body.lines) return draft;

    std::vector<DraftLine> chosen;
    for (const ChosenLine& line : *body.lines) {
        DraftLine kept{.key = line.key};
        for (const DraftLine& of : draft.lines)
            if (!line.key.empty() && of.key == line.key) kept = of;
        kept.promise = {line.promise};
        chosen.push_back(std::move(kept));
    }
    draft.lines = std::move(chosen);
    judge(draft, stored.deal, today, settings);
    return draft;
}

// ---- proposing it

struct StartFromTemplate {
    std::string plan_template;
    std::optional<std::int64_t> template_version{};
    Date go_live{};
    std::vector<ChosenLine> lines{};
    static constexpr auto fields =
        describe(field<&StartFromTemplate::plan_template>("template", "The template's id."),
                 field<&StartFromTemplate::template_version>(
                     "template_version", "The version you looked at; absent: whichever there is."),
                 field<&StartFromTemplate::go_live>("go_live", "The buyer's go-live date."),
                 field<&StartFromTemplate::lines>(
                     "lines", "What is proposed; what is left out is not.", {.max_items = 260}));
};

// The template's lines in their order, each with what became of it, and the seller's own.
Result<StartPlan> plan_in(const StartFromTemplate& body, const TemplateView& from) {
    StartPlan plan{from.id, from.plan.name, body.go_live, {}};
    for (std::size_t i = 0; i < body.lines.size(); ++i) {
        const ChosenLine& line = body.lines[i];
        const TemplateLine* of = line.key.empty() ? nullptr : line_of(from.plan, line.key);
        if (!line.key.empty() && !of)
            return refuse("template_line_unknown", "“" + from.plan.name + "” has no line “" +
                                                       line.key + "”. Look at the draft again.");
        plan.lines.push_back({line.key, of ? std::optional(of->when) : std::nullopt, line.promise});
    }
    // Those that were taken out stay as what others hang on.
    for (const TemplateLine& line : from.plan.lines) {
        bool chosen = false;
        for (const ChosenLine& each : body.lines) chosen = chosen || each.key == line.key;
        if (!chosen) plan.lines.push_back({line.key, line.when, std::nullopt});
    }
    return plan;
}

Result<DealView> start_plan(Writing& in, const StartFromTemplate& body) {
    TRY(const TemplateView from, template_named(in, body.plan_template));
    if (body.template_version && *body.template_version != from.version)
        return refuse("template_changed", "“" + from.plan.name +
                                              "” was changed since you looked at it. Look at the "
                                              "draft again.");
    for (std::size_t i = 0; i < body.lines.size(); ++i) {
        TRYV(expect_member(in, "/lines/" + std::to_string(i) + "/promise/member",
                           body.lines[i].promise.member));
    }
    TRY(const StartPlan plan, plan_in(body, from));
    return carry_out_on_deal(in, plan);
}

// ---- go-live moves

struct AskMoves {
    Date to{};
    static constexpr auto fields =
        describe(field<&AskMoves::to>("to", "The buyer's new go-live date."));
};
struct Moves {
    std::optional<Date> from{};
    std::vector<PlanMove> items{};
    static constexpr auto fields =
        describe(field<&Moves::from>("from", "The go-live date there is."),
                 field<&Moves::items>("items", "What would follow, the first due first.",
                                      {.max_items = 2000}));
};
Result<Moves> sketch_moves(const Reading& in, const AskMoves& body) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    in.aside.version = stored.version;
    const Date today = in.workspace.zone().date_of(in.now);
    if (body.to < today)
        return refuse("go_live_past", words_of(body.to) +
                                          " is past. When does the buyer mean to "
                                          "work with it?");
    return Moves{stored.deal.go_live, moves_with(stored.deal, body.to, today)};
}

// ---- a template of what was promised here

struct TemplateOfDeal {
    std::optional<Date> go_live{};
    static constexpr auto fields = describe(field<&TemplateOfDeal::go_live>(
        "go_live", "Days are told from this one; absent: the deal's, or its last promise's."));
};
Result<PlanTemplate> template_of_deal(const Reading& in, const TemplateOfDeal& params) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    const Deal& deal = stored.deal;
    Date go_live = in.workspace.zone().date_of(in.now);
    for (const Commitment& promise : deal.commitments) go_live = std::max(go_live, promise.due);
    return template_of(deal, params.go_live.value_or(deal.go_live.value_or(go_live)));
}

// clang-format off
const Endpoint rows[] = {
    {Verb::post, "/deals/{deal}/our-plan/check", "sketch_plan", "A template worked back from the buyer's go-live for this deal, and what does not fit; keeps nothing.", Right::see_deal, handled_by<&sketch_plan>()},
    {Verb::post, "/deals/{deal}/our-plan", "start_plan", "Propose what you left of a template: all at once, each promise only proposed.", Right::change_deal, handled_by<&start_plan>(), Versions::needed},
    {Verb::post, "/deals/{deal}/go-live/check", "sketch_go_live", "Which open promises of its plans would follow a new go-live date; keeps nothing.", Right::see_deal, handled_by<&sketch_moves>()},
    command<MoveGoLive>("/deals/{deal}/go-live", "move_go_live", "The buyer's go-live date moved, and with it the promises that you name."),
    {Verb::get, "/deals/{deal}/plan-template", "template_of_deal", "A template made of this deal's promises, to be looked at and kept.", Right::see_deal, handled_by<&template_of_deal>()},
};
// clang-format on

}  // namespace

Endpoints our_plan_endpoints() {
    return rows;
}

}  // namespace ante::api
