#pragma once
#include "method/rules/facts.h"

namespace ante::method::heavy_lifting {

// METHOD 6: skin in the game is the buyer's part of all that was put into the deal. It holds from
// where the present stretch below the line began, and not before the second meeting was debriefed:
// somebody has to begin.
inline Judgement holds(const Grounds& given, const Thresholds& is) {
    if (!given.deal.in_play()) return std::nullopt;
    const std::size_t meetings = is.count("meetings");
    const std::optional<Instant> met = debriefed(given.deal, meetings);
    if (!met) return std::nullopt;

    // 1. The pans of the scale after every act; acts of one moment are weighed together.
    double theirs = 0;
    double ours = 0;
    std::optional<Instant> below;
    std::optional<int> skin;
    const std::vector<Act>& acts = given.ledger.acts;
    for (std::size_t i = 0; i < acts.size(); ++i) {
        (acts[i].side == Side::buyer ? theirs : ours) += acts[i].stake;
        if (i + 1 < acts.size() && acts[i + 1].at == acts[i].at) continue;
        skin = skin_in_the_game(theirs, ours);
        if (!skin || *skin >= is["percent"])
            below.reset();
        else if (!below)
            below = acts[i].at;
    }
    if (!below) return std::nullopt;

    return Holds{std::max(*below, *met),
                 "After " + counted(meetings, "meeting") + " and more, the buyer has put in " +
                     std::to_string(*skin) + " % of all that was put into this deal."};
}

inline constexpr Threshold thresholds[] = {
    {"percent", 35, 1, 99, "Skin in the game below this is too little, in per cent."},
    {"meetings", 2, 1, 20, "It is looked at once so many meetings were debriefed."},
};

inline constexpr Rule rule{
    .id = "heavy_lifting",
    .group = RuleGroup::deals,
    .says = "We do most of the work in this deal.",
    .source =
        "METHOD 6, 7: skin in the game. In a bank's log of 5,015 loan offers (BPI Challenge "
        "2012) 75 % of the customers who did their part within two weeks were approved, 32 % "
        "of the others; that the line is at 35 % is our judgement.",
    .remedy = "Stop giving; ask.",
    .severity = Severity::warn,
    .today = TodayGroup::cooling,
    .thresholds = thresholds,
    .holds = &holds,
    .examples = R"(
== a sample and two meetings
a deal "Fleet renewal" with Rob (influencer) at Northwind
Rob asks for a sample
we accept it: purpose "feel it", outcome "he says yes or no", decision "shortlist", exchange nothing
we deliver it
Rob says the sample gave him what he was looking for
a call with Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Rob came
-> skin 20
-> no heavy_lifting
a call with Rob on 8 May 10:00
on 8 May 11:00
we debrief it: Rob came
-> skin 33
-> heavy_lifting from 8 May 11:00
-> heavy_lifting because "33 %"

== a demo is not too much for two meetings
a deal "Fleet renewal" with Rob (influencer) at Northwind
Rob asks for a demo
we accept it: purpose "see it", outcome "he says yes or no", decision "shortlist", exchange nothing
we deliver it
Rob says the demo gave him what he was looking for
a call with Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Rob came
a call with Rob on 8 May 10:00
on 8 May 11:00
we debrief it: Rob came
-> skin 40
-> no heavy_lifting

== one document more tips the scale, from then on
a deal "Fleet renewal" with Rob (influencer) at Northwind
Rob asks for a demo
we accept it: purpose "see it", outcome "he says yes or no", decision "shortlist", exchange nothing
we deliver it
Rob says the demo gave him what he was looking for
a call with Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Rob came
a call with Rob on 8 May 10:00
on 8 May 11:00
we debrief it: Rob came
on 11 May 15:00
Rob asks for a document
we accept it: purpose "read it", outcome "he knows", decision "shortlist", exchange nothing
we deliver it
-> skin 33
-> heavy_lifting from 11 May 15:00
on 12 May
Rob agrees to "introduce the project head" by 20 May, effort people
-> skin 44
-> no heavy_lifting

== the line itself is enough
threshold heavy_lifting.percent 40
a deal "Fleet renewal" with Rob (influencer) at Northwind
Rob asks for a demo
we accept it: purpose "see it", outcome "he says yes or no", decision "shortlist", exchange nothing
we deliver it
a call with Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Rob came
a call with Rob on 8 May 10:00
on 8 May 11:00
we debrief it: Rob came
-> skin 40
-> no heavy_lifting

== a workspace that weighs after the first meeting
threshold heavy_lifting.meetings 1
a deal "Fleet renewal" with Rob (influencer) at Northwind
Rob asks for a sample
we accept it: purpose "feel it", outcome "he says yes or no", decision "shortlist", exchange nothing
we deliver it
a call with Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Rob came
-> heavy_lifting from 6 May 11:00

== a workspace that asks for more
threshold heavy_lifting.percent 41
a deal "Fleet renewal" with Rob (influencer) at Northwind
Rob asks for a demo
we accept it: purpose "see it", outcome "he says yes or no", decision "shortlist", exchange nothing
we deliver it
a call with Rob on 6 May 10:00
on 6 May 11:00
we debrief it: Rob came
a call with Rob on 8 May 10:00
on 8 May 11:00
we debrief it: Rob came
-> heavy_lifting from 8 May 11:00
we win it
-> no heavy_lifting
)",
};

}  // namespace ante::method::heavy_lifting
