#include "api/router.h"

#include <stdexcept>

namespace ante::api {
namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const auto end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

}  // namespace

Router::Router(std::span<const Endpoint> rows, std::string_view root) {
    for (const Endpoint& row : rows) {
        Node* node = &top_;
        const std::string path = std::string(root) + std::string(row.path);
        for (const std::string_view segment : segments_of(path)) {
            const bool any = segment.starts_with('{');
            std::unique_ptr<Node>& next = any ? node->any : node->children[std::string(segment)];
            if (!next) next = std::make_unique<Node>();
            if (any) {
                // The name lives in the row's path, which lives as long as the program.
                const auto at = row.path.find(segment);
                node->any_name = row.path.substr(at + 1, segment.size() - 2);
            }
            node = next.get();
        }
        const Endpoint*& place = node->rows[static_cast<std::size_t>(row.verb)];
        if (place) throw std::logic_error("two endpoints at " + std::string(row.path));
        place = &row;
    }
}

Router::Found Router::find(Verb verb, std::span<const std::string> path) const {
    Found found;
    const Node* node = &top_;
    for (const std::string& segment : path) {
        if (const auto child = node->children.find(segment); child != node->children.end()) {
            node = child->second.get();
            continue;
        }
        if (!node->any) return found;
        found.path.push_back({node->any_name, segment});
        node = node->any.get();
    }
    for (std::size_t i = 0; i < node->rows.size(); ++i) {
        if (!node->rows[i]) continue;
        if (!found.allowed.empty()) found.allowed += ", ";
        found.allowed += word_of(static_cast<Verb>(i));
    }
    found.endpoint = node->rows[static_cast<std::size_t>(verb)];
    return found;
}

}  // namespace ante::api
