#pragma once
// One conversation with a database. The same SQL text serves both engines:
//
//     TRY(auto deals, db.all<DealRow>("SELECT id, name, rank FROM deal "
//                                     "WHERE workspace_id = $1 AND stage = $2 LIMIT $3",
//                                     {workspace, Stage::pipeline, 50}));
//
// SQL that means the same on both:
// - Parameters are $1 … $n, each a value of the statement's span at that place. Every one of them
//   must appear in the text, in any order and as often as needed.
// - Column types in migrations: UUID (16 bytes), TEXT, BIGINT (also moments, as milliseconds since
//   1970), INTEGER (also days, as days since 1970), SMALLINT (also yes and no, as 1 and 0), DOUBLE
//   PRECISION.
// - A parameter takes the type of the column it is compared with or stored in. Where there is none
//   (`SELECT $1`, `$1 IS NULL`), say it: CAST($1 AS BIGINT).
// - Text sorts and compares by its bytes, LIKE tells upper from lower case, lower() knows ASCII
// only.
//   NULL sorts first in SQLite and last in PostgreSQL: say NULLS FIRST or NULLS LAST.
// - After a statement has failed, nothing more can be done in the transaction but to give it up, or
//   to give up the part that failed (Transaction::attempt). Where a clash is expected, write
//   ON CONFLICT … DO NOTHING.
//
// Errors, by SQLSTATE or SQLite's extended result code, never by the name of a constraint:
//     unique_violation      conflict     a row with that key is there already
//     foreign_key_violation conflict     the row it points to is not there, or one points to it
//     retry                 unavailable  lost a race; nothing was changed; Store::write runs it
//                                        again
//     store_busy            unavailable  another program holds the database
//     disk_full             unavailable  nothing was changed; reads go on
//     store_failed          unavailable  the disk failed
//     database_damaged      unavailable  the file is not what we wrote
//     store_unavailable     unavailable  the connection is gone
//     outcome_unknown       unavailable  the connection went while the commit was under way
//     internal_error        broken       a fault of ours: wrong SQL, a broken CHECK or NOT NULL

#include <array>
#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace ante::store {

enum class Engine : std::uint8_t { sqlite, postgres };
constexpr auto words(Engine) {
    return std::array{"sqlite"sv, "postgres"sv};
}

// May a connection change anything?
enum class Access : std::uint8_t { write, read };

// A parameter or a cell. Text is viewed, not owned: a parameter's must outlive the call; a cell's
// lives as long as its row.
class Value {
public:
    enum class Kind : std::uint8_t { null, integer, real, text, uuid };

    constexpr Value() : integer_(0), kind_(Kind::null) {}
    constexpr Value(std::nullptr_t) : Value() {}
    constexpr Value(std::nullopt_t) : Value() {}
    template <std::integral T>  // bool is 1 or 0
    constexpr Value(T v) : integer_(static_cast<std::int64_t>(v)), kind_(Kind::integer) {}
    constexpr Value(double v) : real_(v), kind_(Kind::real) {}
    constexpr Value(std::string_view v) : text_(v), kind_(Kind::text) {}
    constexpr Value(const char* v) : Value(std::string_view(v)) {}
    Value(const std::string& v) : Value(std::string_view(v)) {}
    Value(const Uuid& v) : uuid_(v), kind_(Kind::uuid) {}
    template <class Tag>
    Value(const Id<Tag>& v) : Value(v.value) {}
    constexpr Value(Instant v) : Value(v.time_since_epoch().count()) {}
    constexpr Value(Date v) : Value(v.time_since_epoch().count()) {}
    template <class Rep, class Period>  // durations as their count
    constexpr Value(std::chrono::duration<Rep, Period> v) : Value(v.count()) {}
    constexpr Value(const Currency& v) : Value(std::string_view(v.code.data(), v.code.size())) {}
    template <detail::HasWords E>
    constexpr Value(E v) : Value(word_of(v)) {}
    template <class T>
    Value(const std::optional<T>& v) : Value(v ? Value(*v) : Value()) {}

