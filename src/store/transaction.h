#pragma once
// What a write is, to those who ask for one.

#include <functional>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "store/connection.h"

namespace ante::store {

// A write, as its work sees it.
class Transaction {
public:
    Connection& db() { return db_; }
    IdSource& ids() { return ids_; }  // This thread's own.

    // Does something once this transaction is durable, before its `done`, in the writing thread; so
    // be quick. Not done if it is rolled back, or if the part it belongs to is given up.
    void after_commit(std::function<void()> then) { then_.push_back(std::move(then)); }

    // A part that may fail alone: if `part` answers an error, all it wrote is taken back and the
    // transaction goes on. (A row of an import.)
    Result<void> attempt(const std::function<Result<void>()>& part);

private:
    friend class Writer;
    Transaction(Connection& db, IdSource& ids) : db_(db), ids_(ids) {}

    Connection& db_;
    IdSource& ids_;
    std::vector<std::function<void()>> then_;
};

// The work of one transaction. It may be called again after a lost race, so that nothing but the
// transaction may keep what it did (set what you capture, don't add to it). What it throws counts
// as `internal_error`.
using Work = std::function<Result<void>(Transaction&)>;
// Called exactly once, in the writing thread: the commit is durable, or nothing was changed (but
// see `outcome_unknown`). It should only wake somebody up, and must not throw.
using Done = std::function<void(Result<void>)>;

}  // namespace ante::store
