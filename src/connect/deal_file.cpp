// The files that Ante writes itself: its export of deals, and the rows that an import rejected.

#include <algorithm>

#include "base/json.h"
#include "connect/import_columns.h"
#include "connect/importing.h"

namespace ante::connect {

namespace {

// One line of the export: the deal, and the n-th person and activity beside it.
struct Line {
    const ImportRow& deal;
    const ImportPerson* person;
    const ImportActivity* activity;
};

struct ExportColumn {
    Target target;
    std::string (*write)(const Line&);
};

template <class T>
std::string text_or_empty(const std::optional<T>& value) {
    return value ? text_of(*value) : std::string();
}
template <class E>
std::string word_or_empty(const std::optional<E>& value) {
    return value ? std::string(word_of(*value)) : std::string();
}

// clang-format off
constexpr ExportColumn export_columns[] = {
    {Target::id,               [](const Line& l) { return l.deal.external_id; }},
    {Target::name,             [](const Line& l) { return l.deal.name; }},
    {Target::account,          [](const Line& l) { return l.deal.account; }},
    {Target::account_domain,   [](const Line& l) { return l.deal.account_domain; }},
    {Target::sector,           [](const Line& l) { return l.deal.sector; }},
    {Target::region,           [](const Line& l) { return l.deal.region; }},
    {Target::size,             [](const Line& l) { return l.deal.size; }},
    {Target::product,          [](const Line& l) { return l.deal.product; }},
    {Target::owner,            [](const Line& l) { return l.deal.owner; }},
    {Target::owner_email,      [](const Line& l) { return l.deal.owner_email; }},
    {Target::amount,           [](const Line& l) { return l.deal.amount ? plain_amount(*l.deal.amount) : ""; }},
    {Target::currency,         [](const Line& l) { return l.deal.amount ? l.deal.amount->currency.text() : ""; }},
    {Target::kind,             [](const Line& l) { return word_or_empty(l.deal.kind); }},
    {Target::status,           [](const Line& l) { return std::string(word_of(l.deal.status)); }},
    {Target::stage,            [](const Line& l) { return l.deal.crm_stage; }},
    {Target::lost_to,          [](const Line& l) { return word_or_empty(l.deal.lost_to); }},
    {Target::lost_reason,      [](const Line& l) { return l.deal.lost_words; }},
    {Target::created,          [](const Line& l) { return text_or_empty(l.deal.created_at); }},
    {Target::closed,           [](const Line& l) { return text_or_empty(l.deal.closed_at); }},
    {Target::expected_close,   [](const Line& l) { return text_or_empty(l.deal.expected_close); }},
    {Target::last_activity,    [](const Line& l) { return text_or_empty(l.deal.last_activity_at); }},
    {Target::parked_until,     [](const Line& l) { return text_or_empty(l.deal.parked_until); }},
    {Target::notes,            [](const Line& l) { return l.deal.notes; }},
    {Target::person,           [](const Line& l) { return l.person ? l.person->name : ""; }},
    {Target::email,            [](const Line& l) { return l.person ? l.person->email : ""; }},
    {Target::title,            [](const Line& l) { return l.person ? l.person->title : ""; }},
    {Target::role,             [](const Line& l) { return l.person ? word_or_empty(l.person->role) : ""; }},
    {Target::activity_type,    [](const Line& l) { return l.activity ? std::string(word_of(l.activity->act)) : ""; }},
    {Target::activity_side,    [](const Line& l) { return l.activity ? std::string(word_of(l.activity->side)) : ""; }},
    {Target::activity_at,      [](const Line& l) { return l.activity ? text_of(l.activity->at) : ""; }},
    {Target::activity_subject, [](const Line& l) { return l.activity ? l.activity->subject : ""; }},
    {Target::activity_person,  [](const Line& l) { return l.activity ? l.activity->person : ""; }},
    {Target::activity_by,      [](const Line& l) { return l.activity ? l.activity->by : ""; }},
    {Target::activity_note,    [](const Line& l) { return l.activity ? l.activity->note : ""; }},
};
// clang-format on

// Rejects must be text whatever the file was.
std::string as_text(std::string_view bytes) {
    if (is_text(bytes)) return std::string(bytes);
    std::string out;
    for (std::size_t i = 0; i < bytes.size();) {
        std::size_t length = 1;
        while (length < 4 && i + length < bytes.size() && !is_text(bytes.substr(i, length)))
            ++length;
        if (is_text(bytes.substr(i, length))) {
            out += bytes.substr(i, length);
            i += length;
        } else {
            out += "\ufffd";
            ++i;
        }
    }
    return out;
}

}  // namespace

std::string deal_file_header() {
    std::string out;
    CsvWriter writer(out);
    for (const ExportColumn& column : export_columns)
        writer.cell(column.target == Target::id ? "ante_deal" : word_of(column.target));
    writer.end();
    return out;
}

std::string deal_file_rows(const ImportRow& row) {
    std::string out;
    CsvWriter writer(out);
    const std::size_t lines = std::max({row.people.size(), row.activities.size(), std::size_t{1}});
    for (std::size_t i = 0; i < lines; ++i) {
        const Line line{row, i < row.people.size() ? &row.people[i] : nullptr,
                        i < row.activities.size() ? &row.activities[i] : nullptr};
        for (const ExportColumn& column : export_columns) writer.cell(column.write(line));
        writer.end();
    }
    return out;
}

Rejects::Rejects(const ImportPlan& plan)
    : written_by_ante_(plan.written_by_ante), delimiter_(plan.format.delimiter) {
    for (const PlannedColumn& column : plan.columns) header_.push_back(column.header);
}

std::string Rejects::header() const {
    std::string out;
    CsvWriter writer(out, delimiter_);
    for (const auto own : {"ante_line", "ante_column", "ante_reason"}) writer.cell(own);
    for (const std::string& name : header_)
        if (!is_rejects_column(name)) writer.cell(as_text(name));
    writer.end();
    return out;
}

std::string Rejects::row(std::span<const RowProblem> problems, const Record& record) const {
    std::string columns;
    std::string reasons;
    for (const RowProblem& problem : problems) {
        if (!columns.empty() && !problem.column.empty()) columns += "; ";
        columns += problem.column;
        if (!reasons.empty()) reasons += ' ';
        reasons += problem.detail;
    }
    std::string out;
    CsvWriter writer(out, delimiter_);
    writer.cell(std::to_string(record.line));
    writer.cell(as_text(columns));
    writer.cell(as_text(reasons));
    // A row that is short is filled up; what it has too many stays behind its header.
    for (std::size_t i = 0; i < std::max(header_.size(), record.cells.size()); ++i) {
        if (i < header_.size() && is_rejects_column(header_[i])) continue;
        const std::string_view cell =
            i < record.cells.size() ? record.cells[i] : std::string_view{};
        writer.cell(as_text(written_by_ante_ ? unprotect(cell) : cell));
    }
    writer.end();
    return out;
}

}  // namespace ante::connect
