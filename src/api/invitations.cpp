#include "api/invitations.h"

#include <algorithm>

#include "api/calendar_matching.h"
#include "api/outside.h"
#include "api/recap.h"
#include "base/json.h"
#include "connect/mime.h"
#include "store/outbox.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;
using connect::Attendance;
using connect::CalendarMethod;

constexpr milliseconds between_looks{15'000};
constexpr std::size_t told_at_once = 200;

std::string title_of(const Deal& deal, const Meeting& meeting) {
    return meeting.title.empty() ? deal.name : meeting.title;
}

std::string when_words(const Zone& zone, Instant at) {
    const auto time = zone.time_of_day(at);
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return words_of(zone.date_of(at)) + ", " + two(time.count() / 60) + ":" +
           two(time.count() % 60) + " (" + std::string(zone.name()) + ")";
}

connect::CalendarEvent event_at(MeetingId id, Instant starts, std::int64_t minutes,
                                std::string title, const std::string& public_url) {
    connect::CalendarEvent event;
    event.uid = uid_of(id);
    event.starts = starts;
    event.minutes = minutes;
    event.title = std::move(title);
    if (!public_url.empty()) event.url = public_url + "/meetings/" + id.text();
    return event;
}

Said said_now(const Deal& deal, const Meeting& meeting, std::vector<InvitedPerson> people) {
    std::erase_if(people, [](const InvitedPerson& who) { return who.address.empty(); });
    return {meeting.starts, meeting.minutes, title_of(deal, meeting), std::move(people)};
}

Result<Said> said_in(const InvitationRow& row) {
    return from_json<Said>(row.said, Input::stored);
}

// Calendars send their answers to whoever organizes (RFC 6047). Where an inbox is read, that is the
// address that mails come from; else they reach at least him who invited.
connect::Invitee organizer(const Outside& outside, const Member& from) {
    if (outside.inbox.set_up()) {
        const auto read_here = connect::parse_address(outside.mail_from);
        if (read_here) return {from.name, read_here->address, {}};
    }
    return {from.name, from.email, {}};
}

// One letter to one of them; all of them stand in it, as it is in calendars.
class Inviting {
public:
    Inviting(store::Transaction& in, const Outside& outside, const store::Workspace& workspace,
             const Deal& deal, const Meeting& meeting, const Member& from, Instant now)
        : in_(in),
          outside_(outside),
          workspace_(workspace),
          deal_(deal),
          meeting_(meeting),
          from_(from),
          now_(now) {}

    Result<void> tell(const InvitedPerson& who, const Said& said, const InvitationRow& row,
                      CalendarMethod method) {
        connect::CalendarEvent event = event_of(deal_, meeting_, "");
        event.title = said.title;
        event.starts = said.starts;
        event.minutes = said.minutes;
        event.sequence = row.sequence;
        event.cancelled = method == CalendarMethod::cancel;
        event.organizer = organizer(outside_, from_);
        for (const InvitedPerson& other : said.people)
            event.attendees.push_back({other.name, other.address, other.answer});
        // Whoever is no longer expected is told of himself alone (RFC 5546, 3.2.5).
        if (method == CalendarMethod::cancel && !meeting_.cancelled_at)
            event.attendees = {{who.name, who.address, who.answer}};
        const std::string when = when_words(workspace_.zone(), said.starts);
        store::Letter letter{.kind = store::LetterKind::meeting_invitation,
                             .to_name = who.name,
                             .to_address = who.address,
                             .from_member = from_.id,
                             .subject = subject(said, row, method, when),
                             .text = text(who, said, row, method, when)};
        letter.calendar = connect::invitation(event, method, now_);
        letter.calendar_method = std::string(word_of(method));
        letter.deal = deal_.id;
        letter.person = who.person;
        letter.meeting = meeting_.id;
        letter.thread = "deal/" + deal_.id.text();
        letter.once = "meeting/" + meeting_.id.text() + "/" + std::to_string(row.sequence) + "/" +
                      who.address;
        TRYV(store::put_letter(in_, workspace_.id, letter, now_));
        return success();
    }

private:
    static std::string subject(const Said& said, const InvitationRow& row, CalendarMethod method,
                               const std::string& when) {
        const std::string what = said.title + ": " + when;
        if (method == CalendarMethod::cancel) return "Called off: " + what;
        return (row.sequence == 0 ? "Invitation: " : "Changed: ") + what;
    }

    std::string text(const InvitedPerson& who, const Said& said, const InvitationRow& row,
                     CalendarMethod method, const std::string& when) const {
        std::string text = "Hello " + who.name + ",\n\n";
        if (method == CalendarMethod::cancel)
            text += "\"" + said.title + "\" on " + when + " does not take place.\n";
        else
            text +=
                (row.sequence == 0 ? "you are invited to \"" : "this is how it stands now: \"") +
                said.title + "\" on " + when + ", " + std::to_string(said.minutes) +
                " minutes.\n\nYour calendar can accept or decline it.\n";
        return text + "\n" + from_.name + "\n";
    }

    store::Transaction& in_;
    const Outside& outside_;
    const store::Workspace& workspace_;
    const Deal& deal_;
    const Meeting& meeting_;
    const Member& from_;
    const Instant now_;
};

bool is_in(const std::vector<InvitedPerson>& people, const std::string& address) {
    return std::ranges::find(people, address, &InvitedPerson::address) != people.end();
}

// Answers stand as long as the date does.
void keep_answers(Said& now, const Said& before) {
    if (now.starts != before.starts) return;
    for (InvitedPerson& who : now.people)
        for (const InvitedPerson& was : before.people)
            if (was.address == who.address) {
                who.answer = was.answer;
                who.answered_at = was.answered_at;
            }
}

bool says_the_same(const Said& one, const Said& other) {
    const auto addresses = [](const Said& said) {
        std::vector<std::string> all;
        for (const InvitedPerson& who : said.people) all.push_back(who.address);
        std::ranges::sort(all);
        return all;
    };
    return std::tie(one.starts, one.minutes, one.title) ==
               std::tie(other.starts, other.minutes, other.title) &&
           addresses(one) == addresses(other);
}

Result<void> tell_change(store::Transaction& in, const Outside& outside,
                         const InvitationRow& before, Instant now) {
    TRY(auto workspace, store::enter(in, before.workspace));
    // As it is now: an answer may have come in the meantime.
    TRY(const auto found, invitation_of(in.db(), before.workspace, before.meeting));
    if (!found || found->is_over) return success();
    InvitationRow row = *found;
    const auto stored = store::load_deal(in.db(), workspace.id, row.deal);
    const Meeting* meeting =
        stored.has_value() ? stored.value().deal.meeting(row.meeting) : nullptr;
    if (stored.has_error() && stored.error().kind != No::not_found) return stored.error();
    if (!meeting || meeting->debrief || (!meeting->cancelled_at && meeting->starts <= now)) {
        row.is_over = true;
        return store::put_row(in.db(), row);
    }
    const Deal& deal = stored.value().deal;
    row.look_at = meeting->starts;
    TRY(const Said was, said_in(row));
    TRY(const auto from, store::load_member(in.db(), workspace.id, row.member));
    Inviting inviting(in, outside, workspace, deal, *meeting, from.value, now);
    if (meeting->cancelled_at) {
        ++row.sequence;
        row.is_over = true;
        row.sent_at = now;
        // What has begun is not called off afterwards.
        if (was.starts > now)
            for (const InvitedPerson& who : was.people) {
                TRYV(inviting.tell(who, was, row, CalendarMethod::cancel));
            }
        return store::put_row(in.db(), row);
    }
    TRY(auto people, people_of(in.db(), workspace.id, deal, *meeting));
    Said is = said_now(deal, *meeting, std::move(people));
    keep_answers(is, was);
    if (says_the_same(was, is)) return store::put_row(in.db(), row);
    ++row.sequence;
    row.sent_at = now;
    row.said = to_json(is);
    for (const InvitedPerson& who : is.people) {
        TRYV(inviting.tell(who, is, row, CalendarMethod::request));
    }
    for (const InvitedPerson& who : was.people)
        if (!is_in(is.people, who.address)) {
            TRYV(inviting.tell(who, was, row, CalendarMethod::cancel));
        }
    return store::put_row(in.db(), row);
}

// What is kept of an invitation that goes out now; one that was called off goes on counting.
InvitationRow row_of(const Writing& in, const Deal& deal, const Meeting& meeting,
                     const std::optional<InvitationRow>& before, const Said& said) {
    return {.workspace = in.workspace.id,
            .meeting = meeting.id,
            .deal = deal.id,
            .member = in.viewer.me,
            .look_at = meeting.starts,
            .sequence = before ? before->sequence + 1 : 0,
            .invited_at = in.now,
            .sent_at = in.now,
            .said = to_json(said)};
}

}  // namespace

