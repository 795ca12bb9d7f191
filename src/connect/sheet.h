#pragma once
// A table for people who go on calculating: as a CSV or as an XLSX file.
//
// Cells are texts or numbers, never formulas. A text that begins with = + - @ stays a text: CSV
// protects it (csv.h), XLSX stores it as one. In CSV a number is written with a point.
//
// Errors: `unwritable_folder` (unavailable) if the XLSX file can't be made in the system's
// temporary folder, which it is for a moment. Limits: 1,048,576 rows and 16,384 columns, 32,767
// bytes of text in a cell; longer texts are cut, more rows are `sheet_too_large`.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"

namespace ante::connect {

enum class NumberLook : std::uint8_t { plain, share };
struct Number {
    double value = 0;
    NumberLook look = NumberLook::plain;
};
using SheetCell = std::variant<std::monostate, std::string, Number>;

struct Sheet {
    std::string name;                  // of the tab; 31 characters, none of []:*?/\ .
    std::vector<std::string> columns;  // the first row
    std::vector<std::vector<SheetCell>> rows;
};

std::string csv_of(const Sheet& sheet);
Result<std::string> xlsx_of(const Sheet& sheet);

}  // namespace ante::connect
