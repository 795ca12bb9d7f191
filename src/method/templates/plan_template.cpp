#include "method/templates/plan_template.h"

#include "base/json.h"
#include "method/decisions.h"

namespace ante::method {
namespace {

Error wrong(std::string_view code, std::size_t line, std::string_view field, std::string detail) {
    Error error = refuse(code, detail);
    error.fields.push_back({"/lines/" + std::to_string(line) + "/" + std::string(field),
                            std::string(code), std::move(detail)});
    return error;
}

}  // namespace

std::vector<Timed> timed(const PlanTemplate& plan) {
    std::vector<Timed> lines;
    lines.reserve(plan.lines.size());
    for (const TemplateLine& line : plan.lines) lines.push_back({line.key, line.what, line.when});
    return lines;
}

Result<void> expect_usable(const PlanTemplate& plan) {
    if (plan.lines.empty())
        return refuse("template_empty", "A template needs at least one promise.");
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        const TemplateLine& line = plan.lines[i];
        if (is_blank(line.proof) && is_vague(line.what))
            return wrong("promise_vague", i, "what",
                         in_quotes(line.what) +
                             " can't be seen to be done. Say what exactly, or what will prove it.");
        if (line.side == Side::seller && line.role)
            return wrong("owner_on_the_other_side", i, "role",
                         in_quotes(line.what) + " is ours: a player can't promise for us.");
    }
    TRYV(days_of(timed(plan), {}));
    return success();
}

const PlanTemplate* shipped_template(std::string_view id) {
    for (const Shipped& one : shipped_templates())
        if (one.id == id) return &one.plan;
    return nullptr;
}

}  // namespace ante::method
