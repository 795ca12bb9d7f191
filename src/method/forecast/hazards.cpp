#include "method/forecast/hazards.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace ante::method::forecast {
namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;
using Rows =
    Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;
using Index = Eigen::Index;

constexpr double unbounded = 1e9;
constexpr Index block = 512;

struct Limits {
    Vector low;
    Vector high;
};

constexpr std::size_t at(End end) {
    return static_cast<std::size_t>(end);
}

// The weeks of the stretch `s` that lie within the first `weeks`.
int weeks_in(std::size_t s, int weeks) {
    const int begin = s == 0 ? 0 : stretch_ends[s - 1];
    return std::clamp(weeks - begin, 0, stretch_ends[s] - begin);
}

// The penalised sum, its slope and its curvature at one place.
class Objective {
public:
    Objective(const Sample& sample, std::span<const Belief> beliefs)
        : sample_(sample),
          width_(static_cast<Index>(sample.width)),
          size_(static_cast<Index>(stretches) + width_),
          prior_(Vector::Zero(size())),
          penalty_(Matrix::Zero(size(), size())) {
        const auto of = [](const Belief& b, std::size_t end) {
            return end == at(End::won) ? b.win : end == at(End::lost) ? b.lose : b.fade;
        };
        for (std::size_t end = 0; end < ends; ++end) {
            const Index first = place(end, 0);
            for (std::size_t s = 0; s < stretches; ++s) {
                const Index i = first + static_cast<Index>(s);
                prior_[i] = weekly_log_odds[end];
                penalty_(i, i) += weekly_strength;
                if (s == 0) continue;
                penalty_(i, i) += smoothness;
                penalty_(i - 1, i - 1) += smoothness;
                penalty_(i, i - 1) -= smoothness;
                penalty_(i - 1, i) -= smoothness;
            }
            for (std::size_t j = 0; j < beliefs.size(); ++j) {
                const Index i = first + static_cast<Index>(stretches + j);
                prior_[i] = of(beliefs[j], end);
                penalty_(i, i) += beliefs[j].strength;
            }
        }
    }

    Index size() const { return static_cast<Index>(ends) * size_; }
    const Vector& prior() const { return prior_; }

    double value(const Vector& at_place) const {
        double sum = 0;
        walk(at_place, [&](Index, const Seen& seen, std::size_t s, int weeks,
                           const std::array<double, ends>& odds, double total) {
            sum += weeks * std::log1p(total);
            if (seen.end && ends_in(seen, s)) sum -= std::log(odds[at(*seen.end)]);
        });
        return sample_.weight * sum + penalty(at_place);
    }

