// Decisions on meetings: schedule, plan, hold, debrief (METHOD 4).
//
// A meeting's facts may be told after the deal was closed or parked, if it began before that: it
// may have been won, lost or parked in this very meeting.

#include <algorithm>

#include "base/json.h"
#include "method/advice/experience.h"
#include "method/decisions.h"

namespace ante::method {
namespace {

constexpr std::int64_t shortest = 5;       // minutes
constexpr std::int64_t longest = 24 * 60;  // minutes

std::vector<PersonId> once_each(const std::vector<PersonId>& people) {
    std::vector<PersonId> once;
    for (const PersonId person : people)
        if (std::ranges::find(once, person) == once.end()) once.push_back(person);
    return once;
}

bool contains(const std::vector<PersonId>& people, PersonId person) {
    return std::ranges::find(people, person) != people.end();
}

// ---- guards

Refusal if_minutes_out_of_range(std::int64_t minutes) {
    if (minutes >= shortest && minutes <= longest) return std::nullopt;
    return refuse("minutes_out_of_range", "A meeting lasts between 5 minutes and a day.");
}

Refusal if_too_long_ago(Instant starts, const Situation& now) {
    if (starts >= now.at - noted_afterwards) return std::nullopt;
    return refuse("meeting_too_long_ago", words_of(now.zone.date_of(starts)) +
                                              " is more than 31 days ago. Is the year right?");
}

Refusal if_accepted_by_others(const Deal& deal, const std::vector<PersonId>& accepted_by,
                              const std::vector<PersonId>& expected) {
    for (const PersonId person : accepted_by)
        if (!contains(expected, person))
            return refuse("accepted_not_expected",
                          std::string(deal.name_of(person)) +
                              " can't accept a meeting without being expected in it.");
    return std::nullopt;
}

Refusal if_reserve_out_of_range(std::int64_t reserve, std::int64_t minutes) {
    if (reserve >= 0 && reserve <= minutes) return std::nullopt;
    return refuse("reserve_out_of_range", "Of " + std::to_string(minutes) +
                                              " minutes that many can't be kept free at the end.");
}

Refusal refuse_schedule(const Deal& deal, const ScheduleMeeting& command, const Situation& now) {
    if (Refusal no = if_minutes_out_of_range(command.minutes)) return no;
    if (Refusal no = if_too_long_ago(command.starts, now)) return no;
    for (const PersonId person : command.players)
        if (Refusal no = if_no_player(deal, person)) return no;
    if (Refusal no = if_accepted_by_others(deal, command.accepted_by, command.players)) return no;
    return if_full(deal.meetings.size(), DealLimits::meetings, "meetings");
}

// Room for `more` promises.
Refusal if_too_many_promises(const Deal& deal, std::size_t more) {
    if (more == 0) return std::nullopt;
    return if_full(deal.commitments.size() + more - 1, DealLimits::promises, "promises");
}

// Found and not called off.
Refusal if_called_off(const Meeting* meeting, const Situation& now) {
    if (!meeting) return not_found("meeting");
    if (!meeting->cancelled_at) return std::nullopt;
    return refuse("meeting_cancelled", "That meeting was called off on " +
                                           words_of(now.zone.date_of(*meeting->cancelled_at)) +
                                           ".");
}

Refusal if_debriefed(const Meeting& meeting) {
    if (!meeting.debrief) return std::nullopt;
    return refuse("already_debriefed", "That meeting is over, and what came of it is told.");
}

Refusal if_not_later(const Meeting& meeting, const ScheduleMeeting& next) {
    if (next.starts > meeting.starts) return std::nullopt;
    return refuse("next_meeting_not_later", "The next meeting must begin after this one.");
}

bool began_before_the_end(const Deal& deal, const Meeting& meeting) {
    const auto ended_at = std::visit(
        []<class S>(const S& state) -> std::optional<Instant> {
            if constexpr (requires { state.at; })
                return state.at;
            else
                return std::nullopt;
        },
        deal.state);
    return ended_at && meeting.starts <= *ended_at;
}

// A meeting of a closed deal may be told if it began before the end.
Refusal if_after_the_end(const Deal& deal, const Meeting& meeting) {
    if (began_before_the_end(deal, meeting)) return std::nullopt;
    return if_over(deal);
}

// ---- promises to attend

struct Appointment {
    MeetingId id{};
    MeetingKind kind = MeetingKind::call;
    std::string title{};
    Instant starts{};
};

// Accepting a dated meeting is a promise of presence (METHOD 2). `made_in`: the meeting in which it
// was accepted.
void accept(Decision& decision, const Appointment& meeting, PersonId person,
            std::optional<MeetingId> made_in, Instant at) {
    Commitment promise{
        .id = decision.name<CommitmentTag>(),
        .owner = Them{person},
        .what = "attend " + (is_blank(meeting.title) ? "the " + std::string(word_of(meeting.kind))
                                                     : in_quotes(meeting.title)),
        .due = decision.now.zone.date_of(meeting.starts),
        .effort = Effort::presence,
        .proposed_at = at,
        .meeting = made_in,
        .attends = meeting.id};
    decision.propose(promise);
    decision.agree(promise, at);
}

std::vector<const Commitment*> open_promises_to_attend(const Deal& deal, MeetingId meeting) {
    std::vector<const Commitment*> open;
    for (const Commitment& promise : deal.commitments)
        if (promise.attends == meeting && promise.open() && promise.person())
            open.push_back(&promise);
    return open;
}

// Booked in another meeting, it begins after that one, which is still going on for all we know.
Refusal if_not_booked_in(const Meeting* meeting, const ScheduleMeeting& command,
                         const Situation& now) {
    if (Refusal no = if_called_off(meeting, now)) return no;
    if (Refusal no = if_debriefed(*meeting)) return no;
    return if_not_later(*meeting, command);
}

// The one that was booked in it, whenever it was booked.
std::optional<MeetingId> booked_in(const Deal& deal, MeetingId meeting) {
    for (const Meeting& other : deal.meetings)
        if (other.booked_in == meeting && !other.cancelled_at) return other.id;
    return std::nullopt;
}

MeetingId schedule(Decision& decision, const ScheduleMeeting& command,
                   std::optional<MeetingId> made_in, Instant booked_at, Instant accepted_at) {
    const auto id = decision.name<MeetingTag>();
    decision.add(MeetingScheduled{id, command.kind, command.title, command.starts, command.minutes,
                                  once_each(command.players), booked_at, made_in});
    for (const PersonId person : once_each(command.accepted_by))
        accept(decision, {id, command.kind, command.title, command.starts}, person, made_in,
               accepted_at);
    return id;
}

}  // namespace

// ---- booking

// A meeting noted after it was held was accepted at its start at the latest.
Outcome on(const Deal& deal, const ScheduleMeeting& command, const Situation& now) {
    const bool buyer_acts = !command.accepted_by.empty() || now.by.person;
    if (Refusal no = if_over(deal)) return *no;
    if (!buyer_acts)
        if (Refusal no = if_parked(deal)) return *no;
    if (command.booked_in)
        if (Refusal no = if_not_booked_in(deal.meeting(*command.booked_in), command, now))
            return *no;
    if (Refusal no = refuse_schedule(deal, command, now)) return *no;
    if (Refusal no = if_too_many_promises(deal, command.accepted_by.size())) return *no;

    Decision decision(deal, now);
    if (buyer_acts) decision.buyer_acts();
    schedule(decision, command, command.booked_in, now.at, std::min(now.at, command.starts));
    return std::move(decision).events();
}

// Moving it to another day moves the promises to attend; whoever is no longer expected is released.
// It is a buyer act if the buyer moved it (METHOD 2); his move of his own promise is one towards
// the third, ours is not.
Outcome on(const Deal& deal, const ChangeMeeting& command, const Situation& now) {
    if (Refusal no = if_over(deal)) return *no;
    const Meeting* meeting = deal.meeting(command.meeting);
    if (Refusal no = if_called_off(meeting, now)) return *no;
    if (Refusal no = if_debriefed(*meeting)) return *no;
    const std::vector<PersonId> accepted_by =
        once_each(command.accepted_by.value_or(std::vector<PersonId>{}));
    const Side by = now.by.person ? Side::buyer : command.by.value_or(Side::seller);
    const bool buyer_acts = !accepted_by.empty() || by == Side::buyer;
    if (!buyer_acts)
        if (Refusal no = if_parked(deal)) return *no;

    MeetingChanged changed{
        .meeting = meeting->id,
        .kind = command.kind.value_or(meeting->kind),
        .title = command.title.value_or(meeting->title),
        .starts = command.starts.value_or(meeting->starts),
        .minutes = command.minutes.value_or(meeting->minutes),
        .players = command.players ? once_each(*command.players) : meeting->players,
        .at = now.at};
    if (Refusal no = if_minutes_out_of_range(changed.minutes)) return *no;
    if (changed.starts != meeting->starts)
        if (Refusal no = if_too_long_ago(changed.starts, now)) return *no;
    for (const PersonId person : changed.players)
        if (!contains(meeting->players, person))
            if (Refusal no = if_no_player(deal, person)) return *no;
    if (Refusal no = if_accepted_by_others(deal, accepted_by, changed.players)) return *no;
    if (meeting->plan)
        if (Refusal no = if_reserve_out_of_range(meeting->plan->reserve_minutes, changed.minutes))
            return *no;
    if (Refusal no = if_too_many_promises(deal, accepted_by.size())) return *no;

    Decision decision(deal, now);
    if (buyer_acts) decision.buyer_acts();
    if (std::tie(changed.kind, changed.title, changed.starts, changed.minutes, changed.players) !=
        std::tie(meeting->kind, meeting->title, meeting->starts, meeting->minutes,
                 meeting->players))
        decision.add(changed);
    const Date day = now.zone.date_of(changed.starts);
    const bool moved = day != now.zone.date_of(meeting->starts);
    std::vector<PersonId> promised;
    for (const Commitment* promise : open_promises_to_attend(deal, meeting->id)) {
        promised.push_back(*promise->person());
        if (!contains(changed.players, *promise->person()))
            decision.add(PromiseReleased{promise->id, "no longer expected", now.at});
        else if (moved && promise->due != day)
            decision.add(PromiseMoved{promise->id, promise->due, day, by, now.at});
    }
    for (const PersonId person : accepted_by)
        if (!contains(promised, person))
            accept(decision, {meeting->id, changed.kind, changed.title, changed.starts}, person,
                   std::nullopt, std::min(now.at, changed.starts));
    return std::move(decision).events();
}

// Whoever calls it off takes back his word: the buyer withdraws his promise; we release him from
// it.
Outcome on(const Deal& deal, const CancelMeeting& command, const Situation& now) {
    const Meeting* meeting = deal.meeting(command.meeting);
    if (Refusal no = if_called_off(meeting, now)) return *no;
    if (Refusal no = if_debriefed(*meeting)) return *no;

    std::vector<Event> events{MeetingCancelled{meeting->id, command.by, command.why, now.at}};
    for (const Commitment* promise : open_promises_to_attend(deal, meeting->id)) {
        if (command.by == Side::buyer)
            events.push_back(PromiseWithdrawn{promise->id, command.why, now.at});
        else
            events.push_back(PromiseReleased{promise->id, command.why, now.at});
    }
    return events;
}

// ---- planning

namespace {

PromiseDraft promise_in(const AskDraft& ask) {
    return {.side = Side::buyer,
            .person = ask.owner,
            .what = ask.what,
            .due = ask.due,
            .proof = ask.proof,
            .effort = ask.effort};
}

// The same ask in the plan as it was; null if it is new.
const Ask* same_in(const std::optional<Plan>& plan, const AskDraft& draft) {
    if (!plan) return nullptr;
    for (const Ask& ask : plan->asks)
        if (ask.rank == draft.rank && ask.what == draft.what && ask.owner == draft.owner)
            return &ask;
    return nullptr;
}

// Valid already.
Ask ask_from(const Deal& deal, const AskDraft& draft, AskId id, const Situation& now) {
    Ask ask{.id = id,
            .rank = draft.rank,
            .play = draft.play,
            .what = draft.what,
            .effort = draft.effort,
            .owner = *draft.owner,
            .due = *draft.due,
            .proof = draft.proof};
    const Player* owner = deal.player(ask.owner);
    if (now.experience && owner)
        ask.odds_moved = odds_moved(
            now.experience->reckon(ask.play, ask.effort, owner->role, owner->level, now.settings));
    return ask;
}

bool two_of(const std::vector<Ask>& asks, AskRank rank) {
    return std::ranges::count(asks, rank, &Ask::rank) > 1;
}

}  // namespace

// Asks that were answered stay as they are; an open one that is written again keeps its id. A plan
// without best or minimum, with an ask of grade 0, or flat, is a draft: signals say so (METHOD 7).
Outcome on(const Deal& deal, const WritePlan& command, const Situation& now) {
    Decision decision(deal, now);
    if (Refusal no = if_not_in_play(deal)) return *no;
    const Meeting* meeting = deal.meeting(command.meeting);
    if (Refusal no = if_called_off(meeting, now)) return *no;
    if (Refusal no = if_debriefed(*meeting)) return *no;
    if (is_blank(command.purpose))
        return refuse("purpose_missing", "Say where we want to be at the end of this meeting.");
    const std::int64_t standard =
        std::min(meeting->minutes, std::max(meeting->minutes / 6, now.settings.reserve_minutes));
    Plan plan{.written_at = now.at,
              .purpose = command.purpose,
              .whats_up = command.whats_up,
              .reserve_minutes = command.reserve_minutes.value_or(standard)};
    if (Refusal no = if_reserve_out_of_range(plan.reserve_minutes, meeting->minutes)) return *no;

    if (meeting->plan)
        std::ranges::copy_if(meeting->plan->asks, std::back_inserter(plan.asks),
                             [](const Ask& ask) { return ask.outcome != AskOutcome::open; });
    for (const AskDraft& draft : command.asks) {
        const Ask* before = same_in(meeting->plan, draft);
        if (before && before->outcome != AskOutcome::open) continue;
        if (Refusal no = refuse_promise(deal, promise_in(draft), decision.today(), now.settings))
            return *no;
        plan.asks.push_back(
            ask_from(deal, draft, before ? before->id : decision.name<AskTag>(), now));
    }
    if (two_of(plan.asks, AskRank::best))
        return refuse("two_best", "A plan has one best action. Make the others alternatives.");
    if (two_of(plan.asks, AskRank::minimum))
        return refuse("two_minimum",
                      "A plan has one minimum action. Make the others alternatives.");
    if (plan.asks.size() > DealLimits::asks)
        return if_full(plan.asks.size(), DealLimits::asks, "asks in one plan").value();

    decision.add(PlanWritten{meeting->id, std::move(plan), now.at});
    return std::move(decision).events();
}

// ---- holding

namespace {

const Ask* ask_in(const Meeting& meeting, AskId id) {
    if (!meeting.plan) return nullptr;
    const auto at = std::ranges::find(meeting.plan->asks, id, &Ask::id);
    return at == meeting.plan->asks.end() ? nullptr : &*at;
}

bool has_gone_on(const Deal& deal, const Commitment& promise) {
    return !promise.open() || !promise.moves.empty() ||
           std::ranges::any_of(deal.requests, [&](const Request& request) {
               return request.acceptance && request.acceptance->exchange == promise.id;
           });
}

}  // namespace

// Asks can be made at any time: before, in and after the meeting.
Outcome on(const Deal& deal, const AnswerAsk& command, const Situation& now) {
    Decision decision(deal, now);
    const Meeting* meeting = deal.meeting(command.meeting);
    if (Refusal no = if_called_off(meeting, now)) return *no;
    if (Refusal no = if_after_the_end(deal, *meeting)) return *no;
    const Ask* ask = ask_in(*meeting, command.ask);
    if (!ask) return not_found("ask");
    if (ask->outcome != AskOutcome::open)
        return refuse("ask_already_answered", in_quotes(ask->what) + " was " +
                                                  std::string(word_of(ask->outcome)) + " already.");
    if (command.answer == AskAnswer::declined)
        return std::vector<Event>{
            AskAnswered{meeting->id, ask->id, AskOutcome::declined, {}, command.words, now.at}};

    const bool changed = command.answer == AskAnswer::changed;
    if (changed && !command.changed_to)
        return refuse("changed_to_missing",
                      "Say what " + std::string(deal.name_of(ask->owner)) + " agreed to instead.");
    PromiseDraft draft = changed ? *command.changed_to
                                 : PromiseDraft{.side = Side::buyer,
                                                .person = ask->owner,
                                                .what = ask->what,
                                                .due = ask->due,
                                                .proof = ask->proof,
                                                .effort = ask->effort};
    if (draft.side != Side::buyer)
        return refuse("owner_on_the_other_side",
                      "What is agreed to an ask is the buyer's promise.");
    if (!draft.person && !draft.member) draft.person = ask->owner;
    if (Refusal no = refuse_promise(deal, draft, decision.today(), now.settings)) return *no;
    if (Refusal no = if_too_many_promises(deal, 1)) return *no;

    Commitment promise =
        commitment_from(draft, decision.name<CommitmentTag>(), now.at, Side::seller);
    promise.meeting = meeting->id;
    if (!began_before_the_end(deal, *meeting)) decision.buyer_acts();
    decision.propose(promise);
    decision.agree(promise, now.at);
    decision.add(AskAnswered{meeting->id, ask->id,
                             changed ? AskOutcome::changed : AskOutcome::accepted, promise.id,
                             command.words, now.at});
    return std::move(decision).events();
}

// What comes to one's mind while one is there: an ask that the plan did not have. With its answer
// it is one act, for the tap of somebody who sits in the meeting.
Outcome on(const Deal& deal, const PlaceAsk& command, const Situation& now) {
    Decision decision(deal, now);
    const Meeting* meeting = deal.meeting(command.meeting);
    if (Refusal no = if_called_off(meeting, now)) return *no;
    if (Refusal no = if_after_the_end(deal, *meeting)) return *no;
    if (!meeting->plan)
        return refuse("plan_not_written",
                      "There is no plan that it could be added to. Write one: two minutes are "
                      "enough.");
    AskDraft draft = command.ask;
    draft.rank = AskRank::alternative;
    if (Refusal no = refuse_promise(deal, promise_in(draft), decision.today(), now.settings))
        return *no;
    if (Refusal no = if_full(meeting->plan->asks.size(), DealLimits::asks, "asks in one plan"))
        return *no;

    Plan plan = *meeting->plan;
    plan.written_at = now.at;
    const auto id = decision.name<AskTag>();
    plan.asks.push_back(ask_from(deal, draft, id, now));
    std::vector<Event> events{PlanWritten{meeting->id, std::move(plan), now.at}};
    if (!command.answer) return events;

    TRY(auto answered, on(evolve(deal, events.front()),
                          AnswerAsk{.meeting = meeting->id,
                                    .ask = id,
                                    .answer = *command.answer,
                                    .words = command.words,
                                    .changed_to = {}},
                          now));
    std::ranges::move(answered, std::back_inserter(events));
    return events;
}

// A tap on the wrong button, until the debrief has told it. What the promise went on to is not
// undone behind anybody's back: it is refused instead.
Outcome on(const Deal& deal, const CorrectAsk& command, const Situation& now) {
    const Meeting* meeting = deal.meeting(command.meeting);
    if (Refusal no = if_called_off(meeting, now)) return *no;
    if (Refusal no = if_debriefed(*meeting)) return *no;
    const Ask* ask = ask_in(*meeting, command.ask);
    if (!ask) return not_found("ask");
    if (ask->outcome == AskOutcome::open)
        return refuse("nothing_to_correct",
                      "Nobody has said yet what came of " + in_quotes(ask->what) + ".");
    const Commitment* promise = ask->commitment ? deal.commitment(*ask->commitment) : nullptr;
    if (promise && has_gone_on(deal, *promise))
        return refuse("promise_has_gone_on", in_quotes(promise->what) +
                                                 " has gone on since: it was moved or settled, or "
                                                 "is the exchange for a request.");

    Decision decision(deal, now);
    decision.add(AskCorrected{meeting->id, ask->id, now.at});
    if (promise && has_advance(deal) && !has_advance(deal, promise->id))
        decision.add(PipelineLeft{now.at});
    return std::move(decision).events();
}

// Parking is a command of its own that the screen leads to; this records what was said.
Outcome on(const Deal& deal, const RecordHesitation& command, const Situation& now) {
    const Meeting* meeting = deal.meeting(command.meeting);
    if (Refusal no = if_called_off(meeting, now)) return *no;
    if (Refusal no = if_after_the_end(deal, *meeting)) return *no;
    if (is_blank(command.words))
        return refuse("words_missing", "Write down the hesitation in the buyer's words.");
    return std::vector<Event>{
        HesitationRecorded{meeting->id, command.words, command.choice, now.at}};
}

Outcome on(const Deal& deal, const TakeReading& command, const Situation& now) {
    const Meeting* meeting = deal.meeting(command.meeting);
    if (Refusal no = if_called_off(meeting, now)) return *no;
    if (Refusal no = if_after_the_end(deal, *meeting)) return *no;
    if (!deal.player(command.who))
        return refuse("player_unknown",
                      "Who was asked is not a player in this deal. Add the person first.");
    return std::vector<Event>{ReadingTaken{meeting->id,
                                           {.who = command.who,
                                            .at = now.at,
                                            .most_interesting = command.most_interesting,
                                            .to_clarify = command.to_clarify,
                                            .next_step = command.next_step,
                                            .words = command.words},
                                           now.at}};
}

// ---- debriefing

// What was promised and asked in a meeting happened in it, at its end at the latest, whenever it is
// told. Attendance keeps the promises to attend, absence misses them.
Outcome on(const Deal& deal, const DebriefMeeting& command, const Situation& now) {
    const Meeting* meeting = deal.meeting(command.meeting);
    if (Refusal no = if_called_off(meeting, now)) return *no;
    if (Refusal no = if_after_the_end(deal, *meeting)) return *no;
    if (meeting->starts > now.at)
        return refuse("meeting_not_begun", "That meeting begins on " +
                                               words_of(now.zone.date_of(meeting->starts)) +
                                               "; nothing can have come of it yet.");
    if (Refusal no = if_debriefed(*meeting)) return *no;
    for (const PersonId person : command.attended)
        if (!deal.player(person))
            return refuse("attended_unknown",
                          "Somebody who was there is not a player in this deal. Add the person "
                          "first.");
    const Instant then = std::min(now.at, meeting->ends());
    for (const PromiseDraft& draft : command.promises)
        if (Refusal no = refuse_promise(deal, draft, now.zone.date_of(then), now.settings))
            return *no;
    for (const RequestDraft& draft : command.requests)
        if (Refusal no = if_no_player(deal, draft.by)) return *no;
    if (command.next_meeting) {
        if (Refusal no = if_not_later(*meeting, *command.next_meeting)) return *no;
        if (Refusal no = refuse_schedule(deal, *command.next_meeting, now)) return *no;
    }
    if (Refusal no = if_too_many_promises(
            deal, command.promises.size() +
                      (command.next_meeting ? command.next_meeting->accepted_by.size() : 0)))
        return *no;
    if (!command.requests.empty())
        if (Refusal no = if_full(deal.requests.size() + command.requests.size() - 1,
                                 DealLimits::requests, "requests"))
            return *no;

    Decision decision(deal, now);
    const std::vector<PersonId> attended = once_each(command.attended);
    if (!attended.empty() && !began_before_the_end(deal, *meeting)) decision.buyer_acts();

    for (const Commitment* promise : open_promises_to_attend(deal, meeting->id)) {
        const Instant agreed_at = *promise->agreed_at();
        const Punctual punctual = promise->moved_too_often() ? Punctual::late : Punctual::on_time;
        if (contains(attended, *promise->person()))
            decision.add(PromiseKept{promise->id, punctual, std::max(agreed_at, meeting->starts)});
        else
            decision.add(PromiseMissed{promise->id, std::max(agreed_at, then)});
    }
    for (const PromiseDraft& draft : command.promises) {
        const bool ours = draft.side == Side::seller;
        const bool offered = !ours && draft.initiative == Initiative::unasked;
        Commitment promise = commitment_from(draft, decision.name<CommitmentTag>(), then,
                                             offered ? Side::buyer : Side::seller);
        promise.meeting = meeting->id;
        decision.propose(promise);
        decision.agree(promise, then);
    }
    for (const RequestDraft& draft : command.requests)
        decision.add(RequestAsked{decision.name<RequestTag>(), draft.kind, draft.what, draft.by,
                                  meeting->id, then});
    std::optional<MeetingId> next = booked_in(deal, meeting->id);
    if (command.next_meeting)
        next = schedule(decision, *command.next_meeting, meeting->id, then, then);
    decision.add(MeetingDebriefed{meeting->id, attended, next,
                                  next ? std::string{} : command.no_next_because, command.notes,
                                  now.at});
    return std::move(decision).events();
}

Outcome on(const Deal& deal, const SendRecap& command, const Situation& now) {
    const Meeting* meeting = deal.meeting(command.meeting);
    if (Refusal no = if_called_off(meeting, now)) return *no;
    if (!meeting->debrief)
        return refuse("not_debriefed",
                      "Debrief the meeting first: the recap says what came of it.");
    if (meeting->recap_sent_at)
        return refuse(
            "recap_already_sent",
            "The recap went out on " + words_of(now.zone.date_of(*meeting->recap_sent_at)) + ".");
    return std::vector<Event>{RecapSent{meeting->id, now.at}};
}

Outcome on(const Deal& deal, const CorrectRecap& command, const Situation& now) {
    const Meeting* meeting = deal.meeting(command.meeting);
    if (Refusal no = if_called_off(meeting, now)) return *no;
    if (!meeting->recap_sent_at)
        return refuse("nothing_to_correct", "Nobody has said yet that the recap went out.");
    if (Refusal no = if_no_slip(now, "that the recap went out", "Send it all the same."))
        return *no;
    return std::vector<Event>{RecapCorrected{meeting->id, now.at}};
}

}  // namespace ante::method
