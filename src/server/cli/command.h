#pragma once
// What every command of the command line is given, and the commands by file.

#include <boost/json/value.hpp>
#include <optional>
#include <string>

#include "server/cli/desk.h"
#include "server/cli/terminal.h"
#include "server/settings.h"

namespace CLI {
class App;
}

namespace ante::server::cli {

enum class Form : std::uint8_t { table, json };

struct Run {
    Settings settings;
    Desk::Wishes wishes;
    Form form = Form::table;
    Terminal terminal;
    std::function<Result<void>(Run&)> chosen{};  // by the parse
    Exit exit = Exit::good;                      // what a command that succeeded has to tell
    // Every command whose flags were declared with the settings, to complete them after the parse.
    const CLI::App* parsed = nullptr;
};

// Each adds its commands to the tree.
void declare_serving(CLI::App& app, Run& run);      // serve, demo
void declare_looking(CLI::App& app, Run& run);      // today, deals, deal, plan, rules, openapi
void declare_moving(CLI::App& app, Run& run);       // import, export
void declare_keeping(CLI::App& app, Run& run);      // verify, rebuild, backup, restore
void declare_people(CLI::App& app, Run& run);       // user, token
void declare_forecasting(CLI::App& app, Run& run);  // forecast
void declare_reviewing(CLI::App& app, Run& run);    // review
void declare_relating(CLI::App& app, Run& run);     // owed, touches, contacts
void declare_planning(CLI::App& app, Run& run);     // plan-templates
// Below `forecast`: backtest.
void declare_backtest(CLI::App& forecast, Run& run);

// A command with the settings and the choice of who one is; `work` is done when it is chosen.
CLI::App* add_command(CLI::App& app, Run& run, const std::string& name, const std::string& says,
                      std::function<Result<void>(Run&)> work);

// ---- reading answers
// -------------------------------------------------------------------------------

Result<boost::json::value> parsed(const std::string& body);
// Calls a reading operation; with --json its answer is printed as it is, and nothing is left to do.
Result<std::optional<boost::json::value>> fetched(Run& run, Desk& desk, const std::string& path);
// The value at "deal.name" as text; empty if it is not there.
std::string at(const boost::json::value& value, std::string_view path);
// The list at a path; empty if there is none.
const boost::json::array& list_at(const boost::json::value& value, std::string_view path);
double number_at(const boost::json::value& value, std::string_view path);
// "1,250.00 EUR" of {"minor": …, "currency": …}.
std::string money_at(const boost::json::value& value, std::string_view path);
// "14 May 09:00", in the zone of this computer; of a day alone "14 May".
std::string when_at(const boost::json::value& value, std::string_view path);
// The scale: what they put in against what we put in, "▰▰▰▱▱▱▱▱▱▱ 32 %".
std::string scale_of(const boost::json::value& line);

std::string escaped(std::string_view text);  // For a path or a query.
// "?a=1&b=2", without those that are empty.
std::string query(const std::vector<std::pair<std::string, std::string>>& parameters);
// The id of a member by id, address or name; empty for nobody.
Result<std::string> member_id(Desk& desk, const std::string& who);

}  // namespace ante::server::cli
