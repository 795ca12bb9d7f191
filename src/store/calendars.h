#pragma once
// Calendars that members let Ante look into, and what stands in them. Beside the log and no part of
// it: `verify` and `rebuild` leave these tables alone, a backup holds them. What comes of an entry
// – a meeting of a deal – is in the log like any other.

#include <optional>
#include <string>
#include <vector>

#include "store/directory.h"
#include "store/rows.h"
#include "store/workspace.h"

namespace ante::store {

using CalendarId = Id<struct CalendarTag>;
using EntryId = Id<struct CalendarEntryTag>;

enum class CalendarKind : std::uint8_t { url, file, caldav };
constexpr auto words(CalendarKind) {
    return std::array{"url"sv, "file"sv, "caldav"sv};
}

struct CalendarRow {
    static constexpr std::string_view table = "calendar_source";
    static constexpr std::size_t key = 2;

    method::WorkspaceId workspace{};
    CalendarId id{};
    method::MemberId owner{};
    CalendarKind kind = CalendarKind::url;
    std::string name{};
    std::string place{};         // its server, for people; the address itself is sealed
    std::string secret{};        // sealed JSON: address, name, password (api/calendar_secret.h)
    bool keeps_private = false;  // titles and people of private entries, too
    bool writes = false;         // our meetings are put into it
    std::string etag{};          // of the file, or the collection's sync-token
    std::optional<Instant> whole_at{};   // when all of it was read last
    std::optional<Instant> synced_at{};  // when it was looked into last with success
    Instant due_at{};                    // when to look again
    std::int64_t failures = 0;           // since then
    std::string trouble{};               // the last one, in words; empty: none
    std::int64_t found = 0;              // events in it
    std::int64_t left_out = 0;           // of these, unreadable ones
    std::string complaints{};            // about these, as JSON
    Instant made_at{};

    static constexpr auto fields = describe(
        field<&CalendarRow::workspace>("workspace_id", ""),
        field<&CalendarRow::id>("source_id", ""), field<&CalendarRow::owner>("member_id", ""),
        field<&CalendarRow::kind>("kind", ""), field<&CalendarRow::name>("name", ""),
        field<&CalendarRow::place>("place", ""), field<&CalendarRow::secret>("secret", ""),
        field<&CalendarRow::keeps_private>("keeps_private", ""),
        field<&CalendarRow::writes>("writes", ""), field<&CalendarRow::etag>("etag", ""),
        field<&CalendarRow::whole_at>("whole_at", ""),
        field<&CalendarRow::synced_at>("synced_at", ""), field<&CalendarRow::due_at>("due_at", ""),
        field<&CalendarRow::failures>("failures", ""), field<&CalendarRow::trouble>("trouble", ""),
        field<&CalendarRow::found>("found", ""), field<&CalendarRow::left_out>("left_out", ""),
        field<&CalendarRow::complaints>("complaints", ""),
        field<&CalendarRow::made_at>("made_at", ""));
    bool operator==(const CalendarRow&) const = default;
};

// What came of an entry. `ignored`: nobody in it is known to us, it is all day, or the member said
// so; `suggested`: it may be about several deals, and he is asked; `matched`: it is a meeting.
enum class EntryState : std::uint8_t { ignored, suggested, matched };
constexpr auto words(EntryState) {
    return std::array{"ignored"sv, "suggested"sv, "matched"sv};
}

struct EntryRow {
    static constexpr std::string_view table = "calendar_entry";
    static constexpr std::size_t key = 3;

    method::WorkspaceId workspace{};
    CalendarId source{};
    EntryId id{};
    method::MemberId owner{};
    std::string uid{};
    std::string recurrence{};
    std::string href{};  // CalDAV: in which object it stands
    Instant starts{};
    std::int64_t minutes = 0;
    bool all_day = false;
    bool cancelled = false;
    bool is_private = false;
    std::string title{};  // empty, with the two below, where only the busy time is kept
    std::string where{};
    std::string people{};     // JSON of connect::Invitee, the organizer first
    std::string organizer{};  // his address
    EntryState state = EntryState::ignored;
    bool by_member = false;  // The member said so: it stays.
    std::optional<method::DealId> deal{};
    std::optional<method::MeetingId> meeting{};
    std::string choices{};  // suggested: the deals' ids, as JSON

