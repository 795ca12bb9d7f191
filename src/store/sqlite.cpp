#include "store/sqlite.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "store/statements.h"
#include "store/unavailable.h"

namespace ante::store {
namespace {

constexpr int busy_ms = 5000;

// The write-ahead log is carried into the file every so many pages of 8 KiB, after the waiting
// writers have been answered: sooner when nobody writes for a moment, later under load, when a page
// that is changed often is carried once for many changes. When readers have kept the log from being
// reused for long, we wait for them, but not for one who stays (a backup), and not often.
constexpr int pages_worth_a_checkpoint = 500;
constexpr int pages_worth_a_delay = 2000;
constexpr int pages_too_many = 8'000;
constexpr int pages_worth_a_wait = 2000;
constexpr int wait_ms = 200;

// Every open file costs its cache at most, so eight megabytes for the writer and four readers' four
// each stay within the idle memory the program promises. No memory mapping: a disk's failure is
// then an answer, and not a signal.
// Most rows of a deal are some kilobytes, and a command changes a few rows of many tables: with
// pages of 8 KiB it writes a third fewer of them than with SQLite's own 4.
constexpr const char* new_file = "PRAGMA page_size = 8192";
constexpr const char* writer_settings =
    "PRAGMA synchronous = FULL; PRAGMA cache_size = -8000; PRAGMA journal_size_limit = 67108864;";
constexpr const char* reader_settings = "PRAGMA query_only = ON; PRAGMA cache_size = -4000;";
// LIKE tells upper from lower case, as in PostgreSQL.
constexpr const char* both_settings =
    "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA case_sensitive_like = ON;";

Error damaged(const std::string& file, const std::string& said) {
    return unavailable("database_damaged", file + " is damaged, or not a database (" + said +
                                               "). Nothing was changed; restore it from a backup.");
}

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

struct Prepared {
    std::unique_ptr<sqlite3_stmt, Finalize> statement;
    std::vector<int> slots{};  // of $1, $2, …: SQLite numbers them by first appearance
    bool in_use = false;
};

// A statement while it runs: afterwards it is reset, so that it holds no lock and no snapshot.
class Running {
public:
    explicit Running(std::shared_ptr<Prepared> prepared) : prepared_(std::move(prepared)) {
        prepared_->in_use = true;
    }
    ~Running() {
        sqlite3_reset(get());
        sqlite3_clear_bindings(get());
        prepared_->in_use = false;
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    sqlite3_stmt* get() const { return prepared_->statement.get(); }
    const std::vector<int>& slots() const { return prepared_->slots; }

private:
    std::shared_ptr<Prepared> prepared_;
};

class SqliteConnection final : public Sqlite {
public:
    SqliteConnection(std::filesystem::path file, Access access)
        : file_(std::move(file)), access_(access) {}
    ~SqliteConnection() override {
        statements_ = {};
        sqlite3_close_v2(db_);
    }

    Result<void> open();

    bool alive() const override { return true; }
    Result<void> checkpoint_if_due(Demand demand) override;
    bool has_to_carry() const override {
        return log_pages_ - carried_pages_ >= pages_worth_a_checkpoint;
    }
    Result<void> finish() override;
    std::int64_t rows_changed() const override { return sqlite3_total_changes64(db_); }
    bool transaction_lost() const override {
        return in_transaction() && sqlite3_get_autocommit(db_) != 0;
    }
    sqlite3* handle() override { return db_; }

private:
    Result<std::int64_t> perform(std::string_view sql, std::span<const Value> params,
                                 const Visit* visit) override;
    Result<std::int64_t> perform_many(std::string_view sql, std::size_t width,
                                      std::span<const Value> cells) override;
    Result<void> begin_now(Begin how) override;
    Result<void> commit_now() override;
    void rollback_now() override;

    Result<std::shared_ptr<Prepared>> prepare(std::string_view sql);
    Result<void> bind(const Running& running, std::span<const Value> params);
    Result<void> step(const Running& running, const Visit* visit);
    Result<Value> cell(sqlite3_stmt* statement, int column);

    Result<void> recognise();
    Result<void> set(const char* pragmas);
    Result<void> checkpoint(int how);
    Error failure(int code) const;

