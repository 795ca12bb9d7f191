#pragma once
// A house of its own around a test's store: for what goes by itself (rounds.h), at the test's time.

#include "api/application.h"
#include "api/door.h"
#include "api/endpoint.h"
#include "api/feed.h"
#include "api/outside.h"
#include "api/rounds.h"
#include "api/workers.h"

namespace ante::tests {

class OwnHouse {
public:
    OwnHouse(store::Store& store, const api::Outside& outside, const Instant& now)
        : now_(now), outside_(outside), house{store,    door_,
                                              feed_,    workers_,
                                              refits_,  rounds_,
                                              outside_, [this] { return now_; },
                                              ending_,  "https://ante.example",
                                              ""} {}

private:
    const Instant& now_;
    api::Outside outside_;
    api::Door door_;
    api::Feed feed_;
    api::Workers workers_{1, 16};
    api::Workers refits_{1, 0};
    api::Rounds rounds_{[this] { return now_; }};
    std::atomic<bool> ending_ = false;

public:
    api::House house;
};

}  // namespace ante::tests
