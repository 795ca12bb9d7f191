#pragma once
// A request: something the buyer wants from us, and its gate (METHOD 5).
//
//     asked → accepted | declined    accepted → delivered → satisfied | unsatisfied
//     unsatisfied → delivered again  any open one → withdrawn

#include <optional>
#include <string>
#include <vector>

#include "method/promise.h"

namespace ante::method {

enum class RequestState : std::uint8_t {
    asked,
    accepted,
    declined,
    delivered,
    satisfied,
    unsatisfied,
    withdrawn
};
constexpr auto words(RequestState) {
    return std::array{"asked"sv,     "accepted"sv,    "declined"sv, "delivered"sv,
                      "satisfied"sv, "unsatisfied"sv, "withdrawn"sv};
}

// Why we do it: what acceptance asks for.
struct Acceptance {
    Instant at{};
    std::string purpose{};
    std::string outcome{};
    std::string decision{};
    std::optional<CommitmentId> exchange{};  // empty: nothing in exchange, which counts
    std::string override_reason{};           // not empty: the gate was overridden
    std::optional<Date> ends_on{};           // trials
    std::string success_criteria{};          // trials

    static constexpr auto fields = describe(
        field<&Acceptance::at>("at", "When."),
        field<&Acceptance::purpose>("purpose", "What the buyer wants to learn."),
        field<&Acceptance::outcome>("outcome", "What will be different when he has it."),
        field<&Acceptance::decision>("decision", "The decision it serves."),
        field<&Acceptance::exchange>("exchange",
                                     "What the buyer does in exchange; absent: nothing."),
        field<&Acceptance::override_reason>("override_reason",
                                            "Why it was accepted over an unanswered one."),
        field<&Acceptance::ends_on>("ends_on", "A trial's last day."),
        field<&Acceptance::success_criteria>("success_criteria", "What a trial must show."));
    bool operator==(const Acceptance&) const = default;
};

// An answer to "did you get what you were looking for?".
struct Answer {
    Instant at{};
    std::optional<PersonId> by{};
    Channel channel = Channel::phone;
    bool satisfied = false;
    std::string missing{};  // what is missing, in his words

    static constexpr auto fields =
        describe(field<&Answer::at>("at", "When."), field<&Answer::by>("by", "Who answered."),
                 field<&Answer::channel>("channel", "How the answer reached us."),
                 field<&Answer::satisfied>("satisfied", "Did he get what he was looking for?"),
                 field<&Answer::missing>("missing", "What is missing, in his words."));
    bool operator==(const Answer&) const = default;
};

struct Request {
    RequestId id{};
    RequestKind kind = RequestKind::other;
    std::string what{};
    PersonId by{};
    Instant asked_at{};
    std::optional<MeetingId> meeting{};  // in which it was asked
    RequestState state = RequestState::asked;
    std::optional<Acceptance> acceptance{};
    std::vector<Instant> deliveries{};
    std::vector<Answer> answers{};
    std::optional<Instant> closed_at{};  // declined, satisfied or withdrawn
    std::string closed_words{};          // why it was declined or withdrawn

    // Delivered and without an answer, or called unsatisfied: it stands in the gate.
    bool blocks() const {
        return state == RequestState::delivered || state == RequestState::unsatisfied;
    }
    bool open() const {
        return state == RequestState::asked || state == RequestState::accepted || blocks();
    }

    static constexpr auto fields = describe(
        field<&Request::id>("id", "Its id."), field<&Request::kind>("kind", "What kind of work."),
        field<&Request::what>("what", "In a few words."),
        field<&Request::by>("by", "The player who asked."),
        field<&Request::asked_at>("asked_at", "When."),
        field<&Request::meeting>("meeting", "The meeting in which it was asked."),
        field<&Request::state>("state", "Where it stands."),
        field<&Request::acceptance>("acceptance", "Purpose, outcome, decision and exchange."),
        field<&Request::deliveries>("deliveries", "When it was delivered, each time."),
        field<&Request::answers>("answers",
                                 "Each answer to: did you get what you were looking for?"),
        field<&Request::closed_at>("closed_at", "When it was declined, satisfied or withdrawn."),
        field<&Request::closed_words>("closed_words", "Why it was declined or withdrawn."));
    bool operator==(const Request&) const = default;
};

}  // namespace ante::method
