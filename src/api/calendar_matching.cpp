#include "api/calendar_matching.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/beginning.h"
#include "base/json.h"
#include "store/likeness.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;
using connect::Attendance;
using connect::CalendarEvent;
using connect::Invitee;
using store::EntryRow;
using store::EntryState;

constexpr std::string_view our_uids = "@meetings.ante";
constexpr std::size_t longest_title = 200;  // characters
constexpr std::size_t most_choices = 20;
constexpr std::size_t most_addresses = 50;  // of an event; a mass invitation is no meeting
constexpr minutes same_time{15};
constexpr Days moved_at_most{7};
constexpr std::string_view caused_by = "calendar";

std::string shortened(std::string_view text) {
    return std::string(first_letters(text, longest_title));
}

MeetingKind kind_from(std::string_view place) {
    if (place.empty()) return MeetingKind::call;
    for (const std::string_view online : {"http", "zoom", "teams", "meet", "webex", "Zoom", "Teams",
                                          "Meet", "Webex", "Online", "online"})
        if (place.find(online) != std::string_view::npos) return MeetingKind::video;
    return MeetingKind::visit;
}

std::int64_t minutes_from(const EntryRow& entry) {
    return entry.minutes == 0 ? 30 : std::clamp<std::int64_t>(entry.minutes, 5, 1440);
}

std::vector<Invitee> people_in(const EntryRow& entry) {
    auto people = from_json<std::vector<Invitee>>(entry.people, Input::stored);
    return people.has_value() ? std::move(people).value() : std::vector<Invitee>{};
}

bool says_the_same(const EntryRow& one, const EntryRow& other) {
    const auto said = [](const EntryRow& e) {
        return std::tie(e.starts, e.minutes, e.all_day, e.cancelled, e.is_private, e.title, e.where,
                        e.people, e.organizer, e.href);
    };
    return said(one) == said(other);
}

// ---- what a deal makes of an entry

// The people in an entry who are players of the deal, and who of them has said yes: whoever invites
// comes, too.
struct Coming {
    std::vector<PersonId> players{};
    std::vector<PersonId> accepted{};
};

class Matcher {
public:
    Matcher(store::Transaction& in, store::Workspace& workspace, MemberId member,
            std::string our_address, Instant now)
        : in_(in),
          workspace_(workspace),
          member_(member),
          our_address_(std::move(our_address)),
          now_(now) {}

    // What came of it stands in the entry afterwards.
    Result<void> judge(EntryRow& entry) {
        entry.state = EntryState::ignored;
        entry.deal.reset();
        entry.choices = "[]";
        TRY(const auto there, meeting_there(entry));
        if (there) return link(entry, *there);
        if (entry.all_day || entry.cancelled || entry.title.empty()) return success();
        TRY(const auto deals, candidates(entry));
        if (deals.empty()) return success();
        if (deals.size() == 1) return become_meeting(entry, deals.front());
        entry.state = EntryState::suggested;
        entry.choices = to_json(deals);
        return success();
    }

    Result<void> become_meeting(EntryRow& entry, DealId id) {
        TRY(const auto stored, store::load_deal(in_.db(), workspace_.id, id));
        TRY(const Coming coming, coming_to(stored.deal, entry));
        TRY(const auto same, meeting_at_that_time(stored.deal, entry));
        if (same) {
            entry.state = EntryState::matched;
            entry.deal = id;
            entry.meeting = same;
            return success();
        }
        const ScheduleMeeting command{.kind = kind_from(entry.where),
                                      .title = shortened(entry.title),
                                      .starts = entry.starts,
                                      .minutes = minutes_from(entry),
                                      .players = coming.players,
                                      .accepted_by = coming.accepted};
        TRY(const auto after, carry_out(stored, command));
        if (!after) return success();
        entry.state = EntryState::matched;
        entry.deal = id;
        entry.meeting = after->deal.meetings.back().id;
        return success();
    }

