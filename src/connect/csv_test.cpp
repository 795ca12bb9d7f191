#include "connect/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>

namespace ante::connect {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Read {
    Rows rows;
    std::vector<std::int64_t> lines;
    std::vector<std::string> faults;  // Empty where there is none.
    std::string error;
};

// Gives at most `step` bytes at a time, as sockets do.
class SlowBytes final : public Bytes {
public:
    SlowBytes(std::string_view text, std::size_t step) : bytes_(text), step_(step) {}
    Result<std::size_t> read(std::span<char> into) override {
        return bytes_.read(into.first(std::min(step_, into.size())));
    }
    Result<void> rewind() override { return bytes_.rewind(); }

private:
    TextBytes bytes_;
    std::size_t step_;
};

Read read(std::string_view text, CsvFormat format = {}, std::size_t step = 1 << 20) {
    SlowBytes bytes(text, step);
    CsvReader reader(bytes, format);
    Read all;
    for (;;) {
        const auto next = reader.next();
        if (!next) {
            all.error = next.error().code;
            return all;
        }
        if (!next.value()) return all;
        const Record& record = *next.value();
        all.rows.emplace_back(record.cells.begin(), record.cells.end());
        all.lines.push_back(record.line);
        all.faults.emplace_back(record.fault ? record.fault->code : "");
    }
}

CsvFormat recognised(std::string_view text) {
    TextBytes bytes(text);
    const auto format = recognise(bytes, {});
    EXPECT_TRUE(format) << format.error().detail;
    return format ? format.value() : CsvFormat{};
}

std::string refusal(std::string_view text) {
    TextBytes bytes(text);
    const auto format = recognise(bytes, {});
    return format ? "accepted" : format.error().code;
}

std::string utf16(std::string_view utf8, bool little) {
    std::string out;
    const auto unit = [&](unsigned v) {
        const char low = static_cast<char>(v & 0xff);
        const char high = static_cast<char>(v >> 8 & 0xff);
        out += little ? low : high;
        out += little ? high : low;
    };
    for (std::size_t i = 0; i < utf8.size();) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        const std::size_t more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;
        unsigned point = more == 3 ? c & 7U : more == 2 ? c & 15U : more == 1 ? c & 31U : c;
        for (std::size_t k = 1; k <= more; ++k)
            point = point << 6 | (static_cast<unsigned char>(utf8[i + k]) & 63U);
        i += more + 1;
        if (point >= 0x10000) {
            unit(0xd800 + ((point - 0x10000) >> 10));
            unit(0xdc00 + ((point - 0x10000) & 0x3ff));
        } else {
            unit(point);
        }
    }
    return out;
}

// ---- Form ---------------------------------------------------------------------------------------

TEST(CsvReader, reads_quotes_newlines_and_doubled_quotes) {
    const Read all = read("a,b,c\r\n1,\"ha \"\"ha\"\"\nha\",\"\"\r\n\"x,y\",,z");
    const Rows expected{{"a", "b", "c"}, {"1", "ha \"ha\"\nha", ""}, {"x,y", "", "z"}};
    EXPECT_EQ(all.rows, expected);
    EXPECT_EQ(all.lines, (std::vector<std::int64_t>{1, 2, 4}));
}

TEST(CsvReader, knows_the_line_after_blank_lines_and_every_kind_of_line_end) {
    const Read all = read("a,b\r\n\r\n1,2\n\n\n\"x\r\ny\",4\r5,6\r7,8");
    EXPECT_EQ(all.lines, (std::vector<std::int64_t>{1, 3, 6, 8, 9}));
    EXPECT_EQ(all.rows.back(), (std::vector<std::string>{"7", "8"}));
}

TEST(CsvReader, takes_quotes_inside_an_unquoted_cell_as_text) {
    EXPECT_EQ(read("a\n19\" rack,5' \"6\"").rows[1],
              (std::vector<std::string>{"19\" rack", "5' \"6\""}));
}

TEST(CsvReader, takes_blanks_around_quotes_as_no_text) {
    EXPECT_EQ(read("1, \"b, c\" ,d").rows[0], (std::vector<std::string>{"1", "b, c", "d"}));
    EXPECT_EQ(read("1, b ,d").rows[0], (std::vector<std::string>{"1", " b ", "d"}));
}

TEST(CsvReader, keeps_empty_last_cells_and_ragged_rows) {
    EXPECT_EQ(read("a,b,\n1\n1,2,3,4\n,").rows,
              (Rows{{"a", "b", ""}, {"1"}, {"1", "2", "3", "4"}, {"", ""}}));
}

