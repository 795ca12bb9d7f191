#pragma once
// An endpoint: a row and a function that never sees HTTP.
//
//     Result<DealPage> list_deals(const Reading& in, const ListDeals& params);      // changes
//     nothing Result<AccountView> add_account(Writing& in, const method::Account& body);    // one
//     transaction
//
//     const Endpoint rows[] = {
//         {Verb::get, "/deals", "list_deals", "The deals you may see.", Right::member,
//          handled_by<list_deals>()},
//     };
//
// Everything else follows from the row: the router, the rights (rights.h), the reading of path,
// query and body (input.h), idempotency, the contract (openapi.h), and the tests of all of these.
//
// What goes in is one described struct. Of a reading operation: a path segment `{deal}` fills the
// field of that name, query parameters fill the others; a closed set is an enum, a list is a
// parameter that may be given more than once. Of a writing one, and of a question (a reading
// operation by POST): the body fills it, path segments fill its `from_path` fields. A segment
// without a field of its name fills `id`, if that is `from_path`.
//
// Threads: an operation runs wherever the application sees fit, many at a time; it keeps nothing.

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/http.h"
#include "base/json.h"
#include "store/deals.h"
#include "store/viewer.h"

namespace ante::api {

class Door;
class Feed;
class Rounds;
class Workers;
struct Outside;
struct Credential;

// What outlives every request.
struct House {
    store::Store& store;
    Door& door;
    Feed& feed;
    Workers& workers;
    Workers& refits;  // Where the forecast learns.
    Rounds& rounds;   // What is done without being asked for.
    const Outside& outside;
    std::function<Instant()> clock;
    const std::atomic<bool>& ending;  // The process stops: long errands break off.
    std::string public_url;           // "https://ante.example.com", without a slash at the end
    std::string local_key;            // of this machine's command line; empty: none (local.cpp)
};

// Checked in one place (rights.cpp) before the operation runs.
enum class Right : std::uint8_t {
    anyone,       // Signing in: the only operations without a known member.
    member,       // Every member; lists show what he may see.
    see_deal,     // The deal in the path ({deal}, {meeting}, {promise} or {request}) is his to see.
    change_deal,  // … and to change.
    manage,       // Managers and admins.
    administer,   // Admins.
};
constexpr auto words(Right) {
    return std::array{"anyone"sv,      "member"sv, "see_deal"sv,
                      "change_deal"sv, "manage"sv, "administer"sv};
}

// What an operation may say beside its answer.
struct Aside {
    std::optional<std::int64_t> version{};  // Becomes the ETag.
    std::optional<std::string> session{};   // The new session's secret; "": signed out.
    bool members_changed = false;           // Who may come in, or as what.
};

struct Reading {
    House& house;
    store::Connection& db;
    const store::Viewer& viewer;  // Nobody, with Right::anyone.
    store::Workspace& workspace;  // Without terms, with Right::anyone.
    Instant now;
    std::string_view request_id;
    std::optional<method::DealId> deal;  // The one the path names, with see_deal and change_deal.
    const Credential& credential;        // What he came in by (door.h).
    std::string_view last_event;         // Last-Event-ID: where a feed goes on; empty: none.
    Aside& aside;
};

struct Writing : Reading {
    store::Transaction& in;
    store::Cause cause;
    std::optional<std::int64_t> if_match;
    std::string_view prepared;  // What the row's `prepare` answered.
};

// A long piece of work with a body that may be large: it opens its own reads and writes. It runs on
// a thread of its own and may take its time; the rights were checked before.
struct Errand {
    House& house;
    const store::Viewer& viewer;
    Instant now;
    std::string_view request_id;
    const Body& body;
    Aside& aside;
    // Answers with this JSON already, while the work goes on; what the operation answers at its end
    // is dropped then. At most once.
    std::function<void(std::string)> answer_now;
};

// If-Match against what is there: `version_missing` (428), `version_stale` (412, naming both).
// `any_version` matches whatever is there; only operations with Versions::any_fine let it through.
inline constexpr std::int64_t any_version = -1;
Result<void> expect_version(const Writing& in, std::int64_t version);

// Takes no parameters, or answers nothing (204).
struct Nothing {
    static constexpr auto fields = describe();
    bool operator==(const Nothing&) const = default;
};

using Held = std::unique_ptr<void, void (*)(void*)>;  // An object of a described type.

struct Handler {
    const Type* input = nullptr;
    const Type* answer = nullptr;  // Null: not JSON (see `serve`).
    Held (*make)() = nullptr;      // A fresh input.

