// review: a team's figures, or a rep's, against their own past.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <map>

#include "server/cli/command.h"

namespace ante::server::cli {
namespace {

namespace json = boost::json;

struct ReviewWishes {
    std::string team;
    std::string member;
    std::string by = "week";
    std::string out;
};

std::string figure_text(const json::value& value, std::string_view unit) {
    const json::object& parts = value.as_object();
    if (!parts.contains("value") || parts.at("value").is_null()) return "–";
    const double n = number_at(value, "value");
    char text[64];
    if (unit == "share")
        std::snprintf(text, sizeof text, "%.0f %%", 100 * n);
    else
        std::snprintf(text, sizeof text, "%.1f", n);
    return text;
}

// "7 of 12": what the share is made of.
std::string counted(const json::value& value) {
    if (at(value, "of").empty()) return {};
    char text[64];
    std::snprintf(text, sizeof text, "%.3g of %.3g", number_at(value, "part"),
                  number_at(value, "of"));
    return text;
}

Result<void> write_file(const std::string& name, const std::string& bytes) {
    std::ofstream out(name, std::ios::binary);
    out << bytes;
    out.flush();
    if (out) return success();
    return Error{No::unavailable, "unwritable_file", "It can't be written: " + name + ".", {}};
}

bool is_xlsx(std::string_view name) {
    return name.ends_with(".xlsx");
}

Result<void> review(Run& run, const ReviewWishes& wishes) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const std::string member, member_id(*desk, wishes.member));
    const std::string parameters =
        query({{"team", wishes.team}, {"member", member}, {"by", wishes.by}});
    if (!wishes.out.empty()) {
        const std::string_view file =
            is_xlsx(wishes.out) ? "/export/figures.xlsx" : "/export/figures.csv";
        TRY(const Reply reply, desk->call(api::Verb::get, std::string(file) + parameters));
        return write_file(wishes.out, reply.body);
    }
    TRY(const Reply reply, desk->call(api::Verb::get, "/review" + parameters));
    if (run.form == Form::json) {
        run.terminal.line(reply.body);
        return success();
    }
    TRY(const Reply declared, desk->call(api::Verb::get, "/review/figures"));
    TRY(const json::value said, parsed(reply.body));
    TRY(const json::value figures, parsed(declared.body));
    std::map<std::string, const json::value*> known;
    for (const json::value& figure : list_at(figures, "items")) known[at(figure, "id")] = &figure;

    const std::string name = at(said, "name");
    run.terminal.line(run.terminal.toned(Tone::strong, name.empty() ? "Everybody" : name) +
                      run.terminal.toned(Tone::faint, "  now: from " + at(said, "recent.from") +
                                                          ", before: from " +
                                                          at(said, "past.from")));
    Table table({"Figure", "Now", "", "Before", ""});
    for (const std::size_t column : {1U, 3U}) table.right(column);
    for (const json::value& one : list_at(said, "figures")) {
        const json::value& figure = *known.at(at(one, "id"));
        const std::string unit = at(figure, "unit");
        const json::value& recent = one.at("recent");
        const json::value& past = one.at("past");
        table.row({at(figure, "name"), figure_text(recent, unit), counted(recent),
                   figure_text(past, unit), counted(past)});
    }
    table.print(run.terminal);
    return success();
}

}  // namespace

void declare_reviewing(CLI::App& app, Run& run) {
    const auto wishes = std::make_shared<ReviewWishes>();
    CLI::App* c = add_command(app, run, "review",
                              "The figures of a team, or of one member, against their own past.",
                              [wishes](Run& r) { return review(r, *wishes); });
    c->add_option("--team", wishes->team, "Whose team; without it yours.");
    c->add_option("--member", wishes->member, "Of one member, by name, address or id.");
    c->add_option("--by", wishes->by, "week or month.")->check(CLI::IsMember({"week", "month"}));
    c->add_option("--out", wishes->out,
                  "Write them, each with its definition, to this file: .csv or .xlsx.");
}

}  // namespace ante::server::cli
