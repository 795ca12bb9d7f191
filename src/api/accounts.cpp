// Accounts, and the people at them.

#include <algorithm>

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/page.h"
#include "store/merging.h"
#include "store/relation_lists.h"

namespace ante::api {
namespace {

using namespace method;

// An external id belongs to one only; the store's unique index decides, here it gets its words.
template <class T>
Result<T> or_taken(Result<T> done) {
    if (done.has_value() || done.error().code != "unique_violation") return done;
    return Error{No::conflict,
                 "external_id_taken",
                 "Another one came in under that external id already.",
                 {{"/external_id", "external_id_taken", "Another one has this id."}}};
}

// ---- accounts
// ------------------------------------------------------------------------------------

struct ListAccounts {
    std::optional<std::string> q{};
    std::optional<std::int64_t> fit_from{};
    std::optional<std::int64_t> fit_to{};
    std::optional<Tier> tier{};
    std::optional<MemberId> keeper{};
    store::Direction direction = store::Direction::up;
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields = describe(
        field<&ListAccounts::q>("q", "Only those with words in the name that begin so.",
                                {.min_length = 1, .max_length = 200}),
        field<&ListAccounts::fit_from>("fit_from", "That fit at least so well.",
                                       {.min = 0, .max = 100}),
        field<&ListAccounts::fit_to>("fit_to", "That fit at most so well.", {.min = 0, .max = 100}),
        field<&ListAccounts::tier>("tier", "Only those of this tier."),
        field<&ListAccounts::keeper>("keeper", "Only those that this member looks after."),
        field<&ListAccounts::direction>("direction", "By name, up or down.",
                                        {.may_be_absent = true}),
        limit_row<ListAccounts>(), after_row<ListAccounts>());
};
Result<Page<store::AccountLine>> list_accounts(const Reading& in, const ListAccounts& params) {
    TRY(auto page, store::account_lines(in.db, in.workspace.id,
                                        {{params.q, params.fit_from, params.fit_to,
                                          params.direction, params.limit, params.after},
                                         params.tier,
                                         params.keeper}));
    return page_from(std::move(page));
}

struct OneAccount {
    AccountId account{};
    static constexpr auto fields =
        describe(field<&OneAccount::account>("account", "The account.", {.from_path = true}));
};
Result<Account> get_account(const Reading& in, const OneAccount& params) {
    TRY(auto found, store::load_account(in.db, in.workspace.id, params.account));
    in.aside.version = found.version;
    return std::move(found.value);
}

Result<void> expect_keeper(const Writing& in, const Account& account) {
    if (!account.keeper) return success();
    const auto keeper = store::load_member(in.db, in.workspace.id, *account.keeper);
    if (keeper.has_error() && keeper.error().kind == No::not_found)
        return refuse("keeper_unknown", "There is no such member who could look after it.");
    if (keeper.has_error()) return keeper.error();
    return success();
}

Result<Account> add_account(Writing& in, const Account& body) {
    TRYV(expect_keeper(in, body));
    Account account = body;
    account.id = in.in.ids().make<AccountTag>(in.now);
    TRY(in.aside.version, or_taken(store::record(in.in, in.workspace, store::Versioned<Account>{},
                                                 account, in.cause)));
    return account;
}

// All of it: what is left out is emptied.
Result<Account> change_account(Writing& in, const Account& body) {
    TRY(const auto before, store::load_account(in.db, in.workspace.id, body.id));
    if (before.value.merged_into) return store::gone_into(before.value);
    TRYV(expect_version(in, before.version));
    TRYV(expect_keeper(in, body));
    Account account = body;
    account.merged_into = before.value.merged_into;
    TRY(in.aside.version, or_taken(store::record(in.in, in.workspace, before, account, in.cause)));
    return account;
}

// ---- people
// --------------------------------------------------------------------------------------

struct ListPeople {
    std::optional<std::string> q{};
    std::optional<AccountId> account{};
    store::Direction direction = store::Direction::up;
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields = describe(
        field<&ListPeople::q>("q", "Only those with words in name or address that begin so.",
                              {.min_length = 1, .max_length = 200}),
        field<&ListPeople::account>("account", "Only those at this account."),
        field<&ListPeople::direction>("direction", "By name, up or down.", {.may_be_absent = true}),
        limit_row<ListPeople>(), after_row<ListPeople>());
};
Result<Page<store::PersonLine>> list_people(const Reading& in, const ListPeople& params) {
    TRY(auto page,
        store::people(in.db, in.workspace.id,
                      {params.q, params.account, params.direction, params.limit, params.after}));
    return page_from(std::move(page));
}

struct OnePerson {
    PersonId person{};
    static constexpr auto fields =
        describe(field<&OnePerson::person>("person", "The person.", {.from_path = true}));
};
Result<Person> get_person(const Reading& in, const OnePerson& params) {
    TRY(auto found, store::load_person(in.db, in.workspace.id, params.person));
    in.aside.version = found.version;
    return std::move(found.value);
}

Result<Person> add_person(Writing& in, const Person& body) {
    TRYV(expect_account(in, "/account", body.account));
    Person person = body;
    person.id = in.in.ids().make<PersonTag>(in.now);
    TRY(in.aside.version,
        or_taken(store::record(in.in, in.workspace, store::Versioned<Person>{}, person, in.cause)));
    return person;
}

Result<Person> change_person(Writing& in, const Person& body) {
    TRY(const auto before, store::load_person(in.db, in.workspace.id, body.id));
    if (before.value.merged_into) return store::gone_into(before.value);
    TRYV(expect_version(in, before.version));
    TRYV(expect_account(in, "/account", body.account));
    Person person = body;
    person.merged_into = before.value.merged_into;
    TRY(in.aside.version, or_taken(store::record(in.in, in.workspace, before, person, in.cause)));
    return person;
}

// ---- an account's page
// ----------------------------------------------------------------------------

struct StateSum {
    std::string state;
    std::int64_t deals = 0;
    std::vector<Money> sums{};
    static constexpr auto fields =
        describe(field<&StateSum::state>("state", "prospect, pipeline, won, lost or parked."),
                 field<&StateSum::deals>("deals", "How many you may see."),
                 field<&StateSum::sums>("sums", "What they are worth, a sum for each currency."));
};
struct AccountOverview {
    Account account{};
    std::vector<StateSum> states{};
    std::vector<store::DealLine> deals{};
    std::vector<store::PersonLine> people{};
    std::vector<Touch> touches{};
    bool more = false;
    static constexpr auto fields = describe(
        field<&AccountOverview::account>("account", "The account."),
        field<&AccountOverview::states>("states", "Its deals that you may see, by state."),
        field<&AccountOverview::deals>("deals",
                                       "These deals, open and closed, the last opened first."),
        field<&AccountOverview::people>("people", "The people there, by name."),
        field<&AccountOverview::touches>("touches", "The last contacts outside meetings."),
        field<&AccountOverview::more>(
            "more", "There are more than 200 deals or people: the lists have all of them."));
};

void add_deal(std::vector<StateSum>& states, const store::DealLine& deal) {
    auto at = std::ranges::find(states, deal.state, &StateSum::state);
    if (at == states.end()) at = states.insert(states.end(), StateSum{.state = deal.state});
    ++at->deals;
    if (!deal.amount) return;
    auto sum = std::ranges::find(at->sums, deal.amount->currency, &Money::currency);
    if (sum == at->sums.end()) sum = at->sums.insert(sum, Money{0, deal.amount->currency});
    sum->minor += deal.amount->minor;
}

Result<AccountOverview> show_account(const Reading& in, const OneAccount& params) {
    TRY(auto found, store::load_account(in.db, in.workspace.id, params.account));
    AccountOverview view{.account = std::move(found.value)};
    store::DealQuery query{
        {.scope = store::Scope::workspace, .play = store::InPlay::any, .account = params.account},
        store::DealSort::opened,
        store::Direction::down,
        store::largest_page,
        {}};
    TRY(auto deals, store::deals(in.db, in.viewer, in.workspace, query, in.now));
    TRY(auto people, store::people(in.db, in.workspace.id,
                                   {.account = params.account, .limit = store::largest_page}));
    TRY(auto touches, store::touches(in.db, in.viewer, params.account, 20, {}));
    for (const store::DealLine& deal : deals.items) add_deal(view.states, deal);
    view.more = deals.next || people.next;
    view.deals = std::move(deals.items);
    view.people = std::move(people.items);
    view.touches = std::move(touches.items);
    in.aside.version = found.version;
    return view;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/accounts", "list_accounts", "The accounts, by name.", Right::member, handled_by<&list_accounts>()},
    {Verb::post, "/accounts", "add_account", "Add an account.", Right::member, handled_by<&add_account>(), Versions::none, 201},
    {Verb::get, "/accounts/{account}", "get_account", "An account; of a merged one, `merged_into` says where it went.", Right::member, handled_by<&get_account>()},
    {Verb::get, "/accounts/{account}/overview", "show_account", "An account with its deals, their sums, its people and the last touches.", Right::member, handled_by<&show_account>()},
    {Verb::put, "/accounts/{account}", "change_account", "Change an account: all of it, what is left out is emptied.", Right::member, handled_by<&change_account>(), Versions::needed},
    {Verb::get, "/people", "list_people", "The people at accounts, by name.", Right::member, handled_by<&list_people>()},
    {Verb::post, "/people", "add_person", "Add a person at an account.", Right::member, handled_by<&add_person>(), Versions::none, 201},
    {Verb::get, "/people/{person}", "get_person", "A person; of a merged one, `merged_into` says where he went.", Right::member, handled_by<&get_person>()},
    {Verb::put, "/people/{person}", "change_person", "Change a person: all of him, what is left out is emptied.", Right::member, handled_by<&change_person>(), Versions::needed},
};
// clang-format on

}  // namespace

Endpoints account_endpoints() {
    return rows;
}

}  // namespace ante::api
