#pragma once
// A page of a list.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ante::store {

inline constexpr std::int64_t largest_page = 200;

// `after` of the next page is the `next` of this one; empty on the last page.
template <class T>
struct Page {
    std::vector<T> items{};
    std::optional<std::string> next{};
};

}  // namespace ante::store
