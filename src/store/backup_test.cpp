#include "store/backup.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <fstream>
#include <thread>
#include <tuple>

#include "places.h"

namespace ante::store {
namespace {

// Some rows in the real tables: kept answers are free-standing, so any will do.
Result<void> keep_some_answer(Transaction& in, const Uuid& workspace, const std::string& name) {
    TRYV(
        in.db().exec("INSERT INTO idempotency (workspace_id, member_id, key, body_hash, status, "
                     "etag, answer, at) VALUES ($1, $1, $2, '', 200, '', $3, 0)",
                     {workspace, name, "{\"für\": \"" + name + "\"}"}));
    return success();
}

std::string dump(Store& store) {
    return store
        .read([](Connection& db) -> Result<std::string> {
            std::string text;
            TRYV(
                db.each("SELECT workspace_id, key, answer FROM idempotency "
                        "ORDER BY workspace_id, key",
                        {}, [&](const Row& row) -> Result<void> {
                            text += row.uuid(0).text() + " " + std::string(row.text(1)) + " " +
                                    std::string(row.text(2)) + "\n";
                            return success();
                        }));
            return text;
        })
        .value();
}

std::int64_t answers(Store& store) {
    return store
        .read([](Connection& db) -> Result<std::int64_t> {
            TRY(const auto n, db.value<std::int64_t>("SELECT count(*) FROM idempotency"));
            return *n;
        })
        .value();
}

std::vector<Engine> engines_there() {
    std::vector<Engine> there{Engine::sqlite};
    if (tests::postgres_conninfo()) there.push_back(Engine::postgres);
    return there;
}

class BackupTest : public testing::Test {
protected:
    std::filesystem::path file() const { return folder->folder / "backup.ante"; }
    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder->folder))
            names.push_back(entry.path().filename());
        return names;
    }

    tests::FreshPlace folder{Engine::sqlite};  // for the backup
    Uuid workspace = Uuid::parse("0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a").value();
};

class AcrossTest : public BackupTest,
                   public testing::WithParamInterface<std::tuple<Engine, Engine>> {};

TEST_P(AcrossTest, what_is_restored_is_one_moment_of_what_was_backed_up) {
    const auto [from, to] = GetParam();
    tests::FreshPlace source(from);
    auto store = Store::open(*source).value();
    // More than goes in one trip, or one page.
    ASSERT_TRUE(store->write_now([&](Transaction& in) -> Result<void> {
        for (int i = 0; i < 2500; ++i) {
            TRYV(keep_some_answer(in, workspace, "first " + std::to_string(i)));
        }
        return success();
    }));

    // Somebody writes, always two at a time.
    std::atomic<bool> stop = false;
    std::thread writer([&] {
        for (int i = 0; !stop; ++i)
            EXPECT_TRUE(store->write_now([&](Transaction& in) -> Result<void> {
                TRYV(keep_some_answer(in, workspace, "left " + std::to_string(i)));
                return keep_some_answer(in, workspace, "right " + std::to_string(i));
            }));
    });
    std::int64_t told = 0;
    const Result<void> done = backup(*store, file(), [&](std::int64_t so_far, std::int64_t all) {
        EXPECT_LE(so_far, all);
        told = so_far;
    });
    stop = true;
    writer.join();
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_GT(told, 0);

    tests::FreshPlace target(to);
    const Result<void> restored = restore(file(), *target);
    ASSERT_TRUE(restored) << restored.error().detail;
    {
        auto copy = Store::open(*target, {.mode = Store::Mode::existing, .on_fatal = {}}).value();
        const std::int64_t count = answers(*copy);
        EXPECT_GE(count, 2500);
        EXPECT_EQ(count % 2, 0) << "never one of two";
        EXPECT_LE(count, answers(*store));
    }

    // And with nobody writing, all of it is the same.
    std::filesystem::remove(file());
    ASSERT_TRUE(backup(*store, file()));
    tests::FreshPlace again(to);
    ASSERT_TRUE(restore(file(), *again));
    auto copy = Store::open(*again).value();
    EXPECT_EQ(dump(*copy), dump(*store));
    EXPECT_TRUE(
        copy->write_now([&](Transaction& in) { return keep_some_answer(in, workspace, "new"); }));
}

