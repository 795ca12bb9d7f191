#pragma once
#include "method/rules/facts.h"

namespace ante::method::single_thread {

// A person of the buyer's who has acted: since when without a longer pause, and until when it
// counts.
struct Thread {
    PersonId person{};
    Instant since{};
    Instant last{};
    Instant until{};
};

// Each ends so many days after his last act, or when he leaves the deal. The longest first.
inline std::vector<Thread> threads(const Grounds& given, Days days) {
    std::vector<Thread> all;
    for (const Act& act : given.ledger.acts) {
        if (act.side != Side::buyer || !act.person || act.kind == ActKind::released) continue;
        auto thread = std::ranges::find(all, *act.person, &Thread::person);
        if (thread == all.end())
            thread = all.insert(all.end(), {.person = *act.person, .since = act.at});
        else if (thread->until <= act.at)
            thread->since = act.at;
        thread->last = act.at;  // Acts come by time.
        thread->until = act.at + days;
    }
    for (Thread& thread : all)
        if (const Player* player = given.deal.player(thread.person); player && player->left_at)
            thread.until = std::min(thread.until, *player->left_at);
    std::ranges::stable_sort(all, std::greater{}, &Thread::until);
    return all;
}

// METHOD 7: after two meetings only one person of the buyer has acted in 60 days. It begins when
// the last other person's last act is 60 days old, which may lie ahead; if nobody had acted for so
// long, with the act of the one who came back.
inline Judgement holds(const Grounds& given, const Thresholds& is) {
    if (!given.deal.in_play()) return std::nullopt;
    const std::optional<Instant> met = debriefed(given.deal, is.count("meetings"));
    if (!met) return std::nullopt;

    const std::vector<Thread> all = threads(given, is.days("days"));
    if (all.empty()) return std::nullopt;
    const Thread& one = all.front();
    const Thread* other = all.size() > 1 ? &all[1] : nullptr;
    const Instant alone = other ? std::max(one.since, other->until) : one.since;
    const Instant from = std::max(*met, alone);

    // When even the last one has not acted for so long, it is silence (`quiet`), and no thread.
    if (from >= one.until) return std::nullopt;
    const std::string who = name_of(given.deal, one.person);
    return Holds{from,
                 other ? name_of(given.deal, other->person) + " last acted on " +
                             day_of(given, other->last) + "; since then only " + who + " has."
                       : "Of the buyer's people only " + who + " has acted.",
                 {one.last}};
}

inline constexpr Threshold thresholds[] = {
    {"days", 60, 7, 365, "An act counts for so many days."},
    {"meetings", 2, 1, 20, "It is looked at once so many meetings were debriefed."},
};

inline constexpr Rule rule{
    .id = "single_thread",
    .group = RuleGroup::deals,
    .says = "Only one person of the buyer's is in this deal.",
    .source = "METHOD 7. Our judgement; widely held among sellers, no figures of ours.",
    .remedy = "Ask who else must agree.",
    .severity = Severity::warn,
    .today = TodayGroup::cooling,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== only Dana, in both meetings
a deal "Fleet renewal" with Dana (decision_maker) and Rob (influencer) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
-> no single_thread
a call with Dana on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came
-> single_thread from 8 May 11:00
-> single_thread because "only Dana"

== Rob's last act grows old
a deal "Fleet renewal" with Dana (decision_maker) and Rob (influencer) at Northwind
a call with Dana and Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came, Rob came
a call with Dana on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came
-> single_thread from 5 July 10:00
-> single_thread does not hold
-> single_thread because "Rob last acted on 6 May 2026"
on 20 May
Rob writes "I am still here"
-> single_thread from 7 July 10:00
-> single_thread because "only Rob"

== Rob leaves, and Dana is alone
a deal "Fleet renewal" with Dana (decision_maker) and Rob (influencer) at Northwind
a call with Dana and Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came, Rob came
a call with Dana on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came
on 11 May
Rob leaves
-> single_thread from 11 May 09:00

== both fall silent at once: that is quiet, and no thread
a deal "Fleet renewal" with Dana (decision_maker) and Rob (influencer) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
a call with Dana and Rob on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came, Rob came
-> no single_thread

== after a long pause only one comes back
a deal "Fleet renewal" with Dana (decision_maker) and Rob (influencer) at Northwind
a call with Dana and Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came, Rob came
a call with Dana and Rob on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came, Rob came
on 20 July
Dana writes "we are back"
-> single_thread from 20 July 09:00

== a workspace that looks after the first meeting
threshold single_thread.meetings 1
a deal "Fleet renewal" with Dana (decision_maker) at Northwind
a call with Dana on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came
-> single_thread from 6 May 11:00

== a workspace that looks at 30 days
threshold single_thread.days 30
a deal "Fleet renewal" with Dana (decision_maker) and Rob (influencer) at Northwind
a call with Dana and Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Dana came, Rob came
a call with Dana on 8 May 10:00
on 8 May 11:00
we debrief it: Dana came
-> single_thread from 5 June 10:00
we win it
-> no single_thread
)",
};

}  // namespace ante::method::single_thread
