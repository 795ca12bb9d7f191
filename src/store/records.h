#pragma once
// The small aggregates: members, accounts, people, touches, merges. An event carries the whole of
// one as it is from then on.

#include "store/workspace.h"

namespace ante::store {

template <class T>
struct Versioned {
    T value{};
    std::int64_t version = 0;  // 0: not there yet
};

// `member_not_found`, `account_not_found`, …. No rights are checked here.
Result<Versioned<method::Member>> load_member(Connection& db, method::WorkspaceId id,
                                              method::MemberId member);
Result<Versioned<method::Account>> load_account(Connection& db, method::WorkspaceId id,
                                                method::AccountId account);
Result<Versioned<method::Person>> load_person(Connection& db, method::WorkspaceId id,
                                              method::PersonId person);
Result<Versioned<method::Touch>> load_touch(Connection& db, method::WorkspaceId id,
                                            method::TouchId touch);
Result<Versioned<method::Merge>> load_merge(Connection& db, method::WorkspaceId id,
                                            method::MergeId merge);

// Write the whole of it: the event (`member_added`, `member_changed`, …), the row, search words.
// They answer with the new version. What else must follow – a member's team on his deals, an
// account's fit in its deals' signals, a person's name in his deals – is done here, too.
Result<std::int64_t> record(Transaction& in, Workspace& workspace,
                            const Versioned<method::Member>& before, const method::Member& after,
                            const Cause& cause);
Result<std::int64_t> record(Transaction& in, Workspace& workspace,
                            const Versioned<method::Account>& before, const method::Account& after,
                            const Cause& cause);
Result<std::int64_t> record(Transaction& in, Workspace& workspace,
                            const Versioned<method::Person>& before, const method::Person& after,
                            const Cause& cause);
Result<std::int64_t> record(Transaction& in, Workspace& workspace,
                            const Versioned<method::Touch>& before, const method::Touch& after,
                            const Cause& cause);
Result<std::int64_t> record(Transaction& in, Workspace& workspace,
                            const Versioned<method::Merge>& before, const method::Merge& after,
                            const Cause& cause);

// Writes the row, the search words and likenesses alone, for making them anew from the log
// (verify.h).
Result<void> put_record(Connection& db, method::WorkspaceId id,
                        const Versioned<method::Member>& as);
Result<void> put_record(Connection& db, method::WorkspaceId id,
                        const Versioned<method::Account>& as);
Result<void> put_record(Connection& db, method::WorkspaceId id,
                        const Versioned<method::Person>& as);
Result<void> put_record(Connection& db, method::WorkspaceId id, const Versioned<method::Touch>& as);
Result<void> put_record(Connection& db, method::WorkspaceId id, const Versioned<method::Merge>& as);

// Is the row in the table what follows from the record, column by column? For Member, Account,
// Person, Touch, Merge (verify.h).
template <class T>
Result<bool> stands_as(Connection& db, method::WorkspaceId id, const Versioned<T>& as);

// Exact finds, for imports and sign-in. Empty if there is none. What was a duplicate is found as
// the one that stayed, so that a file that still has both does not make it anew.
Result<std::optional<method::MemberId>> member_by_email(Connection& db, method::WorkspaceId id,
                                                        std::string_view email);
Result<std::optional<method::AccountId>> account_by_name(Connection& db, method::WorkspaceId id,
                                                         std::string_view name);
Result<std::optional<method::AccountId>> account_by_external_id(Connection& db,
                                                                method::WorkspaceId id,
                                                                std::string_view external_id);
Result<std::optional<method::PersonId>> person_by_email(Connection& db, method::WorkspaceId id,
                                                        std::string_view email);
Result<std::optional<method::PersonId>> person_by_name(Connection& db, method::WorkspaceId id,
                                                       method::AccountId account,
                                                       std::string_view name);
Result<std::optional<method::DealId>> deal_by_external_id(Connection& db, method::WorkspaceId id,
                                                          std::string_view external_id);

// Lower case; what logins and people are found by.
std::string email_key(std::string_view email);

}  // namespace ante::store
