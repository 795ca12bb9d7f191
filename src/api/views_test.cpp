// What is shown: the story of a deal, Today, search, the feed, settings, pages.
#include <gtest/gtest.h>

#include "api.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;
using enum Verb;

class Views : public testing::TestWithParam<store::Engine> {
protected:
    std::string add(const Caller& who, const std::string& path, const std::string& body) {
        const Got made = api.post(who, path, body);
        EXPECT_EQ(made.status, 201) << made.text;
        return made.at("/id");
    }
    // A step in the deal that `got` holds.
    void step(const std::string& path, const std::string& body, Verb verb = post) {
        got = api.post(rep, path, body, got.header("ETag"), verb);
        ASSERT_EQ(got.status, 200) << path << ": " << got.text;
    }
    void open(const std::string& name, const std::string& visibility = "team") {
        got = api.post(rep, "/deals",
                       R"({"account":")" + account + R"(","name":")" + name +
                           R"(","visibility":")" + visibility + "\"}");
        ASSERT_EQ(got.status, 201) << got.text;
        deal = "/deals/" + got.at("/deal/id");
    }
    // From planning over a declined best and an agreed minimum to the debrief.
    void meet() {
        step(deal + "/players", R"({"person":")" + dana + R"(","role":"decision_maker"})");
        step(deal + "/meetings",
             R"({"kind":"call","starts":"2026-05-12T09:00:00Z","players":[")" + dana + "\"]}");
        meeting = "/meetings/" + got.at("/deal/meetings/0/id");
        const auto ask = [&](const std::string& rank, const std::string& what,
                             const std::string& effort) {
            return R"({"rank":")" + rank + R"(","what":")" + what + R"(","effort":")" + effort +
                   R"(","owner":")" + dana + R"(","due":"2026-05-20","proof":"We all see it"})";
        };
        step(meeting + "/plan",
             R"({"purpose":"A dated pilot","whats_up":"What holds you back?","asks":[)" +
                 ask("best", "Brings the CFO to a call", "people") + "," +
                 ask("minimum", "Sends the fleet list", "work") + "]}",
             put);
        api.now = *parse_instant("2026-05-12T09:20:00Z");
        const auto answer = [&](int index, const std::string& body) {
            const std::string id =
                got.at("/deal/meetings/0/plan/asks/" + std::to_string(index) + "/id");
            step(meeting + "/asks/" + id + "/answer", body);
        };
        answer(0, R"({"answer":"declined","words":"Not before June"})");
        answer(1, R"({"answer":"accepted"})");
        api.now = *parse_instant("2026-05-12T10:00:00Z");
        step(meeting + "/debrief",
             R"({"attended":[")" + dana + R"("],"promises":[{"side":"seller","member":")" +
                 rep.id.text() +
                 R"(","what":"Sends the price list","due":"2026-05-14","effort":"work"}],)" +
                 R"("no_next_because":"He looks into his calendar"})");
    }

    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep, "north");
    Caller colleague = api.member("Cem", MemberRole::rep, "north");
    Caller stranger = api.member("Sven", MemberRole::rep, "south");
    Caller admin = api.member("Ada", MemberRole::admin);
    std::string account = add(rep, "/accounts", R"({"name":"Northwind Traders"})");
    std::string dana =
        add(rep, "/people",
            R"({"account":")" + account + R"(","name":"Dana","email":"dana@example.com"})");
    Got got;
    std::string deal;
    std::string meeting;
};

