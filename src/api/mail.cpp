// Mail of the house: is it set up, the test mail, who wants the digest, unsubscribing; and mails
// that let members in: invitations, new passwords.

#include "api/door.h"
#include "api/endpoints.h"
#include "api/letter_texts.h"
#include "api/letter_view.h"
#include "api/outside.h"
#include "api/session_view.h"
#include "api/workers.h"
#include "connect/mail_html.h"
#include "connect/mime.h"
#include "store/mail_wishes.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;
using store::MailWish;

constexpr Days trouble_shown{30};
constexpr hours invitation_lives{72};

// ---- is it set up?

struct MailState {
    bool set_up = false;
    std::string from;
    bool reads_inbox = false;
    bool reminds = false;
    std::int64_t waiting = 0;
    std::optional<Instant> oldest{};
    std::vector<LetterView> troubled{};
    static constexpr auto fields = describe(
        field<&MailState::set_up>("set_up", "Is there a mail server to send by?"),
        field<&MailState::from>("from", "Whom mails come from."),
        field<&MailState::reads_inbox>("reads_inbox", "Are returned mails and answers read?"),
        field<&MailState::reminds>("reminds", "Are buyers reminded of their promises?"),
        field<&MailState::waiting>("waiting", "Mails that wait."),
        field<&MailState::oldest>("oldest", "When the first of them was written."),
        field<&MailState::troubled>("troubled",
                                    "Mails of the last 30 days that could not be sent or came "
                                    "back: yours; of everybody, for admins."));
};
Result<MailState> get_mail(const Reading& in, const Nothing&) {
    const Outside& outside = in.house.outside;
    MailState state{.set_up = outside.mail.set_up(),
                    .from = outside.mail_from,
                    .reads_inbox = outside.inbox.set_up(),
                    .reminds = outside.mail.set_up() && in.workspace.settings().reminders};
    TRY(const auto tally, store::mail_tally(in.db, in.workspace.id));
    state.waiting = tally.waiting;
    state.oldest = tally.oldest;
    TRY(const auto troubled, store::troubled_letters(in.db, in.workspace.id, in.now - trouble_shown,
                                                     most_letters_shown));
    for (const store::KeptLetter& kept : troubled)
        if (kept.letter.from_member == in.viewer.me || in.viewer.role == MemberRole::admin)
            state.troubled.push_back(letter_view(kept));
    return state;
}

// ---- how it will look

