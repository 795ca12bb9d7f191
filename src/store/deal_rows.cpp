#include "store/deal_rows.h"

#include <algorithm>

#include "base/beginning.h"
#include "method/advice/asked.h"
#include "method/forecast/ledger_story.h"
#include "method/forecast/story_text.h"
#include "method/ledger.h"
#include "method/today.h"
#include "store/folded_rows.h"

namespace ante::store {
namespace {

using namespace method;

std::optional<Instant> closed_at(const DealState& state) {
    return std::visit(
        []<class S>(const S& s) -> std::optional<Instant> {
            if constexpr (std::is_same_v<S, Won> || std::is_same_v<S, Lost> ||
                          std::is_same_v<S, Parked>)
                return s.at;
            else
                return std::nullopt;
        },
        state);
}

std::string_view last_verdict(const Deal& deal) {
    const std::vector<const Meeting*> held = held_meetings(deal);
    if (held.empty()) return {};
    const std::optional<Verdict> verdict = verdict_of(deal, *held.back());
    return verdict ? word_of(*verdict) : std::string_view{};
}

std::string_view state_of(const Meeting& meeting) {
    if (meeting.cancelled_at) return "cancelled";
    return meeting.held() ? "held" : "planned";
}

StoryRow row_of(const forecast::LedgerStory& story, const Deal& deal, WorkspaceId workspace) {
    StoryRow row{.workspace = workspace,
                 .deal = deal.id,
                 .opened_at = story.opened,
                 .ended_how = {},
                 .kind = deal.kind,
                 .amount = static_cast<std::int64_t>(story.amount.value_or(0)),
                 .acts = static_cast<std::int64_t>(story.deeds.size()),
                 .deeds = forecast::text_of(story.deeds, story.opened),
                 .stages = forecast::text_of(story.stages, story.opened)};
    if (!story.ended) return row;
    row.ended_at = story.ended->at;
    row.ended_how = word_of(story.ended->how);
    return row;
}

}  // namespace

Grounds grounds_of(const Deal& deal, const Ledger& ledger, const Terms& terms,
                   const Beside& beside) {
    std::optional<int> fit;
    if (beside.fit) fit = static_cast<int>(*beside.fit);
    return {deal, ledger, terms.settings, terms.zone, fit, beside.executives};
}

DealRows rows_of(const Deal& deal, std::int64_t version, Instant changed_at,
                 const Workspace& workspace, const Beside& beside) {
    return rows_of(deal, version, changed_at, workspace, beside,
                   ledger_of(deal, workspace.settings()));
}

DealRows rows_of(const Deal& deal, std::int64_t version, Instant changed_at,
                 const Workspace& workspace, const Beside& beside, const Ledger& ledger) {
    const WorkspaceId ws = workspace.id;
    DealRows rows = parts_of(deal, ws);

    DealRow& row = rows.deal;
    row.workspace = ws;
    row.id = deal.id;
    row.version = version;
    row.settings_version = workspace.terms->version;
    row.account = deal.account;
    row.owner = deal.owner;
    row.team = beside.team;
    row.visibility = deal.visibility;
    row.name = deal.name;
    row.name_key = folded(deal.name);
    row.kind = deal.kind;
    row.state = word_of(deal.state);
    row.in_play = deal.in_play();
    row.stage = deal.stage();
    row.crm_stage = deal.crm_stage;
    if (deal.amount) {
        row.amount = deal.amount->minor;
        row.currency = deal.amount->currency.text();
    }
    row.expected_close = deal.expected_close;
    row.opened_at = deal.opened_at;
    row.closed_at = closed_at(deal.state);
    row.changed_at = changed_at;
    row.last_buyer_act = ledger.last_buyer_act;
    row.skin = ledger.skin_in_the_game;
    row.buyer_stake = ledger.buyer_stake;
    row.seller_stake = ledger.seller_stake;
    row.momentum = ledger.momentum;
    row.meetings_held = ledger.meetings_held;
    row.meetings_with_advance = ledger.meetings_with_advance;
    row.last_verdict = last_verdict(deal);
    for (const Commitment& promise : deal.commitments) {
        if (!promise.open()) continue;
        ++(promise.side() == Side::buyer ? row.buyer_open : row.seller_open);
        row.next_due = std::min(row.next_due.value_or(promise.due), promise.due);
    }
    if (const std::optional<EarlyPart> early = early_part_of(deal)) {
        row.second_meeting = early->second_meeting;
        row.early_advance = early->advance;
    }
    if (deal.letting_go) row.letting_go = word_of(deal.letting_go->how);
    if (const auto* parked = std::get_if<Parked>(&deal.state)) row.parked_until = parked->until;
    if (deal.snoozed_until) row.snoozed_until = workspace.zone().start_of(*deal.snoozed_until);
    if (!deal.external_id.empty()) row.external_id = deal.external_id;
    row.body = to_json(deal);
    if (const auto story = forecast::story_of(deal, workspace.settings(), ledger))
        rows.stories.push_back(row_of(*story, deal, ws));

    for (Signal& s : signals_of(grounds_of(deal, ledger, *workspace.terms, beside))) {
        const auto place =
            static_cast<std::int64_t>(today_group(s.rule)) * 1000 + today_rank(s.rule);
        rows.signals.push_back({ws, deal.id, std::move(s.rule), s.subject, s.about, s.severity,
                                place, s.holds_from, deal.owner, std::move(s.because)});
    }
    for (const DayTally& day : days_of(deal, ledger, workspace.settings(), workspace.zone())) {
        DealDayRow& of = rows.days.emplace_back();
        static_cast<Tally&>(of) = day.tally;
        of.workspace = ws;
        of.owner = deal.owner;
        of.day = day.day;
        of.deal = deal.id;
    }
    return rows;
}

DealRows parts_of(const Deal& deal, WorkspaceId ws) {
    DealRows rows;
    for (const Player& p : deal.players)
        rows.players.push_back({ws, p.person, deal.id, p.role, !p.left_at});
    for (const Meeting& m : deal.meetings) {
        const std::optional<Verdict> verdict = verdict_of(deal, m);
        rows.meetings.push_back({ws, m.id, deal.id, deal.owner, std::string(state_of(m)), m.kind,
                                 m.title, m.starts, m.minutes,
                                 m.plan && m.plan->best() && m.plan->minimum(),
                                 verdict ? std::string(word_of(*verdict)) : std::string{}});
    }
    for (const Commitment& c : deal.commitments) {
        PromiseRow& p = rows.promises.emplace_back();
        p = {ws,       c.id,  deal.id,       deal.owner, c.side(), std::string(word_of(c.state)),
             c.effort, c.due, c.agreed_at(), c.what,     {},       {}};
        if (const PersonId* person = c.person())
            p.person = *person;
        else
            p.member = std::get<Us>(c.owner).member;
    }
    for (const Request& r : deal.requests)
        rows.requests.push_back({ws, r.id, deal.id, deal.owner, r.kind, r.state,
                                 r.acceptance && !r.acceptance->override_reason.empty(), r.asked_at,
                                 r.what, r.by});
    for (AnsweredAsk& a : answered_asks(deal))
        rows.asks.push_back({ws, a.ask, deal.id, std::move(a.play), a.effort, a.role, a.agreed});
    return rows;
}

std::string folded(std::string_view text) {
    // Latin-1 Supplement and Latin Extended-A without their marks, by code point from U+00C0.
    // clang-format off
    static constexpr const char* plain[] = {
        "a","a","a","a","a","a","ae","c","e","e","e","e","i","i","i","i",  // C0
        "d","n","o","o","o","o","o"," ","o","u","u","u","u","y","th","ss",
        "a","a","a","a","a","a","ae","c","e","e","e","e","i","i","i","i",  // E0
        "d","n","o","o","o","o","o"," ","o","u","u","u","u","y","th","y",
        "a","a","a","a","a","a","c","c","c","c","c","c","c","c","d","d",  // 100
        "d","d","e","e","e","e","e","e","e","e","e","e","g","g","g","g",
        "g","g","g","g","h","h","h","h","i","i","i","i","i","i","i","i",  // 120
        "i","i","ij","ij","j","j","k","k","k","l","l","l","l","l","l","l",
        "l","l","l","n","n","n","n","n","n","n","n","n","o","o","o","o",  // 140
        "o","o","oe","oe","r","r","r","r","r","r","s","s","s","s","s","s",
        "s","s","t","t","t","t","t","t","u","u","u","u","u","u","u","u",  // 160
        "u","u","u","u","w","w","y","y","y","z","z","z","z","z","z","s"};
    // clang-format on
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 'A' && c <= 'Z') {
            out += static_cast<char>(c + 32);
        } else if (c >= 0xc3 && c <= 0xc5 && i + 1 < text.size()) {
            const unsigned point =
                (c & 0x1fU) << 6 | (static_cast<unsigned char>(text[i + 1]) & 0x3fU);
            out += plain[point - 0xc0];
            ++i;
        } else {
            out += static_cast<char>(c);
        }
    }
    return out;
}

std::vector<std::string> search_words(std::string_view text) {
    constexpr std::size_t most_words = 16;
    constexpr std::size_t longest = 40;
    std::vector<std::string> words;
    std::string word;
    const auto take = [&] {
        word.resize(first_bytes(word, longest).size());
        if (!word.empty() && words.size() < most_words &&
            std::ranges::find(words, word) == words.end())
            words.push_back(word);
        word.clear();
    };
    for (const char c : folded(text)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool part = byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (part)
            word += c;
        else
            take();
    }
    take();
    return words;
}

}  // namespace ante::store
