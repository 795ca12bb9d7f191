#include "connect/imap.h"

#include <curl/curl.h>
#include <poll.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <vector>

namespace ante::connect {
namespace {

constexpr long connect_seconds = 15;
constexpr int answer_ms = 60'000;
constexpr int look_ms = 500;  // how soon a stop is seen
constexpr std::size_t largest_mail = 25'000'000;
constexpr std::size_t longest_line = 4'000'000;  // A search may name a million mails.

Error unreachable(const std::string& why) {
    return {No::unavailable, "inbox_unreachable", "The inbox can't be read: " + why, {}};
}

std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// The mailbox is the path of the address; none is INBOX. Quoted as RFC 3501 wants it.
std::string mailbox_of(const std::string& url) {
    const auto host = url.find("://") + 3;
    const auto slash = url.find('/', host);
    std::string name = slash == std::string::npos ? "" : url.substr(slash + 1);
    if (name.empty()) name = "INBOX";
    std::string quoted = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\') quoted += '\\';
        if (static_cast<unsigned char>(c) >= ' ') quoted += c;
    }
    return quoted + "\"";
}
std::string without_mailbox(const std::string& url) {
    const auto slash = url.find('/', url.find("://") + 3);
    return url.substr(0, slash) + "/";
}

int should_stop(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::atomic<bool>*>(stop)->load() ? 1 : 0;
}

// A signed-in connection, spoken to line by line.
class Talk {
public:
    explicit Talk(const std::atomic<bool>& stop)
        : stop_(stop), curl_(curl_easy_init(), curl_easy_cleanup) {}

    Result<void> open(const MailServer& server) {
        CURL* c = curl_.get();
        if (!c) return unreachable("libcurl can't start.");
        char why[CURL_ERROR_SIZE] = "";
        curl_easy_setopt(c, CURLOPT_URL, without_mailbox(server.url).c_str());
        curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "imap,imaps");
        curl_easy_setopt(c, CURLOPT_CONNECT_ONLY, 1L);
        curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(c, CURLOPT_USE_SSL, server.tls ? CURLUSESSL_ALL : CURLUSESSL_NONE);
        if (!server.ca_file.empty()) curl_easy_setopt(c, CURLOPT_CAINFO, server.ca_file.c_str());
        curl_easy_setopt(c, CURLOPT_USERNAME, server.user.c_str());
        curl_easy_setopt(c, CURLOPT_PASSWORD, server.password.c_str());
        curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, connect_seconds);
        curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, &should_stop);
        curl_easy_setopt(c, CURLOPT_XFERINFODATA, &stop_);
        curl_easy_setopt(c, CURLOPT_ERRORBUFFER, why);
        const CURLcode done = curl_easy_perform(c);
        curl_easy_setopt(c, CURLOPT_ERRORBUFFER, nullptr);
        if (done == CURLE_ABORTED_BY_CALLBACK) return unreachable("Ante is stopping.");
        if (done != CURLE_OK) return unreachable(*why ? why : curl_easy_strerror(done));
        return success();
    }

    // Says a command and reads until its end; what came before the end, each line once, a mail's
    // bytes apart. An answer other than OK is an error with the server's words.
    struct Answer {
        std::vector<std::string> lines;
        std::string literal;  // the last one
    };
    Result<Answer> ask(const std::string& command) {
        const std::string tag = "ante" + std::to_string(++commands_);
        TRYV(send(tag + " " + command + "\r\n"));
        Answer answer;
        for (;;) {
            TRY(std::string line, read_line());
            if (line.starts_with(tag + " ")) {
                if (line.starts_with(tag + " OK")) return answer;
                return unreachable("the server says: " + line.substr(tag.size() + 1));
            }
            // "… {123}" announces so many bytes.
            const auto brace = line.rfind('{');
            if (line.ends_with('}') && brace != std::string::npos) {
                const std::int64_t size = number_in(std::string_view(line).substr(brace + 1));
                if (size < 0 || static_cast<std::size_t>(size) > largest_mail + 1)
                    return unreachable("the server announces more than was asked for.");
                TRY(answer.literal, read_bytes(static_cast<std::size_t>(size)));
            }
            answer.lines.push_back(std::move(line));
            if (answer.lines.size() > 100'000) return unreachable("the answer has no end.");
        }
    }

private:
    Result<void> wait(short for_what) {
        curl_socket_t socket = CURL_SOCKET_BAD;
        if (curl_easy_getinfo(curl_.get(), CURLINFO_ACTIVESOCKET, &socket) != CURLE_OK)
            return unreachable("the connection is gone.");
        for (int waited = 0; waited < answer_ms; waited += look_ms) {
            if (stop_) return unreachable("Ante is stopping.");
            pollfd one{socket, for_what, 0};
            if (::poll(&one, 1, look_ms) > 0) return success();
        }
        return unreachable("the server says nothing for a minute.");
    }

    Result<void> send(std::string_view text) {
        while (!text.empty()) {
            std::size_t sent = 0;
            const CURLcode done = curl_easy_send(curl_.get(), text.data(), text.size(), &sent);
            if (done == CURLE_AGAIN) {
                TRYV(wait(POLLOUT));
                continue;
            }
            if (done != CURLE_OK) return unreachable(curl_easy_strerror(done));
            text.remove_prefix(sent);
        }
        return success();
    }

    Result<void> receive() {
        for (;;) {
            char bytes[16 * 1024];
            std::size_t got = 0;
            const CURLcode done = curl_easy_recv(curl_.get(), bytes, sizeof bytes, &got);
            if (done == CURLE_AGAIN) {
                TRYV(wait(POLLIN));
                continue;
            }
            if (done != CURLE_OK || got == 0) return unreachable("the connection broke.");
            if (at_ > 0) {
                buffer_.erase(0, at_);
                at_ = 0;
            }
            buffer_.append(bytes, got);
            return success();
        }
    }

    Result<std::string> read_line() {
        for (std::size_t look = at_;;) {
            const auto end = buffer_.find("\r\n", look);
            if (end != std::string::npos) {
                std::string line = buffer_.substr(at_, end - at_);
                at_ = end + 2;
                return line;
            }
            if (buffer_.size() - at_ > longest_line) return unreachable("a line has no end.");
            const std::size_t had = buffer_.size() - at_;
            TRYV(receive());
            look = had == 0 ? 0 : had - 1;
        }
    }

    Result<std::string> read_bytes(std::size_t size) {
        while (buffer_.size() - at_ < size) {
            TRYV(receive());
        }
        std::string bytes = buffer_.substr(at_, size);
        at_ += size;
        return bytes;
    }

    const std::atomic<bool>& stop_;
    std::unique_ptr<CURL, void (*)(CURL*)> curl_;
    int commands_ = 0;
    std::string buffer_;
    std::size_t at_ = 0;
};

