#pragma once
// Mail that waits to go out. A letter is put here in the transaction of the act it tells of, so
// that neither exists without the other; the post (api/post.h) sends what is due and writes down
// what came of it. No part of the log: `verify` and `rebuild` leave it alone, a backup holds it.
//
// A letter is sent at least once: it is twice in a mailbox only if the process died between the
// server's yes and our commit, and then both have the same Message-ID.
//
//     waiting ⇄ sending → sent → bounced
//        │          └────→ failed        (the server's last no, or no yes for three days)
//        └→ cancelled                    (somebody took it back, or its reason is gone)

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "method/values.h"
#include "store/store.h"

namespace ante::store {

enum class LetterKind : std::uint8_t {
    recap,
    plan_invitation,
    code,
    reminder,
    did_you_get_it,
    digest,
    reset,
    member_invitation,
    meeting_invitation,
    note
};
constexpr auto words(LetterKind) {
    return std::array{"recap"sv,    "plan_invitation"sv,   "code"sv,
                      "reminder"sv, "did_you_get_it"sv,    "digest"sv,
                      "reset"sv,    "member_invitation"sv, "meeting_invitation"sv,
                      "note"sv};
}

// What is to be told to one address. It becomes a MIME message when it is sent (connect/mime.h).
struct Letter {
    LetterKind kind = LetterKind::note;
    std::string to_name{};
    std::string to_address{};
    std::optional<method::MemberId> from_member{};  // Replies go to him; absent: to the workspace.
    std::string subject{};
    std::string text{};
    std::string html{};             // Empty: made of the text.
    std::string calendar{};         // An iCalendar object (iMIP), and …
    std::string calendar_method{};  // … REQUEST, CANCEL or REPLY; both empty: none.
    std::optional<method::DealId> deal{};
    std::optional<method::PersonId> person{};
    std::optional<method::MeetingId> meeting{};
    std::string thread{};  // What it belongs to ("deal/<id>"): mails of one thread stand together.
    std::string once{};   // Never twice with the same word in a workspace ("recap/<meeting>/<to>").
    bool urgent = false;  // Not held back in quiet hours: codes, resets.