TEST(CsvReader, a_bare_quoted_nothing_is_a_row_and_a_blank_line_is_none) {
    EXPECT_EQ(read("a\n\"\"\n\nb").rows, (Rows{{"a"}, {""}, {"b"}}));
    EXPECT_TRUE(read("").rows.empty());
    EXPECT_TRUE(read("\n\r\n\r").rows.empty());
}

TEST(CsvReader, does_not_care_how_the_bytes_arrive) {
    const std::string text = "\xef\xbb\xbfsep=;\r\nä;\"b\r\n\"\"c\"\r\n;\r\n\"d\" ;e\r\n";
    const Read whole = read(text, {Encoding::utf8, Delimiter::semicolon});
    EXPECT_EQ(whole.rows, (Rows{{"ä", "b\r\n\"c"}, {"", ""}, {"d", "e"}}));
    EXPECT_EQ(whole.lines, (std::vector<std::int64_t>{2, 4, 5}));
    for (const std::size_t step : {1U, 2U, 3U, 7U}) {
        const Read slow = read(text, {Encoding::utf8, Delimiter::semicolon}, step);
        EXPECT_EQ(slow.rows, whole.rows) << step;
        EXPECT_EQ(slow.lines, whole.lines) << step;
    }
}

TEST(CsvReader, drops_the_end_of_file_mark_of_dos) {
    EXPECT_EQ(read("a,b\r\n1,2\r\n\x1a").rows, (Rows{{"a", "b"}, {"1", "2"}}));
}

// ---- Faults -------------------------------------------------------------------------------------

TEST(CsvReader, text_after_a_closing_quote_is_a_fault_of_its_row_only) {
    const Read all = read("a,b,c\n1,\"Hey, I missed \" it\",3\n4,5,6\n");
    EXPECT_EQ(all.faults, (std::vector<std::string>{"", "quote_stray", ""}));
    EXPECT_EQ(all.rows[1], (std::vector<std::string>{"1", "Hey, I missed \" it", "3"}));
    EXPECT_EQ(all.lines[2], 3);
}

TEST(CsvReader, finds_the_likely_end_of_a_row_with_stray_quotes) {
    const Read beside = read("a,b,c\n1,\"I\" x,3\n4,5\n");
    EXPECT_EQ(beside.faults, (std::vector<std::string>{"", "quote_stray", ""}));
    EXPECT_EQ(beside.rows[1], (std::vector<std::string>{"1", "\"I\" x", "3"}));
    const Read over_lines = read("a,b,c\n1,\"one\nline \"two\" here\nthree\",3\n4,5,6\n7,8\n");
    EXPECT_EQ(over_lines.faults,
              (std::vector<std::string>{"", "quote_stray", "row_cut_short", "", ""}));
    EXPECT_EQ(over_lines.lines, (std::vector<std::int64_t>{1, 2, 4, 5, 6}));
}

TEST(CsvReader, a_quote_never_closed_costs_its_own_row_only) {
    std::string text = "a,b,c\n1,\"I forgot to close this,3\n";
    for (int i = 0; i < 5000; ++i) text += "4,5,6\n";
    const Read all = read(text);
    ASSERT_EQ(all.rows.size(), 5002U);
    EXPECT_EQ(all.faults[1], "quote_unclosed");
    EXPECT_EQ(all.lines[1], 2);
    EXPECT_EQ(all.faults[2], "");
    EXPECT_EQ(all.lines.back(), 5002);
}

TEST(CsvReader, the_rest_of_a_cell_cut_off_is_no_row) {
    const Read all = read("id,name,note\n1,x,ok\n2,y,\"Dear Bob,\nsee you\nregards");
    EXPECT_EQ(all.faults, (std::vector<std::string>{"", "", "quote_unclosed", "row_cut_short",
                                                    "row_cut_short"}));
}

TEST(CsvReader, gives_up_after_a_hundred_runaway_quotes) {
    std::string text = "a,b\n";
    for (int i = 0; i < 120; ++i) text += "x\",\",z\n";
    EXPECT_EQ(read(text).error, "quotes_broken");
}

TEST(CsvReader, limits_cells_and_columns) {
    const std::string most(CsvReader::longest_cell, 'x');
    EXPECT_EQ(read("a," + most + "\nb").faults, (std::vector<std::string>{"", ""}));
    EXPECT_EQ(read("a," + most + "x\nb").faults, (std::vector<std::string>{"cell_too_long", ""}));
    EXPECT_EQ(read("a,\"" + most + "x\"\nb").faults,
              (std::vector<std::string>{"cell_too_long", ""}));
    EXPECT_EQ(read(std::string(999, ',') + "\nb").faults, (std::vector<std::string>{"", ""}));
    EXPECT_EQ(read(std::string(1000, ',') + "\nb").faults,
              (std::vector<std::string>{"columns_too_many", ""}));
    EXPECT_EQ(read(std::string(9 << 20, 'x') + "\nb\n").faults,
              (std::vector<std::string>{"record_too_long", ""}));
}

