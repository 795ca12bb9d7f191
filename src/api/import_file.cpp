#include "api/import_file.h"

#include <chrono>
#include <unordered_map>
#include <unordered_set>

#include "api/import_deal.h"
#include "base/json.h"

namespace ante::api {
namespace {

using connect::ImportRow;
using store::EffectOn;
using store::ImportId;
using store::Transaction;
using store::Workspace;

constexpr std::size_t rows_a_transaction = 1'000;
constexpr std::size_t most_rows_joined = 10'000;  // to one deal

// A row of the file on its way, so that the report keeps the file's order.
struct Line {
    RowReport told;
    std::optional<std::size_t> deal{};  // Of which it is a row; empty: it was not taken.
    std::vector<std::string> cells{};   // As in the file, for the rejects.
    std::string reject{};               // Its line for them, if it was not even read.
};

struct Waiting {
    ImportRow row;
    std::size_t rows = 1;
    bool continues = false;  // Its first rows were carried out before.
};

class Importing final : public connect::RowSink {
public:
    Importing(store::Store& store, const ImportOrder& order, const ImportEars& ears)
        : store_(store), order_(order), ears_(ears), rejects_(order.plan) {
        report_.dry_run = dry();
    }

    // That it happens is remembered before its first row is.
    Result<void> begin() {
        if (dry()) return success();
        const store::NewImport import{order_.cause.by.member.value_or(method::MemberId{}),
                                      order_.file_name,
                                      order_.plan.rows,
                                      to_json(order_.plan.mapping),
                                      rejects_.header(),
                                      order_.cause.now};
        TRYV(store_.write_now([&](Transaction& in) -> Result<void> {
            TRY(id_, store::begin_import(in, order_.workspace, import));
            return success();
        }));
        cause_.request_id = "import " + id_.text();
        if (ears_.begun) ears_.begun(id_);
        return success();
    }

    Result<void> row(ImportRow&& row, const connect::Record& record) override {
        TRYV(settle_notes(row.line));
        RowReport told{row.line, RowOutcome::made, row.name, "", "", ""};
        if (!notes_.empty()) {
            told.column = notes_.front().column;
            told.code = notes_.front().code;
            told.detail = notes_.front().detail;
            notes_.clear();
        }
        Line line{.told = std::move(told)};
        line.cells.assign(record.cells.begin(), record.cells.end());

        // 1. A further row of a deal that waits here is joined to it.
        if (row.continues) {
            const auto found = waits_at_.find(row.external_id);
            if (found != waits_at_.end() && waiting_[found->second].rows < most_rows_joined) {
                Waiting& deal = waiting_[found->second];
                ++deal.rows;
                std::ranges::move(row.people, std::back_inserter(deal.row.people));
                std::ranges::move(row.activities, std::back_inserter(deal.row.activities));
                line.told.outcome = RowOutcome::joined;
                line.deal = found->second;
                lines_.push_back(std::move(line));
                return success();
            }
        }
        // 2. Before another deal a full batch is carried out: then the deals in it are whole.
        if (lines_.size() >= rows_a_transaction) {
            TRYV(flush());
        }
        line.deal = waiting_.size();
        waits_at_[row.external_id] = waiting_.size();
        const bool continues = row.continues;
        waiting_.push_back({.row = std::move(row), .rows = 1, .continues = continues});
        lines_.push_back(std::move(line));
        return success();
    }

    Result<void> problem(std::span<const connect::RowProblem> problems,
                         const connect::Record& record) override {
        TRYV(settle_notes(record.line));
        notes_.clear();
        return not_taken({.told = told_of(problems.front(), RowOutcome::refused),
                          .reject = rejects_.row(problems, record)});
    }

    Result<void> note(const connect::RowProblem& why) override {
        TRYV(settle_notes(why.line));
        notes_.push_back(why);
        return success();
    }

    Result<void> finish() {
        TRYV(settle_notes(-1));
        TRYV(flush());
        return end(store::ImportState::done, "");
    }
    // As far as that can still be said; else it shows by itself (store/imports.h).
    void break_off(const Error& error) {
        const Result<void> told = end(store::ImportState::broken_off, error.detail);
        (void)told;
    }

    const ImportReport& report() const { return report_; }

private:
    bool dry() const { return order_.mode == ImportMode::dry_run; }
    // The order's moment, and what has passed since.
    Instant now() const {
        const auto passed = std::chrono::steady_clock::now() - began_;
        return order_.cause.now + std::chrono::duration_cast<milliseconds>(passed);
    }

    static RowReport told_of(const connect::RowProblem& why, RowOutcome outcome) {
        return {why.line, outcome, "", why.column, why.code, why.detail};
    }

