#include "method/templates/days.h"

#include <algorithm>

namespace ante::method {
namespace {

std::string name_of(const Timed& line) {
    return "“" + (line.what.empty() ? line.key : line.what) + "”";
}

Error wrong(std::string_view code, std::size_t line, std::string detail) {
    Error error = refuse(code, detail);
    error.fields.push_back(
        {"/lines/" + std::to_string(line) + "/when", std::string(code), std::move(detail)});
    return error;
}

// Which line each one hangs on; none: on start or go-live.
using Hung = std::vector<std::optional<std::size_t>>;

std::optional<std::size_t> place_of(std::span<const Timed> lines, std::string_view key) {
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].key == key) return i;
    return std::nullopt;
}

Result<Hung> hung(std::span<const Timed> lines) {
    Hung on(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (const auto first = place_of(lines, lines[i].key); *first != i)
            return wrong("line_key_twice", i,
                         name_of(lines[*first]) + " and " + name_of(lines[i]) +
                             " have the same key, “" + lines[i].key + "”. Give one another.");
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const When& when = lines[i].when;
        if (when.from != Anchor::line) continue;
        on[i] = place_of(lines, when.line);
        if (!on[i])
            return wrong("line_unknown", i,
                         name_of(lines[i]) + " hangs on a line “" + when.line +
                             "” that the template does not have. Choose one of its lines, the "
                             "start or go-live.");
    }
    return on;
}

// From a line on up to what it hangs on in the end; a line that comes back to itself never ends.
Result<void> expect_ends(std::span<const Timed> lines, const Hung& on) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::size_t at = i;
        std::string way = name_of(lines[i]);
        for (std::size_t steps = 0; on[at]; ++steps) {
            at = *on[at];
            way += " on " + name_of(lines[at]);
            if (at == i)
                return wrong("lines_in_a_circle", i,
                             way +
                                 ": they hang on each other in a circle. Hang one of them on the "
                                 "start or on go-live.");
            if (steps > lines.size()) break;  // into a circle further up, which names itself
        }
    }
    return success();
}

}  // namespace

Date step_working_days(Date day, std::int64_t count) {
    const Days step{count < 0 ? -1 : 1};
    for (std::int64_t left = count < 0 ? -count : count; left > 0;) {
        day += step;
        if (is_working_day(day)) --left;
    }
    return day;
}

std::int64_t working_days_between(Date from, Date to) {
    if (to < from) return -working_days_between(to, from);
    const std::int64_t days = (to - from).count();
    std::int64_t count = days / 7 * 5;
    for (Date day = from + Days{days / 7 * 7}; day < to;) {
        day += Days{1};
        if (is_working_day(day)) ++count;
    }
    return count;
}

Date day_from(Date anchor, const When& when) {
    if (when.unit == CountedIn::working_days) return step_working_days(anchor, when.offset);
    Date day = anchor + Days{when.offset};
    if (when.offset == 0) return day;
    while (!is_working_day(day)) day += Days{when.offset < 0 ? -1 : 1};
    return day;
}

Result<std::vector<Date>> days_of(std::span<const Timed> lines, Between between) {
    TRY(const Hung on, hung(lines));
    TRYV(expect_ends(lines, on));
    std::vector<std::optional<Date>> known(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        // Up to the first that is known or hangs on no line, and back down.
        std::vector<std::size_t> way{i};
        while (!known[way.back()] && on[way.back()]) way.push_back(*on[way.back()]);
        for (; !way.empty(); way.pop_back()) {
            const std::size_t at = way.back();
            if (known[at]) continue;
            const bool by_start = lines[at].when.from == Anchor::start;
            const Date anchor = on[at]     ? *known[*on[at]]
                                : by_start ? between.start
                                           : between.go_live;
            known[at] = day_from(anchor, lines[at].when);
        }
    }
    std::vector<Date> days;
    days.reserve(known.size());
    for (const auto& day : known) days.push_back(*day);
    return days;
}

std::vector<bool> hang_on_go_live(std::span<const Timed> lines) {
    std::vector<bool> hang(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::optional<std::size_t> at = i;
        for (std::size_t steps = 0; steps <= lines.size(); ++steps) {
            const When& when = lines[*at].when;
            hang[i] = when.from == Anchor::go_live;
            if (when.from != Anchor::line) break;
            at = place_of(lines, when.line);
            if (!at) break;
        }
    }
    return hang;
}

}  // namespace ante::method
