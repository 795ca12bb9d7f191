#pragma once
// How the command line speaks: tables and colours for people on a terminal, JSON for programs, a
// progress bar on long work. Answers go to standard output, everything else to standard error.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ante::server::cli {

// What the process answers. Documented in `ante --help` and docs/OPERATIONS.md.
enum class Exit : std::uint8_t {
    good = 0,
    refused = 1,      // The method, a right or the state of things said no.
    usage = 2,        // The command line is wrong, or its input is.
    unavailable = 3,  // Store or server can't be reached, is full, or is in use.
    damaged = 4,      // Data is not what it should be: verify found something, a file is torn.
    broken = 5,       // A fault of ours.
};
Exit exit_of(const Error& error);

enum class Tone : std::uint8_t { plain, strong, faint, us, them, late };

class Terminal {
public:
    Terminal();

    bool colours() const { return colours_; }
    std::string toned(Tone tone, std::string_view text) const;
    void line(std::string_view text = {}) const;  // to standard output
    void say(std::string_view text) const;        // to standard error
    void error(const Error& error) const;         // "ante: …", with each wrong field

private:
    bool colours_;
};

// Columns as wide as they need to be; the last ones give way on a narrow terminal.
class Table {
public:
    explicit Table(std::vector<std::string> header) : header_(std::move(header)) {}
    void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    void right(std::size_t column) { right_.push_back(column); }  // numbers
    void whole(std::size_t column) { whole_.push_back(column); }  // never shortened: ids
    bool empty() const { return rows_.empty(); }
    void print(const Terminal& terminal) const;

private:
    std::vector<std::string> header_;
    std::vector<std::vector<std::string>> rows_;
    std::vector<std::size_t> right_;
    std::vector<std::size_t> whole_;
};

// Written to standard error, and only if that is a terminal.
class ProgressBar {
public:
    explicit ProgressBar(std::string what);
    ~ProgressBar();
    void at(std::int64_t done, std::int64_t of);

private:
    std::string what_;
    bool shown_;
    int last_ = -1;
};

// How many columns a text takes on a terminal (characters; wide ones are not known to us).
std::size_t width_of(std::string_view text);
std::string shortened(std::string_view text, std::size_t width);

}  // namespace ante::server::cli