    double slope(const Vector& at_place, Vector& gradient, Matrix& curve) const {
        gradient.setZero(size());
        curve.setZero(size(), size());
        const auto n = static_cast<Index>(sample_.seen.size());
        // Per row: the pull on the facts of each end, and the six weights of their curvature.
        Matrix pulls = Matrix::Zero(n, ends);
        Matrix bends = Matrix::Zero(n, 6);
        // Per stretch: the same against the stretch's own figure, summed over rows at once.
        Matrix cross = Matrix::Zero(n, static_cast<Index>(stretches) * 6);
        double sum = 0;
        walk(at_place, [&](Index row, const Seen& seen, std::size_t s, int weeks,
                           const std::array<double, ends>& odds, double total) {
            sum += weeks * std::log1p(total);
            const bool ended = seen.end && ends_in(seen, s);
            if (ended) sum -= std::log(odds[at(*seen.end)]);
            Index pair = 0;
            for (std::size_t a = 0; a < ends; ++a) {
                const double chance = odds[a] / (1 + total);
                const double pull = weeks * chance - (ended && at(*seen.end) == a ? 1.0 : 0.0);
                pulls(row, static_cast<Index>(a)) += pull;
                gradient[place(a, s)] += pull;
                for (std::size_t b = a; b < ends; ++b, ++pair) {
                    const double other = odds[b] / (1 + total);
                    const double bend = weeks * (a == b ? chance * (1 - chance) : -chance * other);
                    bends(row, pair) += bend;
                    cross(row, static_cast<Index>(s) * 6 + pair) += bend;
                    curve(place(a, s), place(b, s)) += bend;
                }
            }
        });
        const Rows facts = rows();
        const auto first = static_cast<Index>(stretches);
        for (Index from = 0; from < n && width_ > 0; from += block) {
            const Index count = std::min(block, n - from);
            const Matrix x = facts.middleRows(from, count);
            const Matrix g = x.transpose() * pulls.middleRows(from, count);
            const Matrix c = x.transpose() * cross.middleRows(from, count);
            Index pair = 0;
            for (Index a = 0; a < static_cast<Index>(ends); ++a) {
                gradient.segment(a * size_ + first, width_) += g.col(a);
                for (Index b = a; b < static_cast<Index>(ends); ++b, ++pair) {
                    const Matrix weighted =
                        x.array().colwise() * bends.col(pair).segment(from, count).array();
                    curve.block(a * size_ + first, b * size_ + first, width_, width_).noalias() +=
                        x.transpose() * weighted;
                    for (Index s = 0; s < first; ++s) {
                        const Vector column = c.col(s * 6 + pair);
                        curve.block(a * size_ + s, b * size_ + first, 1, width_) +=
                            column.transpose();
                        if (a != b)
                            curve.block(a * size_ + first, b * size_ + s, width_, 1) += column;
                    }
                }
            }
        }
        // Only what lies on or above the diagonal of ends was summed.
        curve = Matrix(curve.selfadjointView<Eigen::Upper>());
        gradient *= sample_.weight;
        curve *= sample_.weight;
        const Vector away = at_place - prior_;
        gradient += penalty_ * away;
        curve += penalty_;
        return sample_.weight * sum + penalty(at_place);
    }

    // How much the deals, each with all its landmarks, disagree about the slope.
    Matrix disagreement(const Vector& at_place) const {
        Matrix sum = Matrix::Zero(size(), size());
        Vector own = Vector::Zero(size());
        std::uint32_t deal = 0;
        bool any = false;
        const Rows facts = rows();
        const auto first = static_cast<Index>(stretches);
        const auto close = [&] {
            if (any) sum.selfadjointView<Eigen::Upper>().rankUpdate(own);
            own.setZero();
        };
        walk(at_place, [&](Index row, const Seen& seen, std::size_t s, int weeks,
                           const std::array<double, ends>& odds, double total) {
            if (any && seen.deal != deal) close();
            any = true;
            deal = seen.deal;
            for (std::size_t a = 0; a < ends; ++a) {
                const double pull = weeks * odds[a] / (1 + total) -
                                    (seen.end && ends_in(seen, s) && at(*seen.end) == a ? 1. : 0.);
                own[place(a, s)] += pull;
                own.segment(static_cast<Index>(a) * size_ + first, width_) +=
                    pull * facts.row(row).transpose();
            }
        });
        close();
        return Matrix(sum.selfadjointView<Eigen::Upper>()) * sample_.weight * sample_.weight;
    }

private:
    Index place(std::size_t end, std::size_t i) const {
        return static_cast<Index>(end) * size_ + static_cast<Index>(i);
    }
    Rows rows() const {
        return {sample_.facts.data(), static_cast<Index>(sample_.seen.size()), width_};
    }
    double penalty(const Vector& at_place) const {
        const Vector away = at_place - prior_;
        return 0.5 * away.dot(penalty_ * away);
    }
    static bool ends_in(const Seen& seen, std::size_t s) {
        return seen.weeks <= stretch_ends[s] && (s == 0 || seen.weeks > stretch_ends[s - 1]);
    }

