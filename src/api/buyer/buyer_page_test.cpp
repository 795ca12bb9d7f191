// The buyer's page from the outside: the link, the session, what stands there and what does not,
// every deed, and that a link taken back opens nothing.

#include "buyer_page.h"

#include <gtest/gtest.h>

#include "store/buyer_links.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Api;
using tests::Caller;
using tests::Got;

using Browser = BuyersBrowser;
using BuyerPage = BuyerPageTest;

TEST_P(BuyerPage, a_link_opens_the_plan_and_get_has_no_effect) {
    const std::string address = url(dana);
    const auto hash = address.find('#');
    ASSERT_NE(hash, std::string::npos);
    EXPECT_EQ(address.substr(0, hash), "http://127.0.0.1:8420/plan");
    EXPECT_EQ(address.substr(hash + 1).size(), std::string("ante_plan_").size() + 43)
        << "256 bits in base64";

    const std::int64_t before = api.events_logged();
    EXPECT_NE(browser.get().text.find("Open your plan"), std::string::npos);
    EXPECT_EQ(browser.session, "");
    const Got opened = browser.open(address);
    EXPECT_EQ(opened.status, 303);
    EXPECT_EQ(opened.header("Location"), "/plan");
    const std::string cookie = opened.header("Set-Cookie");
    for (const auto* part : {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"})
        EXPECT_NE(cookie.find(part), std::string::npos) << part;
    const Got page = browser.get();
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.text.find("Fleet renewal"), std::string::npos);
    EXPECT_EQ(page.text.find(address.substr(hash + 1)), std::string::npos);
    EXPECT_EQ(api.events_logged(), before) << "looking is no act";

    const Got links = api.get(ria, "/deals/" + deal + "/plan-links");
    EXPECT_EQ(links.at("/items/0/link/seen_at").substr(0, 10), "2026-05-04") << "only as: seen";
    EXPECT_EQ(links.text.find(address.substr(hash + 1)), std::string::npos);
}

TEST_P(BuyerPage, what_is_pasted_may_be_the_whole_address_or_what_a_mail_asked) {
    const std::string address = url(dana);
    std::string asking = address;
    asking.insert(asking.find('#'),
                  "?request=01890000-0000-7000-8000-000000000001&answer=not_quite");
    EXPECT_EQ(browser.open(" " + asking).header("Location"),
              "/plan?request=01890000-0000-7000-8000-000000000001&answer=not_quite");
    EXPECT_EQ(browser.open(address.substr(address.find('#') + 1)).status, 303);
    std::string evil = address;
    evil.insert(evil.find('#'), "?request=//evil.example&answer=yes");
    EXPECT_EQ(browser.open(evil).header("Location"), "/plan");
}

TEST_P(BuyerPage, nothing_internal_stands_on_it) {
    // A word in every place of a deal that he has no business with.
    const std::string mark = "ZZINTERNAL";
    act("/notes", R"({"text":"ZZINTERNAL note"})");
    act("/replies", R"({"person":")" + dana + R"(","words":"ZZINTERNAL reply as we tell it"})");
    act("/homework",
        R"({"homework":{"issue":"ZZINTERNAL","reality":"ZZINTERNAL","desired_result":"ZZINTERNAL","gap":"ZZINTERNAL","why_us":"ZZINTERNAL"}})",
        Verb::put);
    const std::string secret_friend = person("ZZINTERNAL Coach", "");
    act("/players", R"({"person":")" + secret_friend + R"(","role":"coach"})");
    const Got met =
        act("/meetings",
            R"({"kind":"call","title":"Kick-off","starts":"2026-05-05T08:00:00Z","players":[")" +
                dana + R"("]})");
    const std::string meeting = met.at("/deal/meetings/0/id");
    const std::string etag = look().header("ETag");
    EXPECT_LT(
        api.post(
               ria, "/meetings/" + meeting + "/plan",
               R"({"purpose":"ZZINTERNAL","whats_up":"ZZINTERNAL","asks":[{"rank":"best","what":"ZZINTERNAL","effort":"people","owner":")" +
                   dana + R"(","due":"2026-05-20","proof":"ZZINTERNAL"}]})",
               etag, Verb::put)
            .status,
        300);
    promise(dana, "bring the CFO", R"(,"standing":"agreed")");
    const std::string declined = promise(dana, "ZZINTERNAL declined");
    act("/promises/" + declined + "/decline", R"({"words":"ZZINTERNAL"})");
    const Got asked =
        act("/requests",
            R"({"request":{"kind":"demo","what":"the dispatch board","by":")" + dana + R"("}})");
    act("/requests/" + asked.at("/deal/requests/0/id") + "/accept",
        R"({"purpose":"ZZINTERNAL","outcome":"ZZINTERNAL","decision":"ZZINTERNAL","nothing_in_exchange":true})");

    browser.open(url(dana));
    const std::string page = browser.get().text;
    EXPECT_NE(page.find("bring the CFO"), std::string::npos);
    EXPECT_NE(page.find("the dispatch board"), std::string::npos);
    EXPECT_NE(page.find("Kick-off"), std::string::npos);
    EXPECT_EQ(page.find(mark), std::string::npos);
    for (const auto* word :
         {"effort", "momentum", "stake", "signal", "decision_maker", "pipeline", "prospect"})
        EXPECT_EQ(page.find(word), std::string::npos) << word;
    const std::string calendar = browser.get("/plan/calendar.ics").text;
    EXPECT_NE(calendar.find("bring the CFO"), std::string::npos);
    EXPECT_EQ(calendar.find(mark), std::string::npos);
}

