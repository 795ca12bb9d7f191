#pragma once
// What an import hands on: one typed, checked row of a foreign file, or why there is none.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "method/values.h"

namespace ante::connect {

// clang-format off
enum class ImportStatus : std::uint8_t { open, won, lost, parked };
constexpr auto words(ImportStatus) { return std::array{"open"sv, "won"sv, "lost"sv, "parked"sv}; }

// What happened. By the buyer: `reply` and a `meeting` he came to. By us: everything else.
enum class ImportAct : std::uint8_t { note, article, call, drop_in, message, event, entertainment, meeting, reply };
constexpr auto words(ImportAct) { return std::array{"note"sv, "article"sv, "call"sv, "drop_in"sv, "message"sv, "event"sv, "entertainment"sv, "meeting"sv, "reply"sv}; }
// clang-format on

struct ImportPerson {
    std::string name;
    std::string email;
    std::string title;
    std::optional<method::Role> role{};

    static constexpr auto fields =
        describe(field<&ImportPerson::name>("name", "Empty if only the address is known.",
                                            {.personal = true}),
                 field<&ImportPerson::email>("email", "May be empty.", {.personal = true}),
                 field<&ImportPerson::title>("title", "His title at work.", {.personal = true}),
                 field<&ImportPerson::role>("role", "His buying role, where the file says it."));
    bool operator==(const ImportPerson&) const = default;
};

// An act that happened before the import; plans and open tasks are not imported.
struct ImportActivity {
    ImportAct act = ImportAct::note;
    method::Side side = method::Side::seller;
    Instant at{};
    std::string subject;
    std::string person;  // Of the buyer: name or address; may be empty.
    std::string by;      // Of us: name or address; empty is the deal's owner.
    std::string note;

    static constexpr auto fields = describe(
        field<&ImportActivity::act>("act", "What happened."),
        field<&ImportActivity::side>("side", "Whose act it was; a meeting is both sides'."),
        field<&ImportActivity::at>("at", "When."),
        field<&ImportActivity::subject>("subject", "What it was about."),
        field<&ImportActivity::person>("person", "Who of the buyer: name or address.",
                                       {.personal = true}),
        field<&ImportActivity::by>("by", "Who of us: name or address; empty: the deal's owner."),
        field<&ImportActivity::note>("note", "What was noted.", {.max_length = 20'000}));
    bool operator==(const ImportActivity&) const = default;
};

// One good row. Of a file of activities only `line`, `external_id` and `activities` are set.
struct ImportRow {
    std::int64_t line = 0;    // On which it starts in the file.
    std::string external_id;  // Never empty. Made from the row (`made_id`) if the file has none.
    bool made_id = false;
    // A further row of a deal that came before, with the same facts and another person or activity.
    bool continues = false;
    std::string name;
    std::string account;
    std::string account_domain;
    std::string sector;
    std::string region;
    std::string size;
    std::string product;
    std::vector<ImportPerson> people;
    std::string owner;        // As the file names him; may be empty.
    std::string owner_email;  // May be empty.
    std::optional<Money> amount{};
    std::string crm_stage;  // As that system called it; it proves nothing (METHOD 8).
    ImportStatus status = ImportStatus::open;
    std::optional<method::LostTo> lost_to{};  // Set if lost.
    std::string lost_words;                   // Why, in the file's words; may be empty.
    std::optional<Instant> created_at{};
    std::optional<Instant> closed_at{};  // Only of won and lost; not before created_at.
    std::optional<Date> expected_close{};
    std::optional<Instant> last_activity_at{};
    std::optional<Date> parked_until{};
    std::optional<method::DealKind> kind{};
    std::string notes;
    std::vector<ImportActivity> activities;

    static constexpr auto fields = describe(
        field<&ImportRow::line>("line", "On which the row starts in the file."),
        field<&ImportRow::external_id>("external_id", "Its id in the system it comes from.",
                                       {.min_length = 1, .max_length = 200}),
        field<&ImportRow::made_id>("made_id",
                                   "The file has no ids; this one was made from the row."),
        field<&ImportRow::continues>("continues", "A further row of a deal that came before."),
        field<&ImportRow::name>("name", "The deal."),
        field<&ImportRow::account>("account", "The company."),
        field<&ImportRow::account_domain>("account_domain", "Its domain."),
        field<&ImportRow::sector>("sector", "Its sector."),
        field<&ImportRow::region>("region", "Its region."),
        field<&ImportRow::size>("size", "Its size."),
        field<&ImportRow::product>("product", "What would be sold."),
        field<&ImportRow::people>("people", "The buyer's people in it."),
        field<&ImportRow::owner>("owner", "Who carries it on our side, as the file names him."),
        field<&ImportRow::owner_email>("owner_email", "His address."),
        field<&ImportRow::amount>("amount", "What it would be worth."),
        field<&ImportRow::crm_stage>("crm_stage", "The stage that system gave it."),
        field<&ImportRow::status>("status", "Open, won, lost or parked."),
        field<&ImportRow::lost_to>("lost_to", "To whom it was lost."),
        field<&ImportRow::lost_words>("lost_words", "Why, in the file's words.",
                                      {.max_length = 2000}),
        field<&ImportRow::created_at>("created_at", "When it began."),
        field<&ImportRow::closed_at>("closed_at", "When it was won or lost."),
        field<&ImportRow::expected_close>("expected_close",
                                          "The day on which it was expected to close."),
        field<&ImportRow::last_activity_at>("last_activity_at", "The last activity, whoever's."),
        field<&ImportRow::parked_until>("parked_until", "The day to look at a parked one again."),
        field<&ImportRow::kind>("kind", "New, expansion or renewal."),
        field<&ImportRow::notes>("notes", "Notes.", {.max_length = 20'000}),
        field<&ImportRow::activities>("activities", "What happened before."));
    bool operator==(const ImportRow&) const = default;
};

// Why a row is not imported (severity of `note`: it needs nothing), by line and column.
struct RowProblem {
    std::int64_t line = 0;
    std::string column;  // The header, or empty for the whole row.
    std::string code;
    std::string detail;

    static constexpr auto fields =
        describe(field<&RowProblem::line>("line", "On which the row starts in the file."),
                 field<&RowProblem::column>("column", "The column, or empty for the whole row."),
                 field<&RowProblem::code>("code", "Stable."),
                 field<&RowProblem::detail>("detail", "What is wrong, and the way out.",
                                            {.max_length = 2000}));
    bool operator==(const RowProblem&) const = default;
};

}  // namespace ante::connect
