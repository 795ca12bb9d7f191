// Decisions that follow from what happened to things beside the deal: its people or its account
// were merged, the import that made it is undone. None of them is a buyer act, and a closed deal
// takes them like an open one.

#include <algorithm>

#include "method/decisions.h"
#include "method/merge.h"

namespace ante::method {
namespace {

// Of two roles the one with more authority: a decision maker remains one.
Role stronger(const Player& was, const Player& other, const Settings& settings) {
    if (was.left_at.has_value() != other.left_at.has_value())
        return was.left_at ? other.role : was.role;
    return settings.authority_of(was.role) > settings.authority_of(other.role) ? was.role
                                                                               : other.role;
}

}  // namespace

Outcome on(const Deal& deal, const MergePlayer& command, const Situation& now) {
    if (!mentions(deal, command.from)) return std::vector<Event>{};
    const Player* was = deal.player(command.from);
    const Player* other = deal.player(command.into);
    Role role = Role::influencer;
    if (was) role = other ? stronger(*was, *other, now.settings) : was->role;
    return std::vector<Event>{PlayerMerged{command.merge, command.from, command.into, command.name,
                                           command.level, role, now.at}};
}

// What happened since to the one who stayed is his. But where he came into the deal by the merge
// alone, it may as well be the other's: that can't be told apart any more.
Outcome on(const Deal& deal, const PartPlayer& command, const Situation& now) {
    const auto kept = std::ranges::find(deal.merges, command.merge, &PlayerMerge::merge);
    if (kept == deal.merges.end()) return not_found("merge");
    Deal after = deal;
    part_player(after, command.merge);
    const bool his_own = kept->other || !kept->was;
    const bool merged_again = std::ranges::any_of(kept + 1, deal.merges.end(), [&](const auto& m) {
        return m.from == kept->into || m.from == kept->from;
    });
    if (merged_again || (!his_own && mentions(after, kept->into)))
        return refuse("merge_built_on",
                      std::string(deal.name_of(kept->into)) +
                          " was named in a deal since they became one: nobody can tell any more "
                          "which of the two was meant.");
    return std::vector<Event>{PlayerParted{command.merge, now.at}};
}

Outcome on(const Deal& deal, const MoveDeal& command, const Situation& now) {
    if (deal.account == command.account) return std::vector<Event>{};
    return std::vector<Event>{DealMoved{command.account, now.at}};
}

Outcome on(const Deal&, const RemoveDeal&, const Situation& now) {
    return std::vector<Event>{DealRemoved{now.at}};
}

}  // namespace ante::method
