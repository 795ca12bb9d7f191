#include "store/base64.h"

#include <gtest/gtest.h>

namespace ante::store {
namespace {

using namespace std::string_view_literals;

// The vectors of RFC 4648, section 10; and bytes whose letters differ between the two alphabets.
TEST(Base64Text, is_as_the_rfc_has_it) {
    EXPECT_EQ(base64_of("", Base64::plain), "");
    EXPECT_EQ(base64_of("f", Base64::plain), "Zg==");
    EXPECT_EQ(base64_of("foobar", Base64::plain), "Zm9vYmFy");
    EXPECT_EQ(base64_of("\xfb\xff"sv, Base64::plain), "+/8=");
    EXPECT_EQ(base64_of("\xfb\xff"sv, Base64::url), "-_8");
}

TEST(Base64Text, reads_back_whatever_the_bytes) {
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
    for (const Base64 how : {Base64::plain, Base64::url})
        EXPECT_EQ(from_base64(base64_of(bytes, how), how), bytes);
}

TEST(Base64Text, is_refused_if_any_of_it_is_something_else) {
    for (const auto bad : {"Zg"sv, "Zm9v!"sv, "Zm9v\n"sv, "-_8="sv})
        EXPECT_EQ(from_base64(bad, Base64::plain), std::nullopt) << bad;
    EXPECT_EQ(from_base64("Zg==", Base64::url), std::nullopt);
}

}  // namespace
}  // namespace ante::store