// The number behind a word: "[UIDNEXT 17]".
std::int64_t number_behind(const std::vector<std::string>& lines, std::string_view word) {
    for (const std::string& line : lines) {
        const auto at = line.find(word);
        if (at != std::string::npos)
            return number_in(std::string_view(line).substr(at + word.size()));
    }
    return 0;
}

std::vector<std::int64_t> uids_in(const std::vector<std::string>& lines, std::int64_t after) {
    std::vector<std::int64_t> uids;
    for (const std::string& line : lines) {
        if (!line.starts_with("* SEARCH")) continue;
        std::string_view rest = std::string_view(line).substr(8);
        while (!rest.empty()) {
            const auto digit = rest.find_first_not_of(' ');
            if (digit == std::string_view::npos) break;
            rest.remove_prefix(digit);
            const std::int64_t uid = number_in(rest);
            // "n:*" names the last mail even if it is older than n.
            if (uid > after) uids.push_back(uid);
            const auto blank = rest.find(' ');
            if (blank == std::string_view::npos) break;
            rest.remove_prefix(blank);
        }
    }
    std::ranges::sort(uids);
    return uids;
}

}  // namespace

Result<MailboxPlace> read_mailbox(
    const MailServer& server, const std::optional<MailboxPlace>& from, std::int64_t most,
    const std::atomic<bool>& stop,
    const std::function<Result<void>(const std::string& mail, const MailboxPlace& behind)>& take) {
    Talk talk(stop);
    TRYV(talk.open(server));
    TRY(const auto opened, talk.ask("EXAMINE " + mailbox_of(server.url)));
    MailboxPlace place{number_behind(opened.lines, "[UIDVALIDITY "), 0};
    if (!from || from->validity != place.validity) {
        place.last_uid = std::max<std::int64_t>(0, number_behind(opened.lines, "[UIDNEXT ") - 1);
        return place;
    }
    place.last_uid = from->last_uid;
    TRY(const auto found, talk.ask("UID SEARCH UID " + std::to_string(place.last_uid + 1) + ":*"));
    std::vector<std::int64_t> uids = uids_in(found.lines, place.last_uid);
    if (uids.size() > static_cast<std::size_t>(most)) uids.resize(static_cast<std::size_t>(most));
    for (const std::int64_t uid : uids) {
        const std::string which = "UID FETCH " + std::to_string(uid);
        TRY(const auto size, talk.ask(which + " (RFC822.SIZE)"));
        place.last_uid = uid;
        if (number_behind(size.lines, "RFC822.SIZE ") > static_cast<std::int64_t>(largest_mail))
            continue;
        TRY(const auto mail, talk.ask(which + " (BODY.PEEK[])"));
        TRYV(take(mail.literal, place));
    }
    return place;
}

}  // namespace ante::connect
