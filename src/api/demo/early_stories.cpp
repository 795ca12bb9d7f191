#include "api/demo/early_stories.h"

namespace ante::api::demo {
namespace {

constexpr int boss = 0;
constexpr int champion = 1;
constexpr int planner = 2;

// A meeting that ends with the next one booked.
void debrief_and_book(Scene& s, MeetingId meeting, const std::vector<int>& came, int next_in_days,
                      std::string title) {
    DebriefMeeting debrief{.meeting = meeting};
    ScheduleMeeting next{.kind = MeetingKind::video, .title = std::move(title)};
    for (const int index : came) {
        debrief.attended.push_back(s.who(index));
        next.players.push_back(s.who(index));
    }
    next.starts = s.clock() + Days{next_in_days};
    next.minutes = 60;
    debrief.next_meeting = std::move(next);
    s.act(debrief);
}

void finish(Scene& s, int end, bool won) {
    s.days_ago(end, 12);
    if (won) {
        s.act(WinDeal{});
        return;
    }
    s.act(LoseDeal{LostTo::competitor, "The other one was there already", {}});
}

}  // namespace

// They promise something in the first meeting, keep it, and the order comes within weeks.
Scene an_early_advance(const Plot& plot) {
    const int end = plot.dice.from(6, 130);
    const int second_at = end + plot.dice.from(12, 65);
    const int first_at = second_at + 9;
    const bool won = plot.dice.from(0, 9) < 7;
    Scene s = plot.scene(DealKind::fresh, first_at + 5, {boss, champion, planner});
    const MeetingId first =
        s.meets(MeetingKind::video, "First talk", -first_at, 10, {boss, champion});
    s.plans(
        first, "They show us what a late start costs them",
        {boss, "Share the overtime figures of the last quarter", Effort::exposure, -first_at + 6},
        {champion, "Fill in the one-page questionnaire and send it back", Effort::work,
         -first_at + 4});
    s.days_ago(first_at, 11);
    s.answers(first, AskRank::best, AskAnswer::accepted);
    s.reads(first, boss, Interest::yes, "If the figures hold, yes");
    s.debriefs(first, {boss, champion});
    s.act(SendRecap{first});
    s.days_ago(first_at - 5);
    s.keeps(s.deal().commitments.back().id);
    const MeetingId second =
        s.meets(MeetingKind::visit, "Their figures, our board", -second_at, 10, {boss, champion});
    s.days_ago(second_at, 11);
    s.reads(second, boss, Interest::yes, "Show it to the planners");
    s.debriefs(second, {boss, champion});
    s.act(SendRecap{second});
    finish(s, end, won);
    return s;
}

// Two good talks and no promise; whoever buys all the same takes months longer.
Scene no_early_advance(const Plot& plot) {
    const int end = plot.dice.from(6, 60);
    const int second_at = end + plot.dice.from(70, 175);
    const int first_at = second_at + 12;
    const bool won = plot.dice.from(0, 9) < 5;
    Scene s = plot.scene(DealKind::fresh, first_at + 6, {boss, champion});
    for (const int at : {first_at, second_at}) {
        const MeetingId talk =
            s.meets(MeetingKind::video, "A good talk", -at, 14, {boss, champion}, false);
        s.days_ago(at, 15);
        s.debriefs(talk, {boss, champion}, "They will get back to us");
    }
    const int third_at = end + plot.dice.from(20, 50);
    const MeetingId third =
        s.meets(MeetingKind::video, "Another try", -third_at, 10, {boss, champion}, false);
    s.plans(third, "Something of theirs is under way",
            {boss, "Bring the head of finance to a dated call", Effort::people, -third_at + 8},
            {champion, "Send a week of real jobs", Effort::work, -third_at + 5});
    s.days_ago(third_at, 11);
    s.answers(third, AskRank::best, AskAnswer::declined, "Not before the budget round");
    s.answers(third, AskRank::minimum, AskAnswer::accepted);
    s.debriefs(third, {boss, champion});
    s.act(SendRecap{third});
    s.days_ago(third_at - 4);
    s.keeps(s.deal().commitments.back().id);
    finish(s, end, won);
    return s;
}

// Half a year of politeness. His manager says what both think; the rep has not answered yet.
Scene the_manager_would_let_it_go(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, plot.dice.from(205, 240), {champion, planner});
    s.days_ago(195);
    const MeetingId talk =
        s.meets(MeetingKind::video, "First talk", -190, 10, {champion, planner}, false);
    s.days_ago(190, 11);
    s.debriefs(talk, {champion, planner}, "They were in a hurry");
    s.act(SendRecap{talk});
    s.days_ago(120);
    s.writes(champion, "Still on our list.");
    s.days_ago(2);
    s.as(plot.lead);
    s.act(AddNote{"Half a year, and nothing of theirs. Shall we let it rest until they move?",
                  NoteKind::coaching});
    s.act(ProposeLettingGo{
        .how = LettingGoHow::park, .until = s.day(90), .why = "No act of theirs for four months"});
    return s;
}

// The next meeting stands, and a word from the manager beside it.
Scene coached(const Plot& plot) {
    const int start = plot.dice.from(20, 34);
    Scene s = plot.scene(DealKind::fresh, start, {boss, champion});
    const MeetingId first =
        s.meets(MeetingKind::visit, "First talk", -start + 5, 10, {boss, champion});
    s.plans(first, "They know what it would change for them",
            {boss, "Bring the works council to a dated call", Effort::people, -4},
            {champion, "Send the shift plan of one week", Effort::work, -6});
    s.days_ago(start - 5, 11);
    s.answers(first, AskRank::best, AskAnswer::declined, "Too early for the council");
    s.answers(first, AskRank::minimum, AskAnswer::accepted);
    s.reads(first, boss, Interest::not_yet, "Show me that the night shift wants it");
    debrief_and_book(s, first, {boss, champion}, start, "With the night shift");
    s.act(SendRecap{first});
    s.days_ago(plot.dice.from(1, 5));
    s.keeps(s.deal().commitments.back().id);
    s.as(plot.lead);
    s.act(AddNote{"He wants the night shift on our side. Who of them could say so to him?",
                  NoteKind::coaching});
    return s;
}

}  // namespace ante::api::demo
