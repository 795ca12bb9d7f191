#include "store/migrations.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <optional>

namespace ante::embedded {
extern const File migrations_files[];
extern const std::size_t migrations_count;
}  // namespace ante::embedded

namespace ante::store {
namespace {

// What stands in the table of what was done.
struct Applied {
    std::int64_t number = 0;
    std::string name;
    std::string checksum;
    static constexpr auto fields =
        describe(field<&Applied::number>("number", "Of the step, from 1."),
                 field<&Applied::name>("name", "Of the step."),
                 field<&Applied::checksum>("checksum", "Of the text that was run."));
};

std::string checksum_of(std::string_view text) {
    unsigned char hash[16];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(text.data()),
                       text.size(), nullptr, 0);
    char hex[2 * sizeof hash + 1];
    return sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
}

Result<std::vector<Applied>> done_so_far(Connection& db) {
    return db.all<Applied>("SELECT number, name, checksum FROM migration ORDER BY number");
}

Result<void> make_own_table(Connection& db) {
    // Two programs that start at once may both find it missing; then one is told that it clashed.
    Result<std::int64_t> made = 0;
    for (int attempt = 0; attempt < 3; ++attempt) {
        made = db.exec(
            "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
            "checksum TEXT NOT NULL, at BIGINT NOT NULL)");
        if (!made.has_error()) return success();
    }
    return std::move(made).error();
}

// Refusals, in order: what we don't know, what we know otherwise.
Result<void> check(const std::vector<Applied>& done, std::span<const Migration> known) {
    for (const Applied& step : done) {
        if (step.number > static_cast<std::int64_t>(known.size()))
            return Error{No::unavailable,
                         "schema_newer",
                         "The data was written by a newer Ante (step " +
                             std::to_string(step.number) + ", " + step.name + "; this one knows " +
                             std::to_string(known.size()) +
                             "). Nothing was changed; use the newer "
                             "program.",
                         {}};
        if (known[static_cast<std::size_t>(step.number - 1)].checksum != step.checksum)
            return Error{No::unavailable,
                         "schema_changed",
                         "The data was written by another build of Ante, whose step " +
                             std::to_string(step.number) + " (" + step.name +
                             ") reads otherwise. Nothing was changed.",
                         {}};
    }
    return success();
}

// SQLite keeps a table in the order of its primary key if it is told to; PostgreSQL has no word for
// it and needs none.
std::string_view spoken_to(Engine engine, std::string_view statement) {
    constexpr std::string_view clustered = "WITHOUT ROWID";
    const std::size_t at = statement.rfind(clustered);
    const bool last = at != std::string_view::npos && at + clustered.size() == statement.size();
    return engine == Engine::postgres && last ? statement.substr(0, at) : statement;
}

Result<void> run_step(Connection& db, const Migration& step) {
    for (const std::string_view statement : statements_of(step.text)) {
        TRYV(db.exec(spoken_to(db.engine(), statement)));
    }
    if (db.engine() == Engine::sqlite) {
        TRY(const Rows orphans, db.run("PRAGMA foreign_key_check"));
        if (!orphans.empty()) return broken("Rows were left without the rows they point to.");
    }
    const Instant now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    TRYV(db.exec("INSERT INTO migration (number, name, checksum, at) VALUES ($1, $2, $3, $4)",
                 {step.number, step.name, step.checksum, now}));
    return success();
}

// In one transaction, unless another program has done it meanwhile.
Result<void> do_step(Connection& db, std::span<const Migration> known, const Migration& step) {
    TRYV(db.begin(Begin::write));
    const auto all = [&]() -> Result<void> {
        if (db.engine() == Engine::postgres) {
            TRYV(db.exec("LOCK TABLE migration IN EXCLUSIVE MODE"));
        }
        TRY(const auto done, done_so_far(db));
        TRYV(check(done, known));
        if (std::ranges::find(done, step.number, &Applied::number) != done.end()) return success();
        return run_step(db, step);
    };
    Result<void> stepped = all();
    if (!stepped.has_error()) return db.commit();
    db.rollback();
    Error error = std::move(stepped).error();
    if (error.kind == No::broken)
        error.detail = "Step " + std::to_string(step.number) + " (" + std::string(step.name) +
                       ") failed: " + error.detail;
    return error;
}

bool blank(std::string_view statement) {
    return statement.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Where the thing that starts at `i` ends, if it is one within which a ";" means nothing.
std::optional<std::size_t> skip(std::string_view text, std::size_t i) {
    const auto after = [&](std::string_view end, std::size_t from) {
        const auto found = text.find(end, from);
        return found == std::string_view::npos ? text.size() : found + end.size();
    };
    // A doubled quote ends one text and starts the next: the same to us.
    if (text[i] == '\'') return after("'", i + 1);
    if (text[i] == '"') return after("\"", i + 1);
    if (text.substr(i).starts_with("--")) return after("\n", i);
    if (text.substr(i).starts_with("/*")) return after("*/", i + 2);
    if (text[i] != '$') return std::nullopt;
    // $$ … $$ or $name$ … $name$, but not $1.
    const auto close = text.find('$', i + 1);
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view name = text.substr(i + 1, close - i - 1);
    const bool is_name = std::ranges::all_of(
        name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; });
    if (!is_name) return std::nullopt;
    return after(text.substr(i, close - i + 1), close + 1);
}

}  // namespace

