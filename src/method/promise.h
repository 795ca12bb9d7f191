#pragma once
// A commitment: a promise with what, who and when, made by one side (METHOD 2, 3).
//
//     proposed → agreed | declined        agreed → kept | missed | released | withdrawn
//
// "Overdue" is never stored: an agreed promise whose day has passed is overdue until somebody says
// which of the four it is.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "method/values.h"

namespace ante::method {

// Who promised. The side follows from it, so that no promise can be owned by the wrong side.
struct Them {
    static constexpr std::string_view word = "buyer";
    PersonId person{};
    static constexpr auto fields =
        describe(field<&Them::person>("person", "The player who promised."));
    bool operator==(const Them&) const = default;
};
struct Us {
    static constexpr std::string_view word = "seller";
    MemberId member{};
    static constexpr auto fields =
        describe(field<&Us::member>("member", "The member who promised."));
    bool operator==(const Us&) const = default;
};
using Owner = std::variant<Them, Us>;

constexpr Side side_of(const Owner& owner) {
    return std::holds_alternative<Them>(owner) ? Side::buyer : Side::seller;
}

// The states, each with its own facts. `at` is when it came to be so.
struct Proposed {
    static constexpr std::string_view word = "proposed";
    static constexpr auto fields = describe();
    bool operator==(const Proposed&) const = default;
};
struct Declined {
    static constexpr std::string_view word = "declined";
    Instant at{};
    std::string words{};
    static constexpr auto fields = describe(field<&Declined::at>("at", "When."),
                                            field<&Declined::words>("words", "In whose words."));
    bool operator==(const Declined&) const = default;
};
struct Agreed {
    static constexpr std::string_view word = "agreed";
    Instant at{};
    static constexpr auto fields = describe(field<&Agreed::at>("at", "When."));
    bool operator==(const Agreed&) const = default;
};
enum class Punctual : std::uint8_t { on_time, late };
constexpr auto words(Punctual) {
    return std::array{"on_time"sv, "late"sv};
}
struct Kept {
    static constexpr std::string_view word = "kept";
    Instant agreed_at{};
    Instant at{};
    Punctual punctual = Punctual::on_time;
    static constexpr auto fields =
        describe(field<&Kept::agreed_at>("agreed_at", "When it was agreed."),
                 field<&Kept::at>("at", "When it was done."),
                 field<&Kept::punctual>("punctual", "By its day, or later?"));
    bool operator==(const Kept&) const = default;
};
struct Missed {
    static constexpr std::string_view word = "missed";
    Instant agreed_at{};
    Instant at{};
    static constexpr auto fields =
        describe(field<&Missed::agreed_at>("agreed_at", "When it was agreed."),
                 field<&Missed::at>("at", "When it was called missed."));
    bool operator==(const Missed&) const = default;
};
struct Released {
    static constexpr std::string_view word = "released";
    Instant agreed_at{};
    Instant at{};
    std::string why{};
    static constexpr auto fields = describe(
        field<&Released::agreed_at>("agreed_at", "When it was agreed."),
        field<&Released::at>("at", "When both let it go."), field<&Released::why>("why", "Why."));
    bool operator==(const Released&) const = default;
};
struct Withdrawn {
    static constexpr std::string_view word = "withdrawn";
    Instant agreed_at{};
    Instant at{};
    std::string why{};
    static constexpr auto fields =
        describe(field<&Withdrawn::agreed_at>("agreed_at", "When it was agreed."),
                 field<&Withdrawn::at>("at", "When it was taken back."),
                 field<&Withdrawn::why>("why", "Why."));
    bool operator==(const Withdrawn&) const = default;
};
using PromiseState = std::variant<Proposed, Agreed, Declined, Kept, Missed, Released, Withdrawn>;

// The day was moved. The third move by the one who promised is reported as his miss (METHOD 3): the
// promise stays open with its new day, but from that move on it is worth what a missed one is, and
// kept it counts as late. A move by the other side is that side's act and costs the promiser
// nothing; the other side has promised nothing here that it could miss.
struct Move {
    Instant at{};
    Date from{};
    Date to{};
    Side by = Side::buyer;
    static constexpr auto fields = describe(
        field<&Move::at>("at", "When it was moved."), field<&Move::from>("from", "The day it had."),
        field<&Move::to>("to", "The day it got."), field<&Move::by>("by", "Who moved it."));
    bool operator==(const Move&) const = default;
};

// The buyer would have it otherwise: another wording, another day. It changes nothing until we
// accept it; whatever else becomes of the promise overtakes it (METHOD 14).
enum class CounterState : std::uint8_t { open, accepted, left, overtaken };
constexpr auto words(CounterState) {
    return std::array{"open"sv, "accepted"sv, "left"sv, "overtaken"sv};
}
struct Counter {
    Instant at{};
    PersonId by{};
    std::string what{};         // empty: as it was
    std::optional<Date> due{};  // empty: as it was
    std::string words{};
    CounterState state = CounterState::open;
    std::optional<Instant> answered_at{};
    std::string answer{};  // our words, if we left it as it was
    static constexpr auto fields =
        describe(field<&Counter::at>("at", "When."), field<&Counter::by>("by", "Which player."),
                 field<&Counter::what>("what", "The other wording; empty: as it was."),
                 field<&Counter::due>("due", "The other day; absent: as it was."),
                 field<&Counter::words>("words", "Why, in his words."),
                 field<&Counter::state>("state", "What came of it."),
                 field<&Counter::answered_at>("answered_at", "When."),
                 field<&Counter::answer>("answer", "Our words, if it was left as it was."));
    bool operator==(const Counter&) const = default;
};
inline constexpr std::size_t moves_that_miss = 3;

struct Commitment {
    CommitmentId id{};
    Owner owner{};
    std::string what{};
    Date due{};
    std::string proof{};
    Effort effort = Effort::compliance;
    Initiative initiative = Initiative::asked;
    Instant proposed_at{};
    Side proposed_by = Side::seller;
    std::optional<MeetingId> meeting{};  // in which it was made
    std::optional<MeetingId> attends{};  // that it promises to attend
    std::optional<RequestId> request{};  // for which it is the exchange; ours: which it delivers
    std::string proves{};                // a stage's id, if keeping it proves that stage
    std::vector<Move> moves{};
    std::vector<Counter> counters{};
    PromiseState state{};

