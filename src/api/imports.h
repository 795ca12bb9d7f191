#pragma once
// What an import over HTTP answers.

#include "api/import_file.h"

namespace ante::api {

struct ImportAnswer {
    connect::ImportPlan plan{};  // Its questions must be answered first: then nothing was read.
    ImportReport report{};
    std::vector<RowReport>
        rows{};           // In a dry run every row, else those that need a look; the first 10,000.
    std::string rejects;  // A CSV of the refused rows, to be mended; cut after 8 MB.

    static constexpr auto fields = describe(
        field<&ImportAnswer::plan>("plan",
                                   "What the file is, and what must be said first: with questions "
                                   "in it nothing was read."),
        field<&ImportAnswer::report>("report", "What became of the rows."),
        field<&ImportAnswer::rows>(
            "rows", "Row by row: in a dry run all, else those that need a look; the first 10,000.",
            {.max_items = 10'000}),
        field<&ImportAnswer::rejects>("rejects",
                                      "The refused rows as CSV, to be mended and imported again.",
                                      {.max_length = 8'000'000}));
};

}  // namespace ante::api