std::vector<std::string_view> statements_of(std::string_view text) {
    std::vector<std::string_view> statements;
    std::size_t start = 0;
    bool empty = true;
    for (std::size_t i = 0; i <= text.size();) {
        if (i == text.size() || text[i] == ';') {
            if (!empty) statements.push_back(text.substr(start, i - start));
            start = ++i;
            empty = true;
            continue;
        }
        if (const auto end = skip(text, i)) {
            const bool comment = text[i] == '-' || text[i] == '/';
            if (comment && empty) start = *end;
            empty = empty && comment;
            i = *end;
            continue;
        }
        if (!blank(text.substr(i, 1)) && empty) {
            empty = false;
            start = i;
        }
        ++i;
    }
    return statements;
}

Result<std::vector<Migration>> migrations_for(Engine engine,
                                              std::span<const embedded::File> files) {
    std::map<std::int64_t, Migration> found;
    std::map<std::int64_t, bool> own;
    std::int64_t last = 0;
    for (const embedded::File& file : files) {
        if (file.name.empty()) continue;
        std::int64_t number = 0;
        const char* end = file.name.data() + file.name.size();
        const auto [rest, error] = std::from_chars(file.name.data(), end, number);
        std::string_view name(rest, static_cast<std::size_t>(end - rest));
        if (error != std::errc{} || !name.starts_with('_') || !name.ends_with(".sql"))
            return broken("A migration is called NNNN_name.sql, not " + std::string(file.name) +
                          ".");
        last = std::max(last, number);
        name.remove_prefix(1);
        name.remove_suffix(4);

        const auto dot = name.find('.');
        const std::string_view suffix = dot == std::string_view::npos ? "" : name.substr(dot + 1);
        if (!suffix.empty() && !from_word<Engine>(suffix))
            return broken("There is no engine called " + std::string(suffix) + ": " +
                          std::string(file.name) + ".");
        if (!suffix.empty() && suffix != word_of(engine)) continue;
        if (suffix.empty() && own[number]) continue;
        if (found.contains(number) && own[number] == !suffix.empty())
            return broken("Two migrations have the number " + std::to_string(number) + ".");
        own[number] = !suffix.empty();
        found[number] = {number, name.substr(0, dot), file.text, checksum_of(file.text)};
    }

    std::vector<Migration> steps;
    for (std::int64_t number = 1; number <= last; ++number) {
        if (!found.contains(number))
            return broken("There is no migration " + std::to_string(number) + " for " +
                          std::string(word_of(engine)) + ".");
        steps.push_back(std::move(found[number]));
    }
    return steps;
}

Result<std::vector<Migration>> migrations_for(Engine engine) {
    return migrations_for(engine,
                          std::span(embedded::migrations_files, embedded::migrations_count));
}

Result<void> can_migrate(Connection& db, std::span<const Migration> migrations) {
    TRY(const auto done, done_so_far(db));
    return check(done, migrations);
}

Result<void> migrate(Connection& db, std::span<const Migration> migrations) {
    TRYV(make_own_table(db));
    TRY(const auto done, done_so_far(db));
    TRYV(check(done, migrations));
    if (done.size() == migrations.size()) return success();

    // Tables may be made anew under those that point to them; run_step looks afterwards.
    if (db.engine() == Engine::sqlite) {
        TRYV(db.exec("PRAGMA foreign_keys = OFF"));
    }
    Result<void> stepped = success();
    for (const Migration& step : migrations) {
        if (std::ranges::find(done, step.number, &Applied::number) != done.end()) continue;
        stepped = do_step(db, migrations, step);
        if (stepped.has_error()) break;
    }
    if (db.engine() == Engine::sqlite) {
        TRYV(db.exec("PRAGMA foreign_keys = ON"));
    }
    return stepped;
}

}  // namespace ante::store
