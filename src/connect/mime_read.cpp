#include <algorithm>
#include <array>

#include "base/json.h"
#include "connect/gmime.h"
#include "connect/mime.h"

namespace ante::connect {
namespace {

constexpr std::size_t largest_mail = 25'000'000;
constexpr int deepest = 50;
constexpr int most_parts = 1'000;
constexpr std::size_t longest_text = 100'000;
constexpr std::size_t largest_calendar = 1'000'000;
constexpr std::size_t most_calendars = 10;
constexpr std::size_t most_reports = 100;
constexpr std::size_t most_recipients = 100;
constexpr std::size_t most_references = 50;
constexpr std::size_t longest_header = 2'000;

enum class Lines : std::uint8_t { kept, made_one };

// Well-formed UTF-8 without control characters, at most so long; a broken byte becomes U+FFFD.
std::string clean(std::string_view bytes, std::size_t most, Lines lines) {
    std::string text;
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at < end && text.size() + 4 <= most) {
        const gunichar c = g_utf8_get_char_validated(at, end - at);
        if (c == static_cast<gunichar>(-1) || c == static_cast<gunichar>(-2)) {
            text += "\xef\xbf\xbd";
            ++at;
            continue;
        }
        const char* const next = g_utf8_next_char(at);
        const bool line_end = c == '\n' || c == '\t';
        if (c == '\r' && next < end && *next == '\n') {
            // CRLF is one line end.
        } else if (c < ' ' || c == 0x7f) {
            text +=
                lines == Lines::kept && (line_end || c == '\r') ? (c == '\t' ? '\t' : '\n') : ' ';
        } else {
            text.append(at, next);
        }
        at = next;
    }
    return text;
}

std::string header_text(const char* value) {
    return value ? clean(value, longest_header, Lines::made_one) : std::string();
}

std::string lower(std::string_view text) {
    std::string small(text);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return small;
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return std::string(text);
}

// The mailboxes of a list, those of its groups, too. There are no groups in groups.
void add_mailboxes(InternetAddressList* list, std::vector<MailAddress>& into, int depth = 0) {
    if (!list || depth > 1) return;
    const int count = internet_address_list_length(list);
    for (int i = 0; i < count && into.size() < most_recipients; ++i) {
        InternetAddress* one = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(one)) {
            add_mailboxes(internet_address_group_get_members(cast<InternetAddressGroup>(one)), into,
                          depth + 1);
            continue;
        }
        into.push_back(
            {header_text(internet_address_get_name(one)),
             header_text(internet_address_mailbox_get_addr(cast<InternetAddressMailbox>(one)))});
    }
}

std::vector<std::string> ids_in(const char* header) {
    std::vector<std::string> ids;
    const std::string text = header_text(header);
    for (std::size_t at = text.find('<'); at != std::string::npos && ids.size() < most_references;
         at = text.find('<', at + 1)) {
        const auto end = text.find('>', at);
        if (end == std::string::npos) break;
        ids.push_back(trimmed(text.substr(at + 1, end - at - 1)));
    }
    return ids;
}

// Bytes of a part, decoded; as far as the limit.
std::string content_of(GMimePart* part, std::size_t most) {
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    if (!content) return {};
    const Held<GMimeStream> stream(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, stream.get());
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(cast<GMimeStreamMem>(stream.get()));
    return {reinterpret_cast<const char*>(bytes->data), std::min<std::size_t>(bytes->len, most)};
}

// In UTF-8, from the charset that the part says; as it stands if that is unknown.
std::string text_content(GMimePart* part, std::size_t most) {
    std::string bytes = content_of(part, most);
    const char* charset =
        g_mime_object_get_content_type_parameter(cast<GMimeObject>(part), "charset");
    const std::string named = lower(charset ? charset : "");
    if (named.empty() || named == "utf-8" || named == "us-ascii") return bytes;
    const char* known = g_mime_charset_iconv_name(charset);
    gsize read = 0;
    gsize written = 0;
    const Chars converted(g_convert_with_fallback(bytes.data(), static_cast<gssize>(bytes.size()),
                                                  "UTF-8", known, "?", &read, &written, nullptr));
    return converted ? std::string(converted.get(), written) : bytes;
}

// The bare words of HTML: good enough to be read by a person as a note, never shown as HTML.
std::string words_of_html(std::string_view html) {
    std::string text;
    std::string skip_until;  // the end of a script or style
    for (std::size_t i = 0; i < html.size();) {
        if (html[i] != '<') {
            if (skip_until.empty()) text += html[i];
            ++i;
            continue;
        }
        const auto end = html.find('>', i);
        if (end == std::string_view::npos) break;
        const std::string tag = lower(html.substr(i + 1, std::min<std::size_t>(end - i - 1, 20)));
        i = end + 1;
        if (!skip_until.empty()) {
            if (tag.starts_with(skip_until)) skip_until.clear();
            continue;
        }
        if (tag.starts_with("script")) skip_until = "/script";
        if (tag.starts_with("style")) skip_until = "/style";
        if (tag.starts_with("br") || tag.starts_with("/p") || tag.starts_with("/div") ||
            tag.starts_with("/li") || tag.starts_with("/tr"))
            text += '\n';
    }
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> entities{
        {{"&nbsp;", " "},
         {"&lt;", "<"},
         {"&gt;", ">"},
         {"&quot;", "\""},
         {"&#39;", "'"},
         {"&amp;", "&"}}};
    for (const auto& [entity, meant] : entities)
        for (auto at = text.find(entity); at != std::string::npos;
             at = text.find(entity, at + meant.size()))
            text.replace(at, entity.size(), meant);
    return text;
}

