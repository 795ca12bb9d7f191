#pragma once
// Finding by the beginnings of words, for the lists of accounts and people.

#include <deque>
#include <string>
#include <string_view>

#include "store/list_query.h"

namespace ante::store {

// Each word begins a word of the name. `kept` holds what the parameters point to.
void with_words(Query& q, std::string_view id_column, std::string_view kind, std::string_view text,
                std::deque<std::string>& kept);

}  // namespace ante::store
