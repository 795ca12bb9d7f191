#pragma once
// The contract, OpenAPI 3.1, printed from the endpoint table and the fields of its types: code
// first. `src/api/openapi.json` is its golden file (a test compares; UPDATE_GOLDEN=1 writes it).

#include <string>

namespace ante::api {

// Two different types of one name are a fault of ours: it throws.
std::string openapi_json();

}  // namespace ante::api