struct CheckMail {
    std::string text;
    static constexpr auto fields = describe(field<&CheckMail::text>(
        "text", "Plain text, as it is written here.", {.max_length = 10'000}));
};
struct MailLook {
    std::string name;
    std::string colour;
    std::string ink;
    std::vector<connect::LetterPiece> pieces{};
    static constexpr auto fields =
        describe(field<&MailLook::name>("name", "Whose it is, at its head."),
                 field<&MailLook::colour>("colour", "Theirs: #rrggbb."),
                 field<&MailLook::ink>("ink", "Of words on this colour: #rrggbb."),
                 field<&MailLook::pieces>("pieces", "What it is made of, from the top."));
};
// A link to our plan leads to the bare page here: a reader's own is made when the mail is sent.
Result<MailLook> check_mail(const Reading& in, const CheckMail& mail) {
    const auto& settings = in.workspace.settings();
    const connect::Paint paint = connect::paint_of(settings.colour);
    return MailLook{settings.name, std::string(paint.colour), std::string(paint.ink),
                    connect::pieces_of(with_links(mail.text, in.house.public_url + "/plan", ""))};
}

Result<LetterView> send_test_mail(Writing& in, const Nothing&) {
    TRYV(expect_mail(in.house));
    TRY(const auto me, store::load_member(in.db, in.workspace.id, in.viewer.me));
    TRYV(in.house.door.knock_as("test mail " + me.value.email, in.now));
    const store::Letter letter{.kind = store::LetterKind::note,
                               .to_name = me.value.name,
                               .to_address = me.value.email,
                               .from_member = in.viewer.me,
                               .subject = "A test mail from " + in.workspace.settings().name,
                               .text = "Hello " + me.value.name +
                                       ",\n\nmail goes out from here. You asked for this one.\n",
                               .urgent = true};
    TRY(const Uuid id, store::put_letter(in.in, in.workspace.id, letter, in.now));
    TRY(const auto kept, store::load_letter(in.db, in.workspace.id, id));
    return letter_view(kept);
}

struct OneLetter {
    Uuid letter{};
    static constexpr auto fields =
        describe(field<&OneLetter::letter>("letter", "The mail.", {.from_path = true}));
};
// What one wrote oneself.
Result<LetterView> get_letter(const Reading& in, const OneLetter& params) {
    TRY(const auto kept, store::load_letter(in.db, in.workspace.id, params.letter));
    if (kept.letter.from_member != in.viewer.me) return not_found("letter");
    return letter_view(kept);
}

// ---- the digest, and no more of it

struct MailWishes {
    bool digest = false;
    static constexpr auto fields = describe(
        field<&MailWishes::digest>("digest", "Today by mail, each working day in the morning."));
};
Result<MailWishes> get_mail_wishes(const Reading& in, const Nothing&) {
    TRY(const bool digest,
        store::wishes(in.db, in.workspace.id, in.viewer.me.value, MailWish::digest));
    return MailWishes{digest};
}
Result<MailWishes> set_mail_wishes(Writing& in, const MailWishes& body) {
    TRYV(store::set_wish(in.db, in.workspace.id, in.viewer.me.value, MailWish::digest, body.digest,
                         in.now));
    return body;
}

struct UnsubscribeWord {
    std::string word;
    static constexpr auto fields = describe(field<&UnsubscribeWord::word>(
        "word", "From the mail.", {.max_length = 200, .from_path = true, .secret = true}));
};
// A click in the mail: opens the page that asks once more. Mail scanners follow it, too.
Result<Answer> ask_unsubscribe(const Reading& in, const UnsubscribeWord& params) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    if (params.word.find_first_not_of(letters) != std::string::npos)
        return not_found("subscription");
    const std::string page = in.house.public_url + "/unsubscribe#" + params.word;
    return Answer{.content_type = "text/plain",
                  .content = "Go on here: " + page + "\n",
                  .headers = {{"Refresh", "0; url=" + page}}};
}
// The mail program's one click (RFC 8058), or the button on that page.
Result<Nothing> unsubscribe(Writing& in, const UnsubscribeWord& body) {
    TRY(const auto who, store::unsubscribing(in.db, body.word));
    if (!who) return not_found("subscription");
    const bool holds = who->wish == MailWish::no_reminders;
    TRYV(store::set_wish(in.db, who->workspace, who->subject, who->wish, holds, in.now));
    return Nothing{};
}

// ---- letting members in

struct ForgotPassword {
    std::string email;
    static constexpr auto fields = describe(field<&ForgotPassword::email>(
        "email", "Your address.", {.min_length = 1, .max_length = 254}));
};

Result<void> put_reset(store::Transaction& in, const std::string& email,
                       const std::string& public_url, Instant now) {
    TRY(const auto login, store::login_by_email(in.db(), email));
    if (!login || !login->active) return success();
    TRY(const auto member, store::load_member(in.db(), login->who.workspace, login->who.member));
    TRY(const std::string secret, store::make_link(in.db(), login->who, now, link_lives));
    const LetterText text = reset_text(public_url + "/new-password#" + secret, link_lives.count());
    TRYV(store::put_letter(in, login->who.workspace,
                           {.kind = store::LetterKind::reset,
                            .to_name = member.value.name,
                            .to_address = member.value.email,
                            .subject = text.subject,
                            .text = text.text,
                            .urgent = true},
                           now));
    return success();
}

// Answered alike and as fast whoever it is: what there is to do is done afterwards.
Result<Nothing> forgot_password(Writing& in, const ForgotPassword& body) {
    TRYV(expect_mail(in.house));
    TRYV(in.house.door.knock_as("new password " + store::email_key(body.email), in.now));
    in.in.after_commit([&house = in.house, email = body.email, now = in.now] {
        house.workers.take([&house, email, now] {
            // If it fails he asks again; the answer has gone.
            house.store.write(
                [&house, email, now](store::Transaction& later) {
                    return put_reset(later, email, house.public_url, now);
                },
                [](const Result<void>&) {});
        });
    });
    return Nothing{};
}

struct NewPassword {
    std::string secret;
    std::string password;
    static constexpr auto fields =
        describe(field<&NewPassword::secret>("secret", "From the link, behind the #.",
                                             {.min_length = 1, .max_length = 200, .secret = true}),
                 field<&NewPassword::password>(
                     "password", "The new one.",
                     {.min_length = shortest_password, .max_length = 500, .secret = true}));
};
Result<std::string> hash_it(const Reading&, const NewPassword& body) {
    std::string hash = password_hash(body.password);
    if (hash.empty())
        return Error{No::unavailable, "too_busy", "There is no memory left for it.", {}};
    return hash;
}
// The link is used up; whoever else is signed in as him, is not any more.
Result<Me> choose_password(Writing& in, const NewPassword& body) {
    TRY(const auto who, store::use_link(in.db, body.secret, in.now));
    if (!who)
        return Error{No::unauthenticated,
                     "link_used_up",
                     "This link was used already, or is too old. Ask for a new one.",
                     {}};
    TRY(const auto member, store::load_member(in.db, who->workspace, who->member));
    TRYV(store::set_password_hash(in.db, member.value.email, in.prepared));
    TRYV(store::close_sessions_of(in.db, *who));
    in.aside.members_changed = true;
    return let_in(in, *who);
}

struct OneMember {
    MemberId member{};
    static constexpr auto fields =
        describe(field<&OneMember::member>("member", "The member.", {.from_path = true}));
};
Result<LetterView> invite_member(Writing& in, const OneMember& body) {
    TRYV(expect_mail(in.house));
    TRY(const auto member, store::load_member(in.db, in.workspace.id, body.member));
    if (!member.value.active)
        return refuse("member_disabled", "He may not sign in; make him active first.");
    TRY(const auto me, store::load_member(in.db, in.workspace.id, in.viewer.me));
    TRY(const std::string secret,
        store::make_link(in.db, {in.workspace.id, body.member}, in.now, invitation_lives));
    const LetterText text = member_invitation_text(in.workspace.settings().name, me.value.name,
                                                   in.house.public_url + "/new-password#" + secret);
    TRY(const Uuid id, store::put_letter(in.in, in.workspace.id,
                                         {.kind = store::LetterKind::member_invitation,
                                          .to_name = member.value.name,
                                          .to_address = member.value.email,
                                          .from_member = in.viewer.me,
                                          .subject = text.subject,
                                          .text = text.text,
                                          .urgent = true},
                                         in.now));
    TRY(const auto kept, store::load_letter(in.db, in.workspace.id, id));
    return letter_view(kept);
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/mail", "get_mail", "Is mail set up, does any wait, did any come back?", Right::member, handled_by<&get_mail>()},
    {Verb::post, "/mail/test", "send_test_mail", "A test mail to yourself.", Right::member, handled_by<&send_test_mail>(), Versions::none, 201},
    {Verb::post, "/mail/check", "check_mail", "A mail as its reader will see it; keeps nothing.", Right::member, handled_by<&check_mail>()},
    {Verb::get, "/mail/letters/{letter}", "get_letter", "What became of a mail of yours.", Right::member, handled_by<&get_letter>()},
    {Verb::get, "/me/mail", "get_mail_wishes", "Which mails you want.", Right::member, handled_by<&get_mail_wishes>()},
    {Verb::put, "/me/mail", "set_mail_wishes", "Say which mails you want.", Right::member, handled_by<&set_mail_wishes>()},
    {.verb = Verb::get, .path = "/mail/unsubscribe/{word}", .operation = "ask_unsubscribe", .summary = "From a mail: leads to the page that asks whether to send no more of its kind.",
     .right = Right::anyone, .handler = handled_by<&ask_unsubscribe>(), .content_type = "text/plain"},
    {.verb = Verb::post, .path = "/mail/unsubscribe/{word}", .operation = "unsubscribe", .summary = "No more mails of this kind (RFC 8058).",
     .right = Right::anyone, .handler = handled_by<&unsubscribe>(), .status = 204, .takes = ""},
    {Verb::post, "/session/forgotten", "forgot_password", "A mail with a link to a new password, if there is such a member; the answer does not tell.", Right::anyone, handled_by<&forgot_password>(), Versions::none, 204},
    {Verb::post, "/session/password", "choose_password", "Choose a password by the link of a mail, and sign in.", Right::anyone, handled_by<&choose_password, &hash_it>()},
    {Verb::post, "/members/{member}/invitation", "invite_member", "Mail a member a link to choose his password by, and sign in.", Right::administer, handled_by<&invite_member>(), Versions::none, 201},
};
// clang-format on

}  // namespace

Endpoints mail_endpoints() {
    return rows;
}

}  // namespace ante::api
