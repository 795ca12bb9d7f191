#include "store/connection.h"

#include <gtest/gtest.h>

#include <limits>

#include "places.h"
#include "store/postgres.h"
#include "store/sqlite.h"

namespace ante::store {
namespace {

enum class Colour { red, green };
constexpr auto words(Colour) {
    return std::array{"red"sv, "green"sv};
}

struct ThingTag;
using ThingId = Id<ThingTag>;

struct Part {
    std::string name;
    std::int64_t count = 0;
    bool operator==(const Part&) const = default;
    static constexpr auto fields = describe(field<&Part::name>("name", "Its name."),
                                            field<&Part::count>("count", "How many."));
};

struct Thing {
    ThingId id;
    std::string name;
    std::optional<std::string> note;
    std::int64_t big = 0;
    std::int32_t small = 0;
    bool yes = false;
    double real = 0;
    Instant at{};
    Date day{};
    std::optional<Date> until;
    Colour colour = Colour::red;
    std::optional<Colour> other;
    std::optional<ThingId> parent;
    bool operator==(const Thing&) const = default;
    static constexpr auto fields = describe(
        field<&Thing::id>("id", ""), field<&Thing::name>("name", ""),
        field<&Thing::note>("note", ""), field<&Thing::big>("big", ""),
        field<&Thing::small>("small", ""), field<&Thing::yes>("yes", ""),
        field<&Thing::real>("real", ""), field<&Thing::at>("at", ""), field<&Thing::day>("day", ""),
        field<&Thing::until>("until", ""), field<&Thing::colour>("colour", ""),
        field<&Thing::other>("other", ""), field<&Thing::parent>("parent", ""));
};

constexpr std::string_view make_thing =
    "CREATE TABLE thing (id UUID PRIMARY KEY, name TEXT NOT NULL, note TEXT, big BIGINT NOT NULL, "
    "small INTEGER NOT NULL, yes SMALLINT NOT NULL, real DOUBLE PRECISION NOT NULL, "
    "at BIGINT NOT NULL, day INTEGER NOT NULL, until INTEGER, colour TEXT NOT NULL, other TEXT, "
    "parent UUID REFERENCES thing)";
constexpr std::string_view add_thing =
    "INSERT INTO thing (id, name, note, big, small, yes, real, at, day, until, colour, other, "
    "parent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

class ConnectionTest : public testing::TestWithParam<Engine> {
protected:
    void SetUp() override { db = connect(); }

    std::unique_ptr<Connection> connect() {
        if (GetParam() == Engine::postgres)
            return open_postgres(place->conninfo, Access::write).value();
        return open_sqlite(place->file(), Access::write).value();
    }

    Thing some_thing() {
        Thing thing;
        thing.id = ids.make<ThingTag>(now);
        thing.name = "Füller “nib” \n ' ; $1";
        thing.big = std::numeric_limits<std::int64_t>::min();
        thing.small = -7;
        thing.yes = true;
        thing.real = 0.1;
        thing.at = now;
        thing.day = make_date(1969, 12, 31);
        thing.colour = Colour::green;
        return thing;
    }

    tests::FreshPlace place{GetParam()};
    std::unique_ptr<Connection> db;
    IdSource ids{1};
    Instant now{milliseconds(1'700'000'000'123)};
};

TEST_P(ConnectionTest, binds_parameters_by_their_number_and_not_by_where_they_stand) {
    const Rows rows =
        db->run("SELECT CAST($2 AS TEXT), CAST($1 AS BIGINT), CAST($2 AS TEXT)", {7, "two"})
            .value();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].text(0), "two");
    EXPECT_EQ(rows[0].integer(1), 7);
    EXPECT_EQ(rows[0].text(2), "two");
}

TEST_P(ConnectionTest, says_so_when_parameters_are_missing_or_too_many) {
    const char* sql = "SELECT CAST($1 AS BIGINT)";
    EXPECT_EQ(db->run(sql).error().kind, No::broken);
    EXPECT_EQ(db->run(sql, {1, 2}).error().kind, No::broken);
    EXPECT_EQ(db->run(sql, {1}).value()[0].integer(0), 1);
}

