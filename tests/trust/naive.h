#pragma once
// What the lists should answer, told without a database: every deal is folded from the log and kept
// in memory; a question is a walk over all of them, with the method's own functions and
// store::may_see, and a sort. Nothing here is clever.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "method/ledger.h"
#include "method/today.h"
#include "selling.h"
#include "store/lists.h"

namespace ante::trust {

// A list in full, as JSON, for comparing with pages.
using Told = std::vector<std::string>;

class Naive {
public:
    // Reads the first place's log, and nothing else of it.
    Naive(const Selling& selling, Kept& kept) : selling_(selling) {
        log_ = must(kept.store->read([&](store::Connection& db) { return whole_log(db, kept.id); }),
                    "reading the log");
        for (const auto& m : selling.members()) members_[m.value.id] = m.value;
        for (const auto& a : selling.accounts()) accounts_[a.value.id] = a.value;
        zone_ = Zone::named(selling.settings().time_zone).value();
        fold();
    }

    static Result<std::vector<store::LoggedEvent>> whole_log(store::Connection& db,
                                                             method::WorkspaceId id) {
        return db.all<store::LoggedEvent>(
            "SELECT number, subject_kind, subject_id, version, type, at, recorded_at, member_id, "
            "person_id, cause, body FROM event WHERE workspace_id = $1 ORDER BY number",
            {id});
    }

    struct Thing {
        store::StoredDeal stored;
        method::Ledger ledger;
        std::vector<method::Signal> signals;  // in the order of Today
        store::DealLine line;                 // but momentum and first_signal, which need a clock
        const method::Deal& deal() const { return stored.deal; }
    };
    const std::vector<Thing>& deals() const { return deals_; }
    const std::vector<store::LoggedEvent>& log() const { return log_; }

    // ---- who sees what

    bool sees(const store::Viewer& viewer, const method::Deal& deal) const {
        return store::may_see(viewer, deal.owner, team_of(deal.owner), deal.visibility);
    }
    bool in_scope(const store::Viewer& viewer, store::Scope scope, const method::Deal& deal) const {
        if (!sees(viewer, deal)) return false;
        if (deal.owner == viewer.me) return true;
        switch (scope) {
            case store::Scope::mine: return false;
            case store::Scope::team:
                return !viewer.team.empty() && team_of(deal.owner) == viewer.team;
            case store::Scope::workspace: return true;
        }
        return false;
    }
    // One's own; those of a deal that one sees; those of one's team; an admin all.
    bool sees(const store::Viewer& viewer, const method::Touch& touch) const {
        if (viewer.role == method::MemberRole::admin || touch.by == viewer.me) return true;
        if (touch.deal) {
            const Thing* thing = find(*touch.deal);
            return thing && sees(viewer, thing->deal());
        }
        return !viewer.team.empty() && team_of(touch.by) == viewer.team;
    }
    bool sees(const store::Viewer& viewer, const store::LoggedEvent& event) const {
        if (event.subject_kind == "workspace") return viewer.role == method::MemberRole::admin;
        if (event.subject_kind == "deal") {
            const Thing* thing = find({event.subject_id});
            return thing && sees(viewer, thing->deal());
        }
        if (event.subject_kind == "touch")
            for (const auto& t : selling_.touches())
                if (t.value.id.value == event.subject_id) return sees(viewer, t.value);
        return true;
    }

    // ---- deals

