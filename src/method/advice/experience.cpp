#include "method/advice/experience.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace ante::method {
namespace {

// How much what is known outside of a circle counts against the answers inside, in asks. Chances
// that scatter around m by a standard deviation s are worth m (1 - m) / s² - 1 asks; at m = 0.5
// that is what is said below of s. Judgement, until there are workspaces enough to measure the
// scatter.
// clang-format off
constexpr Strength table[] = {
    {Circle::grade,          24, "How easily a market gives a grade of effort differs from our table by some 10 points; and these are other plays, put to people in other roles."},
    {Circle::grade_and_role, 14, "What a role gives in one company, against what its roles give on the whole: some 13 points."},
    {Circle::play,           12, "Plays of one grade differ among each other by some 14 points, beyond what the library knows of them (ease_percent)."},
    {Circle::play_and_role,   8, "The same play, from role to role, beyond the usual difference between these: some 17 points. This is the very thing one wants to know, so its own answers soon speak for themselves."},
};
// clang-format on

constexpr Chance least = Chance::percent(1);
constexpr Chance most = Chance::percent(95);

constexpr double odds(double share) {
    return share / (1 - share);
}

// Answers in the terms of whom we ask.
struct Answers {
    std::int64_t asked = 0;
    std::int64_t agreed = 0;
    double yes = 0;
    double no = 0;

    void add(const AskTally& tally, double their_odds, double our_odds) {
        asked += tally.asked;
        agreed += tally.agreed;
        const double ratio = our_odds / their_odds;
        yes += static_cast<double>(tally.agreed) * std::min(1.0, ratio);
        no += static_cast<double>(tally.asked - tally.agreed) * std::min(1.0, 1 / ratio);
    }
};

Chance rounded(double share) {
    return std::clamp(Chance::basis_points(std::llround(share * Chance::certain)), least, most);
}

const OwnPlay* own_play(std::string_view id, const Settings& settings) {
    const auto at = std::ranges::find(settings.plays, id, &OwnPlay::id);
    return at == settings.plays.end() ? nullptr : &*at;
}

std::string count_of(std::int64_t n, Role role) {
    const bool one = n == 1;
    std::string text = std::to_string(n);
    switch (role) {
        case Role::user: return text + (one ? " user" : " users");
        case Role::influencer: return text + (one ? " influencer" : " influencers");
        case Role::coach: return text + (one ? " coach" : " coaches");
        case Role::gatekeeper: return text + (one ? " gatekeeper" : " gatekeepers");
        case Role::approver: return text + (one ? " approver" : " approvers");
        case Role::decision_maker: return text + (one ? " decision maker" : " decision makers");
    }
    return text;
}

std::string people(std::int64_t n) {
    return n == 1 ? "1 other" : std::to_string(n) + " others";
}

std::string agreed_of(const Step& step) {
    return std::to_string(step.agreed) + " of ";
}

}  // namespace

std::span<const Strength> strengths() {
    return table;
}

Chance judged(std::string_view play, Effort effort, Role role, std::optional<Level> level,
              const Settings& settings) {
    if (play.empty()) return chance(effort, role);
    if (const Play* known = find_play(play))
        return known->effort == effort ? chance(*known, role, level) : chance(effort, role);
    if (const OwnPlay* own = own_play(play, settings); own && own->effort == effort)
        return chance(play_from(*own), role, level);
    return chance(effort, role);
}

Experience::Experience(std::vector<AskTally> tallies, const Settings& settings) {
    // In one order, so that sums come out the same to the last bit.
    std::ranges::sort(tallies, {}, [](const AskTally& t) {
        return std::tuple(std::string_view(t.play), t.effort, t.role);
    });
    known_.reserve(tallies.size());
    for (AskTally& tally : tallies) {
        if (tally.asked <= 0 || tally.effort == Effort::compliance) continue;
        const Chance before = judged(tally.play, tally.effort, tally.role, {}, settings);
        known_.push_back({std::move(tally), odds(before.share())});
    }
}

