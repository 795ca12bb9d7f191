// What only one of the engines can do, or can go wrong with it: folders, files and disks; servers,
// races and connections.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/mount.h>

#include <atomic>
#include <fstream>
#include <latch>

#include "notes.h"

namespace ante::store {
namespace {

// ---- SQLite alone ------------------------------------------------------------------------------

class FolderTest : public testing::Test {
protected:
    std::unique_ptr<Store> open(Store::Settings settings = {}) {
        auto opened = Store::open(*place, std::move(settings));
        EXPECT_TRUE(opened) << opened.error().detail;
        return std::move(opened).value();
    }
    void put(std::string_view text) { std::ofstream(place->file()) << text; }

    tests::FreshPlace place{Engine::sqlite};
};

TEST_F(FolderTest, belongs_to_one_process_that_says_where_it_answers) {
    EXPECT_FALSE(holder_of(*place));
    auto store = open();
    EXPECT_EQ(holder_of(*place)->address, "");
    store->announce("http://127.0.0.1:8420");
    EXPECT_EQ(holder_of(*place)->pid, ::getpid());
    EXPECT_EQ(holder_of(*place)->address, "http://127.0.0.1:8420");

    const Error held = Store::open(*place).error();
    EXPECT_EQ(held.code, "data_in_use");
    EXPECT_NE(held.detail.find(std::to_string(::getpid())), std::string::npos);
    EXPECT_NE(held.detail.find("http://127.0.0.1:8420"), std::string::npos);
    EXPECT_TRUE(make_notes(*store)) << "the first is none the worse for it";

    store.reset();
    EXPECT_FALSE(holder_of(*place));
    open();
}

TEST_F(FolderTest, is_made_for_its_owner_only) {
    Place deeper = *place;
    deeper.folder /= "a/b";
    const auto store = Store::open(deeper).value();
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(deeper.folder).permissions(), perms::owner_all);
    for (const char* suffix : {"", "-wal"})
        EXPECT_EQ(std::filesystem::status(deeper.file().string() + suffix).permissions(),
                  perms::owner_read | perms::owner_write);
}

TEST_F(FolderTest, that_can_not_be_written_to_is_one_sentence) {
    Place beneath_a_file = *place;
    put("");
    beneath_a_file.folder = place->file();
    EXPECT_EQ(Store::open(beneath_a_file).error().code, "folder_unwritable");

    std::filesystem::remove(place->file());
    std::filesystem::permissions(place->folder, std::filesystem::perms(0555));
    const bool root = ::geteuid() == 0;
    if (root) {
        ASSERT_EQ(::seteuid(65534), 0);
    }
    const auto refused = Store::open(*place);
    if (root) {
        ASSERT_EQ(::seteuid(0), 0);
    }
    EXPECT_EQ(refused.error().code, "folder_unwritable");
}

TEST_F(FolderTest, with_a_file_of_somebody_else_is_left_alone) {
    sqlite3* foreign = nullptr;
    ASSERT_EQ(sqlite3_open(place->file().c_str(), &foreign), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(foreign, "CREATE TABLE theirs (x)", nullptr, nullptr, nullptr),
              SQLITE_OK);
    sqlite3_close(foreign);
    std::ifstream before(place->file());
    const std::string bytes(std::istreambuf_iterator<char>(before), {});
    EXPECT_EQ(Store::open(*place).error().code, "database_foreign");
    std::ifstream after(place->file());
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(after), {}), bytes);
}

TEST_F(FolderTest, with_something_that_is_no_database_is_left_alone) {
    put("Dear diary, today I sold a boat. " + std::string(5000, '.'));
    EXPECT_EQ(Store::open(*place).error().code, "database_damaged");
    put("short");
    EXPECT_EQ(Store::open(*place).error().code, "database_damaged");
}

TEST_F(FolderTest, with_a_torn_database_says_so) {
    {
        auto store = open();
        ASSERT_TRUE(make_notes(*store));
        ASSERT_TRUE(store->write_now([](Transaction& in) -> Result<void> {
            for (int i = 0; i < 100; ++i) {
                TRYV(in.db().exec("INSERT INTO note (id, body) VALUES ($1, $2)",
                                  {i, std::string(3000, 'x')}));
            }
            return success();
        }));
    }
    std::filesystem::resize_file(place->file(), std::filesystem::file_size(place->file()) / 2);
    EXPECT_EQ(Store::open(*place).error().code, "database_damaged");
}