TEST(CsvReader, names_the_cell_with_broken_bytes_or_a_zero) {
    const Read all = read("a,b\n1,\xff\n2,x\0y\n3,ä\n"sv);
    EXPECT_EQ(all.faults, (std::vector<std::string>{"", "text_broken", "null_byte", ""}));
    EXPECT_EQ(read("a\n\x81\n", {Encoding::windows1252, Delimiter::comma}).faults[1],
              "text_broken");
    EXPECT_EQ(read("a\0\n\0\x00\xd8\n\0"sv, {Encoding::utf16le, Delimiter::comma}).faults[1],
              "text_broken");
}

// ---- Recognising --------------------------------------------------------------------------------

TEST(CsvFormat, recognises_delimiters) {
    EXPECT_EQ(recognised("a,b\n1,2\n").delimiter, Delimiter::comma);
    EXPECT_EQ(recognised("name;amount\nA, B;1,5\nC;2,5\n").delimiter, Delimiter::semicolon);
    EXPECT_EQ(recognised("a\tb\tc\n1,1\t2\t3\n").delimiter, Delimiter::tab);
    EXPECT_EQ(recognised("a|b|c\n1|2|3\n").delimiter, Delimiter::bar);
    EXPECT_EQ(recognised("only\nx\n").delimiter, Delimiter::comma);
    EXPECT_EQ(recognised("ante_line;x\n1;2;3,4\n1;2;3,4\n").delimiter, Delimiter::semicolon);
    EXPECT_EQ(recognised("sep=;\na,b\n1,2\n").delimiter, Delimiter::semicolon);
    EXPECT_EQ(recognised("\"a;b;c;d\",e\n\"x;y\",2\n").delimiter, Delimiter::comma);
}

TEST(CsvFormat, recognises_encodings) {
    EXPECT_EQ(recognised("a,b\nä,ö\n").encoding, Encoding::utf8);
    EXPECT_EQ(recognised("a,b\n\xe4,\xf6\n").encoding, Encoding::windows1252);
    const std::string text = "name,note\nÜbersee,😀\n";
    for (const bool little : {true, false}) {
        const Encoding encoding = little ? Encoding::utf16le : Encoding::utf16be;
        const std::string with_mark = utf16("\ufeff" + text, little);
        for (const std::string& bytes : {with_mark, utf16("name,note\nabc,def\n", little)})
            EXPECT_EQ(recognised(bytes).encoding, encoding);
        EXPECT_EQ(read(with_mark, recognised(with_mark), 3).rows,
                  (Rows{{"name", "note"}, {"Übersee", "😀"}}));
    }
}

TEST(CsvFormat, windows_1252_has_its_own_signs) {
    EXPECT_EQ(read("\x80,\x93x\x94,\xe9\n", {Encoding::windows1252, Delimiter::comma}).rows[0],
              (std::vector<std::string>{"€", "“x”", "é"}));
}

TEST(CsvFormat, refuses_what_is_no_csv) {
    EXPECT_EQ(refusal(""), "file_empty");
    EXPECT_EQ(refusal("PK\x03\x04rest"), "file_is_xlsx");
    EXPECT_EQ(refusal("\xd0\xcf\x11\xe0\xa1\xb1"), "file_is_xls");
    EXPECT_EQ(refusal("\x1f\x8b\x08"), "file_is_gzip");
    EXPECT_EQ(refusal("%PDF-1.7"), "file_is_pdf");
    EXPECT_EQ(refusal("\n <!DOCTYPE html><html>"), "file_is_html");
    EXPECT_EQ(refusal("<table><tr>"), "file_is_html");
    EXPECT_EQ(refusal("\x01\x02\x03\x04\x05\x06\x07\x08 abc"), "file_is_binary");
    EXPECT_EQ(refusal("PKN,price\n1,2\n"), "accepted");
}

TEST(FileBytes, says_which_file_it_cannot_open) {
    const auto file = FileBytes::open("/nowhere/deals.csv");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, "file_unreadable");
    EXPECT_NE(file.error().detail.find("/nowhere/deals.csv"), std::string::npos);
}

