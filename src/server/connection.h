#pragma once
// One client: requests in, answers out, one after the other. Internal to the shell; with
// connection.cpp and server.cpp the only files that see Asio.
//
// Each Connection lives on one Loop and is touched by its thread alone. What comes from other
// threads (an answer, a stream's wake) is posted to the loop.

#include <array>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "api/http.h"
#include "base/ids.h"
#include "server/answer_head.h"
#include "server/framing.h"
#include "server/limits.h"
#include "server/log.h"

#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 pairs Asio's operator delete for coroutine frames with the wrong operator new.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace ante::server {
namespace asio = boost::asio;

using Clock = std::chrono::steady_clock;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;
template <class T>
using Task = asio::awaitable<T, Executor>;
// co_await gives (error, …) instead of throwing.
inline constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> as_result{};

class Connection;

// A written amount that all connections share.
class Budget {
public:
    explicit Budget(std::uint64_t all) : left_(static_cast<std::int64_t>(all)) {}
    bool take(std::uint64_t amount) {
        if (left_.fetch_sub(static_cast<std::int64_t>(amount)) >= static_cast<std::int64_t>(amount))
            return true;
        give(amount);
        return false;
    }
    void give(std::uint64_t amount) { left_.fetch_add(static_cast<std::int64_t>(amount)); }

private:
    std::atomic<std::int64_t> left_;
};

// What all connections of a server have in common. Thread-safe.
struct Shell {
    Shell(const Limits& m, api::Application& a, Log& l) : limits(m), application(a), log(l) {}

    const Limits limits;
    api::Application& application;
    Log& log;
    std::string security{};
    std::string spool_folder{};
    bool trust_proxy = false;

    Budget memory{limits.bodies_in_memory};
    Budget disk{limits.bodies_on_disk};
    std::atomic<bool> stopping{false};

    // How many connections there are, and word when the last one went.
    std::size_t enter();
    void leave();
    bool wait_until_empty(Limits::Time at_most);

private:
    std::mutex mutex_;
    std::condition_variable empty_;
    std::size_t open_ = 0;
};

// One io thread's share. All but `io` and post is for that thread.
struct Loop : std::enable_shared_from_this<Loop> {
    Loop(Shell& s, std::uint64_t seed) : shell(s), ids(seed) {}

    asio::io_context io{1};
    asio::executor_work_guard<Executor> work = asio::make_work_guard(io);
    Shell& shell;
    IdSource ids;
    std::unordered_set<Connection*> connections;
    Timer sweeper{io};
    bool sweeping = false;

    void add(Connection& connection);
    void sweep();  // Ends what is overdue, as long as there are connections.
    std::string_view date(Instant now);

private:
    std::string date_;
    std::int64_t date_second_ = -1;
};

// Bytes that came and were not consumed yet.
class Inbox {
public:
    std::string_view view() const { return {bytes_.data() + begin_, end_ - begin_}; }
    bool empty() const { return begin_ == end_; }
    std::span<char> room(std::size_t at_least);
    void came(std::size_t count) { end_ += count; }
    void consume(std::size_t count) { begin_ += count; }
    // Gives memory back that an idle connection does not need.
    void shrink();

private:
    std::vector<char> bytes_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

// Where the answer to one request arrives, from whatever thread.
struct Slot {
    enum State : int { asked, awaited, answered };

    std::shared_ptr<Loop> loop;
    std::weak_ptr<Connection> connection;
    std::string request_id;
    std::atomic<bool> taken{false};
    std::atomic<int> state{asked};
    api::Answer answer{};

    void give(api::Answer a);
};

// Wakes a stream's connection, from whatever thread.
struct Waker {
    std::shared_ptr<Loop> loop;
    std::weak_ptr<Connection> connection;
    std::atomic<bool> set{false};

    void wake();
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    enum class Admission : std::uint8_t { welcome, full };

    Connection(std::shared_ptr<Loop> loop, Socket socket, Admission admission);
    ~Connection();

    static Task<void> serve(std::shared_ptr<Connection> self);

    // By the loop's thread only:
    void notify() { signal_.cancel(); }
    void end_if_overdue(Clock::time_point now);
    void stop_soon();  // Finish what is in flight.
    void cut();        // Now.

private:
    enum class Then : std::uint8_t { next, close };

    // Of the request being served.
    struct Present {
        explicit Present(const Limits& limits) : framing(limits) {}
        Framing framing;
        bool head_read = false;
        std::string request_id;
        std::string target;
        std::string verb;
        std::uint64_t memory_held = 0;
        std::uint64_t disk_held = 0;
        Clock::time_point began{};
    };

    Task<Then> one_request();
    Task<bool> read_head(Present& at);
    Task<bool> read_body(Present& at);
    bool hold_body(Present& at);
    void let_go_of_body(Present& at);
    Task<std::optional<api::Answer>> ask(Present& at);
    std::optional<api::Answer> own_answer(const Present& at) const;
    Task<Then> refuse(Present& at, int status, Error error);
    Task<Then> send_answer(Present& at, api::Answer answer, Then then);
    Task<bool> send_source(Present& at, api::Source& source, bool events, bool chunked);
    Task<bool> send(std::string_view head, std::string_view body);
    Task<bool> receive(std::size_t room);
    Task<void> linger();
    void watch_for_leaving();
    void name_request(Present& at);
    void log(const Present& at, const api::Answer& answer, bool delivered);

    void due_in(Limits::Time time);
    void never_due() { due_ = Clock::time_point::max(); }

    std::shared_ptr<Loop> loop_;
    Shell& shell_;
    Socket socket_;
    Timer signal_;  // Wakes the coroutine from outside: an answer, a stream's wake, a stop.
    Inbox in_;
    Clock::time_point due_ = Clock::time_point::max();
    std::string peer_;
    Admission admission_;
    bool first_ = true;     // No request yet.
    bool waiting_ = false;  // Between two requests: nothing has come.
    bool streaming_ = false;
    bool overdue_ = false;
    bool cut_ = false;
    bool client_left_ = false;
};

}  // namespace ante::server
