// Any bytes at all, read as a deal, as settings, as an event or as the body of a command, strictly
// and as stored; and what was read, written and read again. The first byte says what they are read
// as, the second how.

#include "base/json.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "method/commands.h"
#include "method/events.h"
#include "method/people.h"
#include "method/settings.h"

namespace {

using namespace ante;
using namespace ante::method;

void must(bool holds) {
    if (!holds) std::abort();
}

// An error names its places once each, and says something about them.
void is_sensible(const Error& error) {
    must(!error.code.empty() && is_text(error.detail));
    must(error.code == "json_malformed" || error.code == "input_invalid");
    must((error.code == "input_invalid") == !error.fields.empty());
    for (const FieldError& field : error.fields)
        must(!field.code.empty() && !field.detail.empty() && is_text(field.pointer));
}

template <class T>
void read_as(std::string_view text, Input how) {
    const auto read = from_json<T>(text, how);
    if (read.has_error()) return is_sensible(read.error());
    const std::string written = to_json(read.value());
    must(is_text(written));
    const auto again = from_json<T>(written, Input::stored);
    must(again.has_value() && to_json(again.value()) == written);
    // What the strict reader lets in, the forgiving one does as well, and sees the same.
    if (how == Input::strict) {
        const auto stored = from_json<T>(text, Input::stored);
        must(stored.has_value());
    }
}

using ReadAs = void (*)(std::string_view, Input);

template <class... Ts>
constexpr auto readers_of(const std::variant<Ts...>*) {
    return std::array<ReadAs, sizeof...(Ts)>{&read_as<Ts>...};
}

constexpr ReadAs nouns[] = {&read_as<Deal>,   &read_as<Settings>, &read_as<Event>,
                            &read_as<Raw>,    &read_as<Account>,  &read_as<Person>,
                            &read_as<Member>, &read_as<Touch>};
constexpr auto commands = readers_of(static_cast<const Command*>(nullptr));

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
    const Input how = data[1] % 2 == 0 ? Input::strict : Input::stored;
    const std::size_t which = data[0] % (std::size(nouns) + commands.size());
    if (which < std::size(nouns))
        nouns[which](text, how);
    else
        commands[which - std::size(nouns)](text, how);
    return 0;
}
