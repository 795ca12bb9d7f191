#pragma once
// What we have with an account, as it is shown.

#include "api/deal_view.h"
#include "method/relations/account_map.h"
#include "method/relations/touch_mix.h"
#include "store/relation_lists.h"

namespace ante::api {

// When somebody is due for a word.
struct Cadence {
    method::PersonId person{};
    std::string name{};
    method::Level level = method::Level::individual;
    std::optional<std::int64_t> every_days{};
    std::optional<Instant> last_real{};
    std::optional<Instant> due_from{};
    static constexpr auto fields = describe(
        field<&Cadence::person>("person", "Who."), field<&Cadence::name>("name", "His name."),
        field<&Cadence::level>("level", "His level."),
        field<&Cadence::every_days>("every_days", "His own interval; absent: the account's."),
        field<&Cadence::last_real>("last_real", "The last real contact with him."),
        field<&Cadence::due_from>("due_from", "From when on he is due, by his own interval."));
};

struct RelationView {
    method::AccountId account{};
    method::Fit fit{};
    method::Tier tier = method::Tier::none;
    bool tier_given = false;
    Money value{};
    std::optional<method::MemberId> keeper{};
    std::string keeper_name{};
    bool keeper_given = false;
    bool in_play = false;
    std::optional<Instant> last_real{};
    std::optional<std::int64_t> every_days{};
    std::optional<Instant> due_from{};
    std::optional<Date> parked_until{};
    std::vector<Cadence> people{};
    std::vector<method::KindAdvice> kinds{};
    std::vector<SignalView> signals{};
    static constexpr auto fields = describe(
        field<&RelationView::account>("account", "The account."),
        field<&RelationView::fit>("fit", "How well it fits the ideal customer, and why."),
        field<&RelationView::tier>("tier", "A, B, C or none."),
        field<&RelationView::tier_given>("tier_given", "Somebody gave it; else fit and value did."),
        field<&RelationView::value>("value", "What its deals in play and won are worth."),
        field<&RelationView::keeper>("keeper", "Who of us looks after it; absent: nobody."),
        field<&RelationView::keeper_name>("keeper_name", "His name."),
        field<&RelationView::keeper_given>("keeper_given",
                                           "It was given to him; else he carries its last deal, or "
                                           "was the last to be in touch."),
        field<&RelationView::in_play>("in_play",
                                      "It has a deal in play: its own signals watch it then."),
        field<&RelationView::last_real>("last_real", "The last real contact; absent: none yet."),
        field<&RelationView::every_days>("every_days", "A real touch at least so often."),
        field<&RelationView::due_from>("due_from", "From when on it is due for a word."),
        field<&RelationView::parked_until>("parked_until", "A parked deal comes back then."),
        field<&RelationView::people>("people", "The people there and when they are due."),
        field<&RelationView::kinds>("kinds",
                                    "What to do next, the most likely to be answered "
                                    "first."),
        field<&RelationView::signals>("signals", "What holds now, then what will hold later."));
};

}  // namespace ante::api
