#pragma once
// Server-sent events that follow the log: after each commit somebody looks, and says what he saw.

#include <functional>
#include <memory>

#include "api/endpoint.h"

namespace ante::api {

// What is new since the last look. Called one at a time, in any thread; keeps its own place.
using Look = std::function<Source::Piece()>;

// On SQLite a look is quick and is taken at once; on PostgreSQL it waits for the network, so it is
// taken on a worker's thread.
std::unique_ptr<Source> stream_of(House& house, Look look);

}  // namespace ante::api
