#include "method/ledger.h"

#include <algorithm>
#include <cmath>

#include "method/verdict.h"

namespace ante::method {
namespace {

// 2^1000 leaves a double room for the sum of all acts of a deal.
constexpr double furthest = 1000;

double half_lives(Instant at, double half_life_days) {
    const std::chrono::duration<double, std::ratio<86400>> days = at - landmark;
    return days.count() / half_life_days;
}

// Sums of halves and tenths leave dust behind; a released promise is worth nothing, not 1e-17.
double without_dust(double sum) {
    const double rounded = std::round(sum * 1e9) / 1e9;
    return rounded == 0 ? 0 : rounded;  // nor minus nothing
}

// The authority of each player in this deal, looked up without walking through the players again
// for every promise.
class Authorities {
public:
    Authorities(const Deal& deal, const Settings& settings) {
        weights_.reserve(deal.players.size());
        for (const Player& player : deal.players)
            weights_.push_back({player.person, settings.authority_of(player.role)});
        std::ranges::sort(weights_, {}, &Weight::person);
    }

    double of(PersonId person) const {
        const auto at = std::ranges::lower_bound(weights_, person, {}, &Weight::person);
        return at != weights_.end() && at->person == person ? at->weight : 1;
    }

private:
    struct Weight {
        PersonId person{};
        double weight = 1;
    };
    std::vector<Weight> weights_;
};

double full_stake(const Commitment& promise, double authority) {
    if (promise.side() == Side::seller) return promise.request ? 0 : points(promise.effort);
    const double initiative = promise.initiative == Initiative::unasked ? unasked_bonus : 1;
    return points(promise.effort) * authority * initiative;
}

class Book {
public:
    Book(const Deal& deal, const Settings& settings)
        : deal_(deal), settings_(settings), authorities_(deal, settings) {
        acts_.reserve(2 * deal.commitments.size() + 2 * deal.requests.size() +
                      2 * deal.touches.size() + deal.signs.size() + 3 * deal.meetings.size());
    }

    std::vector<Act> acts() && {
        attendance();
        for (const Meeting& meeting : deal_.meetings) asked_in_vain(meeting);
        for (const Commitment& promise : deal_.commitments) life_of(promise);
        for (const Request& request : deal_.requests) life_of(request);
        for (const DealTouch& touch : deal_.touches) life_of(touch);
        for (const Sign& sign : deal_.signs) life_of(sign);
        return by_time();
    }

private:
    // Acts are large: their moments are sorted, and each act is moved once.
    std::vector<Act> by_time() {
        std::vector<std::pair<Instant, std::uint32_t>> order;
        order.reserve(acts_.size());
        for (std::uint32_t i = 0; i < acts_.size(); ++i) order.emplace_back(acts_[i].at, i);
        std::ranges::sort(order);

        std::vector<Act> sorted;
        sorted.reserve(acts_.size());
        for (const auto& [at, place] : order) sorted.push_back(std::move(acts_[place]));
        return sorted;
    }

    // METHOD 2: attending is presence, kept, unless it was promised already; then keeping the
    // promise is the act.
    void attendance() {
        std::vector<std::pair<MeetingId, PersonId>> promised;
        for (const Commitment& promise : deal_.commitments)
            if (promise.attends && promise.person() && promise.kept_at())
                promised.emplace_back(*promise.attends, *promise.person());
        std::ranges::sort(promised);

        for (const Meeting& meeting : deal_.meetings) {
            if (!meeting.debrief) continue;
            for (const PersonId person : meeting.debrief->attended) {
                if (std::ranges::binary_search(promised, std::pair(meeting.id, person))) continue;
                acts_.push_back({.at = meeting.starts,
                                 .kind = ActKind::attended,
                                 .stake = points(Effort::presence) * authorities_.of(person),
                                 .effort = Effort::presence,
                                 .person = person,
                                 .meeting = meeting.id,
                                 .what = meeting.title});
            }
        }
    }

    // A declined ask became no promise; declining it was an answer all the same.
    void asked_in_vain(const Meeting& meeting) {
        if (!meeting.plan) return;
        for (const Ask& ask : meeting.plan->asks)
            if (ask.outcome == AskOutcome::declined && ask.answered_at)
                acts_.push_back({.at = *ask.answered_at,
                                 .kind = ActKind::declined,
                                 .effort = ask.effort,
                                 .person = ask.owner,
                                 .meeting = meeting.id,
                                 .what = ask.what});
    }

