// import and export: deals in, deals out.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "api/import_file.h"
#include "api/imports.h"
#include "base/json.h"
#include "server/cli/command.h"
#include "store/records.h"

namespace ante::server::cli {
namespace {

struct ImportWishes {
    std::string file;
    std::string map;
    std::string dates;
    std::string decimal;
    std::string currency;
    std::string mapping;
    std::string save_mapping;
    std::string rejects;
    bool dry_run = false;
};

Result<connect::ImportOptions> options_from(const ImportWishes& wishes) {
    connect::ImportOptions options;
    options.map = wishes.map;
    const auto word = [](std::string_view what, const std::string& text,
                         auto& into) -> Result<void> {
        if (text.empty()) return success();
        into = from_word<typename std::remove_reference_t<decltype(into)>::value_type>(text);
        if (into) return success();
        return Error{No::invalid,
                     "option_unknown",
                     "--" + std::string(what) + " can't be " + text + ": see `ante import --help`.",
                     {}};
    };
    TRYV(word("dates", wishes.dates, options.dates));
    TRYV(word("decimal", wishes.decimal, options.decimal));
    if (wishes.currency.empty()) return options;
    options.currency = Currency::parse(wishes.currency);
    if (options.currency) return options;
    return Error{
        No::invalid, "option_unknown", "--currency is three capital letters, like EUR.", {}};
}

// In the folder where one is: the file itself may lie where nothing may be written.
std::string rejects_file(const ImportWishes& wishes) {
    if (!wishes.rejects.empty()) return wishes.rejects;
    return std::filesystem::path(wishes.file).stem().string() + ".rejects.csv";
}

void tell_plan(const Run& run, const connect::ImportPlan& plan) {
    const Terminal& out = run.terminal;
    Table table({"column", "becomes", "first of them"});
    std::string left;
    for (const connect::PlannedColumn& c : plan.columns) {
        if (c.target)
            table.row({c.header, std::string(word_of(*c.target)), c.sample});
        else if (c.filled > 0)
            left += (left.empty() ? "" : ", ") + c.header;
    }
    out.line(out.toned(Tone::strong, "It looks like: ") +
             std::string(word_of(plan.mapping.layout)) + ", " + std::to_string(plan.rows) +
             " rows");
    table.print(out);
    if (!left.empty()) out.line(out.toned(Tone::faint, "Left out: " + left));
    for (const connect::PlannedWord& w : plan.words)
        if (!w.reading.empty())
            out.line(out.toned(Tone::faint, "“" + w.word + "” is read as " + w.reading + " (" +
                                                std::to_string(w.rows) + " rows)"));
    for (const connect::Remark& remark : plan.remarks)
        out.line(out.toned(Tone::faint, remark.detail));
}

// A mapping is a small JSON file of one's own: kept with --save-mapping, used again with --mapping.
Result<connect::Mapping> mapping_from(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return Error{No::invalid, "file_unreadable", "The mapping " + file + " can't be read.", {}};
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return from_json<connect::Mapping>(text);
}

Result<void> keep_mapping(const connect::Mapping& mapping, const std::string& file) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << to_json(mapping) << "\n";
    out.close();
    if (!out)
        return Error{
            No::unavailable, "file_unwritable", "The file " + file + " can't be written.", {}};
    return success();
}

Error unanswered(const connect::ImportPlan& plan) {
    Error error{No::invalid, plan.questions.front().code, "This must be said first: ", {}};
    for (const connect::Question& q : plan.questions) {
        error.detail += (q.column.empty() ? "" : q.column + ": ") + q.detail +
                        (q.option.empty() ? "" : " (" + q.option + ")");
        if (&q != &plan.questions.back()) error.detail += " ";
    }
    return error;
}

void tell_report(Run& run, const api::ImportReport& report, const std::string& rejects) {
    const Terminal& out = run.terminal;
    const auto some = [](std::int64_t n, const char* what) {
        return std::to_string(n) + " " + what;
    };
    out.line(std::string(report.dry_run ? "Would be: " : "Done: ") +
             some(report.made, "new deals, ") + some(report.changed, "changed, ") +
             some(report.same, "as they were, ") +
             (report.joined > 0 ? some(report.joined, "further rows of these, ") : "") +
             some(report.refused, "refused, ") + some(report.passed_over, "passed over."));
    if (report.accounts_made + report.people_made + report.members_made > 0)
        out.line("With them: " + some(report.accounts_made, "accounts, ") +
                 some(report.people_made, "people, ") + some(report.members_made, "members") +
                 (report.members_made > 0
                      ? " (they can't sign in until you give them an address: ante user change)."
                      : "."));
    if (report.refused > 0 && !rejects.empty())
        out.line("The refused rows are in " + rejects + ": mend them there and import that file.");
    if (report.refused > 0) run.exit = Exit::refused;
}

// How a row is told: in a dry run each of them, else only those that need a look.
void tell_row(const Run& run, const api::RowReport& row, bool dry_run) {
    const bool wrong = row.outcome == api::RowOutcome::refused;
    if (!wrong && !dry_run) return;
    std::string text =
        "line " + std::to_string(row.line) + ": " + std::string(word_of(row.outcome));
    if (!row.name.empty()) text += " “" + row.name + "”";
    if (!row.column.empty()) text += ", column " + row.column;
    if (!row.detail.empty()) text += " – " + row.detail;
    run.terminal.line(wrong ? run.terminal.toned(Tone::late, text) : text);
}

Result<void> import_here(Run& run, Desk& desk, const ImportWishes& wishes,
                         connect::ImportOptions options) {
    store::Store& store = *desk.store();
    TRY(const Reply me, desk.call(api::Verb::get, "/me"));
    TRY(const auto who, parsed(me.body));
    const auto member = Uuid::parse(at(who, "member.id"));
    if (!member) return broken("the application does not say who we are");
    TRY(const auto id,
        store.read([&](store::Connection& db) { return store::only_workspace(db); }));
    if (!id) return not_found("workspace");
    TRY(const store::Workspace workspace,
        store.read([&](store::Connection& db) { return store::look_into(db, *id); }));
    options.house_currency = workspace.settings().currency;
    if (!wishes.mapping.empty()) {
        TRY(options.mapping, mapping_from(wishes.mapping));
    }

    TRY(const auto file, connect::FileBytes::open(wishes.file));
    TRY(const connect::ImportPlan plan, connect::plan_import(*file, options));
    if (run.form == Form::table) tell_plan(run, plan);
    if (!wishes.save_mapping.empty()) {
        TRYV(keep_mapping(plan.mapping, wishes.save_mapping));
    }
    if (!plan.questions.empty()) return unanswered(plan);

    std::ofstream rejects;
    std::string rejects_name = rejects_file(wishes);
    std::string header;
    const auto reject = [&](const std::string& line) {
        if (header.empty()) {
            header = line;  // The first is the header: a file without rows is not made.
            return;
        }
        if (!rejects.is_open()) {
            rejects.open(rejects_name, std::ios::binary | std::ios::trunc);
            rejects << header;
        }
        rejects << line;
    };
    const store::Cause cause{{method::MemberId{*member}, {}},
                             std::chrono::floor<milliseconds>(std::chrono::system_clock::now()),
                             "import"};
    Result<api::ImportReport> report = api::ImportReport{};
    {
        ProgressBar bar(wishes.dry_run ? "Trying" : "Importing");
        std::int64_t done = 0;
        const api::ImportOrder order{
            *id,   *file,
            plan,  wishes.dry_run ? api::ImportMode::dry_run : api::ImportMode::real,
            cause, std::filesystem::path(wishes.file).filename().string()};
        api::ImportEars ears;
        ears.row = [&](const api::RowReport& row, const connect::ImportRow*) {
            bar.at(++done, plan.rows);
            if (run.form == Form::json)
                run.terminal.line(to_json(row));
            else
                tell_row(run, row, wishes.dry_run);
        };
        if (!wishes.dry_run) ears.reject = reject;
        report = api::import_file(store, order, ears);
    }
    if (!report) return report.error();
    rejects.close();
    if (run.form == Form::json) {
        run.terminal.line(to_json(report.value()));
        if (report.value().refused > 0) run.exit = Exit::refused;
        return success();
    }
    tell_report(run, report.value(), wishes.dry_run ? "" : rejects_name);
    return success();
}

Result<void> import_there(Run& run, Desk& desk, const ImportWishes& wishes) {
    std::string path =
        "/imports?dry_run=" + std::string(wishes.dry_run ? "true" : "false") +
        "&file_name=" + escaped(std::filesystem::path(wishes.file).filename().string());
    std::string map = wishes.map;
    if (!wishes.mapping.empty()) {
        TRY(const connect::Mapping mapping, mapping_from(wishes.mapping));
        map = connect::spelled(mapping) + (map.empty() ? "" : ", " + map);
        path += "&recognise=false";
    }
    const std::pair<const char*, const std::string*> given[] = {{"map", &map},
                                                                {"dates", &wishes.dates},
                                                                {"decimal", &wishes.decimal},
                                                                {"currency", &wishes.currency}};
    for (const auto& [name, value] : given)
        if (!value->empty()) path += "&" + std::string(name) + "=" + escaped(*value);
    TRY(const Reply reply, desk.send_file(path, wishes.file));
    TRY(const auto answer, from_json<api::ImportAnswer>(reply.body, Input::stored));
    if (run.form == Form::table) tell_plan(run, answer.plan);
    if (!wishes.save_mapping.empty()) {
        TRYV(keep_mapping(answer.plan.mapping, wishes.save_mapping));
    }
    if (!answer.plan.questions.empty()) return unanswered(answer.plan);
    for (const api::RowReport& row : answer.rows)
        if (run.form == Form::json)
            run.terminal.line(to_json(row));
        else
            tell_row(run, row, wishes.dry_run);
    const std::string rejects = rejects_file(wishes);
    if (!answer.rejects.empty() && !wishes.dry_run)
        std::ofstream(rejects, std::ios::binary | std::ios::trunc) << answer.rejects;
    if (run.form == Form::json) {
        run.terminal.line(to_json(answer.report));
        if (answer.report.refused > 0) run.exit = Exit::refused;
        return success();
    }
    tell_report(run, answer.report, wishes.dry_run ? "" : rejects);
    return success();
}

Result<void> import_deals(Run& run, const ImportWishes& wishes) {
    TRY(auto options, options_from(wishes));
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    return desk->store() ? import_here(run, *desk, wishes, std::move(options))
                         : import_there(run, *desk, wishes);
}

Result<void> export_deals(Run& run, const std::string& to, const std::string& form) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const Reply reply, desk->call(api::Verb::get, "/export/" + form));
    if (to.empty()) {
        std::fwrite(reply.body.data(), 1, reply.body.size(), stdout);
        return success();
    }
    std::ofstream out(to, std::ios::binary | std::ios::trunc);
    out << reply.body;
    out.close();
    if (!out)
        return Error{
            No::unavailable, "file_unwritable", "The file " + to + " can't be written.", {}};
    run.terminal.say("Exported to " + to);
    return success();
}

}  // namespace

