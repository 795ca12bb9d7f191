#include "method/deal.h"

#include <algorithm>

namespace ante::method {
namespace {

template <class List, class Id, class Part>
const Part* find(const List& list, Id id, Id Part::*key) {
    const auto at = std::ranges::find(list, id, key);
    return at == list.end() ? nullptr : &*at;
}

}  // namespace

std::optional<Instant> Commitment::agreed_at() const {
    return std::visit(
        []<class S>(const S& s) -> std::optional<Instant> {
            if constexpr (std::is_same_v<S, Agreed>)
                return s.at;
            else if constexpr (requires { s.agreed_at; })
                return s.agreed_at;
            else
                return std::nullopt;
        },
        state);
}

std::optional<Instant> Commitment::kept_at() const {
    const Kept* kept = std::get_if<Kept>(&state);
    return kept ? std::optional(kept->at) : std::nullopt;
}

std::optional<Instant> Commitment::settled_at() const {
    return std::visit(
        []<class S>(const S& s) -> std::optional<Instant> {
            if constexpr (std::is_same_v<S, Proposed> || std::is_same_v<S, Agreed>)
                return std::nullopt;
            else
                return s.at;
        },
        state);
}

const Player* Deal::player(PersonId who) const {
    return find(players, who, &Player::person);
}
const Meeting* Deal::meeting(MeetingId which) const {
    return find(meetings, which, &Meeting::id);
}
const Commitment* Deal::commitment(CommitmentId which) const {
    return find(commitments, which, &Commitment::id);
}
const Request* Deal::request(RequestId which) const {
    return find(requests, which, &Request::id);
}

const Colleague* Deal::colleague(ColleagueId which) const {
    return find(colleagues, which, &Colleague::id);
}

std::string_view Deal::name_of(PersonId person) const {
    const Player* who = player(person);
    return who ? std::string_view(who->name) : "the buyer"sv;
}

}  // namespace ante::method
