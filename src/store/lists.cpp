#include "store/lists.h"

#include <algorithm>

#include "base/json.h"
#include "method/ledger.h"
#include "store/list_query.h"

namespace ante::store {
namespace {

using namespace method;

// The columns of a DealLine; $2 is now.
constexpr std::string_view deal_columns =
    "SELECT d.deal_id, d.version, d.name, d.account_id, a.name, d.owner_id, m.name, d.visibility, "
    "d.kind, d.state, d.stage, d.crm_stage, d.amount, d.currency, d.expected_close, d.opened_at, "
    "d.closed_at, d.changed_at, d.last_buyer_act, d.skin, d.buyer_stake, d.seller_stake, "
    "d.momentum, "
    "d.meetings_held, d.meetings_with_advance, d.last_verdict, "
    "(SELECT s.rule FROM signal s WHERE s.workspace_id = d.workspace_id AND s.deal_id = d.deal_id "
    "AND s.holds_from <= $2 ORDER BY s.place, s.holds_from LIMIT 1), d.name_key "
    "FROM deal d "
    "JOIN account a ON a.workspace_id = d.workspace_id AND a.account_id = d.account_id "
    "JOIN member m ON m.workspace_id = d.workspace_id AND m.member_id = d.owner_id "
    "WHERE d.workspace_id = $1";

struct DealItem {
    DealLine line;
    double stored_momentum = 0;
    std::string name_key;
};

Result<DealItem> deal_item(const Row& row, const Workspace& workspace, Instant now) {
    DealItem item;
    DealLine& d = item.line;
    d.id = {row.uuid(0)};
    d.version = row.integer(1);
    d.name = row.text(2);
    d.account = {row.uuid(3)};
    d.account_name = row.text(4);
    d.owner = {row.uuid(5)};
    d.owner_name = row.text(6);
    d.visibility = row.get<Visibility>(7);
    d.kind = row.get<DealKind>(8);
    d.state = row.text(9);
    d.stage = row.text(10);
    d.crm_stage = row.text(11);
    if (const auto currency = Currency::parse(row.text(13)))
        d.amount = Money{row.integer(12), *currency};
    d.expected_close = row.get<std::optional<Date>>(14);
    d.opened_at = row.instant(15);
    d.closed_at = row.get<std::optional<Instant>>(16);
    d.changed_at = row.instant(17);
    d.last_buyer_act = row.get<std::optional<Instant>>(18);
    d.skin = row.get<std::optional<std::int64_t>>(19);
    d.buyer_stake = row.real(20);
    d.seller_stake = row.real(21);
    item.stored_momentum = row.real(22);
    d.momentum = momentum_now(item.stored_momentum, now, workspace.settings().half_life_days);
    d.meetings_held = row.integer(23);
    d.meetings_with_advance = row.integer(24);
    if (!row.text(25).empty()) d.last_verdict = std::string(row.text(25));
    if (!row.null(26)) d.first_signal = std::string(row.text(26));
    item.name_key = row.text(27);
    return item;
}

constexpr std::string_view column_of(DealSort sort) {
    switch (sort) {
        case DealSort::momentum: return "d.momentum";
        case DealSort::amount: return "d.amount";
        case DealSort::opened: return "d.opened_at";
        case DealSort::changed: return "d.changed_at";
        case DealSort::name: return "d.name_key";
    }
    return "";
}

std::string key_of(const DealItem& item, DealSort sort) {
    switch (sort) {
        case DealSort::momentum: return text_of_real(item.stored_momentum);
        case DealSort::amount:
            return std::to_string(item.line.amount ? item.line.amount->minor : 0);
        case DealSort::opened:
            return std::to_string(item.line.opened_at.time_since_epoch().count());
        case DealSort::changed:
            return std::to_string(item.line.changed_at.time_since_epoch().count());
        case DealSort::name: return item.name_key;
    }
    return {};
}

Result<Value> key_value(const Mark& mark, DealSort sort) {
    if (sort == DealSort::name) return Value(mark.key);
    if (sort == DealSort::momentum) {
        TRY(const double key, real(mark.key));
        return Value(key);
    }
    TRY(const std::int64_t key, whole(mark.key));
    return Value(key);
}

}  // namespace

Result<Page<DealLine>> deals(Connection& db, const Viewer& viewer, const Workspace& workspace,
                             const DealQuery& query, Instant now) {
    const std::int64_t limit = page_size(query.limit);
    Query q{std::string(deal_columns)};
    q.params() = {viewer.workspace, now};

    // 1. What he may see, then what he asked for.
    q.add(seen_by(viewer, query.scope, q.params()));
    q.where("d.in_play =", query.play == InPlay::open);
    if (query.state) q.where("d.state =", *query.state);
    if (query.stage) q.where("d.stage =", *query.stage);
    if (query.kind) q.where("d.kind =", *query.kind);
    if (query.owner) q.where("d.owner_id =", *query.owner);
    if (query.account) q.where("d.account_id =", *query.account);
    if (query.verdict) q.where("d.last_verdict =", *query.verdict);
    if (query.amount_from) q.where("d.amount >=", *query.amount_from);
    if (query.amount_to) q.where("d.amount <=", *query.amount_to);
    const auto per_cent = [](std::int64_t asked) {
        return std::clamp<std::int64_t>(asked, -1, 101);
    };
    if (query.skin_from) q.where("d.skin >=", per_cent(*query.skin_from));
    if (query.skin_to) q.where("d.skin <=", per_cent(*query.skin_to));
    if (query.signal)
        q.add(
            " AND EXISTS (SELECT 1 FROM signal h WHERE h.workspace_id = d.workspace_id AND "
            "h.deal_id = d.deal_id AND h.holds_from <= $2 AND h.rule = " +
            q.place(*query.signal) + ")");

    // 2. Where the page begins, and its order.
    const std::string column(column_of(query.sort));
    const bool down = query.direction == Direction::down;
    Mark mark;
    if (query.after) {
        TRY(mark, mark_from(*query.after));
        TRY(const Value key, key_value(mark, query.sort));
        const std::string at = q.place(key);
        q.add(" AND (" + column + ", d.deal_id) " + (down ? "<" : ">") + " (" + at + ", " +
              q.place(mark.id) + ")");
    }
    const std::string way = down ? " DESC" : " ASC";
    q.add(" ORDER BY " + column + way + ", d.deal_id" + way + " LIMIT " + q.place(limit + 1));

    std::vector<DealItem> items;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        TRY(DealItem item, deal_item(row, workspace, now));
        items.push_back(std::move(item));
        return success();
    }));
    Page<DealItem> page = page_of(std::move(items), limit, [&](const DealItem& item) {
        return key_of(item, query.sort) + "~" + item.line.id.text();
    });
    Page<DealLine> lines{.next = std::move(page.next)};
    lines.items.reserve(page.items.size());
    for (DealItem& item : page.items) lines.items.push_back(std::move(item.line));
    return lines;
}

