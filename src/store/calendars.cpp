#include "store/calendars.h"

namespace ante::store {

using namespace method;

namespace {

std::string calendars_where(std::string_view where) {
    return select_text<CalendarRow>() + std::string(where);
}
std::string entries_where(std::string_view where) {
    return select_text<EntryRow>() + std::string(where);
}

}  // namespace

Result<std::vector<CalendarRow>> calendars_of(Connection& db, WorkspaceId id, MemberId member) {
    static const std::string sql =
        calendars_where("WHERE workspace_id = $1 AND member_id = $2 ORDER BY source_id");
    return db.all<CalendarRow>(sql, {id, member});
}

Result<CalendarRow> load_calendar(Connection& db, WorkspaceId id, MemberId member,
                                  CalendarId calendar) {
    static const std::string sql =
        calendars_where("WHERE workspace_id = $1 AND source_id = $2 AND member_id = $3");
    TRY(auto found, db.one<CalendarRow>(sql, {id, calendar, member}));
    if (!found) return not_found("calendar");
    return *std::move(found);
}

Result<void> add_calendar(Connection& db, const CalendarRow& calendar) {
    TRY(const auto count, db.value<std::int64_t>("SELECT COUNT(*) FROM calendar_source WHERE "
                                                 "workspace_id = $1 AND member_id = $2",
                                                 {calendar.workspace, calendar.owner}));
    if (*count >= most_calendars)
        return refuse("calendars_full", "You have " + std::to_string(most_calendars) +
                                            " calendars here. Remove one first.");
    return insert_row(db, calendar);
}

Result<void> remove_calendar(Connection& db, WorkspaceId id, CalendarId calendar) {
    for (const char* sql :
         {"DELETE FROM calendar_entry WHERE workspace_id = $1 AND source_id = $2",
          "DELETE FROM calendar_copy WHERE workspace_id = $1 AND source_id = $2",
          "DELETE FROM calendar_source WHERE workspace_id = $1 AND source_id = $2"}) {
        TRYV(db.exec(sql, {id, calendar}));
    }
    return success();
}

Result<DueCalendars> due_calendars(Connection& db, Instant now, std::int64_t most) {
    // Across workspaces: few rows, and the job that asks serves all of them.
    std::string columns;
    for (const FieldRow& row : CalendarRow::fields)
        columns += (columns.empty() ? "c." : ", c.") + std::string(row.name);
    const std::string from =
        " FROM calendar_source c JOIN member m ON m.workspace_id = c.workspace_id AND "
        "m.member_id = c.member_id WHERE c.kind <> 'file' AND m.active = 1";
    DueCalendars answer;
    TRY(answer.due, db.all<CalendarRow>("SELECT " + columns + from +
                                            " AND c.due_at <= $1 ORDER BY c.due_at LIMIT $2",
                                        {now, most}));
    TRY(const auto next, db.value<std::optional<std::int64_t>>(
                             "SELECT MIN(c.due_at)" + from + " AND c.due_at > $1", {now}));
    if (next && *next) answer.next = Instant(milliseconds(**next));
    return answer;
}

Result<std::vector<EntryRow>> entries_of(Connection& db, WorkspaceId id, CalendarId calendar) {
    static const std::string sql =
        entries_where("WHERE workspace_id = $1 AND source_id = $2 ORDER BY starts, entry_id");
    return db.all<EntryRow>(sql, {id, calendar});
}

Result<EntryRow> load_entry(Connection& db, WorkspaceId id, MemberId member, EntryId entry) {
    static const std::string sql =
        entries_where("WHERE workspace_id = $1 AND member_id = $2 AND entry_id = $3");
    TRY(auto found, db.one<EntryRow>(sql, {id, member, entry}));
    if (!found) return not_found("entry");
    return *std::move(found);
}

Result<std::vector<EntryRow>> suggested_entries(Connection& db, WorkspaceId id, MemberId member,
                                                Instant from, std::int64_t most) {
    static const std::string sql = entries_where(
        "WHERE workspace_id = $1 AND member_id = $2 AND state = 'suggested' AND "
        "starts >= $3 ORDER BY starts, entry_id LIMIT $4");
    return db.all<EntryRow>(sql, {id, member, from, most});
}

Result<std::optional<MeetingId>> meeting_of_entry(Connection& db, WorkspaceId id,
                                                  const std::string& uid,
                                                  const std::string& recurrence) {
    return db.value<MeetingId>(
        "SELECT meeting_id FROM calendar_entry WHERE workspace_id = $1 AND uid = $2 AND "
        "recurrence = $3 AND meeting_id IS NOT NULL ORDER BY entry_id LIMIT 1",
        {id, uid, recurrence});
}

// ---- the private feed

Result<std::optional<FeedRow>> feed_of(Connection& db, const Known& who) {
    return db.one<FeedRow>(
        "SELECT promises, made_at FROM directory_calendar_feed WHERE "
        "workspace_id = $1 AND member_id = $2",
        {who.workspace, who.member});
}

Result<std::string> make_feed(Connection& db, const Known& who, bool promises, Instant now) {
    TRYV(revoke_feed(db, who));
    std::string secret = new_secret("ante_feed_");
    const std::string hash = hash_of(secret);
    TRYV(
        db.exec("INSERT INTO directory_calendar_feed (secret_hash, workspace_id, member_id, "
                "promises, made_at) VALUES ($1, $2, $3, $4, $5)",
                {hash, who.workspace, who.member, promises, now}));
    return secret;
}

Result<void> revoke_feed(Connection& db, const Known& who) {
    TRYV(db.exec("DELETE FROM directory_calendar_feed WHERE workspace_id = $1 AND member_id = $2",
                 {who.workspace, who.member}));
    return success();
}

Result<std::optional<KnownFeed>> feed_by(Connection& db, std::string_view secret) {
    const std::string hash = hash_of(secret);
    std::optional<KnownFeed> found;
    TRYV(
        db.each("SELECT f.workspace_id, f.member_id, f.promises FROM directory_calendar_feed f "
                "JOIN directory_login l ON l.workspace_id = f.workspace_id AND "
                "l.member_id = f.member_id WHERE f.secret_hash = $1 AND l.active = 1",
                {hash}, [&](const Row& row) -> Result<void> {
                    found = KnownFeed{{{row.uuid(0)}, {row.uuid(1)}}, row.boolean(2)};
                    return success();
                }));
    return found;
}

}  // namespace ante::store
