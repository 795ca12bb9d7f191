// What each sentence does (tests/scenarios/README.md).

#include <algorithm>
#include <cmath>

#include "scenarios/runner/playing.h"

namespace ante::scenarios {

using namespace method;

namespace {

// Adds a number to a setting by its name.
void set_number(Settings& settings, const std::string& name, double value) {
    for (const FieldRow& row : type_of<Settings>().fields) {
        if (row.name != name) continue;
        if (row.type->shape == Shape::real) {
            *static_cast<double*>(row.of(&settings)) = value;
            return;
        }
        if (row.type->shape == Shape::integer && value == std::floor(value)) {
            row.type->set(row.of(&settings), static_cast<std::int64_t>(value));
            return;
        }
    }
    throw Fault{"there is no setting " + name + " that takes this number"};
}

RuleSetting& setting_of(Settings& settings, const std::string& rule) {
    if (!rule_named(rule)) throw Fault{"there is no rule " + rule};
    const auto at = std::ranges::find(settings.rules, rule, &RuleSetting::rule);
    if (at != settings.rules.end()) return *at;
    return settings.rules.emplace_back(RuleSetting{rule, true, {}});
}

Level level_by(Role role) {
    return role == Role::decision_maker ? Level::executive : Level::individual;
}

}  // namespace

Playing::Playing(Stage& stage) : stage_(stage) {
    const auto zone = Zone::named(settings_.time_zone);
    if (!zone) throw Fault{zone.error().detail};
    zone_ = zone.value();
    now_ = zone_.at(make_date(2026, 5, 4), 9h);
    members_.emplace("Sam", stage_.sam());
}

void Playing::does(const Step& step) {
    refused_.reset();
    Sentence s(step.does.text);
    sentence(s);
    const bool awaited = std::ranges::any_of(
        step.expects, [](const Line& line) { return line.text.starts_with("refused"); });
    if (refused_ && !awaited)
        throw Fault{"was refused " + refused_->code + ": \"" + refused_->detail + "\""};
}

void Playing::sentence(Sentence& s) {
    if (clock(s) || scene(s) || book(s) || we(s) || somebody(s)) {
        s.end();
        return;
    }
    throw Fault{"this sentence is not understood"};
}

void Playing::perform(const Command& command) {
    if (refused_) return;  // A sentence of several commands ends with the first refusal.
    const auto done = stage_.perform(deal().id, command, now_);
    look_.reset();
    if (!done) refused_ = done.error();
}

void Playing::perform_as(const std::string& name, const Command& command) {
    if (refused_) return;
    const auto done = stage_.perform_as(person(name), deal().id, command, now_);
    look_.reset();
    if (!done) refused_ = done.error();
}

void Playing::tell(const Settings& settings) {
    if (const auto done = stage_.set(settings, now_); !done)
        refused_ = done.error();
    else
        settings_ = settings;
    look_.reset();
}

// ---- Clock

bool Playing::clock(Sentence& s) {
    const Date today = zone_.date_of(now_);
    const minutes time = zone_.time_of_day(now_);
    Instant then{};
    if (s.take("on")) {
        const Date day = s.need_date();
        then = zone_.at(day, s.time_of_day().value_or(9h));
    } else if (s.take("after")) {
        const auto count = static_cast<int>(s.need_whole());
        if (s.take("working days") || s.take("working day"))
            then = zone_.at(add_working_days(today, count), time);
        else if (s.take("weeks") || s.take("week"))
            then = zone_.at(today + Days{7 * count}, time);
        else if (s.take("days") || s.take("day"))
            then = zone_.at(today + Days{count}, time);
        else if (s.take("hours") || s.take("hour"))
            then = now_ + hours{count};
        else if (s.take("minutes") || s.take("minute"))
            then = now_ + minutes{count};
        else
            s.missing("minutes, hours, days, weeks or working days");
    } else {
        return false;
    }
    if (then < now_) throw Fault{"the clock never goes back; it is " + words_of(now_)};
    now_ = then;
    look_.reset();
    return true;
}

// ---- Setting the scene

bool Playing::scene(Sentence& s) {
    if (s.take("a deal") || s.take("a prospect")) {
        open_deal(s, DealKind::fresh);
    } else if (s.take("an expansion deal")) {
        open_deal(s, DealKind::expansion);
    } else if (s.take("a renewal deal")) {
        open_deal(s, DealKind::renewal);
    } else if (s.take("a colleague")) {
        const std::string name = s.need_name();
        Level level = Level::individual;
        if (s.take("(")) {
            level = s.need_word_for<Level>();
            s.need(")");
        }
        const auto member = stage_.colleague(name, level, now_);
        if (!member) throw Fault{member.error().detail};
        members_[name] = member.value();
    } else if (s.take("a stage")) {
        Settings changed = settings_;
        method::Stage& stage = changed.stages.emplace_back();
        stage.id = s.need_word();
        stage.name = stage.id;
        s.need("proven by");
        stage.proof = s.need_word_for<Proof>();
        tell(changed);
    } else if (s.take("the deal")) {
        deal_ = s.need_text();
        look_.reset();
        deal();
    } else if (s.take("the meeting on")) {
        choose_meeting(s);
    } else if (s.take("the account fits")) {
        const auto done = stage_.set_fit(deal().account, static_cast<int>(s.need_whole()), now_);
        if (!done) refused_ = done.error();
        look_.reset();
    } else if (s.take("the account is tier")) {
        const auto done = stage_.set_tier(deal().account, s.need_word_for<Tier>(), now_);
        if (!done) refused_ = done.error();
        look_.reset();
    } else if (s.take("homework:")) {
        homework(s);
    } else if (s.take("setting")) {
        setting(s);
    } else if (s.take("threshold")) {
        threshold(s);
    } else if (s.take("rule")) {
        switch_rule(s);
    } else if (s.take("pace")) {
        Settings changed = settings_;
        changed.pace_days = s.need_whole();
        s.need("days of");
        changed.won_deals = s.need_whole();
        s.need("won deals");
        tell(changed);
    } else {
        return false;
    }
    return true;
}

void Playing::open_deal(Sentence& s, DealKind kind) {
    struct Named {
        std::string name;
        Role role = Role::influencer;
        std::optional<Level> level{};
    };
    const std::string name = s.need_text();
    if (deals_.contains(name)) throw Fault{"there is a deal \"" + name + "\" already"};
    std::vector<Named> players;
    if (s.take("with")) {
        do {
            Named& player = players.emplace_back(Named{s.need_name(), {}, {}});
            role_and_level(s, player.role, player.level);
        } while (s.take(",") || s.take("and"));
    }
    s.need("at");
    std::string account = s.need_name();
    while (const auto more = s.name()) account += " " + *more;
    s.end();

    if (!accounts_.contains(account)) {
        const auto made = stage_.account(account, now_);
        if (!made) throw Fault{made.error().detail};
        accounts_[account] = made.value();
    }
    OpenDeal opening;
    opening.account = accounts_.at(account);
    opening.name = name;
    opening.kind = kind;
    const auto id = stage_.open(opening, now_);
    if (!id) {
        refused_ = id.error();
        return;
    }
    deal_ = name;
    deals_[name] = Opened{id.value(), opening.account, {}, {}, {}};
    look_.reset();
    for (const Named& player : players)
        perform(AddPlayer{met(player.name, player.level, player.role), player.role, {}});
}

// (role[, level])
void Playing::role_and_level(Sentence& s, Role& role, std::optional<Level>& level) {
    s.need("(");
    role = s.need_word_for<Role>();
    if (s.take(",")) level = s.need_word_for<Level>();
    s.need(")");
}

// The person of that name at the deal's account; somebody new if there is nobody yet.
PersonId Playing::met(const std::string& name, std::optional<Level> level, Role role) {
    if (const auto at = people_.find(name); at != people_.end()) return at->second.id;
    const Level his = level.value_or(level_by(role));
    const auto made = stage_.person(deal().account, name, his, now_);
    if (!made) throw Fault{made.error().detail};
    people_[name] = Known{made.value(), deal().account, his};
    return made.value();
}

void Playing::choose_meeting(Sentence& s) {
    const MeetingId chosen = meeting_on(s).id;
    deal().meeting = chosen;
    deal().debriefed = chosen;
}

void Playing::homework(Sentence& s) {
    Homework homework;
    do {
        if (s.take("issue"))
            homework.issue = s.need_text();
        else if (s.take("reality"))
            homework.reality = s.need_text();
        else if (s.take("result"))
            homework.desired_result = s.need_text();
        else if (s.take("gap"))
            homework.gap = s.need_text();
        else if (s.take("why us"))
            homework.why_us = s.need_text();
        else if (s.take("decision maker"))
            homework.decision_maker = person(s.need_name());
        else
            s.missing("issue, reality, result, gap, why us or decision maker");
    } while (s.take(","));
    perform(WriteHomework{homework});
}

void Playing::setting(Sentence& s) {
    Settings changed = settings_;
    if (s.take("cost of")) {
        const auto kind = s.need_word_for<RequestKind>();
        std::erase_if(changed.request_costs, [&](const RequestCost& c) { return c.kind == kind; });
        changed.request_costs.push_back({kind, s.need_number()});
    } else if (s.take("authority of")) {
        const auto role = s.need_word_for<Role>();
        std::erase_if(changed.authority_weights,
                      [&](const AuthorityWeight& w) { return w.role == role; });
        changed.authority_weights.push_back({role, s.need_number()});
    } else {
        const std::string name = s.need_word();
        set_number(changed, name, s.need_number());
    }
    tell(changed);
}

void Playing::threshold(Sentence& s) {
    const std::string both = s.need_word();
    const auto dot = both.find('.');
    if (dot == std::string::npos) s.missing("a threshold like quiet.days");
    Settings changed = settings_;
    RuleSetting& rule = setting_of(changed, both.substr(0, dot));
    const std::string name = both.substr(dot + 1);
    std::erase_if(rule.thresholds, [&](const ThresholdValue& t) { return t.name == name; });
    rule.thresholds.push_back({name, s.need_number()});
    tell(changed);
}

void Playing::switch_rule(Sentence& s) {
    Settings changed = settings_;
    RuleSetting& rule = setting_of(changed, s.need_word());
    if (s.take("on")) {
        rule.on = true;
    } else {
        s.need("off");
        rule.on = false;
    }
    tell(changed);
}

// ---- Meetings

// KIND with NAMES on DATE TIME [for N minutes][, called "…"][, accepted by NAMES]; also with the
// date before the names, and without commas.
ScheduleMeeting Playing::meeting_line(Sentence& s) {
    ScheduleMeeting meeting;
    meeting.kind = s.need_word_for<MeetingKind>();
    bool dated = false;
    for (;;) {
        const Sentence before = s;
        s.take(",");
        if (s.take("with nobody")) {
        } else if (s.take("with")) {
            meeting.players = people(s);
        } else if (!dated && s.take("on")) {
            meeting.starts = moment(s);
            dated = true;
        } else if (s.take("for")) {
            meeting.minutes = s.need_whole();
            s.need("minutes");
        } else if (s.take("called")) {
            meeting.title = s.need_text();
        } else if (s.take("accepted by")) {
            meeting.accepted_by = people(s);
        } else {
            s = before;
            break;
        }
    }
    if (!dated) s.missing("the meeting's day and time");
    return meeting;
}

bool Playing::book(Sentence& s) {
    const auto booked = s.attempt([](Sentence& ahead) -> std::optional<Sentence> {
        if (!ahead.take("a")) return std::nullopt;
        const Sentence kind = ahead;
        return ahead.word_for<MeetingKind>() ? std::optional(kind) : std::nullopt;
    });
    if (!booked) return false;
    s = *booked;
    perform(meeting_line(s));
    if (!refused_) deal().meeting = look().deal.meetings.back().id;
    return true;
}

Instant Playing::moment(Sentence& s) {
    const Date day = s.need_date();
    const auto time = s.time_of_day();
    if (!time) s.missing("a time like 10:30");
    return zone_.at(day, *time);
}

std::vector<PersonId> Playing::people(Sentence& s) {
    std::vector<PersonId> found{person(s.need_name())};
    for (;;) {
        const auto next = s.attempt([](Sentence& ahead) -> std::optional<std::string> {
            if (!ahead.take("and") && !ahead.take(",")) return std::nullopt;
            auto name = ahead.name();
            // "…, Rob came": he begins the next part.
            return ahead.take("came") ? std::nullopt : name;
        });
        if (!next) return found;
        found.push_back(person(*next));
    }
}

bool Playing::we(Sentence& s) {
    if (s.take("what's up:")) {
        whats_up(s);
        return true;
    }
    return s.take("we") && (we_meet(s) || we_let_go(s) || we_promise(s) || we_answer_the_page(s) ||
                            we_give(s) || we_deal(s));
}

bool Playing::we_meet(Sentence& s) {
    if (s.take("plan it:")) {
        plan(s);
    } else if (s.take("ask on the spot")) {
        ask_on_the_spot(s);
    } else if (s.take("debrief it:")) {
        debrief(s);
    } else if (s.take("send the recap")) {
        perform(SendRecap{debriefed_meeting().id});
    } else if (s.take("take back that the recap went out")) {
        perform(CorrectRecap{debriefed_meeting().id});
    } else if (s.take("take back what came of")) {
        const AskId ask = ask_named(s).id;
        perform(CorrectAsk{meeting().id, ask});
    } else if (s.take("move the meeting")) {
        move_meeting(s, Side::seller);
    } else if (s.take("call the meeting off")) {
        perform(CancelMeeting{meeting().id, Side::seller, colon_text(s)});
    } else {
        return false;
    }
    return true;
}

void Playing::move_meeting(Sentence& s, Side by) {
    ChangeMeeting change;
    change.meeting = meeting().id;
    change.by = by;
    if (s.take("to")) change.starts = moment(s);
    if (s.take("for")) {
        change.minutes = s.need_whole();
        s.need("minutes");
    }
    if (s.take(",")) {
        s.need("accepted by");
        change.accepted_by = people(s);
    }
    perform(change);
}

void Playing::plan(Sentence& s) {
    WritePlan plan;
    plan.meeting = meeting().id;
    do {
        if (s.take("purpose"))
            plan.purpose = s.need_text();
        else if (s.take("best"))
            plan.asks.push_back(ask(s, AskRank::best));
        else if (s.take("minimum"))
            plan.asks.push_back(ask(s, AskRank::minimum));
        else if (s.take("alternative"))
            plan.asks.push_back(ask(s, AskRank::alternative));
        else if (s.take("what's up"))
            plan.whats_up = s.need_text();
        else if (s.take("reserve"))
            plan.reserve_minutes = s.need_whole();
        else
            s.missing("purpose, best, minimum, alternative, what's up or reserve");
    } while (s.take(","));
    perform(plan);
}

void Playing::ask_on_the_spot(Sentence& s) {
    PlaceAsk place{.meeting = meeting().id, .ask = ask(s, AskRank::alternative)};
    if (s.take(", accepted")) {
        place.answer = AskAnswer::accepted;
    } else if (s.take(", declined")) {
        place.answer = AskAnswer::declined;
        place.words = colon_text(s);
    }
    perform(place);
}

// "…" [from NAME] [by DATE] [effort GRADE] [proof "…"] [play ID]
AskDraft Playing::ask(Sentence& s, AskRank rank) {
    AskDraft draft;
    draft.rank = rank;
    draft.effort = Effort::compliance;
    draft.what = s.text().value_or("");
    for (;;) {
        const Sentence before = s;
        s.take(",");
        if (s.take("from"))
            draft.owner = person(s.need_name());
        else if (s.take("by"))
            draft.due = s.need_date();
        else if (s.take("effort"))
            draft.effort = s.need_word_for<Effort>();
        else if (s.take("proof"))
            draft.proof = s.need_text();
        else if (s.take("play"))
            draft.play = s.need_word();
        else {
            s = before;
            return draft;
        }
    }
}

// Parts by commas: NAME came, nobody came, a promise of either side, NAME asks for a KIND,
// next MEETING, no next [because "…"], notes "…".
void Playing::debrief(Sentence& s) {
    DebriefMeeting debrief;
    debrief.meeting = meeting().id;
    do {
        if (s.take("nobody came")) {
        } else if (s.take("next")) {
            debrief.next_meeting = meeting_line(s);
        } else if (s.take("no next")) {
            debrief.no_next_because = because(s);
        } else if (s.take("notes")) {
            debrief.notes = s.need_text();
        } else if (s.take("we agree to")) {
            Promised promised = promise_of("we");
            promise_parts(s, promised);
            debrief.promises.push_back(promised.draft);
        } else {
            const std::string name = s.need_name();
            if (s.take("came")) {
                debrief.attended.push_back(person(name));
            } else if (s.take("agrees to")) {
                Promised promised = promise_of(name);
                promise_parts(s, promised);
                debrief.promises.push_back(promised.draft);
            } else if (const auto wanted = request_line(s, person(name))) {
                debrief.requests.push_back(*wanted);
            } else {
                s.missing("came, agrees to or asks for");
            }
        }
    } while (s.take(",") || s.take(";"));
    perform(debrief);
    if (refused_) return;
    deal().debriefed = debrief.meeting;
    if (debrief.next_meeting) deal().meeting = look().deal.meetings.back().id;
    if (!debrief.requests.empty()) deal().request = look().deal.requests.back().id;
}

void Playing::whats_up(Sentence& s) {
    RecordHesitation hesitation;
    hesitation.meeting = meeting().id;
    hesitation.words = s.need_text();
    if (s.take(",")) {
        s.need("park");
        hesitation.choice = KeepOrPark::park;
    }
    perform(hesitation);
}

// ---- Promises

Playing::Promised Playing::promise_of(const std::string& name) const {
    Promised promised;
    if (name == "somebody") return promised;
    if (name == "we" || members_.contains(name)) {
        promised.draft.side = Side::seller;
        promised.draft.member = name == "we" ? stage_.sam() : members_.at(name);
    } else {
        promised.draft.person = person(name);
    }
    return promised;
}

// ["…"] [by DATE], effort GRADE[, proof "…"][, unasked][, proves STAGE][, in the meeting]
// [, for the demo][, owned by NAME]
void Playing::promise_parts(Sentence& s, Promised& promised) {
    promised.draft.what = s.text().value_or("");
    for (;;) {
        const Sentence before = s;
        s.take(",");
        if (!promise_part(s, promised)) {
            s = before;
            return;
        }
        promised.bare = false;
    }
}

bool Playing::promise_part(Sentence& s, Promised& promised) {
    PromiseDraft& draft = promised.draft;
    if (s.take("by")) {
        draft.due = s.need_date();
    } else if (s.take("effort")) {
        draft.effort = s.need_word_for<Effort>();
    } else if (s.take("proof")) {
        draft.proof = s.need_text();
    } else if (s.take("unasked")) {
        draft.initiative = Initiative::unasked;
    } else if (s.take("proves")) {
        draft.proves = s.need_word();
    } else if (s.take("in the meeting")) {
        promised.meeting = meeting().id;
    } else if (s.take("for")) {
        promised.request = request_named(s).id;
    } else if (s.take("owned by")) {
        draft.person.reset();
        draft.member.reset();
        if (s.take("nobody")) return true;
        const std::string name = s.need_name();
        if (members_.contains(name))
            draft.member = members_.at(name);
        else
            draft.person = person(name);
    } else {
        return false;
    }
    return true;
}

void Playing::propose(Sentence& s, Promised promised, Standing standing) {
    promise_parts(s, promised);
    // "Dana agrees to "…"" may mean a promise that was proposed before.
    if (promised.bare && standing == Standing::agreed) {
        const Commitment* before = last_promise(promised.draft.what);
        if (before && std::holds_alternative<Proposed>(before->state)) {
            perform(AgreePromise{before->id});
            return;
        }
    }
    perform(ProposePromise{promised.draft, standing, promised.meeting, promised.request});
}

// keep, miss, move, withdraw: what either side does with a promise of its own.
bool Playing::we_promise(Sentence& s) {
    if (s.take("agree to")) {
        propose(s, promise_of("we"), Standing::agreed);
    } else if (s.take("agree")) {
        const Commitment* proposed = last_proposed(Us{stage_.sam()});
        if (!proposed) throw Fault{"nothing was proposed to us"};
        perform(AgreePromise{proposed->id});
    } else if (s.take("are asked to")) {
        propose(s, promise_of("we"), Standing::proposed);
    } else if (s.take("keep")) {
        KeepPromise keep{promise(s.need_text()).id, {}};
        if (s.take("on")) keep.on = s.need_date();
        perform(keep);
    } else if (s.take("miss")) {
        perform(MissPromise{promise(s.need_text()).id});
    } else if (s.take("move")) {
        MovePromise move{promise(s.need_text()).id, {}, Side::seller};
        s.need("to");
        move.to = s.need_date();
        perform(move);
    } else if (s.take("withdraw")) {
        const CommitmentId id = promise(s.need_text()).id;
        perform(WithdrawPromise{id, colon_text(s)});
    } else if (s.take("take back what was said of")) {
        perform(CorrectPromise{promise(s.need_text()).id});
    } else if (s.take("release")) {
        const CommitmentId id = promise(s.need_text()).id;
        perform(ReleasePromise{id, colon_text(s)});
    } else if (s.rest().starts_with("decline \"")) {
        s.need("decline");
        const CommitmentId id = promise(s.need_text()).id;
        perform(DeclinePromise{id, colon_text(s)});
    } else {
        return false;
    }
    return true;
}

// ---- What a buyer does on his page that waits for us, and our answers

// Dana suggests for "…" ["…"] [by DATE][: "why"]; Dana names a colleague "Carl"[: "signs"]
bool Playing::they_on_page(Sentence& s, const std::string& name) {
    if (s.take("suggests for")) {
        CounterPromise counter;
        counter.promise = promise(s.need_text()).id;
        if (const auto what = s.attempt([](Sentence& ahead) { return ahead.text(); }))
            counter.what = *what;
        if (s.take("by")) counter.due = s.need_date();
        counter.words = colon_text(s);
        perform_as(name, counter);
    } else if (s.take("names a colleague")) {
        NameColleague named{.name = s.need_text(), .email = {}, .does = {}};
        named.does = colon_text(s);
        perform_as(name, named);
    } else {
        return false;
    }
    return true;
}

// accept what is suggested for "…"; leave "…" as it was[: "why"]; take Carl (approver) in;
// leave Carl out
bool Playing::we_answer_the_page(Sentence& s) {
    const auto named = [&](const std::string& name) {
        for (const Colleague& colleague : look().deal.colleagues)
            if (colleague.waits() && colleague.name == name) return colleague.id;
        throw Fault{"nobody named " + name};
    };
    if (s.take("accept what is suggested for")) {
        perform(AcceptCounter{promise(s.need_text()).id});
    } else if (s.rest().starts_with("leave \"")) {
        s.need("leave");
        const CommitmentId id = promise(s.need_text()).id;
        s.need("as it was");
        perform(LeaveCounter{id, colon_text(s)});
    } else if (!s.rest().starts_with("take back") && s.take("take")) {
        ConfirmColleague confirm;
        const std::string name = s.need_name();
        confirm.colleague = named(name);
        std::optional<Level> level;
        role_and_level(s, confirm.role, level);
        s.need("in");
        confirm.person = met(name, level, confirm.role);
        perform(confirm);
    } else if (s.take("leave")) {
        const std::string name = s.need_name();
        s.need("out");
        perform(DismissColleague{named(name)});
    } else {
        return false;
    }
    return true;
}

// ---- Requests and touches: what we give

bool Playing::we_give(Sentence& s) {
    if (s.take("accept")) {
        accept_request(s);
    } else if (s.take("decline")) {
        const RequestId id = request_named(s).id;
        perform(DeclineRequest{id, colon_text(s)});
    } else if (s.take("take back that we delivered")) {
        perform(CorrectDelivery{request_named(s).id});
    } else if (s.take("deliver")) {
        perform(DeliverRequest{request_named(s).id});
    } else if (s.take("touch")) {
        MakeTouch touch;
        if (!s.take("nobody")) touch.person = person(s.need_name());
        s.need("by");
        touch.kind = s.need_word_for<TouchKind>();
        perform(touch);
    } else if (s.take("reach")) {
        touch_outside(s, Reach::reached);
    } else if (s.take("try")) {
        touch_outside(s, Reach::attempt);
    } else if (s.take("see")) {
        const PersonId who = person(s.need_name());
        s.need("every");
        const auto done = stage_.see_every(who, s.need_whole(), now_);
        s.need("days");
        if (!done) refused_ = done.error();
        look_.reset();
    } else if (s.take("note")) {
        perform(AddNote{s.need_text()});
    } else {
        return false;
    }
    return true;
}

void Playing::accept_request(Sentence& s) {
    AcceptRequest accept;
    accept.request = request_named(s).id;
    if (s.take(":")) {
        do {
            if (s.take("purpose")) {
                accept.purpose = s.need_text();
            } else if (s.take("outcome")) {
                accept.outcome = s.need_text();
            } else if (s.take("decision")) {
                accept.decision = s.need_text();
            } else if (s.take("exchange nothing")) {
                accept.nothing_in_exchange = true;
            } else if (s.take("exchange")) {
                if (const auto name = s.name()) {
                    Promised promised = promise_of(*name);
                    promise_parts(s, promised);
                    accept.exchange_promise = promised.draft;
                } else {
                    accept.exchange = promise(s.need_text()).id;
                }
            } else if (s.take("override")) {
                accept.override_reason = s.need_text();
            } else if (s.take("ends")) {
                accept.ends_on = s.need_date();
            } else if (s.take("criteria")) {
                accept.success_criteria = s.need_text();
            } else {
                s.missing("purpose, outcome, decision, exchange, override, ends or criteria");
            }
        } while (s.take(","));
    }
    perform(accept);
}

// ---- The deal

bool Playing::we_deal(Sentence& s) {
    const auto in_the_meeting = [&]() -> std::optional<MeetingId> {
        if (s.take("in the meeting")) return meeting().id;
        return std::nullopt;
    };
    if (s.take("enter stage")) {
        const std::string stage = s.need_word();
        perform(EnterStage{stage, because(s)});
    } else if (s.take("win it")) {
        WinDeal win;
        win.meeting = in_the_meeting();
        perform(win);
    } else if (s.take("lose it to")) {
        LoseDeal lose;
        lose.to = s.need_word_for<LostTo>();
        lose.why = because(s);
        lose.meeting = in_the_meeting();
        perform(lose);
    } else if (s.take("park it until")) {
        ParkDeal park;
        park.until = s.need_date();
        park.why = because(s);
        park.meeting = in_the_meeting();
        perform(park);
    } else if (s.take("reopen it")) {
        perform(ReopenDeal{because(s)});
    } else if (s.take("hand it to")) {
        perform(HandOver{member(s.need_name())});
    } else if (s.take("snooze it until")) {
        perform(Snooze{s.need_date()});
    } else if (s.take("wake it")) {
        perform(Snooze{});
    } else if (s.take("no longer value it")) {
        ChangeDeal change;
        change.amount.emplace();
        perform(change);
    } else if (s.take("value it at")) {
        ChangeDeal change;
        change.amount = Money{s.need_whole() * 100, settings_.currency};
        perform(change);
    } else if (s.take("rename it")) {
        ChangeDeal change;
        change.name = s.need_text();
        perform(change);
    } else {
        return false;
    }
    return true;
}

// Between two of us: one proposes, the other agrees, either keeps the deal.
bool Playing::we_let_go(Sentence& s) {
    if (s.take("propose to let it go until")) {
        ProposeLettingGo propose;
        propose.until = s.need_date();
        propose.why = because(s);
        perform(propose);
    } else if (s.take("propose to call it lost to")) {
        ProposeLettingGo propose{.how = LettingGoHow::lose, .until = {}};
        propose.to = s.need_word_for<LostTo>();
        propose.why = because(s);
        perform(propose);
    } else if (s.take("agree to let it go")) {
        perform(AgreeLettingGo{});
    } else if (s.take("keep the deal")) {
        perform(DeclineLettingGo{because(s)});
    } else {
        return false;
    }
    return true;
}

// NAME by KIND [for AMOUNT]: a touch that stands in no deal.
void Playing::touch_outside(Sentence& s, Reach reach) {
    Touch touch{.account = deal().account, .reach = reach};
    touch.person = person(s.need_name());
    s.need("by");
    touch.kind = s.need_word_for<TouchKind>();
    if (s.take("for")) touch.cost = Money{100 * s.need_whole(), settings_.currency};
    const auto done = stage_.touch(touch, now_);
    if (!done) refused_ = done.error();
    look_.reset();
}

// ---- What a buyer, or a colleague of ours, does

bool Playing::somebody(Sentence& s) {
    if (s.take("somebody agrees to")) {
        propose(s, promise_of("somebody"), Standing::agreed);
        return true;
    }
    const auto name = s.name();
    if (!name) return false;
    return they_on_page(s, *name) || player_line(s, *name) || they_promise(s, *name) ||
           they_answer(s, *name) || they_want(s, *name);
}

bool Playing::player_line(Sentence& s, const std::string& name) {
    if (s.rest().starts_with("(")) {
        AddPlayer add;
        std::optional<Level> level;
        role_and_level(s, add.role, level);
        s.need("joins");
        add.person = met(name, level, add.role);
        perform(add);
    } else if (s.take("names")) {
        AddPlayer add;
        add.named_by = person(name);
        const std::string other = s.need_name();
        std::optional<Level> level;
        role_and_level(s, add.role, level);
        add.person = met(other, level, add.role);
        perform(add);
    } else if (s.take("becomes")) {
        perform(ChangePlayer{person(name), s.need_word_for<Role>()});
    } else if (s.take("leaves")) {
        perform(RemovePlayer{person(name)});
    } else {
        return false;
    }
    return true;
}

bool Playing::they_promise(Sentence& s, const std::string& name) {
    if (s.take("agrees to")) {
        propose(s, promise_of(name), Standing::agreed);
    } else if (s.take("agrees")) {
        const Commitment* proposed = last_proposed(Them{person(name)});
        if (!proposed) throw Fault{"nothing was proposed to " + name};
        perform(AgreePromise{proposed->id});
    } else if (s.take("is asked to")) {
        propose(s, promise_of(name), Standing::proposed);
    } else if (s.take("proposes")) {
        Promised promised = promise_of(name);
        promised.draft.initiative = Initiative::unasked;
        propose(s, promised, Standing::proposed);
    } else if (s.take("keeps")) {
        KeepPromise keep{promise(s.need_text()).id, {}};
        if (s.take("on")) keep.on = s.need_date();
        perform(keep);
    } else if (s.take("misses")) {
        perform(MissPromise{promise(s.need_text()).id});
    } else if (s.take("moves the meeting")) {
        move_meeting(s, Side::buyer);
    } else if (s.take("moves")) {
        MovePromise move{promise(s.need_text()).id, {}, Side::buyer};
        s.need("to");
        move.to = s.need_date();
        perform(move);
    } else if (s.rest().starts_with("withdraws \"")) {
        s.need("withdraws");
        const CommitmentId id = promise(s.need_text()).id;
        perform(WithdrawPromise{id, colon_text(s)});
    } else {
        return false;
    }
    return true;
}

bool Playing::they_answer(Sentence& s, const std::string& name) {
    if (s.take("accepts the meeting")) {
        ChangeMeeting change;
        change.meeting = meeting().id;
        change.accepted_by = {person(name)};
        perform(change);
    } else if (s.take("accepts")) {
        const AskId ask = ask_named(s).id;
        perform(AnswerAsk{meeting().id, ask, AskAnswer::accepted, colon_text(s), {}});
    } else if (s.take("changes")) {
        const AskId ask = ask_named(s).id;
        AnswerAsk answer{meeting().id, ask, AskAnswer::changed, "", {}};
        if (s.take("to")) {
            Promised promised = promise_of(name);
            promise_parts(s, promised);
            answer.changed_to = promised.draft;
        }
        perform(answer);
    } else if (s.take("declines")) {
        const auto text = s.attempt([](Sentence& ahead) { return ahead.text(); });
        const Commitment* proposed = nullptr;
        if (text)
            proposed = last_promise(*text);
        else if (s.at_end() || s.rest().starts_with(":"))
            proposed = last_proposed(Them{person(name)});
        if (proposed) {
            const CommitmentId id = proposed->id;
            perform(DeclinePromise{id, colon_text(s)});
            return true;
        }
        Sentence quoted("\"" + text.value_or("") + "\"");
        const AskId ask = ask_named(text ? quoted : s).id;
        perform(AnswerAsk{meeting().id, ask, AskAnswer::declined, colon_text(s), {}});
    } else if (s.take("calls the meeting off")) {
        perform(CancelMeeting{meeting().id, Side::buyer, colon_text(s)});
    } else if (s.take("'s temperature:")) {
        temperature(s, name);
    } else {
        return false;
    }
    return true;
}

void Playing::temperature(Sentence& s, const std::string& name) {
    TakeReading reading;
    reading.meeting = meeting().id;
    reading.who = person(name);
    reading.next_step = s.need_word_for<Interest>();
    while (s.take(",")) {
        if (s.take("interested in"))
            reading.most_interesting = s.need_text();
        else if (s.take("clarify"))
            reading.to_clarify = s.need_text();
        else
            reading.words = s.need_text();
    }
    perform(reading);
}

// asks for [a|an] KIND ["…"]
std::optional<RequestDraft> Playing::request_line(Sentence& s, PersonId by) {
    if (!s.take("asks for")) return std::nullopt;
    if (!s.take("an")) s.take("a");
    RequestDraft draft;
    draft.kind = s.need_word_for<RequestKind>();
    draft.by = by;
    draft.what = s.text().value_or("");
    return draft;
}

bool Playing::they_want(Sentence& s, const std::string& name) {
    if (const auto draft = request_line(s, people_.contains(name) ? person(name) : PersonId{})) {
        AskRequest asked{*draft, {}};
        if (s.take(",")) {
            s.need("in the meeting");
            asked.meeting = meeting().id;
        }
        perform(asked);
        if (!refused_) deal().request = look().deal.requests.back().id;
    } else if (s.take("says")) {
        AnswerRequest answer;
        answer.request = request_named(s).id;
        answer.by = person(name);
        answer.satisfied = !s.take("did not give");
        if (answer.satisfied) s.need("gave");
        if (!s.take("her") && !s.take("him")) s.need("them");
        s.need("what");
        if (!s.take("she") && !s.take("he")) s.need("they");
        if (!s.take("was")) s.need("were");
        s.need("looking for");
        answer.missing = colon_text(s);
        perform(answer);
    } else if (s.take("withdraws")) {
        const RequestId id = request_named(s).id;
        perform(WithdrawRequest{id, colon_text(s)});
    } else if (s.take("answers")) {
        const std::vector<DealTouch>& touches = look().deal.touches;
        if (touches.empty()) throw Fault{"we have touched nobody yet"};
        const TouchId last = touches.back().id;
        perform(AnswerTouch{last, s.text().value_or("")});
    } else if (s.take("writes")) {
        perform(RecordReply{person(name), s.text().value_or("")});
    } else {
        return false;
    }
    return true;
}

std::string Playing::colon_text(Sentence& s) {
    return s.take(":") ? s.need_text() : std::string();
}
std::string Playing::because(Sentence& s) {
    return s.take("because") ? s.need_text() : std::string();
}

// ---- What names stand for

Playing::Opened& Playing::deal() {
    const auto at = deals_.find(deal_);
    if (at == deals_.end())
        throw Fault{deal_.empty() ? "there is no deal yet" : "there is no deal \"" + deal_ + "\""};
    return at->second;
}

const Look& Playing::look() {
    if (!look_) {
        auto seen = stage_.look(deal().id, now_);
        if (!seen) throw Fault{seen.error().code + ": " + seen.error().detail};
        look_ = std::move(seen).value();
    }
    return *look_;
}

const Meeting& Playing::meeting() {
    if (!deal().meeting) throw Fault{"no meeting was booked yet"};
    return *look().deal.meeting(*deal().meeting);
}

const Meeting& Playing::debriefed_meeting() {
    return deal().debriefed ? *look().deal.meeting(*deal().debriefed) : meeting();
}

const Meeting& Playing::meeting_on(Sentence& s) {
    const Date day = s.need_date();
    const auto time = s.time_of_day();
    const Meeting* found = nullptr;
    for (const Meeting& meeting : look().deal.meetings)
        if (zone_.date_of(meeting.starts) == day &&
            (!time || zone_.time_of_day(meeting.starts) == *time))
            found = &meeting;
    if (!found) throw Fault{"there is no meeting on that day"};
    return *found;
}

const Commitment* Playing::last_promise(const std::string& what) {
    const Commitment* found = nullptr;
    for (const Commitment& commitment : look().deal.commitments)
        if (commitment.what == what) found = &commitment;
    return found;
}

const Commitment& Playing::promise(const std::string& what) {
    const Commitment* found = last_promise(what);
    if (!found) throw Fault{"nobody promised \"" + what + "\""};
    return *found;
}

const Commitment* Playing::last_proposed(const Owner& owner) {
    const Commitment* found = nullptr;
    for (const Commitment& commitment : look().deal.commitments)
        if (std::holds_alternative<Proposed>(commitment.state) && commitment.owner == owner)
            found = &commitment;
    return found;
}

const Request& Playing::last_request(RequestKind kind) {
    const Request* found = nullptr;
    for (const Request& request : look().deal.requests)
        if (request.kind == kind) found = &request;
    if (!found) throw Fault{"nobody asked for a " + std::string(word_of(kind))};
    return *found;
}

const Request& Playing::request_named(Sentence& s) {
    if (s.take("it")) {
        if (!deal().request) throw Fault{"nothing was asked for yet"};
        return *look().deal.request(*deal().request);
    }
    s.need("the");
    return last_request(s.need_word_for<RequestKind>());
}

const Ask& Playing::ask_named(Sentence& s) {
    const Meeting& held = meeting();
    if (!held.plan) throw Fault{"the meeting has no plan"};
    const Ask* found = nullptr;
    if (const auto text = s.text()) {
        for (const Ask& ask : held.plan->asks)
            if (ask.what == *text) found = &ask;
    } else {
        s.need("the");
        found = held.plan->ranked(s.need_word_for<AskRank>());
    }
    if (!found) throw Fault{"the plan has no such ask"};
    return *found;
}

PersonId Playing::person(const std::string& name) const {
    const auto at = people_.find(name);
    if (at == people_.end()) throw Fault{"there is nobody called " + name + " at the buyer's"};
    return at->second.id;
}

MemberId Playing::member(const std::string& name) const {
    const auto at = members_.find(name);
    if (at == members_.end()) throw Fault{"there is nobody called " + name + " among us"};
    return at->second;
}

const std::string& Playing::name_of(DealId id) const {
    for (const auto& [name, opened] : deals_)
        if (opened.id == id) return name;
    throw Fault{"Today shows a deal that the scenario did not open"};
}

}  // namespace ante::scenarios
