// Ours in other people's calendars: one meeting as a file, its invitation by mail, and the private
// feed of a member.

#include "api/endpoints.h"
#include "api/invitations.h"
#include "api/rounds.h"
#include "base/json.h"
#include "store/calendars.h"
#include "store/deals.h"

namespace ante::api {
namespace {

using namespace method;

constexpr Days feed_back{30};
constexpr std::int64_t most_in_feed = 1'000;

Answer calendar_answer(std::string text, std::string_view file) {
    Answer answer;
    answer.content_type = "text/calendar; charset=utf-8";
    answer.content = std::move(text);
    answer.headers.push_back(
        {"Content-Disposition", "attachment; filename=\"" + std::string(file) + "\""});
    return answer;
}

struct OneMeeting {
    MeetingId meeting{};
    static constexpr auto fields =
        describe(field<&OneMeeting::meeting>("meeting", "The meeting.", {.from_path = true}));
};

Result<Answer> get_meeting_file(const Reading& in, const OneMeeting& params) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    const Meeting* meeting = stored.deal.meeting(params.meeting);
    if (!meeting) return not_found("meeting");
    connect::CalendarEvent event = event_of(stored.deal, *meeting, in.house.public_url);
    TRY(const auto invited, invitation_of(in.db, in.workspace.id, meeting->id));
    if (invited) event.sequence = invited->sequence;
    return calendar_answer(connect::invitation(event, connect::CalendarMethod::publish, in.now),
                           "meeting.ics");
}

// ---- the invitation

struct InvitationView {
    std::int64_t version = 0;
    std::vector<InvitedPerson> people{};
    std::optional<Instant> invited_at{};
    std::optional<Instant> sent_at{};
    std::int64_t sequence = 0;
    bool may_invite = false;
    std::string why_not;
    static constexpr auto fields = describe(
        field<&InvitationView::version>("version", "The deal's version, for If-Match."),
        field<&InvitationView::people>("people", "Who is expected; with what he answered."),
        field<&InvitationView::invited_at>("invited_at",
                                           "When they were invited; absent: not yet."),
        field<&InvitationView::sent_at>("sent_at", "When they were told last."),
        field<&InvitationView::sequence>("sequence", "How often it changed since."),
        field<&InvitationView::may_invite>("may_invite", "Is there somebody to invite now?"),
        field<&InvitationView::why_not>("why_not", "Why not, in one sentence."));
};

Result<InvitationView> view_of_invitation(const Reading& in, MeetingId id) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    const Meeting* meeting = stored.deal.meeting(id);
    if (!meeting) return not_found("meeting");
    InvitationView view;
    view.version = stored.version;
    TRY(view.people, people_of(in.db, in.workspace.id, stored.deal, *meeting));
    TRY(const auto invited, invitation_of(in.db, in.workspace.id, id));
    if (invited) {
        view.invited_at = invited->invited_at;
        view.sent_at = invited->sent_at;
        view.sequence = invited->sequence;
        TRY(const auto said, from_json<Said>(invited->said, Input::stored));
        for (InvitedPerson& who : view.people)
            for (const InvitedPerson& was : said.people)
                if (was.person == who.person) {
                    who.answer = was.answer;
                    who.answered_at = was.answered_at;
                }
    }
    bool somebody = false;
    for (const InvitedPerson& who : view.people) somebody = somebody || !who.address.empty();
    if (!meeting->ahead_of(in.now))
        view.why_not = "The meeting is not ahead any more.";
    else if (invited && !invited->is_over)
        view.why_not = "They are invited. When anything about it changes, they are told by itself.";
    else if (!somebody)
        view.why_not = "None of the people who are expected has a mail address here.";
    view.may_invite = view.why_not.empty();
    in.aside.version = stored.version;
    return view;
}

Result<InvitationView> get_invitation(const Reading& in, const OneMeeting& params) {
    return view_of_invitation(in, params.meeting);
}

Result<InvitationView> send_invitation(Writing& in, const OneMeeting& body) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    TRYV(expect_version(in, stored.version));
    const Meeting* meeting = stored.deal.meeting(body.meeting);
    if (!meeting) return not_found("meeting");
    TRYV(invite(in, stored.deal, *meeting));
    in.in.after_commit([&house = in.house] { house.rounds.wake("post"); });
    return view_of_invitation(in, body.meeting);
}

// ---- the feed

struct FeedView {
    bool exists = false;
    bool promises = false;
    std::optional<Instant> made_at{};
    static constexpr auto fields =
        describe(field<&FeedView::exists>("exists", "Is there one?"),
                 field<&FeedView::promises>("promises", "With your promises as whole days."),
                 field<&FeedView::made_at>("made_at", "When its address was made."));
};
Result<FeedView> get_feed(const Reading& in, const Nothing&) {
    TRY(const auto feed, store::feed_of(in.db, {in.viewer.workspace, in.viewer.me}));
    if (!feed) return FeedView{};
    return FeedView{true, feed->promises, feed->made_at};
}

struct MakeFeed {
    bool promises = false;
    static constexpr auto fields = describe(field<&MakeFeed::promises>(
        "promises", "With your promises as whole days.", {.may_be_absent = true}));
};
struct NewFeed {
    std::string url;
    bool promises = false;
    static constexpr auto fields =
        describe(field<&NewFeed::url>("url",
                                      "Its address: whoever has it sees your meetings. It is shown "
                                      "now, and never again."),
                 field<&NewFeed::promises>("promises", "With your promises as whole days."));
};
Result<NewFeed> make_feed(Writing& in, const MakeFeed& body) {
    TRY(const std::string secret,
        store::make_feed(in.db, {in.workspace.id, in.viewer.me}, body.promises, in.now));
    return NewFeed{in.house.public_url + "/api/v1/calendar-feed/" + secret + ".ics", body.promises};
}
Result<Nothing> revoke_feed(Writing& in, const Nothing&) {
    TRYV(store::revoke_feed(in.db, {in.workspace.id, in.viewer.me}));
    return Nothing{};
}

