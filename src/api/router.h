#pragma once
// Finds an endpoint's row by verb and path.

#include <array>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "api/endpoint.h"
#include "api/input.h"

namespace ante::api {

class Router {
public:
    // Paths are below `root`. Two rows of one verb and path are a fault of ours: it throws.
    Router(std::span<const Endpoint> rows, std::string_view root);

    struct Found {
        const Endpoint* endpoint = nullptr;  // Null: nothing there, or not with this verb.
        std::vector<PathValue> path;
        std::string allowed;  // "GET, POST": what the path knows; empty if it is unknown.
    };
    Found find(Verb verb, std::span<const std::string> path) const;

private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> children;
        std::unique_ptr<Node> any;
        std::string_view any_name;
        std::array<const Endpoint*, 5> rows{};
    };
    Node top_;
};

}  // namespace ante::api
