#pragma once
// The door to a workspace's memory: opens the place where it is kept, and lets in one writer at a
// time (SQLite) or a few (PostgreSQL), and any number of readers.
//
//     TRY(Place place, Place::parse("/var/lib/ante"));
//     TRY(auto store, Store::open(place));
//     store->write([&](Transaction& in) { return ledger.append(in, …); },
//                  [&](Result<void> done) { answer(done); });
//
// A write is answered only when it is on the disk. Threads: everything here may be called from any
// thread.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "store/connection.h"
#include "store/place.h"
#include "store/transaction.h"

namespace ante::store {

enum class Snapshot : std::uint8_t { no, yes };

class Store {
public:
    enum class Mode : std::uint8_t { create, existing };  // May it make what is not there yet?

    struct Settings {
        Mode mode = Mode::create;
        std::size_t most_waiting = 4096;  // writes; one more is answered `too_busy`
        std::size_t readers = 4;          // connections; made when first needed
        std::size_t writers = 4;          // PostgreSQL only; SQLite has one
        // SQLite: the disk failed under a write. Nothing more is written by this Store, ever; the
        // process should say so and end. Called once, in the writing thread.
        std::function<void(const Error&)> on_fatal;
    };

    // Locks the folder, opens the database (making folder and file if the mode allows), and brings
    // its tables up to date. Errors, each one sentence:
    //     data_in_use        another process has the folder open (see holder_of)
    //     data_missing       mode `existing`, and there is nothing
    //     folder_unwritable  it can't be made, or not written to
    //     database_foreign   a SQLite file, but not ours
    //     database_damaged   not a SQLite file, or torn
    //     schema_newer       written by a newer Ante
    //     schema_changed     a migration that was done there reads otherwise here
    //     store_unavailable  PostgreSQL can't be reached; with what it said
    //     postgres_unfit     PostgreSQL before 15, not UTF-8, or a sort order that is not bytewise
    static Result<std::unique_ptr<Store>> open(const Place& place, Settings settings);
    static Result<std::unique_ptr<Store>> open(const Place& place) { return open(place, {}); }

    // Finishes what is queued, empties the write-ahead log, closes and unlocks.
    ~Store();
    void close();  // The same, sooner; afterwards everything is `store_closed`.

    const Place& place() const;
    Engine engine() const { return place().engine; }

    // Queues a write and returns. Errors beside those of the work and of connection.h:
    //     too_busy      unavailable   too many are waiting
    //     store_failed  unavailable   the disk has failed (see on_fatal)
    //     store_closed  unavailable
    void write(Work work, Done done);
    // Waits for it. Not from a work or a done.
    Result<void> write_now(const Work& work);

    // Runs `with` on a reading connection; its Result is the answer. In a snapshot all its
    // statements see one moment. `with` may be called again if the connection turns out dead, and
    // must not keep the connection.
    template <class F>
    auto read(F&& with, Snapshot snapshot = Snapshot::yes)
        -> std::invoke_result_t<F&, Connection&> {
        using Answer = std::invoke_result_t<F&, Connection&>;
        std::optional<Answer> answer;
        Result<void> read = read_with(
            [&](Connection& db) -> Result<void> {
                answer.emplace(with(db));
                if (answer->has_error()) return answer->error();
                return success();
            },
            snapshot);
        if (read.has_error()) return std::move(read).error();
        return *std::move(answer);
    }

    // Called after each durable commit (of a group of writes), in the writing thread: somebody may
    // want to look at the log. A callback only wakes somebody up, and does not call on_commit.
    void on_commit(std::function<void()> callback);

    // Writes where this process can be spoken to into the lock file.
    void announce(std::string_view address);

    // The bytes on disk, write-ahead log included.
    Result<std::int64_t> size();

private:
    class Inside;

    explicit Store(std::unique_ptr<Inside> inside);
    Result<void> read_with(const std::function<Result<void>(Connection&)>& with, Snapshot snapshot);

    std::unique_ptr<Inside> inside_;
};

}  // namespace ante::store