    // Notes come before their row. If that never came, it was passed over, for the last of them.
    Result<void> settle_notes(std::int64_t line) {
        if (notes_.empty() || notes_.front().line == line) return success();
        Line passed{.told = told_of(notes_.back(), RowOutcome::passed_over)};
        notes_.clear();
        return not_taken(std::move(passed));
    }

    // Patient with a deal whose rows they stand among.
    Result<void> not_taken(Line line) {
        lines_.push_back(std::move(line));
        return lines_.size() < 2 * rows_a_transaction ? success() : flush();
    }

    Result<void> flush() {
        if (lines_.empty()) return success();
        if (ears_.stops && ears_.stops())
            return Error{No::unavailable,
                         "import_broken_off",
                         "The program stops: import the file again to go on.",
                         {}};
        std::vector<Result<Carried>> outcomes;
        store::ImportBatch batch;
        Result<void> written = write(Parts::together, outcomes, batch);
        if (!written && half_written_) written = write(Parts::deal_by_deal, outcomes, batch);
        if (!written && written.error().code != "dry_run") return written.error();
        if (dry()) batch = batch_of(outcomes);

        report_ = batch.report;
        for (const Line& line : lines_) {
            if (!ears_.row) break;
            const ImportRow* becomes = line.deal ? &waiting_[*line.deal].row : nullptr;
            if (becomes && becomes->line != line.told.line) becomes = nullptr;
            ears_.row(report_of(line, outcomes), becomes);
        }
        if (ears_.reject)
            for (const store::ImportRefusal& refusal : batch.refusals) ears_.reject(refusal.reject);
        lines_.clear();
        waiting_.clear();
        waits_at_.clear();
        return success();
    }

    // A part of the transaction for each deal, which can be taken back alone, costs as much as the
    // deal: they are written without, and anew with, should one be refused half-way.
    enum class Parts : std::uint8_t { together, deal_by_deal };

    // The deals that wait, in one transaction.
    Result<void> write(Parts parts, std::vector<Result<Carried>>& outcomes,
                       store::ImportBatch& batch) {
        std::optional<Workspace> left;
        TRYV(store_.write_now([&](Transaction& in) -> Result<void> {
            outcomes.clear();
            batch = {};
            half_written_ = false;
            TRY(Workspace ws, store::enter(in, order_.workspace, store::Numbering::when_left));
            acquaintances_.begin(ws);
            for (const Waiting& deal : waiting_) {
                outcomes.emplace_back(Carried{});
                if (parts == Parts::together) {
                    TRYV(carry(in, ws, deal, outcomes.back()));
                } else {
                    TRYV(carry_apart(in, ws, deal, outcomes.back()));
                }
            }
            if (dry()) return refuse("dry_run", "Nothing is written in a dry run.");
            batch = batch_of(outcomes);
            TRYV(store::keep_batch(in.db(), order_.workspace, id_, batch));
            left = ws;
            return store::leave(in, ws);
        }));
        if (left) acquaintances_.committed(*left);
        return success();
    }

    // Tells in `outcome` what became of one deal; an error is one of the whole transaction, also if
    // some of the deal was written before it was refused.
    Result<void> carry(Transaction& in, Workspace& ws, const Waiting& deal,
                       Result<Carried>& outcome) {
        const std::int64_t before = ws.last_event;
        outcome = carry_deal(in, ws, order_.plan, deal.row, acquaintances_, cause_);
        if (outcome) return success();
        Result<void> refused = refusal_of(deal, outcome);
        if (!refused) return refused;
        half_written_ = ws.last_event != before || in.db().spoilt();
        if (half_written_) return outcome.error();
        return success();
    }

    Result<void> carry_apart(Transaction& in, Workspace& ws, const Waiting& deal,
                             Result<Carried>& outcome) {
        const Workspace untouched = ws;
        const Result<void> tried = in.attempt([&]() -> Result<void> {
            outcome = carry_deal(in, ws, order_.plan, deal.row, acquaintances_, cause_);
            if (!outcome) return outcome.error();
            return success();
        });
        if (tried) return success();
        ws = untouched;  // Its numbers were taken back with its rows.
        acquaintances_.forget();
        return outcome ? tried : refusal_of(deal, outcome);
    }

    // Success if it is the deal's own, and told in other words where that helps.
    static Result<void> refusal_of(const Waiting& deal, Result<Carried>& outcome) {
        const Error error = outcome.error();
        if (deal.continues && error.code == "deal_is_over")
            outcome = refuse("rows_apart",
                             "An earlier row of this deal closed it. Sort the file, so that the "
                             "rows of a deal stand together.");
        const bool its_own = error.kind == No::refused || error.kind == No::invalid ||
                             error.kind == No::conflict || error.kind == No::not_found;
        if (its_own) return success();
        return error;
    }