TEST_P(ConnectionTest, gives_back_every_kind_of_value_as_it_was) {
    ASSERT_TRUE(db->exec(make_thing));
    Thing one = some_thing();
    Thing two = some_thing();
    two.note = "";
    two.until = make_date(2031, 1, 2);
    two.other = Colour::red;
    two.parent = one.id;
    two.yes = false;
    two.real = -1e300;
    EXPECT_EQ(db->exec(add_thing, values_of(one)).value(), 1);
    EXPECT_EQ(db->exec(add_thing, values_of(two)).value(), 1);

    const std::string all =
        "SELECT id, name, note, big, small, yes, real, at, day, until, colour, other, parent "
        "FROM thing ";
    EXPECT_EQ(db->all<Thing>(all + "ORDER BY id").value(), (std::vector{one, two}));
    EXPECT_EQ(db->one<Thing>(all + "WHERE id = $1", {two.id}).value(), two);
    EXPECT_EQ(db->one<Thing>(all + "WHERE colour = $1 AND until IS NULL AND at <= $2",
                             {Colour::green, now})
                  .value(),
              one);
    EXPECT_FALSE(db->one<Thing>(all + "WHERE id = $1", {ids.next(now)}).value().has_value());
    EXPECT_EQ(db->value<std::int64_t>("SELECT count(*) FROM thing").value(), 2);
    // A sum is whole in both, though PostgreSQL makes it a numeric.
    EXPECT_EQ(db->value<std::int64_t>("SELECT sum(at) FROM thing").value(),
              2 * now.time_since_epoch().count());
    EXPECT_EQ(db->value<std::int64_t>("SELECT sum(at) * 0 - 120000 FROM thing").value(), -120'000);
}

TEST_P(ConnectionTest, keeps_structs_within_a_row_as_json) {
    ASSERT_TRUE(db->exec("CREATE TABLE box (parts TEXT NOT NULL)"));
    ASSERT_TRUE(db->exec("INSERT INTO box (parts) VALUES ($1)",
                         {R"([{"name":"nib","count":2},{"name":"cap","count":1}])"}));
    const auto parts = db->value<std::vector<Part>>("SELECT parts FROM box").value();
    EXPECT_EQ(parts, (std::vector{Part{"nib", 2}, Part{"cap", 1}}));
}

TEST_P(ConnectionTest, throws_when_a_column_is_read_as_what_it_is_not) {
    const Rows rows = db->run("SELECT CAST('x' AS TEXT), CAST(NULL AS BIGINT)").value();
    EXPECT_THROW(rows[0].integer(0), WrongColumn);
    EXPECT_THROW(rows[0].integer(1), WrongColumn);
    EXPECT_THROW(rows[0].integer(2), WrongColumn);
    EXPECT_THROW(rows[0].get<Colour>(0), WrongColumn);
    EXPECT_EQ(rows[0].get<std::optional<std::int64_t>>(1), std::nullopt);
    EXPECT_THROW((void)db->all<Part>("SELECT CAST('x' AS TEXT)"), WrongColumn);
    // And is none the worse for it.
    EXPECT_EQ(db->value<std::int64_t>("SELECT CAST(5 AS BIGINT)").value(), 5);
}

TEST_P(ConnectionTest, tells_errors_apart) {
    ASSERT_TRUE(db->exec(make_thing));
    const Thing one = some_thing();
    ASSERT_TRUE(db->exec(add_thing, values_of(one)));

    const Error twice = db->exec(add_thing, values_of(one)).error();
    EXPECT_EQ(twice.kind, No::conflict);
    EXPECT_EQ(twice.code, "unique_violation");

    Thing orphan = some_thing();
    orphan.parent = ids.make<ThingTag>(now);
    EXPECT_EQ(db->exec(add_thing, values_of(orphan)).error().code, "foreign_key_violation");

    std::vector<Value> nameless = values_of(one);
    nameless[0] = ids.next(now);
    nameless[1] = nullptr;
    EXPECT_EQ(db->exec(add_thing, nameless).error().kind, No::broken);
    EXPECT_EQ(db->exec("SELEKT 1").error().kind, No::broken);
    EXPECT_EQ(db->exec("SELECT 1; SELECT 2").error().kind, No::broken);
    EXPECT_EQ(db->exec("SELECT \"no such name\"").error().kind, No::broken);
    EXPECT_EQ(db->value<std::int64_t>("SELECT count(*) FROM thing").value(), 1);
}

TEST_P(ConnectionTest, nothing_more_can_be_done_after_a_failure_but_to_give_up) {
    ASSERT_TRUE(db->exec("CREATE TABLE note (id BIGINT PRIMARY KEY)"));
    const char* add = "INSERT INTO note (id) VALUES ($1)";
    ASSERT_TRUE(db->begin(Begin::write));
    ASSERT_TRUE(db->exec(add, {1}));
    EXPECT_EQ(db->exec(add, {1}).error().code, "unique_violation");
    EXPECT_EQ(db->exec(add, {2}).error().code, "unique_violation");
    EXPECT_EQ(db->commit().error().code, "unique_violation");
    EXPECT_FALSE(db->in_transaction());
    EXPECT_EQ(db->value<std::int64_t>("SELECT count(*) FROM note").value(), 0);

    ASSERT_TRUE(db->begin(Begin::write));
    ASSERT_TRUE(db->exec(add, {1}));
    ASSERT_TRUE(db->savepoint());
    ASSERT_TRUE(db->exec(add, {2}));
    ASSERT_TRUE(db->exec(add, {2}).has_error());
    ASSERT_TRUE(db->rollback_to_savepoint());
    ASSERT_TRUE(db->exec(add, {3}));
    ASSERT_TRUE(db->commit());
    EXPECT_EQ(db->value<std::int64_t>("SELECT sum(id) FROM note").value(), 4);
}

TEST_P(ConnectionTest, a_visitor_may_stop_and_may_use_the_connection) {
    ASSERT_TRUE(db->exec("CREATE TABLE note (id BIGINT PRIMARY KEY)"));
    for (int i = 1; i <= 5; ++i) ASSERT_TRUE(db->exec("INSERT INTO note (id) VALUES ($1)", {i}));

    ASSERT_TRUE(db->begin(Begin::snapshot));
    std::vector<std::int64_t> pairs;
    const std::string_view sql = "SELECT id FROM note WHERE id <= $1 ORDER BY id";
    const Result<void> stopped = db->each(sql, {5}, [&](const Row& row) -> Result<void> {
        const std::int64_t id = row.integer(0);
        if (id == 4) return refuse("enough", "That is enough.");
        // The same statement, within itself.
        TRYV(db->each(sql, {id}, [&](const Row& inner) -> Result<void> {
            pairs.push_back(10 * id + inner.integer(0));
            return success();
        }));
        return success();
    });
    EXPECT_EQ(stopped.error().code, "enough");
    EXPECT_EQ(pairs, (std::vector<std::int64_t>{11, 21, 22, 31, 32, 33}));
    EXPECT_FALSE(db->spoilt()) << "an objection of ours is no failure of the database";
    EXPECT_TRUE(db->commit());
}

TEST_P(ConnectionTest, runs_a_statement_for_many_sets_of_parameters) {
    ASSERT_TRUE(db->exec("CREATE TABLE note (id BIGINT PRIMARY KEY, body TEXT)"));
    const std::string body(2000, 'x');
    std::vector<Value> cells;
    for (std::int64_t i = 0; i < 1234; ++i) {
        cells.emplace_back(i);
        if (i % 2 == 0)
            cells.emplace_back(body);
        else
            cells.emplace_back();
    }
    const char* add = "INSERT INTO note (body, id) VALUES ($2, $1)";
    ASSERT_TRUE(db->begin(Begin::write));
    EXPECT_EQ(db->run_many(add, 2, cells).value(), 1234);
    ASSERT_TRUE(db->commit());
    EXPECT_EQ(db->value<std::int64_t>("SELECT count(body) FROM note").value(), 617);
    EXPECT_EQ(db->value<std::int64_t>("SELECT sum(id) FROM note").value(), 1234 * 1233 / 2);

    ASSERT_TRUE(db->begin(Begin::write));
    EXPECT_EQ(db->exec("UPDATE note SET body = $1", {"y"}).value(), 1234);
    EXPECT_EQ(db->run_many(add, 2, cells).error().code, "unique_violation");
    db->rollback();
    EXPECT_EQ(db->value<std::int64_t>("SELECT count(*) FROM note WHERE body = 'y'").value(), 0);
    EXPECT_EQ(db->run_many(add, 2, std::span(cells).first(3)).error().kind, No::broken);
}

TEST_P(ConnectionTest, keeps_the_statements_last_used_and_no_more) {
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < 300; ++i)
            ASSERT_EQ(
                db->value<std::int64_t>("SELECT CAST($1 AS BIGINT) + " + std::to_string(i), {1})
                    .value(),
                i + 1);
}

