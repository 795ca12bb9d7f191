// What the screens ask: the board and its filters, the door and the stages, the curve, checks while
// somebody types, requests with their gate, saved views, taps that queued up.
#include <gtest/gtest.h>

#include "api.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;
using enum Verb;

class Screens : public testing::TestWithParam<store::Engine> {
protected:
    std::string add(const Caller& who, const std::string& path, const std::string& body) {
        const Got made = api.post(who, path, body);
        EXPECT_EQ(made.status, 201) << made.text;
        return made.at("/id");
    }
    void step(const std::string& path, const std::string& body, Verb verb = post) {
        got = api.post(rep, path, body, got.header("ETag"), verb);
        ASSERT_EQ(got.status, 200) << path << ": " << got.text;
    }
    void open(const std::string& name, const std::string& more = "") {
        got = api.post(rep, "/deals",
                       R"({"account":")" + account + R"(","name":")" + name + "\"" + more + "}");
        ASSERT_EQ(got.status, 201) << got.text;
        deal = "/deals/" + got.at("/deal/id");
        step(deal + "/players", R"({"person":")" + dana + R"(","role":"decision_maker"})");
    }
    void promise(const std::string& what, const std::string& due, const std::string& effort,
                 const std::string& standing = "agreed") {
        step(deal + "/promises", R"({"promise":{"person":")" + dana + R"(","what":")" + what +
                                     R"(","due":")" + due + R"(","effort":")" + effort +
                                     R"("},"standing":")" + standing + "\"}");
    }
    void book(const std::string& starts) {
        step(deal + "/meetings",
             R"({"kind":"call","starts":")" + starts + R"(","players":[")" + dana + "\"]}");
        const auto& meetings = got.json().at("deal").at("meetings").as_array();
        meeting = "/meetings/" + std::string(meetings.back().at("id").as_string());
    }
    std::string ask(const std::string& rank, const std::string& what, const std::string& effort,
                    const std::string& due = "2026-05-20") {
        return R"({"rank":")" + rank + R"(","what":")" + what + R"(","effort":")" + effort +
               R"(","owner":")" + dana + "\"" + (due.empty() ? "" : R"(,"due":")" + due + "\"") +
               R"(,"proof":"We see it"})";
    }
    std::string count(const std::string& query) {
        const Got page = api.get(rep, "/deals?limit=200&" + query);
        EXPECT_EQ(page.status, 200) << query << ": " << page.text;
        return std::to_string(page.json().at("items").as_array().size());
    }

    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep, "north");
    Caller colleague = api.member("Cem", MemberRole::rep, "north");
    Caller stranger = api.member("Sven", MemberRole::rep, "south");
    Caller admin = api.member("Ada", MemberRole::admin);
    std::string account = add(rep, "/accounts", R"({"name":"Northwind Traders"})");
    std::string dana = add(rep, "/people", R"({"account":")" + account + R"(","name":"Dana"})");
    Got got;
    std::string deal;
    std::string meeting;
};

TEST_P(Screens, TheBoardKeepsProspectsBeforeTheDoor) {
    open("Fleet renewal", R"(,"amount":{"minor":100000,"currency":"EUR"})");
    promise("Sends the fleet list", "2026-05-08", "work");
    open("Depot pilot", R"(,"amount":{"minor":50000,"currency":"EUR"})");
    open("Cold store", R"(,"amount":{"minor":70000,"currency":"USD"})");

    const Got board = api.get(rep, "/pipeline/board?cards=1");
    ASSERT_EQ(board.status, 200) << board.text;
    EXPECT_EQ(board.at("/columns/0/state"), "prospect");
    EXPECT_EQ(board.at("/columns/0/deals"), "2");
    EXPECT_EQ(board.json().at("columns").at(0).at("sums").as_array().size(), 2u);
    EXPECT_EQ(board.json().at("columns").at(0).at("cards").as_array().size(), 1u);
    EXPECT_EQ(board.at("/columns/1/stage"), "") << "in the pipeline, and in no stage yet";
    EXPECT_EQ(board.at("/columns/1/sums/0/minor"), "100000");
    EXPECT_EQ(board.at("/columns/2/stage"), "explore");
    EXPECT_EQ(board.at("/columns/1/cards/0/buyer_open"), "1");
    EXPECT_EQ(board.at("/columns/1/cards/0/next_due"), "2026-05-08");
    EXPECT_EQ(board.at("/columns/1/cards/0/half_life_days"), "21");

    const std::string next = board.at("/columns/0/next");
    const Got rest = api.get(rep, "/deals?state=prospect&limit=1&after=" + next);
    EXPECT_EQ(rest.json().at("items").as_array().size(), 1u) << "the column goes on as a list";
    EXPECT_EQ(api.get(stranger, "/pipeline/board?scope=workspace").at("/columns/0/deals"), "0")
        << "what he may not see is not counted";
}

