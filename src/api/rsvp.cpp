#include "api/rsvp.h"

#include <algorithm>

#include "api/calendar_matching.h"
#include "api/invitations.h"
#include "base/json.h"
#include "connect/icalendar_lines.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;
using connect::Attendance;

constexpr std::size_t largest_reply = 64 * 1024;  // bytes
constexpr std::size_t most_events = 50;

// Nobody knows the workspace yet: each is looked at by its key.
Result<std::optional<InvitationRow>> invitation_anywhere(store::Connection& db, MeetingId meeting) {
    std::vector<WorkspaceId> all;
    TRYV(db.each("SELECT workspace_id FROM workspace", {},
                 [&](const store::Row& row) -> Result<void> {
                     all.push_back({row.uuid(0)});
                     return success();
                 }));
    for (const WorkspaceId workspace : all) {
        TRY(auto found, invitation_of(db, workspace, meeting));
        if (found) return found;
    }
    return std::optional<InvitationRow>{};
}

bool has_given_his_word(const Deal& deal, MeetingId meeting, PersonId person) {
    return std::ranges::any_of(deal.commitments, [&](const Commitment& promise) {
        return promise.attends == meeting && promise.person() && *promise.person() == person &&
               promise.was_agreed();
    });
}

// His word to come is his act. The method may say no: the deal is over, he left it.
Result<void> give_his_word(store::Transaction& in, store::Workspace& workspace,
                           const InvitationRow& row, PersonId person, Instant now) {
    TRY(const auto stored, store::load_deal(in.db(), workspace.id, row.deal));
    const Meeting* meeting = stored.deal.meeting(row.meeting);
    if (!meeting || !meeting->ahead_of(now)) return success();
    if (has_given_his_word(stored.deal, row.meeting, person)) return success();
    ChangeMeeting change{.meeting = row.meeting};
    change.accepted_by = std::vector<PersonId>{person};
    const auto done =
        store::perform(in, workspace, stored, change, {now}, {{{}, person}, now, "invitation"});
    if (done.has_error() && done.error().kind != No::refused) return done.error();
    return success();
}

Result<bool> take_answer(store::Transaction& in, const connect::CalendarEvent& event,
                         const std::string& from, Instant now) {
    const auto meeting = meeting_in_uid(event.uid);
    if (!meeting) return false;
    const auto answered = std::ranges::find(event.attendees, from, &connect::Invitee::address);
    if (answered == event.attendees.end()) return false;
    TRY(const auto known, invitation_anywhere(in.db(), *meeting));
    if (!known) return false;
    TRY(auto workspace, store::enter(in, known->workspace));
    TRY(auto row, invitation_of(in.db(), workspace.id, *meeting));
    if (!row) return false;
    TRY(Said said, from_json<Said>(row->said, Input::stored));
    const auto who = std::ranges::find(said.people, from, &InvitedPerson::address);
    if (who == said.people.end()) return false;
    // What he answered was another date.
    if (event.sequence < row->sequence && event.starts != said.starts) return true;
    who->answer = answered->answer;
    who->answered_at = now;
    row->said = to_json(said);
    TRYV(store::put_row(in.db(), *row));
    if (answered->answer == Attendance::accepted) {
        TRYV(give_his_word(in, workspace, *row, who->person, now));
    }
    return true;
}

}  // namespace

std::vector<connect::CalendarEvent> read_reply(std::string_view icalendar, Instant now) {
    if (icalendar.size() > largest_reply) return {};
    const auto parts = connect::cut_calendar(icalendar);
    if (parts.has_error() || parts.value().method != "REPLY") return {};
    if (parts.value().events.size() > most_events) return {};
    const connect::CalendarWindow any_time{Zone(), now - Days{3'650}, now + Days{3'650}};
    auto read = connect::read_calendar(icalendar, any_time);
    if (read.has_error() || read.value().events.size() > most_events) return {};
    return std::move(read.value().events);
}

Result<bool> take_reply(store::Transaction& in, std::span<const connect::CalendarEvent> answers,
                        std::string_view from, Instant now) {
    const std::string sender = store::email_key(from);
    bool taken = false;
    for (const connect::CalendarEvent& event : answers) {
        TRY(const bool was, take_answer(in, event, sender, now));
        taken = taken || was;
    }
    return taken;
}

}  // namespace ante::api
