#pragma once
// Every limit of the shell, in one readable place. What is beyond is refused with the status beside
// it, and the connection is closed. Tests shrink them; people don't set them.

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace ante::server {

struct Limits {
    using Time = std::chrono::milliseconds;

    // clang-format off
    // What one request may bring.
    std::size_t   target           = 8 * 1024;             // 414: bytes of the URL
    std::size_t   head             = 16 * 1024;            // 431: bytes of request line and headers
    std::size_t   header_lines     = 100;                  // 431
    std::size_t   chunk_line       = 4 * 1024;             // 400: a chunk's size line, or its trailer
    // (The body's own limit is the application's: Application::body_limit, 413.)

    // What all of them together may hold.
    std::size_t   connections      = 10'000;               // 503
    std::uint64_t bodies_in_memory = 128ull << 20;         // 503
    std::uint64_t bodies_on_disk   = 4ull << 30;           // 503

    // How long it may take.
    Time          first_byte       = Time{10'000};         // closed: nothing came on a new connection
    Time          head_time        = Time{10'000};         // 408: from the head's first to last byte
    Time          body_time        = Time{30'000};         // 408: plus the body at the slowest rate
    Time          write_time       = Time{30'000};         // cut: plus the answer at the slowest rate
    std::uint64_t slowest          = 16 * 1024;            // bytes a second, each way
    Time          idle             = Time{60'000};         // closed: between two requests
    Time          linger           = Time{2'000};          // for a client to take our last answer
    Time          heartbeat        = Time{20'000};         // between two comments on a quiet stream
    Time          stop             = Time{10'000};         // for what is in flight when we stop
    Time          stop_idle        = Time{1'000};          // for a request already on its way then
    Time          handshakes       = Time{200};            // for connections half made then: a round trip
    Time          sweep            = Time{250};            // how exactly all this is kept
    // clang-format on
};

}  // namespace ante::server
