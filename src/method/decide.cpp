#include "method/decide.h"

#include <algorithm>

#include "base/json.h"
#include "method/decisions.h"

namespace ante::method {
namespace {

std::optional<Instant> passed_before(const Deal& deal) {
    if (const Won* won = std::get_if<Won>(&deal.state)) return won->pipeline_since;
    if (const Lost* lost = std::get_if<Lost>(&deal.state)) return lost->pipeline_since;
    if (const Parked* parked = std::get_if<Parked>(&deal.state)) return parked->pipeline_since;
    return std::nullopt;
}

}  // namespace

// A command without its overload in decisions.h does not compile.
Outcome decide(const Deal& deal, const Command& command, const Situation& situation) {
    if (deal.id.nil() && !std::holds_alternative<OpenDeal>(command)) return not_found("deal");
    return std::visit([&](const auto& c) { return on(deal, c, situation); }, command);
}

Result<Decided> carry_out(Deal deal, const Command& command, const Situation& situation) {
    TRY(std::vector<Event> events, decide(deal, command, situation));
    for (const Event& event : events) deal = evolve(std::move(deal), event);
    return Decided{std::move(deal), std::move(events)};
}

// ---- what follows by itself

void Decision::returns(Side by, std::string why) {
    if (deal.in_play() || returned_) return;
    if (by == Side::buyer && deal.over()) return;
    returned_ = true;
    add(DealReturned{by, std::move(why), now.at});
    // An advance that was noted while the deal rested opens the door when it comes back.
    if (!passed_before(deal) && has_advance(deal)) pass_the_door(now.at);
}

void Decision::propose(const Commitment& promise) {
    add(PromiseProposed{promise, promise.proposed_at});
}

void Decision::agree(const Commitment& promise, Instant at) {
    add(PromiseAgreed{promise.id, at});
    if (promise.side() == Side::buyer && is_advance(promise.effort) && before_the_door())
        pass_the_door(at);
}

bool Decision::before_the_door() const {
    if (passed_) return false;
    if (std::holds_alternative<Prospect>(deal.state)) return true;
    return returned_ && !passed_before(deal);
}

void Decision::pass_the_door(Instant at) {
    passed_ = true;
    add(PipelineEntered{std::max(deal.opened_at, at)});
}

// ---- guards

Refusal if_over(const Deal& deal) {
    if (!deal.over()) return std::nullopt;
    return refuse("deal_is_over", deal.name + " was " + std::string(word_of(deal.state)) +
                                      ". If it goes on, reopen it first and say why.");
}

Refusal if_parked(const Deal& deal) {
    const Parked* parked = std::get_if<Parked>(&deal.state);
    if (!parked) return std::nullopt;
    return refuse("deal_is_parked", deal.name + " is parked until " + words_of(parked->until) +
                                        ". It comes back by a buyer's act; or reopen it and say "
                                        "why.");
}

Refusal if_not_in_play(const Deal& deal) {
    if (Refusal no = if_over(deal)) return no;
    return if_parked(deal);
}

Refusal if_full(std::size_t have, std::size_t limit, std::string_view what) {
    if (have < limit) return std::nullopt;
    return refuse("deal_is_full", "One deal holds at most " + std::to_string(limit) + " " +
                                      std::string(what) + ". Open a new deal for what comes next.");
}

Refusal if_negative(const std::optional<Money>& amount) {
    if (!amount || amount->minor >= 0) return std::nullopt;
    return refuse("amount_negative", "A deal can't be worth less than nothing.");
}

Refusal if_no_player(const Deal& deal, PersonId person) {
    const Player* player = deal.player(person);
    if (!player)
        return refuse("player_unknown",
                      "This person is not a player in the deal. Add the person first.");
    if (player->left_at)
        return refuse("player_unknown",
                      player->name + " has left the deal. Add " + player->name + " again first.");
    return std::nullopt;
}

Refusal if_not_a_meeting_held(const Deal& deal, const std::optional<MeetingId>& meeting,
                              const Situation& now) {
    if (!meeting) return std::nullopt;
    const Meeting* m = deal.meeting(*meeting);
    if (!m) return not_found("meeting");
    if (m->cancelled_at)
        return refuse("meeting_cancelled", "That meeting was called off; nothing came of it.");
    if (m->starts > now.at)
        return refuse("meeting_not_begun", "That meeting begins on " +
                                               words_of(now.zone.date_of(m->starts)) +
                                               "; nothing can have come of it yet.");
    return std::nullopt;
}

Refusal if_no_slip(const Situation& now, std::string_view what, std::string_view instead) {
    if (!now.said || now.said->by != now.by)
        return refuse("said_by_another", "Somebody else said " + std::string(what) + ".");
    if (now.at - now.said->at > slip_is_noticed)
        return refuse("too_late_to_correct",
                      "That was said more than ten minutes ago. " + std::string(instead));
    return std::nullopt;
}

bool has_advance(const Deal& deal, std::optional<CommitmentId> but) {
    return std::ranges::any_of(deal.commitments, [&](const Commitment& promise) {
        return promise.side() == Side::buyer && is_advance(promise.effort) &&
               promise.was_agreed() && promise.id != but;
    });
}

bool is_current(const Player* player) {
    return player && !player->left_at;
}

std::string in_quotes(std::string_view text) {
    return "\"" + std::string(text) + "\"";
}

}  // namespace ante::method
