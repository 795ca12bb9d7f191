// The advisor: the most that each player of a meeting can give now, the least that still moves the
// deal, and what to try when something is declined (METHOD 10).

#include "method/plays/advice.h"

#include <algorithm>

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "method/outlook.h"
#include "store/tallies.h"

namespace ante::api {
namespace {

using namespace method;

constexpr Days freshly_declined{21};

struct PlayerAdvice {
    PersonId person{};
    std::string name;
    Role role = Role::influencer;
    PlayAdvice advice{};
    std::vector<Proposal> ways_up{};
    static constexpr auto fields =
        describe(field<&PlayerAdvice::person>("person", "The player."),
                 field<&PlayerAdvice::name>("name", "His name."),
                 field<&PlayerAdvice::role>("role", "His authority in this deal."),
                 field<&PlayerAdvice::advice>("advice", "What he can give now."),
                 field<&PlayerAdvice::ways_up>("ways_up", "Ways to who can give more."));
};
struct AskAdvice {
    AskId ask{};
    PersonId owner{};
    Chance chance{};
    std::string numbers;
    std::vector<Step> steps{};
    std::string if_declined;
    std::vector<Proposal> instead{};
    static constexpr auto fields = describe(
        field<&AskAdvice::ask>("ask", "The ask in the plan."),
        field<&AskAdvice::owner>("owner", "Whom we ask."),
        field<&AskAdvice::chance>(
            "chance", "That he agrees, as known now, in basis points: 10000 is certain.",
            {.min = 0, .max = Chance::certain}),
        field<&AskAdvice::numbers>("numbers", "Where the chance comes from, in a sentence."),
        field<&AskAdvice::steps>("steps", "The same step by step."),
        field<&AskAdvice::if_declined>("if_declined",
                                       "What to do or say after a no; empty: no play says."),
        field<&AskAdvice::instead>("instead", "What to try when it is declined, three at most."));
};
struct MeetingAdvice {
    std::vector<PlayerAdvice> players{};
    std::vector<AskAdvice> asks{};
    static constexpr auto fields =
        describe(field<&MeetingAdvice::players>("players", "Each who is expected."),
                 field<&MeetingAdvice::asks>(
                     "asks", "Each ask of the plan, in its order, whatever came of it."));
};

// Whose asks that are still to be put do not stand in the way: they are being planned now.
enum class Planned : std::uint8_t { may_be_proposed, left_out };

// What is open between us already, or was declined a short while ago, is not proposed again; what
// stands in the plan that is being written, is.
std::vector<std::string> plays_to_leave_out(const Deal& deal, MeetingId planned, Planned own,
                                            Instant now) {
    std::vector<std::string> out;
    for (const Meeting& meeting : deal.meetings) {
        if (!meeting.plan || meeting.cancelled_at) continue;
        for (const Ask& ask : meeting.plan->asks) {
            if (ask.play.empty()) continue;
            const Commitment* promise = ask.commitment ? deal.commitment(*ask.commitment) : nullptr;
            const bool promised = promise && promise->open();
            const bool declined = ask.outcome == AskOutcome::declined && ask.answered_at &&
                                  *ask.answered_at > now - freshly_declined;
            const bool ahead = ask.outcome == AskOutcome::open && !meeting.debrief &&
                               (meeting.id != planned || own == Planned::left_out);
            if (promised || declined || ahead) out.push_back(ask.play);
        }
    }
    return out;
}

Occasion occasion_of(const Deal& deal, const Player& player, MeetingId planned, Planned own,
                     const Settings& settings, Instant now) {
    Occasion occasion{.role = player.role,
                      .level = player.level,
                      .stage = default_stage(settings, deal.stage()),
                      .kind = deal.kind,
                      .leave_out = plays_to_leave_out(deal, planned, own, now)};
    if (const Meeting* meeting = deal.meeting(planned)) occasion.meeting = meeting->kind;
    occasion.missing_levels = missing_levels(deal);
    occasion.missing_roles = missing_roles(deal);
    for (const method::Request& request : deal.requests)
        if (request.open()) occasion.open_requests.push_back(request.kind);
    return occasion;
}

PlayerAdvice advice_for(const Reading& in, const Deal& deal, const Player& player,
                        MeetingId planned, const Experience& experience) {
    const Settings& settings = in.workspace.settings();
    const Occasion occasion =
        occasion_of(deal, player, planned, Planned::may_be_proposed, settings, in.now);
    return {player.person, player.name, player.role, propose(occasion, settings, experience),
            ways_to_who_can(occasion, settings, experience)};
}

std::string words_after_a_no(std::string_view play, const Settings& settings) {
    if (const Play* known = find_play(play)) return known->if_declined;
    const auto own = std::ranges::find(settings.plays, play, &OwnPlay::id);
    return own == settings.plays.end() ? std::string() : own->if_declined;
}

AskAdvice advice_on(const Reading& in, const Deal& deal, const Meeting& meeting, const Ask& ask,
                    const Player& owner, const Experience& experience) {
    const Settings& settings = in.workspace.settings();
    Reckoning reckoning =
        experience.reckon(ask.play, ask.effort, owner.role, owner.level, settings);
    const Occasion occasion =
        occasion_of(deal, owner, meeting.id, Planned::left_out, settings, in.now);
    return {.ask = ask.id,
            .owner = ask.owner,
            .chance = reckoning.chance,
            .numbers = numbers_of(reckoning, owner.role),
            .steps = std::move(reckoning.steps),
            .if_declined = words_after_a_no(ask.play, settings),
            .instead = instead_of(ask, occasion, settings, experience)};
}

struct OneMeeting {
    MeetingId meeting{};
    static constexpr auto fields =
        describe(field<&OneMeeting::meeting>("meeting", "The meeting.", {.from_path = true}));
};
Result<MeetingAdvice> advise_meeting(const Reading& in, const OneMeeting& params) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    const Deal& deal = stored.deal;
    const Meeting* meeting = deal.meeting(params.meeting);
    if (!meeting) return not_found("meeting");
    TRY(const Experience experience, store::experience_of(in.db, in.workspace));
    MeetingAdvice advice;
    for (const Player& player : deal.players) {
        const bool expected =
            meeting->players.empty() || std::ranges::count(meeting->players, player.person) > 0;
        if (player.left_at || !expected) continue;
        advice.players.push_back(advice_for(in, deal, player, meeting->id, experience));
    }
    if (!meeting->plan) return advice;
    for (const Ask& ask : meeting->plan->asks)
        if (const Player* owner = deal.player(ask.owner))
            advice.asks.push_back(advice_on(in, deal, *meeting, ask, *owner, experience));
    return advice;
}

struct OnePlayer {
    PersonId person{};
    static constexpr auto fields =
        describe(field<&OnePlayer::person>("person", "The player.", {.from_path = true}));
};
Result<PlayerAdvice> advise_player(const Reading& in, const OnePlayer& params) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    const Player* player = stored.deal.player(params.person);
    if (!player || player->left_at) return not_found("player");
    TRY(const Experience experience, store::experience_of(in.db, in.workspace));
    return advice_for(in, stored.deal, *player, {}, experience);
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/meetings/{meeting}/advice", "advise_meeting", "The most that each player can give now, the least that still moves the deal, and what to try when an ask is declined.", Right::see_deal, handled_by<&advise_meeting>()},
    {Verb::get, "/deals/{deal}/players/{person}/advice", "advise_player", "The most that this player can give now, and the least that still moves the deal.", Right::see_deal, handled_by<&advise_player>()},
};
// clang-format on

}  // namespace

Endpoints advice_endpoints() {
    return rows;
}

}  // namespace ante::api