    static RowReport report_of(const Line& line, const std::vector<Result<Carried>>& outcomes) {
        RowReport told = line.told;
        if (!line.deal) return told;
        const Result<Carried>& outcome = outcomes[*line.deal];
        if (!outcome) {
            told.outcome = RowOutcome::refused;
            told.column.clear();
            told.code = outcome.error().code;
            told.detail = outcome.error().detail;
        } else if (told.outcome != RowOutcome::joined) {
            told.outcome = outcome.value().outcome;
        }
        return told;
    }

    static std::int64_t& count_of(ImportReport& report, RowOutcome outcome) {
        switch (outcome) {
            case RowOutcome::made: return report.made;
            case RowOutcome::changed: return report.changed;
            case RowOutcome::same: return report.same;
            case RowOutcome::joined: return report.joined;
            case RowOutcome::refused: return report.refused;
            case RowOutcome::passed_over: return report.passed_over;
        }
        return report.rows;
    }

    // What the lines that wait came to, on top of what came before.
    store::ImportBatch batch_of(const std::vector<Result<Carried>>& outcomes) {
        store::ImportBatch batch{.effects = {}, .refusals = {}, .report = report_, .at = now()};
        for (const Line& line : lines_) {
            const RowReport told = report_of(line, outcomes);
            ++batch.report.rows;
            ++count_of(batch.report, told.outcome);
            if (told.outcome == RowOutcome::refused)
                batch.refusals.push_back({told.line, told.name, told.column, told.code, told.detail,
                                          reject_of(line, told)});
        }
        for (const Result<Carried>& outcome : outcomes) {
            if (!outcome) continue;
            const Carried& done = outcome.value();
            for (const MadeBeside& beside : done.made) {
                if (!is_fresh(beside)) continue;
                ++(beside.kind == EffectOn::account  ? batch.report.accounts_made
                   : beside.kind == EffectOn::person ? batch.report.people_made
                                                     : batch.report.members_made);
                batch.effects.push_back({beside.kind, beside.id, store::Effect::made, 1});
            }
            if (done.outcome != RowOutcome::same) batch.effects.push_back(done.deal);
        }
        return batch;
    }

    std::string reject_of(const Line& line, const RowReport& told) const {
        if (!line.deal) return line.reject;
        const connect::RowProblem problem[] = {{told.line, "", told.code, told.detail}};
        connect::Record record{.line = told.line, .cells = {}, .fault = {}};
        record.cells.assign(line.cells.begin(), line.cells.end());
        return rejects_.row(problem, record);
    }

    // A dry run makes the same account again in each batch.
    bool is_fresh(const MadeBeside& beside) {
        if (!dry()) return true;
        const std::string key = std::string(word_of(beside.kind)) + beside.name;
        return seen_.insert(std::hash<std::string>{}(key)).second;
    }

    Result<void> end(store::ImportState state, std::string_view why) {
        if (dry() || id_.nil()) return success();
        return store_.write_now([&](Transaction& in) {
            return store::end_import(in.db(), order_.workspace, id_, state, why, now());
        });
    }

    store::Store& store_;
    const ImportOrder& order_;
    const ImportEars& ears_;
    store::Cause cause_ = order_.cause;
    const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    connect::Rejects rejects_;
    ImportId id_{};
    std::vector<connect::RowProblem> notes_;  // Of a row that is still to come.
    std::vector<Line> lines_;
    std::vector<Waiting> waiting_;
    Acquaintances acquaintances_;
    bool half_written_ = false;  // The last transaction ended in the middle of a refused deal.
    std::unordered_map<std::string, std::size_t> waits_at_;  // By external id.
    ImportReport report_;
    std::unordered_set<std::size_t> seen_;
};

}  // namespace

Result<ImportReport> import_file(store::Store& store, const ImportOrder& order,
                                 const ImportEars& ears) {
    TRY(const Workspace ws,
        store.read([&](store::Connection& db) { return store::look_into(db, order.workspace); }));
    Importing sink(store, order, ears);
    TRYV(sink.begin());
    if (ears.reject) ears.reject(connect::Rejects(order.plan).header());
    const auto carried = [&]() -> Result<void> {
        TRYV(connect::read_import(order.file, order.plan, ws.zone(), sink));
        return sink.finish();
    }();
    if (carried) return sink.report();
    sink.break_off(carried.error());
    return carried.error();
}

}  // namespace ante::api
