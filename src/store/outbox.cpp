#include "store/outbox.h"

#include <map>
#include <mutex>

#include "base/json.h"

namespace ante::store {
namespace {

using namespace method;

// Who is to be woken when letters were put.
struct Bells {
    std::mutex mutex;
    std::map<const LetterBell*, std::function<void()>> ring;
};
Bells& bells() {
    static Bells all;
    return all;
}

void ring_all() {
    const std::scoped_lock lock(bells().mutex);
    for (const auto& [bell, ring] : bells().ring) ring();
}

constexpr std::size_t longest_subject = 500;  // characters
constexpr std::size_t longest_text = 200'000;
constexpr std::size_t longest_answer = 1'000;
constexpr std::string_view forgotten = "#…";  // where a link's secret stood
// In an address, what stands behind the "#" is a secret of ours if it is at least so long.
constexpr std::size_t shortest_secret = 20;

constexpr std::string_view columns =
    "SELECT letter_id, state, made_at, due_at, tries, ended_at, answer, body FROM letter "
    "WHERE workspace_id = $1";

Result<KeptLetter> letter_from(WorkspaceId workspace, const Row& row) {
    KeptLetter kept;
    kept.workspace = workspace;
    kept.id = row.uuid(0);
    kept.state = row.get<LetterState>(1);
    kept.made_at = row.instant(2);
    kept.due_at = row.instant(3);
    kept.tries = row.integer(4);
    kept.ended_at = row.get<std::optional<Instant>>(5);
    kept.answer = row.text(6);
    TRY(kept.letter, from_json<Letter>(row.text(7), Input::stored));
    return kept;
}

Result<std::vector<KeptLetter>> letters_by(Connection& db, WorkspaceId workspace,
                                           std::string_view rest,
                                           std::initializer_list<Value> params) {
    std::vector<KeptLetter> found;
    TRYV(db.each(std::string(columns) + std::string(rest), params,
                 [&](const Row& row) -> Result<void> {
                     TRY(auto kept, letter_from(workspace, row));
                     found.push_back(std::move(kept));
                     return success();
                 }));
    return found;
}

bool of_a_secret(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

std::string text_without_secrets(std::string_view text) {
    std::string kept;
    for (std::size_t i = 0; i < text.size();) {
        kept += text[i++];
        if (kept.back() != '#') continue;
        std::size_t end = i;
        while (end < text.size() && of_a_secret(text[end])) ++end;
        if (end - i < shortest_secret) continue;
        kept += forgotten.substr(1);
        i = end;
    }
    return kept;
}

// What a server says may be anything.
std::string cleaned(std::string_view answer) {
    std::string text;
    for (const char c : answer.substr(0, longest_answer))
        text += static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? ' ' : c;
    while (!text.empty() && !is_text(text)) {
        text.pop_back();
        if (text.size() + 4 < answer.size() && text.size() + 4 < longest_answer) {
            // Not cut in the middle of a character, but no UTF-8 at all.
            std::string ascii;
            for (const char c : text) ascii += static_cast<unsigned char>(c) < 128 ? c : '?';
            return ascii;
        }
    }
    return text;
}

// Only the sender who has it may say what became of it.
Result<void> note(Transaction& in, const KeptLetter& letter, LetterState state,
                  std::optional<Instant> ended, std::string_view answer, Instant due,
                  std::int64_t tries) {
    const std::string said = cleaned(answer);
    TRYV(
        in.db().exec("UPDATE letter SET state = $4, ended_at = $5, answer = $6, due_at = $7, "
                     "tries = $8 WHERE workspace_id = $1 AND letter_id = $2 AND due_at = $3 AND "
                     "state = 'sending'",
                     {letter.workspace, letter.id, letter.due_at, state, ended, said, due, tries}));
    return success();
}

// Of a letter whatever its state; false: it was in none of those.
Result<bool> put_state(Transaction& in, WorkspaceId workspace, const Uuid& letter,
                       std::string_view from, LetterState state, std::string_view answer,
                       Instant now) {
    const std::string said = cleaned(answer);
    TRY(const auto changed,
        in.db().exec("UPDATE letter SET state = $3, ended_at = $4, answer = $5 "
                     "WHERE workspace_id = $1 AND letter_id = $2 AND state IN (" +
                         std::string(from) + ")",
                     {workspace, letter, state, now, said}));
    return changed > 0;
}

}  // namespace

Result<Uuid> put_letter(Transaction& in, WorkspaceId workspace, const Letter& letter, Instant now,
                        Instant not_before) {
    if (letter.to_address.empty() || length_of(letter.subject) > longest_subject ||
        letter.text.size() > longest_text || letter.html.size() > longest_text)
        return broken("A letter without an address, or longer than letters are.");
    const Uuid id = in.ids().next(now);
    const std::string body = to_json(letter);
    const std::optional<std::string> once =
        letter.once.empty() ? std::nullopt : std::optional(letter.once);
    TRY(const auto put,
        in.db().exec("INSERT INTO letter (workspace_id, letter_id, deal_id, once, state, made_at, "
                     "due_at, tries, ended_at, answer, body) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
                     "ON CONFLICT (workspace_id, once) DO NOTHING",
                     {workspace, id, letter.deal, once, LetterState::waiting, now,
                      std::max(now, not_before), 0, std::optional<Instant>{}, "", body}));
    if (put > 0) {
        in.after_commit(ring_all);
        return id;
    }
    TRY(const auto first, letter_once(in.db(), workspace, letter.once));
    if (!first) return broken("A letter was there and is not.");
    return *first;
}

Result<std::optional<Uuid>> letter_once(Connection& db, WorkspaceId workspace,
                                        const std::string& once) {
    return db.value<Uuid>("SELECT letter_id FROM letter WHERE workspace_id = $1 AND once = $2",
                          {workspace, once});
}

LetterBell::LetterBell(std::function<void()> ring) {
    const std::scoped_lock lock(bells().mutex);
    bells().ring.emplace(this, std::move(ring));
}

LetterBell::~LetterBell() {
    const std::scoped_lock lock(bells().mutex);
    bells().ring.erase(this);
}

Result<std::vector<WorkspaceId>> workspaces_with_mail(Connection& db, Instant now) {
    std::vector<WorkspaceId> found;
    TRYV(
        db.each("SELECT w.workspace_id FROM workspace w WHERE EXISTS (SELECT 1 FROM letter l "
                "WHERE l.workspace_id = w.workspace_id AND l.ended_at IS NULL AND "
                "l.due_at <= $1) ORDER BY w.workspace_id",
                {now}, [&](const Row& row) -> Result<void> {
                    found.push_back({row.uuid(0)});
                    return success();
                }));
    return found;
}

Result<std::optional<Instant>> next_due(Connection& db) {
    TRY(const auto first,
        db.value<std::optional<Instant>>(
            "SELECT MIN((SELECT MIN(l.due_at) FROM letter l WHERE l.workspace_id = "
            "w.workspace_id AND l.ended_at IS NULL)) FROM workspace w"));
    return first.value_or(std::nullopt);
}

Result<std::vector<KeptLetter>> take_due(Transaction& in, WorkspaceId workspace, Instant now,
                                         std::int64_t most, milliseconds lease) {
    TRY(const auto due, letters_by(in.db(), workspace,
                                   " AND ended_at IS NULL AND due_at <= $2 "
                                   "ORDER BY due_at, letter_id LIMIT $3",
                                   {workspace, now, most}));
    std::vector<KeptLetter> taken;
    for (KeptLetter letter : due) {
        // Whoever comes second on PostgreSQL waits here, and finds it taken.
        TRY(const auto changed,
            in.db().exec("UPDATE letter SET state = 'sending', due_at = $4 WHERE workspace_id = $1 "
                         "AND letter_id = $2 AND due_at = $3 AND ended_at IS NULL",
                         {workspace, letter.id, letter.due_at, now + lease}));
        if (changed == 0) continue;
        letter.state = LetterState::sending;
        letter.due_at = now + lease;
        taken.push_back(std::move(letter));
    }
    return taken;
}

Result<void> free_taken(Transaction& in, Instant now) {
    TRYV(in.db().exec("UPDATE letter SET state = 'waiting', due_at = $1 WHERE state = 'sending'",
                      {now}));
    return success();
}

Result<void> note_sent(Transaction& in, const KeptLetter& letter, std::string_view answer,
                       Instant now) {
    const std::string said = cleaned(answer);
    const std::string body = to_json(without_secrets(letter.letter));
    TRYV(in.db().exec(
        "UPDATE letter SET state = $3, ended_at = $4, answer = $5, tries = $6, "
        "body = $7 WHERE workspace_id = $1 AND letter_id = $2 AND state <> 'bounced'",
        {letter.workspace, letter.id, LetterState::sent, now, said, letter.tries + 1, body}));
    return success();
}

Result<void> note_put_off(Transaction& in, const KeptLetter& letter, std::string_view answer,
                          Instant next_try) {
    return note(in, letter, LetterState::waiting, {}, answer, next_try, letter.tries + 1);
}

Result<void> note_failed(Transaction& in, const KeptLetter& letter, std::string_view answer,
                         Instant now) {
    return note(in, letter, LetterState::failed, now, answer, letter.due_at, letter.tries + 1);
}

Result<void> put_back(Transaction& in, const KeptLetter& letter, Instant until) {
    return note(in, letter, LetterState::waiting, {}, letter.answer, until, letter.tries);
}

Result<void> note_bounced(Transaction& in, WorkspaceId workspace, const Uuid& letter,
                          std::string_view answer, Instant now) {
    TRY(const bool bounced, put_state(in, workspace, letter, "'sent', 'sending', 'waiting'",
                                      LetterState::bounced, answer, now));
    if (bounced) return success();
    TRYV(load_letter(in.db(), workspace, letter));
    return success();  // It ended otherwise; a bounce tells nothing new.
}

Result<void> cancel_letter(Transaction& in, WorkspaceId workspace, const Uuid& letter,
                           std::string_view why, Instant now) {
    TRY(const bool cancelled,
        put_state(in, workspace, letter, "'waiting', 'sending'", LetterState::cancelled, why, now));
    if (!cancelled) {
        TRY(const auto there, load_letter(in.db(), workspace, letter));
        return refuse("letter_ended", there.state == LetterState::sent
                                          ? "This mail has gone out already."
                                          : "This mail waits no longer.");
    }
    TRY(const auto there, load_letter(in.db(), workspace, letter));
    const std::string body = to_json(without_secrets(there.letter));
    TRYV(in.db().exec("UPDATE letter SET body = $3 WHERE workspace_id = $1 AND letter_id = $2",
                      {workspace, letter, body}));
    return success();
}

Result<void> send_again(Transaction& in, WorkspaceId workspace, const Uuid& letter, Instant now) {
    TRY(const auto kept, load_letter(in.db(), workspace, letter));
    if (kept.letter.text.find(forgotten) != std::string::npos)
        return refuse("letter_links_forgotten",
                      "The links in this mail were forgotten when it had failed for three days. "
                      "Write it anew.");
    TRY(const auto changed,
        in.db().exec("UPDATE letter SET state = 'waiting', ended_at = NULL, due_at = $3, made_at = "
                     "$3, tries = 0 WHERE workspace_id = $1 AND letter_id = $2 AND state = "
                     "'failed'",
                     {workspace, letter, now}));
    if (changed > 0) {
        in.after_commit(ring_all);
        return success();
    }
    TRYV(load_letter(in.db(), workspace, letter));
    return refuse("letter_not_failed", "Only a mail that could not be sent can be tried again.");
}

Letter without_secrets(Letter letter) {
    if (letter.kind == LetterKind::code || letter.kind == LetterKind::reset) {
        letter.text.clear();
        letter.html.clear();
        return letter;
    }
    letter.text = text_without_secrets(letter.text);
    letter.html = text_without_secrets(letter.html);
    return letter;
}

Result<KeptLetter> load_letter(Connection& db, WorkspaceId workspace, const Uuid& letter) {
    TRY(auto found, letters_by(db, workspace, " AND letter_id = $2", {workspace, letter}));
    if (found.empty()) return not_found("letter");
    return std::move(found.front());
}

Result<std::vector<KeptLetter>> letters_of(Connection& db, WorkspaceId workspace, DealId deal,
                                           std::int64_t most) {
    return letters_by(db, workspace, " AND deal_id = $2 ORDER BY letter_id DESC LIMIT $3",
                      {workspace, deal, most});
}

Result<std::vector<KeptLetter>> troubled_letters(Connection& db, WorkspaceId workspace,
                                                 Instant since, std::int64_t most) {
    return letters_by(db, workspace,
                      " AND ended_at IS NOT NULL AND ended_at >= $2 AND state IN ('failed', "
                      "'bounced') ORDER BY ended_at DESC, letter_id LIMIT $3",
                      {workspace, since, most});
}

Result<MailTally> mail_tally(Connection& db, WorkspaceId workspace) {
    MailTally tally;
    TRYV(
        db.each("SELECT COUNT(*), MIN(made_at) FROM letter WHERE workspace_id = $1 AND "
                "ended_at IS NULL",
                {workspace}, [&](const Row& row) -> Result<void> {
                    tally.waiting = row.integer(0);
                    tally.oldest = row.get<std::optional<Instant>>(1);
                    return success();
                }));
    return tally;
}

Result<void> forget_links(Connection& db, WorkspaceId workspace, Instant before) {
    TRY(const auto old,
        letters_by(db, workspace,
                   " AND state = 'failed' AND ended_at < $2 AND body LIKE '%/plan#ante_plan_%' "
                   "ORDER BY ended_at LIMIT 500",
                   {workspace, before}));
    for (const KeptLetter& letter : old) {
        const std::string body = to_json(without_secrets(letter.letter));
        TRYV(db.exec("UPDATE letter SET body = $3 WHERE workspace_id = $1 AND letter_id = $2",
                     {workspace, letter.id, body}));
    }
    return success();
}

Result<std::int64_t> sweep_letters(Connection& db, WorkspaceId workspace, Instant before) {
    return db.exec(
        "DELETE FROM letter WHERE workspace_id = $1 AND ended_at IS NOT NULL AND ended_at < $2",
        {workspace, before});
}

}  // namespace ante::store
