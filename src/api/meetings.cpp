// Meetings: booking, planning, asking, debriefing.

#include <algorithm>

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/page.h"
#include "api/recap.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

// ---- looking
// -------------------------------------------------------------------------------------

// clang-format off
enum class MeetingWord : std::uint8_t { planned, held, cancelled };
constexpr auto words(MeetingWord) { return std::array{"planned"sv, "held"sv, "cancelled"sv}; }
// clang-format on

struct ListMeetings {
    store::Scope scope = store::Scope::mine;
    std::optional<Instant> from{};
    std::optional<Instant> to{};
    std::optional<MeetingWord> state{};
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields =
        describe(field<&ListMeetings::scope>("scope", "In whose deals.", {.may_be_absent = true}),
                 field<&ListMeetings::from>("from", "Only those that begin then or later."),
                 field<&ListMeetings::to>("to", "Only those that begin before then."),
                 field<&ListMeetings::state>("state", "Only these."), limit_row<ListMeetings>(),
                 after_row<ListMeetings>());
};
Result<Page<store::MeetingLine>> list_meetings(const Reading& in, const ListMeetings& params) {
    store::MeetingQuery query{params.scope, params.from, params.to, {}, params.limit, params.after};
    if (params.state) query.state = std::string(word_of(*params.state));
    TRY(auto page, store::meetings(in.db, in.viewer, query));
    return page_from(std::move(page));
}

struct OneMeeting {
    MeetingId meeting{};
    static constexpr auto fields =
        describe(field<&OneMeeting::meeting>("meeting", "The meeting.", {.from_path = true}));
};
struct MeetingView {
    DealId deal{};
    std::int64_t version = 0;
    std::string deal_name;
    Meeting meeting{};
    Instant reserve_from{};
    std::optional<Verdict> verdict{};
    std::vector<Player> players{};
    std::vector<Commitment> promises{};
    std::vector<method::Request> requests{};
    std::vector<SignalView> signals{};
    static constexpr auto fields = describe(
        field<&MeetingView::deal>("deal", "Its deal."),
        field<&MeetingView::version>("version", "The deal's version, for If-Match."),
        field<&MeetingView::deal_name>("deal_name", "The deal's name."),
        field<&MeetingView::meeting>("meeting", "The facts."),
        field<&MeetingView::reserve_from>("reserve_from", "When the minutes kept free begin."),
        field<&MeetingView::verdict>("verdict", "Absent before the debrief."),
        field<&MeetingView::players>("players", "Everybody in the deal."),
        field<&MeetingView::promises>("promises", "Made in it, or to attend it."),
        field<&MeetingView::requests>("requests", "Asked in it."),
        field<&MeetingView::signals>("signals", "About it."));
};
Result<MeetingView> get_meeting(const Reading& in, const OneMeeting& params) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    const Deal& deal = stored.deal;
    const Meeting* meeting = deal.meeting(params.meeting);
    if (!meeting) return not_found("meeting");
    MeetingView view;
    view.deal = deal.id;
    view.version = stored.version;
    view.deal_name = deal.name;
    view.meeting = *meeting;
    const std::int64_t reserve = meeting->plan ? meeting->plan->reserve_minutes : 0;
    view.reserve_from = meeting->ends() - minutes{reserve};
    view.verdict = verdict_of(deal, *meeting);
    view.players = deal.players;
    for (const Commitment& promise : deal.commitments)
        if (promise.meeting == meeting->id || promise.attends == meeting->id)
            view.promises.push_back(promise);
    for (const method::Request& request : deal.requests)
        if (request.meeting == meeting->id) view.requests.push_back(request);
    TRY(view.signals, signals_of_deal(in, deal, in.now));
    std::erase_if(view.signals,
                  [&](const SignalView& s) { return s.subject != meeting->id.value; });
    in.aside.version = stored.version;
    return view;
}

Result<RecapView> get_recap(const Reading& in, const OneMeeting& params) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    in.aside.version = stored.version;
    return recap_of(in, stored.deal, params.meeting);
}

