#pragma once
// What comes of the commands in buyer_page.h. See events.h.

#include "method/deal.h"

namespace ante::method {

struct PromiseCountered {
    static constexpr std::string_view word = "promise_countered";
    CommitmentId promise{};
    Counter counter{};
    Instant at{};
    static constexpr auto fields = describe(field<&PromiseCountered::promise>("promise", ""),
                                            field<&PromiseCountered::counter>("counter", ""),
                                            field<&PromiseCountered::at>("at", ""));
};
// The open counter-proposal's words are the promise's now, and its day, where nothing was agreed;
// of an agreed promise the day is moved by an event of its own.
struct CounterAccepted {
    static constexpr std::string_view word = "counter_accepted";
    CommitmentId promise{};
    Instant at{};
    static constexpr auto fields = describe(field<&CounterAccepted::promise>("promise", ""),
                                            field<&CounterAccepted::at>("at", ""));
};
struct CounterLeft {
    static constexpr std::string_view word = "counter_left";
    CommitmentId promise{};
    std::string words{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&CounterLeft::promise>("promise", ""),
                 field<&CounterLeft::words>("words", ""), field<&CounterLeft::at>("at", ""));
};
struct ColleagueNamed {
    static constexpr std::string_view word = "colleague_named";
    Colleague colleague{};
    Instant at{};
    static constexpr auto fields = describe(field<&ColleagueNamed::colleague>("colleague", ""),
                                            field<&ColleagueNamed::at>("at", ""));
};
struct ColleagueConfirmed {
    static constexpr std::string_view word = "colleague_confirmed";
    ColleagueId colleague{};
    PersonId person{};
    Instant at{};
    static constexpr auto fields = describe(field<&ColleagueConfirmed::colleague>("colleague", ""),
                                            field<&ColleagueConfirmed::person>("person", ""),
                                            field<&ColleagueConfirmed::at>("at", ""));
};
struct ColleagueDismissed {
    static constexpr std::string_view word = "colleague_dismissed";
    ColleagueId colleague{};
    Instant at{};
    static constexpr auto fields = describe(field<&ColleagueDismissed::colleague>("colleague", ""),
                                            field<&ColleagueDismissed::at>("at", ""));
};
struct GoalShared {
    static constexpr std::string_view word = "goal_shared";
    std::string goal{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&GoalShared::goal>("goal", ""), field<&GoalShared::at>("at", ""));
};

}  // namespace ante::method
