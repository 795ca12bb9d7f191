#pragma once
// One deal of a file, with all its rows, carried out as commands. import_file.h says what becomes
// of what.

#include <string>
#include <vector>

#include "api/import_file.h"

namespace ante::api {

// Somebody or something new beside the deal. A dry run makes the same account again in each batch,
// so that it is known by its name, not by its id.
struct MadeBeside {
    store::EffectOn kind = store::EffectOn::account;
    Uuid id{};
    std::string name;
};

struct Carried {
    RowOutcome outcome = RowOutcome::same;  // made, changed or same
    std::vector<MadeBeside> made{};
    store::ImportEffect deal{};  // Unless it stayed the same.
};

// Errors beside the store's: `deal_not_found`, and the method's refusals. Then nothing of it may
// stay: call it within Transaction::attempt.
Result<Carried> carry_deal(store::Transaction& in, store::Workspace& ws,
                           const connect::ImportPlan& plan, const connect::ImportRow& row,
                           const store::Cause& cause);

}  // namespace ante::api
