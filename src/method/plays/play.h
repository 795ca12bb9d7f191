#pragma once
// A play: something that can be asked of a buyer, with the words to ask it (METHOD 1, 10).
//
// The library (all.h) has one table a grade. A text in `ask` is what the seller says aloud, so it
// is written to be spoken: first person, plain words, an open question, and a "no" that costs the
// other person nothing. `what` is the resulting promise in the buyer's words and can be seen when
// it is done; it goes into the ask and from there into the commitment unchanged, unless edited.

#include <string>
#include <vector>

#include "method/values.h"

namespace ante::method {

// The stages that the library knows (METHOD 8). A workspace may have others: default_stage() in
// advice.h says which of these a stage of its own is nearest to.
enum class DefaultStage : std::uint8_t { explore, commit, prove, decide, sign };
constexpr auto words(DefaultStage) {
    return std::array{"explore"sv, "commit"sv, "prove"sv, "decide"sv, "sign"sv};
}

struct Play {
    std::string id{};     // Stable, snake_case; stored with asks and learned from.
    std::string title{};  // As in a list.
    Effort effort = Effort::presence;
    std::string ask{};
    std::string what{};
    std::string proof{};
    std::string when{};
    std::string if_declined{};
    std::string fallback{};               // Empty for grade 1: below it stands only "what's up?".
    std::vector<Role> given_by{};         // Never empty.
    std::vector<Level> levels{};          // Empty: any level.
    std::vector<DefaultStage> stages{};   // Never empty.
    std::vector<DealKind> kinds{};        // Never empty.
    std::vector<MeetingKind> meetings{};  // Empty: any kind.
    std::optional<Level> opens_level{};   // Whom we meet through it, if we have not yet.
    std::optional<Role> opens_role{};
    std::vector<RequestKind> exchange_for{};
    std::vector<RequestKind> only_with{};  // Empty: it needs no open request to make sense.
    std::int64_t working_days = 5;
    std::int64_t ease_percent = 100;  // Its odds of a yes against the usual of its grade.

    static constexpr auto fields = describe(
        field<&Play::id>("id", "Stable, snake_case.", {.min_length = 1, .max_length = 40}),
        field<&Play::title>("title", "As in a list.", {.min_length = 1, .max_length = 60}),
        field<&Play::effort>("effort", "What it costs the buyer."),
        field<&Play::ask>("ask", "How to ask for it, in the seller's words.",
                          {.min_length = 1, .max_length = 360}),
        field<&Play::what>("what", "The promise that comes of it.",
                           {.min_length = 1, .max_length = 140}),
        field<&Play::proof>("proof", "How both sides see that it is done.",
                            {.min_length = 1, .max_length = 140}),
        field<&Play::when>("when", "When it fits, in one sentence.",
                           {.min_length = 1, .max_length = 180}),
        field<&Play::if_declined>("if_declined", "What to do or say after a no.",
                                  {.min_length = 1, .max_length = 280}),
        field<&Play::fallback>("fallback",
                               "Id of a cheaper play to ask for instead. Empty for presence: below "
                               "it stands only the question what is up.",
                               {.max_length = 40, .may_be_absent = true}),
        field<&Play::given_by>("given_by", "The roles that can give it.", {.max_items = 6}),
        field<&Play::levels>("levels", "The levels that can give it; empty means any.",
                             {.max_items = 5, .may_be_absent = true}),
        field<&Play::stages>("stages", "The stages it fits.", {.max_items = 5}),
        field<&Play::kinds>("kinds", "The kinds of deal it fits.", {.max_items = 3}),
        field<&Play::meetings>("meetings", "The kinds of meeting it fits; empty means any.",
                               {.max_items = 3, .may_be_absent = true}),
        field<&Play::opens_level>("opens_level", "The level that we meet through it."),
        field<&Play::opens_role>("opens_role", "The role that we meet through it."),
        field<&Play::exchange_for>("exchange_for", "Requests for which it is a natural exchange.",
                                   {.max_items = 9, .may_be_absent = true}),
        field<&Play::only_with>("only_with",
                                "It fits only while a request of such a kind is open; empty means "
                                "that it needs none.",
                                {.max_items = 9, .may_be_absent = true}),
        field<&Play::working_days>("working_days",
                                   "Proposed due date, in working days from the ask.",
                                   {.min = 1, .max = 60, .may_be_absent = true}),
        field<&Play::ease_percent>("ease_percent",
                                   "Odds of a yes against the usual of its grade, in percent.",
                                   {.min = 25, .max = 400, .may_be_absent = true}));
    bool operator==(const Play&) const = default;
};

// A play that a workspace made itself, beside the library's. It fits any stage; what is left empty
// means any.
struct OwnPlay {
    std::string id{};  // Stable, snake_case; stored with asks, so it is not given twice.
    std::string title{};
    Effort effort = Effort::presence;
    std::string ask{};
    std::string what{};
    std::string proof{};
    std::string if_declined{};
    std::vector<Role> given_by{};
    std::vector<Level> levels{};
    std::vector<DealKind> kinds{};
    std::vector<MeetingKind> meetings{};
    std::int64_t working_days = 5;

    static constexpr auto fields = describe(
        field<&OwnPlay::id>("id", "Stable, snake_case, and not one of the library's.",
                            {.min_length = 1, .max_length = 40}),
        field<&OwnPlay::title>("title", "As in a list.", {.min_length = 1, .max_length = 60}),
        field<&OwnPlay::effort>("effort", "What it costs the buyer; presence at least."),
        field<&OwnPlay::ask>("ask", "How to ask for it, in the seller's words.",
                             {.min_length = 1, .max_length = 360}),
        field<&OwnPlay::what>("what", "The promise that comes of it.",
                              {.min_length = 1, .max_length = 140}),
        field<&OwnPlay::proof>("proof", "How both sides see that it is done.",
                               {.max_length = 140, .may_be_absent = true}),
        field<&OwnPlay::if_declined>("if_declined", "What to do or say after a no.",
                                     {.max_length = 280, .may_be_absent = true}),
        field<&OwnPlay::given_by>("given_by", "The roles that can give it; empty means any.",
                                  {.max_items = 6, .may_be_absent = true}),
        field<&OwnPlay::levels>("levels", "The levels that can give it; empty means any.",
                                {.max_items = 5, .may_be_absent = true}),
        field<&OwnPlay::kinds>("kinds", "The kinds of deal it fits; empty means any.",
                               {.max_items = 3, .may_be_absent = true}),
        field<&OwnPlay::meetings>("meetings", "The kinds of meeting it fits; empty means any.",
                                  {.max_items = 3, .may_be_absent = true}),
        field<&OwnPlay::working_days>("working_days",
                                      "Proposed due date, in working days from the ask.",
                                      {.min = 1, .max = 60, .may_be_absent = true}));
    bool operator==(const OwnPlay&) const = default;
};

}  // namespace ante::method
