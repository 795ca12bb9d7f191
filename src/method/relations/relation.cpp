#include "method/relations/relation.h"

#include <algorithm>
#include <tuple>

#include "method/ledger.h"

namespace ante::method {
namespace {

bool counts_as_value(const Deal& deal) {
    return deal.in_play() || std::holds_alternative<Won>(deal.state);
}

// The one in play first; of several the one opened last.
const Deal* last_carried(const std::vector<Deal>& deals) {
    const Deal* last = nullptr;
    for (const Deal& deal : deals)
        if (!last || deal.in_play() >= last->in_play()) last = &deal;
    return last;
}

std::optional<MemberId> keeper_of(const Around& around) {
    if (around.account.keeper) return around.account.keeper;
    if (const Deal* deal = last_carried(around.deals)) return deal->owner;
    if (!around.touches.empty()) return around.touches.back().by;
    return std::nullopt;
}

std::optional<Date> parked_until(const std::vector<Deal>& deals) {
    std::optional<Date> first;
    for (const Deal& deal : deals)
        if (const auto* parked = std::get_if<Parked>(&deal.state))
            first = std::min(first.value_or(parked->until), parked->until);
    return first;
}

}  // namespace

Instant made_at(const Uuid& id) {
    std::int64_t ms = 0;  // RFC 9562, 5.7: the first 48 bits.
    for (std::size_t i = 0; i < 6; ++i) ms = ms << 8 | id.bytes[i];
    return Instant{milliseconds{ms}};
}

std::vector<Contact> contacts_of(const Deal& deal, const Settings& settings) {
    return contacts_of(deal, ledger_of(deal, settings));
}

std::vector<Contact> contacts_of(const Deal& deal, const Ledger& ledger) {
    std::vector<Contact> contacts;
    for (const Act& act : ledger.acts) {
        if (act.side != Side::buyer || !act.person) continue;
        const ContactKind kind =
            act.kind == ActKind::attended ? ContactKind::met : ContactKind::acted;
        contacts.push_back({act.at, kind, act.person, deal.owner});
    }
    return contacts;
}

std::vector<Contact> contacts_of(const Touch& touch) {
    std::vector<Contact> contacts;
    const bool only_answered = touch.answered_at && *touch.answered_at > touch.at;
    if (touch.reach == Reach::reached && !only_answered)
        contacts.push_back({touch.at, ContactKind::reached, touch.person, touch.by});
    if (only_answered && !touch.deal)
        contacts.push_back({*touch.answered_at, ContactKind::answered, touch.person, touch.by});
    return contacts;
}

Relation relation_of(const Around& around, const Settings& settings, const Zone& zone) {
    Relation relation{.account = around.account,
                      .people = around.people,
                      .touches = around.touches,
                      .deals = around.deals,
                      .settings = settings,
                      .zone = zone};
    for (const Deal& deal : around.deals) {
        relation.in_play = relation.in_play || deal.in_play();
        if (counts_as_value(deal) && deal.amount && deal.amount->currency == settings.currency)
            relation.value = std::min(relation.value + deal.amount->minor, Money::largest);
        std::ranges::copy(contacts_of(deal, settings), std::back_inserter(relation.contacts));
    }
    for (const Touch& touch : around.touches)
        std::ranges::copy(contacts_of(touch), std::back_inserter(relation.contacts));
    std::ranges::stable_sort(relation.contacts, {}, &Contact::at);

    const bool has_deals = std::ranges::any_of(around.deals, counts_as_value);
    relation.fit = fit_of(around.account, settings.ideal);
    relation.tier = tier_of(around.account, relation.fit, relation.value, has_deals, settings);
    relation.keeper = keeper_of(around);
    if (!relation.contacts.empty()) relation.last_real = relation.contacts.back().at;
    relation.every_days = interval_of(around.account, relation.tier, settings);
    relation.parked_until = parked_until(around.deals);
    return relation;
}

std::optional<Instant> last_contact(const Relation& relation, PersonId person) {
    for (auto at = relation.contacts.rbegin(); at != relation.contacts.rend(); ++at)
        if (at->person == person) return at->at;
    return std::nullopt;
}

DealInRelation in_relation(const Deal& deal, const Ledger& ledger) {
    DealInRelation facts{.account = deal.account,
                         .owner = deal.owner,
                         .state = std::string(word_of(deal.state)),
                         .opened_at = deal.opened_at,
                         .amount = deal.amount,
                         .in_play = deal.in_play()};
    if (const auto* parked = std::get_if<Parked>(&deal.state)) facts.parked_until = parked->until;
    for (const Player& player : deal.players)
        if (player.role == Role::decision_maker) facts.deciders.push_back(player.person);
    for (const Contact& contact : contacts_of(deal, ledger)) {
        facts.met.push_back(contact.person.value_or(PersonId{}));
        facts.last_contact = contact.at;
    }
    std::ranges::sort(facts.met);
    facts.met.erase(std::unique(facts.met.begin(), facts.met.end()), facts.met.end());
    return facts;
}

Moves moves(const DealInRelation& before, const DealInRelation& after) {
    const auto lasting = [](const DealInRelation& d) {
        return std::tie(d.account, d.owner, d.state, d.opened_at, d.amount, d.parked_until,
                        d.deciders, d.met);
    };
    if (lasting(before) != lasting(after)) return Moves::all;
    if (before.last_contact == after.last_contact) return Moves::nothing;
    return after.in_play ? Moves::times : Moves::all;
}

std::string day_of(const Relation& relation, Instant at) {
    return words_of(relation.zone.date_of(at));
}

std::string called(TouchKind kind, std::size_t count) {
    std::string word(word_of(kind));
    std::ranges::replace(word, '_', '-');
    if (kind == TouchKind::entertainment) return count == 1 ? word : "entertainments";
    return count == 1 ? word : word + "s";
}

const Person* person_in(const Relation& relation, PersonId person) {
    const auto at = std::ranges::find(relation.people, person, &Person::id);
    return at == relation.people.end() ? nullptr : &*at;
}

}  // namespace ante::method
