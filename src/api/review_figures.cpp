#include "api/review_figures.h"

#include "store/records.h"

namespace ante::api {

using namespace method;

namespace {

Error not_yours() {
    return Error{No::forbidden,
                 "not_your_figures",
                 "A rep sees his own figures, a manager those of his team.",
                 {}};
}

}  // namespace

Result<store::Whose> whose_figures(const Reading& in, const std::optional<MemberId>& member,
                                   const std::optional<std::string>& team) {
    const store::Viewer& viewer = in.viewer;
    const bool all = viewer.role == MemberRole::admin;
    const bool leads = viewer.role == MemberRole::manager && !viewer.team.empty();

    // 1. Of one member.
    if (member) {
        if (*member == viewer.me) return store::Whose{.member = member, .team = {}};
        if (!all && !leads) return not_yours();
        TRY(const auto known, store::load_member(in.db, in.workspace.id, *member));
        if (!all && known.value.team != viewer.team) return not_yours();
        return store::Whose{.member = member, .team = {}};
    }
    // 2. Of a team that was named.
    if (team) {
        if (!all && !(leads && *team == viewer.team)) return not_yours();
        return store::Whose{.member = {}, .team = team};
    }
    // 3. Of what he leads, or his own.
    if (all) return store::Whose{};
    if (leads) return store::Whose{.member = {}, .team = viewer.team};
    return store::Whose{.member = viewer.me, .team = {}};
}

Result<ReviewOf> figures_of(const Reading& in, const store::Whose& whose, ReviewBy by) {
    ReviewOf of{.member = whose.member, .team = whose.team, .name = {}, .by = by};
    if (whose.member) {
        TRY(const auto member, store::load_member(in.db, in.workspace.id, *whose.member));
        of.name = member.value.name;
    } else if (whose.team) {
        of.name = *whose.team;
    }
    const ReviewSpans spans = review_spans(in.workspace.zone().date_of(in.now), by);
    TRY(const auto days,
        store::days_of(in.db, in.workspace.id, whose, {spans.past.from, spans.recent.to}));
    of.recent = spans.recent;
    of.past = spans.past;
    of.buckets = spans.buckets;
    of.figures = report(days, spans);
    TRY(of.last_verdicts, store::last_verdicts(in.db, in.workspace.id, whose));
    return of;
}

}  // namespace ante::api
