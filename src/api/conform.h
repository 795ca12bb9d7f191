#pragma once
// Does an answer keep to the contract? Read from the printed contract itself, so that what is
// checked is what clients read. For tests.

#include <optional>
#include <string>
#include <string_view>

#include "api/endpoint.h"

namespace ante::api {

// What is wrong with it, in one sentence; empty if nothing is. Objects are taken as closed: a field
// that the contract does not name is wrong.
std::optional<std::string> breaks_contract(const Endpoint& endpoint, const Answer& answer);

// `json` against a schema of the contract's components ("DealView").
std::optional<std::string> breaks_schema(std::string_view component, std::string_view json);

}  // namespace ante::api
