#include "server/settings.h"

#include <CLI/CLI.hpp>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <variant>

#include "server/log.h"

namespace ante::server {
namespace {

using Member = std::variant<std::string Settings::*, std::uint32_t Settings::*, bool Settings::*>;

enum class From : std::uint8_t { anywhere, not_the_file };

struct Row {
    const char* name;  // In the file.
    const char* flag;
    const char* environment;
    Member member;
    const char* says;
    From from = From::anywhere;
};

// clang-format off
const Row rows[] = {
    {"data",        "--data",        "ANTE_DATA",        &Settings::data,        "The folder that holds everything: the database, ante.toml.", From::not_the_file},
    {"config",      "--config",      "ANTE_CONFIG",      &Settings::config,      "The settings file (default: ante.toml in the data folder).", From::not_the_file},
    {"database",    "--database",    "ANTE_DATABASE",    &Settings::database,    "PostgreSQL to use, as postgresql://…; without it, SQLite in the data folder."},
    {"listen",      "--listen",      "ANTE_LISTEN",      &Settings::listen,      "Address and port to listen on."},
    {"public_url",  "--public-url",  "ANTE_PUBLIC_URL",  &Settings::public_url,  "Where people reach this server, as https://sales.example.com; for links and security headers."},
    {"threads",     "--threads",     "ANTE_THREADS",     &Settings::threads,     "Threads that serve (0: as many as processors)."},
    {"log_level",   "--log-level",   "ANTE_LOG_LEVEL",   &Settings::log_level,   "Least important lines to log: debug, info, warn, error or off."},
    {"trust_proxy", "--trust-proxy", "ANTE_TRUST_PROXY", &Settings::trust_proxy, "Believe X-Forwarded-For: only behind a proxy of yours that sets it."},
};
// clang-format on

Error malformed(std::string detail) {
    return {No::invalid, "settings_malformed", std::move(detail), {}};
}

bool read_flag(const std::string& text, bool& into) {
    if (text == "true" || text == "1" || text == "yes" || text == "on") return into = true;
    into = false;
    return text == "false" || text == "0" || text == "no" || text == "off";
}

Result<void> assign(const Row& row, const std::string& text, Settings& into) {
    if (const auto* member = std::get_if<std::string Settings::*>(&row.member)) {
        into.*(*member) = text;
        return success();
    }
    if (const auto* member = std::get_if<bool Settings::*>(&row.member)) {
        if (read_flag(text, into.*(*member))) return success();
        return malformed(std::string(row.name) + " is true or false, not '" + text + "'.");
    }
    const auto member = std::get<std::uint32_t Settings::*>(row.member);
    if (text.empty() || text.size() > 9 ||
        text.find_first_not_of("0123456789") != std::string::npos)
        return malformed(std::string(row.name) + " is a whole number, not '" + text + "'.");
    into.*member = static_cast<std::uint32_t>(std::stoul(text));
    return success();
}

const Row* row_named(const std::string& name) {
    for (const Row& row : rows)
        if (row.name == name) return &row;
    return nullptr;
}

std::string names_in_a_file() {
    std::string all;
    for (const Row& row : rows)
        if (row.from == From::anywhere) all += (all.empty() ? "" : ", ") + std::string(row.name);
    return all;
}

Result<void> read_file(const std::string& path, const CLI::App& command, Settings& into) {
    std::ifstream in(path);
    if (!in) return malformed("The settings file " + path + " can't be read.");
    std::vector<CLI::ConfigItem> items;
    try {
        items = CLI::ConfigTOML().from_config(in);
    } catch (const CLI::Error& e) {
        return malformed("The settings file " + path + " is broken: " + e.what() + ".");
    }
    for (const CLI::ConfigItem& item : items) {
        if (item.name == "++" || item.name == "--") continue;  // CLI11's marks of a section.
        const Row* row = row_named(item.name);
        if (!row || !item.parents.empty() || row->from == From::not_the_file)
            return Error{No::invalid,
                         "settings_unknown",
                         path + " sets '" + item.fullname() + "', which is no setting of that " +
                             "file. It may set " + names_in_a_file() + ".",
                         {}};
        if (item.inputs.size() != 1)
            return malformed(path + " gives " + row->name + " more than one value, or none.");
        // Given by flag or environment: those go first.
        if (const auto* option = command.get_option_no_throw(row->flag); option && option->count())
            continue;
        TRYV(assign(*row, item.inputs.front(), into));
    }
    return success();
}

Result<void> check(const Settings& settings) {
    if (settings.data.empty()) return malformed("data names no folder.");
    if (!level_of(settings.log_level))
        return malformed("log_level is debug, info, warn, error or off, not '" +
                         settings.log_level + "'.");
    if (settings.threads > 256) return malformed("threads is at most 256.");
    const std::string& url = settings.public_url;
    const bool named = url.starts_with("https://") || url.starts_with("http://");
    if (!url.empty() && (!named || url.find_first_of(" \t\r\n\"'<>?#") != std::string::npos))
        return malformed("public_url is an address like https://sales.example.com, not '" + url +
                         "'.");
    return success();
}

}  // namespace

std::string Settings::reached_at() const {
    std::string url = public_url.empty() ? "http://" + listen : public_url;
    while (url.ends_with('/')) url.pop_back();
    return url;
}

void declare(CLI::App& command, Settings& into) {
    for (const Row& row : rows) {
        CLI::Option* option = std::visit(
            [&]<class T>(T Settings::*member) {
                if constexpr (std::is_same_v<T, bool>)
                    return command.add_flag(row.flag, into.*member, row.says);
                else
                    return command.add_option(row.flag, into.*member, row.says);
            },
            row.member);
        option->envname(row.environment);
        if (!std::holds_alternative<bool Settings::*>(row.member)) option->capture_default_str();
    }
}

Result<void> complete(const CLI::App& command, Settings& into) {
    const auto usual = std::filesystem::path(into.data) / "ante.toml";
    std::error_code ignored;
    if (!into.config.empty()) {
        TRYV(read_file(into.config, command, into));
    } else if (std::filesystem::exists(usual, ignored)) {
        TRYV(read_file(usual.string(), command, into));
    }
    return check(into);
}

}  // namespace ante::server
