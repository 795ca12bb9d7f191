#pragma once
// A template of our plan as it is shown, shipped or own.

#include "api/trial.h"
#include "store/plan_templates.h"

namespace ante::api {

struct TemplateView {
    std::string id;
    bool shipped = false;
    method::Visibility visibility = method::Visibility::team;
    std::optional<method::MemberId> owner{};
    std::string owner_name{};
    std::int64_t version = 0;
    std::optional<Instant> changed_at{};
    bool may_change = false;
    method::PlanTemplate plan{};
    static constexpr auto fields = describe(
        field<&TemplateView::id>("id", "Its id; of a shipped one a word."),
        field<&TemplateView::shipped>("shipped", "It came with the program and stays as it is."),
        field<&TemplateView::visibility>("visibility",
                                         "team: everybody of the workspace may use it."),
        field<&TemplateView::owner>("owner", "Who made it; of a shipped one nobody."),
        field<&TemplateView::owner_name>("owner_name", "His name."),
        field<&TemplateView::version>("version", "Its version, for If-Match; of a shipped one 0."),
        field<&TemplateView::changed_at>("changed_at", "When it was saved last."),
        field<&TemplateView::may_change>("may_change", "May you change it?"),
        field<&TemplateView::plan>("plan", "Name, kinds and lines."));
};

// `plan_template_not_found` if there is none, or it is another's own.
Result<TemplateView> template_named(const Reading& in, const std::string& id);

// The line that a place of the input is in, from 0: "/lines/3/when".
std::optional<std::int64_t> line_in(std::string_view pointer);

}  // namespace ante::api
