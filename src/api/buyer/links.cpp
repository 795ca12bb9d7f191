#include "api/buyer/links.h"

#include <algorithm>

#include "api/buyer/guest.h"
#include "api/buyer/page_html.h"
#include "api/buyer/plan_page.h"
#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/letter_view.h"
#include "store/buyer_links.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;
using store::PlanLink;

struct PlanLinkView {
    PlanLink link{};
    std::string name;
    bool has_address = false;
    bool open = false;
    static constexpr auto fields =
        describe(field<&PlanLinkView::link>("link", "The link."),
                 field<&PlanLinkView::name>("name", "Who opens it."),
                 field<&PlanLinkView::has_address>("has_address", "Do we know his e-mail address?"),
                 field<&PlanLinkView::open>("open", "Does it open the page now?"));
};
struct PlanLinks {
    std::vector<PlanLinkView> items{};
    static constexpr auto fields =
        describe(field<&PlanLinks::items>("items", "One for each player who ever had one."));
};

Result<PlanLinkView> view_of_link(const Reading& in, const Deal& deal, const PlanLink& link) {
    PlanLinkView view{};
    const auto person = person_of(in.db, in.workspace.id, link);
    if (person.has_error() && person.error().kind != No::not_found) return person.error();
    const PersonId is = person.has_value() ? person.value().id : link.person;
    view.name = std::string(deal.name_of(is));
    view.has_address = person.has_value() && !person.value().email.empty();
    const Player* player = deal.player(is);
    view.open = link.open(in.now) && player && !player->left_at;
    view.link = link;
    return view;
}

Result<PlanLinks> list_plan_links(const Reading& in, const Nothing&) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    TRY(auto links, store::plan_links(in.db, in.workspace.id, *in.deal));
    PlanLinks all;
    for (const PlanLink& link : links) {
        TRY(auto view, view_of_link(in, stored.deal, link));
        all.items.push_back(std::move(view));
    }
    return all;
}

// A code must reach him: by a mail server, at an address.
Result<Person> with_address(const Reading& in, PersonId id, bool needed) {
    TRY(const auto person, store::load_person(in.db, in.workspace.id, id));
    if (needed && person.value.email.empty())
        return refuse("address_missing", "Write down the e-mail address of " + person.value.name +
                                             " first: the code is sent there.");
    if (needed) {
        TRYV(expect_mail(in.house));
    }
    return person.value;
}

std::string address_of(const House& house, const std::string& secret) {
    return house.public_url + "/plan#" + secret;
}

// Whoever came in before a code was asked for has to say it, too.
Result<void> put_link(Writing& in, const PlanLink& link, bool checked_before) {
    TRYV(store::put_plan_link(in.db, in.workspace.id, link));
    if (!link.email_check || checked_before) return success();
    return store::close_plan_sessions(in.db, in.workspace.id, link.id);
}

struct MakePlanLink {
    PersonId person{};
    std::int64_t days = store::plan_link_days;
    bool email_check = false;
    static constexpr auto fields = describe(
        field<&MakePlanLink::person>("person", "A player of the deal."),
        field<&MakePlanLink::days>("days", "How many days it lives.",
                                   {.min = 1, .max = 730, .may_be_absent = true}),
        field<&MakePlanLink::email_check>(
            "email_check", "Ask for a code that is sent to his address?", {.may_be_absent = true}));
};
struct MadePlanLink {
    PlanLinkView link{};
    std::string url;
    static constexpr auto fields =
        describe(field<&MadePlanLink::link>("link", "The link."),
                 field<&MadePlanLink::url>("url", "Its address, shown this once."));
};
// A link that there was is the same one again, with a new address beside the older ones; if it was
// taken back, only the new one opens it.
Result<MadePlanLink> make_plan_link(Writing& in, const MakePlanLink& body) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    const Player* player = stored.deal.player(body.person);
    if (!player || player->left_at)
        return refuse("player_unknown", "Only a player of the deal can have a link to its plan.");
    TRYV(with_address(in, body.person, body.email_check));
    TRY(const auto before, store::plan_link_of(in.db, in.workspace.id, *in.deal, body.person));
    PlanLink link{.id = before ? before->id : in.in.ids().make<store::PlanLinkTag>(in.now),
                  .deal = *in.deal,
                  .person = body.person,
                  .made_by = in.viewer.me,
                  .made_at = in.now,
                  .days = body.days,
                  .expires_at = in.now + Days{body.days},
                  .email_check = body.email_check,
                  .seen_at = before ? before->seen_at : std::nullopt,
                  .revoked_at = std::nullopt};
    TRYV(put_link(in, link, before && before->email_check));
    TRY(const std::string secret, store::new_plan_secret(in.db, in.workspace.id, link.id, in.now));
    TRY(auto view, view_of_link(in, stored.deal, link));
    return MadePlanLink{std::move(view), address_of(in.house, secret)};
}

