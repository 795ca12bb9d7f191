// Any bytes at all as a mail: read, never crashing, hanging or answering what is no text; and what
// was read, written as a mail of ours, reads the same. The bytes are also tried as an address and
// as every text of a mail that goes out: no header gets a line that is not its own.

#include "connect/mime.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/json.h"
#include "connect/mail_html.h"

namespace {

using namespace ante;
using namespace ante::connect;

void must(bool holds) {
    if (!holds) std::abort();
}

bool one_line(const std::string& text) {
    return is_text(text) && text.find_first_of("\r\n") == std::string::npos;
}

void check(const ReadMail& mail) {
    must(one_line(mail.subject) && one_line(mail.message_id) && one_line(mail.in_reply_to));
    must(one_line(mail.from.name) && one_line(mail.from.address) && one_line(mail.reported_id));
    must(mail.text.empty() || (is_text(mail.text) && mail.text.find('\r') == std::string::npos));
    must(mail.text.size() <= 100'000 && mail.to.size() <= 100 && mail.references.size() <= 50);
    must(mail.calendars.size() <= 10 && mail.reports.size() <= 100);
    for (const std::string& calendar : mail.calendars) must(calendar.empty() || is_text(calendar));
    for (const Report& report : mail.reports)
        must(one_line(report.recipient) && one_line(report.says) && !report.action.empty());
    must(own_words(mail.text).size() <= mail.text.size());
}

int headers_named(const std::string& bytes, const std::string& name) {
    int found = 0;
    const auto end = bytes.find("\r\n\r\n");
    for (std::size_t at = 0; at != std::string::npos && at < end;) {
        if (bytes.compare(at, name.size(), name) == 0) ++found;
        const auto next = bytes.find("\r\n", at);
        at = next == std::string::npos ? next : next + 2;
    }
    return found;
}

void write_with(const std::string& text) {
    const Mail mail{.from = {text, "sales@northgate.example"},
                    .to = {text, "dana@example.com"},
                    .reply_to = {{text, "ria@northgate.example"}},
                    .subject = text,
                    .text = text,
                    .html = html_of(text, {text, text}),
                    .calendar = text,
                    .calendar_method = text,
                    .message_id = text,
                    .references = {text, text},
                    .date = {},
                    .unsubscribe = text,
                    .automatic = true};
    const auto written = write_mail(mail);
    must(written.has_value());
    for (const char* name : {"From:", "To:", "Subject:", "Message-Id:", "Reply-To:"})
        must(headers_named(written.value(), name) <= 1);
    must(headers_named(written.value(), "Bcc:") == 0);
    const auto read = read_mail(written.value());
    must(read.has_value());
    check(read.value());
    must(read.value().to.size() == 1 && read.value().to.front().address == "dana@example.com");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto mail = read_mail(bytes);
    if (mail.has_value())
        check(mail.value());
    else
        must(!mail.error().code.empty() && !mail.error().detail.empty());
    if (const auto address = parse_address(bytes)) must(is_mail_address(address->address));
    // Texts of ours are text: the contract refuses others.
    if (size < 4'000 && size > 0 && is_text(bytes)) write_with(bytes);
    return 0;
}
