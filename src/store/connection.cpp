#include "store/connection.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/json.h"

namespace ante::store {
namespace {

constexpr int deepest = 8;

[[noreturn]] void wrong(std::size_t column, std::string_view wanted, const Value& found) {
    static constexpr std::array names{"NULL", "an integer", "a real", "text", "a uuid"};
    throw WrongColumn("Column " + std::to_string(column + 1) + " holds " +
                      names[static_cast<std::size_t>(found.kind())] + " where " +
                      std::string(wanted) + " is expected.");
}

// A scalar that is written as text elsewhere, from its column.
void read_scalar(const Type& type, void* value, const Row& row, std::size_t i) {
    if (type.name == Scalar<Uuid>::name) {
        // Id<Tag> is a Uuid and nothing else, so one assignment serves them all.
        *static_cast<Uuid*>(value) = row.uuid(i);
    } else if (type.name == Scalar<Instant>::name) {
        *static_cast<Instant*>(value) = row.instant(i);
    } else if (type.name == Scalar<Date>::name) {
        *static_cast<Date*>(value) = row.date(i);
    } else if (!type.parse(value, row.text(i))) {
        wrong(i, "a " + std::string(type.name), row[i]);
    }
}

void append_scalar(const Type& type, const void* value, std::vector<Value>& into) {
    if (type.name == Scalar<Uuid>::name) {
        into.emplace_back(*static_cast<const Uuid*>(value));
    } else if (type.name == Scalar<Instant>::name) {
        into.emplace_back(*static_cast<const Instant*>(value));
    } else if (type.name == Scalar<Date>::name) {
        into.emplace_back(*static_cast<const Date*>(value));
    } else if (type.name == Scalar<Currency>::name) {
        into.emplace_back(*static_cast<const Currency*>(value));
    } else {
        throw WrongColumn("There is no column for a " + std::string(type.name) + ".");
    }
}

void append_value(const Type& type, const void* value, std::vector<Value>& into) {
    switch (type.shape) {
        case Shape::boolean:
        case Shape::integer: into.emplace_back(type.get(value)); return;
        case Shape::real: into.emplace_back(*static_cast<const double*>(value)); return;
        case Shape::text: into.emplace_back(*static_cast<const std::string*>(value)); return;
        case Shape::raw: into.emplace_back(static_cast<const Raw*>(value)->json); return;
        case Shape::word:
            into.emplace_back(type.words[static_cast<std::size_t>(type.get(value))]);
            return;
        case Shape::scalar: append_scalar(type, value, into); return;
        case Shape::optional:
            if (const void* present = type.value(value))
                append_value(*type.inner, present, into);
            else
                into.emplace_back();
            return;
        case Shape::list:
        case Shape::object:
        case Shape::choice: break;
    }
    throw WrongColumn("There is no column for a " + std::string(type.name) + ".");
}

}  // namespace

bool Value::operator==(const Value& other) const {
    if (kind_ != other.kind_) return false;
    switch (kind_) {
        case Kind::null: return true;
        case Kind::integer: return integer_ == other.integer_;
        case Kind::real: return real_ == other.real_;
        case Kind::text: return text_ == other.text_;
        case Kind::uuid: return uuid_ == other.uuid_;
    }
    return false;
}

const Value& Row::operator[](std::size_t i) const {
    if (i >= cells_.size())
        throw WrongColumn("Column " + std::to_string(i + 1) + " of " +
                          std::to_string(cells_.size()) + " was asked for.");
    return cells_[i];
}

std::int64_t Row::integer(std::size_t i) const {
    const Value& cell = (*this)[i];
    if (cell.kind() != Value::Kind::integer) wrong(i, "an integer", cell);
    return cell.integer();
}

double Row::real(std::size_t i) const {
    const Value& cell = (*this)[i];
    if (cell.kind() == Value::Kind::integer) return static_cast<double>(cell.integer());
    if (cell.kind() != Value::Kind::real) wrong(i, "a real", cell);
    return cell.real();
}

std::string_view Row::text(std::size_t i) const {
    const Value& cell = (*this)[i];
    if (cell.kind() != Value::Kind::text) wrong(i, "text", cell);
    return cell.text();
}

Uuid Row::uuid(std::size_t i) const {
    const Value& cell = (*this)[i];
    if (cell.kind() != Value::Kind::uuid) wrong(i, "a uuid", cell);
    return cell.uuid();
}

void Row::read(const Type& type, void* value, std::size_t i) const {
    switch (type.shape) {
        case Shape::boolean: type.set(value, integer(i)); return;
        case Shape::integer: {
            const std::int64_t number = integer(i);
            if (number < type.least || number > type.most)
                wrong(i, "a smaller integer", (*this)[i]);
            type.set(value, number);
            return;
        }
        case Shape::real: *static_cast<double*>(value) = real(i); return;
        case Shape::text: static_cast<std::string*>(value)->assign(text(i)); return;
        case Shape::raw: static_cast<Raw*>(value)->json.assign(text(i)); return;
        case Shape::word: {
            const auto word = std::ranges::find(type.words, text(i));
            if (word == type.words.end())
                wrong(i, "a word of " + std::string(type.name), (*this)[i]);
            type.set(value, word - type.words.begin());
            return;
        }
        case Shape::scalar: read_scalar(type, value, *this, i); return;
        case Shape::optional:
            if (null(i))
                type.clear(value);
            else
                read(*type.inner, type.emplace(value, 0), i);
            return;
        case Shape::list:
        case Shape::object:
        case Shape::choice: {
            const Result<void> read = read_json(type, value, text(i), Input::stored);
            if (read.has_error()) wrong(i, "JSON of " + std::string(type.name), (*this)[i]);
            return;
        }
    }
}

void Rows::add(const Row& row) {
    width_ = row.size();
    for (std::size_t i = 0; i < row.size(); ++i) {
        const Value& cell = row[i];
        if (cell.kind() != Value::Kind::text || cell.text().empty()) {
            cells_.push_back(cell);
            continue;
        }
        if (!texts_) texts_ = std::make_unique<std::pmr::monotonic_buffer_resource>();
        const std::string_view text = cell.text();
        auto* copy = static_cast<char*>(texts_->allocate(text.size(), 1));
        std::memcpy(copy, text.data(), text.size());
        cells_.emplace_back(std::string_view(copy, text.size()));
    }
}

void read_row(const Type& object, void* value, const Row& row) {
    if (row.size() != object.fields.size())
        throw WrongColumn("The query has " + std::to_string(row.size()) + " columns, " +
                          std::string(object.name) + " has " +
                          std::to_string(object.fields.size()) + " fields.");
    for (std::size_t i = 0; i < row.size(); ++i)
        row.read(*object.fields[i].type, object.fields[i].of(value), i);
}

void append_values(const Type& object, const void* value, std::vector<Value>& into) {
    for (const FieldRow& field : object.fields) append_value(*field.type, field.of(value), into);
}

// Both engines behave as PostgreSQL does: after a failure the transaction is good for nothing more,
// and every further statement answers with what spoilt it.
template <class F>
auto Connection::guarded(F&& statement) -> decltype(statement()) {
    if (spoilt_) return *spoilt_;
    auto answer = statement();
    if (answer.has_error() && in_transaction_) spoilt_ = answer.error();
    return answer;
}

Result<Rows> Connection::run(std::string_view sql, std::span<const Value> params) {
    Rows rows;
    TRYV(each(sql, params, [&](const Row& row) -> Result<void> {
        rows.add(row);
        return success();
    }));
    return rows;
}

Result<void> Connection::each(std::string_view sql, std::span<const Value> params,
                              const Visit& visit) {
    // What the visitor objects to is his affair, and spoils nothing.
    std::optional<Error> objection;
    const Visit watched = [&](const Row& row) -> Result<void> {
        Result<void> seen = visit(row);
        if (seen.has_error()) objection = seen.error();
        return seen;
    };
    Result<std::int64_t> answer = guarded([&]() -> Result<std::int64_t> {
        Result<std::int64_t> performed = perform(sql, params, &watched);
        if (objection) return 0;
        return performed;
    });
    if (objection) return *std::move(objection);
    TRYV(std::move(answer));
    return success();
}

Result<std::int64_t> Connection::exec(std::string_view sql, std::span<const Value> params) {
    return guarded([&] { return perform(sql, params, nullptr); });
}

Result<std::int64_t> Connection::run_many(std::string_view sql, std::size_t width,
                                          std::span<const Value> cells) {
    if (width == 0 || cells.size() % width != 0)
        return broken("run_many was given " + std::to_string(cells.size()) + " cells for sets of " +
                      std::to_string(width) + ".");
    return guarded([&] { return perform_many(sql, width, cells); });
}

Result<void> Connection::begin(Begin how) {
    if (in_transaction_) return broken("A transaction is already open on this connection.");
    TRYV(begin_now(how));
    in_transaction_ = true;
    spoilt_.reset();
    depth_ = 0;
    return success();
}

Result<void> Connection::commit() {
    if (spoilt_) {
        Error error = *spoilt_;
        rollback();
        return error;
    }
    Result<void> committed = commit_now();
    if (committed.has_error()) {
        rollback();
        return committed;
    }
    in_transaction_ = false;
    return success();
}

void Connection::rollback() {
    if (in_transaction_) rollback_now();
    in_transaction_ = false;
    spoilt_.reset();
    depth_ = 0;
}

Result<void> Connection::savepoint() {
    if (depth_ == deepest) return broken("Transaction parts are nested too deep.");
    TRYV(exec("SAVEPOINT part_" + std::to_string(depth_ + 1)));
    ++depth_;
    return success();
}

Result<void> Connection::release() {
    TRYV(exec("RELEASE SAVEPOINT part_" + std::to_string(depth_)));
    --depth_;
    return success();
}

Result<void> Connection::rollback_to_savepoint() {
    const std::optional<Error> why = std::exchange(spoilt_, std::nullopt);
    Result<std::int64_t> back = exec("ROLLBACK TO SAVEPOINT part_" + std::to_string(depth_));
    if (back.has_error()) {
        if (why) spoilt_ = why;
        return std::move(back).error();
    }
    return release();
}

}  // namespace ante::store
