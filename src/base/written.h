#pragma once
// A described value that is JSON text already, because it was stored as such: it is written as it
// is, and whoever reads the contract finds a T.

#include "base/fields.h"

namespace ante {

template <class T>
struct Written : Raw {};

template <class T>
struct detail::Make<Written<T>> {
    static constexpr Type table() {
        return {.shape = Shape::raw, .name = "json", .inner = &detail::table<T>};
    }
};

}  // namespace ante
