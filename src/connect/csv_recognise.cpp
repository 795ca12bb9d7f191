#include <algorithm>

#include "base/json.h"
#include "connect/csv_format.h"

namespace ante::connect {

namespace {

constexpr std::size_t sample_size = 64 * 1024;

Error not_csv(std::string_view code, std::string detail) {
    return Error{No::invalid, std::string(code), std::move(detail), {}};
}

Result<std::string> read_sample(Bytes& bytes) {
    std::string sample(sample_size, '\0');
    std::size_t filled = 0;
    while (filled < sample.size()) {
        TRY(const std::size_t count,
            bytes.read(std::span(sample.data() + filled, sample.size() - filled)));
        if (count == 0) break;
        filled += count;
    }
    sample.resize(filled);
    return sample;
}

bool starts_like(std::string_view text, std::string_view lower) {
    return text.size() >= lower.size() &&
           std::equal(lower.begin(), lower.end(), text.begin(),
                      [](char l, char c) { return l == (c >= 'A' && c <= 'Z' ? c + 32 : c); });
}

// What people rename to .csv, or get when they are not signed in.
Result<void> refuse_other_kinds(std::string_view sample) {
    if (sample.empty()) return not_csv("file_empty", "The file is empty.");
    if (sample.starts_with("PK\x03\x04"))
        return not_csv("file_is_xlsx",
                       "This is an Excel workbook (or another ZIP file), whatever its name says. "
                       "Open it and save it as \"CSV UTF-8\".");
    if (sample.starts_with("\xd0\xcf\x11\xe0"))
        return not_csv("file_is_xls",
                       "This is an old Excel workbook, whatever its name says. Open it and save it "
                       "as \"CSV UTF-8\".");
    if (sample.starts_with("\x1f\x8b"))
        return not_csv("file_is_gzip", "This file is compressed. Unpack it first (gunzip).");
    if (sample.starts_with("%PDF"))
        return not_csv("file_is_pdf", "This is a PDF. Export the list as CSV instead.");
    std::string_view text = sample;
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    while (!text.empty() && (is_blank_byte(text[0]) || text[0] == '\n' || text[0] == '\r'))
        text.remove_prefix(1);
    for (const auto tag : {"<!doctype"sv, "<html"sv, "<?xml"sv, "<table"sv})
        if (starts_like(text, tag))
            return not_csv("file_is_html",
                           "This is a web page or XML, not CSV; perhaps the page that asks to sign "
                           "in. Export the list as CSV.");
    return success();
}

// The sample may end in the middle of a character.
std::string_view whole_characters(std::string_view sample) {
    std::size_t end = sample.size();
    for (std::size_t back = 1; back <= 3 && back <= sample.size(); ++back) {
        const auto c = static_cast<unsigned char>(sample[sample.size() - back]);
        if ((c & 0xc0) == 0x80) continue;
        const std::size_t length = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
        if (length > back) end = sample.size() - back;
        break;
    }
    return sample.substr(0, end);
}

Result<Encoding> recognise_encoding(std::string_view sample) {
    if (sample.starts_with("\xef\xbb\xbf")) return Encoding::utf8;
    if (sample.starts_with("\xff\xfe"sv))
        return sample.substr(2).starts_with("\0\0"sv)
                   ? Result<Encoding>(not_csv("file_is_binary",
                                              "This text is UTF-32. Save it as \"CSV UTF-8\"."))
                   : Result<Encoding>(Encoding::utf16le);
    if (sample.starts_with("\xfe\xff")) return Encoding::utf16be;

    // 1. Latin text in UTF-16 is half zeros, all on one side.
    std::array<std::size_t, 2> zeros{};
    std::size_t controls = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const auto c = static_cast<unsigned char>(sample[i]);
        if (c == 0) ++zeros[i % 2];
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') ++controls;
    }
    const std::size_t half = sample.size() / 2;
    if (half >= 2 && zeros[1] * 10 >= half * 6 && zeros[0] * 20 < half) return Encoding::utf16le;
    if (half >= 2 && zeros[0] * 10 >= half * 6 && zeros[1] * 20 < half) return Encoding::utf16be;

    // 2. A few stray control characters are the rows' business, many are another kind of file.
    if (controls * 10 > sample.size())
        return not_csv("file_is_binary",
                       "This is not text. Export the list as CSV, best as \"CSV UTF-8\".");

