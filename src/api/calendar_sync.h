#pragma once
// Looking into members' calendars: every quarter of an hour, less often while it fails, at once
// when somebody asks for it.

#include <string>

#include "api/endpoint.h"
#include "connect/egress.h"
#include "connect/icalendar.h"
#include "store/calendars.h"

namespace ante::api {

// How a calendar is reached: kept sealed (store/sealed.h), never shown.
struct CalendarSecret {
    std::string address{};  // url: of the file; caldav: of the calendar's collection
    std::string user{};
    std::string password{};

    static constexpr auto fields =
        describe(field<&CalendarSecret::address>("address", "Where it is.", {.secret = true}),
                 field<&CalendarSecret::user>("user", "Who asks.", {.secret = true}),
                 field<&CalendarSecret::password>("password", "His password.", {.secret = true}));
};

inline constexpr std::string_view calendar_round = "calendars";  // its name among the rounds

// Looks into every calendar that is due and answers when to come again (rounds.h).
Instant look_into_calendars(House& house, Instant now);

// Looks into one, and writes down what came of it; what went wrong stands in its row then, in
// words.
Result<void> look_into_calendar(House& house, const store::CalendarRow& calendar, Instant now);

// The text of a calendar, read for its owner: before any transaction that writes, for it may take
// long.
Result<connect::ReadCalendar> read_text(House& house, method::WorkspaceId id, std::string_view text,
                                        Instant now);
// Taken in for a calendar of this member within the caller's transaction. Answers the calendar as
// it is afterwards: the caller stores it.
Result<store::CalendarRow> take_in_text(store::Transaction& in, const House& house,
                                        store::Workspace& workspace, store::CalendarRow calendar,
                                        const connect::ReadCalendar& read, Instant now);

// For one look, which has a minute from now on in all.
connect::EgressRules egress_rules(const House& house);

}  // namespace ante::api
