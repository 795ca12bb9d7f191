#pragma once
// Imports as they went. Beside the log and no part of it: `verify` and `rebuild` leave these tables
// alone, a backup holds them.
//
//   import          a row an import: whose, of which file, how far it came, its counts
//   import_effect   a row for each account, person, member and deal that it made or changed, with
//                   the version at which it left it. Made ones have no other maker. A subject whose
//                   version is higher now was changed by somebody since; one that others were hung
//                   on since (a deal on an account, a player in a deal) need not be.
//   import_refusal  a row for each row of the file that was not taken, with its line for the
//                   rejects file; the first 100,000
//   import_mapping  mappings that were kept under a name
//
// Everything of a batch of rows is written in the transaction that carries the rows out, so that
// after any end, also of the process, what stands here is what is in. Dry runs leave nothing here.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/lists.h"
#include "store/workspace.h"

namespace ante::store {

using ImportId = Id<struct ImportTag>;

// What became of the rows of a file, and what was made beside the deals.
struct ImportReport {
    bool dry_run = false;
    std::int64_t rows = 0;
    std::int64_t made = 0;
    std::int64_t changed = 0;
    std::int64_t same = 0;
    std::int64_t joined = 0;
    std::int64_t refused = 0;
    std::int64_t passed_over = 0;
    std::int64_t accounts_made = 0;
    std::int64_t people_made = 0;
    std::int64_t members_made = 0;

    static constexpr auto fields = describe(
        field<&ImportReport::dry_run>("dry_run", "Nothing was written."),
        field<&ImportReport::rows>("rows", "Rows of data."),
        field<&ImportReport::made>("made", "Rows that became new deals."),
        field<&ImportReport::changed>("changed", "Rows that changed a deal."),
        field<&ImportReport::same>("same", "Rows that said nothing new."),
        field<&ImportReport::joined>("joined", "Further rows of a deal; it counts at its first."),
        field<&ImportReport::refused>("refused", "Rows with something wrong."),
        field<&ImportReport::passed_over>("passed_over", "Rows passed over for a good reason."),
        field<&ImportReport::accounts_made>("accounts_made", "New accounts."),
        field<&ImportReport::people_made>("people_made", "New people."),
        field<&ImportReport::members_made>("members_made", "New members, who can't sign in yet."));
    bool operator==(const ImportReport&) const = default;
};

// clang-format off
enum class ImportState : std::uint8_t { running, done, broken_off, undone };
constexpr auto words(ImportState) { return std::array{"running"sv, "done"sv, "broken_off"sv, "undone"sv}; }

enum class Effect : std::uint8_t { made, changed };
constexpr auto words(Effect) { return std::array{"made"sv, "changed"sv}; }

enum class EffectOn : std::uint8_t { account, person, member, deal };
constexpr auto words(EffectOn) { return std::array{"account"sv, "person"sv, "member"sv, "deal"sv}; }
// clang-format on

// An import, as the list shows it.
struct ImportLine {
    ImportId id{};
    method::MemberId by{};
    std::string by_name;
    ImportState state = ImportState::running;
    std::string file_name;
    std::int64_t rows_in_file = 0;
    Instant started_at{};
    Instant progress_at{};
    std::optional<Instant> ended_at{};
    std::optional<Instant> undone_at{};
    std::optional<method::MemberId> undone_by{};
    std::string why;
    ImportReport report{};

    static constexpr auto fields = describe(
        field<&ImportLine::id>("id", "Its id."), field<&ImportLine::by>("by", "Whose it was."),
        field<&ImportLine::by_name>("by_name", "His name."),
        field<&ImportLine::state>(
            "state", "running, done, broken_off (run it again: what is in stays), or undone."),
        field<&ImportLine::file_name>("file_name", "Of the file; empty if nobody said it."),
        field<&ImportLine::rows_in_file>("rows_in_file", "Rows that it will have looked at."),
        field<&ImportLine::started_at>("started_at", "When it began."),
        field<&ImportLine::progress_at>("progress_at", "When it last came further."),
        field<&ImportLine::ended_at>("ended_at", "When it ended; absent: it runs."),
        field<&ImportLine::undone_at>("undone_at", "When it was undone."),
        field<&ImportLine::undone_by>("undone_by", "Who did that."),
        field<&ImportLine::why>("why", "Why it was broken off; else empty."),
        field<&ImportLine::report>("report", "What became of its rows so far."));
};

struct NewImport {
    method::MemberId by{};
    std::string file_name;  // shortened to 255 bytes
    std::int64_t rows_in_file = 0;
    std::string mapping;  // JSON
    std::string rejects_header;
    Instant at{};
};
Result<ImportId> begin_import(Transaction& in, method::WorkspaceId id, const NewImport& import);

// A subject as an import left it.
struct ImportEffect {
    EffectOn kind = EffectOn::deal;
    Uuid subject{};
    Effect effect = Effect::made;
    std::int64_t version = 0;

