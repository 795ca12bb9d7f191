#include "connect/dav_xml.h"

#include <gtest/gtest.h>

namespace ante::connect {
namespace {

TEST(DavXml, ReadsWhatWasFoundAndWhatIsGone) {
    const auto read = read_multi_status(
        R"(<?xml version="1.0"?><multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
        <response><href>/a.ics</href><propstat><prop><getetag>"1"</getetag>
        <C:calendar-data><![CDATA[BEGIN:VCALENDAR]]></C:calendar-data></prop>
        <status>HTTP/1.1 200 OK</status></propstat>
        <propstat><prop><displayname/></prop><status>HTTP/1.1 404 Not Found</status></propstat>
        </response>
        <response><href> /b.ics </href><status>HTTP/1.1 404 Not Found</status></response>
        <sync-token>t &amp; 1</sync-token></multistatus>)");
    ASSERT_TRUE(read.has_value()) << read.error().detail;
    ASSERT_EQ(read.value().responses.size(), 2u);
    const DavResponse& a = read.value().responses[0];
    EXPECT_EQ(a.property("getetag")->text, "\"1\"");
    EXPECT_EQ(a.property("calendar-data")->text, "BEGIN:VCALENDAR");
    EXPECT_EQ(a.property("displayname"), nullptr);
    EXPECT_EQ(read.value().responses[1].href, "/b.ics");
    EXPECT_EQ(read.value().responses[1].status, 404);
    EXPECT_EQ(read.value().sync_token, "t & 1");
}

TEST(DavXml, RefusesWhatIsNoneOrWantsTooMuch) {
    for (const char* text :
         {"", "no", "<html/>", "<multistatus/>", "<multistatus xmlns=\"DAV:\">",
          "<!DOCTYPE x [<!ENTITY a \"b\">]><multistatus xmlns=\"DAV:\">&a;</multistatus>",
          "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><multistatus xmlns=\"DAV:\"/>"})
        EXPECT_EQ(read_multi_status(text).error().code, "caldav_unreadable") << text;
    std::string deep = "<multistatus xmlns=\"DAV:\">";
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    EXPECT_TRUE(read_multi_status(deep).has_error());
}

TEST(DavXml, EscapesWhatItWrites) {
    EXPECT_EQ(escaped_xml("a<b>&\"c"), "a&lt;b&gt;&amp;&quot;c");
}

}  // namespace
}  // namespace ante::connect
