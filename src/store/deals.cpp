#include "store/deals.h"

#include <algorithm>

#include "method/idle_events.h"
#include "method/rules/executive_missing.h"
#include "store/folded_rows.h"
#include "store/read_deals.h"
#include "store/relations.h"
#include "store/rows.h"
#include "store/tallies.h"

namespace ante::store {
namespace {

using namespace method;

// A story depends on the settings of its day, so that the one that is stored can't be told from the
// deal before: it is written whole, unless it is known to stand.
Result<void> put_story(Connection& db, const DealRows& before, const DealRows& after) {
    if (before.deal.version > 0 && !after.stories.empty() && before.stories == after.stories)
        return success();
    for (const StoryRow& story : after.stories) {
        TRYV(put_row(db, story));
    }
    // Before the door nothing can be there, unless the deal went back through it.
    if (!after.stories.empty() || before.deal.version == 0 || before.deal.state == Prospect::word)
        return success();
    TRYV(db.exec("DELETE FROM story WHERE workspace_id = $1 AND deal_id = $2",
                 {after.deal.workspace, after.deal.id}));
    return success();
}

// Whoever is invited to one of its meetings will be told what changed (api/invitations.h).
Result<void> look_at_invitations(Connection& db, const DealRows& before) {
    const auto is_planned = [](const MeetingRow& meeting) { return meeting.state == "planned"; };
    if (std::ranges::none_of(before.meetings, is_planned)) return success();
    TRYV(
        db.exec("UPDATE meeting_invitation SET look_at = $3 WHERE workspace_id = $1 AND "
                "deal_id = $2 AND is_over = 0",
                {before.deal.workspace, before.deal.id, Instant{}}));
    return success();
}

Result<void> put_rows(Transaction& in, const DealRows& before, const DealRows& after) {
    Connection& db = in.db();
    TRYV(look_at_invitations(db, before));
    TRYV(put_changes(db, before.deal, after.deal));
    TRYV(put_difference(db, before.signals, after.signals));
    TRYV(put_difference(db, before.days, after.days));
    TRYV(put_difference(db, before.players, after.players));
    TRYV(put_difference(db, before.meetings, after.meetings));
    TRYV(put_difference(db, before.promises, after.promises));
    TRYV(put_difference(db, before.requests, after.requests));
    TRYV(put_difference(db, before.asks, after.asks));
    TRYV(put_tallies(db, before.asks, after.asks));
    TRYV(put_story(db, before, after));
    if (before.deal.name_key == after.deal.name_key) return success();
    return put_search_words(db, after.deal.workspace, "deal", after.deal.id.value,
                            search_words(before.deal.name), search_words(after.deal.name));
}

Result<DealId> deal_of_part(Connection& db, std::string_view sql, WorkspaceId id, const Uuid& part,
                            std::string_view what) {
    TRY(const auto deal, db.value<DealId>(sql, {id, part}));
    if (!deal) return not_found(what);
    return *deal;
}

// The signals as they are stored: a refresh under changed settings must not derive the old ones
// from the new settings.
Result<std::vector<SignalRow>> stored_signals(Connection& db, WorkspaceId id, DealId deal) {
    return db.all<SignalRow>(select_text<SignalRow>() + "WHERE workspace_id = $1 AND deal_id = $2",
                             {id, deal});
}

Result<std::vector<DealDayRow>> stored_days(Connection& db, WorkspaceId id, DealId deal) {
    return db.all<DealDayRow>(
        select_text<DealDayRow>() + "WHERE workspace_id = $1 AND deal_id = $2 ORDER BY day",
        {id, deal});
}

}  // namespace

Result<Event> event_from(const LoggedEvent& logged) {
    Event event;
    const Type& choice = type_of<Event>();
    for (std::size_t i = 0; i < choice.alternatives.size(); ++i) {
        if (choice.alternatives[i].word != logged.type) continue;
        TRYV(read_json(*choice.alternatives[i].type, choice.emplace(&event, i), logged.body.json,
                       Input::stored));
        return event;
    }
    return broken("event " + std::to_string(logged.number) + " has the unknown type " +
                  logged.type);
}

Result<StoredDeal> fold(std::span<const LoggedEvent> events) {
    if (events.empty()) return not_found("deal");
    StoredDeal folded;
    for (const LoggedEvent& logged : events) {
        TRY(const Event event, event_from(logged));
        folded.deal = evolve(std::move(folded.deal), event);
        folded.version = logged.version;
        folded.changed_at = std::max(folded.changed_at, logged.at);
    }
    return folded;
}

Result<StoredDeal> load_deal(Connection& db, WorkspaceId id, DealId deal) {
    static const std::string sql =
        select_text<DealRow>() + "WHERE workspace_id = $1 AND deal_id = $2";
    TRY(auto row, db.one<DealRow>(sql, {id, deal}));
    if (!row) return not_found("deal");
    StoredDeal found{{}, row->version, row->changed_at, {}};
    TRY(const auto read, read_deals().read(deal, row->body));
    found.deal = read->deal;
    found.row = *std::move(row);
    found.row.body.clear();
    return found;
}

Result<SeenDeal> see_deal(Connection& db, const Workspace& workspace, DealId deal) {
    SeenDeal seen;
    std::shared_ptr<const ReadDeal> read;
    TRYV(db.each(
        "SELECT d.version, d.changed_at, d.body, a.name, r.fit, m.name, m.team FROM deal d "
        "JOIN account a ON a.workspace_id = d.workspace_id AND a.account_id = d.account_id "
        "LEFT JOIN relation r ON r.workspace_id = d.workspace_id AND r.account_id = d.account_id "
        "JOIN member m ON m.workspace_id = d.workspace_id AND m.member_id = d.owner_id "
        "WHERE d.workspace_id = $1 AND d.deal_id = $2",
        {workspace.id, deal}, [&](const Row& row) -> Result<void> {
            TRY(read, read_deals().read(deal, row.text(2)));
            seen.version = row.integer(0);
            seen.changed_at = row.instant(1);
            seen.account_name = row.text(3);
            seen.owner_name = row.text(5);
            seen.beside = {std::string(row.text(6)), row.get<std::optional<std::int64_t>>(4), {}};
            return success();
        }));
    if (!read) return not_found("deal");
    TRY(seen.beside.executives, executives_beside(db, workspace, read->deal));
    seen.deal = {read, &read->deal};
    seen.figures = read_deals().figures(read, workspace.terms, seen.beside);
    return seen;
}

Result<SeenDeal> seen(Connection& db, const Workspace& workspace, const StoredDeal& stored) {
    SeenDeal seen;
    bool found = false;
    TRYV(db.each(
        "SELECT a.name, r.fit, m.name, m.team FROM account a JOIN member m ON "
        "m.workspace_id = a.workspace_id LEFT JOIN relation r ON r.workspace_id = a.workspace_id "
        "AND r.account_id = a.account_id WHERE a.workspace_id = $1 AND a.account_id = $2 AND "
        "m.member_id = $3",
        {workspace.id, stored.deal.account, stored.deal.owner},
        [&](const Row& row) -> Result<void> {
            seen.account_name = row.text(0);
            seen.owner_name = row.text(2);
            seen.beside = {std::string(row.text(3)), row.get<std::optional<std::int64_t>>(1), {}};
            found = true;
            return success();
        }));
    if (!found) return not_found("account");
    TRY(seen.beside.executives, executives_beside(db, workspace, stored.deal));
    seen.deal = std::make_shared<const Deal>(stored.deal);
    seen.figures =
        std::make_shared<const Figures>(figures_of(stored.deal, *workspace.terms, seen.beside));
    seen.version = stored.version;
    seen.changed_at = stored.changed_at;
    return seen;
}

Result<std::optional<StoredDeal>> deal_as_of(Connection& db, WorkspaceId id, DealId deal,
                                             Instant moment) {
    TRY(std::vector<LoggedEvent> events, events_of(db, id, deal.value));
    if (events.empty()) return not_found("deal");
    std::erase_if(events, [&](const LoggedEvent& e) { return e.at > moment; });
    if (events.empty()) return std::optional<StoredDeal>{};
    TRY(StoredDeal folded, fold(events));
    return std::optional(std::move(folded));
}

Result<std::vector<MemberId>> executives_of(Connection& db, WorkspaceId id) {
    constexpr std::int64_t most = 200;
    std::vector<MemberId> executives;
    TRYV(
        db.each("SELECT member_id FROM member WHERE workspace_id = $1 AND level IN ('executive', "
                "'owner') AND active = 1 ORDER BY member_id LIMIT $2",
                {id, most}, [&](const Row& row) -> Result<void> {
                    executives.push_back({row.uuid(0)});
                    return success();
                }));
    return executives;
}

Result<std::vector<MemberId>> executives_beside(Connection& db, const Workspace& workspace,
                                                const Deal& deal) {
    const Thresholds is(executive_missing::rule, workspace.settings());
    if (!executive_missing::over_the_line(deal, is["amount"])) return std::vector<MemberId>{};
    return executives_of(db, workspace.id);
}

Result<Beside> beside_of(Connection& db, const Workspace& workspace, const Deal& deal) {
    const WorkspaceId id = workspace.id;
    Beside beside;
    TRYV(
        db.each("SELECT (SELECT team FROM member WHERE workspace_id = $1 AND member_id = $2), "
                "(SELECT fit FROM relation WHERE workspace_id = $1 AND account_id = $3)",
                {id, deal.owner, deal.account}, [&](const Row& row) -> Result<void> {
                    if (!row.null(0)) beside.team = row.text(0);
                    beside.fit = row.get<std::optional<std::int64_t>>(1);
                    return success();
                }));
    TRY(beside.executives, executives_beside(db, workspace, deal));
    return beside;
}

Result<StoredDeal> record(Transaction& in, Workspace& workspace, const StoredDeal& before,
                          const Decided& decided, const Cause& cause,
                          const std::optional<Beside>& known) {
    if (decided.events.empty()) return before;

    // 1. The facts.
    std::vector<Fact> facts;
    facts.reserve(decided.events.size());
    StoredDeal after{decided.deal, before.version, before.changed_at, {}};
    for (const Event& event : decided.events) {
        const Instant at = at_of(event);
        facts.push_back(
            {word_of(event), at, std::visit([](const auto& e) { return to_json(e); }, event)});
        after.changed_at = std::max(after.changed_at, at);
        ++after.version;
    }
    TRYV(append(in, workspace, "deal", after.deal.id.value, before.version, facts, cause));

    // 2. What follows from them. Facts are told from the deal before; figures and signals are read,
    //    for they may have been derived under older settings.
    Beside beside;
    if (known) {
        beside = *known;
        TRY(beside.executives, executives_beside(in.db(), workspace, after.deal));
    } else {
        TRY(beside, beside_of(in.db(), workspace, after.deal));
    }
    DealRows old;
    if (before.version > 0) {
        old = parts_of(before.deal, workspace.id);
        old.deal = before.row;
        TRY(old.signals, stored_signals(in.db(), workspace.id, after.deal.id));
        TRY(old.days, stored_days(in.db(), workspace.id, after.deal.id));
    }
    const Ledger ledger = ledger_of(after.deal, workspace.settings());
    DealRows rows = rows_of(after.deal, after.version, after.changed_at, workspace, beside, ledger);
    const bool idle = before.version > 0 && std::ranges::all_of(decided.events, is_idle);
    // A story also follows from the settings under which it was written.
    if (idle && before.row.settings_version == workspace.terms->version) old.stories = rows.stories;
    TRYV(put_rows(in, old, rows));
    after.row = std::move(rows.deal);
    after.row.body.clear();
    if (idle) return after;
    TRYV(relate(in, workspace, before.version > 0 ? &before.deal : nullptr, after.deal, ledger));
    return after;
}

Result<StoredDeal> perform(Transaction& in, Workspace& workspace, const StoredDeal& before,
                           const Command& command, const CommandContext& context,
                           const Cause& cause) {
    std::optional<Experience> experience;
    if (std::holds_alternative<WritePlan>(command) || std::holds_alternative<PlaceAsk>(command)) {
        TRY(experience, experience_of(in.db(), workspace));
    }
    const Situation situation{.at = context.at,
                              .by = cause.by,
                              .settings = workspace.settings(),
                              .zone = workspace.zone(),
                              .ids = in.ids(),
                              .known = context.known,
                              .said = context.said,
                              .experience = experience ? &*experience : nullptr};
    TRY(const Decided decided, carry_out(before.deal, command, situation));
    return record(in, workspace, before, decided, cause);
}

Result<std::optional<Said>> said_of(Connection& db, WorkspaceId id, const StoredDeal& deal,
                                    const Uuid& part) {
    constexpr std::int64_t looked_back = 200;
    TRY(const auto events, events_of(db, id, deal.deal.id.value,
                                     std::max<std::int64_t>(0, deal.version - looked_back)));
    std::optional<Said> last;
    for (const LoggedEvent& logged : events) {
        TRY(const Event event, event_from(logged));
        if (told_of(event) == part)
            last = Said{{logged.member_id, logged.person_id}, logged.recorded_at};
    }
    return last;
}

Result<void> refresh(Transaction& in, const Workspace& workspace, DealId deal) {
    TRY(const StoredDeal stored, load_deal(in.db(), workspace.id, deal));
    TRY(const Beside beside, beside_of(in.db(), workspace, stored.deal));
    const DealRows now = rows_of(stored.deal, stored.version, stored.changed_at, workspace, beside);
    DealRows before = now;
    before.deal = stored.row;
    before.stories.clear();  // It may have been written under other settings.
    TRY(before.signals, stored_signals(in.db(), workspace.id, deal));
    TRY(before.days, stored_days(in.db(), workspace.id, deal));
    return put_rows(in, before, now);
}

Result<std::size_t> catch_up(Transaction& in, const Workspace& workspace, std::size_t limit) {
    std::vector<DealId> behind;
    TRYV(in.db().each(
        "SELECT deal_id FROM deal WHERE workspace_id = $1 AND settings_version < $2 "
        "ORDER BY settings_version LIMIT $3",
        {workspace.id, workspace.terms->version, limit}, [&](const Row& row) -> Result<void> {
            behind.push_back({row.uuid(0)});
            return success();
        }));
    for (const DealId deal : behind) {
        TRYV(refresh(in, workspace, deal));
    }
    return behind.size();
}

Result<DealId> deal_of(Connection& db, WorkspaceId id, MeetingId meeting) {
    return deal_of_part(db,
                        "SELECT deal_id FROM meeting WHERE workspace_id = $1 AND meeting_id = $2",
                        id, meeting.value, "meeting");
}
Result<DealId> deal_of(Connection& db, WorkspaceId id, CommitmentId promise) {
    return deal_of_part(db,
                        "SELECT deal_id FROM promise WHERE workspace_id = $1 AND promise_id = $2",
                        id, promise.value, "promise");
}
Result<DealId> deal_of(Connection& db, WorkspaceId id, RequestId request) {
    return deal_of_part(db,
                        "SELECT deal_id FROM request WHERE workspace_id = $1 AND request_id = $2",
                        id, request.value, "request");
}

Result<std::optional<Pace>> measured_pace(Connection& db, WorkspaceId id) {
    constexpr std::int64_t most = 1'000;
    constexpr std::size_t least = 5;  // METHOD 7: until five are won, the default stands.
    std::vector<std::int64_t> ages;
    TRYV(
        db.each("SELECT closed_at - opened_at FROM deal WHERE workspace_id = $1 AND state = 'won' "
                "ORDER BY closed_at DESC LIMIT $2",
                {id, most}, [&](const Row& row) -> Result<void> {
                    ages.push_back(row.integer(0));
                    return success();
                }));
    if (ages.size() < least) return std::optional<Pace>{};
    const auto middle = ages.begin() + static_cast<std::ptrdiff_t>(ages.size() / 2);
    std::ranges::nth_element(ages, middle);
    constexpr std::int64_t day = 86'400'000;
    return std::optional(
        Pace{std::max<std::int64_t>(1, *middle / day), static_cast<std::int64_t>(ages.size())});
}

Result<void> put_search_words(Connection& db, WorkspaceId id, std::string_view kind,
                              const Uuid& subject, const std::vector<std::string>& before,
                              const std::vector<std::string>& after) {
    for (const std::string& word : before) {
        if (std::ranges::find(after, word) != after.end()) continue;
        TRYV(
            db.exec("DELETE FROM search_word WHERE workspace_id = $1 AND word = $2 AND kind = $3 "
                    "AND subject_id = $4",
                    {id, word, kind, subject}));
    }
    for (const std::string& word : after) {
        if (std::ranges::find(before, word) != before.end()) continue;
        TRYV(
            db.exec("INSERT INTO search_word (workspace_id, word, kind, subject_id) "
                    "VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                    {id, word, kind, subject}));
    }
    return success();
}

}  // namespace ante::store
