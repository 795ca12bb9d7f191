#pragma once
// What both sides have put into a deal, act by act, and the numbers that follow (METHOD 2, 6).
// All of it is derived from the deal; nothing here is stored but the sums.

#include <optional>
#include <string>
#include <vector>

#include "method/deal.h"
#include "method/settings.h"

namespace ante::method {

enum class ActKind : std::uint8_t {
    // the buyer's, and of promises also ours
    proposed,
    agreed,
    declined,
    kept,
    kept_late,
    missed,
    moved,
    withdrawn,
    released,
    attended,
    asked,
    answered,
    named_colleague,
    replied,
    // ours alone
    delivered,
    touched,
};
constexpr auto words(ActKind) {
    return std::array{"proposed"sv,        "agreed"sv,   "declined"sv,  "kept"sv,
                      "kept_late"sv,       "missed"sv,   "moved"sv,     "withdrawn"sv,
                      "released"sv,        "attended"sv, "asked"sv,     "answered"sv,
                      "named_colleague"sv, "replied"sv,  "delivered"sv, "touched"sv};
}

// One thing that one side did. `stake` is the change it made to that side's sum: agreeing adds 0.3
// of the full stake, keeping the rest up to 1, missing takes it to −0.5, … (METHOD 6).
struct Act {
    Instant at{};
    Side side = Side::buyer;
    ActKind kind = ActKind::replied;
    double stake = 0;
    Effort effort = Effort::compliance;
    std::optional<PersonId> person{};  // who of the buyer's side; of ours: to whom, if known
    std::optional<MemberId> member{};  // who of ours
    std::optional<CommitmentId> commitment{};
    std::optional<MeetingId> meeting{};
    std::optional<RequestId> request{};
    std::string what{};  // "tests the sample": the promise, request or words

    static constexpr auto fields = describe(
        field<&Act::at>("at", "When."), field<&Act::side>("side", "Whose act."),
        field<&Act::kind>("kind", "What was done."),
        field<&Act::stake>("stake", "The change it made to that side's sum."),
        field<&Act::effort>("effort", "What it costs the one who acts."),
        field<&Act::person>("person", "Who of the buyer's side."),
        field<&Act::member>("member", "Who of ours."),
        field<&Act::commitment>("commitment", "The promise."),
        field<&Act::meeting>("meeting", "The meeting."),
        field<&Act::request>("request", "The request."), field<&Act::what>("what", "In words."));
    bool operator==(const Act&) const = default;
};

// Momentum is stored as S = Σ stake × 2^((act − landmark) / half-life): one figure whose order
// never changes because time passed (METHOD 6). The landmark is a fixed moment, the same for
// everybody.
inline constexpr Instant landmark{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
// Limits: a double holds it for a thousand half-lives to either side of the landmark: until 2083
// with the default of 21 days, until 2028 with a half-life of one day; later acts then count as if
// at that moment.
double momentum_now(double stored, Instant now, double half_life_days);
double momentum_stored(double stake, Instant at, double half_life_days);
// When momentum falls to `level` (> 0) by itself; the landmark's past if it is there already for
// good (stored ≤ 0).
Instant momentum_falls_to(double stored, double level, double half_life_days);

struct Ledger {
    // By time; at the same moment attendance, then promises, requests, touches and signs, each in
    // the order in which they were recorded.
    std::vector<Act> acts{};
    double buyer_stake = 0;  // may be negative
    double seller_stake = 0;
    double momentum = 0;                    // S, see above
    std::optional<int> skin_in_the_game{};  // 0–100 %; empty before anything has been exchanged
    std::optional<Instant> last_buyer_act{};
    std::int64_t meetings_held = 0;
    std::int64_t meetings_with_advance = 0;
    std::optional<Instant> first_advance{};  // when the first buyer promise of grade ≥ 1 was agreed
};
Ledger ledger_of(const Deal& deal, const Settings& settings);

// Buyer stake ÷ (buyer + seller stake), in whole per cent, halves up; a negative sum counts as 0.
// Empty when both are 0.
std::optional<int> skin_in_the_game(double buyer_stake, double seller_stake);

// What a promise is worth once it is kept on time. Buyer: points × authority × initiative. Ours:
// points; 0 if it belongs to a request, whose points count at its first delivery.
double full_stake(const Deal& deal, const Commitment& commitment, const Settings& settings);

// METHOD 4, computed from what was agreed, never typed. Empty until the meeting is debriefed.
std::optional<Verdict> verdict_of(const Deal& deal, const Meeting& meeting);

// The meetings that were debriefed, in the order in which they began.
std::vector<const Meeting*> held_meetings(const Deal& deal);

}  // namespace ante::method
