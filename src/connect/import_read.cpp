#include <algorithm>

#include "connect/importing.h"
#include "connect/row_reader.h"

namespace ante::connect {

namespace {

// The ids of the file so far, in an open table of at most 16 MB.
class SeenIds {
public:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t facts = 0;
        std::uint32_t line = 0;
    };

    // The slot of `key` if it was there; else it is put there, as long as there is room.
    const Slot* find_or_add(std::uint64_t key, std::uint32_t facts, std::int64_t line) {
        key = key == 0 ? 1 : key;
        if ((used_ + 1) * 10 > slots_.size() * 7) grow();
        Slot& slot = slot_of(key);
        if (slot.key == key) return &slot;
        if ((used_ + 1) * 10 > slots_.size() * 7) return nullptr;
        slot = {key, facts, static_cast<std::uint32_t>(line)};
        ++used_;
        return nullptr;
    }

private:
    static constexpr std::size_t most = std::size_t{1} << 20;

    Slot& slot_of(std::uint64_t key) {
        std::size_t i = (key ^ key >> 32) & (slots_.size() - 1);
        while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & (slots_.size() - 1);
        return slots_[i];
    }
    void grow() {
        if (slots_.size() >= most) return;
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& slot : old)
            if (slot.key != 0) slot_of(slot.key) = slot;
    }

    std::vector<Slot> slots_ = std::vector<Slot>(1024);
    std::size_t used_ = 0;
};

}  // namespace

Result<ImportTally> read_import(Bytes& file, const ImportPlan& plan, const Zone& zone,
                                RowSink& sink) {
    if (!plan.questions.empty())
        return refuse("plan_has_questions",
                      "This can't be read before it is said: " + plan.questions[0].detail);

    CsvReader reader(file, plan.format);
    TRY(const auto header, read_header(reader));
    const bool same =
        header.size() == plan.columns.size() &&
        std::equal(header.begin(), header.end(), plan.columns.begin(),
                   [](const auto& h, const PlannedColumn& c) { return h == c.header; });
    if (!same)
        return Error{No::conflict,
                     "file_changed",
                     "The header of this file is not the one that was looked through.",
                     {}};
    std::vector<Question> questions;
    const Columns columns(plan.mapping, header, questions);
    RowReader rows(plan, zone, columns);
    SeenIds seen;
    ImportTally tally;

    for (;;) {
        TRY(const Record* record, reader.next());
        if (!record || (plan.footer_line > 0 && record->line >= plan.footer_line)) break;
        if (!record->fault && record->blank()) continue;
        ++tally.rows;
        ImportRow row;
        const RowVerdict verdict = rows.read(*record, row);

        // 1. Which deal it is of, if the row is good.
        bool again = false;
        std::optional<RowProblem> clash;
        if (verdict == RowVerdict::good && plan.mapping.kind == ImportKind::deals) {
            const std::uint64_t key = hash_of(row.external_id);
            const auto facts = static_cast<std::uint32_t>(rows.deal_facts());
            const std::uint64_t beside = rows.facts_beside();
            if (const auto* before = seen.find_or_add(key, facts, row.line)) {
                const std::string where = std::to_string(before->line);
                if (before->facts != facts)
                    clash = RowProblem{
                        row.line, "", row.made_id ? "deal_ambiguous" : "duplicate_id",
                        row.made_id
                            ? "This row and line " + where +
                                  " have the same account, name, product and beginning, and no id "
                                  "tells them apart; map an id column."
                            : "This id came before on line " + where + " with other facts."};
                else
                    row.continues = true;
            }
            if (!clash && (beside != 0 || row.continues)) {
                const bool was_there = beside == 0 || seen.find_or_add(key ^ beside, 0, row.line);
                again = row.continues && was_there;
            }
        }

        // 2. Tell.
        if (verdict == RowVerdict::bad || clash) {
            ++tally.problems;
            TRYV(sink.problem(clash ? std::span<const RowProblem>(&*clash, 1) : rows.problems(),
                              *record));
            continue;
        }
        for (const RowProblem& n : rows.notes()) {
            TRYV(sink.note(n));
        }
        if (again) {
            TRYV(sink.note({row.line, "", "duplicate_row", "The same row came before."}));
        }
        if (again || verdict == RowVerdict::skip) {
            ++tally.passed_over;
            continue;
        }
        tally.rounded += rows.rounded() ? 1 : 0;
        ++tally.good;
        TRYV(sink.row(std::move(row), *record));
    }
    return tally;
}

}  // namespace ante::connect
