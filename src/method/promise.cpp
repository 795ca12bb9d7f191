#include "method/promise.h"

#include <algorithm>

#include "base/json.h"
#include "method/decisions.h"

namespace ante::method {
namespace {

// ---- vague words: what is left of a text without its fillers says whether anything is promised

// clang-format off
constexpr std::array fillers{
    "a"sv, "about"sv, "again"sv, "also"sv, "and"sv, "asap"sv, "be"sv, "bit"sv, "can"sv, "could"sv, "d"sv, "for"sv,
    "going"sv, "gonna"sv, "have"sv, "he"sv, "her"sv, "him"sv, "i"sv, "in"sv, "is"sv, "it"sv, "just"sv, "later"sv,
    "let"sv, "lets"sv, "little"sv, "ll"sv, "m"sv, "maybe"sv, "me"sv, "month"sv, "more"sv, "need"sv, "needs"sv,
    "next"sv, "of"sv, "on"sv, "our"sv, "please"sv, "re"sv, "s"sv, "shall"sv, "she"sv, "shortly"sv, "should"sv,
    "side"sv, "so"sv, "some"sv, "soon"sv, "that"sv, "the"sv, "them"sv, "then"sv, "these"sv, "they"sv, "things"sv,
    "this"sv, "those"sv, "time"sv, "to"sv, "today"sv, "tomorrow"sv, "us"sv, "want"sv, "wants"sv, "we"sv, "week"sv,
    "will"sv, "with"sv, "would"sv, "you"sv,
};
struct Verb { std::string_view form; std::string_view stem; };
constexpr std::array verbs{
    Verb{"checking", "check"},   Verb{"checks", "check"},     Verb{"circles", "circle"},   Verb{"circling", "circle"},
    Verb{"comes", "come"},       Verb{"coming", "come"},      Verb{"considering", "consider"},
    Verb{"discussing", "discuss"}, Verb{"following", "follow"}, Verb{"follows", "follow"}, Verb{"followup", "follow up"},
    Verb{"gets", "get"},         Verb{"getting", "get"},      Verb{"keeping", "keep"},     Verb{"looking", "look"},
    Verb{"looks", "look"},       Verb{"reviewing", "review"}, Verb{"reviews", "review"},   Verb{"staying", "stay"},
    Verb{"thinking", "think"},   Verb{"thinks", "think"},     Verb{"touches", "touch"},    Verb{"touching", "touch"},
};
constexpr std::array promises_nothing{
    ""sv, "check"sv, "check internally"sv, "circle back"sv, "come back"sv, "consider"sv, "discuss internally"sv, "follow up"sv,
    "get back"sv, "internal review"sv, "keep touch"sv, "know"sv, "look"sv, "look into"sv, "reconnect"sv,
    "review internally"sv, "see"sv, "stay touch"sv, "think"sv, "think over"sv, "touch"sv, "touch base"sv,
};
// clang-format on
static_assert(std::ranges::is_sorted(fillers) && std::ranges::is_sorted(promises_nothing) &&
              std::ranges::is_sorted(verbs, {}, &Verb::form));

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words{""};
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (text.substr(i, 3) == "\u2019") {  // the apostrophe that phones type
            i += 2;
            words.emplace_back();
        } else if (c >= 'A' && c <= 'Z') {
            words.back() += static_cast<char>(c - 'A' + 'a');
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) {
            words.back() += static_cast<char>(c);
        } else {
            words.emplace_back();
        }
    }
    std::erase(words, "");
    return words;
}

std::string_view stem_of(std::string_view word) {
    const auto at = std::ranges::lower_bound(verbs, word, {}, &Verb::form);
    return at != verbs.end() && at->form == word ? at->stem : word;
}

}  // namespace

bool is_vague(std::string_view what) {
    std::string left;
    for (const std::string& word : words_in(what)) {
        if (std::ranges::binary_search(fillers, word)) continue;
        if (!left.empty()) left += ' ';
        left += stem_of(word);
    }
    return std::ranges::binary_search(promises_nothing, left);
}

std::vector<Advice> advice_on(const PromiseDraft& draft, Date today) {
    std::vector<Advice> advice;
    if (draft.due && *draft.due > today + far_away)
        advice.push_back(
            {"due_too_far",
             words_of(*draft.due) + " is more than 90 days away. What can be done before?"});
    if (is_blank(draft.proof))
        advice.push_back({"proof_missing", "Say how both sides will see that " +
                                               in_quotes(draft.what) + " is done."});
    return advice;
}

// METHOD 3, in its order.
Refusal refuse_promise(const Deal& deal, const PromiseDraft& draft, Date not_before,
                       const Settings& settings) {
    const bool theirs = draft.side == Side::buyer;

    // 1. Who: one named player or member, of the side that promises.
    if (!draft.person && !draft.member)
        return refuse("owner_missing",
                      theirs ? "Say which player promises this: what nobody owns, nobody does."
                             : "Say who of us promises this: what nobody owns, nobody does.");
    if (theirs ? draft.member.has_value() : draft.person.has_value())
        return refuse("owner_on_the_other_side",
                      theirs ? "One of us can't promise for the buyer. Name the player who does it."
                             : "A player can't promise for us. Name the member who does it.");
    if (theirs && !is_current(deal.player(*draft.person))) {
        const Player* left = deal.player(*draft.person);
        return refuse("owner_unknown",
                      left ? left->name + " has left the deal and can't promise anything in it."
                           : "Who promises must be a player in this deal. Add the person first.");
    }

    // 2. What: concrete, so that both can see it when it is done.
    if (is_blank(draft.what))
        return refuse("what_missing", "Say what will be done, so that both can see when it is.");
    if (is_blank(draft.proof) && is_vague(draft.what))
        return refuse("promise_vague",
                      in_quotes(draft.what) +
                          " can't be seen to be done. Say what exactly, or what will prove it.");

    // 3. When.
    if (!draft.due)
        return refuse("due_missing", "Say by which day " + in_quotes(draft.what) + " is done.");
    if (*draft.due < not_before)
        return refuse("due_in_the_past", words_of(*draft.due) + " lies before the promise (" +
                                             words_of(not_before) + ").");

    // 4. What it is good for, if anything is said of it.
    if (!draft.proves.empty() && !settings.stage(draft.proves))
        return refuse("stage_unknown",
                      "There is no stage " + in_quotes(draft.proves) + " that it could prove.");
    return std::nullopt;
}

Commitment commitment_from(const PromiseDraft& draft, CommitmentId id, Instant at,
                           Side proposed_by) {
    Commitment promise{.id = id,
                       .what = draft.what,
                       .due = draft.due.value_or(Date{}),
                       .proof = draft.proof,
                       .effort = draft.effort,
                       .initiative = draft.initiative,
                       .proposed_at = at,
                       .proposed_by = proposed_by,
                       .proves = draft.proves};
    if (draft.side == Side::buyer)
        promise.owner = Them{draft.person.value_or(PersonId{})};
    else
        promise.owner = Us{draft.member.value_or(MemberId{})};
    return promise;
}

}  // namespace ante::method
