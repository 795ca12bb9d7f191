#pragma once
// One deal's story as it is told: commands at moments of the past, each decided by the method like
// any other, recorded together at the end.

#include <string>
#include <vector>

#include "method/decide.h"
#include "store/buyer_links.h"
#include "store/deals.h"

namespace ante::api::demo {

using namespace method;

// Small and the same everywhere (std's distributions are not): splitmix64.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    int from(int least, int most) {
        return least + static_cast<int>(next() % static_cast<std::uint64_t>(most - least + 1));
    }
    template <class List>
    const auto& one_of(const List& list) {
        return list[next() % std::size(list)];
    }

private:
    std::uint64_t state_;
};

// A company we tell of, with its people: a decision maker, an influencer, a user, an approver.
struct Cast {
    Account account;
    std::vector<Person> people;
};

class Scene {
public:
    // Begins `opened_days_ago` days before now, at nine in the morning, with the decision maker
    // (0), the influencer (1) … of the cast as players.
    Scene(store::Transaction& in, store::Workspace& workspace, const Cast& cast,
          const Member& owner, std::string name, DealKind kind, std::int64_t amount,
          int opened_days_ago, const std::vector<int>& players, Instant now);

    // Who of us acts from now on; at first its owner.
    Scene& as(MemberId member) {
        by_.member = member;
        return *this;
    }
    // The clock: to so many days before now (negative: not allowed), at an hour; never back.
    Scene& days_ago(int days, int hour = 10);
    Date day(int days_from_now) const;  // as a date; negative is past

    PersonId who(int index) const { return cast_.people[static_cast<std::size_t>(index)].id; }

    // A buyer's promise, agreed now. Due so many days from now (of the story's end).
    CommitmentId promises(int person, std::string what, int due_from_now, Effort effort,
                          std::string proof = {}, Initiative initiative = Initiative::asked,
                          MeetingId in = {});
    CommitmentId we_promise(std::string what, int due_from_now, Effort effort, MeetingId in = {});
    void keeps(CommitmentId promise) { act(KeepPromise{promise, {}}); }
    void misses(CommitmentId promise) { act(MissPromise{promise}); }
    void moves(CommitmentId promise, int to_from_now) {
        act(MovePromise{promise, day(to_from_now)});
    }

    // A meeting so many days from now (negative: in the past; then the clock goes to its booking).
    MeetingId meets(MeetingKind kind, std::string title, int days_from_now, int hour,
                    const std::vector<int>& people, bool accepted = true);
    struct Wish {
        int person;
        std::string what;
        Effort effort;
        int due_from_now;
        std::string play{};  // Of the library, if it is one.
    };
    // A play of the library, put to somebody.
    static Wish play(int person, std::string_view id, int due_from_now);
    void plans(MeetingId meeting, std::string purpose, Wish best, Wish minimum,
               std::int64_t reserve = 10);
    void answers(MeetingId meeting, AskRank rank, AskAnswer answer, std::string words = {});
    void debriefs(MeetingId meeting, const std::vector<int>& came, std::string no_next = {});
    void reads(MeetingId meeting, int person, Interest interest, std::string words);

    RequestId asks_for(RequestKind kind, std::string what, int person);
    void accept(RequestId request, std::string purpose, std::string outcome, std::string decision,
                std::optional<CommitmentId> exchange = {}, std::string override_reason = {});
    void deliver(RequestId request) { act(DeliverRequest{request}); }
    void answer(RequestId request, bool satisfied, std::string missing = {});

    void touch(TouchKind kind, int person) { act(MakeTouch{kind, who(person)}); }
    void writes(int person, std::string words) { act(RecordReply{who(person), std::move(words)}); }
    void homework(std::string issue, std::string reality, std::string result, int decision_maker);

    // By the buyer himself, on his page.
    void on_page(int person, const Command& command);
    // He was sent a link to the page, and opened it last so many days before now.
    void has_link(int person, int seen_days_ago);

    void act(const Command& command);  // Throws a fault of ours if the method says no.
    const Deal& deal() const { return deal_; }
    Instant clock() const { return clock_; }

    void record();

private:
    store::Transaction& in_;
    store::Workspace& workspace_;
    const Cast& cast_;
    Actor by_;
    Instant now_;
    Instant clock_;
    Deal deal_;
    struct Step {
        Actor by;
        std::vector<Event> events;
    };
    std::vector<Step> steps_;
    std::vector<store::PlanLink> links_;
};

}  // namespace ante::api::demo
