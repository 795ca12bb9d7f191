#include "method/review/figures.h"

#include <algorithm>

namespace ante::method {
namespace {

using enum FigureGroup;
using enum FigureUnit;

// clang-format off
constexpr Figure figures[] = {
    {"meetings_held", funnel, "Meetings held",
     "Meetings that were debriefed, on the day on which they began.",
     count, Better::neither, &Tally::held},
    {"planned", funnel, "Planned",
     "Of the meetings held, those with a plan that had both a best and a minimum action.",
     share, Better::up, &Tally::planned, &Tally::held},
    {"asked", funnel, "Asked",
     "Of the meetings held, those in which at least one ask of the plan was put to the buyer: he accepted, declined or changed it.",
     share, Better::up, &Tally::asked, &Tally::held},
    {"advance_rate", funnel, "Advance",
     "Of the meetings held, those in which the buyer promised something that costs him, or ordered.",
     share, Better::up, &Tally::advanced, &Tally::held},
    {"next_booked", funnel, "Next meeting booked",
     "Of the meetings held, those that ended with the next one booked.",
     share, Better::up, &Tally::next_booked, &Tally::held},
    {"recap_in_time", funnel, "Recap in time",
     "Of the meetings held, those whose recap went out within the hours that the workspace allows (24 unless changed), counted from the meeting's end.",
     share, Better::up, &Tally::recapped, &Tally::held},
    {"compliance_share", talk, "Compliance",
     "Of the meetings held, those after which the sale went on although the buyer promised nothing that costs him: the verdict is continuation.",
     share, Better::down, &Tally::complied, &Tally::held},
    {"temperature_coverage", talk, "Temperature read",
     "Of the decision makers who came to a meeting, counted meeting by meeting, those who were put the three questions in it.",
     share, Better::up, &Tally::read, &Tally::deciders},
    {"requests_asked", requests, "Requests",
     "Pieces of work that buyers asked of us.",
     count, Better::neither, &Tally::requests},
    {"without_purpose", requests, "Requests without purpose",
     "Of the requests asked, those that nobody accepted with a purpose, declined or withdrew within the days that purpose_missing allows (2 unless changed); counted on the day on which that time was over.",
     share, Better::down, &Tally::purposeless, &Tally::requests},
    {"for_nothing", requests, "Accepted for nothing",
     "Of the requests accepted, those with nothing from the buyer in exchange.",
     share, Better::down, &Tally::for_nothing, &Tally::accepted},
    {"overrides", requests, "Overrides",
     "Requests that were accepted although the one before was not answered yet.",
     count, Better::down, &Tally::overridden},
    {"points_given", effort, "Points given",
     "What we put in: points of effort of our promises and of delivered requests, on the day of each act.",
     points, Better::neither, &Tally::points_given},
    {"points_received", effort, "Points received",
     "What buyers put in: the stake of their acts, on the day of each act; a missed promise takes some away.",
     points, Better::up, &Tally::points_received},
    {"given_per_received", effort, "Given per received",
     "Points that we gave for each point that buyers gave.",
     ratio, Better::down, &Tally::points_given, &Tally::points_received},
    {"meeting_hours", effort, "Hours in meetings",
     "Hours of the meetings held.",
     hours, Better::neither, &Tally::minutes},
    {"hours_alone", effort, "Hours without a commitment",
     "Hours of meetings after which no promise of the buyer was open that costs him anything.",
     hours, Better::down, &Tally::minutes_alone},
};
// clang-format on

constexpr double minutes_of_an_hour = 60;

FigureValue scaled(FigureValue value, double by) {
    value.part *= by;
    if (value.of)
        value.of = *value.of * by;
    else if (value.value)
        value.value = *value.value * by;
    return value;
}

Date monday_of(Date day) {
    const std::chrono::weekday weekday{day};
    return day - Days{static_cast<int>(weekday.iso_encoding()) - 1};
}

Date first_of_month(Date day) {
    const std::chrono::year_month_day ymd{day};
    return Date{ymd.year() / ymd.month() / std::chrono::day{1}};
}

Date next_of(Date start, ReviewBy by) {
    if (by == ReviewBy::week) return start + Days{7};
    return first_of_month(start + Days{31});
}

Tally sum_of(std::span<const DayTally> days, const Span& span) {
    Tally sum;
    for (const DayTally& day : days)
        if (span.holds(day.day)) sum += day.tally;
    return sum;
}

}  // namespace

std::span<const Figure> all_figures() {
    return figures;
}

const Figure* figure_named(std::string_view id) {
    const auto* const at = std::ranges::find(figures, id, &Figure::id);
    return at == std::ranges::end(figures) ? nullptr : at;
}

FigureValue value_of(const Figure& figure, const Tally& tally) {
    FigureValue value;
    value.part = tally.*figure.part;
    if (figure.unit == hours) value.part /= minutes_of_an_hour;
    if (!figure.of) {
        value.value = value.part;
        return value;
    }
    // Buyers who took more back than they gave left nothing to divide by.
    value.of = tally.*figure.of;
    if (*value.of > 0) value.value = value.part / *value.of;
    return value;
}

ReviewSpans review_spans(Date today, ReviewBy by) {
    const Days length{by == ReviewBy::week ? 4 * 7 : 13 * 7};
    const Date end = today + Days{1};
    ReviewSpans spans{.recent = {end - length, end}, .past = {end - 4 * length, end - length}};
    const Date first = spans.past.from;
    for (Date from = by == ReviewBy::week ? monday_of(first) : first_of_month(first); from < end;
         from = next_of(from, by))
        spans.buckets.push_back({from, std::min(next_of(from, by), end)});
    // Begun before the past does, the first one would lack its first days.
    if (spans.buckets.front().from < first) spans.buckets.erase(spans.buckets.begin());
    return spans;
}

std::vector<FigureReport> report(std::span<const DayTally> days, const ReviewSpans& spans) {
    const Tally recent = sum_of(days, spans.recent);
    const Tally past = sum_of(days, spans.past);
    std::vector<Tally> buckets;
    for (const Span& bucket : spans.buckets) buckets.push_back(sum_of(days, bucket));
    const double shorter = spans.recent.days() / static_cast<double>(spans.past.days());

    std::vector<FigureReport> reports;
    for (const Figure& figure : figures) {
        FigureReport& one = reports.emplace_back();
        one.id = figure.id;
        one.recent = value_of(figure, recent);
        one.past = scaled(value_of(figure, past), shorter);
        for (const Tally& bucket : buckets) one.series.push_back(value_of(figure, bucket));
    }
    return reports;
}

}  // namespace ante::method
