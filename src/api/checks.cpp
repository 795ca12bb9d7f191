// Asked while somebody types: what the method would say of a plan or a debrief that is not written
// yet. The same code decides, and nothing is kept.

#include <algorithm>

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/trial.h"
#include "store/records.h"
#include "store/tallies.h"

namespace ante::api {
namespace {

using namespace method;

// ---- a plan
// --------------------------------------------------------------------------------------

// As far as it is written: everything may still be missing.
struct PlanSketch {
    MeetingId meeting{};
    std::string purpose{};
    std::string whats_up{};
    std::optional<std::int64_t> reserve_minutes{};
    std::vector<AskDraft> asks{};
    static constexpr auto fields = describe(
        field<&PlanSketch::meeting>("meeting", "The meeting.", {.from_path = true}),
        field<&PlanSketch::purpose>("purpose", "Where we want to be at the end.",
                                    {.max_length = 1000, .may_be_absent = true}),
        field<&PlanSketch::whats_up>("whats_up", "The what's-up question in your own words.",
                                     {.max_length = 500, .may_be_absent = true}),
        field<&PlanSketch::reserve_minutes>(
            "reserve_minutes", "Kept free at the end; absent: a sixth, at least the workspace's.",
            {.min = 0, .max = 240}),
        field<&PlanSketch::asks>("asks", "As far as they are written.",
                                 {.max_items = 20, .may_be_absent = true}));
};

struct AskCheck {
    std::int64_t index = 0;
    bool valid = false;
    std::optional<WhyNot> refused{};
    std::vector<Advice> advised_against{};
    double stake = 0;
    std::optional<Chance> chance{};
    std::string numbers;
    static constexpr auto fields = describe(
        field<&AskCheck::index>("index", "Its place in what you sent, from 0."),
        field<&AskCheck::valid>("valid", "Could it be written so?"),
        field<&AskCheck::refused>("refused",
                                  "What is missing: an owner, a day, something to be seen …"),
        field<&AskCheck::advised_against>("advised_against", "Allowed, and better made otherwise."),
        field<&AskCheck::stake>("stake", "What it is worth when kept on time."),
        field<&AskCheck::chance>("chance",
                                 "That its owner agrees, in basis points: 10000 is certain.",
                                 {.min = 0, .max = Chance::certain}),
        field<&AskCheck::numbers>("numbers",
                                  "Where the chance comes from; empty without an owner."));
};
struct PlanCheck {
    bool valid = false;
    std::optional<WhyNot> refused{};
    std::vector<AskCheck> asks{};
    std::vector<SignalView> signals{};
    std::int64_t reserve_minutes = 0;
    Instant reserve_from{};
    static constexpr auto fields = describe(
        field<&PlanCheck::valid>("valid", "Could the whole be written so?"),
        field<&PlanCheck::refused>("refused", "Why not, if not: the first thing in the way."),
        field<&PlanCheck::asks>("asks", "Each ask, in your order."),
        field<&PlanCheck::signals>(
            "signals",
            "What would hold for the meeting with those asks that are valid: plan_missing, "
            "plan_flat, ask_is_ours, ask_beyond_authority, no_reserve, now or later."),
        field<&PlanCheck::reserve_minutes>("reserve_minutes", "Kept free at the end."),
        field<&PlanCheck::reserve_from>("reserve_from", "When these minutes begin."));
};

AskCheck check_ask(const Reading& in, const Trial& trial, const Deal& deal, MeetingId meeting,
                   const AskDraft& ask, const Experience& experience) {
    AskCheck check;
    const auto tried =
        trial.carry_out(deal, WritePlan{.meeting = meeting, .purpose = "–", .asks = {ask}});
    check.valid = tried.has_value();
    if (!check.valid) check.refused = WhyNot{tried.error().code, tried.error().detail};
    PromiseDraft draft;
    draft.person = ask.owner;
    draft.what = ask.what;
    draft.due = ask.due;
    draft.proof = ask.proof;
    draft.effort = ask.effort;
    check.advised_against = advice_on(draft, in.workspace.zone().date_of(in.now));
    if (ask.owner) {
        Commitment promise;
        promise.owner = Them{*ask.owner};
        promise.effort = ask.effort;
        check.stake = full_stake(deal, promise, in.workspace.settings());
    }
    const Player* owner = ask.owner ? deal.player(*ask.owner) : nullptr;
    if (owner) {
        const Reckoning reckoning = experience.reckon(ask.play, ask.effort, owner->role,
                                                      owner->level, in.workspace.settings());
        check.chance = reckoning.chance;
        check.numbers = numbers_of(reckoning, owner->role);
    }
    return check;
}

Result<PlanCheck> check_plan(const Reading& in, const PlanSketch& body) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    const Deal& deal = stored.deal;
    const Meeting* meeting = deal.meeting(body.meeting);
    if (!meeting) return not_found("meeting");
    TRY(const Experience experience, store::experience_of(in.db, in.workspace));
    const Trial trial(in, &experience);
    WritePlan plan{.meeting = body.meeting,
                   .purpose = body.purpose,
                   .whats_up = body.whats_up,
                   .reserve_minutes = body.reserve_minutes,
                   .asks = body.asks};
    PlanCheck check;

