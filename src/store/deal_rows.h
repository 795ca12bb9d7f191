#pragma once
// What the lists know of a deal: rows derived from its state, its workspace's settings and a few
// facts beside it. They can always be made anew (verify.h).

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "method/deal.h"
#include "method/review/day.h"
#include "method/rules/rule.h"
#include "store/workspace.h"

namespace ante::store {

struct DealRow {
    static constexpr std::string_view table = "deal";
    static constexpr std::size_t key = 2;

    method::WorkspaceId workspace{};
    method::DealId id{};
    std::int64_t version = 0;
    std::int64_t settings_version = 0;
    method::AccountId account{};
    method::MemberId owner{};
    std::string team;
    method::Visibility visibility = method::Visibility::team;
    std::string name;
    std::string name_key;
    method::DealKind kind = method::DealKind::fresh;
    std::string state;
    bool in_play = true;
    std::string stage;
    std::string crm_stage;
    std::int64_t amount = 0;
    std::string currency;  // empty: no amount
    std::optional<Date> expected_close{};
    Instant opened_at{};
    std::optional<Instant> closed_at{};
    Instant changed_at{};
    std::optional<Instant> last_buyer_act{};
    std::optional<std::int64_t> skin{};
    double buyer_stake = 0;
    double seller_stake = 0;
    double momentum = 0;
    std::int64_t meetings_held = 0;
    std::int64_t meetings_with_advance = 0;
    std::string last_verdict;  // empty: none yet
    std::int64_t buyer_open = 0;
    std::int64_t seller_open = 0;
    std::optional<Date> next_due{};
    std::optional<Instant> second_meeting{};
    bool early_advance = false;
    std::string letting_go;
    std::optional<Date> parked_until{};
    Instant snoozed_until{};
    std::optional<std::string> external_id{};
    std::string body;

    static constexpr auto fields = describe(
        field<&DealRow::workspace>("workspace_id", ""), field<&DealRow::id>("deal_id", ""),
        field<&DealRow::version>("version", ""),
        field<&DealRow::settings_version>("settings_version", ""),
        field<&DealRow::account>("account_id", ""), field<&DealRow::owner>("owner_id", ""),
        field<&DealRow::team>("team", ""), field<&DealRow::visibility>("visibility", ""),
        field<&DealRow::name>("name", ""), field<&DealRow::name_key>("name_key", ""),
        field<&DealRow::kind>("kind", ""), field<&DealRow::state>("state", ""),
        field<&DealRow::in_play>("in_play", ""), field<&DealRow::stage>("stage", ""),
        field<&DealRow::crm_stage>("crm_stage", ""), field<&DealRow::amount>("amount", ""),
        field<&DealRow::currency>("currency", ""),
        field<&DealRow::expected_close>("expected_close", ""),
        field<&DealRow::opened_at>("opened_at", ""), field<&DealRow::closed_at>("closed_at", ""),
        field<&DealRow::changed_at>("changed_at", ""),
        field<&DealRow::last_buyer_act>("last_buyer_act", ""), field<&DealRow::skin>("skin", ""),
        field<&DealRow::buyer_stake>("buyer_stake", ""),
        field<&DealRow::seller_stake>("seller_stake", ""),
        field<&DealRow::momentum>("momentum", ""),
        field<&DealRow::meetings_held>("meetings_held", ""),
        field<&DealRow::meetings_with_advance>("meetings_with_advance", ""),
        field<&DealRow::last_verdict>("last_verdict", ""),
        field<&DealRow::buyer_open>("buyer_open", ""),
        field<&DealRow::seller_open>("seller_open", ""), field<&DealRow::next_due>("next_due", ""),
        field<&DealRow::second_meeting>("second_meeting", ""),
        field<&DealRow::early_advance>("early_advance", ""),
        field<&DealRow::letting_go>("letting_go", ""),
        field<&DealRow::parked_until>("parked_until", ""),
        field<&DealRow::snoozed_until>("snoozed_until", ""),
        field<&DealRow::external_id>("external_id", ""), field<&DealRow::body>("body", ""));
    bool operator==(const DealRow&) const = default;
};

struct SignalRow {
    static constexpr std::string_view table = "signal";
    static constexpr std::size_t key = 4;

    method::WorkspaceId workspace{};
    method::DealId deal{};
    std::string rule;
    Uuid subject{};
    method::SubjectKind about = method::SubjectKind::deal;
    method::Severity severity = method::Severity::note;
    std::int64_t place = 0;  // group × 1000 + rank (method/today.h)
    Instant holds_from{};
    method::MemberId owner{};
    std::string because;

    bool is_same_part(const SignalRow& other) const {
        return subject == other.subject && rule == other.rule;
    }
    static constexpr auto fields = describe(
        field<&SignalRow::workspace>("workspace_id", ""), field<&SignalRow::deal>("deal_id", ""),
        field<&SignalRow::rule>("rule", ""), field<&SignalRow::subject>("subject_id", ""),
        field<&SignalRow::about>("about", ""), field<&SignalRow::severity>("severity", ""),
        field<&SignalRow::place>("place", ""), field<&SignalRow::holds_from>("holds_from", ""),
        field<&SignalRow::owner>("owner_id", ""), field<&SignalRow::because>("because", ""));
    bool operator==(const SignalRow&) const = default;
};

struct DealDayRow : method::Tally {
    static constexpr std::string_view table = "deal_day";
    static constexpr std::size_t key = 4;

