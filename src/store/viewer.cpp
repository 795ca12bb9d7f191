#include "store/viewer.h"

namespace ante::store {

using namespace method;

bool may_see(const Viewer& viewer, MemberId owner, std::string_view team, Visibility visibility) {
    if (viewer.role == MemberRole::admin || owner == viewer.me) return true;
    const bool same_team = !viewer.team.empty() && viewer.team == team;
    if (viewer.role == MemberRole::manager) return same_team;
    return same_team && visibility == Visibility::team;
}

bool may_change(const Viewer& viewer, MemberId owner, std::string_view team) {
    if (viewer.role == MemberRole::admin || owner == viewer.me) return true;
    return viewer.role == MemberRole::manager && !viewer.team.empty() && viewer.team == team;
}

namespace {

std::string place_of(Value value, std::vector<Value>& params) {
    params.push_back(value);
    return "$" + std::to_string(params.size());
}

}  // namespace

std::string seen_by(const Viewer& viewer, Scope scope, std::vector<Value>& params) {
    const auto place = [&](Value value) { return place_of(value, params); };
    if (scope == Scope::mine) return " AND d.owner_id = " + place(viewer.me);
    if (viewer.role == MemberRole::admin && scope == Scope::workspace) return {};
    // Without a team a member has only his own; an admin without one sees nobody's team.
    if (viewer.team.empty()) return " AND d.owner_id = " + place(viewer.me);
    std::string where = " AND d.team = " + place(std::string_view(viewer.team));
    if (viewer.role == MemberRole::rep)
        where += " AND (d.visibility = 'team' OR d.owner_id = " + place(viewer.me) + ")";
    return where;
}

std::string touch_seen_by(const Viewer& viewer, std::vector<Value>& params) {
    if (viewer.role == MemberRole::admin) return {};
    std::string where = " AND (t.by_id = " + place_of(viewer.me, params);
    if (!viewer.team.empty())
        where += " OR (t.deal_id IS NULL AND m.team = " +
                 place_of(std::string_view(viewer.team), params) + ")";
    return where + " OR (d.deal_id IS NOT NULL" + seen_by(viewer, Scope::workspace, params) + "))";
}

}  // namespace ante::store
