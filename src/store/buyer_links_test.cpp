#include "store/buyer_links.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "places.h"
#include "store/directory.h"

namespace ante::store {
namespace {

using namespace method;

constexpr Instant now{milliseconds{1'780'000'000'000}};

class BuyerLinks : public testing::TestWithParam<Engine> {
protected:
    tests::FreshPlace place{GetParam()};
    std::unique_ptr<Store> store;
    WorkspaceId workspace{};
    PlanLink link{};

    BuyerLinks() {
        auto opened = Store::open(*place);
        EXPECT_TRUE(opened.has_value());
        store = std::move(opened).value();
        write([&](Transaction& in) -> Result<void> {
            workspace = in.ids().make<WorkspaceTag>(now);
            link.id = in.ids().make<PlanLinkTag>(now);
            link.deal = in.ids().make<DealTag>(now);
            link.person = in.ids().make<PersonTag>(now);
            link.made_by = in.ids().make<MemberTag>(now);
            link.made_at = now;
            link.expires_at = now + Days{90};
            return put_plan_link(in.db(), workspace, link);
        });
    }
    void write(const Work& work) {
        const auto done = store->write_now(work);
        EXPECT_TRUE(done.has_value()) << (done.has_error() ? done.error().detail : "");
    }
    std::string secret() {
        std::string made;
        write([&](Transaction& in) -> Result<void> {
            TRY(made, new_plan_secret(in.db(), workspace, link.id, now));
            return success();
        });
        return made;
    }
    bool opens(const std::string& with, Instant at = now) {
        const auto found =
            store->read([&](Connection& db) { return guest_by_secret(db, with, at); });
        EXPECT_TRUE(found.has_value());
        return found.value().has_value();
    }
};

TEST_P(BuyerLinks, EachMailHasItsOwnSecretOfTheOneLink) {
    const std::string first = secret(), second = secret();
    EXPECT_NE(first, second);
    EXPECT_TRUE(opens(first));
    EXPECT_TRUE(opens(second));
    EXPECT_FALSE(opens(first + "x"));
    EXPECT_FALSE(opens(""));
    EXPECT_FALSE(opens(first, link.expires_at)) << "it ends by itself";
}

TEST_P(BuyerLinks, TheOldestSecretGoesWhenThereAreTooMany) {
    const std::string first = secret();
    for (std::int64_t i = 0; i < most_plan_secrets; ++i) secret();
    std::int64_t left = 0;
    EXPECT_TRUE(store
                    ->read([&](Connection& db) -> Result<void> {
                        TRY(const auto count,
                            db.value<std::int64_t>("SELECT COUNT(*) FROM directory_plan_secret"));
                        left = *count;
                        return success();
                    })
                    .has_value());
    EXPECT_EQ(left, most_plan_secrets);
}

TEST_P(BuyerLinks, TakenBackItOpensNothingAndMadeAgainOnlyTheNewOneOpens) {
    const std::string first = secret();
    std::string session;
    write([&](Transaction& in) -> Result<void> {
        TRY(session, open_plan_session(in.db(), {workspace, link}, now));
        return success();
    });
    write([&](Transaction& in) { return revoke_plan_link(in.db(), workspace, link.id, now); });
    EXPECT_FALSE(opens(first));
    const auto known = store->read([&](Connection& db) { return plan_session(db, session, now); });
    EXPECT_FALSE(known.value().has_value());
    write([&](Transaction& in) { return put_plan_link(in.db(), workspace, link); });
    EXPECT_FALSE(opens(first));
    EXPECT_TRUE(opens(secret()));
}

TEST_P(BuyerLinks, NoGuessHits) {
    secret();
    const char* wished = std::getenv("ANTE_GUESSES");
    const int guesses = wished ? std::atoi(wished) : 2'000;
    int hits = 0;
    const auto looked = store->read([&](Connection& db) -> Result<void> {
        for (int i = 0; i < guesses; ++i) {
            TRY(const auto found, guest_by_secret(db, new_secret("ante_plan_"), now));
            if (found) ++hits;
        }
        return success();
    });
    EXPECT_TRUE(looked.has_value());
    EXPECT_EQ(hits, 0) << "of " << guesses;
}

TEST_P(BuyerLinks, ALogoComesBackByteForByte) {
    Logo logo{"image/png", std::string("\x89PNG\r\n\x1a\n\0\xff and more"sv), now};
    EXPECT_EQ(type_of_logo(logo.bytes).value(), "image/png");
    write([&](Transaction& in) { return put_logo(in.db(), workspace, logo); });
    const auto found = store->read([&](Connection& db) { return logo_of(db, workspace); });
    ASSERT_TRUE(found.value().has_value());
    EXPECT_EQ(found.value()->bytes, logo.bytes);
}

INSTANTIATE_TEST_SUITE_P(Engines, BuyerLinks, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::store