    static constexpr auto fields = describe(
        field<&Letter::kind>("kind", "What it is about."),
        field<&Letter::to_name>("to_name", "Who it is for."),
        field<&Letter::to_address>("to_address", "His address."),
        field<&Letter::from_member>("from_member", "Who gets the answers; absent: the workspace."),
        field<&Letter::subject>("subject", "Its subject."),
        field<&Letter::text>("text", "Plain text."), field<&Letter::html>("html", "HTML."),
        field<&Letter::calendar>("calendar", "An iCalendar object."),
        field<&Letter::calendar_method>("calendar_method", "REQUEST, CANCEL or REPLY."),
        field<&Letter::deal>("deal", "The deal it is about."),
        field<&Letter::person>("person", "The buyer it goes to."),
        field<&Letter::meeting>("meeting", "The meeting it is about."),
        field<&Letter::thread>("thread", "What it belongs to."),
        field<&Letter::once>("once", "Never twice with this word."),
        field<&Letter::urgent>("urgent", "Not held back in quiet hours."));
    bool operator==(const Letter&) const = default;
};

enum class LetterState : std::uint8_t { waiting, sending, sent, failed, bounced, cancelled };
constexpr auto words(LetterState) {
    return std::array{"waiting"sv, "sending"sv, "sent"sv, "failed"sv, "bounced"sv, "cancelled"sv};
}

struct KeptLetter {
    method::WorkspaceId workspace{};
    Uuid id{};
    Letter letter{};
    LetterState state = LetterState::waiting;
    Instant made_at{};
    Instant due_at{};  // The next try; while sending: when the sender counts as lost.
    std::int64_t tries = 0;
    std::optional<Instant> ended_at{};  // Sent, failed, bounced or cancelled.
    std::string answer{};               // What the server said last.
};

// Limits: a subject of 500 characters, text and HTML of 200,000 bytes each. Longer ones are a fault
// of ours. Of a letter whose `once` is there already nothing is put: the id of the first one is
// answered. Due at `not_before`, or at once.
Result<Uuid> put_letter(Transaction& in, method::WorkspaceId workspace, const Letter& letter,
                        Instant now, Instant not_before = {});

// Rings after each commit that put a letter, of any store of this process, in the writing thread:
// `ring` only wakes somebody up. Thread-safe.
class LetterBell {
public:
    explicit LetterBell(std::function<void()> ring);
    ~LetterBell();
    LetterBell(const LetterBell&) = delete;
    LetterBell& operator=(const LetterBell&) = delete;
};

// The letter with that word, whatever became of it.
Result<std::optional<Uuid>> letter_once(Connection& db, method::WorkspaceId workspace,
                                        const std::string& once);

// Workspaces with something due, longest waiting first.
Result<std::vector<method::WorkspaceId>> workspaces_with_mail(Connection& db, Instant now);
// When the next letter of any workspace is due; empty: none waits.
Result<std::optional<Instant>> next_due(Connection& db);

// Takes what is due, at most so much, in order. Until `lease` has passed nobody else takes it; of
// several processes that ask at once each letter goes to one.
Result<std::vector<KeptLetter>> take_due(Transaction& in, method::WorkspaceId workspace,
                                         Instant now, std::int64_t most, milliseconds lease);

// Frees what was taken and is not done. Only where nobody else can be sending: at the start, with
// SQLite.
Result<void> free_taken(Transaction& in, Instant now);

// What came of a letter that was taken. If somebody else took it after the lease had passed, or it
// was cancelled, only that it went out is still written down.
//
// Once it has gone out the secrets of its links are no longer kept: whatever stands behind a "#" in
// an address, and of codes and resets the whole text.
Result<void> note_sent(Transaction& in, const KeptLetter& letter, std::string_view answer,
                       Instant now);
Result<void> note_put_off(Transaction& in, const KeptLetter& letter, std::string_view answer,
                          Instant next_try);
Result<void> note_failed(Transaction& in, const KeptLetter& letter, std::string_view answer,
                         Instant now);
// It lies untouched until then: no try is counted (quiet hours, no mail server).
Result<void> put_back(Transaction& in, const KeptLetter& letter, Instant until);
// It came back, or its reason is gone. `letter_not_found`; a letter that went out, or ended
// otherwise, can't be cancelled: `letter_ended`.
Result<void> note_bounced(Transaction& in, method::WorkspaceId workspace, const Uuid& letter,
                          std::string_view answer, Instant now);
Result<void> cancel_letter(Transaction& in, method::WorkspaceId workspace, const Uuid& letter,
                           std::string_view why, Instant now);
// A failed letter is due again, its tries counted anew. `letter_not_failed` of any other.
Result<void> send_again(Transaction& in, method::WorkspaceId workspace, const Uuid& letter,
                        Instant now);

// As it may be shown: without what note_sent drops.
Letter without_secrets(Letter letter);

Result<KeptLetter> load_letter(Connection& db, method::WorkspaceId workspace, const Uuid& letter);
// Of a deal, the newest first; at most so many.
Result<std::vector<KeptLetter>> letters_of(Connection& db, method::WorkspaceId workspace,
                                           method::DealId deal, std::int64_t most);
// Of the whole workspace, those that failed or bounced since, the newest first; at most so many.
Result<std::vector<KeptLetter>> troubled_letters(Connection& db, method::WorkspaceId workspace,
                                                 Instant since, std::int64_t most);
struct MailTally {
    std::int64_t waiting = 0;  // Sending ones, too.
    std::optional<Instant> oldest{};
};
Result<MailTally> mail_tally(Connection& db, method::WorkspaceId workspace);

// Letters that failed before then keep no link that opens anything, and can't be sent again: 500 at
// a time.
Result<void> forget_links(Connection& db, method::WorkspaceId workspace, Instant before);
// Letters that ended before then are no longer kept. Answers how many went.
Result<std::int64_t> sweep_letters(Connection& db, method::WorkspaceId workspace, Instant before);

}  // namespace ante::store
