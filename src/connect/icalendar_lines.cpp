#include "connect/icalendar_lines.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/beginning.h"
#include "base/fields.h"
#include "base/json.h"
#include "connect/icalendar.h"

namespace ante::connect {
namespace {

constexpr std::size_t largest_part = 256 * 1024;
constexpr std::size_t longest_line = 64 * 1024;  // Attachments may be longer; they are not read.
constexpr std::size_t deepest = 16;

constexpr std::array of_events{"UID"sv,           "DTSTART"sv,  "DTEND"sv,     "DURATION"sv,
                               "RRULE"sv,         "RDATE"sv,    "EXDATE"sv,    "SEQUENCE"sv,
                               "STATUS"sv,        "SUMMARY"sv,  "CLASS"sv,     "TRANSP"sv,
                               "RECURRENCE-ID"sv, "LOCATION"sv, "ORGANIZER"sv, "ATTENDEE"sv};
// An event without one of these is another event.
constexpr std::array of_when{"UID"sv,   "DTSTART"sv, "DTEND"sv,  "DURATION"sv,
                             "RRULE"sv, "RDATE"sv,   "EXDATE"sv, "RECURRENCE-ID"sv};
constexpr std::array of_zones{"TZID"sv,         "DTSTART"sv,    "RRULE"sv,  "RDATE"sv,
                              "TZOFFSETFROM"sv, "TZOFFSETTO"sv, "TZNAME"sv, "X-LIC-LOCATION"sv};

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    return text;
}

// Well-formed UTF-8 as it is; anything else byte by byte. Control characters are dropped: they mean
// nothing here.
std::string readable(std::string_view line) {
    const bool utf8 = is_text(line);
    std::string out;
    out.reserve(line.size());
    for (const char c : line) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\t') || byte == 0x7f) continue;
        if (utf8 || byte < 0x80) {
            out.push_back(c);
        } else {
            out.push_back(static_cast<char>(0xc0 | (byte >> 6)));
            out.push_back(static_cast<char>(0x80 | (byte & 0x3f)));
        }
    }
    return out;
}

// "one\, two\nthree" of a property that is read here.
std::string unescaped(std::string_view value) {
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != '\\' || i + 1 == value.size()) {
            out.push_back(value[i]);
            continue;
        }
        const char next = value[++i];
        out.push_back(next == 'n' || next == 'N' ? ' ' : next);
    }
    return out;
}

struct Line {
    std::int64_t number = 0;
    std::string text{};
    std::string name{};   // upper case
    std::string value{};  // as it stands, trimmed
    bool too_long = false;
};

// One unfolded line after another: what begins with a blank belongs to the line before (3.1). Lines
// may end in CRLF, LF or CR.
class Lines {
public:
    explicit Lines(std::string_view text) : rest_(text) {}

    std::optional<Line> next() {
        while (!rest_.empty()) {
            Line line{.number = number_ + 1};
            std::string whole(take());
            while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) {
                const std::string_view more = take().substr(1);
                line.too_long = line.too_long || whole.size() + more.size() > longest_line;
                if (!line.too_long) whole += more;
            }
            line.too_long = line.too_long || whole.size() > longest_line;
            if (line.too_long) whole.resize(std::min<std::size_t>(whole.size(), 200));
            line.text = readable(whole);
            const std::size_t name_ends = line.text.find_first_of(";:");
            if (name_ends == std::string::npos) continue;  // no property at all
            line.name = upper(trimmed(std::string_view(line.text).substr(0, name_ends)));
            line.value = trimmed(std::string_view(line.text).substr(value_begins(line.text)));
            return line;
        }
        return std::nullopt;
    }

private:
    std::string_view take() {
        ++number_;
        const std::size_t end = rest_.find_first_of("\r\n");
        const std::string_view line = rest_.substr(0, end);
        if (end == std::string_view::npos) {
            rest_ = {};
            return line;
        }
        const bool both = rest_[end] == '\r' && end + 1 < rest_.size() && rest_[end + 1] == '\n';
        rest_.remove_prefix(end + (both ? 2 : 1));
        return line;
    }

    // After the first colon outside of quotes.
    static std::size_t value_begins(std::string_view line) {
        bool quoted = false;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '"') quoted = !quoted;
            if (line[i] == ':' && !quoted) return i + 1;
        }
        return line.size();
    }

    std::string_view rest_;
    std::int64_t number_ = 0;
};

