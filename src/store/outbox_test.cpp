// Letters in the outbox, on both engines.
#include "store/outbox.h"

#include <gtest/gtest.h>

#include <atomic>

#include "places.h"
#include "store/mail_wishes.h"
#include "store/workspace.h"

namespace ante::store {
namespace {

using namespace method;

const Instant start = *parse_instant("2026-05-04T09:00:00Z");
constexpr milliseconds lease = minutes{5};

class Outbox : public testing::TestWithParam<Engine> {
protected:
    void SetUp() override {
        auto opened = Store::open(*place_);
        ASSERT_TRUE(opened) << opened.error().detail;
        store_ = std::move(opened).value();
        write([&](Transaction& in) -> Result<void> {
            TRY(const auto made, open_workspace(in, {}, {{}, start, "test"}));
            workspace_ = made.id;
            return success();
        });
    }
    void write(const Work& work) {
        const auto done = store_->write_now(work);
        ASSERT_TRUE(done) << done.error().detail;
    }
    Uuid put(std::string once = "", Instant not_before = {}, Instant now = start) {
        Uuid made{};
        write([&](Transaction& in) -> Result<void> {
            TRY(made, put_letter(in, workspace_, letter(std::move(once)), now, not_before));
            return success();
        });
        return made;
    }
    static Letter letter(std::string once = "") {
        return {.kind = LetterKind::recap,
                .to_name = "Dana",
                .to_address = "dana@example.com",
                .subject = "Grüße",
                .text =
                    "Our plan: https://ante.example/plan#abcdefghijklmnopqrstuvwxyz_-0123 "
                    "and ticket #42",
                .deal = DealId{{{1}}},
                .once = std::move(once)};
    }
    std::vector<KeptLetter> take(Instant now, std::int64_t most = 10) {
        std::vector<KeptLetter> taken;
        write([&](Transaction& in) -> Result<void> {
            TRY(taken, take_due(in, workspace_, now, most, lease));
            return success();
        });
        return taken;
    }
    KeptLetter find(const Uuid& id) {
        auto found = store_->read([&](Connection& db) { return load_letter(db, workspace_, id); });
        EXPECT_TRUE(found) << found.error().detail;
        return std::move(found).value();
    }
    std::optional<Instant> due() {
        return store_->read([](Connection& db) { return next_due(db); }).value();
    }

