#include "method/review/survival.h"

#include <algorithm>
#include <cmath>

namespace ante::method {
namespace {

void sort_by_time(std::vector<Watched>& group) {
    std::ranges::sort(group, {}, &Watched::time);
}

// Walks a sorted group time by time.
class Line {
public:
    explicit Line(std::vector<Watched> group) : group_(std::move(group)) { sort_by_time(group_); }

    bool over() const { return next_ == group_.size(); }
    double time() const { return group_[next_].time; }
    double waiting() const { return static_cast<double>(group_.size() - next_); }

    // Takes those who were watched until `time`; answers to how many of them it happened.
    double pass(double time) {
        double events = 0;
        for (; !over() && group_[next_].time == time; ++next_)
            if (group_[next_].end == Seen::happened) events += 1;
        return events;
    }

private:
    std::vector<Watched> group_;
    std::size_t next_ = 0;
};

}  // namespace

std::vector<SurvivalStep> kaplan_meier(std::vector<Watched> group) {
    std::vector<SurvivalStep> steps;
    double survival = 1;
    double greenwood = 0;
    for (Line line(std::move(group)); !line.over();) {
        const double time = line.time();
        const double at_risk = line.waiting();
        const double events = line.pass(time);
        if (events == 0) continue;
        survival *= 1 - events / at_risk;
        if (at_risk > events) greenwood += events / (at_risk * (at_risk - events));
        steps.push_back({time, at_risk, events, survival, survival * std::sqrt(greenwood)});
    }
    return steps;
}

std::optional<double> median_of(std::span<const SurvivalStep> steps) {
    // Products of fractions miss one half by a hair.
    constexpr double half = 0.5 + 1e-12;
    for (const SurvivalStep& step : steps)
        if (step.survival <= half) return step.time;
    return std::nullopt;
}

double survival_at(std::span<const SurvivalStep> steps, double time) {
    double survival = 1;
    for (const SurvivalStep& step : steps) {
        if (step.time > time) break;
        survival = step.survival;
    }
    return survival;
}

std::size_t at_risk(std::span<const Watched> group, double time) {
    return static_cast<std::size_t>(
        std::ranges::count_if(group, [&](const Watched& w) { return w.time >= time; }));
}

std::optional<LogRank> log_rank(std::span<const Watched> first, std::span<const Watched> second) {
    LogRank test;
    Line a({first.begin(), first.end()});
    Line b({second.begin(), second.end()});
    while (!a.over() && !b.over()) {
        const double time = std::min(a.time(), b.time());
        const double in_a = a.waiting();
        const double all = in_a + b.waiting();
        const double events_a = a.pass(time);
        const double events = events_a + b.pass(time);
        if (events == 0) continue;
        const double share = in_a / all;
        test.observed += events_a;
        test.expected += events * share;
        // Hypergeometric; with a single one left there is nothing to draw.
        if (all > 1) test.variance += events * share * (1 - share) * (all - events) / (all - 1);
    }
    // Where only one group is left, what is observed is what is expected.
    while (!a.over()) {
        const double events = a.pass(a.time());
        test.observed += events;
        test.expected += events;
    }
    if (test.variance <= 0) return std::nullopt;
    const double off = test.observed - test.expected;
    test.chi2 = off * off / test.variance;
    test.p = std::erfc(std::sqrt(test.chi2 / 2));
    return test;
}

}  // namespace ante::method
