// forecast: how the pipeline, or one deal, will end; is it any good; learn anew.

#include <CLI/CLI.hpp>
#include <cmath>

#include "server/cli/command.h"

namespace ante::server::cli {
namespace {

namespace json = boost::json;

std::string per_cent(double chance) {
    return std::to_string(std::lround(chance * 100)) + " %";
}

std::string fixed(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

std::string signed_points(double points) {
    char text[32];
    std::snprintf(text, sizeof text, "%+.1f", points * 100);
    return text;
}

// A sum of minor units as "1,250.00 EUR".
std::string sum(const json::value& of, std::string_view path, const std::string& currency) {
    return money_at(
        json::value{{"m", {{"minor", std::llround(number_at(of, path))}, {"currency", currency}}}},
        "m");
}

std::string range(const json::value& of, const std::string& currency) {
    return sum(of, "low", currency) + " to " + sum(of, "high", currency);
}

void tell_voice(const Terminal& out, const json::value& answer) {
    out.line(out.toned(Tone::faint, at(answer, "voice.says")));
}

// ---- the pipeline
// ------------------------------------------------------------------------------------

void tell_group(const Terminal& out, const json::value& of, const char* list, const char* title,
                const std::function<std::string(const json::value&)>& name) {
    const std::string currency = at(of, "currency");
    Table table({title, "expected", "eight of ten draws"});
    table.right(1);
    for (const json::value& line : list_at(of, list))
        table.row(
            {name(line), sum(line, "sum.expected", currency), range(line.at("sum"), currency)});
    if (table.empty()) return;
    out.line();
    table.print(out);
}

void tell_week(const Terminal& out, const json::value& of) {
    const std::string currency = at(of, "currency");
    out.line();
    out.line(out.toned(Tone::strong, "Since last week") + ": from " +
             sum(of, "week.before", currency) + " to " + sum(of, "week.after", currency));
    Table table({"", "deal", "", "chance", "sum", "why"});
    table.right(4);
    for (const json::value& deal : list_at(of, "week.deals")) {
        const auto chance = [&](const char* which) {
            return at(deal, which).empty() ? std::string("–") : per_cent(number_at(deal, which));
        };
        table.row({at(deal, "change"), at(deal, "name"), at(deal, "owner_name"),
                   chance("before") + " → " + chance("after"), sum(deal, "sum", currency),
                   at(deal, "because") + " " + at(deal, "act.what")});
    }
    if (!table.empty()) table.print(out);
}

Result<void> pipeline(Run& run, const std::string& scope) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const auto answer,
        fetched(run, *desk, "/forecast" + (scope.empty() ? "" : "?scope=" + escaped(scope))));
    if (!answer) return success();
    const Terminal& out = run.terminal;
    out.line(at(*answer, "deals") + " open deals in the pipeline; about " +
             std::to_string(std::lround(number_at(*answer, "wins.expected"))) + " of them won (" +
             std::to_string(std::lround(number_at(*answer, "wins.low"))) + " to " +
             std::to_string(std::lround(number_at(*answer, "wins.high"))) + ").");
    tell_voice(out, *answer);
    for (const json::value& of : list_at(*answer, "currencies")) {
        const std::string currency = at(of, "currency");
        out.line();
        out.line(out.toned(Tone::strong, sum(of, "sum.expected", currency)) + " expected of " +
                 sum(of, "open", currency) +
                 "; eight of ten draws: " + range(of.at("sum"), currency));
        tell_group(out, of, "months", "month", [](const json::value& line) {
            const std::string from = at(line, "from");
            return from.empty() ? std::string("later") : from.substr(0, 7);
        });
        tell_group(out, of, "teams", "team", [](const json::value& line) {
            return at(line, "team").empty() ? std::string("no team") : at(line, "team");
        });
        tell_group(out, of, "reps", "rep",
                   [](const json::value& line) { return at(line, "name"); });
        tell_week(out, of);
    }
    return success();
}

// ---- one deal
// ----------------------------------------------------------------------------------------

Result<void> one_deal(Run& run, const std::string& deal) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const auto answer, fetched(run, *desk, "/deals/" + escaped(deal) + "/forecast"));
    if (!answer) return success();
    const Terminal& out = run.terminal;
    out.line(out.toned(Tone::strong, at(*answer, "says")));
    if (!at(*answer, "chances.expected").empty())
        out.line("If it is won: around " + when_at(*answer, "chances.expected") +
                 ", eight of ten between " + when_at(*answer, "chances.early") + " and " +
                 when_at(*answer, "chances.late") + ".");
    tell_voice(out, *answer);
    Table moved({"moved it", "points", "when"});
    moved.right(1);
    for (const json::value& act : list_at(*answer, "moved"))
        moved.row({at(act, "act.side") + " " + at(act, "act.kind") + " " + at(act, "act.what"),
                   signed_points(number_at(act, "points")), when_at(act, "act.at")});
    if (!moved.empty()) {
        out.line();
        moved.print(out);
    }
    Table kept({"one kept promise", "chance then"});
    kept.right(1);
    for (const json::value& one : list_at(*answer, "if_kept"))
        kept.row({at(one, "what").empty() ? "any of " + at(one, "effort") : at(one, "what"),
                  per_cent(number_at(one, "win"))});
    if (!kept.empty()) {
        out.line();
        kept.print(out);
    }
    return success();
}

