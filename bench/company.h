#pragma once
// The data set that figures are measured on, *company*: one workspace with 1,000 members, 300,000
// deals of which 20,000 are open, and some 3 million events. Made through the same commands as real
// work, so that `ante verify` finds nothing in it; the same scale tells the same stories.

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "method/values.h"
#include "store/store.h"

namespace ante::bench {

struct Company {
    std::string folder;
    double scale = 1;
    std::int64_t deals = 0;
    std::int64_t events = 0;
    std::vector<std::string> tokens;  // of reps, for signing in by `Authorization: Bearer`
};

// Told of progress: how many of how many deals are made.
using Progress = std::function<void(std::int64_t done, std::int64_t of)>;

// The company in `folder`, made there unless it is there already. `scale` makes it smaller in all
// its parts: 0.1 has 100 members and 30,000 deals. Data of another schema is made anew.
Result<Company> company_in(const std::string& folder, double scale, const Progress& progress = {});

// *hoster*: so many workspaces of 3,000 deals in one place; a token of each.
Result<Company> hoster_in(const std::string& folder, std::int64_t workspaces,
                          const Progress& progress = {});

}  // namespace ante::bench
