#include "store/review.h"

#include "store/list_query.h"

namespace ante::store {

using namespace method;

namespace {

// "SUM(t.held), SUM(t.planned), …", in the order of Tally's rows.
std::string sums() {
    static constexpr auto rows = Tally::rows_of<Tally>();
    std::string text;
    for (const FieldRow& row : rows) text += ", SUM(t." + std::string(row.name) + ")";
    return text;
}

// CROSS JOIN, so that SQLite goes from the few members to their ranges, and not through the table.
void of_whom(Query& q, const Whose& whose) {
    if (whose.member) q.where("m.member_id =", *whose.member);
    if (whose.team) q.where("m.team =", *whose.team);
}

constexpr double day_in_ms = 86'400'000;

}  // namespace

Result<std::vector<DayTally>> days_of(Connection& db, WorkspaceId id, const Whose& whose,
                                      const Span& span) {
    static const std::string text = "SELECT t.day" + sums() +
                                    " FROM member m CROSS JOIN deal_day t WHERE "
                                    "t.workspace_id = m.workspace_id AND t.owner_id = m.member_id "
                                    "AND m.workspace_id = $1";
    Query q{text};
    q.params() = {id};
    of_whom(q, whose);
    q.where("t.day >=", span.from).where("t.day <", span.to);
    q.add(" GROUP BY t.day ORDER BY t.day");
    std::vector<DayTally> days;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        static constexpr auto rows = Tally::rows_of<Tally>();
        DayTally& day = days.emplace_back();
        day.day = row.date(0);
        for (std::size_t i = 0; i < rows.size(); ++i)
            *static_cast<double*>(rows[i].of(&day.tally)) = row.real(i + 1);
        return success();
    }));
    return days;
}

Result<std::vector<VerdictCount>> last_verdicts(Connection& db, WorkspaceId id,
                                                const Whose& whose) {
    Query q{
        "SELECT d.last_verdict, COUNT(*) FROM member m CROSS JOIN deal d WHERE d.workspace_id = "
        "m.workspace_id AND d.owner_id = m.member_id AND d.in_play = 1 AND m.workspace_id = $1"};
    q.params() = {id};
    of_whom(q, whose);
    q.add(" GROUP BY d.last_verdict ORDER BY COUNT(*) DESC, d.last_verdict");
    return db.all<VerdictCount>(q.text(), q.params());
}

Result<Page<DealId>> to_review(Connection& db, const Viewer& viewer, const ReviewQuery& query) {
    const std::int64_t limit = page_size(query.limit);
    const bool acted = query.which == ReviewOrder::acted;
    Query q{acted ? "SELECT d.deal_id, SUM(t.points_received) FROM deal d CROSS JOIN deal_day t "
                    "WHERE t.workspace_id = d.workspace_id AND t.deal_id = d.deal_id "
                    "AND d.workspace_id = $1 AND d.in_play = 1"
                  : "SELECT d.deal_id, d.momentum FROM deal d "
                    "WHERE d.workspace_id = $1 AND d.in_play = 1"};
    q.params() = {viewer.workspace};
    q.add(seen_by(viewer, query.scope, q.params()));
    if (query.owner) q.where("d.owner_id =", *query.owner);
    const std::string key = acted ? "SUM(t.points_received)" : "d.momentum";
    if (acted) {
        q.where("t.day >=", query.since);
        q.add(" GROUP BY d.deal_id HAVING SUM(t.buyer_acts) > 0");
    } else {
        q.add(
            " AND NOT EXISTS (SELECT 1 FROM deal_day t WHERE t.workspace_id = d.workspace_id AND "
            "t.deal_id = d.deal_id AND t.buyer_acts > 0");
        q.where("t.day >=", query.since).add(")");
    }
    if (query.after) {
        TRY(const Mark mark, mark_from(*query.after));
        TRY(const double from, real(mark.key));
        const std::string at = q.place(from);
        q.add(" AND (" + key + ", d.deal_id) < (" + at + ", " + q.place(mark.id) + ")");
    }
    q.add(" ORDER BY " + key + " DESC, d.deal_id DESC LIMIT " + q.place(limit + 1));

    std::vector<std::pair<DealId, double>> found;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        found.emplace_back(DealId{row.uuid(0)}, row.real(1));
        return success();
    }));
    auto page = page_of(std::move(found), limit, [](const std::pair<DealId, double>& one) {
        return text_of_real(one.second) + "~" + one.first.text();
    });
    Page<DealId> ids{.next = std::move(page.next)};
    for (const auto& [deal, points] : page.items) ids.items.push_back(deal);
    return ids;
}

