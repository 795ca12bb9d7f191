#pragma once
// A calendar on a server (CalDAV): read as far as it changed, and, if its owner wants that, our
// meetings put into it.

#include "api/calendar_matching.h"
#include "api/calendar_sync.h"

namespace ante::api {

struct CollectionLook {
    CalendarLook look{};
    std::string token{};  // for the next time
    std::int64_t found = 0;
    std::int64_t left_out = 0;
    std::vector<connect::CalendarProblem> problems{};
};

// Asks the server; writes nothing. With `whole` all of it is read.
Result<CollectionLook> look_into_collection(House& house, const store::CalendarRow& calendar,
                                            const CalendarSecret& secret,
                                            const connect::EgressRules& rules, bool whole,
                                            Instant now);

// Puts what its owner has ahead into it, changes what changed, removes what was called off. What
// somebody changed there meanwhile is left until it was read. What the server refuses stands in
// nobody's way: the others go on, and the first refusal is the answer. What there is no time left
// for waits for the next look.
Result<void> write_meetings(House& house, const store::CalendarRow& calendar,
                            const CalendarSecret& secret, const connect::EgressRules& rules,
                            Instant now);

}  // namespace ante::api