    store::DealLine line(const Thing& thing, Instant now) const {
        store::DealLine line = thing.line;
        line.momentum =
            method::momentum_now(thing.ledger.momentum, now, selling_.settings().half_life_days);
        const auto holding = holding_now(thing, now);
        if (!holding.empty()) {
            const method::Signal& first = holding.front();
            line.first_signal = first.rule;
            line.next_thing = store::NextThing{first.rule,
                                               first.about,
                                               first.subject,
                                               first.severity,
                                               first.holds_from,
                                               first.because,
                                               std::string(method::rule_named(first.rule)->remedy)};
        }
        for (const method::Meeting& meeting : thing.deal().meetings)
            if (meeting.ahead_of(now))
                line.next_meeting =
                    std::min(line.next_meeting.value_or(meeting.starts), meeting.starts);
        return line;
    }
    Told deals(const store::Viewer& viewer, const store::DealQuery& q, Instant now) const {
        std::vector<const Thing*> found;
        for (const Thing& thing : deals_)
            if (in_scope(viewer, q.scope, thing.deal()) && is_asked_for(thing, q, now))
                found.push_back(&thing);
        const auto before = [&](const Thing* a, const Thing* b) {
            if (q.direction == store::Direction::down) std::swap(a, b);
            return sorts_before(*a, *b, q.sort);
        };
        std::ranges::sort(found, before);
        Told told;
        for (const Thing* thing : found) told.push_back(to_json(line(*thing, now)));
        return told;
    }
    Told deal_line(const store::Viewer& viewer, method::DealId deal, Instant now) const {
        const Thing* thing = find(deal);
        if (!thing || !sees(viewer, thing->deal())) return {};
        return {to_json(line(*thing, now))};
    }
    Told as_of(method::DealId deal, Instant moment) const {
        store::StoredDeal folded;
        for (const store::LoggedEvent& logged : log_) {
            if (logged.subject_id != deal.value || logged.at > moment) continue;
            folded.deal = method::evolve(std::move(folded.deal),
                                         must(store::event_from(logged), "reading an event"));
            folded.version = logged.version;
        }
        if (folded.version == 0) return {};
        return {to_json(folded.deal)};
    }

    // ---- Today

    Told today(const store::Viewer& viewer, method::MemberId of, Instant now) const {
        struct Row {
            store::TodayRow row;
            double momentum;
        };
        std::vector<Row> rows;
        for (const Thing& thing : deals_) {
            if (thing.deal().owner != of || !sees(viewer, thing.deal())) continue;
            if (thing.deal().snoozed_until && zone_.start_of(*thing.deal().snoozed_until) > now)
                continue;
            auto holding = holding_now(thing, now);
            if (holding.empty()) continue;
            const auto group = method::today_group(holding.front().rule);
            rows.push_back({{line(thing, now), group, std::move(holding)}, thing.ledger.momentum});
        }
        std::ranges::sort(rows, [](const Row& a, const Row& b) {
            if (a.row.group != b.row.group) return a.row.group < b.row.group;
            if (a.momentum != b.momentum) return a.momentum > b.momentum;
            return a.row.deal.id < b.row.deal.id;
        });
        Told told;
        for (const Row& row : rows) told.push_back(to_json(row.row));
        return told;
    }
    Told signal_counts(const store::Viewer& viewer, store::Scope scope, Instant now) const {
        std::map<std::string, std::set<method::DealId>> by_rule;
        for (const Thing& thing : deals_) {
            if (!thing.deal().in_play() || !in_scope(viewer, scope, thing.deal())) continue;
            for (const method::Signal& s : holding_now(thing, now))
                by_rule[s.rule].insert(thing.deal().id);
        }
        Told told;
        for (const auto& [rule, deals] : by_rule)
            told.push_back(
                to_json(store::RuleCount{rule, static_cast<std::int64_t>(deals.size())}));
        return told;
    }
    Told signals_of_deal(method::DealId deal) const {
        Told told;
        if (const Thing* thing = find(deal))
            for (const method::Signal& s : thing->signals) told.push_back(to_json(s));
        return told;
    }

    // ---- parts of deals

