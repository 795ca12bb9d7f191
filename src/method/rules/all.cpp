// The method, as a list. A new rule is one new header, included and listed here.

#include <cmath>
#include <cstdlib>

#include "method/rules/answer_due.h"
#include "method/rules/ask_beyond_authority.h"
#include "method/rules/ask_is_ours.h"
#include "method/rules/below_minimum.h"
#include "method/rules/broken_twice.h"
#include "method/rules/buyer_overdue.h"
#include "method/rules/chasing.h"
#include "method/rules/check_back.h"
#include "method/rules/continuations.h"
#include "method/rules/debrief_due.h"
#include "method/rules/entertainment_over.h"
#include "method/rules/executive_missing.h"
#include "method/rules/free_access.h"
#include "method/rules/gone_too_far.h"
#include "method/rules/heavy_lifting.h"
#include "method/rules/homework_missing.h"
#include "method/rules/level_gap.h"
#include "method/rules/next_meeting_missing.h"
#include "method/rules/no_early_commitment.h"
#include "method/rules/no_power.h"
#include "method/rules/no_reserve.h"
#include "method/rules/not_willing.h"
#include "method/rules/nothing_open.h"
#include "method/rules/one_more_thing.h"
#include "method/rules/one_sided.h"
#include "method/rules/plan_flat.h"
#include "method/rules/plan_missing.h"
#include "method/rules/poor_fit.h"
#include "method/rules/purpose_missing.h"
#include "method/rules/quiet.h"
#include "method/rules/recap_due.h"
#include "method/rules/same_touch.h"
#include "method/rules/single_thread.h"
#include "method/rules/temperature_unread.h"
#include "method/rules/touch_due.h"
#include "method/rules/unsatisfied.h"
#include "method/rules/we_owe.h"

namespace ante::method {
namespace {

constexpr const Rule* rules[] = {
    // Meetings
    &plan_missing::rule,
    &plan_flat::rule,
    &ask_is_ours::rule,
    &ask_beyond_authority::rule,
    &no_reserve::rule,
    &debrief_due::rule,
    &next_meeting_missing::rule,
    &below_minimum::rule,
    &temperature_unread::rule,
    &not_willing::rule,
    &recap_due::rule,
    // Promises
    &we_owe::rule,
    &answer_due::rule,
    &buyer_overdue::rule,
    &one_sided::rule,
    &nothing_open::rule,
    &broken_twice::rule,
    // Requests
    &purpose_missing::rule,
    &check_back::rule,
    &unsatisfied::rule,
    &one_more_thing::rule,
    &free_access::rule,
    // Deals
    &heavy_lifting::rule,
    &quiet::rule,
    &chasing::rule,
    &continuations::rule,
    &single_thread::rule,
    &no_power::rule,
    &no_early_commitment::rule,
    &homework_missing::rule,
    &poor_fit::rule,
    &gone_too_far::rule,
    // Relations
    &touch_due::rule,
    &same_touch::rule,
    &entertainment_over::rule,
    &level_gap::rule,
    &executive_missing::rule,
};

// Asks one rule about each thing it is about.
class Judging {
public:
    Judging(const Rule& rule, const Grounds& given, std::vector<Signal>& signals)
        : rule_(rule), given_(given), is_(rule, given.settings), signals_(signals) {}

    void operator()(Judgement (*holds)(const Grounds&, const Thresholds&)) {
        add(SubjectKind::deal, given_.deal.id.value, holds(given_, is_));
    }
    void operator()(Judgement (*holds)(const Grounds&, const Meeting&, const Thresholds&)) {
        each(SubjectKind::meeting, given_.deal.meetings, holds);
    }
    void operator()(Judgement (*holds)(const Grounds&, const Commitment&, const Thresholds&)) {
        each(SubjectKind::promise, given_.deal.commitments, holds);
    }
    void operator()(Judgement (*holds)(const Grounds&, const Request&, const Thresholds&)) {
        each(SubjectKind::request, given_.deal.requests, holds);
    }
    void operator()(Judgement (*)(const Relation&, const Thresholds&)) {}  // Not of a deal.
    void operator()(Judgement (*)(const Relation&, const Person&, const Thresholds&)) {}

private:
    template <class Part>
    void each(SubjectKind about, const std::vector<Part>& parts,
              Judgement (*holds)(const Grounds&, const Part&, const Thresholds&)) {
        for (const Part& part : parts) add(about, part.id.value, holds(given_, part, is_));
    }

