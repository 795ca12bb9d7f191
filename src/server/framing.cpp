#include "server/framing.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <cctype>

namespace ante::server {
namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

Refusal refusal(int status, std::string_view code, std::string detail) {
    return {status, Error{No::invalid, std::string(code), std::move(detail), {}}};
}

namespace {

Refusal malformed(std::string_view code, std::string detail) {
    return refusal(400, code, std::move(detail));
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = lower(c);
    return out;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::optional<api::Verb> verb_of(std::string_view method) {
    if (method == "HEAD") return api::Verb::get;
    return from_word<api::Verb>(method);
}

// Is it the one value, or several?
struct Times {
    std::size_t count = 0;
    std::string_view value;
};
Times times(const api::Request& request, std::string_view name) {
    Times found;
    for (const api::Header& h : request.headers) {
        if (h.name != name) continue;
        ++found.count;
        found.value = h.value;
    }
    return found;
}

bool is_host(std::string_view host) {
    return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), [](char c) {
        return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') ||
               std::string_view(".-_:[]").find(c) != std::string_view::npos;
    });
}

// The path and query of a request target: "/a?b" (origin form), or what follows the authority of
// "http://host/a?b" (absolute form, which every server has to take). None for the others.
std::optional<std::string> origin_form(std::string_view target) {
    if (target.starts_with('/')) return std::string(target);
    const std::string start = lower(target.substr(0, 8));
    const std::size_t scheme = start.starts_with("http://") ? 7 : start == "https://" ? 8 : 0;
    if (scheme == 0) return std::nullopt;
    const auto rest = target.substr(scheme);
    const auto authority = std::min(rest.find_first_of("/?"), rest.size());
    if (!is_host(rest.substr(0, authority))) return std::nullopt;
    const auto path = rest.substr(authority);
    return path.starts_with('/') ? std::string(path) : "/" + std::string(path);
}

}  // namespace

// Beast's parser, writing straight into a Request.
class Framing::Parser final : public http::basic_parser<true> {
public:
    Parser() { eager(true); }

    api::Request request;
    std::string method;
    std::string target;
    int version = 11;
    bool head_done = false;

    // Of the body.
    std::size_t longest_extension = 0;
    std::uint64_t limit = 0;
    const std::string* folder = nullptr;
    std::optional<Refusal> refused;

private:
    void on_request_impl(http::verb, string_view name, string_view where, int v,
                         error_code&) override {
        method = name;
        target = where;
        version = v;
    }
    void on_response_impl(int, string_view, int, error_code&) override {}
    void on_field_impl(http::field, string_view name, string_view value, error_code&) override {
        // A trailer behind a chunked body is read past: nothing may be said there that matters.
        if (head_done) return;
        request.headers.push_back({lower(name), std::string(value)});
    }
    void on_header_impl(error_code&) override { head_done = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(string_view bytes, error_code& ec) override { return take(bytes, ec); }
    void on_chunk_header_impl(std::uint64_t, string_view extension, error_code& ec) override {
        if (extension.size() > longest_extension) ec = http::error::bad_chunk_extension;
    }
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& ec) override {
        return take(bytes, ec);
    }
    void on_finish_impl(error_code&) override {}

    std::size_t take(string_view bytes, error_code& ec) {
        if (bytes.size() > limit - request.body.size()) {
            refused = refusal(
                413, "body_too_large",
                "The body is larger than the " + std::to_string(limit) + " bytes allowed here.");
            ec = http::error::body_limit;
            return 0;
        }
        const auto kept = request.body.append({bytes.data(), bytes.size()}, *folder);
        if (!kept) {
            refused = Refusal{503, kept.error()};
            ec = http::error::body_limit;
            return 0;
        }
        return bytes.size();
    }
};

Framing::Framing(const Limits& limits) : parser_(std::make_unique<Parser>()), limits_(limits) {
    parser_->header_limit(static_cast<std::uint32_t>(limits.head) + 1);
    parser_->body_limit(boost::none);  // Kept by Parser::take.
    parser_->longest_extension = limits.chunk_line;
}

Framing::~Framing() = default;

// Looks at each byte once, and says no as early as it can: a bare line feed would otherwise keep a
// connection waiting for an end that never comes.
Framed<std::size_t> Framing::end_of_head(std::string_view bytes) {
    for (; scanned_ < bytes.size(); ++scanned_) {
        const std::size_t i = scanned_;
        if (lines_ == 0 && i > limits_.target + 32)
            return refusal(414, "url_too_long",
                           "The URL is longer than " + std::to_string(limits_.target) + " bytes.");
        if (i >= limits_.head || lines_ > limits_.header_lines)
            return refusal(431, "headers_too_large",
                           "The headers are more than " + std::to_string(limits_.head) +
                               " bytes or " + std::to_string(limits_.header_lines) + " lines.");
        const char c = bytes[i];
        const bool after_cr = i > line_start_ && bytes[i - 1] == '\r';
        if (c == '\n') {
            if (!after_cr)
                return malformed("bare_line_feed", "A line ends with LF where CR LF belongs.");
            if (i == line_start_ + 1) {
                if (lines_ == 0)
                    return malformed("request_line_missing", "The request starts with a blank.");
                return i + 1;
            }
            ++lines_;
            line_start_ = i + 1;
            continue;
        }
        if (after_cr) return malformed("bare_carriage_return", "A CR stands without its LF.");
        if (c == '\0') return malformed("null_byte", "There is a null byte among the headers.");
        if (i == line_start_ && (c == ' ' || c == '\t'))
            return malformed("folded_header", "A line starts with a blank.");
    }
    return std::size_t{0};
}

