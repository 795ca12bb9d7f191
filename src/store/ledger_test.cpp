// The log and what follows from it: recorded, folded, listed, verified, made anew – on both
// engines.
#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "places.h"
#include "store/deals.h"
#include "store/directory.h"
#include "store/lists.h"
#include "store/records.h"
#include "store/tallies.h"
#include "store/verify.h"

namespace ante::store {
namespace {

using namespace method;

const Instant monday = *parse_instant("2026-05-04T07:00:00Z");

// A workspace with a rep, an account, a person, and a deal between them.
class Selling : public testing::TestWithParam<Engine> {
protected:
    void SetUp() override {
        auto opened = Store::open(*place_);
        ASSERT_TRUE(opened) << opened.error().detail;
        store_ = std::move(opened).value();
        write([&](Transaction& in) -> Result<void> {
            TRY(Workspace made, open_workspace(in, Settings{}, cause_));
            id_ = made.id;
            sam_ = Member{
                .id = in.ids().make<MemberTag>(monday), .name = "Sam", .email = "sam@ante.example"};
            sam_.team = "north";
            cause_.by.member = sam_.id;
            TRYV(record(in, made, Versioned<Member>{}, sam_, cause_));
            TRYV(put_login(in.db(), id_, sam_));
            northwind_ =
                Account{.id = in.ids().make<AccountTag>(monday), .name = "Northwind Ägypten"};
            TRYV(record(in, made, Versioned<Account>{}, northwind_, cause_));
            dana_ = Person{
                .id = in.ids().make<PersonTag>(monday), .account = northwind_.id, .name = "Dana"};
            dana_.level = Level::executive;
            TRYV(record(in, made, Versioned<Person>{}, dana_, cause_));
            return success();
        });
        deal_ = deal("Fleet renewal");
        perform_all({AddPlayer{dana_.id, Role::decision_maker, {}}});
    }

    void write(const Work& work) {
        const Result<void> done = store_->write_now(work);
        ASSERT_TRUE(done) << done.error().code << ": " << done.error().detail;
    }
    DealId deal(std::string name) {
        DealId made;
        write([&](Transaction& in) -> Result<void> {
            TRY(Workspace ws, enter(in, id_));
            OpenDeal open{.account = northwind_.id, .name = name};
            TRY(const StoredDeal stored, perform(in, ws, {}, open, {.at = now_}, cause_));
            made = stored.deal.id;
            return success();
        });
        return made;
    }
    void perform_all(const std::vector<Command>& commands) {
        write([&](Transaction& in) -> Result<void> {
            TRY(Workspace ws, enter(in, id_));
            TRY(StoredDeal stored, load_deal(in.db(), id_, deal_));
            const method::Known known[] = {{dana_.id, dana_.name, dana_.level}};
            for (const Command& c : commands) {
                TRY(stored, perform(in, ws, stored, c, {.at = now_, .known = {known[0]}}, cause_));
            }
            return success();
        });
    }
    PromiseDraft promise(std::string what, Date due, Effort effort) {
        PromiseDraft draft{.side = Side::buyer};
        draft.person = dana_.id;
        draft.what = std::move(what);
        draft.due = due;
        draft.effort = effort;
        return draft;
    }
    Viewer sam() const { return {id_, sam_.id, MemberRole::rep, "north"}; }
    template <class F>
    auto read(F&& f) {
        auto answer = store_->read(std::forward<F>(f));
        EXPECT_TRUE(answer) << (answer ? "" : answer.error().detail);
        return std::move(answer).value();
    }
    Workspace workspace() {
        return read([&](Connection& db) { return look_into(db, id_); });
    }
    // A meeting, and two asks of Dana in its plan: for people and for work.
    void plan_two_asks() {
        ScheduleMeeting schedule{.starts = monday + 48h, .players = {dana_.id}};
        perform_all({schedule});
        WritePlan plan{.meeting = meeting().id, .purpose = "a test"};
        for (const auto& [rank, effort, play] :
             {std::tuple(AskRank::best, Effort::people, "bring_the_cfo"),
              std::tuple(AskRank::minimum, Effort::work, "")}) {
            AskDraft ask{.rank = rank, .play = play};
            ask.what = "bring the CFO, " + std::string(word_of(rank));
            ask.effort = effort;
            ask.owner = dana_.id;
            ask.due = make_date(2026, 5, 20);
            plan.asks.push_back(ask);
        }
        perform_all({plan});
    }
    Meeting meeting() {
        return read([&](Connection& db) { return load_deal(db, id_, deal_); }).deal.meetings.back();
    }
    AnswerAsk answer(std::size_t ask, AskAnswer came) {
        const Meeting at = meeting();
        return {.meeting = at.id, .ask = at.plan->asks[ask].id, .answer = came};
    }
    // Of the CFO, asked of a decision maker; 55 % by judgement.
    std::int64_t chance_of_the_cfo() {
        const Experience known =
            read([&](Connection& db) { return experience_of(db, workspace()); });
        return known.reckon(*find_play("bring_the_cfo"), Role::decision_maker)
            .chance.basis_points();
    }
    void expect_clean() {
        const Result<Verified> verified = verify(*store_);
        ASSERT_TRUE(verified) << verified.error().detail;
        for (const Disagreement& d : verified.value().disagreements)
            ADD_FAILURE() << d.about << ": " << d.detail;
    }

