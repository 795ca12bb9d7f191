#include "method/plays/advice.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ante::method {
namespace {

// What a play is worth beyond its stake.
constexpr double opening_bonus = 1.5;    // It opens a level or role with nobody engaged.
constexpr double exchange_bonus = 1.25;  // It is what can be asked for in return for a request.

template <class T>
bool names(const std::vector<T>& list, const T& value) {
    return std::ranges::find(list, value) != list.end();
}

std::string_view spoken(Role role) {  // With its article.
    switch (role) {
        case Role::user: return "a user";
        case Role::influencer: return "an influencer";
        case Role::coach: return "a coach";
        case Role::gatekeeper: return "a gatekeeper";
        case Role::approver: return "an approver";
        case Role::decision_maker: return "a decision maker";
    }
    return "";
}

std::string spoken(double points) {  // "6", "1.25", "0.8"
    const auto hundredths = static_cast<std::int64_t>(std::llround(points * 100));
    std::string text = std::to_string(hundredths / 100);
    if (const std::int64_t rest = hundredths % 100; rest != 0) {
        text += '.';
        text += static_cast<char>('0' + rest / 10);
        if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
    }
    return text;
}

std::string spoken(Chance chance) {
    return std::to_string(chance.percent()) + " %";
}

bool opens_missing_role(const Play& play, const Occasion& occasion) {
    return play.opens_role && names(occasion.missing_roles, *play.opens_role);
}

bool opens_missing_level(const Play& play, const Occasion& occasion) {
    return play.opens_level && names(occasion.missing_levels, *play.opens_level);
}

// What a play opens, as a further sentence; empty if that is engaged already.
std::string opening(const Play& play, const Occasion& occasion) {
    if (opens_missing_role(play, occasion))
        return " It also leads to " + std::string(spoken(*play.opens_role)) +
               ", and this deal has none yet.";
    if (!opens_missing_level(play, occasion)) return "";
    switch (*play.opens_level) {
        case Level::individual:
            return " It also brings in the people who do the work; none has met us.";
        case Level::manager: return " It also brings in a manager; none has met us.";
        case Level::director: return " It also brings in a director; none has met us.";
        case Level::executive: return " It also brings in an executive; none has met us.";
        case Level::owner: return " It also brings in the owner, who has not met us.";
    }
    return "";
}

std::string_view spoken(RequestKind kind) {
    switch (kind) {
        case RequestKind::demo: return "the demo";
        case RequestKind::sample: return "the sample";
        case RequestKind::proposal: return "the proposal";
        case RequestKind::references: return "the references";
        case RequestKind::document: return "the document";
        case RequestKind::trial: return "the trial";
        case RequestKind::call: return "the call";
        case RequestKind::time: return "the time";
        case RequestKind::other: return "what";
    }
    return "";
}

std::optional<RequestKind> exchanged(const Play& play, const Occasion& occasion) {
    const auto at = std::ranges::find_if(
        occasion.open_requests, [&](RequestKind kind) { return names(play.exchange_for, kind); });
    if (at == occasion.open_requests.end()) return std::nullopt;
    return *at;
}

// What speaks for a play beside its numbers, as further sentences.
std::string besides(const Play& play, const Occasion& occasion) {
    std::string text = opening(play, occasion);
    if (const auto kind = exchanged(play, occasion))
        text += " It is a fair exchange for " + std::string(spoken(*kind)) + " they asked for.";
    return text;
}

std::optional<Fallback> fallback_of(const Play& play, const Settings& settings) {
    const Play* next = play.fallback.empty() ? nullptr : find_play(play.fallback);
    while (next && names(settings.plays_off, next->id))
        next = next->fallback.empty() ? nullptr : find_play(next->fallback);
    if (!next) return std::nullopt;
    return Fallback{next->id, next->title, next->ask};
}

Proposal weigh(const Play& play, const Occasion& occasion, const Settings& settings,
               const Experience& experience) {
    Proposal p;
    p.play = play;
    Reckoning reckoning = experience.reckon(play, occasion.role, occasion.level);
    p.chance = reckoning.chance;
    p.numbers = numbers_of(reckoning, occasion.role);
    p.steps = std::move(reckoning.steps);
    p.fallback = fallback_of(play, settings);
    p.stake = points(play.effort) * settings.authority_of(occasion.role);
    p.worth = p.stake * p.chance.share();
    if (opens_missing_role(play, occasion) || opens_missing_level(play, occasion))
        p.worth *= opening_bonus;
    if (exchanged(play, occasion)) p.worth *= exchange_bonus;
    return p;
}

bool fits(const Play& play, const Occasion& occasion) {
    return names(play.stages, occasion.stage) && names(play.kinds, occasion.kind) &&
           names(play.given_by, occasion.role) && !names(occasion.leave_out, play.id) &&
           (play.meetings.empty() || !occasion.meeting ||
            names(play.meetings, *occasion.meeting)) &&
           (play.only_with.empty() ||
            std::ranges::any_of(occasion.open_requests,
                                [&](RequestKind kind) { return names(play.only_with, kind); }));
}

bool may_follow(const Play& play, const Occasion& occasion, const Settings& settings) {
    return names(play.kinds, occasion.kind) && names(play.given_by, occasion.role) &&
           !names(occasion.leave_out, play.id) && !names(settings.plays_off, play.id);
}

std::vector<Proposal> that_fit(const Occasion& occasion, const Settings& settings,
                               const Experience& experience) {
    std::vector<Proposal> fit;
    for (const Play& play : all_plays())
        if (fits(play, occasion) && !names(settings.plays_off, play.id))
            fit.push_back(weigh(play, occasion, settings, experience));
    for (const OwnPlay& own : settings.plays)
        if (const Play play = play_from(own); fits(play, occasion))
            fit.push_back(weigh(play, occasion, settings, experience));
    return fit;
}

// Points × authority, in words: "6 points × 1.25 from an approver".
std::string cost(const Proposal& p, const Occasion& occasion, const Settings& settings) {
    const double earned = points(p.play.effort);
    const double authority = settings.authority_of(occasion.role);
    std::string text = spoken(earned) + (earned == 1 ? " point" : " points");
    if (authority != 1) text += " × " + spoken(authority);
    return text + " from " + std::string(spoken(occasion.role));
}

// Highest worth first; between equals the likelier one, then the library's order.
void rank(std::vector<Proposal>& proposals) {
    std::ranges::stable_sort(proposals, [](const Proposal& a, const Proposal& b) {
        return a.worth != b.worth ? a.worth > b.worth : a.chance > b.chance;
    });
}

// Is `candidate` what to fall back to from `from`, directly or by further steps?
bool falls_back_to(const Play& from, const Play& candidate) {
    const Play* at = &from;
    while (at && !at->fallback.empty()) {
        at = find_play(at->fallback);
        if (at && at->id == candidate.id) return true;
    }
    return false;
}

// The likeliest yes that costs less than the best; between equals the one that it falls back to.
const Proposal* likeliest_below(const std::vector<Proposal>& ranked, const Proposal& best) {
    const Proposal* minimum = nullptr;
    for (const Proposal& p : ranked) {
        if (points(p.play.effort) >= points(best.play.effort)) continue;
        const bool likelier = !minimum || p.chance > minimum->chance;
        const bool nearer = minimum && p.chance == minimum->chance &&
                            falls_back_to(best.play, p.play) &&
                            !falls_back_to(best.play, minimum->play);
        if (likelier || nearer) minimum = &p;
    }
    return minimum;
}

}  // namespace

