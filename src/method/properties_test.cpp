// What holds for a deal whatever is done with it, in any order.
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "base/json.h"
#include "unit/method/told.h"

namespace ante::method {
namespace {

// A step is drawn as plain numbers; what they mean depends on the deal it meets, so that most
// commands hit something. `pick` chooses among what is there, and now and then what is not.
struct Step {
    std::uint8_t command = 0;
    std::uint8_t pick = 0;
    std::uint8_t day = 0;
    std::uint8_t wait = 0;
};

template <class Part>
auto chosen(const std::vector<Part>& parts, std::uint8_t pick) {
    using Id = decltype(Part{}.id);
    return parts.empty() || pick == 255 ? Id{} : parts[pick % parts.size()].id;
}

PersonId someone(const Told& told, std::uint8_t pick) {
    const PersonId people[] = {told.dana, told.dana, told.rob, told.carl, told.stranger};
    return people[pick % 5];
}

PromiseDraft a_promise(const Told& told, const Step& step) {
    PromiseDraft draft;
    draft.side = step.pick % 3 == 0 ? Side::seller : Side::buyer;
    if (draft.side == Side::seller)
        draft.member = told.sam;
    else
        draft.person = someone(told, step.pick);
    draft.what = step.pick % 11 == 10 ? "follow up" : "bring “it” \\ to\nthe table";
    draft.due = told.zone.date_of(told.now) + Days{step.day % 20} - Days{1};
    draft.effort = static_cast<Effort>(step.day % 6);
    draft.initiative = static_cast<Initiative>(step.pick % 2);
    if (step.day % 7 == 0) draft.proves = "decide";
    return draft;
}

ScheduleMeeting a_meeting(const Told& told, const Step& step) {
    ScheduleMeeting meeting{.title = step.day % 2 == 0 ? "" : "Kick-off",
                            .starts = told.now + hours{step.day} - 48h,
                            .minutes = 15 + step.pick % 90,
                            .players = {told.dana, told.rob}};
    if (step.pick % 2 == 0) meeting.accepted_by = {told.dana};
    return meeting;
}

// Corrections mostly come right after what they correct.
template <class Part, class Is>
auto last_where(const std::vector<Part>& parts, Is is) -> decltype(Part::id) {
    for (auto part = parts.rbegin(); part != parts.rend(); ++part)
        if (std::invoke(is, *part)) return part->id;
    return {};
}
CorrectAsk last_answered(const Deal& deal) {
    const auto answered = [](const Ask& ask) { return ask.outcome != AskOutcome::open; };
    CorrectAsk correct;
    for (const Meeting& meeting : deal.meetings)
        if (meeting.plan && !meeting.debrief && std::ranges::any_of(meeting.plan->asks, answered))
            correct = {meeting.id, last_where(meeting.plan->asks, answered)};
    return correct;
}

Command command_of(const Told& told, const Step& s) {
    const Deal& deal = told.deal;
    const Date day = told.zone.date_of(told.now) + Days{s.day % 20} - Days{2};
    const CommitmentId promise = chosen(deal.commitments, s.pick);
    // Of requests mostly the last, which is the one that goes on.
    const RequestId request = s.pick % 4 && !deal.requests.empty() ? deal.requests.back().id
                                                                   : chosen(deal.requests, s.pick);
    const MeetingId meeting = chosen(deal.meetings, s.pick);
    const PersonId person = someone(told, s.pick);
    switch (s.command % 73) {
        case 60:
        case 66: return CounterPromise{promise, s.day % 3 ? "" : "bring both", day, "later"};
        case 67:
        case 68: return ShareGoal{"goal " + std::to_string(s.day % 3)};
        case 69:
        case 70: {
            StartPlan start{.name = "Our plan", .go_live = day + Days{20}};
            start.lines = {{.key = "test", .when = When{}, .promise = a_promise(told, s)}};
            return start;
        }
        case 71:
        case 72: return MoveGoLive{.to = day + Days{25 + s.pick % 5}};
        case 61: return NameColleague{"Colleague " + std::to_string(s.day % 4), "", "signs"};
        case 62: return AcceptCounter{last_where(deal.commitments, &Commitment::open_counter)};
        case 63: return LeaveCounter{promise, "no"};
        case 64: return ConfirmColleague{chosen(deal.colleagues, s.pick), told.carl, Role::user};
        case 65: return DismissColleague{chosen(deal.colleagues, s.pick)};
        case 50:
        case 53:
        case 54: return last_answered(deal);
        case 51:
        case 55: return CorrectRecap{last_where(deal.meetings, &Meeting::recap_sent_at)};
        case 52: return Snooze{};
        case 56:
        case 57:
        case 58:
        case 59: {
            const auto delivered = [](const Request& r) {
                return r.state == RequestState::delivered;
            };
            return CorrectDelivery{last_where(deal.requests, delivered)};
        }
        case 0: return ChangeDeal{.name = "Deal " + std::to_string(s.day), .amount = Money{7, {}}};
        case 1: return HandOver{s.day % 2 ? told.sam : MemberId{told.stranger.value}};
        case 2: return EnterStage{told.settings.stages[s.pick % 5].id, s.day % 2 ? "hurry" : ""};
        case 3:
            return s.day % 8 ? Command{AddNote{"a note"}}
                             : Command{WinDeal{.amount = Money{s.day, {}}}};
        case 4:
            if (s.day % 8 == 0) return LoseDeal{LostTo::competitor, "price", meeting};
            if (s.day % 8 == 1) return ProposeLettingGo{.until = day, .why = "no act"};
            return s.day % 8 == 2 ? Command{DeclineLettingGo{}} : Command{AgreeLettingGo{}};
        case 5: return ParkDeal{day, "later", {}};
        case 6:
        case 44:
        case 45: return ReopenDeal{"it goes on"};
        case 7: return AddPlayer{person, Role::approver, {}};
        case 8: return AddPlayer{person, Role::user, told.dana};
        case 9: return ChangePlayer{person, static_cast<Role>(s.day % 6)};
        case 10: return s.day % 5 ? Command{Snooze{day}} : Command{RemovePlayer{person}};
        case 11: return FollowPerson{person, "Somebody else", Level::director};
        case 12: return WriteHomework{{.issue = "idle trucks", .desired_result = "fewer"}};
        case 13:
        case 14: return a_meeting(told, s);
        case 15:
            return ChangeMeeting{.meeting = meeting,
                                 .starts = told.now + hours{s.day},
                                 .accepted_by = std::vector{told.rob}};
        case 16: return CancelMeeting{meeting, static_cast<Side>(s.day % 2), "ill"};
        case 17:
        case 18: {
            WritePlan plan{.meeting = meeting, .purpose = "shortlist", .whats_up = "what's up?"};
            for (const AskRank rank : {AskRank::best, AskRank::minimum, AskRank::alternative})
                plan.asks.push_back({.rank = rank,
                                     .play = "bring_the_boss",
                                     .what = "do " + std::to_string(s.day % 3),
                                     .effort = static_cast<Effort>((s.day + s.pick) % 6),
                                     .owner = told.dana,
                                     .due = day + Days{3}});
            return plan;
        }
        case 19:
        case 20: {
            const Meeting* m = deal.meeting(meeting);
            AnswerAsk answer{.meeting = meeting, .answer = static_cast<AskAnswer>(s.day % 3)};
            if (m && m->plan) answer.ask = chosen(m->plan->asks, s.day);
            if (answer.answer == AskAnswer::changed) answer.changed_to = a_promise(told, s);
            return answer;
        }
        case 21: return RecordHesitation{meeting, "budget is frozen", KeepOrPark::park};
        case 22: return TakeReading{.meeting = meeting, .who = person, .words = "well"};
        case 23:
        case 24: {
            DebriefMeeting debrief{.meeting = meeting};
            if (s.day % 2) debrief.attended = {told.dana, told.rob};
            if (s.day % 3) debrief.promises = {a_promise(told, s)};
            if (s.day % 5 == 0) debrief.requests = {{RequestKind::demo, "", told.dana}};
            if (s.day % 5 == 1) debrief.next_meeting = a_meeting(told, s);
            return debrief;
        }
        case 25: {
            if (s.day % 2) return SendRecap{meeting};
            PlaceAsk place{.meeting = meeting};
            place.ask.what = "do " + std::to_string(s.day % 3);
            place.ask.effort = static_cast<Effort>((s.day + s.pick) % 6);
            place.ask.owner = told.dana;
            place.ask.due = day + Days{3};
            if (s.pick % 3) place.answer = static_cast<AskAnswer>(s.pick % 3);
            return place;
        }
        case 26:
        case 27:
        case 28:
            return ProposePromise{.promise = a_promise(told, s),
                                  .standing = static_cast<Standing>(s.day % 2)};
        case 29: return AgreePromise{promise};
        case 30: return DeclinePromise{promise, "no time"};
        case 31: return KeepPromise{promise, {}};
        case 32: return KeepPromise{promise, day};
        case 33: return MissPromise{promise};
        case 34:
            return s.day % 2 ? Command{ReleasePromise{promise}} : Command{WithdrawPromise{promise}};
        case 35:
        case 36: return MovePromise{promise, day};
        case 37: return AskRequest{{static_cast<RequestKind>(s.day % 9), "it", person}, {}};
        case 38:
        case 39: {
            AcceptRequest accept = told.acceptance(request);
            if (s.day % 2) accept.override_reason = "the tender closes";
            if (s.day % 3 == 0) {
                accept.nothing_in_exchange = false;
                accept.exchange_promise = a_promise(told, s);
            }
            accept.ends_on = day;
            accept.success_criteria = "ten drivers log in";
            return accept;
        }
        case 40:
        case 46:
        case 47:
            return s.day % 4 ? Command{DeliverRequest{request}}
                             : Command{DeclineRequest{request, "no"}};
        case 41:
        case 48:
        case 49:
            return AnswerRequest{.request = request, .satisfied = s.day % 2 == 0, .missing = "it"};
        case 42:
            return s.day % 3 ? Command{MakeTouch{static_cast<TouchKind>(s.day % 7), person}}
                             : Command{WithdrawRequest{request, "gone"}};
        default:
            if (s.day % 3 == 0) return CorrectPromise{promise};
            return s.day % 2 ? Command{RecordReply{told.dana, "fine"}}
                             : Command{AnswerTouch{chosen(deal.touches, s.pick), "call me"}};
    }
}

std::vector<Step> some_steps(std::size_t most) {
    const auto bytes = *rc::gen::resize(
        static_cast<int>(4 * most),
        rc::gen::container<std::vector<std::uint8_t>>(rc::gen::inRange<std::uint8_t>(0, 255)));
    std::vector<Step> steps;
    for (std::size_t i = 0; i + 3 < bytes.size(); i += 4)
        steps.push_back({bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3]});
    return steps;
}

// METHOD 3: proposed → agreed | declined, agreed → kept | missed | released | withdrawn.
bool may_become(const PromiseState& before, const PromiseState& after) {
    if (before.index() == after.index()) return true;
    if (std::holds_alternative<Proposed>(before))
        return true;  // agreed, and in one command with it, kept: an attended meeting
    return std::holds_alternative<Agreed>(before) && !std::holds_alternative<Proposed>(after) &&
           !std::holds_alternative<Declined>(after);
}

bool agreed_to_an_advance(const Deal& deal) {
    return std::ranges::any_of(deal.commitments, [](const Commitment& promise) {
        return promise.side() == Side::buyer && is_advance(promise.effort) && promise.was_agreed();
    });
}

// What a slip of the finger said is taken back: it stands as before it was said.
bool is_taken_back(const PromiseState& state) {
    return std::holds_alternative<Agreed>(state) || std::holds_alternative<Proposed>(state);
}

enum class Corrected : std::uint8_t { nothing, promise, ask };

void hold_invariants(const Told& told, const Deal& before, Corrected corrected) {
    const Deal& deal = told.deal;
    const bool unasked = corrected == Corrected::ask;
    RC_ASSERT(deal.commitments.size() + (unasked ? 1 : 0) >= before.commitments.size());
    for (const Commitment& was : before.commitments) {
        const Commitment* is = deal.commitment(was.id);
        if (!is) {
            RC_ASSERT(unasked);
            continue;
        }
        RC_ASSERT(may_become(was.state, is->state) ||
                  (corrected == Corrected::promise && is_taken_back(is->state)));
    }
    if (std::holds_alternative<Prospect>(deal.state)) RC_ASSERT(!agreed_to_an_advance(deal));
    if (std::holds_alternative<InPipeline>(deal.state)) RC_ASSERT(agreed_to_an_advance(deal));

    const Ledger ledger = told.ledger();
    if (ledger.skin_in_the_game) {
        RC_ASSERT(*ledger.skin_in_the_game >= 0);
        RC_ASSERT(*ledger.skin_in_the_game <= 100);
    }
    RC_ASSERT(ledger.seller_stake >= 0);
    RC_ASSERT(std::isfinite(ledger.momentum));
    RC_ASSERT(std::ranges::is_sorted(ledger.acts, {}, &Act::at));
    if (ledger.last_buyer_act) RC_ASSERT(*ledger.last_buyer_act <= told.now);
    RC_ASSERT(ledger.meetings_with_advance <= ledger.meetings_held);
    double buyers = 0;
    for (const Act& act : ledger.acts)
        if (act.side == Side::buyer) buyers += act.stake;
    RC_ASSERT(std::abs(buyers - ledger.buyer_stake) < 1e-6);
    for (const Meeting& meeting : deal.meetings)
        RC_ASSERT(verdict_of(deal, meeting).has_value() == meeting.held());
}

Told told_by(const std::vector<Step>& steps) {
    Told told;
    for (const Step& step : steps) {
        told.now += hours{step.wait % 30};
        const Deal before = told.deal;
        const Command command = command_of(told, step);
        const bool his = std::holds_alternative<CounterPromise>(command) ||
                         std::holds_alternative<NameColleague>(command);
        told.by = his ? Actor{.member = {}, .person = told.dana} : Actor{told.sam, {}};
        told.said = Said{told.by, told.now};
        const Result<Decided> decided = told.attempt(command);
        if (!decided) {
            RC_ASSERT(!decided.error().code.empty());
            const char last = decided.error().detail.back();
            const bool sentence = last == '.' || last == '?';
            RC_ASSERT(sentence);
            continue;
        }
        told.deal = decided.value().deal;
        for (const Event& event : decided.value().events) {
            RC_ASSERT(at_of(event) > landmark);
            RC_ASSERT(at_of(event) <= told.now);
            told.history.push_back(event);
        }
        hold_invariants(told, before,
                        std::holds_alternative<CorrectPromise>(command) ? Corrected::promise
                        : std::holds_alternative<CorrectAsk>(command)   ? Corrected::ask
                                                                        : Corrected::nothing);
    }
    told.by = {told.sam, {}};
    return told;
}

TEST(Properties, whatever_is_done_the_deal_is_the_fold_of_its_events) {
    EXPECT_TRUE(rc::check([] {
        const Told told = told_by(some_steps(60));
        Deal folded;
        for (const Event& event : told.history) folded = evolve(std::move(folded), event);
        RC_ASSERT(folded == told.deal);
    }));
}

TEST(Properties, what_is_stored_reads_back_the_same) {
    EXPECT_TRUE(rc::check([] {
        const Told told = told_by(some_steps(40));
        const std::string stored = to_json(told.deal);
        const auto read = from_json<Deal>(stored, Input::stored);
        RC_ASSERT(read.has_value());
        RC_ASSERT(read.value() == told.deal);
        Deal folded;
        for (const Event& event : told.history) {
            const auto again = from_json<Event>(to_json(event), Input::stored);
            RC_ASSERT(again.has_value());
            RC_ASSERT(to_json(again.value()) == to_json(event));
            folded = evolve(std::move(folded), again.value());
        }
        RC_ASSERT(folded == told.deal);
    }));
}

// The steps above would prove little if they were mostly refused.
TEST(Properties, are_tried_on_every_event) {
    std::mt19937 random(7);
    std::array<int, std::variant_size_v<Event>> seen{};
    for (int i = 0; i < 1000; ++i) {
        std::vector<Step> steps(80);
        for (Step& step : steps) {
            const auto byte = [&] { return static_cast<std::uint8_t>(random()); };
            step = {byte(), byte(), byte(), byte()};
        }
        for (const Event& event : told_by(steps).history) ++seen[event.index()];
    }
    // These follow from merges and undone imports, beside the deal: merge_test tries them. And that
    // the only advance there was is a slip is rare: the scenarios try that. Letting go is agreed
    // between two, and these stories have one who speaks: decide_letting_go_test tries it.
    const auto tried_elsewhere = [](const std::string_view word) {
        return word == PipelineLeft::word || word == DealMoved::word || word == DealRemoved::word ||
               word == PlayerMerged::word || word == PlayerParted::word ||
               word == LettingGoAgreed::word || word == LettingGoDeclined::word;
    };
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const auto word = type_of<Event>().alternatives[i].word;
        if (tried_elsewhere(word)) continue;
        EXPECT_GT(seen[i], 20) << word;
    }
}