connect::CalendarEvent event_in(const store::Row& row, const std::string& public_url) {
    const auto title = row.text(1).empty() ? row.text(2) : row.text(1);
    return event_at({row.uuid(0)}, row.instant(3), row.integer(4), std::string(title), public_url);
}

Result<std::optional<InvitationRow>> invitation_of(store::Connection& db, WorkspaceId id,
                                                   MeetingId meeting) {
    static const std::string sql =
        store::select_text<InvitationRow>() + "WHERE workspace_id = $1 AND meeting_id = $2";
    return db.one<InvitationRow>(sql, {id, meeting});
}

connect::CalendarEvent event_of(const Deal& deal, const Meeting& meeting,
                                const std::string& public_url) {
    auto event =
        event_at(meeting.id, meeting.starts, meeting.minutes, title_of(deal, meeting), public_url);
    event.cancelled = meeting.cancelled_at.has_value();
    return event;
}

Result<std::vector<InvitedPerson>> people_of(store::Connection& db, WorkspaceId id,
                                             const Deal& deal, const Meeting& meeting) {
    std::vector<InvitedPerson> people;
    for (const PersonId person : meeting.players) {
        const auto known = store::load_person(db, id, person);
        if (known.has_error() && known.error().kind != No::not_found) return known.error();
        InvitedPerson who{person, std::string(deal.name_of(person)), "", {}, {}};
        if (known.has_value()) who.address = store::email_key(known.value().value.email);
        people.push_back(std::move(who));
    }
    return people;
}

