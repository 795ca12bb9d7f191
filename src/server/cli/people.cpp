// user and token: who works here, and what programs may come in.

#include <termios.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <boost/json/serialize.hpp>
#include <iostream>

#include "base/json.h"
#include "server/cli/command.h"
#include "store/directory.h"
#include "store/records.h"
#include "store/workspace.h"

namespace ante::server::cli {
namespace {

namespace json = boost::json;
using method::Member;
using method::MemberRole;

struct UserWishes {
    std::string email;
    std::string name;
    std::string role;
    std::string team;
    std::string workspace = "Ante";
    std::string time_zone = "Europe/Berlin";
    std::string currency = "EUR";
    std::string new_email;
    bool off = false;
    bool on = false;
};

Instant now() {
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

Result<std::string> find_member(Desk& desk, const std::string& email) {
    std::string after;
    do {
        TRY(const Reply reply,
            desk.call(api::Verb::get,
                      "/members?limit=200" +
                          (after.empty() ? std::string{} : "&after=" + escaped(after))));
        TRY(const json::value page, parsed(reply.body));
        for (const json::value& member : list_at(page, "items"))
            if (at(member, "email") == email || at(member, "name") == email)
                return at(member, "id");
        after = at(page, "next");
    } while (!after.empty());
    return Error{No::not_found,
                 "member_not_found",
                 "Nobody here has the address or name " + email + ".",
                 {}};
}

// The first member of an empty place: makes the workspace.
Result<void> found(Run& run, const UserWishes& wishes) {
    if (!wishes.role.empty() && wishes.role != "admin")
        return refuse("first_is_admin",
                      "The first member is the admin: use --role admin, or leave --role out.");
    TRY(const store::Place place, place_of(run.settings));
    TRY(const auto store, store::Store::open(place));
    method::Settings settings;
    settings.name = wishes.workspace;
    settings.time_zone = wishes.time_zone;
    const auto currency = Currency::parse(wishes.currency);
    if (!currency)
        return Error{
            No::invalid, "currency_unknown", "--currency is three capital letters, like EUR.", {}};
    settings.currency = *currency;
    return store->write_now([&](store::Transaction& in) -> Result<void> {
        Member member{.id = in.ids().make<method::MemberTag>(now())};
        member.email = wishes.email;
        member.name = wishes.name.empty() ? wishes.email : wishes.name;
        member.role = MemberRole::admin;
        member.team = wishes.team;
        const store::Cause cause{{member.id, {}}, now(), "command-line"};
        TRY(store::Workspace workspace, store::open_workspace(in, settings, cause));
        TRYV(store::put_login(in.db(), workspace.id, member));
        TRYV(store::record(in, workspace, store::Versioned<Member>{}, member, cause));
        return success();
    });
}

Result<bool> is_empty(Run& run) {
    TRY(const store::Place place, place_of(run.settings));
    auto opened = store::Store::open(place);
    if (!opened && opened.error().code == "data_in_use") return false;
    if (!opened) return opened.error();
    TRY(const auto workspace,
        opened.value()->read([](store::Connection& db) { return store::only_workspace(db); }));
    return !workspace.has_value();
}

Result<void> tell_link(Run& run, Desk& desk, const std::string& id, const std::string& email) {
    TRY(const Reply reply, desk.call(api::Verb::post, "/members/" + id + "/sign-in-link", "{}"));
    if (run.form == Form::json) {
        run.terminal.line(reply.body);
        return success();
    }
    TRY(const json::value link, parsed(reply.body));
    run.terminal.line("Sign in as " + email + " (once, until " + when_at(link, "ends_at") +
                      "): " + at(link, "url"));
    return success();
}

Result<void> add_user(Run& run, UserWishes& wishes) {
    if (run.wishes.server.empty()) {
        TRY(const bool empty, is_empty(run));
        if (empty) {
            TRYV(found(run, wishes));
            run.terminal.say("The workspace " + wishes.workspace + " is made; " + wishes.email +
                             " is its admin.");
            return success();
        }
    }
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    Member member;
    member.email = wishes.email;
    member.name = wishes.name.empty() ? wishes.email : wishes.name;
    const auto role = from_word<MemberRole>(wishes.role.empty() ? "rep" : wishes.role);
    if (!role) return Error{No::invalid, "role_unknown", "--role is rep, manager or admin.", {}};
    std::string body = R"({"name":)";
    write_json_text(member.name, body);
    body += R"(,"email":)";
    write_json_text(member.email, body);
    body += R"(,"role":)";
    write_json_text(word_of(*role), body);
    body += R"(,"team":)";
    write_json_text(wishes.team, body);
    body += "}";
    TRY(const Reply reply, desk->call(api::Verb::post, "/members", body));
    if (run.form == Form::json) {
        run.terminal.line(reply.body);
        return success();
    }
    TRY(const json::value made, parsed(reply.body));
    return tell_link(run, *desk, at(made, "id"), wishes.email);
}

Result<void> list_users(Run& run) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    Table table({"name", "address", "role", "team", "may sign in"});
    std::string after;
    do {
        TRY(const Reply reply,
            desk->call(api::Verb::get,
                       "/members?limit=200" +
                           (after.empty() ? std::string{} : "&after=" + escaped(after))));
        if (run.form == Form::json) run.terminal.line(reply.body);
        TRY(const json::value page, parsed(reply.body));
        for (const json::value& m : list_at(page, "items"))
            table.row(
                {at(m, "name"), at(m, "email"), at(m, "role"), at(m, "team"), at(m, "active")});
        after = at(page, "next");
    } while (!after.empty());
    if (run.form == Form::table) table.print(run.terminal);
    return success();
}

Result<void> change_user(Run& run, const UserWishes& wishes) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const std::string id, find_member(*desk, wishes.email));
    TRY(const Reply before, desk->call(api::Verb::get, "/members/" + id));
    TRY(json::value member, parsed(before.body));
    json::object& fields = member.as_object();
    fields.erase("id");
    if (!wishes.name.empty()) fields["name"] = wishes.name;
    if (!wishes.new_email.empty()) fields["email"] = wishes.new_email;
    if (!wishes.role.empty()) fields["role"] = wishes.role;
    if (!wishes.team.empty()) fields["team"] = wishes.team;
    if (wishes.off) fields["active"] = false;
    if (wishes.on) fields["active"] = true;
    TRY(const Reply reply,
        desk->call(api::Verb::put, "/members/" + id, json::serialize(member), before.etag));
    if (run.form == Form::json)
        run.terminal.line(reply.body);
    else
        run.terminal.say("Changed.");
    return success();
}

