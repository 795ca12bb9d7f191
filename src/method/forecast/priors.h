#pragma once
// The forecast's beliefs before it has seen a single deal, in one table, each with its reason.
//
// A row is one thing that is known of a deal on a day. `pull` is what no data may turn around: what
// the buyer does pulls *toward* a win (it may raise the weekly odds of winning and lower those of
// losing and fading, never the other way); what we do without him may only pull *against*. The
// figures are log odds of ending in that way within a week, per unit; `strength` is how many closed
// deals' worth of evidence it takes to move them (one over the variance of the belief).
//
// Where they come from: METHOD's words and the loan-offer log BPI 2012 (METHOD, introduction) for
// the size of a kept act (odds of winning about six to one against none after two weeks) and for
// silence (approvals fall from 49 % to 9 % over four silent weeks); everything else is a guess on
// the safe side, half of what a seller would say. That is weak evidence, hence the small strengths:
// some dozens of closed deals outweigh it.

#include <array>
#include <string_view>

namespace ante::method::forecast {

enum class Pull : std::uint8_t { toward, against, free };

struct Belief {
    std::string_view name;  // snake_case, stable
    Pull pull;
    double win, lose, fade;  // log odds a week, per unit
    double strength;
    std::string_view says;  // what it is
    std::string_view why;   // why we believe it
};

// Places in the table, for the code that fills them.
enum class Known : std::uint8_t {
    momentum,
    stake,
    acts,
    worked,
    people,
    authority,
    early,
    silence,
    skin,
    broken,
    continuations,
    chased,
    given,
    age,
    first_week_over,
    second_week_over,
    fourth_week_over,
    eighth_week_over,
    amount,
    amount_small,
    amount_large,
    amount_unsaid,
    count
};

// clang-format off
inline constexpr std::array<Belief, static_cast<std::size_t>(Known::count)> belief_table{{
    {"momentum",         Pull::toward,   0.30,  0.00, -0.30, 4, "what the buyer has put in, cooling by half in 21 days (log of points + 1)", "METHOD 6: what was done lately says more"},
    {"stake",            Pull::toward,   0.20,  0.00, -0.20, 4, "what the buyer has put in at all (log of points + 1)", "METHOD 2: a deal is as real as what the buyer puts into it"},
    {"acts",             Pull::toward,   0.10,  0.00, -0.10, 4, "how often the buyer has acted (log of acts + 1)", "any sign of life; weak beside what it cost him"},
    {"worked",           Pull::toward,   0.50,  0.00, -0.40, 4, "the buyer did something of grade 2 or more", "BPI 2012: returned papers, 75 % against 32 %"},
    {"people",           Pull::toward,   0.20,  0.00, -0.20, 4, "how many of the buyer's people have acted (log2 of people + 1)", "METHOD 7, single_thread: one person can't decide for a company"},
    {"authority",        Pull::toward,   0.30,  0.00, -0.10, 4, "an approver or decision maker has acted", "METHOD 7, no_power"},
    {"early",            Pull::toward,   0.20,  0.00, -0.10, 4, "a promise of grade 1 or more in the first 14 days", "METHOD 7, no_early_commitment: three months more without one"},
    {"silence",          Pull::against, -0.40,  0.00,  0.40, 4, "how long the buyer has been silent, against the longest he stayed with us (14 to 45 days; log of the ratio + 1)", "BPI 2012: 49 % to 9 % over four silent weeks"},
    {"skin",             Pull::toward,   0.40,  0.00, -0.20, 4, "skin in the game: the buyer's points in those of both sides and one more", "METHOD 6, heavy_lifting"},
    {"broken",           Pull::against, -0.40,  0.20,  0.20, 4, "promises missed and withdrawn (log of points + 1)", "METHOD 2: worth less than nothing"},
    {"continuations",    Pull::against, -0.20,  0.00,  0.20, 4, "meetings in a row without an advance (3 at most)", "METHOD 7, continuations: a pleasant acquaintance"},
    {"chased",           Pull::against, -0.10,  0.00,  0.10, 8, "what we did since the buyer's last act (log of acts + 1)", "BPI 2012: chasing silent customers made no difference"},
    {"given",            Pull::against, -0.05,  0.00,  0.05, 8, "what we have put in (log of points + 1)", "METHOD 13: our own activity never raises the chance"},
    {"age",              Pull::free,     0.00,  0.00,  0.00, 4, "how old the deal is (log of weeks + 1)", "no belief"},
    {"first_week_over",  Pull::free,     0.00,  0.00,  0.00, 8, "older than a week", "no belief"},
    {"second_week_over", Pull::free,     0.00,  0.00,  0.00, 8, "older than two weeks", "no belief"},
    {"fourth_week_over", Pull::free,     0.00,  0.00,  0.00, 8, "older than four weeks", "no belief"},
    {"eighth_week_over", Pull::free,     0.00,  0.00,  0.00, 8, "older than eight weeks", "no belief"},
    {"amount",           Pull::free,     0.00,  0.00,  0.00, 1, "the amount against the usual one (log of the ratio, within 20 times)", "no belief: it depends on the trade"},
    {"amount_small",     Pull::free,     0.00,  0.00,  0.00, 1, "how far the amount lies below the smallest fifth (log)", "no belief: very small ones may be another trade"},
    {"amount_large",     Pull::free,     0.00,  0.00,  0.00, 1, "how far the amount lies above the largest fifth (log)", "no belief: very large ones may be another trade"},
    {"amount_unsaid",    Pull::free,     0.00,  0.00,  0.00, 4, "no amount is known", "no belief"},
}};

// One row for each kind of buyer's act, two for each of ours, and one for each kind of deal, that the history knows often enough.
inline constexpr Belief act_kind_belief{"did", Pull::toward, 0.00, 0.00, 0.00, 8, "the buyer did this at least once", "no belief beyond its grade"};
inline constexpr Belief our_kind_belief{"on how many days we", Pull::against, 0.00, 0.00, 0.00, 8, "on how many days we did this (log of days + 1)", "no belief beyond what we have put in; some of our acts tell that we wait for him"};
inline constexpr Belief our_lately_belief{"lately we", Pull::against, 0.00, 0.00, 0.00, 8, "on how many of the last 7 days we did this (log of days + 1)", "no belief: whoever still has to be called this week has not decided"};
inline constexpr Belief deal_kind_belief{"kind", Pull::free, 0.00, 0.00, 0.00, 8, "a deal of this kind", "no belief"};
// clang-format on

// The weekly odds of each end for a deal of which nothing is known, by how far ahead one looks: a
// year's worth of B2B deals in which a quarter is won and half of them fade away. Weak on purpose:
// some ten closed deals outweigh it.
inline constexpr std::array<double, 3> weekly_log_odds{-4.0, -4.2, -3.6};
inline constexpr double weekly_strength = 0.5;
// How far the odds of one stretch of weeks may lie from those of the stretch before it.
inline constexpr double smoothness = 4;

constexpr const Belief& belief(Known known) {
    return belief_table[static_cast<std::size_t>(known)];
}

}  // namespace ante::method::forecast
