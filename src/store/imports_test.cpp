// Imports as they went: their batches, effects and refusals, and the mappings kept under a name.
#include "store/imports.h"

#include <gtest/gtest.h>

#include "places.h"
#include "store/records.h"

namespace ante::store {
namespace {

using namespace method;

const Instant monday = *parse_instant("2026-05-04T07:00:00Z");

class Imports : public testing::TestWithParam<Engine> {
protected:
    void SetUp() override {
        auto opened = Store::open(*place_);
        ASSERT_TRUE(opened) << opened.error().detail;
        store_ = std::move(opened).value();
        write([&](Transaction& in) -> Result<void> {
            const Cause cause{{}, monday, "test"};
            TRY(Workspace made, open_workspace(in, Settings{}, cause));
            id_ = made.id;
            sam_ = {.id = in.ids().make<MemberTag>(monday), .name = "Sam", .email = "s@a.example"};
            TRYV(record(in, made, Versioned<Member>{}, sam_, cause));
            for (Uuid& subject : subjects_) subject = in.ids().next(monday);
            return success();
        });
    }
    void write(const Work& work) {
        const Result<void> done = store_->write_now(work);
        ASSERT_TRUE(done) << done.error().code << ": " << done.error().detail;
    }
    ImportId begin(const std::string& file, Instant at = monday) {
        ImportId made{};
        write([&](Transaction& in) -> Result<void> {
            TRY(made, begin_import(in, id_, {sam_.id, file, 3, "{}", "id\r\n", at}));
            return success();
        });
        return made;
    }
    void batch(ImportId import, const ImportBatch& batch) {
        write([&](Transaction& in) { return keep_batch(in.db(), id_, import, batch); });
    }
    template <class F>
    auto read(F&& with) {
        auto answer = store_->read(with);
        EXPECT_TRUE(answer) << answer.error().detail;
        return std::move(answer).value();
    }
    ImportLine line(ImportId import, Instant now = monday) {
        return read([&](Connection& db) { return load_import(db, id_, import, now); });
    }

