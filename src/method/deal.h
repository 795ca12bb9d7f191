#pragma once
// A deal: one possible sale to an account, with its players, meetings, commitments and requests. It
// is one aggregate: everything in it changes together, under one version.
//
//     decide(deal, command, situation) -> events, or a refusal    may say no; changes nothing
//     evolve(deal, event)              -> the deal afterwards     may not say no
//
// Both are pure (decide.h). What the facts are worth – stake, skin in the game, momentum – is
// derived from them in ledger.h and never stored in the deal.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "method/meeting.h"
#include "method/our_plan.h"
#include "method/promise.h"
#include "method/request.h"
#include "method/values.h"

namespace ante::method {

// A person in this deal. Name and level are repeated here so that sentences and rules need no
// second aggregate; they follow the person (PlayerChanged).
struct Player {
    PersonId person{};
    std::string name{};
    Level level = Level::individual;
    Role role = Role::influencer;
    Instant since{};
    std::optional<Instant> left_at{};

    static constexpr auto fields =
        describe(field<&Player::person>("person", "Who."),
                 field<&Player::name>("name", "As he is called.", {.personal = true}),
                 field<&Player::level>("level", "Level in his company."),
                 field<&Player::role>("role", "His authority in this deal."),
                 field<&Player::since>("since", "When he joined."),
                 field<&Player::left_at>("left_at", "When he left the deal."));
    bool operator==(const Player&) const = default;
};

// Where the deal stands (METHOD 8), each with its facts.
struct Prospect {
    static constexpr std::string_view word = "prospect";
    static constexpr auto fields = describe();
    bool operator==(const Prospect&) const = default;
};
struct InPipeline {
    static constexpr std::string_view word = "pipeline";
    Instant since{};
    static constexpr auto fields =
        describe(field<&InPipeline::since>("since", "Its first advance was agreed."));
    bool operator==(const InPipeline&) const = default;
};
struct Won {
    static constexpr std::string_view word = "won";
    Instant at{};
    std::optional<MeetingId> meeting{};
    std::optional<Instant> pipeline_since{};  // it had passed the door before
    static constexpr auto fields = describe(
        field<&Won::at>("at", "When."), field<&Won::meeting>("meeting", "In which meeting."),
        field<&Won::pipeline_since>("pipeline_since", "It had passed the door then."));
    bool operator==(const Won&) const = default;
};
struct Lost {
    static constexpr std::string_view word = "lost";
    Instant at{};
    LostTo to = LostTo::other;
    std::string why{};
    std::optional<MeetingId> meeting{};
    std::optional<Instant> pipeline_since{};  // it had passed the door before
    static constexpr auto fields = describe(
        field<&Lost::at>("at", "When."), field<&Lost::to>("to", "To whom."),
        field<&Lost::why>("why", "Why."), field<&Lost::meeting>("meeting", "In which meeting."),
        field<&Lost::pipeline_since>("pipeline_since", "It had passed the door then."));
    bool operator==(const Lost&) const = default;
};
struct Parked {
    static constexpr std::string_view word = "parked";
    Instant at{};
    Date until{};
    std::string why{};
    std::optional<MeetingId> meeting{};
    std::optional<Instant> pipeline_since{};  // it had passed the door before
    static constexpr auto fields = describe(
        field<&Parked::at>("at", "When."), field<&Parked::until>("until", "The day to look again."),
        field<&Parked::why>("why", "Why."), field<&Parked::meeting>("meeting", "In which meeting."),
        field<&Parked::pipeline_since>("pipeline_since", "It had passed the door then."));
    bool operator==(const Parked&) const = default;
};
using DealState = std::variant<Prospect, InPipeline, Won, Lost, Parked>;

struct StageEntry {
    std::string stage{};
    Instant at{};
    bool proven = false;
    std::string reason{};  // why it was entered without its proof
    static constexpr auto fields =
        describe(field<&StageEntry::stage>("stage", "The stage's id."),
                 field<&StageEntry::at>("at", "When."),
                 field<&StageEntry::proven>("proven", "Was the buyer's act that proves it there?"),
                 field<&StageEntry::reason>("reason", "Why it was entered without its proof."));
    bool operator==(const StageEntry&) const = default;
};

// Before the first meeting (METHOD 8).
struct Homework {
    std::string issue{};
    std::string reality{};
    std::string desired_result{};
    std::string gap{};  // and what it costs
    std::string why_us{};
    std::optional<PersonId> decision_maker{};

