#include "connect/csv.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/json.h"
#include "connect/csv_format.h"

namespace ante::connect {

namespace {

constexpr std::size_t bytes_at_once = 64 * 1024;
// A record in doubt (text after a closing quote) that runs over more lines than this has swallowed
// its followers: reading goes on with its second line.
constexpr std::int64_t most_lines_in_doubt = 20;

// 0x80 to 0x9f of Windows-1252; 0 is undefined.
constexpr std::array<char16_t, 32> high_controls{
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

// Stands for what no encoding allows, so that check_text finds it.
constexpr char broken_byte = '\xff';

void append_utf8(std::string& out, char32_t point) {
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xc0 | point >> 6);
        out += static_cast<char>(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        out += static_cast<char>(0xe0 | point >> 12);
        out += static_cast<char>(0x80 | (point >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (point & 0x3f));
    } else {
        out += static_cast<char>(0xf0 | point >> 18);
        out += static_cast<char>(0x80 | (point >> 12 & 0x3f));
        out += static_cast<char>(0x80 | (point >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (point & 0x3f));
    }
}

// No byte that is zero or beyond ASCII; eight at a time.
bool is_plain_ascii(std::string_view bytes) {
    constexpr std::uint64_t high = 0x8080808080808080;
    constexpr std::uint64_t ones = 0x0101010101010101;
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + i, 8);
        if (((word | (word - ones)) & high) != 0) return false;
    }
    for (; i < bytes.size(); ++i)
        if (bytes[i] == 0 || static_cast<unsigned char>(bytes[i]) >= 0x80) return false;
    return true;
}

std::int64_t lines_in(std::string_view text) {
    std::int64_t lines = std::count(text.begin(), text.end(), '\n');
    for (std::size_t i = text.find('\r'); i != std::string_view::npos; i = text.find('\r', i + 1))
        if (i + 1 == text.size() || text[i + 1] != '\n') ++lines;
    return lines;
}

Error unreadable(std::string detail) {
    return Error{No::invalid, "file_unreadable", std::move(detail), {}};
}

}  // namespace

// ---- Bytes --------------------------------------------------------------------------------------

Result<std::unique_ptr<FileBytes>> FileBytes::open(const std::string& path) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (!file) return unreadable(path + " can't be opened: " + std::strerror(errno) + ".");
    std::setvbuf(file, nullptr, _IONBF, 0);  // The reader has a buffer of its own.
    return std::unique_ptr<FileBytes>(new FileBytes(file, path));
}

Result<std::size_t> FileBytes::read(std::span<char> into) {
    const std::size_t count = std::fread(into.data(), 1, into.size(), file_.get());
    if (count == 0 && std::ferror(file_.get()))
        return unreadable(path_ + " can't be read: " + std::strerror(errno) + ".");
    return count;
}

Result<void> FileBytes::rewind() {
    std::clearerr(file_.get());
    if (std::fseek(file_.get(), 0, SEEK_SET) != 0)
        return unreadable(path_ +
                          " can't be read a second time; save it as a file first (an import looks "
                          "through it before it reads).");
    return success();
}

Result<std::size_t> TextBytes::read(std::span<char> into) {
    const std::size_t count = std::min(into.size(), text_.size() - at_);
    std::memcpy(into.data(), text_.data() + at_, count);
    at_ += count;
    return count;
}

Result<void> TextBytes::rewind() {
    at_ = 0;
    return success();
}

// ---- Reading ------------------------------------------------------------------------------------

bool Record::blank() const {
    return std::all_of(cells.begin(), cells.end(), [](std::string_view c) { return is_blank(c); });
}

CsvReader::CsvReader(Bytes& bytes, CsvFormat format) : bytes_(bytes), format_(format) {
}

Result<const Record*> CsvReader::next() {
    if (!started_) {
        TRYV(bytes_.rewind());
        started_ = true;
    }
    for (;;) {
        const Scan found = scan();
        if (found == Scan::more_needed) {
            TRYV(refill());
            continue;
        }
        if (found == Scan::end) return nullptr;
        if (found == Scan::blank_line) continue;
        if (found == Scan::runaway) {
            if (++runaways_ > most_runaways)
                return Error{No::invalid,
                             "quotes_broken",
                             "More than 100 quotes in this file are opened and never closed (the "
                             "last on line " +
                                 std::to_string(record_.line) +
                                 "). It is not CSV as anybody writes it; export it again.",
                             {}};
            TRYV(give_back_lines());
        }
        return &record_;
    }
}

