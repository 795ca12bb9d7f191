#include "connect/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>

namespace ante::connect {
namespace {

constexpr long connect_seconds = 15;
constexpr long answer_seconds = 60;
constexpr long all_seconds = 120;

void start_curl() {
    static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    (void)started;
}

// What is said on the line, as far as it matters: which command a refusal answers, and its words.
// Passwords pass here, too: only the first letters of what we say are looked at.
struct Talk {
    enum class About : std::uint8_t { service, sender, letter };
    About about = About::service;    // what we said last
    About refused = About::service;  // what the last line that refuses was about
    int code = 0;                    // its code
    std::string words;
    std::string last;

    void we_say(std::string_view line) {
        const auto begins = [&](std::string_view word) {
            return line.size() >= word.size() &&
                   std::equal(word.begin(), word.end(), line.begin(),
                              [](char a, char b) { return a == (b & ~0x20); });
        };
        if (begins("RCPT") || begins("DATA")) about = About::letter;
        if (begins("MAIL")) about = About::sender;
        if (begins("EHLO") || begins("QUIT")) about = About::service;
        if (begins("QUIT")) quitting = true;
    }

    void they_say(std::string_view line) {
        while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
        if (line.size() < 3 || quitting) return;
        int said = 0;
        for (const char c : line.substr(0, 3)) {
            if (c < '0' || c > '9') return;
            said = said * 10 + (c - '0');
        }
        last = line;
        if (said < 400) return;
        refused = about;
        if (code == said && words.size() < 800)
            words.append(" ").append(line.substr(std::min<std::size_t>(4, line.size())));
        else
            words = line;
        code = said;
    }

    bool quitting = false;
};

struct Text {
    std::string_view left;
};

std::size_t give(char* into, std::size_t size, std::size_t count, void* from) {
    auto& text = *static_cast<Text*>(from);
    const std::size_t n = std::min(size * count, text.left.size());
    std::memcpy(into, text.left.data(), n);
    text.left.remove_prefix(n);
    return n;
}

int listen(CURL*, curl_infotype type, char* data, std::size_t size, void* talk) {
    auto& to = *static_cast<Talk*>(talk);
    if (type == CURLINFO_HEADER_OUT) to.we_say({data, size});
    if (type == CURLINFO_HEADER_IN) to.they_say({data, size});
    return 0;
}

std::size_t drop(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

int should_stop(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::atomic<bool>*>(stop)->load() ? 1 : 0;
}

Handed outcome(CURLcode done, const Talk& talk, const char* why) {
    // A password it does not know (535), one that it misses (530) and a goodbye (421) are the same
    // for each letter; what it says of this one is not.
    const bool answered = talk.code >= 400 && talk.refused != Talk::About::service &&
                          talk.code != 421 && talk.code != 530;
    if (done == CURLE_OK) return {Handed::How::taken, talk.last, true};
    if (talk.code >= 500 && talk.refused == Talk::About::letter)
        return {Handed::How::refused, talk.words, answered};
    if (talk.code >= 400) return {Handed::How::not_now, talk.words, answered};
    return {Handed::How::not_now, *why ? why : curl_easy_strerror(done), answered};
}

}  // namespace

struct Smtp::Line {
    CURL* curl = nullptr;
    ~Line() { curl_easy_cleanup(curl); }
};

Smtp::Smtp(MailServer server, const std::atomic<bool>& stop)
    : server_(std::move(server)), stop_(stop), line_(std::make_unique<Line>()) {
    start_curl();
    line_->curl = curl_easy_init();
}

Smtp::~Smtp() = default;

Handed Smtp::send(const std::string& from, const std::string& to, std::string_view message) {
    CURL* c = line_->curl;
    if (!c) return {Handed::How::not_now, "libcurl can't start.", false};
    Talk talk;
    Text text{message};
    char why[CURL_ERROR_SIZE] = "";
    const std::string sender = "<" + from + ">";
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> recipients(
        curl_slist_append(nullptr, ("<" + to + ">").c_str()), curl_slist_free_all);

    curl_easy_reset(c);  // The connection stays.
    curl_easy_setopt(c, CURLOPT_URL, server_.url.c_str());
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_USE_SSL, server_.tls ? CURLUSESSL_ALL : CURLUSESSL_NONE);
    if (!server_.ca_file.empty()) curl_easy_setopt(c, CURLOPT_CAINFO, server_.ca_file.c_str());
    if (!server_.user.empty()) {
        curl_easy_setopt(c, CURLOPT_USERNAME, server_.user.c_str());
        curl_easy_setopt(c, CURLOPT_PASSWORD, server_.password.c_str());
    }
    curl_easy_setopt(c, CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(c, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(c, CURLOPT_READFUNCTION, &give);
    curl_easy_setopt(c, CURLOPT_READDATA, &text);
    curl_easy_setopt(c, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, &drop);
    curl_easy_setopt(c, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, &listen);
    curl_easy_setopt(c, CURLOPT_DEBUGDATA, &talk);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, why);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, connect_seconds);
    curl_easy_setopt(c, CURLOPT_SERVER_RESPONSE_TIMEOUT, answer_seconds);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, all_seconds);
    curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, &should_stop);
    curl_easy_setopt(c, CURLOPT_XFERINFODATA, &stop_);
    const CURLcode done = curl_easy_perform(c);
    Handed handed = outcome(done, talk, why);
    // After a refusal the next one begins anew: whatever the server thinks of us now.
    if (done != CURLE_OK) {
        curl_easy_cleanup(c);
        line_->curl = curl_easy_init();
    } else {
        curl_easy_reset(c);  // Nothing of this call's is pointed to any more.
        curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(c, CURLOPT_SERVER_RESPONSE_TIMEOUT, 5L);  // Of the goodbye.
    }
    return handed;
}

}  // namespace ante::connect
