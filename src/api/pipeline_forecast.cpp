// The forecast of a pipeline: what its deals will bring, as a distribution; by month, by rep, by
// team; and what has changed since last week, deal by deal (METHOD 13).

#include <algorithm>
#include <map>

#include "api/endpoints.h"
#include "api/forecasting.h"
#include "method/forecast/ledger_story.h"
#include "method/forecast/sums.h"
#include "store/deals.h"

namespace ante::api {
namespace {

using namespace method;
using namespace method::forecast;

constexpr std::size_t months_ahead = 6;
constexpr std::size_t most_changes = 12;
constexpr std::size_t most_lines = 200;
constexpr double least_change = 0.005;  // of a chance: less is not told
constexpr Days one_week{7};

struct ForecastPipeline {
    store::Scope scope = store::Scope::workspace;
    static constexpr auto fields = describe(field<&ForecastPipeline::scope>(
        "scope", "Of whose deals, among those you may see.", {.may_be_absent = true}));
};

struct MonthSum {
    std::optional<Date> from{};
    Spread sum{};
    static constexpr auto fields = describe(
        field<&MonthSum::from>("from", "The month's first day; absent: later than the others."),
        field<&MonthSum::sum>("sum", "Of what is won in it, minor units."));
};
struct RepSum {
    MemberId member{};
    std::string name;
    std::int64_t deals = 0;
    std::int64_t open = 0;
    Spread sum{};
    static constexpr auto fields =
        describe(field<&RepSum::member>("member", "Who carries them."),
                 field<&RepSum::name>("name", "His name."),
                 field<&RepSum::deals>("deals", "Open deals with an amount."),
                 field<&RepSum::open>("open", "What they would be worth, minor units."),
                 field<&RepSum::sum>("sum", "Of what is won of them, minor units."));
};
struct TeamSum {
    std::string team;
    std::int64_t deals = 0;
    std::int64_t open = 0;
    Spread sum{};
    static constexpr auto fields =
        describe(field<&TeamSum::team>("team", "The team; empty: none."),
                 field<&TeamSum::deals>("deals", "Open deals with an amount."),
                 field<&TeamSum::open>("open", "What they would be worth, minor units."),
                 field<&TeamSum::sum>("sum", "Of what is won of them, minor units."));
};

// Why a deal brings more or less than a week ago.
enum class ForecastChange : std::uint8_t { entered, warmer, cooler, won, lost, faded };
constexpr auto words(ForecastChange) {
    return std::array{"entered"sv, "warmer"sv, "cooler"sv, "won"sv, "lost"sv, "faded"sv};
}
struct ChangePart {
    ForecastChange change = ForecastChange::entered;
    std::int64_t deals = 0;
    double sum = 0;
    static constexpr auto fields = describe(
        field<&ChangePart::change>("change",
                                   "entered the pipeline; the chance rose or fell; won "
                                   "(it is no forecast any more), lost or faded away."),
        field<&ChangePart::deals>("deals", "How many."),
        field<&ChangePart::sum>("sum", "By how much the expected sum changed, minor units."));
};
struct ChangedDeal {
    DealId deal{};
    std::string name;
    std::string owner_name;
    ForecastChange change = ForecastChange::entered;
    Money amount{};
    std::optional<double> before{};
    std::optional<double> after{};
    double sum = 0;
    std::string because;
    std::optional<Act> act{};
    static constexpr auto fields = describe(
        field<&ChangedDeal::deal>("deal", "The deal."),
        field<&ChangedDeal::name>("name", "Its name."),
        field<&ChangedDeal::owner_name>("owner_name", "Who carries it."),
        field<&ChangedDeal::change>("change", "What became of it."),
        field<&ChangedDeal::amount>("amount", "What it would be worth."),
        field<&ChangedDeal::before>("before", "The chance to win a week ago; absent: not open."),
        field<&ChangedDeal::after>("after", "The chance now; absent: not open any more."),
        field<&ChangedDeal::sum>("sum", "By how much the expected sum changed, minor units."),
        field<&ChangedDeal::because>("because", "Why, in one sentence."),
        field<&ChangedDeal::act>("act", "The act of that week that moved it most."));
};
struct Waterfall {
    Instant since{};
    double before = 0;
    double after = 0;
    std::vector<ChangePart> parts{};
    std::vector<ChangedDeal> deals{};
    static constexpr auto fields = describe(
        field<&Waterfall::since>("since", "A week ago."),
        field<&Waterfall::before>("before", "The expected sum then, with what was known then."),
        field<&Waterfall::after>("after", "And now."),
        field<&Waterfall::parts>("parts", "From the one to the other."),
        field<&Waterfall::deals>("deals", "The deals that changed it most, biggest first."));
};

struct CurrencyForecast {
    Currency currency{};
    std::int64_t deals = 0;
    std::int64_t open = 0;
    Spread sum{};
    std::vector<Bar> bars{};
    std::vector<MonthSum> months{};
    std::vector<RepSum> reps{};
    std::vector<TeamSum> teams{};
    Waterfall week{};
    static constexpr auto fields = describe(
        field<&CurrencyForecast::currency>("currency", "Of all sums here."),
        field<&CurrencyForecast::deals>("deals",
                                        "Open deals of the pipeline with an amount in it."),
        field<&CurrencyForecast::open>("open", "What they would be worth, minor units."),
        field<&CurrencyForecast::sum>("sum", "What they will bring, minor units."),
        field<&CurrencyForecast::bars>("bars", "The same as a histogram of 1,000 draws."),
        field<&CurrencyForecast::months>("months", "This month, the next five, and later."),
        field<&CurrencyForecast::reps>("reps", "By rep, the largest first; 200 at most."),
        field<&CurrencyForecast::teams>("teams", "By team, the largest first."),
        field<&CurrencyForecast::week>("week", "What changed since last week."));
};
struct PipelineForecast {
    Instant at{};
    ForecastVoice voice{};
    std::int64_t deals = 0;
    std::int64_t without_amount = 0;
    Spread wins{};
    std::vector<CurrencyForecast> currencies{};
    static constexpr auto fields = describe(
        field<&PipelineForecast::at>("at", "The moment of what follows."),
        field<&PipelineForecast::voice>("voice", "What speaks here, and how far to trust it."),
        field<&PipelineForecast::deals>("deals", "Open deals of the pipeline."),
        field<&PipelineForecast::without_amount>("without_amount",
                                                 "Of these without one: in no sum."),
        field<&PipelineForecast::wins>("wins", "How many of all of them will be won."),
        field<&PipelineForecast::currencies>("currencies", "The most deals first."));
};

// ---- the chances of each deal
// --------------------------------------------------------------------

struct Told {
    const store::PipelineDeal* deal = nullptr;
    std::optional<double> before{};  // a week ago, if it was open then
    std::optional<double> now{};     // if it is open
    std::vector<double> won_by{};
};

std::vector<Instant> month_ends(const Zone& zone, Instant now, std::vector<Date>& firsts) {
    const std::chrono::year_month_day today{zone.date_of(now)};
    std::chrono::year_month month = today.year() / today.month();
    std::vector<Instant> ends;
    for (std::size_t m = 0; m < months_ahead; ++m) {
        firsts.emplace_back(month / 1);
        month += std::chrono::months{1};
        ends.push_back(zone.start_of(Date(month / 1)));
    }
    return ends;
}

std::vector<Told> tell(const store::Pipeline& pipeline, const Oracle& oracle, Instant now,
                       Instant week_ago, std::span<const Instant> months) {
    std::vector<Told> told;
    told.reserve(pipeline.deals.size());
    for (const store::PipelineDeal& deal : pipeline.deals) {
        const Story& story = deal.story;
        Told& one = told.emplace_back();
        one.deal = &deal;
        if (deal.open) {
            Foretold today = oracle.of(story, story.known_at(now), now, months);
            one.now = today.forecast.win;
            one.won_by = std::move(today.won_by);
        }
        if (story.open_at(week_ago))
            one.before = oracle.of(story, story.known_at(week_ago), week_ago).forecast.win;
    }
    return told;
}

// ---- the week
// ------------------------------------------------------------------------------------

double amount_of(const Told& told) {
    return told.deal->amount ? static_cast<double>(told.deal->amount->minor) : 0;
}
double changed_by(const Told& told) {
    return (told.now.value_or(0) - told.before.value_or(0)) * amount_of(told);
}

ForecastChange change_of(const Told& told) {
    if (!told.now) {
        if (told.deal->won) return ForecastChange::won;
        return told.deal->story.ended->how == End::lost ? ForecastChange::lost
                                                        : ForecastChange::faded;
    }
    if (!told.before) return ForecastChange::entered;
    return *told.now >= *told.before ? ForecastChange::warmer : ForecastChange::cooler;
}

// The act of the week that moved the chance most in the direction it went.
std::optional<std::size_t> act_of_week(const Told& told, const Oracle& oracle, Instant week_ago,
                                       Instant now) {
    if (!told.now || !oracle.tells_deals_apart()) return std::nullopt;
    const Story& story = told.deal->story;
    const double sign = *told.now >= told.before.value_or(0) ? 1 : -1;
    for (const Moved& moved : moved_by(oracle.model, story, now, 20))
        if (moved.deed.at > week_ago && moved.points * sign > 0.0005) return moved.place;
    return std::nullopt;
}

std::string because_of(const ChangedDeal& changed, const Story& story, Instant now) {
    switch (changed.change) {
        case ForecastChange::won: return "Won: it is in the books now.";
        case ForecastChange::lost: return "They decided against us.";
        case ForecastChange::faded: return "Nobody decided, or it was parked.";
        case ForecastChange::entered:
            return "New in the pipeline: the buyer agreed to his first advance.";
        default: break;
    }
    if (changed.act)
        return changed.change == ForecastChange::warmer ? "The buyer put something in."
                                                        : "An act of this week weighs against it.";
    if (changed.change == ForecastChange::warmer) return "Older, and still there.";
    const auto known = story.known_at(now);
    const auto last = std::find_if(known.rbegin(), known.rend(),
                                   [](const Deed& deed) { return deed.side == Side::buyer; });
    const Instant since = last == known.rend() ? story.opened : last->at;
    const auto days = std::chrono::duration_cast<Days>(now - since).count();
    return "Nothing from the buyer for " + std::to_string(days) +
           (days == 1 ? " day: it cools." : " days: it cools.");
}

Result<ChangedDeal> changed_deal(const Reading& in, const Told& told, const Oracle& oracle,
                                 Instant week_ago) {
    ChangedDeal changed{.deal = told.deal->id,
                        .name = told.deal->name,
                        .owner_name = told.deal->owner_name,
                        .change = change_of(told),
                        .amount = told.deal->amount.value_or(Money{}),
                        .before = told.before,
                        .after = told.now,
                        .sum = changed_by(told),
                        .because = {},
                        .act = {}};
    if (const auto place = act_of_week(told, oracle, week_ago, in.now)) {
        // Folded again for its words: the story has only figures.
        TRY(const auto stored, store::load_deal(in.db, in.workspace.id, changed.deal));
        const Settings& settings = in.workspace.settings();
        const Ledger ledger = ledger_of(stored.deal, settings);
        const auto story = story_of(stored.deal, settings, ledger);
        if (story && *place < story->acts.size()) changed.act = ledger.acts[story->acts[*place]];
    }
    changed.because = because_of(changed, told.deal->story, in.now);
    return changed;
}

Result<Waterfall> week_of(const Reading& in, const std::vector<const Told*>& deals,
                          const Oracle& oracle, Instant week_ago) {
    Waterfall week{.since = week_ago};
    std::map<ForecastChange, ChangePart> parts;
    std::vector<const Told*> moved;
    for (const Told* told : deals) {
        week.before += told->before.value_or(0) * amount_of(*told);
        week.after += told->now.value_or(0) * amount_of(*told);
        const ForecastChange change = change_of(*told);
        ChangePart& part = parts[change];
        part.change = change;
        part.sum += changed_by(*told);
        const bool told_of =
            !told->before || !told->now || std::abs(*told->now - *told->before) >= least_change;
        if (!told_of) continue;
        ++part.deals;
        moved.push_back(told);
    }
    for (const auto& [change, part] : parts)
        if (part.deals > 0 || part.sum != 0) week.parts.push_back(part);
    const std::size_t shown = std::min(most_changes, moved.size());
    std::partial_sort(moved.begin(), moved.begin() + static_cast<std::ptrdiff_t>(shown),
                      moved.end(), [](const Told* a, const Told* b) {
                          return std::pair(-std::abs(changed_by(*a)), a->deal->id) <
                                 std::pair(-std::abs(changed_by(*b)), b->deal->id);
                      });
    for (std::size_t i = 0; i < shown; ++i) {
        TRY(week.deals.emplace_back(), changed_deal(in, *moved[i], oracle, week_ago));
    }
    return week;
}

// ---- the sums
// ------------------------------------------------------------------------------------

// Each value once, with the place it was given.
template <class Key>
class Places {
public:
    std::size_t of(const Key& key) {
        const auto [found, made] = places_.emplace(key, keys_.size());
        if (made) keys_.push_back(key);
        return found->second;
    }
    const std::vector<Key>& keys() const { return keys_; }

private:
    std::map<Key, std::size_t> places_;
    std::vector<Key> keys_;
};

template <class Line>
void largest_first(std::vector<Line>& lines) {
    std::ranges::stable_sort(lines, std::ranges::greater{},
                             [](const Line& line) { return line.sum.expected; });
    if (lines.size() > most_lines) lines.resize(most_lines);
}

Prospective prospective(const Told& told) {
    return {.amount = amount_of(told),
            .win = *told.now,
            .by = told.won_by,
            .rep = 0,
            .team = 0,
            .lot = lot_of(told.deal->story.id)};
}

CurrencyForecast sums_of(Currency currency, const std::vector<const Told*>& deals,
                         const std::vector<Date>& months) {
    CurrencyForecast answer{.currency = currency};
    Places<MemberId> reps;
    Places<std::string> teams;
    std::vector<Prospective> open;
    for (const Told* told : deals) {
        if (!told->now) continue;
        const store::PipelineDeal& deal = *told->deal;
        Prospective& one = open.emplace_back(prospective(*told));
        one.rep = reps.of(deal.owner);
        one.team = teams.of(deal.team);
        answer.reps.resize(reps.keys().size());
        answer.teams.resize(teams.keys().size());
        RepSum& rep = answer.reps[one.rep];
        rep.member = deal.owner;
        rep.name = deal.owner_name;
        TeamSum& team = answer.teams[one.team];
        team.team = deal.team;
        for (std::int64_t* count : {&answer.deals, &rep.deals, &team.deals}) ++*count;
        for (std::int64_t* sum : {&answer.open, &rep.open, &team.open}) *sum += deal.amount->minor;
    }
    Sums sums = sum_up(open, months.size(), reps.keys().size(), teams.keys().size());
    answer.sum = sums.total;
    answer.bars = std::move(sums.bars);
    for (std::size_t m = 0; m < sums.months.size(); ++m)
        answer.months.push_back(
            {m < months.size() ? std::optional(months[m]) : std::nullopt, sums.months[m]});
    for (std::size_t r = 0; r < answer.reps.size(); ++r) answer.reps[r].sum = sums.reps[r];
    for (std::size_t t = 0; t < answer.teams.size(); ++t) answer.teams[t].sum = sums.teams[t];
    largest_first(answer.reps);
    largest_first(answer.teams);
    return answer;
}

Result<PipelineForecast> forecast_pipeline(const Reading& in, const ForecastPipeline& params) {
    const Instant week_ago = in.now - one_week;
    TRY(const Oracle oracle, oracle_of(in.db, in.workspace.id, in.now));
    TRY(const store::Pipeline pipeline,
        store::read_pipeline(in.db, in.viewer, params.scope, week_ago));
    std::vector<Date> months;
    const std::vector<Instant> ends = month_ends(in.workspace.zone(), in.now, months);
    const std::vector<Told> told = tell(pipeline, oracle, in.now, week_ago, ends);

    PipelineForecast answer{.at = in.now, .voice = oracle.voice};
    std::map<Currency, std::vector<const Told*>> by_currency;
    std::vector<Prospective> all;
    for (const Told& one : told) {
        if (one.deal->amount) by_currency[one.deal->amount->currency].push_back(&one);
        if (!one.now) continue;
        ++answer.deals;
        if (!one.deal->amount) ++answer.without_amount;
        all.push_back(prospective(one));
    }
    answer.wins = sum_up(all, 0, 1, 1).won;
    for (const auto& [currency, deals] : by_currency) {
        CurrencyForecast& sums = answer.currencies.emplace_back(sums_of(currency, deals, months));
        TRY(sums.week, week_of(in, deals, oracle, week_ago));
    }
    std::ranges::stable_sort(answer.currencies, std::ranges::greater{}, &CurrencyForecast::deals);
    return answer;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/forecast", "forecast_pipeline", "What the pipeline will bring, as a distribution; by month, rep and team; what changed since last week.", Right::member, taking_a_while(handled_by<&forecast_pipeline>())},
};
// clang-format on

}  // namespace

Endpoints pipeline_forecast_endpoints() {
    return rows;
}

}  // namespace ante::api
