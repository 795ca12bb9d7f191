#include "bare_server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <deque>
#include <optional>
#include <thread>

namespace ante::bench {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::asio::ip::tcp;

struct BareServer::Inside {
    // A thread with its share of the connections and a database connection of its own.
    struct Share {
        explicit Share(const std::string& file) : db(file, Raw::Access::read) {}
        asio::io_context io{1};
        Raw db;
        std::thread thread{};
    };

    Inside(const std::string& file, std::map<std::string, Page> of, unsigned threads)
        : pages(std::move(of)) {
        for (unsigned i = 0; i < threads; ++i) shares.emplace_back(file);
        tcp::endpoint where(asio::ip::address_v4::loopback(), 0);
        acceptor.emplace(shares[0].io, where);
        asio::co_spawn(shares[0].io, accept(), asio::detached);
        for (Share& share : shares) {
            share.thread = std::thread([&share] {
                const auto work = asio::make_work_guard(share.io);
                share.io.run();
            });
        }
    }
    ~Inside() {
        for (Share& share : shares) share.io.stop();
        for (Share& share : shares) share.thread.join();
    }

    asio::awaitable<void> accept() {
        for (std::size_t n = 0;; ++n) {
            Share& share = shares[n % shares.size()];
            tcp::socket socket = co_await acceptor->async_accept(share.io, asio::use_awaitable);
            socket.set_option(tcp::no_delay(true));
            asio::co_spawn(share.io, serve(share, std::move(socket)), asio::detached);
        }
    }

    asio::awaitable<void> serve(Share& share, tcp::socket socket) {
        boost::beast::flat_buffer buffer;
        try {
            for (;;) {
                http::request<http::empty_body> request;
                co_await http::async_read(socket, buffer, request, asio::use_awaitable);
                const Page& page = pages.at(std::string(request.target()));
                for (const Statement& statement : page.statements) share.db.run(statement);
                http::response<http::span_body<const char>> answer{http::status::ok, 11};
                answer.set(http::field::content_type, "application/json");
                answer.body() = {page.bytes.data(), page.bytes.size()};
                answer.prepare_payload();
                co_await http::async_write(socket, answer, asio::use_awaitable);
            }
        } catch (const std::exception&) {
            // The client has gone.
        }
    }

    std::map<std::string, Page> pages;
    std::deque<Share> shares;
    std::optional<tcp::acceptor> acceptor;
};

BareServer::BareServer(const std::string& file, std::map<std::string, Page> pages, unsigned threads)
    : inside_(std::make_unique<Inside>(file, std::move(pages), threads)) {
}
BareServer::~BareServer() = default;

std::uint16_t BareServer::port() const {
    return inside_->acceptor->local_endpoint().port();
}

}  // namespace ante::bench
