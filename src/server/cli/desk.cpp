#include "server/cli/desk.h"

#include <curl/curl.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <sstream>

#include "api/problem.h"
#include "base/json.h"
#include "store/directory.h"
#include "store/records.h"
#include "store/workspace.h"

namespace ante::server::cli {
namespace {

Instant now() {
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

// What a problem answer says, as the Error it was.
Error error_from(const Reply& reply) {
    Error error{No::broken,
                "http_" + std::to_string(reply.status),
                "The server answered with status " + std::to_string(reply.status) + ".",
                {}};
    switch (reply.status) {
        case 400:
        case 413:
        case 415: error.kind = No::invalid; break;
        case 401: error.kind = No::unauthenticated; break;
        case 403: error.kind = No::forbidden; break;
        case 404: error.kind = No::not_found; break;
        case 409: error.kind = No::conflict; break;
        case 412: error.kind = No::stale; break;
        case 422: error.kind = No::refused; break;
        case 429: error.kind = No::too_many; break;
        case 503: error.kind = No::unavailable; break;
        default: break;
    }
    const auto problem = from_json<api::Problem>(reply.body, Input::stored);
    if (!problem || problem.value().code.empty()) return error;
    error.code = problem.value().code;
    error.detail = problem.value().detail;
    for (const api::ProblemPlace& place : problem.value().errors)
        error.fields.push_back({place.pointer, place.code, place.detail});
    if (!error.fields.empty()) error.kind = No::invalid;
    return error;
}

std::string drained(api::Source& source) {
    std::mutex mutex;
    std::condition_variable ready;
    bool woken = false;
    source.open([&] {
        const std::scoped_lock lock(mutex);
        woken = true;
        ready.notify_one();
    });
    std::string all;
    for (;;) {
        api::Source::Piece piece = source.next();
        all += piece.bytes;
        if (piece.state == api::Source::State::done || piece.state == api::Source::State::broken)
            return all;
        if (piece.state == api::Source::State::more) continue;
        std::unique_lock lock(mutex);
        ready.wait(lock, [&] { return woken; });
        woken = false;
    }
}

// ---- in this process
// -------------------------------------------------------------------------------

// A command is gone before the forecast would have learned.
api::ApplicationSettings of_a_moment() {
    api::ApplicationSettings settings;
    settings.learns = false;
    settings.makes_rounds = false;
    return settings;
}

class LocalDesk final : public Desk {
public:
    LocalDesk(std::unique_ptr<store::Store> store, std::string spool_folder)
        : store_(std::move(store)),
          application_(api::make_application(*store_, of_a_moment())),
          spool_folder_(std::move(spool_folder)) {}

    ~LocalDesk() override {
        if (token_.nil()) return;
        const Result<void> revoked = store_->write_now(
            [&](store::Transaction& in) { return store::revoke_token(in.db(), who_, token_); });
        (void)revoked;  // It ends by itself within the hour.
    }

    Result<void> become(const std::string& email) {
        TRY(const auto who, store_->read([&](store::Connection& db) { return find(db, email); }));
        who_ = who;
        return store_->write_now([&](store::Transaction& in) -> Result<void> {
            TRY(const auto made,
                store::make_token(in, who_, "command line", now(), now() + hours{1}));
            token_ = made.token.id;
            secret_ = made.secret;
            return success();
        });
    }

    store::Store* store() override { return store_.get(); }

    Result<Reply> upload(std::string_view path, const std::string& file) override {
        std::ifstream in(file, std::ios::binary);
        if (!in)
            return Error{
                No::invalid, "file_unreadable", "The file " + file + " can't be read.", {}};
        api::Request request;
        std::string buffer(1 << 16, '\0');
        while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) ||
               in.gcount() > 0) {
            const std::string_view piece(buffer.data(), static_cast<std::size_t>(in.gcount()));
            TRYV(request.body.append(piece, spool_folder_));
        }
        request.headers.push_back({"content-type", "text/csv"});
        return carry(std::move(request), api::Verb::post, path, {});
    }

protected:
    Result<Reply> exchange(api::Verb verb, std::string_view path, std::string body,
                           std::string_view if_match) override {
        api::Request request;
        request.body = api::Body(std::move(body));
        request.headers.push_back({"content-type", "application/json"});
        return carry(std::move(request), verb, path, if_match);
    }

private:
    static Result<store::Known> find(store::Connection& db, const std::string& email) {
        if (!email.empty()) {
            TRY(const auto login, store::login_by_email(db, email));
            if (login) return login->who;
            return Error{
                No::not_found, "nobody_here", "Nobody here has the address " + email + ".", {}};
        }
        std::optional<store::Known> admin;
        TRYV(db.each(
            "SELECT workspace_id, member_id FROM member WHERE role = 'admin' AND active = 1 "
            "ORDER BY member_id LIMIT 1",
            {}, [&](const store::Row& row) -> Result<void> {
                admin = store::Known{{row.uuid(0)}, {row.uuid(1)}};
                return success();
            }));
        if (admin) return *admin;
        return Error{
            No::not_found,
            "nobody_here",
            "Nobody is here yet. Begin with `ante user add you@example.com --role admin`, or "
            "with `ante demo` for a sample workspace.",
            {}};
    }

