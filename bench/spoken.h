#pragma once
// What a program says to SQLite, heard and said again: the limit that a figure is put beside is
// SQLite doing the very same statements with nothing around them.

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace ante::bench {

struct Blob {
    std::string bytes;
};
using Cell = std::variant<std::nullptr_t, std::int64_t, double, std::string, Blob>;

// A statement as it was run, with what was bound to its parameters, in the order of the text.
struct Statement {
    std::string sql;
    std::vector<Cell> cells;

    // BEGIN, COMMIT, SAVEPOINT …
    bool moves_a_transaction() const;
};

// Hears every statement on every connection that this process opens while this lives. One at a
// time.
class Listening {
public:
    Listening();
    ~Listening();
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;

    // What was said since the last call.
    std::vector<Statement> take();
};

// A connection with nothing around it: each text is prepared once. Ends the program on an error,
// for then there is nothing to measure.
class Raw {
public:
    enum class Access : std::uint8_t { read, write };
    // With the settings that Ante's own connections have.
    Raw(const std::string& file, Access access);

    // Runs it to its end, reading every cell. Answers how many bytes they held.
    std::size_t run(const Statement& statement);
    void run(const char* sql);

private:
    struct Close {
        void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3, Close> db_;
    struct Prepared {
        std::unique_ptr<sqlite3_stmt, Close> statement;
        std::vector<int> slots;
    };
    Prepared& prepared(const Statement& statement);

    std::unordered_map<std::string, Prepared> prepared_;
};

}  // namespace ante::bench
