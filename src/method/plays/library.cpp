#include <algorithm>

#include "method/plays/all.h"
#include "method/plays/declines.h"
#include "method/plays/exposure.h"
#include "method/plays/free_words.h"
#include "method/plays/people.h"
#include "method/plays/presence.h"
#include "method/plays/stake.h"
#include "method/plays/ways_up.h"
#include "method/plays/whats_up.h"
#include "method/plays/work.h"

namespace ante::method {

const std::vector<Play>& all_plays() {
    static const std::vector<Play> library = [] {
        std::vector<Play> all;
        for (auto table : {plays::of_presence, plays::of_work, plays::of_people, plays::of_exposure,
                           plays::of_stake})
            std::ranges::move(table(), std::back_inserter(all));
        return all;
    }();
    return library;
}

const Play* find_play(std::string_view id) {
    const auto at = std::ranges::find(all_plays(), id, &Play::id);
    return at == all_plays().end() ? nullptr : &*at;
}

namespace {

template <class E>
std::vector<E> or_any(const std::vector<E>& chosen) {
    if (!chosen.empty()) return chosen;
    std::vector<E> any;
    for (std::size_t i = 0; i < detail::words_of<E>.size(); ++i) any.push_back(static_cast<E>(i));
    return any;
}

}  // namespace

Play play_from(const OwnPlay& own) {
    return {.id = own.id,
            .title = own.title,
            .effort = own.effort,
            .ask = own.ask,
            .what = own.what,
            .proof = own.proof,
            .if_declined = own.if_declined,
            .given_by = or_any(own.given_by),
            .levels = own.levels,
            .stages = or_any(std::vector<DefaultStage>{}),
            .kinds = or_any(own.kinds),
            .meetings = own.meetings,
            .working_days = own.working_days};
}

std::vector<const Play*> exchanges_for(RequestKind kind) {
    std::vector<const Play*> fit;
    for (const Play& play : all_plays())
        if (std::ranges::find(play.exchange_for, kind) != play.exchange_for.end())
            fit.push_back(&play);
    return fit;  // Cheapest first, as the tables are.
}

const std::vector<Decline>& all_declines() {
    static const auto all = plays::declined_kindly();
    return all;
}

const std::vector<FreeWord>& all_free_words() {
    static const auto all = plays::words_that_cost_nothing();
    return all;
}

const std::vector<Opener>& all_openers() {
    static const auto all = plays::whats_up();
    return all;
}

const std::vector<WayUp>& all_ways_up() {
    static const auto all = plays::ways_up();
    return all;
}

const Decline& decline_of(RequestKind kind) {
    return all_declines()[static_cast<std::size_t>(kind)];
}

const WayUp* way_up_from(Role role) {
    const auto at = std::ranges::find(all_ways_up(), role, &WayUp::role);
    return at == all_ways_up().end() ? nullptr : &*at;
}

}  // namespace ante::method
