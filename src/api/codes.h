#pragma once
// Every code with which a request can be answered no, for the contract (`x-codes`). Codes are
// stable: programs decide by them. A test finds each code in the sources, and asks for its row
// here.

#include <span>
#include <string_view>

namespace ante::api {

struct Code {
    std::string_view code;
    int status;
    std::string_view means;
};

// By name.
std::span<const Code> all_codes();

}  // namespace ante::api