Result<void> link_user(Run& run, const std::string& email) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const std::string id, find_member(*desk, email));
    return tell_link(run, *desk, id, email);
}

// Asked twice on a terminal without showing it; else one line from standard input.
Result<std::string> asked_password() {
    if (!isatty(STDIN_FILENO)) {
        std::string line;
        std::getline(std::cin, line);
        return line;
    }
    termios shown{};
    tcgetattr(STDIN_FILENO, &shown);
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    std::string first;
    std::string second;
    std::cerr << "Password (at least 12 characters): ";
    std::getline(std::cin, first);
    std::cerr << "\nOnce more: ";
    std::getline(std::cin, second);
    std::cerr << "\n";
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    if (first != second)
        return Error{No::invalid, "passwords_differ", "The two are not the same.", {}};
    return first;
}

Result<void> set_password(Run& run, const std::string& email) {
    run.wishes.as = email;  // Everybody sets his own.
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const std::string password, asked_password());
    std::string body = R"({"password":)";
    write_json_text(password, body);
    body += "}";
    TRYV(desk->call(api::Verb::put, "/me/password", body));
    run.terminal.say("Set; the other sessions of " + email + " are ended.");
    return success();
}

// ---- tokens
// ----------------------------------------------------------------------------------------

Result<void> make_token(Run& run, const std::string& name) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    std::string body = R"({"name":)";
    write_json_text(name, body);
    body += "}";
    TRY(const Reply reply, desk->call(api::Verb::post, "/me/tokens", body));
    if (run.form == Form::json) {
        run.terminal.line(reply.body);
        return success();
    }
    TRY(const json::value made, parsed(reply.body));
    run.terminal.say("Shown this once; send it as: Authorization: Bearer …");
    run.terminal.line(at(made, "secret"));
    return success();
}

