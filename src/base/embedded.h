#pragma once
// Text files that are built into the program (cmake/embed.cmake).

#include <cstddef>
#include <string_view>

namespace ante::embedded {

struct File {
    std::string_view name;  // Without its folder.
    std::string_view text;
};

}  // namespace ante::embedded
