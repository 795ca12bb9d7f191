#pragma once
// A page of a list, as it is answered and as it is asked for.

#include "base/fields.h"
#include "store/lists.h"

namespace ante::api {

template <class T>
struct Page {
    std::vector<T> items{};
    std::optional<std::string> next{};
    static constexpr auto fields = describe(
        field<&Page::items>("items", "The items, in order."),
        field<&Page::next>("next", "Send this as `after` for the next page; absent on the last."));
};

template <class T>
Page<T> page_from(store::Page<T> page) {
    return {std::move(page.items), std::move(page.next)};
}

// The two parameters of every list.
template <class Params>
constexpr FieldRow limit_row() {
    return field<&Params::limit>("limit", "How many at once.",
                                 {.min = 1, .max = store::largest_page, .may_be_absent = true});
}
template <class Params>
constexpr FieldRow after_row() {
    return field<&Params::after>("after", "The `next` of the page before.");
}

}  // namespace ante::api