    tests::FreshPlace place_{GetParam()};
    std::unique_ptr<Store> store_;
    WorkspaceId id_{};
    Member sam_;
    std::array<Uuid, 3> subjects_{};
};

TEST_P(Imports, WhatABatchCameToIsKeptWithIt) {
    const ImportId import = begin("deals.csv");
    EXPECT_EQ(line(import).state, ImportState::running);
    EXPECT_EQ(line(import).by_name, "Sam");
    EXPECT_EQ(line(import).rows_in_file, 3);
    ImportReport report{.rows = 2, .made = 1, .refused = 1};
    batch(import, {.effects = {{EffectOn::account, subjects_[0], Effect::made, 1},
                               {EffectOn::deal, subjects_[1], Effect::made, 3}},
                   .refusals = {{7, "Fleet", "amount", "amount_unreadable", "No sum.", "7,x\r\n"}},
                   .report = report,
                   .at = monday + milliseconds{5'000}});
    report.rows = 3, report.changed = 1;
    batch(import, {.effects = {{EffectOn::deal, subjects_[1], Effect::changed, 4},
                               {EffectOn::deal, subjects_[2], Effect::changed, 9}},
                   .refusals = {},
                   .report = report,
                   .at = monday + milliseconds{9'000}});
    EXPECT_EQ(line(import).report, report);
    EXPECT_EQ(line(import).progress_at, monday + milliseconds{9'000});
    const auto deals = read(
        [&](Connection& db) { return effects_of(db, id_, import, EffectOn::deal, Uuid{}, 10); });
    ASSERT_EQ(deals.size(), 2u);
    EXPECT_EQ(deals[0], (ImportEffect{EffectOn::deal, subjects_[1], Effect::made, 4}))
        << "made stays made, at its last version";
    EXPECT_EQ(deals[1], (ImportEffect{EffectOn::deal, subjects_[2], Effect::changed, 9}));
    const auto rest = read([&](Connection& db) {
        return effects_of(db, id_, import, EffectOn::deal, subjects_[1], 10);
    });
    EXPECT_EQ(rest.size(), 1u);
    const auto refused = read([&](Connection& db) { return refusals_of(db, id_, import, 0, 10); });
    ASSERT_EQ(refused.size(), 1u);
    EXPECT_EQ(refused[0].reject, "7,x\r\n");
}

TEST_P(Imports, WhatCouldNotBeTakenGoesAfterAMonth) {
    const ImportId old = begin("old.csv");
    const ImportId fresh = begin("fresh.csv", monday + hours{24 * 5});
    for (const ImportId import : {old, fresh})
        batch(import, {.effects = {},
                       .refusals = {{2, "Fleet", "amount", "amount_unreadable", "No.", "2,x\r\n"},
                                    {3, "Depot", "amount", "amount_unreadable", "No.", "3,x\r\n"}},
                       .report = {.rows = 2, .refused = 2},
                       .at = monday});
    const auto kept = [&](ImportId import) {
        return read([&](Connection& db) { return refusals_of(db, id_, import, 0, 10); }).size();
    };
    const auto sweep = [&](Instant now) {
        std::int64_t gone = 0;
        write([&](Transaction& in) -> Result<void> {
            TRY(gone, sweep_refusals(in.db(), id_, now));
            return success();
        });
        return gone;
    };
    EXPECT_EQ(sweep(monday + refusals_live), 0);
    EXPECT_EQ(sweep(monday + refusals_live + hours{1}), 2);
    EXPECT_EQ(kept(old), 0U);
    EXPECT_EQ(kept(fresh), 2U);
    EXPECT_EQ(line(old).report.refused, 2) << "how many there were is still known";
    EXPECT_EQ(sweep(monday + refusals_live + hours{1}), 0);
}

TEST_P(Imports, OneThatCameNoFurtherWasBrokenOff) {
    const ImportId import = begin("deals.csv");
    EXPECT_EQ(line(import, monday + longest_pause).state, ImportState::running);
    const ImportLine late = line(import, monday + longest_pause + milliseconds{1'000});
    EXPECT_EQ(late.state, ImportState::broken_off);
    EXPECT_EQ(late.ended_at, monday);
    EXPECT_FALSE(late.why.empty());
    write([&](Transaction& in) {
        return end_import(in.db(), id_, import, ImportState::done, "",
                          monday + milliseconds{3'000});
    });
    const ImportLine done = line(import, monday + hours{100});
    EXPECT_EQ(done.state, ImportState::done);
    EXPECT_EQ(done.ended_at, monday + milliseconds{3'000});
    write([&](Transaction& in) {
        return mark_undone(in.db(), id_, import, sam_.id, monday + hours{1});
    });
    EXPECT_EQ(line(import).state, ImportState::undone);
    EXPECT_EQ(line(import).undone_by, sam_.id);
}

TEST_P(Imports, TheNewestStandsFirst) {
    std::vector<ImportId> made;
    for (int i = 0; i < 5; ++i)
        made.push_back(begin("file" + std::to_string(i), monday + minutes{i}));
    std::vector<std::string> names;
    std::optional<std::string> after;
    do {
        const auto page =
            read([&](Connection& db) { return imports(db, id_, 2, after, monday + minutes{5}); });
        EXPECT_LE(page.items.size(), 2u);
        for (const ImportLine& each : page.items) names.push_back(each.file_name);
        after = page.next;
    } while (after);
    EXPECT_EQ(names, (std::vector<std::string>{"file4", "file3", "file2", "file1", "file0"}));
    const auto wrong =
        store_->read([&](Connection& db) { return imports(db, id_, 2, "here", monday); });
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, "after_invalid");
}

TEST_P(Imports, OnlySoManyRefusalsAreKept) {
    const ImportId import = begin("all wrong.csv");
    ImportBatch last{.effects = {}, .refusals = {}, .report = {}, .at = monday};
    last.report.refused = most_refusals_kept + 1;
    last.refusals = {{1, "", "", "a", "A.", ""}, {2, "", "", "b", "B.", ""}};
    batch(import, last);
    const auto kept = read([&](Connection& db) { return refusals_of(db, id_, import, 0, 10); });
    ASSERT_EQ(kept.size(), 1u) << "the first of the two was the last for which there was room";
    EXPECT_EQ(kept[0].code, "a");
}

TEST_P(Imports, MappingsAreKeptUnderAName) {
    const auto save = [&](const std::string& name, const std::string& body) {
        write([&](Transaction& in) {
            return save_mapping(in.db(), id_, {name, sam_.id, monday, body});
        });
    };
    save("Old CRM", "{\"a\":1}");
    save("Agency", "{}");
    save("Old CRM", "{\"a\":2}");
    const auto all = read([&](Connection& db) { return saved_mappings(db, id_); });
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].name, "Agency");
    EXPECT_EQ(all[1].body, "{\"a\":2}");
    write([&](Transaction& in) { return forget_mapping(in.db(), id_, "Old CRM"); });
    const auto gone =
        store_->read([&](Connection& db) { return load_mapping(db, id_, "Old CRM"); });
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, "mapping_not_found");
}

TEST_P(Imports, WhatIsNotThereIsNotFound) {
    const auto found = store_->read(
        [&](Connection& db) { return load_import(db, id_, ImportId{subjects_[0]}, monday); });
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, "import_not_found");
}

INSTANTIATE_TEST_SUITE_P(Engines, Imports, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::store