    tests::FreshPlace place_{GetParam()};
    std::unique_ptr<Store> store_;
    WorkspaceId workspace_{};
};

TEST_P(Outbox, a_letter_stands_or_falls_with_the_act_it_tells_of) {
    const auto done = store_->write_now([&](Transaction& in) -> Result<void> {
        TRYV(put_letter(in, workspace_, letter(), start));
        return refuse("no", "The act is refused.");
    });
    EXPECT_FALSE(done);
    EXPECT_TRUE(take(start).empty());

    const Uuid id = put();
    const auto taken = take(start);
    ASSERT_EQ(taken.size(), 1u);
    EXPECT_EQ(taken[0].id, id);
    EXPECT_EQ(taken[0].letter, letter());
    EXPECT_EQ(taken[0].state, LetterState::sending);
}

TEST_P(Outbox, what_was_taken_is_nobody_elses_until_the_lease_has_passed) {
    put();
    EXPECT_EQ(take(start).size(), 1u);
    EXPECT_TRUE(take(start + lease - 1ms).empty());
    const auto again = take(start + lease);
    ASSERT_EQ(again.size(), 1u) << "its sender was killed";
    EXPECT_EQ(again[0].tries, 0);
}

TEST_P(Outbox, who_lost_his_lease_says_nothing_any_more_but_that_it_went_out) {
    const Uuid id = put();
    const KeptLetter first = take(start).at(0);
    const KeptLetter second = take(start + lease).at(0);
    write([&](Transaction& in) { return note_failed(in, first, "550 no", start + lease); });
    EXPECT_EQ(find(id).state, LetterState::sending);
    write([&](Transaction& in) { return note_sent(in, first, "250 OK", start + lease); });
    EXPECT_EQ(find(id).state, LetterState::sent);
    write([&](Transaction& in) { return note_put_off(in, second, "451", start + lease); });
    EXPECT_EQ(find(id).state, LetterState::sent);
}

TEST_P(Outbox, a_process_that_is_alone_frees_what_the_one_before_it_had_taken) {
    put();
    EXPECT_EQ(take(start).size(), 1u);
    write([&](Transaction& in) { return free_taken(in, start); });
    EXPECT_EQ(take(start).size(), 1u);
}

TEST_P(Outbox, the_bell_rings_once_it_is_durable) {
    std::atomic<int> rings = 0;
    const LetterBell bell([&] { ++rings; });
    EXPECT_FALSE(store_->write_now([&](Transaction& in) -> Result<void> {
        TRYV(put_letter(in, workspace_, letter(), start));
        return refuse("no", "The act is refused.");
    }));
    EXPECT_EQ(rings, 0);
    put("x");
    EXPECT_EQ(rings, 1);
    put("x");
    EXPECT_EQ(rings, 1) << "nothing was put";
}

TEST_P(Outbox, once_is_once) {
    const Uuid first = put("recap/1");
    EXPECT_EQ(put("recap/1"), first);
    EXPECT_NE(put("recap/2"), first);
    EXPECT_NE(put(), put()) << "without a word as often as one likes";
    EXPECT_EQ(take(start).size(), 4u);
}

TEST_P(Outbox, it_waits_for_its_moment_and_for_the_next_try) {
    EXPECT_FALSE(due());
    const Uuid id = put("", start + hours{2});
    EXPECT_EQ(due(), start + hours{2});
    EXPECT_TRUE(take(start).empty());
    const KeptLetter taken = take(start + hours{2}).at(0);
    write([&](Transaction& in) {
        return note_put_off(in, taken, "451 4.7.1 Greylisted\r\nCome back", start + hours{3});
    });
    EXPECT_EQ(due(), start + hours{3});
    EXPECT_TRUE(store_->read([&](Connection& db) { return workspaces_with_mail(db, start); })
                    .value()
                    .empty());
    const KeptLetter kept = find(id);
    EXPECT_EQ(kept.state, LetterState::waiting);
    EXPECT_EQ(kept.tries, 1);
    EXPECT_EQ(kept.answer, "451 4.7.1 Greylisted  Come back");
    EXPECT_EQ(take(start + hours{3}).size(), 1u);
}

TEST_P(Outbox, the_secrets_of_its_links_are_gone_once_it_is_sent) {
    const Uuid id = put();
    const KeptLetter taken = take(start).at(0);
    write([&](Transaction& in) { return note_sent(in, taken, "250 OK", start); });
    const KeptLetter kept = find(id);
    EXPECT_EQ(kept.letter.text, "Our plan: https://ante.example/plan#… and ticket #42");
    EXPECT_EQ(kept.ended_at, start);
    EXPECT_FALSE(due());
}

TEST_P(Outbox, it_can_be_called_back_until_it_went_and_tried_again_when_it_failed) {
    const Uuid id = put();
    const auto say = [&](auto&& what) { return store_->write_now(what); };
    const auto cancel = [&](Transaction& in) {
        return cancel_letter(in, workspace_, id, "No more needed.", start);
    };
    const auto again = [&](Transaction& in) {
        return send_again(in, workspace_, id, start + hours{1});
    };
    EXPECT_EQ(say(again).error().code, "letter_not_failed");
    const KeptLetter taken = take(start).at(0);
    write([&](Transaction& in) { return note_failed(in, taken, "550 who?", start); });
    EXPECT_EQ(find(id).state, LetterState::failed);
    EXPECT_EQ(say(cancel).error().code, "letter_ended");
    EXPECT_TRUE(say(again));
    EXPECT_EQ(take(start + hours{1}).size(), 1u);
    EXPECT_TRUE(say(cancel));
    EXPECT_EQ(find(id).state, LetterState::cancelled);
    EXPECT_TRUE(take(start + Days{9}).empty());
}

TEST_P(Outbox, a_bounce_is_kept_with_what_the_server_said) {
    const Uuid id = put();
    const KeptLetter taken = take(start).at(0);
    write([&](Transaction& in) { return note_sent(in, taken, "250 OK", start); });
    write([&](Transaction& in) {
        return note_bounced(in, workspace_, id, "550 5.1.1 No such user", start + hours{1});
    });
    EXPECT_EQ(find(id).state, LetterState::bounced);
    const auto troubled =
        store_->read([&](Connection& db) { return troubled_letters(db, workspace_, start, 10); });
    ASSERT_EQ(troubled.value().size(), 1u);
    EXPECT_EQ(troubled.value()[0].answer, "550 5.1.1 No such user");
    EXPECT_EQ(store_
                  ->write_now([&](Transaction& in) {
                      return note_bounced(in, workspace_, Uuid{{9}}, "", start);
                  })
                  .error()
                  .code,
              "letter_not_found");
}

TEST_P(Outbox, an_answer_of_any_bytes_is_text_afterwards) {
    const Uuid id = put();
    const KeptLetter taken = take(start).at(0);
    std::string noise = "550 \xff\xfe\x01 ";
    noise += std::string(5'000, '\xe4');
    write([&](Transaction& in) { return note_failed(in, taken, noise, start); });
    const std::string kept = find(id).answer;
    EXPECT_LE(kept.size(), 1'000u);
    EXPECT_TRUE(kept.starts_with("550 ??  ?"));
}

TEST_P(Outbox, letters_of_a_deal_stand_newest_first_and_old_ones_go) {
    const Uuid first = put();
    const Uuid second = put("", {}, start + 1ms);
    const auto of_deal = [&] {
        return store_->read(
            [&](Connection& db) { return letters_of(db, workspace_, DealId{{{1}}}, 10); });
    };
    ASSERT_EQ(of_deal().value().size(), 2u);
    EXPECT_EQ(of_deal().value()[0].id, second);
    const auto taken = take(start);
    write([&](Transaction& in) { return note_sent(in, taken[0], "250", start); });
    write([&](Transaction& in) -> Result<void> {
        TRY(const auto went, sweep_letters(in.db(), workspace_, start + 1ms));
        EXPECT_EQ(went, 1);
        return success();
    });
    EXPECT_EQ(of_deal().value().size(), 1u);
    EXPECT_EQ(taken[0].id, first);
}

TEST_P(Outbox, a_letter_that_failed_forgets_its_links_and_is_not_sent_again_then) {
    const Uuid id = put();
    write([&](Transaction& in) -> Result<void> {
        TRYV(in.db().exec(
            "UPDATE letter SET body = REPLACE(body, '/plan#abc', '/plan#ante_plan_abc')", {}));
        return success();
    });
    const KeptLetter taken = take(start).at(0);
    write([&](Transaction& in) { return note_failed(in, taken, "550 no", start); });
    write([&](Transaction& in) { return forget_links(in.db(), workspace_, start); });
    EXPECT_NE(find(id).letter.text.find("ante_plan_"), std::string::npos) << "three days are given";
    write([&](Transaction& in) { return forget_links(in.db(), workspace_, start + 1ms); });
    EXPECT_EQ(find(id).letter.text.find("ante_plan_"), std::string::npos);
    EXPECT_EQ(store_
                  ->write_now(
                      [&](Transaction& in) { return send_again(in, workspace_, id, start + 2ms); })
                  .error()
                  .code,
              "letter_links_forgotten");
}

TEST_P(Outbox, a_wish_is_kept_and_its_word_takes_it_back) {
    const Uuid who{{7}};
    std::string word;
    write([&](Transaction& in) -> Result<void> {
        TRYV(set_wish(in.db(), workspace_, who, MailWish::digest, true, start));
        TRYV(set_wish(in.db(), workspace_, who, MailWish::digest, true, start));
        TRY(word, unsubscribe_word(in, workspace_, who, MailWish::digest, start));
        TRY(const auto same, unsubscribe_word(in, workspace_, who, MailWish::digest, start + 1ms));
        EXPECT_EQ(same, word);
        return success();
    });
    const auto is = [&](std::string_view said) {
        return store_->read([&](Connection& db) { return unsubscribing(db, said); }).value();
    };
    ASSERT_TRUE(is(word));
    EXPECT_EQ(is(word)->subject, who);
    EXPECT_EQ(is(word)->workspace, workspace_);
    std::string forged = word;
    forged[40] = forged[40] == 'a' ? 'b' : 'a';
    EXPECT_FALSE(is(forged));
    EXPECT_FALSE(is(""));
    EXPECT_FALSE(is(std::string(200, '.')));
    EXPECT_EQ(
        store_->read([&](Connection& db) { return who_wishes(db, workspace_, MailWish::digest); })
            .value(),
        std::vector<Uuid>{who});
}

TEST_P(Outbox, the_place_in_the_inbox_is_remembered) {
    const auto place = [&] {
        return store_->read([](Connection& db) { return inbox_place(db, "imap://x"); }).value();
    };
    EXPECT_FALSE(place());
    for (const InboxPlace at : {InboxPlace{5, 1}, InboxPlace{5, 7}}) {
        write([&](Transaction& in) { return put_inbox_place(in.db(), "imap://x", at); });
        EXPECT_EQ(place(), at);
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, Outbox, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::store
