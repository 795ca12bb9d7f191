#include "server/answer_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ctime>

#include "api/problem.h"

namespace ante::server {
namespace {

// Scripts, styles, pictures and fonts come from us alone; nothing inline but the styles of a page
// that knows this answer's nonce, no frame around us, no form leads elsewhere.
constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; style-src 'self'";

bool is_token(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '-' || c == '_';
    });
}

bool is_clean(std::string_view value) {
    return std::none_of(value.begin(), value.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
    });
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c + 0; };
        return low(x) == low(y);
    });
}

bool is_nonce(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '+' || c == '/' || c == '=';
    });
}

void add(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

void add(std::string& out, std::string_view name, std::uint64_t value) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    add(out, name, std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
}

}  // namespace

std::string security_headers(bool public_https) {
    std::string out;
    add(out, "X-Content-Type-Options", "nosniff");
    add(out, "Referrer-Policy", "no-referrer");
    add(out, "Cross-Origin-Opener-Policy", "same-origin");
    add(out, "Cross-Origin-Resource-Policy", "same-origin");
    if (public_https) add(out, "Strict-Transport-Security", "max-age=63072000");
    return out;
}

std::string head_of(const HeadOf& head, std::string* dropped) {
    const api::Answer& answer = head.answer;
    std::string out;
    out.reserve(1024);
    out += "HTTP/1.1 ";
    out += std::to_string(answer.status);
    out += ' ';
    out += api::words_of_status(answer.status);
    out += "\r\n";
    add(out, "Date", head.date);

    bool caching_said = false;
    for (const api::Header& h : answer.headers) {
        // How an answer is framed is decided here alone.
        if (!is_token(h.name) || !is_clean(h.value) || same_name(h.name, "Content-Length") ||
            same_name(h.name, "Transfer-Encoding") || same_name(h.name, "Connection")) {
            if (dropped) dropped->append(dropped->empty() ? "" : ", ").append(h.name);
            continue;
        }
        caching_said = caching_said || same_name(h.name, "Cache-Control");
        add(out, h.name, h.value);
    }
    if (!caching_said) add(out, "Cache-Control", "no-store");
    out.append("Content-Security-Policy: ").append(content_security_policy);
    if (is_nonce(answer.style_nonce)) out.append(" 'nonce-" + answer.style_nonce + "'");
    out += "\r\n";
    out += head.security;
    add(out, "X-Request-Id", head.request_id);

    if (has_content(answer.status)) {
        if (is_clean(answer.content_type) && !answer.content_type.empty())
            add(out, "Content-Type", answer.content_type);
        switch (head.frame) {
            case Frame::length: add(out, "Content-Length", head.length); break;
            case Frame::chunks: add(out, "Transfer-Encoding", "chunked"); break;
            case Frame::until_close: break;
        }
    }
    if (head.after == After::close) add(out, "Connection", "close");
    out += "\r\n";
    return out;
}

std::string http_date(Instant at) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(at);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    // Not strftime's names of days and months: those follow the locale.
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::array<char, 40> rest{};
    const std::size_t size = std::strftime(rest.data(), rest.size(), " %Y %H:%M:%S GMT", &parts);
    std::string out = days[static_cast<std::size_t>(parts.tm_wday)];
    out += parts.tm_mday < 10 ? ", 0" : ", ";
    out += std::to_string(parts.tm_mday) + " ";
    out += months[static_cast<std::size_t>(parts.tm_mon)];
    out.append(rest.data(), size);
    return out;
}

}  // namespace ante::server
