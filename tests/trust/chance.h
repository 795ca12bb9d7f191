#pragma once
// Chance that repeats: the same seed gives the same story on every machine and compiler.

#include <cstdint>
#include <initializer_list>
#include <random>
#include <vector>

namespace ante::trust {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}

    // 0 to n − 1. The bias of % is of no matter here.
    std::size_t below(std::size_t n) {
        return n == 0 ? 0 : static_cast<std::size_t>(random_() % n);
    }
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(below(static_cast<std::size_t>(most - least + 1)));
    }
    bool percent(std::size_t chance) { return below(100) < chance; }

    template <class T>
    const T& of(const std::vector<T>& things) {
        return things[below(things.size())];
    }
    template <class T>
    T of(std::initializer_list<T> things) {
        return things.begin()[below(things.size())];
    }

private:
    std::mt19937_64 random_;
};

}  // namespace ante::trust
