#pragma once
// The stories of the sample workspace: each is a kind of deal that sellers know.

#include <span>
#include <string_view>

#include "api/demo/scene.h"

namespace ante::api::demo {

// What a story needs besides its scene.
struct Plot {
    store::Transaction& in;
    store::Workspace& workspace;
    const Cast& cast;
    const Member& owner;
    MemberId lead;  // who leads the owner's team, or somebody else of us
    Instant now;
    Dice& dice;
    std::string name;     // of the deal
    std::int64_t amount;  // whole units of the workspace's currency

    Scene scene(DealKind kind, int opened_days_ago, const std::vector<int>& players) const {
        return Scene(in, workspace, cast, owner, name, kind, amount, opened_days_ago, players, now);
    }
};

struct Story {
    std::string_view title;      // for those who read this
    int times;                   // how often it is told in the sample workspace
    Scene (*tell)(const Plot&);  // told, but not yet recorded
};
std::span<const Story> stories();

// One of the many that ended some time ago (past.cpp).
Scene some_time_ago(const Plot& plot);

}  // namespace ante::api::demo
