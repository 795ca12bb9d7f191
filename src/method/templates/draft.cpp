#include "method/templates/draft.h"

#include <algorithm>

#include "method/decisions.h"

namespace ante::method {
namespace {

std::string count_of(std::int64_t count, std::string_view one) {
    return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

std::string in_words(Role role) {
    std::string word(word_of(role));
    std::ranges::replace(word, '_', ' ');
    const bool vowel = word[0] == 'a' || word[0] == 'i' || word[0] == 'u';
    return (vowel ? "an " : "a ") + word;
}

// The first player with that authority who is still there.
std::optional<PersonId> player_as(const Deal& deal, std::optional<Role> role) {
    if (!role) return std::nullopt;
    for (const Player& player : deal.players)
        if (player.role == *role && is_current(&player)) return player.person;
    return std::nullopt;
}

PromiseDraft promise_of(const TemplateLine& line, const Deal& deal, Date due) {
    PromiseDraft promise{.side = line.side,
                         .what = line.what,
                         .due = due,
                         .proof = line.proof,
                         .effort = line.effort};
    if (line.side == Side::seller)
        promise.member = deal.owner;
    else
        promise.person = player_as(deal, line.role);
    return promise;
}

Misfit owner_missing(const DraftLine& line) {
    if (line.promise.side == Side::seller)
        return {"owner_missing", "Say who of us does this.", true};
    if (!line.role) return {"owner_missing", "Say which player does this.", true};
    return {"owner_missing",
            "Nobody in this deal is " + in_words(*line.role) +
                " yet: choose who does this, or ask "
                "who could.",
            true};
}

bool has_owner(const PromiseDraft& promise) {
    return promise.side == Side::buyer ? promise.person.has_value() : promise.member.has_value();
}

// What stands in the way of one line, in order of precedence; the first is told.
std::optional<Misfit> in_the_way(const DraftLine& line, const Deal& deal, Date today,
                                 const Settings& settings) {
    const PromiseDraft& promise = line.promise;
    if (!has_owner(promise)) return owner_missing(line);
    if (promise.due && *promise.due < today)
        return Misfit{
            "past",
            words_of(*promise.due) + " is " +
                count_of(std::max<std::int64_t>(1, working_days_between(*promise.due, today)),
                         "working day") +
                " past. Give it a later day, or take it out.",
            true};
    if (const Refusal no = refuse_promise(deal, promise, today, settings))
        return Misfit{no->code, no->detail, true};
    return std::nullopt;
}

// A line was told before another and falls after it, though its day could still be met.
const DraftLine* earlier_than_above(const PlanDraft& draft, std::size_t at, Date today) {
    const std::optional<Date> due = draft.lines[at].promise.due;
    for (std::size_t i = at; due && i-- > 0;) {
        const std::optional<Date> above = draft.lines[i].promise.due;
        if (above && *above > *due && *due >= today) return &draft.lines[i];
    }
    return nullptr;
}

void judge_line(PlanDraft& draft, std::size_t at, const Deal& deal, Date today,
                const Settings& settings) {
    DraftLine& line = draft.lines[at];
    const PromiseDraft& promise = line.promise;
    line.misfits.clear();
    line.earliest.reset();
    if (auto no = in_the_way(line, deal, today, settings)) line.misfits.push_back(std::move(*no));
    if (promise.due && *promise.due < today)
        line.earliest = is_working_day(today) ? today : step_working_days(today, 1);

    const bool follows = line.when && line.when->from != Anchor::start && line.when->offset >= 0;
    if (promise.due && *promise.due > draft.go_live && !follows)
        line.misfits.push_back({"after_go_live", words_of(*promise.due) +
                                                     " comes after go-live: is it still worth "
                                                     "doing then?"});
    if (const DraftLine* above = earlier_than_above(draft, at, today))
        line.misfits.push_back(
            {"out_of_order",
             "It now comes before " + in_quotes(above->promise.what) + ", which stands above it."});
    for (const Advice& advice : advice_on(promise, today))
        line.misfits.push_back({advice.code, advice.says});
}

std::string in_words(const PlanDraft& draft, Date today, std::size_t past, Date first) {
    if (past == 0) {
        const std::int64_t left = working_days_between(today, draft.go_live);
        return "It fits: " + count_of(left, "working day") + " from today to go-live.";
    }
    return "To go live on " + words_of(draft.go_live) + " this would have begun by " +
           words_of(first) + ": it starts " + count_of(draft.late_by, "working day") + " late. " +
           (past == 1 ? "One promise is past: drop it, or move it."
                      : std::to_string(past) + " promises are past: drop or move them.");
}

}  // namespace

void judge(PlanDraft& draft, const Deal& deal, Date today, const Settings& settings) {
    draft.late_by = 0;
    draft.valid = !draft.lines.empty();
    std::size_t past = 0;
    Date first = today;
    for (std::size_t i = 0; i < draft.lines.size(); ++i) {
        judge_line(draft, i, deal, today, settings);
        const DraftLine& line = draft.lines[i];
        if (std::ranges::any_of(line.misfits, &Misfit::in_the_way)) draft.valid = false;
        if (!line.earliest) continue;
        ++past;
        first = std::min(first, *line.promise.due);
        draft.late_by = std::max(
            {draft.late_by, std::int64_t{1}, working_days_between(*line.promise.due, today)});
    }
    draft.says = in_words(draft, today, past, first);
}

Result<PlanDraft> draft_of(const PlanTemplate& plan, const Deal& deal, Date go_live, Date today,
                           const Settings& settings) {
    if (go_live < today)
        return refuse("go_live_past", words_of(go_live) +
                                          " is past. When does the buyer mean to "
                                          "work with it?");
    TRYV(expect_usable(plan));
    TRY(const std::vector<Date> days, days_of(timed(plan), {today, go_live}));
    PlanDraft draft{.name = plan.name, .start = today, .go_live = go_live};
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        const TemplateLine& line = plan.lines[i];
        draft.lines.push_back({.key = line.key,
                               .promise = {promise_of(line, deal, days[i])},
                               .role = line.role,
                               .when = line.when,
                               .planned = days[i],
                               .why = line.why});
    }
    judge(draft, deal, today, settings);
    return draft;
}

PlanTemplate template_of(const Deal& deal, Date go_live) {
    PlanTemplate plan{.name = deal.name, .kinds = {deal.kind}};
    std::vector<const Commitment*> promises;
    for (const Commitment& promise : deal.commitments) {
        const bool gone = std::holds_alternative<Declined>(promise.state) ||
                          std::holds_alternative<Released>(promise.state) ||
                          std::holds_alternative<Withdrawn>(promise.state);
        if (!gone && !promise.attends) promises.push_back(&promise);
    }
    std::ranges::stable_sort(promises, {}, &Commitment::due);
    if (promises.size() > PlanTemplate::most_lines) promises.resize(PlanTemplate::most_lines);
    for (const Commitment* promise : promises) {
        TemplateLine line{.key = "line_" + std::to_string(plan.lines.size() + 1),
                          .side = promise->side(),
                          .what = promise->what,
                          .proof = promise->proof,
                          .effort = promise->effort};
        if (const PersonId* person = promise->person())
            if (const Player* player = deal.player(*person)) line.role = player->role;
        const std::int64_t offset = working_days_between(go_live, promise->due);
        line.when.offset = std::clamp(offset, -When::farthest, When::farthest);
        plan.lines.push_back(std::move(line));
    }
    return plan;
}

}  // namespace ante::method
