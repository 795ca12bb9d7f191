// The forecast of one deal: the chance of each end, when, which acts moved it, what one kept
// promise would do, and the curve over its life (METHOD 13).

#include <algorithm>
#include <cmath>

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/forecasting.h"
#include "method/forecast/ledger_story.h"
#include "method/outlook.h"

namespace ante::api {
namespace {

using namespace method;
using namespace method::forecast;

// Only what stands in the pipeline has a forecast (METHOD 8).
enum class ForecastStand : std::uint8_t { before_the_door, in_pipeline, ended };
constexpr auto words(ForecastStand) {
    return std::array{"before_the_door"sv, "in_pipeline"sv, "ended"sv};
}

struct Chances {
    double win = 0;
    double lose = 0;
    double fade = 0;
    std::optional<Date> expected{};
    std::optional<Date> early{};
    std::optional<Date> late{};
    static constexpr auto fields =
        describe(field<&Chances::win>("win", "That it is won, 0 to 1."),
                 field<&Chances::lose>("lose", "That somebody decides against us."),
                 field<&Chances::fade>("fade", "That nobody decides."),
                 field<&Chances::expected>("expected", "If it is won: the day in the middle."),
                 field<&Chances::early>("early", "One win in ten comes before that day."),
                 field<&Chances::late>("late", "One win in ten comes after it."));
};

struct MovedAct {
    Act act{};
    double points = 0;
    static constexpr auto fields = describe(
        field<&MovedAct::act>("act", "What was done."),
        field<&MovedAct::points>("points",
                                 "The chance to win with it less that of the same deal without "
                                 "it, −1 to 1."));
};

struct ChanceIfKept {
    std::optional<CommitmentId> promise{};
    std::string what;
    Effort effort = Effort::work;
    std::optional<PersonId> person{};
    double win = 0;
    static constexpr auto fields = describe(
        field<&ChanceIfKept::promise>("promise", "An open promise of the buyer; absent: any."),
        field<&ChanceIfKept::what>("what", "What he promised; empty: any promise of that cost."),
        field<&ChanceIfKept::effort>("effort", "What it costs him."),
        field<&ChanceIfKept::person>("person", "Who promised."),
        field<&ChanceIfKept::win>("win", "The chance to win, if he kept it now."));
};

struct ChancePoint {
    Instant at{};
    double win = 0;
    static constexpr auto fields =
        describe(field<&ChancePoint::at>("at", "When."),
                 field<&ChancePoint::win>("win", "The chance to win, with what was known then."));
};
struct ActOnCurve {
    Act act{};
    double before = 0;
    double after = 0;
    static constexpr auto fields =
        describe(field<&ActOnCurve::act>("act", "What was done."),
                 field<&ActOnCurve::before>("before", "The chance to win just before."),
                 field<&ActOnCurve::after>("after", "And just after."));
};

struct DealForecast {
    ForecastStand stand = ForecastStand::before_the_door;
    std::string says;
    Instant at{};
    ForecastVoice voice{};
    std::optional<Chances> chances{};
    std::vector<MovedAct> moved{};
    std::vector<ChanceIfKept> if_kept{};
    std::vector<ChancePoint> curve{};
    std::vector<ActOnCurve> acts{};
    static constexpr auto fields = describe(
        field<&DealForecast::stand>("stand", "Only a deal in the pipeline has chances."),
        field<&DealForecast::says>("says", "The same in a sentence."),
        field<&DealForecast::at>("at", "The moment of what follows."),
        field<&DealForecast::voice>("voice", "What speaks here, and how far it can be trusted."),
        field<&DealForecast::chances>("chances", "How it will end, and when; absent: not open."),
        field<&DealForecast::moved>("moved", "The acts that moved it most, biggest first."),
        field<&DealForecast::if_kept>("if_kept",
                                      "What one kept promise would do: each open one of the "
                                      "buyer's; without any, one of each cost."),
        field<&DealForecast::curve>("curve",
                                    "The chance to win from its first day in the pipeline on: each "
                                    "week, and before and after each act."),
        field<&DealForecast::acts>("acts", "The acts on the curve, the last 100."));
};

constexpr std::size_t most_moved = 8;
constexpr std::size_t most_acts = 100;
constexpr int most_weeks = 260;

std::string per_cent(double chance) {
    const int whole = static_cast<int>(std::lround(chance * 100));
    return std::to_string(whole) + " %";
}

Chances chances_of(const Foretold& told, const Oracle& oracle, const Zone& zone) {
    const Forecast& f = told.forecast;
    Chances chances{.win = f.win, .lose = f.lose, .fade = f.fade};
    if (!oracle.tells_deals_apart()) return chances;
    chances.expected = zone.date_of(f.expected);
    chances.early = zone.date_of(f.early);
    chances.late = zone.date_of(f.late);
    return chances;
}

std::string says_of(const Chances& chances, const Oracle& oracle) {
    if (!oracle.tells_deals_apart())
        return per_cent(chances.win) +
               " of closed deals were won; the forecast has shown no skill to say more of this "
               "one.";
    return per_cent(chances.win) + " to win, " + per_cent(chances.lose) + " to lose, " +
           per_cent(chances.fade) + " to fade away.";
}

// The deed that an open promise of the buyer would be, kept now: the rest of its stake.
Deed kept_now(const Deal& deal, const Commitment& promise, const IfKept& kept, double stake_now,
              Instant at) {
    Deed deed{.at = at,
              .worth = static_cast<float>(kept.buyer_stake - stake_now),
              .kind = static_cast<std::uint16_t>(
                  kept.punctual == Punctual::on_time ? ActKind::kept : ActKind::kept_late),
              .grade = static_cast<std::int8_t>(grade(promise.effort)),
              .came = kept.punctual == Punctual::on_time ? Came::kept : Came::kept_late};
    if (const PersonId* person = promise.person())
        if (const Player* player = deal.player(*person))
            deed.role = static_cast<std::int8_t>(player->role);
    return deed;
}

std::vector<ChanceIfKept> ifs_of(const Deal& deal, const Ledger& ledger, const Oracle& oracle,
                                 const Story& story, const Settings& settings, const Zone& zone,
                                 Instant at) {
    std::vector<ChanceIfKept> ifs;
    for (const IfKept& kept : method::if_kept(deal, settings, zone, at)) {
        if (kept.side != Side::buyer) continue;
        const Commitment& promise = *deal.commitment(kept.promise);
        if (!is_advance(promise.effort)) continue;
        ChanceIfKept& one = ifs.emplace_back();
        one.promise = promise.id;
        one.what = promise.what;
        one.effort = promise.effort;
        if (const PersonId* person = promise.person()) one.person = *person;
        one.win =
            if_done_now(oracle.model, story, kept_now(deal, promise, kept, ledger.buyer_stake, at));
    }
    std::ranges::stable_sort(ifs, std::ranges::greater{}, &ChanceIfKept::win);
    if (!ifs.empty()) return ifs;
    for (const Effort effort : {Effort::presence, Effort::work, Effort::people})
        ifs.push_back({.promise = {},
                       .what = {},
                       .effort = effort,
                       .person = {},
                       .win = if_kept_now(oracle.model, story, at, effort, {})});
    return ifs;
}

// With what was known at each moment; the model is today's.
void draw_curve(DealForecast& answer, const LedgerStory& told, const Ledger& ledger,
                const Story& story, const Oracle& oracle, Instant until) {
    const auto chance = [&](std::size_t known, Instant at) {
        return oracle.of(story, story.deeds.first(known), at).forecast.win;
    };
    for (int week = 0; week <= most_weeks; ++week) {
        const Instant at = story.opened + week * Days{7};
        if (at >= until) break;
        answer.curve.push_back({at, chance(story.known_at(at).size(), at)});
    }
    const std::size_t known = story.known_at(until).size();
    for (std::size_t i = known > most_acts ? known - most_acts : 0; i < known; ++i) {
        const Instant at = std::max(story.deeds[i].at, story.opened);
        const ActOnCurve act{ledger.acts[told.acts[i]], chance(i, at), chance(i + 1, at)};
        answer.acts.push_back(act);
        if (story.deeds[i].at <= story.opened) continue;
        answer.curve.push_back({at, act.before});
        answer.curve.push_back({at, act.after});
    }
    answer.curve.push_back({until, chance(known, until)});
    std::ranges::stable_sort(answer.curve, {}, &ChancePoint::at);
}

Result<DealForecast> forecast_deal(const Reading& in, const LookAtDeal& params) {
    TRY(const auto seen, look_at_deal(in, params));
    const Deal& deal = seen.stored.deal;
    const Settings& settings = in.workspace.settings();
    TRY(const Oracle oracle, oracle_of(in.db, in.workspace.id, seen.moment));
    DealForecast answer{.says = {}, .at = seen.moment, .voice = oracle.voice};
    const Ledger ledger = ledger_of(deal, settings);
    const auto told = story_of(deal, settings, ledger);
    if (!told) {
        answer.says =
            "A prospect has no forecast: it enters the pipeline with the buyer's first agreed "
            "promise that costs him something.";
        return answer;
    }
    const Story story = told->story();
    if (oracle.tells_deals_apart())
        draw_curve(answer, *told, ledger, story, oracle,
                   story.ended ? std::min(story.ended->at, seen.moment) : seen.moment);
    if (story.ended) {
        answer.stand = ForecastStand::ended;
        answer.says = "It has ended; this is what was said of it before.";
        return answer;
    }
    answer.stand = ForecastStand::in_pipeline;
    answer.chances = chances_of(oracle.of(story, story.known_at(seen.moment), seen.moment), oracle,
                                in.workspace.zone());
    answer.says = says_of(*answer.chances, oracle);
    if (!oracle.tells_deals_apart()) return answer;
    for (const Moved& moved : moved_by(oracle.model, story, seen.moment, most_moved))
        if (std::abs(moved.points) >= 0.0005)
            answer.moved.push_back({ledger.acts[told->acts[moved.place]], moved.points});
    answer.if_kept =
        ifs_of(deal, ledger, oracle, story, settings, in.workspace.zone(), seen.moment);
    return answer;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/deals/{deal}/forecast", "forecast_deal", "How it will end, and when; the acts that moved that, and what one kept promise would do.", Right::see_deal, handled_by<&forecast_deal>()},
};
// clang-format on

}  // namespace

Endpoints deal_forecast_endpoints() {
    return rows;
}

}  // namespace ante::api
