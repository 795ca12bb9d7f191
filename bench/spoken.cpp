#include "spoken.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <utility>

namespace ante::bench {
namespace {

std::mutex heard_mutex;
std::vector<Statement> heard;

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

// Reads one SQL literal at the beginning of `text`, as sqlite3_expanded_sql writes them.
Cell literal(std::string_view& text) {
    const auto quoted = [&](std::size_t from) {
        std::string value;
        std::size_t i = from;
        for (;; ++i) {
            if (text[i] != '\'') {
                value += text[i];
            } else if (i + 1 < text.size() && text[i + 1] == '\'') {
                value += text[i++];
            } else {
                break;
            }
        }
        text.remove_prefix(i + 1);
        return value;
    };
    if (text.starts_with("NULL")) {
        text.remove_prefix(4);
        return nullptr;
    }
    if (text.starts_with("x'")) {
        const std::string hex = quoted(2);
        Blob blob;
        for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
            blob.bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
        return blob;
    }
    if (text.starts_with("'")) return quoted(1);
    const std::size_t length = std::min(text.find_first_not_of("+-.0123456789eE"), text.size());
    const std::string_view digits = text.substr(0, length);
    text.remove_prefix(length);
    std::int64_t whole = 0;
    const char* end = digits.data() + digits.size();
    if (std::from_chars(digits.data(), end, whole).ptr == end) return whole;
    double real = 0;
    std::from_chars(digits.data(), end, real);
    return real;
}

// The parameters of a text, told from the text with their values in it.
std::vector<Cell> cells_of(std::string_view sql, std::string_view expanded) {
    std::vector<Cell> cells;
    while (!sql.empty()) {
        const bool parameter = sql[0] == '$' && sql.size() > 1 && sql[1] >= '0' && sql[1] <= '9';
        if (!parameter) {
            sql.remove_prefix(1);
            expanded.remove_prefix(1);
            continue;
        }
        sql.remove_prefix(std::min(sql.find_first_not_of("0123456789", 1), sql.size()));
        cells.push_back(literal(expanded));
    }
    return cells;
}

int hear(unsigned, void*, void* statement, void*) {
    auto* running = static_cast<sqlite3_stmt*>(statement);
    char* expanded = sqlite3_expanded_sql(running);
    Statement said{sqlite3_sql(running), {}};
    if (expanded) said.cells = cells_of(said.sql, expanded);
    sqlite3_free(expanded);
    if (said.sql.starts_with("PRAGMA")) return 0;
    const std::lock_guard lock(heard_mutex);
    heard.push_back(std::move(said));
    return 0;
}

int listen(sqlite3* db, const char**, const struct sqlite3_api_routines*) {
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, hear, nullptr);
}

// SQLite's own type for an entry point: it is called with the parameters of `listen`.
void (*entry())() {
    return reinterpret_cast<void (*)()>(reinterpret_cast<void*>(&listen));
}

}  // namespace

bool Statement::moves_a_transaction() const {
    for (const char* word : {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"})
        if (sql.starts_with(word)) return true;
    return false;
}

Listening::Listening() {
    sqlite3_auto_extension(entry());
}
Listening::~Listening() {
    sqlite3_cancel_auto_extension(entry());
}

std::vector<Statement> Listening::take() {
    const std::lock_guard lock(heard_mutex);
    return std::exchange(heard, {});
}

Raw::Raw(const std::string& file, Access access) {
    sqlite3* db = nullptr;
    const int flags = SQLITE_OPEN_NOMUTEX |
                      (access == Access::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    if (sqlite3_open_v2(file.c_str(), &db, flags, nullptr) != SQLITE_OK)
        give_up(file + ": " + sqlite3_errmsg(db));
    db_.reset(db);
    run("PRAGMA temp_store = MEMORY");
    run("PRAGMA mmap_size = 0");
    run("PRAGMA foreign_keys = ON");
    if (access == Access::write) {
        run("PRAGMA synchronous = FULL");
        run("PRAGMA cache_size = -8000");
    } else {
        run("PRAGMA cache_size = -4000");
    }
}

void Raw::run(const char* sql) {
    run(Statement{sql, {}});
}

Raw::Prepared& Raw::prepared(const Statement& statement) {
    Prepared& found = prepared_[statement.sql];
    if (found.statement) return found;
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v3(db_.get(), statement.sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &made,
                           nullptr) != SQLITE_OK)
        give_up(statement.sql + ": " + sqlite3_errmsg(db_.get()));
    found.statement.reset(made);
    // $1 said twice is one parameter: SQLite numbers them by first appearance.
    std::string_view sql = statement.sql;
    for (std::size_t i = 0; i < statement.cells.size(); ++i) {
        sql.remove_prefix(sql.find('$'));
        const std::size_t length = std::min(sql.find_first_not_of("0123456789", 1), sql.size());
        found.slots.push_back(
            sqlite3_bind_parameter_index(made, std::string(sql.substr(0, length)).c_str()));
        sql.remove_prefix(length);
    }
    return found;
}

std::size_t Raw::run(const Statement& statement) {
    const Prepared& found = prepared(statement);
    sqlite3_stmt* const running = found.statement.get();
    for (std::size_t i = 0; i < statement.cells.size(); ++i) {
        const Cell& cell = statement.cells[i];
        const int slot = found.slots[i];
        if (const auto* n = std::get_if<std::int64_t>(&cell))
            sqlite3_bind_int64(running, slot, *n);
        else if (const auto* real = std::get_if<double>(&cell))
            sqlite3_bind_double(running, slot, *real);
        else if (const auto* text = std::get_if<std::string>(&cell))
            sqlite3_bind_text64(running, slot, text->data(), text->size(), SQLITE_STATIC,
                                SQLITE_UTF8);
        else if (const auto* blob = std::get_if<Blob>(&cell))
            sqlite3_bind_blob64(running, slot, blob->bytes.data(), blob->bytes.size(),
                                SQLITE_STATIC);
        else
            sqlite3_bind_null(running, slot);
    }

    std::size_t bytes = 0;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(running)) == SQLITE_ROW)
        for (int c = 0; c < sqlite3_column_count(running); ++c) {
            const int type = sqlite3_column_type(running, c);
            if (type == SQLITE_INTEGER) bytes += sizeof sqlite3_column_int64(running, c);
            if (type == SQLITE_TEXT || type == SQLITE_BLOB)
                bytes += static_cast<std::size_t>(sqlite3_column_bytes(running, c));
        }
    if (code != SQLITE_DONE) give_up(statement.sql + ": " + sqlite3_errmsg(db_.get()));
    sqlite3_reset(running);
    sqlite3_clear_bindings(running);
    return bytes;
}

}  // namespace ante::bench