    static constexpr auto fields = describe(
        field<&Homework::issue>("issue", "The business issue.",
                                {.max_length = 2000, .may_be_absent = true}),
        field<&Homework::reality>("reality", "Reality today.",
                                  {.max_length = 2000, .may_be_absent = true}),
        field<&Homework::desired_result>("desired_result", "The desired result.",
                                         {.max_length = 2000, .may_be_absent = true}),
        field<&Homework::gap>("gap", "The gap, and what it costs.",
                              {.max_length = 2000, .may_be_absent = true}),
        field<&Homework::why_us>("why_us", "Why us.", {.max_length = 2000, .may_be_absent = true}),
        field<&Homework::decision_maker>("decision_maker",
                                         "Who decides, if he is a known player."));
    bool operator==(const Homework&) const = default;
};

// A contact of ours outside meetings that concerned this deal (the touch itself is its own
// aggregate).
struct DealTouch {
    TouchId id{};
    TouchKind kind = TouchKind::message;
    std::optional<PersonId> person{};
    MemberId by{};
    Instant at{};
    std::optional<Instant> answered_at{};
    static constexpr auto fields = describe(
        field<&DealTouch::id>("id", "Its id."), field<&DealTouch::kind>("kind", "What kind."),
        field<&DealTouch::person>("person", "To whom."), field<&DealTouch::by>("by", "Who of us."),
        field<&DealTouch::at>("at", "When."),
        field<&DealTouch::answered_at>("answered_at", "When he answered."));
    bool operator==(const DealTouch&) const = default;
};

enum class SignKind : std::uint8_t { reply, named_colleague };
constexpr auto words(SignKind) {
    return std::array{"reply"sv, "named_colleague"sv};
}

// A buyer act without a promise: it ends silence and carries no stake (METHOD 2).
struct Sign {
    SignKind kind = SignKind::reply;
    std::optional<PersonId> person{};
    Instant at{};
    std::string words{};
    std::optional<Channel> channel{};  // page: by himself; empty: as one of us tells it
    static constexpr auto fields =
        describe(field<&Sign::kind>("kind", "What he did."), field<&Sign::person>("person", "Who."),
                 field<&Sign::at>("at", "When."), field<&Sign::words>("words", "In his words."),
                 field<&Sign::channel>("channel",
                                       "page: he wrote it there himself; absent: as one of us "
                                       "tells it."));
    bool operator==(const Sign&) const = default;
};

// Somebody whom a player named on his page: no player before one of us confirms him (METHOD 14).
using ColleagueId = Id<struct ColleagueTag>;
struct Colleague {
    ColleagueId id{};
    Instant at{};
    PersonId by{};
    std::string name{};
    std::string email{};
    std::string does{};  // "signs for anything above 50,000"
    std::optional<Instant> answered_at{};
    std::optional<PersonId> became{};  // answered without: he was dismissed

    bool waits() const { return !answered_at; }