TEST_P(Screens, DealsAreFilteredBySeveralOfAKindByMomentumAgeAndText) {
    open("Fleet renewal");
    promise("Sends the fleet list", "2026-05-08", "work");
    api.now += hours{24 * 30};
    open("Ägypten pilot", R"(,"kind":"expansion")");

    EXPECT_EQ(count("state=prospect&state=pipeline"), "2");
    EXPECT_EQ(count("state=prospect"), "1");
    EXPECT_EQ(count("kind=new&kind=renewal"), "1");
    EXPECT_EQ(count("stage="), "2");
    EXPECT_EQ(count("age_from=20"), "1");
    EXPECT_EQ(count("age_to=20"), "1");
    EXPECT_EQ(count("momentum_from=0.1"), "1");
    EXPECT_EQ(count("momentum_from=0.9"), "0") << "0.9 a month ago has cooled";
    EXPECT_EQ(count("momentum_to=0.5"), "2");
    EXPECT_EQ(count("signal=buyer_overdue&signal=quiet"), "1");
    EXPECT_EQ(count("q=agyp"), "1") << "accents are folded";
    EXPECT_EQ(count("q=north%20fle"), "1") << "the account's name counts, too";
    EXPECT_EQ(count("q=nothing"), "0");
    EXPECT_EQ(count("in_play=any&person=" + dana), "2");
    for (const auto sort : {"skin", "expected", "due", "last_act"})
        EXPECT_EQ(count(std::string("sort=") + sort), "2");

    const Got first = api.get(rep, "/deals?sort=due&direction=up&limit=1");
    EXPECT_EQ(first.at("/items/0/name"), "Fleet renewal") << "what has no day comes last";
    EXPECT_EQ(first.at("/items/0/next_thing/rule"), first.at("/items/0/first_signal"));
    EXPECT_FALSE(first.at("/items/0/next_thing/remedy").empty());
    EXPECT_EQ(api.get(rep, "/deals?in_play=closed&sort=skin").code(), "sort_of_open_deals");
    EXPECT_EQ(api.get(rep, "/deals?in_play=any").code(), "any_of_whom");
    EXPECT_EQ(api.get(rep, "/deals?momentum_from=warm").code(), "input_invalid");
    EXPECT_EQ(api.get(rep, "/deals?scope=mine&scope=team").code(), "input_invalid");
}

TEST_P(Screens, TheDoorAndTheStagesSayWhatTheyNeed) {
    open("Fleet renewal");
    promise("Sends the fleet list", "2026-05-08", "work", "proposed");
    Got checks = api.get(rep, deal + "/stage-check");
    ASSERT_EQ(checks.status, 200) << checks.text;
    EXPECT_EQ(checks.at("/door/passed"), "false");
    EXPECT_EQ(checks.json().at("door").at("proposed").as_array().size(), 1u);
    EXPECT_EQ(checks.at("/stages/1/stage"), "commit");
    EXPECT_EQ(checks.at("/stages/1/proven"), "false");
    EXPECT_EQ(checks.at("/stages/1/needs_reason"), "true");

    const std::string id = got.at("/deal/commitments/0/id");
    step("/promises/" + id + "/agree", "{}");
    step("/promises/" + id + "/keep", "{}");
    checks = api.get(rep, deal + "/stage-check?stage=commit");
    EXPECT_EQ(checks.at("/door/passed"), "true");
    EXPECT_EQ(checks.at("/stages/0/proven"), "true");
    EXPECT_EQ(checks.at("/stages/0/promises/0/id"), id) << "which act proves it";
    EXPECT_EQ(api.get(rep, deal + "/stage-check?stage=nowhere").code(), "stage_unknown");
}

