#pragma once
// Rows of tables as described structs: the fields' names are the columns, in that order, and the
// first `key` of them are the primary key. The SQL texts are made once per struct.

#include <algorithm>
#include <string>
#include <vector>

#include "base/fields.h"
#include "store/connection.h"

namespace ante::store {

template <class R>
concept TableRow = Described<R> && requires {
    { R::table } -> std::convertible_to<std::string_view>;
    { R::key } -> std::convertible_to<std::size_t>;
};

namespace detail {

enum class Text : std::uint8_t { insert, upsert, remove, select, holds };
std::string text_for(Text which, std::string_view table, std::span<const FieldRow> fields,
                     std::size_t key);

Result<void> update_row(Connection& db, std::string_view table, std::span<const FieldRow> fields,
                        std::size_t key, const std::vector<Value>& before,
                        const std::vector<Value>& after);

template <TableRow R, Text which>
const std::string& text() {
    static const std::string made = text_for(which, R::table, R::fields, R::key);
    return made;
}

}  // namespace detail

// "SELECT a, b, c FROM t " – add WHERE.
template <TableRow R>
const std::string& select_text() {
    return detail::text<R, detail::Text::select>();
}

// Does the table hold just this row, column by column?
template <TableRow R>
Result<bool> holds_row(Connection& db, const R& row) {
    TRY(const auto found,
        db.value<std::int64_t>(detail::text<R, detail::Text::holds>(), values_of(row)));
    return found.has_value();
}

template <TableRow R>
Result<void> insert_row(Connection& db, const R& row) {
    TRYV(db.exec(detail::text<R, detail::Text::insert>(), values_of(row)));
    return success();
}

template <TableRow R>
Result<void> put_row(Connection& db, const R& row) {
    TRYV(db.exec(detail::text<R, detail::Text::upsert>(), values_of(row)));
    return success();
}

// Makes a stored row what `after` says: inserts it, if `before` has another key, or updates the
// columns that differ, so that only their indexes move.
template <TableRow R>
Result<void> put_changes(Connection& db, const R& before, const R& after) {
    const std::vector<Value> was = values_of(before);
    const std::vector<Value> is = values_of(after);
    if (!std::equal(was.begin(), was.begin() + R::key, is.begin())) return insert_row(db, after);
    return detail::update_row(db, R::table, R::fields, R::key, was, is);
}

template <TableRow R>
Result<void> remove_row(Connection& db, const R& row) {
    std::vector<Value> values = values_of(row);
    values.resize(R::key);
    TRYV(db.exec(detail::text<R, detail::Text::remove>(), values));
    return success();
}

// Makes the table's rows what `after` says, given that they are what `before` says: only what
// differs is written. Parts of a deal are only ever added, so that most rows stand at the same
// place in both; `is_same_part` tells rows of the same key.
template <TableRow R>
Result<void> put_difference(Connection& db, const std::vector<R>& before,
                            const std::vector<R>& after) {
    const auto holds = [](const std::vector<R>& rows, const R& row, std::size_t hint) {
        if (hint < rows.size() && rows[hint].is_same_part(row)) return true;
        for (const R& other : rows)
            if (other.is_same_part(row)) return true;
        return false;
    };
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (!holds(after, before[i], i)) {
            TRYV(remove_row(db, before[i]));
        }
    }
    for (std::size_t i = 0; i < after.size(); ++i) {
        const R* old = i < before.size() ? &before[i] : nullptr;
        if (old == nullptr || !old->is_same_part(after[i])) {
            const auto at = std::ranges::find_if(
                before, [&](const R& row) { return row.is_same_part(after[i]); });
            old = at != before.end() ? &*at : nullptr;
        }
        if (old == nullptr) {
            TRYV(insert_row(db, after[i]));
        } else if (!(*old == after[i])) {
            TRYV(put_changes(db, *old, after[i]));
        }
    }
    return success();
}

}  // namespace ante::store
