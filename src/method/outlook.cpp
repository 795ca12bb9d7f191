#include "method/outlook.h"

#include <algorithm>

#include "base/json.h"
#include "method/decide.h"

namespace ante::method {
namespace {

bool signs_or_decides(const Deal& deal, const PersonId* person) {
    const Player* who = person ? deal.player(*person) : nullptr;
    return who && (who->role == Role::approver || who->role == Role::decision_maker);
}

bool decides(const Deal& deal, PersonId person) {
    const Player* who = deal.player(person);
    return who && who->role == Role::decision_maker;
}

// The same conditions as is_proven (decide_deal.cpp), told apart by promise.
bool proves(const Deal& deal, const Stage& stage, const Commitment& promise) {
    switch (stage.proof) {
        case Proof::none:
        case Proof::homework_known: return false;
        case Proof::advance_kept:
            return promise.side() == Side::buyer && is_advance(promise.effort) && promise.kept_at();
        case Proof::evidence_accepted:
            return promise.kept_at() && promise.effort >= Effort::work && promise.person() &&
                   decides(deal, *promise.person());
        case Proof::terms_gone_through:
            return promise.proves == stage.id && promise.kept_at() &&
                   signs_or_decides(deal, promise.person());
        case Proof::stake_agreed:
            return promise.effort == Effort::stake && (promise.open() || promise.kept_at()) &&
                   signs_or_decides(deal, promise.person());
    }
    return false;
}

bool gave_evidence(const Deal& deal, const Request& request) {
    return std::ranges::any_of(request.answers, [&](const Answer& answer) {
        return answer.satisfied && answer.by && decides(deal, *answer.by);
    });
}

template <class Is>
bool somebody(const Deal& deal, Is&& is) {
    return std::ranges::any_of(deal.players, [&](const Player& p) { return !p.left_at && is(p); });
}

}  // namespace

std::vector<IfKept> if_kept(const Deal& deal, const Settings& settings, const Zone& zone,
                            Instant at) {
    std::vector<IfKept> all;
    if (deal.over()) return all;
    for (const Commitment& promise : deal.commitments) {
        if (!promise.open()) continue;
        const bool late = zone.date_of(at) > promise.due || promise.moved_too_often();
        const Punctual punctual = late ? Punctual::late : Punctual::on_time;
        const Deal then = evolve(deal, PromiseKept{promise.id, punctual, at});
        const Ledger ledger = ledger_of(then, settings);
        all.push_back({promise.id, promise.side(), punctual,
                       momentum_now(ledger.momentum, at, settings.half_life_days),
                       ledger.skin_in_the_game, ledger.buyer_stake, ledger.seller_stake});
    }
    return all;
}

std::vector<Role> missing_roles(const Deal& deal) {
    std::vector<Role> missing;
    for (const Role role : {Role::user, Role::influencer, Role::coach, Role::gatekeeper,
                            Role::approver, Role::decision_maker})
        if (!somebody(deal, [&](const Player& p) { return p.role == role; }))
            missing.push_back(role);
    return missing;
}

std::vector<Level> missing_levels(const Deal& deal) {
    std::vector<Level> missing;
    for (const Level level : {Level::manager, Level::director, Level::executive, Level::owner})
        if (!somebody(deal, [&](const Player& p) { return p.level == level; }))
            missing.push_back(level);
    return missing;
}

std::vector<std::string_view> missing_homework(const Deal& deal) {
    const Homework& known = deal.homework;
    std::vector<std::string_view> missing;
    const auto expect = [&](std::string_view name, const std::string& text) {
        if (is_blank(text)) missing.push_back(name);
    };
    expect("issue", known.issue);
    expect("reality", known.reality);
    expect("desired_result", known.desired_result);
    expect("gap", known.gap);
    const bool met = somebody(deal, [](const Player& p) { return p.role == Role::decision_maker; });
    if (!known.decision_maker && !met) missing.push_back("decision_maker");
    expect("why_us", known.why_us);
    return missing;
}

std::string_view wants(Proof proof) {
    switch (proof) {
        case Proof::none: return "Nothing: it is entered freely.";
        case Proof::homework_known: return "Business issue and desired result are written down.";
        case Proof::advance_kept: return "A buyer keeps a promise that costs him something.";
        case Proof::evidence_accepted:
            return "A decision maker says that what we delivered gave him what he was looking "
                   "for, or keeps a promise of work or more.";
        case Proof::terms_gone_through:
            return "Who signs goes through the terms with us: a kept promise that proves this "
                   "stage.";
        case Proof::stake_agreed:
            return "Who signs agrees to a promise of stake: money, mandate or reputation.";
    }
    return {};
}

Shown proof_of(const Deal& deal, const Stage& stage) {
    Shown shown;
    for (const Commitment& promise : deal.commitments)
        if (proves(deal, stage, promise)) shown.promises.push_back(promise.id);
    if (stage.proof == Proof::evidence_accepted)
        for (const Request& request : deal.requests)
            if (gave_evidence(deal, request)) shown.requests.push_back(request.id);
    return shown;
}

std::vector<Act> led_to(const Deal& deal, const Ledger& ledger, const Request& request) {
    std::vector<Act> acts;
    if (request.deliveries.empty()) return acts;
    const Instant from = request.deliveries.front();
    std::optional<Instant> until;
    for (const Request& other : deal.requests) {
        if (other.id == request.id || other.deliveries.empty()) continue;
        const Instant next = other.deliveries.front();
        if (next > from && (!until || next < *until)) until = next;
    }
    for (const Act& act : ledger.acts)
        if (act.side == Side::buyer && act.stake > 0 && act.at >= from &&
            (!until || act.at < *until))
            acts.push_back(act);
    return acts;
}

}  // namespace ante::method
