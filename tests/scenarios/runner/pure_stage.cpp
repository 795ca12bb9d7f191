#include "scenarios/runner/pure_stage.h"

#include <algorithm>
#include <tuple>

#include "base/json.h"
#include "method/decide.h"
#include "method/today.h"

namespace ante::scenarios {

using namespace method;

PureStage::PureStage()
    : zone_(Zone::named(settings_.time_zone).value()), sam_(ids_.make<MemberTag>(landmark)) {
}

Result<MemberId> PureStage::colleague(const std::string&, Level level, Instant now) {
    const auto id = ids_.make<MemberTag>(now);
    if (level >= Level::executive) executives_.push_back(id);
    return id;
}

Result<AccountId> PureStage::account(const std::string& name, Instant now) {
    const auto id = ids_.make<AccountTag>(now);
    accounts_[id] = Account{.id = id, .name = name};
    return id;
}

Result<void> PureStage::set_fit(AccountId account, int fit, Instant) {
    accounts_[account].fit = fit;
    return success();
}
Result<void> PureStage::set_tier(AccountId account, Tier tier, Instant) {
    accounts_[account].tier = tier;
    return success();
}
Result<void> PureStage::touch(const Touch& touch, Instant now) {
    touches_.push_back(touch);
    touches_.back().id = ids_.make<TouchTag>(now);
    touches_.back().by = sam_;
    touches_.back().at = now;
    return success();
}
Result<void> PureStage::see_every(PersonId person, std::int64_t days, Instant) {
    people_[person].every_days = days;
    return success();
}

Result<PersonId> PureStage::person(AccountId account, const std::string& name, Level level,
                                   Instant now) {
    const PersonId id = ids_.make<PersonTag>(now);
    people_[id] = Person{.id = id, .account = account, .name = name, .level = level};
    return id;
}

// A touch in a deal is a touch of its own beside the deal's, as the store keeps it.
void PureStage::mirror_touches(const Deal& deal) {
    for (const DealTouch& made : deal.touches) {
        auto at = std::ranges::find(touches_, made.id, &Touch::id);
        if (at == touches_.end())
            at = touches_.insert(touches_.end(), Touch{.id = made.id,
                                                       .kind = made.kind,
                                                       .account = deal.account,
                                                       .person = made.person,
                                                       .deal = deal.id,
                                                       .by = made.by,
                                                       .at = made.at});
        at->answered_at = made.answered_at;
        if (made.answered_at) at->reach = Reach::reached;
    }
}

std::vector<Signal> PureStage::signals_around(AccountId account) const {
    Around around;
    around.account = accounts_.at(account);
    for (const auto& [id, person] : people_)
        if (person.account == account) around.people.push_back(person);
    for (const Touch& touch : touches_)
        if (touch.account == account) around.touches.push_back(touch);
    for (const Deal& deal : deals_)
        if (deal.account == account) around.deals.push_back(deal);
    return method::signals_of(relation_of(around, settings_, zone_));
}

Result<void> PureStage::set(const Settings& settings, Instant) {
    settings_ = settings;
    return success();
}

Result<DealId> PureStage::open(const OpenDeal& opening, Instant now) {
    TRY(Deal deal, after(Deal{}, opening, now));
    deals_.push_back(deal);
    return deal.id;
}

Result<void> PureStage::perform(DealId id, const Command& command, Instant now) {
    const auto at = std::ranges::find(deals_, id, &Deal::id);
    if (at == deals_.end()) return not_found("deal");
    TRY(*at, after(*at, command, now));
    mirror_touches(*at);
    return success();
}

Result<void> PureStage::perform_as(PersonId person, DealId id, const Command& command,
                                   Instant now) {
    const auto at = std::ranges::find(deals_, id, &Deal::id);
    if (at == deals_.end()) return not_found("deal");
    TRY(*at, after(*at, command, now, person));
    return success();
}

namespace {

// What the command takes back, if it does that.
std::optional<Uuid> taken_back(const Command& command) {
    if (const auto* it = std::get_if<CorrectPromise>(&command)) return it->promise.value;
    if (const auto* it = std::get_if<CorrectDelivery>(&command)) return it->request.value;
    if (const auto* it = std::get_if<CorrectRecap>(&command)) return it->meeting.value;
    return std::nullopt;
}

}  // namespace

Result<Deal> PureStage::after(Deal deal, const Command& command, Instant now,
                              std::optional<PersonId> by) {
    std::vector<Known> known;
    for (const auto& [id, person] : people_) known.push_back({id, person.name, person.level});
    const Actor sam{.member = sam_, .person = {}};
    Situation situation{
        .at = now,
        .by = by ? Actor{.member = {}, .person = by} : sam,
        .settings = settings_,
        .zone = zone_,
        .ids = ids_,
        .known = known,
    };
    if (const auto part = taken_back(command))
        if (const auto at = said_.find(*part); at != said_.end())
            situation.said = Said{sam, at->second};
    TRY(Decided decided, carry_out(std::move(deal), command, situation));
    for (const Event& event : decided.events)
        if (const auto part = told_of(event)) said_[*part] = now;

    // What is stored must come back as it was: the deal as its state, the events as their log.
    TRY(const Deal stored, from_json<Deal>(to_json(decided.deal), Input::stored));
    if (stored != decided.deal)
        return broken("The deal is not the same after a trip through JSON.");
    for (const Event& event : decided.events) {
        const std::string text = to_json(event);
        TRY(const Event again, from_json<Event>(text, Input::stored));
        if (to_json(again) != text)
            return broken("An event is not the same after a trip through JSON: " + text);
    }
    return std::move(decided.deal);
}

std::vector<Signal> PureStage::signals_of(const Deal& deal, const Ledger& ledger) const {
    std::optional<int> fit;
    const Account& account = accounts_.at(deal.account);
    if (const Fit found = fit_of(account, settings_.ideal); found.value)
        fit = static_cast<int>(*found.value);
    return method::signals_of(Grounds{deal, ledger, settings_, zone_, fit, executives_});
}

Result<Look> PureStage::look(DealId id, Instant now) {
    const auto at = std::ranges::find(deals_, id, &Deal::id);
    if (at == deals_.end()) return not_found("deal");
    const Ledger ledger = ledger_of(*at, settings_);

    Look look;
    look.deal = *at;
    look.buyer_stake = ledger.buyer_stake;
    look.seller_stake = ledger.seller_stake;
    look.skin_in_the_game = ledger.skin_in_the_game;
    look.momentum = momentum_now(ledger.momentum, now, settings_.half_life_days);
    look.meetings_held = ledger.meetings_held;
    look.meetings_with_advance = ledger.meetings_with_advance;
    look.signals = signals_of(*at, ledger);
    std::ranges::copy(signals_around(at->account), std::back_inserter(look.signals));
    for (const Meeting& meeting : at->meetings)
        if (const auto verdict = verdict_of(*at, meeting)) look.verdicts[meeting.id] = *verdict;
    return look;
}

// METHOD 9, done naively: each deal with its first thing; groups in order, in each the deal with
// the highest momentum first.
Result<std::vector<Row>> PureStage::today(MemberId member, Instant now) {
    struct Entry {
        Row row;
        TodayGroup group{};
        double momentum = 0;
    };
    std::vector<Entry> entries;
    for (const Deal& deal : deals_) {
        if (deal.owner != member) continue;
        if (deal.snoozed_until && *deal.snoozed_until > zone_.date_of(now)) continue;
        const Ledger ledger = ledger_of(deal, settings_);
        const Signal* first = nullptr;
        const std::vector<Signal> signals = signals_of(deal, ledger);
        for (const Signal& signal : signals)
            if (signal.holds_from <= now &&
                (!first || today_rank(signal.rule) < today_rank(first->rule)))
                first = &signal;
        if (first)
            entries.push_back({{deal.id, first->rule}, today_group(first->rule), ledger.momentum});
    }
    std::ranges::stable_sort(entries, [](const Entry& a, const Entry& b) {
        return std::tuple(a.group, -a.momentum) < std::tuple(b.group, -b.momentum);
    });
    std::vector<Row> rows;
    for (Entry& entry : entries) rows.push_back(std::move(entry.row));
    return rows;
}

}  // namespace ante::scenarios
