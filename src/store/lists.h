#pragma once
// The lists: indexed reads, a page at a time. What a viewer may not see is not in them, nor in
// their order, nor in their counts.

#include <optional>
#include <string>
#include <vector>

#include "method/rules/rule.h"
#include "method/today.h"
#include "store/viewer.h"

namespace ante::store {

inline constexpr std::int64_t largest_page = 200;

// `after` of the next page is the `next` of this one; empty on the last page.
template <class T>
struct Page {
    std::vector<T> items{};
    std::optional<std::string> next{};
};

// ---- deals
// -----------------------------------------------------------------------------------------

enum class DealSort : std::uint8_t { momentum, amount, opened, changed, name };
constexpr auto words(DealSort) {
    return std::array{"momentum"sv, "amount"sv, "opened"sv, "changed"sv, "name"sv};
}
enum class Direction : std::uint8_t { down, up };
constexpr auto words(Direction) {
    return std::array{"down"sv, "up"sv};
}
enum class InPlay : std::uint8_t { open, closed };  // closed: won, lost and parked
constexpr auto words(InPlay) {
    return std::array{"open"sv, "closed"sv};
}

struct DealQuery {
    Scope scope = Scope::mine;
    InPlay play = InPlay::open;
    DealSort sort = DealSort::momentum;
    Direction direction = Direction::down;
    std::optional<std::string> state{};  // prospect, pipeline, won, lost, parked
    std::optional<std::string> stage{};
    std::optional<method::DealKind> kind{};
    std::optional<method::MemberId> owner{};
    std::optional<method::AccountId> account{};
    std::optional<std::string> signal{};        // a rule that holds now
    std::optional<std::string> verdict{};       // of the last meeting held
    std::optional<std::int64_t> amount_from{};  // minor units of any currency; no amount is 0
    std::optional<std::int64_t> amount_to{};
    std::optional<std::int64_t> skin_from{};  // per cent; a deal without is in no range
    std::optional<std::int64_t> skin_to{};
    std::int64_t limit = 50;
    std::optional<std::string> after{};
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
                                       "The rule of the first thing that holds now."));
};

// Errors: `after_invalid` for a page mark of another sort.
Result<Page<DealLine>> deals(Connection& db, const Viewer& viewer, const Workspace& workspace,
                             const DealQuery& query, Instant now);
// One deal as a line; `deal_not_found` also if it is not his to see.
Result<DealLine> deal_line(Connection& db, const Viewer& viewer, const Workspace& workspace,
                           method::DealId deal, Instant now);

// ---- Today
// -----------------------------------------------------------------------------------------

struct TodayRow {
    DealLine deal{};
    method::TodayGroup group = method::TodayGroup::we_owe;  // of its first thing
    std::vector<method::Signal> signals{};                  // that hold now, first thing first

    static constexpr auto fields =
        describe(field<&TodayRow::deal>("deal", "The deal."),
                 field<&TodayRow::group>("group", "The group of its first thing."),
                 field<&TodayRow::signals>("signals", "What holds now; the first thing first."));
};
// The list of one member, who need not be the viewer (his manager may look); only deals that the
// viewer may see. Snoozed ones are left out.
Result<Page<TodayRow>> today(Connection& db, const Viewer& viewer, const Workspace& workspace,
                             method::MemberId of, std::int64_t limit,
                             const std::optional<std::string>& after, Instant now);

struct RuleCount {
    std::string rule;
    std::int64_t deals = 0;
    static constexpr auto fields =
        describe(field<&RuleCount::rule>("rule", "The rule's id."),
                 field<&RuleCount::deals>("deals", "Open deals for which it holds now."));
};
Result<std::vector<RuleCount>> signal_counts(Connection& db, const Viewer& viewer, Scope scope,
                                             Instant now);

// All signals of a deal, also those that will hold only later, by `holds_from`.
Result<std::vector<method::Signal>> signals_of_deal(Connection& db, method::WorkspaceId id,
                                                    method::DealId deal);

// ---- parts of deals
// ----------------------------------------------------------------------------------

struct MeetingLine {
    method::MeetingId id{};
    method::DealId deal{};
    std::string deal_name;
    std::string account_name;
    method::MemberId owner{};
    std::string state;
    method::MeetingKind kind = method::MeetingKind::call;
    std::string title;
    Instant starts{};
    std::int64_t minutes = 0;
    bool has_plan = false;
    std::string verdict;
    static constexpr auto fields = describe(
        field<&MeetingLine::id>("id", "Its id."), field<&MeetingLine::deal>("deal", "Its deal."),
        field<&MeetingLine::deal_name>("deal_name", "The deal's name."),
        field<&MeetingLine::account_name>("account_name", "The account's name."),
        field<&MeetingLine::owner>("owner", "Who carries the deal."),
        field<&MeetingLine::state>("state", "planned, held or cancelled."),
        field<&MeetingLine::kind>("kind", "Call, video or visit."),
        field<&MeetingLine::title>("title", "What it is called."),
        field<&MeetingLine::starts>("starts", "When it begins."),
        field<&MeetingLine::minutes>("minutes", "How long."),
        field<&MeetingLine::has_plan>("has_plan", "Best and minimum action are there."),
        field<&MeetingLine::verdict>("verdict", "Its verdict; empty before the debrief."));
};
struct MeetingQuery {
    Scope scope = Scope::mine;
    std::optional<Instant> from{};
    std::optional<Instant> to{};
    std::optional<std::string> state{};
    std::int64_t limit = 50;
    std::optional<std::string> after{};
};
Result<Page<MeetingLine>> meetings(Connection& db, const Viewer& viewer, const MeetingQuery& query);