TEST_P(Screens, TheCurveJumpsCoolsAndShowsWhatAKeptPromiseWouldDo) {
    open("Fleet renewal");
    promise("Sends the fleet list", "2026-06-08", "work");
    api.now += hours{24 * 21};
    const Got curve = api.get(rep, deal + "/momentum");
    ASSERT_EQ(curve.status, 200) << curve.text;
    // 2 points × 1.5 for who decides = 3; agreed 0.3 of it, half of that 21 days later.
    const auto number = [&](const char* at) { return std::stod(curve.at(at)); };
    EXPECT_NEAR(number("/jumps/0/after"), 0.9, 1e-9);
    EXPECT_NEAR(number("/momentum"), 0.45, 1e-9);
    EXPECT_NEAR(number("/if_kept/0/momentum"), 0.45 + 2.1, 1e-9);
    EXPECT_EQ(curve.at("/if_kept/0/punctual"), "on_time");
    EXPECT_EQ(curve.at("/if_kept/0/skin"), "100");
    EXPECT_EQ(curve.at("/falls_below_one"), "") << "it is below already";

    const Got people = api.get(rep, deal + "/people");
    EXPECT_EQ(people.at("/items/0/promises_open"), "1");
    EXPECT_NE(people.at("/missing_roles").find("coach"), std::string::npos);
    const Got homework = api.get(rep, deal + "/homework");
    EXPECT_EQ(homework.at("/missing"), R"(["issue","reality","desired_result","gap","why_us"])");
}

TEST_P(Screens, APlanIsCheckedAsOneTypesAndNothingIsKept) {
    open("Fleet renewal");
    book("2026-05-12T09:00:00Z");
    const auto logged = api.events_logged();
    const auto check = [&](const std::string& asks) {
        const Got checked = api.post(rep, meeting + "/plan/check",
                                     R"({"purpose":"A pilot","asks":[)" + asks + "]}");
        EXPECT_EQ(checked.status, 200) << checked.text;
        return checked;
    };
    const auto rules = [](const Got& checked) {
        std::string all;
        for (const auto& signal : checked.json().at("signals").as_array())
            all += std::string(signal.at("rule").as_string()) + " ";
        return all;
    };

    const Got flat = check(ask("best", "Sends the fleet list", "work") + "," +
                           ask("minimum", "Sends the driver list", "work"));
    EXPECT_EQ(flat.at("/valid"), "true");
    EXPECT_NE(rules(flat).find("plan_flat"), std::string::npos) << flat.text;

    const Got ours = check(ask("best", "Sends the fleet list", "work") + "," +
                           ask("minimum", "We send a proposal", "compliance"));
    EXPECT_NE(rules(ours).find("ask_is_ours"), std::string::npos) << ours.text;

    const Got half = check(ask("best", "Sends the fleet list", "work", "") + "," +
                           ask("minimum", "Accepts the next date", "presence"));
    EXPECT_EQ(half.at("/valid"), "false");
    EXPECT_EQ(half.at("/asks/0/valid"), "false");
    EXPECT_EQ(half.at("/asks/0/refused/code"), "due_missing");
    EXPECT_EQ(half.at("/asks/1/valid"), "true");
    EXPECT_NE(rules(half).find("plan_missing"), std::string::npos)
        << "without a day there is no best action";

    EXPECT_EQ(check("").at("/asks"), "[]");
    EXPECT_EQ(api.events_logged(), logged);
    EXPECT_EQ(api.post(stranger, meeting + "/plan/check", "{}").code(), "meeting_not_found");
}

