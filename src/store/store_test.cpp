// What a store promises on either engine.
#include "store/store.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <map>
#include <mutex>

#include "notes.h"

namespace ante::store {
namespace {

class StoreTest : public testing::TestWithParam<Engine> {
protected:
    void SetUp() override {
        auto opened = Store::open(*place);
        ASSERT_TRUE(opened) << opened.error().detail;
        store = std::move(opened).value();
        ASSERT_TRUE(make_notes(*store));
    }
    bool sqlite() const { return GetParam() == Engine::sqlite; }

    tests::FreshPlace place{GetParam()};
    std::unique_ptr<Store> store;
};

TEST_P(StoreTest, answers_once_the_write_can_be_seen_by_all) {
    std::vector<std::string> order;
    store->on_commit([&] { order.push_back("feed"); });
    std::latch answered(1);
    store->write(
        [&](Transaction& in) -> Result<void> {
            order.push_back("work");
            in.after_commit(
                [&] { order.push_back("after commit, notes: " + std::to_string(notes(*store))); });
            TRYV(in.db().exec(add_note, {1}));
            order.push_back("within, notes: " + std::to_string(notes(*store)));
            return success();
        },
        [&](Result<void> done) {
            order.push_back(done ? "done" : done.error().code);
            answered.count_down();
        });
    answered.wait();
    EXPECT_EQ(order, (std::vector<std::string>{"work", "within, notes: 0", "after commit, notes: 1",
                                               "feed", "done"}));
}

TEST_P(StoreTest, a_work_that_answers_an_error_leaves_nothing_behind) {
    bool told = false;
    const Result<void> done = store->write_now([&](Transaction& in) -> Result<void> {
        TRYV(in.db().exec(add_note, {1}));
        in.after_commit([&] { told = true; });
        return refuse("not_today", "Not today.");
    });
    EXPECT_EQ(done.error().code, "not_today");
    EXPECT_FALSE(told);
    EXPECT_EQ(notes(*store), 0);
}

TEST_P(StoreTest, a_work_that_throws_or_hides_a_failure_is_not_written) {
    EXPECT_EQ(store
                  ->write_now([](Transaction& in) -> Result<void> {
                      TRYV(in.db().exec(add_note, {1}));
                      throw std::runtime_error("thrown");
                  })
                  .error()
                  .kind,
              No::broken);
    EXPECT_EQ(store
                  ->write_now([](Transaction& in) -> Result<void> {
                      TRYV(in.db().exec(add_note, {1}));
                      (void)in.db().exec(add_note, {1});
                      return success();
                  })
                  .error()
                  .code,
              "unique_violation");
    EXPECT_EQ(notes(*store), 0);
    EXPECT_TRUE(store->write_now(adds(1)));
}

TEST_P(StoreTest, neighbours_in_a_group_do_not_suffer_for_each_other) {
    ASSERT_TRUE(store->write_now(adds(7)));
    std::atomic<int> commits = 0;
    store->on_commit([&] { ++commits; });
    // While the first one works, the others queue up behind it and become one group.
    Answers answers;
    Busy busy(*store, answers.done());
    store->write(adds(1), answers.done());
    store->write(adds(7), answers.done());
    store->write(
        [](Transaction& in) -> Result<void> {
            TRYV(in.db().exec(add_note, {2}));
            return refuse("not_today", "Not today.");
        },
        answers.done());
    store->write(adds(3), answers.done());
    store->write([](Transaction&) -> Result<void> { throw std::runtime_error("thrown"); },
                 answers.done());
    store->write(adds(4), answers.done());
    busy.go();
    EXPECT_EQ(answers.wait(),
              (std::vector<std::string>{"done", "done", "unique_violation", "not_today", "done",
                                        "internal_error", "done"}));
    EXPECT_EQ(number(*store, "SELECT sum(id) FROM note"), 7 + 1 + 3 + 4);
    if (sqlite()) {
        EXPECT_EQ(commits, 2) << "six writes, one commit";
    }
}

TEST_P(StoreTest, a_rule_that_is_looked_at_in_the_end_is_broken_by_one_alone) {
    ASSERT_TRUE(store->write_now([](Transaction& in) -> Result<void> {
        TRYV(
            in.db().exec("CREATE TABLE line (id BIGINT PRIMARY KEY, note BIGINT NOT NULL "
                         "REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED)"));
        return success();
    }));
    Answers answers;
    Busy busy(*store, answers.done());
    for (std::int64_t id : {1, 2, 3})
        store->write(
            [id](Transaction& in) -> Result<void> {
                TRYV(in.db().exec("INSERT INTO line (id, note) VALUES ($1, $1)", {id}));
                // The second never gets what it points to.
                if (id != 2) {
                    TRYV(in.db().exec(add_note, {id}));
                }
                return success();
            },
            answers.done());
    busy.go();
    EXPECT_EQ(answers.wait(),
              (std::vector<std::string>{"done", "done", "foreign_key_violation", "done"}));
    EXPECT_EQ(number(*store, "SELECT count(*) FROM line"), 2);
}

TEST_P(StoreTest, a_part_may_fail_alone) {
    std::vector<int> told;
    ASSERT_TRUE(store->write_now([&](Transaction& in) -> Result<void> {
        told.clear();
        for (int row = 1; row <= 4; ++row) {
            const Result<void> part = in.attempt([&]() -> Result<void> {
                in.after_commit([&, row] { told.push_back(row); });
                TRYV(in.db().exec(add_note, {row}));
                if (row == 2) return refuse("bad_row", "A bad row.");
                // Row 3 clashes with itself.
                if (row == 3) {
                    TRYV(in.db().exec(add_note, {row}));
                }
                return success();
            });
            EXPECT_EQ(part.has_error(), row == 2 || row == 3);
        }
        return success();
    }));
    EXPECT_EQ(number(*store, "SELECT sum(id) FROM note"), 1 + 4);
    EXPECT_EQ(told, (std::vector{1, 4}));
}

TEST_P(StoreTest, a_snapshot_sees_one_moment_while_others_write) {
    ASSERT_TRUE(store->write_now(adds(1)));
    const Result<void> read = store->read([&](Connection& db) -> Result<void> {
        TRY(const auto before, db.value<std::int64_t>("SELECT count(*) FROM note"));
        TRYV(store->write_now(adds(2)));
        TRY(const auto after, db.value<std::int64_t>("SELECT count(*) FROM note"));
        EXPECT_EQ(before, 1);
        EXPECT_EQ(after, 1);
        return success();
    });
    ASSERT_TRUE(read);
    EXPECT_EQ(notes(*store), 2);

    ASSERT_TRUE(store->read(
        [&](Connection& db) -> Result<void> {
            TRYV(db.run("SELECT count(*) FROM note"));
            TRYV(store->write_now(adds(3)));
            TRY(const auto after, db.value<std::int64_t>("SELECT count(*) FROM note"));
            EXPECT_EQ(after, 3) << "without a snapshot each statement sees what is there";
            return success();
        },
        Snapshot::no));
}

TEST_P(StoreTest, readers_can_not_write_and_throw_no_one_off) {
    EXPECT_TRUE(store
                    ->read([](Connection& db) -> Result<void> {
                        TRYV(db.exec(add_note, {1}));
                        return success();
                    })
                    .has_error());
    EXPECT_EQ(store
                  ->read([](Connection& db) -> Result<std::int64_t> {
                      TRY(const Rows rows, db.run("SELECT CAST('x' AS TEXT)"));
                      return rows[0].integer(0);
                  })
                  .error()
                  .code,
              "internal_error");
    EXPECT_EQ(notes(*store), 0);
}

TEST_P(StoreTest, more_than_can_wait_are_turned_away) {
    tests::FreshPlace other(GetParam());
    auto small = Store::open(*other, {.most_waiting = 2, .writers = 1, .on_fatal = {}}).value();
    Answers answers;
    Busy busy(*small, answers.done());
    const Work nothing = [](Transaction&) -> Result<void> { return success(); };
    for (int i = 0; i < 4; ++i) small->write(nothing, answers.done());
    busy.go();
    EXPECT_EQ(answers.wait(),
              (std::vector<std::string>{"done", "done", "done", "too_busy", "too_busy"}));
}

TEST_P(StoreTest, closing_finishes_what_is_queued) {
    Answers answers;
    for (std::int64_t id = 1; id <= 50; ++id) store->write(adds(id), answers.done());
    store->close();
    EXPECT_EQ(answers.wait(), std::vector<std::string>(50, "done"));
    EXPECT_EQ(store->write_now(adds(51)).error().code, "store_closed");
    EXPECT_EQ(store->read([](Connection&) -> Result<void> { return success(); }).error().code,
              "store_closed");
    if (sqlite()) {
        EXPECT_FALSE(std::filesystem::exists(place->file().string() + "-wal"));
    }

    store = Store::open(*place, {.mode = Store::Mode::existing, .on_fatal = {}}).value();
    EXPECT_EQ(notes(*store), 50);
}

TEST_P(StoreTest, many_threads_write_and_read) {
    std::vector<std::thread> threads;
    for (std::int64_t t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            for (std::int64_t i = 0; i < 25; ++i) {
                EXPECT_TRUE(store->write_now(adds(100 * t + i)));
                EXPECT_GE(notes(*store), i + 1);
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(notes(*store), 200);
}

TEST_P(StoreTest, ids_ascend_within_a_writer) {
    const Instant now{milliseconds(1'700'000'000'000)};
    ASSERT_TRUE(store->write_now([&](Transaction& in) -> Result<void> {
        const Uuid first = in.ids().next(now);
        EXPECT_LT(first, in.ids().next(now));
        return success();
    }));
}

TEST_P(StoreTest, says_when_there_is_nothing_and_may_not_make_it) {
    tests::FreshPlace empty(GetParam());
    EXPECT_EQ(Store::open(*empty, {.mode = Store::Mode::existing, .on_fatal = {}}).error().code,
              "data_missing");
}

TEST_P(StoreTest, refuses_what_a_newer_program_wrote) {
    ASSERT_TRUE(store->write_now([](Transaction& in) -> Result<void> {
        TRYV(
            in.db().exec("INSERT INTO migration (number, name, checksum, at) "
                         "VALUES (9999, 'tomorrow', '', 0)"));
        return success();
    }));
    store.reset();
    const Error newer = Store::open(*place).error();
    EXPECT_EQ(newer.code, "schema_newer");
    EXPECT_NE(newer.detail.find("written by a newer Ante"), std::string::npos);
}

TEST_P(StoreTest, knows_its_size) {
    EXPECT_GT(store->size().value(), 4096);
}

INSTANTIATE_TEST_SUITE_P(Engines, StoreTest, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::store
