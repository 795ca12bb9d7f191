#include "server/cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/beginning.h"
#include "base/json.h"

namespace ante::server::cli {
namespace {

std::size_t columns() {
    winsize size{};
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
        return size.ws_col;
    return 120;
}

constexpr std::string_view code_of(Tone tone) {
    switch (tone) {
        case Tone::plain: return "";
        case Tone::strong: return "\x1b[1m";
        case Tone::faint: return "\x1b[2m";
        case Tone::us: return "\x1b[36m";
        case Tone::them: return "\x1b[33m";
        case Tone::late: return "\x1b[31m";
    }
    return "";
}

void padded(std::string& out, std::string_view text, std::size_t width, bool right) {
    const std::size_t there = width_of(text);
    const std::string blanks(width > there ? width - there : 0, ' ');
    if (right) out += blanks;
    out += text;
    if (!right) out += blanks;
}

}  // namespace

Exit exit_of(const Error& error) {
    if (error.code == "database_damaged" || error.code == "database_foreign") return Exit::damaged;
    if (error.code == "address_in_use" || error.code == "address_unusable")
        return Exit::unavailable;
    if (error.code == "listen_malformed") return Exit::usage;
    switch (error.kind) {
        case No::invalid: return Exit::usage;
        case No::unavailable:
        case No::too_many: return Exit::unavailable;
        case No::broken: return Exit::broken;
        default: return Exit::refused;
    }
}

// https://no-color.org, and nothing but text where nobody looks.
Terminal::Terminal()
    : colours_(isatty(STDOUT_FILENO) && std::getenv("NO_COLOR") == nullptr &&
               std::string_view(std::getenv("TERM") ? std::getenv("TERM") : "") != "dumb") {
}

std::string Terminal::toned(Tone tone, std::string_view text) const {
    if (!colours_ || tone == Tone::plain) return std::string(text);
    return std::string(code_of(tone)) + std::string(text) + "\x1b[0m";
}

void Terminal::line(std::string_view text) const {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fputc('\n', stdout);
}

void Terminal::say(std::string_view text) const {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fputc('\n', stderr);
}

void Terminal::error(const Error& error) const {
    say("ante: " + error.detail + (error.code.empty() ? "" : " (" + error.code + ")"));
    if (error.fields.size() < 2) return;
    for (const FieldError& field : error.fields) say("  " + field.pointer + ": " + field.detail);
}

void Table::print(const Terminal& terminal) const {
    std::vector<std::size_t> widths;
    for (const std::string& cell : header_) widths.push_back(width_of(cell));
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], width_of(row[i]));

    // The widest column gives way until the table fits.
    const std::size_t most = columns();
    const auto total = [&] {
        std::size_t sum = 2 * (widths.size() - 1);
        for (const std::size_t w : widths) sum += w;
        return sum;
    };
    const auto gives_way = [&](std::size_t i) {
        return widths[i] > 12 && std::ranges::find(whole_, i) == whole_.end();
    };
    while (total() > most) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i)
            if (gives_way(i) && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
        if (widest == widths.size()) break;
        --widths[widest];
    }

    const auto print = [&](const std::vector<std::string>& cells, Tone tone) {
        std::string out;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) out += "  ";
            const bool right = std::ranges::find(right_, i) != right_.end();
            padded(out, shortened(cells[i], widths[i]), widths[i], right);
        }
        while (out.ends_with(' ')) out.pop_back();
        terminal.line(terminal.toned(tone, out));
    };
    print(header_, Tone::faint);
    for (const auto& row : rows_) print(row, Tone::plain);
}

ProgressBar::ProgressBar(std::string what) : what_(std::move(what)), shown_(isatty(STDERR_FILENO)) {
}

ProgressBar::~ProgressBar() {
    if (shown_ && last_ >= 0) std::fputs("\r\x1b[K", stderr);
}

void ProgressBar::at(std::int64_t done, std::int64_t of) {
    if (!shown_) return;
    constexpr int width = 30;
    const int part =
        of > 0 ? static_cast<int>(std::min<std::int64_t>(width * 10, done * width * 10 / of)) : 0;
    const int mark = of > 0 ? part : static_cast<int>(done / 100);
    if (mark == last_) return;
    last_ = mark;
    std::string bar;
    if (of > 0) {
        for (int i = 0; i < width; ++i) bar += i < part / 10 ? "━" : "·";
        bar += " " + std::to_string(part / 3) + " %";
    } else {
        bar = std::to_string(done);
    }
    std::fprintf(stderr, "\r%s %s\x1b[K", what_.c_str(), bar.c_str());
    std::fflush(stderr);
}

std::size_t width_of(std::string_view text) {
    return length_of(text);
}

std::string shortened(std::string_view text, std::size_t width) {
    if (width_of(text) <= width) return std::string(text);
    return std::string(first_letters(text, width > 0 ? width - 1 : 0)) + "…";
}

}  // namespace ante::server::cli
