#include "server/cli/command.h"

#include <CLI/CLI.hpp>
#include <boost/json/parse.hpp>
#include <cmath>
#include <ctime>

#include "base/json.h"

namespace ante::server::cli {
namespace {

const boost::json::value* find(const boost::json::value& value, std::string_view path) {
    const boost::json::value* here = &value;
    while (!path.empty()) {
        const auto dot = path.find('.');
        const std::string_view name = path.substr(0, dot);
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
        if (!here->is_object()) return nullptr;
        here = here->as_object().if_contains(name);
        if (here == nullptr) return nullptr;
    }
    return here;
}

}  // namespace

CLI::App* add_command(CLI::App& app, Run& run, const std::string& name, const std::string& says,
                      std::function<Result<void>(Run&)> work) {
    CLI::App* command = app.add_subcommand(name, says);
    declare(*command, run.settings);
    command->add_option("--as", run.wishes.as,
                        "The member to be, by address; without it the first admin.");
    command->add_option("--server", run.wishes.server,
                        "A server elsewhere to speak to, as https://ante.example.com.");
    command->add_option("--token", run.wishes.token, "An API token, for --server.")
        ->envname("ANTE_TOKEN");
    command->add_flag_function(
        "--json", [&run](std::int64_t) { run.form = Form::json; }, "Answer in JSON, for programs.");
    command->callback([&run, command, work = std::move(work)] {
        run.chosen = work;
        run.parsed = command;
    });
    return command;
}

Result<boost::json::value> parsed(const std::string& body) {
    boost::system::error_code failed;
    boost::json::value value = boost::json::parse(body, failed);
    if (failed) return broken("the answer is not JSON: " + failed.message());
    return value;
}

Result<std::optional<boost::json::value>> fetched(Run& run, Desk& desk, const std::string& path) {
    TRY(const Reply reply, desk.call(api::Verb::get, path));
    if (run.form == Form::json) {
        run.terminal.line(reply.body);
        return std::optional<boost::json::value>{};
    }
    TRY(auto value, parsed(reply.body));
    return std::optional(std::move(value));
}

std::string at(const boost::json::value& value, std::string_view path) {
    const boost::json::value* found = find(value, path);
    if (found == nullptr || found->is_null()) return {};
    if (found->is_string()) return std::string(found->get_string());
    if (found->is_int64()) return std::to_string(found->get_int64());
    if (found->is_bool()) return found->get_bool() ? "yes" : "no";
    if (found->is_double()) {
        std::string text(32, '\0');
        text.resize(static_cast<std::size_t>(
            std::snprintf(text.data(), text.size(), "%.1f", found->get_double())));
        return text;
    }
    return {};
}

const boost::json::array& list_at(const boost::json::value& value, std::string_view path) {
    static const boost::json::array none;
    const boost::json::value* found = find(value, path);
    return found != nullptr && found->is_array() ? found->get_array() : none;
}

double number_at(const boost::json::value& value, std::string_view path) {
    const boost::json::value* found = find(value, path);
    if (found == nullptr) return 0;
    if (found->is_double()) return found->get_double();
    if (found->is_int64()) return static_cast<double>(found->get_int64());
    return 0;
}

std::string money_at(const boost::json::value& value, std::string_view path) {
    const boost::json::value* found = find(value, path);
    if (found == nullptr || !found->is_object()) return {};
    std::string digits =
        std::to_string(std::abs(static_cast<std::int64_t>(number_at(*found, "minor"))) / 100);
    for (std::size_t i = digits.size(); i > 3;) digits.insert(i -= 3, ",");
    return (number_at(*found, "minor") < 0 ? "-" : "") + digits + " " + at(*found, "currency");
}

std::string when_at(const boost::json::value& value, std::string_view path) {
    std::string text = at(value, path);
    if (const auto day = parse_date(text)) return words_of(*day);
    const auto moment = parse_instant(text);
    if (!moment) return text;
    const std::time_t seconds =
        std::chrono::floor<std::chrono::seconds>(*moment).time_since_epoch().count();
    std::tm local{};
    localtime_r(&seconds, &local);
    char out[32];
    out[std::strftime(out, sizeof out, "%e %b %Y %H:%M", &local)] = '\0';
    return out[0] == ' ' ? out + 1 : out;
}

std::string scale_of(const boost::json::value& line) {
    const std::string skin = at(line, "skin");
    if (skin.empty()) return "–";
    const int full = static_cast<int>(std::lround(number_at(line, "skin") / 10));
    std::string bar;
    for (int i = 0; i < 10; ++i) bar += i < full ? "▰" : "▱";
    return bar + " " + skin + " %";
}

std::string escaped(std::string_view text) {
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
        if (plain) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += hex[byte >> 4];
        out += hex[byte & 15];
    }
    return out;
}

}  // namespace ante::server::cli
