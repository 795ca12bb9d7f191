// Decisions on promises: proposed → agreed | declined, agreed → kept | missed | released |
// withdrawn.
//
// What came of an agreed promise may be said at any time, also when the deal is over or parked. A
// parked deal comes back when the buyer proposes, agrees, keeps or moves; not when a promise is
// missed, withdrawn or declined, which nobody would call a return.

#include <algorithm>

#include "method/decisions.h"

namespace ante::method {
namespace {

// On his page the buyer proposes; elsewhere he does when he offers something unasked.
Side proposer(const ProposePromise& command, const Situation& now) {
    if (command.standing == Standing::proposed && now.by.person) return Side::buyer;
    const bool offered =
        command.promise.side == Side::buyer && command.promise.initiative == Initiative::unasked;
    return offered ? Side::buyer : Side::seller;
}

// Agreed, so that something can come of it; or why not.
Refusal if_not_agreed(const Commitment& promise) {
    if (std::holds_alternative<Proposed>(promise.state))
        return refuse("promise_not_agreed",
                      in_quotes(promise.what) + " was only proposed; nobody has agreed to it yet.");
    if (!promise.open())
        return refuse(
            "promise_already_settled",
            in_quotes(promise.what) + " was " + std::string(word_of(promise.state)) + " already.");
    return std::nullopt;
}

// Still only proposed; or why not.
Refusal if_not_proposed(const Commitment& promise) {
    if (std::holds_alternative<Proposed>(promise.state)) return std::nullopt;
    if (promise.open())
        return refuse("promise_already_agreed",
                      in_quotes(promise.what) +
                          " is agreed already. It can be kept, missed, released or withdrawn.");
    return refuse("promise_already_settled", in_quotes(promise.what) + " was " +
                                                 std::string(word_of(promise.state)) + " already.");
}

bool is_buyers(const Commitment& promise, const Situation& now) {
    return promise.side() == Side::buyer || now.by.person;
}

}  // namespace

Outcome on(const Deal& deal, const ProposePromise& command, const Situation& now) {
    Decision decision(deal, now);
    const PromiseDraft& draft = command.promise;
    const Side proposed_by = proposer(command, now);
    const bool agreed = command.standing == Standing::agreed;
    const bool buyer_acts =
        proposed_by == Side::buyer || now.by.person || (agreed && draft.side == Side::buyer);

    if (Refusal no = if_over(deal)) return *no;
    if (!buyer_acts)
        if (Refusal no = if_parked(deal)) return *no;
    if (Refusal no = refuse_promise(deal, draft, decision.today(), now.settings)) return *no;
    if (command.meeting && !deal.meeting(*command.meeting)) return not_found("meeting");
    if (command.request && !deal.request(*command.request)) return not_found("request");
    if (Refusal no = if_full(deal.commitments.size(), DealLimits::promises, "promises")) return *no;

    Commitment promise =
        commitment_from(draft, decision.name<CommitmentTag>(), now.at, proposed_by);
    promise.meeting = command.meeting;
    promise.request = command.request;
    if (buyer_acts) decision.buyer_acts();
    decision.propose(promise);
    if (agreed) decision.agree(promise, now.at);
    return std::move(decision).events();
}

Outcome on(const Deal& deal, const AgreePromise& command, const Situation& now) {
    Decision decision(deal, now);
    const Commitment* promise = deal.commitment(command.promise);
    if (!promise) return not_found("promise");
    if (Refusal no = if_not_proposed(*promise)) return *no;
    // Ours that we proposed is agreed by the buyer.
    const bool buyer_acts = is_buyers(*promise, now) || promise->proposed_by == Side::seller;
    if (Refusal no = if_over(deal)) return *no;
    if (!buyer_acts)
        if (Refusal no = if_parked(deal)) return *no;
    if (promise->due < decision.today())
        return refuse("due_in_the_past", words_of(promise->due) + " is past. Propose " +
                                             in_quotes(promise->what) + " again with a new day.");

    if (buyer_acts) decision.buyer_acts();
    decision.agree(*promise, now.at);
    return std::move(decision).events();
}

Outcome on(const Deal& deal, const DeclinePromise& command, const Situation& now) {
    const Commitment* promise = deal.commitment(command.promise);
    if (!promise) return not_found("promise");
    if (Refusal no = if_not_proposed(*promise)) return *no;
    return std::vector<Event>{PromiseDeclined{command.promise, command.words, now.at}};
}

// Kept by its day is on time; by the end of that day in the workspace's zone. Three moves make it
// late whenever it comes (METHOD 3).
Outcome on(const Deal& deal, const KeepPromise& command, const Situation& now) {
    Decision decision(deal, now);
    const Commitment* promise = deal.commitment(command.promise);
    if (!promise) return not_found("promise");
    if (Refusal no = if_not_agreed(*promise)) return *no;
    const Date today = decision.today();
    const Date on = command.on.value_or(today);
    const Instant agreed_at = *promise->agreed_at();
    if (on > today)
        return refuse("kept_in_the_future", words_of(on) + " is yet to come. Say that " +
                                                in_quotes(promise->what) + " is done when it is.");
    if (on < now.zone.date_of(agreed_at))
        return refuse("kept_before_it_was_agreed", in_quotes(promise->what) + " was agreed on " +
                                                       words_of(now.zone.date_of(agreed_at)) +
                                                       "; it can't have been kept before.");

    // Of an earlier day nobody knows the hour: noon stands for it.
    const Instant noon = now.zone.at(on, 12h);
    const Instant at = std::max(agreed_at, on == today ? now.at : noon);
    const bool late = on > promise->due || promise->moved_too_often();
    if (is_buyers(*promise, now)) decision.buyer_acts();
    decision.add(PromiseKept{promise->id, late ? Punctual::late : Punctual::on_time, at});
    return std::move(decision).events();
}

Outcome on(const Deal& deal, const MissPromise& command, const Situation& now) {
    const Commitment* promise = deal.commitment(command.promise);
    if (!promise) return not_found("promise");
    if (Refusal no = if_not_agreed(*promise)) return *no;
    return std::vector<Event>{PromiseMissed{command.promise, now.at}};
}

// What follows from a debrief or a cancelled meeting was not said of the promise.
Outcome on(const Deal& deal, const CorrectPromise& command, const Situation& now) {
    const Commitment* promise = deal.commitment(command.promise);
    if (!promise) return not_found("promise");
    if (promise->open() || std::holds_alternative<Proposed>(promise->state))
        return refuse("nothing_to_correct",
                      "Nobody has said yet what came of " + in_quotes(promise->what) + ".");
    const Meeting* meeting = promise->attends ? deal.meeting(*promise->attends) : nullptr;
    if (meeting && (meeting->debrief || meeting->cancelled_at))
        return refuse("told_by_the_meeting", in_quotes(promise->what) +
                                                 " follows from the meeting: who came to it, or "
                                                 "that it was called off.");
    if (Refusal no = if_no_slip(now, "what came of " + in_quotes(promise->what),
                                "Write a note, or make the promise anew."))
        return *no;
    return std::vector<Event>{PromiseCorrected{promise->id, now.at}};
}

Outcome on(const Deal& deal, const ReleasePromise& command, const Situation& now) {
    const Commitment* promise = deal.commitment(command.promise);
    if (!promise) return not_found("promise");
    if (Refusal no = if_not_agreed(*promise)) return *no;
    return std::vector<Event>{PromiseReleased{command.promise, command.why, now.at}};
}

Outcome on(const Deal& deal, const WithdrawPromise& command, const Situation& now) {
    const Commitment* promise = deal.commitment(command.promise);
    if (!promise) return not_found("promise");
    if (Refusal no = if_not_agreed(*promise)) return *no;
    return std::vector<Event>{PromiseWithdrawn{command.promise, command.why, now.at}};
}

// Today is allowed: "it was due on Friday, you have it tonight".
Outcome on(const Deal& deal, const MovePromise& command, const Situation& now) {
    Decision decision(deal, now);
    const Commitment* promise = deal.commitment(command.promise);
    if (!promise) return not_found("promise");
    if (Refusal no = if_not_agreed(*promise)) return *no;
    if (Refusal no = if_over(deal)) return *no;
    const Side by = now.by.person ? Side::buyer : command.by.value_or(promise->side());
    if (by == Side::seller)
        if (Refusal no = if_parked(deal)) return *no;
    if (command.to < decision.today())
        return refuse("due_in_the_past", words_of(command.to) + " is past. Choose a later day.");
    if (command.to == promise->due)
        return refuse("same_day", in_quotes(promise->what) + " is due on " +
                                      words_of(promise->due) + " already.");
    if (promise->moves.size() >= DealLimits::moves)
        return refuse("moved_too_often", in_quotes(promise->what) + " was moved " +
                                             std::to_string(promise->moves.size()) +
                                             " times. Call it missed, or release it.");

    if (by == Side::buyer) decision.buyer_acts();
    decision.add(PromiseMoved{promise->id, promise->due, command.to, by, now.at});
    return std::move(decision).events();
}

}  // namespace ante::method
