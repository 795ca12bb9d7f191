#include "api/letter_reasons.h"

#include "api/letter_texts.h"
#include "store/deals.h"
#include "store/mail_wishes.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;
using store::LetterKind;
using store::MailWish;

// Empty, if the deal is there no more.
Result<std::optional<store::StoredDeal>> deal_of(store::Connection& db, WorkspaceId workspace,
                                                 const store::Letter& letter) {
    using Found = std::optional<store::StoredDeal>;
    if (!letter.deal) return Found{};
    auto deal = store::load_deal(db, workspace, *letter.deal);
    if (deal.has_value()) return Found(std::move(deal).value());
    if (deal.error().kind == No::not_found) return Found{};
    return std::move(deal).error();
}

Result<std::string> why_no_reminder(store::Connection& db, const store::Workspace& workspace,
                                    const store::Letter& letter, Instant now) {
    const std::optional<Uuid> about = subject_in(letter.once);
    if (!about || !letter.person) return std::string("It names no promise.");
    if (!workspace.settings().reminders) return std::string("Reminders were switched off.");
    for (const Uuid& subject : {*about, letter.person->value}) {
        TRY(const bool unwanted, store::wishes(db, workspace.id, subject, MailWish::no_reminders));
        if (unwanted) return std::string("Reminders are not wanted here.");
    }
    TRY(const auto deal, deal_of(db, workspace.id, letter));
    if (!deal || !deal->deal.in_play()) return std::string("The deal is over.");
    const Commitment* promise = deal->deal.commitment({*about});
    if (!promise || !promise->open()) return std::string("The promise waits no longer.");
    const Player* player = deal->deal.player({*letter.person});
    if (!player || player->left_at) return std::string("He has left the deal.");
    const bool lies_ahead = promise->due >= workspace.zone().date_of(now);
    const bool meant_before =
        letter.once.starts_with(std::string(word_of(LetterKind::reminder)) + "/before/");
    if (lies_ahead != meant_before) return std::string("The day was moved.");
    return std::string();
}

Result<std::string> why_no_question(store::Connection& db, const store::Workspace& workspace,
                                    const store::Letter& letter) {
    const std::optional<Uuid> about = subject_in(letter.once);
    TRY(const auto deal, deal_of(db, workspace.id, letter));
    if (!deal || !about) return std::string("The deal is over.");
    const method::Request* request = deal->deal.request({*about});
    if (!request || request->state != RequestState::delivered)
        return std::string("The question was answered.");
    return std::string();
}

Result<std::string> why_no_digest(store::Connection& db, const store::Workspace& workspace,
                                  const store::Letter& letter) {
    const std::optional<Uuid> about = subject_in(letter.once);
    if (!about) return std::string("It names no member.");
    TRY(const bool wanted, store::wishes(db, workspace.id, *about, MailWish::digest));
    const auto member = store::load_member(db, workspace.id, {*about});
    if (!wanted || member.has_error() || !member.value().value.active)
        return std::string("It is not wanted any more.");
    return std::string();
}

}  // namespace

Result<std::string> reason_gone(store::Connection& db, const store::Workspace& workspace,
                                const store::Letter& letter, Instant now) {
    switch (letter.kind) {
        case LetterKind::reminder: return why_no_reminder(db, workspace, letter, now);
        case LetterKind::did_you_get_it: return why_no_question(db, workspace, letter);
        case LetterKind::digest: return why_no_digest(db, workspace, letter);
        default: return std::string();
    }
}

Result<std::string> unsubscribe_url(store::Transaction& in, WorkspaceId workspace,
                                    const store::Letter& letter, std::string_view public_url,
                                    Instant now) {
    std::optional<Uuid> subject;
    MailWish wish = MailWish::digest;
    if (letter.kind == LetterKind::reminder && letter.person) {
        subject = letter.person->value;
        wish = MailWish::no_reminders;
    }
    if (letter.kind == LetterKind::digest) subject = subject_in(letter.once);
    if (!subject) return std::string();
    TRY(const std::string word, store::unsubscribe_word(in, workspace, *subject, wish, now));
    return std::string(public_url) + "/api/v1/mail/unsubscribe/" + word;
}

}  // namespace ante::api
