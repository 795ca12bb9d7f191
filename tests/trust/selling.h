#pragma once
// A selling organisation made by chance, the same in every place it is kept in: members of three
// roles and several teams, accounts, people, deals with all that may happen in one, touches, and
// changes of what stands beside them.
//
// Decisions are made here, once, and recorded by store::record in every place, so that ids and
// moments are the same everywhere and the places can be compared byte for byte. What a deal is now
// is not known from here: it is folded from the first place's log.

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "chance.h"
#include "method/rules/rule.h"
#include "places.h"
#include "store/deals.h"
#include "store/directory.h"
#include "store/records.h"
#include "store/store.h"

namespace ante::trust {

// Ends the program: a place that can't be written or read is no answer to any question.
template <class T>
T must(Result<T> result, const char* what) {
    if (result.has_error()) {
        std::fprintf(stderr, "%s: %s: %s\n", what, result.error().code.c_str(),
                     result.error().detail.c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

// One of the places that hold the same workspace.
struct Kept {
    explicit Kept(store::Engine engine) : place(engine) {
        store = must(store::Store::open(*place), "opening a store");
    }
    tests::FreshPlace place;
    std::unique_ptr<store::Store> store;
    method::WorkspaceId id{};
};
using Places = std::vector<std::unique_ptr<Kept>>;

class Selling {
public:
    // Opens the workspace in each place, with members, accounts, people and `deals` deals.
    Selling(std::uint64_t seed, Places& places, std::size_t deals)
        : chance_(seed), ids_(seed + 1), places_(places) {
        first_day_ = *parse_instant("2026-01-05T06:00:00Z");
        settings_.name = "Chance & Sons";
        for (const auto& kept : places_)
            must(kept->store->write_now([&](store::Transaction& in) -> Result<void> {
                TRY(const store::Workspace made,
                    store::open_workspace(in, settings_, cause(first_day_)));
                kept->id = made.id;
                return success();
            }),
                 "opening the workspace");
        add_members();
        add_accounts_and_people();
        std::vector<Change> changes;
        for (std::size_t i = 0; i < deals; ++i) add_deal(changes);
        write(changes);
        look();
    }

    // Something happens: in some deals, or beside them.
    void go_on() {
        std::vector<Change> changes;
        for (store::StoredDeal& deal : deals_)
            if (chance_.percent(40)) work_on(deal, changes);
        write(changes);
        beside();
        look();
    }

    const std::vector<store::Versioned<method::Member>>& members() const { return members_; }
    const std::vector<store::Versioned<method::Account>>& accounts() const { return accounts_; }
    const std::vector<store::Versioned<method::Person>>& people() const { return people_; }
    const std::vector<store::Versioned<method::Touch>>& touches() const { return touches_; }
    const method::Settings& settings() const { return settings_; }
    Instant first_day() const { return first_day_; }
    std::int64_t accepted() const { return accepted_; }
    std::int64_t refused() const { return refused_; }

    // A word that begins the words of this deal's name alone.
    static std::string own_word(std::size_t deal) { return "nr" + std::to_string(deal) + "x"; }

private:
    using Change = std::function<Result<void>(store::Transaction&, store::Workspace&)>;

    store::Cause cause(Instant at) { return {{.member = by_, .person = {}}, at, "trust"}; }

    // Does the same in every place, each in one transaction.
    void write(const std::vector<Change>& changes) {
        for (const auto& kept : places_)
            must(kept->store->write_now([&](store::Transaction& in) -> Result<void> {
                TRY(store::Workspace workspace, store::enter(in, kept->id));
                for (const Change& change : changes) {
                    TRYV(change(in, workspace));
                }
                return success();
            }),
                 "recording");
    }
    template <class T>
    void put(std::vector<Change>& changes, store::Versioned<T>& what, const T& after, Instant at) {
        changes.push_back([before = what, after, cause = cause(at)](
                              store::Transaction& in, store::Workspace& ws) -> Result<void> {
            TRYV(store::record(in, ws, before, after, cause));
            return success();
        });
        what = {after, what.version + 1};
    }

    // The deals as the first place has them.
    void look() {
        const auto& kept = *places_.front();
        deals_ = must(
            kept.store->read([&](store::Connection& db) -> Result<std::vector<store::StoredDeal>> {
                std::vector<method::DealId> ids;
                TRYV(
                    db.each("SELECT deal_id FROM deal WHERE workspace_id = $1 "
                            "ORDER BY deal_id",
                            {kept.id}, [&](const store::Row& row) -> Result<void> {
                                ids.push_back({row.uuid(0)});
                                return success();
                            }));
                std::vector<store::StoredDeal> found;
                for (const method::DealId id : ids) {
                    TRY(auto deal, store::load_deal(db, kept.id, id));
                    found.push_back(std::move(deal));
                }
                return found;
            }),
            "looking at the deals");
    }

    // ---- who is there

    void add_members() {
        using method::MemberRole;
        struct Row {
            const char* name;
            MemberRole role;
            const char* team;
        };
        // clang-format off
        const Row rows[] = {
            {"Ada",   MemberRole::admin,   "north"}, {"Alan", MemberRole::admin, ""},
            {"Mona",  MemberRole::manager, "north"}, {"Max",  MemberRole::manager, "Süd"},
            {"Mario", MemberRole::manager, ""},      {"Rosa", MemberRole::rep, "north"},
            {"Rolf",  MemberRole::rep, "north"},     {"Rui",  MemberRole::rep, "Süd"},
            {"Rosa",  MemberRole::rep, "Süd"},       {"Ren",  MemberRole::rep, ""}};
        // clang-format on
        std::vector<Change> changes;
        for (const Row& row : rows) {
            method::Member m{.id = ids_.make<method::MemberTag>(first_day_),
                             .name = row.name,
                             .role = row.role,
                             .team = row.team};
            m.email = "m" + std::to_string(members_.size()) + "@ante.example";
            if (!by_) by_ = m.id;
            put(changes, members_.emplace_back(), m, first_day_);
            changes.push_back([m](store::Transaction& in, store::Workspace& ws) {
                return store::put_login(in.db(), ws.id, m);
            });
        }
        write(changes);
    }

    void add_accounts_and_people() {
        std::vector<Change> changes;
        for (int i = 0; i < 7; ++i) {
            method::Account a{.id = ids_.make<method::AccountTag>(first_day_), .name = a_name()};
            if (chance_.percent(60)) a.fit = chance_.between(0, 100);
            if (chance_.percent(40)) a.external_id = "acc-" + std::to_string(i);
            put(changes, accounts_.emplace_back(), a, first_day_);
        }
        for (int i = 0; i < 20; ++i) {
            method::Person p{.id = ids_.make<method::PersonTag>(first_day_),
                             .account = chance_.of(accounts_).value.id,
                             .name = chance_.of({"Dana", "Rob", "Carl", "Zoë", "dana"}) +
                                     std::string(" ") + a_name()};
            p.email = "p" + std::to_string(i % 15) + "@buyer.example";
            p.level = static_cast<method::Level>(chance_.below(5));
            put(changes, people_.emplace_back(), p, first_day_);
        }
        write(changes);
    }

    // Words that sort, fold and match in surprising ways, so that names clash in every one of them.
    std::string a_name() {
        static const std::vector<std::string> words{
            "Fleet", "fleet",       "Éclair",    "eclair", "Zürich",  "a~b",      "100%",
            "_x_",   "O'Neil",      "ŁÓDŹ",      "数据",   "Ærø",     "İstanbul", "🚚",
            "\"q\"", "back\\slash", "Fleetwood", "zz top", "Ægypten", "straße"};
        std::string name = chance_.of(words);
        while (chance_.percent(40)) name += " " + chance_.of(words);
        return name;
    }

    // ---- deals

    void add_deal(std::vector<Change>& changes) {
        const Instant at = first_day_ + hours{chance_.between(0, 40) * 24};
        method::OpenDeal open{.account = chance_.of(accounts_).value.id, .name = a_name()};
        // Names of their own for most, so that a search finds one deal; the others' clash.
        const std::size_t number = deals_.size();
        if (chance_.percent(70)) open.name += " " + own_word(number);
        open.kind = static_cast<method::DealKind>(chance_.below(3));
        open.owner = chance_.of(members_).value.id;
        if (chance_.percent(30)) open.visibility = method::Visibility::only_me;
        if (chance_.percent(70)) open.amount = some_money();
        if (chance_.percent(30)) open.crm_stage = "Qualified";
        if (chance_.percent(40)) open.external_id = "crm-" + std::to_string(number);
        store::StoredDeal deal{};
        carry_out(deal, open, at, changes);
        const std::int64_t steps = chance_.between(0, 25);
        for (std::int64_t i = 0; i < steps; ++i) work_on(deal, changes);
        deals_.push_back(std::move(deal));
    }

    Money some_money() {
        const std::int64_t minor = chance_.of<std::int64_t>(
            {0, 0, 1, 1, 99, 100, 100'000, 100'000, 2'500'000, Money::largest});
        return {minor, *Currency::parse(chance_.of({"EUR", "USD", "JPY"}))};
    }

    void work_on(store::StoredDeal& deal, std::vector<Change>& changes) {
        const std::int64_t step = chance_.of<std::int64_t>({0, 1, 20, 60, 180, 300});
        const Instant at = deal.changed_at + hours{chance_.between(0, step)};
        carry_out(deal, command_for(deal.deal, at), at, changes);
    }

    void carry_out(store::StoredDeal& deal, const method::Command& command, Instant at,
                   std::vector<Change>& changes) {
        std::vector<method::Known> known;
        for (const auto& p : people_) known.push_back({p.value.id, p.value.name, p.value.level});
        const Zone zone = Zone::named(settings_.time_zone).value();
        const method::Situation now{
            .at = at,
            .by = {.member = deal.deal.owner.nil() ? by_ : deal.deal.owner, .person = {}},
            .settings = settings_,
            .zone = zone,
            .ids = ids_,
            .known = known};
        const auto decided = method::carry_out(deal.deal, command, now);
        if (decided.has_error()) {
            ++refused_;
            return;
        }
        ++accepted_;
        changes.push_back([version = deal.version, decided = decided.value(), cause = cause(at)](
                              store::Transaction& in, store::Workspace& ws) -> Result<void> {
            store::StoredDeal before;
            if (version > 0) {
                TRY(before, store::load_deal(in.db(), ws.id, decided.deal.id));
            }
            if (before.version != version) return broken("a deal is not what was decided on");
            TRYV(store::record(in, ws, before, decided, cause));
            return success();
        });
        deal.deal = decided.value().deal;
        for (const method::Event& event : decided.value().events) {
            deal.changed_at = std::max(deal.changed_at, method::at_of(event));
            ++deal.version;
        }
    }

    // ---- what is done in a deal

    template <class Part>
    auto one_of(const std::vector<Part>& parts) {
        return parts.empty() ? decltype(Part{}.id){} : chance_.of(parts).id;
    }
    method::PersonId a_player(const method::Deal& deal) {
        if (deal.players.empty() || chance_.percent(3)) return chance_.of(people_).value.id;
        return chance_.of(deal.players).person;
    }
    std::vector<method::PersonId> some_players(const method::Deal& deal) {
        std::vector<method::PersonId> some;
        for (const method::Player& p : deal.players)
            if (!p.left_at && chance_.percent(60)) some.push_back(p.person);
        return some;
    }
    method::PromiseDraft a_promise(const method::Deal& deal, Date today) {
        method::PromiseDraft draft;
        draft.side = chance_.percent(70) ? method::Side::buyer : method::Side::seller;
        if (draft.side == method::Side::buyer)
            draft.person = a_player(deal);
        else
            draft.member = deal.owner;
        draft.what = chance_.of({"bring the CFO", "test the sample", "send the contract",
                                 "answer the questionnaire", "pay for the pilot"});
        draft.due = today + Days{chance_.between(0, 20)};
        draft.effort = static_cast<method::Effort>(chance_.below(6));
        draft.initiative = static_cast<method::Initiative>(chance_.below(2));
        if (chance_.percent(20)) draft.proves = "decide";
        return draft;
    }
    method::ScheduleMeeting a_meeting(const method::Deal& deal, Instant at) {
        method::ScheduleMeeting meeting{.kind = static_cast<method::MeetingKind>(chance_.below(3)),
                                        .title = chance_.percent(50) ? a_name() : "",
                                        .starts = at + hours{chance_.between(-30, 200)},
                                        .minutes = chance_.between(1, 8) * 15,
                                        .players = some_players(deal)};
        for (const method::PersonId who : meeting.players)
            if (chance_.percent(40)) meeting.accepted_by.push_back(who);
        return meeting;
    }
    method::WritePlan a_plan(const method::Deal& deal, method::MeetingId meeting, Date today) {
        method::WritePlan plan{.meeting = meeting, .purpose = "a shortlist", .whats_up = "?"};
        if (chance_.percent(30)) plan.reserve_minutes = 0;
        for (const auto rank : {method::AskRank::best, method::AskRank::minimum})
            if (chance_.percent(85))
                plan.asks.push_back({.rank = rank,
                                     .what = "bring the figures",
                                     .effort = static_cast<method::Effort>(chance_.below(6)),
                                     .owner = a_player(deal),
                                     .due = today + Days{chance_.between(0, 15)}});
        return plan;
    }

    method::Command command_for(const method::Deal& deal, Instant at) {
        using namespace method;
        const Date today = Zone::named(settings_.time_zone).value().date_of(at);
        const MeetingId meeting = one_of(deal.meetings);
        const CommitmentId promise = one_of(deal.commitments);
        const RequestId request = one_of(deal.requests);
        if (deal.players.size() < 2 && chance_.percent(70))
            return AddPlayer{chance_.of(people_).value.id, static_cast<Role>(chance_.below(6)), {}};
        switch (chance_.below(48)) {
            case 0: {
                ChangeDeal change{};
                if (chance_.percent(40)) change.name = deal.name + " " + a_name();
                if (chance_.percent(40)) change.amount = some_money();
                if (chance_.percent(40))
                    change.visibility = static_cast<Visibility>(chance_.below(2));
                return change;
            }
            case 1: return HandOver{chance_.of(members_).value.id};
            case 2:
            case 3: return EnterStage{chance_.of(settings_.stages).id, "why not"};
            case 4:
                switch (chance_.below(8)) {
                    case 0: return WinDeal{.amount = some_money()};
                    case 1: return LoseDeal{LostTo::competitor, "price", {}};
                    case 2: return ParkDeal{today + Days{chance_.between(0, 60)}, "later", {}};
                    default: return Snooze{today + Days{chance_.between(1, 30)}};
                }
            case 5: return ReopenDeal{"it goes on"};
            case 6: return AddPlayer{chance_.of(people_).value.id, Role::decision_maker, {}};
            case 7: return ChangePlayer{a_player(deal), static_cast<Role>(chance_.below(6))};
            case 8: return RemovePlayer{a_player(deal)};
            case 9:
                return WriteHomework{
                    {.issue = "idle trucks", .desired_result = chance_.percent(50) ? "fewer" : ""}};
            case 10:
            case 11:
            case 12: return a_meeting(deal, at);
            case 13:
                return ChangeMeeting{.meeting = meeting,
                                     .starts = at + hours{chance_.between(0, 100)}};
            case 14: return CancelMeeting{meeting, static_cast<Side>(chance_.below(2)), "ill"};
            case 15:
            case 16: return a_plan(deal, meeting, today);
            case 17:
            case 18: {
                const Meeting* m = deal.meeting(meeting);
                AnswerAsk answer{.meeting = meeting,
                                 .answer = static_cast<AskAnswer>(chance_.below(3))};
                if (m && m->plan) answer.ask = one_of(m->plan->asks);
                if (answer.answer == AskAnswer::changed) answer.changed_to = a_promise(deal, today);
                return answer;
            }
            case 19: return RecordHesitation{meeting, "the budget", KeepOrPark::keep};
            case 20:
                return TakeReading{.meeting = meeting,
                                   .who = a_player(deal),
                                   .next_step = static_cast<Interest>(chance_.below(3))};
            case 21:
            case 22:
            case 23:
            case 24: {
                DebriefMeeting debrief{.meeting = meeting, .attended = some_players(deal)};
                if (chance_.percent(50)) debrief.promises = {a_promise(deal, today)};
                if (chance_.percent(20))
                    debrief.requests = {{RequestKind::demo, "the board", a_player(deal)}};
                if (chance_.percent(20)) debrief.next_meeting = a_meeting(deal, at);
                return debrief;
            }
            case 25: return SendRecap{meeting};
            case 26:
            case 27:
            case 28:
            case 29:
                return ProposePromise{.promise = a_promise(deal, today),
                                      .standing = static_cast<Standing>(chance_.below(2))};
            case 30: return AgreePromise{promise};
            case 31: return DeclinePromise{promise, "no time"};
            case 32:
            case 33: return KeepPromise{promise, {}};
            case 34: return MissPromise{promise};
            case 35:
                return chance_.percent(50) ? Command{ReleasePromise{promise, ""}}
                                           : Command{WithdrawPromise{promise, ""}};
            case 36: return MovePromise{promise, today + Days{chance_.between(0, 20)}};
            case 37:
            case 38:
                return AskRequest{
                    {static_cast<RequestKind>(chance_.below(9)), a_name(), a_player(deal)}, {}};
            case 39:
            case 40: {
                AcceptRequest accept{.request = request,
                                     .purpose = "see it",
                                     .outcome = "a yes or no",
                                     .decision = "shortlist",
                                     .nothing_in_exchange = true,
                                     .ends_on = today + Days{14},
                                     .success_criteria = "ten log in"};
                if (chance_.percent(50)) accept.override_reason = "the tender closes";
                return accept;
            }
            case 41: return DeliverRequest{request};
            case 42:
                return AnswerRequest{
                    .request = request, .satisfied = chance_.percent(60), .missing = "the price"};
            case 43:
                return chance_.percent(50) ? Command{DeclineRequest{request, "no"}}
                                           : Command{WithdrawRequest{request, "gone"}};
            case 46: {
                const Meeting* m = deal.meeting(meeting);
                CorrectAsk correct{.meeting = meeting};
                if (m && m->plan) correct.ask = one_of(m->plan->asks);
                return correct;
            }
            case 47: return Snooze{};
            case 44: return MakeTouch{static_cast<TouchKind>(chance_.below(7)), a_player(deal)};
            default:
                return chance_.percent(50) ? Command{RecordReply{a_player(deal), "fine"}}
                                           : Command{AddNote{"a note"}};
        }
    }

    // ---- beside the deals

    void beside() {
        const Instant at = first_day_ + hours{chance_.between(0, 120) * 24};
        std::vector<Change> changes;
        for (int i = 0; i < 3; ++i) {
            method::Touch touch{.id = ids_.make<method::TouchTag>(first_day_),
                                .kind = static_cast<method::TouchKind>(chance_.below(7)),
                                .account = chance_.of(accounts_).value.id,
                                .by = chance_.of(members_).value.id,
                                .at = first_day_ + hours{chance_.between(0, 6) * 24 * 20},
                                .note = "said nothing yet"};
            if (chance_.percent(50)) touch.deal = chance_.of(deals_).deal.id;
            put(changes, touches_.emplace_back(), touch, touch.at);
        }
        if (chance_.percent(50)) {
            auto& member = members_[1 + chance_.below(members_.size() - 1)];
            method::Member changed = member.value;
            changed.team = chance_.of({"north", "Süd", "", "east"});
            if (chance_.percent(30))
                changed.role = static_cast<method::MemberRole>(chance_.below(3));
            if (chance_.percent(30)) changed.name = a_name();
            put(changes, member, changed, at);
        }
        if (chance_.percent(50)) {
            auto& account = accounts_[chance_.below(accounts_.size())];
            method::Account changed = account.value;
            changed.fit = chance_.between(0, 100);
            if (chance_.percent(50)) changed.name = a_name();
            if (chance_.percent(10)) changed.merged_into = accounts_.front().value.id;
            put(changes, account, changed, at);
        }
        if (chance_.percent(50)) {
            auto& person = people_[chance_.below(people_.size())];
            method::Person changed = person.value;
            changed.name = a_name();
            if (chance_.percent(10)) changed.merged_into = people_.front().value.id;
            put(changes, person, changed, at);
        }
        if (chance_.percent(25)) change_settings(changes, at);
        write(changes);
    }

    void change_settings(std::vector<Change>& changes, Instant at) {
        settings_.half_life_days = chance_.of({7.0, 21.0, 30.5});
        settings_.recap_hours = chance_.between(1, 48);
        settings_.time_zone = chance_.of({"Europe/Berlin", "America/New_York", "Asia/Kathmandu"});
        settings_.rules.clear();
        for (const method::Rule* rule : method::all_rules())
            if (chance_.percent(10)) settings_.rules.push_back({std::string(rule->id), false, {}});
        if (chance_.percent(50)) settings_.request_costs = {{method::RequestKind::demo, 5.5}};
        changes.push_back([after = settings_, cause = cause(at)](
                              store::Transaction& in, store::Workspace& ws) -> Result<void> {
            TRYV(store::change_settings(in, ws, after, cause));
            TRY(ws, store::enter(in, ws.id));
            TRYV(store::catch_up(in, ws, 100'000));
            return success();
        });
    }

    Chance chance_;
    IdSource ids_;
    Places& places_;
    Instant first_day_{};
    std::optional<method::MemberId> by_{};
    method::Settings settings_{};
    std::vector<store::Versioned<method::Member>> members_;
    std::vector<store::Versioned<method::Account>> accounts_;
    std::vector<store::Versioned<method::Person>> people_;
    std::vector<store::Versioned<method::Touch>> touches_;
    std::vector<store::StoredDeal> deals_;
    std::int64_t accepted_ = 0;
    std::int64_t refused_ = 0;
};

}  // namespace ante::trust