TEST_F(FolderTest, a_damaged_page_stops_all_writing) {
    {
        auto store = open();
        ASSERT_TRUE(make_notes(*store));
        ASSERT_TRUE(store->write_now([](Transaction& in) -> Result<void> {
            std::vector<Value> cells;
            for (int i = 0; i < 3000; ++i) cells.emplace_back(i);
            TRYV(in.db().run_many(add_note, 1, cells));
            return success();
        }));
    }
    const auto size = std::filesystem::file_size(place->file());
    std::fstream file(place->file(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(size - 4 * 4096));
    file << std::string(4 * 4096, '\x55');
    file.close();

    std::vector<std::string> fatal;
    auto store = open({.on_fatal = [&](const Error& error) { fatal.push_back(error.code); }});
    const Work touches_all = [](Transaction& in) -> Result<void> {
        TRYV(in.db().exec("UPDATE note SET body = 'x'"));
        return success();
    };
    EXPECT_EQ(store->write_now(touches_all).error().code, "database_damaged");
    EXPECT_EQ(store->write_now(adds(5001)).error().code, "database_damaged");
    store.reset();
    EXPECT_EQ(fatal, std::vector<std::string>{"database_damaged"});
}

// Lets a disk be full by SQLite's own count of pages.
Result<void> limit_pages(Store& store, int pages) {
    return store.write_now([&](Transaction& in) -> Result<void> {
        TRYV(in.db().run("PRAGMA max_page_count = " + std::to_string(pages)));
        return success();
    });
}

Result<void> add_body(Transaction& in, std::int64_t id, std::size_t size) {
    TRYV(in.db().exec("INSERT INTO note (id, body) VALUES ($1, $2)", {id, std::string(size, 'x')}));
    return success();
}

TEST_F(FolderTest, a_full_disk_refuses_writes_and_goes_on_when_there_is_room) {
    auto store = open();
    ASSERT_TRUE(make_notes(*store));
    const std::int64_t pages = number(*store, "SELECT page_count FROM pragma_page_count");
    ASSERT_TRUE(limit_pages(*store, static_cast<int>(pages) + 20));

    // One is too large, in a group; the others are small enough.
    Answers answers;
    Busy busy(*store, answers.done());
    for (std::int64_t id : {1, 2, 3})
        store->write([id](Transaction& in) { return add_body(in, id, id == 2 ? 1'000'000 : 100); },
                     answers.done());
    busy.go();
    EXPECT_EQ(answers.wait(), (std::vector<std::string>{"done", "done", "disk_full", "done"}));
    EXPECT_EQ(number(*store, "SELECT sum(id) FROM note"), 1 + 3);

    ASSERT_TRUE(limit_pages(*store, 100'000));
    EXPECT_TRUE(store->write_now([](Transaction& in) { return add_body(in, 2, 1'000'000); }));
}

TEST_F(FolderTest, a_really_full_disk_does_the_same) {
    if (::mount("tmpfs", place->folder.c_str(), "tmpfs", 0, "size=2m") != 0)
        GTEST_SKIP() << "this user can't mount a small disk";
    {
        auto store = open();
        EXPECT_TRUE(make_notes(*store));
        EXPECT_TRUE(store->write_now(adds(0)));
        std::int64_t last = 0;
        Result<void> done = success();
        while (!done.has_error() && last < 1000)
            done = store->write_now(
                [&, id = ++last](Transaction& in) { return add_body(in, id, 20'000); });
        EXPECT_EQ(done.error().code, "disk_full");
        EXPECT_EQ(notes(*store), last) << "all that was answered, and nothing more";
        EXPECT_EQ(store->write_now([](Transaction& in) { return add_body(in, 9999, 900'000); })
                      .error()
                      .code,
                  "disk_full");

        ASSERT_EQ(::mount("tmpfs", place->folder.c_str(), "tmpfs", MS_REMOUNT, "size=8m"), 0);
        EXPECT_TRUE(store->write_now([](Transaction& in) { return add_body(in, 9999, 20'000); }));
        EXPECT_EQ(notes(*store), last + 1);
    }
    ::umount(place->folder.c_str());
}

// A file system whose fsync fails when told to: SQLite's own, with one function replaced.
struct FailingDisk {
    static inline std::atomic<bool> failing = false;
    // SQLite has a table of functions for the database and another for its log; both sync alike.
    static inline std::map<const sqlite3_io_methods*, sqlite3_io_methods> methods;
    static inline int (*real_sync)(sqlite3_file*, int) = nullptr;
    static inline sqlite3_vfs* real = nullptr;
    static inline sqlite3_vfs vfs;

    FailingDisk() {
        real = sqlite3_vfs_find(nullptr);
        vfs = *real;
        vfs.zName = "failing";
        vfs.xOpen = [](sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
            const int code = real->xOpen(real, name, file, flags, out);
            if (code != SQLITE_OK || !file->pMethods) return code;
            sqlite3_io_methods& ours = methods[file->pMethods];
            ours = *file->pMethods;
            real_sync = ours.xSync;
            ours.xSync = [](sqlite3_file* f, int how) {
                return failing ? SQLITE_IOERR_FSYNC : real_sync(f, how);
            };
            file->pMethods = &ours;
            return code;
        };
        sqlite3_vfs_register(&vfs, 1);
    }
    ~FailingDisk() {
        failing = false;
        sqlite3_vfs_unregister(&vfs);
        sqlite3_vfs_register(real, 1);
    }
};

TEST_F(FolderTest, when_the_disk_fails_nothing_is_written_any_more_and_the_server_is_told) {
    const FailingDisk disk;
    std::vector<std::string> fatal;
    auto store = open({.on_fatal = [&](const Error& error) { fatal.push_back(error.code); }});
    ASSERT_TRUE(make_notes(*store));
    ASSERT_TRUE(store->write_now(adds(1)));

    FailingDisk::failing = true;
    Answers answers;
    Busy busy(*store, answers.done());
    store->write(adds(2), answers.done());
    store->write([](Transaction&) -> Result<void> { return refuse("not_today", "Not today."); },
                 answers.done());
    busy.go();
    // Whether even the refusal still holds nobody can say: it may rest on what was lost.
    EXPECT_EQ(answers.wait(), (std::vector<std::string>{"done", "store_failed", "store_failed"}));

    FailingDisk::failing = false;
    EXPECT_EQ(store->write_now(adds(3)).error().code, "store_failed") << "never tried again";
    EXPECT_EQ(notes(*store), 1) << "reads go on";
    store.reset();
    EXPECT_EQ(fatal, std::vector<std::string>{"store_failed"});
}

TEST_F(FolderTest, the_log_does_not_grow_without_end_while_others_read) {
    auto store = open();
    ASSERT_TRUE(make_notes(*store));
    for (std::int64_t id = 0; id < 120; ++id) {
        ASSERT_TRUE(store->write_now([id](Transaction& in) { return add_body(in, id, 400'000); }));
        ASSERT_EQ(notes(*store), id + 1);
    }
    EXPECT_LT(std::filesystem::file_size(place->file().string() + "-wal"), 20'000'000u);
    EXPECT_GT(std::filesystem::file_size(place->file()), 30'000'000u);
}

TEST(Places, are_folders_or_addresses) {
    EXPECT_EQ(Place::parse("/var/lib/ante").value().engine, Engine::sqlite);
    EXPECT_EQ(Place::parse("./my=data").value().engine, Engine::sqlite);
    EXPECT_TRUE(Place::parse("").has_error());
    EXPECT_EQ(Place::parse("dbname=x colour=red").error().code, "data_invalid");

    const Place address = Place::parse("postgres://dana:secret@db.example:5433/sales").value();
    EXPECT_EQ(address.engine, Engine::postgres);
    EXPECT_EQ(address.text().find("secret"), std::string::npos) << address.text();
    EXPECT_NE(address.text().find("db.example"), std::string::npos) << address.text();
    EXPECT_EQ(Place::parse("host=/run/postgresql dbname=sales").value().engine, Engine::postgres);
}

// ---- PostgreSQL alone --------------------------------------------------------------------------

class ServerTest : public testing::Test {
protected:
    void SetUp() override {
        if (!tests::postgres_conninfo()) GTEST_SKIP() << "ANTE_TEST_POSTGRES is not set";
        place.emplace(Engine::postgres);
        store = Store::open(**place, {.writers = 2, .on_fatal = {}}).value();
        ASSERT_TRUE(make_notes(*store));
    }
    // Ends all the server's conversations with this test's database.
    void cut_off() {
        auto db = open_postgres((*place)->conninfo, Access::write).value();
        ASSERT_TRUE(
            db->run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE application_name = 'ante' AND datname = current_database() "
                    "AND pid <> pg_backend_pid()"));
    }

    std::optional<tests::FreshPlace> place;
    std::unique_ptr<Store> store;
};

TEST_F(ServerTest, a_lost_race_is_run_again) {
    std::atomic<int> calls = 0;
    ASSERT_TRUE(store->write_now([&](Transaction& in) -> Result<void> {
        TRYV(in.db().exec(add_note, {1}));
        if (++calls < 3) {
            TRYV(in.db().exec("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$"));
        }
        return success();
    }));
    EXPECT_EQ(calls, 3);
    EXPECT_EQ(notes(*store), 1);
}

TEST_F(ServerTest, a_race_that_is_always_lost_is_given_up) {
    const Result<void> done = store->write_now([&](Transaction& in) -> Result<void> {
        TRYV(in.db().exec("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$"));
        return success();
    });
    EXPECT_EQ(done.error().code, "too_busy");
}

TEST_F(ServerTest, two_that_wait_for_each_other_both_get_through) {
    ASSERT_TRUE(store->write_now([](Transaction& in) -> Result<void> {
        TRYV(in.db().exec("INSERT INTO note (id, body) VALUES (1, ''), (2, '')"));
        return success();
    }));
    std::latch both(2);
    const auto locks = [&](std::int64_t first, std::int64_t second) -> Work {
        return [&both, first, second, met = false](Transaction& in) mutable -> Result<void> {
            const char* sql = "UPDATE note SET body = body || 'x' WHERE id = $1";
            TRYV(in.db().exec(sql, {first}));
            if (!std::exchange(met, true)) both.arrive_and_wait();
            TRYV(in.db().exec(sql, {second}));
            return success();
        };
    };
    Answers answers;
    store->write(locks(1, 2), answers.done());
    store->write(locks(2, 1), answers.done());
    EXPECT_EQ(answers.wait(), (std::vector<std::string>{"done", "done"}));
    EXPECT_EQ(number(*store, "SELECT count(*) FROM note WHERE body = 'xx'"), 2);
}

TEST_F(ServerTest, a_broken_connection_is_made_anew) {
    ASSERT_TRUE(store->write_now(adds(1)));
    ASSERT_EQ(notes(*store), 1);
    cut_off();
    EXPECT_EQ(notes(*store), 1);
    EXPECT_TRUE(store->write_now(adds(2)));
    cut_off();
    EXPECT_TRUE(store->write_now(adds(3)));
    EXPECT_EQ(notes(*store), 3);
}

TEST_F(ServerTest, a_connection_that_breaks_within_a_write_costs_nothing) {
    std::atomic<int> calls = 0;
    ASSERT_TRUE(store->write_now([&](Transaction& in) -> Result<void> {
        TRYV(in.db().exec(add_note, {1}));
        if (++calls == 1) cut_off();
        TRYV(in.db().exec(add_note, {2}));
        return success();
    }));
    EXPECT_EQ(calls, 2);
    EXPECT_EQ(notes(*store), 2);
}

TEST_F(ServerTest, a_connection_that_breaks_at_the_commit_leaves_it_open_and_says_so) {
    ASSERT_TRUE(store->write_now([](Transaction& in) -> Result<void> {
        TRYV(
            in.db().exec("CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS "
                         "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); "
                         "PERFORM pg_sleep(5); RETURN NULL; END $$"));
        TRYV(
            in.db().exec("CREATE CONSTRAINT TRIGGER hang_up AFTER INSERT ON note DEFERRABLE "
                         "INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hang_up()"));
        return success();
    }));
    EXPECT_EQ(store->write_now(adds(1)).error().code, "outcome_unknown");
    EXPECT_EQ(notes(*store), 0);
}

}  // namespace
}  // namespace ante::store
