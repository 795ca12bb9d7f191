#pragma once
// Ids and times as text, straight into a buffer: an answer holds hundreds of them, and a string for
// each was a tenth of it.

#include "base/ids.h"
#include "base/time.h"

namespace ante {

// Each writes as many characters as its text has, and answers the place behind them. Years from
// 0 to 9999.
inline constexpr std::size_t uuid_length = 36;
inline constexpr std::size_t instant_length = 24;
inline constexpr std::size_t date_length = 10;
char* put_uuid(const Uuid& id, char* at);
char* put_instant(Instant moment, char* at);
char* put_date(Date day, char* at);

}  // namespace ante