    Told meetings(const store::Viewer& viewer, const store::MeetingQuery& q) const {
        std::map<std::pair<Instant, method::MeetingId>, std::string> found;
        for (const Thing& thing : deals_) {
            const method::Deal& deal = thing.deal();
            if (!in_scope(viewer, q.scope, deal)) continue;
            for (const method::Meeting& m : deal.meetings) {
                const std::string state = m.cancelled_at ? "cancelled"
                                          : m.held()     ? "held"
                                                         : "planned";
                if ((q.from && m.starts < *q.from) || (q.to && m.starts >= *q.to) ||
                    (q.state && *q.state != state))
                    continue;
                const auto verdict = method::verdict_of(deal, m);
                found[{m.starts, m.id}] = to_json(store::MeetingLine{
                    m.id, deal.id, deal.name, thing.line.account_name, deal.owner, state, m.kind,
                    m.title, m.starts, m.minutes, m.plan && m.plan->best() && m.plan->minimum(),
                    verdict ? std::string(word_of(*verdict)) : std::string{}});
            }
        }
        return values(found);
    }
    Told promises(const store::Viewer& viewer, const store::PromiseQuery& q) const {
        std::map<std::pair<Date, method::CommitmentId>, std::string> found;
        for (const Thing& thing : deals_) {
            const method::Deal& deal = thing.deal();
            if (!in_scope(viewer, q.scope, deal)) continue;
            for (const method::Commitment& c : deal.commitments) {
                if (q.state != word_of(c.state) || (q.side && *q.side != c.side()) ||
                    (q.due_to && c.due > *q.due_to))
                    continue;
                store::PromiseLine p{c.id,     deal.id, deal.name, c.side(), q.state,
                                     c.effort, c.due,   c.what,    {},       {}};
                if (c.person())
                    p.person = *c.person();
                else
                    p.member = std::get<method::Us>(c.owner).member;
                found[{c.due, c.id}] = to_json(p);
            }
        }
        return values(found);
    }
    Told requests(const store::Viewer& viewer, const store::RequestQuery& q) const {
        std::map<std::pair<Instant, method::RequestId>, std::string> found;
        for (const Thing& thing : deals_) {
            const method::Deal& deal = thing.deal();
            if (!in_scope(viewer, q.scope, deal)) continue;
            for (const method::Request& r : deal.requests)
                if (std::ranges::find(q.states, r.state) != q.states.end())
                    found[{r.asked_at, r.id}] = to_json(
                        store::RequestLine{r.id, deal.id, deal.name, r.kind, r.state,
                                           r.acceptance && !r.acceptance->override_reason.empty(),
                                           r.asked_at, r.what, r.by});
        }
        return values(found);
    }

    // ---- what stands beside the deals

    Told accounts() const {
        std::map<std::pair<std::string, method::AccountId>, std::string> found;
        for (const auto& a : selling_.accounts())
            if (!a.value.merged_into)
                found[{store::folded(a.value.name), a.value.id}] = named(a.value.id, a.value.name);
        return values(found);
    }
    static std::string named(method::AccountId id, const std::string& name) {
        return id.text() + " " + name;
    }
    Told people(const std::optional<method::AccountId>& account) const {
        std::map<std::pair<std::string, method::PersonId>, std::string> found;
        for (const auto& p : selling_.people())
            if (!p.value.merged_into && (!account || *account == p.value.account))
                found[{store::folded(p.value.name), p.value.id}] = to_json(line_of(p.value));
        return values(found);
    }
    store::PersonLine line_of(const method::Person& p) const {
        std::string works_at;
        for (const auto& a : selling_.accounts())
            if (a.value.id == p.account) works_at = a.value.name;
        return {p.id,    p.account, works_at, p.name,       p.email,
                p.phone, p.title,   p.level,  p.department, p.external_id};
    }
    Told members() const {
        std::map<std::pair<std::string, method::MemberId>, std::string> found;
        for (const auto& m : selling_.members())
            found[{m.value.name, m.value.id}] = to_json(m.value);
        return values(found);
    }
    Told touches(const store::Viewer& viewer, method::AccountId account) const {
        std::map<std::pair<Instant, method::TouchId>, std::string> found;
        for (const auto& t : selling_.touches())
            if (t.value.account == account && sees(viewer, t.value))
                found[{t.value.at, t.value.id}] = to_json(t.value);
        Told told = values(found);
        std::ranges::reverse(told);
        return told;
    }

    // ---- search and feed

    Told search(const store::Viewer& viewer, std::string_view text, std::size_t limit) const {
        std::vector<std::string> asked = store::search_words(text);
        std::ranges::stable_sort(asked,
                                 [](const auto& a, const auto& b) { return a.size() > b.size(); });
        std::map<std::tuple<std::string, std::string, Uuid>, std::string> candidates;
        const auto offer = [&](store::FoundKind kind, const Uuid& id, const std::string& searched,
                               const std::string& name, const std::string& at) {
            const std::vector<std::string> words = store::search_words(searched);
            for (const std::string& a : asked)
                if (std::ranges::none_of(words, [&](const auto& w) { return w.starts_with(a); }))
                    return;
            for (const std::string& word : words)
                if (word.starts_with(asked.front()))
                    candidates[{word, std::string(word_of(kind)), id}] =
                        to_json(store::Found{kind, id, name, at});
        };
        if (asked.empty()) return {};
        for (const auto& a : selling_.accounts())
            if (!a.value.merged_into)
                offer(store::FoundKind::account, a.value.id.value, a.value.name, a.value.name, "");
        for (const auto& p : selling_.people())
            if (!p.value.merged_into)
                offer(store::FoundKind::person, p.value.id.value,
                      p.value.name + " " + p.value.email, p.value.name,
                      accounts_.at(p.value.account).name);
        for (const Thing& t : deals_)
            if (sees(viewer, t.deal()))
                offer(store::FoundKind::deal, t.deal().id.value, t.deal().name, t.deal().name,
                      t.line.account_name);
        Told told;
        for (const auto& [key, json] : candidates)
            if (told.size() < limit && std::ranges::find(told, json) == told.end())
                told.push_back(json);
        return told;
    }
    Told feed(const store::Viewer& viewer, std::int64_t after, std::size_t limit) const {
        Told told;
        std::size_t looked_at = 0;
        for (const store::LoggedEvent& event : log_) {
            if (event.number <= after) continue;
            if (looked_at++ == limit) break;
            if (sees(viewer, event)) told.push_back(as_anywhere(event));
        }
        return told;
    }
    // As JSON, but for the workspace's id, which differs from place to place.
    static std::string as_anywhere(store::LoggedEvent event) {
        if (event.subject_kind == "workspace") event.subject_id = {};
        return to_json(event);
    }