// METHOD 6: momentum decays for all deals alike, so their order changes only when somebody acts.
TEST(Properties, the_order_by_momentum_is_the_same_at_any_time) {
    EXPECT_TRUE(rc::check([] {
        const double a = told_by(some_steps(20)).ledger().momentum;
        const double b = told_by(some_steps(20)).ledger().momentum;
        const auto days = *rc::gen::inRange(0, 2000);
        const Instant then = landmark + Days{days};
        const double a_then = momentum_now(a, then, 21);
        const double b_then = momentum_now(b, then, 21);
        const bool same_order = (a < b) == (a_then < b_then) && (a > b) == (a_then > b_then);
        RC_ASSERT(same_order);
    }));
}

// METHOD 6: seller activity adds nothing to momentum, ever.
TEST(Properties, nothing_that_we_do_raises_momentum_or_ends_silence) {
    EXPECT_TRUE(rc::check([] {
        Told told = told_by(some_steps(30));
        const Ledger before = told.ledger();
        for (const Step& step : some_steps(15)) {
            told.now += hours{step.wait % 30};
            PromiseDraft ours = told.ours("send the draft", may(4), Effort::work);
            ours.due = told.zone.date_of(told.now) + Days{3};
            PromiseDraft asked = told.theirs("bring the CFO", may(4), Effort::people);
            asked.due = ours.due;
            const RequestId request = chosen(told.deal.requests, step.pick);
            const Command commands[] = {
                MakeTouch{TouchKind::call, told.dana},
                AddNote{"a note"},
                ProposePromise{.promise = ours, .standing = Standing::agreed},
                ProposePromise{.promise = asked},
                told.acceptance(request),
                DeliverRequest{request},
                ScheduleMeeting{.starts = told.now + 24h, .players = {told.dana}},
                ChangePlayer{told.stranger, Role::user},
                Snooze{*ours.due},
            };
            (void)told.answer_to(commands[step.command % std::size(commands)]);
        }
        const Ledger after = told.ledger();
        RC_ASSERT(after.momentum == before.momentum);
        RC_ASSERT(after.last_buyer_act == before.last_buyer_act);
        RC_ASSERT(after.buyer_stake == before.buyer_stake);
    }));
}

