// Templates of our plan: the shipped ones, and a workspace's own. Everybody may use the shared
// ones; only managers and admins change those. A rep has his own.

#include <algorithm>

#include "api/endpoints.h"
#include "api/plan_template_view.h"
#include "method/templates/draft.h"

namespace ante::api {
namespace {

using namespace method;
using store::OwnTemplate;
using store::PlanTemplateId;

bool may_share(const store::Viewer& viewer) {
    return viewer.role != MemberRole::rep;
}

bool may_change(const store::Viewer& viewer, const OwnTemplate& own) {
    return own.visibility == Visibility::only_me ? own.owner == viewer.me : may_share(viewer);
}

TemplateView view_of_shipped(const Shipped& shipped) {
    return {
        .id = shipped.id, .shipped = true, .visibility = Visibility::team, .plan = shipped.plan};
}

TemplateView view_of_own(const store::Viewer& viewer, OwnTemplate own) {
    return {.id = own.id.text(),
            .shipped = false,
            .visibility = own.visibility,
            .owner = own.owner,
            .owner_name = std::move(own.owner_name),
            .version = own.version,
            .changed_at = own.changed_at,
            .may_change = may_change(viewer, own),
            .plan = std::move(own.plan)};
}

struct Templates {
    std::vector<TemplateView> items{};
    bool may_share = false;
    static constexpr auto fields = describe(
        field<&Templates::items>(
            "items", "The workspace's own that you may use, by name, then the shipped ones.",
            {.max_items = 600}),
        field<&Templates::may_share>("may_share", "May you make ones that everybody uses?"));
};
Result<Templates> list_templates(const Reading& in, const Nothing&) {
    TRY(auto own, store::own_templates(in.db, in.viewer));
    Templates all{{}, may_share(in.viewer)};
    for (OwnTemplate& each : own) all.items.push_back(view_of_own(in.viewer, std::move(each)));
    for (const Shipped& each : shipped_templates()) all.items.push_back(view_of_shipped(each));
    return all;
}

struct OneTemplate {
    std::string plan_template;
    static constexpr auto fields =
        describe(field<&OneTemplate::plan_template>("template", "Its id.", {.from_path = true}));
};
Result<TemplateView> get_template(const Reading& in, const OneTemplate& which) {
    TRY(auto view, template_named(in, which.plan_template));
    if (!view.shipped) in.aside.version = view.version;
    return view;
}

// ---- making and changing

struct TemplateDraft {
    std::string plan_template;
    Visibility visibility = Visibility::only_me;
    PlanTemplate plan{};
    static constexpr auto fields = describe(
        field<&TemplateDraft::plan_template>("template", "Its id.", {.from_path = true}),
        field<&TemplateDraft::visibility>(
            "visibility", "only_me; or team: everybody here uses it (managers and admins).",
            {.may_be_absent = true}),
        field<&TemplateDraft::plan>("plan", "Name, kinds and lines."));
};

Result<void> expect_may_share(const Writing& in, Visibility visibility) {
    if (visibility == Visibility::only_me || may_share(in.viewer)) return success();
    return Error{No::forbidden,
                 "managers_only",
                 "Only managers and admins make templates for everybody. Keep it as yours.",
                 {}};
}

// The places of what is wrong stand below the body's `plan`.
Error within_plan(Error error) {
    for (FieldError& field : error.fields) field.pointer = "/plan" + field.pointer;
    return error;
}
Result<void> expect_usable_plan(const PlanTemplate& plan) {
    if (auto usable = expect_usable(plan); !usable) return within_plan(std::move(usable).error());
    return success();
}

Result<TemplateView> add_template(Writing& in, const TemplateDraft& body) {
    TRYV(expect_may_share(in, body.visibility));
    TRYV(expect_usable_plan(body.plan));
    const OwnTemplate own{.id = in.in.ids().make<store::PlanTemplateTag>(in.now),
                          .owner = in.viewer.me,
                          .owner_name = {},
                          .visibility = body.visibility,
                          .version = 1,
                          .changed_at = in.now,
                          .plan = body.plan};
    TRYV(store::add_template(in.db, in.workspace.id, own));
    in.aside.version = own.version;
    TRY(auto made, store::own_template(in.db, in.viewer, own.id));
    return view_of_own(in.viewer, std::move(made));
}

// The workspace's own one that this member may change, at the version he saw.
Result<OwnTemplate> to_change(const Writing& in, const std::string& id) {
    if (shipped_template(id))
        return refuse("plan_template_shipped",
                      "Shipped templates stay as they are: copy this one, and change the copy.");
    const auto parsed = Uuid::parse(id);
    if (!parsed) return not_found("plan_template");
    TRY(auto own, store::own_template(in.db, in.viewer, PlanTemplateId{*parsed}));
    if (!may_change(in.viewer, own))
        return Error{No::forbidden,
                     "managers_only",
                     "Everybody uses this template: only managers and admins change it. Copy it "
                     "to have one of your own.",
                     {}};
    TRYV(expect_version(in, own.version));
    return own;
}

Result<TemplateView> change_template(Writing& in, const TemplateDraft& body) {
    TRY(auto own, to_change(in, body.plan_template));
    TRYV(expect_may_share(in, body.visibility));
    TRYV(expect_usable_plan(body.plan));
    // A template that was everybody's becomes the one's who takes it for himself.
    if (body.visibility == Visibility::only_me) own.owner = in.viewer.me;
    own.visibility = body.visibility;
    own.plan = body.plan;
    own.changed_at = in.now;
    ++own.version;
    TRYV(store::change_template(in.db, in.workspace.id, own));
    in.aside.version = own.version;
    TRY(auto changed, store::own_template(in.db, in.viewer, own.id));
    return view_of_own(in.viewer, std::move(changed));
}

Result<Nothing> remove_template(Writing& in, const OneTemplate& which) {
    TRY(const auto own, to_change(in, which.plan_template));
    TRYV(store::remove_template(in.db, in.workspace.id, own.id));
    return Nothing{};
}

// ---- how it would look

struct TemplateCheck {
    PlanTemplate plan{};
    Date go_live{};
    static constexpr auto fields =
        describe(field<&TemplateCheck::plan>("plan", "As it is typed."),
                 field<&TemplateCheck::go_live>("go_live", "Worked back from this day."));
};
struct WorkedBack {
    bool valid = false;
    std::optional<WhyNot> refused{};
    std::optional<std::int64_t> line{};
    std::vector<Date> days{};
    static constexpr auto fields = describe(
        field<&WorkedBack::valid>("valid", "Could it be used so?"),
        field<&WorkedBack::refused>("refused", "Why not."),
        field<&WorkedBack::line>("line", "In which line, from 0; absent: in none alone."),
        field<&WorkedBack::days>("days", "The day of each line, in their order; it starts today."));
};
Result<WorkedBack> check_template(const Reading& in, const TemplateCheck& body) {
    WorkedBack answer;
    if (const auto usable = expect_usable(body.plan); !usable) {
        const Error& no = usable.error();
        answer.refused = WhyNot{no.code, no.detail};
        if (!no.fields.empty()) answer.line = line_in(no.fields.front().pointer);
        return answer;
    }
    const Date today = in.workspace.zone().date_of(in.now);
    TRY(answer.days, days_of(timed(body.plan), {today, body.go_live}));
    answer.valid = true;
    return answer;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/plan-templates", "list_plan_templates", "Templates of our plan: the workspace's own and the shipped ones.", Right::member, handled_by<&list_templates>()},
    {Verb::post, "/plan-templates", "add_plan_template", "Make a template: your own, or for everybody.", Right::member, handled_by<&add_template>(), Versions::none, 201},
    {Verb::post, "/plan-templates/check", "check_plan_template", "A template as it is typed, worked back from a go-live date; keeps nothing.", Right::member, handled_by<&check_template>()},
    {Verb::get, "/plan-templates/{template}", "get_plan_template", "One template.", Right::member, handled_by<&get_template>()},
    {Verb::put, "/plan-templates/{template}", "change_plan_template", "Change a template of your own, or one of everybody's (managers and admins).", Right::member, handled_by<&change_template>(), Versions::needed},
    {Verb::del, "/plan-templates/{template}", "remove_plan_template", "Remove it; plans that were started from it stay.", Right::member, handled_by<&remove_template>(), Versions::needed, 204},
};
// clang-format on

}  // namespace

Result<TemplateView> template_named(const Reading& in, const std::string& id) {
    if (const PlanTemplate* plan = shipped_template(id)) return view_of_shipped({id, *plan});
    const auto parsed = Uuid::parse(id);
    if (!parsed) return not_found("plan_template");
    TRY(auto own, store::own_template(in.db, in.viewer, PlanTemplateId{*parsed}));
    return view_of_own(in.viewer, std::move(own));
}

std::optional<std::int64_t> line_in(std::string_view pointer) {
    constexpr std::string_view before = "/lines/";
    if (!pointer.starts_with(before)) return std::nullopt;
    std::int64_t line = 0;
    for (const char c : pointer.substr(before.size())) {
        if (c < '0' || c > '9') break;
        line = 10 * line + (c - '0');
    }
    return line;
}

Endpoints plan_template_endpoints() {
    return rows;
}

}  // namespace ante::api
