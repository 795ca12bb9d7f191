#pragma once
// Which column of a foreign file means what.
//
// A layout we know (HubSpot, Salesforce, Pipedrive, Ante's own) is recognised by its header, any
// other by plain names of columns. What is taken and what is left is told before anything is read;
// two columns that claim the same meaning are asked about, not chosen from.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "base/result.h"
#include "connect/spelling.h"

namespace ante::connect {

// clang-format off
enum class Layout : std::uint8_t { generic, hubspot, salesforce, pipedrive, ante };
constexpr auto words(Layout) { return std::array{"generic"sv, "hubspot"sv, "salesforce"sv, "pipedrive"sv, "ante"sv}; }

// One row a deal (with its account, people, perhaps an activity), or one row an activity of a deal.
enum class ImportKind : std::uint8_t { deals, activities };
constexpr auto words(ImportKind) { return std::array{"deals"sv, "activities"sv}; }

enum class Target : std::uint8_t {
    id, name, account, account_domain, sector, region, size, product,
    person, first_name, last_name, email, title, role,
    owner, owner_email, amount, currency, stage, status, won, lost, over, lost_reason, lost_to,
    created, close_date, closed, expected_close, last_activity, parked_until, kind, notes,
    activity_type, activity_subject, activity_at, activity_person, activity_by, activity_side,
    activity_done, activity_note,
};
constexpr auto words(Target) { return std::array{
    "id"sv, "name"sv, "account"sv, "account_domain"sv, "sector"sv, "region"sv, "size"sv, "product"sv,
    "person"sv, "first_name"sv, "last_name"sv, "email"sv, "title"sv, "role"sv,
    "owner"sv, "owner_email"sv, "amount"sv, "currency"sv, "stage"sv, "status"sv, "won"sv, "lost"sv, "over"sv, "lost_reason"sv, "lost_to"sv,
    "created"sv, "close_date"sv, "closed"sv, "expected_close"sv, "last_activity"sv, "parked_until"sv, "kind"sv, "notes"sv,
    "activity_type"sv, "activity_subject"sv, "activity_at"sv, "activity_person"sv, "activity_by"sv, "activity_side"sv,
    "activity_done"sv, "activity_note"sv}; }
constexpr std::size_t target_count = words(Target{}).size();
// clang-format on

// What a target means, in a sentence.
std::string_view meaning_of(Target target);

// What a word of the file stands for: "Closed Won" is "won".
struct WordUse {
    std::string from;
    std::string to;

    static constexpr auto fields = describe(
        field<&WordUse::from>("from", "The word in the file; case and accents don't matter.",
                              {.min_length = 1}),
        field<&WordUse::to>("to", "Our word for it.", {.max_length = 60}));
    bool operator==(const WordUse&) const = default;
};

// Where one target comes from: a column, a fixed text for cells without any, or both.
struct ColumnUse {
    Target target{};
    std::string column{};  // The header, matched without regard to case, accents and blanks.
    std::int64_t position =
        0;                    // From 1, for headers that stand twice or are empty; 0 is "by name".
    std::string otherwise{};  // Where the column is empty, or there is none.
    std::vector<WordUse> words{};      // What the words of the column stand for.
    std::optional<DateOrder> dates{};  // Of this column; else the import's.

    static constexpr auto fields = describe(
        field<&ColumnUse::target>("target", "What is filled."),
        field<&ColumnUse::column>("column", "The column's header.", {.may_be_absent = true}),
        field<&ColumnUse::position>(
            "position", "The column's place, from 1, if its header does not tell it apart.",
            {.min = 0, .max = 1000, .may_be_absent = true}),
        field<&ColumnUse::otherwise>("otherwise",
                                     "Used where the column is empty or there is none.",
                                     {.may_be_absent = true}),
        field<&ColumnUse::words>("words", "What the column's words stand for.",
                                 {.may_be_absent = true}),
        field<&ColumnUse::dates>("dates", "Order of day and month in this column."));
    bool operator==(const ColumnUse&) const = default;
};

// Can be saved and used again for the next export of the same system.
struct Mapping {
    Layout layout = Layout::generic;
    ImportKind kind = ImportKind::deals;
    std::vector<ColumnUse> uses;

    const ColumnUse* use_of(Target target) const;

    static constexpr auto fields =
        describe(field<&Mapping::layout>("layout", "Whose export it is.", {.may_be_absent = true}),
                 field<&Mapping::kind>("kind", "What a row is.", {.may_be_absent = true}),
                 field<&Mapping::uses>(
                     "uses", "Where each target comes from; what is not named is not read.",
                     {.max_items = 60}));
    bool operator==(const Mapping&) const = default;
};

// Something that must be said before the file can be read. `option` is the command line's way to
// say it.
struct Question {
    std::string code;
    std::string detail{};
    std::string column{};
    std::optional<Target> target{};
    std::string option{};
    std::vector<std::string> choices{};

    static constexpr auto fields = describe(
        field<&Question::code>(
            "code",
            "Stable: dates_ambiguous, dates_conflict, amounts_ambiguous, amounts_conflict, "
            "currency_missing, column_claimed_twice, column_not_there, name_missing, "
            "account_missing, status_unknown, header_missing."),
        field<&Question::detail>("detail", "What must be said, and why.", {.max_length = 2000}),
        field<&Question::column>("column", "The column in question, or empty."),
        field<&Question::target>("target", "The target in question."),
        field<&Question::option>("option", "How to say it on the command line: --dates."),
        field<&Question::choices>("choices", "Possible answers, if they are few."));
    bool operator==(const Question&) const = default;
};

struct Recognised {
    Mapping mapping;
    std::vector<Question> questions;  // column_claimed_twice
};

// By its header alone. An unknown header gives an empty mapping, no error.
Recognised recognise_mapping(std::span<const std::string> header);

// "name=Deal Name, amount=close_value, currency:=EUR, status.Closed Won=won, notes="
//   target=Column       by header; "Column, with comma" in quotes; #3 by position
//   target:=text        used where the column is empty, or alone as a fixed value
//   target.word=ours    what a word in that column stands for; "skip" passes its rows over
//   target.dates=dmy    the order of day and month in that column
//   target=             not imported
//   layout=hubspot, rows=activities
// Laid over `base`. Fails with `mapping_malformed`, naming the part that can't be read.
Result<Mapping> parse_mapping(std::string_view text, Mapping base);
// The targets that such a text speaks of.
std::vector<Target> targets_in(std::string_view text);
// The same in the text form.
std::string spelled(const Mapping& mapping);

}  // namespace ante::connect
