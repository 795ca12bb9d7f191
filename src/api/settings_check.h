#pragma once
// What a workspace may decide for itself, beyond what its fields say: `input_invalid`, naming every
// wrong place.

#include "base/result.h"
#include "method/settings.h"

namespace ante::api {

Result<void> check_settings(const method::Settings& settings);

}  // namespace ante::api
