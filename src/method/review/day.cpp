#include "method/review/day.h"

#include <algorithm>
#include <map>

#include "method/rules/rule.h"

namespace ante::method {
namespace {

bool was_answered(const Ask& ask) {
    return ask.outcome != AskOutcome::open;
}

bool was_asked(const Meeting& meeting) {
    return meeting.plan && std::ranges::any_of(meeting.plan->asks, was_answered);
}

bool decides(const Deal& deal, PersonId person) {
    const Player* player = deal.player(person);
    return player && player->role == Role::decision_maker;
}

// Something of theirs is under way: agreed by then, and not settled before.
bool buyer_owes(const Deal& deal, Instant then) {
    return std::ranges::any_of(deal.commitments, [&](const Commitment& promise) {
        if (promise.side() != Side::buyer || !is_advance(promise.effort)) return false;
        const std::optional<Instant> agreed = promise.agreed_at();
        if (!agreed || *agreed > then) return false;
        const std::optional<Instant> settled = promise.settled_at();
        return !settled || *settled > then;
    });
}

class DayBook {
public:
    DayBook(const Deal& deal, const Settings& settings, const Zone& zone)
        : deal_(deal), settings_(settings), zone_(zone) {}

    void count(const Meeting& meeting) {
        if (!meeting.debrief) return;
        Tally& day = on(meeting.starts);
        day.held += 1;
        if (meeting.plan && meeting.plan->best() && meeting.plan->minimum()) day.planned += 1;
        if (was_asked(meeting)) day.asked += 1;
        if (const std::optional<Verdict> verdict = verdict_of(deal_, meeting)) {
            if (is_advance(*verdict)) day.advanced += 1;
            if (*verdict == Verdict::continuation) day.complied += 1;
        }
        if (meeting.debrief->next_meeting) day.next_booked += 1;
        if (meeting.recap_sent_at &&
            *meeting.recap_sent_at <= meeting.ends() + hours{settings_.recap_hours})
            day.recapped += 1;
        for (const PersonId person : meeting.debrief->attended) {
            if (!decides(deal_, person)) continue;
            day.deciders += 1;
            if (std::ranges::count(meeting.readings, person, &Reading::who) > 0) day.read += 1;
        }
        day.minutes += static_cast<double>(meeting.minutes);
        if (!buyer_owes(deal_, std::max(meeting.debrief->at, meeting.ends())))
            day.minutes_alone += static_cast<double>(meeting.minutes);
    }

    void count(const Request& request) {
        on(request.asked_at).requests += 1;
        const Instant late = request.asked_at + patience();
        if (first_answer(request).value_or(Instant::max()) > late) on(late).purposeless += 1;
        if (!request.acceptance) return;
        Tally& day = on(request.acceptance->at);
        day.accepted += 1;
        if (!request.acceptance->exchange) day.for_nothing += 1;
        if (!request.acceptance->override_reason.empty()) day.overridden += 1;
    }

    void count(const Act& act) {
        Tally& day = on(act.at);
        if (act.side == Side::seller) {
            day.points_given += act.stake;
            return;
        }
        day.points_received += act.stake;
        if (act.kind != ActKind::released) day.buyer_acts += 1;
    }

    std::vector<DayTally> by_day() && {
        std::vector<DayTally> days;
        for (const auto& [day, tally] : days_)
            if (tally != Tally{}) days.push_back({day, tally});
        return days;
    }

private:
    Tally& on(Instant at) { return days_[zone_.date_of(at)]; }

    // As the signal has it, so that the figure and Today tell the same story.
    Days patience() const {
        static const Rule& rule = *rule_named("purpose_missing");
        return Thresholds(rule, settings_).days("days");
    }

    // A request of a closed deal waits for nobody.
    std::optional<Instant> first_answer(const Request& request) const {
        if (request.acceptance) return request.acceptance->at;
        if (request.closed_at) return request.closed_at;
        return std::visit(
            []<class S>(const S& state) -> std::optional<Instant> {
                if constexpr (requires { state.at; })
                    return state.at;
                else
                    return std::nullopt;
            },
            deal_.state);
    }

    const Deal& deal_;
    const Settings& settings_;
    const Zone& zone_;
    std::map<Date, Tally> days_;
};

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
    static constexpr auto rows = rows_of<Tally>();
    for (const FieldRow& row : rows)
        *static_cast<double*>(row.of(this)) += *static_cast<const double*>(row.of(&other));
    return *this;
}

std::vector<DayTally> days_of(const Deal& deal, const Ledger& ledger, const Settings& settings,
                              const Zone& zone) {
    DayBook days(deal, settings, zone);
    for (const Meeting& meeting : deal.meetings) days.count(meeting);
    for (const Request& request : deal.requests) days.count(request);
    for (const Act& act : ledger.acts) days.count(act);
    return std::move(days).by_day();
}

std::optional<EarlyPart> early_part_of(const Deal& deal) {
    const std::vector<const Meeting*> held = held_meetings(deal);
    if (held.size() < 2) return std::nullopt;
    EarlyPart early{held[1]->ends(), false};
    for (const Meeting* meeting : {held[0], held[1]}) {
        if (meeting->closed_with) return std::nullopt;
        const std::optional<Verdict> verdict = verdict_of(deal, *meeting);
        early.advance = early.advance || (verdict && is_advance(*verdict));
    }
    return early;
}

}  // namespace ante::method
