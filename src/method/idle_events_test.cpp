#include "method/idle_events.h"

#include <algorithm>

#include "method/forecast/ledger_story.h"
#include "method/relations/relation.h"
#include "unit/method/told.h"

namespace ante::method {
namespace {

// All that may be left alone, as it follows from a deal.
struct Follows {
    std::vector<Act> acts;
    std::string story;
    std::vector<PersonId> met;
    std::optional<Instant> last_contact;
    bool operator==(const Follows&) const = default;
};
Follows follows_from(const Told& told) {
    const Ledger ledger = told.ledger();
    const DealInRelation relation = in_relation(told.deal, ledger);
    Follows follows{ledger.acts, {}, relation.met, relation.last_contact};
    if (const auto story = forecast::story_of(told.deal, told.settings, ledger)) {
        follows.story = std::to_string(story->deeds.size()) + " " +
                        std::to_string(story->stages.size()) + " " + text_of(story->opened);
    }
    return follows;
}

TEST(IdleEvents, change_neither_ledger_nor_story_nor_relation) {
    Told told;
    told.agreed(told.theirs("bring the CFO", may(8), Effort::people));
    const MeetingId meeting = told.meeting(told.zone.at(may(4), 10h), {told.dana});
    told.on(may(4), 11h);
    told.tell(DebriefMeeting{.meeting = meeting, .attended = {told.dana}});
    told.on(may(4), 12h);
    const Follows before = follows_from(told);
    const MemberId mats{told.stranger.value};
    for (const Command& command :
         std::vector<Command>{AddNote{"They moved the depot"}, Snooze{may(20)}, Snooze{},
                              WriteHomework{Homework{.issue = "Late starts"}}, SendRecap{meeting},
                              ProposeLettingGo{.how = LettingGoHow::park, .until = may(30)},
                              DeclineLettingGo{"They called"}}) {
        const auto events = told.tell(command);
        ASSERT_FALSE(events.empty());
        for (const Event& event : events) EXPECT_TRUE(is_idle(event)) << word_of(event);
        EXPECT_EQ(follows_from(told), before) << word_of(events.front());
    }
    // What does something is not idle, whatever it does.
    told.by = {.member = mats};
    for (const Command& command : std::vector<Command>{
             RecordReply{told.dana}, EnterStage{"commit", "they said so"},
             MakeTouch{.person = told.dana}, ChangeDeal{.amount = Money{5, {}}},
             ChangePlayer{told.rob, Role::coach}, HandOver{mats}, ParkDeal{.until = may(30)}}) {
        const auto events = told.tell(command);
        EXPECT_FALSE(std::ranges::all_of(events, is_idle)) << word_of(events.front());
    }
}

}  // namespace
}  // namespace ante::method
