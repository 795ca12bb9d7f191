// The figures as files: a row for each figure of the team and of each member, with its definition.

#include "api/endpoints.h"
#include "api/review_figures.h"
#include "connect/sheet.h"
#include "store/lists.h"

namespace ante::api {
namespace {

using namespace method;

constexpr std::size_t most_members = 200;

connect::SheetCell cell_of(const std::optional<double>& value, FigureUnit unit) {
    if (!value) return std::monostate{};
    return connect::Number{*value, unit == FigureUnit::share ? connect::NumberLook::share
                                                             : connect::NumberLook::plain};
}

std::string named(const Span& span) {
    return text_of(span.from) + " to " + text_of(span.to - Days{1});
}

void add_rows(connect::Sheet& sheet, const ReviewOf& of) {
    const std::string whose = of.name.empty() ? "Everybody" : of.team ? "Team " + of.name : of.name;
    for (const FigureReport& report : of.figures) {
        const Figure& figure = *figure_named(report.id);
        auto& row = sheet.rows.emplace_back();
        row.emplace_back(whose);
        row.emplace_back(std::string(figure.name));
        row.emplace_back(std::string(word_of(figure.unit)));
        row.push_back(cell_of(report.recent.value, figure.unit));
        row.push_back(cell_of(report.past.value, figure.unit));
        for (const FigureValue* value : {&report.recent, &report.past}) {
            row.push_back(cell_of(value->part, FigureUnit::count));
            row.push_back(cell_of(value->of, FigureUnit::count));
        }
        for (const FigureValue& value : report.series)
            row.push_back(cell_of(value.value, figure.unit));
        row.emplace_back(std::string(figure.says));
    }
}

Result<connect::Sheet> sheet_of(const Reading& in, const AskFigures& params) {
    TRY(const store::Whose whose, whose_figures(in, params.member, params.team));
    TRY(const ReviewOf first, figures_of(in, whose, params.by));
    connect::Sheet sheet{.name = "Figures", .columns = {}, .rows = {}};
    sheet.columns = {"Whose",           "Figure",      "Unit",   named(first.recent),
                     named(first.past), "Counted now", "Of now", "Counted before",
                     "Of before"};
    for (const Span& bucket : first.buckets) sheet.columns.push_back(named(bucket));
    sheet.columns.emplace_back("Definition");
    add_rows(sheet, first);
    if (whose.member) return sheet;
    TRY(const auto members,
        store::members(in.db, in.workspace.id, {.team = whose.team, .limit = most_members}));
    for (const Member& member : members.items) {
        TRY(const ReviewOf of, figures_of(in, {member.id, {}}, params.by));
        add_rows(sheet, of);
    }
    return sheet;
}

Answer file(std::string bytes, std::string_view type, std::string_view name) {
    Answer answer;
    answer.content_type = type;
    answer.content = std::move(bytes);
    answer.headers.push_back(
        {"Content-Disposition", "attachment; filename=\"" + std::string(name) + "\""});
    return answer;
}

constexpr std::string_view csv_type = "text/csv; charset=utf-8";
constexpr std::string_view xlsx_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Result<Answer> export_csv(const Reading& in, const AskFigures& params) {
    TRY(const auto sheet, sheet_of(in, params));
    return file(connect::csv_of(sheet), csv_type, "figures.csv");
}
Result<Answer> export_xlsx(const Reading& in, const AskFigures& params) {
    TRY(const auto sheet, sheet_of(in, params));
    TRY(std::string bytes, connect::xlsx_of(sheet));
    return file(std::move(bytes), xlsx_type, "figures.xlsx");
}

// clang-format off
const Endpoint rows[] = {
    {.verb = Verb::get, .path = "/export/figures.csv", .operation = "export_figures", .summary = "The figures of a team and of each of its members, or of one, as CSV.",
     .right = Right::member, .handler = handled_by<&export_csv>(), .content_type = csv_type},
    {.verb = Verb::get, .path = "/export/figures.xlsx", .operation = "export_figures_xlsx", .summary = "The same as an XLSX file.",
     .right = Right::member, .handler = handled_by<&export_xlsx>(), .content_type = xlsx_type},
};
// clang-format on

}  // namespace

Endpoints review_file_endpoints() {
    return rows;
}

}  // namespace ante::api
