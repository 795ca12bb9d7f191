#pragma once
// What the buyer's page asks of a deal beside the commands that there are (METHOD 14): he proposes
// a promise otherwise, he names a colleague; we accept it or leave it. And the goal that stands at
// the top of his page.
//
// All of it has the effort of grade 0. By METHOD 2 proposing and naming a colleague are buyer acts
// like a word that reached us: they end silence and bring a parked deal back, and they carry no
// stake, for they have not cost him anything yet. What he agrees to, keeps, moves or withdraws on
// his page goes through the same commands as in a meeting (AgreePromise, KeepPromise, …), with the
// effort that the promise has: a click weighs what a word weighs.

#include "method/deal.h"

namespace ante::method {

// By a player (Situation::by.person). A later one takes the place of an earlier.
struct CounterPromise {
    CommitmentId promise{};
    std::string what{};
    std::optional<Date> due{};
    std::string words{};
    static constexpr auto fields =
        describe(field<&CounterPromise::promise>("promise", "The promise.", {.from_path = true}),
                 field<&CounterPromise::what>("what", "In which words instead; empty: as they are.",
                                              {.max_length = 500, .may_be_absent = true}),
                 field<&CounterPromise::due>("due", "By which day instead; absent: as it is."),
                 field<&CounterPromise::words>("words", "Why.",
                                               {.max_length = 1000, .may_be_absent = true}));
};
// What was only proposed is agreed by that: both sides have said yes to the same words and day.
struct AcceptCounter {
    CommitmentId promise{};
    static constexpr auto fields =
        describe(field<&AcceptCounter::promise>("promise", "The promise.", {.from_path = true}));
};
struct LeaveCounter {
    CommitmentId promise{};
    std::string words{};
    static constexpr auto fields = describe(
        field<&LeaveCounter::promise>("promise", "The promise.", {.from_path = true}),
        field<&LeaveCounter::words>("words", "Why it is left as it was; the buyer reads this.",
                                    {.max_length = 1000, .may_be_absent = true}));
};

// By a player.
struct NameColleague {
    std::string name{};
    std::string email{};
    std::string does{};
    static constexpr auto fields = describe(
        field<&NameColleague::name>("name", "His name.", {.min_length = 1, .max_length = 200}),
        field<&NameColleague::email>("email", "His address.",
                                     {.max_length = 254, .may_be_absent = true}),
        field<&NameColleague::does>("does", "What he has to do with it.",
                                    {.max_length = 500, .may_be_absent = true}));
};
// He is this person, who joins the deal if he is not in it. Who he is comes in Situation::known.
struct ConfirmColleague {
    ColleagueId colleague{};
    PersonId person{};
    Role role = Role::influencer;
    static constexpr auto fields = describe(
        field<&ConfirmColleague::colleague>("colleague", "Who was named.", {.from_path = true}),
        field<&ConfirmColleague::person>("person", "The person he is."),
        field<&ConfirmColleague::role>("role", "His authority in this deal.",
                                       {.may_be_absent = true}));
};
struct DismissColleague {
    ColleagueId colleague{};
    static constexpr auto fields = describe(
        field<&DismissColleague::colleague>("colleague", "Who was named.", {.from_path = true}));
};

struct ShareGoal {
    std::string goal{};
    static constexpr auto fields = describe(field<&ShareGoal::goal>(
        "goal", "The result both sides want, in the buyer's words; empty: none stands there.",
        {.max_length = 500}));
};

}  // namespace ante::method
