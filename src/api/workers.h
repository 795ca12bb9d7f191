#pragma once
// A few threads with a bounded queue, for what would hold up an io thread.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace ante::api {

// Thread-safe. What is queued is still done when it goes.
class Workers {
public:
    Workers(std::size_t threads, std::size_t most_waiting);
    ~Workers();

    // False if too much waits already: `work` is not done. It must not throw.
    bool take(std::function<void()> work);

private:
    void work();

    const std::size_t most_waiting_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> queue_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace ante::api
