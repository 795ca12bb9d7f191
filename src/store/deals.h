#pragma once
// Deals in the store: their state, as it is and as it was, and the one way to change it.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "method/decide.h"
#include "method/ledger.h"
#include "method/rules/rule.h"
#include "store/deal_rows.h"
#include "store/workspace.h"

namespace ante::store {

struct StoredDeal {
    method::Deal deal;
    std::int64_t version = 0;  // 0: not there yet
    Instant changed_at{};
    DealRow row{};  // as it is stored, without the body, which is `deal`; not in a fold
};

// `deal_not_found` if there is none. No rights are checked here.
Result<StoredDeal> load_deal(Connection& db, method::WorkspaceId id, method::DealId deal);
// The deal as it stood at the end of `moment`, folded from its events; empty if it had not begun.
Result<std::optional<StoredDeal>> deal_as_of(Connection& db, method::WorkspaceId id,
                                             method::DealId deal, Instant moment);
// What follows from a deal under a workspace's settings, and the deal as JSON: what its page shows.
struct Figures {
    method::Ledger ledger{};
    std::vector<method::Signal> signals{};
    std::string json{};
};
// A deal to look at, and what stands beside it: shared with others who look, so never changed.
struct SeenDeal {
    std::shared_ptr<const method::Deal> deal;
    std::shared_ptr<const Figures> figures;
    std::int64_t version = 0;
    Instant changed_at{};
    std::string account_name;
    std::string owner_name;
    Beside beside{};
};
// As load_deal, much cheaper for a deal that was looked at a moment ago.
Result<SeenDeal> see_deal(Connection& db, const Workspace& workspace, method::DealId deal);
// The same of a deal that was loaded, folded or changed.
Result<SeenDeal> seen(Connection& db, const Workspace& workspace, const StoredDeal& stored);

// Folds events of one deal; `deal_not_found` without any.
Result<StoredDeal> fold(std::span<const LoggedEvent> events);
Result<method::Event> event_from(const LoggedEvent& logged);

// Writes what was decided: the events, the new state, its rows, its signals. `before` is what was
// loaded in this transaction (version 0 for a new deal). Who knows the facts beside the deal may
// say them; else they are read.
Result<StoredDeal> record(Transaction& in, Workspace& workspace, const StoredDeal& before,
                          const method::Decided& decided, const Cause& cause,
                          const std::optional<Beside>& known = {});

// Load, decide, record. The situation is made of the workspace, the cause and `at`.
struct CommandContext {
    Instant at{};  // when it happens
    std::vector<method::Known> known{};
    std::optional<method::Said> said{};
};
Result<StoredDeal> perform(Transaction& in, Workspace& workspace, const StoredDeal& before,
                           const method::Command& command, const CommandContext& context,
                           const Cause& cause);

// Who last said of a part (method/events.h, told_of) what may be taken back, and when it was
// recorded; empty if nobody did, or if it is not among the deal's last 200 events.
Result<std::optional<method::Said>> said_of(Connection& db, method::WorkspaceId id,
                                            const StoredDeal& deal, const Uuid& part);

// Derives a deal's rows anew from its stored state and writes what differs: a fact beside it
// changed (its account's fit, its owner's team, the settings).
Result<void> refresh(Transaction& in, const Workspace& workspace, method::DealId deal);
// Refreshes up to `limit` deals whose figures were derived under older settings; answers how many
// it did. Call until it answers less than the limit.
Result<std::size_t> catch_up(Transaction& in, const Workspace& workspace, std::size_t limit);

// Facts beside a deal, as the rows need them.
Result<Beside> beside_of(Connection& db, const Workspace& workspace, const method::Deal& deal);
// Of ours with the level of executive or owner; 200 at most.
Result<std::vector<method::MemberId>> executives_of(Connection& db, method::WorkspaceId id);
// The same, if the deal is large enough that `executive_missing` asks for one; else none.
Result<std::vector<method::MemberId>> executives_beside(Connection& db, const Workspace& workspace,
                                                        const method::Deal& deal);

// The deal that a meeting, promise or request belongs to; `…_not_found`.
Result<method::DealId> deal_of(Connection& db, method::WorkspaceId id, method::MeetingId meeting);
Result<method::DealId> deal_of(Connection& db, method::WorkspaceId id,
                               method::CommitmentId promise);
Result<method::DealId> deal_of(Connection& db, method::WorkspaceId id, method::RequestId request);

// Measures the pace (METHOD 7, gone_too_far): the median age in days of won deals, of the last
// 1,000 at most, and how many there were; empty before five are won.
struct Pace {
    std::int64_t days = 0;
    std::int64_t won = 0;
};
Result<std::optional<Pace>> measured_pace(Connection& db, method::WorkspaceId id);

// Makes a subject's search words what `after` says.
Result<void> put_search_words(Connection& db, method::WorkspaceId id, std::string_view kind,
                              const Uuid& subject, const std::vector<std::string>& before,
                              const std::vector<std::string>& after);

}  // namespace ante::store