    std::string_view team_of(method::MemberId member) const { return members_.at(member).team; }

private:
    void fold() {
        std::map<method::DealId, std::vector<store::LoggedEvent>> by_deal;
        for (const store::LoggedEvent& event : log_)
            if (event.subject_kind == "deal") by_deal[{event.subject_id}].push_back(event);
        for (const auto& [id, events] : by_deal) {
            Thing thing;
            thing.stored = must(store::fold(events), "folding a deal");
            derive(thing);
            deals_.push_back(std::move(thing));
        }
    }

    void derive(Thing& thing) const {
        const method::Deal& deal = thing.deal();
        const method::Account& account = accounts_.at(deal.account);
        thing.ledger = method::ledger_of(deal, selling_.settings());
        std::optional<int> fit;
        if (account.fit) fit = static_cast<int>(*account.fit);
        thing.signals = method::signals_of({deal, thing.ledger, selling_.settings(), zone_, fit});
        std::ranges::sort(thing.signals, [](const method::Signal& a, const method::Signal& b) {
            const auto place = [](const method::Signal& s) {
                return std::tuple(method::today_group(s.rule), method::today_rank(s.rule),
                                  s.holds_from, s.subject);
            };
            return place(a) < place(b);
        });

        store::DealLine& line = thing.line;
        line.id = deal.id;
        line.version = thing.stored.version;
        line.name = deal.name;
        line.account = deal.account;
        line.account_name = account.name;
        line.owner = deal.owner;
        line.owner_name = members_.at(deal.owner).name;
        line.visibility = deal.visibility;
        line.kind = deal.kind;
        line.state = word_of(deal.state);
        line.stage = deal.stage();
        line.crm_stage = deal.crm_stage;
        line.amount = deal.amount;
        line.expected_close = deal.expected_close;
        line.opened_at = deal.opened_at;
        if (const auto* won = std::get_if<method::Won>(&deal.state)) line.closed_at = won->at;
        if (const auto* lost = std::get_if<method::Lost>(&deal.state)) line.closed_at = lost->at;
        if (const auto* parked = std::get_if<method::Parked>(&deal.state))
            line.closed_at = parked->at;
        line.changed_at = thing.stored.changed_at;
        line.last_buyer_act = thing.ledger.last_buyer_act;
        line.skin = thing.ledger.skin_in_the_game;
        line.buyer_stake = thing.ledger.buyer_stake;
        line.seller_stake = thing.ledger.seller_stake;
        line.meetings_held = thing.ledger.meetings_held;
        line.meetings_with_advance = thing.ledger.meetings_with_advance;
        line.half_life_days = selling_.settings().half_life_days;
        for (const method::Commitment& promise : deal.commitments) {
            if (!promise.open()) continue;
            ++(promise.side() == method::Side::buyer ? line.buyer_open : line.seller_open);
            line.next_due = std::min(line.next_due.value_or(promise.due), promise.due);
        }
        const auto held = method::held_meetings(deal);
        if (!held.empty())
            if (const auto verdict = method::verdict_of(deal, *held.back()))
                line.last_verdict = std::string(word_of(*verdict));
    }

    const Thing* find(method::DealId deal) const {
        for (const Thing& thing : deals_)
            if (thing.deal().id == deal) return &thing;
        return nullptr;
    }