TEST_P(Screens, TheVerdictAppearsBeforeTheDebriefIsWritten) {
    open("Fleet renewal");
    book("2026-05-12T09:00:00Z");
    step(meeting + "/plan",
         R"({"purpose":"A pilot","asks":[)" + ask("best", "Brings the CFO", "people") + "," +
             ask("minimum", "Sends the fleet list", "work") + "]}",
         put);
    const auto check = [&](const std::string& body) {
        return api.post(rep, meeting + "/debrief/check", body);
    };
    EXPECT_EQ(check("{}").at("/refused/code"), "meeting_not_begun");
    api.now = *parse_instant("2026-05-12T09:40:00Z");
    const auto logged = api.events_logged();
    const std::string there = R"("attended":[")" + dana + "\"]";
    EXPECT_EQ(check("{" + there + "}").at("/verdict"), "continuation");
    const auto with = [&](const std::string& promise) {
        return check("{" + there + R"(,"promises":[{"person":")" + dana + "\"," + promise + "}]}");
    };
    const Got minimum = with(R"("what":"Sends the list","due":"2026-05-20","effort":"work")");
    EXPECT_EQ(minimum.at("/verdict"), "advance_minimum") << minimum.text;
    EXPECT_EQ(minimum.at("/promises/0/advised_against/0/code"), "proof_missing");
    const Got undated = with(R"("what":"Sends the list","effort":"work")");
    EXPECT_EQ(undated.at("/valid"), "false");
    EXPECT_EQ(undated.at("/promises/0/refused/code"), "due_missing");
    EXPECT_EQ(undated.at("/verdict"), "continuation") << "what is not valid yet counts for nothing";
    EXPECT_EQ(api.events_logged(), logged);
}

TEST_P(Screens, TapsThatQueuedUpDoNotStandInEachOthersWay) {
    open("Fleet renewal");
    book("2026-05-12T09:00:00Z");
    step(meeting + "/plan",
         R"({"purpose":"A pilot","asks":[)" + ask("best", "Brings the CFO", "people") + "," +
             ask("minimum", "Sends the fleet list", "work") + "]}",
         put);
    const std::string best = got.at("/deal/meetings/0/plan/asks/0/id");
    const std::string minimum = got.at("/deal/meetings/0/plan/asks/1/id");
    api.now = *parse_instant("2026-05-12T09:20:00Z");
    const auto tap = [&](const std::string& path, const std::string& body, const std::string& key,
                         const std::string& match = "*") {
        return api.send(rep, post, path, body, {{"if-match", match}, {"idempotency-key", key}});
    };
    const std::string no = R"({"answer":"declined"})";
    EXPECT_EQ(tap(meeting + "/asks/" + best + "/answer", no, "tap-1").status, 200);
    EXPECT_EQ(tap(meeting + "/asks/" + minimum + "/answer", no, "tap-2").status, 200);
    const std::string up = R"({"words":"The budget is frozen","choice":"keep"})";
    EXPECT_EQ(tap(meeting + "/hesitation", up, "tap-3").status, 200);
    EXPECT_EQ(
        tap(meeting + "/readings", R"({"who":")" + dana + R"(","next_step":"not_yet"})", "tap-4")
            .status,
        200);
    const auto logged = api.events_logged();
    const Got again = tap(meeting + "/asks/" + best + "/answer", no, "tap-1");
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
    EXPECT_EQ(api.events_logged(), logged) << "sent again, it happened once";

    EXPECT_EQ(tap(meeting + "/hesitation", R"({"words":"Something else"})", "tap-5").code(),
              "version_stale")
        << "what somebody wrote is not written over unseen";
    EXPECT_EQ(tap(meeting + "/cancel", R"({"by":"seller"})", "tap-6").code(), "if_match_invalid");
    EXPECT_EQ(tap(meeting + "/debrief",
                  R"({"attended":[")" + dana + R"("],"no_next_because":"He looks"})", "tap-7")
                  .status,
              200);
}

