#pragma once
// Who may open a deal's plan without an account (METHOD 14): a link for each player of a deal, its
// secrets, and the short sessions that they open. Beside the log and no part of it: what is done
// through them is.
//
//     link     of one player in one deal; made, taken back, made again; ends by itself
//     secret   256 random bits behind a #; a link has one for each mail that carried it. Stored as
//              its hash (directory.h), so that nobody can read it again, us included
//     session  what a browser gets for a secret; ends with its link, at the latest after its hours
//
// No rights are checked here, nor whether the person is a player still: whoever lets a guest in
// asks that of the deal (api/buyer/guest.h).

#include <optional>
#include <string>
#include <vector>

#include "method/values.h"
#include "store/store.h"

namespace ante::store {

using PlanLinkId = Id<struct PlanLinkTag>;

inline constexpr std::int64_t plan_link_days = 90;  // that a link lives, if nobody says
inline constexpr hours plan_session_lives{12};
inline constexpr minutes plan_code_lives{15};
inline constexpr std::int64_t plan_code_tries = 5;      // at one code
inline constexpr std::int64_t plan_codes_an_hour = 5;   // sent for one link
inline constexpr std::int64_t most_plan_secrets = 20;   // of one link; the oldest goes
inline constexpr std::int64_t most_plan_sessions = 20;  // the same

struct PlanLink {
    PlanLinkId id{};
    method::DealId deal{};
    method::PersonId person{};
    method::MemberId made_by{};
    Instant made_at{};
    std::int64_t days = plan_link_days;
    Instant expires_at{};
    bool email_check = false;
    std::optional<Instant> seen_at{};
    std::optional<Instant> revoked_at{};

    bool open(Instant now) const { return !revoked_at && expires_at > now; }

    static constexpr auto fields = describe(
        field<&PlanLink::id>("id", "Its id."), field<&PlanLink::deal>("deal", "Whose plan."),
        field<&PlanLink::person>("person", "Who opens it."),
        field<&PlanLink::made_by>("made_by", "Who of us made it."),
        field<&PlanLink::made_at>("made_at", "When, last."),
        field<&PlanLink::days>("days", "How many days it lives from the mail that carried it."),
        field<&PlanLink::expires_at>("expires_at", "When it ends by itself."),
        field<&PlanLink::email_check>("email_check",
                                      "Is he asked for a code that is sent to his address?"),
        field<&PlanLink::seen_at>("seen_at", "When he opened it last; absent: never."),
        field<&PlanLink::revoked_at>("revoked_at", "When it was taken back."));
};

Result<std::vector<PlanLink>> plan_links(Connection& db, method::WorkspaceId id,
                                         method::DealId deal);
// `link_not_found` if it is not this deal's.
Result<PlanLink> plan_link(Connection& db, method::WorkspaceId id, method::DealId deal,
                           PlanLinkId link);
Result<std::optional<PlanLink>> plan_link_of(Connection& db, method::WorkspaceId id,
                                             method::DealId deal, method::PersonId person);

// Writes all of it but `seen_at`; a link of that deal and person that was there before is this one
// now.
Result<void> put_plan_link(Connection& db, method::WorkspaceId id, const PlanLink& link);
// Its secrets and sessions are gone when this is committed.
Result<void> revoke_plan_link(Connection& db, method::WorkspaceId id, PlanLinkId link, Instant now);
// Another secret of the link: shown once.
Result<std::string> new_plan_secret(Connection& db, method::WorkspaceId id, PlanLinkId link,
                                    Instant now);

// Whom a secret or a session stands for.
struct PlanGuest {
    method::WorkspaceId workspace{};
    PlanLink link{};
};
// None if it is unknown, taken back or over: all three look alike.
Result<std::optional<PlanGuest>> guest_by_secret(Connection& db, std::string_view secret,
                                                 Instant now);

// A session; with a code it opens nothing before the code was said.
struct PlanSession {
    PlanGuest guest{};
    bool waits_for_code = false;
};
// Answers its secret.
Result<std::string> open_plan_session(Connection& db, const PlanGuest& guest, Instant now,
                                      std::string_view code = {});
Result<std::optional<PlanSession>> plan_session(Connection& db, std::string_view secret,
                                                Instant now);
// `code_wrong`; after five wrong ones, and when it is too old, `code_over`, and the session is gone
// (so this must be committed, too).
enum class CodeSaid : std::uint8_t { right, wrong, over };
Result<CodeSaid> say_plan_code(Connection& db, std::string_view secret, std::string_view code,
                               Instant now);
// Counts a code that is about to be sent; false if the hour that began with the first one has had
// `plan_codes_an_hour`. It is the link that counts, so that no session's end forgets it.
Result<bool> may_send_plan_code(Connection& db, const PlanGuest& guest, Instant now);
Result<void> close_plan_session(Connection& db, std::string_view secret);
// All of a link's: who is in has to come in again.
Result<void> close_plan_sessions(Connection& db, method::WorkspaceId id, PlanLinkId link);
Result<void> note_seen(Connection& db, const PlanGuest& guest, Instant now);

// Sweeps sessions that have ended. Answers how many went.
Result<std::int64_t> sweep_plan_sessions(Connection& db, Instant now);

// ---- the seller's logo, as his buyers see it

struct Logo {
    std::string content_type;  // image/png, image/jpeg
    std::string bytes;
    Instant changed_at{};
};
inline constexpr std::size_t largest_logo = 100 * 1024;
// "image/png" or "image/jpeg" by what the bytes begin with; `logo_not_a_picture`,
// `logo_too_large`.
Result<std::string> type_of_logo(std::string_view bytes);
Result<void> put_logo(Connection& db, method::WorkspaceId id, const Logo& logo);
Result<void> remove_logo(Connection& db, method::WorkspaceId id);
Result<std::optional<Logo>> logo_of(Connection& db, method::WorkspaceId id);
Result<std::optional<Instant>> logo_changed_at(Connection& db, method::WorkspaceId id);

}  // namespace ante::store
