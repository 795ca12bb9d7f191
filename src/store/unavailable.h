#pragma once
// "The store can't just now; nothing was changed", with a code of connection.h or store.h.

#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace ante::store {

inline Error unavailable(std::string_view code, std::string detail) {
    return Error{No::unavailable, std::string(code), std::move(detail), {}};
}

}  // namespace ante::store
