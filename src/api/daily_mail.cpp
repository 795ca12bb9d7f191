#include "api/daily_mail.h"

#include "api/letter_texts.h"
#include "api/outside.h"
#include "api/post.h"
#include "method/rules/rule.h"
#include "store/lists.h"
#include "store/mail_wishes.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;
using store::LetterKind;
using store::MailWish;

constexpr minutes between_looks{10};
constexpr Days too_late{3};
constexpr Days agreed_before{2};
constexpr std::int64_t rows_in_digest = 20;
constexpr hours last_good_morning{12};  // Later it would be no morning's list any more.
constexpr Days letters_kept{180};
constexpr Days links_kept{3};  // in a letter that could not be sent

// ---- reminders

struct DuePromise {
    DealId deal{};
    CommitmentId promise{};
    static constexpr auto fields = describe(field<&DuePromise::deal>("deal_id", ""),
                                            field<&DuePromise::promise>("promise_id", ""));
};

// Of each member's deals, by the index of their promises.
Result<std::vector<DuePromise>> due_promises(store::Connection& db, WorkspaceId workspace,
                                             Date from, Date to) {
    return db.all<DuePromise>(
        "SELECT p.deal_id, p.promise_id FROM member m JOIN promise p ON p.workspace_id = "
        "m.workspace_id AND p.owner_id = m.member_id AND p.state = 'agreed' AND p.due >= $2 AND "
        "p.due <= $3 WHERE m.workspace_id = $1 AND p.side = 'buyer' ORDER BY p.promise_id",
        {workspace, from, to});
}

Result<void> remind(House& house, store::Transaction& in, store::Workspace& workspace,
                    const DuePromise& due, Instant now) {
    TRY(const auto stored, store::load_deal(in.db(), workspace.id, due.deal));
    const Deal& deal = stored.deal;
    const Commitment* promise = deal.commitment(due.promise);
    // Of meetings they are told by the invitation.
    if (!promise || !promise->open() || promise->attends || !promise->person() || !deal.in_play())
        return success();
    const Player* player = deal.player(*promise->person());
    if (!player || player->left_at) return success();
    const Date today = workspace.zone().date_of(now);
    const Reminding when = promise->due >= today ? Reminding::before : Reminding::after;
    if (when == Reminding::before && *promise->agreed_at() + agreed_before > now) return success();

    const std::string once = once_for(LetterKind::reminder, word_of(when), promise->id.value);
    TRY(const auto put, store::letter_once(in.db(), workspace.id, once));
    if (put) return success();
    const auto person = store::load_person(in.db(), workspace.id, *promise->person());
    if (person.has_error() || person.value().value.email.empty()) return success();
    for (const Uuid& subject : {promise->id.value, promise->person()->value}) {
        TRY(const bool unwanted,
            store::wishes(in.db(), workspace.id, subject, MailWish::no_reminders));
        if (unwanted) return success();
    }
    HouseWriting writing(house, in, workspace, deal.owner, now);
    TRY(const std::string link, link_of(*writing, deal.id, *promise->person()));
    const auto owner = store::load_member(in.db(), workspace.id, deal.owner);
    const LetterText text =
        reminder_text(deal, *promise, when, person.value().value.name,
                      owner.has_value() ? owner.value().value.name : workspace.settings().name);
    TRYV(store::put_letter(in, workspace.id,
                           {.kind = LetterKind::reminder,
                            .to_name = person.value().value.name,
                            .to_address = person.value().value.email,
                            .from_member = deal.owner,
                            .subject = text.subject,
                            .text = with_links(text.text, link, ""),
                            .deal = deal.id,
                            .person = *promise->person(),
                            .thread = "deal/" + deal.id.text(),
                            .once = once},
                           now));
    return success();
}

// ---- digests

