#pragma once
// GMime's objects, held by C++. Included by the files that write and read mails, and no others.

#include <gmime/gmime.h>

#include <memory>
#include <string>
#include <string_view>

namespace ante::connect {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

struct Free {
    void operator()(void* memory) const { g_free(memory); }
};
using Chars = std::unique_ptr<char, Free>;

// Before anything else of GMime.
inline void start_gmime() {
    static const bool started = [] {
        g_mime_init();
        return true;
    }();
    (void)started;
}

inline std::string text_of(const char* chars) {
    return chars ? std::string(chars) : std::string();
}

// GMime's casts, without its warnings.
template <class T, class F>
T* cast(F* from) {
    return reinterpret_cast<T*>(from);
}

}  // namespace ante::connect
