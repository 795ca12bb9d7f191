#include "method/review/what_if.h"

#include <algorithm>

#include "method/decide.h"

namespace ante::method {
namespace {

// Rules that held between two moments, as things stood all that time.
void add_held(std::set<std::string_view>& held, const Deal& deal, const Settings& settings,
              const Zone& zone, std::optional<int> fit, Instant until) {
    const Ledger ledger = ledger_of(deal, settings);
    for (const Signal& signal : signals_of({deal, ledger, settings, zone, fit}))
        if (signal.holds_from < until) held.insert(rule_named(signal.rule)->id);
}

}  // namespace

Flagged flagged(std::span<const Event> events, const Settings& before, const Settings& after,
                const Zone& zone, std::optional<int> account_fit, Instant from, Instant to) {
    Flagged found;
    Deal deal;
    Instant at{};
    for (std::size_t i = 0; i < events.size(); ++i) {
        deal = evolve(std::move(deal), events[i]);
        // What was told late, of an earlier day, was known no earlier than what was told before it.
        at = std::max(at, at_of(events[i]));
        if (at >= to) break;
        const Instant next = i + 1 < events.size() ? std::max(at, at_of(events[i + 1])) : to;
        const Instant until = std::min(next, to);
        if (until <= std::max(at, from) || !deal.in_play()) continue;
        add_held(found.before, deal, before, zone, account_fit, until);
        add_held(found.after, deal, after, zone, account_fit, until);
    }
    return found;
}

}  // namespace ante::method
