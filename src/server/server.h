#pragma once
// The shell: sockets, HTTP framing, limits, time-outs, security headers, the log. It knows nothing
// of selling and nobody's rights; requests go to an api::Application, answers come back.
//
//     Server server(settings, log);
//     TRYV(server.start(application));
//     run_until_signal(server);
//
// Each of `threads` io threads ("ante-io-0", …) has its own share of the connections. It answers by
// itself: GET /healthz (200 while the process lives), GET /readyz (200 if the application is
// ready and nobody stops us, else 503).

#include <cstdint>
#include <memory>

#include "api/http.h"
#include "base/result.h"
#include "server/limits.h"
#include "server/log.h"
#include "server/settings.h"

namespace ante::server {

class Server {
public:
    // `log` must outlive the server.
    Server(const Settings& settings, Log& log, const Limits& limits = {});
    // Stops, if it was started.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Listens and returns. `listen_malformed`, `address_in_use`, `address_unusable`, each one clear
    // sentence. `application` must outlive the server. Call once.
    Result<void> start(api::Application& application);

    // The port it listens on (the one the system chose, for port 0). After start.
    std::uint16_t port() const;

    // Stops gracefully: takes no new connections (they are refused), finishes the requests in
    // flight, also those just arriving, ends event streams with a hint to come back; what is not
    // done after Limits::stop is cut. Returns when nobody is left and all threads have ended.
    // From any thread but the io threads; a second call does nothing.
    void stop();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

// Makes SIGINT and SIGTERM wait for run_until_signal. Call in main before any thread is started,
// so that none of them is hit.
void hold_signals();
// Waits for SIGINT or SIGTERM, then stops the server. A second signal meanwhile ends the process
// at once.
void run_until_signal(Server& server, Log& log);

}  // namespace ante::server