Result<void> add_meetings(store::Connection& db, const store::KnownFeed& feed, Instant now,
                          const std::string& public_url,
                          std::vector<connect::CalendarEvent>& events) {
    const std::string query =
        "SELECT " + std::string(meeting_columns) + ", COALESCE(i.sequence, 0)" +
        std::string(of_meetings) +
        " LEFT JOIN meeting_invitation i ON i.workspace_id = m.workspace_id AND i.meeting_id = "
        "m.meeting_id WHERE m.workspace_id = $1 AND m.owner_id = $2 AND m.starts >= $3 AND m.state "
        "<> 'cancelled' ORDER BY m.starts, m.meeting_id LIMIT $4";
    return db.each(query, {feed.who.workspace, feed.who.member, now - feed_back, most_in_feed},
                   [&](const store::Row& row) -> Result<void> {
                       connect::CalendarEvent event = event_in(row, public_url);
                       event.sequence = row.integer(5);
                       if (!row.text(1).empty()) event.title += " – " + std::string(row.text(2));
                       events.push_back(std::move(event));
                       return success();
                   });
}

Result<void> add_promises(store::Connection& db, const store::KnownFeed& feed,
                          const std::string& public_url,
                          std::vector<connect::CalendarEvent>& events) {
    return db.each(
        "SELECT p.promise_id, p.what, d.name, p.due, p.deal_id FROM promise p JOIN deal d ON "
        "d.workspace_id = p.workspace_id AND d.deal_id = p.deal_id WHERE p.workspace_id = $1 AND "
        "p.owner_id = $2 AND p.member_id = $2 AND p.state = 'agreed' AND p.side = 'seller' "
        "ORDER BY p.due, p.promise_id LIMIT $3",
        {feed.who.workspace, feed.who.member, most_in_feed},
        [&](const store::Row& row) -> Result<void> {
            connect::CalendarEvent event;
            event.uid = row.uuid(0).text() + "@promises.ante";
            event.title = std::string(row.text(1)) + " – " + std::string(row.text(2));
            event.day = row.date(3);
            event.days = 1;
            event.busy = false;
            event.url = public_url + "/deals/" + row.uuid(4).text();
            events.push_back(std::move(event));
            return success();
        });
}

struct OneFeed {
    std::string secret;
    static constexpr auto fields = describe(field<&OneFeed::secret>(
        "secret", "The end of its address.", {.max_length = 100, .from_path = true}));
};
// Without effects, however often it is read. Nobody learns from the answer whether there was ever
// such a feed.
Result<Answer> read_feed(const Reading& in, const OneFeed& params) {
    std::string_view secret = params.secret;
    if (secret.ends_with(".ics")) secret.remove_suffix(4);
    TRY(const auto feed, store::feed_by(in.db, secret));
    if (!feed) return not_found("feed");
    TRY(const auto workspace, store::look_into(in.db, feed->who.workspace));
    std::vector<connect::CalendarEvent> events;
    TRYV(add_meetings(in.db, *feed, in.now, in.house.public_url, events));
    if (feed->promises) {
        TRYV(add_promises(in.db, *feed, in.house.public_url, events));
    }
    return calendar_answer(connect::calendar_feed(workspace.settings().name, events, in.now),
                           "ante.ics");
}

constexpr std::string_view calendar_type = "text/calendar; charset=utf-8";

// clang-format off
const Endpoint rows[] = {
    {.verb = Verb::get, .path = "/meetings/{meeting}/calendar", .operation = "get_meeting_file", .summary = "A meeting as a calendar file.",
     .right = Right::see_deal, .handler = handled_by<&get_meeting_file>(), .content_type = calendar_type},
    {Verb::get, "/meetings/{meeting}/invitation", "get_invitation", "Who would be invited, who is, and what they answered.", Right::see_deal, handled_by<&get_invitation>()},
    {Verb::post, "/meetings/{meeting}/invitation", "send_invitation", "Invite the players who are expected, by mail; they are told of changes by itself from then on.", Right::change_deal, handled_by<&send_invitation>(), Versions::any_fine},
    {Verb::get, "/calendar-feed", "get_feed", "Is there a private feed of yours?", Right::member, handled_by<&get_feed>()},
    {.verb = Verb::post, .path = "/calendar-feed", .operation = "make_feed", .summary = "Make a private feed of your meetings for your calendar program; the one before ends.",
     .right = Right::member, .handler = handled_by<&make_feed>(), .status = 201, .secrets = Secrets::answered},
    {Verb::del, "/calendar-feed", "revoke_feed", "End it.", Right::member, handled_by<&revoke_feed>(), Versions::none, 204},
    {.verb = Verb::get, .path = "/calendar-feed/{secret}", .operation = "read_feed", .summary = "A private feed, for whoever has its address.",
     .right = Right::anyone, .handler = handled_by<&read_feed>(), .content_type = calendar_type},
};
// clang-format on

}  // namespace

Endpoints calendar_out_endpoints() {
    return rows;
}

}  // namespace ante::api
