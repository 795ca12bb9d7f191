// The rules of the method, and the library of plays, as this workspace has them.

#include <algorithm>

#include "api/endpoints.h"
#include "api/page.h"
#include "method/plays/advice.h"
#include "method/rules/rule.h"
#include "method/today.h"

namespace ante::api {
namespace {

using namespace method;

// ---- rules
// ---------------------------------------------------------------------------------------

struct ThresholdView {
    std::string name;
    double standard = 0;
    double current = 0;
    double least = 0;
    double most = 0;
    std::string says;
    static constexpr auto fields =
        describe(field<&ThresholdView::name>("name", "Its name, for the settings."),
                 field<&ThresholdView::standard>("standard", "The method's default."),
                 field<&ThresholdView::current>("current", "What this workspace has."),
                 field<&ThresholdView::least>("least", "The least it may be."),
                 field<&ThresholdView::most>("most", "The most it may be."),
                 field<&ThresholdView::says>("says", "What it means."));
};
struct RuleView {
    std::string id;
    RuleGroup group = RuleGroup::deals;
    std::string says;
    std::string source;
    std::string remedy;
    Severity severity = Severity::note;
    TodayGroup today = TodayGroup::cooling;
    bool on = true;
    std::vector<ThresholdView> thresholds{};
    std::string examples;
    static constexpr auto fields = describe(
        field<&RuleView::id>("id", "Stable."),
        field<&RuleView::group>("group", "What it is about."),
        field<&RuleView::says>("says", "The rule in one sentence."),
        field<&RuleView::source>("source", "Where it comes from."),
        field<&RuleView::remedy>("remedy", "What to do about it."),
        field<&RuleView::severity>("severity", "How much it matters."),
        field<&RuleView::today>("today", "Its group on Today."),
        field<&RuleView::on>("on", "Does this workspace want it?"),
        field<&RuleView::thresholds>("thresholds", "What a workspace may change about it."),
        field<&RuleView::examples>("examples", "Scenarios on both sides of its edges; its tests."));
};
struct Rules {
    std::vector<RuleView> items{};
    static constexpr auto fields =
        describe(field<&Rules::items>("items", "Every rule, in the method's order."));
};

RuleView view_of_rule(const Rule& rule, const Settings& settings) {
    RuleView view{.id = std::string(rule.id),
                  .group = rule.group,
                  .says = std::string(rule.says),
                  .source = std::string(rule.source),
                  .remedy = std::string(rule.remedy),
                  .severity = rule.severity,
                  .today = today_group(rule.id),
                  .on = true,
                  .thresholds = {},
                  .examples = std::string(rule.examples)};
    if (const RuleSetting* setting = settings.setting_of(rule.id)) view.on = setting->on;
    const Thresholds current(rule, settings);
    for (const Threshold& threshold : rule.thresholds)
        view.thresholds.push_back({std::string(threshold.name), threshold.standard,
                                   current[threshold.name], threshold.least, threshold.most,
                                   std::string(threshold.doc)});
    return view;
}

Result<Rules> list_rules(const Reading& in, const Nothing&) {
    Rules rules;
    for (const Rule* rule : all_rules())
        rules.items.push_back(view_of_rule(*rule, in.workspace.settings()));
    return rules;
}

struct OneRule {
    std::string rule;
    static constexpr auto fields = describe(
        field<&OneRule::rule>("rule", "The rule's id.", {.max_length = 60, .from_path = true}));
};
Result<RuleView> get_rule(const Reading& in, const OneRule& params) {
    const Rule* rule = rule_named(params.rule);
    if (!rule) return not_found("rule");
    return view_of_rule(*rule, in.workspace.settings());
}

// ---- plays
// ---------------------------------------------------------------------------------------

struct ListPlays {
    std::optional<Effort> effort{};
    std::optional<Role> role{};
    std::optional<bool> proposed{};
    static constexpr auto fields =
        describe(field<&ListPlays::effort>("effort", "Only those that cost the buyer this."),
                 field<&ListPlays::role>("role", "Only those that this role can give."),
                 field<&ListPlays::proposed>(
                     "proposed", "Only those that are proposed here, or are switched off."));
};
struct Plays {
    std::vector<Play> items{};
    static constexpr auto fields =
        describe(field<&Plays::items>("items", "By what they cost the buyer."));
};
Result<Plays> list_plays(const Reading& in, const ListPlays& params) {
    Plays plays;
    const auto& off = in.workspace.settings().plays_off;
    const auto add = [&](const Play& play) {
        const bool proposed = std::ranges::find(off, play.id) == off.end();
        if (params.proposed && proposed != *params.proposed) return;
        if (params.effort && play.effort != *params.effort) return;
        if (params.role && std::ranges::find(play.given_by, *params.role) == play.given_by.end())
            return;
        plays.items.push_back(play);
    };
    std::ranges::for_each(all_plays(), add);
    for (const OwnPlay& own : in.workspace.settings().plays) add(play_from(own));
    std::ranges::stable_sort(plays.items, {}, &Play::effort);
    return plays;
}

struct OnePlay {
    std::string play;
    static constexpr auto fields = describe(
        field<&OnePlay::play>("play", "The play's id.", {.max_length = 60, .from_path = true}));
};
Result<Play> get_play(const Reading& in, const OnePlay& params) {
    if (const Play* play = find_play(params.play)) return *play;
    const auto& own = in.workspace.settings().plays;
    const auto at = std::ranges::find(own, params.play, &OwnPlay::id);
    if (at == own.end()) return not_found("play");
    return play_from(*at);
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/rules", "list_rules", "The rules, with their reasons, thresholds and examples.", Right::member, handled_by<&list_rules>()},
    {Verb::get, "/rules/{rule}", "get_rule", "One rule.", Right::member, handled_by<&get_rule>()},
    {Verb::get, "/plays", "list_plays", "What can be asked of a buyer, with the words to ask it: the library, and plays of your own.", Right::member, handled_by<&list_plays>()},
    {Verb::get, "/plays/{play}", "get_play", "One play.", Right::member, handled_by<&get_play>()},
};
// clang-format on

}  // namespace

Endpoints rule_endpoints() {
    return rows;
}

}  // namespace ante::api
