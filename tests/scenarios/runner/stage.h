#pragma once
// What a scenario is played on: the pure method, or a running server over HTTP. A stage begins
// empty but for the one member "we" are, Sam, and is used for one scenario.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "method/commands.h"
#include "method/deal.h"
#include "method/ledger.h"
#include "method/relations/relation.h"
#include "method/rules/rule.h"
#include "method/settings.h"

namespace ante::scenarios {

// How one deal looks at a moment.
struct Look {
    method::Deal deal;
    double buyer_stake = 0;
    double seller_stake = 0;
    std::optional<int> skin_in_the_game{};
    double momentum = 0;  // at that moment
    std::int64_t meetings_held = 0;
    std::int64_t meetings_with_advance = 0;
    std::vector<method::Signal> signals;  // those that will hold only later, too; after the deal's
                                          // own those of the relation with its account
    std::map<method::MeetingId, method::Verdict> verdicts;
};

// A row of its owner's Today.
struct Row {
    method::DealId deal{};
    std::string rule;  // of its first thing
};

// Every call is made in Sam's name. `now` never goes back from one call to the next.
class Stage {
public:
    virtual ~Stage() = default;

    virtual method::MemberId sam() const = 0;
    virtual Result<method::MemberId> colleague(const std::string& name, method::Level level,
                                               Instant now) = 0;
    virtual Result<method::AccountId> account(const std::string& name, Instant now) = 0;
    virtual Result<void> set_fit(method::AccountId account, int fit, Instant now) = 0;
    virtual Result<void> set_tier(method::AccountId account, method::Tier tier, Instant now) = 0;
    // Outside of deals, by Sam.
    virtual Result<void> touch(const method::Touch& touch, Instant now) = 0;
    virtual Result<void> see_every(method::PersonId person, std::int64_t days, Instant now) = 0;
    virtual Result<method::PersonId> person(method::AccountId account, const std::string& name,
                                            method::Level level, Instant now) = 0;
    virtual Result<void> set(const method::Settings& settings, Instant now) = 0;

    virtual Result<method::DealId> open(const method::OpenDeal& deal, Instant now) = 0;
    // Refused: nothing has changed.
    virtual Result<void> perform(method::DealId deal, const method::Command& command,
                                 Instant now) = 0;

    // By a player himself, on his page. Refused: the same.
    virtual Result<void> perform_as(method::PersonId person, method::DealId deal,
                                    const method::Command& command, Instant now) = 0;

    virtual Result<Look> look(method::DealId deal, Instant now) = 0;
    // The member's list, first things first.
    virtual Result<std::vector<Row>> today(method::MemberId member, Instant now) = 0;
};

}  // namespace ante::scenarios
