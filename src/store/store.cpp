#include "store/store.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <future>
#include <mutex>
#include <utility>

#include "store/migrations.h"
#include "store/postgres.h"
#include "store/sqlite.h"
#include "store/unavailable.h"
#include "store/writer.h"

namespace ante::store {
namespace {

// Longer than any read takes: whoever waits so long waits for somebody who is stuck.
constexpr std::chrono::seconds longest_wait{10};

}  // namespace

class Store::Inside {
public:
    Inside(Place where, Settings how) : place(std::move(where)), settings(std::move(how)) {}
    ~Inside() { close(); }

    Result<void> open();
    void close();

    Result<std::unique_ptr<Connection>> borrow();
    void give_back(std::unique_ptr<Connection> reader);
    Result<void> read_once(Connection& db, const std::function<Result<void>(Connection&)>& with,
                           Snapshot snapshot);
    void tell_feed();

    Place place;
    Settings settings;
    std::unique_ptr<FolderLock> lock;
    std::unique_ptr<Sqlite> file;  // SQLite's writing connection
    std::unique_ptr<Writer> writer;

    std::mutex readers_mutex;
    std::condition_variable reader_back;
    std::vector<std::unique_ptr<Connection>> idle_readers;
    std::size_t readers = 0;  // idle and lent
    bool closed = false;

    std::mutex feed_mutex;
    std::vector<std::function<void()>> feed;
};

Result<void> Store::Inside::open() {
    TRY(const auto migrations, migrations_for(place.engine));
    WriterSettings writing{settings.most_waiting, settings.on_fatal, [this] { tell_feed(); }};
    if (place.engine == Engine::sqlite) {
        TRY(lock, FolderLock::take(place, settings.mode == Mode::create));
        TRY(file, open_sqlite(place.file(), Access::write));
        TRYV(migrate(*file, migrations));
        writer = make_group_writer(*file, std::move(writing));
        return success();
    }
    TRY(const auto db, open_postgres(place.conninfo, Access::write));
    if (settings.mode == Mode::existing) {
        TRY(const auto there, db->value<bool>("SELECT to_regclass('migration') IS NOT NULL"));
        if (!*there)
            return unavailable("data_missing", "There is no Ante data in " + place.text() + ".");
    }
    TRYV(migrate(*db, migrations));
    writer = make_pool_writer(place.conninfo, settings.writers, std::move(writing));
    return success();
}

void Store::Inside::close() {
    if (writer) writer->close();
    bool alone = false;
    {
        std::unique_lock waiting(readers_mutex);
        closed = true;
        alone = reader_back.wait_for(waiting, longest_wait,
                                     [&] { return readers == idle_readers.size(); });
        readers -= idle_readers.size();
        idle_readers.clear();
    }
    // A disk that has failed is left as it is: the log keeps what was durable.
    if (file && alone && !(writer && writer->failed())) (void)file->finish();
    file.reset();
    lock.reset();
}

Result<std::unique_ptr<Connection>> Store::Inside::borrow() {
    std::unique_lock waiting(readers_mutex);
    const bool in_time = reader_back.wait_for(waiting, longest_wait, [&] {
        return closed || !idle_readers.empty() || readers < settings.readers;
    });
    if (closed) return unavailable("store_closed", "Ante is stopping.");
    if (!in_time) return unavailable("too_busy", "Too many are reading. Try again in a moment.");
    if (!idle_readers.empty()) {
        std::unique_ptr<Connection> reader = std::move(idle_readers.back());
        idle_readers.pop_back();
        return Result<std::unique_ptr<Connection>>(std::move(reader));
    }
    ++readers;
    waiting.unlock();

    const auto opened = [&]() -> Result<std::unique_ptr<Connection>> {
        if (place.engine == Engine::postgres) return open_postgres(place.conninfo, Access::read);
        TRY(std::unique_ptr<Sqlite> reader, open_sqlite(place.file(), Access::read));
        return Result<std::unique_ptr<Connection>>(std::move(reader));
    };
    Result<std::unique_ptr<Connection>> reader = opened();
    if (reader.has_error()) give_back(nullptr);
    return reader;
}

// A dead one (or none) makes room for another.
void Store::Inside::give_back(std::unique_ptr<Connection> reader) {
    {
        const std::lock_guard guard(readers_mutex);
        if (reader && reader->alive() && !closed) {
            idle_readers.push_back(std::move(reader));
        } else {
            // What took one down took the idle ones, too.
            if (reader) {
                readers -= idle_readers.size();
                idle_readers.clear();
            }
            --readers;
        }
    }
    reader_back.notify_all();
}

Result<void> Store::Inside::read_once(Connection& db,
                                      const std::function<Result<void>(Connection&)>& with,
                                      Snapshot snapshot) {
    if (snapshot == Snapshot::yes) {
        TRYV(db.begin(Begin::snapshot));
    }
    Result<void> read = success();
    try {
        read = with(db);
    } catch (const std::exception& fault) {
        read = broken(fault.what());
    }
    if (snapshot == Snapshot::no) return read;
    if (read.has_error()) {
        db.rollback();
        return read;
    }
    return db.commit();
}

void Store::Inside::tell_feed() {
    const std::lock_guard guard(feed_mutex);
    for (const auto& listener : feed) listener();
}

Store::Store(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {
}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const Place& place, Settings settings) {
    auto inside = std::make_unique<Inside>(place, std::move(settings));
    TRYV(inside->open());
    return std::unique_ptr<Store>(new Store(std::move(inside)));
}

void Store::close() {
    inside_->close();
}

const Place& Store::place() const {
    return inside_->place;
}

void Store::write(Work work, Done done) {
    inside_->writer->write(std::move(work), std::move(done));
}

Result<void> Store::write_now(const Work& work) {
    if (inside_->writer->runs_here())
        return broken("A write waits for another in the thread that would have to do it.");
    // Shared, because it is still being set when we already have its value.
    const auto answer = std::make_shared<std::promise<Result<void>>>();
    write(work, [answer](Result<void> done) { answer->set_value(std::move(done)); });
    return answer->get_future().get();
}

Result<void> Store::read_with(const std::function<Result<void>(Connection&)>& with,
                              Snapshot snapshot) {
    for (int attempt = 1;; ++attempt) {
        TRY(std::unique_ptr<Connection> db, inside_->borrow());
        Result<void> read = inside_->read_once(*db, with, snapshot);
        const bool again =
            read.has_error() && attempt < 3 && (!db->alive() || read.error().code == "retry");
        inside_->give_back(std::move(db));
        if (!again) return read;
    }
}

void Store::on_commit(std::function<void()> callback) {
    const std::lock_guard guard(inside_->feed_mutex);
    inside_->feed.push_back(std::move(callback));
}

void Store::announce(std::string_view address) {
    if (inside_->lock) inside_->lock->announce(address);
}

Result<std::int64_t> Store::size() {
    if (engine() == Engine::postgres)
        return read(
            [](Connection& db) -> Result<std::int64_t> {
                TRY(const auto size,
                    db.value<std::int64_t>("SELECT pg_database_size(current_database())"));
                return *size;
            },
            Snapshot::no);
    std::int64_t size = 0;
    for (const char* suffix : {"", "-wal"}) {
        std::error_code ignored;
        const auto bytes = std::filesystem::file_size(place().file().string() + suffix, ignored);
        if (!ignored) size += static_cast<std::int64_t>(bytes);
    }
    return size;
}

}  // namespace ante::store