struct ChangePlanLink {
    Uuid link{};
    std::optional<std::int64_t> days{};
    std::optional<bool> email_check{};
    static constexpr auto fields = describe(
        field<&ChangePlanLink::link>("link", "The link.", {.from_path = true}),
        field<&ChangePlanLink::days>("days", "From now on so many days.", {.min = 1, .max = 730}),
        field<&ChangePlanLink::email_check>("email_check",
                                            "Ask for a code that is sent to his address?"));
};
Result<PlanLinkView> change_plan_link(Writing& in, const ChangePlanLink& body) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    TRY(PlanLink link, store::plan_link(in.db, in.workspace.id, *in.deal, {body.link}));
    if (link.revoked_at)
        return refuse("link_taken_back", "This link was taken back. Make a new one.");
    if (body.days) {
        link.days = *body.days;
        link.expires_at = in.now + Days{*body.days};
    }
    const bool checked = link.email_check;
    if (body.email_check) {
        TRYV(with_address(in, link.person, *body.email_check));
        link.email_check = *body.email_check;
    }
    TRYV(put_link(in, link, checked));
    return view_of_link(in, stored.deal, link);
}

struct OnePlanLink {
    Uuid link{};
    static constexpr auto fields =
        describe(field<&OnePlanLink::link>("link", "The link.", {.from_path = true}));
};
Result<Nothing> revoke_plan_link(Writing& in, const OnePlanLink& body) {
    TRY(const PlanLink link, store::plan_link(in.db, in.workspace.id, *in.deal, {body.link}));
    TRYV(store::revoke_plan_link(in.db, in.workspace.id, link.id, in.now));
    return Nothing{};
}

struct PreviewPlan {
    PersonId person{};
    static constexpr auto fields =
        describe(field<&PreviewPlan::person>("person", "As which player."));
};
Result<Answer> preview_plan(const Reading& in, const PreviewPlan& params) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    if (!stored.deal.player(params.person))
        return refuse("player_unknown", "This person is not a player in the deal.");
    TRY(const PlanPage page, plan_page_of(in.db, in.workspace, stored.deal, params.person, in.now));
    return Answer{.content_type = "text/html; charset=utf-8",
                  .content = plan_html(page, in.workspace.zone(), {.whom = PageFor::preview})};
}

// ---- our answers to what he did there

// A colleague becomes a person at the account: one who is there already, or a new one of the name
// and address that the buyer gave.
struct TakeColleagueIn {
    ColleagueId colleague{};
    std::optional<PersonId> person{};
    Role role = Role::influencer;
    Level level = Level::individual;
    static constexpr auto fields = describe(
        field<&TakeColleagueIn::colleague>("colleague", "Who was named.", {.from_path = true}),
        field<&TakeColleagueIn::person>("person",
                                        "The person he is, if we know him; absent: a new one."),
        field<&TakeColleagueIn::role>("role", "His authority in this deal.",
                                      {.may_be_absent = true}),
        field<&TakeColleagueIn::level>("level", "A new one's level.", {.may_be_absent = true}));
};

Result<Person> person_for(Writing& in, const Deal& deal, const Colleague& named,
                          const TakeColleagueIn& body) {
    if (body.person) return person_at(in, "/person", *body.person, deal.account);
    Person person;
    person.id = in.in.ids().make<PersonTag>(in.now);
    person.account = deal.account;
    person.name = named.name;
    person.email = named.email;
    person.level = body.level;
    TRYV(store::record(in.in, in.workspace, store::Versioned<Person>{}, person, in.cause));
    return person;
}

Result<DealView> confirm_colleague(Writing& in, const TakeColleagueIn& body) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    TRYV(expect_version(in, stored.version));
    const Colleague* named = stored.deal.colleague(body.colleague);
    if (!named) return not_found("colleague");
    if (!named->waits()) return carry_out_on_deal(in, DismissColleague{body.colleague});  // says no
    TRY(const Person person, person_for(in, stored.deal, *named, body));
    return carry_out_on_deal(in, ConfirmColleague{body.colleague, person.id, body.role},
                             {{person.id, person.name, person.level}});
}

// ---- the logo

