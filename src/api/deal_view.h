#pragma once
// A deal as it is shown: its facts, and everything that follows from them.

#include "api/endpoint.h"
#include "base/written.h"
#include "method/ledger.h"
#include "method/people.h"
#include "method/plan_advice.h"
#include "method/rules/rule.h"

namespace ante::api {

// A signal with the words of its rule.
struct SignalView {
    std::string rule;
    method::SubjectKind about = method::SubjectKind::deal;
    Uuid subject{};
    method::Severity severity = method::Severity::note;
    Instant holds_from{};
    bool holds = false;
    std::string because;
    std::string says;
    std::string remedy;
    static constexpr auto fields =
        describe(field<&SignalView::rule>("rule", "The rule's id."),
                 field<&SignalView::about>("about", "What kind of thing it is about."),
                 field<&SignalView::subject>("subject", "Its id."),
                 field<&SignalView::severity>("severity", "How much it matters."),
                 field<&SignalView::holds_from>("holds_from", "The moment from which it holds."),
                 field<&SignalView::holds>("holds", "Does it hold now, or only later?"),
                 field<&SignalView::because>("because", "Why, in one sentence."),
                 field<&SignalView::says>("says", "What the rule says."),
                 field<&SignalView::remedy>("remedy", "What to do about it."));
};

struct DealNumbers {
    std::optional<std::int64_t> skin{};
    double buyer_stake = 0;
    double seller_stake = 0;
    double momentum = 0;
    std::int64_t meetings_held = 0;
    std::int64_t meetings_with_advance = 0;
    std::optional<Instant> first_advance{};
    std::optional<Instant> last_buyer_act{};
    static constexpr auto fields = describe(
        field<&DealNumbers::skin>("skin",
                                  "Skin in the game, per cent; absent before anything was "
                                  "exchanged."),
        field<&DealNumbers::buyer_stake>("buyer_stake", "What they put in; may be negative."),
        field<&DealNumbers::seller_stake>("seller_stake", "What we put in."),
        field<&DealNumbers::momentum>("momentum", "Momentum at that moment."),
        field<&DealNumbers::meetings_held>("meetings_held", "Meetings debriefed."),
        field<&DealNumbers::meetings_with_advance>("meetings_with_advance",
                                                   "Of these, with an advance."),
        field<&DealNumbers::first_advance>("first_advance", "When the first advance was agreed."),
        field<&DealNumbers::last_buyer_act>("last_buyer_act", "When the buyer last did anything."));
};

struct MeetingVerdict {
    method::MeetingId meeting{};
    method::Verdict verdict = method::Verdict::continuation;
    static constexpr auto fields =
        describe(field<&MeetingVerdict::meeting>("meeting", "The meeting."),
                 field<&MeetingVerdict::verdict>("verdict", "Computed from what was agreed."));
};

// A promise that stands, and would be better made otherwise (METHOD 3).
struct AdvisedAgainst {
    method::CommitmentId promise{};
    std::string code;
    std::string says;
    static constexpr auto fields =
        describe(field<&AdvisedAgainst::promise>("promise", "The promise."),
                 field<&AdvisedAgainst::code>("code", "due_too_far or proof_missing."),
                 field<&AdvisedAgainst::says>("says", "Why, in one sentence."));
};

struct DealView {
    std::int64_t version = 0;
    Instant changed_at{};
    Instant as_of{};
    std::string account_name;
    std::string owner_name;
    Written<method::Deal> deal{};
    DealNumbers numbers{};
    std::vector<MeetingVerdict> verdicts{};
    std::vector<SignalView> signals{};
    std::vector<AdvisedAgainst> advised_against{};
    std::vector<method::PlanAdvice> plan_advice{};
    bool may_change = false;
    static constexpr auto fields = describe(
        field<&DealView::version>("version", "Its version, for If-Match."),
        field<&DealView::changed_at>("changed_at", "When anything last happened in it."),
        field<&DealView::as_of>("as_of", "The moment for which numbers and signals hold."),
        field<&DealView::account_name>("account_name", "The account's name."),
        field<&DealView::owner_name>("owner_name", "Its owner's name."),
        field<&DealView::deal>("deal", "The facts."),
        field<&DealView::numbers>("numbers", "What follows from them."),
        field<&DealView::verdicts>("verdicts", "Of each meeting that was debriefed."),
        field<&DealView::signals>("signals",
                                  "What holds now, first thing first, then what will hold later."),
        field<&DealView::advised_against>("advised_against",
                                          "Open promises that lack a proof or are far away."),
        field<&DealView::plan_advice>("plan_advice", "Asks whose owner will not be in the room."),
        field<&DealView::may_change>("may_change", "May you change it?"));
};

// The deal that the path names, now or as it was.
struct LookAtDeal {
    std::optional<Instant> as_of{};
    std::optional<Date> on{};
    static constexpr auto fields = describe(
        field<&LookAtDeal::as_of>("as_of", "As it stood at that moment, with what was known."),
        field<&LookAtDeal::on>("on", "As it stood at the end of that day."));
};
struct Seen {
    store::StoredDeal stored;
    Instant moment{};
};
// `deal_not_begun` if there was none then. Says the version if it is the deal of today.
Result<Seen> look_at_deal(const Reading& in, const LookAtDeal& params);

// As it stands at `moment` (signals and momentum), to this viewer. The deal itself is as given.
Result<DealView> view_of(const Reading& in, const store::StoredDeal& stored, Instant moment);
DealView view_of(const Reading& in, const store::SeenDeal& seen, Instant moment);

// The signals of a deal at `moment`, first thing first; those that hold only later come last.
Result<std::vector<SignalView>> signals_of_deal(const Reading& in, const method::Deal& deal,
                                                Instant moment);

// Signals with the words of their rules, first thing first, those that hold only later last.
std::vector<SignalView> in_words(std::vector<method::Signal> signals, Instant moment);

// A signal with all that is behind it.
struct Why {
    SignalView signal{};
    std::string source;
    std::vector<method::Act> acts{};
    std::string examples;
    static constexpr auto fields = describe(
        field<&Why::signal>("signal", "What holds."),
        field<&Why::source>("source", "Where the rule comes from."),
        field<&Why::acts>("acts", "The acts behind it, in order of time."),
        field<&Why::examples>("examples", "When it holds and when it does not, as scenarios."));
};
Result<std::vector<Why>> whys_of(const Reading& in, const method::Deal& deal, Instant moment);

// ---- commands

// Load, If-Match, decide, write: the deal that the path names.
Result<DealView> carry_out_on_deal(Writing& in, const method::Command& command,
                                   std::vector<method::Known> known = {});

// The same for what takes back what its teller said of a part of it (method/events.h, told_of).
Result<DealView> take_back_on_deal(Writing& in, const method::Command& command, const Uuid& part);

template <class C>
Result<DealView> on_deal(Writing& in, const C& command) {
    return carry_out_on_deal(in, command);
}

// A row for a command that needs nothing but the deal.
template <class C>
constexpr Endpoint command(std::string_view path, std::string_view operation,
                           std::string_view summary, Versions versions = Versions::needed) {
    return {Verb::post, path, operation, summary, Right::change_deal, handled_by<&on_deal<C>>(),
            versions};
}

// A member of this workspace who is active; else an error at that place of the body.
Result<void> expect_member(const Writing& in, std::string_view pointer,
                           const std::optional<method::MemberId>& member);

Result<void> expect_account(const Writing& in, std::string_view pointer, method::AccountId account);
// A person at that account; else an error at that place of the body.
Result<method::Person> person_at(const Writing& in, std::string_view pointer,
                                 method::PersonId person, method::AccountId account);

}  // namespace ante::api
