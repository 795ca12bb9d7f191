// TRUST T14: addresses that people give us lead nowhere behind our own walls.

#include "connect/egress.h"

#include <gtest/gtest.h>

#include <mutex>

#include "page_server.h"

namespace ante::connect {
namespace {

using tests::PageServer;

std::string hello(const std::string&) {
    return PageServer::page("hello", "ETag: \"7\"\r\n");
}

TEST(Egress, TellsPublicAddressesFromOthers) {
    for (const char* address : {"0.0.0.0",
                                "10.1.2.3",
                                "100.64.0.1",
                                "127.0.0.1",
                                "127.255.255.254",
                                "169.254.169.254",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.0.0.1",
                                "192.0.2.1",
                                "192.168.1.1",
                                "198.18.0.1",
                                "224.0.0.1",
                                "240.0.0.1",
                                "255.255.255.255",
                                "::",
                                "::1",
                                "::127.0.0.1",
                                "::ffff:127.0.0.1",
                                "::ffff:10.0.0.1",
                                "64:ff9b::7f00:1",
                                "64:ff9b::a00:1",
                                "64:ff9b:1::1",
                                "100::1",
                                "fc00::1",
                                "fd12:3456::1",
                                "fe80::1",
                                "fec0::1",
                                "ff02::1",
                                "2001::1",
                                "2001:db8::1",
                                "2002:7f00:1::",
                                "2002:c0a8:101::",
                                "3fff::1",
                                "5f00::1",
                                "",
                                "localhost",
                                "127.1"})
        EXPECT_FALSE(is_public_address(address)) << address;
    for (const char* address :
         {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.0.0.1",
          "128.0.0.1", "172.15.0.1", "172.32.0.1", "192.167.0.1", "223.255.255.255",
          "2606:4700::1111", "2a00:1450:4001:81b::200e", "::ffff:1.1.1.1", "64:ff9b::101:101",
          "2002:101:101::"})
        EXPECT_TRUE(is_public_address(address)) << address;
}

TEST(Egress, NoSpellingOfAPrivateAddressIsConnectedTo) {
    PageServer server(hello);
    const std::string port = server.port();
    int tried = 0;
    for (const std::string host : {"127.0.0.1",
                                   "localhost",
                                   "LOCALHOST",
                                   "localhost.",
                                   "127.1",
                                   "127.0.1",
                                   "0",
                                   "0.0.0.0",
                                   "2130706433",
                                   "0x7f000001",
                                   "0x7f.1",
                                   "0x7F.0.0.0x1",
                                   "0177.0.0.1",
                                   "0177.1",
                                   "017700000001",
                                   "127.0.0.1.",
                                   "127.000.000.001",
                                   "[::1]",
                                   "[::]",
                                   "[::ffff:127.0.0.1]",
                                   "[::ffff:7f00:1]",
                                   "[0:0:0:0:0:ffff:127.0.0.1]",
                                   "[::127.0.0.1]",
                                   "[64:ff9b::7f00:1]",
                                   "[2002:7f00:1::]",
                                   "[fe80::1]",
                                   "[fe80::1%25lo]",
                                   "127.0.0.2",
                                   "127.255.255.254",
                                   "169.254.169.254",
                                   "10.0.0.1",
                                   "192.168.0.1",
                                   "１２７.０.０.１",
                                   "127。0。0。1",
                                   "%31%32%37.0.0.1",
                                   "127.0.0.1%00.example.com",
                                   "example.com@127.0.0.1",
                                   "a:b@127.0.0.1",
                                   "127.0.0.1#@example.com",
                                   "127.0.0.1\\@example.com",
                                   "localhost.localdomain",
                                   "ip6-localhost"}) {
        for (const std::string scheme : {"http://", "https://", "webcal://"}) {
            const auto got = fetch({.url = scheme + host + ":" + port + "/"}, {});
            EXPECT_TRUE(got.has_error()) << scheme << host;
            ++tried;
        }
        // However the port is written, and without one.
        EXPECT_TRUE(fetch({.url = "http://" + host + "/"}, {}).has_error()) << host;
    }
    EXPECT_EQ(server.connections(), 0) << "of " << tried;
    std::printf("T14: %d spellings, %d connections\n", tried, server.connections());
}

TEST(Egress, OtherSchemesAreNone) {
    PageServer server(hello);
    for (const std::string scheme :
         {"file:///etc/passwd", "gopher://127.0.0.1:", "dict://127.0.0.1:", "ftp://127.0.0.1:",
          "ldap://127.0.0.1:", "smb://127.0.0.1:", "javascript:alert(1)//",
          "//127.0.0.1:", "127.0.0.1:", ""}) {
        const auto got = fetch({.url = scheme + (scheme.ends_with(':') ? server.port() : "")}, {});
        ASSERT_TRUE(got.has_error()) << scheme;
    }
    EXPECT_EQ(fetch({.url = "file:///etc/passwd"}, {}).error().code, "address_invalid");
    EXPECT_EQ(server.connections(), 0);
}

// Every redirect is looked at like the first address.
TEST(Egress, RedirectsLeadNowhereEither) {
    PageServer inside(hello);
    std::string target;
    PageServer outside([&](const std::string&) { return PageServer::redirect(target); },
                       "127.0.0.2");
    EgressRules rules;
    rules.excepted = {"127.0.0.2"};
    for (const std::string host : {"127.0.0.1", "localhost", "0x7f.1", "[::ffff:127.0.0.1]"}) {
        target = "http://" + host + ":" + inside.port() + "/";
        const auto got = fetch({.url = "http://127.0.0.2:" + outside.port() + "/"}, rules);
        ASSERT_TRUE(got.has_error()) << host;
        EXPECT_EQ(got.error().code, "address_forbidden") << got.error().detail;
    }
    for (const std::string other : {"file:///etc/passwd", "gopher://127.0.0.1:1/"}) {
        target = other;
        EXPECT_TRUE(fetch({.url = "http://127.0.0.2:" + outside.port() + "/"}, rules).has_error());
    }
    EXPECT_EQ(inside.connections(), 0);
    target = "http://127.0.0.2:" + outside.port() + "/again";
    EXPECT_EQ(fetch({.url = target}, rules).error().detail, "127.0.0.2 redirects in circles.");
}

// What a name means is asked once, and what is asked is where the connection goes.
TEST(Egress, ANameThatChangesItsMindIsHeldToItsWord) {
    PageServer inside(hello);
    PageServer outside(hello, "127.0.0.2");
    int asked = 0;
    EgressRules rules;
    rules.excepted = {"127.0.0.2"};
    rules.resolver = [&](const std::string&) -> std::vector<std::string> {
        return {++asked == 1 ? "127.0.0.2" : "127.0.0.1"};
    };
    const auto got = fetch({.url = "http://rebind.example:" + outside.port() + "/"}, rules);
    ASSERT_FALSE(got.has_error()) << got.error().detail;
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(outside.connections(), 1);
    EXPECT_EQ(fetch({.url = "http://rebind.example:" + inside.port() + "/"}, rules).error().code,
              "address_forbidden");
    // One bad address among good ones is enough.
    rules.resolver = [](const std::string&) -> std::vector<std::string> {
        return {"127.0.0.2", "127.0.0.1"};
    };
    EXPECT_EQ(fetch({.url = "http://both.example:" + inside.port() + "/"}, rules).error().code,
              "address_forbidden");
    EXPECT_EQ(inside.connections(), 0);
}

TEST(Egress, FetchesWhereTheOperatorAllowsIt) {
    PageServer server(hello);
    const auto got =
        fetch({.url = "http://127.0.0.1:" + server.port() + "/"}, {.private_addresses = true});
    ASSERT_FALSE(got.has_error()) << got.error().detail;
    EXPECT_EQ(got.value().status, 200);
    EXPECT_EQ(got.value().body, "hello");
    EXPECT_EQ(got.value().etag, "\"7\"");
}

TEST(Egress, APasswordStaysWhereItBelongs) {
    std::mutex guard;
    std::string heard;
    PageServer other([&](const std::string& request) {
        const std::scoped_lock lock(guard);
        heard = request;
        return PageServer::page("x");
    });
    PageServer first([&](const std::string&) {
        return PageServer::redirect("http://127.0.0.1:" + other.port() + "/");
    });
    Fetch what{.url = "http://127.0.0.1:" + first.port() + "/", .user = "ria", .password = "s3"};
    EXPECT_EQ(fetch(what, {.excepted = {"127.0.0.1"}}).error().code, "address_invalid");
    ASSERT_FALSE(fetch(what, {.private_addresses = true}).has_error());
    const std::scoped_lock lock(guard);
    EXPECT_EQ(heard.find("Authorization"), std::string::npos);
}

TEST(Egress, TooMuchIsRefused) {
    PageServer server(
        [](const std::string&) { return PageServer::page(std::string(largest_fetch + 1, 'x')); });
    EXPECT_EQ(fetch({.url = "http://127.0.0.1:" + server.port() + "/"}, {.private_addresses = true})
                  .error()
                  .code,
              "fetch_too_large");
}

}  // namespace
}  // namespace ante::connect
