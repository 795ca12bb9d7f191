// forecast backtest: the forecast graded on one's own history, before one trusts it.

#include "method/forecast/backtest.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <fstream>

#include "connect/story_files.h"
#include "server/cli/command.h"

namespace ante::server::cli {
namespace {

using namespace method::forecast;

struct BacktestWishes {
    std::string deals;
    std::string acts;
    std::string days = "7,14,21";
    std::string train_before;
    std::string out;
};

constexpr int most_days = 3650;

Result<std::vector<int>> days_from(const std::string& text) {
    std::vector<int> days;
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto comma = std::min(rest.find(','), rest.size());
        int day = -1;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + comma, day);
        if (error != std::errc() || end != rest.data() + comma || day < 0 || day > most_days)
            return Error{No::invalid,
                         "days_unreadable",
                         "--at-days is a list of days of a deal's life like 7,14,21, each from 0 "
                         "to 3650, not " +
                             text + ".",
                         {}};
        days.push_back(day);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    if (!days.empty()) return days;
    return Error{No::invalid, "days_unreadable", "--at-days names no day.", {}};
}

// ---- Figures as people read them ----------------------------------------------------------------

std::string fixed(double value, int digits) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string between(const Range95& range, int digits) {
    return fixed(range.low, digits) + " to " + fixed(range.high, digits);
}

std::string per_cent(double chance) {
    return std::to_string(std::lround(chance * 100)) + " %";
}

std::string grouped(std::size_t n) {
    std::string digits = std::to_string(n);
    for (std::size_t i = digits.size(); i > 3;) digits.insert(i -= 3, ",");
    return digits;
}

std::string count(std::size_t n, const char* one, const char* many) {
    return grouped(n) + " " + (n == 1 ? one : many);
}

// ---- The report ---------------------------------------------------------------------------------

void tell_files(const Terminal& out, const connect::Stories& read) {
    out.line("Read " + count(read.book.stories.size(), "deal", "deals") + " and " +
             count(static_cast<std::size_t>(read.acts), "act", "acts") + ".");
    if (read.after_end > 0)
        out.line(
            out.toned(Tone::faint, count(static_cast<std::size_t>(read.after_end), "act", "acts") +
                                       " after the end of their deal: left out."));
    if (read.of_no_deal > 0)
        out.line(out.toned(Tone::faint,
                           count(static_cast<std::size_t>(read.of_no_deal), "act", "acts") +
                               " of deals that are not in the file of deals: left out (the first "
                               "on line " +
                               std::to_string(read.of_no_deal_line) + ")."));
}

void tell_lesson(const Terminal& out, const Backtest& test, const std::string& before) {
    const Learned& l = test.model.learned;
    out.line("Learned from " + count(l.deals, "deal", "deals") + " opened before " + before + ": " +
             grouped(l.won) + " won, " + grouped(l.lost) + " lost, " + grouped(l.faded) +
             " faded away, " + grouped(l.open) + " not decided by then.");
    const std::size_t decided = l.won + l.lost + l.faded;
    if (decided < deals_to_learn)
        out.line(
            "That is too few to learn from: the forecast is what the library believed before "
            "(" +
            grouped(decided) + " decided deals; from " + grouped(deals_to_learn) +
            " on they begin to count).");
    const Calibration& c = test.model.calibration;
    out.line(c.deals == 0 ? "Not corrected on later deals: that takes 100 of them, nearly all of "
                            "their time decided, 25 won and 25 not."
                          : "Corrected on the " + grouped(c.deals) +
                                " decided deals that came last: log odds × " + fixed(c.slope, 2) +
                                (c.shift < 0 ? " − " : " + ") + fixed(std::abs(c.shift), 2) + ".");
    const Vocabulary& words = test.model.words;
    std::string learned;
    for (std::size_t k = 0; k < words.act_kinds.size(); ++k)
        if (words.ungraded[k] != 0)
            learned += (learned.empty() ? "" : ", ") + words.act_kinds[k] + " " +
                       std::to_string(words.grade_of[k]);
    if (!learned.empty())
        out.line("Grades learned for acts of buyers that have none: " + learned + ".");
    out.line("Tested on " + count(test.tested, "deal", "deals") + " opened from then on.");
}

void tell_scores(const Terminal& out, const Backtest& test) {
    Table table({"day", "decided", "won", "", "Brier", "95 %", "log score", "AUC", "95 %"});
    for (const std::size_t column : {0U, 1U, 2U, 4U, 6U, 7U}) table.right(column);
    for (std::size_t column = 0; column < 9; ++column) table.whole(column);
    for (const DayGrade& day : test.days) {
        const auto row = [&](const char* who, const Scores& s, bool first) {
            if (day.decided == 0) {
                if (first) table.row({std::to_string(day.day), "0", "0", who, "", "", "", "", ""});
                return;
            }
            table.row({first ? std::to_string(day.day) : "", first ? grouped(day.decided) : "",
                       first ? grouped(day.won) : "", who, fixed(s.brier, 4),
                       between(s.brier_95, 4), fixed(s.log, 4), fixed(s.auc, 3),
                       between(s.auc_95, 3)});
        };
        row("forecast", day.forecast, true);
        row("base rate", day.base, false);
        row("two numbers", day.two, false);
        row("logistic regression on counts", day.counts, false);
    }
    out.line();
    out.line(out.toned(Tone::strong, "Scores") +
             " (Brier and log score: less is better; AUC: more is better, 0.5 is a coin)");
    table.print(out);
    for (const DayGrade& day : test.days)
        if (day.open > day.decided)
            out.line(out.toned(Tone::faint,
                               "Day " + std::to_string(day.day) + ": " +
                                   grouped(day.open - day.decided) + " of " + grouped(day.open) +
                                   " deals are not decided yet and can't be scored; those that end "
                                   "late are missing from these figures."));
}

void tell_two_numbers(const Terminal& out, const Backtest& test) {
    Table table({"day", "buyer did work", "of deals", "did not", "of deals", "base rate"});
    for (std::size_t column = 0; column < 6; ++column) table.right(column);
    for (const DayGrade& day : test.days)
        table.row({std::to_string(day.day), per_cent(day.with), grouped(day.deals_with),
                   per_cent(day.without), grouped(day.deals_without), per_cent(day.base_rate)});
    out.line();
    out.line(out.toned(Tone::strong, "Two numbers") +
             ": the part won of the deals learned from, still open on that day, with a buyer's act "
             "of grade 2 or more, and without");
    table.print(out);
}

void tell_bins(const Terminal& out, const Backtest& test) {
    Table table({"chance", "deals", "given", "came"});
    for (std::size_t column = 0; column < 4; ++column) table.right(column);
    for (std::size_t i = 0; i < test.bins.size(); ++i) {
        const Bin& bin = test.bins[i];
        if (bin.deals == 0) continue;
        table.row({std::to_string(i * 10) + "–" + std::to_string(i * 10 + 10) + " %",
                   grouped(static_cast<std::size_t>(bin.deals)), per_cent(bin.given),
                   per_cent(bin.came)});
    }
    if (table.empty()) return;
    out.line();
    out.line(out.toned(Tone::strong, "Reliability") +
             ": of the deals given such a chance to win, how many were won (all days together)");
    table.print(out);
}

std::string verdict_of(const DayGrade& day) {
    const std::string on = "Day " + std::to_string(day.day) + ": ";
    const auto better = [&] {
        return fixed(day.forecast.better_by, 4) + " (" + between(day.forecast.better_95, 4) + ")";
    };
    switch (day.skill) {
        case Skill::too_few:
            return on + "too few deals to say: " + grouped(day.decided) + " are decided, " +
                   grouped(day.won) + " of them won; it takes " + grouped(deals_to_grade) +
                   ", with " + grouped(each_to_grade) + " won and " + grouped(each_to_grade) +
                   " not.";
        case Skill::shown:
            return on + "skill: its Brier score is better than the base rate's by " + better() +
                   ".";
        case Skill::unsure:
            return on + "better than the base rate, but that may be luck: by " + better() + ".";
        case Skill::none: break;
    }
    return on + "no skill: the forecast is no better than the base rate (by " + better() +
           "). Use the base rate, " + per_cent(day.base_rate) + ".";
}

void tell_verdict(const Terminal& out, const Backtest& test) {
    out.line();
    out.line(out.toned(Tone::strong, "Is it any good?"));
    for (const DayGrade& day : test.days) out.line(verdict_of(day));
    switch (test.skill) {
        case Skill::shown: return out.line("The forecast has skill on these deals.");
        case Skill::unsure:
            return out.line(
                "The forecast may have skill on these deals; more decided ones will "
                "tell.");
        case Skill::none:
            return out.line(
                "No skill: on these deals the forecast knows no more than the base "
                "rate. Don't use it for them.");
        case Skill::too_few: return out.line("Too few decided deals to grade the forecast.");
    }
}

Result<void> keep_predictions(const Backtest& test, const std::string& file) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    std::string text;
    connect::CsvWriter csv(text);
    for (const char* name : {"deal", "day", "at", "win", "lose", "fade", "expected", "early",
                             "late", "base_rate", "two_numbers", "counts", "outcome"})
        csv.cell(name);
    csv.end();
    for (const Prediction& p : test.predictions) {
        const Forecast& f = p.forecast;
        csv.cell(p.story->id);
        csv.cell(std::to_string(p.day));
        csv.cell(text_of(p.story->opened + Days{p.day}));
        for (const double chance : {f.win, f.lose, f.fade}) csv.cell(fixed(chance, 6));
        for (const Instant at : {f.expected, f.early, f.late}) csv.cell(text_of(at).substr(0, 10));
        for (const double chance : {p.base_rate, p.two_numbers, p.counts})
            csv.cell(fixed(chance, 6));
        csv.cell(p.story->ended ? word_of(p.story->ended->how) : std::string_view());
        csv.end();
        if (text.size() < 1 << 20) continue;
        out << text;
        text.clear();
    }
    out << text;
    out.close();
    if (out) return success();
    return Error{No::unavailable, "file_unwritable", "The file " + file + " can't be written.", {}};
}

