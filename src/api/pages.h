#pragma once
// The few pages that are served beside the screens (screens.h): the browsable API and the
// contract. Static files from src/api/pages/, built into the program; they need no member, for they
// hold nothing of anybody.

#include <optional>

#include "api/http.h"

namespace ante::api {

std::optional<Answer> page_for(const Request& request);

// A file of src/api/pages/; empty if there is none.
std::string_view page_file(std::string_view name);

}  // namespace ante::api
