// Stories and models in the store, on both engines.
#include "store/forecasts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "method/forecast/story_text.h"
#include "places.h"
#include "store/rows.h"

namespace ante::store {
namespace {

using namespace method;
using namespace method::forecast;

const Instant start = *parse_instant("2025-01-06T09:00:00Z");
const Instant later = start + Days{400};
const std::atomic<bool> goes_on{false};

Uuid id_of(int n) {
    Uuid id;
    id.bytes[14] = static_cast<std::uint8_t>(n / 256);
    id.bytes[15] = static_cast<std::uint8_t>(n % 256);
    return id;
}

// The same stories wherever they are written.
std::vector<StoryRow> stories(WorkspaceId workspace) {
    std::vector<StoryRow> rows;
    std::mt19937 lots(3);
    for (int i = 0; i < 300; ++i) {
        StoryRow row{.workspace = workspace,
                     .deal = {id_of(i + 1)},
                     .opened_at = start + hours{11 * i},
                     .ended_how = {},
                     .deeds = {},
                     .stages = {}};
        std::vector<Deed> deeds;
        const bool works = lots() % 2 == 0;
        for (int k = 0; k < (works ? 3 : 1); ++k)
            deeds.push_back({.at = row.opened_at + Days{1 + 2 * k},
                             .person = 1,
                             .worth = 1.25F,
                             .kind = static_cast<std::uint16_t>(ActKind::kept),
                             .grade = 2,
                             .role = 1});
        row.acts = static_cast<std::int64_t>(deeds.size());
        row.deeds = text_of(deeds, row.opened_at);
        row.amount = i % 5 == 0 ? 0 : 1'000 * (i % 40 + 1);
        if (lots() % 10 != 0) {
            row.ended_at = row.opened_at + Days{10 + static_cast<int>(lots() % 50)};
            row.ended_how = lots() % 100 < (works ? 75U : 20U) ? "won" : "lost";
        }
        rows.push_back(row);
    }
    return rows;
}

class Forecasts : public testing::TestWithParam<Engine> {
protected:
    void SetUp() override {
        auto opened = Store::open(*place_);
        ASSERT_TRUE(opened) << opened.error().detail;
        store_ = std::move(opened).value();
        must(store_->write_now([&](Transaction& in) -> Result<void> {
            TRY(const auto made, open_workspace(in, {}, {{}, start, "test"}));
            workspace_ = made.id;
            // Read by pages of their ids, whatever order they were written in.
            std::vector<StoryRow> rows = stories(workspace_);
            std::ranges::reverse(rows);
            for (const StoryRow& row : rows) {
                TRYV(put_row(in.db(), row));
            }
            return success();
        }));
    }
    static void must(const Result<void>& done) { ASSERT_TRUE(done) << done.error().detail; }

    std::string learned() {
        const auto read = read_stories(*store_, workspace_, goes_on);
        EXPECT_TRUE(read) << read.error().detail;
        const Book& book = read.value().book;
        return to_json(kept(learn(book, later, {}), grade(book, later, {})));
    }

    tests::FreshPlace place_{GetParam()};
    std::unique_ptr<Store> store_;
    WorkspaceId workspace_{};
};

TEST_P(Forecasts, a_book_is_read_as_it_was_written) {
    const auto read = read_stories(*store_, workspace_, goes_on);
    ASSERT_TRUE(read) << read.error().detail;
    const auto rows = stories(workspace_);
    const Book& book = read.value().book;
    ASSERT_EQ(book.stories.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(book.stories[i].opened, rows[i].opened_at);
        EXPECT_EQ(book.stories[i].id, rows[i].deal.text());
        EXPECT_EQ(text_of(book.stories[i].deeds, rows[i].opened_at), rows[i].deeds);
        EXPECT_EQ(book.stories[i].amount.has_value(), rows[i].amount > 0);
        EXPECT_EQ(book.stories[i].ended.has_value(), rows[i].ended_at.has_value());
    }
    const std::atomic<bool> ending{true};
    EXPECT_EQ(read_stories(*store_, workspace_, ending).error().code, "store_closed");
}

TEST_P(Forecasts, the_same_history_gives_the_same_bytes_on_every_engine) {
    static std::string first;
    const std::string here = learned();
    EXPECT_EQ(here, learned());
    if (first.empty()) first = here;
    EXPECT_EQ(here, first);
}

TEST_P(Forecasts, the_newest_model_of_its_day_speaks_and_old_ones_go) {
    const auto read = read_stories(*store_, workspace_, goes_on);
    const auto at = [&](Instant moment) {
        return store_->read([&](Connection& db) { return model_at(db, workspace_, moment); });
    };
    EXPECT_FALSE(at(later).value());
    for (int i = 0; i < 14; ++i) {
        const Instant day = start + Days{100 + i};
        const KeptModel model = kept(learn(read.value().book, day, {}), {});
        must(store_->write_now([&](Transaction& in) -> Result<void> {
            TRY(const StoredModel stored, put_model(in, workspace_, model, day));
            EXPECT_EQ(stored.version, i + 1);
            return success();
        }));
    }
    EXPECT_EQ(at(later).value()->version, 14);
    EXPECT_EQ(at(start + Days{105} + hours{1}).value()->version, 6);
    EXPECT_FALSE(at(start + Days{50}).value()) << "as of a day nothing later speaks";
    const auto kept_ones =
        store_->read([&](Connection& db) { return models(db, workspace_); }).value();
    EXPECT_EQ(kept_ones.size(), 12u);
    EXPECT_EQ(kept_ones.back().version, 3);

    // One of another version of the facts does not speak.
    must(store_->write_now([&](Transaction& in) -> Result<void> {
        KeptModel other = kept(beliefs(), {});
        other.facts_version = 99;
        TRYV(put_model(in, workspace_, other, later));
        return success();
    }));
    EXPECT_FALSE(at(later).value());
}

INSTANTIATE_TEST_SUITE_P(Engines, Forecasts, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::store
