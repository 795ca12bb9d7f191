#pragma once
// A whole Ante in this process, for scenarios: a store on a fresh place, the application, and the
// server on a port that the system chose. Only the clock is not the wall's: it shows what the
// scenario says.

#include <atomic>
#include <memory>
#include <string>

#include "api/application.h"
#include "method/people.h"
#include "places.h"
#include "server/server.h"
#include "store/store.h"

namespace ante::scenarios {

class House {
public:
    // The one of this engine: started when first asked for, and shared by all scenarios, each of
    // which has a workspace of its own in it.
    static House& on(store::Engine engine);
    // Stops them all; each must then be as its log says (store/verify.h).
    static void close_all();

    explicit House(store::Engine engine);
    ~House();

    struct Key {  // of a member: what he shows at the door
        method::MemberId member{};
        std::string token;
    };

    std::uint16_t port() const { return server_->port(); }
    store::Store& store() { return *store_; }

    // Beside HTTP, because nobody is in yet: a workspace, and a first member of it.
    method::WorkspaceId open_workspace(Instant now);
    Key let_in(method::WorkspaceId workspace, const method::Member& member, Instant now);
    Key key_for(method::WorkspaceId workspace, method::MemberId member, Instant now);

    // What time it is for the requests that come from now on.
    void it_is(Instant now) { clock_ = now.time_since_epoch().count(); }

private:
    // Dates requests by the scenario's clock.
    class Dated : public api::Application {
    public:
        Dated(api::Application& inner, const std::atomic<std::int64_t>& clock)
            : inner_(inner), clock_(clock) {}
        Result<std::uint64_t> body_limit(const api::Request& head) override {
            return inner_.body_limit(head);
        }
        void handle(api::Request request, api::Respond respond) override {
            request.now = Instant{milliseconds{clock_.load()}};
            inner_.handle(std::move(request), std::move(respond));
        }
        Result<void> ready() override { return inner_.ready(); }

    private:
        api::Application& inner_;
        const std::atomic<std::int64_t>& clock_;
    };

    tests::FreshPlace place_;
    std::atomic<std::int64_t> clock_ = 0;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<api::Application> application_;
    std::unique_ptr<Dated> dated_;
    server::Log log_;
    std::unique_ptr<server::Server> server_;
};

}  // namespace ante::scenarios
