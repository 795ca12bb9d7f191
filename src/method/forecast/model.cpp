#include "method/forecast/model.h"

#include <algorithm>
#include <cmath>
#include <future>

namespace ante::method::forecast {
namespace {

constexpr Days week{7};
// Each deal is looked at from these weeks of its life, while it is open.
constexpr std::array landmark_weeks{0,  1,  2,  3,  4,  5,  6,  8,   10,  13, 17,
                                    22, 28, 36, 46, 59, 75, 95, 120, 150, 200};

// Calibration needs later deals of which nearly all have ended: else it would learn from the quick
// ones only.
constexpr double mature = 0.85;
constexpr double later_part = 0.3;
constexpr std::size_t deals_to_calibrate = 100;  // of which, won and not won, at least:
constexpr std::size_t of_each = 25;
// Beliefs: the hazards are right (shift 0, slope 1), worth so many deals of evidence.
constexpr double shift_strength = 20;
constexpr double slope_strength = 40;

struct Range {
    std::size_t from = 0, to = 0;
};

bool ended_by(const Story& story, Instant known_by) {
    return story.ended && story.ended->at < known_by;
}

// What was seen of a story from a landmark until `known_by`, in whole weeks: an end in a week that
// is not over counts as not seen, as the deals that go on in it do.
Seen seen_from(const Story& story, Instant landmark, Instant known_by, std::uint32_t deal) {
    const auto whole = std::chrono::floor<std::chrono::weeks>(known_by - landmark).count();
    Seen seen{.deal = deal, .weeks = static_cast<int>(std::min<std::int64_t>(whole, 5000))};
    if (!ended_by(story, known_by)) return seen;
    const auto lasted = std::chrono::ceil<std::chrono::weeks>(story.ended->at - landmark).count();
    const int in_week = static_cast<int>(std::clamp<std::int64_t>(lasted, 1, 5000));
    if (in_week > seen.weeks) return seen;
    seen.weeks = in_week;
    seen.end = story.ended->how;
    return seen;
}

template <class Each>
void each_landmark(const Story& story, Instant known_by, const Each& each) {
    for (const int weeks : landmark_weeks) {
        const Instant at = story.opened + weeks * week;
        if (at >= known_by || !story.open_at(at)) return;
        each(at);
    }
}

Sample sample_of(const Book& book, const Vocabulary& words, Range range, Instant known_by,
                 std::size_t most) {
    std::size_t landmarks = 0;
    std::size_t deals = 0;
    for (std::size_t i = range.from; i < range.to; ++i) {
        const std::size_t before = landmarks;
        each_landmark(book.stories[i], known_by, [&](Instant at) {
            landmarks += seen_from(book.stories[i], at, known_by, 0).weeks > 0 ? 1 : 0;
        });
        deals += landmarks > before ? 1 : 0;
    }
    Sample sample{.width = words.columns.size()};
    if (landmarks == 0) return sample;
    // One landmark in `one_in` is drawn, by the deal's own lot and the week.
    const std::uint64_t one_in = (landmarks + most - 1) / most;
    std::size_t drawn = 0;
    for (std::size_t i = range.from; i < range.to; ++i) {
        const Story& story = book.stories[i];
        std::uint64_t lot = lot_of(story.id);
        each_landmark(story, known_by, [&](Instant at) {
            const Seen seen = seen_from(story, at, known_by, static_cast<std::uint32_t>(i));
            if (seen.weeks == 0 || (one_in > 1 && ++lot % one_in != 0)) return;
            const Facts facts = facts_at(words, story, at);
            sample.facts.insert(sample.facts.end(), facts.begin(), facts.end());
            sample.seen.push_back(seen);
            ++drawn;
        });
    }
    sample.weight = drawn == 0 ? 1 : static_cast<double>(deals) / static_cast<double>(drawn);
    return sample;
}

double log_odds(double chance) {
    const double p = std::clamp(chance, 1e-9, 1 - 1e-9);
    return std::log(p / (1 - p));
}

double chance_of(double odds) {
    return 1 / (1 + std::exp(-odds));
}

// ---- Calibration --------------------------------------------------------------------------------

struct Point {
    double odds = 0;
    double won = 0;
    double weight = 0;
};

// Newton on two figures; the slope stays at or above 0.
Calibration line_through(const std::vector<Point>& points) {
    Calibration line;
    for (int round = 0; round < 100; ++round) {
        double g0 = shift_strength * line.shift;
        double g1 = slope_strength * (line.slope - 1);
        double h00 = shift_strength;
        double h01 = 0;
        double h11 = slope_strength;
        for (const Point& p : points) {
            const double chance = chance_of(line.shift + line.slope * p.odds);
            const double off = p.weight * (chance - p.won);
            const double bend = p.weight * chance * (1 - chance);
            g0 += off;
            g1 += off * p.odds;
            h00 += bend;
            h01 += bend * p.odds;
            h11 += bend * p.odds * p.odds;
        }
        const double det = h00 * h11 - h01 * h01;
        double shift = -(h11 * g0 - h01 * g1) / det;
        double slope = -(h00 * g1 - h01 * g0) / det;
        if (line.slope + slope < 0) {
            slope = -line.slope;
            shift = -(g0 + h01 * slope) / h00;
        }
        line.shift += shift;
        line.slope += slope;
        if (std::abs(shift) + std::abs(slope) < 1e-10) break;
    }
    return line;
}

Calibration calibrate(const Book& book, std::size_t count, Instant known_by, const Pains& how) {
    const std::size_t until = mature_until(book, count, known_by);
    const auto later = static_cast<std::size_t>(later_part * static_cast<double>(until));
    const Range earlier{0, until - later};
    std::size_t ended = 0;
    std::size_t won = 0;
    for (std::size_t i = earlier.to; i < until; ++i) {
        if (!ended_by(book.stories[i], known_by)) continue;
        ++ended;
        won += book.stories[i].ended->how == End::won ? 1 : 0;
    }
    if (ended < deals_to_calibrate || won < of_each || ended - won < of_each) return {};

    const Vocabulary words = learn_words(
        Book{
            book.act_kinds,
            book.deal_kinds,
            {book.stories.begin(), book.stories.begin() + static_cast<std::ptrdiff_t>(earlier.to)}},
        known_by);
    const Hazards hazards = fit(sample_of(book, words, earlier, known_by, how.most_landmarks),
                                words.beliefs, Errors::left_out);
    std::vector<Point> points;
    for (std::size_t i = earlier.to; i < until; ++i) {
        const Story& story = book.stories[i];
        if (!ended_by(story, known_by)) continue;
        const std::size_t first = points.size();
        each_landmark(story, known_by, [&](Instant at) {
            const double win = outlook(hazards, facts_at(words, story, at)).chance[0];
            points.push_back({log_odds(win), story.ended->how == End::won ? 1.0 : 0.0, 0});
        });
        for (std::size_t p = first; p < points.size(); ++p)
            points[p].weight = 1 / static_cast<double>(points.size() - first);
    }
    Calibration line = line_through(points);
    line.deals = ended;
    return line;
}

}  // namespace

// The last tenth of the deals of which nearly all have ended; where it ends, maturity ends.
std::size_t mature_until(const Book& book, std::size_t count, Instant known_by) {
    const std::size_t window = std::max<std::size_t>(count / 10, 20);
    std::size_t ended = 0;
    std::size_t until = 0;
    for (std::size_t i = 0; i < count; ++i) {
        ended += ended_by(book.stories[i], known_by) ? 1 : 0;
        if (i >= window) ended -= ended_by(book.stories[i - window], known_by) ? 1 : 0;
        if (i + 1 >= window && static_cast<double>(ended) >= mature * static_cast<double>(window))
            until = i + 1;
    }
    return until;
}

Model learn(const Book& book, Instant known_by, const Pains& how) {
    const auto first_later =
        std::lower_bound(book.stories.begin(), book.stories.end(), known_by,
                         [](const Story& story, Instant at) { return story.opened < at; });
    const auto count = static_cast<std::size_t>(first_later - book.stories.begin());
    Model model{.known_by = known_by, .words = learn_words(book, known_by)};
    model.learned.deals = count;
    for (std::size_t i = 0; i < count; ++i) {
        const Story& story = book.stories[i];
        if (!ended_by(story, known_by)) {
            ++model.learned.open;
            continue;
        }
        Learned& l = model.learned;
        ++(story.ended->how == End::won ? l.won : story.ended->how == End::lost ? l.lost : l.faded);
    }
    auto calibration =
        std::async(std::launch::async, [&] { return calibrate(book, count, known_by, how); });
    model.hazards = fit(sample_of(book, model.words, {0, count}, known_by, how.most_landmarks),
                        model.words.beliefs, how.errors);
    model.calibration = calibration.get();
    return model;
}

Forecast forecast(const Model& model, const Story& story, Instant at) {
    return forecast_of(model, story, story.known_at(at), at);
}

Forecast forecast_of(const Model& model, const Story& story, std::span<const Deed> known,
                     Instant at) {
    return foretell(model, story, known, at, {}).forecast;
}

Foretold foretell(const Model& model, const Story& story, std::span<const Deed> known, Instant at,
                  std::span<const Instant> moments) {
    const Facts facts = facts_of(model.words, story, known, at);
    const Outlook raw = outlook(model.hazards, facts);
    Foretold told;
    Forecast& f = told.forecast;
    f.win = chance_of(model.calibration.shift + model.calibration.slope * log_odds(raw.chance[0]));
    const double others = raw.chance[1] + raw.chance[2];
    const double lost = others > 0 ? raw.chance[1] / others : 0.5;
    f.lose = (1 - f.win) * lost;
    f.fade = (1 - f.win) * (1 - lost);
    using Weeks = std::chrono::duration<double, std::ratio<604800>>;
    const auto in = [&](double weeks) {
        return at + std::chrono::round<milliseconds>(Weeks(weeks));
    };
    f.expected = in(raw.weeks);
    f.early = in(raw.weeks_early);
    f.late = in(raw.weeks_late);

    // Correcting changes how sure a win is, not when it comes.
    if (moments.empty()) return told;
    std::vector<double> weeks;
    weeks.reserve(moments.size());
    for (const Instant moment : moments) weeks.push_back(std::max(0.0, Weeks(moment - at).count()));
    told.won_by = won_within(model.hazards, facts, weeks);
    for (double& chance : told.won_by)
        chance = raw.chance[0] > 0 ? std::min(chance / raw.chance[0], 1.0) * f.win : 0;
    return told;
}

std::vector<Moved> moved_by(const Model& model, const Story& story, Instant at, std::size_t most) {
    constexpr std::size_t looked_at = 200;
    const std::span<const Deed> known = story.known_at(at);
    const double with = forecast_of(model, story, known, at).win;
    std::vector<Moved> moved;
    std::vector<Deed> others(known.begin(), known.end());
    for (std::size_t i = known.size() - std::min(known.size(), looked_at); i < known.size(); ++i) {
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        moved.push_back({known[i], i, with - forecast_of(model, story, others, at).win});
        others.insert(others.begin() + static_cast<std::ptrdiff_t>(i), known[i]);
    }
    std::stable_sort(moved.begin(), moved.end(), [](const Moved& a, const Moved& b) {
        return std::abs(a.points) > std::abs(b.points);
    });
    if (moved.size() > most)
        moved.erase(moved.begin() + static_cast<std::ptrdiff_t>(most), moved.end());
    return moved;
}

double if_kept_now(const Model& model, const Story& story, Instant at, Effort effort,
                   std::optional<Role> role) {
    return if_done_now(model, story,
                       {.at = at,
                        .kind = UINT16_MAX,
                        .grade = static_cast<std::int8_t>(grade(effort)),
                        .role = role ? static_cast<std::int8_t>(*role) : std::int8_t{-1}});
}

double if_done_now(const Model& model, const Story& story, const Deed& deed) {
    const std::span<const Deed> known = story.known_at(deed.at);
    std::vector<Deed> acts(known.begin(), known.end());
    acts.push_back(deed);
    return forecast_of(model, story, acts, deed.at).win;
}

}  // namespace ante::method::forecast
