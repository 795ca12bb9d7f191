#include "api/calendar_sync.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "api/caldav_sync.h"
#include "api/calendar_matching.h"
#include "api/outside.h"
#include "api/rounds.h"
#include "base/json.h"
#include "store/sealed.h"

namespace ante::api {
namespace {

using namespace method;
using store::CalendarKind;
using store::CalendarRow;

constexpr minutes between_looks{15};
constexpr hours longest_pause{24};
constexpr hours whole_each{20};  // Times of repeated events come into the window as it moves on.
constexpr std::int64_t at_a_time = 64;
constexpr std::size_t side_by_side = 8;  // It is mostly waiting for their servers.
constexpr std::size_t most_complaints = 20;
constexpr std::chrono::seconds longest_look{60};
constexpr std::string_view by_hash = "hash:";

// Not all of them in the same second.
milliseconds jitter(const CalendarRow& calendar) {
    return milliseconds(calendar.id.value.bytes[15] * 500);
}

Instant next_look(const CalendarRow& calendar, Instant now) {
    milliseconds pause = between_looks;
    for (std::int64_t i = 0; i < calendar.failures && pause < longest_pause; ++i) pause *= 2;
    return now + std::min<milliseconds>(pause, longest_pause) + jitter(calendar);
}

Error trouble(std::string says) {
    return Error{No::refused, "calendar_unreadable", std::move(says), {}};
}

Result<void> expect_page(const connect::Fetched& got) {
    if (got.status == 200) return success();
    if (got.status == 401 || got.status == 403)
        return trouble("The server does not let us in (" + std::to_string(got.status) +
                       "): the address may have been changed or taken back there.");
    if (got.status == 404 || got.status == 410)
        return trouble("There is no calendar at that address any more (" +
                       std::to_string(got.status) + ").");
    return trouble("The server answered with an error (" + std::to_string(got.status) + ").");
}

// For servers that name no version: the same text, whenever it was written.
std::string hash_of_text(std::string_view text) {
    std::string said;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        const std::string_view line = text.substr(at, end - at);
        if (!line.starts_with("DTSTAMP")) said += line;
        at = end;
    }
    return std::string(by_hash) + store::hash_of(said);
}

void look_was_fine(CalendarRow& calendar, Instant now) {
    calendar.synced_at = now;
    calendar.failures = 0;
    calendar.trouble.clear();
    calendar.due_at = next_look(calendar, now);
}

// Set in the row as it is now: the member may have changed or removed it in the meantime.
Result<void> write_down(
    House& house, const CalendarRow& looked_at, Instant now,
    const std::function<Result<void>(store::Transaction&, store::Workspace&, CalendarRow&)>& took) {
    return house.store.write_now([&](store::Transaction& in) -> Result<void> {
        TRY(auto workspace, store::enter(in, looked_at.workspace));
        auto calendar =
            store::load_calendar(in.db(), looked_at.workspace, looked_at.owner, looked_at.id);
        if (calendar.has_error())
            return calendar.error().kind == No::not_found ? Result<void>(success())
                                                          : calendar.error();
        TRYV(took(in, workspace, calendar.value()));
        calendar.value().due_at = std::max(calendar.value().due_at, now);
        return store::put_row(in.db(), calendar.value());
    });
}

Result<void> look_into_page(House& house, const CalendarRow& calendar, const CalendarSecret& secret,
                            Instant now) {
    connect::Fetch what{.url = secret.address};
    what.headers.emplace_back("Accept", "text/calendar, text/plain;q=0.5, */*;q=0.1");
    const bool may_be_unchanged = calendar.whole_at && *calendar.whole_at > now - whole_each;
    const bool by_text = calendar.etag.starts_with(by_hash);
    if (may_be_unchanged && !calendar.etag.empty() && !by_text)
        what.headers.emplace_back("If-None-Match", calendar.etag);
    TRY(const auto got, connect::fetch(what, egress_rules(house)));
    if (got.status != 304) {
        TRYV(expect_page(got));
    }
    const std::string etag = got.etag.empty() ? hash_of_text(got.body) : got.etag;
    if (got.status == 304 || (may_be_unchanged && by_text && etag == calendar.etag))
        return write_down(house, calendar, now,
                          [&](store::Transaction&, store::Workspace&, CalendarRow& row) {
                              look_was_fine(row, now);
                              return Result<void>(success());
                          });
    TRY(const auto read, read_text(house, calendar.workspace, got.body, now));
    return write_down(
        house, calendar, now,
        [&](store::Transaction& in, store::Workspace& workspace, CalendarRow& row) -> Result<void> {
            TRY(row, take_in_text(in, house, workspace, row, read, now));
            row.etag = etag;
            look_was_fine(row, now);
            return success();
        });
}

Result<void> look(House& house, const CalendarRow& calendar, Instant now) {
    TRY(const std::string opened, house.outside.sealer->unseal(calendar.secret));
    TRY(const auto secret, from_json<CalendarSecret>(opened, Input::stored));
    if (calendar.kind == CalendarKind::url) return look_into_page(house, calendar, secret, now);
    const bool whole = !calendar.whole_at || *calendar.whole_at <= now - whole_each;
    const connect::EgressRules rules = egress_rules(house);
    TRY(const auto seen, look_into_collection(house, calendar, secret, rules, whole, now));
    TRYV(write_down(
        house, calendar, now,
        [&](store::Transaction& in, store::Workspace& workspace, CalendarRow& row) -> Result<void> {
            TRYV(take_in(in, workspace, row, seen.look, house.outside.our_address(), now));
            row.etag = seen.token;
            if (seen.look.whole) {
                row.whole_at = now;
                row.found = seen.found;
                row.left_out = seen.left_out;
                row.complaints = to_json(seen.problems);
            } else if (!seen.problems.empty()) {
                row.left_out = std::max(row.left_out, seen.left_out);
                row.complaints = to_json(seen.problems);
            }
            look_was_fine(row, now);
            return success();
        }));
    if (!calendar.writes) return success();
    return write_meetings(house, calendar, secret, rules, now);
}

// A few at once, so that a server that is slow holds up no other member's. False if the store
// can't just now: the rest is due later.
bool look_into_all(House& house, const std::vector<CalendarRow>& due, Instant now) {
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> can = true;
    const auto take = [&] {
        for (std::size_t i = next++; i < due.size() && can && !house.ending; i = next++)
            if (look_into_calendar(house, due[i], now).has_error()) can = false;
    };
    std::vector<std::jthread> beside;  // They are joined before what they look at is gone.
    while (beside.size() + 1 < std::min(side_by_side, due.size())) beside.emplace_back(take);
    take();
    beside.clear();
    return can;
}

}  // namespace

