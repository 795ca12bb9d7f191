#pragma once
// What a deal adds to the manager's figures, day by day (METHOD 12). It follows from the deal
// alone, so that the figures of a team are sums of stored rows, and nobody's deals are read for
// them.
//
// What is counted when: a meeting, and all that came of it, on the day on which it began; a request
// on the day it was asked, accepted or had gone without a purpose for too long; points on the day
// of the act that moved them. Days are the workspace's. A day ahead of today may be among them (a
// request that will have waited for too long, unless somebody answers it): whoever sums up to today
// leaves it out.

#include <optional>
#include <vector>

#include "method/ledger.h"

namespace ante::method {

// Sums, so that real numbers of hours and points stand beside counts.
struct Tally {
    double held = 0;             // meetings that were debriefed; the next six are of these
    double planned = 0;          // best and minimum action were there
    double asked = 0;            // an ask of the plan was answered
    double advanced = 0;         // the buyer promised something that costs him
    double next_booked = 0;      // the next one was booked before it ended
    double recapped = 0;         // the recap went out in time
    double complied = 0;         // it went on, and the buyer promised nothing that costs
    double deciders = 0;         // decision makers who came, meeting by meeting
    double read = 0;             // of these, asked for their temperature
    double minutes = 0;          // of meetings held
    double minutes_alone = 0;    // of those after which no promise of the buyer was open
    double requests = 0;         // asked
    double purposeless = 0;      // neither accepted, declined nor withdrawn in time
    double accepted = 0;         // with a purpose
    double for_nothing = 0;      // of these, with nothing in exchange
    double overridden = 0;       // of these, over one that was not answered yet
    double points_given = 0;     // what we put in
    double points_received = 0;  // what buyers put in
    double buyer_acts = 0;       // whatever ends silence (METHOD 2)

    Tally& operator+=(const Tally& other);
    bool operator==(const Tally&) const = default;

    template <class T>
    static constexpr auto rows_of() {
        return describe(
            field<&T::held>("held", ""), field<&T::planned>("planned", ""),
            field<&T::asked>("asked", ""), field<&T::advanced>("advanced", ""),
            field<&T::next_booked>("next_booked", ""), field<&T::recapped>("recapped", ""),
            field<&T::complied>("complied", ""), field<&T::deciders>("deciders", ""),
            field<&T::read>("read", ""), field<&T::minutes>("minutes", ""),
            field<&T::minutes_alone>("minutes_alone", ""), field<&T::requests>("requests", ""),
            field<&T::purposeless>("purposeless", ""), field<&T::accepted>("accepted", ""),
            field<&T::for_nothing>("for_nothing", ""), field<&T::overridden>("overridden", ""),
            field<&T::points_given>("points_given", ""),
            field<&T::points_received>("points_received", ""),
            field<&T::buyer_acts>("buyer_acts", ""));
    }
};

struct DayTally {
    Date day{};
    Tally tally{};
    bool operator==(const DayTally&) const = default;
};

// By day; days on which nothing is counted are not in it. `ledger` is the deal's.
std::vector<DayTally> days_of(const Deal& deal, const Ledger& ledger, const Settings& settings,
                              const Zone& zone);

// For the three months' penalty (METHOD 7, no_early_commitment): of a deal whose second meeting was
// held, and that was not closed in one of the first two.
struct EarlyPart {
    Instant second_meeting{};  // its end: from there on both sides have had the same chances
    bool advance = false;      // in one of the two
    bool operator==(const EarlyPart&) const = default;
};
std::optional<EarlyPart> early_part_of(const Deal& deal);

}  // namespace ante::method
