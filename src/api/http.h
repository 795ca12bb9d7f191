#pragma once
// HTTP without the HTTP library: what the shell (server/) hands to the application, and what the
// application hands back. Everything here is plain values; framing, limits, time-outs, security
// headers and sockets stay in server/, rights and meaning stay in api/.
//
// Threads: the shell runs a few io threads, each with many connections. A call of Application comes
// on one of them, and while it runs, that thread's other connections wait. So what is quick is done
// at once, and what waits (a commit, PostgreSQL, a password hash) is done elsewhere and answered
// later through `Respond`, which may be called from any thread.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/fields.h"
#include "base/result.h"
#include "base/time.h"

namespace ante::api {

// HEAD arrives as `get`: the shell leaves the body of the answer out. Anything else is answered by
// the shell with 501.
enum class Verb : std::uint8_t { get, post, put, patch, del };
constexpr auto words(Verb) {
    return std::array{"GET"sv, "POST"sv, "PUT"sv, "PATCH"sv, "DELETE"sv};
}

struct Header {
    std::string name;
    std::string value;
    bool operator==(const Header&) const = default;
};

// One `name=value` of the query, both decoded. Names may come twice.
struct Parameter {
    std::string name;
    std::string value;
    bool operator==(const Parameter&) const = default;
};

// An open file that nobody else can find: it has no name, and its space is free again when this
// object goes. Movable, not copyable.
class Spool {
public:
    // `unwritable_folder` if no file can be made there.
    static Result<Spool> in(const std::string& folder);

