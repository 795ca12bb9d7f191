#pragma once
// Text to Boost.JSON's value, with exact numbers. Boost.JSON before 1.83 reads one in ten numbers
// of 17 digits as their neighbour; what we write must be read as what it was.

#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>
#include <string_view>

namespace ante {

// One document and nothing after it; at most `deepest` arrays and objects in each other. The value
// lives in `memory`.
boost::json::value parse_json(std::string_view text, std::size_t deepest,
                              boost::json::storage_ptr memory, boost::system::error_code& failed);

}  // namespace ante
