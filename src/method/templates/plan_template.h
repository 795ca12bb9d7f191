#pragma once
// A template of our plan: the promises of both sides on the way to the buyer's go-live, in their
// order, each with a day told from another one (METHOD 14).
//
// Nothing is promised by a template. A draft is worked out of it (draft.h), a seller looks at each
// line, and what he leaves is only proposed: the buyer's promises wait for his word. So each line
// is a promise that counts (METHOD 3): what can be seen to be done, by whom, by when.

#include "method/promise.h"
#include "method/templates/days.h"

namespace ante::method {

struct TemplateLine {
    std::string key{};  // stable within the template: others hang on it
    Side side = Side::buyer;
    std::string what{};
    std::string proof{};
    Effort effort = Effort::work;
    std::optional<Role> role{};  // whose it is on the buyer's side; absent: to be chosen each time
    When when{};
    std::string why{};  // why it stands here, for who uses the template; never sent to the buyer

    static constexpr auto fields = describe(
        field<&TemplateLine::key>("key", "Stable within the template, so that others hang on it.",
                                  {.min_length = 1, .max_length = 40}),
        field<&TemplateLine::side>("side", "Whose promise it is."),
        field<&TemplateLine::what>("what", "The concrete thing that will be done.",
                                   {.min_length = 1, .max_length = 500}),
        field<&TemplateLine::proof>("proof", "How both sides will see that it is done.",
                                    {.max_length = 500, .may_be_absent = true}),
        field<&TemplateLine::effort>("effort", "What it costs the one who promises."),
        field<&TemplateLine::role>(
            "role", "Of the buyer's: who gives it, by his authority. Absent: chosen each time."),
        field<&TemplateLine::when>("when", "Its day, told from another one."),
        field<&TemplateLine::why>("why",
                                  "Why it stands here, for who uses the template; the buyer never "
                                  "sees it.",
                                  {.max_length = 500, .may_be_absent = true}));
    bool operator==(const TemplateLine&) const = default;
};

struct PlanTemplate {
    std::string name{};
    std::string about{};            // for which deals, and why in this order
    std::vector<DealKind> kinds{};  // empty: any
    std::vector<TemplateLine> lines{};

    static constexpr std::size_t most_lines = 60;
    static constexpr auto fields =
        describe(field<&PlanTemplate::name>("name", "What it is called.",
                                            {.min_length = 1, .max_length = 100}),
                 field<&PlanTemplate::about>("about", "For which deals, and why in this order.",
                                             {.max_length = 1000, .may_be_absent = true}),
                 field<&PlanTemplate::kinds>("kinds", "The kinds of deal it fits; empty: any.",
                                             {.max_items = 3, .may_be_absent = true}),
                 field<&PlanTemplate::lines>("lines", "The promises, in their order.",
                                             {.max_items = most_lines}));
    bool operator==(const PlanTemplate&) const = default;
};

std::vector<Timed> timed(const PlanTemplate& plan);

// Could it be used? Refusals in order of precedence, each naming the line: `template_empty`,
// `promise_vague`, `owner_on_the_other_side` (a role of the buyer's on a promise of ours), then
// those of days_of.
Result<void> expect_usable(const PlanTemplate& plan);

// A shipped template and the id by which it is named; ids of own ones are UUIDs.
struct Shipped {
    std::string id{};
    PlanTemplate plan{};
};
// shipped.cpp: judgement, written down with its reasons. Never empty, never changes.
const std::vector<Shipped>& shipped_templates();
const PlanTemplate* shipped_template(std::string_view id);

}  // namespace ante::method
