#include "api/feed.h"

namespace ante::api {

std::uint64_t Feed::join(std::function<void()> wake) {
    const std::scoped_lock lock(mutex_);
    watching_.emplace(++last_, std::move(wake));
    return last_;
}

void Feed::leave(std::uint64_t who) {
    const std::scoped_lock lock(mutex_);
    watching_.erase(who);
}

void Feed::wake_all() {
    const std::scoped_lock lock(mutex_);
    for (const auto& [who, wake] : watching_) wake();
}

}  // namespace ante::api
