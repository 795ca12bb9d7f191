// Decisions on the deal itself, its stages and its players.

#include <algorithm>

#include "base/json.h"
#include "method/decisions.h"

namespace ante::method {
namespace {

bool signs_or_decides(const Deal& deal, const Commitment& promise) {
    const Player* who = promise.person() ? deal.player(*promise.person()) : nullptr;
    return who && (who->role == Role::approver || who->role == Role::decision_maker);
}

bool decides(const Deal& deal, const std::optional<PersonId>& person) {
    const Player* who = person ? deal.player(*person) : nullptr;
    return who && who->role == Role::decision_maker;
}

bool evidence_accepted(const Deal& deal) {
    for (const Request& request : deal.requests)
        for (const Answer& answer : request.answers)
            if (answer.satisfied && decides(deal, answer.by)) return true;
    return std::ranges::any_of(deal.commitments, [&](const Commitment& promise) {
        return promise.kept_at() && promise.effort >= Effort::work && promise.person() &&
               decides(deal, *promise.person());
    });
}

// Its place among the workspace's stages; a stage that is no longer there comes before all.
std::ptrdiff_t place_of(const Settings& settings, std::string_view stage) {
    const auto at = std::ranges::find(settings.stages, stage, &Stage::id);
    return at == settings.stages.end() ? -1 : at - settings.stages.begin();
}

Refusal if_not_after_today(Date until, const Decision& decision) {
    if (until > decision.today()) return std::nullopt;
    return refuse("until_not_after_today",
                  words_of(until) + " is not after today. Choose a later day.");
}

}  // namespace

bool is_proven(const Deal& deal, const Stage& stage) {
    const auto any = [&](auto holds) { return std::ranges::any_of(deal.commitments, holds); };
    switch (stage.proof) {
        case Proof::none: return true;
        case Proof::homework_known:
            return !is_blank(deal.homework.issue) && !is_blank(deal.homework.desired_result);
        case Proof::advance_kept:
            return any([](const Commitment& promise) {
                return promise.side() == Side::buyer && is_advance(promise.effort) &&
                       promise.kept_at();
            });
        case Proof::evidence_accepted: return evidence_accepted(deal);
        case Proof::terms_gone_through:
            return any([&](const Commitment& promise) {
                return promise.proves == stage.id && promise.kept_at() &&
                       signs_or_decides(deal, promise);
            });
        case Proof::stake_agreed:
            return any([&](const Commitment& promise) {
                return promise.effort == Effort::stake && (promise.open() || promise.kept_at()) &&
                       signs_or_decides(deal, promise);
            });
    }
    return false;
}

// ---- the deal

Outcome on(const Deal& deal, const OpenDeal& command, const Situation& now) {
    if (!deal.id.nil()) return refuse("deal_already_open", deal.name + " is open already.");
    if (is_blank(command.name))
        return refuse("name_missing", "Give the deal a name, best what the buyer would call it.");
    if (Refusal no = if_negative(command.amount)) return *no;
    const std::optional<MemberId> owner = command.owner ? command.owner : now.by.member;
    if (!owner) return refuse("owner_missing", "Say which member carries the deal.");

    return std::vector<Event>{DealOpened{.deal = now.ids.make<DealTag>(now.at),
                                         .account = command.account,
                                         .name = command.name,
                                         .kind = command.kind,
                                         .owner = *owner,
                                         .visibility = command.visibility,
                                         .amount = command.amount,
                                         .expected_close = command.expected_close,
                                         .external_id = command.external_id,
                                         .crm_stage = command.crm_stage,
                                         .at = now.at}};
}

// Names and figures may be put right at any time.
Outcome on(const Deal& deal, const ChangeDeal& command, const Situation& now) {
    if (command.name && is_blank(*command.name))
        return refuse("name_missing", "Give the deal a name, best what the buyer would call it.");
    if (Refusal no = if_negative(command.amount.value_or(std::nullopt))) return *no;

    DealChanged changed{.at = now.at};
    if (command.name && *command.name != deal.name) changed.name = command.name;
    if (command.kind && *command.kind != deal.kind) changed.kind = command.kind;
    if (command.visibility && *command.visibility != deal.visibility)
        changed.visibility = command.visibility;
    if (command.amount && *command.amount != deal.amount) changed.amount = command.amount;
    if (command.expected_close && *command.expected_close != deal.expected_close)
        changed.expected_close = command.expected_close;
    if (command.go_live && *command.go_live != deal.go_live) changed.go_live = command.go_live;
    if (!changed.name && !changed.kind && !changed.visibility && !changed.amount &&
        !changed.expected_close && !changed.go_live)
        return std::vector<Event>{};
    return std::vector<Event>{changed};
}

Outcome on(const Deal& deal, const HandOver& command, const Situation& now) {
    if (command.to.nil()) return refuse("owner_missing", "Say which member carries the deal.");
    if (command.to == deal.owner) return std::vector<Event>{};
    return std::vector<Event>{HandedOver{command.to, now.at}};
}

// METHOD 8: forward by the buyer's act that proves the stage, or with a reason; back freely.
Outcome on(const Deal& deal, const EnterStage& command, const Situation& now) {
    if (Refusal no = if_not_in_play(deal)) return *no;
    const Stage* stage = now.settings.stage(command.stage);
    if (!stage)
        return refuse("stage_unknown", "There is no stage " + in_quotes(command.stage) + ".");
    if (deal.stage() == stage->id)
        return refuse("stage_already_entered", deal.name + " is in " + stage->name + " already.");
    const bool proven = is_proven(deal, *stage);
    const bool back = place_of(now.settings, stage->id) < place_of(now.settings, deal.stage());
    if (!proven && !back && is_blank(command.reason))
        return refuse("stage_proof_missing",
                      "The buyer has not done yet what proves " + stage->name +
                          ". Ask for that, or say why the deal enters it all the same.");
    if (Refusal no = if_full(deal.stages.size(), DealLimits::stages, "stage changes")) return *no;

    return std::vector<Event>{
        StageEntered{{stage->id, now.at, proven, proven ? std::string{} : command.reason}, now.at}};
}

// The buyer's order is a buyer act: it brings a parked deal back on its way.
Outcome on(const Deal& deal, const WinDeal& command, const Situation& now) {
    if (Refusal no = if_over(deal)) return *no;
    if (Refusal no = if_not_a_meeting_held(deal, command.meeting, now)) return *no;
    if (Refusal no = if_negative(command.amount)) return *no;

    Decision decision(deal, now);
    decision.buyer_acts();
    decision.add(DealWon{command.meeting, command.amount, now.at});
    return std::move(decision).events();
}

Outcome on(const Deal& deal, const LoseDeal& command, const Situation& now) {
    if (Refusal no = if_over(deal)) return *no;
    if (Refusal no = if_not_a_meeting_held(deal, command.meeting, now)) return *no;
    return std::vector<Event>{DealLost{command.to, command.why, command.meeting, now.at}};
}

// A parked deal may be parked anew: that moves the day.
Outcome on(const Deal& deal, const ParkDeal& command, const Situation& now) {
    if (Refusal no = if_over(deal)) return *no;
    if (Refusal no = if_not_after_today(command.until, {deal, now})) return *no;
    if (Refusal no = if_not_a_meeting_held(deal, command.meeting, now)) return *no;
    return std::vector<Event>{DealParked{command.until, command.why, command.meeting, now.at}};
}

Outcome on(const Deal& deal, const ReopenDeal& command, const Situation& now) {
    if (deal.in_play()) return refuse("deal_in_play", deal.name + " is not closed.");
    if (is_blank(command.why)) return refuse("why_missing", "Say why " + deal.name + " goes on.");

    Decision decision(deal, now);
    decision.returns(Side::seller, command.why);
    return std::move(decision).events();
}

Outcome on(const Deal& deal, const WriteHomework& command, const Situation& now) {
    if (Refusal no = if_not_in_play(deal)) return *no;
    if (const std::optional<PersonId> who = command.homework.decision_maker)
        if (Refusal no = if_no_player(deal, *who)) return *no;
    if (command.homework == deal.homework) return std::vector<Event>{};
    return std::vector<Event>{HomeworkWritten{command.homework, now.at}};
}

// ---- players

// Naming a colleague is a buyer act. Who left may join again.
Outcome on(const Deal& deal, const AddPlayer& command, const Situation& now) {
    const std::optional<PersonId> named_by = command.named_by ? command.named_by : now.by.person;

    if (Refusal no = if_over(deal)) return *no;
    if (!named_by)
        if (Refusal no = if_parked(deal)) return *no;
    const Player* before = deal.player(command.person);
    if (is_current(before))
        return refuse("player_already_there", before->name + " is a player in this deal already.");
    const auto known = std::ranges::find(now.known, command.person, &Known::person);
    if (known == now.known.end() && !before)
        return refuse("person_unknown", "There is no such person at this account.");
    if (named_by)
        if (Refusal no = if_no_player(deal, *named_by)) return *no;
    if (!before)
        if (Refusal no = if_full(deal.players.size(), DealLimits::players, "players")) return *no;

    const bool fresh = known != now.known.end();
    const std::string& name = fresh ? known->name : before->name;
    const Level level = fresh ? known->level : before->level;
    Decision decision(deal, now);
    if (named_by) decision.buyer_acts();
    decision.add(PlayerAdded{command.person, name, level, command.role, now.at});
    if (named_by)
        decision.add(
            SignReceived{{SignKind::named_colleague, *named_by, now.at, name, {}}, now.at});
    return std::move(decision).events();
}

Outcome on(const Deal& deal, const ChangePlayer& command, const Situation& now) {
    if (Refusal no = if_no_player(deal, command.person)) return *no;
    const Player& player = *deal.player(command.person);
    if (player.role == command.role) return std::vector<Event>{};
    return std::vector<Event>{
        PlayerChanged{player.person, player.name, player.level, command.role, now.at}};
}

Outcome on(const Deal& deal, const RemovePlayer& command, const Situation& now) {
    if (Refusal no = if_no_player(deal, command.person)) return *no;
    return std::vector<Event>{PlayerRemoved{command.person, now.at}};
}

Outcome on(const Deal& deal, const FollowPerson& command, const Situation& now) {
    const Player* player = deal.player(command.person);
    if (!player) return refuse("player_unknown", "This person is not a player in the deal.");
    if (player->name == command.name && player->level == command.level) return std::vector<Event>{};
    return std::vector<Event>{
        PlayerChanged{player->person, command.name, command.level, player->role, now.at}};
}

}  // namespace ante::method
