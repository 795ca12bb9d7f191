#pragma once
// What may be asked of a deal. Imperative; each is also the body of its endpoint (its `fields` say
// what the URL's path fills). Ids of new things come from the Situation.

#include "method/buyer_page.h"
#include "method/deal.h"
#include "method/letting_go.h"
#include "method/plan_commands.h"

namespace ante::method {

struct OpenDeal {
    AccountId account{};
    std::string name{};
    DealKind kind = DealKind::fresh;
    std::optional<MemberId> owner{};  // absent: the actor
    Visibility visibility = Visibility::team;
    std::optional<Money> amount{};
    std::optional<Date> expected_close{};
    std::string external_id{};
    std::string crm_stage{};

    static constexpr auto fields = describe(
        field<&OpenDeal::account>("account", "To whom we would sell."),
        field<&OpenDeal::name>("name", "What the buyer would call it.",
                               {.min_length = 1, .max_length = 200}),
        field<&OpenDeal::kind>("kind", "New, expansion or renewal.", {.may_be_absent = true}),
        field<&OpenDeal::owner>("owner", "The member who carries it; absent: you."),
        field<&OpenDeal::visibility>("visibility", "Who of us sees it.", {.may_be_absent = true}),
        field<&OpenDeal::amount>("amount", "What it would be worth."),
        field<&OpenDeal::expected_close>("expected_close", "The day the buyer means to decide."),
        field<&OpenDeal::external_id>("external_id", "Its id in another system.",
                                      {.max_length = 200, .may_be_absent = true}),
        field<&OpenDeal::crm_stage>("crm_stage", "The stage another system gave it.",
                                    {.max_length = 200, .may_be_absent = true}));
};

// Absent fields stay as they are; amount, expected_close and go_live are emptied by null.
struct ChangeDeal {
    std::optional<std::string> name{};
    std::optional<DealKind> kind{};
    std::optional<Visibility> visibility{};
    std::optional<std::optional<Money>> amount{};
    std::optional<std::optional<Date>> expected_close{};
    std::optional<std::optional<Date>> go_live{};

