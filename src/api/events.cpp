// The event feed: what happens, as it happens, to whoever may see it.

#include <mutex>

#include "api/door.h"
#include "api/endpoints.h"
#include "api/feed.h"
#include "api/input.h"
#include "api/workers.h"
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

// On SQLite a look is quick and is taken at once.
class QuickFeed : public Source {
public:
    QuickFeed(House& house, Credential credential, std::int64_t after)
        : feed_(house.feed), listener_(house, std::move(credential), after) {}
    ~QuickFeed() override { feed_.leave(who_); }

    void open(std::function<void()> wake) override { who_ = feed_.join(std::move(wake)); }
    Piece next() override { return listener_.look(); }

private:
    Feed& feed_;
    Listener listener_;
    std::uint64_t who_ = 0;
};

// On PostgreSQL it waits for the network, so it is taken on a worker's thread.
class PatientFeed : public Source {
public:
    PatientFeed(House& house, Credential credential, std::int64_t after)
        : feed_(house.feed),
          workers_(house.workers),
          state_(std::make_shared<State>(house, std::move(credential), after)) {}
    ~PatientFeed() override {
        feed_.leave(who_);
        const std::scoped_lock lock(state_->mutex);
        state_->wake = {};
    }

    void open(std::function<void()> wake) override {
        {
            const std::scoped_lock lock(state_->mutex);
            state_->wake = wake;
        }
        who_ = feed_.join([state = state_, wake] {
            {
                const std::scoped_lock lock(state->mutex);
                state->stirred = true;
            }
            wake();
        });
    }

    Piece next() override {
        const std::scoped_lock lock(state_->mutex);
        if (state_->ready) {
            Piece told = *std::move(state_->ready);
            state_->ready.reset();
            // What was committed while we looked is looked for before he waits.
            if (told.state == State_::later && state_->stirred) told.state = State_::more;
            return told;
        }
        if (!state_->looking && !workers_.take([state = state_] { state->look(); }))
            return {{}, State_::broken};
        state_->looking = true;
        return {{}, State_::later};
    }

private:
    using State_ = Source::State;
    struct State {
        State(House& house, Credential credential, std::int64_t after)
            : listener(house, std::move(credential), after) {}

        void look() {
            {
                const std::scoped_lock lock(mutex);
                stirred = false;
            }
            Piece told = listener.look();
            std::function<void()> tell;
            {
                const std::scoped_lock lock(mutex);
                ready = std::move(told);
                looking = false;
                tell = wake;
            }
            if (tell) tell();
        }

        std::mutex mutex;
        Listener listener;  // Of whoever looks, and that is one at a time.
        std::optional<Piece> ready{};
        std::function<void()> wake{};
        bool looking = false;
        bool stirred = false;
    };

    Feed& feed_;
    Workers& workers_;
    const std::shared_ptr<State> state_;
    std::uint64_t who_ = 0;
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
    if (in.house.store.engine() == store::Engine::sqlite)
        answer.content = Events{std::make_unique<QuickFeed>(in.house, in.credential, after)};
    else
        answer.content = Events{std::make_unique<PatientFeed>(in.house, in.credential, after)};
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
