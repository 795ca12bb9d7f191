#pragma once
// Who somebody is once he is in, and how he comes to be in.

#include "api/endpoint.h"
#include "method/people.h"
#include "store/directory.h"

namespace ante::api {

inline constexpr std::size_t shortest_password = 12;

struct WorkspaceWords {
    method::WorkspaceId id{};
    std::string name;
    std::string time_zone;
    Currency currency{};
    static constexpr auto fields =
        describe(field<&WorkspaceWords::id>("id", "Its id."),
                 field<&WorkspaceWords::name>("name", "The selling organisation."),
                 field<&WorkspaceWords::time_zone>("time_zone", "Dates are days in it."),
                 field<&WorkspaceWords::currency>("currency", "Of new deals."));
};
struct Me {
    method::Member member{};
    WorkspaceWords workspace{};
    static constexpr auto fields =
        describe(field<&Me::member>("member", "You."),
                 field<&Me::workspace>("workspace", "The workspace you are in."));
};

Result<Me> words_about(store::Connection& db, const store::Known& who);
// Always a fresh session: one that somebody slipped into the browser before is not taken over.
Result<Me> let_in(Writing& in, const store::Known& who);

}  // namespace ante::api