    // What changed in the calendar since the last look is changed in the meeting, as long as it is
    // his to change.
    Result<void> follow(const EntryRow& before, EntryRow& entry) {
        TRY(const auto stored, store::load_deal(in_.db(), workspace_.id, *entry.deal));
        const Meeting* meeting = entry.meeting ? stored.deal.meeting(*entry.meeting) : nullptr;
        if (!meeting || meeting->cancelled_at || meeting->debrief) return success();
        TRYV(know_viewer());
        if (!store::may_change(*viewer_, stored.deal.owner, stored.row.team)) return success();
        TRY(const Side by, who_acts(entry));
        if (entry.cancelled) {
            TRYV(carry_out(stored, CancelMeeting{meeting->id, by, "called off in the calendar"}));
            return success();
        }
        ChangeMeeting change{.meeting = meeting->id};
        if (entry.starts != before.starts && entry.starts != meeting->starts)
            change.starts = entry.starts;
        if (entry.minutes != before.minutes && minutes_from(entry) != meeting->minutes)
            change.minutes = minutes_from(entry);
        if (entry.title != before.title && !entry.title.empty() &&
            shortened(entry.title) != meeting->title)
            change.title = shortened(entry.title);
        TRY(const Coming coming, coming_to(stored.deal, entry));
        std::vector<PersonId> players = meeting->players;
        for (const PersonId person : coming.players)
            if (std::ranges::find(players, person) == players.end()) players.push_back(person);
        if (players.size() != meeting->players.size()) change.players = players;
        std::vector<PersonId> accepted = coming.accepted;
        std::erase_if(accepted, [&](PersonId person) {
            return has_promised(stored.deal, meeting->id, person);
        });
        if (!accepted.empty()) change.accepted_by = accepted;
        if (change.starts || change.minutes) change.by = by;
        if (!change.starts && !change.minutes && !change.title && !change.players &&
            !change.accepted_by)
            return success();
        TRYV(carry_out(stored, change));
        return success();
    }

    // It is no longer in the calendar. What has been is not called off by tidying up.
    Result<void> vanish(const EntryRow& entry) {
        if (entry.state != EntryState::matched || !entry.meeting || entry.starts <= now_)
            return success();
        TRY(const bool by_us, is_taken_out(entry));
        if (by_us) return success();
        EntryRow gone = entry;
        gone.cancelled = true;
        TRY(const auto elsewhere,
            in_.db().value<std::int64_t>(
                "SELECT COUNT(*) FROM calendar_entry WHERE workspace_id = $1 AND uid = $2 AND "
                "recurrence = $3 AND source_id <> $4 AND cancelled = 0",
                {workspace_.id, entry.uid, entry.recurrence, entry.source}));
        if (*elsewhere > 0) return success();  // It is still in somebody's.
        return follow(entry, gone);
    }

private:
    // One of ours is only called off by who removes what we put there and left there.
    Result<bool> is_taken_out(const EntryRow& entry) {
        const auto ours = meeting_in_uid(entry.uid);
        if (!ours) return false;
        TRY(const auto left, in_.db().value<std::int64_t>(
                                 "SELECT COUNT(*) FROM calendar_copy WHERE workspace_id = $1 AND "
                                 "source_id = $2 AND meeting_id = $3 AND says <> $4",
                                 {workspace_.id, entry.source, *ours, copy_taken_out}));
        return *left == 0;
    }

    // A no of the method – the deal is full, or over – leaves the calendar to itself.
    Result<std::optional<store::StoredDeal>> carry_out(const store::StoredDeal& stored,
                                                       const Command& command) {
        store::Cause cause{{}, now_, std::string(caused_by)};
        cause.by.member = member_;
        auto after = store::perform(in_, workspace_, stored, command, {now_}, cause);
        if (after.has_value()) return std::optional(std::move(after).value());
        if (after.error().kind == No::refused || after.error().kind == No::not_found)
            return std::optional<store::StoredDeal>{};
        return std::move(after).error();
    }