TEST_P(Views, AMeetingIsToldFromPlanToRecap) {
    open("Fleet renewal");
    meet();
    EXPECT_EQ(got.at("/verdicts/0/verdict"), "advance_minimum");
    EXPECT_EQ(got.at("/advised_against/0/code"), "proof_missing") << "how is the price list seen?";
    EXPECT_EQ(got.at("/deal/state/type"), "pipeline") << "its first advance opened the door";

    const Got view = api.get(rep, meeting);
    EXPECT_EQ(view.at("/verdict"), "advance_minimum");
    EXPECT_EQ(view.json().at("promises").as_array().size(), 2u);

    const Got recap = api.get(rep, meeting + "/recap");
    const std::string text = recap.at("/text");
    EXPECT_NE(text.find("What Northwind Traders does:\n- Dana: Sends the fleet list, by 20 May "
                        "2026 (done when: We all see it)\n"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("What we do:\n- Ria: Sends the price list, by 14 May 2026\n"),
              std::string::npos)
        << text;
    EXPECT_EQ(text.find("CFO"), std::string::npos) << "what was declined is nobody's promise";
    EXPECT_EQ(recap.at("/to/0"), "dana@example.com");

    std::string told;
    std::string next;
    int pages = 0;
    do {
        const Got page = api.get(rep, deal + "/history?limit=4" + next);
        for (const auto& item : page.json().at("items").as_array())
            told += std::string(item.at("sentence").as_string()) + "\n";
        next = page.at("/next").empty() ? "" : "&after=" + page.at("/next");
        ++pages;
    } while (!next.empty() && pages < 20);
    EXPECT_GT(pages, 2);
    for (const auto sentence :
         {"The deal “Fleet renewal” with Northwind Traders was opened; Ria carries it.\n",
          "Dana joined the deal as decision maker.\n",
          "Dana declined “Brings the CFO to a call”: “Not before June”.\n",
          "Dana agreed: Sends the fleet list, by 20 May 2026.\n",
          "With its first advance the deal entered the pipeline.\n"})
        EXPECT_NE(told.find(sentence), std::string::npos) << sentence << "in\n" << told;
}

TEST_P(Views, WhyASignalHoldsIsAnswered) {
    open("Fleet renewal");
    meet();
    const Got why = api.get(rep, deal + "/signals");
    bool temperature = false;
    for (const auto& item : why.json().at("items").as_array()) {
        EXPECT_FALSE(item.at("signal").at("because").as_string().empty());
        EXPECT_FALSE(item.at("signal").at("remedy").as_string().empty());
        EXPECT_FALSE(item.at("examples").as_string().empty());
        temperature = temperature || item.at("signal").at("rule") == "temperature_unread";
    }
    EXPECT_TRUE(temperature) << why.text;
    EXPECT_FALSE(api.get(rep, deal + "/acts").json().at("items").as_array().empty());
    const Got advice = api.get(rep, meeting + "/advice");
    EXPECT_EQ(advice.at("/players/0/name"), "Dana");
    EXPECT_NE(advice.at("/players/0/advice/minimum/play/id"), "");
    EXPECT_EQ(api.get(rep, deal + "/players/" + dana + "/advice").at("/advice/minimum/play/id"),
              advice.at("/players/0/advice/minimum/play/id"));
}

TEST_P(Views, ADealIsShownAsItStoodThen) {
    open("Fleet renewal");
    meet();
    const Got then = api.get(rep, deal + "?as_of=2026-05-05T00:00:00Z");
    EXPECT_EQ(then.at("/deal/state/type"), "prospect");
    EXPECT_EQ(then.json().at("deal").at("commitments").as_array().size(), 0u);
    EXPECT_EQ(then.header("ETag"), "") << "the past has no version to write at";
    EXPECT_EQ(api.get(rep, deal + "?on=2026-05-04").at("/as_of"), "2026-05-04T21:59:59.999Z")
        << "the day ends in the workspace's time zone";
    EXPECT_EQ(api.get(rep, deal + "?as_of=2026-05-01T00:00:00Z").code(), "deal_not_begun");
    EXPECT_EQ(api.get(rep, deal + "?as_of=2027-05-05T00:00:00Z").at("/as_of"), text_of(api.now))
        << "the future is not known";
}

TEST_P(Views, TodaySaysWhatToDoAndWhy) {
    open("Fleet renewal");
    meet();
    api.now = *parse_instant("2026-05-15T09:00:00Z");
    const Got today = api.get(rep, "/today");
    EXPECT_EQ(today.at("/items/0/deal/name"), "Fleet renewal") << today.text;
    EXPECT_EQ(today.at("/items/0/group"), "we_owe");
    EXPECT_NE(today.at("/items/0/signals/0/remedy"), "");
    EXPECT_EQ(api.get(colleague, "/today?member=" + rep.id.text()).at("/items/0/deal/name"),
              "Fleet renewal");
    EXPECT_EQ(
        api.get(stranger, "/today?member=" + rep.id.text()).json().at("items").as_array().size(),
        0u);
    EXPECT_GT(api.get(rep, "/signals/counts").json().at("items").as_array().size(), 0u);
    EXPECT_EQ(
        api.get(stranger, "/signals/counts?scope=workspace").json().at("items").as_array().size(),
        0u);
    got = api.get(rep, deal);
    step(deal + "/snooze", R"({"until":"2026-05-18"})");
    EXPECT_EQ(api.get(rep, "/today").json().at("items").as_array().size(), 0u);
}

TEST_P(Views, SearchAndListsShowWhatOneMaySee) {
    open("Secret merger", "only_me");
    const auto found = [&](const Caller& who, const std::string& path) {
        return api.get(who, path).json().at("items").as_array().size();
    };
    EXPECT_EQ(found(rep, "/search?q=merg"), 1u);
    EXPECT_EQ(found(admin, "/search?q=merg"), 1u);
    EXPECT_EQ(found(colleague, "/search?q=merg"), 0u);
    EXPECT_EQ(found(stranger, "/search?q=northw"), 1u) << "accounts are everybody's";
    EXPECT_EQ(found(rep, "/deals"), 1u);
    EXPECT_EQ(found(colleague, "/deals?scope=team"), 0u);
    EXPECT_EQ(api.get(rep, "/deals?after=nonsense").status, 422);
    EXPECT_EQ(api.get(rep, "/deals?limit=201").status, 422);
    EXPECT_EQ(api.get(rep, "/deals?sort=colour").status, 422);
}

TEST_P(Views, TheFeedTellsWhatOneMaySee) {
    const auto read = [](Source& source) {
        std::string told;
        for (int i = 0; i < 4'000; ++i) {
            const Source::Piece piece = source.next();
            told += piece.bytes;
            if (piece.state == Source::State::done || piece.state == Source::State::broken) break;
            if (piece.state == Source::State::later) {
                if (!told.empty()) break;
                std::this_thread::sleep_for(5ms);  // PostgreSQL is looked at elsewhere.
            }
        }
        return told;
    };
    const Got mine = api.get(rep, "/events?after=0");
    const Got others = api.get(stranger, "/events?after=0");
    std::atomic<int> woken = 0;
    mine.source->open([&] { ++woken; });
    others.source->open([] {});
    open("Fleet renewal");
    EXPECT_GT(woken, 0);
    const std::string told = read(*mine.source);
    EXPECT_NE(told.find("\"type\":\"deal_opened\""), std::string::npos) << told;
    const std::string told_others = read(*others.source);
    EXPECT_NE(told_others.find("\"type\":\"account_added\""), std::string::npos);
    EXPECT_EQ(told_others.find("deal_opened"), std::string::npos);

    // Going on from where it broke off.
    const auto at = told.rfind("id: ") + 4;
    const std::string last = told.substr(at, told.find('\n', at) - at);
    const Got resumed = api.send(rep, get, "/events", "", {{"last-event-id", last}});
    resumed.source->open([] {});
    open("Second deal");
    const std::string more = read(*resumed.source);
    EXPECT_NE(more.find("Second deal"), std::string::npos);
    EXPECT_EQ(more.find("Fleet renewal"), std::string::npos);
}

TEST_P(Views, ATouchInADealStandsInItsLedger) {
    open("Fleet renewal");
    step(deal + "/players", R"({"person":")" + dana + R"(","role":"coach"})");
    const std::string id = got.at("/deal/id");
    const Got touch = api.post(
        rep, "/accounts/" + account + "/touches",
        R"({"kind":"call","reach":"reached","person":")" + dana + R"(","deal":")" + id + "\"}");
    ASSERT_EQ(touch.status, 201) << touch.text;
    EXPECT_EQ(api.get(rep, deal).at("/deal/touches/0/id"), touch.at("/id"));
    EXPECT_EQ(api.post(stranger, "/touches/" + touch.at("/id") + "/answer", "").status, 404);
    EXPECT_EQ(
        api.post(rep, "/touches/" + touch.at("/id") + "/answer", R"({"words":"Call me"})").status,
        200);
    EXPECT_NE(api.get(rep, deal).at("/deal/touches/0/answered_at"), "");
    EXPECT_EQ(api.post(rep, "/touches/" + touch.at("/id") + "/answer", "").code(),
              "touch_already_answered");
}