TEST_P(Screens, RequestsShowTheirGateAndWhatTheyLedTo) {
    open("Fleet renewal");
    const auto want = [&](const std::string& kind) {
        step(deal + "/requests", R"({"request":{"kind":")" + kind + R"(","by":")" + dana + "\"}}");
        const auto& all = got.json().at("deal").at("requests").as_array();
        return "/requests/" + std::string(all.back().at("id").as_string());
    };
    const std::string because =
        R"({"purpose":"See it","outcome":"A yes or no","decision":"The shortlist",)";
    const std::string demo = want("demo");
    step(demo + "/accept", because + R"("nothing_in_exchange":true})");
    step(demo + "/deliver", "{}");
    api.now += std::chrono::seconds(1);  // The oldest comes first.
    const std::string proposal = want("proposal");

    const Got open_ones = api.get(rep, "/requests");
    ASSERT_EQ(open_ones.json().at("items").as_array().size(), 2u) << open_ones.text;
    EXPECT_EQ(open_ones.at("/items/0/points"), "3");
    EXPECT_EQ(open_ones.at("/items/1/gate/code"), "close_the_open_one_first");
    EXPECT_EQ("/requests/" + open_ones.at("/items/1/blocked_by"), demo);
    EXPECT_EQ(open_ones.at("/items/1/account_name"), "Northwind Traders");

    step(proposal + "/accept",
         because + R"("nothing_in_exchange":true,"override_reason":"Their board meets tomorrow"})");
    api.now += hours{24};
    promise("Sends the fleet list", "2026-05-08", "work");
    const Got all = api.get(rep, deal + "/requests");
    EXPECT_EQ(all.at("/items/0/led_to/0/kind"), "agreed");
    EXPECT_NEAR(std::stod(all.at("/items/0/led_to_stake")), 0.9, 1e-9);
    EXPECT_EQ(all.at("/items/1/led_to"), "[]") << "it was not delivered yet";

    EXPECT_EQ(api.get(rep, "/requests?overridden=true").at("/items/0/kind"), "proposal");
    EXPECT_EQ(api.get(admin, "/overrides?scope=workspace").at("/items/0/requests"), "1");
    EXPECT_EQ(api.get(admin, "/overrides?scope=workspace").at("/items/0/name"), "Ria");
    EXPECT_EQ(api.get(stranger, "/overrides?scope=workspace").at("/items"), "[]");
}

TEST_P(Screens, AViewIsSharedByLinkAndChangedByItsOwnerOnly) {
    const std::string body =
        R"({"name":"Cooling","screen":"pipeline","query":"signal=quiet&sort=last_act")";
    Got view = api.post(rep, "/views", body + "}");
    ASSERT_EQ(view.status, 201) << view.text;
    const std::string path = "/views/" + view.at("/id");
    EXPECT_EQ(view.at("/owner_name"), "Ria");
    EXPECT_EQ(api.get(colleague, path).code(), "view_not_found") << "his own alone";

    view = api.post(rep, path, body + R"(,"visibility":"team"})", view.header("ETag"), put);
    ASSERT_EQ(view.status, 200) << view.text;
    EXPECT_EQ(api.get(colleague, "/views").at("/items/0/name"), "Cooling");
    EXPECT_EQ(api.get(stranger, "/views").at("/items"), "[]");
    EXPECT_EQ(api.get(stranger, path).at("/name"), "Cooling") << "by its link";
    EXPECT_EQ(api.post(colleague, path, body + "}", view.header("ETag"), put).code(),
              "not_your_view");
    EXPECT_EQ(api.post(rep, path, body + "}", "\"1\"", put).code(), "version_stale");
    EXPECT_EQ(api.post(rep, path, "", view.header("ETag"), del).status, 204);
    EXPECT_EQ(api.get(rep, path).code(), "view_not_found");
}

