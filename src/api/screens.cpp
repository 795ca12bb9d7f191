#include "api/screens.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>

#include "store/base64.h"

namespace ante::api {

extern const ScreenFile screen_files[];
extern const std::size_t screen_count;

namespace {

constexpr std::string_view page = "index.html";
constexpr std::string_view place_of_nonce = "ante-nonce-goes-here";  // web/vite.config.ts

struct Kind {
    std::string_view ending;
    std::string_view content_type;
};
constexpr std::array kinds{
    Kind{".html", "text/html; charset=utf-8"},
    Kind{".js", "text/javascript; charset=utf-8"},
    Kind{".css", "text/css; charset=utf-8"},
    Kind{".svg", "image/svg+xml"},
    Kind{".webmanifest", "application/manifest+json"},
    Kind{".png", "image/png"},
    Kind{".woff2", "font/woff2"},
};

std::string_view content_type_of(std::string_view name) {
    for (const Kind& kind : kinds)
        if (name.ends_with(kind.ending)) return kind.content_type;
    return "application/octet-stream";
}

// Only names that the build makes: no folder but assets/, nothing hidden.
bool is_file_name(const std::vector<std::string>& path) {
    if (path.size() > 2 || path.empty() || (path.size() == 2 && path[0] != "assets")) return false;
    const std::string& name = path.back();
    return name.find('.') != std::string::npos && name.front() != '.' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      c == '.' || c == '-' || c == '_';
           });
}

#ifdef ANTE_SCREENS_FROM
struct Found {
    std::string bytes;
    std::string_view gzip{};
};
std::optional<Found> file_named(const std::string& name) {
    const char* elsewhere = std::getenv("ANTE_SCREENS");
    std::ifstream file(std::string(elsewhere ? elsewhere : ANTE_SCREENS_FROM) + "/" + name,
                       std::ios::binary);
    if (!file) return std::nullopt;
    return Found{{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}};
}
Content content_of(Found& found) {
    return std::move(found.bytes);
}
#else
std::optional<ScreenFile> file_named(std::string_view name) {
    const std::span files(screen_files, screen_count);
    const auto at = std::find_if(files.begin(), files.end(),
                                 [&](const ScreenFile& file) { return file.name == name; });
    if (at == files.end()) return std::nullopt;
    return *at;
}
Content content_of(const ScreenFile& found) {
    return Fixed{found.bytes};
}
#endif

bool takes_gzip(const Request& request) {
    const auto takes = request.header("accept-encoding");
    return takes && takes->find("gzip") != std::string_view::npos;
}

std::string fresh_nonce() {
    std::array<unsigned char, 18> bytes{};
    ::randombytes_buf(bytes.data(), bytes.size());
    return store::base64_of({reinterpret_cast<const char*>(bytes.data()), bytes.size()},
                            store::Base64::plain);
}

Answer page_with_nonce(std::string html) {
    const std::string nonce = fresh_nonce();
    for (std::size_t at = html.find(place_of_nonce); at != std::string::npos;
         at = html.find(place_of_nonce, at + nonce.size()))
        html.replace(at, place_of_nonce.size(), nonce);
    return {.content_type = "text/html; charset=utf-8",
            .content = std::move(html),
            .style_nonce = nonce};
}

}  // namespace

std::optional<Answer> screen_for(const Request& request) {
    if (request.verb != Verb::get) return std::nullopt;
    if (!request.path.empty() && request.path.front() == "api") return std::nullopt;

    if (is_file_name(request.path)) {
        std::string name;
        for (const std::string& part : request.path) name += (name.empty() ? "" : "/") + part;
        auto found = name == page ? std::nullopt : file_named(name);
        if (!found) return std::nullopt;
        // A file below assets/ has its content's hash in its name: it never changes.
        Answer answer{.content_type = std::string(content_type_of(name)),
                      .headers = {{"Cache-Control", request.path.size() == 2
                                                        ? "public, max-age=31536000, immutable"
                                                        : "no-cache"},
                                  {"Vary", "Accept-Encoding"}}};
        if (!found->gzip.empty() && takes_gzip(request)) {
            answer.content = Fixed{found->gzip};
            answer.headers.push_back({"Content-Encoding", "gzip"});
        } else {
            answer.content = content_of(*found);
        }
        return answer;
    }

    const auto accepts = request.header("accept");
    const bool asks_for_a_page = accepts && accepts->find("text/html") != std::string_view::npos;
    if (!asks_for_a_page && !request.path.empty()) return std::nullopt;
    auto found = file_named(std::string(page));
    if (!found)
        return Answer{.content_type = "text/html; charset=utf-8",
                      .content = Fixed{"<!doctype html><title>Ante</title><p>The screens were not "
                                       "built: ./dev build makes them. The API is described at "
                                       "<a href=\"/docs\">/docs</a>."}};
    return page_with_nonce(std::string(found->bytes));
}

}  // namespace ante::api