TEST_P(Views, SettingsAreCheckedAsAWholeAndFiguresFollow) {
    open("Fleet renewal");
    const Got before = api.get(admin, "/settings");
    const Got wrong = api.post(
        admin, "/settings",
        R"({"name":"N","time_zone":"Mars/Olympus","currency":"EUR","stages":[{"id":"a","name":"A"},)"
        R"({"id":"a","name":"B"},{"id":"No","name":"C"}],"rules":[{"rule":"no_such"},)"
        R"({"rule":"quiet","thresholds":[{"name":"days","value":900000}]}]})",
        before.header("ETag"), put);
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(wrong.json().at("errors").as_array().size(), 5u) << wrong.text;
    const Got changed = api.post(
        admin, "/settings",
        R"({"name":"N","time_zone":"Europe/Paris","currency":"EUR","rules":[{"rule":"quiet","on":false}]})",
        before.header("ETag"), put);
    ASSERT_EQ(changed.status, 200) << changed.text;
    EXPECT_EQ(api.get(rep, "/rules/quiet").at("/on"), "false");
    EXPECT_EQ(api.get(rep, "/rules").json().at("items").as_array().size(), 37u);
    EXPECT_EQ(api.get(rep, "/rules/no_such").code(), "rule_not_found");
    EXPECT_GE(api.get(rep, "/plays").json().at("items").as_array().size(), 30u);
}

