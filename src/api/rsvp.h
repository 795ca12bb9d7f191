#pragma once
// Answers to our invitations (iMIP, RFC 6047): who accepts a dated meeting has given his word to
// come (METHOD 2), who declines or is not sure is noted beside his name.

#include <span>
#include <string_view>
#include <vector>

#include "connect/icalendar.h"
#include "store/store.h"

namespace ante::api {

// What one calendar part of a mail answers; empty if it answers nothing, or is larger than answers
// are. Reads only, before any transaction.
std::vector<connect::CalendarEvent> read_reply(std::string_view icalendar, Instant now);

// That, and who sent it. True if it was an answer to an invitation of ours from somebody who got
// it, in his own name; then there is nothing else in that mail for the deal. An answer to a date
// that was moved since counts as none. What it is not, changes nothing.
Result<bool> take_reply(store::Transaction& in, std::span<const connect::CalendarEvent> answers,
                        std::string_view from, Instant now);

}  // namespace ante::api
