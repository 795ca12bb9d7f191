// What connections stand on: the shell they share, their loop, their inbox, and how other threads
// reach them.

#include <algorithm>
#include <boost/asio/post.hpp>

#include "server/connection.h"

namespace ante::server {
namespace {

constexpr std::size_t kept_when_idle = 2 * 1024;

}  // namespace

std::size_t Shell::enter() {
    const std::lock_guard lock(mutex_);
    return ++open_;
}

void Shell::leave() {
    const std::lock_guard lock(mutex_);
    if (--open_ == 0) empty_.notify_all();
}

bool Shell::wait_until_empty(Limits::Time at_most) {
    std::unique_lock lock(mutex_);
    return empty_.wait_for(lock, at_most, [this] { return open_ == 0; });
}

void Loop::add(Connection& connection) {
    connections.insert(&connection);
    if (!sweeping) sweep();
}

void Loop::sweep() {
    sweeping = !connections.empty();
    if (!sweeping) return;
    const auto now = Clock::now();
    for (Connection* connection : connections) connection->end_if_overdue(now);
    sweeper.expires_after(shell.limits.sweep);
    sweeper.async_wait([this](boost::system::error_code ec) {
        if (!ec) sweep();
    });
}

std::string_view Loop::date(Instant now) {
    const auto second = now.time_since_epoch().count() / 1000;
    if (second != date_second_) {
        date_ = http_date(now);
        date_second_ = second;
    }
    return date_;
}

std::span<char> Inbox::room(std::size_t at_least) {
    if (begin_ == end_) begin_ = end_ = 0;
    if (bytes_.size() - end_ < at_least && begin_ > 0) {
        std::copy(bytes_.data() + begin_, bytes_.data() + end_, bytes_.data());
        end_ -= begin_;
        begin_ = 0;
    }
    if (bytes_.size() - end_ < at_least) bytes_.resize(end_ + at_least);
    return {bytes_.data() + end_, bytes_.size() - end_};
}

void Inbox::shrink() {
    if (!empty()) return;
    begin_ = end_ = 0;
    if (bytes_.size() > kept_when_idle) std::vector<char>().swap(bytes_);
}

void Slot::give(api::Answer a) {
    if (taken.exchange(true)) return;
    answer = std::move(a);
    if (state.exchange(answered, std::memory_order_acq_rel) != awaited) return;
    // Only the loop's thread may hold a connection, lest the last reference goes elsewhere.
    asio::post(loop->io, [weak = connection] {
        if (const auto c = weak.lock()) c->notify();
    });
}

void Waker::wake() {
    if (set.exchange(true)) return;
    asio::post(loop->io, [weak = connection] {
        if (const auto c = weak.lock()) c->notify();
    });
}

}  // namespace ante::server
