#include "api/http.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/json.h"

namespace ante::api {
namespace {

constexpr std::size_t max_segments = 32;
constexpr std::size_t max_parameters = 100;

Error spool_error() {
    if (errno == ENOSPC || errno == EDQUOT)
        return {No::unavailable, "disk_full", "The disk is full; nothing was changed.", {}};
    return {No::unavailable,
            "spool_failed",
            std::string("The upload could not be set aside: ") + std::strerror(errno) + ".",
            {}};
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

Error path_invalid(std::string detail) {
    return {No::invalid, "path_invalid", std::move(detail), {}};
}
Error query_invalid(std::string detail) {
    return {No::invalid, "query_invalid", std::move(detail), {}};
}

Result<std::string> segment(std::string_view text) {
    auto decoded = percent_decoded(text, Plus::is_plus);
    if (!decoded) return path_invalid("The path has a percent sign without two hex digits.");
    if (!is_text(*decoded) || std::any_of(decoded->begin(), decoded->end(), is_control))
        return path_invalid("The path is not clean UTF-8 text.");
    if (*decoded == "." || *decoded == "..")
        return path_invalid("The path may not go up or stay: '.' and '..' are not names.");
    if (decoded->find('/') != std::string::npos)
        return path_invalid("The path hides a slash in an escape.");
    return *std::move(decoded);
}

Result<void> read_path(std::string_view path, Request& into) {
    if (path.empty() || path.front() != '/') return path_invalid("The path starts with a slash.");
    into.target = path;
    if (path == "/") return success();
    for (path.remove_prefix(1);;) {
        if (into.path.size() == max_segments) return path_invalid("The path is too deep.");
        const auto slash = path.find('/');
        TRY(std::string name, segment(path.substr(0, slash)));
        into.path.push_back(std::move(name));
        if (slash == std::string_view::npos) return success();
        path.remove_prefix(slash + 1);
    }
}

Result<std::string> query_text(std::string_view text) {
    auto decoded = percent_decoded(text, Plus::is_blank);
    if (!decoded) return query_invalid("The query has a percent sign without two hex digits.");
    if (!is_text(*decoded)) return query_invalid("The query is not UTF-8 text.");
    return *std::move(decoded);
}

Result<void> read_query(std::string_view query, Request& into) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.empty()) continue;
        if (into.query.size() == max_parameters)
            return query_invalid("The query has too many parameters.");
        const auto equals = std::min(pair.find('='), pair.size());
        TRY(std::string name, query_text(pair.substr(0, equals)));
        TRY(std::string value, query_text(pair.substr(std::min(equals + 1, pair.size()))));
        into.query.push_back({std::move(name), std::move(value)});
    }
    return success();
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

}  // namespace

Result<Spool> Spool::in(const std::string& folder) {
    int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
        // Older file systems know no nameless files: make one and take its name away.
        std::string name = folder + "/upload.XXXXXX";
        fd = ::mkostemp(name.data(), O_CLOEXEC);
        if (fd >= 0) ::unlink(name.c_str());
    }
    if (fd < 0)
        return Error{No::unavailable,
                     "unwritable_folder",
                     "No file can be made in " + folder + ": " + std::strerror(errno) + ".",
                     {}};
    return Spool(fd);
}

Spool::~Spool() {
    if (fd_ >= 0) ::close(fd_);
}

Result<void> Spool::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return spool_error();
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return success();
}

Result<std::size_t> Spool::read(std::uint64_t offset, std::span<char> into) const {
    for (;;) {
        const ssize_t got = ::pread(fd_, into.data(), into.size(), static_cast<off_t>(offset));
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EINTR) return spool_error();
    }
}

Result<std::size_t> Body::read(std::uint64_t offset, std::span<char> into) const {
    if (file_) return file_->read(offset, into);
    if (offset >= text_.size()) return std::size_t{0};
    return text_.copy(into.data(), into.size(), static_cast<std::size_t>(offset));
}

Result<void> Body::append(std::string_view bytes, const std::string& folder) {
    if (!file_ && text_.size() + bytes.size() > in_memory) {
        TRY(Spool file, Spool::in(folder));
        TRYV(file.append(text_));
        file_ = std::move(file);
        std::string().swap(text_);
    }
    if (file_) {
        TRYV(file_->append(bytes));
    } else {
        text_ += bytes;
    }
    size_ += bytes.size();
    return success();
}

std::optional<std::string_view> Request::header(std::string_view lower_name) const {
    for (const Header& h : headers)
        if (h.name == lower_name) return h.value;
    return std::nullopt;
}

std::optional<std::string_view> Request::parameter(std::string_view name) const {
    for (const Parameter& p : query)
        if (p.name == name) return p.value;
    return std::nullopt;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    std::optional<std::string_view> found;
    for (const Header& h : headers) {
        if (h.name != "cookie") continue;
        std::string_view rest = h.value;
        while (!rest.empty()) {
            const auto end = std::min(rest.find(';'), rest.size());
            const auto pair = trimmed(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            const auto equals = pair.find('=');
            if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
            const auto value = pair.substr(equals + 1);
            if (found && *found != value) return std::nullopt;
            found = value;
        }
    }
    return found;
}

std::string cookie_name(std::string_view name) {
    return "__Host-" + std::string(name);
}

Header set_cookie(std::string_view name, std::string_view value, std::chrono::seconds lives) {
    return {"Set-Cookie", cookie_name(name) + "=" + std::string(value) +
                              "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=" +
                              std::to_string(lives.count())};
}

Header clear_cookie(std::string_view name) {
    return set_cookie(name, "", std::chrono::seconds{0});
}

std::string event_text(std::string_view id, std::string_view event, std::string_view data) {
    std::string out;
    if (!id.empty()) out.append("id: ").append(id).append("\n");
    if (!event.empty()) out.append("event: ").append(event).append("\n");
    for (;;) {
        const auto end = std::min(data.find_first_of("\r\n"), data.size());
        out.append("data: ").append(data.substr(0, end)).append("\n");
        if (end == data.size()) break;
        data.remove_prefix(end + (data.substr(end, 2) == "\r\n" ? 2 : 1));
    }
    out += '\n';
    return out;
}

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus == Plus::is_blank) {
            out += ' ';
            continue;
        }
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const int high = hex_digit(text[i + 1]);
        const int low = hex_digit(text[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

Result<void> read_target(std::string_view target, Request& into) {
    const auto mark = std::min(target.find('?'), target.size());
    TRYV(read_path(target.substr(0, mark), into));
    return read_query(target.substr(std::min(mark + 1, target.size())), into);
}

}  // namespace ante::api
