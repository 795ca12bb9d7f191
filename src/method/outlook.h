#pragma once
// What follows from a deal's facts for somebody who looks ahead: what a kept promise would do, who
// and what is missing, which act proves a stage, what a request led to. Pure, like ledger.h.

#include <optional>
#include <string>
#include <vector>

#include "method/deal.h"
#include "method/ledger.h"
#include "method/settings.h"

namespace ante::method {

// What an open promise would do if it were kept at `at`: on time, unless its day is past or it was
// moved too often by then.
struct IfKept {
    CommitmentId promise{};
    Side side = Side::buyer;
    Punctual punctual = Punctual::on_time;
    double momentum = 0;        // at `at`, with it
    std::optional<int> skin{};  // per cent, with it
    double buyer_stake = 0;     // with it
    double seller_stake = 0;    // with it
};
std::vector<IfKept> if_kept(const Deal& deal, const Settings& settings, const Zone& zone,
                            Instant at);

// Nobody who is in the deal has this role, or this level: roles in the order of authority, levels
// from manager up (somebody to talk to there always is).
std::vector<Role> missing_roles(const Deal& deal);
std::vector<Level> missing_levels(const Deal& deal);

// What the homework lacks: the names of its fields (METHOD 8), in their order; empty: nothing.
// A decision maker is known if one is named, or is a player.
std::vector<std::string_view> missing_homework(const Deal& deal);

// What we would ask of the buyer to prove a stage, in one sentence.
std::string_view wants(Proof proof);
// The buyer's acts that prove it: promises and requests. Empty also if nothing needs to prove it.
struct Shown {
    std::vector<CommitmentId> promises{};
    std::vector<RequestId> requests{};
};
Shown proof_of(const Deal& deal, const Stage& stage);

// What the buyer did, at a cost, from a request's first delivery until we delivered the next one
// (METHOD 5: every request costs us points; the ledger shows what they led to). Acts of the ledger,
// in its order; empty before it was delivered.
std::vector<Act> led_to(const Deal& deal, const Ledger& ledger, const Request& request);

}  // namespace ante::method