struct LogoWords {
    std::string content_type;
    Instant changed_at{};
    static constexpr auto fields =
        describe(field<&LogoWords::content_type>("content_type", "image/png or image/jpeg."),
                 field<&LogoWords::changed_at>("changed_at", "When it came."));
};
Result<LogoWords> put_logo(Errand& in, const Nothing&) {
    std::string bytes(static_cast<std::size_t>(in.body.size()), '\0');
    std::size_t read = 0;
    while (read < bytes.size()) {
        TRY(const std::size_t more,
            in.body.read(read, std::span(bytes.data() + read, bytes.size() - read)));
        if (more == 0) break;
        read += more;
    }
    bytes.resize(read);
    TRY(const std::string type, store::type_of_logo(bytes));
    const store::Logo logo{type, std::move(bytes), in.now};
    TRYV(in.house.store.write_now([&](store::Transaction& write) {
        return store::put_logo(write.db(), in.viewer.workspace, logo);
    }));
    return LogoWords{logo.content_type, logo.changed_at};
}
Result<Answer> get_logo(const Reading& in, const Nothing&) {
    TRY(auto logo, store::logo_of(in.db, in.workspace.id));
    if (!logo) return not_found("logo");
    return Answer{.content_type = logo->content_type, .content = std::move(logo->bytes)};
}
Result<Nothing> remove_logo(Writing& in, const Nothing&) {
    TRYV(store::remove_logo(in.db, in.workspace.id));
    return Nothing{};
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/deals/{deal}/plan-links", "list_plan_links", "Who has a link to the deal's plan, and when he opened it last.", Right::see_deal, handled_by<&list_plan_links>()},
    {Verb::post, "/deals/{deal}/plan-links", "make_plan_link", "A link to the plan for one player; its address is shown once.", Right::change_deal, handled_by<&make_plan_link>(), Versions::none, 201, Secrets::answered},
    {Verb::patch, "/deals/{deal}/plan-links/{link}", "change_plan_link", "How long it lives, and whether it asks for a code by mail.", Right::change_deal, handled_by<&change_plan_link>()},
    {Verb::del, "/deals/{deal}/plan-links/{link}", "revoke_plan_link", "Take a link back: from now on it opens nothing.", Right::change_deal, handled_by<&revoke_plan_link>(), Versions::none, 204},
    {.verb = Verb::get, .path = "/deals/{deal}/plan-page", .operation = "preview_plan", .summary = "The page as that player sees it; nothing can be done from it.",
     .right = Right::see_deal, .handler = handled_by<&preview_plan>(), .content_type = "text/html; charset=utf-8"},
    {Verb::put, "/deals/{deal}/goal", "share_goal", "The result both sides want, as it stands on the buyer's page.", Right::change_deal, handled_by<&on_deal<ShareGoal>>(), Versions::needed},
    command<AcceptCounter>("/promises/{promise}/counter/accept", "accept_counter", "What the buyer proposed otherwise stands from now on.", Versions::any_fine),
    command<LeaveCounter>("/promises/{promise}/counter/leave", "leave_counter", "It is left as it was; the buyer reads why.", Versions::any_fine),
    {Verb::post, "/deals/{deal}/colleagues/{colleague}/confirm", "confirm_colleague", "Whom a buyer named on his page is this player.", Right::change_deal, handled_by<&confirm_colleague>(), Versions::any_fine},
    {Verb::post, "/deals/{deal}/colleagues/{colleague}/dismiss", "dismiss_colleague", "Whom a buyer named is not taken into the deal.", Right::change_deal, handled_by<&on_deal<DismissColleague>>(), Versions::any_fine},
    {.verb = Verb::get, .path = "/workspace/logo", .operation = "get_logo", .summary = "The logo that buyers see.", .right = Right::member, .handler = handled_by<&get_logo>(), .content_type = "image/*"},
    {.verb = Verb::put, .path = "/workspace/logo", .operation = "put_logo", .summary = "A PNG or JPEG of at most 100 kB, for what buyers see.", .right = Right::administer, .handler = handled_by<&put_logo>(),
     .takes = "", .largest_body = store::largest_logo},
    {Verb::del, "/workspace/logo", "remove_logo", "No logo: the name stands there.", Right::administer, handled_by<&remove_logo>(), Versions::none, 204},
};
// clang-format on

}  // namespace

Result<std::string> plan_link_for(Writing& in, DealId deal, PersonId person) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, deal));
    const Player* player = stored.deal.player(person);
    if (!player || player->left_at) return std::string();
    TRY(auto link, store::plan_link_of(in.db, in.workspace.id, deal, person));
    if (link && link->revoked_at) return std::string();
    if (!link)
        link = PlanLink{.id = in.in.ids().make<store::PlanLinkTag>(in.now),
                        .deal = deal,
                        .person = person,
                        .made_by = in.viewer.me,
                        .made_at = in.now};
    link->expires_at = std::max(link->expires_at, in.now + Days{link->days});
    TRYV(store::put_plan_link(in.db, in.workspace.id, *link));
    TRY(const std::string secret, store::new_plan_secret(in.db, in.workspace.id, link->id, in.now));
    return address_of(in.house, secret);
}

Endpoints buyer_endpoints() {
    return rows;
}

}  // namespace ante::api
