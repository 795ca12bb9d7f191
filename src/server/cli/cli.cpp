#include "server/cli/cli.h"

#include <CLI/CLI.hpp>
#include <csignal>

#include "server/cli/command.h"

namespace ante::server::cli {
namespace {

constexpr const char* footer = R"(
Where the data is: --data or ANTE_DATA names its folder (default ./ante-data); --database or ANTE_DATABASE a PostgreSQL.
While a server has the folder, commands speak to that server.

Exit codes: 0 done; 1 refused (the method, a right, rows of an import); 2 the command or its input is wrong;
3 store or server not to be reached, in use or full; 4 data is damaged, or verify found a disagreement; 5 a fault of ours.)";

// Words for the shell's completion, from the same tree as --help.
std::string completion(const CLI::App& app) {
    std::string out =
        "# bash completion of ante: source <(ante completion)\n_ante() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} words=\n    case ${COMP_WORDS[1]} in\n";
    std::string commands;
    for (const CLI::App* command : app.get_subcommands({})) {
        commands += command->get_name() + " ";
        std::string words;
        for (const CLI::App* below : command->get_subcommands({})) words += below->get_name() + " ";
        for (const CLI::Option* option : command->get_options())
            for (const std::string& name : option->get_lnames()) words += "--" + name + " ";
        out += "        " + command->get_name() + ") words='" + words + "' ;;\n";
    }
    out += "        *) words='" + commands +
           "' ;;\n    esac\n"
           "    [ \"$COMP_CWORD\" -eq 1 ] && words='" +
           commands +
           "'\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
           "    [ ${#COMPREPLY[@]} -eq 0 ] && mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
           "}\ncomplete -F _ante ante\n";
    return out;
}

}  // namespace

int run(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    Run run;
    CLI::App app{"Ante: a deal is as real as what the buyer puts into it."};
    app.name("ante");
    app.footer(footer);
    app.set_version_flag("--version", "ante 0.1.0");
    app.require_subcommand(1);
    declare_serving(app, run);
    declare_looking(app, run);
    declare_moving(app, run);
    declare_keeping(app, run);
    declare_people(app, run);
    declare_forecasting(app, run);
    declare_reviewing(app, run);
    declare_relating(app, run);
    declare_planning(app, run);
    CLI::App* words =
        app.add_subcommand("completion", "Words for bash: source <(ante completion).");
    words->callback([&] {
        run.chosen = [&app](Run& r) -> Result<void> {
            r.terminal.line(completion(app));
            return success();
        };
    });

    if (argc < 2) {
        std::fputs(app.help().c_str(), stderr);
        return static_cast<int>(Exit::usage);
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp& e) {
        return app.exit(e);
    } catch (const CLI::CallForAllHelp& e) {
        return app.exit(e);
    } catch (const CLI::CallForVersion& e) {
        return app.exit(e);
    } catch (const CLI::ParseError& e) {
        app.exit(e);
        return static_cast<int>(Exit::usage);
    }
    Result<void> done = success();
    if (run.parsed != nullptr) done = complete(*run.parsed, run.settings);
    if (done) done = run.chosen(run);
    if (done) return static_cast<int>(run.exit);
    run.terminal.error(done.error());
    return static_cast<int>(exit_of(done.error()));
}

}  // namespace ante::server::cli
