// What follows from a deal for its page: the cooling curve, who and what is missing, the way
// through the door and from stage to stage, what requests led to.

#include <algorithm>

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/request_view.h"
#include "method/outlook.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

// ---- momentum
// ------------------------------------------------------------------------------------

struct Jump {
    Instant at{};
    double before = 0;
    double after = 0;
    Act act{};
    static constexpr auto fields = describe(
        field<&Jump::at>("at", "When."), field<&Jump::before>("before", "Momentum just before."),
        field<&Jump::after>("after", "And just after; from there it cools by itself."),
        field<&Jump::act>("act", "The buyer's act."));
};
struct PromiseAhead {
    CommitmentId promise{};
    Side side = Side::buyer;
    std::string what;
    Date due{};
    Effort effort = Effort::compliance;
    std::optional<PersonId> person{};
    std::optional<MemberId> member{};
    Punctual punctual = Punctual::on_time;
    double momentum = 0;
    std::optional<std::int64_t> skin{};
    double buyer_stake = 0;
    double seller_stake = 0;
    static constexpr auto fields = describe(
        field<&PromiseAhead::promise>("promise", "The open promise."),
        field<&PromiseAhead::side>("side", "Whose."),
        field<&PromiseAhead::what>("what", "What will be done."),
        field<&PromiseAhead::due>("due", "By when."),
        field<&PromiseAhead::effort>("effort", "What it costs the one who promised."),
        field<&PromiseAhead::person>("person", "The player who promised."),
        field<&PromiseAhead::member>("member", "The member who promised."),
        field<&PromiseAhead::punctual>("punctual", "Would it be on time, kept now?"),
        field<&PromiseAhead::momentum>("momentum", "Momentum now, if it were kept now."),
        field<&PromiseAhead::skin>("skin", "Skin in the game, if it were kept now, per cent."),
        field<&PromiseAhead::buyer_stake>("buyer_stake", "What they would have put in."),
        field<&PromiseAhead::seller_stake>("seller_stake", "What we would have put in."));
};
struct MomentumCurve {
    Instant now{};
    double half_life_days = 0;
    double momentum = 0;
    std::optional<Instant> falls_below_one{};
    std::vector<Jump> jumps{};
    std::vector<PromiseAhead> if_kept{};
    static constexpr auto fields = describe(
        field<&MomentumCurve::now>("now", "The moment of what follows."),
        field<&MomentumCurve::half_life_days>(
            "half_life_days",
            "Between jumps and from now on: momentum × 2^(−days / half_life_days)."),
        field<&MomentumCurve::momentum>("momentum", "Momentum now."),
        field<&MomentumCurve::falls_below_one>(
            "falls_below_one", "When it is below 1 if nobody acts; absent: it is already."),
        field<&MomentumCurve::jumps>("jumps", "Each of the buyer's acts that moved it, in order."),
        field<&MomentumCurve::if_kept>("if_kept", "What each open promise would do, kept now."));
};

Result<MomentumCurve> show_momentum(const Reading& in, const LookAtDeal& params) {
    TRY(const auto seen, look_at_deal(in, params));
    const Deal& deal = seen.stored.deal;
    const Instant now = seen.moment;
    const Settings& settings = in.workspace.settings();
    const double half_life = settings.half_life_days;
    const Ledger ledger = ledger_of(deal, settings);
    MomentumCurve curve{.now = now,
                        .half_life_days = half_life,
                        .momentum = momentum_now(ledger.momentum, now, half_life)};
    double sum = 0;
    for (const Act& act : ledger.acts) {
        if (act.side != Side::buyer || act.stake == 0) continue;
        Jump jump{.at = act.at, .before = momentum_now(sum, act.at, half_life), .act = act};
        sum += momentum_stored(act.stake, act.at, half_life);
        jump.after = momentum_now(sum, act.at, half_life);
        curve.jumps.push_back(std::move(jump));
    }
    if (curve.momentum >= 1)
        curve.falls_below_one = momentum_falls_to(ledger.momentum, 1, half_life);
    for (const IfKept& kept : method::if_kept(deal, settings, in.workspace.zone(), now)) {
        const Commitment& promise = *deal.commitment(kept.promise);
        PromiseAhead ahead{.promise = promise.id,
                           .side = kept.side,
                           .what = promise.what,
                           .due = promise.due,
                           .effort = promise.effort,
                           .punctual = kept.punctual,
                           .momentum = kept.momentum,
                           .skin = {},
                           .buyer_stake = kept.buyer_stake,
                           .seller_stake = kept.seller_stake};
        if (kept.skin) ahead.skin = *kept.skin;
        if (const PersonId* person = promise.person())
            ahead.person = *person;
        else
            ahead.member = std::get<Us>(promise.owner).member;
        curve.if_kept.push_back(std::move(ahead));
    }
    return curve;
}

// ---- people
// --------------------------------------------------------------------------------------