    tests::FreshPlace place_{GetParam()};
    std::unique_ptr<Store> store_;
    WorkspaceId id_{};
    Member sam_;
    Account northwind_;
    Person dana_;
    DealId deal_{};
    Instant now_ = monday;
    Cause cause_{{}, monday, "test"};
};

TEST_P(Selling, what_is_recorded_is_what_the_log_says) {
    perform_all({ProposePromise{promise("bring the CFO", make_date(2026, 5, 20), Effort::people),
                                Standing::agreed,
                                {},
                                {}},
                 AskRequest{{RequestKind::demo, "the board", dana_.id}, {}}, AddNote{"called"}});
    expect_clean();
    const StoredDeal stored = read([&](Connection& db) { return load_deal(db, id_, deal_); });
    EXPECT_EQ(word_of(stored.deal.state), "pipeline");
    EXPECT_EQ(stored.deal.commitments.size(), 1u);
    const auto events = read([&](Connection& db) { return events_of(db, id_, deal_.value); });
    EXPECT_EQ(static_cast<std::int64_t>(events.size()), stored.version);
    const auto before =
        read([&](Connection& db) { return deal_as_of(db, id_, deal_, monday - 1h); });
    EXPECT_FALSE(before);
}

TEST_P(Selling, today_and_the_pipeline_hold_what_holds_now) {
    perform_all({ProposePromise{promise("bring the CFO", make_date(2026, 5, 5), Effort::people),
                                Standing::agreed,
                                {},
                                {}}});
    const Instant later = *parse_instant("2026-05-07T07:00:00Z");
    const auto list = [&](Instant now) {
        return read(
            [&](Connection& db) { return today(db, sam(), workspace(), sam_.id, 50, {}, now); });
    };
    bool overdue_now = false;
    bool overdue_later = false;
    for (const auto& row : list(monday).items)
        for (const auto& s : row.signals) overdue_now = overdue_now || s.rule == "buyer_overdue";
    for (const auto& row : list(later).items)
        for (const auto& s : row.signals)
            overdue_later = overdue_later || s.rule == "buyer_overdue";
    EXPECT_FALSE(overdue_now);
    EXPECT_TRUE(overdue_later);

    DealQuery query;
    query.signals = {"buyer_overdue"};
    const auto filtered =
        read([&](Connection& db) { return deals(db, sam(), workspace(), query, later); });
    ASSERT_EQ(filtered.items.size(), 1u);
    EXPECT_EQ(filtered.items[0].account_name, "Northwind Ägypten");
    EXPECT_EQ(filtered.items[0].skin, 100);
    const auto counts =
        read([&](Connection& db) { return signal_counts(db, sam(), Scope::mine, later); });
    EXPECT_FALSE(counts.empty());
}

TEST_P(Selling, pages_follow_each_other_without_gap_or_repeat) {
    for (int i = 0; i < 11; ++i) deal("Deal " + std::to_string(i));
    for (const DealSort sort :
         {DealSort::momentum, DealSort::amount, DealSort::opened, DealSort::changed, DealSort::name,
          DealSort::skin, DealSort::expected, DealSort::due, DealSort::last_act}) {
        for (const Direction direction : {Direction::down, Direction::up}) {
            DealQuery query{{}, sort, direction, 5, {}};
            std::vector<DealId> seen;
            do {
                const auto page = read(
                    [&](Connection& db) { return deals(db, sam(), workspace(), query, now_); });
                for (const DealLine& line : page.items) {
                    EXPECT_EQ(std::ranges::find(seen, line.id), seen.end());
                    seen.push_back(line.id);
                }
                query.after = page.next;
            } while (query.after);
            EXPECT_EQ(seen.size(), 12u) << word_of(sort);
        }
    }
    const auto wrong = store_->read([&](Connection& db) {
        return deals(db, sam(), workspace(),
                     {{}, DealSort::amount, Direction::down, 50, "x~" + deal_.text()}, now_);
    });
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, "after_invalid");
}

TEST_P(Selling, a_private_deal_is_its_owners_alone) {
    perform_all({ChangeDeal{.visibility = Visibility::only_me}});
    const Viewer kim{id_, MemberId{Uuid{{9}}}, MemberRole::rep, "north"};
    const Viewer boss{id_, MemberId{Uuid{{8}}}, MemberRole::manager, "north"};
    const auto sees = [&](const Viewer& viewer) {
        const auto page = read([&](Connection& db) {
            return deals(db, viewer, workspace(), {{.scope = Scope::workspace}}, now_);
        });
        const auto found =
            read([&](Connection& db) { return search(db, viewer, "fleet ren", 10); });
        const auto news = read([&](Connection& db) { return feed(db, viewer, 0, 1000); });
        const bool in_news = std::ranges::any_of(
            news.events, [&](const auto& e) { return e.subject_id == deal_.value; });
        EXPECT_EQ(page.items.size(), found.size());
        EXPECT_EQ(page.items.size() == 1, in_news);
        return page.items.size() == 1;
    };
    EXPECT_TRUE(sees(sam()));
    EXPECT_FALSE(sees(kim));
    EXPECT_TRUE(sees(boss));
}

TEST_P(Selling, a_touch_in_a_private_deal_is_seen_by_who_sees_the_deal) {
    perform_all({ChangeDeal{.visibility = Visibility::only_me}});
    std::optional<TouchId> in_deal;
    std::optional<TouchId> outside;
    write([&](Transaction& in) -> Result<void> {
        TRY(Workspace ws, enter(in, id_));
        Touch touch{.id = in.ids().make<TouchTag>(monday),
                    .account = northwind_.id,
                    .deal = deal_,
                    .by = sam_.id,
                    .at = monday};
        in_deal = touch.id;
        TRYV(record(in, ws, Versioned<Touch>{}, touch, cause_));
        touch.id = in.ids().make<TouchTag>(monday);
        touch.deal.reset();
        outside = touch.id;
        TRYV(record(in, ws, Versioned<Touch>{}, touch, cause_));
        return success();
    });
    const auto seen_by = [&](const Viewer& viewer) {
        std::vector<TouchId> listed;
        for (const Touch& t :
             read([&](Connection& db) { return touches(db, viewer, northwind_.id, 50, {}); }).items)
            listed.push_back(t.id);
        std::ranges::sort(listed);
        std::vector<TouchId> in_feed;
        for (const LoggedEvent& e :
             read([&](Connection& db) { return feed(db, viewer, 0, 1'000); }).events)
            if (e.subject_kind == "touch") in_feed.push_back({e.subject_id});
        EXPECT_EQ(listed, in_feed);
        return listed;
    };
    using Seen = std::vector<TouchId>;
    const MemberId other{Uuid{{9}}};
    EXPECT_EQ(seen_by(sam()), (Seen{*in_deal, *outside}));
    EXPECT_EQ(seen_by({id_, other, MemberRole::rep, "north"}), Seen{*outside});
    EXPECT_EQ(seen_by({id_, other, MemberRole::manager, "north"}), (Seen{*in_deal, *outside}));
    EXPECT_EQ(seen_by({id_, other, MemberRole::manager, "south"}), Seen{});
    EXPECT_EQ(seen_by({id_, other, MemberRole::rep, ""}), Seen{});
    EXPECT_EQ(seen_by({id_, other, MemberRole::admin, ""}), (Seen{*in_deal, *outside}));
}

TEST_P(Selling, a_count_is_as_long_as_its_list) {
    ScheduleMeeting meeting{.starts = monday - 2h, .players = {dana_.id}};
    perform_all({meeting});
    const auto booked = read([&](Connection& db) { return load_deal(db, id_, deal_); });
    perform_all(
        {DebriefMeeting{.meeting = booked.deal.meetings[0].id, .attended = {dana_.id}}, WinDeal{}});
    const Instant later = monday + 48h;
    const auto held = read([&](Connection& db) { return signals_of_deal(db, id_, deal_); });
    ASSERT_TRUE(std::ranges::any_of(held, [](const Signal& s) { return s.rule == "recap_due"; }))
        << "a won deal still owes its recap";
    const auto counts =
        read([&](Connection& db) { return signal_counts(db, sam(), Scope::mine, later); });
    EXPECT_TRUE(counts.empty()) << "but no open deal does";
}

TEST_P(Selling, page_marks_that_no_list_gave_are_refused) {
    const std::string id = "~" + deal_.text();
    for (const std::string key : {"nan", "inf", "-inf", "1e999", "", " 1", "0x10"}) {
        const auto page = store_->read([&](Connection& db) {
            return deals(db, sam(), workspace(),
                         {{}, DealSort::momentum, Direction::down, 50, key + id}, now_);
        });
        ASSERT_FALSE(page) << key;
        EXPECT_EQ(page.error().code, "after_invalid") << key;
    }
    for (const std::string key : {"9223372036854775808", "1.5", "nan", ""}) {
        const auto page = store_->read([&](Connection& db) {
            return deals(db, sam(), workspace(),
                         {{}, DealSort::amount, Direction::down, 50, key + id}, now_);
        });
        ASSERT_FALSE(page) << key;
        EXPECT_EQ(page.error().code, "after_invalid") << key;
    }
    // Further than any column reaches: the end of the list, or no mark at all.
    const std::string far = "9223372036854775807";
    const auto fine = [](const auto& page) {
        return page ? page.value().items.empty() : page.error().code == "after_invalid";
    };
    EXPECT_TRUE(fine(
        store_->read([&](Connection& db) { return promises(db, sam(), {.after = far + id}); })));
    EXPECT_TRUE(fine(
        store_->read([&](Connection& db) { return requests(db, sam(), {.after = far + id}); })));
    EXPECT_TRUE(fine(
        store_->read([&](Connection& db) { return meetings(db, sam(), {.after = far + id}); })));
    EXPECT_TRUE(fine(store_->read([&](Connection& db) {
        return today(db, sam(), workspace(), sam_.id, 5, far + ":0" + id, now_);
    })));
    EXPECT_TRUE(fine(store_->read([&](Connection& db) {
        return deals(db, sam(), workspace(), {{.skin_from = 9223372036854775807}}, now_);
    })));
    EXPECT_TRUE(fine(store_->read([&](Connection& db) {
        return promises(db, sam(), {.due_to = Date(Days{-2'000'000'000})});
    })));
}

TEST_P(Selling, search_goes_by_the_beginnings_of_words) {
    const auto find = [&](std::string_view text) {
        return read([&](Connection& db) { return search(db, sam(), text, 10); }).size();
    };
    EXPECT_EQ(find("agy"), 1u);  // Northwind Ägypten
    EXPECT_EQ(find("NORTH agypten"), 1u);
    EXPECT_EQ(find("ren fle"), 1u);
    EXPECT_EQ(find("enewal"), 0u);
    EXPECT_EQ(find("dan"), 1u);
}

TEST_P(Selling, what_stands_beside_a_deal_reaches_its_rows) {
    write([&](Transaction& in) -> Result<void> {
        TRY(Workspace ws, enter(in, id_));
        Account poor = northwind_;
        poor.fit = 20;
        TRYV(record(in, ws, {northwind_, 1}, poor, cause_));
        Person promoted = dana_;
        promoted.name = "Dana Reyes";
        TRYV(record(in, ws, {dana_, 1}, promoted, cause_));
        Member moved = sam_;
        moved.team = "south";
        TRYV(record(in, ws, {sam_, 1}, moved, cause_));
        return success();
    });
    expect_clean();
    const auto signals = read([&](Connection& db) { return signals_of_deal(db, id_, deal_); });
    EXPECT_TRUE(std::ranges::any_of(signals, [](const Signal& s) { return s.rule == "poor_fit"; }));
    EXPECT_EQ(
        read([&](Connection& db) { return load_deal(db, id_, deal_); }).deal.name_of(dana_.id),
        "Dana Reyes");
}

TEST_P(Selling, changed_settings_are_caught_up_with) {
    perform_all({ProposePromise{promise("bring the CFO", make_date(2026, 5, 5), Effort::people),
                                Standing::agreed,
                                {},
                                {}}});
    write([&](Transaction& in) -> Result<void> {
        TRY(Workspace ws, enter(in, id_));
        Settings changed = ws.settings();
        changed.half_life_days = 7;
        changed.rules = {{"buyer_overdue", false, {}}};
        return change_settings(in, ws, changed, cause_);
    });
    expect_clean();  // Behind, but not wrong.
    write([&](Transaction& in) -> Result<void> {
        TRY(Workspace ws, enter(in, id_));
        TRY(const std::size_t done, catch_up(in, ws, 10));
        EXPECT_EQ(done, 1u);
        return success();
    });
    expect_clean();
    const auto signals = read([&](Connection& db) { return signals_of_deal(db, id_, deal_); });
    EXPECT_FALSE(
        std::ranges::any_of(signals, [](const Signal& s) { return s.rule == "buyer_overdue"; }));
}

TEST_P(Selling, the_advisor_learns_from_the_answers_and_unlearns_what_was_a_slip) {
    EXPECT_EQ(chance_of_the_cfo(), 5500);
    plan_two_asks();
    EXPECT_EQ(chance_of_the_cfo(), 5500);
    perform_all({answer(0, AskAnswer::accepted)});
    EXPECT_EQ(chance_of_the_cfo(), 6000);  // (8 × 0.55 + 1) / 9
    expect_clean();
    const AnswerAsk first = answer(0, AskAnswer::declined);
    perform_all({CorrectAsk{first.meeting, first.ask}});
    EXPECT_EQ(chance_of_the_cfo(), 5500);
    perform_all({first, answer(1, AskAnswer::accepted)});
    EXPECT_EQ(chance_of_the_cfo(), 4889);  // 8 × 0.55 / 9
    expect_clean();
    perform_all({ChangePlayer{dana_.id, Role::user}});  // She could not have given it.
    expect_clean();
    EXPECT_GT(chance_of_the_cfo(), 4889);
    const auto rebuilt = rebuild(*store_);
    ASSERT_TRUE(rebuilt);
    expect_clean();
}

TEST_P(Selling, what_was_known_is_kept_with_the_plan) {
    plan_two_asks();
    EXPECT_FALSE(meeting().plan->asks.front().odds_moved);
    perform_all({answer(0, AskAnswer::accepted)});
    plan_two_asks();  // In another meeting.
    const std::optional<std::int64_t> kept = meeting().plan->asks.front().odds_moved;
    ASSERT_TRUE(kept);
    EXPECT_GT(*kept, 10'000);
    PlaceAsk more{.meeting = meeting().id};
    more.ask = {.play = "bring_the_cfo", .what = "bring the CFO again", .effort = Effort::people};
    more.ask.owner = dana_.id;
    more.ask.due = make_date(2026, 5, 21);
    more.answer = AskAnswer::declined;
    perform_all({more});
    EXPECT_EQ(meeting().plan->asks.front().odds_moved, kept) << "what was said, was said";
    EXPECT_EQ(meeting().plan->asks.back().odds_moved, kept);
    expect_clean();
}

TEST_P(Selling, verify_finds_a_hand_in_the_tables_and_rebuild_mends_it) {
    plan_two_asks();
    perform_all({answer(0, AskAnswer::accepted)});
    perform_all({ProposePromise{promise("bring the CFO", make_date(2026, 5, 20), Effort::people),
                                Standing::agreed,
                                {},
                                {}}});
    for (const char* damage :
         {"UPDATE deal SET momentum = 99", "DELETE FROM signal", "DELETE FROM promise",
          "UPDATE person SET body = '{}'", "UPDATE account SET name_key = 'x'",
          "UPDATE member SET team = 'elsewhere'", "DELETE FROM search_word",
          "UPDATE meeting SET verdict = 'order'", "UPDATE answered_ask SET agreed = 0",
          "UPDATE ask_tally SET agreed = 7", "DELETE FROM ask_tally", "DELETE FROM deal"}) {
        write([&](Transaction& in) -> Result<void> {
            TRY(const auto changed, in.db().exec(damage));
            (void)changed;
            return success();
        });
        if (std::string_view(damage).find("meeting") == std::string_view::npos) {
            EXPECT_FALSE(verify(*store_).value().clean()) << damage;
        }
        const auto rebuilt = rebuild(*store_);
        ASSERT_TRUE(rebuilt) << damage << ": " << rebuilt.error().detail;
        expect_clean();
    }
    write([&](Transaction& in) -> Result<void> {
        TRYV(in.db().exec("DELETE FROM event WHERE number = 5"));
        return success();
    });
    const auto verified = verify(*store_);
    EXPECT_TRUE(!verified || !verified.value().clean());
}

TEST_P(Selling, secrets_open_what_they_should_and_no_longer) {
    std::string link;
    std::string session;
    write([&](Transaction& in) -> Result<void> {
        TRY(link, make_link(in.db(), {id_, sam_.id}, now_, 15min));
        TRY(session, open_session(in.db(), {id_, sam_.id}, now_, 24h));
        return success();
    });
    const auto used = [&](Instant at) {
        std::optional<store::Known> who;
        write([&](Transaction& in) -> Result<void> {
            TRY(who, use_link(in.db(), link, at));
            return success();
        });
        return who.has_value();
    };
    EXPECT_TRUE(used(now_));
    EXPECT_FALSE(used(now_)) << "a link works once";
    const auto opens = [&](Instant at) {
        return read([&](Connection& db) { return session_of(db, session, at); }).has_value();
    };
    EXPECT_TRUE(opens(now_ + 23h));
    EXPECT_FALSE(opens(now_ + 25h));
    write([&](Transaction& in) -> Result<void> {
        TRY(Workspace ws, enter(in, id_));
        Member gone = sam_;
        gone.active = false;
        TRYV(put_login(in.db(), id_, gone));
        TRYV(record(in, ws, {sam_, 1}, gone, cause_));
        return success();
    });
    EXPECT_FALSE(opens(now_ + 1h)) << "a disabled member is out at once";
}

INSTANTIATE_TEST_SUITE_P(Engines, Selling, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::store
