#pragma once
// Where a request begins and ends in a stream of bytes, and what it says: strict, because two
// programs that disagree about it can be played against each other (request smuggling). Sees no
// socket; Boost.Beast parses, and what it would let pass (folded lines, a Transfer-Encoding that is
// not exactly "chunked", two Content-Lengths that agree, a missing Host) is refused here.
//
//     Framing one(limits);
//     while (one.read_head(bytes) == 0) …more bytes…       then consume what it returned
//     while (!one.complete()) one.read_body(bytes, …)      likewise

#include <boost/outcome/result.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/http.h"
#include "base/result.h"
#include "server/limits.h"

namespace ante::server {

// A no of the shell. After it, nobody knows where the next request begins: answer, and close.
struct Refusal {
    int status;
    Error error;
};
template <class T>
using Framed = boost::outcome_v2::basic_result<T, Refusal, boost::outcome_v2::policy::terminate>;

Refusal refusal(int status, std::string_view code, std::string detail);

// One request. Not thread-safe.
class Framing {
public:
    explicit Framing(const Limits& limits);
    ~Framing();
    Framing(const Framing&) = delete;
    Framing& operator=(const Framing&) = delete;

    // Call with everything that has come and was not consumed, from the head's first byte. How many
    // bytes the head has, or 0 while more are needed.
    Framed<std::size_t> read_head(std::string_view bytes);

    // What the head said; meaningful once it is read. Without `now`, `peer` and `request_id`; the
    // body comes with read_body.
    api::Request& request();
    bool answers_without_body() const;  // HEAD
    bool http_1_1() const;
    bool keeps_alive() const;
    bool expects_continue() const;
    bool complete() const;                                  // Head and body are there.
    std::optional<std::uint64_t> announced_length() const;  // Content-Length, if given.

    // How many of `bytes` were consumed; what is left wants more bytes behind it. More than
    // `limit` is 413. Large bodies go to a file in `folder`.
    Framed<std::size_t> read_body(std::string_view bytes, std::uint64_t limit,
                                  const std::string& folder);

private:
    class Parser;
    std::unique_ptr<Parser> parser_;
    Limits limits_;
    std::size_t scanned_ = 0;     // Bytes of the head already looked at,
    std::size_t line_start_ = 0;  // where the present line began,
    std::size_t lines_ = 0;       // and how many came before.

    Framed<std::size_t> end_of_head(std::string_view bytes);
};

// The request id to go by: `sent` if it is a sane token (8 to 64 of letters, digits, "-", "_",
// "."), else none.
std::optional<std::string> sane_request_id(std::optional<std::string_view> sent);

}  // namespace ante::server
