#pragma once
// What every rule of the method looks like (METHOD 7). A rule looks at facts and answers from which
// moment on it holds, as things stand, or never. It needs no clock: "quiet from 14 May 09:00".

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.h"
#include "method/deal.h"
#include "method/ledger.h"
#include "method/settings.h"
#include "method/today.h"

namespace ante::method {

struct Threshold {
    std::string_view name;  // "days"
    double standard;        // The default.
    double least;
    double most;
    std::string_view
        doc;  // "A buyer without a rhythm of his own is expected to act within so many days."
};

enum class RuleGroup : std::uint8_t { meetings, promises, requests, deals, relations };
constexpr auto words(RuleGroup) {
    return std::array{"meetings"sv, "promises"sv, "requests"sv, "deals"sv, "relations"sv};
}

// The facts of one deal, as rules see them.
struct Grounds {
    const Deal& deal;
    const Ledger& ledger;
    const Settings& settings;
    const Zone& zone;
    std::optional<int> account_fit{};  // 0–100; empty: unknown
    // Of ours with the level of executive or owner; may be left out for deals below the line of
    // `executive_missing`.
    std::span<const MemberId> executives{};
};

// "Holds from then on, because …". The sentence names people and days, and no passing of time: it
// must be as true tomorrow.
struct Holds {
    Instant from{};
    std::string because;
    std::vector<Instant> acts{};  // `at` of the ledger's acts behind it, for "why?"
};
using Judgement = std::optional<Holds>;

struct Rule;
struct Relation;  // what we have with an account (relations/relation.h)
struct Person;

// A rule's thresholds as this workspace has them, never outside their limits. Asking for one that
// the rule does not list ends the program: a fault of ours, which any example finds.
class Thresholds {
public:
    Thresholds(const Rule& rule, const Settings& settings);
    double operator[](std::string_view name) const;
    std::size_t count(std::string_view name) const;  // Rounded to a whole number, as are …
    Days days(std::string_view name) const;          // … these …
    hours in_hours(std::string_view name) const;     // … and these.

private:
    const Rule& rule_;
    const RuleSetting* changed_;
};

// What a rule is about decides what it is asked for: the deal once, or each of its parts.
using Judge = std::variant<Judgement (*)(const Grounds&, const Thresholds&),
                           Judgement (*)(const Grounds&, const Meeting&, const Thresholds&),
                           Judgement (*)(const Grounds&, const Commitment&, const Thresholds&),
                           Judgement (*)(const Grounds&, const Request&, const Thresholds&),
                           Judgement (*)(const Relation&, const Thresholds&),
                           Judgement (*)(const Relation&, const Person&, const Thresholds&)>;

struct Rule {
    std::string_view id;  // Stable, as in METHOD 7.
    RuleGroup group;
    std::string_view says;    // One sentence, shown to the seller.
    std::string_view source;  // Where it comes from; weak evidence says so.
    std::string_view remedy;  // One sentence.
    Severity severity;
    TodayGroup today;  // Where it stands on Today (METHOD 9).
    std::span<const Threshold> thresholds{};
    Judge holds;
    // Of a rule about people: asked of the account itself, too.
    Judgement (*of_account)(const Relation&, const Thresholds&) = nullptr;
    // Scenarios in the language of tests/scenarios/README.md: run as tests, shown under "why?",
    // printed in the manual. At least one on each side of every edge.
    std::string_view examples;
};

// Every rule, in the order of METHOD 7 (rules/all.cpp).
std::span<const Rule* const> all_rules();
const Rule* rule_named(std::string_view id);

enum class SubjectKind : std::uint8_t { deal, meeting, promise, request, account, person };
constexpr auto words(SubjectKind) {
    return std::array{"deal"sv, "meeting"sv, "promise"sv, "request"sv, "account"sv, "person"sv};
}

// A rule that holds, or will, for something in a deal.
struct Signal {
    std::string rule;
    SubjectKind about = SubjectKind::deal;
    Uuid subject{};
    Severity severity = Severity::note;
    Instant holds_from{};
    std::string because;

    static constexpr auto fields =
        describe(field<&Signal::rule>("rule", "The rule's id."),
                 field<&Signal::about>("about", "What kind of thing it is about."),
                 field<&Signal::subject>("subject", "Its id."),
                 field<&Signal::severity>("severity", "How much it matters."),
                 field<&Signal::holds_from>("holds_from", "The moment from which it holds."),
                 field<&Signal::because>("because", "Why, in one sentence."));
    bool operator==(const Signal&) const = default;
};

// The same for an account and the people there: the rules of relations (METHOD 11). Order: by rule,
// then the account, then people as they stand in the relation.
std::vector<Signal> signals_of(const Relation& relation);

// Every signal of a deal, as things stand; those that will hold only later, too. Rules switched off
// are left out. Order: by rule, then by subject.
std::vector<Signal> signals_of(const Grounds& grounds);

}  // namespace ante::method
