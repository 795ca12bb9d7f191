#include "api/import_deal.h"

#include <algorithm>

#include "base/beginning.h"
#include "method/decide.h"
#include "method/relations/fit.h"
#include "store/deals.h"
#include "store/directory.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;
using connect::ImportAct;
using connect::ImportActivity;
using connect::ImportPerson;
using connect::ImportRow;
using connect::ImportStatus;
using store::Transaction;
using store::Workspace;
using Made = std::vector<MadeBeside>;

// ---- who is who
// ----------------------------------------------------------------------------------

Result<KnownAccount> find_or_make_account(Transaction& in, Workspace& ws, const ImportRow& row,
                                          Made& made, const store::Cause& cause) {
    TRY(const auto known, store::account_by_name(in.db(), ws.id, row.account));
    if (known) {
        TRY(const auto found, store::load_account(in.db(), ws.id, *known));
        return KnownAccount{*known, fit_of(found.value, ws.settings().ideal).value};
    }
    Account account{.id = in.ids().make<AccountTag>(cause.now), .name = row.account};
    account.domain = row.account_domain;
    account.industry = row.sector;
    account.region = row.region;
    account.size = row.size;
    TRYV(store::record(in, ws, store::Versioned<Account>{}, account, cause));
    made.push_back({store::EffectOn::account, account.id.value, store::folded(row.account)});
    return KnownAccount{account.id, fit_of(account, ws.settings().ideal).value};
}

Result<KnownAccount> account_for(Transaction& in, Workspace& ws, const ImportRow& row,
                                 Acquaintances& known, Made& made, const store::Cause& cause) {
    if (const KnownAccount* there = known.account(row.account)) return *there;
    TRY(const KnownAccount account, find_or_make_account(in, ws, row, made, cause));
    known.keep(row.account, account);
    return account;
}

// An address that nobody has: the name with what addresses allow, in a domain that can't exist
// (RFC 2606).
std::string placeholder_address(std::string_view name, const Uuid& id) {
    std::string local;
    for (const char c : store::folded(name)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain)
            local += c;
        else if (!local.empty() && local.back() != '.')
            local += '.';
        if (local.size() >= 40) break;
    }
    while (!local.empty() && local.back() == '.') local.pop_back();
    return (local.empty() ? "member" : local) + "." + id.text().substr(24) + "@import.invalid";
}

Result<std::optional<MemberId>> member_named(store::Connection& db, WorkspaceId id,
                                             std::string_view name) {
    return db.value<MemberId>(
        "SELECT member_id FROM member WHERE workspace_id = $1 AND name = $2 "
        "ORDER BY member_id LIMIT 1",
        {id, name});
}

Result<MemberId> owner_for(Transaction& in, Workspace& ws, const std::string& name,
                           const std::string& email, Made& made, const store::Cause& cause) {
    if (name.empty() && email.empty() && cause.by.member) return *cause.by.member;
    if (!email.empty()) {
        TRY(const auto known, store::member_by_email(in.db(), ws.id, email));
        if (known) return *known;
    }
    if (!name.empty()) {
        TRY(const auto known, member_named(in.db(), ws.id, name));
        if (known) return *known;
    }
    Member member{.id = in.ids().make<MemberTag>(cause.now)};
    member.name = name.empty() ? email : name;
    member.email = email.empty() ? placeholder_address(name, member.id.value) : email;
    member.active = false;
    TRYV(store::put_login(in.db(), ws.id, member));
    TRYV(store::record(in, ws, store::Versioned<Member>{}, member, cause));
    made.push_back({store::EffectOn::member, member.id.value, store::folded(member.name)});
    return member.id;
}