PlayAdvice propose(const Occasion& occasion, const Settings& settings,
                   const Experience& experience) {
    std::vector<Proposal> fit = that_fit(occasion, settings, experience);
    rank(fit);

    // 1. The best action is worth the most among what this person is likely enough to be able to
    //    give, and leaves something cheaper to fall back to.
    const Proposal* best = nullptr;
    const Proposal* minimum = nullptr;
    for (const Proposal& p : fit) {
        if (p.chance < occasion.least) continue;
        minimum = likeliest_below(fit, p);
        if (!minimum) continue;
        best = &p;
        break;
    }

    // 2. If there is none, the likeliest advance is still better than no ask at all.
    if (!best)
        for (const Proposal& p : fit)
            if (!minimum || p.chance > minimum->chance) minimum = &p;

    PlayAdvice advice;
    for (const Proposal& p : fit) {
        const std::string also = besides(p.play, occasion);
        if (&p == best) {
            advice.best = p;
            advice.best->because =
                "Of what fits here this brings the most: " + cost(p, occasion, settings) +
                ", at a chance of " + spoken(p.chance) + "." + also;
        } else if (&p == minimum) {
            advice.minimum = p;
            advice.minimum->because =
                "The likeliest yes that still costs them something: " + spoken(p.chance) + " for " +
                spoken(points(p.play.effort)) +
                (p.play.effort == Effort::presence ? " point." : " points.") + also;
        } else if (p.chance >= occasion.least) {
            advice.others.push_back(p);
            advice.others.back().because = "It would bring " + cost(p, occasion, settings) +
                                           ", at a chance of " + spoken(p.chance) + "." + also;
        }
    }
    return advice;
}