    Result<Reply> carry(api::Request request, api::Verb verb, std::string_view path,
                        std::string_view if_match) {
        request.verb = verb;
        request.headers.push_back({"authorization", "Bearer " + secret_});
        if (!if_match.empty()) request.headers.push_back({"if-match", std::string(if_match)});
        request.peer = "127.0.0.1";
        request.request_id = "command-line";
        request.now = now();
        TRYV(api::read_target("/api/v1" + std::string(path), request));

        std::mutex mutex;
        std::condition_variable answered;
        std::optional<api::Answer> answer;
        application_->handle(std::move(request), [&](api::Answer given) {
            const std::scoped_lock lock(mutex);
            answer = std::move(given);
            answered.notify_one();
        });
        std::unique_lock lock(mutex);
        answered.wait(lock, [&] { return answer.has_value(); });
        Reply reply{.status = answer->status, .body = {}, .etag = {}};
        for (const api::Header& header : answer->headers)
            if (header.name == "ETag") reply.etag = header.value;
        if (auto* text = std::get_if<std::string>(&answer->content)) reply.body = std::move(*text);
        if (auto* fixed = std::get_if<api::Fixed>(&answer->content)) reply.body = fixed->bytes;
        if (auto* download = std::get_if<api::Download>(&answer->content))
            reply.body = drained(*download->from);
        return reply;
    }

    std::unique_ptr<store::Store> store_;
    std::unique_ptr<api::Application> application_;
    std::string spool_folder_;
    store::Known who_{};
    Uuid token_{};
    std::string secret_;
};

// ---- through a server
// ------------------------------------------------------------------------------

class RemoteDesk final : public Desk {
public:
    RemoteDesk(std::string url, std::string token)
        : url_(std::move(url)), secret_(std::move(token)) {
        curl_global_init(CURL_GLOBAL_DEFAULT);
    }

    // A token for an hour, against the key that the server left beside its data.
    Result<void> become(const std::string& email, std::string key) {
        key_ = std::move(key);
        std::string body = R"({"key":)";
        write_json_text(key_, body);
        if (!email.empty()) {
            body += R"(,"as":)";
            write_json_text(email, body);
        }
        body += "}";
        TRY(const Reply reply, call(api::Verb::post, "/local/token", std::move(body)));
        boost::system::error_code failed;
        const auto parsed = boost::json::parse(reply.body, failed);
        if (failed || !parsed.is_object() || !parsed.as_object().contains("secret"))
            return broken("the server gave no token");
        secret_ = std::string_view(parsed.at("secret").as_string());
        return success();
    }

