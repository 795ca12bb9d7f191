#include "store/relation_lists.h"

#include <algorithm>
#include <deque>

#include "store/list_query.h"
#include "store/list_words.h"
#include "store/records.h"

namespace ante::store {
namespace {

using namespace method;

constexpr std::string_view line_columns =
    "SELECT a.body, a.name_key, r.fit, r.tier, r.keeper_id, m.name, r.in_play, r.deals, "
    "r.last_outside, (SELECT MAX(d.last_buyer_act) FROM deal d WHERE d.workspace_id = $1 AND "
    "d.account_id = a.account_id AND d.in_play = 1) FROM relation r JOIN account a ON "
    "a.workspace_id = r.workspace_id AND a.account_id = r.account_id LEFT JOIN member m ON "
    "m.workspace_id = r.workspace_id AND m.member_id = r.keeper_id WHERE r.workspace_id = $1 AND "
    "a.merged = 0";

Result<void> read_line(const Row& row, AccountLine& line) {
    Account account;
    TRYV(read_json(type_of<Account>(), &account, row.text(0), Input::stored));
    line.id = account.id;
    line.name = std::move(account.name);
    line.domain = std::move(account.domain);
    line.industry = std::move(account.industry);
    line.segment = std::move(account.segment);
    line.size = std::move(account.size);
    line.region = std::move(account.region);
    line.need = std::move(account.need);
    line.external_id = std::move(account.external_id);
    line.fit = row.get<std::optional<std::int64_t>>(2);
    line.fit_given = account.fit.has_value();
    line.tier = row.get<Tier>(3);
    if (!row.null(5)) {
        line.keeper = MemberId{row.uuid(4)};
        line.keeper_name = row.text(5);
    }
    line.in_play = row.boolean(6);
    line.deals = row.integer(7);
    for (const std::size_t at : {std::size_t{8}, std::size_t{9}})
        if (!row.null(at))
            line.last_real = std::max(line.last_real.value_or(row.instant(at)), row.instant(at));
    return success();
}

}  // namespace

Result<Page<AccountLine>> account_lines(Connection& db, WorkspaceId id,
                                        const RelationQuery& query) {
    const AccountQuery& base = query.base;
    const std::int64_t limit = page_size(base.limit);
    const bool down = base.direction == Direction::down;
    Query q{std::string(line_columns)};
    q.params() = {id};
    std::deque<std::string> kept;
    if (base.text) with_words(q, "a.account_id", "account", *base.text, kept);
    if (base.fit_from) q.where("r.fit >=", std::clamp<std::int64_t>(*base.fit_from, 0, 101));
    if (base.fit_to) q.where("r.fit <=", std::clamp<std::int64_t>(*base.fit_to, -1, 100));
    if (query.tier) q.where("r.tier =", *query.tier);
    if (query.keeper) q.where("r.keeper_id =", *query.keeper);
    Mark mark;
    if (base.after) {
        TRY(mark, mark_from(*base.after));
        const std::string at = q.place(mark.key);
        q.add(std::string(" AND (a.name_key, a.account_id) ") + (down ? "< (" : "> (") + at + ", " +
              q.place(mark.id) + ")");
    }
    const std::string way = down ? " DESC" : "";
    q.add(" ORDER BY a.name_key" + way + ", a.account_id" + way + " LIMIT " + q.place(limit + 1));
    std::vector<std::string> keys;
    std::vector<AccountLine> found;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        keys.emplace_back(row.text(1));
        return read_line(row, found.emplace_back());
    }));
    return page_of(std::move(found), limit, [&](const AccountLine& line) {
        return keys[static_cast<std::size_t>(limit - 1)] + "~" + line.id.text();
    });
}

Result<AccountLine> account_line(Connection& db, WorkspaceId id, AccountId account) {
    AccountLine line;
    TRYV(db.each(std::string(line_columns) + " AND r.account_id = $2", {id, account},
                 [&](const Row& row) { return read_line(row, line); }));
    if (line.id.nil()) return not_found("account");
    return line;
}

Result<Page<AccountLine>> prospects(Connection& db, WorkspaceId id, const ProspectQuery& query) {
    const std::int64_t limit = page_size(query.limit);
    Query q{std::string(line_columns)};
    q.params() = {id};
    q.add(" AND r.in_play = 0");
    q.where("r.fit >=", query.fit_from);
    if (query.never) q.add(" AND r.deals = 0");
    if (query.unkept) q.where("r.keeper_id =", MemberId{});
    Mark mark;
    if (query.after) {
        TRY(mark, mark_from(*query.after));
        TRY(const std::int64_t fit, whole(mark.key, 0, 100));
        const std::string at = q.place(fit);
        q.add(" AND (r.fit < " + at + " OR (r.fit = " + at + " AND r.account_id > " +
              q.place(mark.id) + "))");
    }
    q.add(" ORDER BY r.fit DESC, r.account_id LIMIT " + q.place(limit + 1));
    std::vector<AccountLine> found;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        return read_line(row, found.emplace_back());
    }));
    return page_of(std::move(found), limit, [](const AccountLine& line) {
        return std::to_string(line.fit.value_or(0)) + "~" + line.id.text();
    });
}

