#pragma once
// Merging duplicates: an account into an account, a person into a person, and undoing it.
//
// - The duplicate stays where it is, with its id, and says what it went into (`merged_into`). It is
//   in no list and found by no name; what it had goes over: an account's deals, people and touches,
//   a person's touches and his part in every deal (method/merge.h). All of it are events of what
//   they happen to, in one transaction, beside the event of the merge itself; so the log says on
//   any day what belonged to whom then.
// - The one that stays keeps its facts; those it lacks, and those that are chosen, it takes from
// the
//   duplicate.
// - Undoing gives back what went over and is still where the merge put it. What was added to the
// one
//   that stayed since then is its own; a field that was changed since stays as changed. It is
//   refused when what happened since can't be told apart: `merge_built_on`, with a sentence.
//
// Limits: one merge is one transaction, so it moves no more than MergeLimits; larger ones are
// refused with `merge_too_large`.

#include "store/records.h"

namespace ante::store {

struct MergeLimits {
    static constexpr std::size_t deals = 500;
    static constexpr std::size_t people = 1'000;
    static constexpr std::size_t touches = 2'000;
};

// What would go over.
struct Moving {
    std::vector<method::DealId> deals;
    std::vector<method::PersonId> people;
    std::vector<method::TouchId> touches;
};
Result<Moving> moving_with(Connection& db, method::WorkspaceId id, method::AccountId account);
Result<Moving> moving_with(Connection& db, method::WorkspaceId id, method::PersonId person);

// Can the one be merged into the other? `merge_with_itself`; `merged_already` for either of them;
// for people `people_elsewhere` if they are not at one account; `merge_too_large`. The error of a
// merged one names in `errors` where it went.
Result<void> expect_mergeable(const method::Account& from, const method::Account& into,
                              const Moving& moving);
Result<void> expect_mergeable(const method::Person& from, const method::Person& into,
                              const Moving& moving);
// Of one that may not be changed, for it was merged: `merged_already`.
Error gone_into(const method::Account& merged);
Error gone_into(const method::Person& merged);

// Merges; `becomes` is what the one that stays is afterwards.
Result<Versioned<method::Merge>> merge(Transaction& in, Workspace& workspace,
                                       method::AccountId from, method::AccountId into,
                                       const method::Account& becomes, const Cause& cause);
Result<Versioned<method::Merge>> merge(Transaction& in, Workspace& workspace, method::PersonId from,
                                       method::PersonId into, const method::Person& becomes,
                                       const Cause& cause);

// Would it be undone, as things stand? `merge_undone` if it was, `merge_built_on`.
Result<void> expect_undoable(Connection& db, method::WorkspaceId id, const method::Merge& merge);
Result<Versioned<method::Merge>> undo(Transaction& in, Workspace& workspace,
                                      const Versioned<method::Merge>& merge, const Cause& cause);

}  // namespace ante::store
