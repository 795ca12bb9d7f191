#include "api/demo/early_stories.h"
#include "api/demo/plan_story.h"

namespace ante::api::demo {
namespace {

// People of a cast: 0 decision maker, 1 influencer, 2 user, 3 approver.
constexpr int boss = 0;
constexpr int champion = 1;
constexpr int planner = 2;
constexpr int controller = 3;

// ---- deals that go well
// ----------------------------------------------------------------------------

// The first meeting goes as planned, and what was promised is kept. With dice it may also go better
// than that, as in deals that are over; without, the best action is declined or never put.
void opening(Scene& s, int first_meeting_days_ago, Dice* dice = nullptr) {
    s.homework("Every fourth job starts late", "Dispatch by phone and a whiteboard",
               "Jobs start on time without overtime", boss);
    const MeetingId first =
        s.meets(MeetingKind::video, "First talk", -first_meeting_days_ago, 10, {boss, champion});
    s.plans(first, "They see what late starts cost them and give us real figures",
            {boss, "Share last quarter's figures of late starts and overtime", Effort::exposure,
             -first_meeting_days_ago + 7},
            {champion, "Fill in the one-page questionnaire and send it back", Effort::work,
             -first_meeting_days_ago + 5, "questionnaire"});
    s.days_ago(first_meeting_days_ago, 11);
    const bool shares = dice && dice->from(1, 100) <= 45;
    const bool fills_in = !shares || dice->from(1, 100) <= 40;
    if (shares)
        s.answers(first, AskRank::best, AskAnswer::accepted);
    else if (dice || s.deal().name.size() % 3 == 0)
        s.answers(first, AskRank::best, AskAnswer::declined, "Not before I have asked finance");
    if (fills_in)
        s.answers(first, AskRank::minimum, AskAnswer::accepted);
    else
        s.answers(first, AskRank::minimum, AskAnswer::declined, "The figures say it all");
    s.reads(first, boss, Interest::yes, "If it saves the overtime, yes");
    s.debriefs(first, {boss, champion});
    s.act(SendRecap{first});
    s.days_ago(first_meeting_days_ago - 3);
    const std::vector<Commitment> promised = s.deal().commitments;
    for (const Commitment& promise : promised)
        if (promise.open()) s.keeps(promise.id);
}

// Weeks later the influencer is asked for more, with a play of the library: of what came of such
// asks the advisor has learned. `yes`: in so many of a hundred.
void second_talk(Scene& s, Dice& dice, int days_ago, int yes) {
    static constexpr const char* more[] = {"bring_the_cfo", "way_to_the_decision_maker",
                                           "round_of_users", "bring_the_cfo"};
    static constexpr const char* less[] = {"joint_plan", "proposal_line_by_line",
                                           "count_for_a_week"};
    const MeetingId second =
        s.meets(MeetingKind::video, "Second talk", -days_ago, 15, {boss, champion});
    s.plans(second, "Somebody joins whom we have not met",
            Scene::play(champion, dice.one_of(more), -days_ago + 9),
            Scene::play(champion, dice.one_of(less), -days_ago + 4));
    s.days_ago(days_ago, 16);
    const bool agreed = dice.from(1, 100) <= yes;
    s.answers(second, AskRank::best, agreed ? AskAnswer::accepted : AskAnswer::declined,
              agreed ? "" : "Not while the depot moves");
    if (!agreed) s.answers(second, AskRank::minimum, AskAnswer::accepted);
    s.debriefs(second, {boss, champion}, "We call each other");
    s.act(SendRecap{second});
    s.days_ago(days_ago - 2);
    s.keeps(s.deal().commitments.back().id);
}

Scene the_cfo_came(const Plot& plot) {
    const int start = plot.dice.from(35, 70);
    Scene s = plot.scene(DealKind::fresh, start, {boss, champion, planner});
    opening(s, start - 5);
    s.act(EnterStage{"explore", {}});
    s.act(EnterStage{"commit", {}});
    s.days_ago(20);
    s.act(AddPlayer{s.who(controller), Role::approver, s.who(boss)});
    const MeetingId money =
        s.meets(MeetingKind::visit, "With the finance director", -12, 14, {boss, controller});
    s.plans(
        money, "Finance checks the savings with us",
        {controller, "Go through the calculation with us, line by line, and send it back corrected",
         Effort::exposure, -5},
        {boss, "Bring the head of operations to a dated call", Effort::people, -6});
    s.days_ago(12, 15);
    s.answers(money, AskRank::best, AskAnswer::accepted);
    s.reads(money, boss, Interest::yes, "Finance likes it more than I do");
    s.debriefs(money, {boss, controller});
    s.act(SendRecap{money});
    s.days_ago(6);
    s.keeps(s.deal().commitments.back().id);
    s.promises(boss, "Release the budget for a paid pilot with four dispatchers", 9, Effort::stake,
               "The order number", Initiative::unasked);
    const MeetingId next =
        s.meets(MeetingKind::video, "Pilot: who, when, what counts", 1, 15, {boss, champion});
    s.plans(next, "Pilot dated, with success criteria",
            {boss, "Sign off the pilot's success criteria in writing", Effort::stake, 8},
            {champion, "Name the four dispatchers and their week", Effort::work, 5});
    return s;
}

Scene won(const Plot& plot) {
    const int end = plot.dice.from(8, 200);
    const int length = plot.dice.from(38, 70);
    Scene s = plot.scene(plot.dice.from(0, 3) == 0 ? DealKind::expansion : DealKind::fresh,
                         end + length, {boss, champion, planner});
    opening(s, end + length - 4, &plot.dice);
    s.days_ago(end + length - 14);
    const RequestId demo = s.asks_for(RequestKind::demo, "with our own jobs of one week", planner);
    const CommitmentId bring =
        s.promises(champion, "Bring two dispatchers and a week of real jobs to the demo",
                   -(end + length - 22), Effort::people, "They sit in it");
    s.accept(demo, "See our own week on the board", "Dispatchers say yes or no", "Shortlist",
             bring);
    s.days_ago(end + length - 22);
    s.keeps(bring);
    s.deliver(demo);
    s.days_ago(end + length - 24);
    s.answer(demo, true);
    second_talk(s, plot.dice, end + length - 26, 70);
    s.days_ago(end + 12);
    const CommitmentId legal = s.promises(boss, "Start legal and purchasing on the contract",
                                          -(end + 5), Effort::stake, "Purchasing writes to us");
    s.days_ago(end + 6);
    s.keeps(legal);
    const MeetingId last = s.meets(MeetingKind::visit, "Signature", -(end), 11, {boss, champion});
    s.days_ago(end, 12);
    s.act(WinDeal{last, {}});
    s.debriefs(last, {boss, champion});
    s.act(SendRecap{last});
    return s;
}

Scene the_upsell(const Plot& plot) {
    Scene s = plot.scene(DealKind::expansion, 6, {champion, planner});
    s.days_ago(4);
    s.writes(champion, "The night shift wants it, too. Come by?");
    s.meets(MeetingKind::visit, "Night shift", 1, 9,
            {champion, planner});  // Tomorrow, and nobody has planned it.
    return s;
}

// ---- deals that we carry alone
// ----------------------------------------------------------------------

Scene a_hundred_brochures(const Plot& plot) {
    const int start = plot.dice.from(80, 120);
    Scene s = plot.scene(DealKind::fresh, start, {champion, planner});
    for (int i = 0; i < 3; ++i) {
        const int on = start - 8 - i * 16;
        const MeetingId talk =
            s.meets(MeetingKind::video, "Another good talk", -on, 10, {champion}, false);
        s.days_ago(on, 11);
        const RequestId more = s.asks_for(i == 0   ? RequestKind::document
                                          : i == 1 ? RequestKind::references
                                                   : RequestKind::proposal,
                                          "to show around", champion);
        s.accept(more, "Something to show around", "They know us better", "None yet");
        s.we_promise("Send the " + std::string(word_of(s.deal().request(more)->kind)), -on + 4,
                     Effort::work, talk);
        s.debriefs(talk, {champion}, "They will come back to us");
        s.act(SendRecap{talk});
        s.days_ago(on - 3);
        s.keeps(s.deal().commitments.back().id);
        s.deliver(more);
        s.days_ago(on - 6);
        s.answer(more, true);
    }
    s.days_ago(9);
    s.touch(TouchKind::message, champion);
    s.days_ago(6);
    s.touch(TouchKind::call, champion);
    s.days_ago(2);
    s.touch(TouchKind::article, champion);
    return s;
}

Scene the_quiet_one(const Plot& plot) {
    const int start = plot.dice.from(60, 90);
    Scene s = plot.scene(DealKind::fresh, start, {boss, champion});
    opening(s, start - 6);
    s.days_ago(start - 12);
    const CommitmentId plan =
        s.promises(champion, "Draw the way of a job through the house on one page", -(start - 20),
                   Effort::work, "The drawing");
    s.days_ago(start - 19);
    s.keeps(plan);
    s.days_ago(18);
    s.touch(TouchKind::message, champion);
    s.days_ago(11);
    s.touch(TouchKind::message, champion);
    s.days_ago(4);
    s.touch(TouchKind::call, champion);
    return s;
}

Scene gone_too_far(const Plot& plot) {
    const int start = plot.dice.from(225, 265);
    Scene s = plot.scene(DealKind::fresh, start, {champion, planner});
    const MeetingId first =
        s.meets(MeetingKind::visit, "First talk", -(start - 10), 10, {champion});
    s.days_ago(start - 10, 11);
    s.debriefs(first, {champion}, "After the holidays");
    s.act(SendRecap{first});
    const RequestId trial = s.asks_for(RequestKind::trial, "three months, please", champion);
    s.accept(trial, "Try it in peace", "We would know", "None named");
    s.days_ago(start - 20);
    s.deliver(trial);
    s.days_ago(start - 60);
    s.answer(trial, false, "Nobody had time to look");
    for (const int day : {120, 90, 60, 30}) {
        s.days_ago(day);
        s.touch(TouchKind::message, champion);
    }
    return s;
}

Scene pleasant_user(const Plot& plot) {
    const int start = plot.dice.from(50, 75);
    Scene s = plot.scene(DealKind::fresh, start, {planner});
    for (const int on : {start - 6, start - 20, start - 34}) {
        const MeetingId talk = s.meets(MeetingKind::call, "With the planner", -on, 16, {planner});
        s.days_ago(on, 17);
        s.debriefs(talk, {planner}, "She calls when she knows more");
        s.act(SendRecap{talk});
    }
    s.days_ago(8);
    s.writes(planner, "Still very interesting for us!");
    return s;
}

// ---- deals in which somebody owes somebody
// -----------------------------------------------------------

Scene we_are_late(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 24, {boss, champion});
    opening(s, 18);
    s.days_ago(9);
    s.we_promise("Send the calculation with their own figures", -2, Effort::work);
    s.meets(MeetingKind::call, "Through the calculation", 4, 10, {champion});
    return s;
}

Scene they_are_late(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 40, {boss, champion});
    opening(s, 33);
    s.days_ago(26);
    const CommitmentId first =
        s.promises(champion, "Send the list of depots", -20, Effort::work, "The list");
    s.days_ago(18);
    s.misses(first);
    const CommitmentId second = s.promises(champion, "Send the list of depots, with the shifts",
                                           -12, Effort::work, "The list");
    s.days_ago(10);
    s.misses(second);
    s.promises(champion, "Introduce the project head in a call", -3, Effort::people,
               "The call took place");
    return s;
}

