// Mappings of imports, kept under a name for the next export of the same system.

#include "api/endpoints.h"
#include "api/imports.h"
#include "api/page.h"

namespace ante::api {
namespace {

Result<MappingView> view_of(const store::SavedMapping& saved) {
    TRY(auto mapping, from_json<connect::Mapping>(saved.body, Input::stored));
    return MappingView{saved.name, saved.by, saved.saved_at, std::move(mapping)};
}

struct Mappings {
    std::vector<MappingView> items;
    static constexpr auto fields = describe(
        field<&Mappings::items>("items", "Every mapping, by name.", {.max_items = 10'000}));
};
Result<Mappings> list_mappings(const Reading& in, const Nothing&) {
    TRY(const auto saved, store::saved_mappings(in.db, in.viewer.workspace));
    Mappings all;
    for (const store::SavedMapping& each : saved) {
        TRY(auto view, view_of(each));
        all.items.push_back(std::move(view));
    }
    return all;
}

constexpr Limits name_limits{.min_length = 1, .max_length = 100, .from_path = true};

struct SaveMapping {
    std::string name;
    connect::Mapping mapping{};
    static constexpr auto fields = describe(
        field<&SaveMapping::name>("name", "What it is to be called.", name_limits),
        field<&SaveMapping::mapping>("mapping", "Such as `plan.mapping` of a dry run's answer."));
};
Result<MappingView> save_mapping(Writing& in, const SaveMapping& body) {
    TRYV(store::save_mapping(in.db, in.workspace.id,
                             {body.name, in.viewer.me, in.now, to_json(body.mapping)}));
    return MappingView{body.name, in.viewer.me, in.now, body.mapping};
}

struct OneMapping {
    std::string name;
    static constexpr auto fields =
        describe(field<&OneMapping::name>("name", "Its name.", name_limits));
};
Result<Nothing> forget_mapping(Writing& in, const OneMapping& which) {
    TRYV(store::forget_mapping(in.db, in.workspace.id, which.name));
    return Nothing{};
}

struct TargetMeaning {
    connect::Target target{};
    std::string meaning;
    static constexpr auto fields =
        describe(field<&TargetMeaning::target>("target", "As a mapping names it."),
                 field<&TargetMeaning::meaning>("meaning", "What it means."));
};
struct Targets {
    std::vector<TargetMeaning> items;
    static constexpr auto fields =
        describe(field<&Targets::items>("items", "In the order of a deal's facts."));
};
Result<Targets> list_targets(const Reading&, const Nothing&) {
    Targets all;
    for (std::size_t i = 0; i < connect::target_count; ++i) {
        const auto target = static_cast<connect::Target>(i);
        all.items.push_back({target, std::string(connect::meaning_of(target))});
    }
    return all;
}

// clang-format off
const Endpoint rows[] = {
    {.verb = Verb::get, .path = "/import-targets", .operation = "list_import_targets", .summary = "What a column of an imported file can be.", .right = Right::member, .handler = handled_by<&list_targets>()},
    {.verb = Verb::get, .path = "/import-mappings", .operation = "list_mappings", .summary = "The mappings that were kept under a name.", .right = Right::manage, .handler = handled_by<&list_mappings>()},
    {.verb = Verb::put, .path = "/import-mappings/{name}", .operation = "save_mapping", .summary = "Keep a mapping under a name, in place of the one before.", .right = Right::manage, .handler = handled_by<&save_mapping>()},
    {.verb = Verb::del, .path = "/import-mappings/{name}", .operation = "forget_mapping", .summary = "Forget a mapping.", .right = Right::manage, .handler = handled_by<&forget_mapping>(), .status = 204},
};
// clang-format on

}  // namespace

Endpoints mapping_endpoints() {
    return rows;
}

}  // namespace ante::api
