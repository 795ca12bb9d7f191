#pragma once
// Reading and writing of delimited text (RFC 4180 and what people really send), in constant memory.
//
//     TRY(CsvFormat format, recognise(bytes, {}));
//     CsvReader reader(bytes, format);
//     for (;;) {
//         TRY(const Record* record, reader.next());
//         if (!record) break;                     the end
//         if (record->fault) …                    this record can't be read; the next one can
//     }
//
// Forgiving in form: a byte order mark, UTF-8, UTF-16 in both orders, Windows-1252; comma,
// semicolon, tab or bar; quoted newlines, doubled quotes, quotes inside an unquoted cell, LF, CRLF
// or CR, a first line "sep=;". Strict in meaning: text after a closing quote, a quote that is
// never closed, bytes that are no text are faults of their record, told with its line, and nothing
// is made up for them.
//
// Why a reader of our own beside libcsv: libcsv either takes text after a closing quote as it comes
// (a guess) or stops at it for good, refuses quotes in unquoted cells when strict, and can't say on
// which line a record began.
//
// Limits: cell 256 kB, record 8 MB, 1,000 columns, any number of records. Memory: one record and a
// read buffer of 64 kB. Not thread-safe: a reader belongs to one caller.

#include <array>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "base/result.h"

namespace ante::connect {

// Where a file's bytes come from. Imports read them more than once.
class Bytes {
public:
    virtual ~Bytes() = default;
    // Fills some of `into`, in order; 0 means the end. Fails with `file_unreadable`.
    virtual Result<std::size_t> read(std::span<char> into) = 0;
    virtual Result<void> rewind() = 0;
};

class FileBytes final : public Bytes {
public:
    // Fails with `file_unreadable` and the system's reason.
    static Result<std::unique_ptr<FileBytes>> open(const std::string& path);
    Result<std::size_t> read(std::span<char> into) override;
    Result<void> rewind() override;

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    explicit FileBytes(std::FILE* file, std::string path) : file_(file), path_(std::move(path)) {}
    std::unique_ptr<std::FILE, Close> file_;
    std::string path_;
};

// Bytes that are in memory already; the text must outlive it.
class TextBytes final : public Bytes {
public:
    explicit TextBytes(std::string_view text) : text_(text) {}
    Result<std::size_t> read(std::span<char> into) override;
    Result<void> rewind() override;

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

// clang-format off
enum class Encoding : std::uint8_t { utf8, utf16le, utf16be, windows1252 };
constexpr auto words(Encoding) { return std::array{"utf-8"sv, "utf-16le"sv, "utf-16be"sv, "windows-1252"sv}; }

enum class Delimiter : std::uint8_t { comma, semicolon, tab, bar };
constexpr auto words(Delimiter) { return std::array{"comma"sv, "semicolon"sv, "tab"sv, "bar"sv}; }
// clang-format on

constexpr char character_of(Delimiter delimiter) {
    return ",;\t|"[static_cast<std::size_t>(delimiter)];
}

struct CsvFormat {
    Encoding encoding = Encoding::utf8;
    Delimiter delimiter = Delimiter::comma;

    static constexpr auto fields =
        describe(field<&CsvFormat::encoding>("encoding", "How the file spells its characters."),
                 field<&CsvFormat::delimiter>("delimiter", "What stands between two cells."));
    bool operator==(const CsvFormat&) const = default;
};

// What the caller knows already; the rest is recognised.
struct KnownFormat {
    std::optional<Encoding> encoding;
    std::optional<Delimiter> delimiter;
};

// Recognises the format from the first 64 kB, then rewinds. The encoding is a byte order mark's, or
// UTF-16 if every other byte is zero, or UTF-8 if the bytes are well-formed, else Windows-1252;
// bytes further on may still prove it wrong (Record::fault `text_broken`). The delimiter is the one
// that cuts the header and the first records into the most equal rows.
// Fails with `file_is_xlsx`, `file_is_xls`, `file_is_gzip`, `file_is_pdf`, `file_is_html`,
// `file_is_binary`, `file_empty`, each with the way out in its sentence.
Result<CsvFormat> recognise(Bytes& bytes, const KnownFormat& known);

struct Fault {
    std::size_t column = 0;  // From 1; 0 is the whole record.
    // quote_stray, quote_unclosed, cell_too_long, record_too_long, columns_too_many, text_broken,
    // null_byte, row_cut_short
    std::string_view code;
    std::string detail;
};

struct Record {
    std::int64_t line = 0;  // On which it starts; the file's first line is 1.
    // Views are valid until the next call. Of a faulty record: as far as they could be told apart.
    std::vector<std::string_view> cells;
    std::optional<Fault> fault;

    bool blank() const;  // Nothing but blanks in any cell.
};

class CsvReader {
public:
    static constexpr std::size_t longest_cell = 256 * 1024;
    static constexpr std::size_t longest_record = 8 * 1024 * 1024;
    static constexpr std::size_t most_columns = 1000;
    static constexpr int most_runaways = 100;

    // Starts at the beginning; `bytes` must outlive the reader.
    CsvReader(Bytes& bytes, CsvFormat format);

    // The next record, lines without anything left out; null at the end. Fails if the bytes can't
    // be read, and with `quotes_broken` after 100 quotes that are never closed.
    Result<const Record*> next();

    // For a progress bar.
    std::int64_t bytes_read() const { return bytes_read_; }
    // Has a cell so far held well-formed text beyond ASCII?
    bool seen_beyond_ascii() const { return beyond_ascii_; }

private:
    struct Cell {
        std::size_t begin;
        std::size_t end;
        bool quoted;
        bool doubled;  // Holds doubled quotes.
    };
    enum class Scan : std::uint8_t { record, runaway, blank_line, more_needed, end };

    Result<void> refill();
    void decode(std::string_view raw);
    Scan scan();
    void take_cells();
    void check_text(std::string_view whole);
    Result<void> give_back_lines();

    Bytes& bytes_;
    CsvFormat format_;
    bool started_ = false;
    bool ended_ = false;  // Nothing more to read.
    bool first_line_ = true;
    bool wants_full_rows_ = false;  // After a runaway quote, until a full row is seen.
    std::size_t width_ = 0;         // Of the first record.
    int runaways_ = 0;
    std::int64_t bytes_read_ = 0;
    std::int64_t line_ = 1;  // Of buffer_[at_].
    std::string buffer_;     // Decoded text; [at_, size) is still to be read.
    std::size_t at_ = 0;
    bool beyond_ascii_ = false;
    std::string staged_;  // Bytes of a character that is not whole yet.
    std::vector<char> chunk_;
    std::vector<Cell> cells_;
    Record record_;
};

// A spreadsheet runs a cell that begins with one of = + - @ (also their full-width forms), tab, CR
// or LF. protect() puts an apostrophe before such a cell, and before one that begins with
// apostrophes followed by such a character; unprotect() takes exactly these away again, so that
// unprotect(protect(x)) is x for every text. Cells of files that Ante wrote are unprotected when
// they are read (importing.h); those of other systems are left as they are.
std::string protect(std::string_view cell);
std::string_view unprotect(std::string_view cell);

// Writes records as RFC 4180 (CRLF, quotes where needed), each cell protected.
class CsvWriter {
public:
    explicit CsvWriter(std::string& out, Delimiter delimiter = Delimiter::comma)
        : out_(out), delimiter_(character_of(delimiter)) {}

    void cell(std::string_view text);
    void end();
    void record(std::span<const std::string_view> cells);

private:
    std::string& out_;
    char delimiter_;
    bool first_ = true;
    bool only_empty_ = true;
};

}  // namespace ante::connect
