#include "store/base64.h"

#include <sodium.h>

namespace ante::store {
namespace {

int variant(Base64 how) {
    return how == Base64::url ? sodium_base64_VARIANT_URLSAFE_NO_PADDING
                              : sodium_base64_VARIANT_ORIGINAL;
}

}  // namespace

std::string base64_of(std::string_view bytes, Base64 how) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant(how)), '\0');
    sodium_bin2base64(text.data(), text.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      variant(how));
    text.pop_back();  // the end of a C string
    return text;
}

std::optional<std::string> from_base64(std::string_view text, Base64 how) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const int failed =
        sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, &end, variant(how));
    if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

}  // namespace ante::store
