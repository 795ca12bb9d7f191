// Any bytes at all, planned and read as an import; and what Ante writes of them, read again.
// The first byte chooses what the importer says beforehand.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/json.h"
#include "connect/importing.h"

namespace {

using namespace ante;
using namespace ante::connect;

void must(bool holds) {
    if (!holds) std::abort();
}

class Checked final : public RowSink {
public:
    explicit Checked(const ImportPlan& plan) : rejects_(plan), rejected_(rejects_.header()) {}

    Result<void> row(ImportRow&& row, const Record& record) override {
        must(row.line == record.line && row.line > last_line_ && !row.external_id.empty());
        last_line_ = row.line;
        const std::string json = to_json(row);
        must(is_text(json));
        must(from_json<ImportRow>(json, Input::stored).has_value());
        written_ += deal_file_rows(row);
        return success();
    }
    Result<void> problem(std::span<const RowProblem> problems, const Record& record) override {
        must(!problems.empty());
        for (const RowProblem& p : problems) must(p.line == record.line && is_text(to_json(p)));
        rejected_ += rejects_.row(problems, record);
        return success();
    }

    const std::string& rejected() const { return rejected_; }
    const std::string& written() const { return written_; }

private:
    Rejects rejects_;
    std::string rejected_;
    std::string written_ = deal_file_header();
    std::int64_t last_line_ = 0;
};

class Counted final : public RowSink {
public:
    Result<void> row(ImportRow&&, const Record&) override { return success(); }
    Result<void> problem(std::span<const RowProblem>, const Record&) override { return success(); }
};

ImportOptions options_of(std::uint8_t choice) {
    ImportOptions options;
    options.house_currency = Currency{};
    if (choice & 1) options.dates = choice & 2 ? DateOrder::dmy : DateOrder::mdy;
    if (choice & 4) options.decimal = choice & 8 ? DecimalMark::comma : DecimalMark::point;
    if (choice & 16)
        options.map = "name=#1, account:=Acme, amount=#2, created=#3, status=, stage=#4";
    if (choice & 32)
        options.map = "account=#2, name=#1, id=#line, activity_at=#3, person=#4, won=#5";
    if (choice & 64) options.encoding = Encoding::windows1252;
    return options;
}

// What was written must be a file of ours that can be planned and read, every row of it.
void reads_back(const std::string& text, bool without_problems) {
    TextBytes bytes(text);
    const auto plan = plan_import(bytes, {.house_currency = Currency{}});
    if (!plan.has_value()) {
        // Rejects of a file that was hardly text may be hardly text.
        must(!without_problems && plan.error().code == "file_is_binary");
        return;
    }
    must(plan.value().written_by_ante);
    if (!plan.value().questions.empty()) {
        must(!without_problems);
        return;
    }
    Counted counted;
    const auto tally = read_import(bytes, plan.value(), Zone(), counted);
    must(tally.has_value());
    if (without_problems) must(tally.value().problems == 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    TextBytes bytes(text);
    const auto plan = plan_import(bytes, options_of(data[0]));
    if (!plan.has_value()) {
        must(!plan.error().code.empty() && !plan.error().detail.empty());
        return 0;
    }
    const std::string json = to_json(plan.value());
    must(from_json<ImportPlan>(json, Input::stored).has_value());
    must(parse_mapping(spelled(plan.value().mapping), {}).has_value());
    if (!plan.value().questions.empty()) return 0;

    Checked checked(plan.value());
    const auto tally = read_import(bytes, plan.value(), Zone(), checked);
    if (!tally.has_value()) return 0;  // quotes_broken
    const ImportTally& count = tally.value();
    must(count.rows == count.good + count.problems + count.passed_over);
    if (plan.value().mapping.kind == ImportKind::activities) return 0;
    reads_back(checked.written(), true);
    if (count.problems > 0) reads_back(checked.rejected(), false);
    return 0;
}