TEST_P(BuyerPage, what_he_does_is_his_act_in_the_ledger) {
    const std::string yes = promise(dana, "bring the CFO");
    const std::string other = promise(dana, "send last year's figures", R"(,"standing":"agreed")");
    browser.open(url(dana));
    EXPECT_EQ(browser.does("agree", {{"promise", yes}}).header("Location"), "/plan?said=agree");
    EXPECT_EQ(browser.does("move", {{"promise", other}, {"due", "2026-05-28"}}).status, 303);
    EXPECT_EQ(browser.does("done", {{"promise", other}}).status, 303);
    EXPECT_EQ(browser.does("say", {{"words", "See you\r\non Monday"}}).status, 303);
    EXPECT_EQ(browser.does("say", {{"words", "See you\r\non Monday"}}).status, 303);

    const Got now = look();
    EXPECT_EQ(now.at("/deal/commitments/0/state/type"), "agreed");
    EXPECT_EQ(now.at("/deal/commitments/1/state/type"), "kept");
    EXPECT_EQ(now.at("/deal/commitments/1/moves/0/by"), "buyer");
    EXPECT_EQ(now.json().at("deal").at("signs").as_array().size(), 1u) << "a second tap is none";
    EXPECT_EQ(now.at("/deal/signs/0/words"), "See you\non Monday");
    EXPECT_EQ(now.at("/deal/signs/0/channel"), "page");
    std::size_t his = 0;
    for (const auto& event : events())
        if (const auto* by = event.as_object().if_contains("person"); by && !by->is_null()) {
            EXPECT_EQ(by->as_string(), dana);
            ++his;
        }
    EXPECT_GE(his, 4u);
    EXPECT_NE(browser.get("/plan?said=say").text.find("Your words are with us"), std::string::npos);
    expect_clean();
}

