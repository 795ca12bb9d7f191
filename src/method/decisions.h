#pragma once
// The decisions on commands, a function each, and what they share. Only decide*.cpp, promise.cpp
// and templates/ include this; everybody else goes through decide.h.

#include "method/decide.h"

namespace ante::method {

// What one deal may hold. Beyond it a command is refused with `deal_is_full`: far more than a sale
// between people needs, and little enough to load and judge in one go.
struct DealLimits {
    static constexpr std::size_t players = 200;
    static constexpr std::size_t meetings = 500;
    static constexpr std::size_t promises = 2'000;
    static constexpr std::size_t plans = 20;
    static constexpr std::size_t requests = 1'000;
    static constexpr std::size_t touches = 5'000;
    static constexpr std::size_t signs = 5'000;
    static constexpr std::size_t notes = 2'000;
    static constexpr std::size_t stages = 500;      // entered, with every way back
    static constexpr std::size_t asks = 50;         // in one plan
    static constexpr std::size_t moves = 50;        // of one promise
    static constexpr std::size_t deliveries = 100;  // of one request
    static constexpr std::size_t counters = 20;     // proposed for one promise
    static constexpr std::size_t colleagues = 100;  // named on the buyer's page
};

// A slip of the finger is noticed soon; what was noticed later is told as it is.
inline constexpr minutes slip_is_noticed{10};

// A meeting may be noted after it was held; longer ago than this it is a slip of the pen.
inline constexpr Days noted_afterwards{31};

// The events of one command as they come together, with the facts that follow from them: a buyer
// act brings a parked deal back, the first agreed advance opens the funnel's door (METHOD 8).
class Decision {
public:
    Decision(const Deal& before, const Situation& situation) : deal(before), now(situation) {}

    const Deal& deal;
    const Situation& now;

    void add(Event event) { events_.push_back(std::move(event)); }
    void buyer_acts() { returns(Side::buyer, {}); }
    void returns(Side by, std::string why);
    void propose(const Commitment& promise);
    void agree(const Commitment& promise, Instant at);

    Date today() const { return now.zone.date_of(now.at); }
    template <class Tag>
    Id<Tag> name() {
        return now.ids.make<Tag>(now.at);
    }
    std::vector<Event> events() && { return std::move(events_); }

private:
    bool before_the_door() const;
    void pass_the_door(Instant at);

