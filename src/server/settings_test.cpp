#include "server/settings.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>

namespace ante::server {
namespace {

class SettingsTest : public testing::Test {
protected:
    SettingsTest() {
        std::string name = "/tmp/ante-settings.XXXXXX";
        folder = ::mkdtemp(name.data());
    }
    ~SettingsTest() override {
        std::filesystem::remove_all(folder);
        ::unsetenv("ANTE_LISTEN");
        ::unsetenv("ANTE_TRUST_PROXY");
    }
    void file(std::string_view text) { std::ofstream(folder / "ante.toml") << text; }
    Result<void> read(std::vector<std::string> flags) {
        CLI::App app;
        declare(app, got);
        flags.insert(flags.begin(), {"--data", folder.string()});
        std::reverse(flags.begin(), flags.end());
        app.parse(flags);
        return complete(app, got);
    }

    std::filesystem::path folder;
    Settings got;
};

TEST_F(SettingsTest, DefaultsAreSafe) {
    ASSERT_TRUE(read({}));
    EXPECT_EQ(got.listen, "127.0.0.1:8420");
    EXPECT_FALSE(got.trust_proxy);
    EXPECT_EQ(got.reached_at(), "http://127.0.0.1:8420");
    EXPECT_FALSE(got.public_https());
}

TEST_F(SettingsTest, AnAddressOfADatabaseIsNoFolder) {
    got.data = "/var/lib/ante";
    EXPECT_EQ(got.opens_secrets(), "/var/lib/ante/secrets.key");
    for (const char* address : {"postgres://ann:s3cret@db.example/ante", "host=/tmp dbname=ante"}) {
        got.data = address;
        EXPECT_EQ(got.opens_secrets(), "ante-data/secrets.key") << address;
    }
    got.secret_key_file = "/etc/ante/key";
    EXPECT_EQ(got.opens_secrets(), "/etc/ante/key");
}

TEST_F(SettingsTest, AFlagBeatsTheEnvironmentAndThatTheFile) {
    file("listen = \"1.1.1.1:1\"\nthreads = 3\ntrust_proxy = true\nlog_level = \"warn\"\n");
    ASSERT_TRUE(read({}));
    EXPECT_EQ(got.listen, "1.1.1.1:1");
    EXPECT_EQ(got.threads, 3u);
    EXPECT_TRUE(got.trust_proxy);
    EXPECT_EQ(got.log_level, "warn");

    ::setenv("ANTE_LISTEN", "2.2.2.2:2", 1);
    ::setenv("ANTE_TRUST_PROXY", "false", 1);
    got = {};
    ASSERT_TRUE(read({}));
    EXPECT_EQ(got.listen, "2.2.2.2:2");
    EXPECT_FALSE(got.trust_proxy);
    got = {};
    ASSERT_TRUE(read({"--listen", "3.3.3.3:3"}));
    EXPECT_EQ(got.listen, "3.3.3.3:3");
}

TEST_F(SettingsTest, WhatIsUnknownOrWrongIsNamed) {
    const std::pair<const char*, const char*> table[] = {
        {"lisen = \"x\"\n", "settings_unknown"},
        {"data = \"/elsewhere\"\n", "settings_unknown"},
        {"[server]\nlisten = \"x\"\n", "settings_unknown"},
        {"threads = many\n", "settings_malformed"},
        {"threads = -1\n", "settings_malformed"},
        {"trust_proxy = perhaps\n", "settings_malformed"},
        {"log_level = \"loud\"\n", "settings_malformed"},
        {"public_url = \"sales.example.com\"\n", "settings_malformed"},
        {"listen = [\"a\", \"b\"]\n", "settings_malformed"},
        {"mail_server = \"mail.example.com\"\n", "settings_malformed"},
        {"mail_server = \"smtp://mail.example.com\"\n", "settings_malformed"},
        {"mail_server = \"smtp://me:secret@mail.example.com\"\nmail_from = \"a@b.example\"\n",
         "settings_malformed"},
        {"inbox = \"https://mail.example.com\"\n", "settings_malformed"},
    };
    for (const auto& [text, code] : table) {
        file(text);
        got = {};
        const auto result = read({});
        ASSERT_FALSE(result) << text;
        EXPECT_EQ(result.error().code, code) << text;
    }
}

TEST_F(SettingsTest, APasswordComesByFileOrEnvironmentAndHasNoFlag) {
    file(
        "mail_server = \"smtps://mail.example.com\"\nmail_from = \"Ante <a@b.example>\"\n"
        "mail_password = \"of the file\"\n");
    ASSERT_TRUE(read({}));
    EXPECT_EQ(got.mail_password, "of the file");
    EXPECT_TRUE(got.mail_tls);
    ::setenv("ANTE_MAIL_PASSWORD", "of the environment", 1);
    got = {};
    ASSERT_TRUE(read({}));
    ::unsetenv("ANTE_MAIL_PASSWORD");
    EXPECT_EQ(got.mail_password, "of the environment");
    EXPECT_THROW(static_cast<void>(read({"--mail-password", "x"})), CLI::ExtrasError);
}

TEST_F(SettingsTest, AFileThatWasAskedForMustBeThere) {
    EXPECT_FALSE(read({"--config", "/nowhere/ante.toml"}));
}

TEST_F(SettingsTest, ThePublicAddressHasNoSlashAtItsEnd) {
    ASSERT_TRUE(read({"--public-url", "https://sales.example.com/"}));
    EXPECT_EQ(got.reached_at(), "https://sales.example.com");
    EXPECT_TRUE(got.public_https());
}

}  // namespace
}  // namespace ante::server
