// Decisions on requests: every piece of free work has a purpose (METHOD 5).
//
//     asked → accepted | declined    accepted → delivered → satisfied | unsatisfied
//     unsatisfied → delivered again  any open one → withdrawn

#include <algorithm>

#include "base/json.h"
#include "method/decisions.h"

namespace ante::method {
namespace {

std::string name_of(const Request& request) {
    if (request.kind == RequestKind::other && !request.what.empty()) return in_quotes(request.what);
    if (request.kind == RequestKind::time) return "the time";
    return "the " + std::string(word_of(request.kind));
}

std::string opening(std::string sentence) {
    if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z')
        sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
    return sentence;
}

// The gate: one at a time. The first that stands in it.
const Request* in_the_gate(const Deal& deal) {
    const auto at = std::ranges::find_if(deal.requests, &Request::blocks);
    return at == deal.requests.end() ? nullptr : &*at;
}

Error close_first(const Deal& deal, const Request& open) {
    const std::string who(deal.name_of(open.by));
    std::string says = open.state == RequestState::delivered
                           ? opening(who) + " has not said whether " + name_of(open) +
                                 " gave what it was asked for. Ask that first"
                           : opening(who) + " did not get what " + name_of(open) +
                                 " was asked for. Close that first";
    return refuse("close_the_open_one_first", std::move(says) + ", or say why this can't wait.");
}

Refusal refuse_trial(const AcceptRequest& command, Date today) {
    if (!command.ends_on) return refuse("trial_needs_an_end", "Say on which day the trial ends.");
    if (*command.ends_on < today)
        return refuse("trial_end_in_the_past",
                      words_of(*command.ends_on) + " is past. Choose the trial's last day.");
    if (is_blank(command.success_criteria))
        return refuse("trial_needs_criteria",
                      "Say what the trial must show, so that both know when it has.");
    return std::nullopt;
}

Refusal refuse_exchange(const Deal& deal, const AcceptRequest& command, const Situation& now) {
    const int given = (command.exchange ? 1 : 0) + (command.exchange_promise ? 1 : 0) +
                      (command.nothing_in_exchange ? 1 : 0);
    if (given == 0)
        return refuse("exchange_missing",
                      "Say what the buyer does in exchange; nothing is allowed, but say so.");
    if (given > 1)
        return refuse("exchange_twice",
                      "Name one thing in exchange: a promise there is, a new one, or nothing.");
    if (command.exchange) {
        const Commitment* promise = deal.commitment(*command.exchange);
        if (!promise || promise->side() != Side::buyer || !promise->open())
            return refuse("exchange_unknown",
                          "What is given in exchange must be an open promise of the buyer.");
    }
    if (command.exchange_promise) {
        if (command.exchange_promise->side != Side::buyer)
            return refuse("owner_on_the_other_side",
                          "The exchange is what the buyer does, not what we do.");
        return refuse_promise(deal, *command.exchange_promise, now.zone.date_of(now.at),
                              now.settings);
    }
    return std::nullopt;
}

}  // namespace

// Asking is a reply that reached us.
Outcome on(const Deal& deal, const AskRequest& command, const Situation& now) {
    if (Refusal no = if_over(deal)) return *no;
    if (Refusal no = if_no_player(deal, command.request.by)) return *no;
    if (command.meeting && !deal.meeting(*command.meeting)) return not_found("meeting");
    if (Refusal no = if_full(deal.requests.size(), DealLimits::requests, "requests")) return *no;

    Decision decision(deal, now);
    decision.buyer_acts();
    decision.add(RequestAsked{decision.name<RequestTag>(), command.request.kind,
                              command.request.what, command.request.by, command.meeting, now.at});
    return std::move(decision).events();
}

Outcome on(const Deal& deal, const AcceptRequest& command, const Situation& now) {
    Decision decision(deal, now);
    const Request* request = deal.request(command.request);
    if (Refusal no = if_not_in_play(deal)) return *no;
    if (!request) return not_found("request");
    if (request->state != RequestState::asked)
        return refuse("request_already_answered", opening(name_of(*request)) + " is " +
                                                      std::string(word_of(request->state)) +
                                                      " already.");
    if (is_blank(command.purpose))
        return refuse("purpose_missing",
                      "Find out what the buyer wants to learn from " + name_of(*request) + ".");
    if (is_blank(command.outcome))
        return refuse("outcome_missing", "Find out what will be different once the buyer has " +
                                             name_of(*request) + ".");
    if (is_blank(command.decision))
        return refuse("decision_missing",
                      "Find out which decision " + name_of(*request) + " serves.");
    if (Refusal no = refuse_exchange(deal, command, now)) return *no;
    if (request->kind == RequestKind::trial)
        if (Refusal no = refuse_trial(command, decision.today())) return *no;
    const Request* open = in_the_gate(deal);
    if (open && is_blank(command.override_reason)) return close_first(deal, *open);
    if (command.exchange_promise)
        if (Refusal no = if_full(deal.commitments.size(), DealLimits::promises, "promises"))
            return *no;

    Acceptance acceptance{.at = now.at,
                          .purpose = command.purpose,
                          .outcome = command.outcome,
                          .decision = command.decision,
                          .exchange = command.exchange,
                          .override_reason = open ? command.override_reason : std::string{},
                          .ends_on = command.ends_on,
                          .success_criteria = command.success_criteria};
    if (command.exchange_promise) {
        Commitment promise = commitment_from(
            *command.exchange_promise, decision.name<CommitmentTag>(), now.at,
            command.exchange_promise->initiative == Initiative::unasked ? Side::buyer
                                                                        : Side::seller);
        promise.request = request->id;
        decision.propose(promise);
        decision.agree(promise, now.at);
        acceptance.exchange = promise.id;
    }
    decision.add(RequestAccepted{request->id, acceptance, now.at});
    return std::move(decision).events();
}

// A first-class answer. What was accepted already is withdrawn, not declined.
Outcome on(const Deal& deal, const DeclineRequest& command, const Situation& now) {
    const Request* request = deal.request(command.request);
    if (!request) return not_found("request");
    if (request->state != RequestState::asked)
        return refuse("request_already_answered", opening(name_of(*request)) + " is " +
                                                      std::string(word_of(request->state)) +
                                                      " already.");
    return std::vector<Event>{RequestDeclined{command.request, command.words, now.at}};
}

Outcome on(const Deal& deal, const DeliverRequest& command, const Situation& now) {
    const Request* request = deal.request(command.request);
    if (Refusal no = if_not_in_play(deal)) return *no;
    if (!request) return not_found("request");
    if (request->state == RequestState::asked)
        return refuse("request_not_accepted",
                      "Accept " + name_of(*request) + " with its purpose before you deliver it.");
    if (request->state == RequestState::delivered)
        return refuse("request_already_delivered", opening(name_of(*request)) +
                                                       " is delivered. Ask " +
                                                       std::string(deal.name_of(request->by)) +
                                                       " whether it was the right "
                                                       "thing.");
    if (!request->open())
        return refuse("request_closed", opening(name_of(*request)) + " is " +
                                            std::string(word_of(request->state)) + ".");
    if (Refusal no = if_full(request->deliveries.size(), DealLimits::deliveries, "deliveries"))
        return *no;
    return std::vector<Event>{RequestDelivered{command.request, now.at}};
}

Outcome on(const Deal& deal, const CorrectDelivery& command, const Situation& now) {
    const Request* request = deal.request(command.request);
    if (!request) return not_found("request");
    if (request->deliveries.empty())
        return refuse("nothing_to_correct",
                      "Nobody has said yet that " + name_of(*request) + " is delivered.");
    if (request->state != RequestState::delivered)
        return refuse("request_already_answered", opening(name_of(*request)) + " is " +
                                                      std::string(word_of(request->state)) +
                                                      " since it was delivered.");
    if (Refusal no = if_no_slip(now, "that " + name_of(*request) + " is delivered",
                                "Write a note, or withdraw the request."))
        return *no;
    return std::vector<Event>{DeliveryCorrected{request->id, now.at}};
}

// Did you get what you were looking for? A buyer act, whoever notes it, on a closed deal too.
Outcome on(const Deal& deal, const AnswerRequest& command, const Situation& now) {
    const Request* request = deal.request(command.request);
    if (!request) return not_found("request");
    if (request->state == RequestState::asked || request->state == RequestState::accepted)
        return refuse("request_not_delivered",
                      opening(name_of(*request)) + " is not delivered yet.");
    if (request->state != RequestState::delivered)
        return refuse("request_already_answered",
                      opening(name_of(*request)) + " is " + std::string(word_of(request->state)) +
                          (request->state == RequestState::unsatisfied
                               ? ". Deliver what is missing, then ask again."
                               : " already."));
    if (command.by && !deal.player(*command.by))
        return refuse("player_unknown",
                      "Who answered is not a player in this deal. Add the person first.");
    if (!command.satisfied && is_blank(command.missing))
        return refuse("say_what_is_missing",
                      "Say what is missing, in the words of " +
                          std::string(deal.name_of(command.by.value_or(request->by))) + ".");

    Decision decision(deal, now);
    decision.buyer_acts();
    decision.add(RequestAnswered{request->id,
                                 {.at = now.at,
                                  .by = command.by.value_or(request->by),
                                  .channel = command.channel,
                                  .satisfied = command.satisfied,
                                  .missing = command.satisfied ? std::string{} : command.missing},
                                 now.at});
    return std::move(decision).events();
}

Outcome on(const Deal& deal, const WithdrawRequest& command, const Situation& now) {
    const Request* request = deal.request(command.request);
    if (!request) return not_found("request");
    if (!request->open())
        return refuse("request_closed", opening(name_of(*request)) + " is " +
                                            std::string(word_of(request->state)) + ".");
    return std::vector<Event>{RequestWithdrawn{command.request, command.why, now.at}};
}

}  // namespace ante::method
