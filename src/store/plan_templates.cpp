#include "store/plan_templates.h"

#include "base/json.h"

namespace ante::store {

using namespace method;

namespace {

struct Kept {
    PlanTemplateId id{};
    MemberId owner{};
    std::string owner_name;
    Visibility visibility = Visibility::only_me;
    std::int64_t version = 0;
    Instant changed_at{};
    std::string body;
    static constexpr auto fields =
        describe(field<&Kept::id>("id", ""), field<&Kept::owner>("owner", ""),
                 field<&Kept::owner_name>("owner_name", ""),
                 field<&Kept::visibility>("visibility", ""), field<&Kept::version>("version", ""),
                 field<&Kept::changed_at>("changed_at", ""), field<&Kept::body>("body", ""));
};

constexpr std::string_view columns =
    "SELECT t.template_id, t.owner_id, m.name, t.visibility, t.version, t.changed_at, t.body FROM "
    "plan_template t JOIN member m ON m.workspace_id = t.workspace_id AND m.member_id = t.owner_id "
    "WHERE t.workspace_id = $1";

Result<OwnTemplate> read(Kept kept) {
    TRY(PlanTemplate plan, from_json<PlanTemplate>(kept.body, Input::stored));
    return OwnTemplate{kept.id,         kept.owner,   std::move(kept.owner_name),
                       kept.visibility, kept.version, kept.changed_at,
                       std::move(plan)};
}

}  // namespace

Result<std::vector<OwnTemplate>> own_templates(Connection& db, const Viewer& viewer) {
    TRY(auto kept, db.all<Kept>(std::string(columns) +
                                    " AND (t.owner_id = $2 OR t.visibility = 'team') ORDER BY "
                                    "t.name, t.template_id LIMIT 500",
                                {viewer.workspace, viewer.me}));
    std::vector<OwnTemplate> found;
    found.reserve(kept.size());
    for (Kept& each : kept) {
        TRY(auto own, read(std::move(each)));
        found.push_back(std::move(own));
    }
    return found;
}

Result<OwnTemplate> own_template(Connection& db, const Viewer& viewer, PlanTemplateId id) {
    TRY(auto kept,
        db.one<Kept>(std::string(columns) + " AND t.template_id = $2", {viewer.workspace, id}));
    if (!kept || (kept->owner != viewer.me && kept->visibility == Visibility::only_me))
        return not_found("plan_template");
    return read(*std::move(kept));
}

Result<void> add_template(Connection& db, WorkspaceId id, const OwnTemplate& own) {
    TRY(const auto count,
        db.value<std::int64_t>("SELECT COUNT(*) FROM plan_template WHERE workspace_id = $1", {id}));
    if (*count >= most_templates)
        return refuse("plan_templates_full", "There are " + std::to_string(most_templates) +
                                                 " templates already. Remove one first.");
    TRYV(
        db.exec("INSERT INTO plan_template (workspace_id, template_id, owner_id, name, "
                "visibility, version, changed_at, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                {id, own.id, own.owner, own.plan.name, own.visibility, own.version, own.changed_at,
                 to_json(own.plan)}));
    return success();
}

Result<void> change_template(Connection& db, WorkspaceId id, const OwnTemplate& own) {
    TRYV(
        db.exec("UPDATE plan_template SET name = $3, visibility = $4, version = $5, changed_at = "
                "$6, body = $7 WHERE workspace_id = $1 AND template_id = $2",
                {id, own.id, own.plan.name, own.visibility, own.version, own.changed_at,
                 to_json(own.plan)}));
    return success();
}

Result<void> remove_template(Connection& db, WorkspaceId id, PlanTemplateId own) {
    TRYV(db.exec("DELETE FROM plan_template WHERE workspace_id = $1 AND template_id = $2",
                 {id, own}));
    return success();
}

}  // namespace ante::store
