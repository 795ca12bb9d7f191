#include "api/post.h"

#include <algorithm>
#include <array>

#include "api/daily_mail.h"
#include "api/inbox.h"
#include "api/letter_reasons.h"
#include "api/outside.h"
#include "api/rounds.h"
#include "connect/mail_html.h"
#include "connect/mime.h"
#include "store/directory.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

// Longer than the longest try (connect/smtp.h), so that nobody sends what somebody else is sending.
constexpr milliseconds lease{150'000};
constexpr Days tried_for{3};
constexpr std::int64_t least_tries = 6;
// The operator's clock may be set; and another process may put letters into the same database.
constexpr milliseconds longest_pause{30'000};

constexpr std::array<milliseconds, 6> pauses{minutes{1}, minutes{5}, minutes{15},
                                             hours{1},   hours{4},   hours{12}};

std::string hex_of(const Uuid& id) {
    std::string text = id.text();
    std::erase(text, '-');
    return text;
}

std::optional<Uuid> uuid_of(std::string_view hex) {
    if (hex.size() != 32) return std::nullopt;
    std::string text(hex);
    for (const std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, "-");
    return Uuid::parse(text);
}

std::string domain_of(const std::string& address) {
    return address.substr(address.rfind('@') + 1);
}

// What a letter needs to become a mail.
struct Sender {
    std::string workspace_name;
    std::string colour;
    std::string member_name;
    std::string member_address;
    std::string unsubscribe;
};

// The name says who wrote, the address is the one that the mail server lets us use.
connect::Mail mail_of(const store::KeptLetter& kept, const Sender& sender,
                      const connect::MailAddress& from, bool reads_inbox, Instant now) {
    const store::Letter& letter = kept.letter;
    const std::string domain = domain_of(from.address);
    connect::Mail mail;
    mail.from = {sender.member_name.empty() ? sender.workspace_name
                                            : sender.member_name + " – " + sender.workspace_name,
                 from.address};
    mail.to = {letter.to_name, letter.to_address};
    if (connect::is_mail_address(sender.member_address)) {
        mail.reply_to.push_back({sender.member_name, sender.member_address});
        // So that an answer ends a buyer's silence here, too.
        if (reads_inbox && letter.deal)
            mail.reply_to.push_back({sender.workspace_name, from.address});
    }
    mail.subject = letter.subject;
    mail.text = letter.text;
    mail.html = letter.html.empty()
                    ? connect::html_of(letter.text, {sender.workspace_name, sender.colour})
                    : letter.html;
    mail.calendar = letter.calendar;
    mail.calendar_method = letter.calendar_method;
    mail.message_id = message_id_of(kept, domain);
    if (!letter.thread.empty())
        mail.references = {"thread." +
                           store::hash_of(kept.workspace.text() + letter.thread).substr(0, 32) +
                           "@" + domain};
    mail.date = now;
    mail.unsubscribe = sender.unsubscribe;
    mail.automatic = letter.kind != store::LetterKind::recap &&
                     letter.kind != store::LetterKind::plan_invitation &&
                     letter.kind != store::LetterKind::did_you_get_it;
    return mail;
}

}  // namespace

milliseconds back_off(std::int64_t tries) {
    const auto last = static_cast<std::int64_t>(pauses.size()) - 1;
    return pauses[static_cast<std::size_t>(std::clamp<std::int64_t>(tries - 1, 0, last))];
}

bool has_failed(const store::KeptLetter& letter, Instant now) {
    return letter.tries + 1 >= least_tries && now - letter.made_at >= tried_for;
}

Instant after_quiet_hours(const store::Terms& terms, Instant now) {
    const std::int64_t from = terms.settings.quiet_from;
    const std::int64_t to = terms.settings.quiet_to;
    if (from == to) return now;
    const std::int64_t hour = terms.zone.time_of_day(now).count() / 60;
    const bool quiet = from < to ? hour >= from && hour < to : hour >= from || hour < to;
    if (!quiet) return now;
    const Date today = terms.zone.date_of(now);
    const Date ends_on = hour < to ? today : today + Days{1};
    return std::max(now, terms.zone.at(ends_on, hours{to}));
}

std::string message_id_of(const store::KeptLetter& letter, std::string_view domain) {
    return hex_of(letter.id) + "." + hex_of(letter.workspace.value) + "@" + std::string(domain);
}

std::optional<NamedLetter> letter_named(std::string_view message_id) {
    if (message_id.size() < 66 || message_id[32] != '.' || message_id[65] != '@')
        return std::nullopt;
    const auto letter = uuid_of(message_id.substr(0, 32));
    const auto workspace = uuid_of(message_id.substr(33, 32));
    if (!letter || !workspace) return std::nullopt;
    return NamedLetter{{*workspace}, *letter};
}

Post::Post(House& house) : house_(house), bell_([&house] { house.rounds.wake("post"); }) {
    if (!house.outside.mail.set_up()) return;
    house.rounds.add("post", [this](Instant now) { return send_what_is_due(now); });
    house.rounds.add("daily mail", [&house](Instant now) { return write_daily_mail(house, now); });
    if (house.outside.inbox.set_up())
        house.rounds.add("inbox", [&house](Instant now) { return read_inbox(house, now); });
}

Result<void> Post::free_what_was_taken(Instant now) {
    // One process holds the folder, and it has only begun: nobody is sending.
    if (begun_ || house_.store.engine() != store::Engine::sqlite) return success();
    TRYV(
        house_.store.write_now([&](store::Transaction& in) { return store::free_taken(in, now); }));
    begun_ = true;
    return success();
}

Instant Post::send_what_is_due(Instant now) {
    if (free_what_was_taken(now).has_error()) return now + longest_pause;
    const auto waiting = house_.store.read(
        [&](store::Connection& db) { return store::workspaces_with_mail(db, now); });
    if (waiting.has_error()) return now + longest_pause;
    connect::Smtp smtp(house_.outside.mail, house_.ending);
    // A letter of each in turn, so that a thousand of one hold up nobody else's.
    std::vector<WorkspaceId> todo = waiting.value();
    while (!todo.empty() && !house_.ending) {
        std::vector<WorkspaceId> more;
        for (const WorkspaceId workspace : todo) {
            if (house_.ending) return now;
            const Went went = send_one(workspace, house_.clock(), smtp);
            if (went == Went::on) more.push_back(workspace);
            // Nobody is helped by asking a dead server a thousand times.
            if (went == Went::server_away) return house_.clock() + longest_pause;
        }
        todo = std::move(more);
    }
    const auto next = house_.store.read([](store::Connection& db) { return store::next_due(db); });
    const Instant soon = house_.clock() + longest_pause;
    if (next.has_error() || !next.value()) return soon;
    return std::min(*next.value(), soon);
}

Post::Went Post::send_one(WorkspaceId workspace, Instant now, connect::Smtp& smtp) {
    // 1. It is ours for a while, if there still is a reason to send it, and nobody sleeps.
    std::optional<store::KeptLetter> letter;
    bool took = false;
    Sender sender;
    const auto taken = house_.store.write_now([&](store::Transaction& in) -> Result<void> {
        letter.reset();
        sender = {};
        TRY(auto due, store::take_due(in, workspace, now, 1, lease));
        took = !due.empty();
        if (!took) return success();
        TRY(const store::Workspace entered, store::look_into(in.db(), workspace));
        const store::KeptLetter& first = due.front();
        if (const Instant quiet_until = after_quiet_hours(*entered.terms, now);
            !first.letter.urgent && quiet_until > now)
            return store::put_back(in, first, quiet_until);
        TRY(const std::string gone, reason_gone(in.db(), entered, first.letter, now));
        if (!gone.empty()) return store::cancel_letter(in, workspace, first.id, gone, now);
        sender.workspace_name = entered.settings().name;
        sender.colour = entered.settings().colour;
        if (first.letter.from_member) {
            const auto member = store::load_member(in.db(), workspace, *first.letter.from_member);
            if (member.has_value()) {
                sender.member_name = member.value().value.name;
                sender.member_address = member.value().value.email;
            }
        }
        TRY(sender.unsubscribe,
            unsubscribe_url(in, workspace, first.letter, house_.public_url, now));
        letter = std::move(due.front());
        return success();
    });
    if (taken.has_error() || !took) return Went::nothing_due;
    if (!letter) return Went::on;

    // 2. The mail, and the server's answer.
    const auto from = connect::parse_address(house_.outside.mail_from);
    if (!from) return Went::server_away;  // server/settings.cpp does not let that happen.
    const auto message =
        connect::write_mail(mail_of(*letter, sender, *from, house_.outside.inbox.set_up(), now));
    const connect::Handed handed =
        message.has_error() ? connect::Handed{connect::Handed::How::refused, message.error().detail}
                            : smtp.send(from->address, letter->letter.to_address, message.value());
    // The process is told to end in the middle of it: the next one sends it.
    if (handed.how == connect::Handed::How::not_now && house_.ending) return Went::server_away;

    // 3. What came of it. If this is not written, the letter is sent again when its lease ends.
    const Instant then = house_.clock();
    const auto noted = house_.store.write_now([&](store::Transaction& in) -> Result<void> {
        if (handed.how == connect::Handed::How::taken)
            return store::note_sent(in, *letter, handed.answer, then);
        if (handed.how == connect::Handed::How::refused || has_failed(*letter, then))
            return store::note_failed(in, *letter, handed.answer, then);
        return store::note_put_off(in, *letter, handed.answer, then + back_off(letter->tries + 1));
    });
    return noted.has_error() || !handed.answered ? Went::server_away : Went::on;
}

}  // namespace ante::api