    static bool has_promised(const Deal& deal, MeetingId meeting, PersonId person) {
        return std::ranges::any_of(deal.commitments, [&](const Commitment& promise) {
            return promise.attends == meeting && promise.person() && *promise.person() == person;
        });
    }

    Result<std::optional<MeetingId>> meeting_there(const EntryRow& entry) {
        if (const auto ours = meeting_in_uid(entry.uid)) return std::optional(*ours);
        return store::meeting_of_entry(in_.db(), workspace_.id, entry.uid, entry.recurrence);
    }

    // Only a meeting that is his to change: a calendar can say anything.
    Result<void> link(EntryRow& entry, MeetingId meeting) {
        const auto id = store::deal_of(in_.db(), workspace_.id, meeting);
        if (id.has_error())
            return id.error().kind == No::not_found ? Result<void>(success()) : id.error();
        TRY(const auto deal, store::load_deal(in_.db(), workspace_.id, id.value()));
        TRYV(know_viewer());
        if (!store::may_change(*viewer_, deal.deal.owner, deal.row.team)) return success();
        entry.state = EntryState::matched;
        entry.deal = id.value();
        entry.meeting = meeting;
        return success();
    }

    Result<void> know_viewer() {
        if (viewer_) return success();
        TRY(viewer_, viewer_of(in_.db(), workspace_.id, member_));
        return success();
    }

    // One that nobody's calendar has told of yet; what we put there ourselves tells nothing.
    Result<std::optional<MeetingId>> meeting_at_that_time(const Deal& deal, const EntryRow& entry) {
        for (const Meeting& meeting : deal.meetings) {
            if (meeting.cancelled_at) continue;
            const auto apart = meeting.starts - entry.starts;
            if (apart > same_time || apart < -same_time) continue;
            TRY(const auto told, in_.db().value<std::int64_t>(
                                     "SELECT COUNT(*) FROM calendar_entry WHERE workspace_id = $1 "
                                     "AND meeting_id = $2 AND uid NOT LIKE '%@meetings.ante'",
                                     {workspace_.id, meeting.id}));
            if (*told == 0) return std::optional(meeting.id);
        }
        return std::optional<MeetingId>{};
    }

    Result<bool> is_one_of_us(const std::string& address) {
        if (!our_address_.empty() && address == our_address_) return true;
        TRY(const auto member, store::member_by_email(in_.db(), workspace_.id, address));
        return member.has_value();
    }

    // The buyer moves and calls off what he invited us to.
    Result<Side> who_acts(const EntryRow& entry) {
        if (entry.organizer.empty()) return Side::seller;
        TRY(const bool ours, is_one_of_us(entry.organizer));
        return ours ? Side::seller : Side::buyer;
    }

    Result<Coming> coming_to(const Deal& deal, const EntryRow& entry) {
        Coming coming;
        for (const Invitee& who : people_in(entry)) {
            if (who.address.empty()) continue;
            TRY(const auto person, store::person_by_email(in_.db(), workspace_.id, who.address));
            const Player* player = person ? deal.player(*person) : nullptr;
            if (!player || player->left_at) continue;
            if (std::ranges::find(coming.players, *person) != coming.players.end()) continue;
            coming.players.push_back(*person);
            if (who.answer == Attendance::accepted || who.address == entry.organizer)
                coming.accepted.push_back(*person);
        }
        return coming;
    }

