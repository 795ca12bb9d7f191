#pragma once
// The server's log: one JSON object a line, for people with `jq` and for machines.
//
//     {"time":"…Z","level":"info","event":"answered","request_id":"…","verb":"GET",
//      "path":"/api/v1/deals","status":200,"micros":412,"member":"…"}
//
// Never in it: headers, cookies, queries, bodies, secrets. Lines are written by a thread of their
// own ("ante-log"): nobody waits for the log. If its 8,192 lines of room are full, the oldest are
// dropped, and the last line says how many.

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ante::server {

enum class Level : std::uint8_t { debug, info, warn, error, off };
std::optional<Level> level_of(std::string_view word);  // "debug", "info", "warn", "error", "off"

struct LogField {
    LogField(std::string_view n, std::string_view v) : name(n), text(v) {}
    LogField(std::string_view n, std::int64_t v) : name(n), number(v), is_number(true) {}

    std::string_view name;
    std::string_view text{};
    std::int64_t number = 0;
    bool is_number = false;
};

// Thread-safe. Destroying it writes what is left.
class Log {
public:
    static Log to_stderr(Level least);
    // For tests: `sink` is called by the log's thread, one line at a time, without its line break.
    static Log to(std::function<void(std::string_view)> sink, Level least);

    Log(Log&&) noexcept;
    ~Log();

    bool takes(Level level) const { return level >= least_ && level != Level::off; }
    // Fields with an empty text are left out. `event` is a stable word.
    void say(Level level, std::string_view event, std::initializer_list<LogField> fields);

private:
    struct Writer;
    Log(std::unique_ptr<Writer> writer, Level least);

    std::unique_ptr<Writer> writer_;
    Level least_;
};

// A path as it may be logged: segments of 40 characters and more could be tokens (sign-in and buyer
// links; ids have 36) and are masked: "/plan/*".
std::string masked(std::string_view path);

}  // namespace ante::server
