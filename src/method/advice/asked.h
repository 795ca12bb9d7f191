#pragma once
// What became of our asks, as far as something can be learned from it (METHOD 10). The workspace's
// own asks and their answers are the advisor's only teacher.
//
//     accepted                       he agreed
//     changed, costs him as much     he agreed, to something of that weight or more
//     changed to less, declined      he did not agree to this
//     open, of grade 0               nothing is learned: not answered, or not his work
//
// Pure: it follows from the deal alone. The role is the one that the owner has in the deal now:
// whoever turns out to decide has decided all along.

#include <compare>
#include <string>
#include <vector>

#include "method/deal.h"

namespace ante::method {

struct AnsweredAsk {
    AskId ask{};
    std::string play{};  // As the ask names it; empty: it names none.
    Effort effort = Effort::presence;
    Role role = Role::influencer;
    bool agreed = false;
    bool operator==(const AnsweredAsk&) const = default;
};

// In the order of the deal's meetings and plans.
std::vector<AnsweredAsk> answered_asks(const Deal& deal);

// How many of a kind were asked, and how many of them agreed.
struct AskTally {
    std::string play{};
    Effort effort = Effort::presence;
    Role role = Role::influencer;
    std::int64_t asked = 0;
    std::int64_t agreed = 0;
    bool operator==(const AskTally&) const = default;
};

}  // namespace ante::method
