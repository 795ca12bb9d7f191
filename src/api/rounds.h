#pragma once
// Work that nobody asks for by a request: mail that is due, calendars to look into. A job is called
// when it is woken, or when the moment comes that it named last; each has a thread of its own, so
// that a slow mail server holds up mail and nothing else.
//
//     rounds.add("post", [&](Instant now) { return send_what_is_due(now); });
//     in.after_commit([&rounds] { rounds.wake("post"); });

#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/time.h"

namespace ante::api {

// Thread-safe. Its destructor waits for the jobs under way, which should look at House::ending.
class Rounds {
public:
    // Does what is due and answers when to come again without being woken; `never` for not at all.
    // Must not throw. Called for the first time at once.
    using Job = std::function<Instant(Instant now)>;
    static constexpr Instant never = Instant::max();

    explicit Rounds(std::function<Instant()> clock);
    ~Rounds();
    Rounds(const Rounds&) = delete;
    Rounds& operator=(const Rounds&) = delete;

    // Each name once.
    void add(std::string name, Job job);
    // There is something to do now. A job under way runs once more; a name without a job is fine.
    void wake(std::string_view name);
    // Takes no more rounds; returns when none is under way.
    void end();

private:
    struct Round {
        std::string name;
        Job job;
        bool woken = true;
        std::thread thread{};
    };
    void go(Round& round);

    const std::function<Instant()> clock_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    std::list<Round> rounds_;
};

}  // namespace ante::api