    static constexpr auto fields =
        describe(field<&ChangeDeal::name>("name", "What the buyer would call it.",
                                          {.min_length = 1, .max_length = 200}),
                 field<&ChangeDeal::kind>("kind", "New, expansion or renewal."),
                 field<&ChangeDeal::visibility>("visibility", "Who of us sees it."),
                 field<&ChangeDeal::amount>("amount", "What it would be worth; null: not known."),
                 field<&ChangeDeal::expected_close>(
                     "expected_close", "The day the buyer means to decide; null: not known."),
                 field<&ChangeDeal::go_live>(
                     "go_live",
                     "The day on which the buyer means to work with it; null: not known. No "
                     "promise moves with it: see move_go_live."));
};

struct HandOver {
    MemberId to{};
    static constexpr auto fields =
        describe(field<&HandOver::to>("to", "The member who carries it from now on."));
};

struct EnterStage {
    std::string stage{};
    std::string reason{};
    static constexpr auto fields = describe(
        field<&EnterStage::stage>("stage", "The stage's id.", {.min_length = 1, .max_length = 40}),
        field<&EnterStage::reason>("reason", "Why, if its proof is missing.",
                                   {.may_be_absent = true}));
};

struct WinDeal {
    std::optional<MeetingId> meeting{};
    std::optional<Money> amount{};
    static constexpr auto fields =
        describe(field<&WinDeal::meeting>("meeting", "The meeting in which the order was given."),
                 field<&WinDeal::amount>("amount", "What was ordered."));
};
struct LoseDeal {
    LostTo to = LostTo::other;
    std::string why{};
    std::optional<MeetingId> meeting{};
    static constexpr auto fields =
        describe(field<&LoseDeal::to>("to", "To whom it was lost."),
                 field<&LoseDeal::why>("why", "Why, in the buyer's words if you have them.",
                                       {.max_length = 2000, .may_be_absent = true}),
                 field<&LoseDeal::meeting>("meeting", "The meeting in which it was lost."));
};
struct ParkDeal {
    Date until{};
    std::string why{};
    std::optional<MeetingId> meeting{};
    static constexpr auto fields =
        describe(field<&ParkDeal::until>("until", "The day to look again; after today."),
                 field<&ParkDeal::why>("why", "Why.", {.max_length = 2000, .may_be_absent = true}),
                 field<&ParkDeal::meeting>("meeting", "The meeting in which it was parked."));
};
struct ReopenDeal {
    std::string why{};
    static constexpr auto fields =
        describe(field<&ReopenDeal::why>("why", "Why it goes on.", {.min_length = 1}));
};

struct AddPlayer {
    PersonId person{};
    Role role = Role::influencer;
    std::optional<PersonId> named_by{};
    static constexpr auto fields =
        describe(field<&AddPlayer::person>("person", "A person at the account."),
                 field<&AddPlayer::role>("role", "His authority in this deal."),
                 field<&AddPlayer::named_by>("named_by", "The player who named him: a buyer act."));
};
struct ChangePlayer {
    PersonId person{};
    Role role = Role::influencer;
    static constexpr auto fields =
        describe(field<&ChangePlayer::person>("person", "The player.", {.from_path = true}),
                 field<&ChangePlayer::role>("role", "His authority in this deal."));
};
struct RemovePlayer {
    PersonId person{};
    static constexpr auto fields =
        describe(field<&RemovePlayer::person>("person", "The player.", {.from_path = true}));
};
// Not for callers: the person himself was changed (api/people.cpp sends it to each of his deals).
struct FollowPerson {
    PersonId person{};
    std::string name{};
    Level level = Level::individual;
    static constexpr auto fields = describe(field<&FollowPerson::person>("person", "The player."),
                                            field<&FollowPerson::name>("name", "His name now."),
                                            field<&FollowPerson::level>("level", "His level now."));
};

// Not for callers: he is a duplicate of another person (store/merging.h sends it to each of his
// deals), or is not after all. Name and level are those of the one who stays.
struct MergePlayer {
    MergeId merge{};
    PersonId from{};
    PersonId into{};
    std::string name{};
    Level level = Level::individual;
    static constexpr auto fields = describe(field<&MergePlayer::merge>("merge", "The merge."),
                                            field<&MergePlayer::from>("from", "The duplicate."),
                                            field<&MergePlayer::into>("into", "Who stays."),
                                            field<&MergePlayer::name>("name", "His name."),
                                            field<&MergePlayer::level>("level", "His level."));
};
struct PartPlayer {
    MergeId merge{};
    static constexpr auto fields = describe(field<&PartPlayer::merge>("merge", "The merge."));
};
// Not for callers: its account was merged into another, or is its own again.
struct MoveDeal {
    AccountId account{};
    static constexpr auto fields =
        describe(field<&MoveDeal::account>("account", "With whom it is from now on."));
};
// Not for callers: the import that made it is undone (store/removing.h).
struct RemoveDeal {
    static constexpr auto fields = describe();
};

struct WriteHomework {
    Homework homework{};
    static constexpr auto fields = describe(
        field<&WriteHomework::homework>("homework", "All of it: what is left out is emptied."));
};

// A meeting may be noted after it was held, up to 31 days; whoever accepted it did so at its start
// at the latest.
struct ScheduleMeeting {
    MeetingKind kind = MeetingKind::call;
    std::string title{};
    Instant starts{};
    std::int64_t minutes = 30;
    std::vector<PersonId> players{};
    std::vector<PersonId> accepted_by{};
    std::optional<MeetingId> booked_in{};  // whoever accepts it there gave his word there
    static constexpr auto fields = describe(
        field<&ScheduleMeeting::kind>("kind", "Call, video or visit."),
        field<&ScheduleMeeting::title>("title", "What it is called.",
                                       {.max_length = 200, .may_be_absent = true}),
        field<&ScheduleMeeting::starts>("starts", "When it begins."),
        field<&ScheduleMeeting::minutes>("minutes", "How long it lasts.",
                                         {.min = 5, .max = 1440, .may_be_absent = true}),
        field<&ScheduleMeeting::players>("players", "Who is expected of the buyer's side.",
                                         {.max_items = 50}),
        field<&ScheduleMeeting::accepted_by>(
            "accepted_by", "Who of them has accepted the date: each one's promise of presence.",
            {.max_items = 50, .may_be_absent = true}),
        field<&ScheduleMeeting::booked_in>(
            "booked_in",
            "The meeting in which it was booked: the promises were made in that one."));
};
struct ChangeMeeting {
    MeetingId meeting{};
    std::optional<MeetingKind> kind{};
    std::optional<std::string> title{};
    std::optional<Instant> starts{};
    std::optional<std::int64_t> minutes{};
    std::optional<std::vector<PersonId>> players{};
    std::optional<std::vector<PersonId>> accepted_by{};
    std::optional<Side> by{};  // who moved it; absent: whoever tells it
    static constexpr auto fields = describe(
        field<&ChangeMeeting::meeting>("meeting", "The meeting.", {.from_path = true}),
        field<&ChangeMeeting::kind>("kind", "Call, video or visit."),
        field<&ChangeMeeting::title>("title", "What it is called.", {.max_length = 200}),
        field<&ChangeMeeting::starts>("starts",
                                      "When it begins: moving it moves the promises to attend."),
        field<&ChangeMeeting::minutes>("minutes", "How long it lasts.", {.min = 5, .max = 1440}),
        field<&ChangeMeeting::players>("players", "Who is expected of the buyer's side.",
                                       {.max_items = 50}),
        field<&ChangeMeeting::accepted_by>("accepted_by", "Who has newly accepted the date.",
                                           {.max_items = 50}),
        field<&ChangeMeeting::by>("by",
                                  "Who moved it: a buyer act only if the buyer did. Absent: we."));
};
struct CancelMeeting {
    MeetingId meeting{};
    Side by = Side::buyer;
    std::string why{};
    static constexpr auto fields =
        describe(field<&CancelMeeting::meeting>("meeting", "The meeting.", {.from_path = true}),
                 field<&CancelMeeting::by>(
                     "by", "Who called it off: the buyer withdraws his promise, we release him."),
                 field<&CancelMeeting::why>("why", "Why.", {.may_be_absent = true}));
};

struct AskDraft {
    AskRank rank = AskRank::alternative;
    std::string play{};
    std::string what{};
    Effort effort = Effort::presence;
    std::optional<PersonId> owner{};
    std::optional<Date> due{};
    std::string proof{};
    static constexpr auto fields = describe(
        field<&AskDraft::rank>("rank", "Best, minimum or an alternative."),
        field<&AskDraft::play>("play", "The play it comes from.",
                               {.max_length = 60, .may_be_absent = true}),
        field<&AskDraft::what>("what", "What we ask him to do.", {.max_length = 500}),
        field<&AskDraft::effort>("effort", "What it costs him."),
        field<&AskDraft::owner>("owner", "Whom we ask."), field<&AskDraft::due>("due", "By when."),
        field<&AskDraft::proof>("proof", "How both sides will see that it is done.",
                                {.may_be_absent = true}));
};
// Writes the whole plan anew; asks that were answered already stay.
struct WritePlan {
    MeetingId meeting{};
    std::string purpose{};
    std::string whats_up{};
    std::optional<std::int64_t>
        reserve_minutes{};  // absent: a sixth of the meeting, at least the workspace's
    std::vector<AskDraft> asks{};
    static constexpr auto fields = describe(
        field<&WritePlan::meeting>("meeting", "The meeting.", {.from_path = true}),
        field<&WritePlan::purpose>("purpose", "Where we want to be at the end.",
                                   {.min_length = 1, .max_length = 1000}),
        field<&WritePlan::whats_up>("whats_up", "The what's-up question in your own words.",
                                    {.max_length = 500, .may_be_absent = true}),
        field<&WritePlan::reserve_minutes>(
            "reserve_minutes", "Kept free at the end; absent: a sixth, at least the workspace's.",
            {.min = 0, .max = 240}),
        field<&WritePlan::asks>("asks", "One best, one minimum, any alternatives.",
                                {.max_items = 20}));
};
enum class AskAnswer : std::uint8_t { accepted, declined, changed };
constexpr auto words(AskAnswer) {
    return std::array{"accepted"sv, "declined"sv, "changed"sv};
}
struct AnswerAsk {
    MeetingId meeting{};
    AskId ask{};
    AskAnswer answer = AskAnswer::accepted;
    std::string words{};
    std::optional<PromiseDraft> changed_to{};
    static constexpr auto fields = describe(
        field<&AnswerAsk::meeting>("meeting", "The meeting.", {.from_path = true}),
        field<&AnswerAsk::ask>("ask", "The ask.", {.from_path = true}),
        field<&AnswerAsk::answer>("answer", "What came of it."),
        field<&AnswerAsk::words>("words", "What he said.",
                                 {.max_length = 1000, .may_be_absent = true}),
        field<&AnswerAsk::changed_to>("changed_to", "What he agreed to instead (changed only)."));
};
// One more ask than the plan has, as an alternative; with what came of it, if it was put already.
struct PlaceAsk {
    MeetingId meeting{};
    AskDraft ask{};
    std::optional<AskAnswer> answer{};
    std::string words{};
    static constexpr auto fields = describe(
        field<&PlaceAsk::meeting>("meeting", "The meeting.", {.from_path = true}),
        field<&PlaceAsk::ask>("ask", "What is asked of whom; its rank is always alternative."),
        field<&PlaceAsk::answer>("answer",
                                 "What came of it: accepted or declined; absent: it is still to be "
                                 "put."),
        field<&PlaceAsk::words>("words", "What he said.",
                                {.max_length = 1000, .may_be_absent = true}));
};
// Until the debrief: what was said of an ask was a slip; it is open again, and what it made is
// gone.
struct CorrectAsk {
    MeetingId meeting{};
    AskId ask{};
    static constexpr auto fields =
        describe(field<&CorrectAsk::meeting>("meeting", "The meeting.", {.from_path = true}),
                 field<&CorrectAsk::ask>("ask", "The ask.", {.from_path = true}));
};
struct RecordHesitation {
    MeetingId meeting{};
    std::string words{};
    KeepOrPark choice = KeepOrPark::keep;
    static constexpr auto fields =
        describe(field<&RecordHesitation::meeting>("meeting", "The meeting.", {.from_path = true}),
                 field<&RecordHesitation::words>("words", "In the buyer's words.",
                                                 {.min_length = 1, .max_length = 2000}),
                 field<&RecordHesitation::choice>("choice", "Go on, or park the deal.",
                                                  {.may_be_absent = true}));
};
struct TakeReading {
    MeetingId meeting{};
    PersonId who{};
    std::string most_interesting{};
    std::string to_clarify{};
    Interest next_step = Interest::not_yet;
    std::string words{};
    static constexpr auto fields = describe(
        field<&TakeReading::meeting>("meeting", "The meeting.", {.from_path = true}),
        field<&TakeReading::who>("who", "The player who was asked."),
        field<&TakeReading::most_interesting>("most_interesting", "Which part interests him most.",
                                              {.max_length = 1000, .may_be_absent = true}),
        field<&TakeReading::to_clarify>("to_clarify", "What we should clarify.",
                                        {.max_length = 1000, .may_be_absent = true}),
        field<&TakeReading::next_step>("next_step", "Interested enough to take a next step?"),
        field<&TakeReading::words>("words", "In his words.",
                                   {.max_length = 1000, .may_be_absent = true}));
};

struct RequestDraft {
    RequestKind kind = RequestKind::other;
    std::string what{};
    PersonId by{};
    static constexpr auto fields =
        describe(field<&RequestDraft::kind>("kind", "What kind of work."),
                 field<&RequestDraft::what>("what", "In a few words.",
                                            {.max_length = 500, .may_be_absent = true}),
                 field<&RequestDraft::by>("by", "The player who asks."));
};
struct DebriefMeeting {
    MeetingId meeting{};
    std::vector<PersonId> attended{};
    std::vector<PromiseDraft> promises{};  // agreed in it, of both sides, beyond the answered asks
    std::vector<RequestDraft> requests{};
    std::optional<ScheduleMeeting> next_meeting{};
    std::string no_next_because{};
    std::string notes{};
    static constexpr auto fields = describe(
        field<&DebriefMeeting::meeting>("meeting", "The meeting.", {.from_path = true}),
        field<&DebriefMeeting::attended>("attended", "The players who were there.",
                                         {.max_items = 50}),
        field<&DebriefMeeting::promises>(
            "promises", "Promises agreed in it, of both sides, beyond the answered asks.",
            {.max_items = 50, .may_be_absent = true}),
        field<&DebriefMeeting::requests>("requests", "What they asked of us.",
                                         {.max_items = 50, .may_be_absent = true}),
        field<&DebriefMeeting::next_meeting>("next_meeting", "Booked before this one ended."),
        field<&DebriefMeeting::no_next_because>("no_next_because", "Why none was booked.",
                                                {.max_length = 500, .may_be_absent = true}),
        field<&DebriefMeeting::notes>("notes", "Anything else.",
                                      {.max_length = 10000, .may_be_absent = true}));
};
struct SendRecap {
    MeetingId meeting{};
    static constexpr auto fields =
        describe(field<&SendRecap::meeting>("meeting", "The meeting.", {.from_path = true}));
};

// By a slip of the finger the recap was called sent.
struct CorrectRecap {
    MeetingId meeting{};
    static constexpr auto fields =
        describe(field<&CorrectRecap::meeting>("meeting", "The meeting.", {.from_path = true}));
};

enum class Standing : std::uint8_t { proposed, agreed };
constexpr auto words(Standing) {
    return std::array{"proposed"sv, "agreed"sv};
}
struct ProposePromise {
    PromiseDraft promise{};
    Standing standing = Standing::proposed;
    std::optional<MeetingId> meeting{};
    std::optional<RequestId> request{};
    static constexpr auto fields =
        describe(field<&ProposePromise::promise>("promise", "What, who and when."),
                 field<&ProposePromise::standing>("standing", "Only proposed, or agreed already?",
                                                  {.may_be_absent = true}),
                 field<&ProposePromise::meeting>("meeting", "The meeting in which it was made."),
                 field<&ProposePromise::request>(
                     "request", "The request that it is the exchange for, or (ours) delivers."));
};
struct AgreePromise {
    CommitmentId promise{};
    static constexpr auto fields =
        describe(field<&AgreePromise::promise>("promise", "The promise.", {.from_path = true}));
};
struct DeclinePromise {
    CommitmentId promise{};
    std::string words{};
    static constexpr auto fields =
        describe(field<&DeclinePromise::promise>("promise", "The promise.", {.from_path = true}),
                 field<&DeclinePromise::words>("words", "In whose words.",
                                               {.max_length = 1000, .may_be_absent = true}));
};
struct KeepPromise {
    CommitmentId promise{};
    std::optional<Date> on{};
    static constexpr auto fields = describe(
        field<&KeepPromise::promise>("promise", "The promise.", {.from_path = true}),
        field<&KeepPromise::on>(
            "on",
            "The day it was done; absent: today. Not in the future, not before it was agreed."));
};
struct MissPromise {
    CommitmentId promise{};
    static constexpr auto fields =
        describe(field<&MissPromise::promise>("promise", "The promise.", {.from_path = true}));
};
// Takes back what was said of a promise by a slip of the finger: it stands as it did before.
struct CorrectPromise {
    CommitmentId promise{};
    static constexpr auto fields =
        describe(field<&CorrectPromise::promise>("promise", "The promise.", {.from_path = true}));
};
struct ReleasePromise {
    CommitmentId promise{};
    std::string why{};
    static constexpr auto fields = describe(
        field<&ReleasePromise::promise>("promise", "The promise.", {.from_path = true}),
        field<&ReleasePromise::why>("why", "Why both let it go.", {.may_be_absent = true}));
};
struct WithdrawPromise {
    CommitmentId promise{};
    std::string why{};
    static constexpr auto fields = describe(
        field<&WithdrawPromise::promise>("promise", "The promise.", {.from_path = true}),
        field<&WithdrawPromise::why>("why", "Why it was taken back.", {.may_be_absent = true}));
};
struct MovePromise {
    CommitmentId promise{};
    Date to{};
    std::optional<Side> by{};
    static constexpr auto fields =
        describe(field<&MovePromise::promise>("promise", "The promise.", {.from_path = true}),
                 field<&MovePromise::to>("to", "Its new day; today or later."),
                 field<&MovePromise::by>("by", "Who moved it; absent: the side that promised."));
};

struct AskRequest {
    RequestDraft request{};
    std::optional<MeetingId> meeting{};
    static constexpr auto fields =
        describe(field<&AskRequest::request>("request", "What the buyer wants."),
                 field<&AskRequest::meeting>("meeting", "The meeting in which it was asked."));
};
struct AcceptRequest {
    RequestId request{};
    std::string purpose{};
    std::string outcome{};
    std::string decision{};
    std::optional<CommitmentId> exchange{};          // an existing buyer promise
    std::optional<PromiseDraft> exchange_promise{};  // or a new one, agreed
    bool nothing_in_exchange = false;                // or nothing, said out loud
    std::string override_reason{};
    std::optional<Date> ends_on{};
    std::string success_criteria{};
    static constexpr auto fields = describe(
        field<&AcceptRequest::request>("request", "The request.", {.from_path = true}),
        field<&AcceptRequest::purpose>("purpose", "What the buyer wants to learn.",
                                       {.max_length = 1000, .may_be_absent = true}),
        field<&AcceptRequest::outcome>("outcome", "What will be different when he has it.",
                                       {.max_length = 1000, .may_be_absent = true}),
        field<&AcceptRequest::decision>("decision", "The decision it serves.",
                                        {.max_length = 1000, .may_be_absent = true}),
        field<&AcceptRequest::exchange>("exchange",
                                        "The promise the buyer gives in exchange, if it exists."),
        field<&AcceptRequest::exchange_promise>("exchange_promise", "Or a new one, agreed now."),
        field<&AcceptRequest::nothing_in_exchange>(
            "nothing_in_exchange", "Or nothing: allowed, but it counts.", {.may_be_absent = true}),
        field<&AcceptRequest::override_reason>(
            "override_reason", "Why it can't wait for the open one.", {.may_be_absent = true}),
        field<&AcceptRequest::ends_on>("ends_on", "A trial's last day."),
        field<&AcceptRequest::success_criteria>("success_criteria", "What a trial must show.",
                                                {.max_length = 1000, .may_be_absent = true}));
};
struct DeclineRequest {
    RequestId request{};
    std::string words{};
    static constexpr auto fields =
        describe(field<&DeclineRequest::request>("request", "The request.", {.from_path = true}),
                 field<&DeclineRequest::words>("words", "How it was said.",
                                               {.max_length = 1000, .may_be_absent = true}));
};
struct DeliverRequest {
    RequestId request{};
    static constexpr auto fields =
        describe(field<&DeliverRequest::request>("request", "The request.", {.from_path = true}));
};
// By a slip of the finger it was called delivered.
struct CorrectDelivery {
    RequestId request{};
    static constexpr auto fields =
        describe(field<&CorrectDelivery::request>("request", "The request.", {.from_path = true}));
};
struct AnswerRequest {
    RequestId request{};
    bool satisfied = false;
    std::string missing{};
    std::optional<PersonId> by{};
    Channel channel = Channel::phone;
    static constexpr auto fields = describe(
        field<&AnswerRequest::request>("request", "The request.", {.from_path = true}),
        field<&AnswerRequest::satisfied>("satisfied", "Did he get what he was looking for?"),
        field<&AnswerRequest::missing>("missing", "What is missing, in his words (needed with no).",
                                       {.max_length = 1000, .may_be_absent = true}),
        field<&AnswerRequest::by>("by", "Who answered; absent: who asked for it."),
        field<&AnswerRequest::channel>("channel", "How the answer reached us.",
                                       {.may_be_absent = true}));
};
struct WithdrawRequest {
    RequestId request{};
    std::string why{};
    static constexpr auto fields =
        describe(field<&WithdrawRequest::request>("request", "The request.", {.from_path = true}),
                 field<&WithdrawRequest::why>("why", "Why it is not wanted any more.",
                                              {.may_be_absent = true}));
};

struct MakeTouch {
    TouchKind kind = TouchKind::message;
    std::optional<PersonId> person{};
    static constexpr auto fields = describe(field<&MakeTouch::kind>("kind", "What kind."),
                                            field<&MakeTouch::person>("person", "To whom."));
};
struct AnswerTouch {
    TouchId touch{};
    std::string words{};
    static constexpr auto fields =
        describe(field<&AnswerTouch::touch>("touch", "The touch he answered.", {.from_path = true}),
                 field<&AnswerTouch::words>("words", "What he said.",
                                            {.max_length = 1000, .may_be_absent = true}));
};
struct RecordReply {
    std::optional<PersonId> person{};
    std::string words{};
    static constexpr auto fields =
        describe(field<&RecordReply::person>("person", "Who."),
                 field<&RecordReply::words>("words", "What he said.",
                                            {.max_length = 2000, .may_be_absent = true}));
};
struct Snooze {
    std::optional<Date> until{};
    static constexpr auto fields = describe(field<&Snooze::until>(
        "until", "Not on Today before this day; after today. Absent: on Today again."));
};
struct AddNote {
    std::string text{};
    NoteKind kind = NoteKind::note;
    static constexpr auto fields = describe(
        field<&AddNote::text>("text", "The note.", {.min_length = 1, .max_length = 10000}),
        field<&AddNote::kind>("kind", "A note, or coaching: a word between manager and rep.",
                              {.may_be_absent = true}));
};

using Command =
    std::variant<OpenDeal, ChangeDeal, HandOver, EnterStage, WinDeal, LoseDeal, ParkDeal,
                 ReopenDeal, AddPlayer, ChangePlayer, RemovePlayer, FollowPerson, MergePlayer,
                 PartPlayer, MoveDeal, RemoveDeal, WriteHomework, ScheduleMeeting, ChangeMeeting,
                 CancelMeeting, WritePlan, AnswerAsk, PlaceAsk, CorrectAsk, RecordHesitation,
                 TakeReading, DebriefMeeting, SendRecap, CorrectRecap, ProposePromise, AgreePromise,
                 DeclinePromise, KeepPromise, MissPromise, CorrectPromise, ReleasePromise,
                 WithdrawPromise, MovePromise, AskRequest, AcceptRequest, DeclineRequest,
                 DeliverRequest, CorrectDelivery, AnswerRequest, WithdrawRequest, MakeTouch,
                 AnswerTouch, RecordReply, Snooze, AddNote, ProposeLettingGo, AgreeLettingGo,
                 DeclineLettingGo, CounterPromise, AcceptCounter, LeaveCounter, NameColleague,
                 ConfirmColleague, DismissColleague, ShareGoal, StartPlan, MoveGoLive>;

}  // namespace ante::method
