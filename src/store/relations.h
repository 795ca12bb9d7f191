#pragma once
// What we have with each account (METHOD 11): a row beside the account and the signals of the
// relation, derived from the account, its people, touches and deals (method/relations/relation.h).
// They can always be made anew (verify.h).

#include "method/relations/relation.h"
#include "method/rules/rule.h"
#include "store/workspace.h"

namespace ante::store {

struct RelationRow {
    static constexpr std::string_view table = "relation";
    static constexpr std::size_t key = 2;

    method::WorkspaceId workspace{};
    method::AccountId account{};
    std::int64_t settings_version = 0;  // it was derived under; 0: waits for catch_up_relations
    std::optional<std::int64_t> fit{};  // always right, even while the rest waits
    method::Tier tier = method::Tier::none;
    method::MemberId keeper{};  // nil: nobody
    bool in_play = false;
    std::int64_t deals = 0;
    std::int64_t value = 0;
    std::optional<Instant> last_outside{};  // last real contact, deals in play left out
    std::optional<std::int64_t> every_days{};
    std::int64_t cadences = 0;  // people with an interval of their own

    static constexpr auto fields = describe(
        field<&RelationRow::workspace>("workspace_id", ""),
        field<&RelationRow::account>("account_id", ""),
        field<&RelationRow::settings_version>("settings_version", ""),
        field<&RelationRow::fit>("fit", ""), field<&RelationRow::tier>("tier", ""),
        field<&RelationRow::keeper>("keeper_id", ""), field<&RelationRow::in_play>("in_play", ""),
        field<&RelationRow::deals>("deals", ""), field<&RelationRow::value>("value", ""),
        field<&RelationRow::last_outside>("last_outside", ""),
        field<&RelationRow::every_days>("every_days", ""),
        field<&RelationRow::cadences>("cadences", ""));
    bool operator==(const RelationRow&) const = default;
};

struct RelationSignalRow {
    static constexpr std::string_view table = "relation_signal";
    static constexpr std::size_t key = 4;

    method::WorkspaceId workspace{};
    method::AccountId account{};
    std::string rule{};
    Uuid subject{};
    method::SubjectKind about = method::SubjectKind::account;
    method::Severity severity = method::Severity::note;
    std::int64_t place = 0;  // its rank on Today
    Instant holds_from{};
    method::MemberId keeper{};
    std::string because{};

    bool is_same_part(const RelationSignalRow& other) const {
        return subject == other.subject && rule == other.rule;
    }
    static constexpr auto fields =
        describe(field<&RelationSignalRow::workspace>("workspace_id", ""),
                 field<&RelationSignalRow::account>("account_id", ""),
                 field<&RelationSignalRow::rule>("rule", ""),
                 field<&RelationSignalRow::subject>("subject_id", ""),
                 field<&RelationSignalRow::about>("about", ""),
                 field<&RelationSignalRow::severity>("severity", ""),
                 field<&RelationSignalRow::place>("place", ""),
                 field<&RelationSignalRow::holds_from>("holds_from", ""),
                 field<&RelationSignalRow::keeper>("keeper_id", ""),
                 field<&RelationSignalRow::because>("because", ""));
    bool operator==(const RelationSignalRow&) const = default;
};

struct RelationRows {
    RelationRow relation;
    std::vector<RelationSignalRow> signals{};
    bool operator==(const RelationRows&) const = default;
};

// The account with its people, touches and deals, within the limits of `Around`.
Result<method::Around> around(Connection& db, method::WorkspaceId id, method::AccountId account);
RelationRows rows_of(const method::Around& around, const Workspace& workspace);
// As they stand; `relation.account` is nil if there is none.
Result<RelationRows> stored_relation(Connection& db, method::WorkspaceId id,
                                     method::AccountId account);

// Something changed that the account's relation follows from: derives it anew and writes what
// differs. If its fit moved, the signals of its deals follow. Where many changes follow one another
// (Numbering::when_left) it is only marked, for catch_up_relations. Nothing if there is no such
// account.
Result<void> relate(Transaction& in, const Workspace& workspace, method::AccountId account);
// A deal changed; null for one that is new. Does nothing if no relation follows from what changed.
// `ledger` must be that of the deal after it.
Result<void> relate(Transaction& in, const Workspace& workspace, const method::Deal* before,
                    const method::Deal& after, const method::Ledger& ledger);
// The row of an account that is new, or whose fit may have moved: right at once in its fit.
Result<void> put_fit(Transaction& in, const Workspace& workspace, const method::Account& account);
// Marks it, and nothing more.
Result<void> mark_relation(Connection& db, method::WorkspaceId id, method::AccountId account);

// Derives up to `limit` relations that wait; answers how many. Call until it answers less.
Result<std::size_t> catch_up_relations(Transaction& in, const Workspace& workspace,
                                       std::size_t limit);

}  // namespace ante::store
