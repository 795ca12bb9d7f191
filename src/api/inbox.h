#pragma once
// What comes back: reports of mails that could not be delivered mark their letter, answers end the
// buyer's silence, invitations that were answered go to the meeting.

#include <string_view>

#include "api/endpoint.h"

namespace ante::api {

// Reads what is new in the operator's inbox. Answers when to look again.
Instant read_inbox(House& house, Instant now);

// What one mail tells. A mail that tells nothing, or is none, changes nothing. Of an answer no more
// is kept than the first 500 characters of his own words.
Result<void> take_mail(House& house, std::string_view bytes, Instant now);

}  // namespace ante::api