TEST_P(BuyerPage, he_proposes_otherwise_and_names_a_colleague_and_we_answer) {
    const std::string id = promise(dana, "bring the CFO");
    browser.open(url(dana));
    EXPECT_EQ(browser
                  .does("suggest", {{"promise", id},
                                    {"what", "bring the CFO's deputy"},
                                    {"due", "2026-05-27"},
                                    {"words", "holidays"}})
                  .status,
              303);
    EXPECT_EQ(look().at("/deal/commitments/0/counters/0/state"), "open");
    act("/promises/" + id + "/counter/accept", "{}");
    EXPECT_EQ(look().at("/deal/commitments/0/what"), "bring the CFO's deputy");
    EXPECT_EQ(look().at("/deal/commitments/0/due"), "2026-05-27");
    EXPECT_EQ(look().at("/deal/commitments/0/state/type"), "agreed");

    EXPECT_EQ(browser.does("suggest", {{"promise", id}, {"due", "2026-05-29"}}).status, 303);
    act("/promises/" + id + "/counter/leave", R"({"words":"the board meets on the 28th"})");
    EXPECT_NE(browser.get().text.find("the board meets on the 28th"), std::string::npos);

    EXPECT_EQ(browser
                  .does("name",
                        {{"name", "Carl"}, {"email", "carl@northwind.example"}, {"does", "signs"}})
                  .status,
              303);
    const std::string named = look().at("/deal/colleagues/0/id");
    const Got confirmed =
        act("/colleagues/" + named + "/confirm", R"({"role":"approver","level":"executive"})");
    EXPECT_EQ(confirmed.at("/deal/players/2/name"), "Carl");
    EXPECT_EQ(confirmed.at("/deal/players/2/role"), "approver");
    Browser carl(api);
    carl.open(url(confirmed.at("/deal/players/2/person")));
    EXPECT_NE(carl.get().text.find("bring the CFO&#39;s deputy"), std::string::npos);
    expect_clean();
}

TEST_P(BuyerPage, did_he_get_what_he_was_looking_for) {
    const Got asked = act("/requests", R"({"request":{"kind":"demo","by":")" + dana + R"("}})");
    const std::string id = asked.at("/deal/requests/0/id");
    act("/requests/" + id + "/accept",
        R"({"purpose":"p","outcome":"o","decision":"d","nothing_in_exchange":true})");
    act("/requests/" + id + "/deliver", "{}");
    browser.open(url(dana));
    EXPECT_NE(browser.get().text.find("Did you get what you were looking for?"), std::string::npos);
    const Got blank = browser.does("answer", {{"request", id}, {"got", "no"}});
    EXPECT_EQ(blank.status, 422);
    EXPECT_NE(blank.text.find("Please say what is missing"), std::string::npos);
    EXPECT_EQ(browser.does("answer", {{"request", id}, {"got", "no"}, {"words", "the night shift"}})
                  .status,
              303);
    EXPECT_EQ(look().at("/deal/requests/0/state"), "unsatisfied");
    EXPECT_EQ(look().at("/deal/requests/0/answers/0/missing"), "the night shift");
    EXPECT_EQ(look().at("/deal/requests/0/answers/0/channel"), "page");
    EXPECT_EQ(look().at("/deal/requests/0/answers/0/by"), dana);
}

TEST_P(BuyerPage, he_acts_for_himself_alone) {
    const std::string robs = promise(rob, "count the trucks");
    browser.open(url(dana));
    for (const auto* deed : {"agree", "decline", "done", "withdraw", "suggest"})
        EXPECT_EQ(browser.does(deed, {{"promise", robs}, {"due", "2026-05-22"}}).status, 422)
            << deed;
    EXPECT_EQ(look().at("/deal/commitments/0/state/type"), "proposed");
    EXPECT_EQ(browser.does("agree", {{"promise", "01890000-0000-7000-8000-000000000001"}}).status,
              422);
    EXPECT_EQ(browser.does("agree", {{"unknown", "x"}}).status, 422);
}

TEST_P(BuyerPage, a_link_taken_back_opens_nothing_and_what_was_open_ends) {
    const std::string id = promise(dana, "bring the CFO");
    const Got made = link(dana);
    browser.open(made.at("/url"));
    const Got stream = browser.get("/plan/events");
    ASSERT_TRUE(stream.source);
    stream.source->open([] {});
    EXPECT_EQ(stream.source->next().state, Source::State::later);

    const Got revoked =
        api.send(ria, Verb::del, "/deals/" + deal + "/plan-links/" + made.at("/link/link/id"));
    EXPECT_EQ(revoked.status, 204);
    Browser again(api);
    EXPECT_NE(again.open(made.at("/url")).text.find("opens nothing any more"), std::string::npos);
    EXPECT_EQ(again.session, "");
    const std::int64_t before = api.events_logged();
    const std::string was = browser.session;
    EXPECT_NE(browser.does("agree", {{"promise", id}}).text.find("opens nothing any more"),
              std::string::npos);
    browser.session = was;
    EXPECT_NE(browser.get().text.find("opens nothing any more"), std::string::npos);
    browser.session = was;
    EXPECT_EQ(browser.get("/plan/events").status, 401);
    EXPECT_EQ(api.events_logged(), before);
    auto state = Source::State::later;
    for (int tries = 0; tries < 500 && state != Source::State::done; ++tries) {
        state = stream.source->next().state;  // It may say first that something was changed.
        if (state == Source::State::later) std::this_thread::sleep_for(10ms);
    }
    EXPECT_EQ(state, Source::State::done);

    // A new one opens again; the old address stays shut.
    EXPECT_EQ(browser.open(url(dana)).status, 303);
    EXPECT_NE(again.open(made.at("/url")).text.find("opens nothing any more"), std::string::npos);
}