struct PlayerDeeds {
    Player player{};
    double stake = 0;
    std::int64_t acts = 0;
    std::int64_t promises_open = 0;
    std::int64_t promises_kept = 0;
    std::int64_t promises_missed = 0;
    std::int64_t meetings_attended = 0;
    std::optional<Instant> last_act{};
    std::optional<method::Reading> reading{};
    static constexpr auto fields = describe(
        field<&PlayerDeeds::player>("player", "The player."),
        field<&PlayerDeeds::stake>("stake", "What he put in."),
        field<&PlayerDeeds::acts>("acts", "How often he did anything."),
        field<&PlayerDeeds::promises_open>("promises_open", "Open promises of his."),
        field<&PlayerDeeds::promises_kept>("promises_kept", "Promises he kept."),
        field<&PlayerDeeds::promises_missed>("promises_missed", "Promises he missed."),
        field<&PlayerDeeds::meetings_attended>("meetings_attended", "Meetings he came to."),
        field<&PlayerDeeds::last_act>("last_act", "When he last did anything."),
        field<&PlayerDeeds::reading>("reading", "His last temperature."));
};
struct DealPeople {
    std::vector<PlayerDeeds> items{};
    std::vector<Role> missing_roles{};
    std::vector<Level> missing_levels{};
    static constexpr auto fields = describe(
        field<&DealPeople::items>("items", "Everybody in the deal, who left last."),
        field<&DealPeople::missing_roles>("missing_roles", "Roles that nobody in the deal has."),
        field<&DealPeople::missing_levels>("missing_levels",
                                           "Levels at which we know nobody in the deal."));
};

PlayerDeeds deeds_of(const Deal& deal, const Ledger& ledger, const Player& player) {
    PlayerDeeds deeds{.player = player};
    for (const Act& act : ledger.acts) {
        if (act.side != Side::buyer || act.person != player.person) continue;
        deeds.stake += act.stake;
        ++deeds.acts;
        deeds.last_act = act.at;
    }
    for (const Commitment& promise : deal.commitments) {
        if (!promise.person() || *promise.person() != player.person) continue;
        if (promise.open()) ++deeds.promises_open;
        if (promise.kept_at()) ++deeds.promises_kept;
        if (std::holds_alternative<Missed>(promise.state)) ++deeds.promises_missed;
    }
    for (const Meeting& meeting : deal.meetings) {
        if (meeting.debrief && std::ranges::count(meeting.debrief->attended, player.person) > 0)
            ++deeds.meetings_attended;
        for (const method::Reading& reading : meeting.readings)
            if (reading.who == player.person && (!deeds.reading || deeds.reading->at < reading.at))
                deeds.reading = reading;
    }
    return deeds;
}

Result<DealPeople> show_people(const Reading& in, const Nothing&) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    const Ledger ledger = ledger_of(stored.deal, in.workspace.settings());
    DealPeople people{.items = {},
                      .missing_roles = missing_roles(stored.deal),
                      .missing_levels = missing_levels(stored.deal)};
    for (const Player& player : stored.deal.players)
        people.items.push_back(deeds_of(stored.deal, ledger, player));
    std::stable_partition(people.items.begin(), people.items.end(),
                          [](const PlayerDeeds& d) { return !d.player.left_at; });
    in.aside.version = stored.version;
    return people;
}

// ---- homework
// ------------------------------------------------------------------------------------

struct HomeworkView {
    Homework homework{};
    std::vector<std::string> missing{};
    static constexpr auto fields =
        describe(field<&HomeworkView::homework>("homework", "What is known."),
                 field<&HomeworkView::missing>("missing", "The fields that say nothing yet."));
};
Result<HomeworkView> get_homework(const Reading& in, const Nothing&) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    HomeworkView view{.homework = stored.deal.homework, .missing = {}};
    for (const std::string_view name : missing_homework(stored.deal))
        view.missing.emplace_back(name);
    in.aside.version = stored.version;
    return view;
}

// ---- the door and the stages
// ---------------------------------------------------------------------