void declare_moving(CLI::App& app, Run& run) {
    const auto wishes = std::make_shared<ImportWishes>();
    CLI::App* c = add_command(
        app, run, "import",
        "Bring deals in from a CSV file: HubSpot, Salesforce, Pipedrive, Ante's own, or any other.",
        [wishes](Run& r) { return import_deals(r, *wishes); });
    c->add_option("FILE", wishes->file, "The file.")->required();
    c->add_flag("--dry-run", wishes->dry_run,
                "Say row by row what would happen, and write nothing.");
    c->add_option("--map", wishes->map,
                  "Which column is what: \"name=Deal Name, amount=close_value, currency:=EUR\".");
    c->add_option("--mapping", wishes->mapping, "A mapping kept before with --save-mapping.");
    c->add_option("--save-mapping", wishes->save_mapping,
                  "Keep the mapping of this import in a file.");
    c->add_option("--dates", wishes->dates, "How its dates are written: dmy, mdy or ymd.");
    c->add_option("--decimal", wishes->decimal, "The decimal mark of its sums: point or comma.");
    c->add_option("--currency", wishes->currency, "Of sums that name none, like EUR.");
    c->add_option("--rejects", wishes->rejects,
                  "Where the refused rows go; without it FILE.rejects.csv in this folder.");

    struct Out {
        std::string file;
        std::string form = "deals.csv";
    };
    const auto out = std::make_shared<Out>();
    c = add_command(app, run, "export", "Write all deals as CSV, or everything as JSON lines.",
                    [out](Run& r) { return export_deals(r, out->file, out->form); });
    c->add_option("FILE", out->file, "Where to; without it to standard output.");
    c->add_option("--form", out->form, "deals.csv or deals.jsonl.")
        ->check(CLI::IsMember({"deals.csv", "deals.jsonl"}))
        ->capture_default_str();
}

}  // namespace ante::server::cli
