// The deal after an event (METHOD's facts, one function an event). Nothing here says no: an event
// that names an unknown part changes nothing.

#include <algorithm>

#include "method/decide.h"
#include "method/merge.h"

namespace ante::method {
namespace {

// Searched from the end: what changes is mostly what came last.
template <class Part, class Id>
Part* find(std::vector<Part>& parts, Id id) {
    const auto at = std::find_if(parts.rbegin(), parts.rend(), [&](const Part& part) {
        if constexpr (std::is_same_v<Part, Player>)
            return part.person == id;
        else
            return part.id == id;
    });
    return at == parts.rend() ? nullptr : &*at;
}

template <class Id>
auto has_id(Id id) {
    return [id](const auto& part) { return part.id == id; };
}

std::optional<Instant> pipeline_since(const Deal& deal) {
    return std::visit(
        []<class S>(const S& state) -> std::optional<Instant> {
            if constexpr (std::is_same_v<S, InPipeline>)
                return state.since;
            else if constexpr (requires { state.pipeline_since; })
                return state.pipeline_since;
            else
                return std::nullopt;
        },
        deal.state);
}

void closed_in(Deal& deal, const std::optional<MeetingId>& meeting, Verdict verdict) {
    if (!meeting) return;
    if (Meeting* m = find(deal.meetings, *meeting)) m->closed_with = verdict;
}

// ---- the deal itself

void apply(Deal& deal, const DealOpened& e) {
    deal.id = e.deal;
    deal.account = e.account;
    deal.name = e.name;
    deal.kind = e.kind;
    deal.owner = e.owner;
    deal.visibility = e.visibility;
    deal.amount = e.amount;
    deal.expected_close = e.expected_close;
    deal.external_id = e.external_id;
    deal.crm_stage = e.crm_stage;
    deal.opened_at = e.at;
    deal.state = Prospect{};
}

void apply(Deal& deal, const DealChanged& e) {
    if (e.name) deal.name = *e.name;
    if (e.kind) deal.kind = *e.kind;
    if (e.visibility) deal.visibility = *e.visibility;
    if (e.amount) deal.amount = *e.amount;
    if (e.expected_close) deal.expected_close = *e.expected_close;
    if (e.go_live) deal.go_live = *e.go_live;
}

void apply(Deal& deal, const HandedOver& e) {
    deal.owner = e.to;
}

void apply(Deal& deal, const StageEntered& e) {
    deal.stages.push_back(e.entry);
}

void apply(Deal& deal, const PipelineEntered& e) {
    if (!std::holds_alternative<Prospect>(deal.state)) return;
    deal.state = InPipeline{e.at};
    deal.amount_at_door = deal.amount;
}

void apply(Deal& deal, const PipelineLeft&) {
    if (std::holds_alternative<InPipeline>(deal.state)) deal.state = Prospect{};
    std::visit(
        []<class S>(S& state) {
            if constexpr (requires { state.pipeline_since; }) state.pipeline_since.reset();
        },
        deal.state);
}

// Whatever became of the deal answers a proposal to let it go.
void apply(Deal& deal, const DealWon& e) {
    deal.letting_go.reset();
    deal.state = Won{e.at, e.meeting, pipeline_since(deal)};
    if (e.amount) deal.amount = e.amount;
    closed_in(deal, e.meeting, Verdict::order);
}

void apply(Deal& deal, const DealLost& e) {
    deal.letting_go.reset();
    deal.state = Lost{e.at, e.to, e.why, e.meeting, pipeline_since(deal)};
    closed_in(deal, e.meeting, Verdict::no_sale);
}

void apply(Deal& deal, const DealParked& e) {
    deal.letting_go.reset();
    deal.state = Parked{e.at, e.until, e.why, e.meeting, pipeline_since(deal)};
    closed_in(deal, e.meeting, Verdict::no_sale);
}

void apply(Deal& deal, const DealReturned&) {
    if (deal.in_play()) return;
    if (const Won* won = std::get_if<Won>(&deal.state); won && won->meeting)
        if (Meeting* m = find(deal.meetings, *won->meeting)) m->closed_with.reset();
    if (const std::optional<Instant> since = pipeline_since(deal))
        deal.state = InPipeline{*since};
    else
        deal.state = Prospect{};
}

void apply(Deal& deal, const DealMoved& e) {
    deal.account = e.account;
}

// As before its first event.
void apply(Deal& deal, const DealRemoved&) {
    deal = Deal{};
}

void apply(Deal& deal, const HomeworkWritten& e) {
    deal.homework = e.homework;
}

void apply(Deal& deal, const DealSnoozed& e) {
    deal.snoozed_until = e.until;
}

void apply(Deal& deal, const NoteAdded& e) {
    deal.notes.push_back({e.at, e.by, e.text, e.kind});
}

void apply(Deal& deal, const LettingGoProposed& e) {
    deal.letting_go = e.proposal;
}

void apply(Deal& deal, const LettingGoAgreed&) {
    deal.letting_go.reset();
}

void apply(Deal& deal, const LettingGoDeclined&) {
    deal.letting_go.reset();
}

// ---- its players

void apply(Deal& deal, const PlayerAdded& e) {
    Player* player = find(deal.players, e.person);
    if (!player) {
        deal.players.push_back({.person = e.person, .since = e.at});
        player = &deal.players.back();
    }
    player->name = e.name;
    player->level = e.level;
    player->role = e.role;
    player->left_at.reset();
}

void apply(Deal& deal, const PlayerChanged& e) {
    Player* player = find(deal.players, e.person);
    if (!player) return;
    player->name = e.name;
    player->level = e.level;
    player->role = e.role;
}

void apply(Deal& deal, const PlayerRemoved& e) {
    if (Player* player = find(deal.players, e.person)) player->left_at = e.at;
}

void apply(Deal& deal, const PlayerMerged& e) {
    merge_player(deal, e);
}
void apply(Deal& deal, const PlayerParted& e) {
    part_player(deal, e.merge);
}

// ---- meetings

void apply(Deal& deal, const MeetingScheduled& e) {
    deal.meetings.push_back({.id = e.meeting,
                             .kind = e.kind,
                             .title = e.title,
                             .starts = e.starts,
                             .minutes = e.minutes,
                             .players = e.players,
                             .scheduled_at = e.at,
                             .booked_in = e.booked_in});
}

void apply(Deal& deal, const MeetingChanged& e) {
    Meeting* meeting = find(deal.meetings, e.meeting);
    if (!meeting) return;
    meeting->kind = e.kind;
    meeting->title = e.title;
    meeting->starts = e.starts;
    meeting->minutes = e.minutes;
    meeting->players = e.players;
}

void apply(Deal& deal, const MeetingCancelled& e) {
    if (Meeting* meeting = find(deal.meetings, e.meeting)) meeting->cancelled_at = e.at;
}

void apply(Deal& deal, const PlanWritten& e) {
    if (Meeting* meeting = find(deal.meetings, e.meeting)) meeting->plan = e.plan;
}

void apply(Deal& deal, const AskAnswered& e) {
    Meeting* meeting = find(deal.meetings, e.meeting);
    if (!meeting || !meeting->plan) return;
    Ask* ask = find(meeting->plan->asks, e.ask);
    if (!ask) return;
    ask->outcome = e.outcome;
    ask->answered_at = e.at;
    ask->commitment = e.commitment;
    ask->words = e.words;
}

void apply(Deal& deal, const AskCorrected& e) {
    Meeting* meeting = find(deal.meetings, e.meeting);
    if (!meeting || !meeting->plan) return;
    Ask* ask = find(meeting->plan->asks, e.ask);
    if (!ask) return;
    if (ask->commitment) std::erase_if(deal.commitments, has_id(*ask->commitment));
    ask->outcome = AskOutcome::open;
    ask->answered_at.reset();
    ask->commitment.reset();
    ask->words.clear();
}

void apply(Deal& deal, const HesitationRecorded& e) {
    if (Meeting* meeting = find(deal.meetings, e.meeting))
        meeting->hesitation = Hesitation{e.at, e.words, e.choice};
}

// Asked again in the same meeting, the later answer stands.
void apply(Deal& deal, const ReadingTaken& e) {
    Meeting* meeting = find(deal.meetings, e.meeting);
    if (!meeting) return;
    const auto before = std::ranges::find(meeting->readings, e.reading.who, &Reading::who);
    if (before != meeting->readings.end())
        *before = e.reading;
    else
        meeting->readings.push_back(e.reading);
}

void apply(Deal& deal, const MeetingDebriefed& e) {
    if (Meeting* meeting = find(deal.meetings, e.meeting))
        meeting->debrief = Debrief{e.at, e.attended, e.next_meeting, e.no_next_because, e.notes};
}

void apply(Deal& deal, const RecapSent& e) {
    if (Meeting* meeting = find(deal.meetings, e.meeting)) meeting->recap_sent_at = e.at;
}

void apply(Deal& deal, const RecapCorrected& e) {
    if (Meeting* meeting = find(deal.meetings, e.meeting)) meeting->recap_sent_at.reset();
}

// ---- promises: proposed → agreed | declined, agreed → kept | missed | released | withdrawn

template <class State>
State* in_state(Deal& deal, CommitmentId id) {
    Commitment* promise = find(deal.commitments, id);
    return promise ? std::get_if<State>(&promise->state) : nullptr;
}

// Whatever else becomes of a promise answers what the buyer would have otherwise.
void overtake(Commitment* promise, Instant at) {
    if (!promise || !promise->open_counter()) return;
    promise->counters.back().state = CounterState::overtaken;
    promise->counters.back().answered_at = at;
}

template <class Settled, class... Facts>
void settle(Deal& deal, CommitmentId id, Instant at, Facts... facts) {
    const Agreed* agreed = in_state<Agreed>(deal, id);
    if (!agreed) return;
    overtake(find(deal.commitments, id), at);
    const Instant agreed_at = agreed->at;
    find(deal.commitments, id)->state = Settled{agreed_at, at, facts...};
}

void apply(Deal& deal, const PromiseProposed& e) {
    deal.commitments.push_back(e.commitment);
}

void apply(Deal& deal, const PromiseAgreed& e) {
    overtake(find(deal.commitments, e.promise), e.at);
    if (in_state<Proposed>(deal, e.promise))
        find(deal.commitments, e.promise)->state = Agreed{e.at};
}

void apply(Deal& deal, const PromiseDeclined& e) {
    overtake(find(deal.commitments, e.promise), e.at);
    if (in_state<Proposed>(deal, e.promise))
        find(deal.commitments, e.promise)->state = Declined{e.at, e.words};
}

void apply(Deal& deal, const PromiseKept& e) {
    settle<Kept>(deal, e.promise, e.at, e.punctual);
}
void apply(Deal& deal, const PromiseMissed& e) {
    settle<Missed>(deal, e.promise, e.at);
}
void apply(Deal& deal, const PromiseCorrected& e) {
    Commitment* promise = find(deal.commitments, e.promise);
    if (!promise || promise->open()) return;
    if (std::holds_alternative<Declined>(promise->state))
        promise->state = Proposed{};
    else if (const auto agreed_at = promise->agreed_at())
        promise->state = Agreed{*agreed_at};
}
void apply(Deal& deal, const PromiseReleased& e) {
    settle<Released>(deal, e.promise, e.at, e.why);
}
void apply(Deal& deal, const PromiseWithdrawn& e) {
    settle<Withdrawn>(deal, e.promise, e.at, e.why);
}

void apply(Deal& deal, const PromiseMoved& e) {
    Commitment* promise = find(deal.commitments, e.promise);
    if (!promise || !promise->open()) return;
    overtake(promise, e.at);
    promise->moves.push_back({e.at, e.from, e.to, e.by});
    promise->due = e.to;
}

// ---- the buyer's page

void apply(Deal& deal, const PromiseCountered& e) {
    Commitment* promise = find(deal.commitments, e.promise);
    if (!promise) return;
    overtake(promise, e.at);
    promise->counters.push_back(e.counter);
}

void apply(Deal& deal, const CounterAccepted& e) {
    Commitment* promise = find(deal.commitments, e.promise);
    if (!promise || !promise->open_counter()) return;
    Counter& counter = promise->counters.back();
    counter.state = CounterState::accepted;
    counter.answered_at = e.at;
    if (!counter.what.empty()) promise->what = counter.what;
    if (counter.due && std::holds_alternative<Proposed>(promise->state))
        promise->due = *counter.due;
}

void apply(Deal& deal, const CounterLeft& e) {
    Commitment* promise = find(deal.commitments, e.promise);
    if (!promise || !promise->open_counter()) return;
    Counter& counter = promise->counters.back();
    counter.state = CounterState::left;
    counter.answered_at = e.at;
    counter.answer = e.words;
}

void apply(Deal& deal, const ColleagueNamed& e) {
    deal.colleagues.push_back(e.colleague);
}

void apply(Deal& deal, const ColleagueConfirmed& e) {
    Colleague* colleague = find(deal.colleagues, e.colleague);
    if (!colleague) return;
    colleague->answered_at = e.at;
    colleague->became = e.person;
}

void apply(Deal& deal, const ColleagueDismissed& e) {
    if (Colleague* colleague = find(deal.colleagues, e.colleague)) colleague->answered_at = e.at;
}

void apply(Deal& deal, const GoalShared& e) {
    deal.goal = e.goal;
}

void apply(Deal& deal, const PlanStarted& e) {
    deal.go_live = e.plan.go_live;
    deal.plans.push_back(e.plan);
}

void apply(Deal& deal, const GoLiveMoved& e) {
    deal.go_live = e.to;
    for (OurPlan& plan : deal.plans) plan.go_live = e.to;
    for (const Redated& redated : e.redated)
        if (in_state<Proposed>(deal, redated.promise))
            find(deal.commitments, redated.promise)->due = redated.to;
}

// ---- requests

void apply(Deal& deal, const RequestAsked& e) {
    deal.requests.push_back({.id = e.request,
                             .kind = e.kind,
                             .what = e.what,
                             .by = e.by,
                             .asked_at = e.at,
                             .meeting = e.meeting});
}

void apply(Deal& deal, const RequestAccepted& e) {
    Request* request = find(deal.requests, e.request);
    if (!request) return;
    request->state = RequestState::accepted;
    request->acceptance = e.acceptance;
}

void close(Deal& deal, RequestId id, RequestState state, Instant at, const std::string& words) {
    Request* request = find(deal.requests, id);
    if (!request) return;
    request->state = state;
    request->closed_at = at;
    request->closed_words = words;
}

void apply(Deal& deal, const RequestDeclined& e) {
    close(deal, e.request, RequestState::declined, e.at, e.words);
}
void apply(Deal& deal, const RequestWithdrawn& e) {
    close(deal, e.request, RequestState::withdrawn, e.at, e.why);
}

void apply(Deal& deal, const RequestDelivered& e) {
    Request* request = find(deal.requests, e.request);
    if (!request) return;
    request->state = RequestState::delivered;
    request->deliveries.push_back(e.at);
}

// Whoever delivers again has had an answer.
void apply(Deal& deal, const DeliveryCorrected& e) {
    Request* request = find(deal.requests, e.request);
    if (!request || request->deliveries.empty()) return;
    request->deliveries.pop_back();
    request->state = request->answers.empty() ? RequestState::accepted : RequestState::unsatisfied;
}

void apply(Deal& deal, const RequestAnswered& e) {
    Request* request = find(deal.requests, e.request);
    if (!request) return;
    request->answers.push_back(e.answer);
    request->state = e.answer.satisfied ? RequestState::satisfied : RequestState::unsatisfied;
    if (e.answer.satisfied) request->closed_at = e.at;
}

// ---- contact

void apply(Deal& deal, const TouchMade& e) {
    deal.touches.push_back(
        {.id = e.touch, .kind = e.kind, .person = e.person, .by = e.by, .at = e.at});
}

void apply(Deal& deal, const TouchAnswered& e) {
    if (DealTouch* touch = find(deal.touches, e.touch)) touch->answered_at = e.at;
}

void apply(Deal& deal, const SignReceived& e) {
    deal.signs.push_back(e.sign);
}

}  // namespace

// An event without its overload above does not compile.
Deal evolve(Deal deal, const Event& event) {
    std::visit([&](const auto& e) { apply(deal, e); }, event);
    return deal;
}

Instant at_of(const Event& event) {
    return std::visit([](const auto& e) { return e.at; }, event);
}

std::optional<Uuid> told_of(const Event& event) {
    return std::visit(
        []<class E>(const E& e) -> std::optional<Uuid> {
            if constexpr (std::is_same_v<E, PromiseKept> || std::is_same_v<E, PromiseMissed> ||
                          std::is_same_v<E, PromiseReleased> ||
                          std::is_same_v<E, PromiseWithdrawn> || std::is_same_v<E, PromiseDeclined>)
                return e.promise.value;
            else if constexpr (std::is_same_v<E, RequestDelivered>)
                return e.request.value;
            else if constexpr (std::is_same_v<E, RecapSent>)
                return e.meeting.value;
            else
                return std::nullopt;
        },
        event);
}

}  // namespace ante::method