TEST_P(ConnectionTest, survives_a_change_of_the_tables_under_its_prepared_statements) {
    ASSERT_TRUE(db->exec("CREATE TABLE note (id BIGINT PRIMARY KEY)"));
    ASSERT_TRUE(db->exec("INSERT INTO note (id) VALUES (1)"));
    ASSERT_EQ(db->run("SELECT * FROM note").value()[0].size(), 1u);
    ASSERT_TRUE(db->exec("ALTER TABLE note ADD COLUMN body TEXT"));
    // PostgreSQL says once that its plan is outdated; that is a race lost, and worth another go.
    Result<Rows> rows = db->run("SELECT * FROM note");
    if (rows.has_error()) {
        EXPECT_EQ(rows.error().code, "retry");
        rows = db->run("SELECT * FROM note");
    }
    EXPECT_EQ(rows.value()[0].size(), 2u);
}

TEST_P(ConnectionTest, text_sorts_by_its_bytes_and_like_tells_case) {
    ASSERT_TRUE(db->exec("CREATE TABLE word (w TEXT)"));
    for (const char* w : {"b", "a b", "B", "ab", "é", "_", "Z"})
        ASSERT_TRUE(db->exec("INSERT INTO word (w) VALUES ($1)", {w}));
    std::string sorted;
    ASSERT_TRUE(db->each("SELECT w FROM word ORDER BY w", {}, [&](const Row& row) -> Result<void> {
        sorted += std::string(row.text(0)) + ",";
        return success();
    }));
    EXPECT_EQ(sorted, "B,Z,_,a b,ab,b,é,");
    EXPECT_EQ(db->value<std::int64_t>("SELECT count(*) FROM word WHERE w LIKE $1", {"b%"}).value(),
              1);
}

INSTANTIATE_TEST_SUITE_P(Engines, ConnectionTest, tests::engines(), tests::engine_name);

class PostgresTest : public testing::Test {
protected:
    void SetUp() override {
        if (!tests::postgres_conninfo()) GTEST_SKIP() << "ANTE_TEST_POSTGRES is not set";
    }
};

TEST_F(PostgresTest, a_server_that_is_not_there_is_one_sentence) {
    const Error gone = open_postgres("host=/nowhere port=1 dbname=x", Access::write).error();
    EXPECT_EQ(gone.code, "store_unavailable");
    EXPECT_EQ(gone.detail.find('\n'), std::string::npos);
}

TEST_F(PostgresTest, a_reading_connection_can_not_write) {
    auto db = open_postgres(tests::postgres_conninfo(), Access::read).value();
    EXPECT_TRUE(db->exec("CREATE TABLE should_not_be (x TEXT)").has_error());
}

}  // namespace
}  // namespace ante::store