    Result<std::vector<DealId>> candidates(const EntryRow& entry) {
        std::vector<std::string> strangers;
        std::vector<PersonId> people;
        for (const Invitee& who : people_in(entry)) {
            if (who.address.empty()) continue;
            TRY(const bool ours, is_one_of_us(who.address));
            if (ours) continue;
            TRY(const auto person, store::person_by_email(in_.db(), workspace_.id, who.address));
            if (person) people.push_back(*person);
            strangers.push_back(who.address);
            if (strangers.size() == most_addresses) break;
        }
        std::set<DealId> deals;
        for (const PersonId person : people) {
            TRYV(add_deals(deals,
                           "SELECT d.deal_id, d.owner_id, d.team FROM player p JOIN deal d ON "
                           "d.workspace_id = p.workspace_id AND d.deal_id = p.deal_id "
                           "WHERE p.workspace_id = $1 AND p.person_id = $2 AND p.here = 1 AND "
                           "d.in_play = 1",
                           person.value));
        }
        if (!deals.empty()) return his_own_first(deals);
        std::set<AccountId> accounts;
        for (const PersonId person : people) {
            TRY(const auto loaded, store::load_person(in_.db(), workspace_.id, person));
            accounts.insert(loaded.value.account);
        }
        for (const std::string& address : strangers) {
            TRY(const auto account, store::account_known_as(in_.db(), workspace_.id, "", address));
            if (account) accounts.insert(*account);
        }
        for (const AccountId account : accounts) {
            TRYV(add_deals(deals,
                           "SELECT deal_id, owner_id, team FROM deal WHERE workspace_id = $1 AND "
                           "account_id = $2 AND in_play = 1",
                           account.value));
        }
        return his_own_first(deals);
    }

    Result<void> add_deals(std::set<DealId>& deals, std::string_view sql, const Uuid& of) {
        TRYV(know_viewer());
        return in_.db().each(sql, {workspace_.id, of}, [&](const store::Row& row) -> Result<void> {
            const MemberId owner{row.uuid(1)};
            if (!store::may_change(*viewer_, owner, row.text(2))) return success();
            deals.insert({row.uuid(0)});
            if (owner == member_) his_.insert({row.uuid(0)});
            return success();
        });
    }

    std::vector<DealId> his_own_first(const std::set<DealId>& deals) const {
        std::vector<DealId> chosen;
        for (const DealId deal : deals)
            if (his_.contains(deal)) chosen.push_back(deal);
        if (chosen.empty()) chosen.assign(deals.begin(), deals.end());
        if (chosen.size() > most_choices) chosen.resize(most_choices);
        return chosen;
    }

    store::Transaction& in_;
    store::Workspace& workspace_;
    const MemberId member_;
    const std::string our_address_;
    const Instant now_;
    std::optional<store::Viewer> viewer_;
    std::set<DealId> his_;
};

// ---- the entries of a calendar

EntryRow entry_from(const CalendarEvent& event, const store::CalendarRow& calendar,
                    std::string href) {
    EntryRow entry{.workspace = calendar.workspace,
                   .source = calendar.id,
                   .owner = calendar.owner,
                   .uid = event.uid,
                   .recurrence = event.recurrence_id,
                   .href = std::move(href),
                   .starts = event.starts,
                   .minutes = event.minutes,
                   .all_day = event.day.has_value(),
                   .cancelled = event.cancelled,
                   .is_private = event.is_private};
    entry.people = "[]";
    entry.choices = "[]";
    if (event.is_private && !calendar.keeps_private) return entry;
    entry.title = event.title.empty() ? "Meeting" : event.title;
    entry.where = event.place;
    std::vector<Invitee> people = event.attendees;
    if (event.organizer) {
        entry.organizer = event.organizer->address;
        const auto there = std::ranges::find(people, event.organizer->address, &Invitee::address);
        if (there == people.end()) people.insert(people.begin(), *event.organizer);
    }
    if (people.size() > most_addresses) people.resize(most_addresses);
    entry.people = to_json(people);
    return entry;
}

class TakingIn {
public:
    TakingIn(store::Transaction& in, store::Workspace& workspace,
             const store::CalendarRow& calendar, const std::string& our_address, Instant now)
        : in_(in),
          calendar_(calendar),
          now_(now),
          matcher_(in, workspace, calendar.owner, our_address, now) {}