    // 1. The whole, as it would be written.
    const auto whole = trial.carry_out(deal, plan);
    check.valid = whole.has_value();
    if (!check.valid) check.refused = WhyNot{whole.error().code, whole.error().detail};

    // 2. Each ask alone, and the plan of those that could be written.
    plan.asks.clear();
    for (std::size_t i = 0; i < body.asks.size(); ++i) {
        AskCheck ask = check_ask(in, trial, deal, body.meeting, body.asks[i], experience);
        ask.index = static_cast<std::int64_t>(i);
        if (ask.valid) plan.asks.push_back(body.asks[i]);
        check.asks.push_back(std::move(ask));
    }
    const auto valid = whole.has_value() ? whole : trial.carry_out(deal, plan);
    const Deal& then = valid.has_value() ? valid.value().deal : deal;
    const Meeting& planned = *then.meeting(body.meeting);
    if (planned.plan) check.reserve_minutes = planned.plan->reserve_minutes;
    check.reserve_from = planned.ends() - minutes{check.reserve_minutes};
    TRY(check.signals, signals_of_deal(in, then, in.now));
    std::erase_if(check.signals, [&](const SignalView& s) {
        return s.subject != body.meeting.value ||
               (s.rule != "plan_missing" && s.rule != "plan_flat" && s.rule != "ask_is_ours" &&
                s.rule != "ask_beyond_authority" && s.rule != "no_reserve");
    });
    in.aside.version = stored.version;
    return check;
}

// ---- a debrief
// -----------------------------------------------------------------------------------

struct DebriefSketch {
    MeetingId meeting{};
    std::vector<PersonId> attended{};
    std::vector<PromiseDraft> promises{};
    std::vector<RequestDraft> requests{};
    std::optional<ScheduleMeeting> next_meeting{};
    std::string no_next_because{};
    std::string notes{};
    static constexpr auto fields = describe(
        field<&DebriefSketch::meeting>("meeting", "The meeting.", {.from_path = true}),
        field<&DebriefSketch::attended>("attended", "The players who were there.",
                                        {.max_items = 50, .may_be_absent = true}),
        field<&DebriefSketch::promises>("promises", "As far as they are written.",
                                        {.max_items = 50, .may_be_absent = true}),
        field<&DebriefSketch::requests>("requests", "What they asked of us.",
                                        {.max_items = 50, .may_be_absent = true}),
        field<&DebriefSketch::next_meeting>("next_meeting", "Booked before this one ended."),
        field<&DebriefSketch::no_next_because>("no_next_because", "Why none was booked.",
                                               {.max_length = 500, .may_be_absent = true}),
        field<&DebriefSketch::notes>("notes", "Anything else.",
                                     {.max_length = 10000, .may_be_absent = true}));
};
struct PromiseCheck {
    std::int64_t index = 0;
    bool valid = false;
    std::optional<WhyNot> refused{};
    std::vector<Advice> advised_against{};
    static constexpr auto fields =
        describe(field<&PromiseCheck::index>("index", "Its place in what you sent, from 0."),
                 field<&PromiseCheck::valid>("valid", "Could it be written so?"),
                 field<&PromiseCheck::refused>("refused", "What is missing."),
                 field<&PromiseCheck::advised_against>("advised_against",
                                                       "Allowed, and better made otherwise."));
};
struct DebriefCheck {
    bool valid = false;
    std::optional<WhyNot> refused{};
    std::optional<Verdict> verdict{};
    std::vector<PromiseCheck> promises{};
    std::optional<std::int64_t> skin{};
    double momentum = 0;
    std::vector<SignalView> signals{};
    static constexpr auto fields = describe(
        field<&DebriefCheck::valid>("valid", "Could the whole be written so?"),
        field<&DebriefCheck::refused>("refused", "Why not, if not: the first thing in the way."),
        field<&DebriefCheck::verdict>(
            "verdict",
            "As it would be, with those promises that are valid; absent: it can't be told yet."),
        field<&DebriefCheck::promises>("promises", "Each promise, in your order."),
        field<&DebriefCheck::skin>("skin", "Skin in the game afterwards, per cent."),
        field<&DebriefCheck::momentum>("momentum", "Momentum afterwards."),
        field<&DebriefCheck::signals>("signals", "What would hold for the meeting afterwards."));
};

DebriefMeeting debrief_in(const DebriefSketch& body) {
    return {.meeting = body.meeting,
            .attended = body.attended,
            .promises = body.promises,
            .requests = body.requests,
            .next_meeting = body.next_meeting,
            .no_next_because = body.no_next_because,
            .notes = body.notes};
}

Result<DebriefCheck> check_debrief(const Reading& in, const DebriefSketch& body) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    const Deal& deal = stored.deal;
    if (!deal.meeting(body.meeting)) return not_found("meeting");
    const Trial trial(in);
    DebriefCheck check;

