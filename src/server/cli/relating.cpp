// owed, touches, contacts: relations on the command line.

#include <CLI/CLI.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <iterator>

#include "server/cli/command.h"

namespace ante::server::cli {
namespace {

namespace json = boost::json;

// ---- owed

Result<void> owed(Run& run, std::int64_t limit) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const Reply reply,
        desk->call(api::Verb::get, "/relations/due?limit=" + std::to_string(limit)));
    const Terminal& out = run.terminal;
    if (run.form == Form::json) {
        out.line(reply.body);
        return success();
    }
    TRY(const json::value page, parsed(reply.body));
    if (list_at(page, "items").empty()) {
        out.line("You owe nobody a word just now.");
        return success();
    }
    for (const json::value& row : list_at(page, "items")) {
        const std::string person = at(row, "person_name");
        out.line(out.toned(Tone::strong, at(row, "account.name")) +
                 out.toned(Tone::faint, " · tier " + at(row, "account.tier") +
                                            (person.empty() ? "" : " · " + person)));
        const json::array& signals = list_at(row, "signals");
        if (!signals.empty())
            out.line("    " + at(signals.front(), "because") +
                     out.toned(Tone::faint, " [" + at(signals.front(), "rule") + "]"));
        const json::array& kinds = list_at(row, "kinds");
        if (!kinds.empty())
            out.line("    " + out.toned(Tone::us, "→ " + at(kinds.front(), "kind") + ": " +
                                                      at(kinds.front(), "says")));
    }
    if (!at(page, "next").empty()) out.line(out.toned(Tone::faint, "\nThere is more: --limit."));
    return success();
}

// ---- touches

std::string sums_of(const json::value& row, std::string_view list) {
    std::string text;
    for (const json::value& sum : list_at(row, list))
        text += (text.empty() ? "" : " + ") + money_at(json::object{{"sum", sum}}, "sum");
    return text;
}

Result<void> touches(Run& run, const std::string& scope) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const Reply reply,
        desk->call(api::Verb::get, "/relations/touch-mix?scope=" + escaped(scope)));
    if (run.form == Form::json) {
        run.terminal.line(reply.body);
        return success();
    }
    TRY(const json::value mix, parsed(reply.body));
    Table table({"kind", "touches", "answered", "minutes", "cost", "cost per answer",
                 "advances within 60 days"});
    for (const std::size_t figure : {1u, 2u, 3u, 4u, 5u, 6u}) table.right(figure);
    for (const json::value& row : list_at(mix, "kinds"))
        table.row({at(row, "kind"), at(row, "touches"), at(row, "answers"), at(row, "minutes"),
                   sums_of(row, "cost"), sums_of(row, "cost_per_answer"), at(row, "advances")});
    if (table.empty())
        run.terminal.line("No touches in the last year.");
    else
        table.print(run.terminal);
    return success();
}

// ---- contacts

struct ContactWishes {
    std::string file;
    bool dry_run = false;
};

Result<void> contacts(Run& run, const ContactWishes& wishes) {
    std::ifstream in(wishes.file, std::ios::binary);
    if (!in) return refuse("file_unreadable", wishes.file + " can't be read.");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    const json::object body{{"text", text}, {"dry_run", wishes.dry_run ? "yes" : "no"}};
    TRY(const Reply reply, desk->call(api::Verb::post, "/contacts/import", json::serialize(body)));
    const Terminal& out = run.terminal;
    if (run.form == Form::json) {
        out.line(reply.body);
        return success();
    }
    TRY(const json::value report, parsed(reply.body));
    for (const json::value& row : list_at(report, "rows"))
        if (at(row, "outcome") == "refused")
            out.line("line " + at(row, "line") + ": " + at(row, "name") + ": " + at(row, "detail"));
    out.line(std::string(wishes.dry_run ? "It would be: " : "") + at(report, "added") + " new, " +
             at(report, "filled_in") + " filled in, " + at(report, "known") + " known, " +
             at(report, "accounts_added") + " new accounts, " + at(report, "refused") +
             " not taken.");
    return success();
}

}  // namespace

void declare_relating(CLI::App& app, Run& run) {
    const auto limit = std::make_shared<std::int64_t>(20);
    CLI::App* due = add_command(app, run, "owed", "Whom you owe a word, tier A first.",
                                [limit](Run& r) { return owed(r, *limit); });
    due->add_option("--limit", *limit, "How many.")->check(CLI::Range(1, 200));

    const auto scope = std::make_shared<std::string>("mine");
    CLI::App* mix = add_command(app, run, "touches", "What each kind of touch brought in a year.",
                                [scope](Run& r) { return touches(r, *scope); });
    mix->add_option("--scope", *scope, "Whose touches.")
        ->check(CLI::IsMember({"mine", "team", "workspace"}));

    const auto wishes = std::make_shared<ContactWishes>();
    CLI::App* book =
        add_command(app, run, "contacts",
                    "Take in an address book: vCard 3.0 or 4.0, or the CSV of Google or Outlook.",
                    [wishes](Run& r) { return contacts(r, *wishes); });
    book->add_option("file", wishes->file, "The file, up to 900 kB.")->required();
    book->add_flag("--dry-run", wishes->dry_run, "Only say what would happen.");
}

}  // namespace ante::server::cli
