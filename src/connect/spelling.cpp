#include "connect/spelling.h"

#include "connect/letters.h"

namespace ante::connect {

namespace {

// Plain letters for U+00C0 to U+017F; '.' is treated below, or no letter.
constexpr std::string_view plain_latin =
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"  // 00C0-00FF
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkll"       // 0100-013A
    "llllllllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(plain_latin.size() == 0x180 - 0xc0);

bool is_quote(char32_t point) {
    return point == '"' || point == '\'' || point == '`' || (point >= 0x2018 && point <= 0x201f) ||
           point == 0xab || point == 0xbb;
}

void append_folded(std::string& out, char32_t point, std::string_view as_written) {
    if (point >= 'A' && point <= 'Z') {
        out += static_cast<char>(point + 32);
    } else if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point == 0xc6 || point == 0xe6) {
        out += "ae";
    } else if (point == 0xdf) {
        out += "ss";
    } else if (point == 0xde || point == 0xfe) {
        out += "th";
    } else if (point == 0x132 || point == 0x133) {
        out += "ij";
    } else if (point == 0x152 || point == 0x153) {
        out += "oe";
    } else if (point >= 0xc0 && point < 0x180 && plain_latin[point - 0xc0] != '.') {
        out += plain_latin[point - 0xc0];
    } else {
        out += as_written;
    }
}

}  // namespace

char32_t take_point(std::string_view text, std::size_t& i) {
    const auto c = static_cast<unsigned char>(text[i++]);
    const int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;
    char32_t point = more == 3 ? c & 7U : more == 2 ? c & 15U : more == 1 ? c & 31U : c;
    for (int k = 0; k < more && i < text.size(); ++k)
        point = point << 6 | (static_cast<unsigned char>(text[i++]) & 63U);
    return point;
}

bool is_wide_blank(char32_t point) {
    return point == 0xa0 || point == 0x202f || (point >= 0x2000 && point <= 0x200a) ||
           point == 0x3000;
}
bool is_invisible(char32_t point) {
    return (point >= 0x300 && point <= 0x36f) || (point >= 0x200b && point <= 0x200f) ||
           point == 0xfeff || point == 0xad;
}
std::string shown(std::string_view cell) {
    std::string out = "\"";
    std::size_t i = 0;
    while (i < cell.size() && i < 40) {
        const std::size_t from = i;
        take_point(cell, i);
        out += cell.substr(from, i - from);
    }
    return out + (i < cell.size() ? "…\"" : "\"");
}

std::string_view trimmed(std::string_view text) {
    const auto is_edge = [](std::string_view t, bool front) -> std::size_t {
        if (t.empty()) return 0;
        const char c = front ? t.front() : t.back();
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') return 1;
        if (front ? t.starts_with("\u00a0") : t.ends_with("\u00a0")) return 2;
        if (front ? t.starts_with("\ufeff") : t.ends_with("\ufeff")) return 3;
        if (front ? t.starts_with("\u200b") : t.ends_with("\u200b")) return 3;
        return 0;
    };
    while (const std::size_t n = is_edge(text, true)) text.remove_prefix(n);
    while (const std::size_t n = is_edge(text, false)) text.remove_suffix(n);
    return text;
}

std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool blank = false;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t from = i;
        const char32_t point = take_point(text, i);
        if (point == ' ' || point == '_' || (point >= '\t' && point <= '\r') ||
            is_wide_blank(point)) {
            blank = true;
            continue;
        }
        if (is_invisible(point) || is_quote(point)) continue;
        if (blank && !out.empty()) out += ' ';
        blank = false;
        append_folded(out, point, text.substr(from, i - from));
    }
    return out;
}

bool says_nothing(std::string_view cell) {
    cell = trimmed(cell);
    if (cell.empty()) return true;
    if (cell.size() > 20) return false;
    if (cell[0] >= '1' && cell[0] <= '9') return false;
    const std::string word = folded(cell);
    for (const auto nothing : {"-"sv, "--"sv, "—"sv, "–"sv, "n/a"sv, "na"sv, "#n/a"sv, "null"sv,
                               "none"sv, "nan"sv, "nil"sv, "(none)"sv, "(blank)"sv, "(not set)"sv,
                               "(empty)"sv, "0000-00-00"sv, "0000-00-00 00:00:00"sv})
        if (word == nothing) return true;
    return false;
}

}  // namespace ante::connect
