#include "method/forecast/facts.h"

#include <algorithm>
#include <cmath>

namespace ante::method::forecast {
namespace {

constexpr double days_between(Instant from, Instant to) {
    return std::chrono::duration<double, std::ratio<86400>>(to - from).count();
}

constexpr double half_life_days = 21;  // METHOD 6
constexpr double least_patience = 14;  // METHOD 7, quiet
constexpr double most_patience = 45;
constexpr double early_days = 14;
constexpr int lately_days = 7;
constexpr double courtesy_days = 10;  // So long our calls are courtesy and tell nothing.

// METHOD 2: what a promise of his is worth by his authority.
double authority_of(std::int8_t role) {
    if (role < 0) return 1;
    switch (static_cast<Role>(role)) {
        case Role::user:
        case Role::gatekeeper: return 0.8;
        case Role::approver: return 1.25;
        case Role::decision_maker: return 1.5;
        default: return 1;
    }
}

double state_of(Came came) {
    switch (came) {
        case Came::kept:
        case Came::continuation: return StateWorth::kept_on_time;
        case Came::kept_late: return StateWorth::kept_late;
        case Came::agreed: return StateWorth::agreed;
        case Came::missed: return StateWorth::missed;
        case Came::withdrawn: return StateWorth::withdrawn;
        default: return 0;
    }
}

// Was it agreed or done, at least?
bool is_advance(Came came) {
    return came == Came::kept || came == Came::kept_late || came == Came::agreed;
}

bool has_power(std::int8_t role) {
    return role == static_cast<std::int8_t>(Role::approver) ||
           role == static_cast<std::int8_t>(Role::decision_maker);
}

// On how many days we did what is common enough to be known by name: adds to the kind's two facts
// (days at all, days lately), which are made logs at the end.
class OurDays {
public:
    explicit OurDays(const Vocabulary& words)
        : words_(words), last_(words.ours_column.size(), -1) {}

