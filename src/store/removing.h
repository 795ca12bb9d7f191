#pragma once
// Undoing an import: what it made is removed, as long as nobody has built on it.
//
// Removing is an event like others, the last one of its subject (`deal_removed`, `person_removed`,
// `account_removed`, `member_removed`); what is folded to it is not there: in no table and no list,
// found by nothing. The log keeps all that was, so `verify` and `rebuild` agree.
//
// Built on is
//   a deal      that anything has happened in since the import
//   a person    who was changed, plays in a deal that the import did not make, was touched, or into
//               whom another was merged
//   an account  that was changed, has deals or people that the import did not make, touches, or
//   into
//               which another was merged
//   a member    who was changed (let in, say), carries a deal that the import did not make, or made
//   a
//               touch
// Then nothing is undone; what stands in the way is named. Deals that were there before and that
// the import only changed stay as they are.
//
// An import of any size is removed in batches, each a transaction of its own: deals, then people,
// accounts, members. What is removed is not there for the next try, so that one that was broken off
// goes on where it ended. Each batch looks again whether anything was built on it meanwhile.

#include "store/imports.h"

namespace ante::store {

enum class BuiltOn : std::uint8_t { changed, deals, people, touches, merged };
constexpr auto words(BuiltOn) {
    return std::array{"changed"sv, "deals"sv, "people"sv, "touches"sv, "merged"sv};
}

// Something made by the import that has been built on.
struct Stays {
    EffectOn kind = EffectOn::deal;
    Uuid id{};
    std::string name;
    BuiltOn because = BuiltOn::changed;
};

struct MadeBy {
    std::int64_t deals = 0;
    std::int64_t people = 0;
    std::int64_t accounts = 0;
    std::int64_t members = 0;
    std::int64_t all() const { return deals + people + accounts + members; }
};
struct UndoOutlook {
    MadeBy made{};             // by the import
    MadeBy there{};            // of these, what would go now
    std::int64_t changed = 0;  // deals that were there before: they stay as they are
    MadeBy built_on{};
    std::vector<Stays> stands{};  // the first of each kind
};
// One walk along what the import made, whatever its size. At most `named` of each kind are named.
Result<UndoOutlook> outlook_of(Connection& db, method::WorkspaceId id, ImportId import,
                               std::int64_t named);

// Where the next batch begins; from the beginning, what has gone already is passed over.
struct RemovalPlace {
    std::size_t kind = 0;  // 0: deals, 1: people, 2: accounts, 3: members, 4: nothing is left
    Uuid after{};
    bool at_end() const { return kind > 3; }
};
// Removes the next batch, of one kind; answers where to go on. `import_built_on` if something in it
// was built on.
inline constexpr std::int64_t removed_at_a_time = 500;
Result<RemovalPlace> remove_batch(Transaction& in, Workspace& workspace, ImportId import,
                                  const RemovalPlace& from, const Cause& cause);

}  // namespace ante::store
