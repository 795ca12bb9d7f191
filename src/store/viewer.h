#pragma once
// Who looks, and what he may see: the one place that decides it, for single things and for lists.
//
//     rep       his own deals, and those of his team that are visible to it
//     manager   all deals of his team, and his own
//     admin     all deals of the workspace
//
// Accounts, people and members are seen by every member of the workspace. A touch in a deal is seen
// by who sees the deal, one outside of deals by the team of who made it; his own by everybody, and
// all by admins.

#include <string>
#include <string_view>

#include "method/people.h"
#include "store/deal_rows.h"

namespace ante::store {

struct Viewer {
    method::WorkspaceId workspace{};
    method::MemberId me{};
    method::MemberRole role = method::MemberRole::rep;
    std::string team;  // empty: none
};

bool may_see(const Viewer& viewer, method::MemberId owner, std::string_view team,
             method::Visibility visibility);
// Reps change their own deals; managers their team's; admins all.
bool may_change(const Viewer& viewer, method::MemberId owner, std::string_view team);

// The part of the workspace that a list is about. `workspace` is for admins; for others it is what
// they may see, which is their team's.
enum class Scope : std::uint8_t { mine, team, workspace };
constexpr auto words(Scope) {
    return std::array{"mine"sv, "team"sv, "workspace"sv};
}

// Adds to a WHERE clause, over columns of `deal` (alias d): what this viewer may see in this scope.
// Appends parameters to `params`; the text's places continue from its size.
std::string seen_by(const Viewer& viewer, Scope scope, std::vector<Value>& params);
// The same for touches (alias t), beside whom stand the member who made it (m) and, outer joined,
// its deal (d).
std::string touch_seen_by(const Viewer& viewer, std::vector<Value>& params);

}  // namespace ante::store
