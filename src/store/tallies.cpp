#include "store/tallies.h"

#include <map>
#include <tuple>

#include "store/rows.h"

namespace ante::store {
namespace {

using namespace method;

struct Count {
    std::int64_t asked = 0;
    std::int64_t agreed = 0;
    bool operator==(const Count&) const = default;
};
using Kind = std::tuple<std::string, Effort, Role>;
using Counts = std::map<Kind, Count>;

void count(const std::vector<AnsweredAskRow>& asks, std::int64_t sign, Counts& counts) {
    for (const AnsweredAskRow& ask : asks) {
        Count& at = counts[{ask.play, ask.effort, ask.role}];
        at.asked += sign;
        at.agreed += ask.agreed ? sign : 0;
    }
}

Result<Counts> counts_of(Connection& db, std::string_view sql, WorkspaceId id) {
    Counts counts;
    TRYV(db.each(sql, {id}, [&](const Row& row) -> Result<void> {
        counts[{std::string(row.text(0)), row.get<Effort>(1), row.get<Role>(2)}] = {row.integer(3),
                                                                                    row.integer(4)};
        return success();
    }));
    return counts;
}

constexpr std::string_view tallied =
    "SELECT play, effort, role, asked, agreed FROM ask_tally WHERE workspace_id = $1 AND asked > 0";

}  // namespace

Result<Experience> experience_of(Connection& db, const Workspace& workspace) {
    std::vector<AskTally> tallies;
    TRYV(db.each(tallied, {workspace.id}, [&](const Row& row) -> Result<void> {
        tallies.push_back({std::string(row.text(0)), row.get<Effort>(1), row.get<Role>(2),
                           row.integer(3), row.integer(4)});
        return success();
    }));
    return Experience(std::move(tallies), workspace.settings());
}

Result<void> put_tallies(Connection& db, const std::vector<AnsweredAskRow>& before,
                         const std::vector<AnsweredAskRow>& after) {
    if (before == after) return success();
    Counts changes;
    count(before, -1, changes);
    count(after, 1, changes);
    const WorkspaceId id = after.empty() ? before.front().workspace : after.front().workspace;
    for (const auto& [kind, by] : changes) {
        if (by == Count{}) continue;
        const auto& [play, effort, role] = kind;
        TRYV(
            db.exec("INSERT INTO ask_tally (workspace_id, play, effort, role, asked, agreed) "
                    "VALUES ($1, $2, $3, $4, $5, $6) "
                    "ON CONFLICT (workspace_id, play, effort, role) DO UPDATE SET "
                    "asked = ask_tally.asked + excluded.asked, "
                    "agreed = ask_tally.agreed + excluded.agreed",
                    {id, play, effort, role, by.asked, by.agreed}));
    }
    return success();
}

Result<bool> tallies_are_right(Connection& db, WorkspaceId id) {
    TRY(const Counts stored, counts_of(db, tallied, id));
    TRY(const Counts follow,
        counts_of(db,
                  "SELECT play, effort, role, COUNT(*), SUM(agreed) FROM answered_ask WHERE "
                  "workspace_id = $1 GROUP BY play, effort, role",
                  id));
    return stored == follow;
}

Result<void> remake_tallies(Connection& db, WorkspaceId id) {
    TRYV(db.exec("DELETE FROM ask_tally WHERE workspace_id = $1", {id}));
    TRYV(
        db.exec("INSERT INTO ask_tally (workspace_id, play, effort, role, asked, agreed) "
                "SELECT workspace_id, play, effort, role, COUNT(*), SUM(agreed) FROM answered_ask "
                "WHERE workspace_id = $1 GROUP BY workspace_id, play, effort, role",
                {id}));
    return success();
}

}  // namespace ante::store
