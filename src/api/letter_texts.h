#pragma once
// What letters say: plain text, from which the HTML is made when they are sent
// (connect/mail_html.h). The seller may change all of it before it goes; the addresses of links
// stand as words in braces until then, for they are secrets of the one they are for.

#include "api/endpoint.h"
#include "store/outbox.h"

namespace ante::api {

struct LetterText {
    std::string subject;
    std::string text;
};

// The words that stand for links: the buyer's page, and there the two answers to "did you get what
// you were looking for?".
inline constexpr std::string_view link_word = "{link}";
inline constexpr std::string_view yes_word = "{yes}";
inline constexpr std::string_view not_quite_word = "{not_quite}";

// The address of our plan for this person: a new link, shown nowhere but in this letter. Empty: he
// is none who could have one.
Result<std::string> link_of(Writing& in, method::DealId deal, method::PersonId person);
// With the links in their places; without a link, without the lines that speak of one.
std::string with_links(std::string_view text, std::string_view link, std::string_view request);

LetterText plan_invitation_text(const method::Deal& deal, std::string_view to,
                                std::string_view from);
LetterText did_you_get_it_text(const method::Deal& deal, const method::Request& request,
                               std::string_view to, std::string_view from);
enum class Reminding : std::uint8_t { before, after };
constexpr auto words(Reminding) {
    return std::array{"before"sv, "after"sv};
}
LetterText reminder_text(const method::Deal& deal, const method::Commitment& promise,
                         Reminding when, std::string_view to, std::string_view from);
LetterText reset_text(std::string_view link, std::int64_t minutes_left);
LetterText member_invitation_text(std::string_view workspace, std::string_view by,
                                  std::string_view link);

// A word by which a letter goes out once, that also says what it is about: "reminder/before/<id>".
std::string once_for(store::LetterKind kind, std::string_view which, const Uuid& subject);
// The id in such a word.
std::optional<Uuid> subject_in(std::string_view once);

// A write that nobody asked for by a request, in the name of a member: for links in letters of
// rounds.
class HouseWriting {
public:
    HouseWriting(House& house, store::Transaction& in, store::Workspace& workspace,
                 method::MemberId as, Instant now);
    ~HouseWriting();
    Writing& operator*() { return writing_; }

private:
    store::Viewer member_;
    std::unique_ptr<Credential> none_;
    Aside aside_;
    Writing writing_;
};

}  // namespace ante::api
