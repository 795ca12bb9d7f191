#pragma once
// From a foreign file to rows: look it through (plan_import), say what it is and what must still be
// said, then read it (read_import). Values in, values out: no store, no clock, no network.
//
//     TRY(FileBytes…); TRY(ImportPlan plan, plan_import(bytes, options));
//     if (!plan.questions.empty()) …ask; plan again with the answers in the options
//     TRY(ImportTally tally, read_import(bytes, plan, zone, sink));
//
// Both go through the whole file in constant memory; a plan is a value that can be kept and sent.
// Nothing is guessed in silence: what was inferred stands in the plan, what can't be is a question,
// and a row that can't be read is a problem with its line and column while the others go on.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "connect/csv.h"
#include "connect/import_row.h"
#include "connect/mapping.h"
#include "connect/spelling.h"

namespace ante::connect {

struct ImportOptions {
    std::optional<Encoding> encoding{};
    std::optional<Delimiter> delimiter{};
    std::optional<DateOrder> dates{};
    std::optional<DecimalMark> decimal{};
    // Of amounts that name none: the importer's word. `house_currency` is the workspace's, used
    // with a remark in the plan.
    std::optional<Currency> currency{};
    std::optional<Currency> house_currency{};
    std::optional<Mapping> mapping{};  // Instead of what the header says.
    std::string map{};                 // Laid over it: see parse_mapping.