Reckoning Experience::reckon(const Target& target) const {
    Reckoning reckoning{target.judged, {{.chance = target.judged}}};
    if (target.effort == Effort::compliance) return reckoning;

    // 1. Every answer to one circle, the nearest that it belongs to.
    Answers answers[std::size(table)];
    const double ours = odds(target.judged.share());
    for (const Known& known : known_) {
        const AskTally& tally = known.tally;
        if (tally.effort != target.effort) continue;
        const bool same_play = !target.play.empty() && tally.play == target.play;
        const std::size_t circle = (same_play ? 2U : 0U) + (tally.role == target.role ? 1U : 0U);
        answers[circle].add(tally, known.odds, ours);
    }

    // 2. From the outside in: what is known so far, and the answers.
    double share = target.judged.share();
    for (std::size_t i = 0; i < std::size(table); ++i) {
        const Answers& here = answers[i];
        if (here.asked == 0) continue;
        share = (table[i].asks * share + here.yes) / (table[i].asks + here.yes + here.no);
        reckoning.steps.push_back({table[i].circle, here.asked, here.agreed, rounded(share)});
    }
    reckoning.chance = reckoning.steps.back().chance;
    return reckoning;
}

Reckoning Experience::reckon(const Play& play, Role role, std::optional<Level> level) const {
    return reckon(Target{play.effort, role, play.id, method::chance(play, role, level)});
}

Reckoning Experience::reckon(Effort effort, Role role) const {
    return reckon(Target{effort, role, {}, method::chance(effort, role)});
}

Reckoning Experience::reckon(std::string_view play, Effort effort, Role role,
                             std::optional<Level> level, const Settings& settings) const {
    const Play* known = play.empty() ? nullptr : find_play(play);
    const OwnPlay* own = play.empty() || known ? nullptr : own_play(play, settings);
    const bool still = (known && known->effort == effort) || (own && own->effort == effort);
    return reckon(Target{effort, role, still ? play : std::string_view{},
                         judged(play, effort, role, level, settings)});
}

std::string numbers_of(const Reckoning& reckoning, Role role) {
    const std::string chance = std::to_string(reckoning.chance.percent()) + " %";
    const Step* own = reckoning.at(Circle::play_and_role);
    const Step* others = reckoning.at(Circle::play);
    if (own && others)
        return agreed_of(*own) + count_of(own->asked, role) + " agreed to this, and " +
               agreed_of(*others) + people(others->asked) + ". With what we know besides, that " +
               "makes " + chance + ".";
    if (own)
        return agreed_of(*own) + count_of(own->asked, role) +
               " agreed to this; with what we know " + "besides, that makes " + chance + ".";
    if (others)
        return "No " + std::string(count_of(1, role)).substr(2) + " was asked yet; " +
               agreed_of(*others) + people(others->asked) + " agreed to this. That makes " +
               chance + ".";

    const Step* same = reckoning.at(Circle::grade_and_role);
    const Step* grade = reckoning.at(Circle::grade);
    if (!same && !grade)
        return chance +
               " is our judgement: nobody here was asked for it yet, or for anything that " +
               "costs as much.";
    std::string who;
    if (same) who = agreed_of(*same) + count_of(same->asked, role);
    if (same && grade) who += " and ";
    if (grade) who += agreed_of(*grade) + people(grade->asked);
    return "Nobody here was asked for it yet; " + who +
           " agreed to something that costs as much. " + "That makes " + chance + ".";
}

std::optional<std::int64_t> odds_moved(const Reckoning& reckoning) {
    const Chance before = reckoning.steps.front().chance;
    if (reckoning.chance == before || before.basis_points() == Chance::certain) return std::nullopt;
    return std::llround(odds(reckoning.chance.share()) / odds(before.share()) * 10'000);
}

Chance moved(Chance before, std::optional<std::int64_t> by) {
    if (!by || before.basis_points() == Chance::certain) return before;
    const double now = odds(before.share()) * static_cast<double>(*by) / 10'000;
    return rounded(now / (1 + now));
}

}  // namespace ante::method