    void add(SubjectKind about, const Uuid& subject, Judgement judgement) {
        if (!judgement) return;
        signals_.push_back({std::string(rule_.id), about, subject, rule_.severity, judgement->from,
                            std::move(judgement->because)});
    }

    const Rule& rule_;
    const Grounds& given_;
    const Thresholds is_;
    std::vector<Signal>& signals_;
};

// The same for a relation; rules about deals have nothing to say of it.
class JudgingRelation {
public:
    JudgingRelation(const Rule& rule, const Relation& given, std::vector<Signal>& signals)
        : rule_(rule), given_(given), is_(rule, given.settings), signals_(signals) {}

    void operator()(Judgement (*holds)(const Relation&, const Thresholds&)) {
        add(SubjectKind::account, given_.account.id.value, holds(given_, is_));
    }
    void operator()(Judgement (*holds)(const Relation&, const Person&, const Thresholds&)) {
        for (const Person& person : given_.people)
            add(SubjectKind::person, person.id.value, holds(given_, person, is_));
    }
    template <class Other>
    void operator()(Other) {}

private:
    void add(SubjectKind about, const Uuid& subject, Judgement judgement) {
        if (!judgement) return;
        signals_.push_back({std::string(rule_.id), about, subject, rule_.severity, judgement->from,
                            std::move(judgement->because)});
    }

    const Rule& rule_;
    const Relation& given_;
    const Thresholds is_;
    std::vector<Signal>& signals_;
};

bool switched_off(const Rule& rule, const Settings& settings) {
    const RuleSetting* changed = settings.setting_of(rule.id);
    return changed && !changed->on;
}

}  // namespace

std::span<const Rule* const> all_rules() {
    return rules;
}

const Rule* rule_named(std::string_view id) {
    for (const Rule* rule : rules)
        if (rule->id == id) return rule;
    return nullptr;
}

std::vector<Signal> signals_of(const Grounds& given) {
    std::vector<Signal> signals;
    for (const Rule* rule : rules) {
        if (switched_off(*rule, given.settings)) continue;
        std::visit(Judging(*rule, given, signals), rule->holds);
    }
    return signals;
}

std::vector<Signal> signals_of(const Relation& given) {
    std::vector<Signal> signals;
    for (const Rule* rule : rules) {
        if (switched_off(*rule, given.settings)) continue;
        JudgingRelation judging(*rule, given, signals);
        if (rule->of_account) judging(rule->of_account);
        std::visit(judging, rule->holds);
    }
    return signals;
}

Thresholds::Thresholds(const Rule& rule, const Settings& settings)
    : rule_(rule), changed_(settings.setting_of(rule.id)) {
}

double Thresholds::operator[](std::string_view name) const {
    const auto known = std::ranges::find(rule_.thresholds, name, &Threshold::name);
    if (known == rule_.thresholds.end()) std::abort();
    double value = known->standard;
    if (changed_)
        for (const ThresholdValue& own : changed_->thresholds)
            if (own.name == name) value = own.value;
    return std::clamp(value, known->least, known->most);
}

std::size_t Thresholds::count(std::string_view name) const {
    return static_cast<std::size_t>(std::llround((*this)[name]));
}
Days Thresholds::days(std::string_view name) const {
    return Days{std::llround((*this)[name])};
}
hours Thresholds::in_hours(std::string_view name) const {
    return hours{std::llround((*this)[name])};
}

}  // namespace ante::method
