#include "store/writer.h"

#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <random>
#include <utility>

#include "store/postgres.h"
#include "store/unavailable.h"

namespace ante::store {
namespace {

constexpr std::size_t most_in_a_group = 256;
// So long nobody writes: then there is time to carry the log.
constexpr milliseconds quiet_moment{50};

// How often a write that lost a race, or its connection, is run anew, and how long it rests before.
constexpr int most_attempts = 10;
constexpr milliseconds shortest_rest{2};
constexpr milliseconds longest_rest{200};

thread_local const void* writer_of_this_thread = nullptr;

std::uint64_t random_seed() {
    std::random_device device;
    return (std::uint64_t{device()} << 32) | device();
}

bool is_fatal(const Error& error) {
    return error.code == "store_failed" || error.code == "database_damaged";
}

}  // namespace

Result<void> Transaction::attempt(const std::function<Result<void>()>& part) {
    TRYV(db_.savepoint());
    const std::size_t before = then_.size();
    Result<void> done = part();
    if (!done.has_error() && db_.spoilt()) done = *db_.spoilt();
    if (!done.has_error()) return db_.release();
    then_.resize(before);
    // If even that fails, the connection remembers it, and nothing of the transaction will stay.
    (void)db_.rollback_to_savepoint();
    return done;
}

void Writer::start(std::size_t threads) {
    for (std::size_t i = 0; i < threads; ++i)
        threads_.emplace_back([this] {
            pthread_setname_np(pthread_self(), "ante-writer");
            writer_of_this_thread = this;
            write_until_closed();
        });
}

void Writer::write(Work work, Done done) {
    std::optional<Error> refused;
    {
        const std::lock_guard lock(mutex_);
        if (failed_)
            refused = failed_;
        else if (closing_)
            refused = unavailable("store_closed", "Ante is stopping.");
        else if (queue_.size() >= settings_.most_waiting)
            refused =
                unavailable("too_busy", "Too many writes are waiting. Try again in a moment.");
        else {
            queue_.push_back({std::move(work), std::move(done)});
            changed_.notify_one();
            return;
        }
    }
    done(*std::move(refused));
}

void Writer::close() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

bool Writer::runs_here() const {
    return writer_of_this_thread == this;
}

bool Writer::failed() {
    const std::lock_guard lock(mutex_);
    return failed_.has_value();
}

std::vector<Writer::Waiting> Writer::wait_for_work(std::size_t most,
                                                   std::optional<milliseconds> patience) {
    std::unique_lock lock(mutex_);
    const auto something = [&] { return closing_ || !queue_.empty(); };
    if (patience)
        changed_.wait_for(lock, *patience, something);
    else
        changed_.wait(lock, something);
    std::vector<Waiting> taken;
    while (!queue_.empty() && taken.size() < most) {
        taken.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
    return taken;
}

bool Writer::closes() {
    const std::lock_guard lock(mutex_);
    return closing_;
}

Result<void> Writer::call(const Work& work, Transaction& in) {
    Result<void> done = success();
    try {
        done = work(in);
    } catch (const std::exception& fault) {
        done = broken(fault.what());
    }
    // What the work made of a failed statement does not matter: its transaction is spoilt.
    if (in.db().spoilt() && (!done.has_error() || in.db().spoilt()->kind == No::unavailable))
        done = *in.db().spoilt();
    return done;
}

void Writer::tell(std::vector<std::function<void()>>& then) {
    for (const auto& next : then) next();
    settings_.committed();
}

void Writer::fail(const Error& error) {
    std::deque<Waiting> left;
    {
        const std::lock_guard lock(mutex_);
        if (failed_) return;
        failed_ = error;
        left.swap(queue_);
    }
    for (Waiting& waiting : left) waiting.done(error);
    if (settings_.on_fatal) settings_.on_fatal(error);
}

namespace {

// Takes all who wait, and makes them durable together: one fsync. What one of them is answered may
// rest on what another did, so nobody is answered before it.
//
// A savepoint for each would cost as much as a small write itself, and is hardly ever needed: who
// is refused is refused before he has written anything. Should one fail half-way, all of it is
// taken back and done again, then each in its savepoint.
class GroupWriter final : public Writer {
public:
    GroupWriter(Sqlite& db, WriterSettings settings)
        : Writer(std::move(settings)), db_(db), ids_(random_seed()) {
        start(1);
    }
    ~GroupWriter() override { close(); }

private:
    enum class Parts : std::uint8_t { together, apart };
    struct Outcome {
        std::vector<Result<void>> answers{};
        std::vector<std::function<void()>> then{};
        bool half_written = false;  // One failed after it had written something.
    };

    void write_until_closed() override;
    void write_group(std::span<Waiting> group);
    Result<void> run(std::span<Waiting> group, Parts parts, Outcome& outcome);
    Result<void> run_one(Waiting& one, Parts parts, Outcome& outcome);

    Sqlite& db_;
    IdSource ids_;
    bool disk_failed_ = false;
};

void GroupWriter::write_until_closed() {
    for (;;) {
        const bool tidy = disk_failed_ || !db_.has_to_carry();
        std::vector<Waiting> group =
            wait_for_work(most_in_a_group, tidy ? std::nullopt : std::optional(quiet_moment));
        if (group.empty() && closes()) {
            group = wait_for_work(most_in_a_group);  // Somebody may have come in between.
            if (group.empty()) return;
        }
        if (!group.empty()) write_group(group);
        if (disk_failed_) continue;
        Result<void> carried = db_.checkpoint_if_due(group.empty() ? Demand::none : Demand::some);
        if (carried.has_error()) {
            disk_failed_ = true;
            fail(carried.error());
        }
    }
}

void GroupWriter::write_group(std::span<Waiting> group) {
    Outcome outcome;
    Result<void> committed = run(group, Parts::together, outcome);
    if (outcome.half_written) {
        db_.rollback();
        if (group.size() == 1) return group.front().done(std::move(outcome.answers.front()));
        committed = run(group, Parts::apart, outcome);
    }
    if (!committed.has_error()) {
        tell(outcome.then);
        for (std::size_t i = 0; i < group.size(); ++i) group[i].done(std::move(outcome.answers[i]));
        return;
    }

    db_.rollback();
    const Error& error = committed.error();
    if (is_fatal(error)) {
        disk_failed_ = true;
        for (Waiting& one : group) one.done(error);
        fail(error);
    } else if (group.size() > 1) {
        // One of them was too much for the disk, or broke a rule that is looked at in the end. It
        // shall not take its neighbours with it.
        for (Waiting& one : group) write_group(std::span(&one, 1));
    } else {
        group.front().done(error);
    }
}

// An error is one of the whole group; each one's own is in the outcome.
Result<void> GroupWriter::run(std::span<Waiting> group, Parts parts, Outcome& outcome) {
    outcome = {};
    if (disk_failed_) return unavailable("store_failed", "The disk has failed.");
    TRYV(db_.begin(Begin::write));
    for (Waiting& one : group) {
        TRYV(run_one(one, parts, outcome));
    }
    return db_.commit();
}

Result<void> GroupWriter::run_one(Waiting& one, Parts parts, Outcome& outcome) {
    if (parts == Parts::apart) {
        TRYV(db_.savepoint());
    }
    const std::int64_t before = db_.rows_changed();
    Transaction in = transaction(db_, ids_);
    const Result<void>& answer = outcome.answers.emplace_back(call(one.work, in));
    if (!answer.has_error()) {
        std::ranges::move(then_of(in), std::back_inserter(outcome.then));
        if (parts == Parts::apart) return db_.release();
        return success();
    }
    if (db_.transaction_lost() || is_fatal(answer.error())) return answer.error();
    if (parts == Parts::apart) return db_.rollback_to_savepoint();
    if (!db_.spoilt() && db_.rows_changed() == before) return success();
    outcome.half_written = true;
    return answer.error();
}

// A transaction a write, run anew when it lost a race or its connection.
class PoolWriter final : public Writer {
public:
    PoolWriter(std::string conninfo, std::size_t threads, WriterSettings settings)
        : Writer(std::move(settings)), conninfo_(std::move(conninfo)) {
        start(threads);
    }
    ~PoolWriter() override { close(); }

private:
    // One thread's own.
    struct Line {
        std::unique_ptr<Connection> db{};
        IdSource ids{random_seed()};
        std::minstd_rand dice{static_cast<std::minstd_rand::result_type>(random_seed())};
    };

    void write_until_closed() override;
    Result<void> write_with_retries(const Work& work, Line& line,
                                    std::vector<std::function<void()>>& then);
    Result<void> write_once(const Work& work, Line& line, std::vector<std::function<void()>>& then);

    std::string conninfo_;
};

void PoolWriter::write_until_closed() {
    Line line;
    for (;;) {
        std::vector<Waiting> next = wait_for_work(1);
        if (next.empty()) return;
        std::vector<std::function<void()>> then;
        Result<void> written = write_with_retries(next.front().work, line, then);
        if (!written.has_error()) tell(then);
        next.front().done(std::move(written));
    }
}

Result<void> PoolWriter::write_with_retries(const Work& work, Line& line,
                                            std::vector<std::function<void()>>& then) {
    for (int attempt = 1;; ++attempt) {
        then.clear();
        Result<void> written = write_once(work, line, then);
        if (!written.has_error()) return written;
        const bool raced = written.error().code == "retry";
        const bool lost = written.error().code == "store_unavailable" && !line.db;
        if (!raced && !lost) return written;
        if (attempt == most_attempts)
            return raced ? Result<void>(unavailable("too_busy",
                                                    "Too many are changing the same thing. Try "
                                                    "again in a moment."))
                         : std::move(written);
        // Longer each time, and not for all the same.
        const auto rest = std::min(longest_rest, shortest_rest * (1 << attempt));
        std::uniform_int_distribution<std::int64_t> some(rest.count() / 2, rest.count());
        std::this_thread::sleep_for(milliseconds(some(line.dice)));
    }
}

Result<void> PoolWriter::write_once(const Work& work, Line& line,
                                    std::vector<std::function<void()>>& then) {
    if (!line.db || !line.db->alive()) {
        line.db.reset();
        TRY(line.db, open_postgres(conninfo_, Access::write));
    }
    const auto transact = [&]() -> Result<void> {
        TRYV(line.db->begin(Begin::write));
        Transaction in = transaction(*line.db, line.ids);
        TRYV(call(work, in));
        TRYV(line.db->commit());
        then = std::move(then_of(in));
        return success();
    };
    Result<void> written = transact();
    if (written.has_error()) line.db->rollback();
    if (!line.db->alive()) line.db.reset();
    return written;
}

}  // namespace

std::unique_ptr<Writer> make_group_writer(Sqlite& db, WriterSettings settings) {
    return std::make_unique<GroupWriter>(db, std::move(settings));
}

std::unique_ptr<Writer> make_pool_writer(std::string conninfo, std::size_t threads,
                                         WriterSettings settings) {
    return std::make_unique<PoolWriter>(std::move(conninfo), threads, std::move(settings));
}

}  // namespace ante::store
