#pragma once
// What a WebDAV server answers (RFC 4918, 13): 207 Multi-Status, read into values.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ante::connect {

// A property that the server gave with 200: its name without namespace, its text, the hrefs in it,
// and the names of the elements in it with their `name` attributes.
struct DavProperty {
    std::string name{};
    std::string text{};
    std::vector<std::string> hrefs{};
    std::vector<std::string> elements{};
    std::vector<std::string> named{};
};

struct DavResponse {
    std::string href{};
    int status = 200;  // of the whole response, if it says one
    std::vector<DavProperty> properties{};

    const DavProperty* property(std::string_view name) const {
        for (const DavProperty& p : properties)
            if (p.name == name) return &p;
        return nullptr;
    }
};

struct MultiStatus {
    std::vector<DavResponse> responses{};
    std::string sync_token{};
};

// `caldav_unreadable` if it is no such answer.
Result<MultiStatus> read_multi_status(std::string_view xml);

// "a < b" as text of an element.
std::string escaped_xml(std::string_view text);

}  // namespace ante::connect
