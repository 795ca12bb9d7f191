#include "server/settings.h"

#include <CLI/CLI.hpp>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <variant>

#include "connect/mime.h"
#include "server/log.h"
#include "store/place.h"

namespace ante::server {
namespace {

using Member = std::variant<std::string Settings::*, std::uint32_t Settings::*, bool Settings::*>;

enum class From : std::uint8_t { anywhere, not_the_file };

struct Row {
    const char* name;  // In the file.
    const char* flag;  // Null: a secret, by environment or file only.
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
    {"private_addresses", "--private-addresses", "ANTE_PRIVATE_ADDRESSES", &Settings::private_addresses, "Let members' calendars be on this machine or the private network: only if yours are."},
    {"secret_key_file", "--secret-key-file", "ANTE_SECRET_KEY_FILE", &Settings::secret_key_file, "The key of stored passwords (default: secrets.key in the data folder)."},
    {"mail_server", "--mail-server", "ANTE_MAIL_SERVER", &Settings::mail_server, "Mail goes out through it: smtp://mail.example.com:587 (STARTTLS) or smtps://…; without it none goes out."},
    {"mail_user",   "--mail-user",   "ANTE_MAIL_USER",   &Settings::mail_user,   "Whom the mail server knows us as."},
    {"mail_password", nullptr,       "ANTE_MAIL_PASSWORD", &Settings::mail_password, "His password."},
    {"mail_from",   "--mail-from",   "ANTE_MAIL_FROM",   &Settings::mail_from,   "Whom mails come from, as 'Northgate <sales@northgate.example>'."},
    {"mail_ca",     "--mail-ca",     "ANTE_MAIL_CA",     &Settings::mail_ca,     "A file of certificates to believe from the mail servers, instead of the system's."},
    {"mail_tls",    "--mail-tls",    "ANTE_MAIL_TLS",    &Settings::mail_tls,    "false: speak smtp:// and imap:// without TLS, to servers on this machine."},
    {"inbox",       "--inbox",       "ANTE_INBOX",       &Settings::inbox,       "Where answers and returned mails arrive, to be read: imaps://mail.example.com/INBOX."},
    {"inbox_user",  "--inbox-user",  "ANTE_INBOX_USER",  &Settings::inbox_user,  "Whom it belongs to there."},
    {"inbox_password", nullptr,      "ANTE_INBOX_PASSWORD", &Settings::inbox_password, "His password."},
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
        if (row->flag) {
            const auto* option = command.get_option_no_throw(row->flag);
            if (option && option->count()) continue;
        } else if (std::getenv(row->environment)) {
            continue;
        }
        TRYV(assign(*row, item.inputs.front(), into));
    }
    return success();
}

bool names_server(const std::string& url, std::string_view plain, std::string_view secured) {
    const bool known = url.starts_with(plain) || url.starts_with(secured);
    // A password belongs into its own setting: an address is printed and logged.
    return known && url.find_first_of(" \t\r\n\"'<>@#?") == std::string::npos;
}

Result<void> check_mail(const Settings& settings) {
    if (!settings.mail_server.empty() && !names_server(settings.mail_server, "smtp://", "smtps://"))
        return malformed(
            "mail_server is an address like smtp://mail.example.com:587 or "
            "smtps://mail.example.com, without user and password.");
    if (!settings.inbox.empty() && !names_server(settings.inbox, "imap://", "imaps://"))
        return malformed(
            "inbox is an address like imaps://mail.example.com/INBOX, without user "
            "and password.");
    if (!settings.mail_server.empty() && !connect::parse_address(settings.mail_from))
        return malformed(
            "mail_from says whom mails come from, as 'Northgate "
            "<sales@northgate.example>'; mail_server needs it.");
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
    return check_mail(settings);
}

}  // namespace

std::string Settings::reached_at() const {
    std::string url = public_url.empty() ? "http://" + listen : public_url;
    while (url.ends_with('/')) url.pop_back();
    return url;
}

std::string Settings::folder() const {
    const auto place = store::Place::parse(data);
    const bool elsewhere = !place || place.value().engine == store::Engine::postgres;
    return elsewhere ? Settings{}.data : data;
}

std::string Settings::opens_secrets() const {
    if (!secret_key_file.empty()) return secret_key_file;
    return (std::filesystem::path(folder()) / "secrets.key").string();
}

void declare(CLI::App& command, Settings& into) {
    for (const Row& row : rows) {
        if (!row.flag) continue;
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
    for (const Row& row : rows)
        if (const char* given = row.flag ? nullptr : std::getenv(row.environment)) {
            TRYV(assign(row, given, into));
        }
    const auto usual = std::filesystem::path(into.folder()) / "ante.toml";
    std::error_code ignored;
    if (!into.config.empty()) {
        TRYV(read_file(into.config, command, into));
    } else if (std::filesystem::exists(usual, ignored)) {
        TRYV(read_file(usual.string(), command, into));
    }
    return check(into);
}

}  // namespace ante::server
