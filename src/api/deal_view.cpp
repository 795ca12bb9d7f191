#include "api/deal_view.h"

#include <algorithm>

#include "api/forecasting.h"
#include "method/today.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

DealNumbers numbers_of(const Ledger& ledger, const Settings& settings, Instant moment) {
    DealNumbers numbers{.buyer_stake = ledger.buyer_stake,
                        .seller_stake = ledger.seller_stake,
                        .momentum = momentum_now(ledger.momentum, moment, settings.half_life_days),
                        .meetings_held = ledger.meetings_held,
                        .meetings_with_advance = ledger.meetings_with_advance,
                        .first_advance = ledger.first_advance,
                        .last_buyer_act = ledger.last_buyer_act};
    if (ledger.skin_in_the_game) numbers.skin = *ledger.skin_in_the_game;
    return numbers;
}

SignalView view_of_signal(Signal signal, Instant moment) {
    SignalView view{.rule = std::move(signal.rule),
                    .about = signal.about,
                    .subject = signal.subject,
                    .severity = signal.severity,
                    .holds_from = signal.holds_from,
                    .holds = signal.holds_from <= moment,
                    .because = std::move(signal.because),
                    .says = {},
                    .remedy = {}};
    if (const Rule* rule = rule_named(view.rule)) {
        view.says = rule->says;
        view.remedy = rule->remedy;
    }
    return view;
}

// Judged by the day on which it was proposed: a far day does not come near by waiting.
std::vector<AdvisedAgainst> advice_for(const Deal& deal, const Zone& zone) {
    std::vector<AdvisedAgainst> found;
    for (const Commitment& promise : deal.commitments) {
        const bool proposed = std::holds_alternative<Proposed>(promise.state);
        if ((!promise.open() && !proposed) || promise.attends) continue;
        PromiseDraft draft;
        draft.what = promise.what;
        draft.due = promise.due;
        draft.proof = promise.proof;
        draft.effort = promise.effort;
        for (Advice& advice : advice_on(draft, zone.date_of(promise.proposed_at)))
            found.push_back({promise.id, std::move(advice.code), std::move(advice.says)});
    }
    return found;
}

Error wrong_at(std::string_view pointer, std::string_view code, std::string detail) {
    Error error{No::invalid,
                "input_invalid",
                "One field is wrong: " + std::string(pointer) + " – " + detail,
                {}};
    error.fields.push_back({std::string(pointer), std::string(code), std::move(detail)});
    return error;
}

}  // namespace

std::vector<SignalView> in_words(std::vector<Signal> signals, Instant moment) {
    std::vector<SignalView> views;
    for (Signal& signal : signals) views.push_back(view_of_signal(std::move(signal), moment));
    std::ranges::stable_sort(views, [](const SignalView& a, const SignalView& b) {
        if (a.holds != b.holds) return a.holds;
        if (!a.holds) return a.holds_from < b.holds_from;
        return std::pair(today_rank(a.rule), a.holds_from) <
               std::pair(today_rank(b.rule), b.holds_from);
    });
    return views;
}

Result<std::vector<SignalView>> signals_of_deal(const Reading& in, const Deal& deal,
                                                Instant moment) {
    TRY(const store::Beside beside, store::beside_of(in.db, in.workspace, deal));
    const Settings& settings = in.workspace.settings();
    const Ledger ledger = ledger_of(deal, settings);
    return in_words(signals_of(store::grounds_of(deal, ledger, *in.workspace.terms, beside)),
                    moment);
}

Result<DealView> view_of(const Reading& in, const store::StoredDeal& stored, Instant moment) {
    TRY(const store::SeenDeal seen, store::seen(in.db, in.workspace, stored));
    return view_of(in, seen, moment);
}

DealView view_of(const Reading& in, const store::SeenDeal& seen, Instant moment) {
    const Deal& deal = *seen.deal;
    DealView view;
    view.version = seen.version;
    view.changed_at = seen.changed_at;
    view.as_of = moment;
    view.account_name = seen.account_name;
    view.owner_name = seen.owner_name;
    view.numbers = numbers_of(seen.figures->ledger, in.workspace.settings(), moment);
    for (const Meeting* meeting : held_meetings(deal))
        if (const auto verdict = verdict_of(deal, *meeting))
            view.verdicts.push_back({meeting->id, *verdict});
    view.signals = in_words(seen.figures->signals, moment);
    view.advised_against = advice_for(deal, in.workspace.zone());
    for (const Meeting& meeting : deal.meetings)
        for (PlanAdvice& advice : advice_on_plan(deal, meeting))
            view.plan_advice.push_back(std::move(advice));
    view.may_change = store::may_change(in.viewer, deal.owner, seen.beside.team);
    view.deal.json = seen.figures->json;
    return view;
}

