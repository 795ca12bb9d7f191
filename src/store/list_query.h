#pragma once
// What the lists have in common: a query that grows, page marks, and pages.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/lists.h"
#include "store/rows.h"

namespace ante::store {

// A query's text as it grows, with its parameters. Values that are texts must outlive it.
class Query {
public:
    explicit Query(std::string text) : text_(std::move(text)) {}

    Query& add(std::string_view text) {
        text_ += text;
        return *this;
    }
    std::string place(Value value) {
        params_.push_back(value);
        return "$" + std::to_string(params_.size());
    }
    // " AND <column> <operator> $n"
    Query& where(std::string_view column_and_operator, Value value) {
        text_ += " AND ";
        text_ += column_and_operator;
        text_ += ' ';
        text_ += place(value);
        return *this;
    }
    std::vector<Value>& params() { return params_; }
    const std::string& text() const { return text_; }

private:
    std::string text_;
    std::vector<Value> params_;
};

// `after_invalid`.
Error bad_mark();

// A page mark is the last row's sort key and id: "<key>~<id>".
struct Mark {
    std::string key;
    Uuid id{};
};
Result<Mark> mark_from(std::string_view text);
// A mark's key as the number it was made of; `after_invalid`.
Result<std::int64_t> whole(const std::string& key);
// For a column that holds no more: PostgreSQL refuses to compare it with what it can't hold.
Result<std::int64_t> whole(const std::string& key, std::int64_t least, std::int64_t most);
Result<double> real(const std::string& key);
std::string text_of_real(double n);

// Reads one row more than asked for: if it is there, there is a next page.
template <class T, class KeyOf>
Page<T> page_of(std::vector<T> items, std::int64_t limit, KeyOf&& key_of) {
    Page<T> page;
    if (static_cast<std::int64_t>(items.size()) > limit) {
        items.resize(static_cast<std::size_t>(limit));
        page.next = key_of(items.back());
    }
    page.items = std::move(items);
    return page;
}

// Between 1 and largest_page.
std::int64_t page_size(std::int64_t asked);

}  // namespace ante::store
