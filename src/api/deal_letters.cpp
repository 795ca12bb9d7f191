// Mail of a deal: the recap, the invitation to our plan, "did you get what you were looking for?";
// written for the seller, who changes and sends it; and what became of each.

#include <algorithm>

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/invitations.h"
#include "api/letter_texts.h"
#include "api/letter_view.h"
#include "api/names.h"
#include "api/outside.h"
#include "api/post.h"
#include "api/recap.h"
#include "connect/mime.h"
#include "store/directory.h"
#include "store/mail_wishes.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;
using store::LetterKind;

// ---- written, for the seller to change

struct Recipient {
    PersonId person{};
    std::string name;
    std::string address;
    static constexpr auto fields = describe(
        field<&Recipient::person>("person", "Who."), field<&Recipient::name>("name", "His name."),
        field<&Recipient::address>("address", "His address; empty: none is known."));
};
struct LetterDraft {
    bool mail_set_up = false;
    std::vector<Recipient> to{};
    std::string subject;
    std::string text;
    static constexpr auto fields = describe(
        field<&LetterDraft::mail_set_up>("mail_set_up",
                                         "Can mail be sent from here? If not, copy the text."),
        field<&LetterDraft::to>("to", "For whom it is meant: a mail each."),
        field<&LetterDraft::subject>("subject", "Of the mail."),
        field<&LetterDraft::text>("text",
                                  "Plain text. {link} becomes each reader's own link to our plan, "
                                  "{yes} and {not_quite} his answers there."));
};

Result<Recipient> recipient(const Reading& in, const Deal& deal, PersonId person) {
    Recipient to{person, std::string(deal.name_of(person)), {}};
    const auto known = store::load_person(in.db, in.workspace.id, person);
    if (known.has_error() && known.error().kind != No::not_found) return known.error();
    if (known.has_value()) to.address = known.value().value.email;
    return to;
}

struct OneMeeting {
    MeetingId meeting{};
    static constexpr auto fields =
        describe(field<&OneMeeting::meeting>("meeting", "The meeting.", {.from_path = true}));
};
Result<LetterDraft> draft_recap(const Reading& in, const OneMeeting& params) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    TRY(const RecapView recap, recap_of(in, stored.deal, params.meeting));
    LetterDraft draft{in.house.outside.mail.set_up(), {}, recap.subject, recap.text};
    draft.text += "\nOpen our plan: {link}\n";
    for (const PersonId person : stored.deal.meeting(params.meeting)->debrief->attended) {
        TRY(draft.to.emplace_back(), recipient(in, stored.deal, person));
    }
    in.aside.version = stored.version;
    return draft;
}

// What a seller writes by himself, beside the recap.
enum class WrittenKind : std::uint8_t { plan_invitation, did_you_get_it };
constexpr auto words(WrittenKind) {
    return std::array{"plan_invitation"sv, "did_you_get_it"sv};
}
LetterKind kind_of(WrittenKind kind) {
    return kind == WrittenKind::plan_invitation ? LetterKind::plan_invitation
                                                : LetterKind::did_you_get_it;
}

struct DraftLetter {
    WrittenKind kind = WrittenKind::plan_invitation;
    std::optional<PersonId> person{};
    std::optional<RequestId> request{};
    static constexpr auto fields = describe(
        field<&DraftLetter::kind>("kind", "What it is about."),
        field<&DraftLetter::person>("person", "Whom it goes to; absent: who asked for it."),
        field<&DraftLetter::request>("request", "What he asked us for, of did_you_get_it."));
};

// The request that is asked about; `request_not_delivered` if there is nothing to ask.
Result<const method::Request*> asked_about(const Deal& deal, WrittenKind kind,
                                           const std::optional<RequestId>& id) {
    if (kind != WrittenKind::did_you_get_it) return nullptr;
    const method::Request* request = id ? deal.request(*id) : nullptr;
    if (!request) return not_found("request");
    if (request->state != RequestState::delivered)
        return refuse("request_not_delivered",
                      "There is nothing to ask: it is not delivered, or answered already.");
    return request;
}

