#pragma once
// Wakes whoever watches the log when something was committed.

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>

namespace ante::api {

// Thread-safe.
class Feed {
public:
    // Calls `wake` after each commit until it leaves; never after leave() has returned.
    std::uint64_t join(std::function<void()> wake);
    void leave(std::uint64_t who);
    void wake_all();

private:
    std::mutex mutex_;
    std::uint64_t last_ = 0;
    std::map<std::uint64_t, std::function<void()>> watching_;
};

}  // namespace ante::api
