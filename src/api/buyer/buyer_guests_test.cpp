// Who is let in to the buyer's page and who is not any more; and what of ours is nobody's business
// there: his own mail, our own meetings.

#include "api/inbox.h"
#include "api/post.h"
#include "buyer_page.h"
#include "house.h"
#include "store/outbox.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Got;

class BuyerGuests : public BuyerPageTest {
protected:
    static bool is_over(const Got& got) {
        return got.text.find("opens nothing any more") != std::string::npos;
    }
    std::size_t codes_sent() {
        std::size_t sent = 0;
        const auto read = api.store().read([&](store::Connection& db) -> Result<void> {
            TRY(const auto count,
                db.value<std::int64_t>("SELECT COUNT(*) FROM letter WHERE workspace_id = $1 AND "
                                       "body LIKE '%Your code is%'",
                                       {api.workspace}));
            sent = static_cast<std::size_t>(count.value_or(0));
            return success();
        });
        EXPECT_TRUE(read.has_value());
        return sent;
    }
};

TEST_P(BuyerGuests, five_codes_an_hour_whatever_becomes_of_the_sessions) {
    const std::string address = link(dana, R"(,"email_check":true)").at("/url");
    for (int round = 0; round < 5; ++round) {
        EXPECT_EQ(browser.open(address).status, 303);
        if (round % 2) {
            browser.does("leave", {});
        } else {
            for (int tries = 0; tries < 5; ++tries) browser.does("code", {{"code", "x"}});
        }
        api.now += minutes{2};
    }
    EXPECT_EQ(codes_sent(), 5U);
    EXPECT_EQ(browser.open(address).status, 429);
    api.now += minutes{20};
    EXPECT_EQ(browser.open(address).status, 429);
    EXPECT_EQ(codes_sent(), 5U);
    api.now += hours{1};
    EXPECT_EQ(browser.open(address).status, 303);
    EXPECT_EQ(codes_sent(), 6U);
}

TEST_P(BuyerGuests, a_code_that_is_asked_for_from_now_on_is_asked_of_who_is_in) {
    const Got made = link(dana);
    browser.open(made.at("/url"));
    ASSERT_NE(browser.get().text.find("Fleet renewal"), std::string::npos);
    const Got changed =
        api.send(ria, Verb::patch, "/deals/" + deal + "/plan-links/" + made.at("/link/link/id"),
                 R"({"email_check":true})");
    ASSERT_EQ(changed.status, 200) << changed.text;
    EXPECT_TRUE(is_over(browser.get()));
    browser.open(made.at("/url"));
    EXPECT_NE(browser.get().text.find("One more step"), std::string::npos);
}

TEST_P(BuyerGuests, merged_into_another_he_keeps_his_page_and_after_the_undo_too) {
    const tests::Caller manager = api.member("Mona", MemberRole::manager, "north");
    const std::string address = url(dana);
    browser.open(address);
    const std::string double_of_her = person("D. Roth", "");
    const Got merged = api.post(manager, "/people/" + dana + "/merge",
                                R"({"into":")" + double_of_her + R"(","take":[]})");
    ASSERT_EQ(merged.status, 200) << merged.text;
    EXPECT_NE(browser.get().text.find("Fleet renewal"), std::string::npos);
    EXPECT_EQ(browser.does("say", {{"words", "still here"}}).status, 303);
    EXPECT_EQ(look().at("/deal/signs/0/person"), double_of_her);
    EXPECT_EQ(browser.open(address).status, 303);
    const Got links = api.get(ria, "/deals/" + deal + "/plan-links");
    EXPECT_EQ(links.at("/items/0/open"), "true");
    EXPECT_EQ(links.at("/items/0/name"), "D. Roth");
}

TEST_P(BuyerGuests, a_meeting_of_ours_alone_or_its_title_to_others_is_not_told) {
    const auto meet = [&](const std::string& title, const std::string& starts,
                          const std::string& players) {
        act("/meetings", R"({"kind":"call","title":")" + title + R"(","starts":")" + starts +
                             R"(","players":[)" + players + "]}");
    };
    meet("Prep: where she gives in", "2026-05-05T08:00:00Z", "");
    meet("Price with Rob alone", "2026-05-06T08:00:00Z", "\"" + rob + "\"");
    browser.open(url(dana));
    std::string page = browser.get().text;
    EXPECT_EQ(page.find("gives in"), std::string::npos);
    EXPECT_EQ(page.find("Price with Rob"), std::string::npos);
    const std::string calendar = browser.get("/plan/calendar.ics").text;
    EXPECT_EQ(calendar.find("gives in"), std::string::npos);
    EXPECT_EQ(calendar.find("Price with Rob"), std::string::npos);

    meet("The yard", "2026-05-07T08:00:00Z", "\"" + dana + "\"");
    page = browser.get().text;
    EXPECT_NE(page.find("The yard"), std::string::npos) << "her own goes first";
}

TEST_P(BuyerGuests, what_one_answers_by_mail_his_colleagues_do_not_read) {
    const Got sent = api.post(ria, "/deals/" + deal + "/letters",
                              R"({"kind":"plan_invitation","person":")" + dana +
                                  R"(","subject":"Our plan","text":"Hello {link}"})");
    ASSERT_LT(sent.status, 300) << sent.text;
    store::KeptLetter letter{.workspace = api.workspace};
    letter.id = *Uuid::parse(sent.at("/id"));
    const std::string mail =
        "From: Dana <dana@northwind.example>\r\n"
        "To: sales@northgate.example\r\n"
        "Message-ID: <1@northwind.example>\r\n"
        "In-Reply-To: <" +
        message_id_of(letter, "ante.example") +
        ">\r\nSubject: Re: Our plan\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\n"
        "Between us, the CFO wants to stop this.\r\n";
    tests::OwnHouse own(api.store(), api.outside, api.now);
    ASSERT_TRUE(take_mail(own.house, mail, api.now).has_value());

    EXPECT_EQ(look().at("/deal/signs/0/words"), "Between us, the CFO wants to stop this.");
    EXPECT_EQ(look().at("/deal/signs/0/person"), dana);
    for (const std::string& who : {rob, dana}) {
        browser.open(url(who));
        EXPECT_EQ(browser.get().text.find("wants to stop"), std::string::npos);
    }
    expect_clean();
}

TEST_P(BuyerGuests, thirty_deeds_at_once_are_enough) {
    browser.open(url(dana));
    int said = 0;
    Got last;
    for (int i = 0; i < 40; ++i) {
        last = browser.does("say", {{"words", "word " + std::to_string(i)}});
        if (last.status == 303) ++said;
    }
    EXPECT_EQ(said, 30);
    EXPECT_EQ(last.status, 422);
    EXPECT_NE(last.text.find("word 39"), std::string::npos) << "what he typed is kept";
    api.now += minutes{1};
    EXPECT_EQ(browser.does("say", {{"words", "later"}}).status, 303);
}

INSTANTIATE_TEST_SUITE_P(Engines, BuyerGuests, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
