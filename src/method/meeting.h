#pragma once
// A meeting: its plan, what was asked in it, the temperature check, the debrief (METHOD 4).

#include <optional>
#include <string>
#include <vector>

#include "method/promise.h"

namespace ante::method {

enum class AskOutcome : std::uint8_t { open, accepted, declined, changed };
constexpr auto words(AskOutcome) {
    return std::array{"open"sv, "accepted"sv, "declined"sv, "changed"sv};
}

// Something we intend to ask a player to do. "Accepted" and "changed" made a commitment.
struct Ask {
    AskId id{};
    AskRank rank = AskRank::alternative;
    std::string play{};  // the play's id, if it came from the library
    std::string what{};
    Effort effort = Effort::compliance;
    PersonId owner{};
    Date due{};
    std::string proof{};
    AskOutcome outcome = AskOutcome::open;
    std::optional<Instant> answered_at{};
    std::optional<CommitmentId> commitment{};
    std::string words{};  // what he said when he declined
    // What the advisor had learned when it was planned, which later answers do not change
    // (advice/experience.h); empty: nothing that moved our judgement.
    std::optional<std::int64_t> odds_moved{};

    static constexpr auto fields =
        describe(field<&Ask::id>("id", "Its id."),
                 field<&Ask::rank>("rank", "Best, minimum or an alternative."),
                 field<&Ask::play>("play", "The play it came from."),
                 field<&Ask::what>("what", "What we ask him to do."),
                 field<&Ask::effort>("effort", "What it costs him."),
                 field<&Ask::owner>("owner", "Whom we ask."), field<&Ask::due>("due", "By when."),
                 field<&Ask::proof>("proof", "How both sides will see that it is done."),
                 field<&Ask::outcome>("outcome", "What came of it."),
                 field<&Ask::answered_at>("answered_at", "When he answered."),
                 field<&Ask::commitment>("commitment", "The promise it became."),
                 field<&Ask::words>("words", "What he said when he declined."),
                 field<&Ask::odds_moved>(
                     "odds_moved",
                     "By how much the workspace's own asks had moved the odds of a yes against our "
                     "judgement when it was planned, in basis points; absent: not at all."));
    bool operator==(const Ask&) const = default;
};

struct Plan {
    Instant written_at{};
    std::string purpose{};
    std::string whats_up{};  // the question, in the seller's own words
    std::int64_t reserve_minutes = 0;
    std::vector<Ask> asks{};

    const Ask* best() const { return ranked(AskRank::best); }
    const Ask* minimum() const { return ranked(AskRank::minimum); }
    const Ask* ranked(AskRank rank) const {
        for (const Ask& ask : asks)
            if (ask.rank == rank) return &ask;
        return nullptr;
    }

    static constexpr auto fields = describe(
        field<&Plan::written_at>("written_at", "When it was written last."),
        field<&Plan::purpose>("purpose", "Where we want to be at the end."),
        field<&Plan::whats_up>("whats_up", "The question to ask when the minimum is declined."),
        field<&Plan::reserve_minutes>("reserve_minutes", "Kept free at the end."),
        field<&Plan::asks>("asks", "Best, minimum, alternatives."));
    bool operator==(const Plan&) const = default;
};

// One decision maker's answers to the temperature check.
struct Reading {
    PersonId who{};
    Instant at{};
    std::string most_interesting{};
    std::string to_clarify{};
    Interest next_step = Interest::not_yet;
    std::string words{};

    static constexpr auto fields = describe(
        field<&Reading::who>("who", "The decision maker."), field<&Reading::at>("at", "When."),
        field<&Reading::most_interesting>("most_interesting", "Which part interests him most."),
        field<&Reading::to_clarify>("to_clarify", "What we should clarify."),
        field<&Reading::next_step>("next_step", "Interested enough to take a next step?"),
        field<&Reading::words>("words", "In his words."));
    bool operator==(const Reading&) const = default;
};

enum class KeepOrPark : std::uint8_t { keep, park };
constexpr auto words(KeepOrPark) {
    return std::array{"keep"sv, "park"sv};
}

// The answer to "what's up?", after the minimum was declined.
struct Hesitation {
    Instant at{};
    std::string words{};
    KeepOrPark choice = KeepOrPark::keep;

    static constexpr auto fields =
        describe(field<&Hesitation::at>("at", "When."),
                 field<&Hesitation::words>("words", "In the buyer's words."),
                 field<&Hesitation::choice>("choice", "Go on, or park the deal."));
    bool operator==(const Hesitation&) const = default;
};

struct Debrief {
    Instant at{};
    std::vector<PersonId> attended{};
    std::optional<MeetingId> next_meeting{};  // booked before this one ended
    std::string no_next_because{};
    std::string notes{};

    static constexpr auto fields =
        describe(field<&Debrief::at>("at", "When it was debriefed."),
                 field<&Debrief::attended>("attended", "The players who were there."),
                 field<&Debrief::next_meeting>("next_meeting",
                                               "The next meeting, booked before this one ended."),
                 field<&Debrief::no_next_because>("no_next_because", "Why none was booked."),
                 field<&Debrief::notes>("notes", "Anything else."));
    bool operator==(const Debrief&) const = default;
};

struct Meeting {
    MeetingId id{};
    MeetingKind kind = MeetingKind::call;
    std::string title{};
    Instant starts{};
    std::int64_t minutes = 30;
    std::vector<PersonId> players{};  // who is expected of the buyer's side
    Instant scheduled_at{};
    std::optional<MeetingId> booked_in{};
    std::optional<Plan> plan{};
    std::vector<Reading> readings{};
    std::optional<Hesitation> hesitation{};
    std::optional<Debrief> debrief{};
    std::optional<Instant> recap_sent_at{};
    std::optional<Instant> cancelled_at{};
    // The deal was won in it (order), or lost or parked in it (no_sale). It stays when the deal
    // comes back from there; a reopened win was no order.
    std::optional<Verdict> closed_with{};

    Instant ends() const { return starts + std::chrono::minutes{minutes}; }
    bool held() const { return debrief.has_value(); }
    bool ahead_of(Instant now) const { return !cancelled_at && !debrief && starts > now; }

    static constexpr auto fields = describe(
        field<&Meeting::id>("id", "Its id."),
        field<&Meeting::kind>("kind", "Call, video or visit."),
        field<&Meeting::title>("title", "What it is called."),
        field<&Meeting::starts>("starts", "When it begins."),
        field<&Meeting::minutes>("minutes", "How long it lasts."),
        field<&Meeting::players>("players", "Who is expected of the buyer's side."),
        field<&Meeting::scheduled_at>("scheduled_at", "When it was booked."),
        field<&Meeting::booked_in>("booked_in", "The meeting in which it was booked."),
        field<&Meeting::plan>("plan", "The plan."),
        field<&Meeting::readings>("readings", "Temperature checks."),
        field<&Meeting::hesitation>("hesitation", "What's up: the hesitation."),
        field<&Meeting::debrief>("debrief", "What came of it."),
        field<&Meeting::recap_sent_at>("recap_sent_at", "When the recap went out."),
        field<&Meeting::cancelled_at>("cancelled_at", "When it was called off."),
        field<&Meeting::closed_with>("closed_with", "The deal was won, lost or parked in it."));
    bool operator==(const Meeting&) const = default;
};

}  // namespace ante::method
