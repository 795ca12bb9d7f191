#pragma once
// Where a command of the command line does its work. If nobody has the data, it opens the store and
// calls the application in this process; if a server has it, it speaks to that server. Either way
// what it does goes through the same operations, as one member.

#include <memory>
#include <string>

#include "api/application.h"
#include "api/http.h"
#include "server/settings.h"
#include "store/store.h"

namespace ante::server::cli {

struct Reply {
    int status = 0;
    std::string body;
    std::string etag;
};

class Desk {
public:
    struct Wishes {
        std::string as;      // The member's address; empty: the first admin.
        std::string server;  // A server elsewhere, by URL; then `token` is needed.
        std::string token;
    };
    // Errors of Store::open; `server_unreachable`; `nobody_here` without a member to be.
    static Result<std::unique_ptr<Desk>> open(const Settings& settings, const Wishes& wishes);
    virtual ~Desk() = default;

    // Calls an operation; `path` is below /api/v1. Statuses from 400 on come back as the Error they
    // say.
    Result<Reply> call(api::Verb verb, std::string_view path, std::string body = {},
                       std::string_view if_match = {});
    // With a body that is a file of any size.
    Result<Reply> send_file(std::string_view path, const std::string& file);

    // The key of the server's own machine (api/local.cpp), when a server is spoken to; else empty.
    const std::string& key() const { return key_; }
    // The store, if it is open in this process; else null.
    virtual store::Store* store() { return nullptr; }

protected:
    virtual Result<Reply> upload(std::string_view path, const std::string& file) = 0;
    virtual Result<Reply> exchange(api::Verb verb, std::string_view path, std::string body,
                                   std::string_view if_match) = 0;
    std::string key_;
};

Result<store::Place> place_of(const Settings& settings);
// The file beside the database that holds the running server's key, readable by its owner only.
std::string key_file(const Settings& settings);

}  // namespace ante::server::cli
