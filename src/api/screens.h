#pragma once
// The screens (web/), as `npm run build` made them: built into the program, or, where
// ANTE_SCREENS_FROM names a folder at compile time (debug builds), read from there with each
// request; the environment's ANTE_SCREENS then names another.
//
// They hold nothing of anybody, so they need no member. Every address that is not a file leads to
// the one page, which then shows the screen that the address names.

#include <optional>
#include <string_view>

#include "api/http.h"

namespace ante::api {

struct ScreenFile {
    std::string_view name;  // "assets/deal-B1x.js"
    std::string_view bytes;
    std::string_view gzip;  // The same compressed; empty if that was not worth it.
};

// None if the address is no screen's: not a GET, below /api, a file that is not there, or something
// other than a page was asked for.
std::optional<Answer> screen_for(const Request& request);

}  // namespace ante::api
