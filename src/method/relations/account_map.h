#pragma once
// The map of an account (METHOD 11): level × department, who of us knows whom there, how warm, and
// where nobody does. A picture of a moment: warmth cools with time.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "method/relations/relation.h"

namespace ante::method {

// Warmth = Σ weight × 2^(−age / 60 days) over real contacts, those of two-way kinds alone: a
// meeting weighs 2, anything else 1. Cold below 0.5, close from 2 on; none: never in contact. Our
// judgement.
enum class Warmth : std::uint8_t { none, cold, warm, close };
constexpr auto words(Warmth) {
    return std::array{"none"sv, "cold"sv, "warm"sv, "close"sv};
}
double warmth_of(std::span<const Contact> contacts, Instant now);
Warmth warmth_word(double figure, std::size_t contacts);

struct Tie {
    MemberId member{};
    Warmth warmth = Warmth::none;
    double figure = 0;
    Instant since{};
    Instant last{};
    std::int64_t times = 0;
    static constexpr auto fields = describe(
        field<&Tie::member>("member", "Who of us."), field<&Tie::warmth>("warmth", "How warm."),
        field<&Tie::figure>("figure", "The same as a number."),
        field<&Tie::since>("since", "Since when."), field<&Tie::last>("last", "The last time."),
        field<&Tie::times>("times", "How often they were in real contact."));
};

struct MapPerson {
    PersonId id{};
    std::string name{};
    std::string title{};
    Level level = Level::individual;
    std::string department{};
    std::vector<Role> roles{};  // in deals that are in play
    Warmth warmth = Warmth::none;
    double figure = 0;
    std::optional<Instant> last{};
    std::optional<std::int64_t> every_days{};
    std::vector<Tie> ties{};  // the warmest first
    static constexpr auto fields = describe(
        field<&MapPerson::id>("id", "His id."), field<&MapPerson::name>("name", "His name."),
        field<&MapPerson::title>("title", "What he is called there."),
        field<&MapPerson::level>("level", "His level."),
        field<&MapPerson::department>("department", "His department; empty: not known."),
        field<&MapPerson::roles>("roles", "What he is in deals in play."),
        field<&MapPerson::warmth>("warmth", "How warm it is between him and us."),
        field<&MapPerson::figure>("figure", "The same as a number."),
        field<&MapPerson::last>("last", "The last real contact; absent: there was none."),
        field<&MapPerson::every_days>("every_days", "His own interval between touches."),
        field<&MapPerson::ties>("ties", "Who of us knows him, the warmest first."));
};

// Who of us could open a level, and why he.
struct WayIn {
    MemberId member{};
    std::optional<PersonId> through{};  // whom he knows, and who could lead the way
    std::string says{};
    static constexpr auto fields =
        describe(field<&WayIn::member>("member", "Who of us."),
                 field<&WayIn::through>("through", "Whom he knows there, who could lead the way."),
                 field<&WayIn::says>("says", "Why he."));
};
struct MapGap {
    Level level = Level::executive;
    std::string department{};  // empty: the whole level
    std::string says{};
    std::vector<WayIn> openers{};
    static constexpr auto fields =
        describe(field<&MapGap::level>("level", "The level at which we know nobody."),
                 field<&MapGap::department>("department", "Where; empty: anywhere."),
                 field<&MapGap::says>("says", "What is missing."),
                 field<&MapGap::openers>("openers", "Who could open it, the best first."));
};
// One of our executives and one of theirs. Without `ours`: nobody is matched with him yet.
struct ExecutivePair {
    PersonId theirs{};
    std::optional<MemberId> ours{};
    bool in_contact = false;
    std::optional<Instant> last{};
    static constexpr auto fields = describe(
        field<&ExecutivePair::theirs>("theirs", "Their executive or owner."),
        field<&ExecutivePair::ours>("ours", "Ours; absent: we have nobody left to match."),
        field<&ExecutivePair::in_contact>("in_contact", "Are they in real contact, or proposed?"),
        field<&ExecutivePair::last>("last", "Their last contact."));
};

struct AccountMap {
    std::vector<std::string> departments{};  // by name; the unknown one, "", last
    std::vector<MapPerson> people{};         // by level downwards, then by name
    std::vector<MapGap> gaps{};
    std::vector<ExecutivePair> pairs{};
    static constexpr auto fields = describe(
        field<&AccountMap::departments>("departments", "By name; the unknown one, \"\", last."),
        field<&AccountMap::people>("people", "By level downwards, then by name."),
        field<&AccountMap::gaps>("gaps", "Levels and departments where we know nobody."),
        field<&AccountMap::pairs>("pairs", "Their executives, each with one of ours."));
};

// `relation` is made of what the viewer may see; `ours` are the active members.
AccountMap map_of(const Relation& relation, std::span<const Member> ours, Instant now);

}  // namespace ante::method
