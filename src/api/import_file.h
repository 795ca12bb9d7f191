#pragma once
// A file of deals becomes deals: the rows that connect/importing.h reads are carried out as
// commands, as if each had been given on the day it tells of.
//
// - A deal is known by its external id; a second import of the same file changes nothing. A changed
//   name, amount, expected day or outcome is followed, nothing is taken back.
// - Accounts are known by name, people by address or by name at their account, members by address
// or
//   name. Who is not there is made; a member made so can't sign in until an admin gives him an
//   address.
// - A stage of another system is noted and proves nothing (METHOD 8): an open deal arrives as a
//   prospect, unless the file brings a meeting that the buyer came to.
// - A row that is refused is reported and left out whole; its neighbours are in. A broken-off
// import
//   can be run again.

#include <functional>
#include <string>

#include "connect/importing.h"
#include "store/imports.h"
#include "store/store.h"
#include "store/workspace.h"

namespace ante::api {

enum class RowOutcome : std::uint8_t { made, changed, same, refused, passed_over };
constexpr auto words(RowOutcome) {
    return std::array{"made"sv, "changed"sv, "same"sv, "refused"sv, "passed_over"sv};
}

// What became, or would become, of one row.
struct RowReport {
    std::int64_t line = 0;
    RowOutcome outcome = RowOutcome::made;
    std::string name;    // The deal's.
    std::string column;  // Where it is wrong, if one column is.
    std::string code;    // If refused or passed over.
    std::string detail;

    static constexpr auto fields = describe(
        field<&RowReport::line>("line", "On which the row starts in the file."),
        field<&RowReport::outcome>("outcome", "What became of it."),
        field<&RowReport::name>("name", "The deal."),
        field<&RowReport::column>("column", "The column that is wrong; empty: the whole row."),
        field<&RowReport::code>("code", "Why it was refused or passed over."),
        field<&RowReport::detail>("detail", "The same in a sentence."));
};

using store::ImportReport;

enum class ImportMode : std::uint8_t { real, dry_run };

// Told of each row, in the file's order, once its batch is durable (or was tried, in a dry run).
using EachRow = std::function<void(const RowReport&)>;
// Told of each row that is not taken, as a line for the rejects file.
using EachReject = std::function<void(const std::string& line)>;

// Reads `file` by a plan without questions and carries it out for the workspace, 1,000 rows
// per transaction. In a dry run each transaction is taken back: what it says is what would happen.
Result<ImportReport> import_file(store::Store& store, method::WorkspaceId workspace,
                                 connect::Bytes& file, const connect::ImportPlan& plan,
                                 ImportMode mode, const store::Cause& cause,
                                 const EachRow& each_row = {}, const EachReject& each_reject = {});

}  // namespace ante::api