TEST_P(BuyerPage, it_ends_by_itself_and_with_the_player) {
    const std::string address = link(dana, R"(,"days":2)").at("/url");
    browser.open(address);
    api.now += hours{13};
    EXPECT_NE(browser.get().text.find("opens nothing any more"), std::string::npos)
        << "the session lives half a day";
    EXPECT_EQ(browser.open(address).status, 303);
    act("/players/" + dana, "", Verb::del);
    EXPECT_NE(browser.get().text.find("opens nothing any more"), std::string::npos);
    api.now += Days{2};
    EXPECT_EQ(browser.open(address).status, 200);
}

TEST_P(BuyerPage, a_form_of_another_site_or_session_does_nothing) {
    const std::string id = promise(dana, "bring the CFO");
    browser.open(url(dana));
    const std::int64_t before = api.events_logged();
    for (const Header& sent :
         {Header{"sec-fetch-site", "cross-site"}, Header{"sec-fetch-site", "same-site"},
          Header{"origin", "https://evil.example"}, Header{"origin", "null"},
          Header{"x-nothing", "1"}})
        EXPECT_EQ(browser.post("/plan/agree", {{"promise", id}}, {sent}).status, 403) << sent.value;
    EXPECT_EQ(browser.post("/plan/agree", {{"promise", id}}).status, 422) << "no token";
    EXPECT_EQ(browser.post("/plan/agree", {{"promise", id}, {"token", "0123"}}).status, 422);
    EXPECT_EQ(api.send(Verb::put, "//plan", "", {}).status, 405);
    EXPECT_EQ(api.send(Verb::get, "//plan/agree", "", {}).status, 404);
    EXPECT_EQ(api.events_logged(), before);
}

TEST_P(BuyerPage, a_code_by_mail_stands_before_it_if_the_seller_wishes) {
    EXPECT_EQ(link(rob, R"(,"email_check":true)").code(), "address_missing");
    browser.open(link(dana, R"(,"email_check":true)").at("/url"));
    const std::string asked = browser.get().text;
    EXPECT_NE(asked.find("One more step"), std::string::npos);
    EXPECT_EQ(asked.find("Fleet renewal"), std::string::npos);
    EXPECT_EQ(browser.get("/plan/events").status, 401);

    std::string text;
    ASSERT_TRUE(api.store()
                    .read([&](store::Connection& db) -> Result<void> {
                        return db.each("SELECT body FROM letter", {},
                                       [&](const store::Row& row) -> Result<void> {
                                           text = std::string(row.text(0));
                                           return success();
                                       });
                    })
                    .has_value());
    std::smatch code;
    ASSERT_TRUE(std::regex_search(text, code, std::regex("code is ([0-9]{6})"))) << text;
    EXPECT_EQ(browser.does("code", {{"code", code[1] == "000000" ? "000001" : "000000"}}).status,
              422);
    EXPECT_EQ(browser.does("code", {{"code", code[1]}}).status, 303);
    EXPECT_NE(browser.get().text.find("Fleet renewal"), std::string::npos);

    // Five wrong ones end it.
    browser.open(link(dana, R"(,"email_check":true)").at("/url"));
    for (int tries = 0; tries < 4; ++tries)
        EXPECT_EQ(browser.does("code", {{"code", "x"}}).status, 422);
    EXPECT_NE(browser.does("code", {{"code", "x"}}).text.find("opens nothing any more"),
              std::string::npos);
}

