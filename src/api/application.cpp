#include "api/application.h"

#include <condition_variable>
#include <mutex>

#include "api/buyer/front.h"
#include "api/calendar_sync.h"
#include "api/conform.h"
#include "api/door.h"
#include "api/endpoints.h"
#include "api/feed.h"
#include "api/follow_ups.h"
#include "api/forecasting.h"
#include "api/invitations.h"
#include "api/pages.h"
#include "api/post.h"
#include "api/problem.h"
#include "api/rights.h"
#include "api/rounds.h"
#include "api/router.h"
#include "api/screens.h"
#include "api/workers.h"
#include "base/json.h"
#include "store/idempotency.h"
#include "store/imports.h"

namespace ante::api {
namespace {

constexpr std::size_t longest_key = 200;
constexpr milliseconds between_sweeps{3'600'000};
constexpr std::uint64_t largest_sign_in = 16 * 1024;

// A request on its way.
struct Journey {
    Request request;
    Respond respond;
    const Endpoint* endpoint = nullptr;
    std::vector<PathValue> path;
    Credential credential{};
    store::Viewer viewer{};
    Held input{nullptr, [](void*) {}};
    std::optional<Error> input_error{};
    std::string key;  // the idempotency key; empty: none
    std::string body_hash;
    std::optional<std::int64_t> if_match{};
    std::string prepared;

