#pragma once
// A workspace's own templates of our plan, beside the shipped ones (method/templates). Beside the
// log and no part of it, as saved views are: `verify` and `rebuild` leave this table alone, a
// backup holds it. Plans that were started keep what they need of their template.

#include <string>
#include <vector>

#include "method/templates/plan_template.h"
#include "store/viewer.h"
#include "store/workspace.h"

namespace ante::store {

using PlanTemplateId = Id<struct PlanTemplateTag>;

struct OwnTemplate {
    PlanTemplateId id{};
    method::MemberId owner{};
    std::string owner_name;
    // only_me: a member's own. team: everybody of the workspace may use it.
    method::Visibility visibility = method::Visibility::only_me;
    std::int64_t version = 0;
    Instant changed_at{};
    method::PlanTemplate plan{};
};

inline constexpr std::int64_t most_templates = 500;  // of a workspace

// His own and the shared ones, by name.
Result<std::vector<OwnTemplate>> own_templates(Connection& db, const Viewer& viewer);
// `plan_template_not_found` if it is neither his nor shared.
Result<OwnTemplate> own_template(Connection& db, const Viewer& viewer, PlanTemplateId id);

// A new one (version 1), or the next version of one there is. `plan_templates_full` beyond
// most_templates.
Result<void> add_template(Connection& db, method::WorkspaceId id, const OwnTemplate& own);
Result<void> change_template(Connection& db, method::WorkspaceId id, const OwnTemplate& own);
Result<void> remove_template(Connection& db, method::WorkspaceId id, PlanTemplateId own);

}  // namespace ante::store