Result<KnownMember> owner_of(Transaction& in, Workspace& ws, const ImportRow& row,
                             Acquaintances& known, Made& made, const store::Cause& cause) {
    const std::string named = row.owner_email + "\n" + row.owner;
    if (const KnownMember* there = known.member(named)) return *there;
    TRY(const MemberId id, owner_for(in, ws, row.owner, row.owner_email, made, cause));
    TRY(const auto found, store::load_member(in.db(), ws.id, id));
    const KnownMember member{id, found.value.team};
    known.keep(named, member);
    return member;
}

Result<Person> person_for(Transaction& in, Workspace& ws, AccountId account,
                          const ImportPerson& given, Made& made, const store::Cause& cause) {
    std::optional<PersonId> known;
    if (!given.email.empty()) {
        TRY(known, store::person_by_email(in.db(), ws.id, given.email));
    }
    if (!known && !given.name.empty()) {
        TRY(known, store::person_by_name(in.db(), ws.id, account, given.name));
    }
    if (known) {
        TRY(auto found, store::load_person(in.db(), ws.id, *known));
        return std::move(found.value);
    }
    Person person{.id = in.ids().make<PersonTag>(cause.now), .account = account};
    person.name = given.name.empty() ? given.email : given.name;
    person.email = given.email;
    person.title = given.title;
    TRYV(store::record(in, ws, store::Versioned<Person>{}, person, cause));
    TRY(const auto at, store::load_account(in.db(), ws.id, account));
    made.push_back({store::EffectOn::person, person.id.value,
                    person.email.empty()
                        ? store::folded(at.value.name) + "\n" + store::folded(person.name)
                        : store::email_key(person.email)});
    return person;
}

// ---- one deal
// ------------------------------------------------------------------------------------

// A deal while a row is carried out on it: commands are decided one after the other, and recorded
// together at the end.
class Carrying {
public:
    Carrying(Transaction& in, Workspace& ws, store::StoredDeal before)
        : in_(in), ws_(ws), before_(std::move(before)), now_(before_.deal) {}

    const Deal& deal() const { return now_; }
    bool changed() const { return !events_.empty(); }

    Result<void> act(const Command& command, Instant at, const Actor& by,
                     std::span<const Known> known = {}) {
        const Situation situation{.at = at,
                                  .by = by,
                                  .settings = ws_.settings(),
                                  .zone = ws_.zone(),
                                  .ids = in_.ids(),
                                  .known = known};
        TRY(Decided decided, carry_out(std::move(now_), command, situation));
        now_ = std::move(decided.deal);
        for (Event& event : decided.events) events_.push_back(std::move(event));
        return success();
    }

    Result<store::StoredDeal> record(const store::Cause& cause,
                                     const std::optional<store::Beside>& beside) {
        return store::record(in_, ws_, before_, Decided{std::move(now_), std::move(events_)}, cause,
                             beside);
    }

private:
    Transaction& in_;
    Workspace& ws_;
    store::StoredDeal before_;
    Deal now_;
    std::vector<Event> events_;
};

Result<void> join(Transaction& in, Workspace& ws, Carrying& deal, AccountId account,
                  const ImportPerson& given, Instant at, Made& made, const store::Cause& cause) {
    TRY(const Person person, person_for(in, ws, account, given, made, cause));
    const Player* there = deal.deal().player(person.id);
    if (there != nullptr && !there->left_at) return success();
    const Known known[] = {{person.id, person.name, person.level}};
    return deal.act(AddPlayer{person.id, given.role.value_or(Role::influencer), {}}, at, cause.by,
                    known);
}

// The player that an activity names: by name or by address, as the file has it.
Result<std::optional<PersonId>> player_named(Transaction& in, Workspace& ws, Carrying& deal,
                                             AccountId account, const ImportActivity& activity,
                                             Made& made, const store::Cause& cause) {
    if (activity.person.empty()) {
        if (deal.deal().players.size() == 1) return std::optional(deal.deal().players[0].person);
        return std::optional<PersonId>{};
    }
    const bool address = activity.person.find('@') != std::string::npos;
    const ImportPerson given{.name = address ? "" : activity.person,
                             .email = address ? activity.person : "",
                             .title = "",
                             .role = {}};
    TRYV(join(in, ws, deal, account, given, std::max(deal.deal().opened_at, Instant{}), made,
              cause));
    TRY(const Person person, person_for(in, ws, account, given, made, cause));
    return std::optional(person.id);
}

