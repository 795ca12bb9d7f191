// What each "->" line checks (tests/scenarios/README.md).

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "method/plan_advice.h"
#include "scenarios/runner/playing.h"

namespace ante::scenarios {

using namespace method;

namespace {

std::string two_decimals(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

void same(const std::string& what, std::string_view expected, std::string_view found) {
    if (expected != found)
        throw Fault{what + ": expected " + std::string(expected) + ", found " + std::string(found)};
}

void same(const std::string& what, std::int64_t expected, std::int64_t found) {
    same(what, std::to_string(expected), std::to_string(found));
}

// To two decimals, forgiving half a unit of the last.
void close(const std::string& what, double expected, double found) {
    if (std::abs(expected - found) > 0.00501)
        throw Fault{what + ": expected " + two_decimals(expected) + ", found " +
                    two_decimals(found)};
}

void contains(const std::string& what, const std::string& part, const std::string& whole) {
    if (whole.find(part) == std::string::npos)
        throw Fault{what + ": expected \"" + part + "\" in \"" + whole + "\""};
}

}  // namespace

void Playing::expects(const std::string& line) {
    Sentence s(line);
    if (expect_outcome(s) || expect_numbers(s) || expect_parts(s) || expect_today(s)) {
        s.end();
        return;
    }
    expect_signal(s);
    s.end();
}

bool Playing::expect_outcome(Sentence& s) {
    if (s.take("accepted")) return true;  // Playing::does has thrown if it was not.
    if (!s.take("refused")) return false;
    const std::string code = s.need_word();
    if (!refused_) throw Fault{"expected refused " + code + ", but it was accepted"};
    same("refusal", code, refused_->code);
    if (s.take(":")) contains("refusal", s.need_text(), refused_->detail);
    return true;
}

bool Playing::expect_numbers(Sentence& s) {
    if (s.take("skin none")) {
        if (look().skin_in_the_game)
            same("skin in the game", "none", std::to_string(*look().skin_in_the_game));
    } else if (s.take("skin")) {
        const std::int64_t expected = s.need_whole();
        if (!look().skin_in_the_game)
            throw Fault{"skin in the game: expected " + std::to_string(expected) + ", found none"};
        same("skin in the game", expected, *look().skin_in_the_game);
    } else if (s.take("buyer stake")) {
        close("buyer stake", s.need_number(), look().buyer_stake);
    } else if (s.take("seller stake")) {
        close("seller stake", s.need_number(), look().seller_stake);
    } else if (s.take("momentum")) {
        close("momentum", s.need_number(), look().momentum);
    } else if (s.take("held")) {
        same("meetings held", s.need_whole(), look().meetings_held);
    } else if (s.take("advances")) {
        same("meetings with an advance", s.need_whole(), look().meetings_with_advance);
    } else {
        return false;
    }
    return true;
}

bool Playing::expect_parts(Sentence& s) {
    if (s.take("verdict")) {
        const std::string expected = s.need_word();
        const auto at = look().verdicts.find(debriefed_meeting().id);
        same("verdict", expected, at == look().verdicts.end() ? "none" : word_of(at->second));
    } else if (s.take("state")) {
        same("state", s.need_word(), word_of(look().deal.state));
    } else if (s.take("stage")) {
        const std::string expected = s.need_word();
        same("stage", expected, look().deal.stages.empty() ? "none" : look().deal.stage());
        const bool proven = s.take("proven");
        if (proven || s.take("unproven"))
            same("the stage's proof", proven ? "proven" : "unproven",
                 look().deal.stages.back().proven ? "proven" : "unproven");
    } else if (s.take("promise")) {
        const Commitment& found = promise(s.need_text());
        if (s.take("by")) {
            same("the promise's day", text_of(s.need_date()), text_of(found.due));
            return true;
        }
        same("promise", s.need_word(), word_of(found.state));
        const Kept* kept = std::get_if<Kept>(&found.state);
        if (s.take("on time"))
            same("the promise was kept", "on_time", kept ? word_of(kept->punctual) : "never");
        else if (s.take("late"))
            same("the promise was kept", "late", kept ? word_of(kept->punctual) : "never");
    } else if (s.take("request")) {
        const Request& found = last_request(s.need_word_for<RequestKind>());
        same("request", s.need_word(), word_of(found.state));
    } else if (s.take("ask")) {
        s.need("the");
        const AskRank rank = s.need_word_for<AskRank>();
        const Ask* found = meeting().plan ? meeting().plan->ranked(rank) : nullptr;
        same("ask", s.need_word(), found ? word_of(found->outcome) : "none");
    } else if (s.take("reserve")) {
        if (!meeting().plan) throw Fault{"the meeting has no plan"};
        same("reserve", s.need_whole(), meeting().plan->reserve_minutes);
    } else if (s.take("plan advice")) {
        std::string given;
        for (const PlanAdvice& advice : advice_on_plan(look().deal, meeting()))
            given += (given.empty() ? "" : " ") + advice.code;
        same("plan advice", s.need_word(), given.empty() ? "none" : given);
    } else if (s.take("owner")) {
        if (look().deal.owner != member(s.need_name())) throw Fault{"somebody else carries it"};
    } else {
        return false;
    }
    return true;
}

// today RULE, today nothing: this deal's first thing on its owner's list.
// today lists "…", "…": the deals on Sam's list, in its order.
bool Playing::expect_today(Sentence& s) {
    if (!s.take("today")) return false;
    if (s.take("lists")) {
        std::string expected;
        do expected += "\"" + s.need_text() + "\" ";
        while (s.take(","));
        const auto rows = stage_.today(stage_.sam(), now_);
        if (!rows) throw Fault{rows.error().detail};
        std::string found;
        for (const Row& row : rows.value()) found += "\"" + name_of(row.deal) + "\" ";
        same("today", expected, found);
        return true;
    }
    const std::string expected = s.need_word();
    if (expected != "nothing" && !rule_named(expected)) throw Fault{"there is no rule " + expected};
    const auto rows = stage_.today(look().deal.owner, now_);
    if (!rows) throw Fault{rows.error().detail};
    std::string found = "nothing";
    for (const Row& row : rows.value()) {
        if (row.deal != deal().id) continue;
        if (found != "nothing") throw Fault{"the deal stands twice on Today"};
        found = row.rule;
    }
    same("today", expected, found);
    return true;
}

// RULE from DAY [TIME] | holds | does not hold | because "…"; no RULE. Each may end with
// about "promise" | about [the] KIND | about [the meeting on] DAY.
void Playing::expect_signal(Sentence& s) {
    const bool none = s.take("no");
    const std::string rule = s.need_word();
    if (!rule_named(rule)) throw Fault{"there is no rule or expectation " + rule};

    enum class Asked { never, from, holds, rests, because } asked = Asked::never;
    Instant from{};
    std::string because;
    if (none) {
    } else if (s.take("from")) {
        asked = Asked::from;
        const Date day = s.need_date();
        const auto time = s.time_of_day();
        from = time ? zone_.at(day, *time) : zone_.start_of(day);
    } else if (s.take("holds")) {
        asked = Asked::holds;
    } else if (s.take("does not hold")) {
        asked = Asked::rests;
    } else if (s.take("because")) {
        asked = Asked::because;
        because = s.need_text();
    } else {
        s.missing("from, holds, does not hold or because");
    }

    const std::vector<Signal> found = signals_of(s, rule);
    std::string all;
    for (const Signal& signal : found) all += "\n      " + words_of(signal);
    if (found.empty()) all = " never holds, as things stand";
    const auto some = [&](auto&& holds) { return std::ranges::any_of(found, holds); };

    bool as_expected = false;
    switch (asked) {
        case Asked::never: as_expected = found.empty(); break;
        case Asked::from:
            as_expected = some([&](const Signal& one) { return one.holds_from == from; });
            break;
        case Asked::holds:
            as_expected = some([&](const Signal& one) { return one.holds_from <= now_; });
            break;
        case Asked::rests:
            as_expected = !some([&](const Signal& one) { return one.holds_from <= now_; });
            break;
        case Asked::because:
            as_expected = some(
                [&](const Signal& one) { return one.because.find(because) != std::string::npos; });
            break;
    }
    if (!as_expected) throw Fault{"it is " + words_of(now_) + "; " + rule + all};
}

std::vector<Signal> Playing::signals_of(Sentence& s, const std::string& rule) {
    std::optional<Uuid> subject;
    if (s.take("about")) {
        if (const auto text = s.text()) {
            subject = promise(*text).id.value;
        } else {
            if (!s.take("the meeting on")) s.take("the");
            if (const auto kind = s.word_for<RequestKind>())
                subject = last_request(*kind).id.value;
            else
                subject = meeting_on(s).id.value;
        }
    }
    std::vector<Signal> found;
    for (const Signal& signal : look().signals)
        if (signal.rule == rule && (!subject || signal.subject == *subject))
            found.push_back(signal);
    return found;
}

std::string Playing::words_of(const Signal& signal) {
    const Deal& deal = look().deal;
    std::string about;
    for (const Commitment& one : deal.commitments)
        if (one.id.value == signal.subject) about = " about \"" + one.what + "\"";
    for (const Request& one : deal.requests)
        if (one.id.value == signal.subject) about = " about the " + std::string(word_of(one.kind));
    for (const Meeting& one : deal.meetings)
        if (one.id.value == signal.subject) about = " about the meeting on " + words_of(one.starts);
    return signal.rule + " from " + words_of(signal.holds_from) + about + ": " + signal.because;
}

std::string Playing::words_of(Instant at) const {
    const auto time = zone_.time_of_day(at).count();
    char clock[8];
    std::snprintf(clock, sizeof clock, "%02d:%02d", static_cast<int>(time / 60),
                  static_cast<int>(time % 60));
    return ante::words_of(zone_.date_of(at)) + " " + clock;
}

}  // namespace ante::scenarios
