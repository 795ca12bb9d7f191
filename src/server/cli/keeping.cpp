// verify, rebuild, backup, restore: the data itself. On a running server the server does them.

#include <CLI/CLI.hpp>

#include "base/json.h"
#include "server/cli/command.h"
#include "store/backup.h"
#include "store/verify.h"

namespace ante::server::cli {
namespace {

std::string key_body(const Desk& desk, std::string_view more = {}) {
    std::string body = R"({"key":)";
    write_json_text(desk.key(), body);
    return body + std::string(more) + "}";
}

// The store of a place nobody serves, without being anybody: what is damaged may have no members.
Result<std::unique_ptr<store::Store>> open_store(const Settings& settings) {
    TRY(const store::Place place, place_of(settings));
    store::Store::Settings how;
    how.mode = store::Store::Mode::existing;
    return store::Store::open(place, how);
}

bool served(const Error& error) {
    return error.code == "data_in_use";
}

Result<void> tell_verified(Run& run, const store::Verified& found) {
    if (!found.clean()) run.exit = Exit::damaged;
    if (run.form == Form::json) {
        run.terminal.line(to_json(found));
        return success();
    }
    for (const store::Disagreement& d : found.disagreements)
        run.terminal.line(d.about + ": " + d.detail);
    if (found.more > 0) run.terminal.line("… and " + std::to_string(found.more) + " more.");
    const std::string looked =
        std::to_string(found.events) + " events, " + std::to_string(found.deals) + " deals and " +
        std::to_string(found.records) + " records in " + std::to_string(found.workspaces) +
        " workspace" + (found.workspaces == 1 ? "" : "s");
    run.terminal.line(found.clean()
                          ? "Clean: " + looked + ". State, lists and signals are what the log says."
                          : "Not clean: looked at " + looked +
                                ". `ante rebuild` makes lists anew from the log.");
    return success();
}

Result<void> verify(Run& run) {
    auto opened = open_store(run.settings);
    if (!opened && served(opened.error())) {
        TRY(const auto desk, Desk::open(run.settings, run.wishes));
        TRY(const Reply reply, desk->call(api::Verb::post, "/local/verify", key_body(*desk)));
        TRY(const auto found, from_json<store::Verified>(reply.body, Input::stored));
        return tell_verified(run, found);
    }
    if (!opened) return opened.error();
    ProgressBar bar("Verifying");
    TRY(const auto found, store::verify(*opened.value(), [&](std::int64_t done, std::int64_t of) {
            bar.at(done, of);
        }));
    return tell_verified(run, found);
}

Result<void> tell_rebuilt(Run& run, const store::Rebuilt& made) {
    run.terminal.line(run.form == Form::json
                          ? to_json(made)
                          : std::to_string(made.deals) + " deals and " +
                                std::to_string(made.records) + " records made anew from the log.");
    return success();
}

Result<void> rebuild(Run& run) {
    auto opened = open_store(run.settings);
    if (!opened && served(opened.error())) {
        TRY(const auto desk, Desk::open(run.settings, run.wishes));
        TRY(const Reply reply, desk->call(api::Verb::post, "/local/rebuild", key_body(*desk)));
        TRY(const auto made, from_json<store::Rebuilt>(reply.body, Input::stored));
        return tell_rebuilt(run, made);
    }
    if (!opened) return opened.error();
    ProgressBar bar("Rebuilding");
    TRY(const auto made, store::rebuild(*opened.value(), [&](std::int64_t done, std::int64_t of) {
            bar.at(done, of);
        }));
    return tell_rebuilt(run, made);
}

Result<void> backup(Run& run, const std::string& file) {
    auto opened = open_store(run.settings);
    if (!opened && served(opened.error())) {
        TRY(const auto desk, Desk::open(run.settings, run.wishes));
        std::string more = R"(,"file":)";
        write_json_text(std::filesystem::absolute(file).string(), more);
        TRYV(desk->call(api::Verb::post, "/local/backup", key_body(*desk, more)));
    } else if (!opened) {
        return opened.error();
    } else {
        ProgressBar bar("Backing up");
        TRYV(store::backup(*opened.value(), file,
                           [&](std::int64_t done, std::int64_t of) { bar.at(done, of); }));
    }
    run.terminal.say("Backed up to " + file);
    return success();
}

Result<void> restore(Run& run, const std::string& file) {
    TRY(const store::Place place, place_of(run.settings));
    ProgressBar bar("Restoring");
    TRYV(
        store::restore(file, place, [&](std::int64_t done, std::int64_t of) { bar.at(done, of); }));
    run.terminal.say("Restored to " + place.text());
    return success();
}

}  // namespace

void declare_keeping(CLI::App& app, Run& run) {
    add_command(app, run, "verify",
                "Prove that state, lists and signals follow from the log of events.", verify);
    add_command(app, run, "rebuild", "Make state, lists and signals anew from the log of events.",
                rebuild);
    const auto to = std::make_shared<std::string>();
    add_command(app, run, "backup", "Write a copy of everything to one file, also while in use.",
                [to](Run& r) { return backup(r, *to); })
        ->add_option("FILE", *to, "Where to; it must not exist.")
        ->required();
    const auto from = std::make_shared<std::string>();
    add_command(app, run, "restore", "Fill an empty data folder (or database) from a backup.",
                [from](Run& r) { return restore(r, *from); })
        ->add_option("FILE", *from, "The backup.")
        ->required();
}

}  // namespace ante::server::cli