Scene debrief_due(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 21, {boss, champion});
    opening(s, 15);
    const MeetingId second = s.meets(MeetingKind::video, "Second talk", -1, 10, {boss, champion});
    s.plans(second, "A dated visit at the depot",
            {boss, "Give us a day at the depot with a look into the system", Effort::exposure, 10},
            {champion, "Bring the depot's head to a dated call", Effort::people, 7});
    return s;
}

Scene recap_due(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 30, {boss, champion});
    opening(s, 24);
    const MeetingId second = s.meets(MeetingKind::video, "Second talk", -3, 10, {boss, champion});
    s.plans(second, "Finance joins",
            {boss, "Bring the finance director to a dated call", Effort::people, 6},
            {champion, "Go through the proposal with us, line by line", Effort::work, 5});
    s.days_ago(3, 11);
    s.answers(second, AskRank::best, AskAnswer::declined, "He is travelling");
    s.answers(second, AskRank::minimum, AskAnswer::declined, "I would rather read it alone");
    s.we_promise("Write down how the depots in Porto work with it", 3, Effort::work, second);
    s.debriefs(second, {boss, champion}, "They look at their calendars");
    return s;
}

Scene not_willing(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 45, {boss, champion});
    opening(s, 38);
    const MeetingId second = s.meets(MeetingKind::visit, "Second talk", -10, 10, {boss, champion});
    s.plans(second, "A paid pilot",
            {boss, "Order a paid pilot with success criteria", Effort::stake, 3},
            {champion, "Write the success criteria with us", Effort::work, -4});
    s.days_ago(10, 11);
    s.reads(second, boss, Interest::not_yet, "Not before we know who maintains it");
    s.answers(second, AskRank::best, AskAnswer::declined, "Too early for money");
    s.answers(second, AskRank::minimum, AskAnswer::declined, "Let us think");
    s.act(RecordHesitation{second, "Nobody here could maintain it", KeepOrPark::keep});
    s.debriefs(second, {boss, champion});
    s.act(SendRecap{second});
    return s;
}

