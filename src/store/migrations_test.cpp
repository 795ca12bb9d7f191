#include "store/migrations.h"

#include <gtest/gtest.h>

#include <array>
#include <thread>

#include "places.h"
#include "store/sqlite.h"

namespace ante::store {
namespace {

using embedded::File;
using Texts = std::vector<std::string_view>;

TEST(Statements, are_cut_at_semicolons_that_mean_it) {
    EXPECT_EQ(statements_of(""), Texts{});
    EXPECT_EQ(statements_of(" ;\n; -- nothing; here\n /* nor; here */ ;"), Texts{});
    EXPECT_EQ(statements_of("SELECT 1;SELECT 2"), (Texts{"SELECT 1", "SELECT 2"}));
    EXPECT_EQ(statements_of("-- first; of all\nSELECT 1; -- and\nSELECT 2;\n"),
              (Texts{"SELECT 1", "SELECT 2"}));
    EXPECT_EQ(statements_of("INSERT INTO t VALUES ('a;b', 'it''s;', \"c;d\");SELECT 2;"),
              (Texts{"INSERT INTO t VALUES ('a;b', 'it''s;', \"c;d\")", "SELECT 2"}));
    EXPECT_EQ(statements_of("CREATE TABLE t ( -- one; two\n a TEXT /* ; */ );SELECT 2"),
              (Texts{"CREATE TABLE t ( -- one; two\n a TEXT /* ; */ )", "SELECT 2"}));
    EXPECT_EQ(statements_of("DO $$ BEGIN; END; $$; SELECT $1; DO $x$ ; $$ ; $x$;"),
              (Texts{"DO $$ BEGIN; END; $$", "SELECT $1", "DO $x$ ; $$ ; $x$"}));
    EXPECT_EQ(statements_of("SELECT 1 - 2; SELECT 4 / 2"), (Texts{"SELECT 1 - 2", "SELECT 4 / 2"}));
}

constexpr std::array shared{
    File{"0001_note.sql", "CREATE TABLE note (id BIGINT PRIMARY KEY);"},
    File{"0002_body.sql", "ALTER TABLE note ADD COLUMN body TEXT;"},
};

TEST(Migrations, an_engine_takes_its_own_text_before_the_shared_one) {
    const std::array files{
        File{"0001_note.postgres.sql", "p"},  File{"0001_note.sql", "shared"},
        File{"0002_find.postgres.sql", "p2"}, File{"0002_find.sqlite.sql", "s2"},
        File{"0003_more.sql", "shared"},      File{"0003_more.sqlite.sql", "s3"},
    };
    const auto sqlite = migrations_for(Engine::sqlite, files).value();
    ASSERT_EQ(sqlite.size(), 3u);
    EXPECT_EQ(sqlite[0].text, "shared");
    EXPECT_EQ(sqlite[1].text, "s2");
    EXPECT_EQ(sqlite[2].text, "s3");
    EXPECT_EQ(sqlite[2].name, "more");
    const auto postgres = migrations_for(Engine::postgres, files).value();
    ASSERT_EQ(postgres.size(), 3u);
    EXPECT_EQ(postgres[0].text, "p");
    EXPECT_EQ(postgres[1].text, "p2");
    EXPECT_EQ(postgres[2].text, "shared");
}

TEST(Migrations, gaps_doubles_and_odd_names_are_faults) {
    const auto wrong = [](std::vector<File> files) {
        return migrations_for(Engine::sqlite, files).has_error();
    };
    EXPECT_TRUE(wrong({{"0002_note.sql", ""}}));
    EXPECT_TRUE(wrong({{"0001_note.sql", ""}, {"0001_other.sql", ""}}));
    EXPECT_TRUE(wrong({{"0001_note.postgres.sql", ""}}));
    EXPECT_TRUE(wrong({{"0001_note.oracle.sql", ""}}));
    EXPECT_TRUE(wrong({{"note.sql", ""}}));
    EXPECT_FALSE(wrong({{"", ""}})) << "no migrations at all";
}

TEST(Migrations, those_built_in_are_in_order_for_both_engines) {
    const auto sqlite = migrations_for(Engine::sqlite);
    const auto postgres = migrations_for(Engine::postgres);
    ASSERT_TRUE(sqlite) << sqlite.error().detail;
    ASSERT_TRUE(postgres) << postgres.error().detail;
    EXPECT_EQ(sqlite.value().size(), postgres.value().size());
}

class MigrateTest : public testing::TestWithParam<Engine> {
protected:
    std::unique_ptr<Connection> connect() {
        if (GetParam() == Engine::postgres)
            return open_postgres(place->conninfo, Access::write).value();
        return open_sqlite(place->file(), Access::write).value();
    }
    std::vector<Migration> steps(std::span<const File> files) {
        return migrations_for(GetParam(), files).value();
    }