TEST_P(BuyerPage, hostile_text_stays_text) {
    const std::string evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;";
    browser.open(url(dana));
    EXPECT_EQ(browser.does("say", {{"words", evil}}).status, 303);
    EXPECT_EQ(browser.does("name", {{"name", evil}, {"does", evil}}).status, 303);
    const std::string page = browser.get().text;
    EXPECT_EQ(page.find("<script>alert"), std::string::npos);
    EXPECT_EQ(page.find("<img src=x"), std::string::npos);
    EXPECT_NE(page.find("&lt;script&gt;alert(1)"), std::string::npos);
    EXPECT_EQ(look().at("/deal/signs/0/words"), evil) << "byte for byte";
    EXPECT_EQ(look().at("/deal/colleagues/0/does"), evil);
    const Got refused = browser.does("name", {{"name", evil}, {"email", "\"><script>"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.text.find("\"><script>"), std::string::npos);
    EXPECT_NE(refused.text.find("&quot;&gt;&lt;script&gt;"), std::string::npos)
        << "what he typed stands there still";
    for (const auto* colour : {"1f5f8b", "FFFFFF"})
        EXPECT_NE(api.send(Verb::get, std::string("//plan/brand.css?c=") + colour, "", {})
                      .text.find(colour),
                  std::string::npos);
    EXPECT_EQ(api.send(Verb::get, "//plan/brand.css?c=}body{", "", {}).text, "");
}

TEST_P(BuyerPage, the_seller_sees_it_as_the_buyer_does_and_can_do_nothing_there) {
    promise(dana, "bring the CFO");
    const Got seen = api.get(ria, "/deals/" + deal + "/plan-page?person=" + dana);
    EXPECT_EQ(seen.status, 200);
    EXPECT_NE(seen.text.find("bring the CFO"), std::string::npos);
    EXPECT_NE(seen.text.find("inert"), std::string::npos);
    EXPECT_EQ(api.get(ria, "/deals/" + deal + "/plan-links").json().at("items").as_array().size(),
              0u);
}

TEST_P(BuyerPage, a_logo_is_a_picture_and_only_that) {
    const auto put = [&](const std::string& bytes) {
        return api.send(admin, Verb::put, "/workspace/logo", bytes,
                        {{"content-type", "application/octet-stream"}});
    };
    EXPECT_EQ(put("<svg onload=alert(1)>").code(), "logo_not_a_picture");
    EXPECT_EQ(put("\x89PNG\r\n\x1a\n" + std::string(store::largest_logo, 'x')).status, 413);
    EXPECT_EQ(put("\x89PNG\r\n\x1a\n fine").status, 200);
    EXPECT_EQ(api.send(Verb::get, "//plan/logo", "", {}).status, 401);
    browser.open(url(dana));
    const Got logo = browser.get("/plan/logo");
    EXPECT_EQ(logo.text, "\x89PNG\r\n\x1a\n fine");
    EXPECT_NE(browser.get().text.find("src=\"/plan/logo?v="), std::string::npos);
    EXPECT_EQ(api.send(admin, Verb::del, "/workspace/logo").status, 204);
    EXPECT_EQ(browser.get("/plan/logo").status, 404);
}

TEST_P(BuyerPage, his_browser_is_told_when_his_page_changes_and_only_then) {
    browser.open(url(dana));
    const Got stream = browser.get("/plan/events");
    ASSERT_TRUE(stream.source);
    stream.source->open([] {});
    const auto next_words = [&] {
        for (int tries = 0; tries < 10'000; ++tries) {
            const auto piece = stream.source->next();
            if (!piece.bytes.empty()) return piece.bytes;
            std::this_thread::sleep_for(2ms);
        }
        return std::string();
    };
    act("/notes", R"({"text":"between us"})");
    for (int tries = 0; tries < 20; ++tries) {
        EXPECT_EQ(stream.source->next().bytes, "") << "a note is none of his business";
        std::this_thread::sleep_for(2ms);
    }
    act("/goal", R"({"goal":"No truck idles on a Monday"})", Verb::put);
    EXPECT_NE(next_words().find("changed"), std::string::npos);
    EXPECT_NE(browser.get().text.find("No truck idles on a Monday"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Engines, BuyerPage, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