Result<void> CsvReader::refill() {
    // A record that does not fit is read in ever larger steps, so that scanning it again and again
    // costs no more than twice its length.
    buffer_.erase(0, at_);
    at_ = 0;
    chunk_.resize(std::clamp(buffer_.size(), bytes_at_once, longest_record));
    TRY(const std::size_t count, bytes_.read(chunk_));
    bytes_read_ += static_cast<std::int64_t>(count);
    if (count == 0) {
        ended_ = true;
        if (!staged_.empty()) buffer_ += broken_byte;  // Half a character.
        staged_.clear();
        if (!buffer_.empty() && buffer_.back() == '\x1a') buffer_.pop_back();  // DOS's end of file.
        return success();
    }
    decode({chunk_.data(), count});
    if (chunk_.size() > 4 * bytes_at_once && buffer_.size() < bytes_at_once) chunk_.shrink_to_fit();
    return success();
}

void CsvReader::decode(std::string_view raw) {
    switch (format_.encoding) {
        case Encoding::utf8: buffer_ += raw; return;
        case Encoding::windows1252:
            for (const char c : raw) {
                const auto byte = static_cast<unsigned char>(c);
                if (byte < 0x80) {
                    buffer_ += c;
                } else if (byte >= 0xa0) {
                    append_utf8(buffer_, byte);
                } else if (const char16_t point = high_controls[byte - 0x80U]) {
                    append_utf8(buffer_, point);
                } else {
                    buffer_ += broken_byte;
                }
            }
            return;
        case Encoding::utf16le:
        case Encoding::utf16be: break;
    }

    staged_ += raw;
    const bool little = format_.encoding == Encoding::utf16le;
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(staged_[i]);
        const auto b = static_cast<unsigned char>(staged_[i + 1]);
        return static_cast<char32_t>(little ? a | b << 8 : a << 8 | b);
    };
    std::size_t i = 0;
    for (; i + 2 <= staged_.size(); i += 2) {
        const char32_t high = unit(i);
        if (high < 0xd800 || high > 0xdfff) {
            append_utf8(buffer_, high);
            continue;
        }
        if (high >= 0xdc00) {
            buffer_ += broken_byte;
            continue;
        }
        if (i + 4 > staged_.size()) break;  // Its other half comes later.
        const char32_t low = unit(i + 2);
        if (low < 0xdc00 || low > 0xdfff) {
            buffer_ += broken_byte;
            continue;
        }
        append_utf8(buffer_, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
        i += 2;
    }
    staged_.erase(0, i);
}