    // METHOD 6: each step counts at its own moment with the change it makes.
    void life_of(const Commitment& promise) {
        const double full =
            full_stake(promise, promise.person() ? authorities_.of(*promise.person()) : 1);
        double worth = 0;
        const auto step = [&](Side side, ActKind kind, Instant at, double worth_now) {
            acts_.push_back(of_promise(promise, side, kind, at, full * (worth_now - worth)));
            worth = worth_now;
        };
        const Side side = promise.side();
        const Side answers = promise.proposed_by == Side::buyer ? Side::seller : Side::buyer;
        const std::optional<Instant> agreed = promise.agreed_at();

        // 1. Proposing costs nothing. What was agreed as it was proposed is one act.
        if (agreed != promise.proposed_at)
            step(promise.proposed_by, ActKind::proposed, promise.proposed_at, 0);

        // Nor does proposing it otherwise: whoever of the buyer's side did.
        for (const Counter& counter : promise.counters) {
            step(Side::buyer, ActKind::proposed, counter.at, worth);
            acts_.back().person = counter.by;
            acts_.back().member.reset();
        }

        // 2. Whoever did not propose it declines it, or agrees: an answer, and if it is his own
        //    promise, his stake.
        if (const Declined* declined = std::get_if<Declined>(&promise.state))
            step(answers, ActKind::declined, declined->at, 0);
        if (!agreed) return;
        const bool by_our_yes = std::ranges::any_of(promise.counters, [&](const Counter& counter) {
            return counter.state == CounterState::accepted && counter.answered_at == agreed;
        });
        step(side, ActKind::agreed, *agreed, StateWorth::agreed);
        if (answers != side && *agreed != promise.proposed_at && !by_our_yes)
            step(answers, ActKind::agreed, *agreed, worth);

        // 3. Each move is the act of who moved it; the third by the promiser himself is reported as
        //    a miss (METHOD 3), further ones change nothing.
        const Move* miss = promise.missing_move();
        for (const Move& move : promise.moves)
            step(move.by, ActKind::moved, move.at, &move == miss ? StateWorth::missed : worth);

        // 4. What came of it. Nobody gains by withdrawing what he has moved three times.
        if (const Kept* kept = std::get_if<Kept>(&promise.state)) {
            const bool late = kept->punctual == Punctual::late || promise.moved_too_often();
            step(side, late ? ActKind::kept_late : ActKind::kept, kept->at,
                 late ? StateWorth::kept_late : StateWorth::kept_on_time);
        } else if (const Missed* missed = std::get_if<Missed>(&promise.state)) {
            step(side, ActKind::missed, missed->at, StateWorth::missed);
        } else if (const Released* released = std::get_if<Released>(&promise.state)) {
            step(side, ActKind::released, released->at, StateWorth::released);
        } else if (const Withdrawn* withdrawn = std::get_if<Withdrawn>(&promise.state)) {
            step(side, ActKind::withdrawn, withdrawn->at, std::min(worth, StateWorth::withdrawn));
        }
    }

    static Act of_promise(const Commitment& promise, Side side, ActKind kind, Instant at,
                          double stake) {
        Act act{.at = at,
                .side = side,
                .kind = kind,
                .stake = without_dust(stake),
                .effort = promise.effort,
                .commitment = promise.id,
                .meeting = promise.meeting,
                .request = promise.request,
                .what = promise.what};
        if (const Them* them = std::get_if<Them>(&promise.owner)) act.person = them->person;
        if (const Us* us = std::get_if<Us>(&promise.owner)) act.member = us->member;
        return act;
    }

    // Asking is a reply that reached us. The work counts once, at its first delivery.
    void life_of(const Request& request) {
        const auto step = [&](Side side, ActKind kind, Instant at, double stake,
                              std::optional<PersonId> person) {
            acts_.push_back(
                {.at = at,
                 .side = side,
                 .kind = kind,
                 .stake = stake,
                 .person = person,
                 .meeting = request.meeting,
                 .request = request.id,
                 .what = request.what.empty() ? std::string(word_of(request.kind)) : request.what});
        };
        step(Side::buyer, ActKind::asked, request.asked_at, 0, request.by);
        for (std::size_t i = 0; i < request.deliveries.size(); ++i)
            step(Side::seller, ActKind::delivered, request.deliveries[i],
                 i == 0 ? settings_.points_of(request.kind) : 0, request.by);
        for (const Answer& answer : request.answers)
            step(Side::buyer, ActKind::answered, answer.at, 0, answer.by);
        if (request.state == RequestState::declined && request.closed_at)
            step(Side::seller, ActKind::declined, *request.closed_at, 0, request.by);
    }

