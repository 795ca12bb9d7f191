#include "api/pages.h"

#include <array>
#include <span>

#include "api/openapi.h"
#include "base/embedded.h"

namespace ante::embedded {
extern const File pages_files[];
extern const std::size_t pages_count;
}  // namespace ante::embedded

namespace ante::api {
namespace {

struct Place {
    std::string_view path;
    std::string_view file;
    std::string_view content_type;
};
constexpr std::array places{
    Place{"docs", "docs.html", "text/html; charset=utf-8"},
    Place{"docs.js", "docs.js", "text/javascript; charset=utf-8"},
    Place{"pages.css", "pages.css", "text/css; charset=utf-8"},
};

}  // namespace

std::string_view page_file(std::string_view name) {
    for (const embedded::File& file : std::span(embedded::pages_files, embedded::pages_count))
        if (file.name == name) return file.text;
    return {};
}

std::optional<Answer> page_for(const Request& request) {
    if (request.verb != Verb::get || request.path.size() > 1) return std::nullopt;
    const std::string_view path = request.path.empty() ? std::string_view{} : request.path.front();
    if (path == "openapi.json") {
        static const std::string contract = openapi_json();
        return Answer{.content = Fixed{contract}};
    }
    for (const Place& place : places)
        if (place.path == path)
            return Answer{.content_type = std::string(place.content_type),
                          .content = Fixed{page_file(place.file)}};
    return std::nullopt;
}

}  // namespace ante::api
