#pragma once
// How long this buyer usually takes to answer (METHOD 7, `quiet`).

#include <vector>

#include "method/rules/rule.h"

namespace ante::method {

// His reply times: each from our first contact after his previous act (or since the beginning) to
// his next act, whatever it is. A contact is something of ours that reached him and that he could
// answer: a touch, a delivery, a promise of ours that we kept, something we asked of him, a recap.
// What we still wait for is no answer, so that more contacts of ours change nothing until he acts.
// An act to which no contact of ours led is his own and no answer. In order of his acts.
std::vector<milliseconds> reply_times(const Deal& deal, const Ledger& ledger);

// Thresholds `days`, `answers`, `percentile`, `least_days`, `most_days`: the standard until he has
// answered often enough; then his own slow answer, the nearest-rank percentile of his reply times,
// within the limits.
milliseconds expected_silence(const std::vector<milliseconds>& replies, const Thresholds& is);

}  // namespace ante::method
