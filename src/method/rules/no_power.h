#pragma once
#include "method/rules/facts.h"

namespace ante::method::no_power {

inline bool engaged(const Deal& deal, PersonId person) {
    return std::ranges::any_of(deal.meetings,
                               [&](const Meeting& meeting) { return attended(meeting, person); }) ||
           std::ranges::any_of(deal.commitments, [&](const Commitment& promise) {
               return promise.person() && *promise.person() == person && promise.was_agreed();
           });
}

// METHOD 7: after two meetings no decision maker has met us or promised anything. Roles are as they
// are now; a decision maker who left takes his part with him.
inline Judgement holds(const Grounds& given, const Thresholds& is) {
    if (!given.deal.in_play()) return std::nullopt;
    const std::size_t meetings = is.count("meetings");
    const std::optional<Instant> met = debriefed(given.deal, meetings);
    if (!met) return std::nullopt;

    Instant from = *met;
    std::vector<std::string> deciders;
    for (const Player& player : given.deal.players) {
        if (player.role != Role::decision_maker) continue;
        const bool with_us = engaged(given.deal, player.person);
        if (player.left_at) {
            if (with_us) from = std::max(from, *player.left_at);
            continue;
        }
        if (with_us) return std::nullopt;
        deciders.push_back(player.name);
    }
    return Holds{from, deciders.empty()
                           ? "Nobody in this deal is known to decide, after " +
                                 counted(meetings, "meeting") + " and more."
                           : listed(deciders) + (deciders.size() == 1 ? " decides" : " decide") +
                                 ", and has neither met us nor promised anything."};
}

inline constexpr Threshold thresholds[] = {
    {"meetings", 2, 1, 20, "It is looked at once so many meetings were debriefed."},
};

inline constexpr Rule rule{
    .id = "no_power",
    .group = RuleGroup::deals,
    .says = "Nobody who decides has met us or promised anything.",
    .source =
        "METHOD 4, 7: whoever lacks authority is asked for what he can give. Our judgement; no "
        "figures.",
    .remedy = "Ask for the way up.",
    .severity = Severity::warn,
    .today = TodayGroup::cooling,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== two meetings with those who don't decide
a deal "Fleet renewal" with Dana (decision_maker) and Rob (influencer) at Northwind
a call with Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Rob came
-> no no_power
a call with Rob on 8 May 10:00
on 8 May 11:00
we debrief it: Rob came
-> no_power from 8 May 11:00
-> no_power because "Dana decides"

== nobody is known to decide
a deal "Fleet renewal" with Rob (influencer) at Northwind
a call with Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Rob came
a call with Rob on 8 May 10:00
on 8 May 11:00
we debrief it: Rob came
-> no_power from 8 May 11:00
-> no_power because "Nobody"

== she came once
a deal "Fleet renewal" with Dana (decision_maker) and Rob (influencer) at Northwind
a call with Dana and Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came, Rob came
a call with Rob on 8 May 10:00
on 8 May 11:00
we debrief it: Rob came
-> no no_power

== she promised something
a deal "Fleet renewal" with Dana (decision_maker) and Rob (influencer) at Northwind
a call with Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Rob came
a call with Rob on 8 May 10:00
on 8 May 11:00
we debrief it: Rob came
-> no_power holds
Dana agrees to "read the proposal with us" by 20 May, effort work
-> no no_power

== she left
a deal "Fleet renewal" with Dana (decision_maker) and Rob (influencer) at Northwind
a call with Dana and Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came, Rob came
a call with Rob on 8 May 10:00
on 8 May 11:00
we debrief it: Rob came
on 11 May
Dana leaves
-> no_power from 11 May 09:00

== a workspace that asks after the first meeting
threshold no_power.meetings 1
a deal "Fleet renewal" with Rob (influencer) at Northwind
a call with Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Rob came
-> no_power from 6 May 11:00
we lose it to competitor
-> no no_power
)",
};

}  // namespace ante::method::no_power
