#pragma once
// One line of a scenario, read from left to right.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/fields.h"
#include "base/time.h"

namespace ante::scenarios {

// A line that the language does not know, or that could not be played. Thrown, because it ends the
// scenario from any depth; caught by play().
struct Fault {
    std::string why;
};

class Sentence {
public:
    explicit Sentence(std::string_view line) : rest_(line) {}

    // Takes `words` if they come next, as whole words; blanks before them are passed over.
    bool take(std::string_view words);
    // The same, but it must be there.
    void need(std::string_view words);

    bool at_end();
    // The sentence must be over.
    void end();
    // What is left, without the blanks before it.
    std::string_view rest();

    std::optional<std::string> text();     // "…", with \" for a quote
    std::optional<std::string> name();     // a capitalised word: Dana, O'Neill, Anne-Marie
    std::optional<std::string> word();     // letters, digits, "_" and ".": quiet.days
    std::optional<double> number();        // 4, 0.35, -2
    std::optional<Date> date();            // 14 May [2026]
    std::optional<minutes> time_of_day();  // 10:30

    std::string need_text();
    std::string need_name();
    std::string need_word();
    double need_number();
    std::int64_t need_whole();
    Date need_date();

    // A word of the method's enumeration E, if one comes next.
    template <class E>
    std::optional<E> word_for() {
        Sentence ahead = *this;
        const auto word = ahead.word();
        const auto value = word ? from_word<E>(*word) : std::nullopt;
        if (value) *this = ahead;
        return value;
    }
    template <class E>
    E need_word_for() {
        const auto value = word_for<E>();
        if (!value) missing("one of the words of " + std::string(type_of<E>().name));
        return *value;
    }

    // Tries `read` on what follows; stands where it stood if that finds nothing.
    template <class Read>
    auto attempt(Read read) {
        const Sentence before = *this;
        auto found = read(*this);
        if (!found) *this = before;
        return found;
    }

    [[noreturn]] void missing(const std::string& what);

private:
    std::string_view rest_;
};

}  // namespace ante::scenarios
