#include "server/connection.h"

#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <charconv>
#include <exception>

#include "api/problem.h"

namespace ante::server {
namespace {

constexpr std::size_t first_read = 2 * 1024;  // Most requests fit; idle connections keep no more.
constexpr std::size_t body_read = 64 * 1024;
constexpr std::size_t lingering_read = 16 * 1024;
constexpr std::string_view come_back = "retry: 2000\n\n";  // Milliseconds, to an event stream.
constexpr std::string_view heart_beats = ": \n\n";

Instant wall_clock() {
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

Error said(No kind, std::string_view code, std::string detail) {
    return {kind, std::string(code), std::move(detail), {}};
}

std::string chunk_line(std::size_t size) {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), size, 16).ptr;
    return std::string(digits.data(), end) + "\r\n";
}

// The client that a proxy of ours names: the last address of X-Forwarded-For, which the proxy
// itself wrote. What stands before it anybody could have sent.
std::optional<std::string> forwarded_for(const api::Request& request) {
    std::optional<std::string_view> last;
    for (const api::Header& h : request.headers)
        if (h.name == "x-forwarded-for") last = h.value;
    if (!last) return std::nullopt;
    auto address = last->substr(last->rfind(',') + 1);
    while (address.starts_with(' ')) address.remove_prefix(1);
    while (address.ends_with(' ')) address.remove_suffix(1);
    boost::system::error_code ec;
    const auto parsed = asio::ip::make_address(std::string(address), ec);
    if (ec) return std::nullopt;
    return parsed.to_string();
}

// What the application holds of a slot. When the last copy goes unused, the client is told so.
struct Ticket {
    explicit Ticket(std::shared_ptr<Slot> s) : slot(std::move(s)) {}
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;
    ~Ticket() {
        if (!slot->taken.load())
            slot->give(api::problem_answer(broken("The request was dropped unanswered."),
                                           slot->request_id));
    }
    std::shared_ptr<Slot> slot;
};

}  // namespace

Connection::Connection(std::shared_ptr<Loop> loop, Socket socket, Admission admission)
    : loop_(std::move(loop)),
      shell_(loop_->shell),
      socket_(std::move(socket)),
      signal_(loop_->io),
      admission_(admission) {
    boost::system::error_code ec;
    socket_.set_option(asio::ip::tcp::no_delay(true), ec);
    if (const auto peer = socket_.remote_endpoint(ec); !ec) peer_ = peer.address().to_string();
}

Connection::~Connection() = default;

Task<void> Connection::serve(std::shared_ptr<Connection> self) {
    Connection& c = *self;
    c.loop_->add(c);
    try {
        if (c.admission_ == Admission::full) {
            Present nothing(c.shell_.limits);
            c.name_request(nothing);
            co_await c.refuse(nothing, 503,
                              said(No::unavailable, "connections_full",
                                   "All connections are taken just now; try again soon."));
        } else {
            while (co_await c.one_request() == Then::next) {
            }
        }
        if (!c.waiting_) co_await c.linger();
    } catch (const std::exception& e) {
        c.shell_.log.say(Level::error, "connection_failed", {{"why", e.what()}});
    }
    boost::system::error_code ignored;
    c.socket_.close(ignored);
    c.loop_->connections.erase(&c);
    c.shell_.leave();
}

void Connection::due_in(Limits::Time time) {
    due_ = Clock::now() + time;
    overdue_ = false;
}

