#pragma once
// A deal of the ledger as the forecast sees it. A deal enters the forecast with the pipeline
// (METHOD 8): its story is opened then, and what was done before is known from its first day on.

#include "method/deal.h"
#include "method/forecast/story.h"
#include "method/ledger.h"
#include "method/settings.h"

namespace ante::method::forecast {

// A story with what its views point into. May be moved, not copied.
struct LedgerStory {
    std::string id{};
    std::vector<Deed> deeds{};
    std::vector<std::uint32_t> acts{};  // For each deed its place among the ledger's acts.
    std::vector<StageEntry> stages{};   // By time.
    Instant opened{};
    std::optional<Ended> ended{};
    std::optional<double> amount{};
    std::uint16_t kind = 0;

    Story story() const;
};

// Null for a deal that never passed the door. Lost to no decision, and parked, is faded. The acts
// are the ledger's, each with the change it made; a meeting that was attended and ended without an
// advance is a continuation. The amount is what was said at the door, in the workspace's currency:
// a closing price would give the answer away, and one of another currency can't be compared.
std::optional<LedgerStory> story_of(const Deal& deal, const Settings& settings);
std::optional<LedgerStory> story_of(const Deal& deal, const Settings& settings,
                                    const Ledger& ledger);

// The words of such stories: a book of them begins with these.
Book ledger_book();

}  // namespace ante::method::forecast