TEST_P(Screens, ASlipOfTheFingerIsTakenBackByWhoMadeIt) {
    open("Fleet renewal");
    promise("Sends the fleet list", "2026-05-08", "work");
    const std::string path = "/promises/" + got.at("/deal/commitments/0/id");
    step(path + "/keep", "{}");
    EXPECT_EQ(api.post(admin, path + "/correct", "{}", "*").code(), "said_by_another");
    api.now += minutes{5};
    step(path + "/correct", "{}");
    EXPECT_EQ(got.at("/deal/commitments/0/state/type"), "agreed");
    EXPECT_NEAR(std::stod(got.at("/numbers/buyer_stake")), 0.9, 1e-9) << "as if never kept";
    const Got told = api.get(rep, deal + "/history?limit=200");
    EXPECT_NE(told.text.find("was a slip"), std::string::npos) << "and it stands in the history";

    step(path + "/keep", "{}");
    api.now += minutes{11};
    EXPECT_EQ(api.post(rep, path + "/correct", "{}", "*").code(), "too_late_to_correct");
}

TEST_P(Screens, ADeliveryAndARecapThatWereNoneAreTakenBack) {
    open("Fleet renewal");
    step(deal + "/requests", R"({"request":{"kind":"demo","by":")" + dana + R"("}})");
    const std::string request = "/requests/" + got.at("/deal/requests/0/id");
    step(
        request + "/accept",
        R"({"purpose":"see it","outcome":"a yes or no","decision":"shortlist","nothing_in_exchange":true})");
    step(request + "/deliver", "{}");
    EXPECT_EQ(api.post(admin, request + "/correct", "{}", "*").code(), "said_by_another");
    step(request + "/correct", "{}");
    EXPECT_EQ(got.at("/deal/requests/0/state"), "accepted");
    EXPECT_EQ(got.at("/deal/requests/0/deliveries"), "[]");
    EXPECT_EQ(got.at("/numbers/seller_stake"), "0");

    step(deal + "/meetings",
         R"({"kind":"call","starts":"2026-05-04T10:00:00Z","players":[")" + dana + R"("]})");
    meeting = "/meetings/" + got.at("/deal/meetings/0/id");
    api.now += hours{24};
    step(meeting + "/debrief", R"({"attended":[")" + dana + R"("]})");
    step(meeting + "/recap", "{}");
    step(meeting + "/recap/correct", "{}");
    EXPECT_EQ(got.at("/deal/meetings/0/recap_sent_at"), "");
    const Got told = api.get(rep, deal + "/history?limit=200");
    EXPECT_NE(told.text.find("has not gone out"), std::string::npos);
    EXPECT_NE(told.text.find("have not delivered the demo"), std::string::npos);
}

TEST_P(Screens, AMistappedAskIsCorrectedWithWhatItMade) {
    open("Fleet renewal");
    step(deal + "/meetings",
         R"({"kind":"call","starts":"2026-05-06T10:00:00Z","players":[")" + dana + R"("]})");
    meeting = "/meetings/" + got.at("/deal/meetings/0/id");
    got = api.post(rep, meeting + "/plan",
                   R"({"purpose":"shortlist","asks":[{"rank":"best","what":"bring the CFO",)"
                   R"("effort":"people","due":"2026-05-20","owner":")" +
                       dana + R"("}]})",
                   got.header("ETag"), put);
    ASSERT_EQ(got.status, 200) << got.text;
    const std::string ask = meeting + "/asks/" + got.at("/deal/meetings/0/plan/asks/0/id");
    step(ask + "/answer", R"({"answer":"accepted"})");
    const std::string promise = got.at("/deal/commitments/0/id");
    EXPECT_EQ(got.at("/deal/state/type"), "pipeline");
    EXPECT_EQ(api.post(stranger, ask + "/correct", "{}", "*").status, 404);
    step(ask + "/correct", "{}");
    EXPECT_EQ(got.at("/deal/state/type"), "prospect");
    EXPECT_EQ(got.at("/deal/commitments"), "[]");
    EXPECT_EQ(got.at("/deal/meetings/0/plan/asks/0/outcome"), "open");
    EXPECT_EQ(api.post(rep, "/promises/" + promise + "/keep", "{}", "*").code(),
              "promise_not_found");
    EXPECT_EQ(api.get(rep, "/promises").at("/items"), "[]");
    EXPECT_EQ(api.post(rep, ask + "/correct", "{}", "*").code(), "nothing_to_correct");
    step(ask + "/answer", R"({"answer":"declined"})");
    EXPECT_EQ(got.at("/deal/meetings/0/plan/asks/0/outcome"), "declined");
}