    void life_of(const DealTouch& touch) {
        acts_.push_back({.at = touch.at,
                         .side = Side::seller,
                         .kind = ActKind::touched,
                         .person = touch.person,
                         .member = touch.by,
                         .what = std::string(word_of(touch.kind))});
        if (touch.answered_at)
            acts_.push_back({.at = *touch.answered_at,
                             .kind = ActKind::replied,
                             .person = touch.person,
                             .what = std::string(word_of(touch.kind))});
    }

    void life_of(const Sign& sign) {
        acts_.push_back(
            {.at = sign.at,
             .kind = sign.kind == SignKind::reply ? ActKind::replied : ActKind::named_colleague,
             .person = sign.person,
             .what = sign.words});
    }

    const Deal& deal_;
    const Settings& settings_;
    Authorities authorities_;
    std::vector<Act> acts_;
};

void count_meetings(const Deal& deal, Ledger& ledger) {
    const std::vector<Given> given = given_in_meetings(deal);
    for (const Meeting& meeting : deal.meetings) {
        if (!meeting.held()) continue;
        ++ledger.meetings_held;
        const auto at = std::ranges::lower_bound(given, meeting.id, {}, &Given::meeting);
        const double points = at != given.end() && at->meeting == meeting.id ? at->points : 0;
        if (is_advance(verdict(meeting, points))) ++ledger.meetings_with_advance;
    }
}

}  // namespace

double momentum_stored(double stake, Instant at, double half_life_days) {
    const double exponent = half_lives(at, half_life_days);
    return stake * std::exp2(std::clamp(exponent, -furthest, furthest));
}

double momentum_now(double stored, Instant now, double half_life_days) {
    return stored * std::exp2(-half_lives(now, half_life_days));
}

Instant momentum_falls_to(double stored, double level, double half_life_days) {
    if (stored <= 0) return Instant{};
    const std::chrono::duration<double, std::ratio<86400>> until{half_life_days *
                                                                 std::log2(stored / level)};
    return std::max(Instant{}, landmark + std::chrono::ceil<milliseconds>(until));
}

std::optional<int> skin_in_the_game(double buyer_stake, double seller_stake) {
    const double theirs = std::max(0.0, buyer_stake);
    const double ours = std::max(0.0, seller_stake);
    if (theirs + ours <= 0) return std::nullopt;
    return static_cast<int>(std::floor(100 * theirs / (theirs + ours) + 0.5));
}

double full_stake(const Deal& deal, const Commitment& commitment, const Settings& settings) {
    const Player* who = commitment.person() ? deal.player(*commitment.person()) : nullptr;
    return full_stake(commitment, who ? settings.authority_of(who->role) : 1);
}

std::vector<const Meeting*> held_meetings(const Deal& deal) {
    std::vector<const Meeting*> held;
    for (const Meeting& meeting : deal.meetings)
        if (meeting.held()) held.push_back(&meeting);
    std::ranges::stable_sort(held, {}, &Meeting::starts);
    return held;
}

Ledger ledger_of(const Deal& deal, const Settings& settings) {
    Ledger ledger;
    ledger.acts = Book(deal, settings).acts();
    for (const Act& act : ledger.acts) {
        if (act.side == Side::seller) {
            ledger.seller_stake += act.stake;
            continue;
        }
        ledger.buyer_stake += act.stake;
        ledger.momentum += momentum_stored(act.stake, act.at, settings.half_life_days);
        // Letting go by mutual consent may be our doing alone: it ends no silence.
        if (act.kind != ActKind::released) ledger.last_buyer_act = act.at;
        const bool his_own = act.commitment && !act.member;
        if (his_own && act.kind == ActKind::agreed && is_advance(act.effort) &&
            !ledger.first_advance)
            ledger.first_advance = act.at;
    }
    ledger.buyer_stake = without_dust(ledger.buyer_stake);
    ledger.seller_stake = std::max(0.0, without_dust(ledger.seller_stake));
    ledger.skin_in_the_game = skin_in_the_game(ledger.buyer_stake, ledger.seller_stake);
    count_meetings(deal, ledger);
    return ledger;
}

}  // namespace ante::method