    static constexpr auto fields = describe(
        field<&Colleague::id>("id", "Its id."), field<&Colleague::at>("at", "When."),
        field<&Colleague::by>("by", "The player who named him."),
        field<&Colleague::name>("name", "His name.", {.personal = true}),
        field<&Colleague::email>("email", "His address; empty: not said.", {.personal = true}),
        field<&Colleague::does>("does", "What he has to do with it, in the player's words."),
        field<&Colleague::answered_at>("answered_at",
                                       "When we confirmed or dismissed him; absent: not yet."),
        field<&Colleague::became>("became", "The player he is now; absent: none."));
    bool operator==(const Colleague&) const = default;
};

// A coaching note is a word between a manager and who carries the deal; both see it, beside the
// other notes (METHOD 12).
enum class NoteKind : std::uint8_t { note, coaching };
constexpr auto words(NoteKind) {
    return std::array{"note"sv, "coaching"sv};
}

struct Note {
    Instant at{};
    MemberId by{};
    std::string text{};
    NoteKind kind = NoteKind::note;
    static constexpr auto fields =
        describe(field<&Note::at>("at", "When."), field<&Note::by>("by", "Who wrote it."),
                 field<&Note::text>("text", "The note."),
                 field<&Note::kind>("kind", "A note, or coaching.", {.may_be_absent = true}));
    bool operator==(const Note&) const = default;
};

// How a deal is let go of: parked until a day, or lost.
enum class LettingGoHow : std::uint8_t { park, lose };
constexpr auto words(LettingGoHow) {
    return std::array{"park"sv, "lose"sv};
}

// Proposed by one of us, and waiting for the other: nobody lets a deal go alone (METHOD 12).
struct LettingGo {
    Instant at{};
    MemberId by{};
    LettingGoHow how = LettingGoHow::park;
    std::optional<Date> until{};  // park
    LostTo to = LostTo::no_decision;
    std::string why{};
    static constexpr auto fields = describe(
        field<&LettingGo::at>("at", "When it was proposed."),
        field<&LettingGo::by>("by", "Who proposed it."),
        field<&LettingGo::how>("how", "Park it, or call it lost."),
        field<&LettingGo::until>("until", "Parked: the day to look again."),
        field<&LettingGo::to>("to", "Lost: to whom."), field<&LettingGo::why>("why", "Why."));
    bool operator==(const LettingGo&) const = default;
};

// Where a merged player stood in the deal: the part, and where in it.
enum class TraceKind : std::uint8_t {
    expected,  // of the meeting
    attended,  // it
    ask,       // whom we ask
    reading,   // of the meeting, the `at`th
    promise,   // its owner
    request,   // who asked
    answer,    // to the request, the `at`th
    touch,     // to whom
    sign,      // the `at`th; `part` is nothing
    homework,  // who decides
    counter,   // to the promise, the `at`th
    named,     // by whom a colleague was
    became,    // what a colleague did
};
constexpr auto words(TraceKind) {
    return std::array{"expected"sv, "attended"sv, "ask"sv,   "reading"sv, "promise"sv,
                      "request"sv,  "answer"sv,   "touch"sv, "sign"sv,    "homework"sv,
                      "counter"sv,  "named"sv,    "became"sv};
}
struct Trace {
    TraceKind kind = TraceKind::promise;
    Uuid part{};
    std::int64_t at = 0;
    bool both = false;  // The other one stood in the same list.
    static constexpr auto fields =
        describe(field<&Trace::kind>("kind", "What part."), field<&Trace::part>("part", "Its id."),
                 field<&Trace::at>("at", "Where in it."),
                 field<&Trace::both>("both", "The other one stood in the same list of people."));
    bool operator==(const Trace&) const = default;
};

// Two players turned out to be one person. Everything that `from` had was given to `into`; what it
// was is kept, so that it can be given back (method/merge.h).
struct PlayerMerge {
    MergeId merge{};
    PersonId from{};
    PersonId into{};
    std::optional<Player> was{};     // `from` as he stood in the deal, if he was a player
    std::int64_t was_at = 0;         // his place among the players
    std::optional<Player> other{};   // `into`, if he was a player already
    std::optional<Player> became{};  // what became of the two
    std::vector<Trace> traces{};
    static constexpr auto fields =
        describe(field<&PlayerMerge::merge>("merge", "The merge of the two people."),
                 field<&PlayerMerge::from>("from", "The duplicate."),
                 field<&PlayerMerge::into>("into", "The one who stayed."),
                 field<&PlayerMerge::was>("was", "The duplicate as a player."),
                 field<&PlayerMerge::was_at>("was_at", "His place among the players."),
                 field<&PlayerMerge::other>("other", "The other, if he was a player then."),
                 field<&PlayerMerge::became>("became", "What became of the two."),
                 field<&PlayerMerge::traces>("traces", "Where the duplicate stood in the deal."));
    bool operator==(const PlayerMerge&) const = default;
};

struct Deal {
    DealId id{};
    AccountId account{};
    std::string name{};
    DealKind kind = DealKind::fresh;
    MemberId owner{};
    Visibility visibility = Visibility::team;
    std::optional<Money> amount{};
    std::optional<Money> amount_at_door{};  // as it was said when it entered the pipeline
    std::optional<Date> expected_close{};
    std::optional<Date> go_live{};  // the day on which the buyer means to work with it
    std::vector<OurPlan> plans{};   // started from templates, in the order in which they were
    std::string external_id{};      // in the system it was imported from
    std::string crm_stage{};        // as that system called it; no proof of anything
    Instant opened_at{};
    DealState state{};
    std::vector<StageEntry> stages{};
    Homework homework{};
    std::vector<Player> players{};
    std::vector<Meeting> meetings{};  // in the order in which they were booked
    std::vector<Commitment> commitments{};
    std::vector<Request> requests{};
    std::vector<DealTouch> touches{};
    std::vector<Sign> signs{};
    std::string goal{};  // the result both want, in words that the buyer reads
    std::vector<Colleague> colleagues{};
    std::vector<Note> notes{};
    std::optional<Date> snoozed_until{};
    std::optional<LettingGo> letting_go{};  // proposed, and not answered yet
    std::vector<PlayerMerge>
        merges{};  // in the order in which they were made; undone ones are gone

