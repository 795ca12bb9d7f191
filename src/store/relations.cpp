#include "store/relations.h"

#include <algorithm>

#include "method/ledger.h"
#include "method/today.h"
#include "store/deals.h"
#include "store/records.h"
#include "store/rows.h"

namespace ante::store {
namespace {

using namespace method;

// The newest, of at most so many, read back into the order of the ids or times.
template <class T>
Result<std::vector<T>> newest(Connection& db, std::string_view sql, WorkspaceId id,
                              AccountId account, std::int64_t most) {
    std::vector<T> found;
    TRYV(db.each(sql, {id, account, most}, [&](const Row& row) -> Result<void> {
        return read_json(type_of<T>(), &found.emplace_back(), row.text(0), Input::stored);
    }));
    std::ranges::reverse(found);
    return found;
}

Result<std::vector<RelationSignalRow>> stored_signals(Connection& db, WorkspaceId id,
                                                      AccountId account) {
    return db.all<RelationSignalRow>(
        select_text<RelationSignalRow>() + "WHERE workspace_id = $1 AND account_id = $2",
        {id, account});
}

Result<void> refresh_deals(Transaction& in, const Workspace& workspace, AccountId account) {
    std::vector<DealId> deals;
    TRYV(in.db().each("SELECT deal_id FROM deal WHERE workspace_id = $1 AND account_id = $2",
                      {workspace.id, account}, [&](const Row& row) -> Result<void> {
                          deals.push_back({row.uuid(0)});
                          return success();
                      }));
    for (const DealId deal : deals) {
        TRYV(refresh(in, workspace, deal));
    }
    return success();
}

// Last real contact, but for deals in play: while one is, its own signals watch it.
std::optional<Instant> last_outside(const Around& around, const Settings& settings) {
    std::optional<Instant> last;
    const auto take = [&](const std::vector<Contact>& contacts) {
        for (const Contact& contact : contacts)
            last = std::max(last.value_or(contact.at), contact.at);
    };
    for (const Deal& deal : around.deals)
        if (!deal.in_play()) take(contacts_of(deal, settings));
    for (const Touch& touch : around.touches) take(contacts_of(touch));
    return last;
}

Result<void> derive(Transaction& in, const Workspace& workspace, AccountId account) {
    Connection& db = in.db();
    TRY(const Around facts, around(db, workspace.id, account));
    if (facts.account.id.nil()) return success();
    TRY(const RelationRows before, stored_relation(db, workspace.id, account));
    const RelationRows after = rows_of(facts, workspace);
    TRYV(put_changes(db, before.relation, after.relation));
    TRYV(put_difference(db, before.signals, after.signals));
    if (before.relation.account.nil() || before.relation.fit == after.relation.fit)
        return success();
    return refresh_deals(in, workspace, account);
}

Result<bool> has_cadences(Connection& db, WorkspaceId id, AccountId account) {
    TRY(const auto cadences,
        db.value<std::int64_t>(
            "SELECT cadences FROM relation WHERE workspace_id = $1 AND account_id = $2",
            {id, account}));
    return cadences.value_or(0) > 0;
}

}  // namespace

Result<Around> around(Connection& db, WorkspaceId id, AccountId account) {
    Around facts;
    TRYV(db.each("SELECT body FROM account WHERE workspace_id = $1 AND account_id = $2",
                 {id, account}, [&](const Row& row) -> Result<void> {
                     return read_json(type_of<Account>(), &facts.account, row.text(0),
                                      Input::stored);
                 }));
    if (facts.account.id.nil()) return facts;
    TRY(facts.people,
        newest<Person>(db,
                       "SELECT body FROM person WHERE workspace_id = $1 AND account_id = $2 AND "
                       "merged = 0 ORDER BY person_id DESC LIMIT $3",
                       id, account, Around::most_people));
    TRY(facts.touches, newest<Touch>(db,
                                     "SELECT body FROM touch WHERE workspace_id = $1 AND "
                                     "account_id = $2 ORDER BY at DESC, touch_id DESC LIMIT $3",
                                     id, account, Around::most_touches));
    TRY(facts.deals, newest<Deal>(db,
                                  "SELECT body FROM deal WHERE workspace_id = $1 AND account_id = "
                                  "$2 ORDER BY opened_at DESC, deal_id DESC LIMIT $3",
                                  id, account, Around::most_deals));
    return facts;
}

RelationRows rows_of(const Around& facts, const Workspace& workspace) {
    const Relation relation = relation_of(facts, workspace.settings(), workspace.zone());
    RelationRows rows;
    rows.relation = {.workspace = workspace.id,
                     .account = facts.account.id,
                     .settings_version = workspace.terms->version,
                     .fit = relation.fit.value,
                     .tier = relation.tier,
                     .keeper = relation.keeper.value_or(MemberId{}),
                     .in_play = relation.in_play,
                     .deals = static_cast<std::int64_t>(facts.deals.size()),
                     .value = relation.value,
                     .last_outside = last_outside(facts, workspace.settings()),
                     .every_days = relation.every_days,
                     .cadences = std::ranges::count_if(facts.people, [](const Person& person) {
                         return person.every_days.has_value();
                     })};
    for (Signal& s : signals_of(relation))
        rows.signals.push_back({workspace.id, facts.account.id, s.rule, s.subject, s.about,
                                s.severity, today_rank(s.rule), s.holds_from, rows.relation.keeper,
                                std::move(s.because)});
    return rows;
}

Result<RelationRows> stored_relation(Connection& db, WorkspaceId id, AccountId account) {
    RelationRows rows;
    TRY(const auto row,
        db.one<RelationRow>(select_text<RelationRow>() + "WHERE workspace_id = $1 AND "
                                                         "account_id = $2",
                            {id, account}));
    if (row) rows.relation = *row;
    TRY(rows.signals, stored_signals(db, id, account));
    return rows;
}

Result<void> mark_relation(Connection& db, WorkspaceId id, AccountId account) {
    TRYV(
        db.exec("UPDATE relation SET settings_version = 0 WHERE workspace_id = $1 AND "
                "account_id = $2 AND settings_version <> 0",
                {id, account}));
    return success();
}

Result<void> relate(Transaction& in, const Workspace& workspace, AccountId account) {
    if (workspace.numbering == Numbering::when_left)
        return mark_relation(in.db(), workspace.id, account);
    return derive(in, workspace, account);
}

Result<void> relate(Transaction& in, const Workspace& workspace, const Deal* before,
                    const Deal& after, const Ledger& ledger) {
    if (before == nullptr) return relate(in, workspace, after.account);
    const Moves moved = moves(in_relation(*before, ledger_of(*before, workspace.settings())),
                              in_relation(after, ledger));
    if (moved == Moves::nothing) return success();
    if (moved == Moves::times) {
        TRY(const bool asked, has_cadences(in.db(), workspace.id, after.account));
        if (!asked) return success();
    }
    if (before->account != after.account) {
        TRYV(relate(in, workspace, before->account));
    }
    return relate(in, workspace, after.account);
}

Result<void> put_fit(Transaction& in, const Workspace& workspace, const Account& account) {
    Connection& db = in.db();
    const Fit fit = fit_of(account, workspace.settings().ideal);
    TRY(const RelationRows before, stored_relation(db, workspace.id, account.id));
    RelationRow row = before.relation;
    row.workspace = workspace.id;
    row.account = account.id;
    row.settings_version = 0;
    row.fit = fit.value;
    TRYV(put_changes(db, before.relation, row));
    if (before.relation.account.nil() || before.relation.fit == fit.value) return success();
    return refresh_deals(in, workspace, account.id);
}

Result<std::size_t> catch_up_relations(Transaction& in, const Workspace& workspace,
                                       std::size_t limit) {
    std::vector<AccountId> behind;
    TRYV(in.db().each(
        "SELECT account_id FROM relation WHERE workspace_id = $1 AND "
        "settings_version < $2 LIMIT $3",
        {workspace.id, workspace.terms->version, limit}, [&](const Row& row) -> Result<void> {
            behind.push_back({row.uuid(0)});
            return success();
        }));
    for (const AccountId account : behind) {
        TRYV(derive(in, workspace, account));
    }
    return behind.size();
}

}  // namespace ante::store