struct CheckStages {
    std::optional<std::string> stage{};
    static constexpr auto fields = describe(field<&CheckStages::stage>(
        "stage", "Only this one; absent: all of them.", {.max_length = 40}));
};
struct StageCheck {
    std::string stage;
    std::string name;
    Proof proof = Proof::none;
    std::string wants;
    bool current = false;
    bool proven = false;
    bool needs_reason = false;
    std::optional<WhyNot> refused{};
    std::vector<Commitment> promises{};
    std::vector<method::Request> requests{};
    static constexpr auto fields =
        describe(field<&StageCheck::stage>("stage", "The stage's id."),
                 field<&StageCheck::name>("name", "Its name."),
                 field<&StageCheck::proof>("proof", "The buyer's act that proves it."),
                 field<&StageCheck::wants>("wants", "The same in a sentence."),
                 field<&StageCheck::current>("current", "The deal stands in it."),
                 field<&StageCheck::proven>("proven", "Is that act there?"),
                 field<&StageCheck::needs_reason>(
                     "needs_reason", "Entering it now wants a reason instead of the proof."),
                 field<&StageCheck::refused>(
                     "refused", "Why it can't be entered now without a reason, or at all."),
                 field<&StageCheck::promises>("promises", "The buyer's promises that prove it."),
                 field<&StageCheck::requests>("requests", "The answered requests that prove it."));
};
// METHOD 8: a deal enters the pipeline with its first agreed advance.
struct DoorCheck {
    bool passed = false;
    std::string says;
    std::vector<Commitment> proposed{};
    static constexpr auto fields =
        describe(field<&DoorCheck::passed>("passed", "Is it in the pipeline, or was it?"),
                 field<&DoorCheck::says>("says", "What opens the door, or that it is open."),
                 field<&DoorCheck::proposed>(
                     "proposed", "Promises that would open it, if the buyer agreed to them."));
};
struct StageChecks {
    DoorCheck door{};
    std::vector<StageCheck> stages{};
    static constexpr auto fields =
        describe(field<&StageChecks::door>("door", "From prospect into the pipeline."),
                 field<&StageChecks::stages>("stages", "Each stage, in order."));
};

DoorCheck door_of(const Deal& deal) {
    DoorCheck door;
    door.passed = !std::holds_alternative<Prospect>(deal.state);
    door.says = door.passed ? "The door is behind it."
                            : "It enters the pipeline by itself with the buyer's first agreed "
                              "promise that costs him something. Until then it is a prospect.";
    if (door.passed) return door;
    for (const Commitment& promise : deal.commitments)
        if (std::holds_alternative<Proposed>(promise.state) && promise.side() == Side::buyer &&
            is_advance(promise.effort))
            door.proposed.push_back(promise);
    return door;
}

StageCheck check_of(const Deal& deal, const Stage& stage, const Trial& trial) {
    StageCheck check{.stage = stage.id,
                     .name = stage.name,
                     .proof = stage.proof,
                     .wants = std::string(wants(stage.proof)),
                     .current = deal.stage() == stage.id,
                     .proven = is_proven(deal, stage)};
    const auto tried = trial.carry_out(deal, EnterStage{.stage = stage.id, .reason = {}});
    if (tried.has_error()) {
        check.refused = WhyNot{tried.error().code, tried.error().detail};
        check.needs_reason = tried.error().code == "stage_proof_missing";
    }
    const Shown shown = proof_of(deal, stage);
    for (const CommitmentId id : shown.promises) check.promises.push_back(*deal.commitment(id));
    for (const RequestId id : shown.requests) check.requests.push_back(*deal.request(id));
    return check;
}

Result<StageChecks> check_stages(const Reading& in, const CheckStages& params) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    const Settings& settings = in.workspace.settings();
    if (params.stage && !settings.stage(*params.stage))
        return refuse("stage_unknown", "There is no stage " + *params.stage + " here.");
    const Trial trial(in);
    StageChecks checks{.door = door_of(stored.deal), .stages = {}};
    for (const Stage& stage : settings.stages)
        if (!params.stage || stage.id == *params.stage)
            checks.stages.push_back(check_of(stored.deal, stage, trial));
    in.aside.version = stored.version;
    return checks;
}

// ---- requests
// ------------------------------------------------------------------------------------

struct DealRequests {
    std::vector<RequestView> items{};
    static constexpr auto fields =
        describe(field<&DealRequests::items>("items", "In the order in which they were asked."));
};
Result<DealRequests> show_requests(const Reading& in, const Nothing&) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    TRY(const auto account, store::load_account(in.db, in.workspace.id, stored.deal.account));
    TRY(const auto beside, store::beside_of(in.db, in.workspace, stored.deal));
    const RequestTeller teller(in, stored, account.value.name,
                               store::may_change(in.viewer, stored.deal.owner, beside.team));
    DealRequests all;
    for (const method::Request& request : stored.deal.requests)
        all.items.push_back(teller.tell(request));
    in.aside.version = stored.version;
    return all;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/deals/{deal}/momentum", "show_momentum", "The cooling curve: each jump, now, and what each open promise would do if it were kept.", Right::see_deal, handled_by<&show_momentum>()},
    {Verb::get, "/deals/{deal}/people", "show_deal_people", "What each player has done, and who is missing.", Right::see_deal, handled_by<&show_people>()},
    {Verb::get, "/deals/{deal}/homework", "get_homework", "What is known before the first meeting, and what is missing.", Right::see_deal, handled_by<&get_homework>()},
    {Verb::get, "/deals/{deal}/stage-check", "check_stages", "What opens the door, and which buyer's act proves each stage: is it there?", Right::see_deal, handled_by<&check_stages>()},
    {Verb::get, "/deals/{deal}/requests", "list_deal_requests", "The deal's requests: the gate, what they cost, and what they led to.", Right::see_deal, handled_by<&show_requests>()},
};
// clang-format on

}  // namespace

Endpoints deal_outlook_endpoints() {
    return rows;
}

}  // namespace ante::api