// Looks for the end of the record that begins at at_. Only what leaves with `record` or `runaway`
// has changed anything.
CsvReader::Scan CsvReader::scan() {
    const char delimiter = character_of(format_.delimiter);
    const std::size_t size = buffer_.size();
    if (at_ == size) return ended_ ? Scan::end : Scan::more_needed;
    if (first_line_) {
        if (size - at_ < 10 && !ended_) return Scan::more_needed;  // A mark and "sep=;\n".
        first_line_ = false;
        if (std::string_view(buffer_).substr(at_).starts_with("\xef\xbb\xbf")) at_ += 3;
        if (at_ == size) return Scan::blank_line;
        if (separator_line(std::string_view(buffer_).substr(at_, 6))) {
            at_ += 5;
            if (at_ == size) return Scan::blank_line;
        }
    }

    // 1. A line without anything.
    if (buffer_[at_] == '\n' || buffer_[at_] == '\r') {
        if (buffer_[at_] == '\r') {
            if (at_ + 1 == size && !ended_) return Scan::more_needed;
            if (at_ + 1 < size && buffer_[at_ + 1] == '\n') ++at_;
        }
        ++at_;
        ++line_;
        return Scan::blank_line;
    }

    cells_.clear();
    record_.fault.reset();
    record_.line = line_;
    std::int64_t lines = 0;
    std::size_t columns = 0;
    std::size_t pos = at_;
    bool in_doubt = false;

    const auto runaway = [&](std::string_view code, std::string detail) {
        record_.fault = Fault{columns + 1, code, std::move(detail)};
        return Scan::runaway;
    };
    const auto too_long = [&] {
        return runaway("record_too_long",
                       "This row has more than 8 MB; a quote may be missing, or the file has other "
                       "line ends than LF, CRLF or CR.");
    };

    for (;;) {  // One cell a turn.
        const std::size_t begin = pos;
        std::size_t quote = pos;
        while (quote < size && buffer_[quote] == ' ' && quote - begin < 64) ++quote;
        if (quote == size && !ended_) return Scan::more_needed;

        Cell cell{};
        if (quote < size && buffer_[quote] == '"') {
            // 2. A quoted cell ends with a quote before a delimiter or the line's end.
            cell = {quote + 1, 0, true, false};
            std::size_t from = quote + 1;
            for (;;) {
                const std::size_t close = buffer_.find('"', from);
                if (close == std::string::npos) {
                    if (size - at_ > longest_record) return too_long();
                    if (!ended_) return Scan::more_needed;
                    return runaway("quote_unclosed",
                                   "The quote that opens this cell is never closed. Rows after "
                                   "this line are read as if it were not there.");
                }
                if (close + 1 == size && !ended_) return Scan::more_needed;
                if (close + 1 < size && buffer_[close + 1] == '"') {
                    cell.doubled = true;
                    from = close + 2;
                    continue;
                }
                std::size_t after = close + 1;
                while (after < size && is_blank_byte(buffer_[after]) &&
                       buffer_[after] != delimiter && after - close < 64)
                    ++after;
                if (after == size && !ended_) return Scan::more_needed;
                if (after == size || buffer_[after] == delimiter || buffer_[after] == '\n' ||
                    buffer_[after] == '\r') {
                    cell.end = close;
                    pos = after;
                    break;
                }
                // 3. Text after a closing quote: whoever wrote it forgot to double a quote, here or
                //    somewhere before. The record is faulty; where it ends is all that is sought.
                //    As many quotes on the rest of the line as close each other: the cell ended
                //    here, and the text up to the delimiter is beside it. Else it goes on.
                const std::size_t line_end = buffer_.find_first_of("\r\n", close + 1);
                if (line_end == std::string::npos && !ended_) {
                    if (size - at_ > longest_record) return too_long();
                    return Scan::more_needed;
                }
                if (!record_.fault)
                    record_.fault =
                        Fault{columns + 1, "quote_stray",
                              "There is text after a closing quote. A quote inside a quoted cell "
                              "must be doubled (\"\")."};
                in_doubt = true;
                const std::string_view rest =
                    std::string_view(buffer_).substr(close + 1, line_end - close - 1);
                if (std::count(rest.begin(), rest.end(), '"') % 2 == 0) {
                    pos = close + 1 + std::min(rest.find(delimiter), rest.size());
                    cell = {quote, pos, false, false};
                    break;
                }
                from = close + 1;
            }
            lines += lines_in(std::string_view(buffer_).substr(quote, cell.end - quote));
        } else {
            // 4. An unquoted cell ends at the delimiter or the line's end; quotes in it are text.
            while (pos < size && buffer_[pos] != delimiter && buffer_[pos] != '\n' &&
                   buffer_[pos] != '\r')
                ++pos;
            if (pos == size && !ended_) {
                if (size - at_ <= longest_record) return Scan::more_needed;
                return too_long();
            }
            cell = {begin, pos, false, false};
        }

        if (cell.end - cell.begin > longest_cell && !record_.fault)
            record_.fault = Fault{columns + 1, "cell_too_long",
                                  "This cell has " + std::to_string(cell.end - cell.begin) +
                                      " bytes; 262144 are the most. A quote may be missing."};
        if (++columns <= most_columns) {
            cells_.push_back(cell);
        } else if (!record_.fault) {
            record_.fault = Fault{0, "columns_too_many", "This row has more than 1000 columns."};
        }

        if (pos < size && buffer_[pos] == delimiter) {
            ++pos;
            if (pos == size && !ended_) return Scan::more_needed;
            continue;
        }
        break;
    }

    // 5. The line's end.
    if (pos < size && buffer_[pos] == '\r') {
        if (pos + 1 == size && !ended_) return Scan::more_needed;
        if (pos + 1 < size && buffer_[pos + 1] == '\n') ++pos;
    }
    if (pos < size) ++pos;
    ++lines;
    if (in_doubt && lines > most_lines_in_doubt)
        return runaway("quote_unclosed",
                       "The quote that opens this cell is closed nowhere near. Rows after this "
                       "line are read as if it were not there.");

    if (in_doubt && lines > 1) wants_full_rows_ = true;  // From the next one on.
    take_cells();
    check_text(std::string_view(buffer_).substr(at_, pos - at_));
    if (width_ == 0) width_ = record_.cells.size();
    if (wants_full_rows_ && !record_.fault) {
        if (record_.cells.size() >= width_)
            wants_full_rows_ = false;
        else
            record_.fault = Fault{0, "row_cut_short",
                                  "This row follows a quote that is never closed and has too few "
                                  "cells: it may be the rest of a longer cell."};
    }
    at_ = pos;
    line_ += lines;
    return Scan::record;
}

