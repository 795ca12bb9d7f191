#pragma once
// Who a buyer is on his page, and what he may open: the one place that decides it. A guest has one
// deal's plan, as one player of it, as long as his link lives, he is a player, and the deal is
// there. It is asked anew with every request and every look of the event stream, so that a link
// that was taken back opens nothing from that moment on.

#include <string>
#include <string_view>

#include "api/endpoint.h"
#include "store/buyer_links.h"

namespace ante::api {

struct Guest {
    store::PlanGuest by{};
    store::Workspace workspace{};
    store::StoredDeal deal{};
    method::PersonId person{};
};

inline constexpr std::string_view guest_cookie = "plan";

// Who a link's person is today: he may have been merged into another, whose link it is then.
Result<method::Person> person_of(store::Connection& db, method::WorkspaceId id,
                                 const store::PlanLink& link);

// `plan_over` (401) for all that opens nothing: unknown, taken back, ended, no player any more.
// `plan_code_wanted` (401) while the code that was sent to him has not been said.
Result<Guest> guest_in(store::Connection& db, std::string_view session, Instant now);
// The same within a write: the workspace is locked first.
Result<Guest> guest_in(store::Transaction& in, std::string_view session, Instant now);

// What every form of a session's pages carries beside the cookie: a page of another site can't know
// it.
std::string form_token(std::string_view session);

// The secret in what somebody pasted: the whole address, or what stands behind its #.
std::string secret_in(std::string_view link);

}  // namespace ante::api
