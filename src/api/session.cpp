// Signing in and out, one's own password and tokens.

#include "api/door.h"
#include "api/endpoints.h"
#include "api/session_view.h"
#include "store/directory.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

Result<Me> get_me(const Reading& in, const Nothing&) {
    return words_about(in.db, {in.viewer.workspace, in.viewer.me});
}

struct ChangeMe {
    std::string name;
    static constexpr auto fields = describe(
        field<&ChangeMe::name>("name", "Your name.", {.min_length = 1, .max_length = 200}));
};
// Role, team and address are for admins to change.
Result<Me> change_me(Writing& in, const ChangeMe& body) {
    TRY(const auto before, store::load_member(in.db, in.workspace.id, in.viewer.me));
    Member after = before.value;
    after.name = body.name;
    TRYV(store::record(in.in, in.workspace, before, after, in.cause));
    in.aside.members_changed = true;
    return words_about(in.db, {in.workspace.id, in.viewer.me});
}

// ---- signing in
// ----------------------------------------------------------------------------------

struct SignIn {
    std::string email;
    std::string password;
    static constexpr auto fields = describe(
        field<&SignIn::email>("email", "Your address.", {.min_length = 1, .max_length = 254}),
        field<&SignIn::password>("password", "Your password.",
                                 {.min_length = 1, .max_length = 500, .secret = true}));
};

Error sign_in_refused() {
    return {No::unauthenticated, "sign_in_refused", "That address and password do not match.", {}};
}

// An unknown address, one without a password, a disabled member and a wrong password are answered
// alike and take as long: a hash is computed in any case.
Result<std::string> check_password(const Reading& in, const SignIn& body) {
    TRYV(in.house.door.knock_as(body.email, in.now));
    TRY(const auto login, store::login_by_email(in.db, body.email));
    const bool fits = login && login->password_hash
                          ? password_fits(*login->password_hash, body.password)
                          : password_fits_nobody(body.password);
    if (!fits || !login->active) return sign_in_refused();
    in.house.door.welcome(body.email);
    return login->who.workspace.text() + login->who.member.text();
}

Result<Me> sign_in(Writing& in, const SignIn&) {
    const auto workspace = Uuid::parse(in.prepared.substr(0, 36));
    const auto member = Uuid::parse(in.prepared.substr(36));
    if (!workspace || !member) return broken("A checked password names nobody.");
    return let_in(in, {{*workspace}, {*member}});
}

struct UseLink {
    std::string secret;
    static constexpr auto fields =
        describe(field<&UseLink::secret>("secret", "From the link, behind the #.",
                                         {.min_length = 1, .max_length = 200, .secret = true}));
};

Result<Me> sign_in_by_link(Writing& in, const UseLink& body) {
    TRY(const auto who, store::use_link(in.db, body.secret, in.now));
    if (who) return let_in(in, *who);
    return Error{No::unauthenticated,
                 "link_used_up",
                 "This link was used already, or is too old. Ask for a new one.",
                 {}};
}

Result<Nothing> sign_out(Writing& in, const Nothing&) {
    in.aside.session = "";
    if (in.credential.kind == Credential::Kind::session) {
        TRYV(store::close_session(in.db, in.credential.secret));
    }
    return Nothing{};
}

// ---- password and tokens
// -------------------------------------------------------------------------

struct SetPassword {
    std::string current;
    std::string password;
    static constexpr auto fields = describe(
        field<&SetPassword::current>("current", "The one you have; left out if you have none.",
                                     {.max_length = 500, .may_be_absent = true, .secret = true}),
        field<&SetPassword::password>(
            "password", "The new one.",
            {.min_length = shortest_password, .max_length = 500, .secret = true}));
};

Result<std::string> hash_new_password(const Reading& in, const SetPassword& body) {
    TRY(const auto me, store::load_member(in.db, in.viewer.workspace, in.viewer.me));
    TRYV(in.house.door.knock_as(me.value.email, in.now));
    TRY(const auto login, store::login_by_email(in.db, me.value.email));
    if (login && login->password_hash && !password_fits(*login->password_hash, body.current))
        return refuse("password_wrong", "That is not your present password.");
    std::string hash = password_hash(body.password);
    if (hash.empty())
        return Error{No::unavailable, "too_busy", "There is no memory left for it.", {}};
    return hash;
}

