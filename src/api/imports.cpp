#include "api/imports.h"

#include "api/endpoints.h"
#include "store/workspace.h"

namespace ante::api {
namespace {

constexpr std::size_t most_rows_told = 10'000;
constexpr std::size_t most_rejects = 8'000'000;

enum class DryRun : std::uint8_t { no, yes };
constexpr auto words(DryRun) {
    return std::array{"false"sv, "true"sv};
}

struct ImportDeals {
    DryRun dry_run = DryRun::no;
    std::string map;
    std::optional<connect::DateOrder> dates{};
    std::optional<connect::DecimalMark> decimal{};
    std::optional<Currency> currency{};
    std::string file_name;
    static constexpr auto fields = describe(
        field<&ImportDeals::dry_run>("dry_run", "true: say what would happen, and write nothing.",
                                     {.may_be_absent = true}),
        field<&ImportDeals::map>("map",
                                 "Which column is what, laid over what is recognised: name=Deal "
                                 "Name, amount=close_value.",
                                 {.max_length = 6000, .may_be_absent = true}),
        field<&ImportDeals::dates>("dates", "How the file's dates are written."),
        field<&ImportDeals::decimal>("decimal", "The decimal mark of its sums."),
        field<&ImportDeals::currency>("currency", "Of sums that name none."),
        field<&ImportDeals::file_name>("file_name", "What the file is called, to know it again.",
                                       {.max_length = 255, .may_be_absent = true}));
};

// The body of a request as the bytes of a file.
class BodyBytes final : public connect::Bytes {
public:
    explicit BodyBytes(const Body& body) : body_(body) {}
    Result<std::size_t> read(std::span<char> into) override {
        TRY(const std::size_t read, body_.read(at_, into));
        at_ += read;
        return read;
    }
    Result<void> rewind() override {
        at_ = 0;
        return success();
    }

private:
    const Body& body_;
    std::uint64_t at_ = 0;
};

Result<ImportAnswer> import_deals(Errand& in, const ImportDeals& wishes) {
    TRY(const auto workspace, in.house.store.read([&](store::Connection& db) {
        return store::look_into(db, in.viewer.workspace);
    }));
    connect::ImportOptions options;
    options.map = wishes.map;
    options.dates = wishes.dates;
    options.decimal = wishes.decimal;
    options.currency = wishes.currency;
    options.house_currency = workspace.settings().currency;

    BodyBytes file(in.body);
    ImportAnswer answer;
    TRY(answer.plan, connect::plan_import(file, options));
    if (!answer.plan.questions.empty()) return answer;
    TRYV(file.rewind());
    const bool dry = wishes.dry_run == DryRun::yes;
    const store::Cause cause{{in.viewer.me, {}}, in.now, std::string(in.request_id)};
    const ImportOrder order{
        in.viewer.workspace, file, answer.plan, dry ? ImportMode::dry_run : ImportMode::real, cause,
        wishes.file_name};
    ImportEars ears;
    ears.row = [&](const RowReport& row, const connect::ImportRow*) {
        const bool tell = dry || row.outcome == RowOutcome::refused;
        if (tell && answer.rows.size() < most_rows_told) answer.rows.push_back(row);
    };
    ears.reject = [&](const std::string& line) {
        if (answer.rejects.size() + line.size() < most_rejects) answer.rejects += line;
    };
    TRY(answer.report, import_file(in.house.store, order, ears));
    if (answer.report.refused == 0) answer.rejects.clear();
    return answer;
}

// clang-format off
const Endpoint rows[] = {
    {.verb = Verb::post, .path = "/imports", .operation = "import_deals", .summary = "Bring deals in from a CSV file: the body is the file.",
     .right = Right::manage, .handler = handled_by<&import_deals>(), .takes = "text/csv", .largest_body = 1'000'000'000},
};
// clang-format on

}  // namespace

Endpoints import_endpoints() {
    return rows;
}

}  // namespace ante::api