Result<void> list_tokens(Run& run) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const Reply reply, desk->call(api::Verb::get, "/me/tokens"));
    if (run.form == Form::json) {
        run.terminal.line(reply.body);
        return success();
    }
    TRY(const json::value page, parsed(reply.body));
    Table table({"name", "made", "ends", "id"});
    for (const json::value& t : list_at(page, "items"))
        table.row({at(t, "name"), when_at(t, "created_at"), when_at(t, "expires_at"), at(t, "id")});
    table.print(run.terminal);
    return success();
}

Result<void> revoke_token(Run& run, const std::string& id) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRYV(desk->call(api::Verb::del, "/me/tokens/" + escaped(id)));
    run.terminal.say("Revoked.");
    return success();
}

}  // namespace

void declare_people(CLI::App& app, Run& run) {
    CLI::App* user = app.add_subcommand("user", "Who works here.")->require_subcommand(1);
    const auto w = std::make_shared<UserWishes>();
    CLI::App* c = add_command(*user, run, "add",
                              "Add a member; the first one makes the workspace and is its admin.",
                              [w](Run& r) { return add_user(r, *w); });
    c->add_option("EMAIL", w->email, "His address; he signs in with it.")->required();
    c->add_option("--name", w->name, "His name.");
    c->add_option("--role", w->role, "rep, manager or admin.")
        ->check(CLI::IsMember({"rep", "manager", "admin"}));
    c->add_option("--team", w->team, "Members with the same word are a team.");
    c->add_option("--workspace", w->workspace,
                  "With the first member: the name of the selling organisation.")
        ->capture_default_str();
    c->add_option("--time-zone", w->time_zone, "With the first member: the workspace's time zone.")
        ->capture_default_str();
    c->add_option("--currency", w->currency, "With the first member: of its deals.")
        ->capture_default_str();
    add_command(*user, run, "list", "Everybody, by name.", list_users);
    c = add_command(*user, run, "change", "Change a member; what is not given stays.",
                    [w](Run& r) { return change_user(r, *w); });
    c->add_option("WHO", w->email, "His address or name now.")->required();
    c->add_option("--name", w->name, "His name.");
    c->add_option("--email", w->new_email, "His new address.");
    c->add_option("--role", w->role, "rep, manager or admin.")
        ->check(CLI::IsMember({"rep", "manager", "admin"}));
    c->add_option("--team", w->team, "His team.");
    c->add_flag("--disable", w->off,
                "He may not sign in any more; his sessions and tokens end at once.");
    c->add_flag("--enable", w->on, "He may sign in again.");
    const auto who = std::make_shared<std::string>();
    add_command(*user, run, "link", "A link that signs a member in, once.",
                [who](Run& r) { return link_user(r, *who); })
        ->add_option("EMAIL", *who, "His address or name.")
        ->required();
    add_command(*user, run, "password",
                "Set a member's password (asked for, or one line of standard input).",
                [who](Run& r) { return set_password(r, *who); })
        ->add_option("EMAIL", *who, "His address.")
        ->required();

    CLI::App* token =
        app.add_subcommand("token", "What programs come in with.")->require_subcommand(1);
    const auto name = std::make_shared<std::string>();
    add_command(*token, run, "add", "Make a token; it may do what you may (--as says who you are).",
                [name](Run& r) { return make_token(r, *name); })
        ->add_option("NAME", *name, "What it is for.")
        ->required();
    add_command(*token, run, "list", "Your tokens.", list_tokens);
    add_command(*token, run, "revoke", "End a token.",
                [name](Run& r) { return revoke_token(r, *name); })
        ->add_option("ID", *name, "Its id.")
        ->required();
}

}  // namespace ante::server::cli
