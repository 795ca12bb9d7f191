#pragma once
// Saved views: a screen's filter and order under a name. Beside the log and no part of it: `verify`
// and `rebuild` leave this table alone, a backup holds it. A view opens nothing: whoever uses it
// sees of its deals what he may see.

#include <optional>
#include <string>
#include <vector>

#include "store/viewer.h"
#include "store/workspace.h"

namespace ante::store {

using ViewId = Id<struct ViewTag>;

// clang-format off
enum class Screen : std::uint8_t { pipeline, board, requests, promises, meetings, accounts, people };
constexpr auto words(Screen) { return std::array{"pipeline"sv, "board"sv, "requests"sv, "promises"sv, "meetings"sv, "accounts"sv, "people"sv}; }
// clang-format on

struct SavedView {
    ViewId id{};
    method::MemberId owner{};
    std::string owner_name;
    std::string name;
    Screen screen = Screen::pipeline;
    method::Visibility visibility = method::Visibility::only_me;
    std::string query;
    std::int64_t version = 0;
    Instant changed_at{};

    static constexpr auto fields = describe(
        field<&SavedView::id>("id", "Its id."),
        field<&SavedView::owner>("owner", "Whose it is: only he changes it."),
        field<&SavedView::owner_name>("owner_name", "His name."),
        field<&SavedView::name>("name", "What it is called."),
        field<&SavedView::screen>("screen", "For which screen."),
        field<&SavedView::visibility>(
            "visibility",
            "only_me; or team: his team has it in their lists, and whoever of the workspace has "
            "its link may open it."),
        field<&SavedView::query>("query", "The screen's parameters, as in its address."),
        field<&SavedView::version>("version", "Its version, for If-Match."),
        field<&SavedView::changed_at>("changed_at", "When it was saved last."));
};

inline constexpr std::int64_t most_views = 200;  // of one member

// His own and those of his team, by name.
Result<std::vector<SavedView>> views(Connection& db, const Viewer& viewer,
                                     const std::optional<Screen>& screen);
// `view_not_found` if it is neither his nor shared.
Result<SavedView> view(Connection& db, const Viewer& viewer, ViewId view);

// A new one (version 1), or the next version of one there is. `views_full` beyond most_views.
Result<void> add_view(Connection& db, method::WorkspaceId id, const SavedView& view);
Result<void> change_view(Connection& db, method::WorkspaceId id, const SavedView& view);
Result<void> remove_view(Connection& db, method::WorkspaceId id, ViewId view);

}  // namespace ante::store