    std::filesystem::path file_;
    Access access_;
    sqlite3* db_ = nullptr;
    Statements<std::shared_ptr<Prepared>> statements_;
    int log_pages_ = 0;      // in the write-ahead log, as of the last commit
    int carried_pages_ = 0;  // of them, when we last carried them over
};

Result<void> SqliteConnection::open() {
    const int flags = SQLITE_OPEN_NOMUTEX |
                      (access_ == Access::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    if (const int code = sqlite3_open_v2(file_.c_str(), &db_, flags, nullptr); code != SQLITE_OK)
        return failure(code);
    sqlite3_extended_result_codes(db_, 1);
    sqlite3_busy_timeout(db_, busy_ms);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    // "x" is a name, never a text, as in PostgreSQL.
    sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    // SQLite before 3.51.3 may damage a file when two connections write or checkpoint at the same
    // moment, so only the writer does either, and only where it says so.
    sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_wal_autocheckpoint(db_, 0);

    TRYV(recognise());
    TRYV(set(both_settings));
    if (access_ == Access::read) return set(reader_settings);

    TRYV(set(writer_settings));
    sqlite3_wal_hook(
        db_,
        [](void* self, sqlite3*, const char*, int pages) {
            auto& db = *static_cast<SqliteConnection*>(self);
            if (pages < db.log_pages_) db.carried_pages_ = 0;  // begun anew
            db.log_pages_ = pages;
            return SQLITE_OK;
        },
        this);
    return success();
}

// Before anything is written: is this file ours? An empty one becomes so.
Result<void> SqliteConnection::recognise() {
    TRY(const auto id, value<std::int64_t>("PRAGMA application_id"));
    TRY(const auto tables, value<std::int64_t>("SELECT count(*) FROM sqlite_master"));
    if (id != application_id && (id != 0 || tables != 0))
        return unavailable("database_foreign",
                           file_.string() +
                               " is not an Ante database, so it was left alone. Name another "
                               "folder with --data.");
    if (access_ == Access::read) return success();

    if (id == 0) {
        TRYV(exec(new_file));
        TRYV(exec("PRAGMA application_id = " + std::to_string(application_id)));
    }
    TRY(const auto mode, value<std::string>("PRAGMA journal_mode = WAL"));
    if (mode != "wal")
        return unavailable("store_failed", file_.string() +
                                               " can't be written safely on this file system (no " +
                                               "write-ahead log). Keep the data on a local disk.");

    // With all of the log in the file, a file that is shorter than it says was cut off. (Another
    // program's reader may have kept some of it in the log.)
    TRYV(checkpoint(SQLITE_CHECKPOINT_TRUNCATE));
    TRY(const auto pages, value<std::int64_t>("PRAGMA page_count"));
    TRY(const auto page, value<std::int64_t>("PRAGMA page_size"));
    std::error_code error;
    if (std::filesystem::file_size(file_.string() + "-wal", error) != 0 || error) return success();
    const auto size = std::filesystem::file_size(file_, error);
    if (!error && static_cast<std::int64_t>(size) < *pages * *page)
        return damaged(file_.string(), "its end is missing");
    return success();
}

Result<void> SqliteConnection::set(const char* pragmas) {
    if (const int code = sqlite3_exec(db_, pragmas, nullptr, nullptr, nullptr); code != SQLITE_OK)
        return failure(code);
    return success();
}

Result<std::shared_ptr<Prepared>> SqliteConnection::prepare(std::string_view sql) {
    auto* known = statements_.find(sql);
    if (known && !(*known)->in_use) return *known;

    sqlite3_stmt* statement = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()),
                                        known ? 0 : SQLITE_PREPARE_PERSISTENT, &statement, &rest);
    auto prepared =
        std::make_shared<Prepared>(Prepared{std::unique_ptr<sqlite3_stmt, Finalize>(statement)});
    if (code != SQLITE_OK) return failure(code);
    if (!statement) return broken("An empty statement.");
    for (const char* c = rest; c != sql.data() + sql.size(); ++c)
        if (!std::strchr(" \t\r\n;", *c))
            return broken("More than one statement: " + std::string(sql));

