#pragma once
// How a DealLine is read: shared by the lists of deals and Today.

#include "store/list_query.h"

namespace ante::store {

// The columns of a DealLine, of all deals of the workspace $1; $2 is now. Add to its WHERE.
extern const std::string_view deal_columns;

struct DealItem {
    DealLine line;
    double stored_momentum = 0;
    std::string name_key;
};
// Without its next thing.
Result<DealItem> deal_item(const Row& row, const Workspace& workspace, Instant now);

void say_next_thing(DealLine& line, const method::Signal& signal);

// A list of ids as parameters: always as many, the last repeated, so that the text stays the same.
std::string id_list(Query& q, const std::vector<method::DealId>& ids, std::int64_t size);

}  // namespace ante::store
