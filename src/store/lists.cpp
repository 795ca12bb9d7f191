#include "store/lists.h"

#include <algorithm>

#include "store/deal_line.h"
#include "store/list_query.h"

namespace ante::store {

using namespace method;

// ---- Today
// ---------------------------------------------------------------------------------------

namespace {

Signal signal_from(const Row& row, std::size_t at) {
    return {std::string(row.text(at)), row.get<SubjectKind>(at + 1), row.uuid(at + 2),
            row.get<Severity>(at + 3), row.instant(at + 4),          std::string(row.text(at + 5))};
}

}  // namespace

Result<Page<TodayRow>> today(Connection& db, const Viewer& viewer, const Workspace& workspace,
                             MemberId of, std::int64_t asked,
                             const std::optional<std::string>& after, Instant now) {
    const std::int64_t limit = page_size(asked);

    // 1. His deals with something that holds, by the group of the first thing, then by momentum.
    Query q{
        "SELECT d.deal_id, MIN(s.place) / 1000, d.momentum FROM signal s JOIN deal d ON "
        "d.workspace_id = s.workspace_id AND d.deal_id = s.deal_id "
        "WHERE s.workspace_id = $1 AND s.owner_id = $2 AND s.holds_from <= $3 AND "
        "d.snoozed_until <= $3"};
    q.params() = {viewer.workspace, of, now};
    q.add(seen_by(viewer, Scope::workspace, q.params()));
    q.add(" GROUP BY d.deal_id, d.momentum");
    Mark mark;
    if (after) {
        TRY(mark, mark_from(*after));
        const auto colon = mark.key.find(':');
        if (colon == std::string::npos) return bad_mark();
        TRY(const std::int64_t group, whole(mark.key.substr(0, colon), 0, 99));
        TRY(const double momentum, real(mark.key.substr(colon + 1)));
        const std::string g = q.place(group);
        const std::string m = q.place(momentum);
        q.add(" HAVING MIN(s.place) / 1000 > " + g + " OR (MIN(s.place) / 1000 = " + g +
              " AND (d.momentum < " + m + " OR (d.momentum = " + m + " AND d.deal_id > " +
              q.place(mark.id) + ")))");
    }
    q.add(" ORDER BY 2, d.momentum DESC, d.deal_id LIMIT " + q.place(limit + 1));
    struct First {
        DealId deal;
        std::int64_t group;
        double momentum;
    };
    std::vector<First> firsts;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        firsts.push_back({{row.uuid(0)}, row.integer(1), row.real(2)});
        return success();
    }));
    const Page<First> page = page_of(std::move(firsts), limit, [](const First& f) {
        return std::to_string(f.group) + ":" + text_of_real(f.momentum) + "~" + f.deal.text();
    });
    Page<TodayRow> rows{.next = page.next};
    if (page.items.empty()) return rows;
    std::vector<DealId> ids;
    for (const First& f : page.items) ids.push_back(f.deal);
    for (const First& f : page.items)
        rows.items.push_back({.group = static_cast<TodayGroup>(f.group)});
    const auto row_of = [&](DealId deal) -> TodayRow& {
        return rows.items[static_cast<std::size_t>(std::ranges::find(ids, deal) - ids.begin())];
    };

    // 2. The deals of this page, and all that holds for them.
    Query lines{std::string(deal_columns)};
    lines.params() = {viewer.workspace, now};
    lines.add(" AND d.deal_id IN (" + id_list(lines, ids, limit) + ")");
    TRYV(db.each(lines.text(), lines.params(), [&](const Row& row) -> Result<void> {
        TRY(DealItem item, deal_item(row, workspace, now));
        TodayRow& its = row_of(item.line.id);
        its.deal = std::move(item.line);
        return success();
    }));
    Query signals{
        "SELECT deal_id, rule, about, subject_id, severity, holds_from, because FROM signal "
        "WHERE workspace_id = $1 AND holds_from <= $2"};
    signals.params() = {viewer.workspace, now};
    signals.add(" AND deal_id IN (" + id_list(signals, ids, limit) +
                ") ORDER BY place, holds_from, subject_id");
    TRYV(db.each(signals.text(), signals.params(), [&](const Row& row) -> Result<void> {
        row_of({row.uuid(0)}).signals.push_back(signal_from(row, 1));
        return success();
    }));
    for (TodayRow& row : rows.items)
        if (!row.signals.empty()) say_next_thing(row.deal, row.signals.front());
    return rows;
}

Result<std::vector<RuleCount>> signal_counts(Connection& db, const Viewer& viewer, Scope scope,
                                             Instant now) {
    Query q{
        "SELECT s.rule, COUNT(DISTINCT s.deal_id) FROM signal s JOIN deal d ON "
        "d.workspace_id = s.workspace_id AND d.deal_id = s.deal_id "
        "WHERE s.workspace_id = $1 AND s.holds_from <= $2 AND d.in_play = 1"};
    q.params() = {viewer.workspace, now};
    if (scope == Scope::mine) q.where("s.owner_id =", viewer.me);
    q.add(seen_by(viewer, scope, q.params()));
    q.add(" GROUP BY s.rule ORDER BY s.rule");
    return db.all<RuleCount>(q.text(), q.params());
}

Result<std::vector<Signal>> signals_of_deal(Connection& db, WorkspaceId id, DealId deal) {
    std::vector<Signal> found;
    TRYV(
        db.each("SELECT rule, about, subject_id, severity, holds_from, because FROM signal "
                "WHERE workspace_id = $1 AND deal_id = $2 ORDER BY place, holds_from, "
                "subject_id",
                {id, deal}, [&](const Row& row) -> Result<void> {
                    found.push_back(signal_from(row, 0));
                    return success();
                }));
    return found;
}

}  // namespace ante::store
