#pragma once
// The head of every answer, errors and static files included: the one place that knows the security
// headers.

#include <optional>
#include <string>
#include <string_view>

#include "api/http.h"

namespace ante::server {

// Sent with everything. HSTS only where people reach us by https (`public_https`).
std::string security_headers(bool public_https);

enum class Frame : std::uint8_t {
    length,      // Content-Length follows from the content.
    chunks,      // Transfer-Encoding: chunked.
    until_close  // HTTP/1.0 reading what has no length.
};
enum class After : std::uint8_t { keep_alive, close };

struct HeadOf {
    const api::Answer& answer;
    std::uint64_t length = 0;
    Frame frame = Frame::length;
    After after = After::keep_alive;
    std::string_view request_id{};
    std::string_view security{};  // security_headers()
    std::string_view date{};      // http_date()
};

// "HTTP/1.1 200 OK\r\n…\r\n\r\n". Headers of the answer whose name is not a token or whose value
// has control characters are left out and named in `dropped`.
std::string head_of(const HeadOf& head, std::string* dropped);

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::string http_date(Instant at);

// May an answer of this status carry content? (Not 1xx, 204, 304.)
constexpr bool has_content(int status) {
    return status >= 200 && status != 204 && status != 304;
}

}  // namespace ante::server