Scene refused(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 32, {boss, champion});
    opening(s, 26);
    const MeetingId second = s.meets(MeetingKind::call, "Second talk", -6, 10, {champion}, false);
    s.plans(second, "A way to the decision maker",
            {champion, "Bring the managing director to a dated call", Effort::people, 4},
            {champion, "Carry our one-page message to the managing director", Effort::work, 1});
    s.days_ago(6, 11);
    s.answers(second, AskRank::best, AskAnswer::declined);
    s.answers(second, AskRank::minimum, AskAnswer::declined, "Not my place");
    s.debriefs(second, {champion}, "Later");
    s.act(SendRecap{second});
    return s;
}

// ---- requests
// ----------------------------------------------------------------------------------------

Scene asked_without_purpose(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 12, {boss, champion});
    s.days_ago(5);
    s.asks_for(RequestKind::proposal, "just a rough one", champion);
    return s;
}

Scene demo_unanswered(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 34, {boss, champion, planner});
    opening(s, 28);
    s.days_ago(14);
    const RequestId demo = s.asks_for(RequestKind::demo, "for the dispatchers", planner);
    s.accept(demo, "See the board live", "Dispatchers say yes or no", "Shortlist");
    s.days_ago(8);
    s.deliver(demo);
    return s;
}

Scene sample_not_quite(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 41, {boss, champion, planner});
    opening(s, 35);
    s.days_ago(20);
    const RequestId sample = s.asks_for(RequestKind::sample, "two devices", planner);
    const CommitmentId test = s.promises(planner, "Test the devices for a week and report", -8,
                                         Effort::work, "Her report");
    s.accept(sample, "Do they hold in the cold store?", "Yes or no for the devices",
             "Which devices", test);
    s.days_ago(16);
    s.deliver(sample);
    s.days_ago(8);
    s.keeps(test);
    s.answer(sample, false, "The battery dies in the cold store");
    return s;
}

