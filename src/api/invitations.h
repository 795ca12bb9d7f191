#pragma once
// Meetings as invitations by mail (iMIP, RFC 6047): sent when the seller says so, and from then on
// kept true – whatever moves the meeting, calls it off or changes who comes, those who were invited
// are told, with the same name (UID) and a higher SEQUENCE.

#include <span>

#include "api/endpoint.h"
#include "connect/icalendar.h"

namespace ante::api {

// Who was invited, and what he answered.
struct InvitedPerson {
    method::PersonId person{};
    std::string name{};
    std::string address{};
    connect::Attendance answer = connect::Attendance::needs_action;
    std::optional<Instant> answered_at{};

    static constexpr auto fields =
        describe(field<&InvitedPerson::person>("person", "The player."),
                 field<&InvitedPerson::name>("name", "His name."),
                 field<&InvitedPerson::address>("address",
                                                "Where the invitation goes; empty: he has no "
                                                "address."),
                 field<&InvitedPerson::answer>("answer", "What he answered."),
                 field<&InvitedPerson::answered_at>("answered_at", "When."));
    bool operator==(const InvitedPerson&) const = default;
};

// What the last invitation said.
struct Said {
    Instant starts{};
    std::int64_t minutes = 0;
    std::string title{};
    std::vector<InvitedPerson> people{};

    static constexpr auto fields = describe(field<&Said::starts>("starts", "When it begins."),
                                            field<&Said::minutes>("minutes", "How long it lasts."),
                                            field<&Said::title>("title", "What it is called."),
                                            field<&Said::people>("people", "Who was invited."));
    bool operator==(const Said&) const = default;
};

struct InvitationRow {
    static constexpr std::string_view table = "meeting_invitation";
    static constexpr std::size_t key = 2;

    method::WorkspaceId workspace{};
    method::MeetingId meeting{};
    method::DealId deal{};
    method::MemberId member{};
    Instant look_at{};  // the epoch once its deal changed (store/deals.cpp), else when it begins
    std::int64_t sequence = 0;
    bool is_over = false;
    Instant invited_at{};
    Instant sent_at{};
    std::string said{};  // Said, as JSON

    static constexpr auto fields = describe(
        field<&InvitationRow::workspace>("workspace_id", ""),
        field<&InvitationRow::meeting>("meeting_id", ""),
        field<&InvitationRow::deal>("deal_id", ""), field<&InvitationRow::member>("member_id", ""),
        field<&InvitationRow::look_at>("look_at", ""),
        field<&InvitationRow::sequence>("sequence", ""),
        field<&InvitationRow::is_over>("is_over", ""),
        field<&InvitationRow::invited_at>("invited_at", ""),
        field<&InvitationRow::sent_at>("sent_at", ""), field<&InvitationRow::said>("said", ""));
};
Result<std::optional<InvitationRow>> invitation_of(store::Connection& db, method::WorkspaceId id,
                                                   method::MeetingId meeting);

// A meeting as calendars know it, without its people.
connect::CalendarEvent event_of(const method::Deal& deal, const method::Meeting& meeting,
                                const std::string& public_url);

// The same of a row that begins with `meeting_columns`, which are found in `of_meetings`.
inline constexpr std::string_view meeting_columns =
    "m.meeting_id, m.title, d.name, m.starts, m.minutes";
inline constexpr std::string_view of_meetings =
    " FROM meeting m JOIN deal d ON d.workspace_id = m.workspace_id AND d.deal_id = m.deal_id";
connect::CalendarEvent event_in(const store::Row& row, const std::string& public_url);

// The players who are expected, with their addresses; those without one have none.
Result<std::vector<InvitedPerson>> people_of(store::Connection& db, method::WorkspaceId id,
                                             const method::Deal& deal,
                                             const method::Meeting& meeting);

// Invites them. `meeting_not_ahead`, `nobody_to_invite`, `already_invited`.
Result<void> invite(Writing& in, const method::Deal& deal, const method::Meeting& meeting);

// The next date as it goes with a meeting's recap (METHOD 4): as an invitation for those who are
// expected then, if all of them who have an address read the recap; for everybody else, and if not,
// for the reader's calendar alone. Empty: there is none ahead, or they were invited to it already.
struct AttachedDate {
    std::string calendar{};
    std::string calendar_method{};
};
struct NextDate {
    AttachedDate to_know{};
    AttachedDate invitation{};
    std::vector<method::PersonId> invited{};

    const AttachedDate& of(method::PersonId reader) const;
};
Result<std::optional<NextDate>> attach_next_date(Writing& in, const method::Deal& deal,
                                                 const method::Meeting& meeting,
                                                 std::span<const method::PersonId> readers);

inline constexpr std::string_view invitation_round = "invitations";

// Tells those who were invited what changed since, and answers when to look again (rounds.h).
Instant keep_invitations_true(House& house, Instant now);
Result<void> tell_changes(store::Store& store, const Outside& outside, Instant now);

}  // namespace ante::api