    // One of these.
    Result<std::string> (*read)(const Reading&, const void*) = nullptr;
    Result<std::string> (*write)(Writing&, const void*) = nullptr;
    Result<Answer> (*serve)(const Reading&, const void*) = nullptr;  // Files, downloads, events.
    Result<std::string> (*run)(Errand&, const void*) = nullptr;

    // Many times slower than a page: it runs on a thread for questions, and holds up no io thread.
    bool takes_a_while = false;

    // Before `write`, on the thread for passwords, outside any transaction.
    Result<std::string> (*prepare)(const Reading&, const void*) = nullptr;
};

// If-Match needed? With any_fine `*` will do, too: "whatever became of it since". Only for what
// adds and overwrites nothing, or is refused where it was done before, so that taps that queued up
// while the connection was lost do not stand in each other's way (each bumps the deal's version).
enum class Versions : std::uint8_t { none, needed, any_fine };
enum class Secrets : std::uint8_t { none, answered };  // The answer is shown once and not kept.

struct Endpoint {
    Verb verb;
    std::string_view path;  // Below /api/v1.
    std::string_view operation;
    std::string_view summary;
    Right right;
    Handler handler;
    Versions versions = Versions::none;
    int status = 200;  // Of a yes; 204 where nothing is answered.
    Secrets secrets = Secrets::none;
    std::string_view content_type = "application/json";  // Of the answer.
    std::string_view takes = "application/json";         // Of the body; "" for any.
    std::uint64_t largest_body = Body::in_memory;

    bool writes() const { return handler.write != nullptr || handler.run != nullptr; }
    // A question that is too long for an address: it has a body, and no effects.
    bool asks() const { return verb == Verb::post && handler.read != nullptr; }
};

namespace detail {

template <class>
struct Signature;
template <class A, class In, class I>
struct Signature<Result<A> (*)(In&, const I&)> {
    using Yes = A;
    using Context = In;
    using Input = I;
};

template <class T>
Held hold() {
    return {new T{}, [](void* p) { delete static_cast<T*>(p); }};
}

template <class A>
Result<std::string> json_of(Result<A> answer) {
    if (answer.has_error()) return std::move(answer).error();
    if constexpr (std::is_same_v<A, Nothing>)
        return std::string();
    else
        return to_json(answer.value());
}

}  // namespace detail

template <auto Function>
constexpr Handler handled_by() {
    using S = detail::Signature<decltype(Function)>;
    using Context = typename S::Context;
    using Input = typename S::Input;
    Handler handler{.input = &type_of<Input>(), .make = detail::hold<Input>};
    if constexpr (std::is_same_v<typename S::Yes, Answer>) {
        handler.serve = [](const Reading& in, const void* input) -> Result<Answer> {
            return Function(in, *static_cast<const Input*>(input));
        };
    } else {
        handler.answer = &type_of<typename S::Yes>();
        constexpr auto call = [](Context& in, const void* input) -> Result<std::string> {
            return detail::json_of(Function(in, *static_cast<const Input*>(input)));
        };
        if constexpr (std::is_same_v<Context, const Reading>)
            handler.read = call;
        else if constexpr (std::is_same_v<Context, Writing>)
            handler.write = call;
        else
            handler.run = call;
    }
    return handler;
}

constexpr Handler taking_a_while(Handler handler) {
    handler.takes_a_while = true;
    return handler;
}

// The same, with something slow before it: `Prepare` answers a text for Writing::prepared.
template <auto Function, auto Prepare>
constexpr Handler handled_by() {
    Handler handler = handled_by<Function>();
    using Input = typename detail::Signature<decltype(Function)>::Input;
    handler.prepare = [](const Reading& in, const void* input) -> Result<std::string> {
        return Prepare(in, *static_cast<const Input*>(input));
    };
    return handler;
}

}  // namespace ante::api
