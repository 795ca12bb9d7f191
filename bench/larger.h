#pragma once
// What changes with size, each some minutes of work.

#include <string>

#include "company.h"

namespace ante::bench {

// Refits the forecast on 300,000 closed deals with 3 million acts, as `ante forecast refit` does
// it; then the forecast of 20,000 open deals. The company's stories are copied until there are so
// many: what is measured reads nothing else.
void measure_forecast(const std::string& program, const std::string& data, const Company& company);
// What other settings would have flagged in a quarter of the company: an answer takes 5 s at most,
// and says of how many deals.
void measure_what_if(const Company& company);
// A rep's Today of 50 deals at 3,000 deals and in `company`: what one costs, side by side.
void measure_growth(const std::string& program, const std::string& data, const Company& company);
// *hoster*: 1,000 workspaces of 3,000 deals in one place, times `scale`; pages of all of them.
void measure_hoster(const std::string& program, const std::string& data, double scale);
// Imports 100,000 rows and a million with `ante import`: rows a second, and memory at most.
void measure_million(const std::string& program, const std::string& data);

}  // namespace ante::bench
