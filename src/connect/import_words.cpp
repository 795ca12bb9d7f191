#include "connect/import_words.h"

#include <algorithm>
#include <span>
#include <string>

#include "connect/spelling.h"

namespace ante::connect {

namespace {

// Folded, with every run of other signs as one blank: "Closed - Won!" is "closed won".
std::string plain(std::string_view word) {
    std::string out;
    for (const char c : folded(word)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                            static_cast<unsigned char>(c) >= 0x80;
        if (letter)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

template <class T>
struct Word {
    std::string_view word;
    T means;
};

template <class T, std::size_t N>
std::optional<T> find(const Word<T> (&table)[N], std::string_view word) {
    for (const auto& row : table)
        if (row.word == word) return row.means;
    return std::nullopt;
}

// clang-format off
using enum ImportStatus;
constexpr Word<ImportStatus> statuses[] = {
    {"won", won}, {"closed won", won}, {"closedwon", won}, {"win", won}, {"gewonnen", won}, {"ganado", won}, {"ganada", won},
    {"cierre ganado", won}, {"gagne", won}, {"gagnee", won}, {"vinto", won}, {"ganho", won}, {"geschlossen gewonnen", won}, {"abgeschlossen und gewonnen", won},
    {"lost", lost}, {"closed lost", lost}, {"closedlost", lost}, {"loss", lost}, {"verloren", lost}, {"perdido", lost}, {"perdida", lost},
    {"cierre perdido", lost}, {"perdu", lost}, {"perdue", lost}, {"perso", lost}, {"geschlossen verloren", lost}, {"abgeschlossen und verloren", lost},
    {"open", open}, {"active", open}, {"in progress", open}, {"ongoing", open}, {"offen", open}, {"abierto", open}, {"ouvert", open}, {"aberto", open},
    {"parked", parked}, {"on hold", parked}, {"paused", parked},
};
constexpr Word<method::DealKind> kinds[] = {
    {"new", method::DealKind::fresh}, {"new business", method::DealKind::fresh}, {"newbusiness", method::DealKind::fresh},
    {"new customer", method::DealKind::fresh}, {"new logo", method::DealKind::fresh}, {"neugeschaft", method::DealKind::fresh},
    {"expansion", method::DealKind::expansion}, {"existing business", method::DealKind::expansion}, {"existingbusiness", method::DealKind::expansion},
    {"upsell", method::DealKind::expansion}, {"up sell", method::DealKind::expansion}, {"cross sell", method::DealKind::expansion}, {"upgrade", method::DealKind::expansion},
    {"existing customer upgrade", method::DealKind::expansion}, {"existing customer replacement", method::DealKind::expansion}, {"add on", method::DealKind::expansion},
    {"renewal", method::DealKind::renewal}, {"renewals", method::DealKind::renewal}, {"verlangerung", method::DealKind::renewal},
};
constexpr Word<method::Role> roles[] = {
    {"user", method::Role::user}, {"end user", method::Role::user}, {"business user", method::Role::user},
    {"influencer", method::Role::influencer}, {"evaluator", method::Role::influencer}, {"technical buyer", method::Role::influencer},
    {"coach", method::Role::coach}, {"champion", method::Role::coach},
    {"gatekeeper", method::Role::gatekeeper}, {"blocker", method::Role::gatekeeper},
    {"approver", method::Role::approver}, {"economic decision maker", method::Role::decision_maker}, {"budget holder", method::Role::approver}, {"executive sponsor", method::Role::approver},
    {"decision maker", method::Role::decision_maker}, {"economic buyer", method::Role::decision_maker}, {"entscheider", method::Role::decision_maker},
};
constexpr Word<ImportAct> acts[] = {
    {"note", ImportAct::note}, {"article", ImportAct::article}, {"call", ImportAct::call}, {"phone call", ImportAct::call}, {"phone", ImportAct::call}, {"logged call", ImportAct::call}, {"anruf", ImportAct::call},
    {"drop in", ImportAct::drop_in}, {"message", ImportAct::message}, {"email", ImportAct::message}, {"e mail", ImportAct::message}, {"mail", ImportAct::message}, {"outgoing email", ImportAct::message},
    {"sms", ImportAct::message}, {"linkedin message", ImportAct::message}, {"linkedin", ImportAct::message}, {"whatsapp", ImportAct::message}, {"letter", ImportAct::message},
    {"event", ImportAct::event}, {"conference", ImportAct::event}, {"trade show", ImportAct::event}, {"webinar", ImportAct::event},
    {"entertainment", ImportAct::entertainment}, {"lunch", ImportAct::entertainment}, {"dinner", ImportAct::entertainment},
    {"meeting", ImportAct::meeting}, {"visit", ImportAct::meeting}, {"video call", ImportAct::meeting}, {"demo", ImportAct::meeting}, {"besprechung", ImportAct::meeting}, {"termin", ImportAct::meeting},
    {"reply", ImportAct::reply}, {"buyer replied", ImportAct::reply}, {"incoming email", ImportAct::reply}, {"incoming call", ImportAct::reply}, {"inbound email", ImportAct::reply}, {"antwort", ImportAct::reply},
};
constexpr Word<method::Side> sides[] = {
    {"buyer", method::Side::buyer}, {"inbound", method::Side::buyer}, {"incoming", method::Side::buyer}, {"customer", method::Side::buyer}, {"received", method::Side::buyer},
    {"seller", method::Side::seller}, {"outbound", method::Side::seller}, {"outgoing", method::Side::seller}, {"us", method::Side::seller}, {"sent", method::Side::seller},
};
constexpr Word<bool> answers[] = {
    {"yes", true}, {"true", true}, {"1", true}, {"y", true}, {"x", true}, {"ja", true}, {"si", true}, {"oui", true}, {"done", true}, {"completed", true}, {"complete", true}, {"1 0", true}, {"✓", true},
    {"no", false}, {"false", false}, {"0", false}, {"n", false}, {"nein", false}, {"non", false}, {"to do", false}, {"open", false}, {"0 0", false}, {"planned", false},
    {"not started", false}, {"in progress", false}, {"deferred", false}, {"waiting on someone else", false}, {"not done", false},
};
// Any of these in a reason decides; the first list that has one.
constexpr std::string_view competitor_words[] = {"competitor", "competition", "competing", "other vendor", "another vendor", "other supplier", "another supplier", "wettbewerb", "competidor"};
constexpr std::string_view not_a_fit_words[] = {"not a fit", "no fit", "poor fit", "bad fit", "not a good fit", "missing feature", "lack of feature", "feature gap", "not qualified", "unqualified", "disqualified"};
constexpr std::string_view no_decision_words[] = {"no decision", "no response", "unresponsive", "went dark", "ghosted", "no budget", "lack of budget", "lost budget", "lost funding", "no longer interested", "status quo",
                                                  "do nothing", "postponed", "timing", "no need", "went silent", "stalled", "cancelled", "canceled"};
// clang-format on

bool speaks_of(std::string_view reason, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view w) {
        return reason.find(w) != std::string_view::npos;
    });
}

}  // namespace

std::optional<ImportStatus> status_of(std::string_view word) {
    if (const auto status = find(statuses, plain(word))) return status;
    // "Closed Won (Sales Pipeline)": whose pipeline it was.
    const std::size_t bracket = word.find('(');
    if (bracket == std::string_view::npos || bracket == 0) return std::nullopt;
    return find(statuses, plain(word.substr(0, bracket)));
}

std::optional<method::DealKind> kind_of(std::string_view word) {
    return find(kinds, plain(word));
}

std::optional<method::Role> role_of(std::string_view word) {
    return find(roles, plain(word));
}

std::optional<ImportAct> act_of(std::string_view word) {
    return find(acts, plain(word));
}

std::optional<method::Side> side_of(std::string_view word) {
    return find(sides, plain(word));
}

std::optional<bool> yes_or_no(std::string_view word) {
    return find(answers, plain(word));
}

method::LostTo lost_to_of(std::string_view reason) {
    const std::string words = plain(reason);
    for (const auto to : {method::LostTo::no_decision, method::LostTo::competitor,
                          method::LostTo::not_a_fit, method::LostTo::other})
        if (plain(word_of(to)) == words) return to;
    if (speaks_of(words, competitor_words)) return method::LostTo::competitor;
    if (speaks_of(words, not_a_fit_words)) return method::LostTo::not_a_fit;
    if (speaks_of(words, no_decision_words)) return method::LostTo::no_decision;
    return method::LostTo::other;
}

}  // namespace ante::connect
