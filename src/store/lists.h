#pragma once
// The lists: indexed reads, a page at a time. What a viewer may not see is not in them, nor in
// their order, nor in their counts.

#include <optional>
#include <string>
#include <vector>

#include "method/rules/rule.h"
#include "method/today.h"
#include "store/deal_list.h"
#include "store/viewer.h"

namespace ante::store {

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
    std::vector<method::RequestState> states{};  // one of them; empty: any
    std::optional<method::RequestKind> kind{};
    std::optional<bool> overridden{};
    std::int64_t limit = 50;
    std::optional<std::string> after{};
};
Result<Page<RequestLine>> requests(Connection& db, const Viewer& viewer, const RequestQuery& query);

// Requests that were accepted over an unanswered one (METHOD 5), by the owners of their deals.
struct OverrideCount {
    method::MemberId member{};
    std::string name;
    std::int64_t requests = 0;
    Instant last_asked_at{};
    static constexpr auto fields = describe(
        field<&OverrideCount::member>("member", "Who carries the deals."),
        field<&OverrideCount::name>("name", "His name."),
        field<&OverrideCount::requests>("requests", "How many requests."),
        field<&OverrideCount::last_asked_at>("last_asked_at", "When the last of them was asked."));
};
Result<std::vector<OverrideCount>> overrides(Connection& db, const Viewer& viewer, Scope scope,
                                             const std::optional<Instant>& from);

// ---- accounts, people, members, touches
// ----------------------------------------------------------------

// By name, up or down. `text`: beginnings of words of the name (of a person also of his address);
// of a member any part of name or address.
struct AccountQuery {
    std::optional<std::string> text{};
    std::optional<std::int64_t> fit_from{};  // 0–100; an account without is in no range
    std::optional<std::int64_t> fit_to{};
    Direction direction = Direction::up;
    std::int64_t limit = 50;
    std::optional<std::string> after{};
};
struct PeopleQuery {
    std::optional<std::string> text{};
    std::optional<method::AccountId> account{};
    Direction direction = Direction::up;
    std::int64_t limit = 50;
    std::optional<std::string> after{};
};
struct PersonLine {
    method::PersonId id{};
    method::AccountId account{};
    std::string account_name;
    std::string name;
    std::string email;
    std::string phone;
    std::string title;
    method::Level level = method::Level::individual;
    std::string department;
    std::string external_id;
    static constexpr auto fields =
        describe(field<&PersonLine::id>("id", "His id."),
                 field<&PersonLine::account>("account", "Where he works."),
                 field<&PersonLine::account_name>("account_name", "What that account is called."),
                 field<&PersonLine::name>("name", "His name."),
                 field<&PersonLine::email>("email", "His address."),
                 field<&PersonLine::phone>("phone", "His number."),
                 field<&PersonLine::title>("title", "What he is called there."),
                 field<&PersonLine::level>("level", "His level there."),
                 field<&PersonLine::department>("department", "His department."),
                 field<&PersonLine::external_id>("external_id", "His id in another system."));
};
Result<Page<PersonLine>> people(Connection& db, method::WorkspaceId id, const PeopleQuery& query);
struct MemberQuery {
    std::optional<std::string> text{};
    std::optional<method::MemberRole> role{};
    std::optional<std::string> team{};
    std::optional<bool> active{};
    std::int64_t limit = 50;
    std::optional<std::string> after{};
};
Result<Page<method::Member>> members(Connection& db, method::WorkspaceId id,
                                     const MemberQuery& query);
// An event of a touch, or its state, as this member reads it: a private note is shown to who made
// the touch.
std::string without_private_note(std::string_view body, method::MemberId reader);
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