Result<DealLine> deal_line(Connection& db, const Viewer& viewer, const Workspace& workspace,
                           DealId deal, Instant now) {
    Query q{std::string(deal_columns)};
    q.params() = {viewer.workspace, now};
    q.add(seen_by(viewer, Scope::workspace, q.params()));
    q.where("d.deal_id =", deal);
    std::optional<DealLine> found;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        TRY(DealItem item, deal_item(row, workspace, now));
        found = std::move(item.line);
        return success();
    }));
    if (!found) return not_found("deal");
    return *std::move(found);
}

// ---- Today
// ---------------------------------------------------------------------------------------

namespace {

Signal signal_from(const Row& row, std::size_t at) {
    return {std::string(row.text(at)), row.get<SubjectKind>(at + 1), row.uuid(at + 2),
            row.get<Severity>(at + 3), row.instant(at + 4),          std::string(row.text(at + 5))};
}

// A list of ids as parameters: always as many, the last repeated, so that the text stays the same.
std::string id_list(Query& q, const std::vector<DealId>& ids, std::int64_t size) {
    std::string list;
    for (std::size_t i = 0; i < static_cast<std::size_t>(size); ++i)
        list += (i == 0 ? "" : ", ") + q.place(ids[std::min(i, ids.size() - 1)]);
    return list;
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
        row_of(item.line.id).deal = std::move(item.line);
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