    Side side() const { return side_of(owner); }
    const PersonId* person() const {
        const Them* them = std::get_if<Them>(&owner);
        return them ? &them->person : nullptr;
    }
    // Agreed, and nobody has said yet what came of it.
    bool open() const { return std::holds_alternative<Agreed>(state); }
    bool was_agreed() const {
        return !std::holds_alternative<Proposed>(state) && !std::holds_alternative<Declined>(state);
    }
    std::optional<Instant> agreed_at() const;
    std::optional<Instant> kept_at() const;
    std::optional<Instant> settled_at() const;  // kept, missed, released, withdrawn or declined
    // The promiser's own move that counts as his miss; null before there is one.
    const Move* missing_move() const {
        std::size_t own = 0;
        for (const Move& move : moves)
            if (move.by == side() && ++own == moves_that_miss) return &move;
        return nullptr;
    }
    bool moved_too_often() const { return missing_move() != nullptr; }
    // What the buyer would have otherwise, and we have not answered; null: nothing.
    const Counter* open_counter() const {
        const bool any = !counters.empty() && counters.back().state == CounterState::open;
        return any ? &counters.back() : nullptr;
    }

    static constexpr auto fields = describe(
        field<&Commitment::id>("id", "Its id."),
        field<&Commitment::owner>("owner", "Who promised."),
        field<&Commitment::what>(
            "what", "The concrete thing that will be done, so that both can see it is."),
        field<&Commitment::due>("due",
                                "The day by which it is done, in the workspace's time zone."),
        field<&Commitment::proof>("proof", "How both sides will see that it is done."),
        field<&Commitment::effort>("effort", "What it costs the one who promised."),
        field<&Commitment::initiative>("initiative", "Offered unasked, or asked for?"),
        field<&Commitment::proposed_at>("proposed_at", "When it was proposed."),
        field<&Commitment::proposed_by>("proposed_by", "By which side."),
        field<&Commitment::meeting>("meeting", "The meeting in which it was made."),
        field<&Commitment::attends>("attends", "The meeting that it promises to attend."),
        field<&Commitment::request>("request",
                                    "The request that it is the exchange for, or delivers."),
        field<&Commitment::proves>("proves", "The stage that keeping it proves."),
        field<&Commitment::moves>("moves", "Each time its day was moved."),
        field<&Commitment::counters>("counters", "Each time the buyer proposed it otherwise."),
        field<&Commitment::state>("state", "Where it stands."));
    bool operator==(const Commitment&) const = default;
};

// What a new promise is made of, as commands carry it. Checked by decide (METHOD 3): see
// `refuse_promise` in promise.cpp for the refusals and their order.
struct PromiseDraft {
    Side side = Side::buyer;
    std::optional<PersonId> person{};  // the buyer's owner
    std::optional<MemberId> member{};  // our owner
    std::string what{};
    std::optional<Date> due{};
    std::string proof{};
    Effort effort = Effort::compliance;
    Initiative initiative = Initiative::asked;
    std::string proves{};

    static constexpr auto fields = describe(
        field<&PromiseDraft::side>("side", "Whose promise it is.", {.may_be_absent = true}),
        field<&PromiseDraft::person>("person", "The player who promises (side buyer)."),
        field<&PromiseDraft::member>("member", "The member who promises (side seller)."),
        field<&PromiseDraft::what>("what", "The concrete thing that will be done.",
                                   {.max_length = 500}),
        field<&PromiseDraft::due>("due", "The day by which it is done."),
        field<&PromiseDraft::proof>("proof", "How both sides will see that it is done.",
                                    {.max_length = 500, .may_be_absent = true}),
        field<&PromiseDraft::effort>("effort", "What it costs the one who promises."),
        field<&PromiseDraft::initiative>("initiative", "Offered unasked, or asked for?",
                                         {.may_be_absent = true}),
        field<&PromiseDraft::proves>("proves", "The stage that keeping it proves.",
                                     {.max_length = 40, .may_be_absent = true}));
    bool operator==(const PromiseDraft&) const = default;
};

// Words that promise nothing that could be seen to be done: "follow up", "will get back to you".
// The list of METHOD 3 with its everyday variants, in English.
bool is_vague(std::string_view what);

// What is allowed, and advised against (METHOD 3).
struct Advice {
    std::string code{};  // due_too_far, proof_missing
    std::string says{};
    static constexpr auto fields = describe(field<&Advice::code>("code", "Stable, snake_case."),
                                            field<&Advice::says>("says", "One sentence."));
    bool operator==(const Advice&) const = default;
};
inline constexpr Days far_away{90};
std::vector<Advice> advice_on(const PromiseDraft& draft, Date today);

}  // namespace ante::method
