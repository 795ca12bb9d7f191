#pragma once
// What we have with an account (METHOD 11): who of us was really in touch with whom, and when; its
// fit, its tier, and when the next word is due. Derived from the account, the people there, the
// touches and the deals; needs no clock.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "method/deal.h"
#include "method/people.h"
#include "method/relations/fit.h"
#include "method/settings.h"

namespace ante::method {

struct Ledger;  // method/ledger.h

// Real contact goes both ways: they met us, did something in a deal, were reached, or answered. An
// attempt is none.
enum class ContactKind : std::uint8_t { met, acted, reached, answered };
constexpr auto words(ContactKind) {
    return std::array{"met"sv, "acted"sv, "reached"sv, "answered"sv};
}
struct Contact {
    Instant at{};
    ContactKind kind = ContactKind::reached;
    std::optional<PersonId> person{};  // empty: somebody there
    MemberId by{};                     // of us; in a deal, who carries it

    static constexpr auto fields =
        describe(field<&Contact::at>("at", "When."), field<&Contact::kind>("kind", "What it was."),
                 field<&Contact::person>("person", "With whom there; absent: somebody."),
                 field<&Contact::by>("by", "Who of us."));
    bool operator==(const Contact&) const = default;
};

// What a relation is made of. Of each at most as many as stand here: the newest.
struct Around {
    static constexpr std::int64_t most_people = 1000;
    static constexpr std::int64_t most_touches = 500;
    static constexpr std::int64_t most_deals = 100;

    Account account{};
    std::vector<Person> people{};  // by id; merged ones are left out
    std::vector<Touch> touches{};  // by time, then by id
    std::vector<Deal> deals{};     // by opening, then by id
};

struct Relation {
    const Account& account;
    const std::vector<Person>& people;
    const std::vector<Touch>& touches;
    const std::vector<Deal>& deals;
    const Settings& settings;
    const Zone& zone;

    Fit fit{};
    Tier tier = Tier::none;
    std::int64_t value = 0;                    // minor units, of deals in play and won in the
                                               // workspace's currency
    bool in_play = false;                      // It has a deal in play.
    std::optional<MemberId> keeper{};          // given; else the last deal's owner; else the
                                               // last to be in touch
    std::vector<Contact> contacts{};           // by time
    std::optional<Instant> last_real{};        // the last of them
    std::optional<std::int64_t> every_days{};  // between real touches
    std::optional<Date> parked_until{};        // the first of its parked deals comes back
};

// Around and settings must outlive it.
Relation relation_of(const Around& around, const Settings& settings, const Zone& zone);

// The real contacts of a deal, by time; of touches those that stand in no deal, and of those that
// do, the reached ones (their answers are acts of the deal).
std::vector<Contact> contacts_of(const Deal& deal, const Settings& settings);
std::vector<Contact> contacts_of(const Deal& deal, const Ledger& ledger);  // the deal's own
std::vector<Contact> contacts_of(const Touch& touch);

// When this person was last in real contact with us.
std::optional<Instant> last_contact(const Relation& relation, PersonId person);

// When something came to be in Ante: its id says so.
Instant made_at(const Uuid& id);

// What an account's relation takes from one deal: if nothing of it moves, the relation's signals
// stay as they are. Times alone matter once the deal is over or parked – while it is in play it
// has signals of its own –, or to people with an interval of their own.
struct DealInRelation {
    AccountId account{};
    MemberId owner{};
    std::string state{};
    Instant opened_at{};
    std::optional<Money> amount{};
    std::optional<Date> parked_until{};
    std::vector<PersonId> deciders{};
    std::vector<PersonId> met{};  // in real contact, ever
    bool in_play = false;
    std::optional<Instant> last_contact{};
};
// `ledger` must be the deal's.
DealInRelation in_relation(const Deal& deal, const Ledger& ledger);
enum class Moves : std::uint8_t { nothing, times, all };
Moves moves(const DealInRelation& before, const DealInRelation& after);

// Sentences.
std::string day_of(const Relation& relation, Instant at);
std::string called(TouchKind kind, std::size_t count);  // drop-in, drop-ins
const Person* person_in(const Relation& relation, PersonId person);

}  // namespace ante::method
