// serve and demo.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>

#include "api/demo/demo.h"
#include "server/cli/command.h"
#include "server/log.h"
#include "server/server.h"
#include "store/directory.h"
#include "store/workspace.h"

namespace ante::server::cli {
namespace {

Instant now() {
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

// The key of this machine's command line: whoever may read the data may read it.
Result<std::string> write_key(const Settings& settings) {
    const std::string path = key_file(settings);
    std::string key = store::new_secret("ante_key_");
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const std::string line = key + "\n";
    const bool written = fd >= 0 && ::fchmod(fd, 0600) == 0 &&
                         ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size());
    if (fd >= 0) ::close(fd);
    if (!written)
        return Error{
            No::unavailable, "folder_unwritable", "The file " + path + " can't be written.", {}};
    return key;
}

Result<std::string> sign_in_link(store::Store& store, const std::string& url,
                                 const std::string& email) {
    std::string link;
    TRYV(store.write_now([&](store::Transaction& in) -> Result<void> {
        TRY(const auto login, store::login_by_email(in.db(), email));
        if (!login)
            return Error{
                No::not_found, "nobody_here", "Nobody here has the address " + email + ".", {}};
        TRY(const std::string secret, store::make_link(in.db(), login->who, now(), minutes{30}));
        link = url + "/sign-in#" + secret;
        return success();
    }));
    return link;
}

// Whoever sees this terminal, or the service's log, owns the empty place.
Result<void> tell_setup_link(Run& run, store::Store& store) {
    std::optional<std::string> secret;
    TRYV(store.write_now([&](store::Transaction& in) -> Result<void> {
        TRY(secret, store::make_setup_secret(in.db(), now()));
        return success();
    }));
    if (secret)
        run.terminal.say("Nothing is here yet. Set it up (this link works once): " +
                         run.settings.reached_at() + "/setup#" + *secret);
    return success();
}

Result<void> serve(Run& run, const std::string& sign_in) {
    hold_signals();
    const Settings& settings = run.settings;
    Log log = Log::to_stderr(level_of(settings.log_level).value_or(Level::info));
    TRY(const store::Place place, place_of(settings));
    store::Store::Settings how;
    how.on_fatal = [](const Error& error) {
        // What is in memory is not to be trusted after a failed fsync: end, and let the next start
        // read the disk.
        std::fprintf(stderr, "ante: the disk failed under a write; stopping. %s\n",
                     error.detail.c_str());
        std::_Exit(static_cast<int>(Exit::unavailable));
    };
    TRY(const auto store, store::Store::open(place, how));
    api::ApplicationSettings of_application;
    of_application.public_url = settings.reached_at();
    of_application.outside.private_addresses = settings.private_addresses;
    // With PostgreSQL nothing else may have made the folder.
    std::error_code ignored;
    std::filesystem::create_directories(settings.folder(), ignored);
    TRY(of_application.outside.sealer, store::Sealer::with_file(settings.opens_secrets()));
    of_application.outside.mail = {settings.mail_server, settings.mail_user, settings.mail_password,
                                   settings.mail_ca, settings.mail_tls};
    of_application.outside.mail_from = settings.mail_from;
    of_application.outside.inbox = {settings.inbox, settings.inbox_user, settings.inbox_password,
                                    settings.mail_ca, settings.mail_tls};
    if (place.engine == store::Engine::sqlite) {
        TRY(of_application.local_key, write_key(settings));
    }
    const auto application = api::make_application(*store, of_application);
    Server server(settings, log);
    TRYV(server.start(*application));
    std::string address = settings.listen;
    if (const auto colon = address.rfind(':'); colon != std::string::npos)
        address = address.substr(0, colon) + ":" + std::to_string(server.port());
    store->announce("http://" + address);

    run.terminal.say("Ante serves " + place.text() + " at " + settings.reached_at());
    TRYV(tell_setup_link(run, *store));
    if (!sign_in.empty()) {
        TRY(const std::string link, sign_in_link(*store, settings.reached_at(), sign_in));
        run.terminal.say("Sign in as " + sign_in + " (once, within half an hour): " + link);
    }
    run_until_signal(server, log);
    if (place.engine == store::Engine::sqlite) ::unlink(key_file(settings).c_str());
    return success();
}

Result<void> demo(Run& run, std::uint64_t seed) {
    TRY(const store::Place place, place_of(run.settings));
    TRY(const auto store, store::Store::open(place));
    ProgressBar bar("Telling stories");
    TRY(const auto made,
        api::make_demo(*store, now(), seed,
                       [&](std::int64_t done, std::int64_t of) { bar.at(done, of); }));
    run.terminal.say("A sample workspace with " + std::to_string(made.members) + " members, " +
                     std::to_string(made.accounts) + " accounts, " + std::to_string(made.people) +
                     " people and " + std::to_string(made.deals) + " deals is in " + place.text() +
                     ".\nLook: ante today --data " + run.settings.data + " --as " + made.somebody +
                     "\nServe: ante serve --data " + run.settings.data + " --sign-in " +
                     made.somebody);
    return success();
}

}  // namespace

void declare_serving(CLI::App& app, Run& run) {
    const auto sign_in = std::make_shared<std::string>();
    add_command(app, run, "serve", "Serve the workspace over HTTP until told to stop.",
                [sign_in](Run& r) { return serve(r, *sign_in); })
        ->add_option("--sign-in", *sign_in, "Print a one-time sign-in link for this address.");
    const auto seed = std::make_shared<std::uint64_t>(1);
    add_command(app, run, "demo", "Make a living sample workspace in an empty data folder.",
                [seed](Run& r) { return demo(r, *seed); })
        ->add_option("--seed", *seed, "Another seed tells the stories in another order.")
        ->capture_default_str();
}

}  // namespace ante::server::cli
