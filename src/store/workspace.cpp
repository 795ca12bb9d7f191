#include "store/workspace.h"

#include <mutex>
#include <unordered_map>

#include "method/decide.h"

namespace ante::store {
namespace {

constexpr std::int64_t schema_of_events = 1;

// Settings change rarely and are needed by every command: the last version of each workspace is
// kept, and made anew when the workspace's row has another version.
class KnownTerms {
public:
    std::shared_ptr<const Terms> find(method::WorkspaceId id, std::int64_t version) {
        const std::scoped_lock lock(mutex_);
        const auto at = known_.find(id);
        if (at == known_.end() || at->second->version != version) return nullptr;
        return at->second;
    }
    void keep(method::WorkspaceId id, std::shared_ptr<const Terms> terms) {
        const std::scoped_lock lock(mutex_);
        if (known_.size() >= most) known_.clear();
        known_[id] = std::move(terms);
    }

private:
    static constexpr std::size_t most = 4096;  // workspaces
    std::mutex mutex_;
    std::unordered_map<method::WorkspaceId, std::shared_ptr<const Terms>> known_;
};

KnownTerms& known_terms() {
    static KnownTerms terms;
    return terms;
}

Result<std::shared_ptr<const Terms>> terms_from(std::int64_t version, method::Settings settings) {
    TRY(Zone zone, Zone::named(settings.time_zone));
    return std::make_shared<const Terms>(Terms{version, std::move(settings), zone});
}

Result<Workspace> workspace_from(Connection& db, method::WorkspaceId id, const Row& row) {
    Workspace found{.id = id, .last_event = row.integer(0), .terms = nullptr};
    const std::int64_t version = row.integer(1);
    found.terms = known_terms().find(id, version);
    if (found.terms) return found;
    TRY(const auto body,
        db.value<std::string>("SELECT body FROM workspace WHERE workspace_id = $1", {id}));
    if (!body) return not_found("workspace");
    TRY(auto settings, from_json<method::Settings>(*body, Input::stored));
    TRY(found.terms, terms_from(version, std::move(settings)));
    known_terms().keep(id, found.terms);
    return found;
}

}  // namespace

Result<Workspace> enter(Transaction& in, method::WorkspaceId id, Numbering numbering) {
    // SQLite has one writer, who needs no lock.
    const std::string_view sql =
        in.db().engine() == Engine::postgres
            ? "SELECT last_event, version FROM workspace WHERE workspace_id = $1 FOR UPDATE"
            : "SELECT last_event, version FROM workspace WHERE workspace_id = $1";
    TRY(const Rows rows, in.db().run(sql, {id}));
    if (rows.empty()) return not_found("workspace");
    TRY(Workspace entered, workspace_from(in.db(), id, rows[0]));
    entered.numbering = numbering;
    return entered;
}

Result<void> leave(Transaction& in, const Workspace& workspace) {
    TRYV(in.db().exec("UPDATE workspace SET last_event = $2 WHERE workspace_id = $1",
                      {workspace.id, workspace.last_event}));
    return success();
}

Result<Workspace> look_into(Connection& db, method::WorkspaceId id) {
    TRY(const Rows rows,
        db.run("SELECT last_event, version FROM workspace WHERE workspace_id = $1", {id}));
    if (rows.empty()) return not_found("workspace");
    return workspace_from(db, id, rows[0]);
}

Result<std::optional<method::WorkspaceId>> only_workspace(Connection& db) {
    TRY(const Rows rows,
        db.run("SELECT workspace_id FROM workspace ORDER BY workspace_id LIMIT 2"));
    if (rows.size() == 2)
        return refuse("workspace_ambiguous", "There is more than one workspace here: name one.");
    if (rows.empty()) return std::optional<method::WorkspaceId>{};
    return std::optional(method::WorkspaceId{rows[0].uuid(0)});
}

Result<Workspace> open_workspace(Transaction& in, const method::Settings& settings,
                                 const Cause& cause) {
    TRY(auto terms, terms_from(1, settings));
    Workspace made{
        .id = in.ids().make<method::WorkspaceTag>(cause.now), .last_event = 0, .terms = terms};
    const std::string body = to_json(settings);
    TRYV(
        in.db().exec("INSERT INTO workspace (workspace_id, last_event, version, created_at, body) "
                     "VALUES ($1, 0, 1, $2, $3)",
                     {made.id, cause.now, body}));
    const Fact fact{"workspace_opened", cause.now, body};
    TRYV(append(in, made, "workspace", made.id.value, 0, std::span(&fact, 1), cause));
    return made;
}

Result<void> change_settings(Transaction& in, Workspace& workspace,
                             const method::Settings& settings, const Cause& cause) {
    const std::int64_t version = workspace.terms->version;
    TRY(workspace.terms, terms_from(version + 1, settings));
    const Fact fact{"settings_changed", cause.now, to_json(settings)};
    TRYV(in.db().exec("UPDATE workspace SET version = $2, body = $3 WHERE workspace_id = $1",
                      {workspace.id, version + 1, fact.body}));
    return append(in, workspace, "workspace", workspace.id.value, version, std::span(&fact, 1),
                  cause);
}

namespace {

constexpr std::size_t width = 13;  // of an event's row

void add_row(std::vector<Value>& cells, Workspace& workspace, std::string_view subject_kind,
             const Uuid& subject, std::int64_t version, const Fact& fact, const Cause& cause) {
    cells.insert(cells.end(), {workspace.id, ++workspace.last_event, subject_kind, subject, version,
                               fact.type, schema_of_events, fact.at, cause.now,
                               Value(cause.by.member), Value(cause.by.person),
                               std::string_view(cause.request_id), std::string_view(fact.body)});
}

Result<void> put_rows(Transaction& in, const Workspace& workspace,
                      const std::vector<Value>& cells) {
    TRYV(in.db().run_many(
        "INSERT INTO event (workspace_id, number, subject_kind, subject_id, version, type, schema, "
        "at, recorded_at, member_id, person_id, cause, body) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        width, cells));
    return workspace.numbering == Numbering::at_once ? leave(in, workspace) : success();
}

}  // namespace

Result<void> append(Transaction& in, Workspace& workspace, std::string_view subject_kind,
                    const Uuid& subject, std::int64_t version, std::span<const Fact> facts,
                    const Cause& cause) {
    std::vector<Value> cells;
    cells.reserve(facts.size() * width);
    for (const Fact& fact : facts)
        add_row(cells, workspace, subject_kind, subject, ++version, fact, cause);
    return put_rows(in, workspace, cells);
}

Result<void> append_last(Transaction& in, Workspace& workspace, std::string_view subject_kind,
                         std::span<const LastFact> subjects, const Fact& fact, const Cause& cause) {
    std::vector<Value> cells;
    cells.reserve(subjects.size() * width);
    for (const LastFact& last : subjects)
        add_row(cells, workspace, subject_kind, last.subject, last.version + 1, fact, cause);
    return put_rows(in, workspace, cells);
}

Result<std::vector<LoggedEvent>> events_of(Connection& db, method::WorkspaceId id,
                                           const Uuid& subject, std::int64_t after) {
    std::vector<LoggedEvent> found;
    TRYV(db.each(
        "SELECT number, subject_kind, subject_id, version, type, at, recorded_at, member_id, "
        "person_id, cause, body FROM event "
        "WHERE workspace_id = $1 AND subject_id = $2 AND version > $3 ORDER BY version",
        {id, subject, after}, [&](const Row& row) -> Result<void> {
            LoggedEvent e{.number = row.integer(0),
                          .subject_kind = std::string(row.text(1)),
                          .subject_id = row.uuid(2),
                          .version = row.integer(3),
                          .type = std::string(row.text(4)),
                          .at = row.instant(5),
                          .recorded_at = row.instant(6),
                          .cause = std::string(row.text(9)),
                          .body = {std::string(row.text(10))}};
            e.member_id = row.get<std::optional<method::MemberId>>(7);
            e.person_id = row.get<std::optional<method::PersonId>>(8);
            found.push_back(std::move(e));
            return success();
        }));
    return found;
}

}  // namespace ante::store