namespace {

// The rule is asked again, for a stored signal keeps its sentence and not its acts.
std::vector<Instant> moments_behind(const Rule& rule, const SignalView& signal,
                                    const Grounds& grounds) {
    const Thresholds is(rule, grounds.settings);
    const Deal& deal = grounds.deal;
    const auto judged = [&](auto judge, const auto* part) -> Judgement {
        return part ? judge(grounds, *part, is) : std::nullopt;
    };
    Judgement judgement;
    if (const auto* whole = std::get_if<0>(&rule.holds)) judgement = (*whole)(grounds, is);
    if (const auto* of = std::get_if<1>(&rule.holds))
        judgement = judged(*of, deal.meeting({signal.subject}));
    if (const auto* of = std::get_if<2>(&rule.holds))
        judgement = judged(*of, deal.commitment({signal.subject}));
    if (const auto* of = std::get_if<3>(&rule.holds))
        judgement = judged(*of, deal.request({signal.subject}));
    return judgement ? judgement->acts : std::vector<Instant>{};
}

}  // namespace

Result<std::vector<Why>> whys_of(const Reading& in, const Deal& deal, Instant moment) {
    TRY(const store::Beside beside, store::beside_of(in.db, in.workspace, deal));
    const Settings& settings = in.workspace.settings();
    const Ledger ledger = ledger_of(deal, settings);
    const Grounds grounds = store::grounds_of(deal, ledger, *in.workspace.terms, beside);
    std::vector<Why> whys;
    for (SignalView& signal : in_words(signals_of(grounds), moment)) {
        Why& why = whys.emplace_back();
        why.signal = std::move(signal);
        const Rule* rule = rule_named(why.signal.rule);
        if (!rule) continue;
        why.source = rule->source;
        why.examples = rule->examples;
        const std::vector<Instant> moments = moments_behind(*rule, why.signal, grounds);
        for (const Act& act : ledger.acts)
            if (std::ranges::find(moments, act.at) != moments.end()) why.acts.push_back(act);
    }
    return whys;
}

Result<Seen> look_at_deal(const Reading& in, const LookAtDeal& params) {
    if (!params.as_of && !params.on) {
        TRY(auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
        in.aside.version = stored.version;
        return Seen{std::move(stored), in.now};
    }
    Instant moment = in.now;  // What is still to come, nobody knows.
    if (params.as_of) moment = std::min(moment, *params.as_of);
    if (params.on) moment = std::min(moment, in.workspace.zone().end_of(*params.on) - 1ms);
    TRY(auto then, store::deal_as_of(in.db, in.workspace.id, *in.deal, moment));
    if (!then) return refuse("deal_not_begun", "This deal had not begun at that moment.");
    return Seen{*std::move(then), moment};
}

Result<DealView> carry_out_on_deal(Writing& in, const Command& command,
                                   std::vector<method::Known> known) {
    TRY(const store::StoredDeal before, store::load_deal(in.db, in.workspace.id, *in.deal));
    TRYV(expect_version(in, before.version));
    TRY(const store::StoredDeal after,
        store::perform(in.in, in.workspace, before, command, {in.now, std::move(known)}, in.cause));
    if (before.deal.in_play() && !after.deal.in_play()) refit_after(in);
    in.aside.version = after.version;
    return view_of(in, after, in.now);
}

Result<DealView> take_back_on_deal(Writing& in, const Command& command, const Uuid& part) {
    TRY(const auto before, store::load_deal(in.db, in.workspace.id, *in.deal));
    TRYV(expect_version(in, before.version));
    TRY(const auto said, store::said_of(in.db, in.workspace.id, before, part));
    TRY(const auto after,
        store::perform(in.in, in.workspace, before, command, {in.now, {}, said}, in.cause));
    in.aside.version = after.version;
    return view_of(in, after, in.now);
}

Result<void> expect_member(const Writing& in, std::string_view pointer,
                           const std::optional<MemberId>& member) {
    if (!member) return success();
    const auto found = store::load_member(in.db, in.workspace.id, *member);
    if (found.has_value() && found.value().value.active) return success();
    if (found.has_error() && found.error().kind != No::not_found) return found.error();
    return wrong_at(pointer, "member_not_found", "No active member has this id.");
}

Result<void> expect_account(const Writing& in, std::string_view pointer, AccountId account) {
    const auto found = store::load_account(in.db, in.workspace.id, account);
    if (found.has_value() && !found.value().value.merged_into) return success();
    if (found.has_error() && found.error().kind != No::not_found) return found.error();
    return wrong_at(pointer, "account_not_found", "No account has this id.");
}

Result<Person> person_at(const Writing& in, std::string_view pointer, PersonId person,
                         AccountId account) {
    const auto found = store::load_person(in.db, in.workspace.id, person);
    if (found.has_error() && found.error().kind != No::not_found) return found.error();
    if (found.has_error() || found.value().value.merged_into)
        return wrong_at(pointer, "person_not_found", "No person has this id.");
    if (found.value().value.account != account)
        return wrong_at(pointer, "person_elsewhere", "This person is at another account.");
    return found.value().value;
}

}  // namespace ante::api
