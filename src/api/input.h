#pragma once
// Reads path, query and body of a request into an operation's input, by its table.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/http.h"
#include "base/fields.h"
#include "base/result.h"

namespace ante::api {

struct Endpoint;

// Is the operation's input its JSON body? If not, it is the query.
bool takes_json(const Endpoint& endpoint);

// A segment of the path that a `{name}` stood for.
struct PathValue {
    std::string_view name;
    std::string text;
};

// Fills `into`, a fresh object of `type`. `body` is absent for reading operations.
//
// Errors: `…_not_found` for a path segment that can't be an id; `input_invalid` naming every wrong
// parameter and every wrong field of the body in one answer; `json_malformed`, `not_text`.
Result<void> read_input(const Type& type, void* into, std::span<const PathValue> path,
                        std::span<const Parameter> query, std::optional<std::string_view> body);

// The field of `type` that a segment `{name}` fills; null if none does.
const FieldRow* filled_by(const Type& type, std::string_view name);

}  // namespace ante::api