Result<void> run_backtest(Run& run, const BacktestWishes& wishes) {
    TRY(const std::vector<int> days, days_from(wishes.days));
    const auto before = parse_date(wishes.train_before);
    if (!before)
        return Error{No::invalid,
                     "date_unreadable",
                     "--train-before is a day like 2011-12-01, not " + wishes.train_before + ".",
                     {}};
    TRY(const auto deals, connect::FileBytes::open(wishes.deals));
    TRY(const auto acts, connect::FileBytes::open(wishes.acts));
    TRY(const connect::Stories read,
        connect::read_stories(*deals, wishes.deals, *acts, wishes.acts));

    const Instant train_before{before->time_since_epoch()};
    TRY(const Backtest test, backtest(read.book, {days, train_before}));
    const Terminal& out = run.terminal;
    tell_files(out, read);
    tell_lesson(out, test, words_of(*before));
    tell_scores(out, test);
    tell_two_numbers(out, test);
    tell_bins(out, test);
    tell_verdict(out, test);
    if (wishes.out.empty()) return success();
    TRYV(keep_predictions(test, wishes.out));
    out.say("Wrote " + count(test.predictions.size(), "prediction", "predictions") + " to " +
            wishes.out);
    return success();
}

}  // namespace

void declare_backtest(CLI::App& forecast, Run& run) {
    CLI::App* test = forecast.add_subcommand(
        "backtest", "Grade the forecast on a history of deals in two CSV files.");
    const auto wishes = std::make_shared<BacktestWishes>();
    test->add_option("--deals", wishes->deals,
                     "CSV: deal,opened,closed,outcome and, if known, amount,kind.")
        ->required();
    test->add_option("--acts", wishes->acts,
                     "CSV: deal,at,side,kind,effort and, if known, person,role,outcome.")
        ->required();
    test->add_option("--at-days", wishes->days, "Days of a deal's life to forecast on.")
        ->capture_default_str();
    test->add_option("--train-before", wishes->train_before,
                     "Learn from what was known before this day, test on deals opened from it on.")
        ->required();
    test->add_option("--out", wishes->out, "Write each prediction to this CSV file.");
    test->callback(
        [&run, wishes] { run.chosen = [wishes](Run& r) { return run_backtest(r, *wishes); }; });
}

}  // namespace ante::server::cli
