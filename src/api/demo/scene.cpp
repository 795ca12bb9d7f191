#include "api/demo/scene.h"

#include <stdexcept>
#include <utility>

#include "method/plays/all.h"

namespace ante::api::demo {

std::uint64_t Dice::next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

Scene::Scene(store::Transaction& in, store::Workspace& workspace, const Cast& cast,
             const Member& owner, std::string name, DealKind kind, std::int64_t amount,
             int opened_days_ago, const std::vector<int>& players, Instant now)
    : in_(in), workspace_(workspace), cast_(cast), by_{owner.id, {}}, now_(now), clock_{} {
    days_ago(opened_days_ago, 9);
    OpenDeal open{.account = cast.account.id, .name = std::move(name)};
    open.kind = kind;
    open.amount = Money{amount * 100, workspace.settings().currency};
    act(open);
    static constexpr Role roles[] = {Role::decision_maker, Role::influencer, Role::user,
                                     Role::approver};
    for (const int index : players)
        act(AddPlayer{who(index), roles[static_cast<std::size_t>(index)], {}});
}

Scene& Scene::days_ago(int days, int hour) {
    const Instant wished = workspace_.zone().at(day(-days), hours{hour});
    clock_ = std::max(clock_, std::min(wished, now_));
    return *this;
}

Date Scene::day(int days_from_now) const {
    return workspace_.zone().date_of(now_) + Days{days_from_now};
}

CommitmentId Scene::promises(int person, std::string what, int due_from_now, Effort effort,
                             std::string proof, Initiative initiative, MeetingId in) {
    PromiseDraft draft{.side = Side::buyer};
    draft.person = who(person);
    draft.what = std::move(what);
    draft.due = day(due_from_now);
    draft.effort = effort;
    draft.proof = std::move(proof);
    draft.initiative = initiative;
    ProposePromise command{.promise = std::move(draft), .standing = Standing::agreed};
    if (!in.nil()) command.meeting = in;
    act(command);
    return deal_.commitments.back().id;
}

CommitmentId Scene::we_promise(std::string what, int due_from_now, Effort effort, MeetingId in) {
    PromiseDraft draft{.side = Side::seller};
    draft.member = by_.member;
    draft.what = std::move(what);
    draft.due = day(due_from_now);
    draft.effort = effort;
    draft.proof = "It is in their mailbox.";
    ProposePromise command{.promise = std::move(draft), .standing = Standing::agreed};
    if (!in.nil()) command.meeting = in;
    act(command);
    return deal_.commitments.back().id;
}

MeetingId Scene::meets(MeetingKind kind, std::string title, int days_from_now, int hour,
                       const std::vector<int>& people, bool accepted) {
    ScheduleMeeting meeting{.kind = kind, .title = std::move(title)};
    meeting.starts = workspace_.zone().at(day(days_from_now), hours{hour});
    meeting.minutes = 60;
    for (const int index : people) meeting.players.push_back(who(index));
    if (accepted) meeting.accepted_by = meeting.players;
    act(meeting);
    return deal_.meetings.back().id;
}

Scene::Wish Scene::play(int person, std::string_view id, int due_from_now) {
    const Play* known = find_play(id);
    if (!known) throw std::logic_error("the library has no play " + std::string(id));
    return {person, known->what, known->effort, due_from_now, known->id};
}

void Scene::plans(MeetingId meeting, std::string purpose, Wish best, Wish minimum,
                  std::int64_t reserve) {
    WritePlan plan{.meeting = meeting, .purpose = std::move(purpose)};
    plan.whats_up = "You seemed sure last time. What has changed?";
    plan.reserve_minutes = reserve;
    for (auto& [rank, wish] :
         {std::pair{AskRank::best, &best}, std::pair{AskRank::minimum, &minimum}}) {
        AskDraft ask{.rank = rank};
        ask.play = std::move(wish->play);
        ask.what = std::move(wish->what);
        ask.effort = wish->effort;
        ask.owner = who(wish->person);
        ask.due = day(wish->due_from_now);
        ask.proof = "Both of us have seen it done.";
        plan.asks.push_back(std::move(ask));
    }
    act(plan);
}

void Scene::answers(MeetingId meeting, AskRank rank, AskAnswer answer, std::string words) {
    const Ask* ask = deal_.meeting(meeting)->plan->ranked(rank);
    act(AnswerAsk{meeting, ask->id, answer, std::move(words), {}});
}

void Scene::debriefs(MeetingId meeting, const std::vector<int>& came, std::string no_next) {
    clock_ = std::max(clock_, std::min(deal_.meeting(meeting)->ends() + minutes{20}, now_));
    DebriefMeeting debrief{.meeting = meeting};
    for (const int index : came) debrief.attended.push_back(who(index));
    debrief.no_next_because = std::move(no_next);
    act(debrief);
}

void Scene::reads(MeetingId meeting, int person, Interest interest, std::string words) {
    TakeReading reading{.meeting = meeting, .who = who(person)};
    reading.next_step = interest;
    reading.words = std::move(words);
    act(reading);
}

RequestId Scene::asks_for(RequestKind kind, std::string what, int person) {
    act(AskRequest{{kind, std::move(what), who(person)}, {}});
    return deal_.requests.back().id;
}

void Scene::accept(RequestId request, std::string purpose, std::string outcome,
                   std::string decision, std::optional<CommitmentId> exchange,
                   std::string override_reason) {
    AcceptRequest command{.request = request};
    command.purpose = std::move(purpose);
    command.outcome = std::move(outcome);
    command.decision = std::move(decision);
    command.exchange = exchange;
    command.nothing_in_exchange = !exchange;
    command.override_reason = std::move(override_reason);
    if (deal_.request(request)->kind == RequestKind::trial) {
        command.ends_on = workspace_.zone().date_of(clock_) + Days{30};
        command.success_criteria = "Two planners use it daily and close the week in half the time.";
    }
    act(command);
}

void Scene::answer(RequestId request, bool satisfied, std::string missing) {
    AnswerRequest command{.request = request, .satisfied = satisfied};
    command.missing = std::move(missing);
    act(command);
}

void Scene::homework(std::string issue, std::string reality, std::string result,
                     int decision_maker) {
    WriteHomework command;
    command.homework.issue = std::move(issue);
    command.homework.reality = std::move(reality);
    command.homework.desired_result = std::move(result);
    command.homework.decision_maker = who(decision_maker);
    act(command);
}

void Scene::act(const Command& command) {
    std::vector<Known> known;
    for (const Person& person : cast_.people)
        known.push_back({person.id, person.name, person.level});
    const Situation situation{.at = clock_,
                              .by = by_,
                              .settings = workspace_.settings(),
                              .zone = workspace_.zone(),
                              .ids = in_.ids(),
                              .known = known};
    auto decided = carry_out(deal_, command, situation);
    if (!decided)
        throw std::logic_error("the story of " + deal_.name + " breaks off: " +
                               decided.error().code + " – " + decided.error().detail);
    deal_ = std::move(decided.value().deal);
    if (steps_.empty() || steps_.back().by != by_) steps_.push_back({by_, {}});
    for (Event& event : decided.value().events) steps_.back().events.push_back(std::move(event));
}

void Scene::on_page(int person, const Command& command) {
    const Actor ours = std::exchange(by_, Actor{.member = {}, .person = who(person)});
    act(command);
    by_ = ours;
}

void Scene::has_link(int person, int seen_days_ago) {
    links_.push_back({.id = in_.ids().make<store::PlanLinkTag>(clock_),
                      .deal = deal_.id,
                      .person = who(person),
                      .made_by = deal_.owner,
                      .made_at = clock_,
                      .expires_at = now_ + Days{store::plan_link_days},
                      .seen_at = now_ - Days{seen_days_ago}});
}

void Scene::record() {
    const auto kept = [&]() -> Result<void> {
        store::StoredDeal before;
        for (const Step& step : steps_) {
            Deal after = before.deal;
            for (const Event& event : step.events) after = evolve(std::move(after), event);
            TRY(before, store::record(in_, workspace_, before, Decided{after, step.events},
                                      {step.by, now_, "demo"}));
        }
        for (const store::PlanLink& link : links_) {
            TRYV(store::put_plan_link(in_.db(), workspace_.id, link));
            TRYV(store::note_seen(in_.db(), {workspace_.id, link}, *link.seen_at));
        }
        return success();
    }();
    if (!kept)
        throw std::logic_error("the story of " + deal_.name +
                               " can't be kept: " + kept.error().detail);
}

}  // namespace ante::api::demo
