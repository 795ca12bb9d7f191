#pragma once
// The writing half of a Store (store.h says what it promises): a bounded queue, and the threads
// that empty it. SQLite has one, which commits in groups; PostgreSQL has a few with a connection
// each.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "store/sqlite.h"
#include "store/transaction.h"

namespace ante::store {

// What a store tells its writer.
struct WriterSettings {
    std::size_t most_waiting;
    std::function<void(const Error&)> on_fatal;
    std::function<void()> committed;  // something is durable now
};

class Writer {
public:
    virtual ~Writer() = default;
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void write(Work work, Done done);
    // Takes no more, finishes what is queued, ends the threads.
    void close();
    // Is this one of its threads?
    bool runs_here() const;
    // Has the disk failed?
    bool failed();

protected:
    struct Waiting {
        Work work;
        Done done;
    };

    explicit Writer(WriterSettings settings) : settings_(std::move(settings)) {}
    void start(std::size_t threads);

    virtual void write_until_closed() = 0;
    // At least one, unless the writer closes and nothing is left, or nobody came in time.
    std::vector<Waiting> wait_for_work(std::size_t most, std::optional<milliseconds> patience = {});
    bool closes();

    // The work, with all that can go wrong in it turned into an answer.
    static Result<void> call(const Work& work, Transaction& in);
    static Transaction transaction(Connection& db, IdSource& ids) { return {db, ids}; }
    static std::vector<std::function<void()>>& then_of(Transaction& in) { return in.then_; }
    // Runs what was to be done after the commit, and wakes who listens.
    void tell(std::vector<std::function<void()>>& then);
    // Everything from now on is answered with this error.
    void fail(const Error& error);

    WriterSettings settings_;

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Waiting> queue_;
    bool closing_ = false;
    std::optional<Error> failed_;
    std::vector<std::thread> threads_;
};

// `db` belongs to the writer's thread until close().
std::unique_ptr<Writer> make_group_writer(Sqlite& db, WriterSettings settings);
std::unique_ptr<Writer> make_pool_writer(std::string conninfo, std::size_t threads,
                                         WriterSettings settings);

}  // namespace ante::store