// Makes the views, taking doubled quotes apart in place.
void CsvReader::take_cells() {
    record_.cells.clear();
    for (const Cell& cell : cells_) {
        std::size_t end = cell.end;
        if (cell.doubled) {
            std::size_t to = cell.begin;
            for (std::size_t from = cell.begin; from < cell.end; ++from) {
                buffer_[to++] = buffer_[from];
                if (buffer_[from] == '"' && from + 1 < cell.end && buffer_[from + 1] == '"') ++from;
            }
            end = to;
        }
        record_.cells.emplace_back(buffer_.data() + cell.begin, end - cell.begin);
    }
}

void CsvReader::check_text(std::string_view whole) {
    if (is_plain_ascii(whole)) return;
    for (std::size_t i = 0; i < record_.cells.size(); ++i) {
        const std::string_view cell = record_.cells[i];
        if (is_plain_ascii(cell)) continue;
        if (is_text(cell)) {
            beyond_ascii_ = true;
            continue;
        }
        if (record_.fault) continue;
        record_.fault = cell.find('\0') != std::string_view::npos
                            ? Fault{i + 1, "null_byte", "This cell holds a zero byte."}
                            : Fault{i + 1, "text_broken",
                                    "This cell holds bytes that are not text in " +
                                        std::string(word_of(format_.encoding)) + "."};
    }
}

// After a quote that is never closed: the record is its first line as it stands, and reading goes
// on with the next.
Result<void> CsvReader::give_back_lines() {
    record_.cells.clear();
    wants_full_rows_ = true;
    bool dropped = false;
    for (;;) {
        const std::size_t end = buffer_.find_first_of("\r\n", at_);
        if (end == std::string::npos && !ended_) {
            // A line of more than 8 MB: what can't be kept is dropped.
            if (buffer_.size() - at_ > longest_record) {
                at_ = buffer_.size();
                dropped = true;
            }
            TRYV(refill());
            continue;
        }
        if (end != std::string::npos && buffer_[end] == '\r' && end + 1 == buffer_.size() &&
            !ended_) {
            TRYV(refill());
            continue;
        }
        const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
        if (!dropped && stop - at_ <= longest_record)
            record_.cells.emplace_back(buffer_.data() + at_, stop - at_);
        at_ = stop;
        if (at_ < buffer_.size() && buffer_[at_] == '\r' && at_ + 1 < buffer_.size() &&
            buffer_[at_ + 1] == '\n')
            ++at_;
        if (at_ < buffer_.size()) ++at_;
        ++line_;
        return success();
    }
}

// ---- Writing ------------------------------------------------------------------------------------

namespace {

// Does the text begin like a formula, perhaps after apostrophes?
bool begins_dangerously(std::string_view text) {
    const std::size_t first = text.find_first_not_of('\'');
    if (first == std::string_view::npos) return false;
    text.remove_prefix(first);
    if ("=+-@\t\r\n"sv.find(text[0]) != std::string_view::npos) return true;
    return text.starts_with("\uFF1D") || text.starts_with("\uFF0B") || text.starts_with("\uFF0D") ||
           text.starts_with("\uFF20");
}

bool wants_quotes(std::string_view text) {
    return text.find_first_of(",;\t|\"\r\n"sv) != std::string_view::npos || text.front() == ' ' ||
           text.back() == ' ' || text.front() == '\x1a' || text.starts_with("\xef\xbb\xbf");
}

}  // namespace

std::string protect(std::string_view cell) {
    return begins_dangerously(cell) ? "'" + std::string(cell) : std::string(cell);
}

std::string_view unprotect(std::string_view cell) {
    if (cell.starts_with('\'') && begins_dangerously(cell)) cell.remove_prefix(1);
    return cell;
}

void CsvWriter::cell(std::string_view text) {
    if (!first_) out_ += delimiter_;
    first_ = false;
    if (text.empty()) return;
    only_empty_ = false;
    const bool guarded = begins_dangerously(text);
    if (!wants_quotes(text)) {
        if (guarded) out_ += '\'';
        out_ += text;
        return;
    }
    out_ += '"';
    if (guarded) out_ += '\'';
    for (const char c : text) {
        if (c == '"') out_ += '"';
        out_ += c;
    }
    out_ += '"';
}

void CsvWriter::end() {
    if (only_empty_ && !first_ && (out_.empty() || out_.back() != delimiter_)) out_ += "\"\"";
    out_ += "\r\n";
    first_ = true;
    only_empty_ = true;
}

void CsvWriter::record(std::span<const std::string_view> cells) {
    for (const auto c : cells) cell(c);
    end();
}

}  // namespace ante::connect
