#pragma once
// Letters as members see them: what was written to whom, and what became of it.

#include "api/endpoint.h"
#include "store/outbox.h"

namespace ante::api {

struct LetterView {
    Uuid id{};
    store::LetterKind kind = store::LetterKind::note;
    store::LetterState state = store::LetterState::waiting;
    std::optional<method::DealId> deal{};
    std::optional<method::PersonId> person{};
    std::string to_name;
    std::string to_address;
    std::string subject;
    std::string text;
    Instant made_at{};
    Instant due_at{};
    std::optional<Instant> ended_at{};
    std::int64_t tries = 0;
    std::string answer;
    static constexpr auto fields = describe(
        field<&LetterView::id>("id", "Its id."),
        field<&LetterView::kind>("kind", "What it is about."),
        field<&LetterView::state>("state", "What became of it."),
        field<&LetterView::deal>("deal", "The deal it is about."),
        field<&LetterView::person>("person", "The buyer it goes to."),
        field<&LetterView::to_name>("to_name", "Who it is for."),
        field<&LetterView::to_address>("to_address", "His address."),
        field<&LetterView::subject>("subject", "Its subject."),
        field<&LetterView::text>("text", "What it says; the secrets of links are left out."),
        field<&LetterView::made_at>("made_at", "When it was written."),
        field<&LetterView::due_at>("due_at", "While it waits: when it is tried next."),
        field<&LetterView::ended_at>("ended_at",
                                     "When it went out, failed, came back or was taken back."),
        field<&LetterView::tries>("tries", "How often it was tried."),
        field<&LetterView::answer>("answer",
                                   "What the mail server said last, or why it did not go."));
};
LetterView letter_view(const store::KeptLetter& kept);

struct Letters {
    std::vector<LetterView> items{};
    static constexpr auto fields =
        describe(field<&Letters::items>("items", "The newest first, at most 100."));
};
inline constexpr std::int64_t most_letters_shown = 100;

// `mail_not_set_up` without a mail server.
Result<void> expect_mail(const House& house);

}  // namespace ante::api
