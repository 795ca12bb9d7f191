// Decisions on letting a deal go: one of us proposes, the other agrees or keeps it (METHOD 12).
// What was agreed is carried out by the commands that park and lose.

#include "method/decisions.h"

namespace ante::method {
namespace {

Refusal if_nothing_proposed(const Deal& deal) {
    if (deal.letting_go) return std::nullopt;
    return refuse("letting_go_not_proposed", "Nobody has proposed to let " + deal.name + " go.");
}

}  // namespace

// Who proposed may propose it anew; the other one answers first.
Outcome on(const Deal& deal, const ProposeLettingGo& command, const Situation& now) {
    if (!now.by.member) return refuse("member_missing", "Say which member proposes it.");
    if (Refusal no = if_not_in_play(deal)) return *no;
    if (deal.letting_go && deal.letting_go->by != *now.by.member)
        return refuse("letting_go_proposed",
                      "Letting " + deal.name + " go is proposed already. Agree, or keep it.");
    const bool parks = command.how == LettingGoHow::park;
    if (parks && !command.until)
        return refuse("until_missing", "Say on which day to look at the deal again.");
    if (parks && *command.until <= now.zone.date_of(now.at))
        return refuse("until_not_after_today",
                      words_of(*command.until) + " is not after today. Choose a later day.");

    return std::vector<Event>{
        LettingGoProposed{{now.at, *now.by.member, command.how,
                           parks ? command.until : std::nullopt, command.to, command.why},
                          now.at}};
}

// Two agree, and one of them carries the deal.
Outcome on(const Deal& deal, const AgreeLettingGo&, const Situation& now) {
    if (!now.by.member) return refuse("member_missing", "Say which member agrees.");
    if (Refusal no = if_nothing_proposed(deal)) return *no;
    const LettingGo& proposal = *deal.letting_go;
    if (proposal.by == *now.by.member)
        return refuse("letting_go_is_yours",
                      "You proposed it yourself: somebody else has to agree.");
    if (proposal.by != deal.owner && *now.by.member != deal.owner)
        return refuse("letting_go_wants_owner", "Who carries " + deal.name + " has to agree.");

    Outcome let_go =
        proposal.how == LettingGoHow::park
            ? on(deal,
                 ParkDeal{
                     .until = proposal.until.value_or(Date{}), .why = proposal.why, .meeting = {}},
                 now)
            : on(deal, LoseDeal{proposal.to, proposal.why, {}}, now);
    if (!let_go) return let_go;
    std::vector<Event> events{LettingGoAgreed{*now.by.member, now.at}};
    for (Event& event : let_go.value()) events.push_back(std::move(event));
    return events;
}

// Who proposed it may take it back, too.
Outcome on(const Deal& deal, const DeclineLettingGo& command, const Situation& now) {
    if (!now.by.member) return refuse("member_missing", "Say which member keeps the deal.");
    if (Refusal no = if_nothing_proposed(deal)) return *no;
    return std::vector<Event>{LettingGoDeclined{*now.by.member, command.why, now.at}};
}

}  // namespace ante::method
