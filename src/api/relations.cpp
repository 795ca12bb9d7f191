// Relations: what we have with an account, whom we owe a word, what is parked, and what our touches
// brought.

#include <algorithm>
#include <map>

#include "api/endpoints.h"
#include "api/page.h"
#include "api/relation_view.h"
#include "method/rules/touch_due.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

struct OneAccount {
    AccountId account{};
    static constexpr auto fields =
        describe(field<&OneAccount::account>("account", "The account.", {.from_path = true}));
};

// ---- one account
// ---------------------------------------------------------------------------------

std::optional<Instant> due_of(const std::vector<Signal>& signals, const Uuid& subject) {
    for (const Signal& signal : signals)
        if (signal.rule == touch_due::rule.id && signal.subject == subject)
            return signal.holds_from;
    return std::nullopt;
}

std::optional<TouchKind> last_kind(const Relation& relation) {
    if (relation.touches.empty()) return std::nullopt;
    return relation.touches.back().kind;
}

// Of whom we would speak to next: the highest whom we know, else the highest there.
Level next_level(const Relation& relation) {
    Level known = Level::individual;
    Level any = Level::individual;
    bool knows = false;
    for (const Person& person : relation.people) {
        any = std::max(any, person.level);
        if (!last_contact(relation, person.id)) continue;
        knows = true;
        known = std::max(known, person.level);
    }
    return knows ? known : any;
}

Result<RelationView> show_relation(const Reading& in, const OneAccount& params) {
    TRYV(store::load_account(in.db, in.workspace.id, params.account));
    TRY(const Around around, store::around(in.db, in.workspace.id, params.account));
    const Settings& settings = in.workspace.settings();
    const Relation relation = relation_of(around, settings, in.workspace.zone());
    TRY(store::RelationRows stored, store::stored_relation(in.db, in.workspace.id, params.account));
    std::vector<Signal> signals{};
    for (store::RelationSignalRow& row : stored.signals)
        signals.push_back({row.rule, row.about, row.subject, row.severity, row.holds_from,
                           std::move(row.because)});

    RelationView view{.account = params.account, .fit = relation.fit, .tier = relation.tier};
    view.tier_given = around.account.tier.has_value();
    view.value = {relation.value, settings.currency};
    view.keeper = relation.keeper;
    view.keeper_given = around.account.keeper.has_value();
    if (relation.keeper) {
        TRY(const auto keeper, store::load_member(in.db, in.workspace.id, *relation.keeper));
        view.keeper_name = keeper.value.name;
    }
    view.in_play = relation.in_play;
    view.last_real = relation.last_real;
    view.every_days = relation.every_days;
    view.due_from = due_of(signals, params.account.value);
    view.parked_until = relation.parked_until;
    for (const Person& person : around.people)
        view.people.push_back({person.id, person.name, person.level, person.every_days,
                               last_contact(relation, person.id),
                               due_of(signals, person.id.value)});
    TRY(const auto tallied, store::tallies(in.db, in.viewer, in.now));
    view.kinds = kinds_for(next_level(relation), tallied, last_kind(relation));
    // Signals speak of deals that not every member may see: his own relations and his team's.
    if (relation.keeper) {
        TRY(const bool seen, store::sees_relations_of(in.db, in.viewer, *relation.keeper));
        if (!seen) return view;
    }
    view.signals = in_words(std::move(signals), in.now);
    return view;
}

// Only what this member may see is on his map.
Result<AccountMap> show_map(const Reading& in, const OneAccount& params) {
    TRYV(store::load_account(in.db, in.workspace.id, params.account));
    TRY(Around around, store::around(in.db, in.workspace.id, params.account));
    TRY(const auto all,
        store::members(in.db, in.workspace.id, {.active = true, .limit = store::largest_page}));
    std::map<MemberId, const Member*> members;
    for (const Member& member : all.items) members[member.id] = &member;
    const auto team_of = [&](MemberId id) {
        const auto at = members.find(id);
        return at == members.end() ? std::string() : at->second->team;
    };
    const auto sees_deal = [&](const Deal& deal) {
        return store::may_see(in.viewer, deal.owner, team_of(deal.owner), deal.visibility);
    };
    std::erase_if(around.touches, [&](const Touch& touch) {
        if (touch.by == in.viewer.me || in.viewer.role == MemberRole::admin) return false;
        if (!touch.deal) return in.viewer.team.empty() || team_of(touch.by) != in.viewer.team;
        const auto deal = std::ranges::find(around.deals, *touch.deal, &Deal::id);
        return deal == around.deals.end() || !sees_deal(*deal);
    });
    std::erase_if(around.deals, [&](const Deal& deal) { return !sees_deal(deal); });
    const Relation relation = relation_of(around, in.workspace.settings(), in.workspace.zone());
    return map_of(relation, all.items, in.now);
}