// Whoever else is signed in as him, is not any more.
Result<Nothing> set_password(Writing& in, const SetPassword&) {
    const store::Known who{in.viewer.workspace, in.viewer.me};
    TRY(const auto me, store::load_member(in.db, who.workspace, who.member));
    TRYV(store::set_password_hash(in.db, me.value.email, in.prepared));
    TRYV(store::close_sessions_of(in.db, who));
    if (in.credential.kind == Credential::Kind::session) {
        TRY(in.aside.session, store::open_session(in.db, who, in.now, session_lives));
    }
    in.aside.members_changed = true;
    return Nothing{};
}

struct Tokens {
    std::vector<store::Token> items{};
    static constexpr auto fields = describe(field<&Tokens::items>("items", "Without the secrets."));
};
Result<Tokens> list_tokens(const Reading& in, const Nothing&) {
    TRY(auto tokens, store::tokens_of(in.db, {in.viewer.workspace, in.viewer.me}));
    return Tokens{std::move(tokens)};
}

struct MakeToken {
    std::string name;
    std::optional<Instant> expires_at{};
    static constexpr auto fields = describe(
        field<&MakeToken::name>("name", "What it is for.", {.min_length = 1, .max_length = 100}),
        field<&MakeToken::expires_at>("expires_at", "When it ends; absent: never."));
};
struct MadeToken {
    store::Token token{};
    std::string secret;
    static constexpr auto fields = describe(
        field<&MadeToken::token>("token", "The token."),
        field<&MadeToken::secret>("secret", "Shown this once: send it as a bearer token."));
};
Result<MadeToken> make_token(Writing& in, const MakeToken& body) {
    if (body.expires_at && *body.expires_at <= in.now)
        return refuse("token_ended", "The token would have ended already.");
    TRY(auto made, store::make_token(in.in, {in.viewer.workspace, in.viewer.me}, body.name, in.now,
                                     body.expires_at));
    return MadeToken{std::move(made.token), std::move(made.secret)};
}

struct OneToken {
    Uuid token{};
    static constexpr auto fields =
        describe(field<&OneToken::token>("token", "The token.", {.from_path = true}));
};
Result<Nothing> revoke_token(Writing& in, const OneToken& body) {
    TRYV(store::revoke_token(in.db, {in.viewer.workspace, in.viewer.me}, body.token));
    in.aside.members_changed = true;
    return Nothing{};
}

// clang-format off
const Endpoint rows[] = {
    {Verb::post, "/session", "sign_in", "Sign in by password; answers with a session cookie.", Right::anyone, handled_by<&sign_in, &check_password>()},
    {Verb::post, "/session/link", "sign_in_by_link", "Sign in by a one-time link.", Right::anyone, handled_by<&sign_in_by_link>()},
    {Verb::del, "/session", "sign_out", "Sign out.", Right::member, handled_by<&sign_out>(), Versions::none, 204},
    {Verb::get, "/me", "get_me", "Who you are.", Right::member, handled_by<&get_me>()},
    {Verb::patch, "/me", "change_me", "Change your own name.", Right::member, handled_by<&change_me>()},
    {Verb::put, "/me/password", "set_password", "Set your password; ends your other sessions.", Right::member, handled_by<&set_password, &hash_new_password>(), Versions::none, 204},
    {Verb::get, "/me/tokens", "list_tokens", "Your API tokens.", Right::member, handled_by<&list_tokens>()},
    {Verb::post, "/me/tokens", "make_token", "Make an API token; it may do what you may.", Right::member, handled_by<&make_token>(), Versions::none, 201, Secrets::answered},
    {Verb::del, "/me/tokens/{token}", "revoke_token", "End an API token.", Right::member, handled_by<&revoke_token>(), Versions::none, 204},
};
// clang-format on

}  // namespace

Result<Me> words_about(store::Connection& db, const store::Known& who) {
    TRY(const auto member, store::load_member(db, who.workspace, who.member));
    TRY(const auto workspace, store::look_into(db, who.workspace));
    const Settings& settings = workspace.settings();
    return Me{member.value, {who.workspace, settings.name, settings.time_zone, settings.currency}};
}

Result<Me> let_in(Writing& in, const store::Known& who) {
    if (in.credential.kind == Credential::Kind::session) {
        TRYV(store::close_session(in.db, in.credential.secret));
    }
    TRY(in.aside.session, store::open_session(in.db, who, in.now, session_lives));
    return words_about(in.db, who);
}

Endpoints session_endpoints() {
    return rows;
}

}  // namespace ante::api
