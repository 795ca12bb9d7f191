#pragma once
// What the forecast knows of a deal: when it was opened, what each side did when, and how it ended.
// The same shape is made from a deal of the ledger and from two files of somebody else's system.
// Values only.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "method/values.h"

namespace ante::method::forecast {

// clang-format off
// The three ends of a deal: somebody decided for us, somebody decided against us, nobody decided.
enum class End : std::uint8_t { won, lost, faded };
constexpr auto words(End) { return std::array{"won"sv, "lost"sv, "faded"sv}; }
inline constexpr std::size_t ends = 3;

// What came of an act. `kept` is also the word for anything that was simply done.
enum class Came : std::uint8_t { kept, kept_late, agreed, missed, withdrawn, released, declined, continuation };
constexpr auto words(Came) { return std::array{"kept"sv, "kept_late"sv, "agreed"sv, "missed"sv, "withdrawn"sv, "released"sv, "declined"sv, "continuation"sv}; }
// clang-format on

// A worth that is not said: it is reckoned from grade, role and what came of it.
inline constexpr float unsaid = -1e9F;

// One dated act. `kind` is a place in the list of words of its book; a grade of −1 is unknown and
// learned from what became of deals with acts of that kind.
struct Deed {
    Instant at{};
    std::uint32_t person = 0;  // Told apart within a deal only; 0 is nobody in particular.
    float worth = unsaid;      // In points, the change it made (METHOD 6); the ledger knows it.
    std::uint16_t kind = 0;
    std::int8_t grade = -1;
    std::int8_t role = -1;  // method::Role, if known
    Side side = Side::buyer;
    Came came = Came::kept;

    bool operator==(const Deed&) const = default;
};

// The order in which deeds of one deal are told: nothing depends on the order they were found in.
bool before(const Deed& a, const Deed& b);

struct Ended {
    Instant at{};
    End how = End::lost;
};

// It entered a stage; `stage` is a place in the list of stages of its book. The forecast does not
// look at stages: they are for those who want to know what a chance by stage would have said.
struct Step {
    Instant at{};
    std::uint16_t stage = 0;
};

struct Story {
    std::string_view id;  // Breaks ties and draws lots, so that the order of a file does not.
    Instant opened{};
    std::optional<Ended> ended{};
    std::optional<double> amount{};
    std::uint16_t kind = 0;         // A place in the list of kinds of deals of its book.
    std::span<const Deed> deeds{};  // In the order of before().
    std::span<const Step> steps{};  // By time.

    bool open_at(Instant at) const { return opened <= at && (!ended || ended->at > at); }
    // What was known by then: acts up to and including `at`.
    std::span<const Deed> known_at(Instant at) const;
};

// Many stories with their words. Stories stand in the order of (opened, id).
struct Book {
    std::vector<std::string> act_kinds{};   // In alphabetical order.
    std::vector<std::string> deal_kinds{};  // In alphabetical order; the first is "" (not said).
    std::vector<Story> stories{};
    std::vector<std::string> stages{};  // In any order.
};

// FNV-1a of an id, mixed: a lot that depends on the deal alone.
std::uint64_t lot_of(std::string_view id);

}  // namespace ante::method::forecast