std::string pair_name(const testing::TestParamInfo<std::tuple<Engine, Engine>>& pair) {
    const auto [from, to] = pair.param;
    return std::string(word_of(from)) + "_to_" + std::string(word_of(to));
}
INSTANTIATE_TEST_SUITE_P(Engines, AcrossTest,
                         testing::Combine(testing::ValuesIn(engines_there()),
                                          testing::ValuesIn(engines_there())),
                         pair_name);

TEST_F(BackupTest, is_one_file_for_its_owner_only_and_never_over_another) {
    tests::FreshPlace source(Engine::sqlite);
    auto store = Store::open(*source).value();
    ASSERT_TRUE(backup(*store, file()));
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(file()).permissions(),
              perms::owner_read | perms::owner_write);
    EXPECT_EQ(files(), std::vector<std::string>{"backup.ante"});
    const auto before = std::filesystem::last_write_time(file());

    EXPECT_EQ(backup(*store, file()).error().code, "file_exists");
    EXPECT_EQ(std::filesystem::last_write_time(file()), before);
    EXPECT_EQ(backup(*store, folder->folder / "not there" / "b").error().code, "folder_unwritable");
    EXPECT_EQ(files(), std::vector<std::string>{"backup.ante"});
}

TEST_F(BackupTest, goes_only_into_an_empty_place) {
    for (const Engine engine : engines_there()) {
        tests::FreshPlace source(engine);
        auto store = Store::open(*source).value();
        ASSERT_TRUE(store->write_now(
            [&](Transaction& in) { return keep_some_answer(in, workspace, "mine"); }));
        std::filesystem::remove(file());
        ASSERT_TRUE(backup(*store, file()));
        if (engine == Engine::sqlite) {
            EXPECT_EQ(restore(file(), *source).error().code, "data_in_use");
        }
        store.reset();
        EXPECT_EQ(restore(file(), *source).error().code, "data_present");
        EXPECT_EQ(answers(*Store::open(*source).value()), 1);
    }
}

TEST_F(BackupTest, that_is_not_sound_or_not_ours_is_refused_and_nothing_is_made) {
    tests::FreshPlace source(Engine::sqlite);
    {
        auto store = Store::open(*source).value();
        ASSERT_TRUE(store->write_now([&](Transaction& in) -> Result<void> {
            for (int i = 0; i < 2000; ++i) {
                TRYV(keep_some_answer(in, workspace, "name " + std::to_string(i)));
            }
            return success();
        }));
        ASSERT_TRUE(backup(*store, file()));
    }
    tests::FreshPlace target(Engine::sqlite);
    EXPECT_EQ(restore(folder->folder / "no such", *target).error().code, "data_missing");

    const auto size = std::filesystem::file_size(file());
    std::fstream bytes(file(), std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(static_cast<std::streamoff>(size - 3 * 4096));
    bytes << std::string(4096, '\x55');
    bytes.close();
    EXPECT_EQ(restore(file(), *target).error().code, "database_damaged");

    std::filesystem::resize_file(file(), size / 2);
    EXPECT_EQ(restore(file(), *target).error().code, "database_damaged");

    std::ofstream(file()) << "Dear diary, " << std::string(9000, '.');
    EXPECT_EQ(restore(file(), *target).error().code, "database_damaged");

    std::filesystem::remove(file());
    sqlite3* foreign = nullptr;
    ASSERT_EQ(sqlite3_open(file().c_str(), &foreign), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(foreign, "CREATE TABLE theirs (x)", nullptr, nullptr, nullptr),
              SQLITE_OK);
    sqlite3_close(foreign);
    EXPECT_EQ(restore(file(), *target).error().code, "database_foreign");
    EXPECT_FALSE(std::filesystem::exists(target->file()));
}

TEST_F(BackupTest, of_a_newer_program_is_refused) {
    tests::FreshPlace source(Engine::sqlite);
    auto store = Store::open(*source).value();
    ASSERT_TRUE(store->write_now([](Transaction& in) -> Result<void> {
        TRYV(
            in.db().exec("INSERT INTO migration (number, name, checksum, at) "
                         "VALUES (9999, 'tomorrow', '', 0)"));
        return success();
    }));
    ASSERT_TRUE(backup(*store, file()));
    tests::FreshPlace target(Engine::sqlite);
    EXPECT_EQ(restore(file(), *target).error().code, "schema_newer");
}

}  // namespace
}  // namespace ante::store
