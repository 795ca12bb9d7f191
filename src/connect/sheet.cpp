#include "connect/sheet.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/beginning.h"
#include "connect/csv.h"

namespace ante::connect {
namespace {

constexpr std::size_t longest_text = 32'767;
constexpr std::size_t most_rows = 1'048'575;
constexpr std::size_t most_columns = 16'384;
constexpr double widest_column = 60;

Error unwritable() {
    return Error{No::unavailable,
                 "unwritable_folder",
                 "The file could not be made in the system's temporary folder.",
                 {}};
}

std::string cut(std::string_view text) {
    return std::string(first_bytes(text, longest_text));
}

std::string as_text(double number) {
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return {digits.data(), end};
}

// A file of our own in the temporary folder, gone at the end.
class Passing {
public:
    Passing() {
        std::error_code failed;
        const auto folder = std::filesystem::temp_directory_path(failed);
        if (failed) return;
        std::string pattern = (folder / "ante-sheet-XXXXXX").string();
        const int file = ::mkstemp(pattern.data());
        if (file < 0) return;
        ::close(file);
        path_ = pattern;
    }
    ~Passing() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove(path_, ignored);
    }
    Passing(const Passing&) = delete;
    Passing& operator=(const Passing&) = delete;

    const std::string& path() const { return path_; }
    Result<std::string> read() const {
        std::ifstream in(path_, std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        if (!in.good() && !in.eof()) return unwritable();
        if (bytes.empty()) return unwritable();
        return bytes;
    }

private:
    std::string path_;
};

struct Looks {
    lxw_format* head = nullptr;
    lxw_format* share = nullptr;
    lxw_format* wrapped = nullptr;
};

void write_cell(lxw_worksheet* into, std::size_t row, std::size_t column, const SheetCell& cell,
                const Looks& looks) {
    const auto r = static_cast<lxw_row_t>(row);
    const auto c = static_cast<lxw_col_t>(column);
    if (const auto* text = std::get_if<std::string>(&cell)) {
        worksheet_write_string(into, r, c, cut(*text).c_str(), looks.wrapped);
    } else if (const auto* number = std::get_if<Number>(&cell)) {
        worksheet_write_number(into, r, c, number->value,
                               number->look == NumberLook::share ? looks.share : nullptr);
    }
}

double width_of(const Sheet& sheet, std::size_t column) {
    std::size_t longest = sheet.columns[column].size();
    for (const auto& row : sheet.rows)
        if (column < row.size())
            if (const auto* text = std::get_if<std::string>(&row[column]))
                longest = std::max(longest, text->size());
    return std::min(widest_column, static_cast<double>(longest) + 2);
}

void write_sheet(lxw_workbook* book, const Sheet& sheet) {
    lxw_worksheet* into = workbook_add_worksheet(book, sheet.name.c_str());
    Looks looks{workbook_add_format(book), workbook_add_format(book), workbook_add_format(book)};
    format_set_bold(looks.head);
    format_set_num_format(looks.share, "0%");
    format_set_text_wrap(looks.wrapped);
    format_set_align(looks.wrapped, LXW_ALIGN_VERTICAL_TOP);
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
        const auto column = static_cast<lxw_col_t>(c);
        worksheet_set_column(into, column, column, width_of(sheet, c), nullptr);
        worksheet_write_string(into, 0, column, cut(sheet.columns[c]).c_str(), looks.head);
    }
    for (std::size_t r = 0; r < sheet.rows.size(); ++r)
        for (std::size_t c = 0; c < sheet.rows[r].size(); ++c)
            write_cell(into, r + 1, c, sheet.rows[r][c], looks);
    worksheet_freeze_panes(into, 1, 0);
}

}  // namespace

std::string csv_of(const Sheet& sheet) {
    std::string out;
    CsvWriter writer(out);
    for (const std::string& column : sheet.columns) writer.cell(column);
    writer.end();
    for (const auto& row : sheet.rows) {
        for (const SheetCell& cell : row) {
            if (const auto* text = std::get_if<std::string>(&cell))
                writer.cell(*text);
            else
                writer.cell("");
            // A number needs no protection: −1.5 is one, and stays one.
            if (const auto* number = std::get_if<Number>(&cell)) out += as_text(number->value);
        }
        writer.end();
    }
    return out;
}

Result<std::string> xlsx_of(const Sheet& sheet) {
    if (sheet.rows.size() > most_rows || sheet.columns.size() > most_columns)
        return refuse("sheet_too_large", "An XLSX file holds only so many rows; take CSV.");
    const Passing file;
    if (file.path().empty()) return unwritable();
    lxw_workbook* book = workbook_new(file.path().c_str());
    if (book == nullptr) return unwritable();
    write_sheet(book, sheet);
    if (workbook_close(book) != LXW_NO_ERROR) return unwritable();
    return file.read();
}

}  // namespace ante::connect