    // Calls `each` for every row and every stretch in which it was watched.
    template <class Each>
    void walk(const Vector& at_place, const Each& each) const {
        const Rows facts = rows();
        Matrix coefficients(width_, ends);
        for (std::size_t a = 0; a < ends; ++a)
            coefficients.col(static_cast<Index>(a)) = at_place.segment(place(a, stretches), width_);
        const auto n = static_cast<Index>(sample_.seen.size());
        for (Index from = 0; from < n; from += block) {
            const Index count = std::min(block, n - from);
            const Matrix sums = facts.middleRows(from, count) * coefficients;
            for (Index i = 0; i < count; ++i) {
                const Seen& seen = sample_.seen[static_cast<std::size_t>(from + i)];
                for (std::size_t s = 0; s < stretches; ++s) {
                    const int weeks = weeks_in(s, seen.weeks);
                    if (weeks == 0) break;
                    std::array<double, ends> odds{};
                    double total = 0;
                    for (std::size_t a = 0; a < ends; ++a) {
                        odds[a] = std::exp(std::clamp(
                            at_place[place(a, s)] + sums(i, static_cast<Index>(a)), -40.0, 40.0));
                        total += odds[a];
                    }
                    each(from + i, seen, s, weeks, odds, total);
                }
            }
        }
    }

    const Sample& sample_;
    Index width_;
    Index size_;
    Vector prior_;
    Matrix penalty_;
};

// The figures in which the limits of hazards.h are plain: for each column the odds of winning, and
// those of losing and of fading against them; for the stretches what these add from one to the
// next. `turn` leads back to the odds themselves.
struct Terms {
    Matrix turn;
    Limits limits;

    Terms(std::size_t width, std::span<const Belief> beliefs) {
        const auto size = static_cast<Index>(stretches + width);
        const Index all = static_cast<Index>(ends) * size;
        turn = Matrix::Zero(all, all);
        limits = {Vector::Constant(all, -unbounded), Vector::Constant(all, unbounded)};
        for (Index i = 0; i < size; ++i) {
            const bool stretch = i < static_cast<Index>(stretches);
            const Pull pull =
                stretch ? Pull::free : beliefs[static_cast<std::size_t>(i) - stretches].pull;
            if (pull == Pull::toward) limits.low[i] = 0;
            if (pull == Pull::against) limits.high[i] = 0;
            turn(i, i) = 1;
            for (Index end = 1; end < static_cast<Index>(ends); ++end) {
                const Index own = end * size + i;
                turn(own, i) = 1;
                for (Index k = stretch ? end * size : own; k <= own; ++k) turn(own, k) = 1;
                if (pull == Pull::toward) limits.high[own] = 0;
                if (pull == Pull::against || (stretch && i > 0)) limits.low[own] = 0;
            }
        }
    }
    // The place within the limits that means what `odds` means, as nearly as may be.
    Vector from(const Vector& odds) const {
        return turn.lu().solve(odds).cwiseMax(limits.low).cwiseMin(limits.high);
    }
};