    Spool(Spool&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Spool& operator=(Spool&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Spool();

    // Writes all of it at the end. `disk_full` or `spool_failed` (both No::unavailable).
    Result<void> append(std::string_view bytes);
    // Up to `into.size()` bytes from `offset`; 0 at the end.
    Result<std::size_t> read(std::uint64_t offset, std::span<char> into) const;
    int fd() const { return fd_; }

private:
    explicit Spool(int fd) : fd_(fd) {}
    int fd_ = -1;
};

// What came with a request, whole: up to `in_memory` bytes as a text, beyond in a Spool. Broken
// UTF-8 is possible: the reader of the body checks.
class Body {
public:
    static constexpr std::size_t in_memory = 1 << 20;

    Body() = default;
    explicit Body(std::string text) : size_(text.size()), text_(std::move(text)) {}

    std::uint64_t size() const { return size_; }
    bool spooled() const { return file_.has_value(); }
    // The bytes, if they are in memory; empty if spooled.
    std::string_view text() const { return text_; }
    // Works for both. Up to `into.size()` bytes from `offset`; 0 at the end.
    Result<std::size_t> read(std::uint64_t offset, std::span<char> into) const;

    // For the shell: adds bytes, moving to a file in `folder` when memory no longer suffices.
    Result<void> append(std::string_view bytes, const std::string& folder);

private:
    std::uint64_t size_ = 0;
    std::string text_;
    std::optional<Spool> file_;
};

struct Request {
    Verb verb = Verb::get;
    std::string target;             // The path as sent, without the query: for the log.
    std::vector<std::string> path;  // "/deals/a%20b" is {"deals", "a b"}; "/" is {}; "/a/" is
                                    // {"a", ""}. No segment is "." or "..", or holds a slash.
    std::vector<Parameter> query;   // Decoded; "+" is a blank.
    std::vector<Header> headers;    // Names in lower case, values trimmed, in order of arrival.
    Body body;                      // Empty while `body_limit` is asked.
    std::string peer;               // The client's address, without the port.
    std::string request_id;         // Taken from X-Request-Id if sane, else made. Never empty.
    Instant now{};                  // When the request was complete.

    // The value of a header, by its lower-case name; the first, if it came more than once.
    std::optional<std::string_view> header(std::string_view lower_name) const;
    // The value of a query parameter; the first, if it came more than once.
    std::optional<std::string_view> parameter(std::string_view name) const;
    // The value of a cookie (RFC 6265 §5.4 form, as sent). None if it came twice with different
    // values: somebody is tossing cookies.
    std::optional<std::string_view> cookie(std::string_view name) const;
};

// Bytes that come as they are made: an export, or the event feed. The shell pulls; it asks for the
// next piece only when the one before has been written, so that a slow reader costs one piece of
// memory and no more. Calls come one at a time, on an io thread; the shell destroys it, on an io
// thread too, when it is done or the client has gone.
class Source {
public:
    enum class State : std::uint8_t {
        more,    // Ask again once `bytes` are written.
        later,   // Nothing more for now: ask again after `wake`.
        done,    // These were the last.
        broken,  // It can't be finished. The connection is cut, so that the reader sees it.
    };
    struct Piece {
        std::string bytes;  // Some 64 kB at most, please.
        State state = State::later;
    };

    virtual ~Source() = default;
    // Called once, before the first `next`. `wake` may be called from any thread, at any time (also
    // when nobody waits, also after the end), as often as one likes: it is cheap and coalesces.
    virtual void open(std::function<void()> wake) = 0;
    virtual Piece next() = 0;
};

// What is sent as the body of an answer.
struct Fixed {
    std::string_view bytes;  // Lives as long as the program: embedded files.
};
struct Download {
    std::unique_ptr<Source> from;  // Sent chunked. A stop waits for its end, within its patience.
};
struct Events {
    // Server-sent events: pieces are whole events (`event_text` makes one). The shell adds the
    // content type, heartbeats, and on a stop a hint when to come back. Where to resume is the
    // application's to read from the `last-event-id` header before it makes the source.
    std::unique_ptr<Source> from;
};
using Content = std::variant<std::string, Fixed, Download, Events>;

struct Answer {
    int status = 200;
    std::string content_type = "application/json";  // Left out with an empty 204 or 304.
    Content content{};
    // ETag, Location, Retry-After, Set-Cookie (several are fine), Content-Disposition,
    // Cache-Control. Security headers are the shell's; `Cache-Control: no-store` is set unless one
    // stands here. A value with a line break is dropped, and said in the log.
    std::vector<Header> headers{};
    // Of a page that makes styles while it runs: the only inline styles that the browser takes.
    std::string style_nonce{};

    // For the log only, never sent.
    std::string member{};  // Whose request it was, if known.
    std::string why{};     // What went wrong inside, beside a 5xx.
};

// Answers a request: once, from any thread. Later calls do nothing; if every copy goes away unused,
// the client gets a 500. After the client has gone it does nothing.
using Respond = std::function<void(Answer)>;

class Application {
public:
    virtual ~Application() = default;

    // How large the body of this request may be, in bytes. Asked when the head has been read and a
    // body is announced, before it is read: an Error refuses the request there and then. More than
    // the limit is 413. Quick, thread-safe.
    virtual Result<std::uint64_t> body_limit(const Request& head) = 0;

    // Answers by `respond`, now or later. Thread-safe. Must not throw: what it throws is a 500.
    virtual void handle(Request request, Respond respond) = 0;

    // Can it serve just now? For /readyz. Quick, thread-safe.
    virtual Result<void> ready() = 0;
};

// The cookie that says who is signed in: `__Host-` (this host only, never set by a sub-domain),
// Secure, HttpOnly, SameSite=Lax. Browsers take it on https and on http://localhost.
// `name` and `value` are tokens of letters, digits, "-", "_".
Header set_cookie(std::string_view name, std::string_view value, std::chrono::seconds lives);
Header clear_cookie(std::string_view name);
std::string cookie_name(std::string_view name);  // "__Host-" + name, as Request::cookie takes it.

// One server-sent event. Line breaks in `data` are carried as several data lines.
std::string event_text(std::string_view id, std::string_view event, std::string_view data);

// "a%20b" → "a b"; none if an escape is broken. With Plus::is_blank also "+" → " ".
enum class Plus : std::uint8_t { is_plus, is_blank };
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);

// Reads `target` ("/deals/a%20b?limit=50") into path, query and `target` of the request.
// Limits: 32 segments, 100 parameters. `path_invalid`, `query_invalid`: broken escapes or UTF-8,
// control characters in the path, dot segments, an escaped slash.
Result<void> read_target(std::string_view target, Request& into);

}  // namespace ante::api