    method::WorkspaceId workspace{};
    method::MemberId owner{};
    Date day{};
    method::DealId deal{};

    bool is_same_part(const DealDayRow& other) const {
        return day == other.day && owner == other.owner;
    }
    static constexpr auto fields = [] {
        constexpr auto own =
            describe(field<&DealDayRow::workspace>("workspace_id", ""),
                     field<&DealDayRow::owner>("owner_id", ""), field<&DealDayRow::day>("day", ""),
                     field<&DealDayRow::deal>("deal_id", ""));
        constexpr auto sums = Tally::rows_of<Tally>();
        std::array<FieldRow, own.size() + sums.size()> all{};
        std::copy(own.begin(), own.end(), all.begin());
        std::copy(sums.begin(), sums.end(), all.begin() + own.size());
        return all;
    }();
    bool operator==(const DealDayRow&) const = default;
};

struct PlayerRow {
    static constexpr std::string_view table = "player";
    static constexpr std::size_t key = 3;

    method::WorkspaceId workspace{};
    method::PersonId person{};
    method::DealId deal{};
    method::Role role = method::Role::influencer;
    bool here = true;

    bool is_same_part(const PlayerRow& other) const { return person == other.person; }
    static constexpr auto fields =
        describe(field<&PlayerRow::workspace>("workspace_id", ""),
                 field<&PlayerRow::person>("person_id", ""), field<&PlayerRow::deal>("deal_id", ""),
                 field<&PlayerRow::role>("role", ""), field<&PlayerRow::here>("here", ""));
    bool operator==(const PlayerRow&) const = default;
};

struct MeetingRow {
    static constexpr std::string_view table = "meeting";
    static constexpr std::size_t key = 2;

    method::WorkspaceId workspace{};
    method::MeetingId id{};
    method::DealId deal{};
    method::MemberId owner{};
    std::string state;  // planned, held, cancelled
    method::MeetingKind kind = method::MeetingKind::call;
    std::string title;
    Instant starts{};
    std::int64_t minutes = 0;
    bool has_plan = false;
    std::string verdict;  // empty: not held yet

    bool is_same_part(const MeetingRow& other) const { return id == other.id; }
    static constexpr auto fields = describe(
        field<&MeetingRow::workspace>("workspace_id", ""), field<&MeetingRow::id>("meeting_id", ""),
        field<&MeetingRow::deal>("deal_id", ""), field<&MeetingRow::owner>("owner_id", ""),
        field<&MeetingRow::state>("state", ""), field<&MeetingRow::kind>("kind", ""),
        field<&MeetingRow::title>("title", ""), field<&MeetingRow::starts>("starts", ""),
        field<&MeetingRow::minutes>("minutes", ""), field<&MeetingRow::has_plan>("has_plan", ""),
        field<&MeetingRow::verdict>("verdict", ""));
    bool operator==(const MeetingRow&) const = default;
};

struct PromiseRow {
    static constexpr std::string_view table = "promise";
    static constexpr std::size_t key = 2;

    method::WorkspaceId workspace{};
    method::CommitmentId id{};
    method::DealId deal{};
    method::MemberId owner{};  // of the deal
    method::Side side = method::Side::buyer;
    std::string state;
    method::Effort effort = method::Effort::compliance;
    Date due{};
    std::optional<Instant> agreed_at{};
    std::string what;
    std::optional<method::PersonId> person{};
    std::optional<method::MemberId> member{};

    bool is_same_part(const PromiseRow& other) const { return id == other.id; }
    static constexpr auto fields = describe(
        field<&PromiseRow::workspace>("workspace_id", ""), field<&PromiseRow::id>("promise_id", ""),
        field<&PromiseRow::deal>("deal_id", ""), field<&PromiseRow::owner>("owner_id", ""),
        field<&PromiseRow::side>("side", ""), field<&PromiseRow::state>("state", ""),
        field<&PromiseRow::effort>("effort", ""), field<&PromiseRow::due>("due", ""),
        field<&PromiseRow::agreed_at>("agreed_at", ""), field<&PromiseRow::what>("what", ""),
        field<&PromiseRow::person>("person_id", ""), field<&PromiseRow::member>("member_id", ""));
    bool operator==(const PromiseRow&) const = default;
};

struct RequestRow {
    static constexpr std::string_view table = "request";
    static constexpr std::size_t key = 2;

    method::WorkspaceId workspace{};
    method::RequestId id{};
    method::DealId deal{};
    method::MemberId owner{};
    method::RequestKind kind = method::RequestKind::other;
    method::RequestState state = method::RequestState::asked;
    bool overridden = false;
    Instant asked_at{};
    std::string what;
    method::PersonId person{};