// The step that makes the quadratic least within the limits, by active sets: figures held at their
// limit are left out, the others solved for exactly; whoever would cross a limit on the way is held
// there, and whoever is held against his will is let go.
Vector step_within(const Vector& from, const Vector& gradient, const Matrix& curve,
                   const Limits& limits) {
    const Index n = from.size();
    Vector step = Vector::Zero(n);
    std::vector<char> held(static_cast<std::size_t>(n), 0);
    for (Index i = 0; i < n; ++i)
        held[static_cast<std::size_t>(i)] = (from[i] <= limits.low[i] && gradient[i] > 0) ||
                                            (from[i] >= limits.high[i] && gradient[i] < 0);
    for (Index round = 0; round < 10 * n; ++round) {
        std::vector<Index> free;
        for (Index i = 0; i < n; ++i)
            if (held[static_cast<std::size_t>(i)] == 0) free.push_back(i);
        const Vector pull = gradient + curve * step;
        const Matrix inner = curve(free, free);
        const Vector more = inner.llt().solve(-pull(free));

        // 1. As far as the first limit on the way; who stands there is held.
        double length = 1;
        Index first = -1;
        for (Index k = 0; k < static_cast<Index>(free.size()); ++k) {
            const Index i = free[static_cast<std::size_t>(k)];
            const double room = (more[k] > 0 ? limits.high[i] : limits.low[i]) - from[i] - step[i];
            if (std::abs(more[k]) > 1e-15 && room / more[k] < length) {
                length = std::max(0.0, room / more[k]);
                first = k;
            }
        }
        for (Index k = 0; k < static_cast<Index>(free.size()); ++k)
            step[free[static_cast<std::size_t>(k)]] += length * more[k];
        if (first >= 0) {
            const Index i = free[static_cast<std::size_t>(first)];
            step[i] = (more[first] > 0 ? limits.high[i] : limits.low[i]) - from[i];
            held[static_cast<std::size_t>(i)] = 1;
            continue;
        }

        // 2. Of those held, the one that wants away from his limit the most is let go.
        const Vector rest = gradient + curve * step;
        Index wants = -1;
        double most = 1e-9;
        for (Index i = 0; i < n; ++i) {
            if (held[static_cast<std::size_t>(i)] == 0) continue;
            const bool low = from[i] + step[i] <= limits.low[i];
            const double away = low ? -rest[i] : rest[i];
            if (away <= most) continue;
            most = away;
            wants = i;
        }
        if (wants < 0) break;
        held[static_cast<std::size_t>(wants)] = 0;
    }
    return step;
}

}  // namespace

Hazards fit(const Sample& sample, std::span<const Belief> beliefs, Errors errors) {
    const Objective objective(sample, beliefs);
    const Terms terms(sample.width, beliefs);
    Hazards hazards;
    Vector here = terms.from(objective.prior());
    Vector slope;
    Matrix bend;
    Vector gradient;
    Matrix curve;
    const auto look = [&] {
        const double value = objective.slope(terms.turn * here, slope, bend);
        gradient = terms.turn.transpose() * slope;
        curve = terms.turn.transpose() * bend * terms.turn;
        return value;
    };
    double value = look();
    for (int round = 0; round < 60 && !hazards.settled; ++round) {
        const Vector step = step_within(here, gradient, curve, terms.limits);
        hazards.settled = step.cwiseAbs().maxCoeff() < 1e-7;
        double length = 1;
        // The sum is convex and the step runs downhill: halving it ends, but for rounding.
        const double enough = value + 1e-12 * std::abs(value);
        while (length > 1e-6 && objective.value(terms.turn * (here + length * step)) > enough)
            length /= 2;
        if (length <= 1e-6) break;
        here += length * step;
        value = look();
    }

    const Vector odds = terms.turn * here;
    const auto size = odds.size() / static_cast<Index>(ends);
    for (std::size_t end = 0; end < ends; ++end) {
        const auto part = odds.segment(static_cast<Index>(end) * size, size);
        hazards.odds[end].assign(part.begin(), part.end());
    }
    if (errors == Errors::left_out) return hazards;

    // Figures that stand at their limit are fixed; the others vary as the deals disagree.
    Matrix meat = terms.turn.transpose() * objective.disagreement(odds) * terms.turn;
    for (Index i = 0; i < here.size(); ++i) {
        if (here[i] != terms.limits.low[i] && here[i] != terms.limits.high[i]) continue;
        curve.row(i).setZero();
        curve.col(i).setZero();
        curve(i, i) = 1;
        meat.row(i).setZero();
        meat.col(i).setZero();
    }
    const Eigen::LDLT<Matrix> solver(curve);
    const Matrix half = solver.solve(meat);
    const Matrix spread = terms.turn * solver.solve(half.transpose()) * terms.turn.transpose();
    for (std::size_t end = 0; end < ends; ++end) {
        hazards.error[end].resize(static_cast<std::size_t>(size));
        for (Index i = 0; i < size; ++i) {
            const Index j = static_cast<Index>(end) * size + i;
            hazards.error[end][static_cast<std::size_t>(i)] =
                std::sqrt(std::max(0.0, spread(j, j)));
        }
    }
    return hazards;
}

