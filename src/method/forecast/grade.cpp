#include "method/forecast/grade.h"

#include <algorithm>
#include <map>
#include <optional>

#include "method/forecast/rivals.h"

namespace ante::method::forecast {
namespace {

// The part of the deals that the graded model may learn from; the later ones are kept back.
constexpr double earlier_part = 0.6;
constexpr int no_stage = -1;

int stage_at(const Story& story, Instant at) {
    int stage = no_stage;
    for (const Step& step : story.steps)
        if (step.at <= at) stage = step.stage;
    return stage;
}

// Of deals decided before a day, on each day they are looked at: the part won by the stage they
// stood in, with one deal of the base rate added to each.
class StageRate {
public:
    StageRate(const Book& book, Instant known_by, double base) : base_(base) {
        for (const Story& story : book.stories) {
            if (!story.ended || story.ended->at >= known_by) continue;
            for (const int day : days_looked_at) {
                const Instant at = story.opened + Days{day};
                if (!story.open_at(at)) break;
                Count& count = counts_[stage_at(story, at)];
                count.all += 1;
                count.won += story.ended->how == End::won ? 1 : 0;
            }
        }
    }
    double chance(const Story& story, Instant at) const {
        const auto found = counts_.find(stage_at(story, at));
        if (found == counts_.end()) return base_;
        return (found->second.won + base_) / (found->second.all + 1);
    }

private:
    struct Count {
        double won = 0, all = 0;
    };
    std::map<int, Count> counts_;
    double base_;
};

// The day of its life on which a deal is looked at: one of those on which it was open, by its lot.
std::optional<std::size_t> day_of(const Story& story, Instant known_by) {
    std::size_t open = 0;
    while (open < days_looked_at.size()) {
        const Instant at = story.opened + Days{days_looked_at[open]};
        if (at >= known_by || !story.open_at(at)) break;
        ++open;
    }
    if (open == 0) return std::nullopt;
    return lot_of(story.id) % open;
}

// Where the kept-back deals begin and end.
struct Cut {
    std::size_t from = 0, to = 0;
};
Cut cut_of(const Book& book, Instant known_by) {
    const auto later =
        std::lower_bound(book.stories.begin(), book.stories.end(), known_by,
                         [](const Story& story, Instant at) { return story.opened < at; });
    const auto count = static_cast<std::size_t>(later - book.stories.begin());
    // Without a time of which nearly all deals have ended, the quick ones are what there is.
    std::size_t until = mature_until(book, count, known_by);
    if (until < count / 2) until = count;
    return {static_cast<std::size_t>(earlier_part * static_cast<double>(until)), until};
}

}  // namespace

Grade grade(const Book& book, Instant known_by, const Pains& how) {
    Grade grade;
    const Cut cut = cut_of(book, known_by);
    if (cut.from == cut.to) return grade;
    const Instant before = book.stories[cut.from].opened;
    const Model model = learn(book, before, how);
    const BaseRate base(book, before, Days{0});
    const StageRate stage(book, before, base.chance());
    std::vector<double> by_age;
    for (const int day : days_looked_at)
        by_age.push_back(BaseRate(book, before, Days{day}).chance());

    std::vector<double> said;
    std::vector<double> said_base;
    std::vector<double> said_stage;
    std::vector<double> said_age;
    std::vector<char> won;
    for (std::size_t i = cut.from; i < cut.to; ++i) {
        const Story& story = book.stories[i];
        const auto day = day_of(story, known_by);
        if (!day) continue;
        if (!story.ended || story.ended->at >= known_by) {
            ++grade.open;
            continue;
        }
        const Instant at = story.opened + Days{days_looked_at[*day]};
        said.push_back(forecast(model, story, at).win);
        said_base.push_back(base.chance());
        said_stage.push_back(stage.chance(story, at));
        said_age.push_back(by_age[*day]);
        won.push_back(story.ended->how == End::won ? 1 : 0);
    }
    grade.learned_before = before;
    grade.learned_from =
        static_cast<std::int64_t>(model.learned.won + model.learned.lost + model.learned.faded);
    grade.decided = static_cast<std::int64_t>(won.size());
    grade.won = std::count(won.begin(), won.end(), 1);
    grade.base_rate = base.chance();
    grade.forecast = score(said, said_base, won);
    grade.base = score(said_base, said_base, won);
    grade.stage = score(said_stage, said_base, won);
    grade.age = score(said_age, said_base, won);
    const auto bins = reliability(said, won);
    grade.bins.assign(bins.begin(), bins.end());
    grade.skill = skill_of(grade.forecast, static_cast<std::size_t>(grade.won));
    return grade;
}

}  // namespace ante::method::forecast