    const int count = sqlite3_bind_parameter_count(statement);
    prepared->slots.assign(static_cast<std::size_t>(count), 0);
    for (int slot = 1; slot <= count; ++slot) {
        const char* name = sqlite3_bind_parameter_name(statement, slot);
        int number = 0;
        if (name && *name == '$') std::from_chars(name + 1, name + std::strlen(name), number);
        if (number < 1 || number > count)
            return broken("The parameters must be $1 to $" + std::to_string(count) + ": " +
                          std::string(sql));
        prepared->slots[static_cast<std::size_t>(number - 1)] = slot;
    }
    // The same text runs already, further down: this second one is for once.
    if (known) return prepared;
    statements_.make_room();
    statements_.add(sql, prepared);
    return prepared;
}

Result<void> SqliteConnection::bind(const Running& running, std::span<const Value> params) {
    if (params.size() != running.slots().size())
        return broken("The statement takes " + std::to_string(running.slots().size()) +
                      " parameters and was given " + std::to_string(params.size()) + ": " +
                      sqlite3_sql(running.get()));
    for (std::size_t i = 0; i < params.size(); ++i) {
        const Value& value = params[i];
        const int slot = running.slots()[i];
        int code = SQLITE_OK;
        switch (value.kind()) {
            case Value::Kind::null: code = sqlite3_bind_null(running.get(), slot); break;
            case Value::Kind::integer:
                code = sqlite3_bind_int64(running.get(), slot, value.integer());
                break;
            case Value::Kind::real:
                code = sqlite3_bind_double(running.get(), slot, value.real());
                break;
            case Value::Kind::text:
                // A null pointer would bind NULL.
                code = sqlite3_bind_text64(running.get(), slot,
                                           value.text().empty() ? "" : value.text().data(),
                                           value.text().size(), SQLITE_STATIC, SQLITE_UTF8);
                break;
            case Value::Kind::uuid:
                code = sqlite3_bind_blob64(running.get(), slot, value.uuid().bytes.data(),
                                           value.uuid().bytes.size(), SQLITE_STATIC);
                break;
        }
        if (code != SQLITE_OK) return failure(code);
    }
    return success();
}

Result<Value> SqliteConnection::cell(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_NULL: return Value();
        case SQLITE_INTEGER: return Value(sqlite3_column_int64(statement, column));
        case SQLITE_FLOAT: return Value(sqlite3_column_double(statement, column));
        case SQLITE_TEXT: {
            const auto* text =
                reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
            return Value(std::string_view(text, size));
        }
        default: break;
    }
    Uuid uuid;
    const void* bytes = sqlite3_column_blob(statement, column);
    if (sqlite3_column_bytes(statement, column) != static_cast<int>(uuid.bytes.size()))
        return broken("Column " + std::to_string(column + 1) +
                      " holds bytes that are not a uuid: " + sqlite3_sql(statement));
    std::memcpy(uuid.bytes.data(), bytes, uuid.bytes.size());
    return Value(uuid);
}

Result<void> SqliteConnection::step(const Running& running, const Visit* visit) {
    std::vector<Value> cells;
    for (;;) {
        const int code = sqlite3_step(running.get());
        if (code == SQLITE_DONE) return success();
        if (code != SQLITE_ROW) return failure(code);
        if (!visit) continue;
        cells.clear();
        for (int c = 0; c < sqlite3_column_count(running.get()); ++c) {
            TRY(Value value, cell(running.get(), c));
            cells.push_back(value);
        }
        TRYV((*visit)(Row(cells)));
    }
}

Result<std::int64_t> SqliteConnection::perform(std::string_view sql, std::span<const Value> params,
                                               const Visit* visit) {
    TRY(std::shared_ptr<Prepared> prepared, prepare(sql));
    const Running running(std::move(prepared));
    TRYV(bind(running, params));
    TRYV(step(running, visit));
    if (sqlite3_stmt_readonly(running.get())) return 0;
    return sqlite3_changes64(db_);
}

Result<std::int64_t> SqliteConnection::perform_many(std::string_view sql, std::size_t width,
                                                    std::span<const Value> cells) {
    TRY(std::shared_ptr<Prepared> prepared, prepare(sql));
    const Running running(std::move(prepared));
    std::int64_t changed = 0;
    for (; !cells.empty(); cells = cells.subspan(width)) {
        TRYV(bind(running, cells.first(width)));
        TRYV(step(running, nullptr));
        if (!sqlite3_stmt_readonly(running.get())) changed += sqlite3_changes64(db_);
        sqlite3_reset(running.get());
    }
    return changed;
}

Result<void> SqliteConnection::begin_now(Begin how) {
    TRYV(perform(how == Begin::write ? "BEGIN IMMEDIATE" : "BEGIN", {}, nullptr));
    return success();
}

Result<void> SqliteConnection::commit_now() {
    if (transaction_lost()) return broken("The transaction was lost before its commit.");
    TRYV(perform("COMMIT", {}, nullptr));
    return success();
}

void SqliteConnection::rollback_now() {
    // There may be none any more, and where it fails there is nothing left to do: what was not
    // committed is not seen by anybody.
    if (sqlite3_get_autocommit(db_) == 0) (void)perform("ROLLBACK", {}, nullptr);
}

Result<void> SqliteConnection::checkpoint(int how) {
    const int code = sqlite3_wal_checkpoint_v2(db_, nullptr, how, nullptr, nullptr);
    // A reader in the way or a full disk only put it off: the log keeps everything.
    if (const int kind = code & 0xff;
        kind == SQLITE_BUSY || kind == SQLITE_LOCKED || kind == SQLITE_FULL)
        return success();
    if (code != SQLITE_OK) return failure(code);
    return success();
}

Result<void> SqliteConnection::checkpoint_if_due(Demand demand) {
    const bool long_log = log_pages_ >= pages_too_many;
    const int worth = demand == Demand::none ? pages_worth_a_checkpoint
                      : long_log             ? pages_worth_a_wait
                                             : pages_worth_a_delay;
    if (log_pages_ - carried_pages_ < worth) return success();
    carried_pages_ = log_pages_;
    if (!long_log) return checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    sqlite3_busy_timeout(db_, wait_ms);
    Result<void> carried = checkpoint(SQLITE_CHECKPOINT_RESTART);
    sqlite3_busy_timeout(db_, busy_ms);
    return carried;
}

Result<void> SqliteConnection::finish() {
    TRYV(checkpoint(SQLITE_CHECKPOINT_TRUNCATE));
    sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    return success();
}

Error SqliteConnection::failure(int code) const {
    return sqlite_error(code, db_, file_);
}

// Made by us and not by SQLite, so that nobody else may read it (the log takes its permissions).
Result<void> make_file(const std::filesystem::path& file) {
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (made < 0) {
        const int reason = errno;
        if (reason == ENOSPC || reason == EDQUOT)
            return unavailable("disk_full", "The disk is full. Make room and try again.");
        return unavailable("folder_unwritable", file.string() + " can't be opened for writing (" +
                                                    std::strerror(reason) + ").");
    }
    ::close(made);
    return success();
}

}  // namespace

