#include "api/caldav_sync.h"

#include <map>

#include "api/invitations.h"
#include "connect/caldav.h"
#include "store/deals.h"
#include "store/directory.h"

namespace ante::api {
namespace {

using namespace method;
using store::CalendarRow;

constexpr std::size_t most_problems = 20;
constexpr std::int64_t most_meetings = 500;
constexpr int most_refusals = 5;  // Then it is the server that won't.

connect::DavAccount account_of(const CalendarSecret& secret) {
    return {secret.address, secret.user, secret.password};
}

// One of our meetings as it was put into the calendar.
struct Copy {
    static constexpr std::string_view table = "calendar_copy";
    static constexpr std::size_t key = 3;

    WorkspaceId workspace{};
    store::CalendarId calendar{};
    MeetingId meeting{};
    std::string href{};
    std::string etag{};
    std::string says{};

    static constexpr auto fields = describe(
        field<&Copy::workspace>("workspace_id", ""), field<&Copy::calendar>("source_id", ""),
        field<&Copy::meeting>("meeting_id", ""), field<&Copy::href>("href", ""),
        field<&Copy::etag>("etag", ""), field<&Copy::says>("says", ""));
};

struct Ours {
    std::map<MeetingId, connect::CalendarEvent> ahead{};
    std::map<MeetingId, Copy> copies{};
};

// What he has ahead, but for what stands in a calendar of his already; and what was put there.
Result<Ours> ours(store::Connection& db, const CalendarRow& calendar, const std::string& public_url,
                  Instant now) {
    Ours found;
    const std::string query =
        "SELECT " + std::string(meeting_columns) + std::string(of_meetings) +
        " WHERE m.workspace_id = $1 AND m.owner_id = $2 AND m.starts >= $3 AND m.state = 'planned' "
        "AND NOT EXISTS (SELECT 1 FROM calendar_entry e WHERE e.workspace_id = $1 AND e.member_id "
        "= $2 AND e.meeting_id = m.meeting_id AND e.uid NOT LIKE '%@meetings.ante') ORDER BY "
        "m.starts LIMIT $4";
    TRYV(db.each(query, {calendar.workspace, calendar.owner, now, most_meetings},
                 [&](const store::Row& row) -> Result<void> {
                     found.ahead.emplace(MeetingId{row.uuid(0)}, event_in(row, public_url));
                     return success();
                 }));
    static const std::string sql =
        store::select_text<Copy>() + "WHERE workspace_id = $1 AND source_id = $2";
    TRY(const auto copies, db.all<Copy>(sql, {calendar.workspace, calendar.id}));
    for (const Copy& copy : copies) found.copies.emplace(copy.meeting, copy);
    return found;
}

// What it says, whenever it is said.
std::string hash_of(const connect::CalendarEvent& event) {
    return store::hash_of(connect::calendar_object(event, Instant{}));
}

// "https://host/dav/ria/x.ics" is "/dav/ria/x.ics" to its server.
std::string path_of(const std::string& address) {
    const auto host = address.find("://");
    const auto path = host == std::string::npos ? host : address.find('/', host + 3);
    return path == std::string::npos ? std::string() : address.substr(path);
}

// Where the meeting stands: for a copy whose meeting is no longer ahead.
Result<bool> has_begun(store::Connection& db, WorkspaceId id, MeetingId meeting, Instant now) {
    TRY(const auto there,
        db.value<std::int64_t>("SELECT COUNT(*) FROM meeting WHERE workspace_id = $1 AND "
                               "meeting_id = $2 AND state <> 'cancelled' AND starts < $3",
                               {id, meeting, now}));
    return *there > 0;
}

class Putting {
public:
    Putting(House& house, const CalendarRow& calendar, const CalendarSecret& secret,
            const connect::EgressRules& rules, Instant now)
        : house_(house),
          calendar_(calendar),
          account_(account_of(secret)),
          rules_(rules),
          now_(now) {}

    Result<void> all() {
        TRY(const Ours found, house_.store.read([&](store::Connection& db) {
            return ours(db, calendar_, house_.public_url, now_);
        }));
        for (const auto& [meeting, event] : found.ahead) {
            if (is_over()) break;
            const auto copy = found.copies.find(meeting);
            TRYV(go_on(put(meeting, event, copy == found.copies.end() ? nullptr : &copy->second)));
        }
        for (const auto& [meeting, copy] : found.copies) {
            if (is_over()) break;
            if (found.ahead.contains(meeting)) continue;
            TRYV(go_on(take_out(copy)));
        }
        if (refused_) return *refused_;
        return success();
    }

private:
    bool is_over() const {
        return house_.ending || (rules_.until && std::chrono::steady_clock::now() >= *rules_.until);
    }

    // One that the server won't have is no reason to keep the others from it.
    Result<void> go_on(Result<void> done) {
        if (done.has_value() || done.error().code != "caldav_unreadable") return done;
        if (!refused_) refused_ = done.error();
        return ++refusals_ < most_refusals ? Result<void>(success()) : *refused_;
    }