    Result<Reply> upload(std::string_view path, const std::string& file) override {
        std::FILE* in = std::fopen(file.c_str(), "rb");
        if (in == nullptr)
            return Error{
                No::invalid, "file_unreadable", "The file " + file + " can't be read.", {}};
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> closed(in, std::fclose);
        std::fseek(in, 0, SEEK_END);
        const long size = std::ftell(in);
        std::fseek(in, 0, SEEK_SET);
        return transfer(api::Verb::post, path, {}, {}, "text/csv", in, size);
    }

protected:
    Result<Reply> exchange(api::Verb verb, std::string_view path, std::string body,
                           std::string_view if_match) override {
        return transfer(verb, path, body, if_match, "application/json", nullptr, 0);
    }

private:
    static std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into) {
        static_cast<std::string*>(into)->append(bytes, size * count);
        return size * count;
    }
    static std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* into) {
        const std::string_view line(bytes, size * count);
        if (line.size() > 6 && (line.starts_with("ETag: ") || line.starts_with("etag: "))) {
            std::string value(line.substr(6));
            while (value.ends_with('\n') || value.ends_with('\r')) value.pop_back();
            *static_cast<std::string*>(into) = value;
        }
        return size * count;
    }

    Result<Reply> transfer(api::Verb verb, std::string_view path, const std::string& body,
                           std::string_view if_match, const char* content_type, std::FILE* file,
                           long size) {
        const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
        if (!curl) return broken("libcurl can't start");
        curl_slist* headers = nullptr;
        const auto add = [&](const std::string& header) {
            headers = curl_slist_append(headers, header.c_str());
        };
        add(std::string("Content-Type: ") + content_type);
        add("Expect:");
        if (!secret_.empty()) add("Authorization: Bearer " + secret_);
        if (!if_match.empty()) add("If-Match: " + std::string(if_match));
        const std::unique_ptr<curl_slist, void (*)(curl_slist*)> freed(headers,
                                                                       curl_slist_free_all);

        Reply reply;
        const std::string url = url_ + "/api/v1" + std::string(path);
        CURL* c = curl.get();
        curl_easy_setopt(c, CURLOPT_URL, url.c_str());
        curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, std::string(word_of(verb)).c_str());
        curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, 5L);
        curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, &take);
        curl_easy_setopt(c, CURLOPT_WRITEDATA, &reply.body);
        curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, &take_header);
        curl_easy_setopt(c, CURLOPT_HEADERDATA, &reply.etag);
        if (file != nullptr) {
            curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
            curl_easy_setopt(c, CURLOPT_READDATA, file);
            curl_easy_setopt(c, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(size));
        } else if (verb != api::Verb::get) {
            curl_easy_setopt(c, CURLOPT_POSTFIELDS, body.c_str());
            curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        }
        const CURLcode done = curl_easy_perform(c);
        if (done != CURLE_OK)
            return Error{
                No::unavailable,
                "server_unreachable",
                "The server at " + url_ + " can't be reached: " + curl_easy_strerror(done) + ".",
                {}};
        long status = 0;
        curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
        reply.status = static_cast<int>(status);
        return reply;
    }

    std::string url_;
    std::string secret_;
};

}  // namespace

Result<Reply> Desk::call(api::Verb verb, std::string_view path, std::string body,
                         std::string_view if_match) {
    TRY(Reply reply, exchange(verb, path, std::move(body), if_match));
    if (reply.status >= 400) return error_from(reply);
    return reply;
}

Result<Reply> Desk::send_file(std::string_view path, const std::string& file) {
    TRY(Reply reply, upload(path, file));
    if (reply.status >= 400) return error_from(reply);
    return reply;
}

Result<store::Place> place_of(const Settings& settings) {
    return store::Place::parse(settings.database.empty() ? settings.data : settings.database);
}

std::string key_file(const Settings& settings) {
    return settings.data + "/ante.key";
}

Result<std::unique_ptr<Desk>> Desk::open(const Settings& settings, const Wishes& wishes) {
    // 1. A server that was named.
    if (!wishes.server.empty()) {
        if (wishes.token.empty())
            return Error{
                No::invalid,
                "token_missing",
                "To speak to a server elsewhere a token is needed: --token, or ANTE_TOKEN.",
                {}};
        return std::make_unique<RemoteDesk>(wishes.server, wishes.token);
    }

    // 2. The data, if nobody else has it.
    TRY(const store::Place place, place_of(settings));
    store::Store::Settings how;
    how.mode = store::Store::Mode::existing;
    auto opened = store::Store::open(place, how);
    if (opened) {
        auto desk = std::make_unique<LocalDesk>(std::move(opened).value(), settings.data);
        TRYV(desk->become(wishes.as));
        return desk;
    }

    if (opened.error().code == "data_missing") {
        Error missing = opened.error();
        missing.detail +=
            " To begin: `ante user add you@example.com`, or `ante demo` for a sample workspace.";
        return missing;
    }

    // 3. The server that has it.
    const auto holder = store::holder_of(place);
    if (opened.error().code != "data_in_use" || !holder || holder->address.empty())
        return opened.error();
    std::ifstream in(key_file(settings));
    std::string key;
    if (!std::getline(in, key) || key.empty())
        return Error{No::forbidden,
                     "key_unreadable",
                     "A server has this data, and its key in " + key_file(settings) +
                         " can't be read: be the user that runs it, or use --server and --token.",
                     {}};
    auto desk = std::make_unique<RemoteDesk>(holder->address, "");
    TRYV(desk->become(wishes.as, std::move(key)));
    return desk;
}

}  // namespace ante::server::cli
