#pragma once
// What the measurements stand on: folders, the program under measurement, the table of figures.

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ante::bench {

// Starts a program that says nothing to this one's terminal; below 0 if it can't be started.
pid_t start(std::vector<std::string> words);

// Runs a program to its end; gives up unless that is a good one.
struct Ended {
    double seconds = 0;
    double most_mb = 0;  // of memory, resident
};
Ended run_to_end(const std::vector<std::string>& words);

// `ante serve` on a folder, as a process of its own; ends with this.
class Served {
public:
    // `program`: build/release/ante. Throws if it does not answer within a minute.
    Served(const std::string& program, const std::string& folder);
    ~Served();
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;

    std::uint16_t port() const { return port_; }
    double seconds_to_first_answer() const { return first_answer_; }
    double memory_mb() const;  // resident now

private:
    pid_t pid_ = -1;
    std::uint16_t port_ = 0;
    double first_answer_ = 0;
};

// A copy of a data folder whose store is closed.
void copy_data(const std::string& from, const std::string& to);

// One line of the table.
struct Figure {
    std::string work;
    std::string ours;
    std::string limit{};
    std::string ratio{};
    std::string target{};
    std::optional<bool> met{};  // absent: no target
};
void print_head();
void print(const Figure& figure);

std::string rate(double per_second);  // "12,300/s"
std::string in_ms(double ms);
std::string in_s(double seconds);
std::string in_mb(double mb);
std::string per_cent(double part);

}  // namespace ante::bench
