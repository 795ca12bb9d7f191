#include "method/review/what_if.h"

#include <algorithm>

#include "method/decide.h"

namespace ante::method {
namespace {

void switch_off(Settings& settings, std::string_view rule) {
    std::erase_if(settings.rules, [&](const RuleSetting& r) { return r.rule == rule; });
    settings.rules.push_back({.rule = std::string(rule), .on = false, .thresholds = {}});
}

bool same(const RuleSetting* a, const RuleSetting* b) {
    if (!a && !b) return true;
    return a && b && *a == *b;
}

// Rules that held between two moments, as things stood all that time.
void add_held(std::set<std::string_view>& held, const Grounds& grounds, Instant until) {
    for (const Signal& signal : signals_of(grounds))
        if (signal.holds_from < until) held.insert(rule_named(signal.rule)->id);
}

}  // namespace

TwoSettings what_differs(Settings before, Settings after) {
    TwoSettings two{std::move(before), std::move(after)};
    Settings with_rules_of_the_other = two.before;
    with_rules_of_the_other.rules = two.after.rules;
    two.only_rules = with_rules_of_the_other == two.after;
    if (!two.only_rules) return two;
    for (const Rule* rule : all_rules()) {
        if (!same(two.before.setting_of(rule->id), two.after.setting_of(rule->id))) continue;
        switch_off(two.before, rule->id);
        switch_off(two.after, rule->id);
    }
    return two;
}

Flagged flagged(const History& history, const TwoSettings& settings, Instant from, Instant to) {
    Flagged found;
    Deal deal;
    Instant at{};
    for (std::size_t i = 0; i < history.events.size(); ++i) {
        deal = evolve(std::move(deal), history.events[i]);
        // What was told late, of an earlier day, was known no earlier than what was told before it.
        at = std::max(at, at_of(history.events[i]));
        if (at >= to) break;
        const Instant next =
            i + 1 < history.events.size() ? std::max(at, at_of(history.events[i + 1])) : to;
        const Instant until = std::min(next, to);
        if (until <= std::max(at, from) || !deal.in_play()) continue;
        const auto judge = [&](const Ledger& ledger, const Settings& with,
                               std::set<std::string_view>& held) {
            add_held(held,
                     {deal, ledger, with, history.zone, history.account_fit, history.executives},
                     until);
        };
        const Ledger ledger = ledger_of(deal, settings.before);
        judge(ledger, settings.before, found.before);
        if (settings.only_rules)
            judge(ledger, settings.after, found.after);
        else
            judge(ledger_of(deal, settings.after), settings.after, found.after);
    }
    return found;
}

}  // namespace ante::method