TEST_P(Views, PagesNeedNobody) {
    for (const auto path : {"//", "//docs", "//docs.js", "//pages.css", "//openapi.json"}) {
        const Got page = api.get({}, path);
        EXPECT_EQ(page.status, 200) << path;
        EXPECT_GT(page.text.size(), 100u) << path;
        EXPECT_EQ(page.text.find("<script>"), std::string::npos);
        EXPECT_EQ(page.text.find("style="), std::string::npos);
    }
}

TEST_P(Views, AnyAddressIsAScreensButNoFileThatIsNotThere) {
    const std::vector<Header> browser{{"accept", "text/html,*/*"}};
    for (const auto path : {"//", "//today", "//deals/some-id"}) {
        const Got page = api.send(Verb::get, path, "", browser);
        EXPECT_EQ(page.status, 200) << path;
        EXPECT_NE(page.text.find("<!doctype html>"), std::string::npos) << path;
    }
    for (const auto path : {"//assets/none.js", "//none.svg"})
        EXPECT_EQ(api.send(Verb::get, path, "", browser).status, 404) << path;
    EXPECT_EQ(api.get({}, "//today").status, 404);
    EXPECT_EQ(api.send(Verb::get, "/nothing", "", browser).code(), "path_not_found");
}

INSTANTIATE_TEST_SUITE_P(Engines, Views, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
