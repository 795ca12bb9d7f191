// Deals as a manager and a rep look at them together: the weekly review in the order of what buyers
// did, deals to let go, requests that were accepted over an open one and what came of them.

#include <algorithm>

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/names.h"
#include "api/page.h"
#include "store/records.h"
#include "store/review.h"

namespace ante::api {
namespace {

using namespace method;

// What was proposed, and whether it is yours to answer.
struct LettingGoView {
    LettingGo proposal{};
    std::string by_name;
    bool yours_to_answer = false;
    static constexpr auto fields =
        describe(field<&LettingGoView::proposal>("proposal", "What was proposed."),
                 field<&LettingGoView::by_name>("by_name", "Who proposed it."),
                 field<&LettingGoView::yours_to_answer>("yours_to_answer", "May you agree?"));
};

Result<std::optional<LettingGoView>> letting_go_of(const Reading& in, Names& names,
                                                   const Deal& deal) {
    if (!deal.letting_go) return std::optional<LettingGoView>{};
    const LettingGo& proposal = *deal.letting_go;
    TRY(std::string by, names.member(proposal.by));
    const bool his = proposal.by == in.viewer.me;
    const bool other = proposal.by == deal.owner || deal.owner == in.viewer.me;
    return std::optional(LettingGoView{proposal, std::move(by), !his && other});
}

// ---- the weekly review
// ---------------------------------------------------------------------------

struct ReviewDeals {
    store::Scope scope = store::Scope::team;
    std::optional<MemberId> owner{};
    store::ReviewOrder which = store::ReviewOrder::acted;
    std::optional<Date> since{};
    std::int64_t limit = 20;
    std::optional<std::string> after{};
    static constexpr auto fields = describe(
        field<&ReviewDeals::scope>("scope", "Whose deals.", {.may_be_absent = true}),
        field<&ReviewDeals::owner>("owner", "Only of this member."),
        field<&ReviewDeals::which>("which",
                                   "Those in which the buyer has acted since, the most points "
                                   "first; or the others, the most momentum first.",
                                   {.may_be_absent = true}),
        field<&ReviewDeals::since>("since", "Since the beginning of this day; absent: a week ago."),
        field<&ReviewDeals::limit>("limit", "How many at once.",
                                   {.min = 1, .max = 50, .may_be_absent = true}),
        after_row<ReviewDeals>());
};
struct CoachingNote {
    Instant at{};
    MemberId by{};
    std::string by_name;
    std::string text;
    static constexpr auto fields =
        describe(field<&CoachingNote::at>("at", "When."), field<&CoachingNote::by>("by", "Who."),
                 field<&CoachingNote::by_name>("by_name", "His name."),
                 field<&CoachingNote::text>("text", "What he wrote."));
};
struct OwedPromise {
    Commitment promise{};
    std::string by;
    static constexpr auto fields =
        describe(field<&OwedPromise::promise>("promise", "The promise."),
                 field<&OwedPromise::by>("by", "The name of who made it."));
};

struct ReviewedDeal {
    store::DealLine deal{};
    std::vector<Act> buyer_acts{};
    double received = 0;
    double given = 0;
    std::int64_t our_acts = 0;
    std::vector<SignalView> signals{};
    std::vector<OwedPromise> owed{};
    std::vector<CoachingNote> coaching{};
    std::optional<LettingGoView> letting_go{};
    bool may_change = false;
    static constexpr auto fields = describe(
        field<&ReviewedDeal::deal>("deal", "The deal."),
        field<&ReviewedDeal::buyer_acts>("buyer_acts",
                                         "What the buyer did since, the latest "
                                         "first; 20 at most.",
                                         {.max_items = 20}),
        field<&ReviewedDeal::received>("received", "Points that this moved."),
        field<&ReviewedDeal::given>("given", "Points that we put in since."),
        field<&ReviewedDeal::our_acts>("our_acts", "How often we did anything since."),
        field<&ReviewedDeal::signals>("signals", "What holds now, first thing first.",
                                      {.max_items = 5}),
        field<&ReviewedDeal::owed>("owed", "Open promises of both sides, the first due first.",
                                   {.max_items = 10}),
        field<&ReviewedDeal::coaching>("coaching", "Coaching notes, the latest first.",
                                       {.max_items = 5}),
        field<&ReviewedDeal::letting_go>("letting_go", "Letting it go was proposed."),
        field<&ReviewedDeal::may_change>("may_change", "May you change it?"));
};

constexpr std::size_t most_acts = 20;
constexpr std::size_t most_signals = 5;
constexpr std::size_t most_owed = 10;
constexpr std::size_t most_notes = 5;

void add_acts(ReviewedDeal& into, const Ledger& ledger, Instant since, Instant now) {
    for (auto act = ledger.acts.rbegin(); act != ledger.acts.rend() && act->at >= since; ++act) {
        if (act->at > now) continue;
        if (act->side == Side::seller) {
            into.given += act->stake;
            ++into.our_acts;
            continue;
        }
        into.received += act->stake;
        if (into.buyer_acts.size() < most_acts) into.buyer_acts.push_back(*act);
    }
}

Result<std::string> who_promised(Names& names, const Deal& deal, const Commitment& promise) {
    const auto* them = std::get_if<Them>(&promise.owner);
    if (!them) return names.member(std::get<Us>(promise.owner).member);
    const Player* player = deal.player(them->person);
    return player ? player->name : names.person(them->person);
}

Result<ReviewedDeal> reviewed(const Reading& in, Names& names, DealId id, Instant since) {
    ReviewedDeal view;
    TRY(view.deal, store::deal_line(in.db, in.viewer, in.workspace, id, in.now));
    TRY(const auto seen, store::see_deal(in.db, in.workspace, id));
    const Deal& deal = *seen.deal;
    add_acts(view, seen.figures->ledger, since, in.now);
    for (SignalView& signal : in_words(seen.figures->signals, in.now))
        if (signal.holds && view.signals.size() < most_signals)
            view.signals.push_back(std::move(signal));
    std::vector<const Commitment*> owed;
    for (const Commitment& promise : deal.commitments)
        if (promise.open()) owed.push_back(&promise);
    std::ranges::stable_sort(owed, {}, [](const Commitment* promise) { return promise->due; });
    if (owed.size() > most_owed) owed.resize(most_owed);
    for (const Commitment* promise : owed) {
        TRY(std::string by, who_promised(names, deal, *promise));
        view.owed.push_back({*promise, std::move(by)});
    }
    for (auto note = deal.notes.rbegin(); note != deal.notes.rend(); ++note) {
        if (note->kind != NoteKind::coaching || view.coaching.size() == most_notes) continue;
        TRY(std::string by, names.member(note->by));
        view.coaching.push_back({note->at, note->by, std::move(by), note->text});
    }
    TRY(view.letting_go, letting_go_of(in, names, deal));
    view.may_change = store::may_change(in.viewer, deal.owner, seen.beside.team);
    return view;
}

Result<Page<ReviewedDeal>> review_deals(const Reading& in, const ReviewDeals& params) {
    const Zone& zone = in.workspace.zone();
    const Date since = params.since.value_or(zone.date_of(in.now) - Days{7});
    TRY(auto ids, store::to_review(in.db, in.viewer,
                                   {params.scope, params.owner, params.which, since, params.limit,
                                    params.after}));
    Names names(in);
    Page<ReviewedDeal> page{.items = {}, .next = std::move(ids.next)};
    for (const DealId id : ids.items) {
        TRY(auto view, reviewed(in, names, id, zone.start_of(since)));
        page.items.push_back(std::move(view));
    }
    return page;
}

// ---- deals to let go
// -----------------------------------------------------------------------------

enum class LettingGoList : std::uint8_t { proposed, due };
constexpr auto words(LettingGoList) {
    return std::array{"proposed"sv, "due"sv};
}
struct ListLettingGo {
    store::Scope scope = store::Scope::team;
    LettingGoList which = LettingGoList::due;
    std::int64_t limit = 20;
    std::optional<std::string> after{};
    static constexpr auto fields = describe(
        field<&ListLettingGo::scope>("scope", "Whose deals.", {.may_be_absent = true}),
        field<&ListLettingGo::which>("which",
                                     "Those for which a rule says so, the least momentum first; or "
                                     "those that somebody proposed, 200 at most.",
                                     {.may_be_absent = true}),
        field<&ListLettingGo::limit>("limit", "How many at once.",
                                     {.min = 1, .max = 50, .may_be_absent = true}),
        after_row<ListLettingGo>());
};
struct DealToLetGo {
    store::DealLine deal{};
    std::vector<SignalView> why{};
    std::optional<LettingGoView> letting_go{};
    bool may_change = false;
    static constexpr auto fields = describe(
        field<&DealToLetGo::deal>("deal", "The deal."),
        field<&DealToLetGo::why>("why", "The rules that say so."),
        field<&DealToLetGo::letting_go>("letting_go", "What was proposed, and not answered yet."),
        field<&DealToLetGo::may_change>("may_change", "May you change it?"));
};

std::vector<std::string> letting_go_rules() {
    std::vector<std::string> ids;
    for (const Rule* rule : all_rules())
        if (rule->today == TodayGroup::let_go) ids.emplace_back(rule->id);
    return ids;
}

Result<DealToLetGo> to_let_go(const Reading& in, Names& names, store::DealLine line) {
    DealToLetGo view{.deal = std::move(line), .why = {}, .letting_go = {}};
    TRY(const auto seen, store::see_deal(in.db, in.workspace, view.deal.id));
    for (SignalView& signal : in_words(seen.figures->signals, in.now))
        if (signal.holds && today_group(signal.rule) == TodayGroup::let_go)
            view.why.push_back(std::move(signal));
    TRY(view.letting_go, letting_go_of(in, names, *seen.deal));
    view.may_change = store::may_change(in.viewer, seen.deal->owner, seen.beside.team);
    return view;
}

Result<Page<DealToLetGo>> list_letting_go(const Reading& in, const ListLettingGo& params) {
    std::vector<store::DealLine> lines;
    Page<DealToLetGo> page;
    if (params.which == LettingGoList::proposed) {
        TRY(const auto ids, store::proposed_to_let_go(in.db, in.viewer, params.scope));
        for (const DealId id : ids) {
            TRY(auto line, store::deal_line(in.db, in.viewer, in.workspace, id, in.now));
            lines.push_back(std::move(line));
        }
    } else {
        store::DealQuery query;
        query.scope = params.scope;
        query.signals = letting_go_rules();
        query.direction = store::Direction::up;
        query.limit = params.limit;
        query.after = params.after;
        TRY(auto found, store::deals(in.db, in.viewer, in.workspace, query, in.now));
        lines = std::move(found.items);
        page.next = std::move(found.next);
    }
    Names names(in);
    for (store::DealLine& line : lines) {
        TRY(auto view, to_let_go(in, names, std::move(line)));
        page.items.push_back(std::move(view));
    }
    return page;
}

// ---- overrides, and what came of them
// ------------------------------------------------------------

struct ListOverrides {
    store::Scope scope = store::Scope::team;
    std::int64_t limit = 20;
    std::optional<std::string> after{};
    static constexpr auto fields =
        describe(field<&ListOverrides::scope>("scope", "Whose deals.", {.may_be_absent = true}),
                 field<&ListOverrides::limit>("limit", "How many at once.",
                                              {.min = 1, .max = 50, .may_be_absent = true}),
                 after_row<ListOverrides>());
};
struct Override {
    RequestId request{};
    DealId deal{};
    std::string deal_name;
    std::string deal_state;
    MemberId owner{};
    std::string owner_name;
    RequestKind kind = RequestKind::other;
    std::string what;
    std::string reason;
    Instant accepted_at{};
    RequestState state = RequestState::asked;
    double cost = 0;
    double received_since = 0;
    static constexpr auto fields =
        describe(field<&Override::request>("request", "The request."),
                 field<&Override::deal>("deal", "Its deal."),
                 field<&Override::deal_name>("deal_name", "The deal's name."),
                 field<&Override::deal_state>("deal_state", "Where the deal stands today."),
                 field<&Override::owner>("owner", "Who carries the deal."),
                 field<&Override::owner_name>("owner_name", "His name."),
                 field<&Override::kind>("kind", "What kind of work."),
                 field<&Override::what>("what", "In a few words."),
                 field<&Override::reason>("reason", "Why it could not wait."),
                 field<&Override::accepted_at>("accepted_at", "When it was accepted."),
                 field<&Override::state>("state", "Where the request stands today."),
                 field<&Override::cost>("cost", "Points it costs us, once delivered."),
                 field<&Override::received_since>("received_since",
                                                  "Points that the buyer has put in since it was "
                                                  "accepted."));
};

Result<Page<Override>> list_overrides(const Reading& in, const ListOverrides& params) {
    TRY(auto found, store::overridden(in.db, in.viewer, params.scope, params.limit, params.after));
    Page<Override> page{.items = {}, .next = std::move(found.next)};
    for (const store::OverriddenRequest& one : found.items) {
        TRY(const auto seen, store::see_deal(in.db, in.workspace, one.deal));
        const method::Request* request = seen.deal->request(one.request);
        if (!request || !request->acceptance) continue;
        Override& view = page.items.emplace_back();
        view.request = request->id;
        view.deal = one.deal;
        view.deal_name = seen.deal->name;
        view.deal_state = word_of(seen.deal->state);
        view.owner = seen.deal->owner;
        view.owner_name = seen.owner_name;
        view.kind = request->kind;
        view.what = request->what;
        view.reason = request->acceptance->override_reason;
        view.accepted_at = request->acceptance->at;
        view.state = request->state;
        view.cost = in.workspace.settings().points_of(request->kind);
        for (const Act& act : seen.figures->ledger.acts)
            if (act.side == Side::buyer && act.at > view.accepted_at)
                view.received_since += act.stake;
    }
    return page;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/review/deals", "review_deals", "Open deals for the weekly meeting, in the order of what buyers did since.", Right::member, handled_by<&review_deals>()},
    {Verb::get, "/review/letting-go", "list_letting_go", "Deals to let go, and those that somebody proposed to.", Right::member, handled_by<&list_letting_go>()},
    {Verb::get, "/review/overrides", "list_overrides", "Requests that were accepted over an open one, and what came of them.", Right::member, handled_by<&list_overrides>()},
};
// clang-format on

}  // namespace

Endpoints review_deal_endpoints() {
    return rows;
}

}  // namespace ante::api