Error sqlite_error(int code, sqlite3* db, const std::filesystem::path& file) {
    const std::string said = db ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    const int reason = db ? sqlite3_system_errno(db) : 0;
    const bool no_room = reason == ENOSPC || reason == EDQUOT;
    const auto full = [] {
        return unavailable("disk_full",
                           "The disk is full, so nothing was changed. Make room and "
                           "try again.");
    };
    const auto disk = [&] {
        return unavailable("store_failed",
                           "The disk failed (" + said +
                               (reason ? std::string(": ") + std::strerror(reason) : "") + ").");
    };

    switch (code & 0xff) {
        case SQLITE_CONSTRAINT: {
            const int kind = db ? sqlite3_extended_errcode(db) : code;
            if (kind == SQLITE_CONSTRAINT_UNIQUE || kind == SQLITE_CONSTRAINT_PRIMARYKEY ||
                kind == SQLITE_CONSTRAINT_ROWID)
                return Error{No::conflict, "unique_violation", "That is there already.", {}};
            if (kind == SQLITE_CONSTRAINT_FOREIGNKEY)
                return Error{No::conflict,
                             "foreign_key_violation",
                             "What it points to is not there, or something still points to it.",
                             {}};
            return broken(said);
        }
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return unavailable("store_busy",
                               "Another program holds the database. Close it and try again.");
        case SQLITE_FULL: return full();
        case SQLITE_IOERR:
            // A failed fsync leaves nobody knowing what is on the disk, whatever its reason.
            return no_room && code != SQLITE_IOERR_FSYNC && code != SQLITE_IOERR_DIR_FSYNC ? full()
                                                                                           : disk();
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return damaged(file.string(), said);
        case SQLITE_READONLY: return db && sqlite3_db_readonly(db, "main") ? broken(said) : disk();
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_NOMEM: return no_room ? full() : disk();
        default: return broken(said);
    }
}

Result<std::unique_ptr<Sqlite>> open_sqlite(const std::filesystem::path& file, Access access) {
    // Nobody asks SQLite how much memory it holds, and counting it takes a lock each time: a tenth
    // of an import.
    static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)uncounted;
    if (access == Access::write) {
        TRYV(make_file(file));
    }
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return unavailable("data_missing", "There is no " + file.string() + ".");
    auto connection = std::make_unique<SqliteConnection>(file, access);
    TRYV(connection->open());
    return Result<std::unique_ptr<Sqlite>>(std::move(connection));
}

}  // namespace ante::store
