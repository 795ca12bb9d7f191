// Any bytes at all, read as somebody's address book: vCards, or one of the two CSV forms.

#include "connect/contacts.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.h"

namespace {

using namespace ante;
using namespace ante::connect;

void must(bool holds) {
    if (!holds) std::abort();
}

// Every contact has a name, begins after the one before, and is text that can be stored and shown.
void check(const ContactFile& file) {
    must(file.contacts.size() <= ContactFile::most);
    std::int64_t line = 0;
    for (const Contact& contact : file.contacts) {
        must(contact.line > line && !contact.name.empty());
        line = contact.line;
        const std::string json = to_json(contact);
        must(is_text(json));
        const auto again = from_json<Contact>(json, Input::stored);
        must(again.has_value() && again.value() == contact);
        method::Level level = level_from_title(contact.title);
        must(!word_of(level).empty());
    }
    for (const RefusedContact& refused : file.refused) must(is_text(to_json(refused)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto file = read_contacts(text);
    if (file.has_value())
        check(file.value());
    else
        must(!file.error().code.empty() && is_text(file.error().detail));
    return 0;
}