    void add(const Deed& deed, Instant at, Facts& facts) {
        if (deed.kind >= last_.size() || words_.ours_column[deed.kind] < 0) return;
        const auto ago = std::chrono::floor<Days>(at - deed.at).count();
        if (last_[deed.kind] == ago) return;  // Deeds come in the order of time.
        last_[deed.kind] = ago;
        const auto column = static_cast<std::size_t>(words_.ours_column[deed.kind]);
        facts[column] += 1;
        if (ago < lately_days) facts[column + 1] += 1;
    }
    void finish(Facts& facts) const {
        for (const int column : words_.ours_column) {
            if (column < 0) continue;
            const auto at = static_cast<std::size_t>(column);
            facts[at] = std::log1p(facts[at]);
            facts[at + 1] = std::log1p(facts[at + 1]);
        }
    }

private:
    const Vocabulary& words_;
    std::vector<std::int64_t> last_;  // By kind: how many days ago it was last counted.
};

// Told apart within one deal, of which few have more than a handful.
class People {
public:
    void add(std::uint32_t person) {
        if (person != 0 && std::find(seen_.begin(), seen_.end(), person) == seen_.end())
            seen_.push_back(person);
    }
    std::size_t count() const { return seen_.size(); }

private:
    std::vector<std::uint32_t> seen_;
};

}  // namespace

int grade_of(const Vocabulary& words, const Deed& deed) {
    if (deed.grade >= 0) return deed.grade;
    if (deed.side == Side::seller) return 1;
    return deed.kind < words.grade_of.size() ? words.grade_of[deed.kind] : 1;
}

double worth_of(const Vocabulary& words, const Deed& deed) {
    if (deed.worth != unsaid) return static_cast<double>(deed.worth);
    return points(static_cast<Effort>(grade_of(words, deed))) * authority_of(deed.role) *
           state_of(deed.came);
}

Facts facts_at(const Vocabulary& words, const Story& story, Instant at) {
    return facts_of(words, story, story.known_at(at), at);
}

Facts facts_of(const Vocabulary& words, const Story& story, std::span<const Deed> known,
               Instant at) {
    Facts facts(words.columns.size(), 0.0);
    const auto fact = [&](Known which) -> double& {
        return facts[static_cast<std::size_t>(which)];
    };
    double warm = 0;
    double stake = 0;
    double given = 0;
    double broken = 0;
    int acts = 0;
    int chased = 0;
    int continuations = 0;
    const Deed* first = nullptr;
    const Deed* last = nullptr;
    double patience = least_patience;
    People people;
    OurDays ours(words);
    const bool old = days_between(story.opened, at) > courtesy_days;

    for (const Deed& deed : known) {
        if (deed.side == Side::seller) {
            given += std::max(0.0, worth_of(words, deed));
            ++chased;
            if (old) ours.add(deed, at, facts);
            continue;
        }
        // 1. Whatever the buyer does ends his silence, a broken promise too.
        ++acts;
        chased = 0;
        if (first == nullptr) first = &deed;
        last = &deed;
        people.add(deed.person);
        if (has_power(deed.role)) fact(Known::authority) = 1;

        // 2. What it cost him counts, and what he broke counts against him.
        const double worth = worth_of(words, deed);
        if (worth < 0) {
            broken -= worth;
            continue;
        }
        stake += worth;
        warm += worth * std::exp2(-days_between(deed.at, at) / half_life_days);
        const int grade = grade_of(words, deed);
        if (worth > 0 && grade >= 1 && deed.came != Came::continuation &&
            days_between(story.opened, deed.at) <= early_days)
            fact(Known::early) = 1;
        if (grade >= 2 && (deed.came == Came::kept || deed.came == Came::kept_late))
            fact(Known::worked) = 1;
        if (deed.came == Came::continuation)
            ++continuations;
        else if (grade >= 1 && is_advance(deed.came))
            continuations = 0;
        if (deed.kind < words.act_column.size() && words.act_column[deed.kind] >= 0 && worth > 0)
            facts[static_cast<std::size_t>(words.act_column[deed.kind])] = 1;
    }

    ours.finish(facts);

    // 3. His rhythm, read so that one more act can never count against him: the longest stretch
    //    between two of his acts.
    if (first != nullptr && last != first)
        patience = std::clamp(days_between(first->at, last->at), least_patience, most_patience);
    const double silent = days_between(last != nullptr ? last->at : story.opened, at);

    fact(Known::momentum) = std::log1p(warm);
    fact(Known::stake) = std::log1p(stake);
    fact(Known::acts) = std::log1p(acts);
    fact(Known::people) = std::log2(1.0 + static_cast<double>(people.count()));
    fact(Known::silence) = std::log1p(std::max(0.0, silent) / patience);
    fact(Known::skin) = stake / (stake + given + 1);
    fact(Known::broken) = std::log1p(broken);
    fact(Known::continuations) = std::min(3, continuations);
    fact(Known::chased) = std::log1p(chased);
    fact(Known::given) = std::log1p(given);

    const double weeks = std::max(0.0, days_between(story.opened, at) / 7);
    fact(Known::age) = std::log1p(weeks);
    fact(Known::first_week_over) = weeks >= 1 ? 1 : 0;
    fact(Known::second_week_over) = weeks >= 2 ? 1 : 0;
    fact(Known::fourth_week_over) = weeks >= 4 ? 1 : 0;
    fact(Known::eighth_week_over) = weeks >= 8 ? 1 : 0;
    if (story.amount && *story.amount > 0) {
        const double size = std::log(*story.amount);
        fact(Known::amount) = std::clamp(size - words.usual_amount, -3.0, 3.0);
        fact(Known::amount_small) = std::clamp(words.small_amount - size, 0.0, 3.0);
        fact(Known::amount_large) = std::clamp(size - words.large_amount, 0.0, 3.0);
    } else {
        fact(Known::amount_unsaid) = 1;
    }
    if (story.kind < words.deal_column.size() && words.deal_column[story.kind] >= 0)
        facts[static_cast<std::size_t>(words.deal_column[story.kind])] = 1;
    return facts;
}

}  // namespace ante::method::forecast
