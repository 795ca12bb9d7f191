#pragma once
// Fresh, empty places for tests that run on both engines. SQLite: a folder under the system's
// temporary one. PostgreSQL, if the environment's ANTE_TEST_POSTGRES names a database in which one
// may make schemas: a schema. Both are gone with the object.
//
//     class Ledger : public testing::TestWithParam<store::Engine> {
//         tests::FreshPlace place_{GetParam()};
//     };
//     INSTANTIATE_TEST_SUITE_P(Engines, Ledger, tests::engines(), tests::engine_name);

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "store/place.h"
#include "store/postgres.h"

namespace ante::tests {

inline const char* postgres_conninfo() {
    return std::getenv("ANTE_TEST_POSTGRES");
}

inline std::vector<store::Engine> engines_here() {
    std::vector<store::Engine> there{store::Engine::sqlite};
    if (postgres_conninfo()) there.push_back(store::Engine::postgres);
    return there;
}
inline auto engines() {
    return testing::ValuesIn(engines_here());
}
// For what makes sense on some of them only.
inline auto engines_but(store::Engine left_out) {
    std::vector<store::Engine> there = engines_here();
    std::erase(there, left_out);
    return testing::ValuesIn(there);
}

inline std::string engine_name(const testing::TestParamInfo<store::Engine>& info) {
    return std::string(word_of(info.param));
}

class FreshPlace {
public:
    explicit FreshPlace(store::Engine engine) {
        place_.engine = engine;
        if (engine == store::Engine::sqlite) {
            std::string name = (std::filesystem::temp_directory_path() / "ante-XXXXXX").string();
            if (!mkdtemp(name.data())) std::abort();
            place_.folder = name;
            return;
        }
        static std::atomic<int> next = 0;
        schema_ = "test_" + std::to_string(::getpid()) + "_" + std::to_string(++next);
        run_sql("CREATE SCHEMA " + schema_);
        place_.conninfo = postgres_conninfo();
        const bool url = place_.conninfo.find("://") != std::string::npos;
        if (url)
            place_.conninfo += (place_.conninfo.find('?') == std::string::npos ? "?" : "&") +
                               ("options=-csearch_path%3D" + schema_);
        else
            place_.conninfo += " options='-csearch_path=" + schema_ + "'";
    }
    ~FreshPlace() {
        std::error_code ignored;
        if (place_.engine == store::Engine::sqlite)
            std::filesystem::remove_all(place_.folder, ignored);
        else
            run_sql("DROP SCHEMA " + schema_ + " CASCADE");
    }
    FreshPlace(const FreshPlace&) = delete;
    FreshPlace& operator=(const FreshPlace&) = delete;

    const store::Place& operator*() const { return place_; }
    const store::Place* operator->() const { return &place_; }

private:
    static void run_sql(const std::string& sql) {
        auto db = store::open_postgres(postgres_conninfo(), store::Access::write);
        if (db.has_error() || db.value()->exec(sql).has_error())
            ADD_FAILURE() << "ANTE_TEST_POSTGRES does not let us: " << sql << " "
                          << (db.has_error() ? db.error().detail : "");
    }

    store::Place place_;
    std::string schema_;
};

}  // namespace ante::tests
