#include "method/forecast/story_text.h"

#include <algorithm>
#include <charconv>

namespace ante::method::forecast {
namespace {

template <class Number>
void add(std::string& text, Number value, char after) {
    char digits[32];
    const auto [end, error] = std::to_chars(std::begin(digits), std::end(digits), value);
    text.append(digits, end);
    text += after;
}

// Takes the next number and the sign that must follow it.
template <class Number>
bool take(std::string_view& rest, Number& value, char after) {
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (error != std::errc() || end == rest.data() + rest.size() || *end != after) return false;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()) + 1);
    return true;
}

template <class E>
bool take_word(std::string_view& rest, E& value, char after) {
    unsigned place = 0;
    if (!take(rest, place, after) || place >= words(E{}).size()) return false;
    value = static_cast<E>(place);
    return true;
}

}  // namespace

std::string text_of(std::span<const Deed> deeds, Instant opened) {
    std::string text;
    text.reserve(deeds.size() * 32);
    for (const Deed& deed : deeds) {
        add(text, (deed.at - opened).count(), ',');
        add(text, deed.kind, ',');
        add(text, static_cast<int>(deed.grade), ',');
        add(text, static_cast<int>(deed.role), ',');
        add(text, static_cast<int>(deed.side), ',');
        add(text, static_cast<int>(deed.came), ',');
        add(text, deed.person, ',');
        add(text, deed.worth, ';');
    }
    return text;
}

bool read_deeds(std::string_view text, Instant opened, std::vector<Deed>& into) {
    while (!text.empty()) {
        Deed& deed = into.emplace_back();
        milliseconds::rep after = 0;
        int grade = 0;
        int role = 0;
        if (!take(text, after, ',') || !take(text, deed.kind, ',') || !take(text, grade, ',') ||
            !take(text, role, ',') || !take_word(text, deed.side, ',') ||
            !take_word(text, deed.came, ',') || !take(text, deed.person, ',') ||
            !take(text, deed.worth, ';'))
            return false;
        if (grade < -1 || grade > 5 || role < -1 || role >= static_cast<int>(words(Role{}).size()))
            return false;
        deed.at = opened + milliseconds(after);
        deed.grade = static_cast<std::int8_t>(grade);
        deed.role = static_cast<std::int8_t>(role);
    }
    return true;
}

std::string text_of(std::span<const StageEntry> stages, Instant opened) {
    std::string text;
    for (const StageEntry& entry : stages) {
        add(text, (entry.at - opened).count(), ' ');
        text += entry.stage;
        text += ';';
    }
    return text;
}

bool read_steps(std::string_view text, Instant opened, std::vector<std::string>& names,
                std::vector<Step>& into) {
    while (!text.empty()) {
        milliseconds::rep after = 0;
        if (!take(text, after, ' ')) return false;
        const auto end = text.find(';');
        if (end == std::string_view::npos) return false;
        const std::string_view stage = text.substr(0, end);
        text.remove_prefix(end + 1);
        auto name = std::find(names.begin(), names.end(), stage);
        if (name == names.end()) name = names.insert(names.end(), std::string(stage));
        into.push_back(
            {opened + milliseconds(after), static_cast<std::uint16_t>(name - names.begin())});
    }
    return true;
}

}  // namespace ante::method::forecast