    std::vector<Event> events_;
    bool returned_ = false;
    bool passed_ = false;
};

using Refusal = std::optional<Error>;

// ---- guards: a refusal, or nothing

Refusal if_over(const Deal& deal);    // deal_is_over
Refusal if_parked(const Deal& deal);  // deal_is_parked
// New work of ours: neither on a closed deal nor on a parked one.
Refusal if_not_in_play(const Deal& deal);
Refusal if_full(std::size_t have, std::size_t limit, std::string_view what);  // deal_is_full
Refusal if_negative(const std::optional<Money>& amount);                      // amount_negative
// A player who is in the deal now; `player_unknown` if not.
Refusal if_no_player(const Deal& deal, PersonId person);
// A meeting that a deal was closed in, or a promise was made in: found, not called off, begun.
Refusal if_not_a_meeting_held(const Deal& deal, const std::optional<MeetingId>& meeting,
                              const Situation& now);

// Facts are not unsaid, but for the finger that slipped: soon, and by who said it. `what` was said
// ("what came of it"), `instead` is the way out when it is too late.
Refusal if_no_slip(const Situation& now, std::string_view what, std::string_view instead);

// METHOD 3, in its order. `not_before`: the day of the promise.
Refusal refuse_promise(const Deal& deal, const PromiseDraft& draft, Date not_before,
                       const Settings& settings);
// The commitment that a checked draft becomes; proposed.
Commitment commitment_from(const PromiseDraft& draft, CommitmentId id, Instant at,
                           Side proposed_by);

bool is_current(const Player* player);
// An agreed promise of the buyer that costs him something; leaving out `but`.
bool has_advance(const Deal& deal, std::optional<CommitmentId> but = {});
std::string in_quotes(std::string_view text);  // “send the draft”

// ---- one function a command

Outcome on(const Deal& deal, const OpenDeal& command, const Situation& now);
Outcome on(const Deal& deal, const ChangeDeal& command, const Situation& now);
Outcome on(const Deal& deal, const HandOver& command, const Situation& now);
Outcome on(const Deal& deal, const EnterStage& command, const Situation& now);
Outcome on(const Deal& deal, const WinDeal& command, const Situation& now);
Outcome on(const Deal& deal, const LoseDeal& command, const Situation& now);
Outcome on(const Deal& deal, const ParkDeal& command, const Situation& now);
Outcome on(const Deal& deal, const ReopenDeal& command, const Situation& now);
Outcome on(const Deal& deal, const AddPlayer& command, const Situation& now);
Outcome on(const Deal& deal, const ChangePlayer& command, const Situation& now);
Outcome on(const Deal& deal, const RemovePlayer& command, const Situation& now);
Outcome on(const Deal& deal, const FollowPerson& command, const Situation& now);
Outcome on(const Deal& deal, const MergePlayer& command, const Situation& now);
Outcome on(const Deal& deal, const PartPlayer& command, const Situation& now);
Outcome on(const Deal& deal, const MoveDeal& command, const Situation& now);
Outcome on(const Deal& deal, const RemoveDeal& command, const Situation& now);
Outcome on(const Deal& deal, const WriteHomework& command, const Situation& now);

Outcome on(const Deal& deal, const ScheduleMeeting& command, const Situation& now);
Outcome on(const Deal& deal, const ChangeMeeting& command, const Situation& now);
Outcome on(const Deal& deal, const CancelMeeting& command, const Situation& now);
Outcome on(const Deal& deal, const WritePlan& command, const Situation& now);
Outcome on(const Deal& deal, const AnswerAsk& command, const Situation& now);
Outcome on(const Deal& deal, const PlaceAsk& command, const Situation& now);
Outcome on(const Deal& deal, const CorrectAsk& command, const Situation& now);
Outcome on(const Deal& deal, const RecordHesitation& command, const Situation& now);
Outcome on(const Deal& deal, const TakeReading& command, const Situation& now);
Outcome on(const Deal& deal, const DebriefMeeting& command, const Situation& now);
Outcome on(const Deal& deal, const SendRecap& command, const Situation& now);
Outcome on(const Deal& deal, const CorrectRecap& command, const Situation& now);

Outcome on(const Deal& deal, const ProposePromise& command, const Situation& now);
Outcome on(const Deal& deal, const AgreePromise& command, const Situation& now);
Outcome on(const Deal& deal, const DeclinePromise& command, const Situation& now);
Outcome on(const Deal& deal, const KeepPromise& command, const Situation& now);
Outcome on(const Deal& deal, const MissPromise& command, const Situation& now);
Outcome on(const Deal& deal, const CorrectPromise& command, const Situation& now);
Outcome on(const Deal& deal, const ReleasePromise& command, const Situation& now);
Outcome on(const Deal& deal, const WithdrawPromise& command, const Situation& now);
Outcome on(const Deal& deal, const MovePromise& command, const Situation& now);

Outcome on(const Deal& deal, const StartPlan& command, const Situation& now);
Outcome on(const Deal& deal, const MoveGoLive& command, const Situation& now);

Outcome on(const Deal& deal, const AskRequest& command, const Situation& now);
Outcome on(const Deal& deal, const AcceptRequest& command, const Situation& now);
Outcome on(const Deal& deal, const DeclineRequest& command, const Situation& now);
Outcome on(const Deal& deal, const DeliverRequest& command, const Situation& now);
Outcome on(const Deal& deal, const CorrectDelivery& command, const Situation& now);
Outcome on(const Deal& deal, const AnswerRequest& command, const Situation& now);
Outcome on(const Deal& deal, const WithdrawRequest& command, const Situation& now);

Outcome on(const Deal& deal, const MakeTouch& command, const Situation& now);
Outcome on(const Deal& deal, const AnswerTouch& command, const Situation& now);
Outcome on(const Deal& deal, const RecordReply& command, const Situation& now);
Outcome on(const Deal& deal, const Snooze& command, const Situation& now);
Outcome on(const Deal& deal, const AddNote& command, const Situation& now);

Outcome on(const Deal& deal, const CounterPromise& command, const Situation& now);
Outcome on(const Deal& deal, const AcceptCounter& command, const Situation& now);
Outcome on(const Deal& deal, const LeaveCounter& command, const Situation& now);
Outcome on(const Deal& deal, const NameColleague& command, const Situation& now);
Outcome on(const Deal& deal, const ConfirmColleague& command, const Situation& now);
Outcome on(const Deal& deal, const DismissColleague& command, const Situation& now);
Outcome on(const Deal& deal, const ShareGoal& command, const Situation& now);

Outcome on(const Deal& deal, const ProposeLettingGo& command, const Situation& now);
Outcome on(const Deal& deal, const AgreeLettingGo& command, const Situation& now);
Outcome on(const Deal& deal, const DeclineLettingGo& command, const Situation& now);

}  // namespace ante::method