TEST_P(Screens, WhatADealIsWorthIsEmptiedByNull) {
    open("Fleet renewal",
         R"(,"amount":{"minor":100000,"currency":"EUR"},"expected_close":"2026-09-01")");
    const Got changed = api.post(rep, deal, R"({"amount":null})", got.header("ETag"), patch);
    ASSERT_EQ(changed.status, 200) << changed.text;
    EXPECT_EQ(changed.at("/deal/amount"), "");
    EXPECT_EQ(changed.at("/deal/expected_close"), "2026-09-01") << "what is not named stays";
    const Got told = api.get(rep, deal + "/history?limit=200");
    EXPECT_NE(told.text.find("the amount to not known"), std::string::npos);

    const Got snoozed =
        api.post(rep, deal + "/snooze", R"({"until":"2026-05-20"})", changed.header("ETag"));
    EXPECT_EQ(snoozed.at("/deal/snoozed_until"), "2026-05-20");
    const Got woken = api.post(rep, deal + "/snooze", R"({"until":null})", snoozed.header("ETag"));
    EXPECT_EQ(woken.status, 200) << woken.text;
    EXPECT_EQ(woken.at("/deal/snoozed_until"), "");
}

TEST_P(Screens, ActsAndMomentumAreAsTheyWereOnADay) {
    open("Fleet renewal");
    promise("Sends the fleet list", "2026-05-08", "work");
    const std::string first = "/promises/" + got.at("/deal/commitments/0/id");
    api.now += hours{48};
    step(first + "/keep", "{}");
    const auto acts = [&](const std::string& query) {
        return api.get(rep, deal + "/acts" + query).json().at("items").as_array().size();
    };
    EXPECT_EQ(acts(""), 2U);
    EXPECT_EQ(acts("?on=2026-05-04"), 1U) << "nobody knew then that it would be kept";
    const Got then = api.get(rep, deal + "/momentum?on=2026-05-04");
    ASSERT_EQ(then.status, 200) << then.text;
    EXPECT_EQ(then.json().at("jumps").as_array().size(), 1U);
    EXPECT_EQ(then.json().at("if_kept").as_array().size(), 1U) << "it was open";
    EXPECT_EQ(then.at("/now").substr(0, 10), "2026-05-04");
    EXPECT_EQ(api.get(rep, deal + "/momentum").json().at("if_kept").as_array().size(), 0U);
    EXPECT_EQ(api.get(rep, deal + "/acts?on=2020-01-01").code(), "deal_not_begun");
}