    Result<void> put(MeetingId meeting, const connect::CalendarEvent& event, const Copy* copy) {
        const std::string says = hash_of(event);
        if (copy && copy->says == says) return success();
        Copy after{calendar_.workspace, calendar_.id, meeting, meeting.text() + ".ics", "", says};
        if (copy) {
            after.href = copy->href;
            after.etag = copy->etag;
        }
        const std::string text = connect::calendar_object(event, now_);
        TRY(const auto put, connect::put_object(account_, after.href, text, after.etag, rules_));
        if (put) {
            after.etag = *put;
            return keep(after, as_read(text, event));
        } else {
            // It is there, or is another: as it stands now it was read before the next time.
            TRY(after.etag, connect::etag_of(account_, after.href, rules_));
            after.says.clear();
        }
        return keep(after, std::nullopt);
    }

    // What is read there the next time, if nobody changes it.
    static connect::CalendarEvent as_read(const std::string& text, connect::CalendarEvent event) {
        const auto read =
            connect::read_calendar(text, {Zone(), event.starts - Days{1}, event.starts + Days{1}});
        if (read.has_value() && !read.value().events.empty()) return read.value().events.front();
        return event;
    }

    Result<void> take_out(const Copy& copy) {
        // What has been stays in the calendar; it is no longer ours to care for.
        TRY(const bool been, house_.store.read([&](store::Connection& db) {
            return has_begun(db, calendar_.workspace, copy.meeting, now_);
        }));
        if (!been) {
            // Said before it is done: that it is gone then is no word of his (is_taken_out).
            Copy going = copy;
            going.says = copy_taken_out;
            TRYV(keep(going, std::nullopt));
            TRYV(connect::remove_object(account_, copy.href, rules_));
        }
        return house_.store.write_now([&](store::Transaction& in) -> Result<void> {
            if (!been) {
                TRYV(note_taken_out(in.db(), calendar_, copy.meeting));
            }
            return store::remove_row(in.db(), copy);
        });
    }

    Result<void> keep(const Copy& copy, const std::optional<connect::CalendarEvent>& as_put) {
        return house_.store.write_now([&](store::Transaction& in) -> Result<void> {
            // He may have removed the calendar meanwhile.
            const auto there =
                store::load_calendar(in.db(), calendar_.workspace, calendar_.owner, calendar_.id);
            if (there.has_error())
                return there.error().kind == No::not_found ? Result<void>(success())
                                                           : there.error();
            if (as_put) {
                const std::string href = path_of(connect::link_from(account_.address, copy.href));
                TRYV(note_put(in, calendar_, copy.meeting, *as_put, href, now_));
            }
            return store::put_row(in.db(), copy);
        });
    }

    House& house_;
    const CalendarRow& calendar_;
    const connect::DavAccount account_;
    const connect::EgressRules rules_;
    const Instant now_;
    std::optional<Error> refused_;
    int refusals_ = 0;
};

}  // namespace

Result<CollectionLook> look_into_collection(House& house, const CalendarRow& calendar,
                                            const CalendarSecret& secret,
                                            const connect::EgressRules& rules, bool whole,
                                            Instant now) {
    const connect::DavWindow window{now - calendar_back, now + calendar_reach};
    TRY(const auto changes,
        connect::dav_changes(account_of(secret), whole ? std::string() : calendar.etag, window,
                             rules));
    Zone zone;
    TRYV(house.store.read([&](store::Connection& db) -> Result<void> {
        TRY(const auto workspace, store::look_into(db, calendar.workspace));
        zone = workspace.zone();
        return success();
    }));
    CollectionLook answer;
    answer.token = changes.token;
    answer.look.whole = changes.whole;
    answer.look.gone = changes.gone;
    for (const connect::DavObject& object : changes.changed) {
        auto read = connect::read_calendar(object.text, {zone, window.from, window.to});
        if (read.has_error()) {
            ++answer.found;
            ++answer.left_out;
            answer.look.unread.push_back(object.href);
            if (answer.problems.size() < most_problems)
                answer.problems.push_back({1, read.error().detail});
            continue;
        }
        // What stood in it before is read anew, also if nothing of it is left: if it can be read.
        (read.value().whole ? answer.look.gone : answer.look.unread).push_back(object.href);
        answer.found += read.value().found;
        answer.left_out += read.value().left_out;
        for (connect::CalendarProblem& problem : read.value().problems)
            if (answer.problems.size() < most_problems)
                answer.problems.push_back(std::move(problem));
        for (connect::CalendarEvent& event : read.value().events) {
            answer.look.events.push_back(std::move(event));
            answer.look.hrefs.push_back(object.href);
        }
    }
    return answer;
}

Result<void> write_meetings(House& house, const CalendarRow& calendar, const CalendarSecret& secret,
                            const connect::EgressRules& rules, Instant now) {
    return Putting(house, calendar, secret, rules, now).all();
}

}  // namespace ante::api