std::string digest_text(const store::Page<store::TodayRow>& page, const std::string& name,
                        const std::string& url) {
    std::string text = "Good morning " + name + ",\n\nthis is where the next hour goes.\n\n";
    for (const store::TodayRow& row : page.items) {
        const Rule* rule = row.signals.empty() ? nullptr : rule_named(row.signals.front().rule);
        text += "- " + row.deal.account_name + " – " + row.deal.name;
        if (rule) text += ": " + std::string(rule->says);
        text += "\n";
    }
    if (page.next) text += "\nAnd more.\n";
    return text + "\nOpen Today: " + url + "/\n";
}

Result<void> send_digest(House& house, store::Transaction& in, store::Workspace& workspace,
                         MemberId id, Instant now) {
    const std::string once =
        once_for(LetterKind::digest, text_of(workspace.zone().date_of(now)), id.value);
    TRY(const auto put, store::letter_once(in.db(), workspace.id, once));
    if (put) return success();
    const auto found = store::load_member(in.db(), workspace.id, id);
    if (found.has_error() || !found.value().value.active) return success();
    const Member& member = found.value().value;
    const store::Viewer viewer{workspace.id, id, member.role, member.team};
    TRY(const auto page,
        store::today(in.db(), viewer, workspace, id, rows_in_digest, std::nullopt, now));
    if (page.items.empty()) return success();
    TRYV(store::put_letter(in, workspace.id,
                           {.kind = LetterKind::digest,
                            .to_name = member.name,
                            .to_address = member.email,
                            .subject = "Today, " + words_of(workspace.zone().date_of(now)),
                            .text = digest_text(page, member.name, house.public_url),
                            .once = once},
                           now));
    return success();
}

// ---- one look

// Each letter in a transaction of its own: others write in between.
template <class Work>
void each(House& house, WorkspaceId id, Work work) {
    if (house.ending) return;
    const auto done = house.store.write_now([&](store::Transaction& in) -> Result<void> {
        TRY(store::Workspace workspace, store::enter(in, id));
        return work(in, workspace);
    });
    (void)done;  // It is looked for again.
}

void write_mail_of(House& house, WorkspaceId id, Instant now) {
    bool quiet = true;
    Date today{};
    bool reminders = false;
    std::vector<DuePromise> due;
    std::vector<Uuid> readers;
    const auto read = house.store.read([&](store::Connection& db) -> Result<void> {
        due.clear();
        readers.clear();
        TRY(const store::Workspace workspace, store::look_into(db, id));
        quiet = after_quiet_hours(*workspace.terms, now) > now;
        today = workspace.zone().date_of(now);
        reminders = workspace.settings().reminders;
        if (quiet) return success();
        if (reminders) {
            TRY(due, due_promises(db, id, today - too_late, today + Days{1}));
        }
        if (is_working_day(today) && workspace.zone().time_of_day(now) < last_good_morning) {
            TRY(readers, store::who_wishes(db, id, MailWish::digest));
        }
        return success();
    });
    if (read.has_error() || quiet) return;
    for (const DuePromise& promise : due)
        each(house, id, [&](store::Transaction& in, store::Workspace& workspace) {
            return remind(house, in, workspace, promise, now);
        });
    for (const Uuid& reader : readers)
        each(house, id, [&](store::Transaction& in, store::Workspace& workspace) {
            return send_digest(house, in, workspace, {reader}, now);
        });
    each(house, id, [&](store::Transaction& in, store::Workspace&) -> Result<void> {
        TRYV(store::forget_links(in.db(), id, now - links_kept));
        TRYV(store::sweep_letters(in.db(), id, now - letters_kept));
        return success();
    });
}

}  // namespace

Instant write_daily_mail(House& house, Instant now) {
    std::vector<WorkspaceId> all;
    const auto read = house.store.read([&](store::Connection& db) -> Result<void> {
        all.clear();
        return db.each("SELECT workspace_id FROM workspace ORDER BY workspace_id", {},
                       [&](const store::Row& row) -> Result<void> {
                           all.push_back({row.uuid(0)});
                           return success();
                       });
    });
    if (read.has_error()) return now + between_looks;
    for (const WorkspaceId id : all) write_mail_of(house, id, now);
    return now + between_looks;
}

}  // namespace ante::api