// "rfc822; dana@example.com" and "smtp; 550 5.1.1 …": the type is not for people.
std::string after_type(std::string_view value) {
    const auto semicolon = value.find(';');
    return trimmed(semicolon == std::string_view::npos ? value : value.substr(semicolon + 1));
}

// The fields of one block of a delivery report: "Name: value", folded lines joined.
struct Block {
    std::vector<std::pair<std::string, std::string>> fields;

    std::string field(std::string_view name) const {
        for (const auto& [known, value] : fields)
            if (known == name) return value;
        return {};
    }
};

std::vector<Block> blocks_of(std::string_view text) {
    std::vector<Block> blocks(1);
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (trimmed(line).empty()) {
            if (!blocks.back().fields.empty()) blocks.emplace_back();
            if (blocks.size() > most_reports + 1) break;
            continue;
        }
        auto& fields = blocks.back().fields;
        if ((line.front() == ' ' || line.front() == '\t') && !fields.empty()) {
            if (fields.back().second.size() < longest_header)
                fields.back().second += " " + trimmed(line);
            continue;
        }
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || fields.size() > 50) continue;
        fields.emplace_back(lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
    }
    return blocks;
}

void read_report(std::string_view text, ReadMail& into) {
    for (const Block& block : blocks_of(clean(text, longest_text, Lines::kept))) {
        if (into.reports.size() >= most_reports) return;
        Report report;
        report.recipient = after_type(block.field("final-recipient"));
        if (report.recipient.empty())
            report.recipient = after_type(block.field("original-recipient"));
        report.action = lower(block.field("action"));
        report.status = block.field("status");
        report.says = after_type(block.field("diagnostic-code"));
        if (!report.recipient.empty() && !report.action.empty()) into.reports.push_back(report);
    }
}

class Reader {
public:
    explicit Reader(ReadMail& into) : into_(into) {}

    Result<void> part(GMimeObject* object, int depth, bool reported) {
        if (depth > deepest || ++parts_ > most_parts)
            return Error{No::too_large,
                         "mail_too_deep",
                         "The mail has more parts, or deeper ones, than mails have.",
                         {}};
        if (!object) return success();
        // Some servers send a report as plain multipart/mixed: what follows it is about it, too.
        reported = reported || !into_.reports.empty();
        if (GMIME_IS_MULTIPART(object))
            return parts_of(cast<GMimeMultipart>(object), depth, reported);
        if (GMIME_IS_MESSAGE_PART(object)) {
            // A mail in the mail: of interest only as what a report is about.
            GMimeMessage* inner = g_mime_message_part_get_message(cast<GMimeMessagePart>(object));
            if (inner && reported && into_.reported_id.empty())
                into_.reported_id = header_text(g_mime_message_get_message_id(inner));
            return success();
        }
        if (GMIME_IS_PART(object)) leaf(cast<GMimePart>(object), reported);
        return success();
    }

    std::string html;

private:
    Result<void> parts_of(GMimeMultipart* multipart, int depth, bool reported) {
        GMimeContentType* type = g_mime_object_get_content_type(cast<GMimeObject>(multipart));
        const bool report = type && g_mime_content_type_is_type(type, "multipart", "report");
        if (report) into_.automatic = true;
        const int count = g_mime_multipart_get_count(multipart);
        for (int i = 0; i < count; ++i) {
            TRYV(part(g_mime_multipart_get_part(multipart, i), depth + 1, reported || report));
        }
        return success();
    }

    void leaf(GMimePart* part, bool reported) {
        GMimeContentType* type = g_mime_object_get_content_type(cast<GMimeObject>(part));
        if (!type) return;
        const auto is = [&](const char* kind, const char* sub) {
            return g_mime_content_type_is_type(type, kind, sub) != FALSE;
        };
        if (is("text", "calendar") || is("application", "ics")) return calendar(part);
        if (is("message", "delivery-status"))
            return read_report(content_of(part, longest_text), into_);
        if (reported && is("text", "rfc822-headers")) {
            for (const Block& block :
                 blocks_of(clean(content_of(part, longest_text), longest_text, Lines::kept)))
                if (into_.reported_id.empty()) {
                    const auto ids = ids_in(block.field("message-id").c_str());
                    if (!ids.empty()) into_.reported_id = ids.front();
                }
            return;
        }
        if (g_mime_part_is_attachment(part)) return;
        if (is("text", "plain") && into_.text.empty())
            into_.text = clean(text_content(part, longest_text), longest_text, Lines::kept);
        else if (is("text", "html") && html.empty())
            html = text_content(part, longest_text);
    }