    bool is_same_part(const EntryRow& other) const { return id == other.id; }
    static constexpr auto fields = describe(
        field<&EntryRow::workspace>("workspace_id", ""), field<&EntryRow::source>("source_id", ""),
        field<&EntryRow::id>("entry_id", ""), field<&EntryRow::owner>("member_id", ""),
        field<&EntryRow::uid>("uid", ""), field<&EntryRow::recurrence>("recurrence", ""),
        field<&EntryRow::href>("href", ""), field<&EntryRow::starts>("starts", ""),
        field<&EntryRow::minutes>("minutes", ""), field<&EntryRow::all_day>("all_day", ""),
        field<&EntryRow::cancelled>("cancelled", ""),
        field<&EntryRow::is_private>("is_private", ""), field<&EntryRow::title>("title", ""),
        field<&EntryRow::where>("place", ""), field<&EntryRow::people>("people", ""),
        field<&EntryRow::organizer>("organizer", ""), field<&EntryRow::state>("state", ""),
        field<&EntryRow::by_member>("by_member", ""), field<&EntryRow::deal>("deal_id", ""),
        field<&EntryRow::meeting>("meeting_id", ""), field<&EntryRow::choices>("choices", ""));
    bool operator==(const EntryRow&) const = default;
};

inline constexpr std::int64_t most_calendars = 20;  // of one member

Result<std::vector<CalendarRow>> calendars_of(Connection& db, method::WorkspaceId id,
                                              method::MemberId member);
// `calendar_not_found` if it is not his.
Result<CalendarRow> load_calendar(Connection& db, method::WorkspaceId id, method::MemberId member,
                                  CalendarId calendar);
// `calendars_full` beyond most_calendars.
Result<void> add_calendar(Connection& db, const CalendarRow& calendar);
// Removes its entries, too. Meetings that came of them stay.
Result<void> remove_calendar(Connection& db, method::WorkspaceId id, CalendarId calendar);

// Of active members, due at `now`, longest waiting first; and when the next one is.
struct DueCalendars {
    std::vector<CalendarRow> due{};
    std::optional<Instant> next{};
};
Result<DueCalendars> due_calendars(Connection& db, Instant now, std::int64_t most);

Result<std::vector<EntryRow>> entries_of(Connection& db, method::WorkspaceId id,
                                         CalendarId calendar);
// `entry_not_found` if it is not his.
Result<EntryRow> load_entry(Connection& db, method::WorkspaceId id, method::MemberId member,
                            EntryId entry);
// That wait for his answer and begin at `from` or later, soonest first.
Result<std::vector<EntryRow>> suggested_entries(Connection& db, method::WorkspaceId id,
                                                method::MemberId member, Instant from,
                                                std::int64_t most);
// The meeting that anybody's entry of that name became; a meeting is never made of it twice.
Result<std::optional<method::MeetingId>> meeting_of_entry(Connection& db, method::WorkspaceId id,
                                                          const std::string& uid,
                                                          const std::string& recurrence);

// ---- the private feed

// A secret address under which a calendar program sees a member's meetings; one a member.
struct FeedRow {
    bool promises = false;
    Instant made_at{};

    static constexpr auto fields =
        describe(field<&FeedRow::promises>("promises", "With his promises as whole days."),
                 field<&FeedRow::made_at>("made_at", "When its address was made."));
};
Result<std::optional<FeedRow>> feed_of(Connection& db, const Known& who);
// Answers the secret, which nobody can read again; the one before ends.
Result<std::string> make_feed(Connection& db, const Known& who, bool promises, Instant now);
Result<void> revoke_feed(Connection& db, const Known& who);
struct KnownFeed {
    Known who{};
    bool promises = false;
};
// Empty also if the member may no longer sign in.
Result<std::optional<KnownFeed>> feed_by(Connection& db, std::string_view secret);

}  // namespace ante::store
