#pragma once
// One record of an imported file, read as a row: each cell under the sense that the plan gives its
// column, with all that is wrong with it.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "connect/import_columns.h"
#include "connect/importing.h"

namespace ante::connect {

// What the nouns take (method/people.h, method/commands.h), in characters.
inline constexpr std::size_t longest_name = 200;
inline constexpr std::size_t longest_word = 100;  // Sector, region, size.
inline constexpr std::size_t longest_address = 254;
inline constexpr std::size_t longest_text = 500;

// FNV-1a: the same in every build, since made ids are kept.
inline constexpr std::uint64_t hash_start = 14695981039346656037U;
inline std::uint64_t hash_of(std::string_view text, std::uint64_t from = hash_start) {
    for (const char c : text)
        from = (from ^ static_cast<unsigned char>(c)) * std::uint64_t{1099511628211};
    return (from ^ 0x1f) * std::uint64_t{1099511628211};  // The text's end counts, too.
}

enum class RowVerdict : std::uint8_t { good, bad, skip };

class RowReader {
public:
    RowReader(const ImportPlan& plan, const Zone& zone, const Columns& columns)
        : plan_(plan), zone_(zone), columns_(columns), own_(plan.mapping.layout == Layout::ante) {}

    RowVerdict read(const Record& record, ImportRow& row);

    std::span<const RowProblem> problems() const { return problems_; }
    std::span<const RowProblem> notes() const { return notes_; }
    bool rounded() const { return rounded_; }
    // Of the deal, and of the person and activity beside it.
    std::uint64_t deal_facts() const;
    std::uint64_t facts_beside() const;

private:
    std::string_view text(Target target) const { return columns_.text(target, *record_); }
    std::string header_of(Target target) const {
        const auto at = columns_.at(target);
        return at ? plan_.columns[*at].header : std::string();
    }
    void fail(Target target, std::string_view code, std::string detail) {
        problems_.push_back(
            {record_->line, header_of(target), std::string(code), std::move(detail)});
    }
    void note(Target target, std::string_view code, std::string detail) {
        notes_.push_back({record_->line, header_of(target), std::string(code), std::move(detail)});
    }
    void take(Target target, std::string& into, std::size_t most = longest_name);
    std::optional<Moment> moment(Target target);
    std::optional<std::string_view> our_word(Target target) const;
    template <class Read>
    auto word(Target target, Read usual) const -> decltype(usual(std::string_view{}));

    void check_form();
    void read_id(ImportRow& row);
    void read_deal(ImportRow& row);
    void read_amount_of(ImportRow& row);
    bool read_status(ImportRow& row);
    std::optional<ImportStatus> status_by_flags(ImportRow& row);
    std::optional<bool> flag(Target target, ImportRow& row);
    void read_dates(ImportRow& row);
    void read_people(ImportRow& row);
    void read_owner(ImportRow& row);
    void read_activity(ImportRow& row);
    void make_id(ImportRow& row);
    bool take_address(Target target, std::string_view address, std::string& into);

    const ImportPlan& plan_;
    const Zone& zone_;
    const Columns& columns_;
    const bool own_;
    const Record* record_ = nullptr;
    bool rounded_ = false;
    std::vector<RowProblem> problems_;
    std::vector<RowProblem> notes_;
};

}  // namespace ante::connect