void Connection::end_if_overdue(Clock::time_point now) {
    if (now < due_) return;
    // Repeated by the next sweep if nothing could be cancelled just now.
    overdue_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

void Connection::stop_soon() {
    if (streaming_) signal_.cancel();
    if (waiting_) due_ = std::min(due_, Clock::now() + shell_.limits.stop_idle);
}

void Connection::cut() {
    cut_ = true;
    boost::system::error_code ignored;
    socket_.close(ignored);
    signal_.cancel();
}

Task<Connection::Then> Connection::one_request() {
    Present at(shell_.limits);

    // 1. The head, and what can be said no to by it alone.
    if (!co_await read_head(at)) co_return Then::close;
    at.began = Clock::now();

    // 2. The body.
    if (!at.framing.complete()) {
        if (!co_await read_body(at)) co_return Then::close;
    }
    in_.shrink();
    never_due();

    // 3. The answer.
    const bool stays = at.framing.keeps_alive();
    std::optional<api::Answer> answer = own_answer(at);
    if (!answer) answer = co_await ask(at);
    let_go_of_body(at);
    if (!answer) co_return Then::close;
    const Then then = stays && !shell_.stopping.load() ? Then::next : Then::close;
    co_return co_await send_answer(at, *std::move(answer), then);
}

Task<bool> Connection::read_head(Present& at) {
    const Limits& limits = shell_.limits;
    bool begun = !in_.empty();
    waiting_ = !begun;
    const bool stopping = shell_.stopping.load();
    due_in(begun ? limits.head_time
                 : std::min(first_ ? limits.first_byte : limits.idle,
                            stopping ? limits.stop_idle : limits.idle));
    first_ = false;
    for (;;) {
        if (begun) {
            const auto size = at.framing.read_head(in_.view());
            if (!size) {
                name_request(at);
                co_await refuse(at, size.error().status, size.error().error);
                co_return false;
            }
            if (size.value() > 0) {
                in_.consume(size.value());
                break;
            }
        }
        if (!co_await receive(first_read)) {
            if (begun && overdue_) {
                name_request(at);
                co_await refuse(
                    at, 408,
                    said(No::invalid, "headers_too_slow",
                         "The headers did not come within " +
                             std::to_string(limits.head_time.count() / 1000) + " seconds."));
            }
            co_return false;
        }
        if (!begun) {
            begun = true;
            waiting_ = false;
            due_in(limits.head_time);
        }
    }
    at.head_read = true;
    name_request(at);
    co_return true;
}

void Connection::name_request(Present& at) {
    api::Request& request = at.framing.request();
    const Instant now = wall_clock();
    auto sent = sane_request_id(request.header("x-request-id"));
    at.request_id = sent ? *std::move(sent) : loop_->ids.next(now).text();
    if (!at.head_read) return;
    at.target = request.target;
    at.verb = at.framing.answers_without_body() ? "HEAD" : word_of(request.verb);
    request.request_id = at.request_id;
    request.peer = peer_;
    request.now = now;
    if (shell_.trust_proxy)
        if (auto client = forwarded_for(request)) request.peer = *std::move(client);
}

Task<bool> Connection::read_body(Present& at) {
    // 1. Does the application want it at all? A refusal here spares the client the sending.
    Result<std::uint64_t> limit = std::uint64_t{0};
    try {
        limit = shell_.application.body_limit(at.framing.request());
    } catch (const std::exception& e) {
        limit = broken(std::string("body_limit threw: ") + e.what());
    }
    if (!limit) {
        co_await refuse(at, api::status_of(limit.error()), limit.error());
        co_return false;
    }
    const std::uint64_t most = limit.value();
    if (at.framing.announced_length() > most) {
        co_await refuse(
            at, 413,
            said(No::too_large, "body_too_large",
                 "The body is larger than the " + std::to_string(most) + " bytes allowed here."));
        co_return false;
    }
    if (at.framing.expects_continue() && in_.empty()) {
        if (!co_await send("HTTP/1.1 100 Continue\r\n\r\n", {})) co_return false;
    }

    // 2. It may take its time, if it keeps coming.
    const Limits& limits = shell_.limits;
    const auto began = Clock::now();
    for (;;) {
        const auto consumed = at.framing.read_body(in_.view(), most, shell_.spool_folder);
        if (!consumed) {
            co_await refuse(at, consumed.error().status, consumed.error().error);
            co_return false;
        }
        in_.consume(consumed.value());
        if (!hold_body(at)) {
            co_await refuse(at, 503,
                            said(No::unavailable, "uploads_full",
                                 "Too many uploads are under way just now; try again soon."));
            co_return false;
        }
        if (at.framing.complete()) break;

        const std::uint64_t size = at.framing.request().body.size();
        due_ = began + limits.body_time + std::chrono::seconds(size / limits.slowest);
        overdue_ = false;
        if (!co_await receive(body_read)) {
            if (overdue_)
                co_await refuse(at, 408,
                                said(No::invalid, "body_too_slow", "The body came too slowly."));
            co_return false;
        }
    }
    at.framing.request().now = wall_clock();
    co_return true;
}

// Counts what the body holds by now against what all bodies may hold together.
bool Connection::hold_body(Present& at) {
    const api::Body& body = at.framing.request().body;
    if (body.spooled() && at.memory_held > 0) {
        shell_.memory.give(at.memory_held);
        at.memory_held = 0;
    }
    std::uint64_t& held = body.spooled() ? at.disk_held : at.memory_held;
    Budget& budget = body.spooled() ? shell_.disk : shell_.memory;
    if (!budget.take(body.size() - held)) return false;
    held = body.size();
    return true;
}

void Connection::let_go_of_body(Present& at) {
    shell_.memory.give(at.memory_held);
    shell_.disk.give(at.disk_held);
    at.memory_held = at.disk_held = 0;
}

// What the shell answers by itself.
std::optional<api::Answer> Connection::own_answer(const Present& at) const {
    if (at.verb != "GET" && at.verb != "HEAD") return std::nullopt;
    if (at.target == "/healthz") return api::Answer{.content = R"({"status":"alive"})"};
    if (at.target != "/readyz") return std::nullopt;
    if (shell_.stopping.load())
        return api::problem_answer(
            said(No::unavailable, "stopping", "This server is about to stop."), at.request_id);
    try {
        const auto ready = shell_.application.ready();
        if (!ready) return api::problem_answer(503, ready.error(), at.request_id);
    } catch (const std::exception& e) {
        return api::problem_answer(broken(std::string("ready threw: ") + e.what()), at.request_id);
    }
    return api::Answer{.content = R"({"status":"ready"})"};
}

// Hands the request over and waits for the answer. None if we were cut meanwhile.
Task<std::optional<api::Answer>> Connection::ask(Present& at) {
    const auto slot = std::make_shared<Slot>();
    slot->loop = loop_;
    slot->connection = weak_from_this();
    slot->request_id = at.request_id;
    {
        const auto ticket = std::make_shared<Ticket>(slot);
        try {
            shell_.application.handle(std::move(at.framing.request()), [ticket](api::Answer a) {
                ticket->slot->give(std::move(a));
            });
        } catch (const std::exception& e) {
            slot->give(api::problem_answer(broken(std::string("handle threw: ") + e.what()),
                                           at.request_id));
        }
    }
    int asked = Slot::asked;
    if (slot->state.compare_exchange_strong(asked, Slot::awaited, std::memory_order_acq_rel)) {
        while (slot->state.load(std::memory_order_acquire) != Slot::answered && !cut_) {
            signal_.expires_at(Clock::time_point::max());
            co_await signal_.async_wait(as_result);
        }
    }
    if (slot->state.load(std::memory_order_acquire) != Slot::answered) co_return std::nullopt;
    co_return std::move(slot->answer);
}

Task<Connection::Then> Connection::refuse(Present& at, int status, Error error) {
    let_go_of_body(at);
    api::Answer answer = api::problem_answer(status, error, at.request_id);
    co_return co_await send_answer(at, std::move(answer), Then::close);
}

Task<Connection::Then> Connection::send_answer(Present& at, api::Answer answer, Then then) {
    auto* download = std::get_if<api::Download>(&answer.content);
    auto* events = std::get_if<api::Events>(&answer.content);
    const bool bodiless = at.head_read && at.framing.answers_without_body();
    const bool chunked = !at.head_read || at.framing.http_1_1();
    api::Source* source = download ? download->from.get() : events ? events->from.get() : nullptr;

    std::string_view bytes;
    if (const auto* text = std::get_if<std::string>(&answer.content)) bytes = *text;
    if (const auto* fixed = std::get_if<api::Fixed>(&answer.content)) bytes = fixed->bytes;
    if (events) {
        answer.content_type = "text/event-stream";
        then = Then::close;
    }
    if (source && !chunked) then = Then::close;

    std::string dropped;
    HeadOf parts{.answer = answer,
                 .length = bytes.size(),
                 .frame = !source   ? Frame::length
                          : chunked ? Frame::chunks
                                    : Frame::until_close,
                 .after = then == Then::next ? After::keep_alive : After::close,
                 .request_id = at.request_id,
                 .security = shell_.security,
                 .date = loop_->date(wall_clock())};
    std::string head = head_of(parts, &dropped);
    if (!dropped.empty())
        shell_.log.say(Level::error, "header_dropped",
                       {{"request_id", at.request_id}, {"name", dropped}});

    if (bodiless || !has_content(answer.status)) {
        bytes = {};
        source = nullptr;
    }
    bool delivered = co_await send(head, bytes);
    std::string().swap(head);
    if (delivered && source)
        delivered = co_await send_source(at, *source, events != nullptr, chunked);
    log(at, answer, delivered);
    co_return delivered ? then : Then::close;
}

Task<bool> Connection::send_source(Present& at, api::Source& source, bool events, bool chunked) {
    const auto waker = std::make_shared<Waker>();
    waker->loop = loop_;
    waker->connection = weak_from_this();
    streaming_ = true;
    in_.shrink();
    if (events) watch_for_leaving();

    std::string line;
    bool whole = true;
    bool ended = false;
    bool opened = false;
    while (whole && !ended) {
        // Cleared before we ask, so that a wake meanwhile makes us ask again.
        waker->set.store(false);
        api::Source::Piece piece;
        try {
            if (!opened) source.open([waker] { waker->wake(); });
            opened = true;
            piece = source.next();
        } catch (const std::exception& e) {
            shell_.log.say(Level::error, "stream_failed",
                           {{"request_id", at.request_id}, {"why", e.what()}});
            piece.state = api::Source::State::broken;
        }
        ended = piece.state == api::Source::State::done;
        if (events && shell_.stopping.load()) {
            piece.bytes += come_back;
            ended = true;
        }
        if (!piece.bytes.empty()) {
            if (chunked) {
                line = chunk_line(piece.bytes.size());
                piece.bytes += "\r\n";
            }
            whole = co_await send(line, piece.bytes);
        }
        if (piece.state == api::Source::State::broken) whole = false;

        bool beat = false;
        while (whole && !ended && piece.state == api::Source::State::later && !waker->set.load()) {
            if (cut_ || client_left_) {
                whole = false;
            } else if (events && shell_.stopping.load()) {
                break;
            } else if (beat) {
                beat = false;
                line = chunked ? chunk_line(heart_beats.size()) : "";
                whole = co_await send(line, chunked ? std::string_view(": \n\n\r\n") : heart_beats);
            } else {
                never_due();
                signal_.expires_at(events ? Clock::now() + shell_.limits.heartbeat
                                          : Clock::time_point::max());
                const auto [ec] = co_await signal_.async_wait(as_result);
                beat = !ec;
            }
        }
    }
    if (whole && chunked) whole = co_await send("0\r\n\r\n", {});
    streaming_ = false;
    if (!whole) {
        // Whoever reads must not take half for the whole: no graceful end.
        boost::system::error_code ignored;
        socket_.set_option(asio::socket_base::linger(true, 0), ignored);
        socket_.close(ignored);
    }
    co_return whole;
}

// A quiet stream would learn only from its next heartbeat that nobody listens any more.
void Connection::watch_for_leaving() {
    socket_.async_wait(Socket::wait_read, [self =
                                               shared_from_this()](boost::system::error_code ec) {
        if (ec) return;
        char byte = 0;
        const auto got = ::recv(self->socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        // More bytes are of no interest: the connection ends with the stream.
        if (got > 0) return;
        self->client_left_ = true;
        self->signal_.cancel();
    });
}

Task<bool> Connection::send(std::string_view head, std::string_view body) {
    const Limits& limits = shell_.limits;
    const auto began = Clock::now();
    std::uint64_t sent = 0;
    while (!head.empty() || !body.empty()) {
        due_ = began + limits.write_time + std::chrono::seconds(sent / limits.slowest);
        overdue_ = false;
        const std::array<asio::const_buffer, 2> buffers{asio::buffer(head.data(), head.size()),
                                                        asio::buffer(body.data(), body.size())};
        const auto [ec, count] = co_await socket_.async_write_some(buffers, as_result);
        if (ec) co_return false;
        sent += count;
        const std::size_t of_head = std::min(count, head.size());
        head.remove_prefix(of_head);
        body.remove_prefix(count - of_head);
    }
    co_return true;
}

// False when no more comes, or not in time (overdue_), or we were cut.
Task<bool> Connection::receive(std::size_t room) {
    const auto into = in_.room(room);
    const auto [ec, count] =
        co_await socket_.async_read_some(asio::buffer(into.data(), into.size()), as_result);
    if (ec) co_return false;
    in_.came(count);
    co_return true;
}

// Closing a socket with unread bytes resets it, and the reset may overtake our last answer. So we
// say that we are done, and read past what still comes until the client is done too.
Task<void> Connection::linger() {
    boost::system::error_code ec;
    if (!socket_.is_open()) co_return;
    socket_.shutdown(Socket::shutdown_send, ec);
    if (ec) co_return;
    due_in(shell_.limits.linger);
    do {
        in_.consume(in_.view().size());
    } while (co_await receive(lingering_read) && !overdue_);
}

void Connection::log(const Present& at, const api::Answer& answer, bool delivered) {
    const auto took =
        at.began == Clock::time_point{} ? Clock::duration{0} : Clock::now() - at.began;
    const bool probe = at.target == "/healthz" || at.target == "/readyz";
    const Level level = answer.status >= 500 ? Level::error : probe ? Level::debug : Level::info;
    if (!shell_.log.takes(level)) return;
    shell_.log.say(level, delivered ? "answered" : "cut",
                   {{"request_id", at.request_id},
                    {"verb", at.verb},
                    {"path", masked(at.target)},
                    {"status", std::int64_t{answer.status}},
                    {"micros", std::chrono::duration_cast<std::chrono::microseconds>(took).count()},
                    {"member", answer.member},
                    {"why", answer.why}});
}

}  // namespace ante::server
