#pragma once
// A deal told command by command, for the method's unit tests: Sam sells to Dana, who decides, and
// Rob, an influencer. It begins on Monday 4 May 2026 at 09:00 in Berlin.

#include <gtest/gtest.h>

#include "method/decide.h"
#include "method/ledger.h"

namespace ante::method {

inline Date may(unsigned day) {
    return make_date(2026, 5, day);
}

class Told {
public:
    Settings settings{};
    Zone zone = Zone::named("Europe/Berlin").value();
    IdSource ids{7};
    Instant now = zone.at(may(4), 9h);
    Deal deal{};
    std::vector<Event> history{};
    Actor by{};
    std::vector<Known> known{};
    std::optional<Said> said{};  // Of the promise that CorrectPromise names.

    MemberId sam = ids.make<MemberTag>(now);
    PersonId dana = ids.make<PersonTag>(now);
    PersonId rob = ids.make<PersonTag>(now);
    PersonId carl = ids.make<PersonTag>(now);
    PersonId stranger = ids.make<PersonTag>(now);

    enum class Opened : std::uint8_t { yes, not_yet };
    explicit Told(Opened opened = Opened::yes) {
        by.member = sam;
        known = {{dana, "Dana", Level::executive},
                 {rob, "Rob", Level::manager},
                 {carl, "Carl", Level::executive}};
        if (opened == Opened::not_yet) return;
        tell(OpenDeal{.account = ids.make<AccountTag>(now), .name = "Fleet renewal"});
        tell(AddPlayer{.person = dana, .role = Role::decision_maker});
        tell(AddPlayer{.person = rob, .role = Role::influencer});
    }

    Result<Decided> attempt(const Command& command) {
        return carry_out(deal, command, {now, by, settings, zone, ids, known, said});
    }

    // Must be accepted.
    std::vector<Event> tell(const Command& command) {
        Result<Decided> decided = attempt(command);
        if (!decided) {
            ADD_FAILURE() << decided.error().code << ": " << decided.error().detail;
            return {};
        }
        deal = decided.value().deal;
        history.insert(history.end(), decided.value().events.begin(), decided.value().events.end());
        return decided.value().events;
    }

    // "accepted" (and it is done), or the code of the refusal.
    std::string answer_to(const Command& command) {
        Result<Decided> decided = attempt(command);
        if (!decided) {
            EXPECT_GT(decided.error().detail.size(), 10u) << decided.error().code;
            return decided.error().code;
        }
        deal = decided.value().deal;
        history.insert(history.end(), decided.value().events.begin(), decided.value().events.end());
        return "accepted";
    }

    // As the buyer himself does it on his page.
    std::vector<Event> tell_as(PersonId person, const Command& command) {
        by = {.person = person};
        std::vector<Event> events = tell(command);
        by = {.member = sam};
        return events;
    }

    void on(Date day, minutes time = 9h) { now = zone.at(day, time); }

    PromiseDraft theirs(std::string what, Date due, Effort effort) const {
        return {.side = Side::buyer,
                .person = dana,
                .what = std::move(what),
                .due = due,
                .effort = effort};
    }
    PromiseDraft ours(std::string what, Date due, Effort effort) const {
        return {.side = Side::seller,
                .member = sam,
                .what = std::move(what),
                .due = due,
                .effort = effort};
    }
    CommitmentId agreed(const PromiseDraft& draft) {
        tell(ProposePromise{.promise = draft, .standing = Standing::agreed});
        return last_promise();
    }
    CommitmentId proposed(const PromiseDraft& draft) {
        tell(ProposePromise{.promise = draft});
        return last_promise();
    }
    CommitmentId last_promise() const { return deal.commitments.back().id; }
    const Commitment& promise(CommitmentId id) const { return *deal.commitment(id); }
    std::string_view state_of(CommitmentId id) const { return word_of(promise(id).state); }

    MeetingId meeting(Instant starts, std::vector<PersonId> accepted_by = {}) {
        tell(ScheduleMeeting{
            .starts = starts, .players = {dana, rob}, .accepted_by = std::move(accepted_by)});
        return deal.meetings.back().id;
    }
    const Meeting& last_meeting() const { return deal.meetings.back(); }

    RequestId asks_for(RequestKind kind) {
        tell(AskRequest{.request = {.kind = kind, .by = dana}});
        return deal.requests.back().id;
    }
    AcceptRequest acceptance(RequestId request) const {
        return {.request = request,
                .purpose = "see the dispatch board live",
                .outcome = "dispatchers say yes or no",
                .decision = "shortlist",
                .nothing_in_exchange = true};
    }
    RequestId delivered(RequestKind kind) {
        const RequestId request = asks_for(kind);
        tell(acceptance(request));
        tell(DeliverRequest{request});
        return request;
    }

    Ledger ledger() const { return ledger_of(deal, settings); }
};

template <class T>
std::size_t count_of(const std::vector<Event>& events) {
    std::size_t n = 0;
    for (const Event& event : events)
        if (std::holds_alternative<T>(event)) ++n;
    return n;
}

}  // namespace ante::method