struct PromiseLine {
    method::CommitmentId id{};
    method::DealId deal{};
    std::string deal_name;
    method::Side side = method::Side::buyer;
    std::string state;
    method::Effort effort = method::Effort::compliance;
    Date due{};
    std::string what;
    std::optional<method::PersonId> person{};
    std::optional<method::MemberId> member{};
    static constexpr auto fields = describe(
        field<&PromiseLine::id>("id", "Its id."), field<&PromiseLine::deal>("deal", "Its deal."),
        field<&PromiseLine::deal_name>("deal_name", "The deal's name."),
        field<&PromiseLine::side>("side", "Whose promise."),
        field<&PromiseLine::state>("state", "Where it stands."),
        field<&PromiseLine::effort>("effort", "What it costs."),
        field<&PromiseLine::due>("due", "By when."),
        field<&PromiseLine::what>("what", "What will be done."),
        field<&PromiseLine::person>("person", "The player who promised."),
        field<&PromiseLine::member>("member", "The member who promised."));
};
struct PromiseQuery {
    Scope scope = Scope::mine;
    std::string state = "agreed";
    std::optional<method::Side> side{};
    std::optional<Date> due_to{};
    std::int64_t limit = 50;
    std::optional<std::string> after{};
};
Result<Page<PromiseLine>> promises(Connection& db, const Viewer& viewer, const PromiseQuery& query);

struct RequestLine {
    method::RequestId id{};
    method::DealId deal{};
    std::string deal_name;
    method::RequestKind kind = method::RequestKind::other;
    method::RequestState state = method::RequestState::asked;
    bool overridden = false;
    Instant asked_at{};
    std::string what;
    method::PersonId person{};
    static constexpr auto fields = describe(
        field<&RequestLine::id>("id", "Its id."), field<&RequestLine::deal>("deal", "Its deal."),
        field<&RequestLine::deal_name>("deal_name", "The deal's name."),
        field<&RequestLine::kind>("kind", "What kind of work."),
        field<&RequestLine::state>("state", "Where it stands."),
        field<&RequestLine::overridden>("overridden", "Was it accepted over an unanswered one?"),
        field<&RequestLine::asked_at>("asked_at", "When it was asked."),
        field<&RequestLine::what>("what", "In a few words."),
        field<&RequestLine::person>("person", "Who asked."));
};
struct RequestQuery {
    Scope scope = Scope::mine;
    method::RequestState state = method::RequestState::asked;
    std::int64_t limit = 50;
    std::optional<std::string> after{};
};
Result<Page<RequestLine>> requests(Connection& db, const Viewer& viewer, const RequestQuery& query);

// ---- accounts, people, members, touches
// ----------------------------------------------------------------

// By name. `name` begins with, folded.
Result<Page<method::Account>> accounts(Connection& db, method::WorkspaceId id, std::int64_t limit,
                                       const std::optional<std::string>& after);
Result<Page<method::Person>> people(Connection& db, method::WorkspaceId id,
                                    const std::optional<method::AccountId>& account,
                                    std::int64_t limit, const std::optional<std::string>& after);
Result<Page<method::Member>> members(Connection& db, method::WorkspaceId id, std::int64_t limit,
                                     const std::optional<std::string>& after);
// Newest first; those that the viewer may see (viewer.h).
Result<Page<method::Touch>> touches(Connection& db, const Viewer& viewer, method::AccountId account,
                                    std::int64_t limit, const std::optional<std::string>& after);

// ---- search and feed
// ------------------------------------------------------------------------------------

enum class FoundKind : std::uint8_t { account, person, deal };
constexpr auto words(FoundKind) {
    return std::array{"account"sv, "person"sv, "deal"sv};
}
struct Found {
    FoundKind kind = FoundKind::account;
    Uuid id{};
    std::string name;
    std::string at;  // a person's or deal's account
    static constexpr auto fields =
        describe(field<&Found::kind>("kind", "What it is."), field<&Found::id>("id", "Its id."),
                 field<&Found::name>("name", "Its name."),
                 field<&Found::at>("at", "At which account; empty for accounts."));
};
// Everything whose name has a word beginning with each word of `text`; at most `limit` (≤ 50).
Result<std::vector<Found>> search(Connection& db, const Viewer& viewer, std::string_view text,
                                  std::int64_t limit);

// Events after `number` that the viewer may see, in order; at most `limit` rows are looked at, and
// `looked_to` is the number of the last one looked at (go on from there).
struct FeedPage {
    std::vector<LoggedEvent> events{};
    std::int64_t looked_to = 0;
};
Result<FeedPage> feed(Connection& db, const Viewer& viewer, std::int64_t after, std::int64_t limit);

}  // namespace ante::store
