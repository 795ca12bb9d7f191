#pragma once
// A scenario while it is played: who and what its names stand for, and what time it is.
// sentences.cpp does what a line says, expectations.cpp checks what a "->" line says.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "scenarios/runner/script.h"
#include "scenarios/runner/sentence.h"
#include "scenarios/runner/stage.h"

namespace ante::scenarios {

class Playing {
public:
    explicit Playing(Stage& stage);

    // Throws Fault if the line is not understood, its step was refused and nobody expected it, or
    // an expectation does not hold.
    void does(const Step& step);
    void expects(const std::string& line);

private:
    struct Known {
        method::PersonId id{};
        method::AccountId account{};
        method::Level level{};
    };
    // What "it" and "the meeting" mean in one deal.
    struct Opened {
        method::DealId id{};
        method::AccountId account{};
        std::optional<method::MeetingId> meeting{};    // booked last, or chosen
        std::optional<method::MeetingId> debriefed{};  // debriefed last, or chosen
        std::optional<method::RequestId> request{};    // asked last
    };
    struct Promised {  // a promise and what it belongs to
        method::PromiseDraft draft{};
        std::optional<method::MeetingId> meeting{};
        std::optional<method::RequestId> request{};
        bool bare = true;  // only its text was said
    };

    // ---- sentences.cpp
    void sentence(Sentence& s);
    bool clock(Sentence& s);
    bool scene(Sentence& s);
    void open_deal(Sentence& s, method::DealKind kind);
    void choose_meeting(Sentence& s);
    void homework(Sentence& s);
    void setting(Sentence& s);
    void threshold(Sentence& s);
    void switch_rule(Sentence& s);
    bool book(Sentence& s);
    bool we(Sentence& s);
    bool we_meet(Sentence& s);
    void move_meeting(Sentence& s, method::Side by);
    bool we_let_go(Sentence& s);
    bool we_promise(Sentence& s);
    bool we_answer_the_page(Sentence& s);
    bool we_give(Sentence& s);
    void touch_outside(Sentence& s, method::Reach reach);
    bool we_deal(Sentence& s);
    void plan(Sentence& s);
    void ask_on_the_spot(Sentence& s);
    void debrief(Sentence& s);
    void accept_request(Sentence& s);
    bool somebody(Sentence& s);
    bool player_line(Sentence& s, const std::string& name);
    bool they_promise(Sentence& s, const std::string& name);
    bool they_on_page(Sentence& s, const std::string& name);
    bool they_answer(Sentence& s, const std::string& name);
    bool they_want(Sentence& s, const std::string& name);
    void temperature(Sentence& s, const std::string& name);
    void whats_up(Sentence& s);

    void propose(Sentence& s, Promised promised, method::Standing standing);
    Promised promise_of(const std::string& name) const;
    void promise_parts(Sentence& s, Promised& promised);
    bool promise_part(Sentence& s, Promised& promised);
    method::AskDraft ask(Sentence& s, method::AskRank rank);
    method::ScheduleMeeting meeting_line(Sentence& s);
    std::optional<method::RequestDraft> request_line(Sentence& s, method::PersonId by);
    void role_and_level(Sentence& s, method::Role& role, std::optional<method::Level>& level);
    method::PersonId met(const std::string& name, std::optional<method::Level> level,
                         method::Role role);
    std::vector<method::PersonId> people(Sentence& s);
    std::string colon_text(Sentence& s);  // [: "…"], or nothing
    std::string because(Sentence& s);     // [because "…"], or nothing
    Instant moment(Sentence& s);          // DATE TIME

    void perform(const method::Command& command);
    void perform_as(const std::string& name, const method::Command& command);
    void tell(const method::Settings& settings);

    // ---- expectations.cpp
    bool expect_outcome(Sentence& s);
    bool expect_numbers(Sentence& s);
    bool expect_parts(Sentence& s);
    bool expect_today(Sentence& s);
    void expect_signal(Sentence& s);
    std::vector<method::Signal> signals_of(Sentence& s, const std::string& rule);
    std::string words_of(const method::Signal& signal);
    std::string words_of(Instant at) const;

    // ---- both
    Opened& deal();
    const Look& look();
    const method::Meeting& meeting();            // "it", "the meeting"
    const method::Meeting& debriefed_meeting();  // what a verdict and a recap are about
    const method::Meeting& meeting_on(Sentence& s);
    const method::Commitment& promise(const std::string& what);
    const method::Commitment* last_promise(const std::string& what);
    const method::Commitment* last_proposed(const method::Owner& owner);
    const method::Request& request_named(Sentence& s);  // it, the demo
    const method::Request& last_request(method::RequestKind kind);
    const method::Ask& ask_named(Sentence& s);  // the best, the minimum, "text"
    method::PersonId person(const std::string& name) const;
    method::MemberId member(const std::string& name) const;
    const std::string& name_of(method::DealId id) const;

    Stage& stage_;
    Zone zone_;
    Instant now_{};
    method::Settings settings_{};
    std::map<std::string, Known> people_;
    std::map<std::string, method::MemberId> members_;
    std::map<std::string, method::AccountId> accounts_;
    std::map<std::string, Opened> deals_;
    std::string deal_;  // the one that steps are about
    std::optional<Look> look_{};
    std::optional<Error> refused_{};  // what the last step was answered with
};

}  // namespace ante::scenarios