Result<std::vector<DealId>> proposed_to_let_go(Connection& db, const Viewer& viewer, Scope scope) {
    constexpr std::int64_t most = 200;
    Query q{"SELECT d.deal_id FROM deal d WHERE d.workspace_id = $1 AND d.letting_go <> ''"};
    q.params() = {viewer.workspace};
    q.add(seen_by(viewer, scope, q.params()));
    q.add(" ORDER BY d.owner_id, d.deal_id LIMIT " + q.place(most));
    std::vector<DealId> ids;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        ids.push_back({row.uuid(0)});
        return success();
    }));
    return ids;
}

Result<Page<OverriddenRequest>> overridden(Connection& db, const Viewer& viewer, Scope scope,
                                           std::int64_t asked,
                                           const std::optional<std::string>& after) {
    const std::int64_t limit = page_size(asked);
    Query q{
        "SELECT p.deal_id, p.request_id, p.asked_at FROM request p JOIN deal d ON "
        "d.workspace_id = p.workspace_id AND d.deal_id = p.deal_id "
        "WHERE p.workspace_id = $1 AND p.overridden = 1"};
    q.params() = {viewer.workspace};
    q.add(seen_by(viewer, scope, q.params()));
    if (after) {
        TRY(const Mark mark, mark_from(*after));
        TRY(const std::int64_t key, whole(mark.key));
        const std::string at = q.place(key);
        q.add(" AND (p.asked_at, p.request_id) < (" + at + ", " + q.place(mark.id) + ")");
    }
    q.add(" ORDER BY p.asked_at DESC, p.request_id DESC LIMIT " + q.place(limit + 1));
    std::vector<OverriddenRequest> found;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        found.push_back({{row.uuid(0)}, {row.uuid(1)}, row.instant(2)});
        return success();
    }));
    return page_of(std::move(found), limit, [](const OverriddenRequest& one) {
        return std::to_string(one.asked_at.time_since_epoch().count()) + "~" + one.request.text();
    });
}

Result<EarlySample> early_sample(Connection& db, WorkspaceId id, Instant now) {
    EarlySample sample;
    TRYV(db.each(
        "SELECT early_advance, state, second_meeting, closed_at FROM deal WHERE workspace_id = $1 "
        "AND second_meeting IS NOT NULL ORDER BY second_meeting DESC LIMIT $2",
        {id, largest_sample}, [&](const Row& row) -> Result<void> {
            const bool early = row.boolean(0);
            const std::string_view state = row.text(1);
            const Instant from = row.instant(2);
            const Instant to = row.get<std::optional<Instant>>(3).value_or(now);
            if (to <= from) return success();  // Over before the watch began.
            const bool won = state == "won";
            const double days = static_cast<double>((to - from).count()) / day_in_ms;
            (early ? sample.with : sample.without)
                .push_back({days, won ? Seen::happened : Seen::left});
            if (won) ++(early ? sample.won_with : sample.won_without);
            if (won || state == "lost") ++(early ? sample.closed_with : sample.closed_without);
            return success();
        }));
    return sample;
}

Result<std::vector<Lately>> in_play_since(Connection& db, WorkspaceId id, Instant since,
                                          const std::optional<Lately>& after, std::int64_t limit) {
    Query q{
        "SELECT d.deal_id, d.name, d.state, d.changed_at, r.fit FROM deal d LEFT JOIN relation r "
        "ON r.workspace_id = d.workspace_id AND r.account_id = d.account_id "
        "WHERE d.workspace_id = $1 AND (d.in_play = 1 OR d.closed_at >= $2)"};
    q.params() = {id, since};
    if (after) {
        const std::string at = q.place(after->changed_at);
        q.add(" AND (d.changed_at, d.deal_id) < (" + at + ", " + q.place(after->deal) + ")");
    }
    q.add(" ORDER BY d.changed_at DESC, d.deal_id DESC LIMIT " + q.place(limit));
    std::vector<Lately> found;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        Lately& deal = found.emplace_back(Lately{
            {row.uuid(0)}, std::string(row.text(1)), std::string(row.text(2)), row.instant(3), {}});
        if (!row.null(4)) deal.account_fit = static_cast<int>(row.integer(4));
        return success();
    }));
    return found;
}

}  // namespace ante::store
