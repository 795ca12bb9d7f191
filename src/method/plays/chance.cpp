#include "method/plays/chance.h"

#include <algorithm>

namespace ante::method {
namespace {

// Percent of people in a role who agree to something of a grade when it is asked for properly.
//
// presence    Most people give an hour when they are asked well; a coach likes to, and those whose
//             calendars are full (approver, decision maker) or guarded by trade (gatekeeper) less.
// work        Falls with rank: whoever has people for it does not do it himself.
// people      Rises with rank, as it is easier to call down than up; a coach dares to all the same,
//             and a user rarely has somebody to bring.
// exposure    Follows the right to give it away. A user or a gatekeeper has the knowledge, but
//             seldom the right.
// stake       Money, mandate and reputation belong to those who sign. Anybody else can only promise
//             to try, and that is grade 3.
//
// In exposure and stake, more authority (METHOD 2) never means a lower chance; a test holds to it.
struct Row {
    Effort effort;
    std::int64_t user, influencer, coach, gatekeeper, approver, decision_maker;
};
// clang-format off
constexpr Row prior[] = {
    //                     user  influencer  coach  gatekeeper  approver  decision_maker
    {Effort::compliance,   100,         100,   100,        100,      100,            100},
    {Effort::presence,      70,          70,    85,         60,       60,             60},
    {Effort::work,          60,          55,    70,         40,       40,             40},
    {Effort::people,        30,          45,    60,         30,       45,             55},
    {Effort::exposure,      15,          30,    40,         10,       40,             45},
    {Effort::stake,          3,           6,     8,          2,       24,             35},
};
// clang-format on

constexpr std::int64_t percent_of(const Row& row, Role role) {
    switch (role) {
        case Role::user: return row.user;
        case Role::influencer: return row.influencer;
        case Role::coach: return row.coach;
        case Role::gatekeeper: return row.gatekeeper;
        case Role::approver: return row.approver;
        case Role::decision_maker: return row.decision_maker;
    }
    return 0;
}

constexpr std::int64_t wrong_role_percent = 25;
constexpr std::int64_t wrong_level_percent = 50;

// Multiplies the odds, not the chance, so that no factor leads beyond certainty.
constexpr std::int64_t with_odds(std::int64_t points, std::int64_t percent) {
    const std::int64_t yes = points * percent;
    const std::int64_t no = (Chance::certain - points) * 100;
    return yes * Chance::certain / (yes + no);
}

template <class T>
bool names(const std::vector<T>& list, T value) {
    return std::ranges::find(list, value) != list.end();
}

}  // namespace

Chance chance(Effort effort, Role role) {
    return Chance::percent(percent_of(prior[static_cast<std::size_t>(effort)], role));
}

Chance chance(const Play& play, Role role, std::optional<Level> level) {
    std::int64_t points = with_odds(chance(play.effort, role).basis_points(), play.ease_percent);
    if (!names(play.given_by, role)) points = with_odds(points, wrong_role_percent);
    if (level && !play.levels.empty() && !names(play.levels, *level))
        points = with_odds(points, wrong_level_percent);
    return Chance::basis_points(std::clamp<std::int64_t>(points, 100, 9500));
}

}  // namespace ante::method
