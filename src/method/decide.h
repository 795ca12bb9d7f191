#pragma once
// The door of the method: commands in, events or a refusal out; events in, the deal out.

#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "method/commands.h"
#include "method/deal.h"
#include "method/events.h"
#include "method/settings.h"

namespace ante::method {

// Who acts. A buyer acts through his page or by what he did elsewhere; then `person` is set.
struct Actor {
    std::optional<MemberId> member{};
    std::optional<PersonId> person{};

    static constexpr auto fields =
        describe(field<&Actor::member>("member", "The member who did it."),
                 field<&Actor::person>("person", "The buyer who did it."));
    bool operator==(const Actor&) const = default;
};

// A person as the deal needs to know him when he becomes a player.
struct Known {
    PersonId person{};
    std::string name;
    Level level = Level::individual;
};

// Who said something, and when it was recorded.
struct Said {
    Actor by{};
    Instant at{};
};

class Experience;  // method/advice/experience.h

// All that a decision may look at besides the deal. The caller reads the clock, never the method.
struct Situation {
    Instant at{};  // When it happens; for imported history, when it happened.
    Actor by{};
    const Settings& settings;
    const Zone& zone;  // of settings.time_zone
    IdSource& ids;     // Names new things.
    // Persons that the command names and the deal does not know yet (AddPlayer).
    std::span<const Known> known{};
    // Who said last what the command takes back (CorrectPromise, CorrectDelivery, CorrectRecap).
    std::optional<Said> said{};
    // What the workspace's own asks have taught, which WritePlan and PlaceAsk keep with theirs;
    // null: nothing.
    const Experience* experience = nullptr;
};

using Outcome = Result<std::vector<Event>>;

// Refusals stand in order of precedence within each command's function (decide_*.cpp); every code
// and its sentence is part of the public interface. A refused command has changed nothing; one that
// would change nothing (the name it has already) answers with no events. Lengths of texts and
// ranges of numbers are checked where input is read (base/json.h), not here. Facts that follow from
// a decision come with it: the first agreed advance brings `pipeline_entered`, a buyer act brings a
// parked deal back, a kept promise to attend follows from attendance.
Outcome decide(const Deal& deal, const Command& command, const Situation& situation);

// Must be given events that decide made for this deal, in order. Never fails; an event that names
// an unknown part changes nothing.
Deal evolve(Deal deal, const Event& event);

// Is the buyer's act there that proves this stage (METHOD 8, settings.h)?
bool is_proven(const Deal& deal, const Stage& stage);

// decide + evolve of all its events: what the stores and tests call.
struct Decided {
    Deal deal;
    std::vector<Event> events;
};
Result<Decided> carry_out(Deal deal, const Command& command, const Situation& situation);

}  // namespace ante::method