    Result<void> take(const CalendarLook& look) {
        TRY(before_, store::entries_of(in_.db(), calendar_.workspace, calendar_.id));
        for (std::size_t i = 0; i < before_.size(); ++i)
            by_name_[{before_[i].uid, before_[i].recurrence}] = i;
        stays_.assign(before_.size(), false);

        std::vector<EntryRow> arrived;
        std::set<std::pair<std::string, std::string>> names;
        for (std::size_t i = 0; i < look.events.size(); ++i) {
            EntryRow entry = entry_from(look.events[i], calendar_,
                                        i < look.hrefs.size() ? look.hrefs[i] : std::string());
            const auto there = by_name_.find({entry.uid, entry.recurrence});
            if (there == by_name_.end()) {
                // Two objects of a server may hold the same event: the first one counts.
                if (names.emplace(entry.uid, entry.recurrence).second)
                    arrived.push_back(std::move(entry));
            } else if (!stays_[there->second]) {
                stays_[there->second] = true;
                TRYV(keep(before_[there->second], std::move(entry)));
            }
        }
        for (EntryRow& entry : arrived) {
            TRYV(arrive(look, std::move(entry)));
        }
        for (std::size_t i = 0; i < before_.size(); ++i) {
            if (stays_[i] || !may_be_gone(look, before_[i])) continue;
            TRYV(matcher_.vanish(before_[i]));
            TRYV(store::remove_row(in_.db(), before_[i]));
        }
        return success();
    }

private:
    bool may_be_gone(const CalendarLook& look, const EntryRow& entry) const {
        const auto is_in = [&](const std::vector<std::string>& hrefs) {
            return std::ranges::find(hrefs, entry.href) != hrefs.end();
        };
        if (!look.whole) return is_in(look.gone);
        // Ours may be put there for longer than a look reaches.
        return entry.starts < now_ + calendar_reach && !is_in(look.unread);
    }

    Result<void> keep(const EntryRow& before, EntryRow entry) {
        entry.id = before.id;
        entry.state = before.state;
        entry.by_member = before.by_member;
        entry.deal = before.deal;
        entry.meeting = before.meeting;
        entry.choices = before.choices;
        // People may have become known since: what nobody was known in is looked at again.
        const bool judged = entry.state == EntryState::matched || entry.by_member;
        if (judged && says_the_same(before, entry) && before.recurrence == entry.recurrence)
            return success();
        if (!judged) {
            TRYV(matcher_.judge(entry));
        } else if (entry.state == EntryState::matched && entry.deal) {
            TRYV(matcher_.follow(before, entry));
        }
        if (entry == before) return success();
        return store::put_row(in_.db(), entry);
    }

    // A repeated event that moves as a whole has new names for each of its times: whoever is near
    // one that is gone is taken for it.
    Result<void> arrive(const CalendarLook& look, EntryRow entry) {
        std::optional<std::size_t> nearest;
        for (std::size_t i = 0; i < before_.size(); ++i) {
            if (stays_[i] || before_[i].uid != entry.uid || !may_be_gone(look, before_[i]))
                continue;
            const auto apart = std::chrono::abs(before_[i].starts - entry.starts);
            if (apart > moved_at_most) continue;
            if (!nearest || apart < std::chrono::abs(before_[*nearest].starts - entry.starts))
                nearest = i;
        }
        if (nearest) {
            stays_[*nearest] = true;
            return keep(before_[*nearest], std::move(entry));
        }
        // Its time will come; ours are known already.
        if (entry.starts > now_ + calendar_ahead && !meeting_in_uid(entry.uid)) return success();
        entry.id = in_.ids().make<store::CalendarEntryTag>(now_);
        TRYV(matcher_.judge(entry));
        return store::insert_row(in_.db(), entry);
    }

