#pragma once
// How a call says "no": a value, or an Error whose code is part of the public interface.
//
//     Result<Deal> load(DealId);
//     TRY(Deal deal, load(id));       binds the value, or hands the error to the caller
//     TRYV(store.close(id));          for a Result<void>

#include <boost/outcome/basic_result.hpp>
#include <boost/outcome/policy/terminate.hpp>
#include <boost/outcome/try.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ante {

// What kind of no it is. The one place that turns it into an HTTP status is api/problem.cpp, into
// an exit code server/cli/terminal.h.
enum class No : std::uint8_t {
    invalid,          // The input is malformed; `fields` names each place.
    refused,          // Well-formed, but the method or a rule of the house says no.
    not_found,        // No such thing, or not yours to see: the two are told apart by nobody.
    forbidden,        // You may see it, but not do this.
    unauthenticated,  // Nobody is signed in.
    conflict,         // It clashes with what is there: a name taken, a key in use.
    stale,            // Somebody changed it since you looked (If-Match failed).
    version_missing,  // A write to a versioned thing without If-Match.
    too_large,        // Over a written limit.
    too_many,         // Too often; come back later.
    unavailable,      // The store can't just now; nothing was changed.
    broken,           // Our fault.
};

// One wrong place in the input. `pointer` is a JSON pointer (RFC 6901) into the body, or the name
// of a parameter.
struct FieldError {
    std::string pointer;
    std::string code;    // Stable, snake_case.
    std::string detail;  // One sentence for a person, with the way out.

    bool operator==(const FieldError&) const = default;
};

struct Error {
    No kind = No::refused;
    std::string code;    // Stable, snake_case, documented. Part of the public interface.
    std::string detail;  // One sentence for a person. Never parsed.
    std::vector<FieldError> fields{};

    bool operator==(const Error&) const = default;
};

// Reading the value of a failed result, or the error of a good one, terminates: a fault of ours.
template <class T>
using Result = boost::outcome_v2::basic_result<T, Error, boost::outcome_v2::policy::terminate>;

inline auto success() {
    return boost::outcome_v2::success();
}

inline Error refuse(std::string_view code, std::string detail) {
    return Error{No::refused, std::string(code), std::move(detail), {}};
}
inline Error not_found(std::string_view what) {
    return Error{No::not_found,
                 std::string(what) + "_not_found",
                 "There is no such " + std::string(what) + ", or it is not yours to see.",
                 {}};
}
inline Error broken(std::string detail) {
    return Error{No::broken, "internal_error", std::move(detail), {}};
}

#define TRY(...) BOOST_OUTCOME_TRY(__VA_ARGS__)
#define TRYV(...) BOOST_OUTCOME_TRYV(__VA_ARGS__)

}  // namespace ante
