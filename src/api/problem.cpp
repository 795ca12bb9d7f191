#include "api/problem.h"

#include "base/json.h"

namespace ante::api {
namespace {

// What a client should wait before it tries again, where only we know that it should.
constexpr std::string_view retry_after_seconds = "5";

std::string detail_for_the_client(int status, const Error& error) {
    if (status != 500) return error.detail;
    return "Something went wrong on our side. Nothing you sent is to blame; the request id finds "
           "it in the log.";
}

}  // namespace

int status_of(const Error& error) {
    switch (error.kind) {
        case No::invalid: return error.code == "json_malformed" ? 400 : 422;
        case No::refused: return 422;
        case No::not_found: return 404;
        case No::forbidden: return 403;
        case No::unauthenticated: return 401;
        case No::conflict: return 409;
        case No::stale: return 412;
        case No::version_missing: return 428;
        case No::too_large: return 413;
        case No::too_many: return 429;
        case No::unavailable: return 503;
        case No::broken: return 500;
    }
    return 500;
}

std::string_view words_of_status(int status) {
    switch (status) {
        case 100: return "Continue";
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 301: return "Moved Permanently";
        case 302: return "Found";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 307: return "Temporary Redirect";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 406: return "Not Acceptable";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 411: return "Length Required";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 421: return "Misdirected Request";
        case 422: return "Unprocessable Content";
        case 428: return "Precondition Required";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default: return "";
    }
}

std::string problem_json(const Error& error, std::string_view request_id) {
    return problem_json(status_of(error), error, request_id);
}

std::string problem_json(int status, const Error& error, std::string_view request_id) {
    Problem problem{.type = "about:blank",
                    .title = std::string(words_of_status(status)),
                    .status = status,
                    .code = error.code,
                    .detail = detail_for_the_client(status, error),
                    .request_id = std::string(request_id),
                    .errors = {}};
    for (const FieldError& f : error.fields)
        problem.errors.push_back({f.pointer, f.code, f.detail});
    return to_json(problem);
}

Answer problem_answer(const Error& error, std::string_view request_id) {
    return problem_answer(status_of(error), error, request_id);
}

Answer problem_answer(int status, const Error& error, std::string_view request_id) {
    Answer answer{.status = status,
                  .content_type = "application/problem+json",
                  .content = problem_json(status, error, request_id)};
    if (status == 503 || status == 429)
        answer.headers.push_back({"Retry-After", std::string(retry_after_seconds)});
    if (status >= 500) answer.why = error.code + ": " + error.detail;
    return answer;
}

}  // namespace ante::api