    // 1. The whole, as it would be written.
    DebriefMeeting debrief = debrief_in(body);
    const auto whole = trial.carry_out(deal, debrief);
    check.valid = whole.has_value();
    if (!check.valid) check.refused = WhyNot{whole.error().code, whole.error().detail};

    // 2. Each promise alone, and what comes of those that could be written.
    debrief.promises.clear();
    for (std::size_t i = 0; i < body.promises.size(); ++i) {
        PromiseCheck promise{.index = static_cast<std::int64_t>(i)};
        const auto tried = trial.carry_out(
            deal, DebriefMeeting{.meeting = body.meeting, .promises = {body.promises[i]}});
        promise.valid = tried.has_value();
        if (!promise.valid) promise.refused = WhyNot{tried.error().code, tried.error().detail};
        promise.advised_against = advice_on(body.promises[i], in.workspace.zone().date_of(in.now));
        if (promise.valid) debrief.promises.push_back(body.promises[i]);
        check.promises.push_back(std::move(promise));
    }
    if (!whole.has_value()) debrief.next_meeting.reset();
    const auto valid = whole.has_value() ? whole : trial.carry_out(deal, debrief);
    if (valid.has_error()) return check;

    const Deal& then = valid.value().deal;
    const Settings& settings = in.workspace.settings();
    check.verdict = verdict_of(then, *then.meeting(body.meeting));
    const Ledger ledger = ledger_of(then, settings);
    if (ledger.skin_in_the_game) check.skin = *ledger.skin_in_the_game;
    check.momentum = momentum_now(ledger.momentum, in.now, settings.half_life_days);
    TRY(check.signals, signals_of_deal(in, then, in.now));
    std::erase_if(check.signals,
                  [&](const SignalView& s) { return s.subject != body.meeting.value; });
    in.aside.version = stored.version;
    return check;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::post, "/meetings/{meeting}/plan/check", "check_plan", "What the method says of a plan as it is typed; keeps nothing.", Right::see_deal, handled_by<&check_plan>()},
    {Verb::post, "/meetings/{meeting}/debrief/check", "check_debrief", "The verdict as it would be, and what is missing; keeps nothing.", Right::see_deal, handled_by<&check_debrief>()},
};
// clang-format on

}  // namespace

Endpoints check_endpoints() {
    return rows;
}

}  // namespace ante::api
