#include "store/records.h"

#include "method/rules/executive_missing.h"
#include "store/deals.h"
#include "store/likeness.h"
#include "store/relations.h"
#include "store/rows.h"

namespace ante::store {
namespace {

using namespace method;

// ---- rows
// ----------------------------------------------------------------------------------------

struct MemberRow {
    static constexpr std::string_view table = "member";
    static constexpr std::size_t key = 2;
    WorkspaceId workspace{};
    MemberId id{};
    std::int64_t version = 0;
    std::string email;
    std::string name;
    MemberRole role = MemberRole::rep;
    std::string team;
    Level level = Level::individual;
    bool active = true;
    std::string body;
    static constexpr auto fields = describe(
        field<&MemberRow::workspace>("workspace_id", ""), field<&MemberRow::id>("member_id", ""),
        field<&MemberRow::version>("version", ""), field<&MemberRow::email>("email", ""),
        field<&MemberRow::name>("name", ""), field<&MemberRow::role>("role", ""),
        field<&MemberRow::team>("team", ""), field<&MemberRow::level>("level", ""),
        field<&MemberRow::active>("active", ""), field<&MemberRow::body>("body", ""));
};

struct AccountRow {
    static constexpr std::string_view table = "account";
    static constexpr std::size_t key = 2;
    WorkspaceId workspace{};
    AccountId id{};
    std::int64_t version = 0;
    std::string name;
    std::string name_key;
    std::optional<std::string> external_id{};
    bool merged = false;
    std::string body;
    static constexpr auto fields = describe(
        field<&AccountRow::workspace>("workspace_id", ""), field<&AccountRow::id>("account_id", ""),
        field<&AccountRow::version>("version", ""), field<&AccountRow::name>("name", ""),
        field<&AccountRow::name_key>("name_key", ""),
        field<&AccountRow::external_id>("external_id", ""),
        field<&AccountRow::merged>("merged", ""), field<&AccountRow::body>("body", ""));
};

struct PersonRow {
    static constexpr std::string_view table = "person";
    static constexpr std::size_t key = 2;
    WorkspaceId workspace{};
    PersonId id{};
    std::int64_t version = 0;
    AccountId account{};
    std::string name_key;
    std::string email;
    Level level = Level::individual;
    std::optional<std::string> external_id{};
    bool merged = false;
    std::string body;
    static constexpr auto fields = describe(
        field<&PersonRow::workspace>("workspace_id", ""), field<&PersonRow::id>("person_id", ""),
        field<&PersonRow::version>("version", ""), field<&PersonRow::account>("account_id", ""),
        field<&PersonRow::name_key>("name_key", ""), field<&PersonRow::email>("email", ""),
        field<&PersonRow::level>("level", ""), field<&PersonRow::external_id>("external_id", ""),
        field<&PersonRow::merged>("merged", ""), field<&PersonRow::body>("body", ""));
};

struct TouchRow {
    static constexpr std::string_view table = "touch";
    static constexpr std::size_t key = 2;
    WorkspaceId workspace{};
    TouchId id{};
    std::int64_t version = 0;
    AccountId account{};
    std::optional<PersonId> person{};
    std::optional<DealId> deal{};
    MemberId by{};
    Instant at{};
    TouchKind kind = TouchKind::message;
    Reach reach = Reach::attempt;
    std::optional<Instant> answered_at{};
    std::int64_t minutes = 0;
    std::int64_t cost = 0;
    std::string currency;  // empty: it cost nothing
    std::string body;
    static constexpr auto fields = describe(
        field<&TouchRow::workspace>("workspace_id", ""), field<&TouchRow::id>("touch_id", ""),
        field<&TouchRow::version>("version", ""), field<&TouchRow::account>("account_id", ""),
        field<&TouchRow::person>("person_id", ""), field<&TouchRow::deal>("deal_id", ""),
        field<&TouchRow::by>("by_id", ""), field<&TouchRow::at>("at", ""),
        field<&TouchRow::kind>("kind", ""), field<&TouchRow::reach>("reach", ""),
        field<&TouchRow::answered_at>("answered_at", ""), field<&TouchRow::minutes>("minutes", ""),
        field<&TouchRow::cost>("cost", ""), field<&TouchRow::currency>("currency", ""),
        field<&TouchRow::body>("body", ""));
};

struct MergeRow {
    static constexpr std::string_view table = "merge";
    static constexpr std::size_t key = 2;
    WorkspaceId workspace{};
    MergeId id{};
    std::int64_t version = 0;
    MergeKind kind = MergeKind::account;
    Uuid from{};
    Uuid into{};
    bool undone = false;
    std::string body;
    static constexpr auto fields = describe(
        field<&MergeRow::workspace>("workspace_id", ""), field<&MergeRow::id>("merge_id", ""),
        field<&MergeRow::version>("version", ""), field<&MergeRow::kind>("kind", ""),
        field<&MergeRow::from>("from_id", ""), field<&MergeRow::into>("into_id", ""),
        field<&MergeRow::undone>("undone", ""), field<&MergeRow::body>("body", ""));
};

std::optional<std::string> unless_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

MemberRow row_of(WorkspaceId ws, const Member& m, std::int64_t version) {
    return {ws,     m.id,   version, email_key(m.email), m.name,
            m.role, m.team, m.level, m.active,           to_json(m)};
}
AccountRow row_of(WorkspaceId ws, const Account& a, std::int64_t version) {
    return {ws,
            a.id,
            version,
            a.name,
            folded(a.name),
            unless_empty(a.external_id),
            a.merged_into.has_value(),
            to_json(a)};
}
PersonRow row_of(WorkspaceId ws, const Person& p, std::int64_t version) {
    return {ws,
            p.id,
            version,
            p.account,
            folded(p.name),
            email_key(p.email),
            p.level,
            unless_empty(p.external_id),
            p.merged_into.has_value(),
            to_json(p)};
}
TouchRow row_of(WorkspaceId ws, const Touch& t, std::int64_t version) {
    return {ws,
            t.id,
            version,
            t.account,
            t.person,
            t.deal,
            t.by,
            t.at,
            t.kind,
            t.reach,
            t.answered_at,
            t.minutes,
            t.cost ? t.cost->minor : 0,
            t.cost ? t.cost->currency.text() : std::string(),
            to_json(t)};
}
MergeRow row_of(WorkspaceId ws, const Merge& m, std::int64_t version) {
    return {ws, m.id, version, m.kind, m.from, m.into, m.undone_at.has_value(), to_json(m)};
}

// ---- the one way in and out
// ------------------------------------------------------------------------

template <class T, class Tag>
Result<Versioned<T>> load(Connection& db, std::string_view sql, WorkspaceId id, Id<Tag> which,
                          std::string_view what) {
    Versioned<T> found;
    TRYV(db.each(sql, {id, which}, [&](const Row& row) -> Result<void> {
        found.version = row.integer(0);
        return read_json(type_of<T>(), &found.value, row.text(1), Input::stored);
    }));
    if (found.version == 0) return not_found(what);
    return found;
}

template <class T>
Result<std::int64_t> write(Transaction& in, Workspace& workspace, const Versioned<T>& before,
                           const T& after, Instant at, std::string_view subject,
                           const Cause& cause) {
    const std::string type = std::string(subject) + (before.version == 0 ? "_added" : "_changed");
    const Fact fact{type, at, to_json(after)};
    TRYV(
        append(in, workspace, subject, after.id.value, before.version, std::span(&fact, 1), cause));
    TRYV(put_row(in.db(), row_of(workspace.id, after, before.version + 1)));
    return before.version + 1;
}

// The deals of which something beside them changed. A page at a time, by id.
template <class Do>
Result<void> each_deal(Connection& db, std::string_view sql, WorkspaceId id, const Uuid& of,
                       Do&& work) {
    std::vector<DealId> deals;
    TRYV(db.each(sql, {id, of}, [&](const Row& row) -> Result<void> {
        deals.push_back({row.uuid(0)});
        return success();
    }));
    for (const DealId deal : deals) {
        TRYV(work(deal));
    }
    return success();
}

template <class Tag>
Result<std::optional<Id<Tag>>> find(Connection& db, std::string_view sql,
                                    std::initializer_list<Value> by) {
    return db.value<Id<Tag>>(sql, by);
}

// The same for what may have been merged: of a duplicate the one that stayed.
template <class T, class Load>
Result<std::optional<decltype(T::id)>> find_living(Connection& db, std::string_view sql,
                                                   std::initializer_list<Value> by, WorkspaceId id,
                                                   Load&& load) {
    using Key = decltype(T::id);
    TRY(std::optional<Key> found, db.value<Key>(sql, by));
    constexpr int longest_chain = 100;  // of merges upon merges; they can't run in a circle
    for (int i = 0; found && i < longest_chain; ++i) {
        TRY(const auto one, load(db, id, *found));
        if (!one.value.merged_into) break;
        found = one.value.merged_into;
    }
    return found;
}

}  // namespace

Result<Versioned<Member>> load_member(Connection& db, WorkspaceId id, MemberId member) {
    return load<Member>(
        db, "SELECT version, body FROM member WHERE workspace_id = $1 AND member_id = $2", id,
        member, "member");
}
Result<Versioned<Account>> load_account(Connection& db, WorkspaceId id, AccountId account) {
    return load<Account>(
        db, "SELECT version, body FROM account WHERE workspace_id = $1 AND account_id = $2", id,
        account, "account");
}
Result<Versioned<Person>> load_person(Connection& db, WorkspaceId id, PersonId person) {
    return load<Person>(
        db, "SELECT version, body FROM person WHERE workspace_id = $1 AND person_id = $2", id,
        person, "person");
}
Result<Versioned<Touch>> load_touch(Connection& db, WorkspaceId id, TouchId touch) {
    return load<Touch>(db,
                       "SELECT version, body FROM touch WHERE workspace_id = $1 AND touch_id = $2",
                       id, touch, "touch");
}
Result<Versioned<Merge>> load_merge(Connection& db, WorkspaceId id, MergeId merge) {
    return load<Merge>(db,
                       "SELECT version, body FROM merge WHERE workspace_id = $1 AND merge_id = $2",
                       id, merge, "merge");
}

Result<std::int64_t> record(Transaction& in, Workspace& workspace, const Versioned<Member>& before,
                            const Member& after, const Cause& cause) {
    TRY(const std::int64_t version,
        write(in, workspace, before, after, cause.now, "member", cause));
    const auto leads = [](const Member& m) { return m.active && m.level >= Level::executive; };
    if (leads(before.value) != leads(after)) {
        // Large deals ask for one of these (executive_missing): they follow by catch_up.
        TRYV(in.db().exec(
            "UPDATE deal SET settings_version = 0 WHERE workspace_id = $1 AND "
            "in_play = 1 AND amount >= $2",
            {workspace.id,
             static_cast<std::int64_t>(
                 Thresholds(executive_missing::rule, workspace.settings()).count("amount"))}));
    }
    if (before.version == 0 || before.value.team == after.team) return version;
    // His deals are seen by his team: one statement, not a derivation of each.
    TRYV(in.db().exec("UPDATE deal SET team = $3 WHERE workspace_id = $1 AND owner_id = $2",
                      {workspace.id, after.id, after.team}));
    return version;
}

Result<std::int64_t> record(Transaction& in, Workspace& workspace, const Versioned<Account>& before,
                            const Account& after, const Cause& cause) {
    TRY(const std::int64_t version,
        write(in, workspace, before, after, cause.now, "account", cause));
    TRYV(put_search_words(in.db(), workspace.id, "account", after.id.value,
                          search_words(before.value.name), search_words(after.name)));
    TRYV(put_likenesses(in.db(), workspace.id, "account", after.id.value,
                        likenesses_of(before.value), likenesses_of(after)));
    TRYV(put_fit(in, workspace, after));
    TRYV(relate(in, workspace, after.id));
    return version;
}

Result<std::int64_t> record(Transaction& in, Workspace& workspace, const Versioned<Person>& before,
                            const Person& after, const Cause& cause) {
    TRY(const std::int64_t version,
        write(in, workspace, before, after, cause.now, "person", cause));
    const std::string was = before.value.name + " " + before.value.email;
    TRYV(put_search_words(in.db(), workspace.id, "person", after.id.value, search_words(was),
                          search_words(after.name + " " + after.email)));
    TRYV(put_likenesses(in.db(), workspace.id, "person", after.id.value,
                        likenesses_of(before.value), likenesses_of(after)));
    if (before.version > 0 && before.value.account != after.account) {
        TRYV(relate(in, workspace, before.value.account));
    }
    TRYV(relate(in, workspace, after.account));
    if (before.version == 0 ||
        (before.value.name == after.name && before.value.level == after.level))
        return version;
    TRYV(each_deal(in.db(), "SELECT deal_id FROM player WHERE workspace_id = $1 AND person_id = $2",
                   workspace.id, after.id.value, [&](DealId deal) -> Result<void> {
                       TRY(const StoredDeal stored, load_deal(in.db(), workspace.id, deal));
                       TRYV(perform(in, workspace, stored,
                                    FollowPerson{after.id, after.name, after.level},
                                    {.at = cause.now}, cause));
                       return success();
                   }));
    return version;
}

Result<std::int64_t> record(Transaction& in, Workspace& workspace, const Versioned<Touch>& before,
                            const Touch& after, const Cause& cause) {
    TRY(const std::int64_t version,
        write(in, workspace, before, after, after.answered_at.value_or(after.at), "touch", cause));
    if (before.version > 0 && before.value.account != after.account) {
        TRYV(relate(in, workspace, before.value.account));
    }
    TRYV(relate(in, workspace, after.account));
    return version;
}

Result<std::int64_t> record(Transaction& in, Workspace& workspace, const Versioned<Merge>& before,
                            const Merge& after, const Cause& cause) {
    return write(in, workspace, before, after, after.undone_at.value_or(after.at), "merge", cause);
}

Result<void> put_record(Connection& db, WorkspaceId id, const Versioned<Member>& as) {
    return put_row(db, row_of(id, as.value, as.version));
}
Result<void> put_record(Connection& db, WorkspaceId id, const Versioned<Account>& as) {
    TRYV(put_row(db, row_of(id, as.value, as.version)));
    TRYV(put_search_words(db, id, "account", as.value.id.value, {}, search_words(as.value.name)));
    return put_likenesses(db, id, "account", as.value.id.value, {}, likenesses_of(as.value));
}
Result<void> put_record(Connection& db, WorkspaceId id, const Versioned<Person>& as) {
    TRYV(put_row(db, row_of(id, as.value, as.version)));
    TRYV(put_search_words(db, id, "person", as.value.id.value, {},
                          search_words(as.value.name + " " + as.value.email)));
    return put_likenesses(db, id, "person", as.value.id.value, {}, likenesses_of(as.value));
}
Result<void> put_record(Connection& db, WorkspaceId id, const Versioned<Touch>& as) {
    return put_row(db, row_of(id, as.value, as.version));
}
Result<void> put_record(Connection& db, WorkspaceId id, const Versioned<Merge>& as) {
    return put_row(db, row_of(id, as.value, as.version));
}

template <class T>
Result<bool> stands_as(Connection& db, WorkspaceId id, const Versioned<T>& as) {
    return holds_row(db, row_of(id, as.value, as.version));
}
template Result<bool> stands_as(Connection&, WorkspaceId, const Versioned<Member>&);
template Result<bool> stands_as(Connection&, WorkspaceId, const Versioned<Account>&);
template Result<bool> stands_as(Connection&, WorkspaceId, const Versioned<Person>&);
template Result<bool> stands_as(Connection&, WorkspaceId, const Versioned<Touch>&);
template Result<bool> stands_as(Connection&, WorkspaceId, const Versioned<Merge>&);

Result<std::optional<MemberId>> member_by_email(Connection& db, WorkspaceId id,
                                                std::string_view email) {
    const std::string key = email_key(email);
    return find<MemberTag>(
        db, "SELECT member_id FROM member WHERE workspace_id = $1 AND email = $2", {id, key});
}
Result<std::optional<AccountId>> account_by_name(Connection& db, WorkspaceId id,
                                                 std::string_view name) {
    const std::string key = folded(name);
    return find_living<Account>(
        db,
        "SELECT account_id FROM account WHERE workspace_id = $1 AND name_key = $2 "
        "ORDER BY merged, account_id LIMIT 1",
        {id, key}, id, load_account);
}
Result<std::optional<AccountId>> account_by_external_id(Connection& db, WorkspaceId id,
                                                        std::string_view external_id) {
    return find_living<Account>(
        db, "SELECT account_id FROM account WHERE workspace_id = $1 AND external_id = $2",
        {id, external_id}, id, load_account);
}
Result<std::optional<PersonId>> person_by_email(Connection& db, WorkspaceId id,
                                                std::string_view email) {
    const std::string key = email_key(email);
    return find_living<Person>(
        db,
        "SELECT person_id FROM person WHERE workspace_id = $1 AND email = $2 "
        "ORDER BY merged, person_id LIMIT 1",
        {id, key}, id, load_person);
}
Result<std::optional<PersonId>> person_by_name(Connection& db, WorkspaceId id, AccountId account,
                                               std::string_view name) {
    const std::string key = folded(name);
    return find_living<Person>(
        db,
        "SELECT person_id FROM person WHERE workspace_id = $1 AND account_id = $2 "
        "AND name_key = $3 ORDER BY merged, person_id LIMIT 1",
        {id, account, key}, id, load_person);
}
Result<std::optional<DealId>> deal_by_external_id(Connection& db, WorkspaceId id,
                                                  std::string_view external_id) {
    return find<DealTag>(db,
                         "SELECT deal_id FROM deal WHERE workspace_id = $1 AND external_id = $2",
                         {id, external_id});
}

std::string email_key(std::string_view email) {
    std::string key(email);
    for (char& c : key)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return key;
}

}  // namespace ante::store
