#pragma once
// What several rules ask of a deal, and the words in which they answer.

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "method/rules/rule.h"

namespace ante::method {

// Booked, and nobody has said yet what came of it: neither called off nor debriefed. Rules have no
// clock, so it stays awaited after its end; `debrief_due` sees to that.
bool awaited(const Meeting& meeting);

// When the count-th meeting had been debriefed; empty if there were not so many.
std::optional<Instant> debriefed(const Deal& deal, std::size_t count);

// A decision maker of today, still in the deal. What he was when the meeting took place is not
// asked: the question is who decides now.
bool decides(const Deal& deal, PersonId person);
bool attended(const Meeting& meeting, PersonId person);

// A buyer's promise that costs him something, agreed to.
bool is_agreed_advance(const Commitment& commitment);
// Did the buyer agree to one at that moment or later?
bool advanced_since(const Deal& deal, Instant since);

// The last moment at which a buyer's promise was open; empty if none ever was. Asked only while
// none is open now.
std::optional<Instant> last_open_promise(const Deal& deal);
bool has_open_promise(const Deal& deal);  // of the buyer's

// Sentences. Names and days, and nothing that time makes untrue.
std::string day_of(const Grounds& given, Instant at);      // 6 May 2026
std::string quoted(std::string_view words);                // “bring the CFO”
std::string listed(std::span<const std::string> words);    // issue, reality and result
std::string called(const Grounds& given, const Meeting&);  // call with Dana on 6 May 2026
std::string_view called(RequestKind kind);                 // trial; for other: piece of work
std::string name_of(const Deal& deal, PersonId person);    // Dana; “The buyer” for a stranger
std::string counted(std::size_t count, std::string_view one);  // 3 meetings

}  // namespace ante::method
