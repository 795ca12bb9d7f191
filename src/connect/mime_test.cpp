// Mails written and read.
#include "connect/mime.h"

#include <gtest/gtest.h>

namespace ante::connect {
namespace {

Mail plain() {
    return {.from = {"Northgate", "sales@northgate.example"},
            .to = {"Dana Müller, CFO", "dana@example.com"},
            .reply_to = {{"Ria", "ria@northgate.example"}},
            .subject = "Grüße: was wir vereinbart haben – 14 May 2026",
            .text = "Hello Dana,\n\nthank you.\n.\nFrom here on: – ok\n",
            .html = {},
            .calendar = {},
            .calendar_method = {},
            .message_id = "abc.def@northgate.example",
            .references = {"deal.1@northgate.example"},
            .date = *parse_instant("2026-05-14T09:00:00Z"),
            .unsubscribe = {}};
}

ReadMail read(std::string_view bytes) {
    auto mail = read_mail(bytes);
    EXPECT_TRUE(mail) << mail.error().detail;
    return std::move(mail).value();
}

std::string written(const Mail& mail) {
    auto bytes = write_mail(mail);
    EXPECT_TRUE(bytes) << bytes.error().detail;
    return std::move(bytes).value();
}

// The lines of the head, folded ones joined.
std::vector<std::string> headers_of(std::string_view bytes) {
    std::vector<std::string> lines;
    while (true) {
        const auto end = bytes.find("\r\n");
        const std::string_view line = bytes.substr(0, end);
        if (line.empty() || end == std::string_view::npos) return lines;
        bytes.remove_prefix(end + 2);
        if (line.front() == ' ' || line.front() == '\t')
            lines.back() += line;
        else
            lines.emplace_back(line);
    }
}

int headers_named(std::string_view bytes, std::string_view name) {
    int found = 0;
    for (const std::string& line : headers_of(bytes))
        found += line.starts_with(std::string(name) + ":") ? 1 : 0;
    return found;
}

TEST(Mime, what_was_written_is_read_again) {
    const std::string bytes = written(plain());
    const ReadMail mail = read(bytes);
    EXPECT_EQ(mail.from, plain().from);
    ASSERT_EQ(mail.to.size(), 1u);
    EXPECT_EQ(mail.to.front(), plain().to);
    EXPECT_EQ(mail.subject, plain().subject);
    EXPECT_EQ(mail.text, plain().text);
    EXPECT_EQ(mail.message_id, plain().message_id);
    EXPECT_EQ(mail.references, plain().references);
    EXPECT_EQ(mail.in_reply_to, "deal.1@northgate.example");
    EXPECT_EQ(mail.date, plain().date);
    EXPECT_FALSE(mail.automatic);
}

TEST(Mime, lines_are_ascii_end_by_crlf_and_are_not_too_long) {
    Mail mail = plain();
    mail.text = std::string(5'000, 'x') + "\n" + std::string(3'000, '\xc3') + "\n";
    mail.subject = "ü";
    for (int i = 0; i < 400; ++i) mail.subject += "ü";
    mail.html = "<p>" + std::string(4'000, 'y') + "ß</p>";
    mail.calendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
    mail.calendar_method = "REQUEST";
    const std::string bytes = written(mail);
    std::size_t length = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        ASSERT_LT(static_cast<unsigned char>(bytes[i]), 128);
        if (bytes[i] == '\n') {
            ASSERT_EQ(bytes[i - 1], '\r');
            length = 0;
        } else {
            ASSERT_LE(++length, 999u);
            ASSERT_TRUE(bytes[i] != '\r' || bytes[i + 1] == '\n');
        }
    }
}

TEST(Mime, nothing_in_a_text_becomes_a_header) {
    const std::string evils[] = {"x\r\nBcc: all@example.com\r\n\r\nbody",
                                 "x\nBcc: a@example.com",
                                 "x\rBcc: a@example.com",
                                 "x\r\n Bcc: a@example.com",
                                 std::string("x\0\r\nBcc: a@example.com", 20),
                                 "=?utf-8?Q?x=0D=0ABcc:_a@example.com?=",
                                 "x>\r\nBcc: <a@example.com",
                                 "\"\r\nBcc: a@example.com\""};
    for (const std::string& evil : evils) {
        Mail mail = plain();
        mail.from.name = mail.to.name = mail.reply_to[0].name = mail.subject = evil;
        mail.message_id = mail.unsubscribe = mail.calendar_method = evil;
        mail.references = {evil, evil};
        mail.calendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
        const std::string bytes = written(mail);
        EXPECT_EQ(headers_named(bytes, "Bcc"), 0) << bytes;
        EXPECT_EQ(headers_named(bytes, "Subject"), 1);
        EXPECT_EQ(headers_named(bytes, "To"), 1);
        const ReadMail back = read(bytes);
        ASSERT_EQ(back.to.size(), 1u) << bytes;
        EXPECT_EQ(back.to.front().address, "dana@example.com");
        EXPECT_EQ(back.text, plain().text);
    }
}

TEST(Mime, an_address_that_is_none_is_refused) {
    for (const char* address :
         {"", "dana", "@example.com", "dana@", "a b@example.com", "a@b@c", "a@b\r\nBcc: c@d",
          "<a@b>", "a,b@example.com", "dänä@example.com", "a@exämple.com", "a@.example",
          "a@example..com", "a@example.com,b@example.com", "a\"@example.com"}) {
        Mail mail = plain();
        mail.to.address = address;
        const auto bytes = write_mail(mail);
        if (std::string_view(address) == "a@b@c") {
            EXPECT_FALSE(bytes.has_value()) << address;
            continue;
        }
        ASSERT_FALSE(bytes) << address;
        EXPECT_EQ(bytes.error().code, "address_malformed");
    }
    EXPECT_TRUE(is_mail_address("o'brien+sales@xn--exmple-cua.com"));
}

TEST(Mime, addresses_are_read_as_people_write_them) {
    EXPECT_EQ(parse_address("a@example.com")->address, "a@example.com");
    EXPECT_EQ(parse_address("\"Dana, CFO\" <a@example.com>")->name, "Dana, CFO");
    EXPECT_FALSE(parse_address("a@example.com, b@example.com"));
    EXPECT_FALSE(parse_address("nobody"));
    EXPECT_FALSE(parse_address(""));
}

TEST(Mime, an_invitation_is_shown_and_attached) {
    Mail mail = plain();
    mail.html = "<p>Hello</p>";
    mail.calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";
    mail.calendar_method = "REQUEST";
    mail.unsubscribe = "https://ante.example/api/v1/mail/unsubscribe/x.y.z";
    mail.automatic = true;
    const std::string bytes = written(mail);
    EXPECT_NE(bytes.find("method=REQUEST"), std::string::npos);
    EXPECT_NE(bytes.find("invite.ics"), std::string::npos);
    EXPECT_EQ(headers_named(bytes, "List-Unsubscribe"), 1);
    EXPECT_EQ(headers_named(bytes, "List-Unsubscribe-Post"), 1);
    const ReadMail back = read(bytes);
    ASSERT_EQ(back.calendars.size(), 1u) << "the same object twice is one";
    EXPECT_EQ(back.calendars.front(), "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n");
    EXPECT_EQ(back.text, plain().text);
    EXPECT_TRUE(back.automatic);
}

// Cut, or in encoded words, an address leads nowhere, and nobody could unsubscribe.
TEST(Mime, a_long_address_to_unsubscribe_stays_whole) {
    Mail mail = plain();
    mail.unsubscribe = "https://sales.of-a-company-with-a-long-name.example.com/under/a/path/" +
                       std::string("api/v1/mail/unsubscribe/") + std::string(250, 'a');
    const std::string bytes = written(mail);
    EXPECT_NE(bytes.find("\r\nList-Unsubscribe:\r\n <" + mail.unsubscribe + ">\r\n"),
              std::string::npos)
        << bytes;
    mail.unsubscribe = "https://a.example/\r\nBcc: x@y.example";
    EXPECT_EQ(headers_named(written(mail), "Bcc"), 0);
}

constexpr std::string_view a_bounce =
    "From: MAILER-DAEMON@mx.example\r\n"
    "To: sales@northgate.example\r\n"
    "Subject: Undelivered Mail Returned to Sender\r\n"
    "Auto-Submitted: auto-replied\r\n"
    "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n"
    "\r\n"
    "--b\r\nContent-Type: text/plain\r\n\r\nI'm sorry.\r\n"
    "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
    "Reporting-MTA: dns; mx.example\r\n"
    "\r\n"
    "Final-Recipient: rfc822; dana@example.com\r\n"
    "Action: failed\r\nStatus: 5.1.1\r\n"
    "Diagnostic-Code: smtp; 550 5.1.1 <dana@example.com>:\r\n    Recipient address rejected\r\n"
    "\r\n"
    "Final-Recipient: rfc822; paul@example.com\r\nAction: delayed\r\nStatus: 4.4.1\r\n"
    "--b\r\nContent-Type: message/rfc822\r\n\r\n"
    "Message-ID: <abc.def@northgate.example>\r\nSubject: x\r\n\r\nBody\r\n"
    "--b--\r\n";

TEST(Mime, a_report_names_who_did_not_get_which_mail) {
    const ReadMail mail = read(a_bounce);
    ASSERT_EQ(mail.reports.size(), 2u);
    EXPECT_EQ(mail.reports[0],
              (Report{"dana@example.com", "failed", "5.1.1",
                      "550 5.1.1 <dana@example.com>: Recipient address rejected"}));
    EXPECT_TRUE(mail.reports[0].failed());
    EXPECT_FALSE(mail.reports[1].failed());
    EXPECT_EQ(mail.reported_id, "abc.def@northgate.example");
    EXPECT_TRUE(mail.automatic);
}

TEST(Mime, a_report_with_headers_only_names_the_mail_too) {
    std::string bytes(a_bounce);
    const std::string whole = "message/rfc822";
    bytes.replace(bytes.find(whole), whole.size(), "text/rfc822-headers");
    EXPECT_EQ(read(bytes).reported_id, "abc.def@northgate.example");
}

TEST(Mime, a_report_that_does_not_call_itself_one_is_one) {
    std::string bytes(a_bounce);
    const std::string report = "multipart/report; report-type=delivery-status";
    bytes.replace(bytes.find(report), report.size(), "multipart/mixed");
    const std::string whole = "message/rfc822";
    bytes.replace(bytes.find(whole), whole.size(), "text/rfc822-headers");
    EXPECT_EQ(read(bytes).reports.size(), 2u);
    EXPECT_EQ(read(bytes).reported_id, "abc.def@northgate.example");
}

TEST(Mime, what_is_broken_is_read_as_far_as_it_goes) {
    EXPECT_EQ(read("Subject: =?utf-8?B?broken\r\nFrom: <<>>,,\r\n\r\nHello\xff\n").text,
              "Hello\xef\xbf\xbd\n");
    EXPECT_EQ(read("Content-Type: text/plain; charset=nothing-known\n\nHi \xe4").text,
              "Hi \xef\xbf\xbd");
    EXPECT_EQ(read("Content-Type: text/plain; charset=iso-8859-1\n\nHi \xe4").text, "Hi ä");
    EXPECT_EQ(read("Content-Type: text/html\n\n<style>p{}</style><p>A &amp; B</p><br>C").text,
              "A & B\n\nC");
    EXPECT_EQ(read("Content-Type: multipart/mixed; boundary=x\n\nno part at all").text, "");
    EXPECT_EQ(read(std::string("Subject: a\0b\n\nHi\0", 18)).subject.find('\0'), std::string::npos);
    EXPECT_EQ(read_mail("").has_value(), false);
}

TEST(Mime, too_large_and_too_deep_is_refused) {
    EXPECT_EQ(read_mail(std::string(25'000'001, 'x')).error().code, "mail_too_large");
    std::string deep;
    for (int i = 0; i < 100'000; ++i)
        deep += "Content-Type: multipart/mixed; boundary=" + std::to_string(i) + "\n\n--" +
                std::to_string(i) + "\n";
    EXPECT_EQ(read_mail(deep).error().code, "mail_too_deep");
    std::string wide = "Content-Type: multipart/mixed; boundary=b\n\n";
    for (int i = 0; i < 5'000; ++i) wide += "--b\n\nx\n";
    EXPECT_EQ(read_mail(wide).error().code, "mail_too_deep");
    std::string nested;
    for (int i = 0; i < 100'000; ++i) nested += "Content-Type: message/rfc822\n\n";
    const auto mail = read_mail(nested);
    EXPECT_TRUE(mail.has_value() || mail.error().code == "mail_too_deep");
}

TEST(Mime, his_own_words_are_without_what_he_quotes) {
    EXPECT_EQ(own_words("Fine with me.\n\nOn Monday Ria wrote:\n> Our plan\n"), "Fine with me.");
    EXPECT_EQ(own_words("> quoted\nYes, Thursday.\n-- \nDana\nCFO"), "Yes, Thursday.");
    EXPECT_EQ(own_words("Ok\n-----Original Message-----\nFrom: x"), "Ok");
    EXPECT_EQ(own_words("\n\n > all quoted\n"), "");
}

}  // namespace
}  // namespace ante::connect
