#pragma once
// What else a seller may need words for, beside the plays: to decline kindly, to answer a promise
// that costs nothing, to ask what is up, and to ask for the way to who can.

#include <string>
#include <vector>

#include "method/values.h"

namespace ante::method {

// Declining a request is a first-class answer, with wording that keeps the door open (METHOD 5).
struct Decline {
    RequestKind kind = RequestKind::other;
    std::string when{};
    std::string says{};
    std::string instead{};  // Id of a play that opens the door again.

    static constexpr auto fields = describe(
        field<&Decline::kind>("kind", "The request that is declined."),
        field<&Decline::when>("when", "When declining is right.",
                              {.min_length = 1, .max_length = 180}),
        field<&Decline::says>("says", "How to say it.", {.min_length = 1, .max_length = 360}),
        field<&Decline::instead>("instead", "Id of a play to ask for instead.",
                                 {.min_length = 1, .max_length = 40}));
    bool operator==(const Decline&) const = default;
};

// A buyer's sentence of grade 0 (METHOD 2), and what to answer without being rude about it.
struct FreeWord {
    std::string they_say{};
    std::string means{};
    std::string answer{};
    std::string play{};  // Id of a play that turns it into a promise.

    static constexpr auto fields = describe(
        field<&FreeWord::they_say>("they_say", "What the buyer says.",
                                   {.min_length = 1, .max_length = 80}),
        field<&FreeWord::means>("means", "Why it is no promise yet.",
                                {.min_length = 1, .max_length = 180}),
        field<&FreeWord::answer>("answer", "How to answer.", {.min_length = 1, .max_length = 360}),
        field<&FreeWord::play>("play", "Id of a play to ask for.",
                               {.min_length = 1, .max_length = 40}));
    bool operator==(const FreeWord&) const = default;
};

// "What's up?": the last rung of the ladder (METHOD 4). It asks for the hesitation in the buyer's
// own words, and is ready to hear that it is over.
struct Opener {
    std::string id{};
    std::string when{};
    std::string says{};

    static constexpr auto fields = describe(
        field<&Opener::id>("id", "Stable, snake_case.", {.min_length = 1, .max_length = 40}),
        field<&Opener::when>("when", "When it fits.", {.min_length = 1, .max_length = 180}),
        field<&Opener::says>("says", "How to say it.", {.min_length = 1, .max_length = 360}));
    bool operator==(const Opener&) const = default;
};

// Whoever lacks authority is asked for what he can give (METHOD 4).
struct WayUp {
    Role role = Role::user;
    std::string says{};
    std::vector<std::string> plays{};  // Ids, the best first.

    static constexpr auto fields = describe(
        field<&WayUp::role>("role", "Whom we are talking to."),
        field<&WayUp::says>("says", "How to say it.", {.min_length = 1, .max_length = 360}),
        field<&WayUp::plays>("plays", "Ids of plays that lead to who can, the best first.",
                             {.max_items = 10}));
    bool operator==(const WayUp&) const = default;
};

}  // namespace ante::method
