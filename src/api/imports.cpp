#include "api/imports.h"

#include "api/endpoints.h"
#include "api/follow_ups.h"
#include "api/page.h"
#include "store/workspace.h"

namespace ante::api {
namespace {

using store::ImportId;

constexpr std::size_t most_rows_told = 10'000;
constexpr std::size_t most_rejects = 8'000'000;
constexpr std::size_t most_previewed = 50;
constexpr std::int64_t most_refused_shown = 200;

// clang-format off
enum class DryRun : std::uint8_t { no, yes };
constexpr auto words(DryRun) { return std::array{"false"sv, "true"sv}; }
enum class Wait : std::uint8_t { no, yes };
constexpr auto words(Wait) { return std::array{"false"sv, "true"sv}; }
enum class Recognise : std::uint8_t { no, yes };
constexpr auto words(Recognise) { return std::array{"false"sv, "true"sv}; }
// clang-format on

struct ImportDeals {
    DryRun dry_run = DryRun::no;
    Wait wait = Wait::yes;
    Recognise recognise = Recognise::yes;
    std::string mapping;
    std::string map;
    std::optional<connect::Encoding> encoding{};
    std::optional<connect::Delimiter> delimiter{};
    std::optional<connect::DateOrder> dates{};
    std::optional<connect::DecimalMark> decimal{};
    std::optional<Currency> currency{};
    std::string file_name;
    static constexpr auto fields = describe(
        field<&ImportDeals::dry_run>("dry_run", "true: say what would happen, and write nothing.",
                                     {.may_be_absent = true}),
        field<&ImportDeals::wait>("wait",
                                  "false: answer as soon as it has begun; GET /imports/{import} "
                                  "tells how far it is. Not in a dry run.",
                                  {.may_be_absent = true}),
        field<&ImportDeals::recognise>("recognise",
                                       "false: take only what `map` says for the mapping.",
                                       {.may_be_absent = true}),
        field<&ImportDeals::mapping>("mapping",
                                     "The name of a kept mapping, instead of what is recognised.",
                                     {.max_length = 100, .may_be_absent = true}),
        field<&ImportDeals::map>("map",
                                 "Which column is what, laid over what is recognised: name=Deal "
                                 "Name, amount=close_value.",
                                 {.max_length = 6000, .may_be_absent = true}),
        field<&ImportDeals::encoding>("encoding", "How the file spells its characters."),
        field<&ImportDeals::delimiter>("delimiter", "What stands between two cells."),
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

Result<connect::ImportOptions> options_from(const ImportDeals& wishes, const Errand& in) {
    return in.house.store.read([&](store::Connection& db) -> Result<connect::ImportOptions> {
        TRY(const auto workspace, store::look_into(db, in.viewer.workspace));
        connect::ImportOptions options;
        options.encoding = wishes.encoding;
        options.delimiter = wishes.delimiter;
        options.map = wishes.map;
        options.dates = wishes.dates;
        options.decimal = wishes.decimal;
        options.currency = wishes.currency;
        options.house_currency = workspace.settings().currency;
        if (wishes.recognise == Recognise::no) options.mapping.emplace();
        if (!wishes.mapping.empty()) {
            TRY(const auto saved, store::load_mapping(db, workspace.id, wishes.mapping));
            TRY(options.mapping, from_json<connect::Mapping>(saved.body, Input::stored));
        }
        return options;
    });
}

Result<store::ImportLine> remembered(const Errand& in, ImportId id) {
    return in.house.store.read([&](store::Connection& db) {
        return store::load_import(db, in.viewer.workspace, id, in.now);
    });
}

Result<ImportAnswer> import_deals(Errand& in, const ImportDeals& wishes) {
    TRY(const auto options, options_from(wishes, in));
    BodyBytes file(in.body);
    ImportAnswer answer;
    TRY(answer.plan, connect::plan_import(file, options));
    if (!answer.plan.questions.empty()) return answer;
    TRYV(file.rewind());
    const bool dry = wishes.dry_run == DryRun::yes;
    const connect::ImportPlan plan = answer.plan;
    const ImportOrder order{in.viewer.workspace,
                            file,
                            plan,
                            dry ? ImportMode::dry_run : ImportMode::real,
                            {{in.viewer.me, {}}, in.now, std::string(in.request_id)},
                            wishes.file_name};
    ImportId id{};
    ImportEars ears;
    ears.row = [&](const RowReport& row, const connect::ImportRow* becomes) {
        if (dry && answer.preview.size() < most_previewed)
            answer.preview.push_back({row, becomes ? std::optional(*becomes) : std::nullopt});
        const bool tell = dry || row.outcome == RowOutcome::refused;
        if (tell && answer.rows.size() < most_rows_told) answer.rows.push_back(row);
    };
    ears.reject = [&](const std::string& line) {
        if (answer.rejects.size() + line.size() < most_rejects) answer.rejects += line;
    };
    ears.begun = [&](ImportId begun) {
        id = begun;
        if (wishes.wait == Wait::yes) return;
        auto line = remembered(in, id);
        if (line) answer.import = std::move(line).value();
        in.answer_now(to_json(answer));
    };
    ears.stops = [&] { return in.house.ending.load(); };
    TRY(answer.report, import_file(in.house.store, order, ears));
    if (answer.report.refused == 0) answer.rejects.clear();
    if (!dry) {
        TRY(answer.import, remembered(in, id));
        catch_up(in.house.store, in.viewer.workspace);
    }
    return answer;
}

// ---- what is remembered ------------------------------------------------------------------------

struct ListImports {
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields = describe(limit_row<ListImports>(), after_row<ListImports>());
};
Result<Page<store::ImportLine>> list_imports(const Reading& in, const ListImports& params) {
    TRY(auto page, store::imports(in.db, in.viewer.workspace, params.limit, params.after, in.now));
    return page_from(std::move(page));
}

struct OneImport {
    ImportId import{};
    static constexpr auto fields =
        describe(field<&OneImport::import>("import", "The import.", {.from_path = true}));
};
Result<ImportView> get_import(const Reading& in, const OneImport& which) {
    const method::WorkspaceId id = in.viewer.workspace;
    ImportView view;
    TRY(view.import, store::load_import(in.db, id, which.import, in.now));
    TRY(const auto form, store::form_of_import(in.db, id, which.import));
    TRY(view.mapping, from_json<connect::Mapping>(form.mapping, Input::stored));
    TRY(const auto refused, store::refusals_of(in.db, id, which.import, 0, most_refused_shown));
    view.refused_until = view.import.started_at + store::refusals_live;
    for (const store::ImportRefusal& r : refused)
        view.refused.push_back({r.line, RowOutcome::refused, r.name, r.column, r.code, r.detail});
    return view;
}

// The rows that were not taken, some at a time.
class Refused final : public Source {
public:
    Refused(store::Store& store, method::WorkspaceId workspace, ImportId import, std::string header)
        : store_(store), workspace_(workspace), import_(import), header_(std::move(header)) {}

    void open(std::function<void()>) override {}

    Piece next() override {
        const auto some = store_.read([&](store::Connection& db) {
            return store::refusals_of(db, workspace_, import_, after_, at_a_time);
        });
        if (!some) return {.bytes = {}, .state = State::broken};
        Piece piece{.bytes = std::exchange(header_, {}), .state = State::more};
        for (const store::ImportRefusal& refusal : some.value()) {
            piece.bytes += refusal.reject;
            after_ = refusal.line;
        }
        if (std::ssize(some.value()) < at_a_time) piece.state = State::done;
        return piece;
    }

private:
    static constexpr std::int64_t at_a_time = 200;

    store::Store& store_;
    const method::WorkspaceId workspace_;
    const ImportId import_;
    std::string header_;
    std::int64_t after_ = 0;
};

Result<Answer> get_rejects(const Reading& in, const OneImport& which) {
    TRY(auto form, store::form_of_import(in.db, in.viewer.workspace, which.import));
    Answer answer;
    answer.content_type = "text/csv; charset=utf-8";
    answer.content = Download{std::make_unique<Refused>(
        in.house.store, in.viewer.workspace, which.import, std::move(form.rejects_header))};
    answer.headers.push_back({"Content-Disposition", "attachment; filename=\"rejects.csv\""});
    return answer;
}

// clang-format off
const Endpoint rows[] = {
    {.verb = Verb::post, .path = "/imports", .operation = "import_deals", .summary = "Bring deals in from a CSV file: the body is the file. It goes on when the request ends.",
     .right = Right::manage, .handler = handled_by<&import_deals>(), .takes = "text/csv", .largest_body = 1'000'000'000},
    {.verb = Verb::get, .path = "/imports", .operation = "list_imports", .summary = "What was imported, the last first.", .right = Right::manage, .handler = handled_by<&list_imports>()},
    {.verb = Verb::get, .path = "/imports/{import}", .operation = "get_import", .summary = "An import: how far it is, and what became of it.", .right = Right::manage, .handler = handled_by<&get_import>()},
    {.verb = Verb::get, .path = "/imports/{import}/rejects.csv", .operation = "get_import_rejects", .summary = "The rows that it did not take (the first 100,000), to be mended and imported again.",
     .right = Right::manage, .handler = handled_by<&get_rejects>(), .content_type = "text/csv; charset=utf-8"},
};
// clang-format on

}  // namespace

Endpoints import_endpoints() {
    return rows;
}

}  // namespace ante::api
