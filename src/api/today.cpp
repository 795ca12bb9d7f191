// Today, the counts beside it, and search.

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/page.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

struct ShowToday {
    std::optional<MemberId> member{};
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields =
        describe(field<&ShowToday::member>("member",
                                           "Whose list; absent: yours. Of another's you "
                                           "see what you may see of his deals."),
                 limit_row<ShowToday>(), after_row<ShowToday>());
};
// A thing to do, its reason, and what lies folded under it.
struct TodayThing {
    TodayGroup group = TodayGroup::we_owe;
    store::DealLine deal{};
    std::vector<SignalView> signals{};
    static constexpr auto fields = describe(
        field<&TodayThing::group>("group", "Where it stands on the list."),
        field<&TodayThing::deal>("deal", "The deal."),
        field<&TodayThing::signals>("signals",
                                    "The first is the thing to do; the others are folded under "
                                    "it."));
};

Result<Page<TodayThing>> show_today(const Reading& in, const ShowToday& params) {
    const MemberId member = params.member.value_or(in.viewer.me);
    if (params.member) {
        TRYV(store::load_member(in.db, in.workspace.id, member));
    }
    TRY(auto page,
        store::today(in.db, in.viewer, in.workspace, member, params.limit, params.after, in.now));
    Page<TodayThing> answer{.items = {}, .next = std::move(page.next)};
    for (store::TodayRow& row : page.items)
        answer.items.push_back(
            {row.group, std::move(row.deal), in_words(std::move(row.signals), in.now)});
    return answer;
}

struct CountSignals {
    store::Scope scope = store::Scope::mine;
    static constexpr auto fields =
        describe(field<&CountSignals::scope>("scope", "Of whose deals.", {.may_be_absent = true}));
};
struct SignalCounts {
    std::vector<store::RuleCount> items{};
    static constexpr auto fields = describe(
        field<&SignalCounts::items>("items", "Rules that hold for at least one open deal."));
};
Result<SignalCounts> count_signals(const Reading& in, const CountSignals& params) {
    TRY(auto counts, store::signal_counts(in.db, in.viewer, params.scope, in.now));
    return SignalCounts{std::move(counts)};
}

struct Search {
    std::string q;
    std::int64_t limit = 20;
    static constexpr auto fields = describe(
        field<&Search::q>("q", "The beginnings of words.", {.min_length = 1, .max_length = 200}),
        field<&Search::limit>("limit", "How many.", {.min = 1, .max = 50, .may_be_absent = true}));
};
struct FoundThings {
    std::vector<store::Found> items{};
    static constexpr auto fields =
        describe(field<&FoundThings::items>("items", "Accounts, people and deals."));
};
Result<FoundThings> search(const Reading& in, const Search& params) {
    TRY(auto found, store::search(in.db, in.viewer, params.q, params.limit));
    return FoundThings{std::move(found)};
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/today", "show_today", "Where the next hour goes: what to do, with its reason.", Right::member, handled_by<&show_today>()},
    {Verb::get, "/signals/counts", "count_signals", "For how many open deals each rule holds now.", Right::member, handled_by<&count_signals>()},
    {Verb::get, "/search", "search", "Accounts, people and deals by the beginnings of their words.", Right::member, handled_by<&search>()},
};
// clang-format on

}  // namespace

Endpoints today_endpoints() {
    return rows;
}

}  // namespace ante::api