Result<LetterDraft> draft_letter(const Reading& in, const DraftLetter& params) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    const Deal& deal = stored.deal;
    TRY(const method::Request* request, asked_about(deal, params.kind, params.request));
    std::optional<PersonId> person = params.person;
    if (!person && request) person = request->by;
    if (!person || !deal.player(*person)) return not_found("person");
    TRY(const Recipient to, recipient(in, deal, *person));
    Names names(in);
    TRY(const std::string from, names.member(in.viewer.me));
    const LetterText text = request ? did_you_get_it_text(deal, *request, to.name, from)
                                    : plan_invitation_text(deal, to.name, from);
    in.aside.version = stored.version;
    return LetterDraft{in.house.outside.mail.set_up(), {to}, text.subject, text.text};
}

// ---- sent

struct Written {
    LetterKind kind = LetterKind::note;
    std::string subject;
    std::string text;
    std::optional<MeetingId> meeting{};
    std::optional<RequestId> request{};
    bool at_once = false;
    AttachedDate date{};
};

Error address_missing(const Recipient& to, const std::string& pointer) {
    const std::string detail = to.address.empty()
                                   ? to.name + " has no mail address here: add it first."
                                   : to.address + " is no address that can be written to.";
    return {No::invalid,
            "input_invalid",
            "One field is wrong: " + pointer + " – " + detail,
            {{pointer, "address_missing", detail}}};
}

constexpr std::size_t longest_sent = 100'000;  // bytes

// The same text goes to the same address once, however often the button is pressed.
std::string once_of(const Written& what, const Recipient& to) {
    const Uuid about = what.meeting   ? what.meeting->value
                       : what.request ? what.request->value
                                      : to.person.value;
    return once_for(what.kind, to.person.text(), about) + "/" +
           store::hash_of(to.address + "\n" + what.subject + "\n" + what.text).substr(0, 16);
}

Result<Uuid> write_to(Writing& in, const Deal& deal, const Written& what, const Recipient& to,
                      const std::string& pointer) {
    if (!connect::is_mail_address(to.address)) return address_missing(to, pointer);
    const std::string once = once_of(what, to);
    // Pressed again: the letter is there, and needs no other link.
    TRY(const auto there, store::letter_once(in.db, in.workspace.id, once));
    if (there) return *there;
    std::string link;
    if (what.text.find('{') != std::string::npos) {
        TRY(link, link_of(in, deal.id, to.person));
    }
    store::Letter letter{
        .kind = what.kind,
        .to_name = to.name,
        .to_address = to.address,
        .from_member = in.viewer.me,
        .subject = what.subject,
        .text = with_links(what.text, link, what.request ? what.request->text() : ""),
        .deal = deal.id,
        .person = to.person,
        .meeting = what.meeting,
        .thread = "deal/" + deal.id.text(),
        .once = once,
        .urgent = what.at_once};
    if (letter.text.size() > longest_sent)
        return Error{No::invalid,
                     "input_invalid",
                     "One field is wrong: /text – With its links it is too long.",
                     {{"/text", "too_long", "With its links it is too long."}}};
    letter.calendar = what.date.calendar;
    letter.calendar_method = what.date.calendar_method;
    return store::put_letter(in.in, in.workspace.id, letter, in.now);
}

