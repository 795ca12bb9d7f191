#pragma once
// The most that this person can give now, and the least that still moves the deal (METHOD 10).
// Pure: the same occasion, settings and experience give the same advice.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "method/advice/experience.h"
#include "method/plays/all.h"
#include "method/plays/chance.h"
#include "method/settings.h"

namespace ante::method {

// Whom we ask, and where the deal stands.
struct Occasion {
    Role role = Role::user;
    std::optional<Level> level{};  // If known.
    DefaultStage stage = DefaultStage::explore;
    DealKind kind = DealKind::fresh;
    std::optional<MeetingKind> meeting{};  // In which we ask, if it is known.
    std::vector<Level> missing_levels{};   // Of the buyer's, with nobody engaged in this deal.
    std::vector<Role> missing_roles{};
    std::vector<RequestKind> open_requests{};  // Asked or accepted, and not satisfied yet.
    std::vector<std::string> leave_out{};      // Plays that are open between us, or just declined.
    Chance least = beyond_authority;           // Below it nothing is proposed as the best action.
};

// What to ask for when a proposal is declined.
struct Fallback {
    std::string play{};
    std::string title{};
    std::string ask{};

    static constexpr auto fields =
        describe(field<&Fallback::play>("play", "The play's id."),
                 field<&Fallback::title>("title", "As in a list."),
                 field<&Fallback::ask>("ask", "How to ask for it, in the seller's words."));
    bool operator==(const Fallback&) const = default;
};

struct Proposal {
    Play play{};
    Chance chance{};
    double stake = 0;  // Points × authority: what it is worth when kept on time (METHOD 2).
    double worth = 0;  // Stake × chance, and more if it opens what is missing or is an exchange.
    std::string because{};
    std::string numbers{};  // Where the chance comes from.
    std::vector<Step> steps{};
    std::optional<Fallback> fallback{};  // None below presence.

    static constexpr auto fields = describe(
        field<&Proposal::play>("play", "What to ask, and how."),
        field<&Proposal::chance>("chance", "That they agree, in basis points: 10000 is certain.",
                                 {.min = 0, .max = Chance::certain}),
        field<&Proposal::stake>("stake", "Points times authority, when kept on time."),
        field<&Proposal::worth>("worth", "What the proposals are ranked by."),
        field<&Proposal::because>("because", "Why it is proposed, in a sentence or two."),
        field<&Proposal::numbers>("numbers", "Where the chance comes from, in a sentence."),
        field<&Proposal::steps>("steps",
                                "The same step by step: our judgement, then the answers that "
                                "moved it, from what is far away to what is near."),
        field<&Proposal::fallback>("fallback", "What to ask for when this is declined."));
};

struct PlayAdvice {
    std::optional<Proposal> best{};
    std::optional<Proposal> minimum{};  // Always cheaper than the best action, if there is one.
    std::vector<Proposal> others{};     // That fit and reach the least chance, highest worth first.

    static constexpr auto fields =
        describe(field<&PlayAdvice::best>("best", "The most that this person can give now."),
                 field<&PlayAdvice::minimum>("minimum", "The least that still moves the deal."),
                 field<&PlayAdvice::others>("others", "What else fits, the highest worth first."));
};

// From the plays that fit the stage, the kind of deal and its open requests, and name the role: the
// library's without those that are switched off, and the workspace's own. In the library every role
// has a best and a minimum at every stage of every kind (a test holds to it); either may be absent
// if much is left out or the least chance is set high.
PlayAdvice propose(const Occasion& occasion, const Settings& settings,
                   const Experience& experience = {});

// For whoever cannot give what we would like: plays that lead to a decision maker or to a higher
// level, highest worth first. Empty for a decision maker with nobody missing above.
std::vector<Proposal> ways_to_who_can(const Occasion& occasion, const Settings& settings,
                                      const Experience& experience = {});

// What to try when an ask was declined (METHOD 4, 10), three at most: its play's fallback; else the
// likeliest yes that costs less; and, since whoever declines often lacks the authority, the best
// way to who can give it. `occasion` leaves out what is open between us or was declined.
std::vector<Proposal> instead_of(const Ask& declined, const Occasion& occasion,
                                 const Settings& settings, const Experience& experience = {});

// The library's stage that one of a workspace's own is nearest to: the one that the same act of the
// buyer proves, or else by its place in the list. Explore, if there is no such stage.
DefaultStage default_stage(const Settings& settings, std::string_view id);

}  // namespace ante::method
