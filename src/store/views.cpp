#include "store/views.h"

namespace ante::store {

using namespace method;

namespace {

constexpr std::string_view columns =
    "SELECT v.view_id, v.owner_id, m.name, v.name, v.screen, v.visibility, v.query, v.version, "
    "v.changed_at FROM saved_view v JOIN member m ON m.workspace_id = v.workspace_id AND "
    "m.member_id = v.owner_id WHERE v.workspace_id = $1";

}  // namespace

Result<std::vector<SavedView>> views(Connection& db, const Viewer& viewer,
                                     const std::optional<Screen>& screen) {
    std::string sql(columns);
    std::vector<Value> params{viewer.workspace, viewer.me};
    sql += " AND (v.owner_id = $2";
    if (!viewer.team.empty()) {
        params.emplace_back(std::string_view(viewer.team));
        sql += " OR (v.visibility = 'team' AND m.team = $3)";
    }
    sql += ")";
    if (screen) {
        params.emplace_back(*screen);
        sql += " AND v.screen = $" + std::to_string(params.size());
    }
    sql += " ORDER BY v.name, v.view_id LIMIT 1000";
    return db.all<SavedView>(sql, params);
}

Result<SavedView> view(Connection& db, const Viewer& viewer, ViewId view) {
    TRY(auto found,
        db.one<SavedView>(std::string(columns) + " AND v.view_id = $2", {viewer.workspace, view}));
    if (!found || (found->owner != viewer.me && found->visibility == Visibility::only_me))
        return not_found("view");
    return *std::move(found);
}

Result<void> add_view(Connection& db, WorkspaceId id, const SavedView& view) {
    TRY(const auto count, db.value<std::int64_t>("SELECT COUNT(*) FROM saved_view WHERE "
                                                 "workspace_id = $1 AND owner_id = $2",
                                                 {id, view.owner}));
    if (*count >= most_views)
        return refuse("views_full",
                      "You have " + std::to_string(most_views) + " views. Remove one first.");
    TRYV(
        db.exec("INSERT INTO saved_view (workspace_id, view_id, owner_id, name, screen, "
                "visibility, query, version, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
                "$9)",
                {id, view.id, view.owner, view.name, view.screen, view.visibility, view.query,
                 view.version, view.changed_at}));
    return success();
}

Result<void> change_view(Connection& db, WorkspaceId id, const SavedView& view) {
    TRYV(
        db.exec("UPDATE saved_view SET name = $3, screen = $4, visibility = $5, query = $6, "
                "version = $7, changed_at = $8 WHERE workspace_id = $1 AND view_id = $2",
                {id, view.id, view.name, view.screen, view.visibility, view.query, view.version,
                 view.changed_at}));
    return success();
}

Result<void> remove_view(Connection& db, WorkspaceId id, ViewId view) {
    TRYV(db.exec("DELETE FROM saved_view WHERE workspace_id = $1 AND view_id = $2", {id, view}));
    return success();
}

}  // namespace ante::store
