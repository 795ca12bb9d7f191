#pragma once
// What all measurements speak: stores, requests, and how they give up.

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "api/application.h"
#include "base/result.h"
#include "base/time.h"
#include "store/workspace.h"

namespace ante::bench {

// There is nothing to measure. What was started ends with what holds it.
[[noreturn]] void give_up(const std::string& why);

template <class T>
T must(Result<T> result) {
    if (result) return std::move(result).value();
    give_up(result.error().code + ": " + result.error().detail);
}
void must(const Result<void>& result);

Instant now();
std::unique_ptr<store::Store> open(const std::string& folder);
// Without what it would do by itself: that would be heard, and measured.
std::unique_ptr<api::Application> application_on(store::Store& store);

// A workspace without anything in it, its admin, and what he does.
struct Opened {
    method::WorkspaceId workspace{};
    store::Cause cause{};
};
Opened open_workspace(store::Store& store);

// A request as a client sends it, and as the application takes it.
struct Asked {
    std::string verb = "GET";
    std::string target;
    std::string token;
    std::string body{};
    std::vector<api::Header> headers{};

    std::string text() const;
    api::Answer answered_by(api::Application& application) const;
};
// The answer's text; gives up unless it is a good one.
std::string text_of_answer(const Asked& asked, const api::Answer& answer);

}  // namespace ante::bench
