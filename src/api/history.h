#pragma once
// What happened in a deal, told in sentences: "Dana agreed: brings the CFO, by 20 May 2026."

#include "api/endpoint.h"

namespace ante::api {

struct Happening {
    std::int64_t version = 0;
    std::string type;
    Instant at{};
    Instant recorded_at{};
    std::optional<method::MemberId> member{};
    std::optional<method::PersonId> person{};
    std::string by;
    std::string sentence;
    static constexpr auto fields =
        describe(field<&Happening::version>("version", "The deal's version from then on."),
                 field<&Happening::type>("type", "The event's type."),
                 field<&Happening::at>("at", "When it happened."),
                 field<&Happening::recorded_at>("recorded_at", "When it was recorded."),
                 field<&Happening::member>("member", "The member who recorded it."),
                 field<&Happening::person>("person", "The buyer who did it on his page."),
                 field<&Happening::by>("by", "His name; empty if nobody did it."),
                 field<&Happening::sentence>("sentence", "What happened."));
};
struct History {
    std::vector<Happening> items{};
    std::optional<std::int64_t> next{};
    static constexpr auto fields =
        describe(field<&History::items>("items", "In the order in which it was recorded."),
                 field<&History::next>("next",
                                       "Send this as `after` for the next page; absent on the "
                                       "last."));
};

// From version `after` + 1 on, at most `limit`.
Result<History> history_of(const Reading& in, method::DealId deal, std::int64_t after,
                           std::int64_t limit);

}  // namespace ante::api