// ---- Writing ------------------------------------------------------------------------------------

TEST(CsvWriter, quotes_only_what_needs_it) {
    std::string out;
    CsvWriter writer(out);
    for (const auto cell : {"plain", "a,b", "a\"b", "a\nb", " x", "", "5;6"}) writer.cell(cell);
    writer.end();
    EXPECT_EQ(out, "plain,\"a,b\",\"a\"\"b\",\"a\nb\",\" x\",,\"5;6\"\r\n");
}

TEST(Protection, no_cell_starts_a_formula) {
    for (const auto cell :
         {"=1+1", "+49 30", "-5", "@x", "\t=1", "\r=1", "\n=1", "'=1", "＝1", "''+1"}) {
        EXPECT_EQ(protect(cell), "'" + std::string(cell));
        EXPECT_EQ(unprotect(protect(cell)), cell);
    }
    for (const auto cell : {"", "x=1", "'s-Hertogenbosch", "''", "1-2", " =1"}) {
        EXPECT_EQ(protect(cell), cell);
        EXPECT_EQ(unprotect(cell), cell);
    }
}

// TRUST T13: 100,000 cells of what hurts go out, none of them starts a formula, and all come back.
TEST(Protection, a_hundred_thousand_hostile_cells_come_back_as_they_were) {
    const std::vector<std::string> pieces{"=",  "+",  "-",    "@",  "\t",       "\r",   "\n", "'",
                                          "\"", ",",  ";",    "|",  "cmd|' /C", "A0",   "1",  " ",
                                          "Ü",  "＝", "SUM(", "＠", "!",        "\r\n", "",   "x"};
    std::uint64_t random = 13;
    const auto next = [&](std::size_t below) {
        random = random * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>(random >> 33) % below;
    };
    Rows rows(10'000);
    std::string text;
    CsvWriter writer(text);
    for (auto& row : rows) {
        for (int i = 0; i < 10; ++i) {
            std::string& cell = row.emplace_back();
            for (std::size_t n = next(5); n > 0; --n) cell += pieces[next(pieces.size())];
            writer.cell(cell);
        }
        writer.end();
    }
    Read all = read(text);
    std::size_t formulas = 0;
    for (auto& row : all.rows)
        for (std::string& cell : row) {
            for (const auto danger : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
                formulas += cell.starts_with(danger) ? 1 : 0;
            cell = std::string(unprotect(cell));
        }
    EXPECT_EQ(formulas, 0U);
    EXPECT_TRUE(all.rows == rows);
}

RC_GTEST_PROP(CsvRoundTrip, what_is_written_is_read_in_every_delimiter_and_encoding, ()) {
    const auto delimiter = *rc::gen::elementOf(std::vector<Delimiter>{
        Delimiter::comma, Delimiter::semicolon, Delimiter::tab, Delimiter::bar});
    const auto pieces = rc::gen::elementOf(std::vector<std::string>{
        ",", ";", "\t", "|",  "\"", "\"\"",  "\n",     "\r", "\r\n", "'", "=", "+", "-",
        "@", " ", "a",  "bc", "12", "sep=;", "\ufeff", "＝", "\x1a", "ä", "€", "😀", "Ж"});
    const auto cell =
        rc::gen::map(rc::gen::resize(8, rc::gen::container<std::vector<std::string>>(pieces)),
                     [](const std::vector<std::string>& all) {
                         std::string out;
                         for (const std::string& one : all) out += one;
                         return out;
                     });
    const auto rows = *rc::gen::resize(
        10, rc::gen::container<Rows>(
                rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(cell))));
    std::string text;
    CsvWriter writer(text, delimiter);
    for (const auto& row : rows) {
        for (const std::string& c : row) writer.cell(c);
        writer.end();
    }
    const auto encoding = *rc::gen::elementOf(
        std::vector<Encoding>{Encoding::utf8, Encoding::utf16le, Encoding::utf16be});
    if (encoding != Encoding::utf8) text = utf16(text, encoding == Encoding::utf16le);
    const auto step = *rc::gen::inRange<std::size_t>(1, 40);
    Read all = read(text, {encoding, delimiter}, step);
    for (auto& row : all.rows)
        for (std::string& c : row) {
            RC_ASSERT(c.empty() || std::string_view("=+-@\t\r\n").find(c[0]) == std::string::npos);
            c = std::string(unprotect(c));
        }
    RC_ASSERT(all.rows == rows);
    RC_ASSERT(std::all_of(all.faults.begin(), all.faults.end(), std::mem_fn(&std::string::empty)));
}

}  // namespace
}  // namespace ante::connect