    bool is_same_part(const RequestRow& other) const { return id == other.id; }
    static constexpr auto fields = describe(
        field<&RequestRow::workspace>("workspace_id", ""), field<&RequestRow::id>("request_id", ""),
        field<&RequestRow::deal>("deal_id", ""), field<&RequestRow::owner>("owner_id", ""),
        field<&RequestRow::kind>("kind", ""), field<&RequestRow::state>("state", ""),
        field<&RequestRow::overridden>("overridden", ""),
        field<&RequestRow::asked_at>("asked_at", ""), field<&RequestRow::what>("what", ""),
        field<&RequestRow::person>("person_id", ""));
    bool operator==(const RequestRow&) const = default;
};

// An ask that was answered, for the advisor to learn from (method/advice/asked.h).
struct AnsweredAskRow {
    static constexpr std::string_view table = "answered_ask";
    static constexpr std::size_t key = 2;

    method::WorkspaceId workspace{};
    method::AskId id{};
    method::DealId deal{};
    std::string play;
    method::Effort effort = method::Effort::presence;
    method::Role role = method::Role::influencer;
    bool agreed = false;

    bool is_same_part(const AnsweredAskRow& other) const { return id == other.id; }
    static constexpr auto fields = describe(
        field<&AnsweredAskRow::workspace>("workspace_id", ""),
        field<&AnsweredAskRow::id>("ask_id", ""), field<&AnsweredAskRow::deal>("deal_id", ""),
        field<&AnsweredAskRow::play>("play", ""), field<&AnsweredAskRow::effort>("effort", ""),
        field<&AnsweredAskRow::role>("role", ""), field<&AnsweredAskRow::agreed>("agreed", ""));
    bool operator==(const AnsweredAskRow&) const = default;
};

// The deal as the forecast sees it, once it has passed the door (method/forecast/ledger_story.h):
// folded when the deal changes, read by the thousand.
struct StoryRow {
    static constexpr std::string_view table = "story";
    static constexpr std::size_t key = 2;

    method::WorkspaceId workspace{};
    method::DealId deal{};
    Instant opened_at{};
    std::optional<Instant> ended_at{};
    std::string ended_how;  // won, lost, faded; empty: not yet
    method::DealKind kind = method::DealKind::fresh;
    std::int64_t amount = 0;  // minor units of the workspace's currency; 0: none said
    std::int64_t acts = 0;
    std::string deeds;   // forecast/story_text.h
    std::string stages;  // the same

    bool is_same_part(const StoryRow& other) const { return deal == other.deal; }
    static constexpr auto fields = describe(
        field<&StoryRow::workspace>("workspace_id", ""), field<&StoryRow::deal>("deal_id", ""),
        field<&StoryRow::opened_at>("opened_at", ""), field<&StoryRow::ended_at>("ended_at", ""),
        field<&StoryRow::ended_how>("ended_how", ""), field<&StoryRow::kind>("kind", ""),
        field<&StoryRow::amount>("amount", ""), field<&StoryRow::acts>("acts", ""),
        field<&StoryRow::deeds>("deeds", ""), field<&StoryRow::stages>("stages", ""));
    bool operator==(const StoryRow&) const = default;
};

// The facts beside the deal that its rows depend on.
struct Beside {
    std::string team;                            // the owner's
    std::optional<std::int64_t> fit{};           // the account's
    std::vector<method::MemberId> executives{};  // ours; of a deal below the line left out
    bool operator==(const Beside&) const = default;
};
// As the rules see them; all of these must outlive it.
method::Grounds grounds_of(const method::Deal& deal, const method::Ledger& ledger,
                           const Terms& terms, const Beside& beside);

// The tables of what follows from a deal, beside its own row.
inline constexpr std::array<std::string_view, 8> deal_parts{
    "signal", "deal_day", "player", "meeting", "promise", "request", "answered_ask", "story"};

struct DealRows {
    DealRow deal;
    std::vector<SignalRow> signals;
    std::vector<DealDayRow> days;
    std::vector<PlayerRow> players;
    std::vector<MeetingRow> meetings;
    std::vector<PromiseRow> promises;
    std::vector<RequestRow> requests;
    std::vector<AnsweredAskRow> asks;
    std::vector<StoryRow> stories;  // one, or none before the door
    bool operator==(const DealRows&) const = default;
};

// Everything the lists know of a deal in this version. `changed_at` is the time of its last event.
DealRows rows_of(const method::Deal& deal, std::int64_t version, Instant changed_at,
                 const Workspace& workspace, const Beside& beside);

// Of these the facts alone, which no setting changes: players, meetings, promises, requests and
// answered asks.
DealRows parts_of(const method::Deal& deal, method::WorkspaceId workspace);

// Lower case without accents, for sorting and searching: "Éclair AG" → "eclair ag". ASCII and the
// Latin ranges of Unicode are folded; other letters stay as they are.
std::string folded(std::string_view text);
// The folded words of a text, each once, at most 16 and each at most 40 bytes long.
std::vector<std::string> search_words(std::string_view text);

}  // namespace ante::store
