#include "asked.h"

#include <chrono>
#include <future>
#include <variant>

#include "store/directory.h"
#include "store/records.h"

namespace ante::bench {

void give_up(const std::string& why) {
    throw std::runtime_error(why);
}

void must(const Result<void>& result) {
    if (result) return;
    give_up(result.error().code + ": " + result.error().detail);
}

Instant now() {
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

std::unique_ptr<store::Store> open(const std::string& folder) {
    return must(store::Store::open(must(store::Place::parse(folder))));
}

std::unique_ptr<api::Application> application_on(store::Store& store) {
    api::ApplicationSettings settings;
    settings.learns = false;
    settings.makes_rounds = false;
    return api::make_application(store, settings);
}

Opened open_workspace(store::Store& store) {
    Opened opened{{}, {{}, now(), "bench"}};
    must(store.write_now([&](store::Transaction& in) -> Result<void> {
        store::Cause cause{{}, opened.cause.now, "bench"};
        TRY(auto made, store::open_workspace(in, method::Settings{}, cause));
        const method::Member me{.id = in.ids().make<method::MemberTag>(cause.now),
                                .name = "Me",
                                .email = "me@company.example",
                                .role = method::MemberRole::admin};
        cause.by.member = me.id;
        TRYV(store::put_login(in.db(), made.id, me));
        TRYV(store::record(in, made, store::Versioned<method::Member>{}, me, cause));
        opened = {made.id, cause};
        return success();
    }));
    return opened;
}

std::string Asked::text() const {
    std::string text = verb + " " + target +
                       " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + "Bearer " + token +
                       "\r\n";
    for (const api::Header& header : headers) text += header.name + ": " + header.value + "\r\n";
    if (!body.empty())
        text += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
                "\r\n";
    return text + "\r\n" + body;
}

api::Answer Asked::answered_by(api::Application& application) const {
    api::Request request;
    request.verb = from_word<api::Verb>(verb).value();
    must(api::read_target(target, request));
    request.headers = headers;
    request.headers.push_back({"authorization", "Bearer " + token});
    request.headers.push_back({"content-type", "application/json"});
    for (api::Header& header : request.headers)
        for (char& c : header.name)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    request.body = api::Body(body);
    request.request_id = "bench";
    request.now = now();
    std::promise<api::Answer> promised;
    application.handle(std::move(request),
                       [&](api::Answer answer) { promised.set_value(std::move(answer)); });
    return promised.get_future().get();
}

std::string text_of_answer(const Asked& asked, const api::Answer& answer) {
    const auto* text = std::get_if<std::string>(&answer.content);
    if (text && answer.status / 100 == 2) return *text;
    give_up(asked.verb + " " + asked.target + ": " + std::to_string(answer.status) + " " +
            (text ? *text : ""));
}

}  // namespace ante::bench
