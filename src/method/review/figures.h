#pragma once
// The manager's figures (METHOD 12), each declared once: the API, the screen, the files and the
// manual (docs/REVIEW.md) take name, definition and unit from here.
//
// A figure compares the last weeks with the same rep's, or team's, own past before them. Pure: sums
// of stored days (day.h) go in.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "method/review/day.h"

namespace ante::method {

enum class FigureUnit : std::uint8_t { count, share, ratio, points, hours };
constexpr auto words(FigureUnit) {
    return std::array{"count"sv, "share"sv, "ratio"sv, "points"sv, "hours"sv};
}
// Which way is better; a number of meetings is neither.
enum class Better : std::uint8_t { neither, up, down };
constexpr auto words(Better) {
    return std::array{"neither"sv, "up"sv, "down"sv};
}
enum class FigureGroup : std::uint8_t { funnel, talk, requests, effort };
constexpr auto words(FigureGroup) {
    return std::array{"funnel"sv, "talk"sv, "requests"sv, "effort"sv};
}

struct Figure {
    std::string_view id;  // stable, snake_case
    FigureGroup group;
    std::string_view name;
    std::string_view says;  // what it is, in one sentence
    FigureUnit unit;
    Better better;
    double Tally::*part;
    double Tally::*of = nullptr;  // of share and ratio
};
std::span<const Figure> all_figures();
const Figure* figure_named(std::string_view id);

// A figure of some days. `value`: a share from 0 to 1, a ratio, hours; empty where nothing can be
// divided by.
struct FigureValue {
    std::optional<double> value{};
    double part = 0;
    std::optional<double> of{};

    static constexpr auto fields =
        describe(field<&FigureValue::value>(
                     "value", "The figure; absent if there is nothing to take a share of."),
                 field<&FigureValue::part>("part", "What was counted."),
                 field<&FigureValue::of>("of", "Of how many; absent if it is no share or ratio."));
    bool operator==(const FigureValue&) const = default;
};
FigureValue value_of(const Figure& figure, const Tally& tally);

// ---- now and before

enum class ReviewBy : std::uint8_t { week, month };
constexpr auto words(ReviewBy) {
    return std::array{"week"sv, "month"sv};
}

// From the first day to before the last.
struct Span {
    Date from{};
    Date to{};
    int days() const { return static_cast<int>((to - from).count()); }
    bool holds(Date day) const { return from <= day && day < to; }

    static constexpr auto fields = describe(field<&Span::from>("from", "The first day."),
                                            field<&Span::to>("to", "The day after the last."));
    bool operator==(const Span&) const = default;
};

// What is compared on a day. By week: the last 4 weeks with the 12 before, and a bucket for each
// calendar week (from Monday) of both; by month: the last 13 weeks with the 39 before, and a bucket
// for each calendar month. The last bucket ends today.
struct ReviewSpans {
    Span recent{};
    Span past{};
    std::vector<Span> buckets{};
};
ReviewSpans review_spans(Date today, ReviewBy by);

// A figure now, before, and bucket by bucket. What is no share is brought to the length of the
// recent span, so that both can be compared.
struct FigureReport {
    std::string id;
    FigureValue recent{};
    FigureValue past{};
    std::vector<FigureValue> series{};

    static constexpr auto fields = describe(
        field<&FigureReport::id>("id", "The figure."),
        field<&FigureReport::recent>("recent", "Of the last weeks."),
        field<&FigureReport::past>(
            "past", "Of the weeks before; what is no share is brought to the same length."),
        field<&FigureReport::series>("series", "Bucket by bucket, the last one ends today.",
                                     {.max_items = 60}));
};
// `days` may hold several deals' tallies of one day.
std::vector<FigureReport> report(std::span<const DayTally> days, const ReviewSpans& spans);

}  // namespace ante::method
