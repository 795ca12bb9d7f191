#pragma once
// The words of the method as types, with their numbers (METHOD 1, 2). Values only: no clock, no
// I/O.

#include <array>
#include <cstdint>

#include "base/fields.h"

namespace ante::method {

using WorkspaceId = Id<struct WorkspaceTag>;
using MemberId = Id<struct MemberTag>;
using AccountId = Id<struct AccountTag>;
using PersonId = Id<struct PersonTag>;
using DealId = Id<struct DealTag>;
using MeetingId = Id<struct MeetingTag>;
using AskId = Id<struct AskTag>;
using CommitmentId = Id<struct CommitmentTag>;
using RequestId = Id<struct RequestTag>;
using TouchId = Id<struct TouchTag>;
using MergeId = Id<struct MergeTag>;

// clang-format off
enum class Side : std::uint8_t { buyer, seller };
constexpr auto words(Side) { return std::array{"buyer"sv, "seller"sv}; }

// What a promise costs the one who makes it.
enum class Effort : std::uint8_t { compliance, presence, work, people, exposure, stake };
constexpr auto words(Effort) { return std::array{"compliance"sv, "presence"sv, "work"sv, "people"sv, "exposure"sv, "stake"sv}; }

enum class Role : std::uint8_t { user, influencer, coach, gatekeeper, approver, decision_maker };
constexpr auto words(Role) { return std::array{"user"sv, "influencer"sv, "coach"sv, "gatekeeper"sv, "approver"sv, "decision_maker"sv}; }

enum class Level : std::uint8_t { individual, manager, director, executive, owner };
constexpr auto words(Level) { return std::array{"individual"sv, "manager"sv, "director"sv, "executive"sv, "owner"sv}; }

enum class DealKind : std::uint8_t { fresh, expansion, renewal };  // "new" is a word of C++.
constexpr auto words(DealKind) { return std::array{"new"sv, "expansion"sv, "renewal"sv}; }

enum class MeetingKind : std::uint8_t { call, video, visit };
constexpr auto words(MeetingKind) { return std::array{"call"sv, "video"sv, "visit"sv}; }

enum class RequestKind : std::uint8_t { demo, sample, proposal, references, document, trial, call, time, other };
constexpr auto words(RequestKind) { return std::array{"demo"sv, "sample"sv, "proposal"sv, "references"sv, "document"sv, "trial"sv, "call"sv, "time"sv, "other"sv}; }

enum class TouchKind : std::uint8_t { note, article, call, drop_in, message, event, entertainment };
constexpr auto words(TouchKind) { return std::array{"note"sv, "article"sv, "call"sv, "drop_in"sv, "message"sv, "event"sv, "entertainment"sv}; }

enum class Interest : std::uint8_t { yes, not_yet, no };
constexpr auto words(Interest) { return std::array{"yes"sv, "not_yet"sv, "no"sv}; }

enum class Verdict : std::uint8_t { order, advance_best, advance_minimum, advance_other, continuation, refused, no_sale };
constexpr auto words(Verdict) { return std::array{"order"sv, "advance_best"sv, "advance_minimum"sv, "advance_other"sv, "continuation"sv, "refused"sv, "no_sale"sv}; }

enum class LostTo : std::uint8_t { no_decision, competitor, not_a_fit, other };
constexpr auto words(LostTo) { return std::array{"no_decision"sv, "competitor"sv, "not_a_fit"sv, "other"sv}; }

enum class Initiative : std::uint8_t { asked, unasked };  // Did we ask for it, or did they offer it?
constexpr auto words(Initiative) { return std::array{"asked"sv, "unasked"sv}; }

enum class AskRank : std::uint8_t { best, minimum, alternative };
constexpr auto words(AskRank) { return std::array{"best"sv, "minimum"sv, "alternative"sv}; }

enum class Visibility : std::uint8_t { team, only_me };  // only_me: the owner, his manager and admins.
constexpr auto words(Visibility) { return std::array{"team"sv, "only_me"sv}; }

enum class MemberRole : std::uint8_t { rep, manager, admin };
constexpr auto words(MemberRole) { return std::array{"rep"sv, "manager"sv, "admin"sv}; }

enum class Severity : std::uint8_t { act, warn, note };
constexpr auto words(Severity) { return std::array{"act"sv, "warn"sv, "note"sv}; }

// How an answer reached us: who recorded it is told apart from who gave it.
enum class Channel : std::uint8_t { page, mail, phone, in_person };
constexpr auto words(Channel) { return std::array{"page"sv, "mail"sv, "phone"sv, "in_person"sv}; }
// clang-format on

// METHOD 2: the table of effort. Half points do not exist; stake is a real number.
constexpr double points(Effort effort) {
    constexpr std::array by_grade{0.0, 1.0, 2.0, 4.0, 6.0, 10.0};
    return by_grade[static_cast<std::size_t>(effort)];
}
constexpr int grade(Effort effort) {
    return static_cast<int>(effort);
}
constexpr bool is_advance(Effort effort) {
    return effort >= Effort::presence;
}

constexpr bool is_advance(Verdict verdict) {
    return verdict <= Verdict::advance_other;
}

// METHOD 2: what a promise is worth in each state of its life, as a part of its full stake.
struct StateWorth {
    static constexpr double agreed = 0.3;
    static constexpr double kept_on_time = 1.0;
    static constexpr double kept_late = 0.6;
    static constexpr double released = 0.0;
    static constexpr double missed = -0.5;
    static constexpr double withdrawn = -0.3;
};
inline constexpr double unasked_bonus = 1.25;  // METHOD 2: the buyer offered it unasked.

}  // namespace ante::method
