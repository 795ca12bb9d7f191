#include "method/relations/account_map.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace ante::method {
namespace {

constexpr double half_life_days = 60;
constexpr double cold_below = 0.5;
constexpr double close_from = 2;

std::vector<Contact> of_person(const Relation& relation, PersonId person) {
    std::vector<Contact> theirs;
    for (const Contact& contact : relation.contacts)
        if (contact.person == person) theirs.push_back(contact);
    return theirs;
}

std::vector<Tie> ties_of(const std::vector<Contact>& contacts, Instant now) {
    std::set<MemberId> members;
    for (const Contact& contact : contacts) members.insert(contact.by);
    std::vector<Tie> ties;
    for (const MemberId member : members) {
        std::vector<Contact> his;
        std::ranges::copy_if(contacts, std::back_inserter(his),
                             [&](const Contact& c) { return c.by == member; });
        Tie tie{.member = member, .since = his.front().at, .last = his.back().at};
        tie.times = static_cast<std::int64_t>(his.size());
        tie.figure = warmth_of(his, now);
        tie.warmth = warmth_word(tie.figure, his.size());
        ties.push_back(tie);
    }
    std::ranges::stable_sort(ties, std::ranges::greater{}, &Tie::figure);
    return ties;
}

std::vector<Role> roles_of(const Relation& relation, PersonId person) {
    std::set<Role> roles;
    for (const Deal& deal : relation.deals) {
        const Player* player = deal.in_play() ? deal.player(person) : nullptr;
        if (player && !player->left_at) roles.insert(player->role);
    }
    return {roles.begin(), roles.end()};
}

MapPerson place(const Relation& relation, const Person& person, Instant now) {
    const std::vector<Contact> contacts = of_person(relation, person.id);
    MapPerson placed{.id = person.id,
                     .name = person.name,
                     .title = person.title,
                     .level = person.level,
                     .department = person.department,
                     .roles = roles_of(relation, person.id)};
    placed.figure = warmth_of(contacts, now);
    placed.warmth = warmth_word(placed.figure, contacts.size());
    if (!contacts.empty()) placed.last = contacts.back().at;
    placed.every_days = person.every_days;
    placed.ties = ties_of(contacts, now);
    return placed;
}

const Member* named(std::span<const Member> ours, MemberId id) {
    const auto at = std::ranges::find(ours, id, &Member::id);
    return at == ours.end() ? nullptr : &*at;
}

std::string sentence_of(const Member& member, Level level) {
    const std::string his(word_of(member.level));
    return member.level == level
               ? member.name + " has that level, too: level speaks with level."
               : member.name + " stands above it (" + his + "): the door opens from there.";
}

// Ours of that level or above first – level speaks with level –, then who knows somebody there
// best.
std::vector<WayIn> openers_for(Level level, const AccountMap& map, std::span<const Member> ours) {
    constexpr std::size_t most = 3;
    std::vector<WayIn> openers;
    for (const Member& member : ours)
        if (level >= Level::director && member.level >= level && openers.size() < most - 1)
            openers.push_back({member.id, {}, sentence_of(member, level)});
    std::vector<std::pair<const MapPerson*, const Tie*>> ways;
    for (const MapPerson& person : map.people)
        if (!person.ties.empty()) ways.emplace_back(&person, &person.ties.front());
    std::ranges::stable_sort(ways, [](const auto& a, const auto& b) {
        return std::tuple(a.first->level, a.second->figure) >
               std::tuple(b.first->level, b.second->figure);
    });
    for (const auto& [person, tie] : ways) {
        if (openers.size() >= most) break;
        const Member* member = named(ours, tie->member);
        if (!member || std::ranges::find(openers, tie->member, &WayIn::member) != openers.end())
            continue;
        openers.push_back({member->id, person->id,
                           member->name + " knows " + person->name + ", who could lead the way."});
    }
    return openers;
}

bool anybody_known(const AccountMap& map, auto&& among) {
    return std::ranges::any_of(map.people, [&](const MapPerson& person) {
        return person.warmth != Warmth::none && among(person);
    });
}

// Nobody known where buyers decide; nobody known in a department of which we have names.
std::vector<MapGap> gaps_of(const AccountMap& map, std::span<const Member> ours) {
    std::vector<MapGap> gaps;
    const auto decides = [](const MapPerson& p) { return p.level >= Level::executive; };
    if (!anybody_known(map, decides)) {
        const bool named = std::ranges::any_of(map.people, decides);
        gaps.push_back({Level::executive, "",
                        named ? "We have names where they decide, and no real contact."
                              : "We know nobody where they decide: no executive, no owner.",
                        openers_for(Level::executive, map, ours)});
    }
    for (const std::string& department : map.departments) {
        const auto there = [&](const MapPerson& p) { return p.department == department; };
        if (department.empty() || anybody_known(map, there)) continue;
        const auto highest = std::ranges::find_if(map.people, there);  // by level downwards
        if (decides(*highest) && !gaps.empty() && gaps.front().department.empty()) continue;
        gaps.push_back({highest->level, department,
                        "Nobody in " + department + " was in real contact with us.",
                        openers_for(highest->level, map, ours)});
    }
    return gaps;
}

// Each of theirs with the one of ours who knows him best; those left over in order of level.
std::vector<ExecutivePair> pairs_of(const AccountMap& map, std::span<const Member> ours) {
    std::vector<const Member*> leaders;
    for (const Member& member : ours)
        if (member.level >= Level::executive) leaders.push_back(&member);
    std::ranges::stable_sort(leaders, std::ranges::greater{}, &Member::level);
    std::vector<ExecutivePair> pairs;
    std::set<MemberId> taken;
    for (const MapPerson& person : map.people) {
        if (person.level < Level::executive) continue;
        ExecutivePair& pair = pairs.emplace_back(ExecutivePair{.theirs = person.id});
        for (const Tie& tie : person.ties) {
            if (std::ranges::find(leaders, tie.member, &Member::id) == leaders.end()) continue;
            pair.ours = tie.member;
            pair.in_contact = true;
            pair.last = tie.last;
            taken.insert(tie.member);
            break;
        }
    }
    for (ExecutivePair& pair : pairs) {
        if (pair.ours) continue;
        for (const Member* leader : leaders)
            if (!pair.ours && taken.insert(leader->id).second) pair.ours = leader->id;
    }
    return pairs;
}

}  // namespace

