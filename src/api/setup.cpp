// First run: an empty place becomes a workspace, once, by whoever holds the link that `ante serve`
// printed. There is no default account.

#include "api/demo/demo.h"
#include "api/door.h"
#include "api/endpoints.h"
#include "store/directory.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

struct SetupState {
    bool needed = false;
    static constexpr auto fields = describe(field<&SetupState::needed>(
        "needed", "There is no workspace yet: follow the link that the server printed."));
};
Result<SetupState> get_setup(const Reading& in, const Nothing&) {
    TRY(const bool set_up, store::is_set_up(in.db));
    return SetupState{!set_up};
}

// ---- setting up
// ----------------------------------------------------------------------------------

struct SetUp {
    std::string secret;
    std::string workspace;
    Currency currency{};
    std::string time_zone;
    std::string name;
    std::string email;
    std::string password;
    static constexpr auto fields =
        describe(field<&SetUp::secret>("secret", "From the link, behind the #.",
                                       {.min_length = 1, .max_length = 200, .secret = true}),
                 field<&SetUp::workspace>("workspace", "The selling organisation.",
                                          {.min_length = 1, .max_length = 100}),
                 field<&SetUp::currency>("currency", "Of new deals."),
                 field<&SetUp::time_zone>("time_zone", "IANA name; dates are days in it.",
                                          {.min_length = 1, .max_length = 64}),
                 field<&SetUp::name>("name", "Your name.", {.min_length = 1, .max_length = 200}),
                 field<&SetUp::email>("email", "Your address; you sign in with it.",
                                      {.min_length = 3, .max_length = 254}),
                 field<&SetUp::password>("password", "Your password.",
                                         {.min_length = 12, .max_length = 500, .secret = true}));
};

struct SetUpDone {
    Member member{};
    WorkspaceId workspace{};
    static constexpr auto fields =
        describe(field<&SetUpDone::member>("member", "You: its first admin, and signed in."),
                 field<&SetUpDone::workspace>("workspace", "The workspace."));
};

Error link_used() {
    return {No::unauthenticated,
            "setup_link_used",
            "This link was used, or the server was started again: take the link it printed last.",
            {}};
}

Result<void> check_set_up(const SetUp& body) {
    const auto wrong = [](std::string pointer, std::string detail) {
        return Error{No::invalid,
                     "input_invalid",
                     "One field is wrong: " + pointer + " – " + detail,
                     {{pointer, "wrong_format", detail}}};
    };
    if (Zone::named(body.time_zone).has_error())
        return wrong("/time_zone", "This must be a time zone like Europe/Berlin.");
    const auto at = body.email.find('@');
    if (at == std::string::npos || at == 0 || at + 1 == body.email.size())
        return wrong("/email", "This is not a mail address.");
    return success();
}

// A hash is computed only for who holds the link.
Result<std::string> hash_first_password(const Reading& in, const SetUp& body) {
    TRY(const bool set_up, store::is_set_up(in.db));
    if (set_up)
        return Error{No::conflict, "already_set_up", "There is a workspace here already.", {}};
    TRY(const bool fits, store::fits_setup(in.db, body.secret));
    if (!fits) return link_used();
    TRYV(check_set_up(body));
    std::string hash = password_hash(body.password);
    if (hash.empty())
        return Error{No::unavailable, "too_busy", "There is no memory left for it.", {}};
    return hash;
}

Result<SetUpDone> set_up(Writing& in, const SetUp& body) {
    // Of any number at once, one uses the link up; the others find nothing.
    TRY(const bool first, store::use_setup_secret(in.db, body.secret));
    if (!first) return link_used();
    TRY(const bool there, store::is_set_up(in.db));
    if (there)
        return Error{No::conflict, "already_set_up", "There is a workspace here already.", {}};

    Settings settings;
    settings.name = body.workspace;
    settings.currency = body.currency;
    settings.time_zone = body.time_zone;
    Member member{
        .id = in.in.ids().make<MemberTag>(in.now), .name = body.name, .email = body.email};
    member.role = MemberRole::admin;
    store::Cause cause = in.cause;
    cause.by.member = member.id;
    TRY(store::Workspace workspace, store::open_workspace(in.in, settings, cause));
    TRYV(store::put_login(in.db, workspace.id, member));
    TRYV(store::record(in.in, workspace, store::Versioned<Member>{}, member, cause));
    TRYV(store::set_password_hash(in.db, member.email, in.prepared));
    TRY(in.aside.session,
        store::open_session(in.db, {workspace.id, member.id}, in.now, session_lives));
    in.aside.members_changed = true;
    return SetUpDone{std::move(member), workspace.id};
}

// ---- the sample
// ----------------------------------------------------------------------------------

struct SampleMade {
    std::int64_t members = 0;
    std::int64_t accounts = 0;
    std::int64_t people = 0;
    std::int64_t deals = 0;
    static constexpr auto fields =
        describe(field<&SampleMade::members>("members", "Colleagues, who can't sign in."),
                 field<&SampleMade::accounts>("accounts", "Accounts."),
                 field<&SampleMade::people>("people", "People at them."),
                 field<&SampleMade::deals>("deals", "Deals with their stories."));
};
Result<SampleMade> fill_with_sample(Errand& in, const Nothing&) {
    constexpr std::uint64_t seed = 1;
    TRY(const auto made,
        add_sample(in.house.store, in.viewer.workspace, in.viewer.me, in.now, seed));
    return SampleMade{made.members, made.accounts, made.people, made.deals};
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/setup", "get_setup", "Is there a workspace yet?", Right::anyone, handled_by<&get_setup>()},
    {.verb = Verb::post, .path = "/setup", .operation = "set_up", .summary = "Make the workspace and its first admin, and sign him in: once, by the link that the server printed.",
     .right = Right::anyone, .handler = handled_by<&set_up, &hash_first_password>(), .status = 201},
    {.verb = Verb::post, .path = "/setup/sample", .operation = "fill_with_sample", .summary = "Fill a workspace without accounts and deals with the sample pipeline.",
     .right = Right::administer, .handler = handled_by<&fill_with_sample>(), .status = 201},
};
// clang-format on

}  // namespace

Endpoints setup_endpoints() {
    return rows;
}

}  // namespace ante::api