    store::Transaction& in_;
    const store::CalendarRow& calendar_;
    const Instant now_;
    Matcher matcher_;
    std::vector<EntryRow> before_;
    std::map<std::pair<std::string, std::string>, std::size_t> by_name_;
    std::vector<bool> stays_;
};

}  // namespace

Result<void> take_in(store::Transaction& in, store::Workspace& workspace,
                     const store::CalendarRow& calendar, const CalendarLook& look,
                     const std::string& our_address, Instant now) {
    return TakingIn(in, workspace, calendar, our_address, now).take(look);
}

Result<void> note_put(store::Transaction& in, const store::CalendarRow& calendar, MeetingId meeting,
                      const CalendarEvent& event, const std::string& href, Instant now) {
    const auto deal = store::deal_of(in.db(), calendar.workspace, meeting);
    if (deal.has_error())
        return deal.error().kind == No::not_found ? Result<void>(success()) : deal.error();
    static const std::string sql = store::select_text<EntryRow>() +
                                   "WHERE workspace_id = $1 AND source_id = $2 AND uid = $3 AND "
                                   "recurrence = ''";
    TRY(const auto there,
        in.db().one<EntryRow>(sql, {calendar.workspace, calendar.id, uid_of(meeting)}));
    EntryRow entry = entry_from(event, calendar, there ? there->href : href);
    entry.id = there ? there->id : in.ids().make<store::CalendarEntryTag>(now);
    entry.state = EntryState::matched;
    entry.deal = deal.value();
    entry.meeting = meeting;
    return store::put_row(in.db(), entry);
}

Result<void> note_taken_out(store::Connection& db, const store::CalendarRow& calendar,
                            MeetingId meeting) {
    TRYV(db.exec(
        "DELETE FROM calendar_entry WHERE workspace_id = $1 AND source_id = $2 AND uid = $3",
        {calendar.workspace, calendar.id, uid_of(meeting)}));
    return success();
}

Result<void> forget_private(store::Connection& db, const store::CalendarRow& calendar) {
    TRYV(
        db.exec("UPDATE calendar_entry SET title = '', place = '', people = '[]', organizer = '', "
                "choices = '[]', state = CASE WHEN state = 'suggested' THEN 'ignored' ELSE state "
                "END WHERE workspace_id = $1 AND source_id = $2 AND is_private = 1",
                {calendar.workspace, calendar.id}));
    return success();
}

Result<void> match_entry(store::Transaction& in, store::Workspace& workspace, EntryRow entry,
                         DealId deal, Instant now) {
    Matcher matcher(in, workspace, entry.owner, "", now);
    TRYV(matcher.become_meeting(entry, deal));
    if (entry.state != EntryState::matched)
        return refuse("entry_not_bookable",
                      "That can't become a meeting of this deal: the deal is over, or it was too "
                      "long ago.");
    entry.by_member = true;
    entry.choices = "[]";
    return store::put_row(in.db(), entry);
}

Result<void> ignore_entry(store::Transaction& in, const EntryRow& entry) {
    EntryRow after = entry;
    after.state = EntryState::ignored;
    after.by_member = true;
    after.deal.reset();
    after.meeting.reset();
    after.choices = "[]";
    return store::put_row(in.db(), after);
}

Result<store::Viewer> viewer_of(store::Connection& db, WorkspaceId id, MemberId member) {
    TRY(const auto loaded, store::load_member(db, id, member));
    return store::Viewer{id, member, loaded.value.role, loaded.value.team};
}

std::optional<MeetingId> meeting_in_uid(std::string_view uid) {
    if (!uid.ends_with(our_uids)) return std::nullopt;
    uid.remove_suffix(our_uids.size());
    const auto id = Uuid::parse(uid);
    if (!id) return std::nullopt;
    return MeetingId{*id};
}

std::string uid_of(MeetingId meeting) {
    return meeting.text() + std::string(our_uids);
}

}  // namespace ante::api