    tests::FreshPlace place{GetParam()};
    std::unique_ptr<Connection> db = connect();
};

TEST_P(MigrateTest, does_what_has_not_been_done_and_nothing_twice) {
    ASSERT_TRUE(migrate(*db, steps(std::span(shared).first(1))));
    ASSERT_TRUE(db->exec("INSERT INTO note (id) VALUES (1)"));
    ASSERT_TRUE(migrate(*db, steps(shared)));
    ASSERT_TRUE(migrate(*db, steps(shared)));
    EXPECT_EQ(db->value<std::int64_t>("SELECT count(*) FROM note WHERE body IS NULL").value(), 1);
    EXPECT_EQ(db->value<std::int64_t>("SELECT count(*) FROM migration").value(), 2);
}

TEST_P(MigrateTest, a_step_that_fails_leaves_what_was_before_it) {
    const std::array files{
        shared[0],
        File{"0002_body.sql", "CREATE TABLE other (id BIGINT); SELEKT nonsense;"},
    };
    const Error failed = migrate(*db, steps(files)).error();
    EXPECT_EQ(failed.kind, No::broken);
    EXPECT_NE(failed.detail.find("Step 2 (body)"), std::string::npos) << failed.detail;
    EXPECT_EQ(db->value<std::int64_t>("SELECT count(*) FROM migration").value(), 1);
    EXPECT_TRUE(db->run("SELECT * FROM other").has_error());
    EXPECT_TRUE(migrate(*db, steps(shared))) << "and can go on from there";
}

TEST_P(MigrateTest, refuses_a_newer_database_and_a_changed_step) {
    ASSERT_TRUE(migrate(*db, steps(shared)));
    EXPECT_EQ(migrate(*db, steps(std::span(shared).first(1))).error().code, "schema_newer");
    EXPECT_EQ(can_migrate(*db, steps(std::span(shared).first(1))).error().code, "schema_newer");

    std::array files = shared;
    files[0].text = "CREATE TABLE note (id BIGINT);";
    EXPECT_EQ(migrate(*db, steps(files)).error().code, "schema_changed");
}

// In SQLite the folder's lock lets only one begin.
class MigratePostgres : public MigrateTest {};
TEST_P(MigratePostgres, two_that_start_at_once_do_it_once) {
    std::vector<std::thread> threads;
    std::array<bool, 4> good{};
    for (bool& mine : good)
        threads.emplace_back([&] { mine = migrate(*connect(), steps(shared)).has_value(); });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(good, (std::array{true, true, true, true}));
    EXPECT_EQ(db->value<std::int64_t>("SELECT count(*) FROM migration").value(), 2);
}

// PostgreSQL alters tables in place.
class MigrateSqlite : public MigrateTest {};
TEST_P(MigrateSqlite, a_table_may_be_made_anew_under_those_that_point_to_it) {
    const std::array files{
        shared[0],
        File{"0002_line.sql", "CREATE TABLE line (note BIGINT REFERENCES note (id));"},
        File{"0003_anew.sql",
             "CREATE TABLE fresh (id BIGINT PRIMARY KEY, body TEXT);"
             "INSERT INTO fresh (id) SELECT id FROM note; DROP TABLE note;"
             "ALTER TABLE fresh RENAME TO note;"},
        File{"0004_loss.sql", "DELETE FROM note;"},
    };
    ASSERT_TRUE(migrate(*db, steps(std::span(files).first(2))));
    ASSERT_TRUE(db->exec("INSERT INTO note (id) VALUES (1)"));
    ASSERT_TRUE(db->exec("INSERT INTO line (note) VALUES (1)"));
    ASSERT_TRUE(migrate(*db, steps(std::span(files).first(3))));
    EXPECT_TRUE(migrate(*db, steps(files)).has_error()) << "but no row may lose its other half";
    EXPECT_EQ(db->exec("DELETE FROM note").error().code, "foreign_key_violation");
}

INSTANTIATE_TEST_SUITE_P(Engines, MigrateTest, tests::engines(), tests::engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, MigrateSqlite, testing::Values(Engine::sqlite),
                         tests::engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, MigratePostgres, tests::engines_but(Engine::sqlite),
                         tests::engine_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(MigratePostgres);

}  // namespace
}  // namespace ante::store