connect::EgressRules egress_rules(const House& house) {
    connect::EgressRules rules;
    rules.private_addresses = house.outside.private_addresses;
    rules.ending = &house.ending;
    rules.until = std::chrono::steady_clock::now() + longest_look;
    return rules;
}

Result<connect::ReadCalendar> read_text(House& house, WorkspaceId id, std::string_view text,
                                        Instant now) {
    connect::CalendarWindow window{{}, now - calendar_back, now + calendar_reach};
    TRYV(house.store.read([&](store::Connection& db) -> Result<void> {
        TRY(const auto workspace, store::look_into(db, id));
        window.zone = workspace.zone();
        return success();
    }));
    return connect::read_calendar(text, window);
}

Result<CalendarRow> take_in_text(store::Transaction& in, const House& house,
                                 store::Workspace& workspace, CalendarRow calendar,
                                 const connect::ReadCalendar& read, Instant now) {
    CalendarLook seen;
    seen.events = read.events;
    seen.whole = read.whole;  // What can't be read is not gone.
    TRYV(take_in(in, workspace, calendar, seen, house.outside.our_address(), now));
    if (calendar.name.empty()) calendar.name = read.name;
    calendar.found = read.found;
    calendar.left_out = read.left_out;
    std::vector<connect::CalendarProblem> problems = read.problems;
    if (problems.size() > most_complaints) problems.resize(most_complaints);
    calendar.complaints = to_json(problems);
    calendar.whole_at = now;
    return calendar;
}

Result<void> look_into_calendar(House& house, const CalendarRow& calendar, Instant now) {
    auto done = look(house, calendar, now);
    if (done.has_value() || house.ending) return success();  // Broken off: that says nothing.
    if (done.error().kind == No::unavailable || done.error().kind == No::broken) return done;
    return write_down(house, calendar, now,
                      [&](store::Transaction&, store::Workspace&, CalendarRow& row) {
                          ++row.failures;
                          row.trouble = done.error().detail;
                          row.due_at = next_look(row, now);
                          return Result<void>(success());
                      });
}

Instant look_into_calendars(House& house, Instant now) {
    auto due = house.store.read(
        [&](store::Connection& db) { return store::due_calendars(db, now, at_a_time); });
    if (due.has_error()) return now + minutes{1};
    if (!look_into_all(house, due.value().due, now)) return now + minutes{1};
    if (house.ending) return Rounds::never;
    if (due.value().due.size() == static_cast<std::size_t>(at_a_time)) return now;
    return due.value().next.value_or(Rounds::never);
}

}  // namespace ante::api
