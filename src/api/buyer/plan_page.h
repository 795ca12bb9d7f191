#pragma once
// What a buyer sees of a deal (METHOD 14): a type of its own, made of what he may see, and never a
// deal with parts left out. There is no place in it for grades, momentum, signals, stages, amounts,
// notes, homework, readings, plans of meetings, or what we wrote of him: what has no place can't
// leak. plan_page_test.cpp plants a word in each of those and looks for it.
//
// He sees of people: himself, who owns a promise that stands here, who is expected in a meeting or
// came to one, who has a link, and whom the buyer's side named. A player whom only we know of is
// not shown to his colleagues.

#include <optional>
#include <string>
#include <vector>

#include "store/buyer_links.h"
#include "store/deals.h"

namespace ante::api {

// Whose something is, as he reads it.
enum class Whose : std::uint8_t { yours, colleague, ours };

struct PlanSuggestion {
    std::string what{};         // empty: as it stands
    std::optional<Date> due{};  // the same
};

enum class PlanState : std::uint8_t { proposed, agreed, done };

struct PlanPromise {
    method::CommitmentId id{};
    Whose whose = Whose::yours;
    std::string who{};
    std::string what{};
    Date due{};
    std::string proof{};
    PlanState state = PlanState::proposed;
    bool his_to_answer = false;                 // proposed, and by us
    bool past = false;                          // agreed, and its day is over
    std::optional<Date> done_on{};              // done
    std::optional<PlanSuggestion> suggested{};  // by his side, and not answered
    std::optional<std::string> left{};          // the last one was left as it was: our words
};

struct PlanMeeting {
    method::MeetingId id{};
    std::string title{};
    method::MeetingKind kind = method::MeetingKind::call;
    Instant starts{};
    std::int64_t minutes = 0;
    std::vector<std::string> with{};
    bool expected = false;  // Is he?
    bool accepted = false;  // Has he?
};

enum class PlanRequestState : std::uint8_t { asked, working, delivered, missing, answered };

struct PlanRequest {
    method::RequestId id{};
    method::RequestKind kind = method::RequestKind::other;
    std::string what{};
    PlanRequestState state = PlanRequestState::asked;
    std::string missing{};  // as his side said it
};

struct PlanPerson {
    std::string name{};
    Whose whose = Whose::colleague;
    bool named = false;  // by his side, and not confirmed yet
};

struct PlanWord {
    std::string name{};
    std::string words{};
    Instant at{};
};

struct Brand {
    std::string name{};
    std::string colour{};                 // #rrggbb
    std::optional<Instant> logo_since{};  // absent: no logo
};

struct PlanPage {
    Brand brand{};
    std::string title{};  // the deal, as he would call it
    std::string goal{};   // empty: not said yet
    std::string you{};
    std::string seller{};  // who carries it on our side
    bool closed = false;
    Date today{};
    std::vector<PlanRequest> to_answer{};
    std::optional<PlanMeeting> next{};
    std::vector<PlanPromise> promises{};  // by day; done ones last
    std::vector<PlanRequest> requests{};  // the others
    std::vector<PlanPerson> room{};
    std::vector<PlanWord> said{};  // on this page, the last ones
};

Result<Brand> brand_of(store::Connection& db, const store::Workspace& workspace);

// The page of `person`, who must be a player in the deal.
Result<PlanPage> plan_page_of(store::Connection& db, const store::Workspace& workspace,
                              const method::Deal& deal, method::PersonId person, Instant now);

}  // namespace ante::api
