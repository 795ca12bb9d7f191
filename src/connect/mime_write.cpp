#include <algorithm>

#include "base/beginning.h"
#include "connect/gmime.h"
#include "connect/mime.h"

namespace ante::connect {
namespace {

constexpr const char* utf8 = "utf-8";
constexpr std::size_t longest_address = 900;  // Of a page; a line ends at 998.

bool is_control(char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
}

// For a header: one line, no more than anybody reads.
std::string one_line(std::string_view text, std::size_t most = 998) {
    std::string line(first_bytes(text, most));
    std::ranges::replace_if(line, is_control, ' ');
    return line;
}

// What may stand between < and > as an id of ours, or as the address of a page.
std::string id_text(std::string_view id, std::size_t most = 200) {
    std::string text;
    for (const char c : id.substr(0, most))
        if (!is_control(c) && c != '<' && c != '>' && c != ' ' &&
            static_cast<unsigned char>(c) < 128)
            text += c;
    return text;
}

bool may_be_in_address(char c) {
    constexpr std::string_view beside_letters = "!#$%&'*+-/=?^_`{|}~.";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           beside_letters.find(c) != std::string_view::npos;
}

Error address_malformed(std::string_view address) {
    return {No::invalid,
            "address_malformed",
            "'" + one_line(address, 100) + "' is not a mail address that can be written to.",
            {}};
}

void add_address(GMimeMessage* message, GMimeAddressType type, const MailAddress& who) {
    const std::string name = one_line(who.name, 300);
    g_mime_message_add_mailbox(message, type, name.empty() ? nullptr : name.c_str(),
                               who.address.c_str());
}

void set_header(GMimeMessage* message, const char* name, const std::string& value) {
    g_mime_object_set_header(cast<GMimeObject>(message), name, value.c_str(), utf8);
}

// As it stands, on a line of its own: GMime makes encoded words of what is too long for a line, and
// nobody reads an address out of those.
void set_address_header(GMimeMessage* message, const char* name, const std::string& address) {
    set_header(message, name, "-");
    GMimeHeaderList* all = g_mime_object_get_header_list(cast<GMimeObject>(message));
    g_mime_header_set_raw_value(g_mime_header_list_get_header(all, name),
                                ("\n <" + id_text(address, longest_address) + ">\n").c_str());
}

Held<GMimeTextPart> text_part(const char* subtype, const std::string& text) {
    Held<GMimeTextPart> part(g_mime_text_part_new_with_subtype(subtype));
    g_mime_text_part_set_charset(part.get(), utf8);
    g_mime_text_part_set_text(part.get(), text.c_str());
    // Lines of any length, and nothing that a server between here and there could mend.
    g_mime_part_set_content_encoding(cast<GMimePart>(part.get()),
                                     GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    return part;
}

// Lines of an iCalendar object end by CRLF whatever stands around them: base64 keeps them.
Held<GMimePart> calendar_part(const Mail& mail, const char* type, const char* subtype) {
    Held<GMimePart> part(g_mime_part_new_with_type(type, subtype));
    Held<GMimeStream> stream(
        g_mime_stream_mem_new_with_buffer(mail.calendar.data(), mail.calendar.size()));
    Held<GMimeDataWrapper> content(
        g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
    g_mime_part_set_content(part.get(), content.get());
    g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_BASE64);
    auto* object = cast<GMimeObject>(part.get());
    g_mime_object_set_content_type_parameter(object, "charset", utf8);
    if (!mail.calendar_method.empty())
        g_mime_object_set_content_type_parameter(object, "method",
                                                 one_line(mail.calendar_method, 20).c_str());
    return part;
}

// What a reader shows: the same in each of these, the best he can show last (RFC 2046, 5.1.4).
Held<GMimeObject> body_of(const Mail& mail) {
    Held<GMimeTextPart> plain = text_part("plain", mail.text);
    if (mail.html.empty() && mail.calendar.empty())
        return Held<GMimeObject>(cast<GMimeObject>(plain.release()));
    Held<GMimeMultipart> same(g_mime_multipart_new_with_subtype("alternative"));
    g_mime_multipart_add(same.get(), cast<GMimeObject>(plain.get()));
    if (!mail.html.empty()) {
        const Held<GMimeTextPart> html = text_part("html", mail.html);
        g_mime_multipart_add(same.get(), cast<GMimeObject>(html.get()));
    }
    if (mail.calendar.empty()) return Held<GMimeObject>(cast<GMimeObject>(same.release()));

    const Held<GMimePart> invitation = calendar_part(mail, "text", "calendar");
    g_mime_multipart_add(same.get(), cast<GMimeObject>(invitation.get()));
    Held<GMimeMultipart> all(g_mime_multipart_new_with_subtype("mixed"));
    g_mime_multipart_add(all.get(), cast<GMimeObject>(same.get()));
    const Held<GMimePart> file = calendar_part(mail, "application", "ics");
    g_mime_part_set_filename(file.get(), "invite.ics");
    g_mime_object_set_disposition(cast<GMimeObject>(file.get()), "attachment");
    g_mime_multipart_add(all.get(), cast<GMimeObject>(file.get()));
    return Held<GMimeObject>(cast<GMimeObject>(all.release()));
}

void set_ids(GMimeMessage* message, const Mail& mail) {
    g_mime_message_set_message_id(message, id_text(mail.message_id).c_str());
    if (mail.references.empty()) return;
    std::string all;
    for (const std::string& id : mail.references)
        all += (all.empty() ? "<" : " <") + id_text(id) + ">";
    set_header(message, "References", all);
    set_header(message, "In-Reply-To", "<" + id_text(mail.references.back()) + ">");
}

std::string whole(GMimeMessage* message) {
    GMimeFormatOptions* how = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(how, GMIME_NEWLINE_FORMAT_DOS);
    const Held<GMimeStream> stream(g_mime_stream_mem_new());
    g_mime_object_write_to_stream(cast<GMimeObject>(message), how, stream.get());
    g_mime_format_options_free(how);
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(cast<GMimeStreamMem>(stream.get()));
    return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

}  // namespace

bool is_mail_address(std::string_view address) {
    const auto at = address.rfind('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || address.size() > 254) return false;
    const std::string_view local = address.substr(0, at);
    const std::string_view domain = address.substr(at + 1);
    if (!std::ranges::all_of(local, may_be_in_address)) return false;
    const auto of_a_domain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '.';
    };
    return !domain.empty() && !domain.starts_with('.') && !domain.ends_with('.') &&
           domain.find("..") == std::string_view::npos && std::ranges::all_of(domain, of_a_domain);
}

Result<std::string> write_mail(const Mail& mail) {
    std::vector<MailAddress> all = mail.reply_to;
    all.insert(all.end(), {mail.from, mail.to});
    for (const MailAddress& who : all)
        if (!is_mail_address(who.address)) return address_malformed(who.address);
    start_gmime();
    const Held<GMimeMessage> message(g_mime_message_new(TRUE));
    add_address(message.get(), GMIME_ADDRESS_TYPE_FROM, mail.from);
    add_address(message.get(), GMIME_ADDRESS_TYPE_TO, mail.to);
    for (const MailAddress& who : mail.reply_to)
        add_address(message.get(), GMIME_ADDRESS_TYPE_REPLY_TO, who);
    g_mime_message_set_subject(message.get(), one_line(mail.subject).c_str(), utf8);
    GDateTime* date = g_date_time_new_from_unix_utc(
        std::chrono::floor<std::chrono::seconds>(mail.date).time_since_epoch().count());
    g_mime_message_set_date(message.get(), date);
    g_date_time_unref(date);
    set_ids(message.get(), mail);
    if (mail.automatic) set_header(message.get(), "Auto-Submitted", "auto-generated");
    if (!mail.unsubscribe.empty()) {
        set_address_header(message.get(), "List-Unsubscribe", mail.unsubscribe);
        set_header(message.get(), "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    const Held<GMimeObject> body = body_of(mail);
    g_mime_message_set_mime_part(message.get(), body.get());
    g_mime_object_encode(cast<GMimeObject>(message.get()), GMIME_ENCODING_CONSTRAINT_7BIT);
    return whole(message.get());
}

}  // namespace ante::connect
