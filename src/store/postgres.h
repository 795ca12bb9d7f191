#pragma once
// The PostgreSQL driver: libpq in pipeline mode, so that BEGIN, a statement's first preparation and
// its execution are one round trip, as are some hundreds of executions in run_many.

#include <memory>
#include <string>

#include "base/result.h"
#include "store/connection.h"

namespace ante::store {

// Errors: `store_unavailable` with what the server or the network said, `postgres_unfit`.
// A time limit for connecting and keepalives are set unless the conninfo says otherwise.
Result<std::unique_ptr<Connection>> open_postgres(const std::string& conninfo, Access access);

}  // namespace ante::store
