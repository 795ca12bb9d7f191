#pragma once
// P(accept) as a workspace has come to know it (METHOD 10): our judgement (plays/chance.h), moved
// by what became of its own asks, from what is far away to what is near:
//
//     judgement → grade → grade × authority → play → play × authority
//
// Beta-binomial: on each step what was known so far counts as so many asks (`strengths`, with their
// reasons), and the answers of that step are added to it. Every answer counts on one step only, the
// nearest. Who asks for something that is no play in the library takes the first two steps alone.
//
// An answer from elsewhere is first put into the terms of whom we ask now. Say a decision maker
// agrees to a paid pilot six times as easily as an influencer, by our judgement; then his yes says
// little about an influencer, and his no says all. The yes of whoever is likelier to agree counts
// as the ratio of the odds, his no as one; and the other way round for whoever is less likely. So
// answers that are just as we expected change nothing.
//
// Hence more yeses never lower a chance anywhere, more noes never raise one, and the order in which
// they came does not matter (experience_test.cpp holds to all three, and to tables by hand).
//
// Pure; safe to share between threads. Reckoning costs a pass over the tallies: some 300 in a
// workspace that has asked for everything.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "method/advice/asked.h"
#include "method/plays/all.h"
#include "method/plays/chance.h"
#include "method/settings.h"

namespace ante::method {

enum class Circle : std::uint8_t { judgement, grade, grade_and_role, play, play_and_role };
constexpr auto words(Circle) {
    return std::array{"judgement"sv, "grade"sv, "grade_and_role"sv, "play"sv, "play_and_role"sv};
}

struct Strength {
    Circle circle;
    double asks;  // So many asks it takes to outweigh what the circles outside say.
    std::string_view because;
};
// From the outside in, without judgement.
std::span<const Strength> strengths();

// One step of a reckoning, to be shown: "12 of 20 agreed, and that makes 51 %".
struct Step {
    Circle circle = Circle::judgement;
    std::int64_t asked = 0;
    std::int64_t agreed = 0;
    Chance chance{};

    static constexpr auto fields = describe(
        field<&Step::circle>("circle",
                             "judgement: nobody's answer yet. grade: other asks that cost as much, "
                             "of other roles. grade_and_role: the same of this role. play: this "
                             "play, of other roles. play_and_role: this play of this role."),
        field<&Step::asked>("asked", "So many answered.", {.min = 0}),
        field<&Step::agreed>("agreed", "So many of them agreed.", {.min = 0}),
        field<&Step::chance>("chance", "The chance from here on, in basis points.",
                             {.min = 0, .max = Chance::certain}));
    bool operator==(const Step&) const = default;
};

struct Reckoning {
    Chance chance{};
    std::vector<Step> steps{};  // Judgement first; then those steps on which anybody answered.

    const Step* at(Circle circle) const {
        for (const Step& step : steps)
            if (step.circle == circle) return &step;
        return nullptr;
    }
};

class Experience {
public:
    // Nobody has asked for anything: judgement is all there is.
    Experience() = default;
    // `settings` for the plays of the workspace's own; used here only.
    Experience(std::vector<AskTally> tallies, const Settings& settings);

    // Of a play; within 1 % and 95 %, as our judgement is.
    Reckoning reckon(const Play& play, Role role, std::optional<Level> level = {}) const;
    // Of something of that grade that is no play. Compliance is certain: it costs nothing.
    Reckoning reckon(Effort effort, Role role) const;
    // Of an ask that names a play, or none. A play that was rewritten to cost something else is not
    // that play any more: only its grade is known then.
    Reckoning reckon(std::string_view play, Effort effort, Role role, std::optional<Level> level,
                     const Settings& settings) const;

private:
    struct Known {
        AskTally tally;
        double odds;  // Of a yes, by our judgement.
    };
    struct Target {
        Effort effort;
        Role role;
        std::string_view play;  // Empty: none.
        Chance judged;
    };
    Reckoning reckon(const Target& target) const;

    std::vector<Known> known_;
};

// What we judge of such an ask before anybody answered: of its play, or else of its grade.
Chance judged(std::string_view play, Effort effort, Role role, std::optional<Level> level,
              const Settings& settings);

// How a chance is told from the answers it comes from, in a sentence or two.
std::string numbers_of(const Reckoning& reckoning, Role role);

// By how much experience moves the odds against our judgement, in basis points of 1; kept with an
// ask when it is planned, so that what was said of it then can be said again (meeting.h). Empty:
// not at all.
std::optional<std::int64_t> odds_moved(const Reckoning& reckoning);
Chance moved(Chance judged, std::optional<std::int64_t> odds_moved);

}  // namespace ante::method