// ---- is it any good?
// ---------------------------------------------------------------------------------

Result<void> grade(Run& run) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const auto answer, fetched(run, *desk, "/forecast/grade"));
    if (!answer) return success();
    const Terminal& out = run.terminal;
    tell_voice(out, *answer);
    if (at(*answer, "grade.skill").empty()) return success();
    Table scores({"", "Brier", "95 %", "log score", "95 %", "AUC"});
    for (const auto& [who, name] :
         {std::pair{"forecast", "forecast"}, std::pair{"base", "base rate"},
          std::pair{"stage", "stage × probability"}, std::pair{"age", "age alone"}}) {
        const std::string of = "grade." + std::string(who) + ".";
        const auto figure = [&](const char* which) {
            return fixed(number_at(*answer, of + which));
        };
        scores.row({name, figure("brier"),
                    figure("brier_95.low") + " to " + figure("brier_95.high"), figure("log"),
                    figure("log_95.low") + " to " + figure("log_95.high"), figure("auc")});
    }
    out.line();
    out.line("On " + at(*answer, "grade.decided") + " deals that it had not seen, " +
             at(*answer, "grade.won") + " of them won:");
    scores.print(out);
    Table bins({"chance", "deals", "given", "came"});
    for (std::size_t column = 0; column < 4; ++column) bins.right(column);
    const json::array& tenths = list_at(*answer, "grade.bins");
    for (std::size_t i = 0; i < tenths.size(); ++i)
        if (number_at(tenths[i], "deals") > 0)
            bins.row({std::to_string(i * 10) + "–" + std::to_string(i * 10 + 10) + " %",
                      at(tenths[i], "deals"), per_cent(number_at(tenths[i], "given")),
                      per_cent(number_at(tenths[i], "came"))});
    if (bins.empty()) return success();
    out.line();
    bins.print(out);
    return success();
}

Result<void> refit(Run& run) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const Reply reply, desk->call(api::Verb::post, "/forecast/refit"));
    if (run.form == Form::json) {
        run.terminal.line(reply.body);
        return success();
    }
    TRY(const json::value made, parsed(reply.body));
    run.terminal.line("Version " + at(made, "version") + ". " + at(made, "says"));
    return success();
}

}  // namespace

void declare_forecasting(CLI::App& app, Run& run) {
    struct Wishes {
        std::string deal;
        std::string scope;
    };
    const auto wishes = std::make_shared<Wishes>();
    const auto look = [wishes](Run& r) {
        return wishes->deal.empty() ? pipeline(r, wishes->scope) : one_deal(r, wishes->deal);
    };
    CLI::App* forecast =
        add_command(app, run, "forecast",
                    "How the pipeline, or one deal, will end; and is that any good?", look);
    forecast->add_option("DEAL", wishes->deal, "A deal's id; without it the pipeline.");
    forecast->add_option("--scope", wishes->scope, "mine, team or workspace.");
    forecast->require_subcommand(0, 1);
    // A command's own callback comes after that of the one below it, which has chosen already.
    forecast->callback([&run, forecast, look] {
        if (!forecast->get_subcommands().empty()) return;
        run.chosen = look;
        run.parsed = forecast;
    });
    add_command(*forecast, run, "grade", "Is it any good? Its scores on deals it had not seen.",
                grade);
    add_command(*forecast, run, "refit", "Learn anew from everything known by now.", refit);
    declare_backtest(*forecast, run);
}

}  // namespace ante::server::cli
