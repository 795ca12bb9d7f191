#include "store/imports.h"

#include "base/beginning.h"
#include "base/json.h"
#include "store/list_query.h"

namespace ante::store {
namespace {

using namespace method;

constexpr std::string_view line_columns =
    "SELECT i.import_id, i.member_id, m.name, i.state, i.file_name, i.rows_in_file, i.started_at, "
    "i.progress_at, i.ended_at, i.undone_at, i.undone_by, i.why, i.report FROM import i "
    "LEFT JOIN member m ON m.workspace_id = i.workspace_id AND m.member_id = i.member_id "
    "WHERE i.workspace_id = $1";

Result<ImportLine> line_from(const Row& row, Instant now) {
    ImportLine line;
    line.id = {row.uuid(0)};
    line.by = {row.uuid(1)};
    if (!row.null(2)) line.by_name = row.text(2);
    line.state = row.get<ImportState>(3);
    line.file_name = row.text(4);
    line.rows_in_file = row.integer(5);
    line.started_at = row.instant(6);
    line.progress_at = row.instant(7);
    line.ended_at = row.get<std::optional<Instant>>(8);
    line.undone_at = row.get<std::optional<Instant>>(9);
    line.undone_by = row.get<std::optional<MemberId>>(10);
    line.why = row.text(11);
    TRY(line.report, from_json<ImportReport>(row.text(12), Input::stored));
    if (line.state == ImportState::running && line.progress_at + longest_pause < now) {
        line.state = ImportState::broken_off;
        line.ended_at = line.progress_at;
        line.why = "It ended half-way, with the program: import the file again.";
    }
    return line;
}

}  // namespace

Result<ImportId> begin_import(Transaction& in, WorkspaceId id, const NewImport& import) {
    const ImportId made = in.ids().make<ImportTag>(import.at);
    const std::string name(first_bytes(import.file_name, 255));
    const std::string report = to_json(ImportReport{});
    TRYV(
        in.db().exec("INSERT INTO import (workspace_id, import_id, member_id, state, file_name, "
                     "rows_in_file, started_at, progress_at, why, report, mapping, rejects_header) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                     {id, made, import.by, ImportState::running, name, import.rows_in_file,
                      import.at, import.at, "", report, import.mapping, import.rejects_header}));
    return made;
}

Result<void> keep_batch(Connection& db, WorkspaceId id, ImportId import, const ImportBatch& batch) {
    std::vector<Value> cells;
    for (const ImportEffect& e : batch.effects)
        cells.insert(cells.end(), {id, import, e.kind, e.subject, e.effect, e.version});
    if (!cells.empty()) {
        TRYV(
            db.run_many("INSERT INTO import_effect (workspace_id, import_id, kind, subject_id, "
                        "effect, version) VALUES ($1, $2, $3, $4, $5, $6) "
                        "ON CONFLICT (workspace_id, import_id, kind, subject_id) "
                        "DO UPDATE SET version = excluded.version",
                        6, cells));
    }
    cells.clear();
    const std::int64_t before =
        batch.report.refused - static_cast<std::int64_t>(batch.refusals.size());
    std::int64_t room = most_refusals_kept - before;
    for (const ImportRefusal& r : batch.refusals) {
        if (room-- <= 0) break;
        cells.insert(cells.end(),
                     {id, import, r.line, r.name, r.column, r.code, r.detail, r.reject});
    }
    if (!cells.empty()) {
        TRYV(
            db.run_many("INSERT INTO import_refusal (workspace_id, import_id, line, name, "
                        "column_name, code, detail, reject) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                        8, cells));
    }
    const std::string report = to_json(batch.report);
    TRYV(
        db.exec("UPDATE import SET report = $3, progress_at = $4 "
                "WHERE workspace_id = $1 AND import_id = $2",
                {id, import, report, batch.at}));
    return success();
}

Result<void> end_import(Connection& db, WorkspaceId id, ImportId import, ImportState state,
                        std::string_view why, Instant at) {
    TRYV(
        db.exec("UPDATE import SET state = $3, why = $4, progress_at = $5, ended_at = $5 "
                "WHERE workspace_id = $1 AND import_id = $2",
                {id, import, state, why, at}));
    return success();
}

Result<void> mark_undone(Connection& db, WorkspaceId id, ImportId import, MemberId by, Instant at) {
    TRY(const std::int64_t changed,
        db.exec("UPDATE import SET state = $3, undone_by = $4, undone_at = $5 "
                "WHERE workspace_id = $1 AND import_id = $2",
                {id, import, ImportState::undone, by, at}));
    if (changed == 0) return not_found("import");
    return success();
}

Result<ImportLine> load_import(Connection& db, WorkspaceId id, ImportId import, Instant now) {
    std::optional<ImportLine> found;
    TRYV(db.each(std::string(line_columns) + " AND i.import_id = $2", {id, import},
                 [&](const Row& row) -> Result<void> {
                     TRY(found, line_from(row, now));
                     return success();
                 }));
    if (!found) return not_found("import");
    return *std::move(found);
}

Result<ImportForm> form_of_import(Connection& db, WorkspaceId id, ImportId import) {
    TRY(auto found, db.one<ImportForm>("SELECT mapping, rejects_header FROM import "
                                       "WHERE workspace_id = $1 AND import_id = $2",
                                       {id, import}));
    if (!found) return not_found("import");
    return *std::move(found);
}

Result<Page<ImportLine>> imports(Connection& db, WorkspaceId id, std::int64_t limit,
                                 const std::optional<std::string>& after, Instant now) {
    const std::int64_t most = page_size(limit);
    Query q{std::string(line_columns)};
    q.params() = {id};
    Mark mark;
    if (after) {
        TRY(mark, mark_from(*after));
        q.where("i.import_id <", mark.id);
    }
    q.add(" ORDER BY i.import_id DESC LIMIT " + q.place(most + 1));
    std::vector<ImportLine> found;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        TRY(ImportLine line, line_from(row, now));
        found.push_back(std::move(line));
        return success();
    }));
    return page_of(std::move(found), most,
                   [](const ImportLine& line) { return "~" + line.id.text(); });
}

