#include "method/forecast/kept_model.h"

#include <algorithm>

#include "method/forecast/ledger_story.h"

namespace ante::method::forecast {
namespace {

std::vector<std::int64_t> wide(const std::vector<int>& narrow) {
    return {narrow.begin(), narrow.end()};
}
std::vector<int> narrow(const std::vector<std::int64_t>& wide) {
    std::vector<int> out;
    out.reserve(wide.size());
    for (const std::int64_t one : wide) out.push_back(static_cast<int>(one));
    return out;
}

bool all_below(const std::vector<std::int64_t>& columns, std::size_t count) {
    return std::all_of(columns.begin(), columns.end(), [&](std::int64_t column) {
        return column >= -1 && column < static_cast<std::int64_t>(count);
    });
}

Belief belief_of(std::string_view column, std::size_t place) {
    if (place < belief_table.size()) return belief_table[place];
    for (const Belief& b : {act_kind_belief, our_kind_belief, our_lately_belief})
        if (column.starts_with(std::string(b.name) + " ")) return b;
    return deal_kind_belief;
}

}  // namespace

KeptModel kept(const Model& model, Grade grade) {
    const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    const Vocabulary& w = model.words;
    return {.facts_version = model.version,
            .known_by = model.known_by,
            .deals = count(model.learned.deals),
            .won = count(model.learned.won),
            .lost = count(model.learned.lost),
            .faded = count(model.learned.faded),
            .open = count(model.learned.open),
            .act_kinds = w.act_kinds,
            .deal_kinds = w.deal_kinds,
            .columns = w.columns,
            .grade_of = wide(w.grade_of),
            .act_column = wide(w.act_column),
            .ours_column = wide(w.ours_column),
            .deal_column = wide(w.deal_column),
            .usual_amount = w.usual_amount,
            .small_amount = w.small_amount,
            .large_amount = w.large_amount,
            .win_odds = model.hazards.odds[0],
            .lose_odds = model.hazards.odds[1],
            .fade_odds = model.hazards.odds[2],
            .shift = model.calibration.shift,
            .slope = model.calibration.slope,
            .calibrated_on = count(model.calibration.deals),
            .grade = std::move(grade)};
}

Model model_from(const KeptModel& kept) {
    const auto count = [](std::int64_t n) { return static_cast<std::size_t>(n); };
    Model model{.version = static_cast<int>(kept.facts_version), .known_by = kept.known_by};
    Vocabulary& w = model.words;
    w.act_kinds = kept.act_kinds;
    w.deal_kinds = kept.deal_kinds;
    w.columns = kept.columns;
    w.grade_of = narrow(kept.grade_of);
    w.act_column = narrow(kept.act_column);
    w.ours_column = narrow(kept.ours_column);
    w.deal_column = narrow(kept.deal_column);
    w.ungraded.assign(kept.act_kinds.size(), 0);
    w.usual_amount = kept.usual_amount;
    w.small_amount = kept.small_amount;
    w.large_amount = kept.large_amount;
    for (std::size_t i = 0; i < kept.columns.size(); ++i)
        w.beliefs.push_back(belief_of(kept.columns[i], i));
    model.hazards = {.odds = {kept.win_odds, kept.lose_odds, kept.fade_odds}, .settled = true};
    model.calibration = {kept.shift, kept.slope, count(kept.calibrated_on)};
    model.learned = {count(kept.deals), count(kept.won), count(kept.lost), count(kept.faded),
                     count(kept.open)};
    return model;
}

bool is_usable(const KeptModel& kept) {
    const std::size_t columns = kept.columns.size();
    const auto fits = [&](const std::vector<double>& odds) {
        return odds.size() == stretches + columns;
    };
    return kept.facts_version == Model{}.version && columns >= belief_table.size() &&
           fits(kept.win_odds) && fits(kept.lose_odds) && fits(kept.fade_odds) &&
           all_below(kept.act_column, columns) && all_below(kept.ours_column, columns - 1) &&
           all_below(kept.deal_column, columns);
}

const Model& beliefs() {
    static const Model model = learn(ledger_book(), Instant{}, {});
    return model;
}

}  // namespace ante::method::forecast
