// Saved views: a screen's filter and order under a name, one's own or shared with the team.

#include "store/views.h"

#include "api/endpoints.h"

namespace ante::api {
namespace {

using namespace method;
using store::SavedView;

struct ListViews {
    std::optional<store::Screen> screen{};
    static constexpr auto fields =
        describe(field<&ListViews::screen>("screen", "Only those for this screen."));
};
struct Views {
    std::vector<SavedView> items{};
    static constexpr auto fields =
        describe(field<&Views::items>("items", "Yours and those of your team, by name."));
};
Result<Views> list_views(const Reading& in, const ListViews& params) {
    TRY(auto found, store::views(in.db, in.viewer, params.screen));
    return Views{std::move(found)};
}

struct OneView {
    store::ViewId view{};
    static constexpr auto fields =
        describe(field<&OneView::view>("view", "The view.", {.from_path = true}));
};
Result<SavedView> get_view(const Reading& in, const OneView& params) {
    TRY(auto found, store::view(in.db, in.viewer, params.view));
    in.aside.version = found.version;
    return found;
}

struct ViewDraft {
    store::ViewId view{};
    std::string name;
    store::Screen screen = store::Screen::pipeline;
    Visibility visibility = Visibility::only_me;
    std::string query;
    static constexpr auto fields = describe(
        field<&ViewDraft::view>("view", "The view.", {.from_path = true}),
        field<&ViewDraft::name>("name", "What it is called.", {.min_length = 1, .max_length = 100}),
        field<&ViewDraft::screen>("screen", "For which screen."),
        field<&ViewDraft::visibility>("visibility", "only_me, or team: shared.",
                                      {.may_be_absent = true}),
        field<&ViewDraft::query>("query", "The screen's parameters, as in its address.",
                                 {.max_length = 4000, .may_be_absent = true}));
};

Result<SavedView> add_view(Writing& in, const ViewDraft& body) {
    const SavedView view{in.in.ids().make<store::ViewTag>(in.now),
                         in.viewer.me,
                         {},
                         body.name,
                         body.screen,
                         body.visibility,
                         body.query,
                         1,
                         in.now};
    TRYV(store::add_view(in.db, in.workspace.id, view));
    in.aside.version = view.version;
    return store::view(in.db, in.viewer, view.id);
}

Result<SavedView> his_view(const Writing& in, store::ViewId id) {
    TRY(auto view, store::view(in.db, in.viewer, id));
    if (view.owner != in.viewer.me)
        return Error{No::forbidden,
                     "not_your_view",
                     "Only " + view.owner_name + " changes this view. Save it as one of yours.",
                     {}};
    TRYV(expect_version(in, view.version));
    return view;
}

Result<SavedView> change_view(Writing& in, const ViewDraft& body) {
    TRY(auto view, his_view(in, body.view));
    view.name = body.name;
    view.screen = body.screen;
    view.visibility = body.visibility;
    view.query = body.query;
    view.changed_at = in.now;
    ++view.version;
    TRYV(store::change_view(in.db, in.workspace.id, view));
    in.aside.version = view.version;
    return view;
}

Result<Nothing> remove_view(Writing& in, const OneView& body) {
    TRY(const auto view, his_view(in, body.view));
    TRYV(store::remove_view(in.db, in.workspace.id, view.id));
    return Nothing{};
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/views", "list_views", "Saved views: yours and those of your team.", Right::member, handled_by<&list_views>()},
    {Verb::post, "/views", "add_view", "Save a view.", Right::member, handled_by<&add_view>(), Versions::none, 201},
    {Verb::get, "/views/{view}", "get_view", "A view, also by the link to a shared one.", Right::member, handled_by<&get_view>()},
    {Verb::put, "/views/{view}", "change_view", "Change a view of yours.", Right::member, handled_by<&change_view>(), Versions::needed},
    {Verb::del, "/views/{view}", "remove_view", "Remove a view of yours.", Right::member, handled_by<&remove_view>(), Versions::needed, 204},
};
// clang-format on

}  // namespace

Endpoints view_endpoints() {
    return rows;
}

}  // namespace ante::api
