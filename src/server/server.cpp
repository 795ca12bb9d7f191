#include "server/server.h"

#include <linux/filter.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <random>
#include <thread>

#include "server/connection.h"

namespace ante::server {
namespace {

constexpr int backlog = 4096;
constexpr auto out_of_files = std::chrono::milliseconds{100};

Error cannot_listen(std::string_view code, std::string detail) {
    return {No::conflict, std::string(code), std::move(detail), {}};
}

// "127.0.0.1:8420", "[::1]:8420", "localhost:8420"
Result<asio::ip::tcp::endpoint> endpoint_of(const std::string& listen) {
    const auto malformed = cannot_listen(
        "listen_malformed",
        "'" + listen + "' is no address to listen on; it looks like 127.0.0.1:8420 or [::]:8420.");
    const auto colon = listen.rfind(':');
    if (colon == std::string::npos) return malformed;
    std::string host = listen.substr(0, colon);
    const std::string digits = listen.substr(colon + 1);
    if (host == "localhost") host = "127.0.0.1";
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (digits.empty() || digits.size() > 5 ||
        digits.find_first_not_of("0123456789") != std::string::npos || std::stoi(digits) > 65535)
        return malformed;
    boost::system::error_code ec;
    const auto address = asio::ip::make_address(host, ec);
    if (ec) return malformed;
    return asio::ip::tcp::endpoint(address, static_cast<std::uint16_t>(std::stoi(digits)));
}

Error why_not(const std::string& listen, const boost::system::error_code& ec) {
    if (ec == asio::error::address_in_use)
        return cannot_listen("address_in_use",
                             listen +
                                 " is in use: another program, perhaps another ante, listens "
                                 "there. Stop it, or choose another address with --listen.");
    return cannot_listen("address_unusable",
                         "It is not possible to listen on " + listen + ": " + ec.message() + ".");
}

// Ten thousand connections need as many files; the system's usual allowance is 1,024.
void allow_files(std::size_t count) {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    const rlim_t wanted = std::min<rlim_t>(count, files.rlim_max);
    if (files.rlim_cur >= wanted) return;
    files.rlim_cur = wanted;
    ::setrlimit(RLIMIT_NOFILE, &files);
}

// From now on the kernel drops the first packet of every new connection, while those under way
// complete. A client that begins just as we stop is refused on its next try, instead of being
// accepted by the kernel and then reset. Best effort: without it the window is a moment longer.
void take_no_new(Acceptor& acceptor) {
    constexpr std::uint32_t flags_byte = 13;  // Of the TCP header, where the filter begins.
    constexpr std::uint32_t syn = 0x02;
    constexpr std::uint32_t ack = 0x10;
    sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, flags_byte),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, syn | ack),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, syn, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0),
        BPF_STMT(BPF_RET | BPF_K, 0xffffffff),
    };
    const sock_fprog filter{static_cast<unsigned short>(std::size(steps)), steps};
    ::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter);
}

std::uint64_t seed() {
    std::random_device random;
    return (std::uint64_t{random()} << 32) | random();
}

}  // namespace

struct Server::Inside {
    Inside(const Settings& s, Log& l, const Limits& m) : settings(s), log(l), limits(m) {}

    Settings settings;
    Log& log;
    Limits limits;
    std::unique_ptr<Shell> shell;
    std::vector<std::shared_ptr<Loop>> loops;
    std::vector<std::thread> threads;
    std::unique_ptr<Acceptor> acceptor;
    std::promise<void> accepting_ended;
    std::uint16_t port = 0;
    bool started = false;
    bool stopped = false;

    Result<void> listen(api::Application& application);
    Task<void> accept_all();
    void accept_the_last();
    void admit(Socket socket, const std::shared_ptr<Loop>& loop);
    void stop();
};

Server::Server(const Settings& settings, Log& log, const Limits& limits)
    : inside_(std::make_unique<Inside>(settings, log, limits)) {
}

Server::~Server() {
    stop();
}

Result<void> Server::start(api::Application& application) {
    TRYV(inside_->listen(application));
    Inside& in = *inside_;
    in.started = true;
    asio::co_spawn(in.loops.front()->io, in.accept_all(), asio::detached);
    for (std::size_t i = 0; i < in.loops.size(); ++i)
        in.threads.emplace_back([&in, i] {
            ::pthread_setname_np(::pthread_self(), ("ante-io-" + std::to_string(i)).c_str());
            sigset_t all;
            ::sigfillset(&all);
            ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
            in.loops[i]->io.run();
        });
    in.log.say(Level::info, "listening",
               {{"address", in.settings.listen},
                {"port", std::int64_t{in.port}},
                {"threads", static_cast<std::int64_t>(in.threads.size())}});
    return success();
}

std::uint16_t Server::port() const {
    return inside_->port;
}

void Server::stop() {
    inside_->stop();
}

