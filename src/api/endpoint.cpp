#include "api/endpoint.h"

namespace ante::api {

Result<void> expect_version(const Writing& in, std::int64_t version) {
    const std::string now = std::to_string(version);
    if (!in.if_match)
        return Error{No::version_missing,
                     "version_missing",
                     "Say in If-Match which version you looked at; the ETag names it.",
                     {}};
    if (*in.if_match == version || *in.if_match == any_version) return success();
    return Error{No::stale,
                 "version_stale",
                 "Somebody changed it since you looked: it is at version " + now + ", you sent " +
                     std::to_string(*in.if_match) + ". Look again.",
                 {{"If-Match", "version_stale", now}}};
}

}  // namespace ante::api
