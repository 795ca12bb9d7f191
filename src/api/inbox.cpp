#include "api/inbox.h"

#include "api/outside.h"
#include "api/post.h"
#include "api/rsvp.h"
#include "base/beginning.h"
#include "connect/imap.h"
#include "connect/mime.h"
#include "store/mail_wishes.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

constexpr minutes between_looks{1};
constexpr std::int64_t at_a_time = 200;
constexpr std::size_t most_words = 500;  // characters

std::string beginning(std::string_view text) {
    return std::string(first_letters(text, most_words));
}

// Only of letters of ours, and only to whom they went: their ids are known to nobody else.
Result<void> take_report(store::Transaction& in, const connect::ReadMail& mail,
                         const NamedLetter& named, Instant now) {
    const auto kept = store::load_letter(in.db(), named.workspace, named.letter);
    if (kept.has_error()) return success();
    for (const connect::Report& report : mail.reports) {
        if (!report.failed()) continue;
        if (store::email_key(report.recipient) != store::email_key(kept.value().letter.to_address))
            continue;
        const std::string says = report.says.empty() ? report.status : report.says;
        return store::note_bounced(in, named.workspace, named.letter, says, now);
    }
    return success();
}

// The letter that this mail answers, by its ids.
std::optional<NamedLetter> answered_letter(const connect::ReadMail& mail) {
    if (auto named = letter_named(mail.in_reply_to)) return named;
    for (const std::string& id : mail.references)
        if (auto named = letter_named(id)) return named;
    return std::nullopt;
}

Result<void> take_answer(store::Transaction& in, const connect::ReadMail& mail,
                         const NamedLetter& named, Instant now) {
    const auto found = store::load_letter(in.db(), named.workspace, named.letter);
    if (found.has_error() || !found.value().letter.deal) return success();
    const store::Letter& letter = found.value().letter;
    TRY(const auto person, store::person_by_email(in.db(), named.workspace, mail.from.address));
    if (!person) return success();  // A colleague of his, perhaps: the seller has the mail.
    TRY(store::Workspace workspace, store::enter(in, named.workspace));
    auto deal = store::load_deal(in.db(), named.workspace, *letter.deal);
    if (deal.has_error() || !deal.value().deal.player(*person)) return success();
    // Told by who wrote the letter, whose mail it answers: so it stands in the ledger, and not on
    // our plan, which his colleagues read.
    const store::Cause cause{{letter.from_member.value_or(deal.value().deal.owner), {}},
                             now,
                             "mail " + std::string(first_bytes(mail.message_id, 150))};
    const auto done = store::perform(in, workspace, deal.value(),
                                     RecordReply{*person, beginning(connect::own_words(mail.text))},
                                     {now, {}, {}}, cause);
    if (done.has_error() && done.error().kind != No::refused) return done.error();
    return success();
}

// A mail with what its calendars answer: read before any transaction.
struct Received {
    connect::ReadMail mail;
    std::vector<std::vector<connect::CalendarEvent>> answers{};
};
Result<Received> receive(std::string_view bytes, Instant now) {
    TRY(auto mail, connect::read_mail(bytes));
    Received received{std::move(mail)};
    for (const std::string& calendar : received.mail.calendars)
        if (auto answers = read_reply(calendar, now); !answers.empty())
            received.answers.push_back(std::move(answers));
    return received;
}

Result<void> take(store::Transaction& in, const Received& received, Instant now) {
    const connect::ReadMail& mail = received.mail;
    if (!mail.reports.empty()) {
        const auto named = letter_named(mail.reported_id);
        return named ? take_report(in, mail, *named, now) : Result<void>(success());
    }
    for (const auto& answers : received.answers) {
        TRY(const bool answered, take_reply(in, answers, mail.from.address, now));
        if (answered) return success();
    }
    if (mail.automatic) return success();  // "I am on holiday" is nobody's act.
    const auto named = answered_letter(mail);
    return named ? take_answer(in, mail, *named, now) : Result<void>(success());
}

// With the place reached, so that nothing is taken twice or passed over. A mail that breaks us is
// passed over, or nothing behind it would ever be read.
Result<void> take_and_remember(House& house, const std::string& bytes, const std::string& inbox,
                               const store::InboxPlace& behind, Instant now) {
    const auto mail = receive(bytes, now);
    return house.store.write_now([&](store::Transaction& in) -> Result<void> {
        if (mail.has_value()) {
            const auto taken = in.attempt([&] { return take(in, mail.value(), now); });
            if (taken.has_error() && taken.error().kind == No::unavailable) return taken.error();
        }
        return store::put_inbox_place(in.db(), inbox, behind);
    });
}

}  // namespace

Result<void> take_mail(House& house, std::string_view bytes, Instant now) {
    const auto mail = receive(bytes, now);
    if (mail.has_error()) return success();
    return house.store.write_now(
        [&](store::Transaction& in) { return take(in, mail.value(), now); });
}

Instant read_inbox(House& house, Instant now) {
    const connect::MailServer& server = house.outside.inbox;
    const std::string inbox = server.user + " " + server.url;
    const auto known =
        house.store.read([&](store::Connection& db) { return store::inbox_place(db, inbox); });
    if (known.has_error()) return now + between_looks;
    std::optional<connect::MailboxPlace> from;
    if (known.value())
        from = connect::MailboxPlace{known.value()->validity, known.value()->last_uid};
    const auto reached = connect::read_mailbox(
        server, from, at_a_time, house.ending,
        [&](const std::string& bytes, const connect::MailboxPlace& behind) {
            return take_and_remember(house, bytes, inbox, {behind.validity, behind.last_uid},
                                     house.clock());
        });
    if (reached.has_value()) {
        const store::InboxPlace place{reached.value().validity, reached.value().last_uid};
        if (!known.value() || !(*known.value() == place)) {
            const auto kept = house.store.write_now([&](store::Transaction& in) {
                return store::put_inbox_place(in.db(), inbox, place);
            });
            (void)kept;  // Then it is read again from where it was.
        }
    }
    return house.clock() + between_looks;
}

}  // namespace ante::api
