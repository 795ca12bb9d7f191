// Undoing an import: a look at what would go and what stands in the way, and doing it. The rules
// are in store/removing.h. Whoever brought it in may, and admins.

#include "api/endpoints.h"
#include "api/follow_ups.h"
#include "store/removing.h"

namespace ante::api {
namespace {

using namespace method;

constexpr std::int64_t most_named = 20;  // of each kind

struct UndoCounts {
    std::int64_t deals = 0;
    std::int64_t people = 0;
    std::int64_t accounts = 0;
    std::int64_t members = 0;
    static constexpr auto fields = describe(field<&UndoCounts::deals>("deals", "Deals."),
                                            field<&UndoCounts::people>("people", "People."),
                                            field<&UndoCounts::accounts>("accounts", "Accounts."),
                                            field<&UndoCounts::members>("members", "Members."));
};
UndoCounts counts_from(const store::MadeBy& counts) {
    return {counts.deals, counts.people, counts.accounts, counts.members};
}

struct InTheWay {
    store::EffectOn kind = store::EffectOn::deal;
    Uuid id{};
    std::string name;
    store::BuiltOn because = store::BuiltOn::changed;
    std::string says;
    static constexpr auto fields =
        describe(field<&InTheWay::kind>("kind", "What it is."),
                 field<&InTheWay::id>("id", "Its id."), field<&InTheWay::name>("name", "Its name."),
                 field<&InTheWay::because>("because", "What was built on it."),
                 field<&InTheWay::says>("says", "The same in a sentence."));
};

struct ImportUndo {
    store::ImportLine import{};
    bool can = false;
    std::string says;
    UndoCounts goes{};
    UndoCounts gone{};
    UndoCounts built_on{};
    std::int64_t changed = 0;
    std::vector<InTheWay> in_the_way{};
    static constexpr auto fields = describe(
        field<&ImportUndo::import>("import", "The import."),
        field<&ImportUndo::can>("can", "Can it be undone now?"),
        field<&ImportUndo::says>("says", "What would happen, or why it can't be; one sentence."),
        field<&ImportUndo::goes>("goes", "What the import made and is still there: it would go."),
        field<&ImportUndo::gone>("gone",
                                 "What has gone already: the undoing was broken off, or is "
                                 "under way."),
        field<&ImportUndo::built_on>("built_on", "Of what would go, what was built on since."),
        field<&ImportUndo::changed>("changed",
                                    "Deals that were there before the import and that "
                                    "it changed: they stay as they are."),
        field<&ImportUndo::in_the_way>("in_the_way",
                                       "What was built on, the first 20 of each "
                                       "kind; deals that you may not see are only "
                                       "counted."));
};

// ---- in words
// ------------------------------------------------------------------------------------

std::string number_of(std::int64_t n, std::string_view one, std::string_view many) {
    return std::to_string(n) + " " + std::string(n == 1 ? one : many);
}

std::string list_of(const store::MadeBy& counts) {
    std::vector<std::string> parts;
    if (counts.deals > 0) parts.push_back(number_of(counts.deals, "deal", "deals"));
    if (counts.people > 0) parts.push_back(number_of(counts.people, "person", "people"));
    if (counts.accounts > 0) parts.push_back(number_of(counts.accounts, "account", "accounts"));
    if (counts.members > 0) parts.push_back(number_of(counts.members, "member", "members"));
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text;
}

std::string sentence(store::BuiltOn because, store::EffectOn kind, const std::string& name) {
    switch (because) {
        case store::BuiltOn::changed:
            return kind == store::EffectOn::deal ? name + " has moved on since."
                                                 : name + " was changed since.";
        case store::BuiltOn::deals:
            return name + " has a part in deals that this import did not make.";
        case store::BuiltOn::people: return name + " has people whom this import did not bring in.";
        case store::BuiltOn::touches: return name + " has touches.";
        case store::BuiltOn::merged: return "Another one was merged into " + name + ".";
    }
    return name;
}

std::string sentence(const store::ImportLine& import, const store::UndoOutlook& outlook) {
    if (import.state == store::ImportState::undone) return "It was undone.";
    if (import.state == store::ImportState::running) return "It is still running.";
    const std::string built = list_of(outlook.built_on);
    if (!built.empty()) return built + " that it made were built on since.";
    const std::string goes = list_of(outlook.there);
    return goes.empty() ? "It made nothing." : goes + " that it made would go.";
}

// ---- looking and doing
// ---------------------------------------------------------------------------

Result<void> expect_his(const store::Viewer& viewer, const store::ImportLine& import) {
    if (viewer.role == MemberRole::admin || import.by == viewer.me) return success();
    return Error{
        No::forbidden, "admins_only", "Whoever brought it in takes it back, or an admin.", {}};
}

// Of a deal only who sees it is told the name.
Result<bool> is_seen(store::Connection& db, const store::Viewer& viewer, const store::Stays& one) {
    if (one.kind != store::EffectOn::deal) return true;
    std::vector<store::Value> params{viewer.workspace, one.id};
    const std::string sql = "SELECT 1 FROM deal d WHERE d.workspace_id = $1 AND d.deal_id = $2" +
                            store::seen_by(viewer, store::Scope::workspace, params);
    TRY(const auto seen, db.value<std::int64_t>(sql, params));
    return seen.has_value();
}

store::MadeBy difference(const store::MadeBy& a, const store::MadeBy& b) {
    return {a.deals - b.deals, a.people - b.people, a.accounts - b.accounts, a.members - b.members};
}

Result<ImportUndo> look(store::Connection& db, const store::Viewer& viewer, store::ImportId id,
                        Instant now) {
    ImportUndo undo;
    TRY(undo.import, store::load_import(db, viewer.workspace, id, now));
    TRYV(expect_his(viewer, undo.import));
    TRY(const auto outlook, store::outlook_of(db, viewer.workspace, id, most_named));
    undo.says = sentence(undo.import, outlook);
    undo.can = undo.import.state != store::ImportState::undone &&
               undo.import.state != store::ImportState::running && outlook.built_on.all() == 0;
    undo.goes = counts_from(outlook.there);
    undo.gone = counts_from(difference(outlook.made, outlook.there));
    undo.built_on = counts_from(outlook.built_on);
    undo.changed = outlook.changed;
    for (const store::Stays& one : outlook.stands) {
        TRY(const bool seen, is_seen(db, viewer, one));
        if (seen)
            undo.in_the_way.push_back({one.kind, one.id, one.name, one.because,
                                       sentence(one.because, one.kind, one.name)});
    }
    return undo;
}

struct OneImport {
    store::ImportId import{};
    static constexpr auto fields =
        describe(field<&OneImport::import>("import", "The import.", {.from_path = true}));
};

Result<ImportUndo> preview_import_undo(const Reading& in, const OneImport& params) {
    return look(in.db, in.viewer, params.import, in.now);
}

// In batches, each a transaction: others write in between.
Result<ImportUndo> undo_import(Errand& in, const OneImport& params) {
    store::Store& store = in.house.store;
    const auto look_again = [&] {
        return store.read(
            [&](store::Connection& db) { return look(db, in.viewer, params.import, in.now); });
    };
    TRY(ImportUndo before, look_again());
    if (before.import.state == store::ImportState::undone) return before;
    if (!before.can)
        return refuse(before.import.state == store::ImportState::running ? "import_running"
                                                                         : "import_built_on",
                      before.says + " Nothing was undone.");

    const store::Cause cause{{in.viewer.me, {}}, in.now, std::string(in.request_id)};
    for (store::RemovalPlace place; !place.at_end();) {
        store::RemovalPlace next;
        TRYV(store.write_now([&](store::Transaction& writing) -> Result<void> {
            TRY(store::Workspace workspace, store::enter(writing, in.viewer.workspace));
            TRY(next, store::remove_batch(writing, workspace, params.import, place, cause));
            if (!next.at_end()) return success();
            return store::mark_undone(writing.db(), workspace.id, params.import, in.viewer.me,
                                      in.now);
        }));
        place = next;
    }
    catch_up(store, in.viewer.workspace);
    in.aside.members_changed = before.goes.members > 0;
    return look_again();
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/imports/{import}/undo", "preview_import_undo", "What undoing an import would remove, and what stands in the way.", Right::manage, handled_by<&preview_import_undo>()},
    {Verb::post, "/imports/{import}/undo", "undo_import", "Remove what an import made, if nobody has built on it. Broken off, it goes on when asked again.", Right::manage, handled_by<&undo_import>()},
};
// clang-format on

}  // namespace

Endpoints import_undo_endpoints() {
    return rows;
}

}  // namespace ante::api
