#include "store/sealed.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace ante::store {
namespace {

class Sealed : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "sealed-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::string key_file() const { return (folder_ / "secrets.key").string(); }

    std::filesystem::path folder_;
};

TEST_F(Sealed, WhatIsSealedIsReadAgainWithTheSameFileOnly) {
    const auto first = Sealer::with_file(key_file()).value();
    const std::string sealed = first->seal("app password");
    EXPECT_EQ(sealed.find("password"), std::string::npos);
    EXPECT_NE(sealed, first->seal("app password"));
    EXPECT_EQ(Sealer::with_file(key_file()).value()->unseal(sealed).value(), "app password");
    EXPECT_EQ(Sealer::for_a_while()->unseal(sealed).error().code, "secret_unreadable");
    EXPECT_EQ(first->unseal(first->seal("")).value(), "");
}

TEST_F(Sealed, TheKeyIsItsOwnersAlone) {
    ASSERT_TRUE(Sealer::with_file(key_file()).has_value());
    struct stat found {};
    ASSERT_EQ(::stat(key_file().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u);
}

TEST_F(Sealed, DamageIsNoticed) {
    const auto sealer = Sealer::for_a_while();
    std::string sealed = sealer->seal("secret");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string other = sealed;
        other[i] = other[i] == 'A' ? 'B' : 'A';
        EXPECT_TRUE(sealer->unseal(other).has_error()) << i;
    }
    EXPECT_TRUE(sealer->unseal("").has_error());
    EXPECT_TRUE(sealer->unseal("%%%").has_error());
}

TEST_F(Sealed, AFileWithoutAKeyIsNotWrittenOver) {
    std::ofstream(key_file()) << "hello\n";
    EXPECT_EQ(Sealer::with_file(key_file()).error().code, "secret_key_unreadable");
    EXPECT_EQ(Sealer::with_file((folder_ / "none" / "x").string()).error().code,
              "secret_key_unreadable");
}

}  // namespace
}  // namespace ante::store
