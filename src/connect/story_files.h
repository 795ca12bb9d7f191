#pragma once
// Histories of deals from somebody else's system, as two files, for grading the forecast on them.
//
//     deals.csv   deal,opened,closed,outcome[,amount,kind]
//     acts.csv    deal,at,side,kind,effort[,person,role,outcome]
//
// docs/FORECAST.md has the manual of both. Columns are found by their names, in any order; others
// are passed over. Days and moments are ISO 8601 (2011-10-01, 2011-10-01T11:45:11+02:00; without an
// offset they are UTC). Nothing is guessed: what can't be read is named by its line, and then
// nothing is done.

#include <deque>
#include <string>
#include <vector>

#include "connect/csv.h"
#include "method/forecast/story.h"

namespace ante::connect {

struct Stories {
    method::forecast::Book book{};
    std::int64_t acts = 0;             // read
    std::int64_t after_end = 0;        // of these, left out: after the end of their deal
    std::int64_t of_no_deal = 0;       // left out: their deal is not in deals.csv
    std::int64_t of_no_deal_line = 0;  // the first of them

    // What the book's views point into.
    std::deque<std::string> ids{};
    std::vector<method::forecast::Deed> deeds{};

    Stories() = default;
    Stories(Stories&&) = default;
    Stories& operator=(Stories&&) = default;
};

// Reads deals first, then acts row by row; kept of each act are 32 bytes. Acts come in any order.
// Fails with `history_unreadable` and up to 20 places in `fields`, each "FILE:LINE" or "FILE".
// Limits: 4,000,000 deals, 65,000 kinds, and those of CsvReader.
Result<Stories> read_stories(Bytes& deals, const std::string& deals_name, Bytes& acts,
                             const std::string& acts_name);

}  // namespace ante::connect
