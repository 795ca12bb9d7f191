#include "api/rights.h"

namespace ante::api {
namespace {

using namespace method;

struct Gate {
    MemberId owner{};
    std::string team;
    Visibility visibility = Visibility::team;
};

Result<std::optional<Gate>> gate_of(store::Connection& db, WorkspaceId id, DealId deal) {
    std::optional<Gate> gate;
    TRYV(db.each(
        "SELECT owner_id, team, visibility FROM deal WHERE workspace_id = $1 AND deal_id = $2",
        {id, deal}, [&](const store::Row& row) -> Result<void> {
            gate = Gate{{row.uuid(0)}, std::string(row.text(1)), row.get<Visibility>(2)};
            return success();
        }));
    return gate;
}

Result<DealId> deal_in(store::Connection& db, WorkspaceId id, const PathValue& value,
                       const Uuid& part) {
    if (value.name == "meeting") return store::deal_of(db, id, MeetingId{part});
    if (value.name == "promise") return store::deal_of(db, id, CommitmentId{part});
    if (value.name == "request") return store::deal_of(db, id, RequestId{part});
    return DealId{part};
}

bool names_a_deal(std::string_view name) {
    return name == "deal" || name == "meeting" || name == "promise" || name == "request";
}

Result<DealId> seen_deal(store::Connection& db, const store::Viewer& viewer, Right right,
                         const PathValue& value) {
    const auto part = Uuid::parse(value.text);
    if (!part) return not_found(value.name);
    TRY(const DealId deal, deal_in(db, viewer.workspace, value, *part));
    TRY(const auto gate, gate_of(db, viewer.workspace, deal));
    if (!gate || !store::may_see(viewer, gate->owner, gate->team, gate->visibility))
        return not_found(value.name);
    if (right == Right::change_deal && !store::may_change(viewer, gate->owner, gate->team))
        return Error{No::forbidden,
                     "not_yours_to_change",
                     "You may look at this deal; its owner, his manager and admins change it.",
                     {}};
    return deal;
}

}  // namespace

Result<std::optional<DealId>> check_right(store::Connection& db, const store::Viewer& viewer,
                                          Right right, std::span<const PathValue> path) {
    using None = std::optional<DealId>;
    switch (right) {
        case Right::anyone:
        case Right::member: return None{};
        case Right::manage:
            if (viewer.role != MemberRole::rep) return None{};
            return Error{No::forbidden, "managers_only", "Managers and admins may do this.", {}};
        case Right::administer:
            if (viewer.role == MemberRole::admin) return None{};
            return Error{No::forbidden, "admins_only", "Only admins may do this.", {}};
        case Right::see_deal:
        case Right::change_deal: break;
    }
    for (const PathValue& value : path) {
        if (!names_a_deal(value.name)) continue;
        TRY(const DealId deal, seen_deal(db, viewer, right, value));
        return std::optional(deal);
    }
    return broken("A path without a deal asks for a right on one.");
}

}  // namespace ante::api
