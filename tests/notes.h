#pragma once
// Notes to write into a store, and waiting for what comes of it: for the store's own tests.

#include <condition_variable>
#include <latch>
#include <mutex>
#include <string>
#include <vector>

#include "places.h"
#include "store/store.h"

namespace ante::store {

inline const std::string add_note = "INSERT INTO note (id) VALUES ($1)";

inline Work adds(std::int64_t id) {
    return [id](Transaction& in) -> Result<void> {
        TRYV(in.db().exec(add_note, {id}));
        return success();
    };
}

inline Result<void> make_notes(Store& store) {
    return store.write_now([](Transaction& in) -> Result<void> {
        TRYV(in.db().exec("CREATE TABLE note (id BIGINT PRIMARY KEY, body TEXT)"));
        return success();
    });
}

inline std::int64_t number(Store& store, std::string_view sql) {
    return store
        .read([&](Connection& db) -> Result<std::int64_t> {
            TRY(const auto found, db.value<std::int64_t>(sql));
            return found.value_or(-1);
        })
        .value();
}
inline std::int64_t notes(Store& store) {
    return number(store, "SELECT count(*) FROM note");
}

// Answers, as they come.
class Answers {
public:
    Done done() {
        const std::lock_guard lock(mutex_);
        const std::size_t mine = codes_.size();
        codes_.emplace_back("…");
        return [this, mine](Result<void> done) {
            const std::lock_guard guard(mutex_);
            codes_[mine] = done.has_error() ? done.error().code : "done";
            ++came_;
            changed_.notify_all();
        };
    }
    std::vector<std::string> wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return came_ == codes_.size(); });
        return codes_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> codes_;
    std::size_t came_ = 0;
};

// Keeps a writer busy from when it is made until go(), so that writes queue up behind it.
class Busy {
public:
    Busy(Store& store, Done done) {
        store.write(
            [this](Transaction&) -> Result<void> {
                working_.count_down();
                go_.wait();
                return success();
            },
            std::move(done));
        working_.wait();
    }
    void go() { go_.count_down(); }

private:
    std::latch working_{1};
    std::latch go_{1};
};

}  // namespace ante::store
