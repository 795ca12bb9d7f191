#pragma once
// The post: sends the letters that are due (store/outbox.h), asks for the reminders and digests of
// the day, and reads what comes back. It works by rounds (rounds.h): woken when a letter was put,
// and when the next one is due.
//
// - A letter is handed over at least once: should the process die between the server's yes and our
//   commit, it goes again with the same Message-ID.
// - A no for now (4xx, no connection, a wrong password) is tried again after 1, 5, 15 minutes, 1,
// 4,
//   12 hours and then every 12; after three days it has failed. A no for good (5xx) fails at once.
// - From quiet_from to quiet_to in the workspace's zone nothing goes out that is not urgent.
// - What lost its reason meanwhile (a reminder of a promise that was kept) is cancelled, not sent.
//
// Without a mail server nothing is sent, and nothing is lost: letters wait.

#include <atomic>
#include <map>
#include <string>

#include "api/endpoint.h"
#include "connect/smtp.h"
#include "store/outbox.h"

namespace ante::api {

class Post {
public:
    // Adds its rounds. The house must outlive it; its rounds must have ended before it goes.
    explicit Post(House& house);

    // One round: everything that is due at `now`. Answers when the next letter is due.
    Instant send_what_is_due(Instant now);

private:
    enum class Went : std::uint8_t { nothing_due, on, server_away };
    Went send_one(method::WorkspaceId workspace, Instant now, connect::Smtp& smtp);
    Result<void> free_what_was_taken(Instant now);

    House& house_;
    bool begun_ = false;
    store::LetterBell bell_;
};

// How long after the `tries`-th no (from 1) the next try is.
milliseconds back_off(std::int64_t tries);
// Has a letter been tried for long enough?
bool has_failed(const store::KeptLetter& letter, Instant now);
// When a letter that is not urgent may go out: `now`, or when the quiet hours end.
Instant after_quiet_hours(const store::Terms& terms, Instant now);

// The Message-ID of a letter, without <>, and the letter that such an id names.
std::string message_id_of(const store::KeptLetter& letter, std::string_view domain);
struct NamedLetter {
    method::WorkspaceId workspace{};
    Uuid letter{};
};
std::optional<NamedLetter> letter_named(std::string_view message_id);

}  // namespace ante::api