    Kind kind() const { return kind_; }
    bool null() const { return kind_ == Kind::null; }
    // Only of the kind they name.
    std::int64_t integer() const { return integer_; }
    double real() const { return real_; }
    std::string_view text() const { return text_; }
    const Uuid& uuid() const { return uuid_; }

    bool operator==(const Value& other) const;

private:
    union {
        std::int64_t integer_;
        double real_;
        std::string_view text_;
        Uuid uuid_;
    };
    Kind kind_;
};

// A column read as what it is not, or NULL where none may be: a fault of ours, or of a hand that
// edited the file. Store::read and Store::write turn it into `internal_error`.
struct WrongColumn : std::logic_error {
    using std::logic_error::logic_error;
};

// One row of an answer, by position from 0. Views of its texts last until the next row (each) or as
// long as the Rows.
class Row {
public:
    explicit Row(std::span<const Value> cells) : cells_(cells) {}

    std::size_t size() const { return cells_.size(); }
    const Value& operator[](std::size_t i) const;
    bool null(std::size_t i) const { return (*this)[i].null(); }

    std::int64_t integer(std::size_t i) const;
    double real(std::size_t i) const;  // An integer reads as a real, too.
    std::string_view text(std::size_t i) const;
    Uuid uuid(std::size_t i) const;
    bool boolean(std::size_t i) const { return integer(i) != 0; }
    Instant instant(std::size_t i) const { return Instant(milliseconds(integer(i))); }
    Date date(std::size_t i) const { return Date(Days(integer(i))); }

    // Any of these by type; an enum by its word, an Id<Tag>, a duration by its count, and
    // std::optional of each, which takes NULL.
    template <class T>
    T get(std::size_t i) const {
        T value{};
        read(type_of<T>(), &value, i);
        return value;
    }
    void read(const Type& type, void* value, std::size_t i) const;

private:
    std::span<const Value> cells_;
};

// An answer kept: its texts are copied once. To read much, or into structs, use each() or all().
class Rows {
public:
    std::size_t size() const { return width_ == 0 ? 0 : cells_.size() / width_; }
    bool empty() const { return cells_.empty(); }
    Row operator[](std::size_t i) const {
        return Row(std::span(cells_).subspan(i * width_, width_));
    }

    void add(const Row& row);

private:
    std::size_t width_ = 0;
    std::vector<Value> cells_;
    std::unique_ptr<std::pmr::monotonic_buffer_resource> texts_;
};

// A struct's members from a row, in the order of its `fields`: scalars as above, lists, objects and
// variants from JSON text. Throws WrongColumn.
void read_row(const Type& object, void* value, const Row& row);
// The other way: appends a parameter for each field. Views texts of `value`. Lists, objects and
// variants have no parameter (write their JSON yourself); a struct with one throws WrongColumn.
void append_values(const Type& object, const void* value, std::vector<Value>& into);

template <Described T>
std::vector<Value> values_of(const T& value) {
    std::vector<Value> values;
    append_values(type_of<T>(), &value, values);
    return values;
}

// What a transaction promises to see and do. PostgreSQL runs `write` as READ COMMITTED, so that a
// writer who first locks his workspace's row (UPDATE, or SELECT … FOR UPDATE in a .postgres file)
// sees everything committed before him, as SQLite's single writer does.
enum class Begin : std::uint8_t { write, snapshot };

// Not thread-safe: each belongs to one thread at a time. Statements are prepared once and kept by
// their text (the 256 last used), so put values into parameters, never into the text.
class Connection {
public:
    using Visit = std::function<Result<void>(const Row&)>;

    virtual ~Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    virtual Engine engine() const = 0;

    Result<Rows> run(std::string_view sql, std::span<const Value> params = {});
    Result<Rows> run(std::string_view sql, std::initializer_list<Value> params) {
        return run(sql, std::span(params.begin(), params.size()));
    }