// An event that names an unknown part changes nothing.
template <std::size_t... I>
void each_event(std::index_sequence<I...>) {
    const auto check = [](const Event& event) {
        const auto again = from_json<Event>(to_json(event), Input::stored);
        ASSERT_TRUE(again) << word_of(event);
        EXPECT_EQ(to_json(again.value()), to_json(event));
        EXPECT_EQ(again.value().index(), event.index());
    };
    (check(Event{std::in_place_index<I>}), ...);
}
TEST(Events, each_reads_back_the_same) {
    each_event(std::make_index_sequence<std::variant_size_v<Event>>{});
}

TEST(Events, of_unknown_parts_change_nothing) {
    const Told told;
    for (const Event& event : std::vector<Event>{
             PlayerChanged{},     PlayerRemoved{},      MeetingChanged{},   MeetingCancelled{},
             PlanWritten{},       AskAnswered{},        AskCorrected{},     RecapCorrected{},
             DeliveryCorrected{}, HesitationRecorded{}, ReadingTaken{},     MeetingDebriefed{},
             RecapSent{},         PromiseAgreed{},      PromiseDeclined{},  PromiseKept{},
             PromiseMissed{},     PromiseReleased{},    PromiseWithdrawn{}, PromiseMoved{},
             RequestAccepted{},   RequestDeclined{},    RequestDelivered{}, RequestAnswered{},
             RequestWithdrawn{},  TouchAnswered{}})
        EXPECT_EQ(evolve(told.deal, event), told.deal) << word_of(event);
}

}  // namespace
}  // namespace ante::method
