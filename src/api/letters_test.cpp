// Letters through the API: written, changed, put in the transaction of their act. Nothing is sent
// here: there is no mail server behind these addresses.
#include <gtest/gtest.h>

#include <thread>

#include "api.h"
#include "api/outside.h"
#include "store/outbox.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Got;

class LettersTest : public testing::TestWithParam<store::Engine> {
protected:
    LettersTest() {
        api.outside.mail.url = "smtp://127.0.0.1:9";  // discard: nobody answers
        api.outside.mail.tls = false;
        api.outside.mail_from = "Northgate <sales@northgate.example>";
        api.makes_rounds = false;
        api.start();
        rep = api.member("Ria", MemberRole::rep, "north");
        admin = api.member("Ada", MemberRole::admin);
    }

    std::string made(const std::string& target, const std::string& body,
                     const std::string& pointer = "/id") {
        const Got got = api.post(rep, target, body, etag);
        EXPECT_LT(got.status, 300) << target << " " << got.text;
        if (!got.header("ETag").empty()) etag = got.header("ETag");
        return got.at(pointer);
    }
    // A deal with Dana in it, and a meeting with her that was debriefed.
    void meet() {
        const std::string account = made("/accounts", R"({"name": "Acme"})");
        dana = made("/people", R"({"account": ")" + account +
                                   R"(", "name": "Dana Roe", "email": "dana@acme.example"})");
        paul = made("/people", R"({"account": ")" + account + R"(", "name": "Paul"})");
        deal = made("/deals", R"({"account": ")" + account + R"(", "name": "Fleet"})", "/deal/id");
        for (const std::string& who : {dana, paul})
            made("/deals/" + deal + "/players",
                 R"({"person": ")" + who + R"(", "role": "decision_maker"})", "");
        meeting = made("/deals/" + deal + "/meetings",
                       R"({"kind": "call", "starts": "2026-05-04T07:00:00Z", "minutes": 30,
                           "players": [")" +
                           dana + R"("]})",
                       "/deal/meetings/0/id");
        made("/meetings/" + meeting + "/debrief",
             R"({"attended": [")" + dana + R"("], "no_next_because": "She is away."})", "");
    }
    Got mail_recap(const std::string& to, const std::string& text = "Hello") {
        return api.post(
            rep, "/meetings/" + meeting + "/recap/mail",
            R"({"to": [")" + to + R"("], "subject": "Recap", "text": ")" + text + R"("})", etag);
    }
    std::size_t letters() {
        return api.get(rep, "/deals/" + deal + "/letters").json().at("items").as_array().size();
    }

    tests::Api api{GetParam()};
    tests::Caller rep, admin;
    std::string dana, paul, deal, meeting, etag;
};

TEST_P(LettersTest, a_recap_is_sent_and_counts_as_sent_in_one_act) {
    meet();
    const Got draft = api.get(rep, "/meetings/" + meeting + "/recap/mail");
    EXPECT_EQ(draft.at("/to/0/address"), "dana@acme.example");
    EXPECT_NE(draft.at("/text").find("{link}"), std::string::npos);

    const Got sent = mail_recap(dana, "Hello <Dana>\\n- one\\n");
    ASSERT_EQ(sent.status, 200) << sent.text;
    EXPECT_NE(sent.at("/deal/meetings/0/recap_sent_at"), "");
    const Got all = api.get(rep, "/deals/" + deal + "/letters");
    EXPECT_EQ(all.at("/items/0/state"), "waiting");
    EXPECT_EQ(all.at("/items/0/to_address"), "dana@acme.example");
    EXPECT_EQ(all.at("/items/0/text"), "Hello <Dana>\n- one\n");
}

TEST_P(LettersTest, how_it_will_look_is_shown_without_keeping_anything) {
    meet();
    const Got look =
        api.post(rep, "/mail/check",
                 R"({"text":"Hello <Dana>\nfine?\n\nWe:\n- one\n- two\nOpen our plan: {link}\n"})");
    ASSERT_EQ(look.status, 200) << look.text;
    std::string seen;
    for (const auto& piece : look.json().at("pieces").as_array())
        seen += std::string(piece.at("kind").as_string()) + "|" +
                std::string(piece.at("text").as_string()) + "|" +
                std::string(piece.at("url").as_string()) + "\n";
    EXPECT_EQ(seen,
              "paragraph|Hello <Dana>\nfine?|\nheading|We:|\nitem|one|\nitem|two|\n"
              "button|Open our plan|http://127.0.0.1:8420/plan\n");
    EXPECT_EQ(look.at("/ink"), "#ffffff") << look.text;
    EXPECT_EQ(letters(), 0u);
}

TEST_P(LettersTest, without_an_address_neither_mail_nor_act) {
    meet();
    const Got refused = mail_recap(paul);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.at("/errors/0/pointer"), "/to/0");
    EXPECT_EQ(letters(), 0u);
    EXPECT_EQ(api.get(rep, "/deals/" + deal).at("/deal/meetings/0/recap_sent_at"), "");
}