// ---- commands
// ------------------------------------------------------------------------------------

Result<DealView> debrief_meeting(Writing& in, const DebriefMeeting& body) {
    for (std::size_t i = 0; i < body.promises.size(); ++i) {
        TRYV(expect_member(in, "/promises/" + std::to_string(i) + "/member",
                           body.promises[i].member));
    }
    return carry_out_on_deal(in, body);
}

Result<DealView> correct_recap(Writing& in, const CorrectRecap& body) {
    return take_back_on_deal(in, body, body.meeting.value);
}

// What somebody wrote down is not written over by who has not seen it.
Result<DealView> record_hesitation(Writing& in, const RecordHesitation& body) {
    if (in.if_match == any_version) {
        TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
        const Meeting* meeting = stored.deal.meeting(body.meeting);
        if (meeting && meeting->hesitation)
            return Error{No::stale,
                         "version_stale",
                         "A hesitation is written down already. Look at it, and send the version "
                         "you looked at.",
                         {{"If-Match", "version_stale", std::to_string(stored.version)}}};
    }
    return carry_out_on_deal(in, body);
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/meetings", "list_meetings", "Meetings in the deals that you may see, by when they begin.", Right::member, handled_by<&list_meetings>()},
    {Verb::get, "/meetings/{meeting}", "get_meeting", "A meeting, its plan and what came of it.", Right::see_deal, handled_by<&get_meeting>()},
    {Verb::get, "/meetings/{meeting}/recap", "get_recap", "The recap, written: what both sides do, by when, and the next date.", Right::see_deal, handled_by<&get_recap>()},
    command<ScheduleMeeting>("/deals/{deal}/meetings", "schedule_meeting", "Book a meeting.", Versions::any_fine),
    {Verb::patch, "/meetings/{meeting}", "change_meeting", "Move a meeting, or change who comes.", Right::change_deal, handled_by<&on_deal<ChangeMeeting>>(), Versions::needed},
    command<CancelMeeting>("/meetings/{meeting}/cancel", "cancel_meeting", "Call a meeting off."),
    {Verb::put, "/meetings/{meeting}/plan", "write_plan", "Write the plan: best action, minimum action, alternatives.", Right::change_deal, handled_by<&on_deal<WritePlan>>(), Versions::needed},
    command<AnswerAsk>("/meetings/{meeting}/asks/{ask}/answer", "answer_ask", "Say what came of an ask; accepting makes a promise.", Versions::any_fine),
    command<PlaceAsk>("/meetings/{meeting}/asks", "place_ask", "One more ask than the plan has, put on the spot; with its answer, if it is there.", Versions::any_fine),
    command<CorrectAsk>("/meetings/{meeting}/asks/{ask}/correct", "correct_ask", "A slip of the finger: the ask is open again and the promise it became is gone; until the debrief.", Versions::any_fine),
    {Verb::post, "/meetings/{meeting}/hesitation", "record_hesitation", "What's up: the hesitation in the buyer's words, and keep or park.", Right::change_deal, handled_by<&record_hesitation>(), Versions::any_fine},
    command<TakeReading>("/meetings/{meeting}/readings", "take_reading", "The temperature check of one decision maker.", Versions::any_fine),
    {Verb::post, "/meetings/{meeting}/debrief", "debrief_meeting", "Say what came of a meeting; answers with the verdict.", Right::change_deal, handled_by<&debrief_meeting>(), Versions::any_fine},
    command<SendRecap>("/meetings/{meeting}/recap", "send_recap", "The recap went out."),
    {Verb::post, "/meetings/{meeting}/recap/correct", "correct_recap", "A slip of the finger: the recap has not gone out; within ten minutes, by who said it.", Right::change_deal, handled_by<&correct_recap>(), Versions::any_fine},
};
// clang-format on

}  // namespace

Endpoints meeting_endpoints() {
    return rows;
}

}  // namespace ante::api
