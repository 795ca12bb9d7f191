#include "api/streams.h"

#include <mutex>

#include "api/feed.h"
#include "api/workers.h"

namespace ante::api {
namespace {

// On SQLite a look is quick and is taken at once.
class QuickFeed : public Source {
public:
    QuickFeed(House& house, Look look) : feed_(house.feed), look_(std::move(look)) {}
    ~QuickFeed() override { feed_.leave(who_); }

    void open(std::function<void()> wake) override { who_ = feed_.join(std::move(wake)); }
    Piece next() override { return look_(); }

private:
    Feed& feed_;
    Look look_;
    std::uint64_t who_ = 0;
};

// On PostgreSQL it waits for the network, so it is taken on a worker's thread.
class PatientFeed : public Source {
public:
    PatientFeed(House& house, Look look)
        : feed_(house.feed),
          workers_(house.workers),
          state_(std::make_shared<State>(std::move(look))) {}
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
        explicit State(Look by) : looks(std::move(by)) {}

        void look() {
            {
                const std::scoped_lock lock(mutex);
                stirred = false;
            }
            Piece told = looks();
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
        Look looks;  // Of whoever looks, and that is one at a time.
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

}  // namespace

std::unique_ptr<Source> stream_of(House& house, Look look) {
    if (house.store.engine() == store::Engine::sqlite)
        return std::make_unique<QuickFeed>(house, std::move(look));
    return std::make_unique<PatientFeed>(house, std::move(look));
}

}  // namespace ante::api
