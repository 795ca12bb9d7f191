#include "api/buyer/guest.h"

#include "store/directory.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

constexpr std::size_t longest_secret = 200;

// A merge into one that was merged again, and so on: no real chain is longer.
constexpr int longest_chain = 20;

Error plan_over() {
    return {No::unauthenticated, "plan_over", "This link opens nothing any more.", {}};
}

template <class Enter>
Result<Guest> guest_by(store::Connection& db, std::string_view session, Instant now,
                       Enter&& enter) {
    if (session.empty() || session.size() > longest_secret) return plan_over();
    TRY(auto known, store::plan_session(db, session, now));
    if (!known) return plan_over();
    if (known->waits_for_code)
        return Error{No::unauthenticated, "plan_code_wanted", "Say the code first.", {}};
    Guest guest{.by = known->guest};
    TRY(guest.workspace, enter(guest.by.workspace));
    auto person = person_of(db, guest.by.workspace, guest.by.link);
    if (person.has_error() && person.error().kind == No::not_found) return plan_over();
    TRY(const Person is, std::move(person));
    guest.person = is.id;
    auto deal = store::load_deal(db, guest.by.workspace, guest.by.link.deal);
    if (deal.has_error() && deal.error().kind == No::not_found) return plan_over();
    TRY(guest.deal, std::move(deal));
    const Player* player = guest.deal.deal.player(guest.person);
    if (!player || player->left_at) return plan_over();
    return guest;
}

}  // namespace

Result<Person> person_of(store::Connection& db, WorkspaceId id, const store::PlanLink& link) {
    PersonId at = link.person;
    for (int i = 0; i < longest_chain; ++i) {
        TRY(auto found, store::load_person(db, id, at));
        if (!found.value.merged_into) return std::move(found.value);
        at = *found.value.merged_into;
    }
    return not_found("person");
}

Result<Guest> guest_in(store::Connection& db, std::string_view session, Instant now) {
    return guest_by(db, session, now, [&](WorkspaceId id) { return store::look_into(db, id); });
}

Result<Guest> guest_in(store::Transaction& in, std::string_view session, Instant now) {
    return guest_by(in.db(), session, now, [&](WorkspaceId id) { return store::enter(in, id); });
}

std::string form_token(std::string_view session) {
    return store::hash_of("form of " + std::string(session)).substr(0, 32);
}

std::string secret_in(std::string_view link) {
    while (!link.empty() && (link.front() == ' ' || link.front() == '\n')) link.remove_prefix(1);
    if (const auto hash = link.rfind('#'); hash != std::string_view::npos)
        link.remove_prefix(hash + 1);
    return std::string(link.substr(0, link.find_first_of(" \n/?&")));
}

}  // namespace ante::api