Scene overridden(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 38, {boss, champion, planner});
    opening(s, 32);
    s.days_ago(18);
    const RequestId demo = s.asks_for(RequestKind::demo, "for the board", champion);
    s.accept(demo, "Show the board", "They have seen it", "None yet");
    s.days_ago(12);
    s.deliver(demo);
    s.days_ago(7);
    const RequestId proposal = s.asks_for(RequestKind::proposal, "by Friday", boss);
    s.accept(proposal, "Compare prices", "A number", "Budget", {},
             "The board meets on Monday and wants the number");
    return s;
}

Scene trial_running(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 36, {boss, champion, planner});
    opening(s, 30);
    s.days_ago(12);
    const RequestId trial = s.asks_for(RequestKind::trial, "four weeks", champion);
    s.accept(trial, "Use it for real", "Two planners close the week faster", "Which system");
    s.days_ago(10);
    s.deliver(trial);
    return s;
}

Scene other_requests(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 26, {boss, champion, planner});
    opening(s, 20);
    s.days_ago(11);
    const RequestId call = s.asks_for(RequestKind::call, "once more from the start", planner);
    s.act(DeclineRequest{call, "Gladly, as soon as we know what you want to decide with it."});
    const RequestId time = s.asks_for(RequestKind::time, "a day on site", champion);
    s.act(WithdrawRequest{time, "They found another way"});
    const MeetingId second = s.meets(MeetingKind::visit, "At the depot", -9, 9, {champion});
    s.plans(second, "Somebody who decides joins us",
            {champion, "Get the management meeting to hear us", Effort::exposure, 8},
            {champion, "Bring the managing director to a dated call", Effort::people, 6});
    s.days_ago(9, 10);
    s.answers(second, AskRank::best, AskAnswer::declined, "Too early");
    s.answers(second, AskRank::minimum, AskAnswer::declined, "He is in Turin");
    s.promises(champion, "Count late starts for a week, on our sheet", 2, Effort::work, "The sheet",
               Initiative::unasked, second);
    s.debriefs(second, {champion});
    s.act(SendRecap{second});
    const RequestId talk =
        s.asks_for(RequestKind::references, "somebody with a cold store", champion);
    s.accept(talk, "Does it work in the cold?", "They believe it or not", "Which devices");
    s.meets(MeetingKind::call, "With the reference", 3, 10, {champion});
    return s;
}

