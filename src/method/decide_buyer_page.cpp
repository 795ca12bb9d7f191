// Decisions on what the buyer does on his page, and on our answers to it (METHOD 14): he proposes,
// nothing is changed behind our back, and nothing of his is changed behind his.

#include <algorithm>

#include "base/json.h"
#include "method/decisions.h"

namespace ante::method {
namespace {

// Who acts, as a player who is in the deal now.
Refusal if_not_a_player(const Deal& deal, const Situation& now) {
    if (!now.by.person) return refuse("buyer_missing", "That is for the buyer to do, on his page.");
    return if_no_player(deal, *now.by.person);
}

Refusal if_settled(const Commitment& promise) {
    if (promise.open() || std::holds_alternative<Proposed>(promise.state)) return std::nullopt;
    return refuse("promise_already_settled", in_quotes(promise.what) + " was " +
                                                 std::string(word_of(promise.state)) + " already.");
}

Refusal if_nothing_else_proposed(const Commitment& promise) {
    if (promise.open_counter()) return std::nullopt;
    return refuse("counter_not_found",
                  "Nothing else is proposed for " + in_quotes(promise.what) + ".");
}

Refusal if_answered(const Colleague& colleague) {
    if (colleague.waits()) return std::nullopt;
    return refuse(
        "colleague_answered",
        colleague.name + " was " + (colleague.became ? "confirmed" : "dismissed") + " already.");
}

// Is it the same text, but for blanks around it?
bool same(std::string_view a, std::string_view b) {
    const auto bare = [](std::string_view text) {
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
        while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
        return text;
    };
    return bare(a) == bare(b);
}

}  // namespace

Outcome on(const Deal& deal, const CounterPromise& command, const Situation& now) {
    Decision decision(deal, now);
    const Commitment* promise = deal.commitment(command.promise);
    if (!promise) return not_found("promise");
    if (Refusal no = if_not_a_player(deal, now)) return *no;
    if (Refusal no = if_over(deal)) return *no;
    if (Refusal no = if_settled(*promise)) return *no;
    Counter counter{.at = now.at, .by = *now.by.person, .words = command.words};
    if (!is_blank(command.what) && !same(command.what, promise->what)) counter.what = command.what;
    if (command.due && *command.due != promise->due) counter.due = command.due;
    if (counter.what.empty() && !counter.due)
        return refuse("counter_empty", "Say what should be different: the words, or the day.");
    if (is_blank(promise->proof) && !counter.what.empty() && is_vague(counter.what))
        return refuse("promise_vague",
                      in_quotes(counter.what) + " can't be seen to be done. Say what exactly.");
    if (counter.due && *counter.due < decision.today())
        return refuse("due_in_the_past", words_of(*counter.due) + " is past. Choose a later day.");
    if (Refusal no = if_full(promise->counters.size(), DealLimits::counters,
                             "other proposals for one promise"))
        return *no;

    decision.buyer_acts();
    decision.add(PromiseCountered{promise->id, std::move(counter), now.at});
    return std::move(decision).events();
}

// The move is the buyer's, of the day on which he proposed it: our yes ends none of his silence.
Outcome on(const Deal& deal, const AcceptCounter& command, const Situation& now) {
    Decision decision(deal, now);
    const Commitment* promise = deal.commitment(command.promise);
    if (!promise) return not_found("promise");
    if (Refusal no = if_settled(*promise)) return *no;
    if (Refusal no = if_nothing_else_proposed(*promise)) return *no;
    if (Refusal no = if_not_in_play(deal)) return *no;
    const Counter& counter = *promise->open_counter();
    if (const Date due = counter.due.value_or(promise->due); due < decision.today())
        return refuse("due_in_the_past",
                      words_of(due) + " is past. Agree on a new day with the buyer.");
    if (counter.due && promise->moves.size() >= DealLimits::moves)
        return refuse("moved_too_often", in_quotes(promise->what) + " was moved " +
                                             std::to_string(promise->moves.size()) +
                                             " times. Call it missed, or release it.");

    decision.add(CounterAccepted{promise->id, now.at});
    if (!promise->open())
        decision.agree(*promise, now.at);
    else if (counter.due)
        decision.add(
            PromiseMoved{promise->id, promise->due, *counter.due, Side::buyer, counter.at});
    return std::move(decision).events();
}

Outcome on(const Deal& deal, const LeaveCounter& command, const Situation& now) {
    const Commitment* promise = deal.commitment(command.promise);
    if (!promise) return not_found("promise");
    if (Refusal no = if_settled(*promise)) return *no;
    if (Refusal no = if_nothing_else_proposed(*promise)) return *no;
    return std::vector<Event>{CounterLeft{promise->id, command.words, now.at}};
}

Outcome on(const Deal& deal, const NameColleague& command, const Situation& now) {
    if (Refusal no = if_not_a_player(deal, now)) return *no;
    if (Refusal no = if_over(deal)) return *no;
    if (is_blank(command.name)) return refuse("name_missing", "Say who it is.");
    for (const Player& player : deal.players)
        if (is_current(&player) && same(player.name, command.name))
            return refuse("player_already_there", player.name + " is in the room already.");
    for (const Colleague& colleague : deal.colleagues)
        if (colleague.waits() && same(colleague.name, command.name))
            return refuse("colleague_already_named", colleague.name + " was named already.");
    if (Refusal no = if_full(deal.colleagues.size(), DealLimits::colleagues, "named colleagues"))
        return *no;

    Decision decision(deal, now);
    decision.buyer_acts();
    decision.add(ColleagueNamed{{.id = decision.name<ColleagueTag>(),
                                 .at = now.at,
                                 .by = *now.by.person,
                                 .name = command.name,
                                 .email = command.email,
                                 .does = command.does},
                                now.at});
    decision.add(SignReceived{
        {SignKind::named_colleague, now.by.person, now.at, command.name, Channel::page}, now.at});
    return std::move(decision).events();
}

Outcome on(const Deal& deal, const ConfirmColleague& command, const Situation& now) {
    const Colleague* colleague = deal.colleague(command.colleague);
    if (!colleague) return not_found("colleague");
    if (Refusal no = if_answered(*colleague)) return *no;
    if (Refusal no = if_not_in_play(deal)) return *no;
    const ColleagueConfirmed confirmed{colleague->id, command.person, now.at};
    if (is_current(deal.player(command.person))) return std::vector<Event>{confirmed};

    // He was named when the buyer named him; that is no second act.
    Situation ours = now;
    ours.by.person.reset();
    TRY(std::vector<Event> events,
        on(deal, AddPlayer{.person = command.person, .role = command.role, .named_by = {}}, ours));
    events.push_back(confirmed);
    return events;
}

Outcome on(const Deal& deal, const DismissColleague& command, const Situation& now) {
    const Colleague* colleague = deal.colleague(command.colleague);
    if (!colleague) return not_found("colleague");
    if (Refusal no = if_answered(*colleague)) return *no;
    return std::vector<Event>{ColleagueDismissed{colleague->id, now.at}};
}

Outcome on(const Deal& deal, const ShareGoal& command, const Situation& now) {
    const std::string goal = is_blank(command.goal) ? std::string{} : command.goal;
    if (goal == deal.goal) return std::vector<Event>{};
    return std::vector<Event>{GoalShared{goal, now.at}};
}

}  // namespace ante::method
