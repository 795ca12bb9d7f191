#pragma once
// The settings of the server: each declared once, in the table of settings.cpp, with its name, its
// environment variable, its flag, its default and a sentence. A flag beats the environment, the
// environment beats the file (`ante.toml` in the data folder, or --config). Passwords have no flag:
// everybody on a machine sees what programs were started with.

#include <cstdint>
#include <string>

#include "base/result.h"

namespace CLI {
class App;
}

namespace ante::server {

struct Settings {
    std::string data = "ante-data";
    std::string config;
    std::string database;
    std::string listen = "127.0.0.1:8420";
    std::string public_url;
    std::uint32_t threads = 0;
    std::string log_level = "info";
    bool trust_proxy = false;
    bool private_addresses = false;
    std::string secret_key_file;

    std::string mail_server;
    std::string mail_user;
    std::string mail_password;  // Never printed, logged or answered.
    std::string mail_from;
    std::string mail_ca;
    bool mail_tls = true;
    std::string inbox;
    std::string inbox_user;
    std::string inbox_password;  // Likewise.

    // Where what is kept beside the database lies: `data`, or ante-data if that names a PostgreSQL
    // database, whose address is no folder's name.
    std::string folder() const;
    // The key of stored passwords: secret_key_file, or else secrets.key in that folder.
    std::string opens_secrets() const;
    // Where people reach us: public_url, or else http:// and `listen`. Without a slash at the end.
    std::string reached_at() const;
    bool public_https() const { return public_url.starts_with("https://"); }
};

// Adds every setting to a command as flags, with its environment variable and its sentence in
// --help. `into` keeps the defaults of what is not given, and must outlive the parse.
void declare(CLI::App& command, Settings& into);

// After the command line was parsed: reads the file, for what neither flag nor environment gave,
// and checks all of it. `settings_unknown`, `settings_malformed`: which name, which file, and what
// would do. A missing `ante.toml` is fine; a missing --config is not.
Result<void> complete(const CLI::App& command, Settings& into);

}  // namespace ante::server