double warmth_of(std::span<const Contact> contacts, Instant now) {
    double sum = 0;
    for (const Contact& contact : contacts) {
        const std::chrono::duration<double, std::ratio<86400>> age = now - contact.at;
        const double weight = contact.kind == ContactKind::met ? 2 : 1;
        sum += weight * std::exp2(-std::max(0.0, age.count()) / half_life_days);
    }
    return sum;
}

Warmth warmth_word(double figure, std::size_t contacts) {
    if (contacts == 0) return Warmth::none;
    if (figure < cold_below) return Warmth::cold;
    return figure < close_from ? Warmth::warm : Warmth::close;
}

AccountMap map_of(const Relation& relation, std::span<const Member> ours, Instant now) {
    AccountMap map;
    for (const Person& person : relation.people) map.people.push_back(place(relation, person, now));
    std::ranges::stable_sort(map.people, [](const MapPerson& a, const MapPerson& b) {
        return std::tuple(b.level, std::string_view(a.name)) <
               std::tuple(a.level, std::string_view(b.name));
    });
    std::set<std::string> departments;
    bool unknown = false;
    for (const MapPerson& person : map.people)
        person.department.empty() ? void(unknown = true)
                                  : void(departments.insert(person.department));
    map.departments.assign(departments.begin(), departments.end());
    if (unknown) map.departments.emplace_back();
    map.gaps = gaps_of(map, ours);
    map.pairs = pairs_of(map, ours);
    return map;
}

}  // namespace ante::method