    static constexpr auto fields = describe(
        field<&ImportOptions::encoding>("encoding", "If it is known; else recognised."),
        field<&ImportOptions::delimiter>("delimiter", "If it is known; else recognised."),
        field<&ImportOptions::dates>("dates",
                                     "Order of day, month and year; else the column's evidence."),
        field<&ImportOptions::decimal>("decimal", "Decimal mark; else the column's evidence."),
        field<&ImportOptions::currency>("currency", "Of amounts that name none."),
        field<&ImportOptions::house_currency>("house_currency", "The workspace's."),
        field<&ImportOptions::mapping>("mapping", "Instead of what the header says."),
        field<&ImportOptions::map>("map", "Laid over it: name=Deal Name, amount=close_value.",
                                   {.max_length = 10'000, .may_be_absent = true}));
};

struct Remark {
    std::string code;
    std::string detail;
    std::string column;

    static constexpr auto fields =
        describe(field<&Remark::code>("code", "Stable."),
                 field<&Remark::detail>("detail", "One sentence.", {.max_length = 2000}),
                 field<&Remark::column>("column", "The column, or empty."));
    bool operator==(const Remark&) const = default;
};

// A column of the file and what becomes of it.
struct PlannedColumn {
    std::int64_t position = 0;  // From 1.
    std::string header;
    std::optional<Target> target{};      // Absent: not imported.
    std::int64_t filled = 0;             // Cells with something in them.
    std::string sample;                  // The first of them, shortened.
    std::vector<std::string> samples{};  // The first five different ones.
    std::optional<DateReading> dates{};
    std::optional<DecimalMark> decimal{};

    static constexpr auto fields = describe(
        field<&PlannedColumn::position>("position", "From 1."),
        field<&PlannedColumn::header>("header", "As in the file.", {.max_length = 1000}),
        field<&PlannedColumn::target>("target", "What it fills; absent: it is not imported."),
        field<&PlannedColumn::filled>("filled", "How many cells hold something."),
        field<&PlannedColumn::sample>("sample", "The first of them."),
        field<&PlannedColumn::samples>("samples", "The first different ones.", {.max_items = 5}),
        field<&PlannedColumn::dates>("dates", "How its days are read."),
        field<&PlannedColumn::decimal>("decimal", "How its sums are read."));
    bool operator==(const PlannedColumn&) const = default;
};

// How a word of a stage, status, kind … column is read.
struct PlannedWord {
    Target target{};
    std::string word;
    std::string reading;  // "won", "open", …; empty: noted, and nothing made of it.
    std::int64_t rows = 0;

    static constexpr auto fields =
        describe(field<&PlannedWord::target>("target", "Of which column."),
                 field<&PlannedWord::word>("word", "As in the file."),
                 field<&PlannedWord::reading>("reading", "What it is taken for."),
                 field<&PlannedWord::rows>("rows", "How often."));
    bool operator==(const PlannedWord&) const = default;
};

struct ImportPlan {
    CsvFormat format{};
    Mapping mapping{};
    std::vector<PlannedColumn> columns;
    std::vector<PlannedWord> words;  // At most 200 different ones a column.
    std::optional<Currency> currency{};
    std::int64_t rows = 0;         // Neither header, nor blank, nor footer.
    std::int64_t footer_line = 0;  // From which on nothing is data; 0: none.
    bool written_by_ante = false;  // Its cells are unprotected (csv.h) and not trimmed.
    std::vector<Remark> remarks;
    std::vector<Question> questions;  // Blocking: must be empty to read.

    static constexpr auto fields = describe(
        field<&ImportPlan::format>("format", "Encoding and delimiter."),
        field<&ImportPlan::mapping>("mapping", "Which column fills what."),
        field<&ImportPlan::columns>("columns", "Every column of the file.", {.max_items = 1000}),
        field<&ImportPlan::words>("words", "How the words of its stages, states … are read.",
                                  {.max_items = 2000}),
        field<&ImportPlan::currency>("currency", "Of amounts that name none."),
        field<&ImportPlan::rows>("rows", "Rows of data."),
        field<&ImportPlan::footer_line>("footer_line",
                                        "From this line on it is a report's footer; 0: none."),
        field<&ImportPlan::written_by_ante>("written_by_ante",
                                            "It is an export or a rejects file of Ante."),
        field<&ImportPlan::remarks>("remarks", "What was inferred, and what to look at."),
        field<&ImportPlan::questions>("questions", "What must be said before it can be read."));
    bool operator==(const ImportPlan&) const = default;
};

// Fails if the file can't be read at all (csv.h: recognise) and with `header_missing`,
// `mapping_malformed`. What a person can settle is a question in the plan instead.
Result<ImportPlan> plan_import(Bytes& file, const ImportOptions& options);

// Takes what read_import finds, row by row in the file's order. A failure ends the reading and is
// handed on. `record` is the row as it stands in the file (for the rejects), valid in the call.
class RowSink {
public:
    virtual ~RowSink() = default;
    virtual Result<void> row(ImportRow&& row, const Record& record) = 0;
    // All that is wrong with one row; at least one problem.
    virtual Result<void> problem(std::span<const RowProblem> problems, const Record& record) = 0;
    // What happened to a row that is not wrong: passed over because it came before
    // (`duplicate_row`), or its status says "skip" (`row_skipped`); taken without its open task
    // (`activity_open`), or with its beginning moved to its end (`created_after_closed`).
    virtual Result<void> note(const RowProblem&) { return success(); }
};

struct ImportTally {
    std::int64_t rows = 0;
    std::int64_t good = 0;
    std::int64_t problems = 0;
    std::int64_t passed_over = 0;
    std::int64_t rounded = 0;

    static constexpr auto fields = describe(
        field<&ImportTally::rows>("rows", "Rows of data."),
        field<&ImportTally::good>("good", "Handed on."),
        field<&ImportTally::problems>("problems", "With something wrong."),
        field<&ImportTally::passed_over>("passed_over", "The same row again, or to be skipped."),
        field<&ImportTally::rounded>("rounded", "Amounts with more decimals than their currency."));
    bool operator==(const ImportTally&) const = default;
};

// Reads by a plan without questions. `zone` is the workspace's: days and times without a zone are
// its. Fails with `plan_has_questions`, and `file_changed` if the header is not the plan's.
//
// The same id twice in one file: an identical row is passed over; one that differs only in person
// or activity `continues` the deal (reports joined with contacts); any other is a problem
// (`duplicate_id`). Some 700,000 ids are remembered (16 bytes each, at most 16 MB; a person or an
// activity beside its deal counts as another); beyond that the store's unique key is the judge.
Result<ImportTally> read_import(Bytes& file, const ImportPlan& plan, const Zone& zone,
                                RowSink& sink);

// The rows that were not taken, to be mended and imported again: ante_line, ante_column and
// ante_reason, then the columns of the original. The importer passes over the first three.
class Rejects {
public:
    explicit Rejects(const ImportPlan& plan);
    std::string header() const;
    std::string row(std::span<const RowProblem> problems, const Record& record) const;

private:
    std::vector<std::string> header_;
    bool written_by_ante_;
    Delimiter delimiter_;
};

// ---- Ante's own export --------------------------------------------------------------------------

// As Ante writes deals and reads them again, loses nothing: a line for each deal, and further ones
// with the same facts for its second person, activity … (`continues`). `line`, `made_id` and
// `continues` of the row are not written.
std::string deal_file_header();
std::string deal_file_rows(const ImportRow& row);

}  // namespace ante::connect