std::optional<TouchKind> touch_kind(ImportAct act) {
    return from_word<TouchKind>(word_of(act));
}

bool is_there(const Deal& deal, const ImportActivity& activity) {
    const auto at_same_time = [&](const auto& part) { return part.at == activity.at; };
    switch (activity.act) {
        case ImportAct::reply: return std::ranges::any_of(deal.signs, at_same_time);
        case ImportAct::meeting:
            return std::ranges::any_of(deal.meetings,
                                       [&](const Meeting& m) { return m.starts == activity.at; });
        default:
            return std::ranges::any_of(deal.touches, [&](const DealTouch& t) {
                return t.at == activity.at && t.kind == touch_kind(activity.act);
            });
    }
}

Result<void> happen(Transaction& in, Workspace& ws, Carrying& deal, AccountId account,
                    const ImportActivity& activity, Made& made, const store::Cause& cause) {
    if (is_there(deal.deal(), activity)) return success();
    TRY(const auto person, player_named(in, ws, deal, account, activity, made, cause));
    Actor by = cause.by;
    if (!activity.by.empty()) {
        const bool address = activity.by.find('@') != std::string::npos;
        TRY(by.member,
            owner_for(in, ws, address ? "" : activity.by, address ? activity.by : "", made, cause));
    }
    if (activity.act == ImportAct::reply)
        return deal.act(RecordReply{person, activity.subject}, activity.at, by);
    if (activity.act != ImportAct::meeting)
        return deal.act(MakeTouch{touch_kind(activity.act).value_or(TouchKind::message), person},
                        activity.at, by);

    // A meeting that took place: the buyer accepted its date and came.
    ScheduleMeeting meeting{.title = std::string(first_bytes(activity.subject, 200)),
                            .starts = activity.at};
    if (person) {
        meeting.players = {*person};
        meeting.accepted_by = {*person};
    }
    TRYV(deal.act(meeting, activity.at - hours{1}, by));
    const MeetingId booked = deal.deal().meetings.back().id;
    DebriefMeeting debrief{.meeting = booked};
    debrief.attended = meeting.players;
    debrief.notes = activity.note;
    TRYV(deal.act(debrief, activity.at + minutes{meeting.minutes}, by));
    return deal.act(SendRecap{booked}, activity.at + minutes{meeting.minutes}, by);
}

Result<void> follow_changes(Carrying& deal, const ImportRow& row, const store::Cause& cause) {
    ChangeDeal change;
    bool any = false;
    if (!row.name.empty() && row.name != deal.deal().name) any = true, change.name = row.name;
    if (row.amount && row.amount != deal.deal().amount) any = true, change.amount = row.amount;
    if (row.expected_close && row.expected_close != deal.deal().expected_close)
        any = true, change.expected_close = row.expected_close;
    if (!any || deal.deal().over()) return success();
    return deal.act(change, cause.now, cause.by);
}

Result<void> follow_outcome(const Workspace& ws, Carrying& deal, const ImportRow& row,
                            const store::Cause& cause) {
    if (!deal.deal().in_play() || row.status == ImportStatus::open) return success();
    const Instant at = row.closed_at.value_or(std::max(deal.deal().opened_at, cause.now));
    switch (row.status) {
        case ImportStatus::open: return success();
        case ImportStatus::won: return deal.act(WinDeal{}, at, cause.by);
        case ImportStatus::lost:
            return deal.act(LoseDeal{row.lost_to.value_or(LostTo::other), row.lost_words, {}}, at,
                            cause.by);
        case ImportStatus::parked: {
            const Date until = row.parked_until.value_or(ws.zone().date_of(cause.now) + Days{90});
            // Its day may have passed: then it was parked before that.
            const Instant parked = std::max(
                deal.deal().opened_at, std::min(cause.now, ws.zone().start_of(until - Days{1})));
            return deal.act(ParkDeal{until, "Parked in the system it came from.", {}}, parked,
                            cause.by);
        }
    }
    return success();
}