std::vector<Proposal> ways_to_who_can(const Occasion& occasion, const Settings& settings,
                                      const Experience& experience) {
    std::vector<Proposal> ways;
    for (Proposal& p : that_fit(occasion, settings, experience)) {
        const Play& play = p.play;
        const bool to_who_decides =
            play.opens_role == Role::decision_maker && occasion.role != Role::decision_maker;
        const bool upwards =
            play.opens_level && play.opens_level >= Level::director &&
            (!occasion.level || *play.opens_level > *occasion.level) &&
            (occasion.role != Role::decision_maker || opens_missing_level(play, occasion));
        if (!to_who_decides && !upwards) continue;
        if (p.chance < occasion.least) continue;
        p.because = "It leads to who can give it: " + cost(p, occasion, settings) +
                    ", at a chance of " + spoken(p.chance) + "." + besides(play, occasion);
        ways.push_back(std::move(p));
    }
    rank(ways);
    return ways;
}

std::vector<Proposal> instead_of(const Ask& declined, const Occasion& occasion,
                                 const Settings& settings, const Experience& experience) {
    constexpr std::size_t enough = 3;
    std::vector<Proposal> instead;
    const auto add = [&](const Proposal& p, std::string because) {
        if (instead.size() == enough || p.play.id == declined.play) return;
        if (std::ranges::any_of(instead, [&](const Proposal& q) { return q.play.id == p.play.id; }))
            return;
        instead.push_back(p);
        instead.back().because = std::move(because);
    };
    std::vector<Proposal> cheaper = that_fit(occasion, settings, experience);
    std::erase_if(cheaper, [&](const Proposal& p) {
        return points(p.play.effort) >= points(declined.effort);
    });

    // 1. What the library has for this case, or the next step below it that is left. It was written
    //    to follow, whatever the stage.
    const Play* step = find_play(declined.play);
    while (step && instead.empty()) {
        step = step->fallback.empty() ? nullptr : find_play(step->fallback);
        if (!step || !may_follow(*step, occasion, settings)) continue;
        const Proposal p = weigh(*step, occasion, settings, experience);
        add(p, "The step below it: " + cost(p, occasion, settings) + ", at a chance of " +
                   spoken(p.chance) + "." + besides(p.play, occasion));
    }

    // 2. The likeliest yes that costs less.
    const auto likeliest = std::ranges::max_element(cheaper, {}, &Proposal::chance);
    if (likeliest != cheaper.end())
        add(*likeliest, "The likeliest yes that still costs them something: " +
                            spoken(likeliest->chance) + "." + besides(likeliest->play, occasion));

    // 3. Somebody who can.
    const std::vector<Proposal> ways = ways_to_who_can(occasion, settings, experience);
    if (!ways.empty()) add(ways.front(), ways.front().because);
    return instead;
}

DefaultStage default_stage(const Settings& settings, std::string_view id) {
    const Stage* stage = settings.stage(id);
    if (!stage) return DefaultStage::explore;
    switch (stage->proof) {
        case Proof::homework_known: return DefaultStage::explore;
        case Proof::advance_kept: return DefaultStage::commit;
        case Proof::evidence_accepted: return DefaultStage::prove;
        case Proof::terms_gone_through: return DefaultStage::decide;
        case Proof::stake_agreed: return DefaultStage::sign;
        case Proof::none: break;
    }
    // The first of the list is the first of ours and the last the last; the others in between.
    const auto place = static_cast<std::size_t>(stage - settings.stages.data());
    const std::size_t last = settings.stages.size() - 1;
    if (last == 0) return DefaultStage::explore;
    return static_cast<DefaultStage>((place * 4 + last / 2) / last);
}

}  // namespace ante::method
