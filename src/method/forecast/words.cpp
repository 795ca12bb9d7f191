// What a history teaches about its own words: which kinds of acts and deals are common enough to
// be known by name, and what an act costs the buyer whose grade nobody wrote down.

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "method/forecast/facts.h"

namespace ante::method::forecast {
namespace {

// A word is known by name from so many deals on, and the commonest so many are.
constexpr std::size_t deals_for_a_word = 20;
constexpr std::size_t most_act_kinds = 12;
constexpr std::size_t most_of_ours = 8;
constexpr std::size_t most_deal_kinds = 10;
// Weeks after the opening at which deals with an act are compared with those without.
constexpr int weeks_compared = 8;

std::vector<std::uint16_t> commonest(const std::vector<std::size_t>& deals, std::size_t most) {
    std::vector<std::uint16_t> kinds;
    for (std::size_t k = 0; k < deals.size(); ++k)
        if (deals[k] >= deals_for_a_word) kinds.push_back(static_cast<std::uint16_t>(k));
    std::stable_sort(kinds.begin(), kinds.end(),
                     [&](std::uint16_t a, std::uint16_t b) { return deals[a] > deals[b]; });
    if (kinds.size() > most) kinds.resize(most);
    std::sort(kinds.begin(), kinds.end());
    return kinds;
}

// What one act of a grade does to the log odds of winning, if the beliefs are right: against the
// mean of losing and fading.
double believed_effect(int grade) {
    const auto pull = [](Known known) {
        const Belief& b = belief(known);
        return b.win - (b.lose + b.fade) / 2;
    };
    const double cost = std::log1p(points(static_cast<Effort>(grade)));
    return (pull(Known::momentum) + pull(Known::stake)) * cost +
           pull(Known::acts) * std::log1p(1.0) + (grade >= 2 ? pull(Known::worked) : 0);
}

int nearest_grade(double effect) {
    int best = 0;
    for (int grade = 1; grade <= 5; ++grade)
        if (std::abs(believed_effect(grade) - effect) < std::abs(believed_effect(best) - effect))
            best = grade;
    return best;
}

// Deals decided by then, week by week: the log odds of winning with the act against without
// (Mantel–Haenszel over the weeks, half a deal added to each side).
struct Compared {
    double with_won = 0, with = 0, without_won = 0, without = 0;
};

int learned_grade(const std::array<Compared, weeks_compared>& weeks) {
    double up = 0.5;
    double down = 0.5;
    double with = 0;
    double without = 0;
    for (const Compared& week : weeks) {
        const double all = week.with + week.without;
        if (all == 0) continue;
        up += week.with_won * (week.without - week.without_won) / all;
        down += (week.with - week.with_won) * week.without_won / all;
        with = std::max(with, week.with);
        without = std::max(without, week.without);
    }
    const auto enough = static_cast<double>(deals_for_a_word);
    if (with < enough || without < enough) return grade(Effort::presence);
    return nearest_grade(std::log(up / down));
}

void learn_grades(const Book& book, Instant known_by, Vocabulary& words) {
    const std::size_t kinds = book.act_kinds.size();
    std::vector<std::array<Compared, weeks_compared>> compared(kinds);
    std::vector<char>& wanted = words.ungraded;
    wanted.assign(kinds, 0);
    for (const Story& story : book.stories)
        for (const Deed& deed : story.deeds)
            if (deed.side == Side::buyer && deed.grade < 0) wanted[deed.kind] = 1;
    std::vector<int> first_week(kinds);
    for (const Story& story : book.stories) {
        if (!story.ended || story.ended->at >= known_by) continue;
        std::fill(first_week.begin(), first_week.end(), weeks_compared);
        for (const Deed& deed : story.deeds) {
            if (deed.side != Side::buyer || wanted[deed.kind] == 0) continue;
            const auto weeks = std::chrono::ceil<std::chrono::weeks>(deed.at - story.opened);
            const int after = static_cast<int>(std::min<std::int64_t>(weeks.count(), 100));
            first_week[deed.kind] = std::min(first_week[deed.kind], std::max(after, 1) - 1);
        }
        for (int week = 0; week < weeks_compared; ++week) {
            if (!story.open_at(story.opened + Days{7 * (week + 1)})) break;
            const double won = story.ended->how == End::won ? 1 : 0;
            for (std::size_t k = 0; k < kinds; ++k) {
                if (wanted[k] == 0) continue;
                Compared& c = compared[k][static_cast<std::size_t>(week)];
                const bool has = first_week[k] <= week;
                (has ? c.with : c.without) += 1;
                (has ? c.with_won : c.without_won) += won;
            }
        }
    }
    words.grade_of.assign(kinds, grade(Effort::presence));
    for (std::size_t k = 0; k < kinds; ++k)
        if (wanted[k] != 0) words.grade_of[k] = learned_grade(compared[k]);
}

}  // namespace

Vocabulary learn_words(const Book& book, Instant known_by) {
    Vocabulary words{.act_kinds = book.act_kinds, .deal_kinds = book.deal_kinds};
    for (const Belief& b : belief_table) {
        words.columns.emplace_back(b.name);
        words.beliefs.push_back(b);
    }
    std::vector<double> amounts;
    // Of each side: in how many deals it did so, and the last one counted.
    std::array<std::vector<std::size_t>, 2> with_act;
    std::array<std::vector<std::size_t>, 2> last_deal;
    for (auto& side : with_act) side.assign(book.act_kinds.size(), 0);
    for (auto& side : last_deal) side.assign(book.act_kinds.size(), 0);
    std::vector<std::size_t> of_kind(book.deal_kinds.size(), 0);
    std::size_t deals = 0;
    for (const Story& story : book.stories) {
        if (story.opened >= known_by) continue;
        ++deals;
        ++of_kind[story.kind];
        if (story.amount && *story.amount > 0) amounts.push_back(std::log(*story.amount));
        for (const Deed& deed : story.deeds) {
            const auto side = static_cast<std::size_t>(deed.side);
            if (deed.at >= known_by || last_deal[side][deed.kind] == deals) continue;
            last_deal[side][deed.kind] = deals;
            ++with_act[side][deed.kind];
        }
    }
    if (!amounts.empty()) {
        std::sort(amounts.begin(), amounts.end());
        words.usual_amount = amounts[amounts.size() / 2];
        words.small_amount = amounts[amounts.size() / 5];
        words.large_amount = amounts[amounts.size() - 1 - amounts.size() / 5];
    }

    words.act_column.assign(book.act_kinds.size(), -1);
    const auto& theirs = with_act[static_cast<std::size_t>(Side::buyer)];
    for (const std::uint16_t k : commonest(theirs, most_act_kinds)) {
        words.act_column[k] = static_cast<int>(words.columns.size());
        words.columns.push_back("did " + book.act_kinds[k]);
        words.beliefs.push_back(act_kind_belief);
    }
    words.ours_column.assign(book.act_kinds.size(), -1);
    const auto& ours = with_act[static_cast<std::size_t>(Side::seller)];
    for (const std::uint16_t k : commonest(ours, most_of_ours)) {
        words.ours_column[k] = static_cast<int>(words.columns.size());
        for (const Belief& b : {our_kind_belief, our_lately_belief}) {
            words.columns.push_back(std::string(b.name) + " " + book.act_kinds[k]);
            words.beliefs.push_back(b);
        }
    }
    words.deal_column.assign(book.deal_kinds.size(), -1);
    for (const std::uint16_t k : commonest(of_kind, most_deal_kinds)) {
        if (of_kind[k] == deals) break;  // All are alike.
        words.deal_column[k] = static_cast<int>(words.columns.size());
        words.columns.push_back("kind " + (k == 0 ? "not said" : book.deal_kinds[k]));
        words.beliefs.push_back(deal_kind_belief);
    }
    learn_grades(book, known_by, words);
    return words;
}

}  // namespace ante::method::forecast