Instant beginning_of(const ImportRow& row, Instant now) {
    Instant at = row.created_at.value_or(row.closed_at.value_or(now));
    for (const ImportActivity& activity : row.activities) at = std::min(at, activity.at - hours{1});
    return std::min(at, now);
}

}  // namespace

Result<Carried> carry_deal(Transaction& in, Workspace& ws, const connect::ImportPlan& plan,
                           const ImportRow& row, Acquaintances& acquaintances,
                           const store::Cause& cause) {
    Carried done;
    auto& made = done.made;
    TRY(auto known, store::deal_by_external_id(in.db(), ws.id, row.external_id));
    if (!known && plan.written_by_ante) {
        // Our own export names a deal that came from nowhere else by our own id.
        if (const auto id = Uuid::parse(row.external_id)) {
            TRY(known, in.db().value<DealId>("SELECT deal_id FROM deal WHERE workspace_id = $1 AND "
                                             "deal_id = $2",
                                             {ws.id, *id}));
        }
    }
    if (!known && plan.mapping.kind == connect::ImportKind::activities)
        return refuse("deal_not_found",
                      "No deal here has the id " + row.external_id + ": import the deals first.");
    const bool is_new = !known;
    store::StoredDeal before;
    if (known) {
        TRY(before, store::load_deal(in.db(), ws.id, *known));
    }
    Carrying deal(in, ws, std::move(before));

    // 1. The deal, on the day it began.
    AccountId account = deal.deal().account;
    std::optional<store::Beside> beside;
    if (is_new) {
        TRY(const KnownAccount to, account_for(in, ws, row, acquaintances, made, cause));
        TRY(const KnownMember owner, owner_of(in, ws, row, acquaintances, made, cause));
        account = to.id;
        beside = store::Beside{owner.team, to.fit, {}};
        OpenDeal open{.account = account, .name = row.name};
        open.kind = row.kind.value_or(DealKind::fresh);
        open.owner = owner.id;
        open.amount = row.amount;
        open.expected_close = row.expected_close;
        open.external_id = row.external_id;
        open.crm_stage = row.crm_stage;
        TRYV(deal.act(open, beginning_of(row, cause.now), cause.by));
    } else {
        TRYV(follow_changes(deal, row, cause));
    }

    // 2. Its people, and what happened, in the order in which it happened.
    for (const ImportPerson& person : row.people) {
        if (person.name.empty() && person.email.empty()) continue;
        TRYV(join(in, ws, deal, account, person, deal.deal().opened_at, made, cause));
    }
    std::vector<ImportActivity> activities = row.activities;
    std::ranges::stable_sort(activities, {}, &ImportActivity::at);
    for (const ImportActivity& activity : activities) {
        if (deal.deal().over()) break;
        TRYV(happen(in, ws, deal, account, activity, made, cause));
    }
    if (is_new && !row.notes.empty()) {
        std::string text(first_bytes(row.notes, 10'000));
        TRYV(deal.act(AddNote{std::move(text)}, cause.now, cause.by));
    }

    // 3. How it ended.
    TRYV(follow_outcome(ws, deal, row, cause));

    if (!deal.changed()) return done;
    done.outcome = is_new ? RowOutcome::made : RowOutcome::changed;
    TRY(const store::StoredDeal after, deal.record(cause, beside));
    done.deal = {store::EffectOn::deal, after.deal.id.value,
                 is_new ? store::Effect::made : store::Effect::changed, after.version};
    return done;
}

}  // namespace ante::api