    void calendar(GMimePart* part) {
        if (into_.calendars.size() >= most_calendars) return;
        const std::string bytes = text_content(part, largest_calendar + 1);
        if (bytes.size() > largest_calendar) return;
        std::string text = clean(bytes, 3 * largest_calendar + 4, Lines::kept);
        // The same object once to be shown and once to be saved.
        if (std::ranges::find(into_.calendars, text) == into_.calendars.end())
            into_.calendars.push_back(std::move(text));
    }

    ReadMail& into_;
    int parts_ = 0;
};

void read_headers(GMimeMessage* message, ReadMail& mail) {
    auto* object = cast<GMimeObject>(message);
    const auto header = [&](const char* name) { return g_mime_object_get_header(object, name); };
    std::vector<MailAddress> from;
    add_mailboxes(g_mime_message_get_from(message), from);
    if (!from.empty()) mail.from = from.front();
    add_mailboxes(g_mime_message_get_to(message), mail.to);
    mail.subject = header_text(g_mime_message_get_subject(message));
    mail.message_id = header_text(g_mime_message_get_message_id(message));
    const auto replied = ids_in(header("In-Reply-To"));
    if (!replied.empty()) mail.in_reply_to = replied.front();
    mail.references = ids_in(header("References"));
    if (GDateTime* date = g_mime_message_get_date(message)) {
        const auto seconds = g_date_time_to_unix(date);
        mail.date = Instant(std::chrono::seconds(seconds));
    }
    const std::string submitted = lower(trimmed(header_text(header("Auto-Submitted"))));
    const std::string precedence = lower(trimmed(header_text(header("Precedence"))));
    mail.automatic = (!submitted.empty() && submitted != "no") || precedence == "bulk" ||
                     precedence == "auto_reply" || precedence == "list" || header("List-Id") ||
                     header("X-Autoreply") || header("X-Autorespond");
}

// GMime goes down into nested parts by calling itself: what is deeper than we read must not use up
// the stack. Boundaries are counted as they are declared.
bool too_many_boundaries(std::string_view bytes) {
    int found = 0;
    for (std::size_t at = 0; at + 9 < bytes.size() && found <= most_parts; ++at) {
        if (bytes[at] != 'b' && bytes[at] != 'B') continue;
        if (g_ascii_strncasecmp(bytes.data() + at, "boundary", 8) == 0) {
            ++found;
            at += 7;
        }
    }
    return found > most_parts;
}

}  // namespace

std::optional<MailAddress> parse_address(std::string_view text) {
    start_gmime();
    const std::string line = clean(text, longest_header, Lines::made_one);
    const Held<InternetAddressList> list(internet_address_list_parse(nullptr, line.c_str()));
    std::vector<MailAddress> found;
    add_mailboxes(list.get(), found);
    if (found.size() != 1 || !is_mail_address(found.front().address)) return std::nullopt;
    return found.front();
}

Result<ReadMail> read_mail(std::string_view bytes) {
    if (bytes.size() > largest_mail)
        return Error{No::too_large, "mail_too_large", "A mail has at most 25 MB.", {}};
    if (too_many_boundaries(bytes))
        return Error{No::too_large,
                     "mail_too_deep",
                     "The mail has more parts, or deeper ones, than mails have.",
                     {}};
    start_gmime();
    const Held<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const Held<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Held<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
    if (!message) return Error{No::invalid, "mail_empty", "This is not a mail.", {}};
    ReadMail mail;
    read_headers(message.get(), mail);
    Reader reader(mail);
    TRYV(reader.part(g_mime_message_get_mime_part(message.get()), 0, false));
    if (mail.text.empty() && !reader.html.empty())
        mail.text = clean(words_of_html(clean(reader.html, longest_text, Lines::kept)),
                          longest_text, Lines::kept);
    return mail;
}

std::string own_words(std::string_view text) {
    std::string own;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const std::string said = trimmed(line);
        if (line == "-- " || line == "--") break;
        if (said.starts_with("-----") && said.find("Original") != std::string::npos) break;
        if (said.starts_with("On ") && said.ends_with("wrote:")) break;
        if (said.starts_with("Am ") && said.ends_with("schrieb:")) break;
        if (said.starts_with("From: ") && !own.empty()) break;  // Outlook's way.
        if (said.starts_with('>')) continue;
        own.append(line).append("\n");
    }
    while (!own.empty() && (own.back() == '\n' || own.back() == ' ')) own.pop_back();
    const auto first = own.find_first_not_of("\n ");
    return first == std::string::npos ? std::string() : own.substr(first);
}

}  // namespace ante::connect