// ---- whom we owe a word
// --------------------------------------------------------------------------

struct ListDue {
    std::optional<MemberId> member{};
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields = describe(
        field<&ListDue::member>("member", "Whose; absent: yours. Of others those of your team."),
        limit_row<ListDue>(), after_row<ListDue>());
};
struct DueThing {
    store::AccountLine account{};
    std::vector<SignalView> signals{};
    std::optional<PersonId> person{};
    std::string person_name{};
    std::vector<KindAdvice> kinds{};
    static constexpr auto fields = describe(
        field<&DueThing::account>("account", "The account."),
        field<&DueThing::signals>("signals",
                                  "The first is the thing to do; the others are folded under it."),
        field<&DueThing::person>("person",
                                 "To whom, if it is about somebody, or somebody there "
                                 "is the one to speak to."),
        field<&DueThing::person_name>("person_name", "His name; empty: nobody in particular."),
        field<&DueThing::kinds>("kinds",
                                "What to do, the most likely to be answered first; three "
                                "of them."));
};

// Whom the first signal is about; else whom we know best there: the last one in touch.
const Person* whom_to_touch(const Relation& relation, const std::vector<Signal>& signals) {
    if (!signals.empty() && signals.front().about == SubjectKind::person)
        return person_in(relation, {signals.front().subject});
    for (auto at = relation.contacts.rbegin(); at != relation.contacts.rend(); ++at)
        if (at->person)
            if (const Person* person = person_in(relation, *at->person)) return person;
    return nullptr;
}

Result<Page<DueThing>> list_due(const Reading& in, const ListDue& params) {
    TRY(auto page, store::relations_due(in.db, in.viewer, params.member.value_or(in.viewer.me),
                                        params.limit, params.after, in.now));
    TRY(const auto tallied, store::tallies(in.db, in.viewer, in.now));
    Page<DueThing> answer{.items = {}, .next = std::move(page.next)};
    for (store::DueRow& row : page.items) {
        TRY(const Around around, store::around(in.db, in.workspace.id, row.account.id));
        const Relation relation = relation_of(around, in.workspace.settings(), in.workspace.zone());
        DueThing& thing = answer.items.emplace_back();
        const Person* person = whom_to_touch(relation, row.signals);
        if (person) {
            thing.person = person->id;
            thing.person_name = person->name;
        }
        thing.kinds =
            kinds_for(person ? person->level : next_level(relation), tallied, last_kind(relation));
        thing.kinds.resize(std::min<std::size_t>(thing.kinds.size(), 3));
        thing.account = std::move(row.account);
        thing.signals = in_words(std::move(row.signals), in.now);
    }
    return answer;
}

struct ListParked {
    store::Scope scope = store::Scope::mine;
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields =
        describe(field<&ListParked::scope>("scope", "Of whose deals.", {.may_be_absent = true}),
                 limit_row<ListParked>(), after_row<ListParked>());
};
Result<Page<store::ParkedLine>> list_parked(const Reading& in, const ListParked& params) {
    TRY(auto page, store::parked(in.db, in.viewer, params.scope, params.limit, params.after));
    return page_from(std::move(page));
}

// ---- what our touches brought
// ----------------------------------------------------------------------

