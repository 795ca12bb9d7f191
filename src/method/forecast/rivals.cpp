#include "method/forecast/rivals.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace ante::method::forecast {
namespace {

constexpr std::size_t deals_for_a_count = 20;
constexpr std::size_t most_counts = 30;

template <class Each>
void each_lesson(const Book& book, Instant known_by, Days day, const Each& each) {
    for (const Story& story : book.stories) {
        if (!story.ended || story.ended->at >= known_by) continue;
        const Instant at = story.opened + day;
        if (story.open_at(at)) each(story, at, story.ended->how == End::won ? 1.0 : 0.0);
    }
}

bool has_worked(const Vocabulary& words, const Story& story, Instant at) {
    const auto known = story.known_at(at);
    return std::any_of(known.begin(), known.end(), [&](const Deed& deed) {
        return deed.side == Side::buyer && grade_of(words, deed) >= 2 &&
               (deed.came == Came::kept || deed.came == Came::kept_late);
    });
}

}  // namespace

BaseRate::BaseRate(const Book& book, Instant known_by, Days day) {
    double won = 0;
    const auto count = [&](const Story&, Instant, double one) {
        won += one;
        ++deals_;
    };
    each_lesson(book, known_by, day, count);
    if (deals_ == 0) each_lesson(book, known_by, Days{0}, count);
    if (deals_ > 0) chance_ = won / static_cast<double>(deals_);
}

TwoNumbers::TwoNumbers(const Book& book, const Vocabulary& words, Instant known_by, Days day)
    : words_(words) {
    std::array<double, 2> won{};
    each_lesson(book, known_by, day, [&](const Story& story, Instant at, double one) {
        const std::size_t side = has_worked(words, story, at) ? 1 : 0;
        won[side] += one;
        ++deals_[side];
    });
    const double base = BaseRate(book, known_by, day).chance();
    for (std::size_t i = 0; i < 2; ++i)
        chance_[i] = (won[i] + base) / (static_cast<double>(deals_[i]) + 1);
}

double TwoNumbers::chance(const Story& story, Instant at) const {
    return chance_[has_worked(words_, story, at) ? 1 : 0];
}

CountRegression::CountRegression(const Book& book, Instant known_by, Days day)
    : kinds_(book.act_kinds.size()) {
    std::vector<std::size_t> deals(2 * kinds_, 0);
    std::vector<std::size_t> last(2 * kinds_, 0);
    std::vector<std::pair<const Story*, double>> lessons;
    each_lesson(book, known_by, day, [&](const Story& story, Instant at, double won) {
        lessons.emplace_back(&story, won);
        for (const Deed& deed : story.known_at(at)) {
            const std::size_t k = deed.kind + (deed.side == Side::seller ? kinds_ : 0);
            if (last[k] == lessons.size()) continue;
            last[k] = lessons.size();
            ++deals[k];
        }
    });
    std::vector<std::size_t> order;
    for (std::size_t k = 0; k < deals.size(); ++k)
        if (deals[k] >= deals_for_a_count) order.push_back(k);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return deals[a] > deals[b]; });
    if (order.size() > most_counts) order.resize(most_counts);
    column_.assign(2 * kinds_, -1);
    for (std::size_t c = 0; c < order.size(); ++c) column_[order[c]] = static_cast<int>(c);
    width_ = order.size() + 1;  // and the amount

    const auto n = static_cast<Eigen::Index>(lessons.size());
    const auto width = static_cast<Eigen::Index>(width_);
    Eigen::MatrixXd x = Eigen::MatrixXd::Ones(n, width + 1);
    Eigen::VectorXd y(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto& [story, won] = lessons[static_cast<std::size_t>(i)];
        const std::vector<double> facts = row(*story, story->opened + day);
        for (Eigen::Index j = 0; j < width; ++j) x(i, j + 1) = facts[static_cast<std::size_t>(j)];
        y[i] = won;
    }
    mean_.assign(width_, 0);
    spread_.assign(width_, 1);
    for (Eigen::Index j = 0; n > 0 && j < width; ++j) {
        auto column = x.col(j + 1);
        const double mean = column.mean();
        column.array() -= mean;
        const double spread = std::sqrt(column.squaredNorm() / static_cast<double>(n));
        mean_[static_cast<std::size_t>(j)] = mean;
        if (spread < 1e-9) continue;
        spread_[static_cast<std::size_t>(j)] = spread;
        column /= spread;
    }
    Eigen::VectorXd w = Eigen::VectorXd::Zero(width + 1);
    for (int round = 0; round < 50; ++round) {
        const Eigen::ArrayXd chance = 1 / (1 + (-(x * w).array()).exp());
        Eigen::VectorXd gradient = x.transpose() * (chance.matrix() - y) + w;
        const Eigen::MatrixXd bent = x.array().colwise() * (chance * (1 - chance));
        Eigen::MatrixXd curve = x.transpose() * bent;
        curve.diagonal().array() += 1;
        gradient[0] -= w[0] * (1 - 1e-3);  // The intercept is hardly held.
        curve(0, 0) -= 1 - 1e-3;
        const Eigen::VectorXd step = curve.ldlt().solve(gradient);
        w -= step;
        if (step.cwiseAbs().maxCoeff() < 1e-9) break;
    }
    weights_.assign(w.begin(), w.end());
}

std::vector<double> CountRegression::row(const Story& story, Instant at) const {
    std::vector<double> row(width_, 0.0);
    for (const Deed& deed : story.known_at(at)) {
        const int column = column_[deed.kind + (deed.side == Side::seller ? kinds_ : 0)];
        if (column >= 0) row[static_cast<std::size_t>(column)] += 1;
    }
    row.back() = story.amount && *story.amount > 0 ? std::log(*story.amount) : 0;
    return row;
}

double CountRegression::chance(const Story& story, Instant at) const {
    const std::vector<double> facts = row(story, at);
    double odds = weights_[0];
    for (std::size_t j = 0; j < facts.size(); ++j)
        odds += weights_[j + 1] * (facts[j] - mean_[j]) / spread_[j];
    return 1 / (1 + std::exp(-odds));
}

}  // namespace ante::method::forecast