TEST_P(Screens, AccountsPeopleAndMembersAreFound) {
    add(rep, "/accounts", R"({"name":"Südfracht AG","fit":80})");
    const auto names = [&](const std::string& path) {
        const Got page = api.get(rep, path);
        EXPECT_EQ(page.status, 200) << page.text;
        std::string all;
        for (const auto& item : page.json().at("items").as_array())
            all += std::string(item.at("name").as_string()) + ";";
        return all;
    };
    EXPECT_EQ(names("/accounts?q=sudf"), "Südfracht AG;");
    EXPECT_EQ(names("/accounts?fit_from=50"), "Südfracht AG;");
    EXPECT_EQ(names("/accounts?direction=down"), "Südfracht AG;Northwind Traders;");
    EXPECT_EQ(names("/people?q=dan&account=" + account), "Dana;");
    EXPECT_EQ(api.get(rep, "/people?q=dan").at("/items/0/account_name"), "Northwind Traders");
    EXPECT_EQ(names("/people?q=x"), "");
    EXPECT_EQ(names("/members?role=admin"), "Ada;");
    EXPECT_EQ(names("/members?team=north&active=true"), "Cem;Ria;");
    EXPECT_EQ(names("/members?q=VE"), "Sven;");
    EXPECT_EQ(names("/members?q=%25"), "") << "a per cent sign stands for itself";

    open("Fleet renewal", R"(,"amount":{"minor":100000,"currency":"EUR"})");
    const Got page = api.get(rep, "/accounts/" + account + "/overview");
    ASSERT_EQ(page.status, 200) << page.text;
    EXPECT_EQ(page.at("/states/0/state"), "prospect");
    EXPECT_EQ(page.at("/states/0/sums/0/minor"), "100000");
    EXPECT_EQ(page.at("/people/0/name"), "Dana");
    EXPECT_EQ(api.get(stranger, "/accounts/" + account + "/overview").at("/deals"), "[]");

    const Got renamed = api.post(rep, "/me", R"({"name":"Ria Holm"})", "", patch);
    EXPECT_EQ(renamed.at("/member/name"), "Ria Holm") << renamed.text;
    EXPECT_EQ(api.get(rep, deal).at("/owner_name"), "Ria Holm");
    EXPECT_EQ(api.post(rep, "/me", R"({"role":"admin","name":"Ria"})", "", patch).code(),
              "input_invalid");
}

TEST_P(Screens, AnExportFollowsTheFilter) {
    open("Fleet renewal");
    promise("Sends the fleet list", "2026-05-08", "work");
    open("Depot pilot");
    const auto lines = [&](const std::string& query) {
        const Got file = api.get(rep, "/export/deals.jsonl?" + query);
        EXPECT_EQ(file.status, 200);
        std::string all;
        for (Source::State state = Source::State::more; state == Source::State::more;) {
            auto piece = file.source->next();
            all += piece.bytes;
            state = piece.state;
        }
        return std::ranges::count(all, '\n');
    };
    EXPECT_EQ(lines(""), 2);
    EXPECT_EQ(lines("state=pipeline"), 1);
    EXPECT_EQ(lines("q=depot&scope=mine"), 1);
    EXPECT_EQ(lines("in_play=closed"), 0);
}

TEST_P(Screens, PlaysCanBeSwitchedOff) {
    open("Fleet renewal");
    book("2026-05-12T09:00:00Z");
    const std::string play = api.get(rep, meeting + "/advice").at("/players/0/advice/best/play/id");
    ASSERT_FALSE(play.empty());
    const Got settings = api.get(admin, "/settings");
    boost::json::object wanted = settings.json();
    wanted["plays_off"] = boost::json::array{boost::json::string(play)};
    const Got changed =
        api.post(admin, "/settings", boost::json::serialize(wanted), settings.header("ETag"), put);
    ASSERT_EQ(changed.status, 200) << changed.text;
    EXPECT_NE(api.get(rep, meeting + "/advice").at("/players/0/advice/best/play/id"), play);
    EXPECT_EQ(api.get(rep, "/plays?proposed=false").at("/items/0/id"), play);
    EXPECT_EQ(api.get(rep, "/plays?proposed=true").text.find("\"id\":\"" + play + "\""),
              std::string::npos);
    wanted["plays_off"] = boost::json::array{"no_such_play"};
    EXPECT_EQ(
        api.post(admin, "/settings", boost::json::serialize(wanted), changed.header("ETag"), put)
            .code(),
        "input_invalid");
}

INSTANTIATE_TEST_SUITE_P(Engines, Screens, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
