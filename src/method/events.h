#pragma once
// What can happen to a deal. Past tense, append-only; `at` is when it happened, which for imported
// history lies before the day it was recorded. An event's `word` is its stored type: never reuse
// one.

#include "method/buyer_page_events.h"
#include "method/deal.h"

namespace ante::method {

struct DealOpened {
    static constexpr std::string_view word = "deal_opened";
    DealId deal{};
    AccountId account{};
    std::string name{};
    DealKind kind = DealKind::fresh;
    MemberId owner{};
    Visibility visibility = Visibility::team;
    std::optional<Money> amount{};
    std::optional<Date> expected_close{};
    std::string external_id{};
    std::string crm_stage{};
    Instant at{};
    static constexpr auto fields = describe(
        field<&DealOpened::deal>("deal", ""), field<&DealOpened::account>("account", ""),
        field<&DealOpened::name>("name", ""), field<&DealOpened::kind>("kind", ""),
        field<&DealOpened::owner>("owner", ""), field<&DealOpened::visibility>("visibility", ""),
        field<&DealOpened::amount>("amount", ""),
        field<&DealOpened::expected_close>("expected_close", ""),
        field<&DealOpened::external_id>("external_id", ""),
        field<&DealOpened::crm_stage>("crm_stage", ""), field<&DealOpened::at>("at", ""));
};
struct DealChanged {
    static constexpr std::string_view word = "deal_changed";
    std::optional<std::string> name{};
    std::optional<DealKind> kind{};
    std::optional<Visibility> visibility{};
    std::optional<std::optional<Money>> amount{};  // null: emptied
    std::optional<std::optional<Date>> expected_close{};
    std::optional<std::optional<Date>> go_live{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&DealChanged::name>("name", ""), field<&DealChanged::kind>("kind", ""),
                 field<&DealChanged::visibility>("visibility", ""),
                 field<&DealChanged::amount>("amount", ""),
                 field<&DealChanged::expected_close>("expected_close", ""),
                 field<&DealChanged::go_live>("go_live", ""), field<&DealChanged::at>("at", ""));
};
struct HandedOver {
    static constexpr std::string_view word = "handed_over";
    MemberId to{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&HandedOver::to>("to", ""), field<&HandedOver::at>("at", ""));
};
struct StageEntered {
    static constexpr std::string_view word = "stage_entered";
    StageEntry entry{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&StageEntered::entry>("entry", ""), field<&StageEntered::at>("at", ""));
};
struct PipelineEntered {  // The first advance was agreed (METHOD 8: the funnel has a door).
    static constexpr std::string_view word = "pipeline_entered";
    Instant at{};
    static constexpr auto fields = describe(field<&PipelineEntered::at>("at", ""));
};
// The only advance there was had been noted by mistake: it is a prospect, as it was.
struct PipelineLeft {
    static constexpr std::string_view word = "pipeline_left";
    Instant at{};
    static constexpr auto fields = describe(field<&PipelineLeft::at>("at", ""));
};
struct DealWon {
    static constexpr std::string_view word = "deal_won";
    std::optional<MeetingId> meeting{};
    std::optional<Money> amount{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&DealWon::meeting>("meeting", ""), field<&DealWon::amount>("amount", ""),
                 field<&DealWon::at>("at", ""));
};
struct DealLost {
    static constexpr std::string_view word = "deal_lost";
    LostTo to = LostTo::other;
    std::string why{};
    std::optional<MeetingId> meeting{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&DealLost::to>("to", ""), field<&DealLost::why>("why", ""),
                 field<&DealLost::meeting>("meeting", ""), field<&DealLost::at>("at", ""));
};
struct DealParked {
    static constexpr std::string_view word = "deal_parked";
    Date until{};
    std::string why{};
    std::optional<MeetingId> meeting{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&DealParked::until>("until", ""), field<&DealParked::why>("why", ""),
                 field<&DealParked::meeting>("meeting", ""), field<&DealParked::at>("at", ""));
};
// Back in play: to where it stood before. `by` buyer: a buyer act brought a parked deal back.
struct DealReturned {
    static constexpr std::string_view word = "deal_returned";
    Side by = Side::seller;
    std::string why{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&DealReturned::by>("by", ""), field<&DealReturned::why>("why", ""),
                 field<&DealReturned::at>("at", ""));
};

// It is with another account: the account was a duplicate of that one, or is none any more.
struct DealMoved {
    static constexpr std::string_view word = "deal_moved";
    AccountId account{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&DealMoved::account>("account", ""), field<&DealMoved::at>("at", ""));
};
// It is not there any more: the import that made it was undone. Its last event.
struct DealRemoved {
    static constexpr std::string_view word = "deal_removed";
    Instant at{};
    static constexpr auto fields = describe(field<&DealRemoved::at>("at", ""));
};

struct PlayerAdded {
    static constexpr std::string_view word = "player_added";
    PersonId person{};
    std::string name{};
    Level level = Level::individual;
    Role role = Role::influencer;
    Instant at{};
    static constexpr auto fields =
        describe(field<&PlayerAdded::person>("person", ""),
                 field<&PlayerAdded::name>("name", "", {.personal = true}),
                 field<&PlayerAdded::level>("level", ""), field<&PlayerAdded::role>("role", ""),
                 field<&PlayerAdded::at>("at", ""));
};
struct PlayerChanged {
    static constexpr std::string_view word = "player_changed";
    PersonId person{};
    std::string name{};
    Level level = Level::individual;
    Role role = Role::influencer;
    Instant at{};
    static constexpr auto fields =
        describe(field<&PlayerChanged::person>("person", ""),
                 field<&PlayerChanged::name>("name", "", {.personal = true}),
                 field<&PlayerChanged::level>("level", ""), field<&PlayerChanged::role>("role", ""),
                 field<&PlayerChanged::at>("at", ""));
};
struct PlayerRemoved {
    static constexpr std::string_view word = "player_removed";
    PersonId person{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&PlayerRemoved::person>("person", ""), field<&PlayerRemoved::at>("at", ""));
};
// `from` is a duplicate of `into`: whatever he has in this deal is the other's.
struct PlayerMerged {
    static constexpr std::string_view word = "player_merged";
    MergeId merge{};
    PersonId from{};
    PersonId into{};
    std::string name{};
    Level level = Level::individual;
    Role role = Role::influencer;
    Instant at{};
    static constexpr auto fields =
        describe(field<&PlayerMerged::merge>("merge", ""), field<&PlayerMerged::from>("from", ""),
                 field<&PlayerMerged::into>("into", ""),
                 field<&PlayerMerged::name>("name", "", {.personal = true}),
                 field<&PlayerMerged::level>("level", ""), field<&PlayerMerged::role>("role", ""),
                 field<&PlayerMerged::at>("at", ""));
};
// They are two after all: each has again what was his.
struct PlayerParted {
    static constexpr std::string_view word = "player_parted";
    MergeId merge{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&PlayerParted::merge>("merge", ""), field<&PlayerParted::at>("at", ""));
};
struct HomeworkWritten {
    static constexpr std::string_view word = "homework_written";
    Homework homework{};
    Instant at{};
    static constexpr auto fields = describe(field<&HomeworkWritten::homework>("homework", ""),
                                            field<&HomeworkWritten::at>("at", ""));
};

struct MeetingScheduled {
    static constexpr std::string_view word = "meeting_scheduled";
    MeetingId meeting{};
    MeetingKind kind = MeetingKind::call;
    std::string title{};
    Instant starts{};
    std::int64_t minutes = 30;
    std::vector<PersonId> players{};
    Instant at{};
    std::optional<MeetingId> booked_in{};
    static constexpr auto fields = describe(
        field<&MeetingScheduled::meeting>("meeting", ""),
        field<&MeetingScheduled::kind>("kind", ""), field<&MeetingScheduled::title>("title", ""),
        field<&MeetingScheduled::starts>("starts", ""),
        field<&MeetingScheduled::minutes>("minutes", ""),
        field<&MeetingScheduled::players>("players", ""), field<&MeetingScheduled::at>("at", ""),
        field<&MeetingScheduled::booked_in>("booked_in", ""));
};
struct MeetingChanged {  // All of it, as it is now.
    static constexpr std::string_view word = "meeting_changed";
    MeetingId meeting{};
    MeetingKind kind = MeetingKind::call;
    std::string title{};
    Instant starts{};
    std::int64_t minutes = 30;
    std::vector<PersonId> players{};
    Instant at{};
    static constexpr auto fields = describe(
        field<&MeetingChanged::meeting>("meeting", ""), field<&MeetingChanged::kind>("kind", ""),
        field<&MeetingChanged::title>("title", ""), field<&MeetingChanged::starts>("starts", ""),
        field<&MeetingChanged::minutes>("minutes", ""),
        field<&MeetingChanged::players>("players", ""), field<&MeetingChanged::at>("at", ""));
};
struct MeetingCancelled {
    static constexpr std::string_view word = "meeting_cancelled";
    MeetingId meeting{};
    Side by = Side::buyer;
    std::string why{};
    Instant at{};
    static constexpr auto fields = describe(
        field<&MeetingCancelled::meeting>("meeting", ""), field<&MeetingCancelled::by>("by", ""),
        field<&MeetingCancelled::why>("why", ""), field<&MeetingCancelled::at>("at", ""));
};
struct PlanWritten {
    static constexpr std::string_view word = "plan_written";
    MeetingId meeting{};
    Plan plan{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&PlanWritten::meeting>("meeting", ""), field<&PlanWritten::plan>("plan", ""),
                 field<&PlanWritten::at>("at", ""));
};
struct AskAnswered {
    static constexpr std::string_view word = "ask_answered";
    MeetingId meeting{};
    AskId ask{};
    AskOutcome outcome = AskOutcome::open;
    std::optional<CommitmentId> commitment{};
    std::string words{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&AskAnswered::meeting>("meeting", ""), field<&AskAnswered::ask>("ask", ""),
                 field<&AskAnswered::outcome>("outcome", ""),
                 field<&AskAnswered::commitment>("commitment", ""),
                 field<&AskAnswered::words>("words", ""), field<&AskAnswered::at>("at", ""));
};
// What was said of it is taken back: the ask is open, and the promise it became was never made.
struct AskCorrected {
    static constexpr std::string_view word = "ask_corrected";
    MeetingId meeting{};
    AskId ask{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&AskCorrected::meeting>("meeting", ""), field<&AskCorrected::ask>("ask", ""),
                 field<&AskCorrected::at>("at", ""));
};
struct HesitationRecorded {
    static constexpr std::string_view word = "hesitation_recorded";
    MeetingId meeting{};
    std::string words{};
    KeepOrPark choice = KeepOrPark::keep;
    Instant at{};
    static constexpr auto fields = describe(field<&HesitationRecorded::meeting>("meeting", ""),
                                            field<&HesitationRecorded::words>("words", ""),
                                            field<&HesitationRecorded::choice>("choice", ""),
                                            field<&HesitationRecorded::at>("at", ""));
};
struct ReadingTaken {
    static constexpr std::string_view word = "reading_taken";
    MeetingId meeting{};
    Reading reading{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&ReadingTaken::meeting>("meeting", ""),
                 field<&ReadingTaken::reading>("reading", ""), field<&ReadingTaken::at>("at", ""));
};
struct MeetingDebriefed {
    static constexpr std::string_view word = "meeting_debriefed";
    MeetingId meeting{};
    std::vector<PersonId> attended{};
    std::optional<MeetingId> next_meeting{};
    std::string no_next_because{};
    std::string notes{};
    Instant at{};
    static constexpr auto fields = describe(
        field<&MeetingDebriefed::meeting>("meeting", ""),
        field<&MeetingDebriefed::attended>("attended", ""),
        field<&MeetingDebriefed::next_meeting>("next_meeting", ""),
        field<&MeetingDebriefed::no_next_because>("no_next_because", ""),
        field<&MeetingDebriefed::notes>("notes", ""), field<&MeetingDebriefed::at>("at", ""));
};
struct RecapSent {
    static constexpr std::string_view word = "recap_sent";
    MeetingId meeting{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&RecapSent::meeting>("meeting", ""), field<&RecapSent::at>("at", ""));
};

struct RecapCorrected {  // It has not gone out.
    static constexpr std::string_view word = "recap_corrected";
    MeetingId meeting{};
    Instant at{};
    static constexpr auto fields = describe(field<&RecapCorrected::meeting>("meeting", ""),
                                            field<&RecapCorrected::at>("at", ""));
};

struct PromiseProposed {  // `commitment.state` is proposed; agreeing is an event of its own.
    static constexpr std::string_view word = "promise_proposed";
    Commitment commitment{};
    Instant at{};
    static constexpr auto fields = describe(field<&PromiseProposed::commitment>("commitment", ""),
                                            field<&PromiseProposed::at>("at", ""));
};
struct PromiseAgreed {
    static constexpr std::string_view word = "promise_agreed";
    CommitmentId promise{};
    Instant at{};
    static constexpr auto fields = describe(field<&PromiseAgreed::promise>("promise", ""),
                                            field<&PromiseAgreed::at>("at", ""));
};
struct PromiseDeclined {
    static constexpr std::string_view word = "promise_declined";
    CommitmentId promise{};
    std::string words{};
    Instant at{};
    static constexpr auto fields = describe(field<&PromiseDeclined::promise>("promise", ""),
                                            field<&PromiseDeclined::words>("words", ""),
                                            field<&PromiseDeclined::at>("at", ""));
};
struct PromiseKept {
    static constexpr std::string_view word = "promise_kept";
    CommitmentId promise{};
    Punctual punctual = Punctual::on_time;
    Instant at{};
    static constexpr auto fields =
        describe(field<&PromiseKept::promise>("promise", ""),
                 field<&PromiseKept::punctual>("punctual", ""), field<&PromiseKept::at>("at", ""));
};
struct PromiseMissed {
    static constexpr std::string_view word = "promise_missed";
    CommitmentId promise{};
    Instant at{};
    static constexpr auto fields = describe(field<&PromiseMissed::promise>("promise", ""),
                                            field<&PromiseMissed::at>("at", ""));
};
// What was said of it is taken back: kept, missed, released and withdrawn ones are agreed again,
// declined ones proposed.
struct PromiseCorrected {
    static constexpr std::string_view word = "promise_corrected";
    CommitmentId promise{};
    Instant at{};
    static constexpr auto fields = describe(field<&PromiseCorrected::promise>("promise", ""),
                                            field<&PromiseCorrected::at>("at", ""));
};
struct PromiseReleased {
    static constexpr std::string_view word = "promise_released";
    CommitmentId promise{};
    std::string why{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&PromiseReleased::promise>("promise", ""),
                 field<&PromiseReleased::why>("why", ""), field<&PromiseReleased::at>("at", ""));
};
struct PromiseWithdrawn {
    static constexpr std::string_view word = "promise_withdrawn";
    CommitmentId promise{};
    std::string why{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&PromiseWithdrawn::promise>("promise", ""),
                 field<&PromiseWithdrawn::why>("why", ""), field<&PromiseWithdrawn::at>("at", ""));
};
struct PromiseMoved {
    static constexpr std::string_view word = "promise_moved";
    CommitmentId promise{};
    Date from{};
    Date to{};
    Side by = Side::buyer;  // who moved it, whosever promise it is
    Instant at{};
    static constexpr auto fields =
        describe(field<&PromiseMoved::promise>("promise", ""),
                 field<&PromiseMoved::from>("from", ""), field<&PromiseMoved::to>("to", ""),
                 field<&PromiseMoved::by>("by", ""), field<&PromiseMoved::at>("at", ""));
};

// A plan was started from a template: its promises were proposed just before.
struct PlanStarted {
    static constexpr std::string_view word = "plan_started";
    OurPlan plan{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&PlanStarted::plan>("plan", ""), field<&PlanStarted::at>("at", ""));
};
// A promise that nobody has agreed to yet got another day: nothing was promised that could move.
struct Redated {
    CommitmentId promise{};
    Date to{};
    static constexpr auto fields =
        describe(field<&Redated::promise>("promise", ""), field<&Redated::to>("to", ""));
    bool operator==(const Redated&) const = default;
};
// The buyer's go-live date moved; the agreed promises that moved with it have a `promise_moved` of
// their own.
struct GoLiveMoved {
    static constexpr std::string_view word = "go_live_moved";
    std::optional<Date> from{};
    Date to{};
    Side by = Side::buyer;
    std::vector<Redated> redated{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&GoLiveMoved::from>("from", ""), field<&GoLiveMoved::to>("to", ""),
                 field<&GoLiveMoved::by>("by", ""),
                 field<&GoLiveMoved::redated>("redated", "", {.max_items = 2000}),
                 field<&GoLiveMoved::at>("at", ""));
};

struct RequestAsked {
    static constexpr std::string_view word = "request_asked";
    RequestId request{};
    RequestKind kind = RequestKind::other;
    std::string what{};
    PersonId by{};
    std::optional<MeetingId> meeting{};
    Instant at{};
    static constexpr auto fields = describe(
        field<&RequestAsked::request>("request", ""), field<&RequestAsked::kind>("kind", ""),
        field<&RequestAsked::what>("what", ""), field<&RequestAsked::by>("by", ""),
        field<&RequestAsked::meeting>("meeting", ""), field<&RequestAsked::at>("at", ""));
};
struct RequestAccepted {
    static constexpr std::string_view word = "request_accepted";
    RequestId request{};
    Acceptance acceptance{};
    Instant at{};
    static constexpr auto fields = describe(field<&RequestAccepted::request>("request", ""),
                                            field<&RequestAccepted::acceptance>("acceptance", ""),
                                            field<&RequestAccepted::at>("at", ""));
};
struct RequestDeclined {
    static constexpr std::string_view word = "request_declined";
    RequestId request{};
    std::string words{};
    Instant at{};
    static constexpr auto fields = describe(field<&RequestDeclined::request>("request", ""),
                                            field<&RequestDeclined::words>("words", ""),
                                            field<&RequestDeclined::at>("at", ""));
};
struct RequestDelivered {
    static constexpr std::string_view word = "request_delivered";
    RequestId request{};
    Instant at{};
    static constexpr auto fields = describe(field<&RequestDelivered::request>("request", ""),
                                            field<&RequestDelivered::at>("at", ""));
};
// The last delivery is taken back: the request stands as before it.
struct DeliveryCorrected {
    static constexpr std::string_view word = "delivery_corrected";
    RequestId request{};
    Instant at{};
    static constexpr auto fields = describe(field<&DeliveryCorrected::request>("request", ""),
                                            field<&DeliveryCorrected::at>("at", ""));
};
struct RequestAnswered {
    static constexpr std::string_view word = "request_answered";
    RequestId request{};
    Answer answer{};
    Instant at{};
    static constexpr auto fields = describe(field<&RequestAnswered::request>("request", ""),
                                            field<&RequestAnswered::answer>("answer", ""),
                                            field<&RequestAnswered::at>("at", ""));
};
struct RequestWithdrawn {
    static constexpr std::string_view word = "request_withdrawn";
    RequestId request{};
    std::string why{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&RequestWithdrawn::request>("request", ""),
                 field<&RequestWithdrawn::why>("why", ""), field<&RequestWithdrawn::at>("at", ""));
};

struct TouchMade {
    static constexpr std::string_view word = "touch_made";
    TouchId touch{};
    TouchKind kind = TouchKind::message;
    std::optional<PersonId> person{};
    MemberId by{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&TouchMade::touch>("touch", ""), field<&TouchMade::kind>("kind", ""),
                 field<&TouchMade::person>("person", ""), field<&TouchMade::by>("by", ""),
                 field<&TouchMade::at>("at", ""));
};
struct TouchAnswered {
    static constexpr std::string_view word = "touch_answered";
    TouchId touch{};
    std::string words{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&TouchAnswered::touch>("touch", ""),
                 field<&TouchAnswered::words>("words", ""), field<&TouchAnswered::at>("at", ""));
};
struct SignReceived {  // A reply reached us, or he named a colleague.
    static constexpr std::string_view word = "sign_received";
    Sign sign{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&SignReceived::sign>("sign", ""), field<&SignReceived::at>("at", ""));
};
struct DealSnoozed {
    static constexpr std::string_view word = "deal_snoozed";
    std::optional<Date> until{};  // empty: on Today again
    Instant at{};
    static constexpr auto fields =
        describe(field<&DealSnoozed::until>("until", ""), field<&DealSnoozed::at>("at", ""));
};
struct NoteAdded {
    static constexpr std::string_view word = "note_added";
    MemberId by{};
    std::string text{};
    Instant at{};
    NoteKind kind = NoteKind::note;
    static constexpr auto fields =
        describe(field<&NoteAdded::by>("by", ""), field<&NoteAdded::text>("text", ""),
                 field<&NoteAdded::at>("at", ""),
                 field<&NoteAdded::kind>("kind", "", {.may_be_absent = true}));
};

struct LettingGoProposed {
    static constexpr std::string_view word = "letting_go_proposed";
    LettingGo proposal{};
    Instant at{};
    static constexpr auto fields = describe(field<&LettingGoProposed::proposal>("proposal", ""),
                                            field<&LettingGoProposed::at>("at", ""));
};
struct LettingGoAgreed {  // What was agreed is an event of its own: parked or lost.
    static constexpr std::string_view word = "letting_go_agreed";
    MemberId by{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&LettingGoAgreed::by>("by", ""), field<&LettingGoAgreed::at>("at", ""));
};
struct LettingGoDeclined {
    static constexpr std::string_view word = "letting_go_declined";
    MemberId by{};
    std::string why{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&LettingGoDeclined::by>("by", ""), field<&LettingGoDeclined::why>("why", ""),
                 field<&LettingGoDeclined::at>("at", ""));
};

using Event =
    std::variant<DealOpened, DealChanged, HandedOver, StageEntered, PipelineEntered, PipelineLeft,
                 DealWon, DealLost, DealParked, DealReturned, DealMoved, DealRemoved, PlayerAdded,
                 PlayerChanged, PlayerRemoved, PlayerMerged, PlayerParted, HomeworkWritten,
                 MeetingScheduled, MeetingChanged, MeetingCancelled, PlanWritten, AskAnswered,
                 AskCorrected, HesitationRecorded, ReadingTaken, MeetingDebriefed, RecapSent,
                 RecapCorrected, PromiseProposed, PromiseAgreed, PromiseDeclined, PromiseKept,
                 PromiseMissed, PromiseCorrected, PromiseReleased, PromiseWithdrawn, PromiseMoved,
                 RequestAsked, RequestAccepted, RequestDeclined, RequestDelivered,
                 DeliveryCorrected, RequestAnswered, RequestWithdrawn, TouchMade, TouchAnswered,
                 SignReceived, DealSnoozed, NoteAdded, LettingGoProposed, LettingGoAgreed,
                 LettingGoDeclined, PromiseCountered, CounterAccepted, CounterLeft, ColleagueNamed,
                 ColleagueConfirmed, ColleagueDismissed, GoalShared, PlanStarted, GoLiveMoved>;

// When it happened.
Instant at_of(const Event& event);

// Of what an event says something that its teller may take back as a slip of the finger: the
// promise it settles, the request it delivers, the meeting whose recap went out. Empty: of nothing.
std::optional<Uuid> told_of(const Event& event);

}  // namespace ante::method