    // 3. Well-formed UTF-8 with any character beyond ASCII is no accident.
    std::string without_zeros(whole_characters(sample));
    std::replace(without_zeros.begin(), without_zeros.end(), '\0', ' ');
    return is_text(without_zeros) ? Encoding::utf8 : Encoding::windows1252;
}

std::string decoded(std::string_view sample, Encoding encoding) {
    if (encoding != Encoding::utf16le && encoding != Encoding::utf16be) {
        if (sample.starts_with("\xef\xbb\xbf")) sample.remove_prefix(3);
        return std::string(sample.substr(0, 64));
    }
    std::string text;  // Enough of it to see "sep=;".
    for (std::size_t i = 0; i + 1 < sample.size() && text.size() < 64; i += 2) {
        const char c = sample[i + (encoding == Encoding::utf16le ? 0 : 1)];
        const char other = sample[i + (encoding == Encoding::utf16le ? 1 : 0)];
        if (other == 0) text += c;
    }
    return text;
}

std::optional<Delimiter> delimiter_of(char c) {
    for (const auto d : {Delimiter::comma, Delimiter::semicolon, Delimiter::tab, Delimiter::bar})
        if (character_of(d) == c) return d;
    return std::nullopt;
}

// "sep=;" and the end of the line: a note to Excel, not data.
// A file that Ante wrote says it by its first column, whatever its rows look like.
std::optional<Delimiter> after_own_column(std::string_view text) {
    if (text.starts_with('"')) text.remove_prefix(1);
    if (!text.starts_with("ante_line") && !text.starts_with("ante_deal")) return std::nullopt;
    text.remove_prefix(9);
    if (text.starts_with('"')) text.remove_prefix(1);
    return text.empty() ? std::nullopt : delimiter_of(text[0]);
}

// How well a delimiter cuts the sample: the columns of its header, and the part of the first
// records that have as many.
struct Cut {
    Delimiter delimiter;
    std::size_t columns = 1;
    double equal = 0;

    double worth() const {
        if (columns < 2) return 0;
        return equal >= 0.8 ? 1000.0 + static_cast<double>(columns)
                            : equal * static_cast<double>(columns);
    }
};

Result<Cut> cut_by(std::string_view sample, Encoding encoding, Delimiter delimiter) {
    Cut cut{delimiter};
    TextBytes bytes(sample);
    CsvReader reader(bytes, {encoding, delimiter});
    std::size_t records = 0;
    std::size_t equal = 0;
    std::size_t last_was_equal = 0;
    while (records < 200) {
        const auto read = reader.next();
        if (!read || !read.value()) break;
        const Record& record = *read.value();
        if (records++ == 0) cut.columns = record.cells.size();
        last_was_equal = record.cells.size() == cut.columns ? 1 : 0;
        equal += last_was_equal;
    }
    // The last one may have been cut off by the sample's end.
    if (sample.size() == sample_size && records > 2) {
        --records;
        equal -= last_was_equal;
    }
    cut.equal = records == 0 ? 0 : static_cast<double>(equal) / static_cast<double>(records);
    return cut;
}

}  // namespace

std::optional<Delimiter> separator_line(std::string_view text) {
    if (text.size() < 5 || !starts_like(text, "sep=")) return std::nullopt;
    if (text.size() > 5 && text[5] != '\r' && text[5] != '\n') return std::nullopt;
    return delimiter_of(text[4]);
}

Result<CsvFormat> recognise(Bytes& bytes, const KnownFormat& known) {
    TRYV(bytes.rewind());
    TRY(const std::string sample, read_sample(bytes));
    TRYV(bytes.rewind());
    TRYV(refuse_other_kinds(sample));

    CsvFormat format;
    if (known.encoding) {
        format.encoding = *known.encoding;
    } else {
        TRY(format.encoding, recognise_encoding(sample));
    }
    if (known.delimiter) {
        format.delimiter = *known.delimiter;
        return format;
    }
    const std::string beginning = decoded(sample, format.encoding);
    auto said = separator_line(beginning);
    if (!said) said = after_own_column(beginning);
    if (said) {
        format.delimiter = *said;
        return format;
    }
    double best = 0;
    for (const auto d : {Delimiter::comma, Delimiter::semicolon, Delimiter::tab, Delimiter::bar}) {
        TRY(const Cut cut, cut_by(sample, format.encoding, d));
        if (cut.worth() <= best) continue;
        best = cut.worth();
        format.delimiter = d;
    }
    return format;
}

}  // namespace ante::connect
