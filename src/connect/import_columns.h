#pragma once
// A mapping laid on the columns of one file: from a target to its cell.

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connect/csv.h"
#include "connect/mapping.h"

namespace ante::connect {

// Is it one of the columns that Ante puts before the original ones in a rejects file?
bool is_rejects_column(std::string_view header);
// Did Ante write the file: its own export, or rejects?
bool is_written_by_ante(std::span<const std::string> header);

// The first record that is not blank, trimmed. Fails with `header_missing`, or the fault's own code
// if it can't be read.
Result<std::vector<std::string>> read_header(CsvReader& reader);

class Columns {
public:
    // What of the mapping is not in the header, or is there twice, is asked about. `mapping` must
    // outlive it.
    Columns(const Mapping& mapping, std::span<const std::string> header,
            std::vector<Question>& questions);

    std::size_t width() const { return width_; }
    // The index of the target's column; none if it has no column.
    std::optional<std::size_t> at(Target target) const;
    const ColumnUse* use(Target target) const { return uses_[index(target)]; }
    // A column, or a fixed text.
    bool has(Target target) const;
    // The cell, or else the fixed text. Trimmed; of files by Ante freed from its protection
    // instead.
    std::string_view text(Target target, const Record& record) const;
    bool id_is_line() const { return id_is_line_; }
    void forget(Target target);

    std::string_view cell(std::size_t column, const Record& record) const;

private:
    static std::size_t index(Target target) { return static_cast<std::size_t>(target); }

    std::array<std::ptrdiff_t, target_count> at_{};
    std::array<const ColumnUse*, target_count> uses_{};
    std::size_t width_ = 0;
    bool id_is_line_ = false;
    bool written_by_ante_ = false;
};

}  // namespace ante::connect
