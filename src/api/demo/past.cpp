// Deals that ended some time ago: what the forecast learns from. Nobody wrote their ends by hand: a
// buyer who works for it week after week wins more often than one who doesn't, and not always.

#include <algorithm>

#include "api/demo/stories.h"

namespace ante::api::demo {
namespace {

struct Deed {
    int person;
    const char* what;
    Effort effort;
};
constexpr Deed deeds[] = {
    {1, "Fill in the one-page questionnaire and send it back", Effort::work},
    {2, "Test the board with last week's jobs and tell us what is missing", Effort::work},
    {1, "Go through the proposal with us, line by line", Effort::work},
    {1, "Bring the head of operations to a dated call", Effort::people},
    {2, "Walk us through the depot with the shift leaders", Effort::people},
    {0, "Share last quarter's figures of late starts and overtime", Effort::exposure},
    {0, "Start legal and purchasing on the contract", Effort::stake},
};

// Other projects than those of the deals that still go on, so that each is found by its name.
constexpr const char* projects[] = {"Yard gates",   "Driver app",    "Fuel cards",
                                    "Tyre service", "Loading ramps", "Trailer locks"};

struct Lived {
    int kept = 0;
    int missed = 0;
};

// A week of a deal, so many days ago when it begins.
void live_a_week(Scene& s, Dice& dice, int begins, int works_in_100, Lived& lived) {
    if (dice.from(0, 99) < works_in_100) {
        const Deed& deed = dice.one_of(deeds);
        s.days_ago(begins, 9 + dice.from(0, 6));
        const CommitmentId promise =
            s.promises(deed.person, deed.what, -(begins - 5), deed.effort, "Both have seen it");
        s.days_ago(begins - dice.from(2, 5), 15);
        if (dice.from(0, 99) < 86) {
            s.keeps(promise);
            ++lived.kept;
        } else {
            s.misses(promise);
            ++lived.missed;
        }
        return;
    }
    s.days_ago(begins - dice.from(1, 5), 11);
    if (dice.from(0, 99) < 25) s.writes(1, "We have not forgotten you.");
    if (dice.from(0, 99) < 55)
        s.touch(dice.from(0, 1) == 0 ? TouchKind::message : TouchKind::call, 1);
}

void end(Scene& s, Dice& dice, const Lived& lived) {
    const int chance = std::clamp(10 + 17 * lived.kept - 14 * lived.missed, 5, 88);
    if (dice.from(0, 99) < chance) return s.act(WinDeal{{}, {}});
    const int how = dice.from(0, 99);
    if (how < 45) return s.act(LoseDeal{LostTo::no_decision, "Everybody liked it, nobody ordered"});
    if (how < 80) return s.act(LoseDeal{LostTo::competitor, "They stay with what they know"});
    s.act(ParkDeal{s.day(dice.from(20, 90)), "Next year's budget", {}});
}

}  // namespace

Scene some_time_ago(const Plot& told) {
    Dice& dice = told.dice;
    Plot plot = told;
    plot.name = told.name.substr(0, told.name.find(':')) + ": " + dice.one_of(projects);
    const int weeks = dice.from(3, 11);
    const int begins = dice.from(7 * weeks + 4, 265);
    Scene s =
        plot.scene(dice.from(0, 4) == 0 ? DealKind::expansion : DealKind::fresh, begins, {0, 1, 2});
    // Through the door, with a first promise that is usually kept.
    s.days_ago(begins, 14);
    const CommitmentId first = s.promises(1, "Send the list of depots and shifts", -(begins - 6),
                                          Effort::work, "The list");
    Lived lived;
    s.days_ago(begins - 4, 10);
    if (dice.from(0, 99) < 80) {
        s.keeps(first);
        ++lived.kept;
    } else {
        s.misses(first);
        ++lived.missed;
    }
    const int works_in_100 = dice.from(0, 99) < 45 ? 60 : 14;
    for (int week = 1; week < weeks; ++week)
        live_a_week(s, dice, begins - 7 * week, works_in_100, lived);
    s.days_ago(begins - 7 * weeks, 16);
    end(s, dice, lived);
    return s;
}

}  // namespace ante::api::demo