Result<void> invite(Writing& in, const Deal& deal, const Meeting& meeting) {
    if (!meeting.ahead_of(in.now))
        return refuse("meeting_not_ahead", "Only to a meeting that is still ahead one invites.");
    TRY(const auto there, invitation_of(in.db, in.workspace.id, meeting.id));
    if (there && !there->is_over)
        return refuse("already_invited",
                      "They are invited. When anything about it changes, they are told by itself.");
    TRY(auto people, people_of(in.db, in.workspace.id, deal, meeting));
    const Said said = said_now(deal, meeting, std::move(people));
    if (said.people.empty())
        return refuse("nobody_to_invite",
                      "None of the people who are expected has a mail address here.");
    InvitationRow row = row_of(in, deal, meeting, there, said);
    TRY(const auto from, store::load_member(in.db, in.workspace.id, in.viewer.me));
    Inviting inviting(in.in, in.house.outside, in.workspace, deal, meeting, from.value, in.now);
    for (const InvitedPerson& who : said.people) {
        TRYV(inviting.tell(who, said, row, CalendarMethod::request));
    }
    return store::put_row(in.db, row);
}

const AttachedDate& NextDate::of(PersonId reader) const {
    return std::ranges::find(invited, reader) != invited.end() ? invitation : to_know;
}

Result<std::optional<NextDate>> attach_next_date(Writing& in, const Deal& deal,
                                                 const Meeting& meeting,
                                                 std::span<const PersonId> readers) {
    using None = std::optional<NextDate>;
    const Meeting* next = next_after(deal, meeting);
    if (!next || !next->ahead_of(in.now)) return None{};
    TRY(const auto there, invitation_of(in.db, in.workspace.id, next->id));
    if (there && !there->is_over) return None{};
    TRY(auto people, people_of(in.db, in.workspace.id, deal, *next));
    const Said said = said_now(deal, *next, std::move(people));
    const bool all_read = std::ranges::all_of(said.people, [&](const InvitedPerson& who) {
        return std::ranges::find(readers, who.person) != readers.end();
    });
    connect::CalendarEvent event = event_of(deal, *next, "");
    const auto attached = [&](CalendarMethod method) {
        return AttachedDate{connect::invitation(event, method, in.now),
                            std::string(word_of(method))};
    };
    NextDate date;
    if (there) event.sequence = there->sequence;
    if (said.people.empty() || !all_read) {
        date.to_know = attached(CalendarMethod::publish);
        return std::optional(std::move(date));
    }
    const InvitationRow row = row_of(in, deal, *next, there, said);
    TRY(const auto from, store::load_member(in.db, in.workspace.id, in.viewer.me));
    event.sequence = row.sequence;
    date.to_know = attached(CalendarMethod::publish);
    event.organizer = organizer(in.house.outside, from.value);
    for (const InvitedPerson& who : said.people) {
        event.attendees.push_back({who.name, who.address, who.answer});
        date.invited.push_back(who.person);
    }
    date.invitation = attached(CalendarMethod::request);
    TRYV(store::put_row(in.db, row));
    return std::optional(std::move(date));
}

Result<void> tell_changes(store::Store& store, const Outside& outside, Instant now) {
    static const std::string sql = store::select_text<InvitationRow>() +
                                   "WHERE is_over = 0 AND look_at <= $1 AND (look_at, meeting_id) "
                                   "> ($2, $3) ORDER BY look_at, meeting_id LIMIT $4";
    InvitationRow last;
    std::optional<Error> failed;  // One that can't be told stands in nobody else's way.
    for (;;) {
        TRY(const auto changed, store.read([&](store::Connection& db) {
            return db.all<InvitationRow>(sql, {now, last.look_at, last.meeting, told_at_once});
        }));
        for (const InvitationRow& row : changed) {
            auto told = store.write_now(
                [&](store::Transaction& in) { return tell_change(in, outside, row, now); });
            if (told.has_value()) continue;
            if (told.error().kind == No::unavailable) return told;
            if (!failed) failed = told.error();
        }
        if (changed.size() < told_at_once) break;
        last = changed.back();
    }
    if (failed) return *failed;
    return success();
}

Instant keep_invitations_true(House& house, Instant now) {
    const auto done = tell_changes(house.store, house.outside, now);
    return done.has_error() ? now + minutes{1} : now + between_looks;
}

}  // namespace ante::api
