#include "api/rounds.h"

#include <algorithm>
#include <chrono>

namespace ante::api {
namespace {

// A clock that was set back must not keep a job asleep for longer than that.
constexpr milliseconds longest_sleep{60'000};

}  // namespace

Rounds::Rounds(std::function<Instant()> clock) : clock_(std::move(clock)) {
}

Rounds::~Rounds() {
    end();
}

void Rounds::add(std::string name, Job job) {
    const std::scoped_lock lock(mutex_);
    if (ending_) return;
    Round& round = rounds_.emplace_back(Round{std::move(name), std::move(job)});
    round.thread = std::thread([this, &round] { go(round); });
}

void Rounds::wake(std::string_view name) {
    {
        const std::scoped_lock lock(mutex_);
        for (Round& round : rounds_)
            if (round.name == name) round.woken = true;
    }
    wake_.notify_all();
}

void Rounds::end() {
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    // Nothing is added any more, so the list stands still.
    for (Round& round : rounds_)
        if (round.thread.joinable()) round.thread.join();
}

void Rounds::go(Round& round) {
    Instant due = Instant::min();
    std::unique_lock lock(mutex_);
    while (!ending_) {
        const Instant now = clock_();
        if (round.woken || due <= now) {
            round.woken = false;
            lock.unlock();
            due = round.job(now);
            lock.lock();
            continue;
        }
        if (due == never)
            wake_.wait(lock, [&] { return ending_ || round.woken; });
        else
            wake_.wait_for(lock, std::min(due - now, longest_sleep),
                           [&] { return ending_ || round.woken; });
    }
}

}  // namespace ante::api
