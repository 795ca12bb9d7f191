#pragma once
// Imports over HTTP: what one answers, and how it is remembered.

#include "api/import_file.h"

namespace ante::api {

// One of the first rows of a dry run, as it would become.
struct RowPreview {
    RowReport report{};
    std::optional<connect::ImportRow> becomes{};

    static constexpr auto fields = describe(
        field<&RowPreview::report>("report", "What would become of it."),
        field<&RowPreview::becomes>("becomes",
                                    "The whole deal, with the people and activities of its further "
                                    "rows; absent: there is none, or it stands at its first row."));
};

struct ImportAnswer {
    connect::ImportPlan plan{};  // Its questions must be answered first: then nothing was read.
    std::optional<store::ImportLine> import{};
    ImportReport report{};
    std::vector<RowPreview> preview{};
    std::vector<RowReport>
        rows{};           // In a dry run every row, else those that need a look; the first 10,000.
    std::string rejects;  // A CSV of the refused rows, to be mended; cut after 8 MB.

    static constexpr auto fields = describe(
        field<&ImportAnswer::plan>("plan",
                                   "What the file is, and what must be said first: with questions "
                                   "in it nothing was read."),
        field<&ImportAnswer::import>(
            "import", "As it is remembered; absent in a dry run and with questions."),
        field<&ImportAnswer::report>("report", "What became of the rows."),
        field<&ImportAnswer::preview>(
            "preview", "In a dry run the first 50 rows, as they would become.", {.max_items = 50}),
        field<&ImportAnswer::rows>(
            "rows", "Row by row: in a dry run all, else those that need a look; the first 10,000.",
            {.max_items = 10'000}),
        field<&ImportAnswer::rejects>("rejects",
                                      "The refused rows as CSV, to be mended and imported again.",
                                      {.max_length = 8'000'000}));
};

// A remembered import, opened.
struct ImportView {
    store::ImportLine import{};
    connect::Mapping mapping{};
    std::vector<RowReport> refused{};
    Instant refused_until{};

    static constexpr auto fields = describe(
        field<&ImportView::import>("import", "The import."),
        field<&ImportView::mapping>("mapping", "By which it was read."),
        field<&ImportView::refused>("refused",
                                    "The first 200 rows that were not taken; all of them are in "
                                    "rejects.csv.",
                                    {.max_items = 200}),
        field<&ImportView::refused_until>(
            "refused_until", "So long these rows are kept, 30 days; then only their count."));
};

// A mapping that was kept under a name.
struct MappingView {
    std::string name;
    method::MemberId by{};
    Instant saved_at{};
    connect::Mapping mapping{};

    static constexpr auto fields =
        describe(field<&MappingView::name>("name", "Its name."),
                 field<&MappingView::by>("by", "Who kept it."),
                 field<&MappingView::saved_at>("saved_at", "When."),
                 field<&MappingView::mapping>("mapping", "Which column is what."));
};

}  // namespace ante::api
