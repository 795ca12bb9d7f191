// Before settings are saved: what they would have flagged. Reads, and keeps nothing.

#include "method/review/what_if.h"

#include <chrono>
#include <map>

#include "api/endpoints.h"
#include "api/settings_check.h"
#include "store/review.h"

namespace ante::api {
namespace {

using namespace method;

struct AskWhatIf {
    Settings settings{};
    std::int64_t days = 91;
    static constexpr auto fields =
        describe(field<&AskWhatIf::settings>("settings", "As they would be saved."),
                 field<&AskWhatIf::days>("days", "So many days back; absent: a quarter.",
                                         {.min = 1, .max = 366, .may_be_absent = true}));
};

// What became of deals, as they stand today.
struct CameTo {
    std::int64_t deals = 0;
    std::int64_t won = 0;
    std::int64_t lost = 0;
    std::int64_t parked = 0;
    std::int64_t open = 0;
    static constexpr auto fields = describe(
        field<&CameTo::deals>("deals", "How many."), field<&CameTo::won>("won", "Won since."),
        field<&CameTo::lost>("lost", "Lost since."), field<&CameTo::parked>("parked", "Parked."),
        field<&CameTo::open>("open", "Still open."));

    void add(std::string_view state) {
        ++deals;
        if (state == "won")
            ++won;
        else if (state == "lost")
            ++lost;
        else if (state == "parked")
            ++parked;
        else
            ++open;
    }
};
struct WhatIfRule {
    std::string rule;
    std::string says;
    CameTo before{};
    CameTo after{};
    CameTo flagged_newly{};
    CameTo flagged_no_more{};
    std::vector<std::string> examples{};
    static constexpr auto fields = describe(
        field<&WhatIfRule::rule>("rule", "The rule's id."),
        field<&WhatIfRule::says>("says", "Its sentence."),
        field<&WhatIfRule::before>("before", "Deals for which it held, as the settings are."),
        field<&WhatIfRule::after>("after", "Deals for which it would have held."),
        field<&WhatIfRule::flagged_newly>("flagged_newly", "Only with the other settings."),
        field<&WhatIfRule::flagged_no_more>("flagged_no_more", "Only with the present ones."),
        field<&WhatIfRule::examples>("examples", "Names of some of the deals that differ.",
                                     {.max_items = 5}));
};
struct WhatIf {
    Instant from{};
    Instant to{};
    std::int64_t looked_at = 0;
    bool all = true;
    double seconds_at_most = 0;
    std::vector<WhatIfRule> rules{};
    static constexpr auto fields = describe(
        field<&WhatIf::from>("from", "The span's beginning."), field<&WhatIf::to>("to", "Its end."),
        field<&WhatIf::looked_at>("looked_at", "Deals whose history was told again."),
        field<&WhatIf::all>("all",
                            "All of the span; else time ran out, and these are those that "
                            "changed last."),
        field<&WhatIf::seconds_at_most>("seconds_at_most", "The time it takes at most."),
        field<&WhatIf::rules>("rules", "Rules for which anything differs, the most deals first."));
};

constexpr std::chrono::seconds patience{5};
constexpr std::int64_t page = 100;
constexpr std::size_t most_examples = 5;

class Comparison {
public:
    void add(const store::Lately& deal, const Flagged& flagged) {
        for (const std::string_view rule : flagged.before) {
            WhatIfRule& row = rows_[rule];
            row.before.add(deal.state);
            if (flagged.after.contains(rule)) continue;
            row.flagged_no_more.add(deal.state);
            name(row, deal);
        }
        for (const std::string_view rule : flagged.after) {
            WhatIfRule& row = rows_[rule];
            row.after.add(deal.state);
            if (flagged.before.contains(rule)) continue;
            row.flagged_newly.add(deal.state);
            name(row, deal);
        }
    }

    std::vector<WhatIfRule> differing() && {
        std::vector<WhatIfRule> rules;
        for (auto& [id, row] : rows_) {
            if (row.flagged_newly.deals + row.flagged_no_more.deals == 0) continue;
            row.rule = id;
            row.says = rule_named(id)->says;
            rules.push_back(std::move(row));
        }
        std::ranges::stable_sort(rules, std::ranges::greater{}, [](const WhatIfRule& r) {
            return r.flagged_newly.deals + r.flagged_no_more.deals;
        });
        return rules;
    }

private:
    static void name(WhatIfRule& row, const store::Lately& deal) {
        if (row.examples.size() < most_examples) row.examples.push_back(deal.name);
    }

    std::map<std::string_view, WhatIfRule> rows_;
};

Result<std::vector<Event>> events_of(const Reading& in, DealId deal) {
    TRY(const auto logged, store::events_of(in.db, in.workspace.id, deal.value));
    std::vector<Event> events;
    events.reserve(logged.size());
    for (const store::LoggedEvent& one : logged) {
        TRY(Event event, store::event_from(one));
        events.push_back(std::move(event));
    }
    return events;
}

Result<WhatIf> what_if(const Reading& in, const AskWhatIf& body) {
    TRYV(check_settings(body.settings));
    Settings other = body.settings;
    other.pace_days = in.workspace.settings().pace_days;  // Measured, not chosen.
    other.won_deals = in.workspace.settings().won_deals;

    WhatIf answer{.from = in.now - Days{static_cast<int>(body.days)},
                  .to = in.now,
                  .seconds_at_most = static_cast<double>(patience.count())};
    const auto until = std::chrono::steady_clock::now() + patience;
    const TwoSettings two = what_differs(in.workspace.settings(), std::move(other));
    TRY(const auto executives, store::executives_of(in.db, in.workspace.id));
    Comparison comparison;
    for (std::optional<store::Lately> last;;) {
        TRY(const auto deals,
            store::in_play_since(in.db, in.workspace.id, answer.from, last, page));
        for (const store::Lately& deal : deals) {
            if (std::chrono::steady_clock::now() > until) {
                answer.all = false;
                break;
            }
            TRY(const auto events, events_of(in, deal.deal));
            const History history{events, in.workspace.zone(), deal.account_fit, executives};
            comparison.add(deal, flagged(history, two, answer.from, answer.to));
            ++answer.looked_at;
        }
        if (!answer.all || static_cast<std::int64_t>(deals.size()) < page) break;
        last = deals.back();
    }
    answer.rules = std::move(comparison).differing();
    return answer;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::post, "/settings/check", "check_settings", "What changed settings would have flagged in the past quarter, and what became of those deals. Changes nothing.", Right::administer, taking_a_while(handled_by<&what_if>())},
};
// clang-format on

}  // namespace

Endpoints what_if_endpoints() {
    return rows;
}

}  // namespace ante::api
