// The event feed: what happens, as it happens, to whoever may see it.

#include "api/door.h"
#include "api/endpoints.h"
#include "api/input.h"
#include "api/streams.h"
#include "base/json.h"
#include "store/lists.h"

namespace ante::api {
namespace {

constexpr std::int64_t looked_at_once = 200;  // events
constexpr std::size_t piece = 64 * 1024;      // bytes

// What one listener has been told, and what he is told next. Rights are asked for anew with every
// look: whoever is kept out meanwhile hears nothing more.
class Listener {
public:
    Listener(House& house, Credential credential, std::int64_t after)
        : house_(house), credential_(std::move(credential)), after_(after) {}

    Source::Piece look() {
        Source::Piece told;
        auto looked = house_.store.read([&](store::Connection& db) -> Result<bool> {
            told = {};
            TRY(const auto viewer, house_.door.let_in(db, credential_, house_.clock()));
            TRY(const auto page, store::feed(db, viewer, after_, looked_at_once));
            for (const store::LoggedEvent& event : page.events) {
                // Unnamed: browsers hear named ones only by asking for each name.
                told.bytes += event_text(std::to_string(event.number), "", to_json(event));
                after_ = event.number;
                if (told.bytes.size() >= piece) return true;
            }
            const bool more = page.looked_to - after_ >= looked_at_once;
            after_ = page.looked_to;
            return more;
        });
        if (looked.has_error())
            told.state = looked.error().kind == No::unauthenticated ? Source::State::done
                                                                    : Source::State::broken;
        else
            told.state = looked.value() ? Source::State::more : Source::State::later;
        return told;
    }

private:
    House& house_;
    const Credential credential_;
    std::int64_t after_;
};

struct Listen {
    std::optional<std::int64_t> after{};
    static constexpr auto fields = describe(field<&Listen::after>(
        "after",
        "Everything after this event's number; absent: from now on. Last-Event-ID goes "
        "before it.",
        {.min = 0}));
};

Result<Answer> listen(const Reading& in, const Listen& params) {
    std::int64_t after = params.after.value_or(in.workspace.last_event);
    if (!in.last_event.empty()) {
        Listen resumed;
        const Parameter last{"after", std::string(in.last_event)};
        TRYV(read_input(type_of<Listen>(), &resumed, {}, std::span(&last, 1), std::nullopt));
        after = *resumed.after;
    }
    Answer answer;
    answer.content_type = "text/event-stream";
    auto listener = std::make_shared<Listener>(in.house, in.credential, after);
    answer.content = Events{stream_of(in.house, [listener] { return listener->look(); })};
    return answer;
}

// clang-format off
const Endpoint rows[] = {
    {.verb = Verb::get, .path = "/events", .operation = "listen", .summary = "Server-sent events: what happens, as it happens, in the log's order.",
     .right = Right::member, .handler = handled_by<&listen>(), .content_type = "text/event-stream"},
};
// clang-format on

}  // namespace

Endpoints event_endpoints() {
    return rows;
}

}  // namespace ante::api
