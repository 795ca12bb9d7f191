// For the command line on the server's own machine: whoever can read the key beside the data may be
// any member, and may look after the data while the server has it. Off where there is no key.

#include <sodium.h>

#include <filesystem>

#include "api/endpoints.h"
#include "store/backup.h"
#include "store/directory.h"
#include "store/verify.h"

namespace ante::api {
namespace {

// Compared in constant time.
Result<void> expect_key(const House& house, std::string_view key) {
    const std::string& right = house.local_key;
    if (!right.empty() && key.size() == right.size() &&
        sodium_memcmp(key.data(), right.data(), right.size()) == 0)
        return success();
    return Error{No::unauthenticated, "key_refused", "That is not the key of this server.", {}};
}

constexpr Limits key_limits{.min_length = 1, .max_length = 200, .secret = true};

struct WithKey {
    std::string key;
    static constexpr auto fields =
        describe(field<&WithKey::key>("key", "From ante.key beside the data.", key_limits));
};

struct TakeToken {
    std::string key;
    std::string as;
    static constexpr auto fields = describe(
        field<&TakeToken::key>("key", "From ante.key beside the data.", key_limits),
        field<&TakeToken::as>("as", "The member to be, by address; empty: the first admin.",
                              {.max_length = 254, .may_be_absent = true}));
};
struct TokenForAnHour {
    std::string secret;
    Instant ends_at{};
    static constexpr auto fields =
        describe(field<&TokenForAnHour::secret>("secret", "Shown this once.", {.secret = true}),
                 field<&TokenForAnHour::ends_at>("ends_at", "When it ends."));
};

Result<store::Known> who_is(store::Connection& db, const std::string& email) {
    if (!email.empty()) {
        TRY(const auto login, store::login_by_email(db, email));
        if (login && login->active) return login->who;
        return Error{No::not_found,
                     "nobody_here",
                     "Nobody here signs in with the address " + email + ".",
                     {}};
    }
    std::optional<store::Known> admin;
    TRYV(
        db.each("SELECT workspace_id, member_id FROM member WHERE role = 'admin' AND active = 1 "
                "ORDER BY member_id LIMIT 1",
                {}, [&](const store::Row& row) -> Result<void> {
                    admin = store::Known{{row.uuid(0)}, {row.uuid(1)}};
                    return success();
                }));
    if (admin) return *admin;
    return Error{No::not_found, "nobody_here", "Nobody is here yet.", {}};
}

Result<TokenForAnHour> take_token(Writing& in, const TakeToken& body) {
    TRYV(expect_key(in.house, body.key));
    TRY(const store::Known who, who_is(in.db, body.as));
    const Instant ends_at = in.now + hours{1};
    TRY(auto made, store::make_token(in.in, who, "command line", in.now, ends_at));
    return TokenForAnHour{std::move(made.secret), ends_at};
}

Result<store::Verified> verify_data(Errand& in, const WithKey& body) {
    TRYV(expect_key(in.house, body.key));
    return store::verify(in.house.store);
}

Result<store::Rebuilt> rebuild_data(Errand& in, const WithKey& body) {
    TRYV(expect_key(in.house, body.key));
    return store::rebuild(in.house.store);
}

struct BackUp {
    std::string key;
    std::string file;
    static constexpr auto fields = describe(
        field<&BackUp::key>("key", "From ante.key beside the data.", key_limits),
        field<&BackUp::file>("file", "An absolute path on the server's machine; it must not exist.",
                             {.min_length = 2, .max_length = 4000}));
};
Result<Nothing> back_up(Errand& in, const BackUp& body) {
    TRYV(expect_key(in.house, body.key));
    if (!std::filesystem::path(body.file).is_absolute())
        return Error{No::invalid, "path_relative", "The file's path must be absolute.", {}};
    TRYV(store::backup(in.house.store, body.file));
    return Nothing{};
}

// clang-format off
const Endpoint rows[] = {
    {.verb = Verb::post, .path = "/local/token", .operation = "take_local_token", .summary = "A token for an hour, against the key beside the data (command line).",
     .right = Right::anyone, .handler = handled_by<&take_token>(), .secrets = Secrets::answered},
    {.verb = Verb::post, .path = "/local/verify", .operation = "verify_data", .summary = "Prove that state, lists and signals follow from the log (command line).", .right = Right::anyone, .handler = handled_by<&verify_data>()},
    {.verb = Verb::post, .path = "/local/rebuild", .operation = "rebuild_data", .summary = "Make state, lists and signals anew from the log (command line).", .right = Right::anyone, .handler = handled_by<&rebuild_data>()},
    {.verb = Verb::post, .path = "/local/backup", .operation = "back_up", .summary = "Write a copy of everything to a file on the server's machine (command line).", .right = Right::anyone, .handler = handled_by<&back_up>(), .status = 204},
};
// clang-format on

}  // namespace

Endpoints local_endpoints() {
    return rows;
}

}  // namespace ante::api