    // What the last attempt came to.
    std::string json;
    Aside aside{};
    int status = 200;
    bool replayed = false;
    bool looked_again = false;
};
using Job = std::shared_ptr<Journey>;

int status_for(const Error& error) {
    if (error.code == "content_type_unsupported") return 415;
    return status_of(error);
}

// "text/csv; charset=utf-8" is text/csv.
bool is_of_type(std::string_view content_type, std::string_view wanted) {
    std::string_view type = content_type.substr(0, content_type.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    return type == wanted;
}

std::string etag_of(std::int64_t version) {
    return "\"" + std::to_string(version) + "\"";
}

Result<std::optional<std::int64_t>> if_match_of(const Request& request, Versions versions) {
    using None = std::optional<std::int64_t>;
    auto text = request.header("if-match");
    if (!text) return None{};
    if (*text == "*" && versions == Versions::any_fine) return std::optional(any_version);
    std::string_view digits = *text;
    if (digits.starts_with("W/")) digits.remove_prefix(2);
    std::int64_t version = 0;
    bool fine =
        digits.size() >= 3 && digits.size() <= 20 && digits.front() == '"' && digits.back() == '"';
    for (std::size_t i = 1; fine && i + 1 < digits.size(); ++i) {
        fine = digits[i] >= '0' && digits[i] <= '9';
        version = version * 10 + (digits[i] - '0');
    }
    if (fine) return std::optional(version);
    return Error{No::invalid,
                 "if_match_invalid",
                 "If-Match must be the ETag of the answer you looked at, such as \"7\".",
                 {}};
}

Result<std::string> key_of(const Request& request) {
    const auto key = request.header("idempotency-key");
    if (!key) return std::string();
    if (!key->empty() && key->size() <= longest_key && is_text(*key)) return std::string(*key);
    return Error{
        No::invalid, "idempotency_key_invalid", "An Idempotency-Key has 1 to 200 characters.", {}};
}

std::string hash_of_write(const Request& request) {
    std::string all(word_of(request.verb));
    all.append(" ").append(request.target).append("\n").append(request.body.text());
    return store::hash_of(all);
}

class Ante : public Application {
public:
    Ante(store::Store& store, ApplicationSettings settings)
        : store_(store),
          settings_(std::move(settings)),
          router_(all_endpoints(), root),
          feed_(std::make_shared<Feed>()),
          rounds_(settings_.clock),
          house_{store,
                 door_,
                 *feed_,
                 workers_,
                 refits_,
                 rounds_,
                 settings_.outside,
                 settings_.clock,
                 ending_,
                 settings_.public_url,
                 settings_.local_key},
          workers_(store.engine() == store::Engine::postgres ? 4 : 1, 1'000),
          errands_(2, 16),
          questions_(2, 64),
          hashing_(1, 64),
          refits_(1, settings_.learns ? 64 : 0) {
        store_.on_commit([feed = feed_] { feed->wake_all(); });
        catch_up_all(store_);
        refit_all(house_);
        if (!settings_.makes_rounds) return;
        rounds_.add(std::string(calendar_round),
                    [this](Instant now) { return look_into_calendars(house_, now); });
        rounds_.add(std::string(invitation_round),
                    [this](Instant now) { return keep_invitations_true(house_, now); });
        post_.emplace(house_);
    }

    ~Ante() override {
        ending_ = true;
        rounds_.end();
        std::unique_lock lock(mutex_);
        idle_.wait(lock, [this] { return under_way_ == 0; });
    }

    Result<std::uint64_t> body_limit(const Request& head) override;
    void handle(Request request, Respond respond) override;
    Result<void> ready() override;

private:
    void receive_guest(Request request, Respond respond);
    void proceed(const Job& job);
    Result<void> admit(store::Connection& db, Journey& job);
    void read_input_of(Journey& job);
    Result<std::optional<Answer>> look(store::Connection& db, Journey& job);
    void prepare(const Job& job);
    void write(const Job& job);
    Result<void> write_in(store::Transaction& in, Journey& job);
    void run(const Job& job);
    void sweep(Instant now);

    void answer_yes(Journey& job);
    void answer_no(Journey& job, const Error& error);
    void answer(Journey& job, Answer answer);
    void take(const Job& job, void (Ante::*step)(const Job&));
    void at_work(Workers& workers, const Job& job, void (Ante::*step)(const Job&));

    Reading reading(Journey& job, store::Connection& db, store::Workspace& workspace,
                    std::optional<method::DealId> deal) {
        return {house_,
                db,
                job.viewer,
                workspace,
                job.request.now,
                job.request.request_id,
                deal,
                job.credential,
                job.request.header("last-event-id").value_or(std::string_view()),
                job.aside};
    }

    store::Store& store_;
    const ApplicationSettings settings_;
    const Router router_;
    Door door_;
    const std::shared_ptr<Feed> feed_;
    Rounds rounds_;
    std::optional<Post> post_;  // Its rounds have ended when it goes (see the destructor).
    House house_;

    std::mutex mutex_;
    std::condition_variable idle_;
    std::size_t under_way_ = 0;
    Instant last_sweep_{};
    std::atomic<bool> ending_ = false;

    // Last, so that their threads end before anything they use. Errands have their own: two long
    // imports must not hold up everybody else, nor a forecast that somebody looks at.
    Workers workers_;
    Workers errands_;
    Workers questions_;
    Workers hashing_;
    Workers refits_;
};

// ---- in
// ------------------------------------------------------------------------------------------

Result<std::uint64_t> Ante::body_limit(const Request& head) {
    if (is_plan_address(head)) return largest_plan_form;
    const auto found = router_.find(head.verb, head.path);
    if (!found.endpoint) return Body::in_memory;  // `handle` says what is wrong.
    if (found.endpoint->right == Right::anyone) return largest_sign_in;
    if (found.endpoint->largest_body <= Body::in_memory) return found.endpoint->largest_body;
    // Large uploads are for those who may come in.
    TRY(const Credential credential, credential_of(head));
    TRYV(
        store_.read([&](store::Connection& db) { return door_.let_in(db, credential, head.now); }));
    return found.endpoint->largest_body;
}

Result<void> Ante::ready() {
    return store_.read(
        [](store::Connection& db) -> Result<void> {
            TRYV(db.value<std::int64_t>("SELECT 1"));
            return success();
        },
        store::Snapshot::no);
}

void Ante::handle(Request request, Respond respond) {
    if (is_plan_address(request)) return receive_guest(std::move(request), std::move(respond));
    if (auto page = page_for(request)) return respond(*std::move(page));
    if (auto screen = screen_for(request)) return respond(*std::move(screen));

    auto found = router_.find(request.verb, request.path);
    if (!found.endpoint && found.allowed.empty())
        return respond(problem_answer(
            {No::not_found, "path_not_found", "There is nothing at this address.", {}},
            request.request_id));
    if (!found.endpoint) {
        Answer refused = problem_answer(405,
                                        {No::refused,
                                         "method_not_allowed",
                                         "This address knows only " + found.allowed + ".",
                                         {}},
                                        request.request_id);
        refused.headers.push_back({"Allow", found.allowed});
        return respond(std::move(refused));
    }

    {
        const std::scoped_lock lock(mutex_);
        ++under_way_;
    }
    auto job = std::make_shared<Journey>();
    job->request = std::move(request);
    job->respond = std::move(respond);
    job->endpoint = found.endpoint;
    job->path = std::move(found.path);
    if (job->endpoint->handler.takes_a_while)
        at_work(questions_, job, &Ante::proceed);
    else if (store_.engine() == store::Engine::postgres)
        at_work(workers_, job, &Ante::proceed);
    else
        take(job, &Ante::proceed);
}

// Like any other request he is waited for when the process ends.
void Ante::receive_guest(Request request, Respond respond) {
    {
        const std::scoped_lock lock(mutex_);
        ++under_way_;
    }
    answer_guest(house_, std::move(request), [this, respond = std::move(respond)](Answer answer) {
        respond(std::move(answer));
        const std::scoped_lock lock(mutex_);
        if (--under_way_ == 0) idle_.notify_all();
    });
}

void Ante::take(const Job& job, void (Ante::*step)(const Job&)) {
    try {
        (this->*step)(job);
    } catch (const std::exception& thrown) {
        answer_no(*job, broken(thrown.what()));
    }
}

void Ante::at_work(Workers& workers, const Job& job, void (Ante::*step)(const Job&)) {
    const bool taken = workers.take([this, job, step] { take(job, step); });
    if (!taken)
        answer_no(*job, {No::unavailable, "too_busy", "Too much waits already; try again.", {}});
}

void Ante::proceed(const Job& job) {
    const Endpoint& endpoint = *job->endpoint;
    auto looked = store_.read([&](store::Connection& db) { return look(db, *job); });
    if (looked.has_error()) return answer_no(*job, looked.error());
    if (looked.value()) return answer(*job, *std::move(looked).value());
    if (!endpoint.writes()) return answer_yes(*job);
    if (endpoint.handler.prepare) return at_work(hashing_, job, &Ante::prepare);
    if (endpoint.handler.run) return at_work(errands_, job, &Ante::run);
    write(job);
}

// Who is it, and is the input fine?
Result<void> Ante::admit(store::Connection& db, Journey& job) {
    const Endpoint& endpoint = *job.endpoint;
    const Request& request = job.request;
    TRY(job.credential, credential_of(request));
    if (endpoint.right == Right::anyone) {
        TRYV(check_origin(request, settings_.public_url, Credential::Kind::none));
        TRYV(door_.knock_from(request.peer, request.now));
    } else {
        TRY(job.viewer, door_.let_in(db, job.credential, request.now));
        if (endpoint.writes() || endpoint.asks()) {
            TRYV(check_origin(request, settings_.public_url, job.credential.kind));
        }
    }
    read_input_of(job);
    return success();
}

void Ante::read_input_of(Journey& job) {
    const auto read = [&]() -> Result<void> {
        const Endpoint& endpoint = *job.endpoint;
        const Request& request = job.request;
        job.input = endpoint.handler.make();
        std::optional<std::string_view> body;
        if (endpoint.writes() || endpoint.asks()) {
            TRY(job.if_match, if_match_of(request, endpoint.versions));
            TRY(job.key, key_of(request));
            const auto type = request.header("content-type");
            if (request.body.size() > 0 && !endpoint.takes.empty() &&
                (!type || !is_of_type(*type, endpoint.takes)))
                return Error{No::invalid,
                             "content_type_unsupported",
                             "The body must be " + std::string(endpoint.takes) + ".",
                             {}};
            if (takes_json(endpoint)) body = request.body.text();
            if (!job.key.empty()) job.body_hash = hash_of_write(request);
        }
        return read_input(*endpoint.handler.input, job.input.get(), job.path, request.query, body);
    };
    auto done = read();
    job.input_error.reset();
    if (done.has_error()) job.input_error = std::move(done).error();
}

// All that can be done by reading: everything, for operations that change nothing.
Result<std::optional<Answer>> Ante::look(store::Connection& db, Journey& job) {
    using None = std::optional<Answer>;
    const Endpoint& endpoint = *job.endpoint;
    job.aside = {};
    TRYV(admit(db, job));
    // A write that goes on to its transaction has its rights checked there.
    const bool to_be_checked = endpoint.handler.write && !endpoint.handler.prepare;
    if (to_be_checked && !job.input_error) return None{};
    TRY(const auto deal, check_right(db, job.viewer, endpoint.right, job.path));
    if (job.input_error) return *job.input_error;
    if (endpoint.writes()) return None{};

    store::Workspace workspace;
    if (endpoint.right != Right::anyone) {
        TRY(workspace, store::look_into(db, job.viewer.workspace));
    }
    const Reading in = reading(job, db, workspace, deal);
    job.status = endpoint.status;
    if (endpoint.handler.serve) {
        TRY(Answer served, endpoint.handler.serve(in, job.input.get()));
        return std::optional(std::move(served));
    }
    TRY(job.json, endpoint.handler.read(in, job.input.get()));
    return None{};
}

// ---- writes
// --------------------------------------------------------------------------------------

void Ante::prepare(const Job& job) {
    auto prepared = store_.read(
        [&](store::Connection& db) -> Result<std::string> {
            store::Workspace nowhere;
            const Reading in = reading(*job, db, nowhere, {});
            return job->endpoint->handler.prepare(in, job->input.get());
        },
        store::Snapshot::no);
    if (prepared.has_error()) return answer_no(*job, prepared.error());
    job->prepared = std::move(prepared).value();
    write(job);
}

void Ante::write(const Job& job) {
    store_.write([this, job](store::Transaction& in) { return write_in(in, *job); },
                 [this, job](const Result<void>& done) {
                     if (done.has_value()) {
                         if (job->aside.session || job->aside.members_changed) door_.forget();
                         sweep(job->request.now);
                         return answer_yes(*job);
                     }
                     // Somebody used the key in the meantime: his answer is there now.
                     if (done.error().code == "unique_violation" && !job->key.empty() &&
                         !job->looked_again) {
                         job->looked_again = true;
                         return write(job);
                     }
                     answer_no(*job, done.error());
                 });
}

Result<void> Ante::write_in(store::Transaction& in, Journey& job) {
    const Endpoint& endpoint = *job.endpoint;
    const bool known = endpoint.right != Right::anyone;
    job.aside = {};
    job.replayed = false;
    job.status = endpoint.status;
    store::Workspace workspace;
    if (known) {
        TRY(workspace, store::enter(in, job.viewer.workspace));
    }

    // 1. The same write again has the same answer.
    const bool keeps = known && !job.key.empty();
    if (keeps) {
        TRY(auto kept, store::kept_answer(in.db(), workspace.id, job.viewer.me, job.key));
        if (kept && kept->body_hash != job.body_hash)
            return Error{No::invalid,
                         "idempotency_key_reused",
                         "This Idempotency-Key came with another request before.",
                         {}};
        if (kept && endpoint.secrets == Secrets::answered)
            return Error{No::conflict,
                         "answered_once",
                         "This was done already; its secret was shown then and is not kept.",
                         {}};
        if (kept) {
            job.replayed = true;
            job.status = static_cast<int>(kept->status);
            job.json = std::move(kept->answer);
            if (!kept->etag.empty()) job.aside.version = std::stoll(kept->etag);
            return success();
        }
    }

    // 2. The write.
    TRY(const auto deal, check_right(in.db(), job.viewer, endpoint.right, job.path));
    store::Cause cause{{}, job.request.now, job.request.request_id};
    if (known) cause.by.member = job.viewer.me;
    Writing writing{reading(job, in.db(), workspace, deal), in, std::move(cause), job.if_match,
                    job.prepared};
    TRY(job.json, endpoint.handler.write(writing, job.input.get()));

    // 3. Its answer, in the same transaction.
    if (!keeps) return success();
    const bool secret = endpoint.secrets == Secrets::answered;
    const store::KeptAnswer kept{job.body_hash, job.status,
                                 job.aside.version ? std::to_string(*job.aside.version) : "",
                                 secret ? std::string() : job.json};
    return store::keep_answer(in.db(), workspace.id, job.viewer.me, job.key, kept, job.request.now);
}

void Ante::run(const Job& job) {
    const auto answer_now = [&](std::string json) {
        job->json = std::move(json);
        answer_yes(*job);
    };
    Errand errand{
        house_,     job->viewer, job->request.now, job->request.request_id, job->request.body,
        job->aside, answer_now};
    job->status = job->endpoint->status;
    auto done = job->endpoint->handler.run(errand, job->input.get());
    if (!job->respond) return;  // It was answered early.
    if (done.has_error()) return answer_no(*job, done.error());
    job->json = std::move(done).value();
    answer_yes(*job);
}

// Once an hour, with a write that comes along: what has ended goes.
void Ante::sweep(Instant now) {
    {
        const std::scoped_lock lock(mutex_);
        if (now - last_sweep_ < between_sweeps) return;
        last_sweep_ = now;
    }
    store_.write(
        [now](store::Transaction& in) -> Result<void> {
            TRYV(store::sweep(in.db(), now));
            std::vector<method::WorkspaceId> all;
            TRYV(in.db().each("SELECT workspace_id FROM workspace", {},
                              [&](const store::Row& row) -> Result<void> {
                                  all.push_back({row.uuid(0)});
                                  return success();
                              }));
            for (const method::WorkspaceId id : all) {
                TRYV(store::sweep_answers(in.db(), id, now));
                TRYV(store::sweep_refusals(in.db(), id, now));
            }
            return success();
        },
        [](const Result<void>&) {});
}

// ---- out
// -----------------------------------------------------------------------------------------

void Ante::answer_yes(Journey& job) {
    Answer answer;
    answer.status = job.json.empty() ? 204 : job.status;
    answer.content = std::move(job.json);
    if (job.aside.version) answer.headers.push_back({"ETag", etag_of(*job.aside.version)});
    if (job.replayed) answer.headers.push_back({"Idempotency-Replayed", "true"});
    if (job.aside.session)
        answer.headers.push_back(
            job.aside.session->empty()
                ? clear_cookie("session")
                : set_cookie("session", *job.aside.session,
                             std::chrono::duration_cast<std::chrono::seconds>(session_lives)));
    this->answer(job, std::move(answer));
}

void Ante::answer_no(Journey& job, const Error& error) {
    Answer refused = problem_answer(status_for(error), error, job.request.request_id);
    if (error.kind == No::unauthenticated)
        refused.headers.push_back({"WWW-Authenticate", "Bearer"});
    answer(job, std::move(refused));
}

void Ante::answer(Journey& job, Answer answer) {
    if (!job.respond) return;  // It was answered, and failed afterwards.
    if (!job.viewer.me.nil()) answer.member = job.viewer.me.text();
    if (settings_.check_answers) {
        if (const auto wrong = breaks_contract(*job.endpoint, answer))
            answer = problem_answer(broken(*wrong), job.request.request_id);
    }
    job.respond(std::move(answer));
    // Its parts go now: the shell's connection may wait for them, and this object for the shell.
    job.respond = {};
    const std::scoped_lock lock(mutex_);
    if (--under_way_ == 0) idle_.notify_all();
}

}  // namespace

std::unique_ptr<Application> make_application(store::Store& store, ApplicationSettings settings) {
    return std::make_unique<Ante>(store, std::move(settings));
}

}  // namespace ante::api
