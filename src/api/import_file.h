#pragma once
// A file of deals becomes deals: the rows that connect/importing.h reads are carried out as
// commands, as if each had been given on the day it tells of.
//
// - A deal is known by its external id; a second import of the same file changes nothing. A changed
//   name, amount, expected day or outcome is followed, nothing is taken back.
// - Further rows of a deal (reports joined with contacts or activities) are joined to its first one
//   before it is carried out, so that a closed deal has all its people. They must stand together,
//   or at least in one batch: a later one can't add to a deal that is over (`rows_apart`).
// - Accounts are known by name, people by address or by name at their account, members by address
//   or name. Who is not there is made; a member made so can't sign in until an admin gives him an
//   address.
// - A stage of another system is noted and proves nothing (METHOD 8): an open deal arrives as a
//   prospect, unless the file brings a meeting that the buyer came to.
// - A row that is refused is reported and left out whole; its neighbours are in. Of a deal with
//   several rows all are refused, or none.
// - It is remembered (store/imports.h), in the transactions of its rows. A broken-off import can be
//   run again.

#include <functional>
#include <string>

#include "connect/importing.h"
#include "store/imports.h"
#include "store/store.h"
#include "store/workspace.h"

namespace ante::api {

enum class RowOutcome : std::uint8_t { made, changed, same, joined, refused, passed_over };
constexpr auto words(RowOutcome) {
    return std::array{"made"sv, "changed"sv, "same"sv, "joined"sv, "refused"sv, "passed_over"sv};
}

// What became, or would become, of one row.
struct RowReport {
    std::int64_t line = 0;
    RowOutcome outcome = RowOutcome::made;
    std::string name;    // The deal's.
    std::string column;  // Where it is wrong, if one column is.
    std::string code;    // If refused or passed over, or taken with a remark.
    std::string detail;

    static constexpr auto fields = describe(
        field<&RowReport::line>("line", "On which the row starts in the file."),
        field<&RowReport::outcome>("outcome",
                                   "What became of it; joined: a further row of a deal, told at "
                                   "its first."),
        field<&RowReport::name>("name", "The deal."),
        field<&RowReport::column>("column", "The column that is wrong; empty: the whole row."),
        field<&RowReport::code>("code",
                                "Why it was refused or passed over, or what to know about it."),
        field<&RowReport::detail>("detail", "The same in a sentence."));
};

using store::ImportReport;

enum class ImportMode : std::uint8_t { real, dry_run };

// What to import. File and plan must outlive it.
struct ImportOrder {
    method::WorkspaceId workspace{};
    connect::Bytes& file;
    const connect::ImportPlan& plan;  // Without questions.
    ImportMode mode = ImportMode::real;
    store::Cause cause{};   // `by` a member.
    std::string file_name;  // As people know it; may be empty.
};

// Who wants to hear of it; each may be empty.
struct ImportEars {
    // Of each row, in the file's order, once its batch is durable (or was tried, in a dry run).
    // `becomes` is the whole deal, at its first row only; null also if the row could not be read.
    std::function<void(const RowReport&, const connect::ImportRow* becomes)> row{};
    // Of the rejects file: its header, then a line for each row that is not taken.
    std::function<void(const std::string& line)> reject{};
    // That it has begun, and is remembered from now on. Not in a dry run.
    std::function<void(store::ImportId)> begun{};
    // Asked before each batch: true breaks it off (`import_broken_off`).
    std::function<bool()> stops{};
};

// Reads the file and carries it out, 1,000 rows per transaction (more where the rows of one deal
// want to stay together). In a dry run each transaction is taken back: what it says is what would
// happen.
Result<ImportReport> import_file(store::Store& store, const ImportOrder& order,
                                 const ImportEars& ears = {});

}  // namespace ante::api