Framed<std::size_t> Framing::read_head(std::string_view bytes) {
    const auto end = end_of_head(bytes);
    if (!end) return end.error();
    const std::size_t size = end.value();
    if (size == 0) return size;

    Parser& p = *parser_;
    error_code ec;
    // Eager parsing would run into the body: it is given the head alone.
    p.put(boost::asio::buffer(bytes.data(), size), ec);
    if (ec == http::error::need_more) ec = {};
    if (ec == http::error::bad_version) {
        const auto line = bytes.substr(0, bytes.find("\r\n"));
        const auto version = line.substr(line.rfind(' ') + 1);
        if (version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
            version[5] != '1' && version[6] == '.' && is_digit(version[7]))
            return refusal(505, "http_version_unknown", "HTTP/1.1 is spoken here, and HTTP/1.0.");
    }
    if (ec || !p.is_header_done())
        return malformed("request_malformed", "This is not HTTP: " + ec.message() + ".");

    // 1. Where the request ends must have exactly one reading.
    const Times coding = times(p.request, "transfer-encoding");
    const Times length = times(p.request, "content-length");
    if (coding.count + length.count > 1)
        return malformed("length_ambiguous", "The length of the body is said twice.");
    if (coding.count == 1 && p.version < 11)
        return malformed("coding_unknown", "HTTP/1.0 knows no Transfer-Encoding.");
    if (coding.count == 1 && (lower(coding.value) != "chunked" || !p.chunked()))
        return malformed("coding_unknown", "Only \"Transfer-Encoding: chunked\" is understood.");
    if (length.count == 1 && (length.value.empty() || length.value.size() > 18 ||
                              !std::all_of(length.value.begin(), length.value.end(), is_digit)))
        return malformed("length_malformed", "Content-Length is a plain number.");

    // 2. Whom it is for, likewise.
    const Times host = times(p.request, "host");
    if (host.count > 1 || (host.count == 0 && p.version >= 11))
        return malformed("host_missing", "Exactly one Host header is needed.");
    if (host.count == 1 && !is_host(host.value))
        return malformed("host_malformed", "The Host header is not a host.");

    // 3. What it wants.
    if (p.target.size() > limits_.target)
        return refusal(414, "url_too_long",
                       "The URL is longer than " + std::to_string(limits_.target) + " bytes.");
    const auto verb = verb_of(p.method);
    if (!verb) return refusal(501, "verb_unknown", "The verb of this request is not known here.");
    const auto target = origin_form(p.target);
    if (!target || !std::all_of(target->begin(), target->end(),
                                [](char c) { return c > 0x20 && c < 0x7f && c != '#'; }))
        return malformed("path_invalid", "The request target is not a path.");
    if (const auto read = api::read_target(*target, p.request); !read)
        return Refusal{400, read.error()};
    const Times expect = times(p.request, "expect");
    if (expect.count > 1 || (expect.count == 1 && lower(expect.value) != "100-continue"))
        return refusal(417, "expectation_unknown", "Only \"Expect: 100-continue\" can be met.");

    p.request.verb = *verb;
    return size;
}

Framed<std::size_t> Framing::read_body(std::string_view bytes, std::uint64_t limit,
                                       const std::string& folder) {
    Parser& p = *parser_;
    p.limit = limit;
    p.folder = &folder;
    std::size_t consumed = 0;
    while (!p.is_done() && consumed < bytes.size()) {
        error_code ec;
        const auto rest = bytes.substr(consumed);
        // Beast 1.81 asserts five bytes when it looks at a last chunk again, so that "0", CR, LF in
        // one packet and the rest in the next would end the program. No chunked body ends with less
        // to come than "0", CR, LF, CR, LF: waiting for five keeps nobody waiting.
        if (p.chunked() && rest.size() < std::string_view("0\r\n\r\n").size()) return consumed;
        const std::size_t n = p.put(boost::asio::buffer(rest.data(), rest.size()), ec);
        consumed += n;
        if (p.refused) return *std::move(p.refused);
        if (ec == http::error::need_more) {
            if (bytes.size() - consumed > limits_.chunk_line)
                return malformed("chunk_malformed", "A chunk's size line is too long.");
            return consumed;
        }
        if (ec) return malformed("chunk_malformed", "The body is broken: " + ec.message() + ".");
    }
    return consumed;
}

api::Request& Framing::request() {
    return parser_->request;
}
bool Framing::answers_without_body() const {
    return parser_->method == "HEAD";
}
bool Framing::http_1_1() const {
    return parser_->version >= 11;
}
bool Framing::keeps_alive() const {
    return http_1_1() && parser_->keep_alive();
}
bool Framing::expects_continue() const {
    return http_1_1() && parser_->request.header("expect").has_value();
}
bool Framing::complete() const {
    return parser_->is_done();
}
std::optional<std::uint64_t> Framing::announced_length() const {
    const auto length = parser_->content_length();
    if (!length) return std::nullopt;
    return *length;
}

std::optional<std::string> sane_request_id(std::optional<std::string_view> sent) {
    if (!sent || sent->size() < 8 || sent->size() > 64) return std::nullopt;
    const bool sane = std::all_of(sent->begin(), sent->end(), [](char c) {
        return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '_' ||
               c == '.';
    });
    if (!sane) return std::nullopt;
    return std::string(*sent);
}

}  // namespace ante::server