    static constexpr auto fields =
        describe(field<&ImportEffect::kind>("kind", "What it is."),
                 field<&ImportEffect::subject>("subject", "Its id."),
                 field<&ImportEffect::effect>("effect", "Was it made, or changed?"),
                 field<&ImportEffect::version>("version", "Its version then."));
    bool operator==(const ImportEffect&) const = default;
};
// A row of the file that was not taken.
struct ImportRefusal {
    std::int64_t line = 0;
    std::string name;
    std::string column;
    std::string code;
    std::string detail;
    std::string reject;
    static constexpr auto fields =
        describe(field<&ImportRefusal::line>("line", "On which it starts."),
                 field<&ImportRefusal::name>("name", "The deal's name, if it could be read."),
                 field<&ImportRefusal::column>("column", "Which is wrong; empty: the whole row."),
                 field<&ImportRefusal::code>("code", "Why."),
                 field<&ImportRefusal::detail>("detail", "The same in a sentence."),
                 field<&ImportRefusal::reject>("reject", "Its line for the rejects file."));
    bool operator==(const ImportRefusal&) const = default;
};
inline constexpr std::int64_t most_refusals_kept = 100'000;

// What a batch came to. A subject that is made and then changed stays made, at its last version.
// `report` is of the whole import so far.
struct ImportBatch {
    std::vector<ImportEffect> effects{};
    std::vector<ImportRefusal> refusals{};
    ImportReport report{};
    Instant at{};
};
Result<void> keep_batch(Connection& db, method::WorkspaceId id, ImportId import,
                        const ImportBatch& batch);
// It is over: done, or broken off with a sentence that says why.
Result<void> end_import(Connection& db, method::WorkspaceId id, ImportId import, ImportState state,
                        std::string_view why, Instant at);
// It was undone (whoever undoes it takes back its effects himself, in the same transaction).
Result<void> mark_undone(Connection& db, method::WorkspaceId id, ImportId import,
                         method::MemberId by, Instant at);

// `import_not_found`. One that stands as running and came no further for `longest_pause` before
// `now` was broken off: its process ended.
inline constexpr minutes longest_pause{5};
Result<ImportLine> load_import(Connection& db, method::WorkspaceId id, ImportId import,
                               Instant now);
// How it was read; `import_not_found`.
struct ImportForm {
    std::string mapping;  // JSON
    std::string rejects_header;
    static constexpr auto fields = describe(
        field<&ImportForm::mapping>("mapping", "By which it was read."),
        field<&ImportForm::rejects_header>("rejects_header", "What stands above its rejects."));
};
Result<ImportForm> form_of_import(Connection& db, method::WorkspaceId id, ImportId import);
// Newest first.
Result<Page<ImportLine>> imports(Connection& db, method::WorkspaceId id, std::int64_t limit,
                                 const std::optional<std::string>& after, Instant now);
// Of one kind, in the order of their ids, after `after`; at most `limit`.
Result<std::vector<ImportEffect>> effects_of(Connection& db, method::WorkspaceId id,
                                             ImportId import, EffectOn kind, const Uuid& after,
                                             std::int64_t limit);
// In the file's order, after line `after`; at most `limit`.
Result<std::vector<ImportRefusal>> refusals_of(Connection& db, method::WorkspaceId id,
                                               ImportId import, std::int64_t after,
                                               std::int64_t limit);

// What could not be taken is somebody's data in no other place: it goes after a month. A piece of
// one import a call, so that no sweep holds up other writes; answers how many rows went.
inline constexpr hours refusals_live{24 * 30};
Result<std::int64_t> sweep_refusals(Connection& db, method::WorkspaceId id, Instant now);

// ---- mappings under a name ---------------------------------------------------------------------

struct SavedMapping {
    std::string name;
    method::MemberId by{};
    Instant saved_at{};
    std::string body;  // JSON
};
Result<void> save_mapping(Connection& db, method::WorkspaceId id, const SavedMapping& mapping);
Result<std::vector<SavedMapping>> saved_mappings(Connection& db, method::WorkspaceId id);
Result<SavedMapping> load_mapping(Connection& db, method::WorkspaceId id,
                                  std::string_view name);  // `mapping_not_found`
Result<void> forget_mapping(Connection& db, method::WorkspaceId id,
                            std::string_view name);  // `mapping_not_found`

}  // namespace ante::store
