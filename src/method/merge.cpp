#include "method/merge.h"

#include <algorithm>

namespace ante::method {
namespace {

// Every place of the deal that names one person, outside of lists of people: `with(person, trace)`.
template <class Do>
void each_place(Deal& deal, Do&& with) {
    const auto if_there = [&](std::optional<PersonId>& person, const Trace& trace) {
        if (person) with(*person, trace);
    };
    for (Meeting& meeting : deal.meetings) {
        if (meeting.plan)
            for (Ask& ask : meeting.plan->asks) with(ask.owner, {TraceKind::ask, ask.id.value});
        for (std::size_t i = 0; i < meeting.readings.size(); ++i)
            with(meeting.readings[i].who,
                 {TraceKind::reading, meeting.id.value, static_cast<std::int64_t>(i)});
    }
    for (Commitment& promise : deal.commitments)
        if (Them* them = std::get_if<Them>(&promise.owner))
            with(them->person, {TraceKind::promise, promise.id.value});
    for (Commitment& promise : deal.commitments)
        for (std::size_t i = 0; i < promise.counters.size(); ++i)
            with(promise.counters[i].by,
                 {TraceKind::counter, promise.id.value, static_cast<std::int64_t>(i)});
    for (Colleague& colleague : deal.colleagues) {
        with(colleague.by, {TraceKind::named, colleague.id.value});
        if_there(colleague.became, {TraceKind::became, colleague.id.value});
    }
    for (Request& request : deal.requests) {
        with(request.by, {TraceKind::request, request.id.value});
        for (std::size_t i = 0; i < request.answers.size(); ++i)
            if_there(request.answers[i].by,
                     {TraceKind::answer, request.id.value, static_cast<std::int64_t>(i)});
    }
    for (DealTouch& touch : deal.touches)
        if_there(touch.person, {TraceKind::touch, touch.id.value});
    for (std::size_t i = 0; i < deal.signs.size(); ++i)
        if_there(deal.signs[i].person, {TraceKind::sign, {}, static_cast<std::int64_t>(i)});
    if_there(deal.homework.decision_maker, {TraceKind::homework});
}

// Every list of people: `with(list, kind, meeting)`.
template <class Do>
void each_list(Deal& deal, Do&& with) {
    for (Meeting& meeting : deal.meetings) {
        with(meeting.players, TraceKind::expected, meeting.id);
        if (meeting.debrief) with(meeting.debrief->attended, TraceKind::attended, meeting.id);
    }
}

Player* player_in(Deal& deal, PersonId person) {
    const auto at = std::ranges::find(deal.players, person, &Player::person);
    return at == deal.players.end() ? nullptr : &*at;
}

// The two as one player: in the deal since the first of them was, and as long as one of them is.
Player both_as_one(const Player& was, const std::optional<Player>& other, const PlayerMerged& e) {
    Player one = other.value_or(was);
    one.person = e.into;
    one.name = e.name;
    one.level = e.level;
    one.role = e.role;
    one.since = std::min(one.since, was.since);
    if (!one.left_at || !was.left_at)
        one.left_at.reset();
    else
        one.left_at = std::max(*one.left_at, *was.left_at);
    return one;
}

void merge_players(Deal& deal, const PlayerMerged& e, PlayerMerge& kept) {
    const auto from = std::ranges::find(deal.players, e.from, &Player::person);
    if (from == deal.players.end()) return;
    kept.was = *from;
    kept.was_at = from - deal.players.begin();
    Player* into = player_in(deal, e.into);
    if (into) kept.other = *into;
    kept.became = both_as_one(*kept.was, kept.other, e);
    if (into) {
        *into = *kept.became;
        deal.players.erase(deal.players.begin() + kept.was_at);
    } else {
        *from = *kept.became;
    }
}

void part_players(Deal& deal, const PlayerMerge& kept) {
    if (!kept.was) return;
    Player* now = player_in(deal, kept.into);
    if (now && !kept.other) {
        *now = *kept.was;
        return;
    }
    if (now && kept.became) {
        // What was changed since is meant for the one who stays.
        if (now->role == kept.became->role) now->role = kept.other->role;
        if (now->left_at == kept.became->left_at) now->left_at = kept.other->left_at;
        now->since = kept.other->since;
    }
    const std::int64_t at = std::min(kept.was_at, static_cast<std::int64_t>(deal.players.size()));
    deal.players.insert(deal.players.begin() + at, *kept.was);
}

void merge_lists(Deal& deal, const PlayerMerged& e, PlayerMerge& kept) {
    each_list(deal, [&](std::vector<PersonId>& list, TraceKind kind, MeetingId meeting) {
        const auto at = std::ranges::find(list, e.from);
        if (at == list.end()) return;
        const bool both = std::ranges::find(list, e.into) != list.end();
        kept.traces.push_back({kind, meeting.value, at - list.begin(), both});
        if (both)
            list.erase(at);
        else
            *at = e.into;
    });
}

void part_lists(Deal& deal, const PlayerMerge& kept) {
    each_list(deal, [&](std::vector<PersonId>& list, TraceKind kind, MeetingId meeting) {
        const auto trace = std::ranges::find_if(
            kept.traces, [&](const Trace& t) { return t.kind == kind && t.part == meeting.value; });
        const auto at = std::ranges::find(list, kept.into);
        if (trace == kept.traces.end() || at == list.end()) return;
        if (!trace->both) {
            *at = kept.from;
            return;
        }
        const std::int64_t place = std::min(trace->at, static_cast<std::int64_t>(list.size()));
        list.insert(list.begin() + place, kept.from);
    });
}

}  // namespace

bool mentions(const Deal& deal, PersonId person) {
    if (deal.player(person)) return true;
    Deal copy = deal;  // The places are walked through in one way only, which may change them.
    bool found = false;
    each_place(copy, [&](PersonId& named, const Trace&) { found = found || named == person; });
    each_list(copy, [&](std::vector<PersonId>& list, TraceKind, MeetingId) {
        found = found || std::ranges::find(list, person) != list.end();
    });
    return found;
}

void merge_player(Deal& deal, const PlayerMerged& e) {
    PlayerMerge kept{.merge = e.merge, .from = e.from, .into = e.into};
    merge_players(deal, e, kept);
    merge_lists(deal, e, kept);
    each_place(deal, [&](PersonId& person, const Trace& trace) {
        if (person != e.from) return;
        kept.traces.push_back(trace);
        person = e.into;
    });
    if (kept.was || !kept.traces.empty()) deal.merges.push_back(std::move(kept));
}

void part_player(Deal& deal, MergeId merge) {
    const auto at = std::ranges::find(deal.merges, merge, &PlayerMerge::merge);
    if (at == deal.merges.end()) return;
    const PlayerMerge kept = std::move(*at);
    deal.merges.erase(at);
    part_players(deal, kept);
    part_lists(deal, kept);
    each_place(deal, [&](PersonId& person, const Trace& trace) {
        if (person == kept.into && std::ranges::find(kept.traces, trace) != kept.traces.end())
            person = kept.from;
    });
}

}  // namespace ante::method
