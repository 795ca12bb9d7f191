#include "api/rounds.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace ante::api {
namespace {

Instant now() {
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

TEST(Rounds, AJobRunsAtOnceAndAgainWhenItIsWoken) {
    std::atomic<int> calls = 0;
    std::promise<void> once;
    std::promise<void> twice;
    Rounds rounds(now);
    rounds.add("post", [&](Instant) {
        const int call = ++calls;
        if (call == 1) once.set_value();
        if (call == 2) twice.set_value();
        return Rounds::never;
    });
    once.get_future().wait();
    rounds.wake("calendar");  // somebody else's
    rounds.wake("post");
    twice.get_future().wait();
    rounds.end();
    EXPECT_EQ(calls, 2);
}

TEST(Rounds, AJobComesAgainAtTheMomentItNamed) {
    std::atomic<int> calls = 0;
    std::promise<Instant> second;
    Instant named{};
    Rounds rounds(now);
    rounds.add("post", [&](Instant at) {
        if (++calls == 1) return named = at + milliseconds{30};
        if (calls == 2) second.set_value(at);
        return Rounds::never;
    });
    EXPECT_GE(second.get_future().get(), named);
}

TEST(Rounds, OneThatTakesLongHoldsUpNobodyElse) {
    std::promise<void> slow_may_end;
    std::promise<void> quick_ran;
    Rounds rounds(now);
    rounds.add("slow", [&](Instant) {
        slow_may_end.get_future().wait();
        return Rounds::never;
    });
    rounds.add("quick", [&](Instant) {
        quick_ran.set_value();
        return Rounds::never;
    });
    quick_ran.get_future().wait();  // would wait for ever if they shared a thread
    slow_may_end.set_value();
}

TEST(Rounds, WhatWasWokenWhileItRanRunsOnceMore) {
    std::atomic<int> calls = 0;
    std::promise<void> running;
    std::promise<void> go_on;
    std::promise<void> again;
    Rounds rounds(now);
    rounds.add("post", [&](Instant) {
        const int call = ++calls;
        if (call == 1) {
            running.set_value();
            go_on.get_future().wait();
        }
        if (call == 2) again.set_value();
        return Rounds::never;
    });
    running.get_future().wait();
    rounds.wake("post");
    rounds.wake("post");
    go_on.set_value();
    again.get_future().wait();
    rounds.end();
    EXPECT_EQ(calls, 2);
}

}  // namespace
}  // namespace ante::api