Result<void> Server::Inside::listen(api::Application& application) {
    TRY(const auto endpoint, endpoint_of(settings.listen));
    allow_files(limits.connections + 512);
    shell = std::make_unique<Shell>(limits, application, log);
    shell->security = security_headers(settings.public_https());
    shell->spool_folder = settings.data;
    shell->trust_proxy = settings.trust_proxy;
    const std::size_t count =
        settings.threads ? settings.threads : std::max(1u, std::thread::hardware_concurrency());
    for (std::size_t i = 0; i < count; ++i) loops.push_back(std::make_shared<Loop>(*shell, seed()));

    acceptor = std::make_unique<Acceptor>(loops.front()->io);
    boost::system::error_code ec;
    acceptor->open(endpoint.protocol(), ec);
    if (!ec) acceptor->set_option(asio::socket_base::reuse_address(true), ec);
    if (!ec) acceptor->bind(endpoint, ec);
    if (!ec) acceptor->listen(backlog, ec);
    if (!ec) acceptor->non_blocking(true, ec);
    if (ec) return why_not(settings.listen, ec);
    port = acceptor->local_endpoint(ec).port();
    return success();
}

Task<void> Server::Inside::accept_all() {
    Timer pause(loops.front()->io);
    for (std::size_t turn = 0; !shell->stopping.load(); ++turn) {
        const auto& loop = loops[turn % loops.size()];
        Socket socket(loop->io);
        const auto [ec] = co_await acceptor->async_accept(socket, as_result);
        if (!ec) {
            admit(std::move(socket), loop);
        } else if (ec != asio::error::operation_aborted && ec != asio::error::connection_aborted) {
            // Out of files or memory: those who are connected go first.
            log.say(Level::error, "accept_failed", {{"why", ec.message()}});
            pause.expires_after(out_of_files);
            co_await pause.async_wait(as_result);
        }
    }
    // Those whose handshake the kernel has begun are ours.
    take_no_new(*acceptor);
    pause.expires_after(limits.handshakes);
    co_await pause.async_wait(as_result);
    accept_the_last();
    accepting_ended.set_value();
}

void Server::Inside::accept_the_last() {
    boost::system::error_code ec;
    for (std::size_t turn = 0; !ec; ++turn) {
        const auto& loop = loops[turn % loops.size()];
        Socket socket(loop->io);
        acceptor->accept(socket, ec);
        if (!ec) admit(std::move(socket), loop);
    }
    acceptor->close(ec);
}

void Server::Inside::admit(Socket socket, const std::shared_ptr<Loop>& loop) {
    const auto admission = shell->enter() > limits.connections ? Connection::Admission::full
                                                               : Connection::Admission::welcome;
    auto connection = std::make_shared<Connection>(loop, std::move(socket), admission);
    asio::co_spawn(loop->io, Connection::serve(std::move(connection)), asio::detached);
}

void Server::Inside::stop() {
    if (!started || stopped) return;
    stopped = true;
    const auto end = Clock::now() + limits.stop;
    shell->stopping.store(true);

    // 1. No new connections; event streams end, the idle have a moment.
    asio::post(loops.front()->io, [this] { acceptor->cancel(); });
    const auto on_each = [this](void (Connection::*what)()) {
        for (const auto& loop : loops)
            asio::post(loop->io, [l = loop.get(), what] {
                for (Connection* c : l->connections) (c->*what)();
            });
    };
    on_each(&Connection::stop_soon);
    accepting_ended.get_future().wait();

    // 2. What is in flight ends by itself, or at the end of our patience.
    const auto left = std::chrono::duration_cast<Limits::Time>(end - Clock::now());
    if (!shell->wait_until_empty(std::max(left, Limits::Time{0}))) {
        log.say(Level::warn, "requests_cut", {});
        on_each(&Connection::cut);
        shell->wait_until_empty(limits.stop);
    }

    // 3. Nobody is left.
    for (const auto& loop : loops) loop->work.reset();
    for (const auto& loop : loops) asio::post(loop->io, [l = loop.get()] { l->sweeper.cancel(); });
    for (std::thread& thread : threads) thread.join();
    log.say(Level::info, "stopped", {});
}

namespace {

sigset_t ending_signals() {
    sigset_t set;
    ::sigemptyset(&set);
    ::sigaddset(&set, SIGINT);
    ::sigaddset(&set, SIGTERM);
    return set;
}

}  // namespace

void hold_signals() {
    const sigset_t set = ending_signals();
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void run_until_signal(Server& server, Log& log) {
    const sigset_t set = ending_signals();
    int signal = 0;
    ::sigwait(&set, &signal);
    log.say(Level::info, "stopping", {{"signal", signal == SIGINT ? "SIGINT" : "SIGTERM"}});
    ::pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
    server.stop();
}

}  // namespace ante::server