Result<bool> sees_relations_of(Connection& db, const Viewer& viewer, MemberId of) {
    if (of == viewer.me || viewer.role == MemberRole::admin) return true;
    if (viewer.team.empty()) return false;
    TRY(const auto his, load_member(db, viewer.workspace, of));
    return his.value.team == viewer.team;
}

Result<Page<DueRow>> relations_due(Connection& db, const Viewer& viewer, MemberId of,
                                   std::int64_t asked, const std::optional<std::string>& after,
                                   Instant now) {
    const std::int64_t limit = page_size(asked);
    TRY(const bool seen, sees_relations_of(db, viewer, of));
    if (!seen) return Page<DueRow>{};

    // 1. The accounts of this page: tier A first, in each what has been due longest.
    Query q{
        "SELECT s.account_id, r.tier, MIN(s.holds_from) FROM relation_signal s JOIN relation r ON "
        "r.workspace_id = s.workspace_id AND r.account_id = s.account_id WHERE s.workspace_id = $1 "
        "AND s.keeper_id = $2 AND s.holds_from <= $3 AND s.severity <> 'note' "
        "GROUP BY s.account_id, r.tier"};
    q.params() = {viewer.workspace, of, now};
    Mark mark;
    std::string tier;
    if (after) {
        TRY(mark, mark_from(*after));
        const auto colon = mark.key.find(':');
        if (colon == std::string::npos) return bad_mark();
        tier = mark.key.substr(0, colon);
        TRY(const std::int64_t from, whole(mark.key.substr(colon + 1)));
        const std::string t = q.place(tier);
        const std::string f = q.place(from);
        q.add(" HAVING r.tier > " + t + " OR (r.tier = " + t + " AND (MIN(s.holds_from) > " + f +
              " OR (MIN(s.holds_from) = " + f + " AND s.account_id > " + q.place(mark.id) + ")))");
    }
    q.add(" ORDER BY r.tier, 3, s.account_id LIMIT " + q.place(limit + 1));
    struct First {
        AccountId account;
        std::string key;
    };
    std::vector<First> firsts;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        firsts.push_back(
            {{row.uuid(0)}, std::string(row.text(1)) + ":" + std::to_string(row.integer(2))});
        return success();
    }));
    const Page<First> page = page_of(std::move(firsts), limit,
                                     [](const First& f) { return f.key + "~" + f.account.text(); });
    Page<DueRow> rows{.next = page.next};

    // 2. Their lines, and all that holds for them.
    for (const First& first : page.items) {
        DueRow& due = rows.items.emplace_back();
        TRY(due.account, account_line(db, viewer.workspace, first.account));
        TRYV(db.each(
            "SELECT rule, about, subject_id, severity, holds_from, because FROM relation_signal "
            "WHERE workspace_id = $1 AND account_id = $2 AND holds_from <= $3 "
            "ORDER BY place, holds_from, subject_id",
            {viewer.workspace, first.account, now}, [&](const Row& row) -> Result<void> {
                due.signals.push_back({std::string(row.text(0)), row.get<SubjectKind>(1),
                                       row.uuid(2), row.get<Severity>(3), row.instant(4),
                                       std::string(row.text(5))});
                return success();
            }));
    }
    return rows;
}

