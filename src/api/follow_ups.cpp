#include "api/follow_ups.h"

#include <cstdlib>

#include "store/relations.h"

namespace ante::api {
namespace {

using namespace method;

constexpr std::size_t at_a_time = 200;  // deals

bool differs(const Settings& settings, const store::Pace& pace) {
    if (settings.won_deals == 0) return true;  // The first time it can be measured.
    return std::llabs(pace.days - settings.pace_days) * 20 > settings.pace_days;
}

void measure_pace(store::Store& store, WorkspaceId id, Instant now) {
    const auto changed = std::make_shared<bool>(false);
    store.write(
        [=](store::Transaction& in) -> Result<void> {
            *changed = false;
            TRY(store::Workspace workspace, store::enter(in, id));
            TRY(const auto pace, store::measured_pace(in.db(), id));
            if (!pace || !differs(workspace.settings(), *pace)) return success();
            Settings settings = workspace.settings();
            settings.pace_days = pace->days;
            settings.won_deals = pace->won;
            *changed = true;
            return store::change_settings(in, workspace, settings, {{}, now, "pace"});
        },
        [=, &store](const Result<void>& done) {
            if (done.has_value() && *changed) catch_up(store, id);
        });
}

}  // namespace

void measure_pace_after(Writing& in) {
    in.in.after_commit([&store = in.house.store, id = in.workspace.id, now = in.now] {
        measure_pace(store, id, now);
    });
}

void catch_up_after(Writing& in) {
    in.in.after_commit([&store = in.house.store, id = in.workspace.id] { catch_up(store, id); });
}

void catch_up(store::Store& store, WorkspaceId id) {
    const auto did = std::make_shared<std::size_t>(0);
    store.write(
        [=](store::Transaction& in) -> Result<void> {
            TRY(const store::Workspace workspace, store::enter(in, id));
            // Relations first: the fit of an account is in the signals of its deals.
            TRY(*did, store::catch_up_relations(in, workspace, at_a_time));
            if (*did == at_a_time) return success();
            TRY(*did, store::catch_up(in, workspace, at_a_time));
            return success();
        },
        [=, &store](const Result<void>& done) {
            if (done.has_value() && *did == at_a_time) catch_up(store, id);
        });
}

void catch_up_all(store::Store& store) {
    std::vector<WorkspaceId> all;
    const auto read = store.read([&](store::Connection& db) -> Result<void> {
        all.clear();
        return db.each(
            "SELECT w.workspace_id FROM workspace w WHERE EXISTS (SELECT 1 FROM deal d "
            "WHERE d.workspace_id = w.workspace_id AND d.settings_version < w.version) OR EXISTS "
            "(SELECT 1 FROM relation r WHERE r.workspace_id = w.workspace_id AND "
            "r.settings_version < w.version)",
            {}, [&](const store::Row& row) -> Result<void> {
                all.push_back({row.uuid(0)});
                return success();
            });
    });
    if (read.has_error()) return;  // The first request will say what is wrong.
    for (const WorkspaceId id : all) catch_up(store, id);
}

}  // namespace ante::api