Result<std::vector<ImportEffect>> effects_of(Connection& db, WorkspaceId id, ImportId import,
                                             EffectOn kind, const Uuid& after, std::int64_t limit) {
    return db.all<ImportEffect>(
        "SELECT kind, subject_id, effect, version FROM import_effect "
        "WHERE workspace_id = $1 AND import_id = $2 AND kind = $3 AND subject_id > $4 "
        "ORDER BY subject_id LIMIT $5",
        {id, import, kind, after, limit});
}

Result<std::vector<ImportRefusal>> refusals_of(Connection& db, WorkspaceId id, ImportId import,
                                               std::int64_t after, std::int64_t limit) {
    return db.all<ImportRefusal>(
        "SELECT line, name, column_name, code, detail, reject FROM import_refusal "
        "WHERE workspace_id = $1 AND import_id = $2 AND line > $3 ORDER BY line LIMIT $4",
        {id, import, after, limit});
}

Result<std::int64_t> sweep_refusals(Connection& db, WorkspaceId id, Instant now) {
    constexpr std::int64_t at_a_time = 5'000;
    TRY(const auto import,
        db.value<ImportId>("SELECT i.import_id FROM import i WHERE i.workspace_id = $1 "
                           "AND i.started_at < $2 AND EXISTS (SELECT 1 FROM import_refusal r "
                           "WHERE r.workspace_id = $1 AND r.import_id = i.import_id) "
                           "ORDER BY i.import_id LIMIT 1",
                           {id, now - refusals_live}));
    if (!import) return std::int64_t{0};
    return db.exec(
        "DELETE FROM import_refusal WHERE workspace_id = $1 AND import_id = $2 AND line IN "
        "(SELECT line FROM import_refusal WHERE workspace_id = $1 AND import_id = $2 "
        "ORDER BY line LIMIT $3)",
        {id, *import, at_a_time});
}

// ---- mappings under a name ---------------------------------------------------------------------

namespace {

constexpr std::string_view mapping_columns =
    "SELECT name, member_id, saved_at, body FROM import_mapping WHERE workspace_id = $1";

SavedMapping mapping_from(const Row& row) {
    return {std::string(row.text(0)), {row.uuid(1)}, row.instant(2), std::string(row.text(3))};
}

}  // namespace

Result<void> save_mapping(Connection& db, WorkspaceId id, const SavedMapping& mapping) {
    TRYV(
        db.exec("INSERT INTO import_mapping (workspace_id, name, member_id, saved_at, body) "
                "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (workspace_id, name) DO UPDATE SET "
                "member_id = excluded.member_id, saved_at = excluded.saved_at, "
                "body = excluded.body",
                {id, mapping.name, mapping.by, mapping.saved_at, mapping.body}));
    return success();
}

Result<std::vector<SavedMapping>> saved_mappings(Connection& db, WorkspaceId id) {
    std::vector<SavedMapping> found;
    TRYV(db.each(std::string(mapping_columns) + " ORDER BY name", {id},
                 [&](const Row& row) -> Result<void> {
                     found.push_back(mapping_from(row));
                     return success();
                 }));
    return found;
}

Result<SavedMapping> load_mapping(Connection& db, WorkspaceId id, std::string_view name) {
    std::optional<SavedMapping> found;
    TRYV(db.each(std::string(mapping_columns) + " AND name = $2", {id, name},
                 [&](const Row& row) -> Result<void> {
                     found = mapping_from(row);
                     return success();
                 }));
    if (!found) return not_found("mapping");
    return *std::move(found);
}

Result<void> forget_mapping(Connection& db, WorkspaceId id, std::string_view name) {
    TRY(const std::int64_t gone,
        db.exec("DELETE FROM import_mapping WHERE workspace_id = $1 AND name = $2", {id, name}));
    if (gone == 0) return not_found("mapping");
    return success();
}

}  // namespace ante::store