Result<Page<ParkedLine>> parked(Connection& db, const Viewer& viewer, Scope scope,
                                std::int64_t asked, const std::optional<std::string>& after) {
    const std::int64_t limit = page_size(asked);
    Query q{
        "SELECT d.deal_id, d.name, d.account_id, a.name, d.owner_id, m.name, d.amount, d.currency, "
        "d.parked_until, d.body, d.last_buyer_act FROM deal d JOIN account a ON a.workspace_id = "
        "d.workspace_id AND a.account_id = d.account_id JOIN member m ON m.workspace_id = "
        "d.workspace_id AND m.member_id = d.owner_id WHERE d.workspace_id = $1 AND d.state = "
        "'parked'"};
    q.params() = {viewer.workspace};
    q.add(seen_by(viewer, scope, q.params()));
    Mark mark;
    if (after) {
        TRY(mark, mark_from(*after));
        TRY(const std::int64_t key, whole(mark.key, INT32_MIN, INT32_MAX));
        const std::string at = q.place(key);
        q.add(" AND (d.parked_until, d.deal_id) > (" + at + ", " + q.place(mark.id) + ")");
    }
    q.add(" ORDER BY d.parked_until, d.deal_id LIMIT " + q.place(limit + 1));
    std::vector<ParkedLine> found;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        ParkedLine& line = found.emplace_back();
        line.deal = {row.uuid(0)};
        line.name = row.text(1);
        line.account = {row.uuid(2)};
        line.account_name = row.text(3);
        line.owner = {row.uuid(4)};
        line.owner_name = row.text(5);
        if (const auto currency = Currency::parse(row.text(7)))
            line.amount = Money{row.integer(6), *currency};
        line.last_buyer_act = row.get<std::optional<Instant>>(10);
        TRY(const Deal deal, from_json<Deal>(row.text(9), Input::stored));
        if (const auto* state = std::get_if<Parked>(&deal.state)) {
            line.until = state->until;
            line.parked_at = state->at;
            line.why = state->why;
        }
        return success();
    }));
    return page_of(std::move(found), limit, [](const ParkedLine& line) {
        return std::to_string(line.until.time_since_epoch().count()) + "~" + line.deal.text();
    });
}

Result<std::vector<TouchSum>> touch_sums(Connection& db, const Viewer& viewer, Scope scope,
                                         Instant from, Instant to) {
    Query q{
        "SELECT t.kind, p.level, t.currency, COUNT(*), SUM(CASE WHEN t.reach = 'reached' THEN 1 "
        "ELSE 0 END), CAST(SUM(t.minutes) AS BIGINT), CAST(SUM(t.cost) AS BIGINT), SUM(CASE WHEN "
        "EXISTS (SELECT 1 FROM deal x "
        "JOIN promise c ON c.workspace_id = x.workspace_id AND c.deal_id = x.deal_id WHERE "
        "x.workspace_id = t.workspace_id AND x.account_id = t.account_id AND c.side = 'buyer' AND "
        "c.effort <> 'compliance' AND c.agreed_at > t.at AND c.agreed_at <= t.at + 5184000000) "
        "THEN 1 ELSE 0 END) FROM touch t JOIN member m ON m.workspace_id = t.workspace_id AND "
        "m.member_id = t.by_id LEFT JOIN deal d ON d.workspace_id = t.workspace_id AND d.deal_id = "
        "t.deal_id LEFT JOIN person p ON p.workspace_id = t.workspace_id AND p.person_id = "
        "t.person_id WHERE t.workspace_id = $1 AND t.at >= $2 AND t.at < $3"};
    q.params() = {viewer.workspace, from, to};
    if (scope == Scope::mine) q.where("t.by_id =", viewer.me);
    if (scope == Scope::team) q.where("m.team =", std::string_view(viewer.team));
    q.add(touch_seen_by(viewer, q.params()));
    q.add(" GROUP BY t.kind, p.level, t.currency ORDER BY t.kind, p.level, t.currency");
    std::vector<TouchSum> sums;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        TouchSum& sum = sums.emplace_back();
        sum.kind = row.get<TouchKind>(0);
        if (!row.null(1)) sum.level = row.get<Level>(1);
        sum.currency = row.text(2);
        sum.touches = row.integer(3);
        sum.answers = row.integer(4);
        sum.minutes = row.integer(5);
        sum.cost = row.integer(6);
        sum.advances = row.integer(7);
        return success();
    }));
    return sums;
}

Result<std::vector<KindTally>> tallies(Connection& db, const Viewer& viewer, Instant now) {
    Query q{
        "SELECT t.kind, p.level, COUNT(*), SUM(CASE WHEN t.reach = 'reached' THEN 1 ELSE 0 END) "
        "FROM touch t JOIN member m ON m.workspace_id = t.workspace_id AND m.member_id = t.by_id "
        "LEFT JOIN deal d ON d.workspace_id = t.workspace_id AND d.deal_id = t.deal_id "
        "JOIN person p ON p.workspace_id = t.workspace_id AND p.person_id = t.person_id "
        "WHERE t.workspace_id = $1 AND t.at >= $2"};
    q.params() = {viewer.workspace, now - Days{365}};
    q.add(touch_seen_by(viewer, q.params()));
    q.add(" GROUP BY t.kind, p.level");
    std::vector<KindTally> found;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        found.push_back({row.get<TouchKind>(0), row.get<Level>(1), row.integer(2), row.integer(3)});
        return success();
    }));
    return found;
}

}  // namespace ante::store