// ---- plans that want mending
// -------------------------------------------------------------------------

Scene weak_plan(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 18, {boss, champion, planner});
    opening(s, 12);
    const MeetingId next = s.meets(MeetingKind::video, "Next talk", 3, 11, {planner});
    s.plans(next, "See how it goes",
            {planner, "Release the budget for the pilot", Effort::stake, 12},
            {planner, "Let us send a proposal", Effort::compliance, 8}, 0);
    return s;
}

Scene flat_plan(const Plot& plot) {
    Scene s = plot.scene(DealKind::renewal, 18, {boss, champion});
    opening(s, 12);
    const MeetingId next = s.meets(MeetingKind::video, "Next talk", 5, 11, {champion});
    s.plans(next, "A date", {champion, "Fill in the questionnaire", Effort::work, 9},
            {champion, "Send the list of depots", Effort::work, 8});
    return s;
}

Scene new_lead(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 3, {champion});
    s.days_ago(2);
    s.writes(champion, "Somebody told me about you. What do you do?");
    s.meets(MeetingKind::call, "First talk", plot.dice.from(1, 2), 14, {champion});
    return s;
}

Scene stage_by_reason(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 50, {boss, champion});
    s.days_ago(40);
    s.act(EnterStage{"prove", "Their consultant wants it this way round"});
    const MeetingId first = s.meets(MeetingKind::video, "First talk", -30, 10, {boss});
    s.days_ago(30, 11);
    s.debriefs(first, {boss});
    s.act(SendRecap{first});
    s.days_ago(12);
    const CommitmentId questions = s.promises(boss, "Send the questionnaire back, filled in", 3,
                                              Effort::work, "The questionnaire");
    s.days_ago(6);
    s.moves(questions, 6);
    return s;
}

// ---- endings
// -----------------------------------------------------------------------------------------

Scene lost_to_no_decision(const Plot& plot) {
    const int end = plot.dice.from(10, 190);
    Scene s = plot.scene(DealKind::fresh, end + 60, {champion, planner});
    const MeetingId first = s.meets(MeetingKind::video, "First talk", -(end + 50), 10, {champion});
    s.days_ago(end + 50, 11);
    s.debriefs(first, {champion}, "They will get back to us");
    s.act(SendRecap{first});
    const RequestId proposal = s.asks_for(RequestKind::proposal, "all included", champion);
    s.accept(proposal, "Have something in hand", "They have it", "None named");
    s.days_ago(end + 40);
    s.deliver(proposal);
    for (const int day : {end + 30, end + 20, end + 10}) {
        s.days_ago(day);
        s.touch(TouchKind::message, champion);
    }
    s.days_ago(end);
    s.act(LoseDeal{LostTo::no_decision, "Nobody decided anything", {}});
    return s;
}

