#pragma once
// How a no is said over HTTP: RFC 9457 problem JSON. The only place that turns an Error into a
// status, used by the endpoints and by the shell alike.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/http.h"
#include "base/fields.h"
#include "base/result.h"

namespace ante::api {

struct ProblemPlace {
    std::string pointer;
    std::string code;
    std::string detail;

    static constexpr auto fields = describe(
        field<&ProblemPlace::pointer>(
            "pointer", "JSON pointer (RFC 6901) into the body, or the name of a parameter."),
        field<&ProblemPlace::code>("code", "Stable word for what is wrong there."),
        field<&ProblemPlace::detail>("detail", "One sentence for a person, with the way out."));
};

// The body of every answer that is a no.
struct Problem {
    std::string type;
    std::string title;
    std::int32_t status = 0;
    std::string code;
    std::string detail;
    std::string request_id;
    std::vector<ProblemPlace> errors;

    static constexpr auto fields = describe(
        field<&Problem::type>("type", "Always about:blank: the code says which problem it is."),
        field<&Problem::title>("title", "The status in words."),
        field<&Problem::status>("status", "The HTTP status."),
        field<&Problem::code>("code", "Stable, documented, snake_case: programs decide by it."),
        field<&Problem::detail>("detail", "One sentence for a person. Never parsed."),
        field<&Problem::request_id>("request_id", "Name this when you ask us about it."),
        field<&Problem::errors>("errors", "Each wrong place of the input."));
};

// invalid 422 (400 if it was not even JSON), refused 422, not_found 404, forbidden 403,
// unauthenticated 401, conflict 409, stale 412, version_missing 428, too_large 413, too_many 429,
// unavailable 503, broken 500.
int status_of(const Error& error);

// "Not Found"; "" if unknown.
std::string_view words_of_status(int status);

std::string problem_json(const Error& error, std::string_view request_id);
// With a status that no Error has: the shell's 408, 414, 431, …
std::string problem_json(int status, const Error& error, std::string_view request_id);

// The whole answer: problem JSON, Retry-After with 429 and 503. What is broken inside is told to
// the log (`why`), not to the client.
Answer problem_answer(const Error& error, std::string_view request_id);
Answer problem_answer(int status, const Error& error, std::string_view request_id);

}  // namespace ante::api
