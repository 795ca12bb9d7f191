#include "method/today.h"

#include <algorithm>
#include <tuple>

#include "method/rules/rule.h"

namespace ante::method {
namespace {

// METHOD 9, as it reads there. A rule that is not among them stands behind those of its group.
constexpr std::array named_in_order{
    "we_owe"sv,       "recap_due"sv,     "debrief_due"sv,           // what we owe
    "plan_missing"sv,                                               // meetings ahead without a plan
    "check_back"sv,   "buyer_overdue"sv, "unsatisfied"sv,           // answers that the buyer owes
    "quiet"sv,        "nothing_open"sv,  "next_meeting_missing"sv,  // deals that cool
    "gone_too_far"sv,                                               // deals to let go
};

constexpr int unknown = 999;

struct Place {
    std::string_view rule;
    int rank = 0;
};

// By id. Made once; the rules never change.
const std::vector<Place>& places() {
    static const std::vector<Place> all = [] {
        std::vector<const Rule*> order(all_rules().begin(), all_rules().end());
        std::ranges::stable_sort(order, {}, [](const Rule* rule) {
            const auto named = std::ranges::find(named_in_order, rule->id) - named_in_order.begin();
            return std::tuple(rule->today, named, rule->severity);
        });
        std::vector<Place> made;
        made.reserve(order.size());
        for (const Rule* rule : order) made.push_back({rule->id, static_cast<int>(made.size())});
        std::ranges::sort(made, {}, &Place::rule);
        return made;
    }();
    return all;
}

}  // namespace

TodayGroup today_group(std::string_view rule) {
    const Rule* known = rule_named(rule);
    return known ? known->today : TodayGroup::let_go;
}

int today_rank(std::string_view rule) {
    const auto at = std::ranges::lower_bound(places(), rule, {}, &Place::rule);
    return at != places().end() && at->rule == rule ? at->rank : unknown;
}

}  // namespace ante::method
