#include "method/forecast/backtest.h"

#include <algorithm>
#include <string>

#include "method/forecast/rivals.h"

namespace ante::method::forecast {
namespace {

Instant end_of_history(const Book& book) {
    Instant last = Instant::min();
    for (const Story& story : book.stories) {
        last = std::max(last, story.opened);
        if (story.ended) last = std::max(last, story.ended->at);
        if (!story.deeds.empty()) last = std::max(last, story.deeds.back().at);
    }
    return last;
}

Skill overall(const std::vector<DayGrade>& days) {
    const auto any = [&](Skill skill) {
        return std::any_of(days.begin(), days.end(),
                           [&](const DayGrade& day) { return day.skill == skill; });
    };
    for (const Skill skill : {Skill::none, Skill::shown, Skill::unsure})
        if (any(skill)) return skill;
    return Skill::too_few;
}

// What each of the four said of the deals whose end is known.
struct Said {
    std::vector<double> forecast, base, two, counts;
    std::vector<char> won;

    void add(const Prediction& p) {
        forecast.push_back(p.forecast.win);
        base.push_back(p.base_rate);
        two.push_back(p.two_numbers);
        counts.push_back(p.counts);
        won.push_back(p.story->ended->how == End::won ? 1 : 0);
    }
};

}  // namespace

Skill skill_of(const Scores& forecast, std::size_t won) {
    const auto deals = static_cast<std::size_t>(forecast.deals);
    if (deals < deals_to_grade || won < each_to_grade || deals - won < each_to_grade)
        return Skill::too_few;
    if (forecast.better_95.low > 0 && forecast.auc_95.low > 0.5) return Skill::shown;
    if (forecast.better_by > 0 && forecast.auc_95.low > 0.5) return Skill::unsure;
    return Skill::none;
}

Result<Backtest> backtest(const Book& book, const BacktestOrder& order) {
    const std::string needs = " It takes " + std::to_string(deals_to_learn) +
                              " decided deals to begin to learn, 100 to correct the chances, and " +
                              std::to_string(deals_to_grade) +
                              " decided later to grade the forecast.";
    if (book.stories.empty() || book.stories.front().opened >= order.train_before)
        return refuse("nothing_to_learn", "No deal was opened before that day." + needs);
    if (book.stories.back().opened < order.train_before)
        return refuse("nothing_to_test", "No deal was opened on that day or later." + needs);
    Backtest out{.model = learn(book, order.train_before, {}),
                 .history_ends = end_of_history(book)};
    const auto first =
        std::lower_bound(book.stories.begin(), book.stories.end(), order.train_before,
                         [](const Story& story, Instant at) { return story.opened < at; });
    out.tested = static_cast<std::size_t>(book.stories.end() - first);

    Said all;
    for (const int day : order.days) {
        const BaseRate base(book, order.train_before, Days{day});
        const TwoNumbers two(book, out.model.words, order.train_before, Days{day});
        const CountRegression counts(book, order.train_before, Days{day});
        DayGrade grade{.day = day,
                       .base_rate = base.chance(),
                       .taught_base = base.deals(),
                       .with = two.with(),
                       .without = two.without(),
                       .deals_with = two.deals_with(),
                       .deals_without = two.deals_without()};
        Said said;
        for (auto story = first; story != book.stories.end(); ++story) {
            const Instant at = story->opened + Days{day};
            if (at > out.history_ends || !story->open_at(at)) continue;
            ++grade.open;
            Prediction p{.story = &*story,
                         .day = day,
                         .forecast = forecast(out.model, *story, at),
                         .base_rate = base.chance(),
                         .two_numbers = two.chance(*story, at),
                         .counts = counts.chance(*story, at)};
            if (story->ended) {
                said.add(p);
                all.add(p);
                grade.won += story->ended->how == End::won ? 1 : 0;
            }
            out.predictions.push_back(p);
        }
        grade.decided = said.won.size();
        grade.forecast = score(said.forecast, said.base, said.won);
        grade.base = score(said.base, said.base, said.won);
        grade.two = score(said.two, said.base, said.won);
        grade.counts = score(said.counts, said.base, said.won);
        grade.skill = skill_of(grade.forecast, grade.won);
        out.days.push_back(grade);
    }
    out.bins = reliability(all.forecast, all.won);
    out.skill = overall(out.days);
    return out;
}

}  // namespace ante::method::forecast