namespace {

// The ways through the stretches, for a deal with these facts. Within a stretch every week is
// alike, so that the open deals shrink by the same factor.
struct Path {
    std::array<double, ends> chance{};
    std::array<double, stretches> wins_before{};
    std::array<double, stretches> open_before{};
    std::array<std::array<double, ends>, stretches> weekly{};
    std::array<double, stretches> goes_on{};

    Path(const Hazards& hazards, std::span<const double> facts);
    static double begin(std::size_t s) { return s == 0 ? 0 : stretch_ends[s - 1]; }
};

Path::Path(const Hazards& hazards, std::span<const double> facts) {
    std::array<double, ends> sums{};
    for (std::size_t a = 0; a < ends; ++a)
        for (std::size_t j = 0; j < facts.size(); ++j)
            sums[a] += hazards.odds[a][stretches + j] * facts[j];
    double open = 1;
    for (std::size_t s = 0; s < stretches; ++s) {
        double total = 1;
        for (std::size_t a = 0; a < ends; ++a) {
            weekly[s][a] = std::exp(std::clamp(hazards.odds[a][s] + sums[a], -40.0, 40.0));
            total += weekly[s][a];
        }
        for (double& odds : weekly[s]) odds /= total;
        goes_on[s] = 1 / total;
        wins_before[s] = chance[at(End::won)];
        open_before[s] = open;
        const double ending = 1 - goes_on[s];
        const int weeks = stretch_ends[s] - (s == 0 ? 0 : stretch_ends[s - 1]);
        const double left = s + 1 == stretches ? 0 : open * std::pow(goes_on[s], weeks);
        for (std::size_t a = 0; a < ends; ++a) chance[a] += (open - left) * weekly[s][a] / ending;
        open = left;
    }
}

}  // namespace

Outlook outlook(const Hazards& hazards, std::span<const double> facts) {
    const Path path(hazards, facts);
    Outlook out{.chance = path.chance};

    // When a given part of the wins has come.
    const double wins = out.chance[at(End::won)];
    const auto weeks_until = [&](double part) {
        const double goal = part * wins;
        std::size_t s = stretches - 1;
        while (s > 0 && path.wins_before[s] > goal) --s;
        const double begin = Path::begin(s);
        const double gone = (goal - path.wins_before[s]) * (1 - path.goes_on[s]) /
                            (path.weekly[s][at(End::won)] * path.open_before[s]);
        if (gone >= 1) return begin + 520;  // Ten years: as good as never.
        return std::min(begin + std::log1p(-gone) / std::log(path.goes_on[s]), begin + 520);
    };
    out.weeks = weeks_until(0.5);
    out.weeks_early = weeks_until(0.1);
    out.weeks_late = weeks_until(0.9);
    return out;
}

std::vector<double> won_within(const Hazards& hazards, std::span<const double> facts,
                               std::span<const double> weeks) {
    const Path path(hazards, facts);
    std::vector<double> won;
    won.reserve(weeks.size());
    for (const double until : weeks) {
        std::size_t s = stretches - 1;
        while (s > 0 && Path::begin(s) > until) --s;
        const double in_it = std::max(0.0, until - Path::begin(s));
        const double ended = 1 - std::pow(path.goes_on[s], in_it);
        won.push_back(path.wins_before[s] + path.open_before[s] * path.weekly[s][at(End::won)] *
                                                ended / (1 - path.goes_on[s]));
    }
    return won;
}

}  // namespace ante::method::forecast
