#pragma once
// Letters that nobody sits down to write: the reminders of what buyers have promised, and the
// members' Today by mail. Looked for now and then; each letter's word (Letter::once) sees to it
// that it goes out once.

#include "api/endpoint.h"

namespace ante::api {

// A reminder the day before, for promises that were agreed two days earlier at least, and one from
// the day after; three days after that day it is too late for one. The digest on working days, from
// the hour at which the quiet hours end, and only if there is anything to do. Answers when to look
// again.
Instant write_daily_mail(House& house, Instant now);

}  // namespace ante::api