struct ShowTouchMix {
    store::Scope scope = store::Scope::mine;
    std::optional<Date> from{};
    std::optional<Level> level{};
    static constexpr auto fields =
        describe(field<&ShowTouchMix::scope>("scope", "Whose touches.", {.may_be_absent = true}),
                 field<&ShowTouchMix::from>("from", "From this day on; absent: of the last year."),
                 field<&ShowTouchMix::level>("level", "Only those to people of this level."));
};
struct KindReport {
    TouchKind kind = TouchKind::message;
    std::int64_t touches = 0;
    std::int64_t answers = 0;
    double answer_rate = 0;
    std::int64_t minutes = 0;
    std::vector<Money> cost{};
    std::vector<Money> cost_per_answer{};
    std::int64_t advances = 0;
    static constexpr auto fields = describe(
        field<&KindReport::kind>("kind", "What kind."),
        field<&KindReport::touches>("touches", "How many."),
        field<&KindReport::answers>("answers", "How many of them reached somebody."),
        field<&KindReport::answer_rate>("answer_rate", "Answers per touch, 0 to 1."),
        field<&KindReport::minutes>("minutes", "What they took."),
        field<&KindReport::cost>("cost", "What they cost, a sum for each currency."),
        field<&KindReport::cost_per_answer>("cost_per_answer",
                                            "The same for each answer; none without an answer."),
        field<&KindReport::advances>("advances",
                                     "How many were followed by an advance at that account within "
                                     "60 days. That one followed the other proves no cause."));
};
struct TouchMix {
    Date from{};
    Date to{};
    std::vector<KindReport> kinds{};
    static constexpr auto fields = describe(
        field<&TouchMix::from>("from", "The first day."), field<&TouchMix::to>("to", "Today."),
        field<&TouchMix::kinds>("kinds", "Those with touches, the best answered first."));
};

void add_money(std::vector<Money>& sums, std::int64_t minor, Currency currency) {
    auto at = std::ranges::find(sums, currency, &Money::currency);
    if (at == sums.end()) at = sums.insert(sums.end(), Money{0, currency});
    at->minor += minor;
}

Result<TouchMix> show_touch_mix(const Reading& in, const ShowTouchMix& params) {
    const Date today = in.workspace.zone().date_of(in.now);
    TouchMix mix{.from = params.from.value_or(today - Days{365}), .to = today, .kinds = {}};
    TRY(const auto sums, store::touch_sums(in.db, in.viewer, params.scope,
                                           in.workspace.zone().start_of(mix.from), in.now + 1ms));
    for (const store::TouchSum& sum : sums) {
        if (params.level && sum.level != params.level) continue;
        auto at = std::ranges::find(mix.kinds, sum.kind, &KindReport::kind);
        if (at == mix.kinds.end())
            at = mix.kinds.insert(mix.kinds.end(), KindReport{.kind = sum.kind});
        at->touches += sum.touches;
        at->answers += sum.answers;
        at->minutes += sum.minutes;
        at->advances += sum.advances;
        if (const auto currency = Currency::parse(sum.currency))
            add_money(at->cost, sum.cost, *currency);
    }
    for (KindReport& kind : mix.kinds) {
        kind.answer_rate = static_cast<double>(kind.answers) / static_cast<double>(kind.touches);
        if (kind.answers == 0) continue;
        for (const Money& cost : kind.cost)
            kind.cost_per_answer.push_back({cost.minor / kind.answers, cost.currency});
    }
    std::ranges::stable_sort(mix.kinds, std::ranges::greater{}, &KindReport::answer_rate);
    return mix;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/accounts/{account}/relation", "show_relation", "What we have with an account: its fit and why, its tier, when it is due for a word.", Right::member, handled_by<&show_relation>()},
    {Verb::get, "/accounts/{account}/map", "show_account_map", "Who of us knows whom there, how warm, and where nobody does.", Right::member, handled_by<&show_map>()},
    {Verb::get, "/relations/due", "list_relations_due", "Whom you owe a word: tier A first.", Right::member, handled_by<&list_due>()},
    {Verb::get, "/relations/parked", "list_parked_deals", "Parked deals, the first to come back first.", Right::member, handled_by<&list_parked>()},
    {Verb::get, "/relations/touch-mix", "show_touch_mix", "What each kind of touch brought: answers, cost, advances.", Right::member, handled_by<&show_touch_mix>()},
};
// clang-format on

}  // namespace

Endpoints relation_endpoints() {
    return rows;
}

}  // namespace ante::api