    // Calls `visit` for each row; its first error ends it and is the answer. SQLite steps as it
    // goes, in constant memory; PostgreSQL holds the whole answer, so read long tables by pages of
    // their key. The visitor may use this connection.
    Result<void> each(std::string_view sql, std::span<const Value> params, const Visit& visit);
    Result<void> each(std::string_view sql, std::initializer_list<Value> params,
                      const Visit& visit) {
        return each(sql, std::span(params.begin(), params.size()), visit);
    }

    // For statements without rows: how many rows they changed.
    Result<std::int64_t> exec(std::string_view sql, std::span<const Value> params = {});
    Result<std::int64_t> exec(std::string_view sql, std::initializer_list<Value> params) {
        return exec(sql, std::span(params.begin(), params.size()));
    }

    // The same statement, without rows, for cells.size() / width sets of parameters: in PostgreSQL
    // a round trip for some hundreds of them. Answers how many rows were changed. Outside a
    // transaction, earlier sets may stay when a later one fails.
    Result<std::int64_t> run_many(std::string_view sql, std::size_t width,
                                  std::span<const Value> cells);

    // Structs, from columns in the order of T's `fields` (see read_row).
    template <Described T>
    Result<std::vector<T>> all(std::string_view sql, std::span<const Value> params = {}) {
        std::vector<T> found;
        TRYV(each(sql, params, [&](const Row& row) -> Result<void> {
            read_row(type_of<T>(), &found.emplace_back(), row);
            return success();
        }));
        return found;
    }
    template <Described T>
    Result<std::vector<T>> all(std::string_view sql, std::initializer_list<Value> params) {
        return all<T>(sql, std::span(params.begin(), params.size()));
    }

    // The first row, if there is one.
    template <Described T>
    Result<std::optional<T>> one(std::string_view sql, std::span<const Value> params = {}) {
        std::optional<T> found;
        TRYV(each(sql, params, [&](const Row& row) -> Result<void> {
            if (!found) read_row(type_of<T>(), &found.emplace(), row);
            return success();
        }));
        return found;
    }
    template <Described T>
    Result<std::optional<T>> one(std::string_view sql, std::initializer_list<Value> params) {
        return one<T>(sql, std::span(params.begin(), params.size()));
    }

    // The first cell of the first row, if there is one: counts, existence.
    template <class T>
    Result<std::optional<T>> value(std::string_view sql, std::span<const Value> params = {}) {
        std::optional<T> found;
        TRYV(each(sql, params, [&](const Row& row) -> Result<void> {
            if (!found) found = row.get<T>(0);
            return success();
        }));
        return found;
    }
    template <class T>
    Result<std::optional<T>> value(std::string_view sql, std::initializer_list<Value> params) {
        return value<T>(sql, std::span(params.begin(), params.size()));
    }

    // Transactions belong to Store, which calls these. After a failed commit the transaction is
    // rolled back (or, if the connection is gone, will be).
    Result<void> begin(Begin how);
    Result<void> commit();
    void rollback();
    // Parts of a transaction, at most eight deep.
    Result<void> savepoint();
    Result<void> release();
    Result<void> rollback_to_savepoint();

    bool in_transaction() const { return in_transaction_; }
    // The error that spoilt the present transaction (or part of one), if one did.
    const std::optional<Error>& spoilt() const { return spoilt_; }
    // Can it still be spoken to? If not, its place is the bin.
    virtual bool alive() const = 0;

protected:
    Connection() = default;

    virtual Result<std::int64_t> perform(std::string_view sql, std::span<const Value> params,
                                         const Visit* visit) = 0;
    virtual Result<std::int64_t> perform_many(std::string_view sql, std::size_t width,
                                              std::span<const Value> cells) = 0;
    virtual Result<void> begin_now(Begin how) = 0;
    virtual Result<void> commit_now() = 0;
    virtual void rollback_now() = 0;

private:
    template <class F>
    auto guarded(F&& statement) -> decltype(statement());

    bool in_transaction_ = false;
    std::optional<Error> spoilt_;
    int depth_ = 0;
};

}  // namespace ante::store
