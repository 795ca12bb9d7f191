#pragma once
// Deals in lists: which of them, in which order, and what a list says of each; the board.
//
// What it costs: a page in the order of momentum, amount, opening, change or name, and of open
// deals in every order, is read along an index and costs what it holds. A filter costs the deals
// that it passes over: at most the open deals of the scope, or, of closed ones, those that a page
// of theirs passes over. Filtering by text costs the deals and accounts with a word that begins so.

#include <optional>
#include <string>
#include <vector>

#include "method/rules/rule.h"
#include "store/page.h"
#include "store/viewer.h"

namespace ante::store {

// expected: the day the buyer means to decide; due: the first day an open promise is due; last_act:
// the buyer's last. Deals without come last going up by expected and due, first by skin and
// last_act.
enum class DealSort : std::uint8_t {
    momentum,
    amount,
    opened,
    changed,
    name,
    skin,
    expected,
    due,
    last_act
};
constexpr auto words(DealSort) {
    return std::array{"momentum"sv, "amount"sv,   "opened"sv, "changed"sv, "name"sv,
                      "skin"sv,     "expected"sv, "due"sv,    "last_act"sv};
}
enum class Direction : std::uint8_t { down, up };
constexpr auto words(Direction) {
    return std::array{"down"sv, "up"sv};
}
enum class InPlay : std::uint8_t { open, closed, any };  // closed: won, lost and parked
constexpr auto words(InPlay) {
    return std::array{"open"sv, "closed"sv, "any"sv};
}

// Which deals. Of a list that is not empty, one of its values.
struct DealFilter {
    Scope scope = Scope::mine;
    InPlay play = InPlay::open;
    std::vector<std::string> states{};  // prospect, pipeline, won, lost, parked
    std::vector<std::string> stages{};
    std::vector<method::DealKind> kinds{};
    std::vector<method::MemberId> owners{};
    std::optional<method::AccountId> account{};
    std::optional<method::PersonId> person{};   // who is a player in them
    std::vector<std::string> signals{};         // rules of which one holds now
    std::vector<std::string> verdicts{};        // of the last meeting held
    std::optional<std::int64_t> amount_from{};  // minor units of any currency; no amount is 0
    std::optional<std::int64_t> amount_to{};
    std::optional<std::int64_t> skin_from{};  // per cent; a deal without is in no range
    std::optional<std::int64_t> skin_to{};
    std::optional<double> momentum_from{};  // now
    std::optional<double> momentum_to{};
    std::optional<std::int64_t> age_from{};  // days since it was opened
    std::optional<std::int64_t> age_to{};
    std::optional<std::string> text{};  // beginnings of words of its name or its account's
};

struct DealQuery : DealFilter {
    DealSort sort = DealSort::momentum;
    Direction direction = Direction::down;
    std::int64_t limit = 50;
    std::optional<std::string> after{};
};

// The first thing of a deal that holds now.
struct NextThing {
    std::string rule;
    method::SubjectKind about = method::SubjectKind::deal;
    Uuid subject{};
    method::Severity severity = method::Severity::note;
    Instant holds_from{};
    std::string because;
    std::string remedy;
    static constexpr auto fields =
        describe(field<&NextThing::rule>("rule", "The rule's id."),
                 field<&NextThing::about>("about", "What kind of thing it is about."),
                 field<&NextThing::subject>("subject", "Its id."),
                 field<&NextThing::severity>("severity", "How much it matters."),
                 field<&NextThing::holds_from>("holds_from", "The moment from which it holds."),
                 field<&NextThing::because>("because", "Why, in one sentence."),
                 field<&NextThing::remedy>("remedy", "What to do about it."));
};

// A deal in a list.
struct DealLine {
    method::DealId id{};
    std::int64_t version = 0;
    std::string name;
    method::AccountId account{};
    std::string account_name;
    method::MemberId owner{};
    std::string owner_name;
    method::Visibility visibility = method::Visibility::team;
    method::DealKind kind = method::DealKind::fresh;
    std::string state;
    std::string stage;
    std::string crm_stage;
    std::optional<Money> amount{};
    std::optional<Date> expected_close{};
    Instant opened_at{};
    std::optional<Instant> closed_at{};
    Instant changed_at{};
    std::optional<Instant> last_buyer_act{};
    std::optional<std::int64_t> skin{};
    double buyer_stake = 0;
    double seller_stake = 0;
    double momentum = 0;  // now
    std::int64_t meetings_held = 0;
    std::int64_t meetings_with_advance = 0;
    std::optional<std::string> last_verdict{};
    std::optional<std::string> first_signal{};  // the first thing of it that holds now
    std::optional<NextThing> next_thing{};      // the same, with its reason and remedy
    std::optional<Instant> next_meeting{};
    std::int64_t buyer_open = 0;  // promises agreed, and nobody has said yet what came of them
    std::int64_t seller_open = 0;
    std::optional<Date> next_due{};
    double half_life_days = 0;

