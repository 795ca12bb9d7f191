#pragma once
// The application: every operation of the endpoint table, as the shell calls it.
//
// The journey of a request: its row is found by path and verb; who sends it is known by session or
// token; a write by cookie comes from our own pages; input is read into the row's type; rights are
// checked; the operation runs. A write is one transaction, in which its answer is kept under its
// idempotency key, and it is answered once that is durable.
//
// Refusals, in order: 404 path_not_found, 405 method_not_allowed, 401, 403 cross_site,
// 404 …_not_found and 403 by rights, 415, 400/422 by input, 428, 412, 422 by the method.

#include <functional>
#include <memory>
#include <string>

#include "api/http.h"
#include "api/outside.h"
#include "store/store.h"

namespace ante::api {

struct ApplicationSettings {
    std::string public_url = "http://127.0.0.1:8420";  // Without a slash at the end.
    // What time is it, where no request says so: in the event feed.
    std::function<Instant()> clock = [] {
        return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
    };
    // The key that this machine's command line shows (local.cpp); empty: nobody can.
    std::string local_key;
    // Makes the forecast's model anew in the background when enough deals have closed. Off for a
    // command line that is gone in a moment.
    bool learns = true;
    // Sends mail and looks into calendars (rounds.h). Off likewise.
    bool makes_rounds = true;
    Outside outside{};
    // Checks every answer against the contract; one that breaks it is a 500 that says where. For
    // tests.
    bool check_answers = false;
};

// The store must outlive it. Its destructor waits for what is under way.
std::unique_ptr<Application> make_application(store::Store& store, ApplicationSettings settings);

}  // namespace ante::api
