#include "base/beginning.h"

#include <gtest/gtest.h>

namespace ante {
namespace {

TEST(Beginning, is_cut_between_letters) {
    EXPECT_EQ(first_bytes("Plan", 4), "Plan");
    EXPECT_EQ(first_bytes("Pläne", 3), "Pl");
    EXPECT_EQ(first_bytes("Pläne", 4), "Plä");
    EXPECT_EQ(first_bytes("€uro", 2), "");
    EXPECT_EQ(first_letters("Pläne", 3), "Plä");
    EXPECT_EQ(first_letters("Pläne", 5), "Pläne");
    EXPECT_EQ(first_letters("€€", 1), "€");
    EXPECT_EQ(first_letters("", 1), "");
}

}  // namespace
}  // namespace ante