    static constexpr auto fields = describe(
        field<&DealLine::id>("id", "Its id."),
        field<&DealLine::version>("version", "Its version, for If-Match."),
        field<&DealLine::name>("name", "What the buyer would call it."),
        field<&DealLine::account>("account", "To whom we would sell."),
        field<&DealLine::account_name>("account_name", "Its name."),
        field<&DealLine::owner>("owner", "Who carries it on our side."),
        field<&DealLine::owner_name>("owner_name", "His name."),
        field<&DealLine::visibility>("visibility", "Who of us sees it."),
        field<&DealLine::kind>("kind", "New, expansion or renewal."),
        field<&DealLine::state>("state", "prospect, pipeline, won, lost or parked."),
        field<&DealLine::stage>("stage", "The stage's id; empty: none entered."),
        field<&DealLine::crm_stage>("crm_stage", "The stage that the system it came from gave it."),
        field<&DealLine::amount>("amount", "What it would be worth."),
        field<&DealLine::expected_close>("expected_close", "The day the buyer means to decide."),
        field<&DealLine::opened_at>("opened_at", "When it began."),
        field<&DealLine::closed_at>("closed_at", "When it was won, lost or parked."),
        field<&DealLine::changed_at>("changed_at", "When anything last happened in it."),
        field<&DealLine::last_buyer_act>("last_buyer_act", "When the buyer last did anything."),
        field<&DealLine::skin>("skin",
                               "Skin in the game, per cent; absent before anything was exchanged."),
        field<&DealLine::buyer_stake>("buyer_stake", "What they put in."),
        field<&DealLine::seller_stake>("seller_stake", "What we put in."),
        field<&DealLine::momentum>("momentum", "Momentum now."),
        field<&DealLine::meetings_held>("meetings_held", "Meetings debriefed."),
        field<&DealLine::meetings_with_advance>("meetings_with_advance",
                                                "Of these, with an advance."),
        field<&DealLine::last_verdict>("last_verdict", "The verdict of the last one."),
        field<&DealLine::first_signal>("first_signal",
                                       "The rule of the first thing that holds now."),
        field<&DealLine::next_thing>("next_thing", "That thing, with its reason and remedy."),
        field<&DealLine::next_meeting>("next_meeting", "When the next meeting begins."),
        field<&DealLine::buyer_open>("buyer_open", "Open promises of theirs."),
        field<&DealLine::seller_open>("seller_open", "Open promises of ours."),
        field<&DealLine::next_due>("next_due", "The first day an open promise is due."),
        field<&DealLine::half_life_days>(
            "half_life_days",
            "It cools by itself: in t days momentum is momentum × 2^(−t / half_life_days)."));
};

// Errors: `after_invalid` for a page mark of another sort; `sort_of_open_deals` for skin, expected,
// due or last_act with others than the open ones; `any_of_whom` for any without account or person.
Result<Page<DealLine>> deals(Connection& db, const Viewer& viewer, const Workspace& workspace,
                             const DealQuery& query, Instant now);
// One deal as a line; `deal_not_found` also if it is not his to see.
Result<DealLine> deal_line(Connection& db, const Viewer& viewer, const Workspace& workspace,
                           method::DealId deal, Instant now);

// How many open deals of a filter stand in each state and stage, and what they sum up to. Costs a
// look at each of the scope's open deals.
struct StageSum {
    std::string state;
    std::string stage;
    std::string currency;  // empty: those without an amount
    std::int64_t deals = 0;
    std::int64_t amount = 0;  // minor units
    static constexpr auto fields = describe(
        field<&StageSum::state>("state", "prospect or pipeline."),
        field<&StageSum::stage>("stage", "The stage's id; empty: none entered."),
        field<&StageSum::currency>("currency", "Of the amounts; empty: without an amount."),
        field<&StageSum::deals>("deals", "How many."),
        field<&StageSum::amount>("amount", "Their sum, in minor units."));
};
Result<std::vector<StageSum>> stage_sums(Connection& db, const Viewer& viewer,
                                         const Workspace& workspace, const DealFilter& filter,
                                         Instant now);

}  // namespace ante::store