    static std::vector<method::Signal> holding_now(const Thing& thing, Instant now) {
        std::vector<method::Signal> holding;
        for (const method::Signal& s : thing.signals)
            if (s.holds_from <= now) holding.push_back(s);
        return holding;
    }

    static std::int64_t minor(const method::Deal& deal) {
        return deal.amount ? deal.amount->minor : 0;
    }
    static bool is_asked_for(const Thing& thing, const store::DealQuery& q, Instant now) {
        const method::Deal& deal = thing.deal();
        const auto wanted = [](const auto& list, const auto& value) {
            return list.empty() || std::ranges::find(list, value) != list.end();
        };
        if (q.play != store::InPlay::any && deal.in_play() != (q.play == store::InPlay::open))
            return false;
        if (!wanted(q.states, thing.line.state)) return false;
        if (!wanted(q.stages, std::string(deal.stage()))) return false;
        if (!wanted(q.kinds, deal.kind)) return false;
        if (!wanted(q.owners, deal.owner)) return false;
        if (q.account && *q.account != deal.account) return false;
        if (q.person && !deal.player(*q.person)) return false;
        if (!wanted(q.verdicts, thing.line.last_verdict.value_or(""))) return false;
        if (q.amount_from && minor(deal) < *q.amount_from) return false;
        if (q.amount_to && minor(deal) > *q.amount_to) return false;
        const auto skin = thing.ledger.skin_in_the_game;
        if (q.skin_from && !(skin && *skin >= *q.skin_from)) return false;
        if (q.skin_to && !(skin && *skin <= *q.skin_to)) return false;
        const std::int64_t day = 24 * 60 * 60 * 1'000;
        const std::int64_t age = (now - deal.opened_at).count();
        if (q.age_from && age < *q.age_from * day) return false;
        if (q.age_to && age > *q.age_to * day) return false;
        if (q.text && !has_words(thing, *q.text)) return false;
        return q.signals.empty() ||
               std::ranges::any_of(holding_now(thing, now),
                                   [&](const auto& s) { return wanted(q.signals, s.rule); });
    }
    static bool has_words(const Thing& thing, std::string_view text) {
        const auto begins_one_of = [](const std::string& word, const std::string& name) {
            return std::ranges::any_of(store::search_words(name), [&](const std::string& its) {
                return its.starts_with(word);
            });
        };
        const auto words = store::search_words(text);
        return !words.empty() && std::ranges::all_of(words, [&](const std::string& word) {
            return begins_one_of(word, thing.deal().name) ||
                   begins_one_of(word, thing.line.account_name);
        });
    }
    static constexpr Date never{Days{9'999'999}};
    static bool sorts_before(const Thing& a, const Thing& b, store::DealSort sort) {
        const auto by = [&](const auto& key_a, const auto& key_b) {
            return key_a == key_b ? a.deal().id < b.deal().id : key_a < key_b;
        };
        switch (sort) {
            case store::DealSort::momentum: return by(a.ledger.momentum, b.ledger.momentum);
            case store::DealSort::amount: return by(minor(a.deal()), minor(b.deal()));
            case store::DealSort::opened: return by(a.deal().opened_at, b.deal().opened_at);
            case store::DealSort::changed: return by(a.stored.changed_at, b.stored.changed_at);
            case store::DealSort::name:
                return by(store::folded(a.deal().name), store::folded(b.deal().name));
            case store::DealSort::skin:
                return by(a.ledger.skin_in_the_game.value_or(-1),
                          b.ledger.skin_in_the_game.value_or(-1));
            case store::DealSort::expected:
                return by(a.deal().expected_close.value_or(never),
                          b.deal().expected_close.value_or(never));
            case store::DealSort::due:
                return by(a.line.next_due.value_or(never), b.line.next_due.value_or(never));
            case store::DealSort::last_act:
                return by(a.ledger.last_buyer_act.value_or(Instant{}),
                          b.ledger.last_buyer_act.value_or(Instant{}));
        }
        return false;
    }
    template <class Map>
    static Told values(const Map& map) {
        Told told;
        for (const auto& [key, json] : map) told.push_back(json);
        return told;
    }

    const Selling& selling_;
    Zone zone_;
    std::map<method::MemberId, method::Member> members_;
    std::map<method::AccountId, method::Account> accounts_;
    std::vector<store::LoggedEvent> log_;
    std::vector<Thing> deals_;
};

}  // namespace ante::trust
