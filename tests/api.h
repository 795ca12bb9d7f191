#pragma once
// The application in this process, on a fresh place, with a workspace of a few members: for tests
// that speak HTTP without sockets.
//
//     tests::Api api{store::Engine::sqlite};
//     auto rep = api.member("Ria", MemberRole::rep, "north");
//     auto answer = api.send(rep, Verb::get, "/deals?scope=team");
//     EXPECT_EQ(answer.status, 200);

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <future>
#include <map>

#include "api/application.h"
#include "api/outside.h"
#include "places.h"
#include "store/directory.h"
#include "store/records.h"

namespace ante::tests {

// Somebody with a token.
struct Caller {
    method::MemberId id{};
    std::string token;
};

struct Got {
    int status = 0;
    std::string text;
    std::vector<api::Header> headers;
    std::shared_ptr<api::Source> source;  // of a download or a feed

    const boost::json::object& json() const {
        if (parsed_.is_null()) parsed_ = boost::json::parse(text);
        return parsed_.as_object();
    }
    std::string header(std::string_view name) const {
        for (const api::Header& h : headers)
            if (h.name == name) return h.value;
        return {};
    }
    // The problem's code; "" if it was no problem.
    std::string code() const {
        if (status < 400) return {};
        return std::string(json().at("code").as_string());
    }
    // The text at a JSON pointer: "/deal/id".
    std::string at(std::string_view pointer) const {
        boost::system::error_code failed;
        json();
        const auto* found = parsed_.find_pointer(pointer, failed);
        if (!found) return {};
        return found->is_string() ? std::string(found->as_string())
                                  : boost::json::serialize(*found);
    }

private:
    mutable boost::json::value parsed_;
};

class Api {
public:
    explicit Api(store::Engine engine) : place_(engine) {
        auto opened = store::Store::open(*place_);
        if (opened.has_error()) {
            ADD_FAILURE() << opened.error().detail;
            std::abort();
        }
        store_ = std::move(opened).value();
        workspace = open_workspace("Northgate");
        start();
    }

    // A new process, as it were.
    void start() {
        application_.reset();
        api::ApplicationSettings settings;
        settings.public_url = "http://127.0.0.1:8420";
        settings.check_answers = true;
        settings.outside = outside;
        settings.makes_rounds = makes_rounds;
        if (clock) settings.clock = clock;
        application_ = api::make_application(*store_, std::move(settings));
    }

    method::WorkspaceId open_workspace(std::string name) {
        method::WorkspaceId made{};
        must(store_->write_now([&](store::Transaction& in) -> Result<void> {
            method::Settings settings;
            settings.name = name;
            TRY(const auto opened, store::open_workspace(in, settings, cause()));
            made = opened.id;
            return success();
        }));
        return made;
    }

    Caller member(const std::string& name, method::MemberRole role, const std::string& team = "",
                  std::optional<method::WorkspaceId> where = {}) {
        Caller made;
        must(store_->write_now([&](store::Transaction& in) -> Result<void> {
            TRY(auto entered, store::enter(in, where.value_or(workspace)));
            method::Member member{.id = in.ids().make<method::MemberTag>(now),
                                  .name = name,
                                  .email = name + "@" + std::to_string(++emails_) + ".example",
                                  .role = role,
                                  .team = team};
            TRYV(store::record(in, entered, store::Versioned<method::Member>{}, member, cause()));
            TRYV(store::put_login(in.db(), entered.id, member));
            TRY(const auto token,
                store::make_token(in, {entered.id, member.id}, "test", now, std::nullopt));
            made = {member.id, token.secret};
            emails[member.id] = member.email;
            return success();
        }));
        return made;
    }

    // Sends to /api/v1 + target, unless it starts with "//", which stands for "/".
    Got send(const Caller& who, api::Verb verb, std::string target, std::string body = "",
             std::vector<api::Header> headers = {}) {
        if (!who.token.empty()) headers.push_back({"authorization", "Bearer " + who.token});
        return send(verb, std::move(target), std::move(body), std::move(headers));
    }
    Got send(api::Verb verb, std::string target, std::string body,
             std::vector<api::Header> headers) {
        api::Request request;
        request.verb = verb;
        const std::string whole = target.starts_with("//") ? target.substr(1) : "/api/v1" + target;
        must(api::read_target(whole, request));
        request.headers = std::move(headers);
        if (!body.empty() && !request.header("content-type"))
            request.headers.push_back({"content-type", "application/json"});
        request.body = api::Body(std::move(body));
        request.peer = "127.0.0.1";
        request.request_id = "test-" + std::to_string(++requests_);
        request.now = now;
        auto answered = std::make_shared<std::promise<api::Answer>>();
        application_->handle(std::move(request), [answered](api::Answer answer) {
            answered->set_value(std::move(answer));
        });
        api::Answer answer = answered->get_future().get();
        Got got;
        got.status = answer.status;
        got.headers = std::move(answer.headers);
        if (auto* text = std::get_if<std::string>(&answer.content)) got.text = std::move(*text);
        if (auto* fixed = std::get_if<api::Fixed>(&answer.content)) got.text = fixed->bytes;
        if (auto* events = std::get_if<api::Events>(&answer.content))
            got.source = std::move(events->from);
        if (auto* download = std::get_if<api::Download>(&answer.content))
            got.source = std::move(download->from);
        if (answer.status == 500) ADD_FAILURE() << whole << ": " << answer.why;
        return got;
    }

    Got get(const Caller& who, std::string target) {
        return send(who, api::Verb::get, std::move(target));
    }
    // A write to something versioned, at the version it has: `of` is where its ETag comes from.
    Got post(const Caller& who, std::string target, std::string body, const std::string& etag = "",
             api::Verb verb = api::Verb::post) {
        std::vector<api::Header> headers;
        if (!etag.empty()) headers.push_back({"if-match", etag});
        return send(who, verb, std::move(target), std::move(body), std::move(headers));
    }

    std::int64_t events_logged() {
        std::int64_t count = 0;
        must(store_->read([&](store::Connection& db) -> Result<void> {
            TRY(const auto found, db.value<std::int64_t>("SELECT count(*) FROM event"));
            count = *found;
            return success();
        }));
        return count;
    }

    store::Store& store() { return *store_; }
    api::Application& application() { return *application_; }

    Instant now = *parse_instant("2026-05-04T09:00:00Z");  // a Monday
    std::function<Instant()> clock{};  // where no request says the time; before start()
    // As the next `start` finds them.
    api::Outside outside{};
    bool makes_rounds = false;  // They go by the clock on the wall; tests go them themselves.
    method::WorkspaceId workspace{};
    std::map<method::MemberId, std::string> emails;

private:
    store::Cause cause() const { return {{}, now, "test"}; }
    template <class T>
    static void must(const Result<T>& done) {
        if (done.has_value()) return;
        ADD_FAILURE() << done.error().code << ": " << done.error().detail;
        std::abort();
    }

    FreshPlace place_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<api::Application> application_;
    int emails_ = 0;
    std::atomic<int> requests_ = 0;
};

}  // namespace ante::tests