Scene lost_in_a_meeting(const Plot& plot) {
    const int end = plot.dice.from(15, 180);
    Scene s = plot.scene(DealKind::fresh, end + 45, {boss, champion});
    opening(s, end + 38, &plot.dice);
    second_talk(s, plot.dice, end + 24, 30);
    const MeetingId last = s.meets(MeetingKind::visit, "Decision", -end, 10, {boss});
    s.days_ago(end, 11);
    s.act(LoseDeal{plot.dice.from(0, 1) == 0 ? LostTo::competitor : LostTo::not_a_fit,
                   "They wanted the cold store first", last});
    s.debriefs(last, {boss});
    s.act(SendRecap{last});
    return s;
}

Scene parked_friend(const Plot& plot) {
    const int since = plot.dice.from(20, 100);
    Scene s = plot.scene(DealKind::fresh, since + 40, {boss, champion});
    opening(s, since + 33, &plot.dice);
    second_talk(s, plot.dice, since + 12, 50);
    s.days_ago(since);
    s.act(ParkDeal{s.day(plot.dice.from(5, 120)),
                   "The merger comes first; they want to hear from us after it",
                   {}});
    return s;
}

Scene back_from_the_park(const Plot& plot) {
    Scene s = plot.scene(DealKind::fresh, 150, {boss, champion});
    opening(s, 143);
    s.days_ago(110);
    s.act(ParkDeal{s.day(30), "No budget this half-year", {}});
    s.days_ago(3);
    s.writes(boss, "The merger is through. Are you still there?");
    return s;
}

// clang-format off
constexpr Story told[] = {
    {"the CFO came",                              9, the_cfo_came},
    {"won",                                      30, won},
    {"an upsell, and nobody planned the meeting", 4, the_upsell},
    {"a hundred brochures and no promise",        6, a_hundred_brochures},
    {"the quiet one",                             8, the_quiet_one},
    {"gone too far",                              5, gone_too_far},
    {"a pleasant acquaintance, far from power",   5, pleasant_user},
    {"we are late with our word",                 4, we_are_late},
    {"they are late with theirs, again",          4, they_are_late},
    {"yesterday's meeting waits for its debrief", 4, debrief_due},
    {"minimum declined, no recap",                3, recap_due},
    {"the decision maker is not willing yet",     3, not_willing},
    {"refused",                                   2, refused},
    {"asked for, and nobody asked what for",      4, asked_without_purpose},
    {"the demo nobody asked about",               4, demo_unanswered},
    {"the sample was not quite it",               3, sample_not_quite},
    {"over the gate, with a reason",              3, overridden},
    {"a trial without anything in return",        3, trial_running},
    {"declined, withdrawn, accepted",             3, other_requests},
    {"a plan that asks the wrong one",            3, weak_plan},
    {"a plan as flat as the sea",                 3, flat_plan},
    {"a new lead",                                8, new_lead},
    {"a stage without its proof",                 3, stage_by_reason},
    {"lost to no decision",                      11, lost_to_no_decision},
    {"lost in a meeting",                         7, lost_in_a_meeting},
    {"a parked friend",                           6, parked_friend},
    {"back from the park",                        2, back_from_the_park},
    {"an early advance",                         36, an_early_advance},
    {"no early advance",                         30, no_early_advance},
    {"the manager would let it go",               5, the_manager_would_let_it_go},
    {"coached",                                   5, coached},
    {"some time ago",                           140, some_time_ago},
    {"a plan to go live",                         4, a_plan_to_go_live},
};
// clang-format on

}  // namespace

std::span<const Story> stories() {
    return told;
}

}  // namespace ante::api::demo