class Cutter {
public:
    Result<void> take(const Line& line) {
        last_line_ = line.number;
        if (line.name == "BEGIN") return begin(line);
        if (line.name == "END") return end(upper(line.value));
        property(line);
        return success();
    }

    Result<CalendarParts> finish() {
        if (part_) {
            part_->cut_off = true;
            put_away();
        }
        if (!seen_)
            return Error{No::invalid,
                         "calendar_malformed",
                         "That is no calendar: there is no BEGIN:VCALENDAR in it.",
                         {}};
        if (std::ranges::find(open_, "VCALENDAR") != open_.end()) parts_.broken_off = last_line_;
        return std::move(parts_);
    }

private:
    Result<void> begin(const Line& line) {
        const std::string name = upper(line.value);
        if (open_.size() == deepest)
            return Error{No::invalid,
                         "calendar_malformed",
                         "From line " + std::to_string(line.number) +
                             " on its parts stand in one another without end.",
                         {}};
        open_.push_back(name);
        seen_ = seen_ || name == "VCALENDAR" || name == "VEVENT";
        const bool starts_part = name == "VEVENT" || name == "VTIMEZONE";
        if (!part_ && starts_part) {
            if (++count_ > most_components)
                return Error{
                    No::too_large,
                    "calendar_too_large",
                    "There are more than " + std::to_string(most_components) + " events in it.",
                    {}};
            part_ = CalendarPart{.line = line.number};
            part_depth_ = open_.size();
            part_name_ = name;
            keep("BEGIN:" + name);
        } else if (part_ && is_rule(name)) {
            keep("BEGIN:" + name);
        }
        return success();
    }

    Result<void> end(const std::string& name) {
        const auto at = std::find(open_.rbegin(), open_.rend(), name);
        if (at == open_.rend()) return success();  // closes nothing
        const auto depth = static_cast<std::size_t>(open_.rend() - at);
        if (part_ && depth > part_depth_ && is_rule(name)) keep("END:" + name);
        open_.resize(depth - 1);
        if (part_ && depth <= part_depth_) {
            part_->cut_off = depth < part_depth_;
            put_away();
        }
        return success();
    }

    void property(const Line& line) {
        if (!part_) {
            if (line.name == "METHOD") parts_.method = upper(line.value);
            if (line.name == "X-WR-CALNAME" || (line.name == "NAME" && parts_.name.empty()))
                parts_.name = first_bytes(unescaped(line.value), 400);
            if (!is_text(parts_.name)) parts_.name.clear();
            return;
        }
        const bool inside = open_.size() == part_depth_ ||
                            (open_.size() == part_depth_ + 1 && is_rule(open_.back()));
        if (!inside) return;
        const auto has = [&](const auto& names) {
            return std::ranges::find(names, std::string_view(line.name)) != names.end();
        };
        if (line.too_long) {
            part_->too_large = part_->too_large || has(of_when);
            return;
        }
        if (part_name_ == "VEVENT" ? has(of_events) : has(of_zones)) keep(line.text);
    }

    bool is_rule(std::string_view name) const {
        return part_name_ == "VTIMEZONE" && (name == "STANDARD" || name == "DAYLIGHT");
    }

    void keep(const std::string& line) {
        if (part_->text.size() + line.size() > largest_part) part_->too_large = true;
        if (part_->too_large) return part_->text.clear();
        part_->text.append(line).append("\r\n");
    }

    void put_away() {
        keep("END:" + part_name_);
        (part_name_ == "VEVENT" ? parts_.events : parts_.zones).push_back(*std::move(part_));
        part_.reset();
    }

    CalendarParts parts_;
    std::vector<std::string> open_;
    std::optional<CalendarPart> part_;
    std::string part_name_;
    std::size_t part_depth_ = 0;
    std::size_t count_ = 0;
    std::int64_t last_line_ = 0;
    bool seen_ = false;
};

}  // namespace

Result<CalendarParts> cut_calendar(std::string_view text) {
    if (text.size() > largest_calendar)
        return Error{No::too_large,
                     "calendar_too_large",
                     "It has more than " + std::to_string(largest_calendar / 1024 / 1024) +
                         " MB. Export only the last year of it.",
                     {}};
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    Cutter cutter;
    Lines lines(text);
    while (auto line = lines.next()) {
        TRYV(cutter.take(*line));
    }
    return cutter.finish();
}

}  // namespace ante::connect
