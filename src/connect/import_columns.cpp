#include "connect/import_columns.h"

#include <algorithm>

#include "base/json.h"
#include "connect/spelling.h"

namespace ante::connect {

namespace {

bool is_a_number(std::string_view cell) {
    return !cell.empty() && cell.find_first_not_of("0123456789.,-+ ") == std::string_view::npos;
}

}  // namespace

Result<std::vector<std::string>> read_header(CsvReader& reader) {
    for (;;) {
        TRY(const Record* record, reader.next());
        if (!record)
            return Error{
                No::invalid, "header_missing", "The file has no rows, not even a header.", {}};
        if (record->fault && record->fault->code != "text_broken")
            return Error{No::invalid,
                         std::string(record->fault->code),
                         "The header (line " + std::to_string(record->line) +
                             ") can't be read: " + record->fault->detail,
                         {}};
        if (record->blank()) continue;
        std::vector<std::string> header;
        for (const std::string_view cell : record->cells)
            header.emplace_back(is_text(cell) ? trimmed(cell) : std::string_view("?"));
        const bool all_numbers =
            std::all_of(header.begin(), header.end(),
                        [](const std::string& h) { return h.empty() || is_a_number(h); });
        if (all_numbers)
            return Error{No::invalid,
                         "header_missing",
                         "The first row names no columns; put a header above the data.",
                         {}};
        if (is_written_by_ante(header))
            for (std::string& h : header) h = std::string(unprotect(h));
        return header;
    }
}

bool is_rejects_column(std::string_view header) {
    const std::string name = folded(header);
    return name == "ante line" || name == "ante column" || name == "ante reason";
}

bool is_written_by_ante(std::span<const std::string> header) {
    return std::any_of(header.begin(), header.end(), [](const std::string& h) {
        return is_rejects_column(h) || folded(h) == "ante deal";
    });
}

Columns::Columns(const Mapping& mapping, std::span<const std::string> header,
                 std::vector<Question>& questions)
    : width_(header.size()), written_by_ante_(is_written_by_ante(header)) {
    at_.fill(-1);
    std::vector<std::string> names;
    for (const std::string& h : header) names.push_back(folded(h));

    for (const ColumnUse& use : mapping.uses) {
        uses_[index(use.target)] = &use;
        std::ptrdiff_t& at = at_[index(use.target)];
        if (use.position > 0) {
            if (static_cast<std::size_t>(use.position) <= width_) {
                at = static_cast<std::ptrdiff_t>(use.position) - 1;
                continue;
            }
            questions.push_back({.code = "column_not_there",
                                 .detail = "The file has no column #" +
                                           std::to_string(use.position) + "; it has " +
                                           std::to_string(width_) + ".",
                                 .target = use.target,
                                 .option = "--map"});
            continue;
        }
        if (use.target == Target::id && use.column == "#line") {
            id_is_line_ = true;
            continue;
        }
        if (use.column.empty()) continue;
        const std::string wanted = folded(use.column);
        const auto count = std::count(names.begin(), names.end(), wanted);
        if (count == 1) {
            at = std::find(names.begin(), names.end(), wanted) - names.begin();
            continue;
        }
        Question question{.code = count == 0 ? "column_not_there" : "column_claimed_twice",
                          .column = use.column,
                          .target = use.target,
                          .option = "--map"};
        if (count == 0) {
            question.detail = "There is no column \"" + use.column + "\" for the " +
                              std::string(word_of(use.target)) + ".";
        } else {
            question.detail = "\"" + use.column + "\" stands " + std::to_string(count) +
                              " times in the header; say which by its position.";
            for (std::size_t i = 0; i < names.size(); ++i)
                if (names[i] == wanted)
                    question.choices.push_back(std::string(word_of(use.target)) + "=#" +
                                               std::to_string(i + 1));
        }
        questions.push_back(std::move(question));
    }
}

std::optional<std::size_t> Columns::at(Target target) const {
    const std::ptrdiff_t at = at_[index(target)];
    return at < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(at));
}

bool Columns::has(Target target) const {
    const ColumnUse* use = uses_[index(target)];
    return at(target).has_value() || (use && !use->otherwise.empty());
}

std::string_view Columns::cell(std::size_t column, const Record& record) const {
    if (column >= record.cells.size()) return {};
    return written_by_ante_ ? unprotect(record.cells[column]) : trimmed(record.cells[column]);
}

std::string_view Columns::text(Target target, const Record& record) const {
    const std::ptrdiff_t at = at_[index(target)];
    if (at >= 0) {
        const std::string_view found = cell(static_cast<std::size_t>(at), record);
        if (!found.empty()) return found;
    }
    const ColumnUse* use = uses_[index(target)];
    return use ? std::string_view(use->otherwise) : std::string_view{};
}

void Columns::forget(Target target) {
    at_[index(target)] = -1;
    uses_[index(target)] = nullptr;
}

}  // namespace ante::connect
