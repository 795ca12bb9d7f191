#pragma once
// What stands in a member's calendar becomes meetings of deals, without anybody typing it in.
//
// An event belongs to a deal if somebody in it does: first by the addresses of the people in it
// (players of a deal in play that he may change), then by their accounts, known by person or by the
// domain of an address; his own deals go before his team's. Exactly one: it becomes a meeting of
// that deal. Several: he is asked. None: it is left alone. A meeting that is there already – at the
// same time, from a colleague's calendar, or ours that went out as an invitation – is taken for
// the same one. From then on it follows: what the calendar moves, is moved, what it calls off, is
// called off; only what changed since the last look, so that what was said in Ante stands.

#include <span>

#include "connect/icalendar.h"
#include "store/calendars.h"
#include "store/deals.h"
#include "store/viewer.h"

namespace ante::api {

inline constexpr Days calendar_back{30};    // How far a look goes back, …
inline constexpr Days calendar_ahead{60};   // … and ahead for what is new.
inline constexpr Days calendar_reach{400};  // What was moved is followed as far as that.

// What was read of a calendar: all of it within the window, or some of its objects. What could not
// be read is not gone for that.
struct CalendarLook {
    std::vector<connect::CalendarEvent> events{};
    std::vector<std::string> hrefs{};   // beside `events`, of CalDAV; else empty
    bool whole = true;                  // What is not among them is gone.
    std::vector<std::string> gone{};    // not whole: objects that were removed or read anew
    std::vector<std::string> unread{};  // objects that are there, but not as far as they say
};

// Makes the calendar's entries what was read, and lets the meetings follow. What
// nobody was known in is judged anew each time: people become known. What comes from `our_address`
// (outside.h) comes from us.
Result<void> take_in(store::Transaction& in, store::Workspace& workspace,
                     const store::CalendarRow& calendar, const CalendarLook& look,
                     const std::string& our_address, Instant now);

// He says which deal an entry is about. The deal is his to change: the caller has looked.
Result<void> match_entry(store::Transaction& in, store::Workspace& workspace, store::EntryRow entry,
                         method::DealId deal, Instant now);
// It is about no deal. A meeting that came of it stays.
Result<void> ignore_entry(store::Transaction& in, const store::EntryRow& entry);

// Our own meeting as it was just put into a calendar: what the calendar says the next time is
// compared with that, not with what it said before. And when it was taken out again.
Result<void> note_put(store::Transaction& in, const store::CalendarRow& calendar,
                      method::MeetingId meeting, const connect::CalendarEvent& event,
                      const std::string& href, Instant now);
Result<void> note_taken_out(store::Connection& db, const store::CalendarRow& calendar,
                            method::MeetingId meeting);

// Titles, places and people of private entries are no longer kept.
Result<void> forget_private(store::Connection& db, const store::CalendarRow& calendar);

// Who he is to the rules of who may see and change what.
Result<store::Viewer> viewer_of(store::Connection& db, method::WorkspaceId id,
                                method::MemberId member);

// What a copy of ours says (calendar_copy) that is being taken out: that is nobody's act but ours.
inline constexpr std::string_view copy_taken_out = "gone";

// The meeting that an id of ours in a calendar stands for; empty if it is none of ours.
std::optional<method::MeetingId> meeting_in_uid(std::string_view uid);
std::string uid_of(method::MeetingId meeting);

}  // namespace ante::api
