// Members: who works here, and who may come in.

#include "api/door.h"
#include "api/endpoints.h"
#include "api/follow_ups.h"
#include "api/page.h"
#include "store/directory.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

struct ListMembers {
    std::optional<std::string> q{};
    std::optional<MemberRole> role{};
    std::optional<std::string> team{};
    std::optional<bool> active{};
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields =
        describe(field<&ListMembers::q>("q", "Only those with this in name or address.",
                                        {.min_length = 1, .max_length = 100}),
                 field<&ListMembers::role>("role", "Only in this role."),
                 field<&ListMembers::team>("team", "Only of this team.", {.max_length = 100}),
                 field<&ListMembers::active>("active", "Only those who may sign in, or may not."),
                 limit_row<ListMembers>(), after_row<ListMembers>());
};
Result<Page<Member>> list_members(const Reading& in, const ListMembers& params) {
    TRY(auto page, store::members(in.db, in.workspace.id,
                                  {params.q, params.role, params.team, params.active, params.limit,
                                   params.after}));
    return page_from(std::move(page));
}

struct OneMember {
    MemberId member{};
    static constexpr auto fields =
        describe(field<&OneMember::member>("member", "The member.", {.from_path = true}));
};
Result<Member> get_member(const Reading& in, const OneMember& params) {
    TRY(auto found, store::load_member(in.db, in.workspace.id, params.member));
    in.aside.version = found.version;
    return std::move(found.value);
}

// The login goes with the member, in the same transaction.
Result<Member> keep(Writing& in, const store::Versioned<Member>& before, const Member& after) {
    const auto at = after.email.find('@');
    if (at == std::string::npos || at == 0 || at + 1 == after.email.size())
        return Error{No::invalid,
                     "input_invalid",
                     "One field is wrong: /email – This is not a mail address.",
                     {{"/email", "wrong_format", "This is not a mail address."}}};
    TRYV(store::put_login(in.db, in.workspace.id, after));
    TRY(in.aside.version, store::record(in.in, in.workspace, before, after, in.cause));
    in.aside.members_changed = true;
    return after;
}

Result<Member> add_member(Writing& in, const Member& body) {
    Member member = body;
    member.id = in.in.ids().make<MemberTag>(in.now);
    if (member.level >= Level::executive) catch_up_after(in);
    return keep(in, {}, member);
}

// Nobody can lock the workspace: its last admin stays one.
Result<Member> change_member(Writing& in, const Member& body) {
    TRY(const auto before, store::load_member(in.db, in.workspace.id, body.id));
    TRYV(expect_version(in, before.version));
    const bool was = before.value.role == MemberRole::admin && before.value.active;
    const bool stays = body.role == MemberRole::admin && body.active;
    if (was && !stays) {
        TRY(const auto others,
            in.db.value<std::int64_t>(
                "SELECT count(*) FROM member WHERE workspace_id = $1 AND role = 'admin' AND "
                "active = 1 AND member_id <> $2",
                {in.workspace.id, body.id}));
        if (*others == 0)
            return refuse("last_admin", "He is the last admin: make somebody else one first.");
    }
    const bool leads = body.active && body.level >= Level::executive;
    if (leads != (before.value.active && before.value.level >= Level::executive))
        catch_up_after(in);  // Large deals ask for an executive of ours.
    return keep(in, before, body);
}

struct SignInLink {
    std::string url;
    Instant ends_at{};
    static constexpr auto fields =
        describe(field<&SignInLink::url>("url", "Shown this once: it works once."),
                 field<&SignInLink::ends_at>("ends_at", "When it ends."));
};
Result<SignInLink> make_sign_in_link(Writing& in, const OneMember& body) {
    TRY(const auto member, store::load_member(in.db, in.workspace.id, body.member));
    if (!member.value.active)
        return refuse("member_disabled", "He may not sign in; make him active first.");
    TRY(const std::string secret,
        store::make_link(in.db, {in.workspace.id, body.member}, in.now, link_lives));
    return SignInLink{in.house.public_url + "/sign-in#" + secret, in.now + link_lives};
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/members", "list_members", "Who works here, by name.", Right::member, handled_by<&list_members>()},
    {Verb::post, "/members", "add_member", "Add a member.", Right::administer, handled_by<&add_member>(), Versions::none, 201},
    {Verb::get, "/members/{member}", "get_member", "A member.", Right::member, handled_by<&get_member>()},
    {Verb::put, "/members/{member}", "change_member", "Change a member, or keep him out (active: false).", Right::administer, handled_by<&change_member>(), Versions::needed},
    {Verb::post, "/members/{member}/sign-in-link", "make_sign_in_link", "A link that signs this member in, once.", Right::administer, handled_by<&make_sign_in_link>(), Versions::none, 201, Secrets::answered},
};
// clang-format on

}  // namespace

Endpoints member_endpoints() {
    return rows;
}

}  // namespace ante::api