constexpr Limits subject_limits{.min_length = 1, .max_length = 300};
constexpr Limits text_limits{.min_length = 1, .max_length = 10'000};

struct MailRecap {
    MeetingId meeting{};
    std::vector<PersonId> to{};
    std::string subject;
    std::string text;
    bool at_once = false;
    static constexpr auto fields = describe(
        field<&MailRecap::meeting>("meeting", "The meeting.", {.from_path = true}),
        field<&MailRecap::to>("to", "Whom to send it to: a mail each.", {.max_items = 50}),
        field<&MailRecap::subject>("subject", "Of the mail.", subject_limits),
        field<&MailRecap::text>("text", "Plain text; {link} is each reader's link to our plan.",
                                text_limits),
        field<&MailRecap::at_once>("at_once", "In quiet hours, too.", {.may_be_absent = true}));
};
// The first time it is the recap's sending; later it goes to others, or to another address.
Result<DealView> mail_recap(Writing& in, const MailRecap& body) {
    TRYV(expect_mail(in.house));
    TRY(const auto before, store::load_deal(in.db, in.workspace.id, *in.deal));
    const Meeting* meeting = before.deal.meeting(body.meeting);
    if (!meeting) return not_found("meeting");
    if (body.to.empty())
        return Error{No::invalid,
                     "input_invalid",
                     "One field is wrong: /to – Say whom to send it to.",
                     {{"/to", "too_few", "Say whom to send it to."}}};
    if (!meeting->debrief)
        return refuse("not_debriefed",
                      "Debrief the meeting first: the recap says what came of it.");
    Written what{LetterKind::recap, body.subject, body.text, body.meeting, {}, body.at_once, {}};
    TRY(const auto date, attach_next_date(in, before.deal, *meeting, body.to));
    for (std::size_t i = 0; i < body.to.size(); ++i) {
        const std::string pointer = "/to/" + std::to_string(i);
        if (!before.deal.player(body.to[i]))
            return Error{No::invalid,
                         "input_invalid",
                         "One field is wrong: " + pointer + " – He is no player in this deal.",
                         {{pointer, "player_unknown", "He is no player in this deal."}}};
        TRY(const Recipient to, recipient(in, before.deal, body.to[i]));
        if (date) what.date = date->of(to.person);
        TRYV(write_to(in, before.deal, what, to, pointer));
    }
    if (!meeting->recap_sent_at) return carry_out_on_deal(in, SendRecap{body.meeting});
    TRYV(expect_version(in, before.version));
    in.aside.version = before.version;
    return view_of(in, before, in.now);
}

struct SendLetter {
    WrittenKind kind = WrittenKind::plan_invitation;
    PersonId person{};
    std::optional<RequestId> request{};
    std::string subject;
    std::string text;
    bool at_once = false;
    static constexpr auto fields = describe(
        field<&SendLetter::kind>("kind", "What it is about."),
        field<&SendLetter::person>("person", "Whom it goes to."),
        field<&SendLetter::request>("request", "What he asked us for, of did_you_get_it."),
        field<&SendLetter::subject>("subject", "Of the mail.", subject_limits),
        field<&SendLetter::text>(
            "text", "Plain text; {link}, {yes} and {not_quite} become his links.", text_limits),
        field<&SendLetter::at_once>("at_once", "In quiet hours, too.", {.may_be_absent = true}));
};
Result<LetterView> send_letter(Writing& in, const SendLetter& body) {
    TRYV(expect_mail(in.house));
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    TRY(const method::Request* request, asked_about(stored.deal, body.kind, body.request));
    if (!stored.deal.player(body.person)) return not_found("person");
    TRY(const Recipient to, recipient(in, stored.deal, body.person));
    Written what{kind_of(body.kind), body.subject, body.text, {}, {}, body.at_once, {}};
    if (request) what.request = request->id;
    TRY(const Uuid id, write_to(in, stored.deal, what, to, "/person"));
    TRY(const auto kept, store::load_letter(in.db, in.workspace.id, id));
    return letter_view(kept);
}

// ---- what became of them

Result<Letters> list_letters(const Reading& in, const Nothing&) {
    TRY(const auto found, store::letters_of(in.db, in.workspace.id, *in.deal, most_letters_shown));
    Letters letters;
    for (const store::KeptLetter& kept : found) letters.items.push_back(letter_view(kept));
    return letters;
}

struct OneLetter {
    Uuid letter{};
    static constexpr auto fields =
        describe(field<&OneLetter::letter>("letter", "The mail.", {.from_path = true}));
};
Result<store::KeptLetter> letter_of_deal(const Writing& in, const Uuid& letter) {
    TRY(auto kept, store::load_letter(in.db, in.workspace.id, letter));
    if (kept.letter.deal != in.deal) return not_found("letter");
    return kept;
}
Result<LetterView> cancel_letter(Writing& in, const OneLetter& body) {
    TRYV(letter_of_deal(in, body.letter));
    Names names(in);
    TRY(const std::string who, names.member(in.viewer.me));
    TRYV(store::cancel_letter(in.in, in.workspace.id, body.letter, "Taken back by " + who + ".",
                              in.now));
    TRY(const auto kept, letter_of_deal(in, body.letter));
    return letter_view(kept);
}
Result<LetterView> try_letter_again(Writing& in, const OneLetter& body) {
    TRYV(expect_mail(in.house));
    TRYV(letter_of_deal(in, body.letter));
    TRYV(store::send_again(in.in, in.workspace.id, body.letter, in.now));
    TRY(const auto kept, letter_of_deal(in, body.letter));
    return letter_view(kept);
}

// ---- reminders of a promise

struct OnePromise {
    CommitmentId promise{};
    static constexpr auto fields =
        describe(field<&OnePromise::promise>("promise", "The promise.", {.from_path = true}));
};
struct ReminderWish {
    CommitmentId promise{};
    bool wanted = true;
    static constexpr auto fields = describe(
        field<&ReminderWish::promise>("promise", "The promise.", {.from_path = true}),
        field<&ReminderWish::wanted>("wanted", "Remind the buyer of this promise by mail?"));
};
Result<ReminderWish> get_reminders(const Reading& in, const OnePromise& params) {
    TRY(const bool off,
        store::wishes(in.db, in.workspace.id, params.promise.value, store::MailWish::no_reminders));
    return ReminderWish{params.promise, !off};
}
Result<ReminderWish> set_reminders(Writing& in, const ReminderWish& body) {
    TRYV(store::set_wish(in.db, in.workspace.id, body.promise.value, store::MailWish::no_reminders,
                         !body.wanted, in.now));
    return body;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/deals/{deal}/letters", "list_letters", "The mails of a deal, and what became of each.", Right::see_deal, handled_by<&list_letters>()},
    {Verb::get, "/deals/{deal}/letters/draft", "draft_letter", "A mail, written: to be changed and sent.", Right::see_deal, handled_by<&draft_letter>()},
    {Verb::post, "/deals/{deal}/letters", "send_letter", "Send a mail to one player.", Right::change_deal, handled_by<&send_letter>(), Versions::none, 201},
    {Verb::post, "/deals/{deal}/letters/{letter}/cancel", "cancel_letter", "Take back a mail that has not gone out.", Right::change_deal, handled_by<&cancel_letter>()},
    {Verb::post, "/deals/{deal}/letters/{letter}/again", "try_letter_again", "Try a mail again that could not be sent.", Right::change_deal, handled_by<&try_letter_again>()},
    {Verb::get, "/meetings/{meeting}/recap/mail", "draft_recap", "The recap as a mail: to be changed and sent.", Right::see_deal, handled_by<&draft_recap>()},
    {Verb::post, "/meetings/{meeting}/recap/mail", "mail_recap", "Send the recap by mail, with each reader's link to our plan.", Right::change_deal, handled_by<&mail_recap>(), Versions::any_fine},
    {Verb::get, "/promises/{promise}/reminders", "get_reminders", "Is the buyer reminded of this promise?", Right::see_deal, handled_by<&get_reminders>()},
    {Verb::put, "/promises/{promise}/reminders", "set_reminders", "Remind the buyer of this promise, or not.", Right::change_deal, handled_by<&set_reminders>()},
};
// clang-format on

}  // namespace

LetterView letter_view(const store::KeptLetter& kept) {
    const store::Letter letter = store::without_secrets(kept.letter);
    return {.id = kept.id,
            .kind = letter.kind,
            .state = kept.state,
            .deal = letter.deal,
            .person = letter.person,
            .to_name = letter.to_name,
            .to_address = letter.to_address,
            .subject = letter.subject,
            .text = letter.text,
            .made_at = kept.made_at,
            .due_at = kept.due_at,
            .ended_at = kept.ended_at,
            .tries = kept.tries,
            .answer = kept.answer};
}

Result<void> expect_mail(const House& house) {
    if (house.outside.mail.set_up()) return success();
    return refuse("mail_not_set_up", "No mail server is set up here: copy the text instead.");
}

Endpoints deal_letter_endpoints() {
    return rows;
}

}  // namespace ante::api