    // Prospect or pipeline: somebody still waits for somebody.
    bool in_play() const {
        return std::holds_alternative<Prospect>(state) || std::holds_alternative<InPipeline>(state);
    }
    bool over() const {
        return std::holds_alternative<Won>(state) || std::holds_alternative<Lost>(state);
    }
    std::string_view stage() const {
        return stages.empty() ? std::string_view{} : stages.back().stage;
    }

    // Null if there is none. Players who left are found, too.
    const Player* player(PersonId id) const;
    const Meeting* meeting(MeetingId id) const;
    const Commitment* commitment(CommitmentId id) const;
    const Request* request(RequestId id) const;
    const Colleague* colleague(ColleagueId id) const;
    // "Dana", or "the buyer" for nobody we know.
    std::string_view name_of(PersonId person) const;

    static constexpr auto fields = describe(
        field<&Deal::id>("id", "Its id."),
        field<&Deal::account>("account", "To whom we would sell."),
        field<&Deal::name>("name", "What the buyer would call it."),
        field<&Deal::kind>("kind", "New, expansion or renewal."),
        field<&Deal::owner>("owner", "The member who carries it on our side."),
        field<&Deal::visibility>("visibility", "Who of us sees it."),
        field<&Deal::amount>("amount", "What it would be worth."),
        field<&Deal::amount_at_door>("amount_at_door",
                                     "What was said of that when it entered the pipeline: all that "
                                     "the forecast may know of it."),
        field<&Deal::expected_close>("expected_close", "The day the buyer means to decide."),
        field<&Deal::go_live>("go_live", "The day on which the buyer means to work with it."),
        field<&Deal::plans>("plans", "Our plans that were started from templates."),
        field<&Deal::external_id>("external_id", "Its id in the system it came from."),
        field<&Deal::crm_stage>("crm_stage", "The stage that system gave it; it proves nothing."),
        field<&Deal::opened_at>("opened_at", "When it began."),
        field<&Deal::state>("state", "Where it stands."),
        field<&Deal::stages>("stages", "Each stage entered."),
        field<&Deal::homework>("homework", "Known before the first meeting."),
        field<&Deal::players>("players", "The people in it."),
        field<&Deal::meetings>("meetings", "Its meetings."),
        field<&Deal::commitments>("commitments", "Promises of both sides."),
        field<&Deal::requests>("requests", "What the buyer wants from us."),
        field<&Deal::touches>("touches", "Our contacts outside meetings."),
        field<&Deal::signs>("signs", "Buyer acts without a promise."),
        field<&Deal::goal>("goal", "The result both sides want, in words that the buyer reads."),
        field<&Deal::colleagues>("colleagues", "People whom players named on their page."),
        field<&Deal::notes>("notes", "Notes."),
        field<&Deal::snoozed_until>("snoozed_until", "Not on Today before this day."),
        field<&Deal::letting_go>("letting_go", "Letting it go was proposed."),
        field<&Deal::merges>("merges", "Players who turned out to be one person."));
    bool operator==(const Deal&) const = default;
};

}  // namespace ante::method