TEST_P(LettersTest, the_same_recap_to_the_same_reader_goes_once) {
    meet();
    etag = mail_recap(dana).header("ETag");
    EXPECT_EQ(mail_recap(dana).status, 200);
    EXPECT_EQ(letters(), 1u);
    EXPECT_EQ(mail_recap(dana, "Other words").status, 200);
    EXPECT_EQ(letters(), 2u);
}

TEST_P(LettersTest, a_mail_that_waits_can_be_taken_back_by_who_may_change_the_deal) {
    meet();
    mail_recap(dana);
    const std::string id = api.get(rep, "/deals/" + deal + "/letters").at("/items/0/id");
    const std::string path = "/deals/" + deal + "/letters/" + id;
    const auto other = api.member("Otto", MemberRole::rep, "south");
    EXPECT_EQ(api.post(other, path + "/cancel", "").status, 404);
    EXPECT_EQ(api.post(rep, path + "/again", "").code(), "letter_not_failed");
    EXPECT_EQ(api.post(rep, path + "/cancel", "").at("/state"), "cancelled");
    EXPECT_EQ(api.post(rep, path + "/cancel", "").code(), "letter_ended");
}

TEST_P(LettersTest, nothing_is_put_where_nothing_can_go_out) {
    api.outside = {};
    api.start();
    meet();
    EXPECT_EQ(mail_recap(dana).code(), "mail_not_set_up");
    EXPECT_EQ(api.get(rep, "/meetings/" + meeting + "/recap/mail").at("/mail_set_up"), "false");
    EXPECT_EQ(api.get(rep, "/mail").at("/set_up"), "false");
}

TEST_P(LettersTest, a_forgotten_password_is_answered_alike_for_everybody) {
    const auto forgot = [&](const std::string& email) {
        return api.send(Verb::post, "/session/forgotten", R"({"email": ")" + email + R"("})", {});
    };
    const Got known = forgot(api.emails[rep.id]);
    const Got unknown = forgot("nobody@nowhere.example");
    EXPECT_EQ(known.status, 204);
    EXPECT_EQ(unknown.status, known.status);
    EXPECT_EQ(unknown.text, known.text);
    EXPECT_EQ(unknown.headers, known.headers);

    const auto waiting = [&] {
        return api.store()
            .read([&](store::Connection& db) { return store::mail_tally(db, api.workspace); })
            .value()
            .waiting;
    };
    for (int i = 0; i < 1'000 && waiting() == 0; ++i)  // It is put after the answer.
        std::this_thread::sleep_for(10ms);
    EXPECT_EQ(waiting(), 1);
    for (int i = 0; i < 12; ++i) forgot("nobody@nowhere.example");
    EXPECT_EQ(forgot("nobody@nowhere.example").code(), "too_many_attempts");
}

TEST_P(LettersTest, the_link_of_a_mail_sets_the_password_once) {
    std::vector<store::KeptLetter> taken;
    ASSERT_EQ(api.post(admin, "/members/" + rep.id.text() + "/invitation", "").status, 201);
    ASSERT_TRUE(api.store().write_now([&](store::Transaction& in) -> Result<void> {
        TRY(taken, store::take_due(in, api.workspace, api.now, 5, minutes{1}));
        return success();
    }));
    ASSERT_EQ(taken.size(), 1u);
    const std::string& text = taken[0].letter.text;
    const auto at = text.find("/new-password#");
    ASSERT_NE(at, std::string::npos);
    const std::string secret = text.substr(at + 14, text.find('\n', at) - at - 14);
    const std::string body =
        R"({"secret": ")" + secret + R"(", "password": "a long new password"})";
    const auto choose = [&] { return api.send(Verb::post, "/session/password", body, {}); };
    const Got in = choose();
    EXPECT_EQ(in.status, 200) << in.text;
    EXPECT_EQ(in.at("/member/name"), "Ria");
    EXPECT_EQ(choose().code(), "link_used_up");
    const Got signed_in = api.send(
        Verb::post, "/session",
        R"({"email": ")" + api.emails[rep.id] + R"(", "password": "a long new password"})", {});
    EXPECT_EQ(signed_in.status, 200);
}

TEST_P(LettersTest, what_one_wants_by_mail_is_his_to_say) {
    EXPECT_EQ(api.get(rep, "/me/mail").at("/digest"), "false");
    EXPECT_EQ(api.post(rep, "/me/mail", R"({"digest": true})", "", Verb::put).status, 200);
    EXPECT_EQ(api.get(rep, "/me/mail").at("/digest"), "true");
    EXPECT_EQ(api.get(admin, "/me/mail").at("/digest"), "false");
    EXPECT_EQ(api.send(Verb::post, "/mail/unsubscribe/nonsense", "", {}).status, 404);
    const Got asked = api.send(Verb::get, "/mail/unsubscribe/nonsense", "", {});
    EXPECT_EQ(asked.status, 200);
    EXPECT_EQ(asked.header("Refresh"), "0; url=http://127.0.0.1:8420/unsubscribe#nonsense");
}

INSTANTIATE_TEST_SUITE_P(Engines, LettersTest, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
