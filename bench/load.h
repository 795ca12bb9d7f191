#pragma once
// A load of HTTP requests from one thread, over connections that are kept open.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ante::bench {

enum class Repeat : std::uint8_t { in_turn, once };  // once: until all were sent

struct Load {
    std::uint16_t port = 0;
    std::vector<std::string> requests{};  // whole, with their heads
    std::size_t connections = 16;
    double seconds = 3;  // at most
    Repeat repeat = Repeat::in_turn;
    // So many a second, each due at its own moment; what has to wait for a connection waits in the
    // figures, too. Absent: the next as soon as the one before is answered.
    std::optional<double> per_second{};
};

struct Measured {
    double per_second = 0;
    double median_ms = 0;
    double p99_ms = 0;
    std::int64_t answers = 0;
    std::int64_t refused = 0;   // answered with another status than 2xx
    std::string first_refusal;  // the first of them, for a person
};
Measured measure(const Load& load);

// One request on a connection of its own; the whole answer. Empty if nobody answers.
std::string ask(std::uint16_t port, const std::string& request);
std::string body_of(const std::string& answer);

}  // namespace ante::bench
