// HTTP requests from bytes: the framing (whole, and again cut in pieces: both must agree on where
// the request ends and what it says), the target, the query, the cookies.

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "server/framing.h"

namespace {
using namespace ante;

struct Reading {
    int status = 0;
    bool complete = false;
    std::size_t consumed = 0;
    std::string body;
    std::vector<std::string> path;
    std::vector<api::Header> headers;
    bool operator==(const Reading&) const = default;
};

Reading read(std::string_view bytes, std::size_t step) {
    constexpr std::uint64_t body_limit = 4096;
    server::Limits limits;
    limits.target = 512;
    limits.head = 2048;
    server::Framing one(limits);
    Reading out;
    std::string pending;
    bool head = false;
    for (std::size_t given = 0; given < bytes.size() && !out.complete; given += step) {
        pending += bytes.substr(given, step);
        if (!head) {
            const auto size = one.read_head(pending);
            if (!size) return {.status = size.error().status};
            head = size.value() > 0;
            pending.erase(0, size.value());
            out.consumed += size.value();
        }
        if (head && !one.complete()) {
            const auto size = one.read_body(pending, body_limit, "/tmp");
            if (!size) return {.status = size.error().status};
            pending.erase(0, size.value());
            out.consumed += size.value();
        }
        out.complete = head && one.complete();
    }
    if (!out.complete) return {};
    const api::Request& request = one.request();
    out.body = request.body.text();
    out.path = request.path;
    out.headers = request.headers;
    for (const std::string& segment : out.path)
        if (segment == "." || segment == ".." || segment.find('/') != std::string::npos ||
            !is_text(segment))
            std::abort();
    for (const api::Parameter& p : request.query)
        if (!is_text(p.name) || !is_text(p.value)) std::abort();
    (void)request.cookie("__Host-session");
    (void)server::sane_request_id(request.header("x-request-id"));
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const Reading whole = read(bytes, bytes.size() + 1);
    const Reading pieces = read(bytes, 1 + size % 7);
    // A request that is whole both ways is the same both ways. (One that is refused may be refused
    // for another of its faults when it is seen sooner.)
    if (whole.complete && pieces.complete && !(whole == pieces)) std::abort();
    if (pieces.complete && !whole.complete) std::abort();
    // Only a chunk's overlong size line may pass when it comes at once.
    if (whole.complete && !pieces.complete && size <= server::Limits{}.chunk_line) std::abort();

    api::Request request;
    (void)api::read_target(bytes.substr(0, 4096), request);
    request.headers = {{"cookie", std::string(bytes)}};
    (void)request.cookie("a");
    return 0;
}
