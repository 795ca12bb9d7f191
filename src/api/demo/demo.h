#pragma once
// A living sample workspace (`ante demo`): nine months of coherent stories up to now, told through
// the same commands as real work, so that every signal, verdict and state of a request occurs and
// Today is worth reading.

#include <functional>
#include <string>

#include "method/values.h"
#include "store/store.h"

namespace ante::api {

struct DemoMade {
    std::int64_t members = 0;
    std::int64_t accounts = 0;
    std::int64_t people = 0;
    std::int64_t deals = 0;
    std::string somebody;  // The address of a rep whose Today is worth reading.
};

// Fills an empty place: `demo_not_empty` if there is a workspace already. The same seed and moment
// tell the same stories. `progress` is told of deals done.
Result<DemoMade> make_demo(
    store::Store& store, Instant now, std::uint64_t seed,
    const std::function<void(std::int64_t done, std::int64_t of)>& progress = {});

// The same stories for a workspace of one's own: with colleagues who can't sign in (their addresses
// lead nowhere), and some of the deals carried by `me`, so that his Today is worth reading.
// `sample_not_empty` (conflict) if there is an account or a deal already; `sample_needs_stages` if
// the stages of the stories are not there.
Result<DemoMade> add_sample(store::Store& store, method::WorkspaceId workspace, method::MemberId me,
                            Instant now, std::uint64_t seed);

}  // namespace ante::api
