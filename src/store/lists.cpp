#include "store/lists.h"

#include <algorithm>
#include <charconv>

#include "base/json.h"
#include "method/ledger.h"
#include "store/rows.h"

namespace ante::store {
namespace {

using namespace method;

// A query's text as it grows, with its parameters. Values that are texts must outlive it.
class Query {
public:
    explicit Query(std::string text) : text_(std::move(text)) {}

    Query& add(std::string_view text) {
        text_ += text;
        return *this;
    }
    std::string place(Value value) {
        params_.push_back(value);
        return "$" + std::to_string(params_.size());
    }
    // " AND <column> <operator> $n"
    Query& where(std::string_view column_and_operator, Value value) {
        text_ += " AND ";
        text_ += column_and_operator;
        text_ += ' ';
        text_ += place(value);
        return *this;
    }
    std::vector<Value>& params() { return params_; }
    const std::string& text() const { return text_; }

private:
    std::string text_;
    std::vector<Value> params_;
};

Error bad_mark() {
    return Error{No::invalid,
                 "after_invalid",
                 "That page mark is not from this list: begin again without `after`.",
                 {{"after", "after_invalid", "Take it from `next` of the page before."}}};
}

// A page mark is the last row's sort key and id: "<key>~<id>".
struct Mark {
    std::string key;
    Uuid id{};
};
Result<Mark> mark_from(std::string_view text) {
    const auto at = text.rfind('~');
    if (at == std::string_view::npos || !is_text(text)) return bad_mark();
    const auto id = Uuid::parse(text.substr(at + 1));
    if (!id) return bad_mark();
    return Mark{std::string(text.substr(0, at)), *id};
}
Result<std::int64_t> whole(const std::string& key) {
    std::int64_t n = 0;
    const auto end = key.data() + key.size();
    if (key.empty() || std::from_chars(key.data(), end, n).ptr != end) return bad_mark();
    return n;
}
Result<double> real(const std::string& key) {
    double n = 0;
    const auto end = key.data() + key.size();
    if (key.empty() || std::from_chars(key.data(), end, n).ptr != end) return bad_mark();
    return n;
}
std::string text_of_real(double n) {
    std::string out;
    write_json_real(n, out);
    return out;
}

// Reads one row more than asked for: if it is there, there is a next page.
template <class T, class KeyOf>
Page<T> page_of(std::vector<T> items, std::int64_t limit, KeyOf&& key_of) {
    Page<T> page;
    if (static_cast<std::int64_t>(items.size()) > limit) {
        items.resize(static_cast<std::size_t>(limit));
        page.next = key_of(items.back());
    }
    page.items = std::move(items);
    return page;
}

std::int64_t page_size(std::int64_t asked) {
    return std::clamp<std::int64_t>(asked, 1, largest_page);
}

// ---- deals
// ---------------------------------------------------------------------------------------

// The columns of a DealLine; $2 is now.
constexpr std::string_view deal_columns =
    "SELECT d.deal_id, d.version, d.name, d.account_id, a.body, d.owner_id, m.name, d.visibility, "
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

// The name alone, out of an account's body, without reading all of it.
Result<std::string> account_name(std::string_view body) {
    TRY(Account account, from_json<Account>(body, Input::stored));
    return std::move(account.name);
}

Result<DealItem> deal_item(const Row& row, const Workspace& workspace, Instant now) {
    DealItem item;
    DealLine& d = item.line;
    d.id = {row.uuid(0)};
    d.version = row.integer(1);
    d.name = row.text(2);
    d.account = {row.uuid(3)};
    TRY(d.account_name, account_name(row.text(4)));
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
    if (query.skin_from) q.where("d.skin >=", *query.skin_from);
    if (query.skin_to) q.where("d.skin <=", *query.skin_to);
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
        TRY(const std::int64_t group, whole(mark.key.substr(0, colon)));
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
                ") ORDER BY place, holds_from");
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
        "WHERE s.workspace_id = $1 AND s.holds_from <= $2"};
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
                "WHERE workspace_id = $1 AND deal_id = $2 ORDER BY place, holds_from",
                {id, deal}, [&](const Row& row) -> Result<void> {
                    found.push_back(signal_from(row, 0));
                    return success();
                }));
    return found;
}

// ---- parts of deals
// --------------------------------------------------------------------------------

namespace {

// The deals of the viewer's scope, for lists of their parts (p): `mine` goes by the part's own
// index.
void of_scope(Query& q, const Viewer& viewer, Scope scope) {
    if (scope == Scope::mine) q.where("p.owner_id =", viewer.me);
    q.add(seen_by(viewer, scope, q.params()));
}

constexpr std::string_view join_deal =
    " JOIN deal d ON d.workspace_id = p.workspace_id AND d.deal_id = p.deal_id ";

}  // namespace

Result<Page<MeetingLine>> meetings(Connection& db, const Viewer& viewer,
                                   const MeetingQuery& query) {
    const std::int64_t limit = page_size(query.limit);
    Query q{
        "SELECT p.meeting_id, p.deal_id, d.name, a.body, p.owner_id, p.state, p.kind, p.title, "
        "p.starts, p.minutes, p.has_plan, p.verdict FROM meeting p" +
        std::string(join_deal) +
        "JOIN account a ON a.workspace_id = d.workspace_id AND a.account_id = d.account_id "
        "WHERE p.workspace_id = $1"};
    q.params() = {viewer.workspace};
    of_scope(q, viewer, query.scope);
    if (query.from) q.where("p.starts >=", *query.from);
    if (query.to) q.where("p.starts <", *query.to);
    if (query.state) q.where("p.state =", *query.state);
    Mark mark;
    if (query.after) {
        TRY(mark, mark_from(*query.after));
        TRY(const std::int64_t key, whole(mark.key));
        const std::string at = q.place(key);
        q.add(" AND (p.starts, p.meeting_id) > (" + at + ", " + q.place(mark.id) + ")");
    }
    q.add(" ORDER BY p.starts, p.meeting_id LIMIT " + q.place(limit + 1));
    std::vector<MeetingLine> found;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        MeetingLine& m = found.emplace_back();
        m.id = {row.uuid(0)};
        m.deal = {row.uuid(1)};
        m.deal_name = row.text(2);
        TRY(m.account_name, account_name(row.text(3)));
        m.owner = {row.uuid(4)};
        m.state = row.text(5);
        m.kind = row.get<MeetingKind>(6);
        m.title = row.text(7);
        m.starts = row.instant(8);
        m.minutes = row.integer(9);
        m.has_plan = row.boolean(10);
        m.verdict = row.text(11);
        return success();
    }));
    return page_of(std::move(found), limit, [](const MeetingLine& m) {
        return std::to_string(m.starts.time_since_epoch().count()) + "~" + m.id.text();
    });
}

Result<Page<PromiseLine>> promises(Connection& db, const Viewer& viewer,
                                   const PromiseQuery& query) {
    const std::int64_t limit = page_size(query.limit);
    Query q{
        "SELECT p.promise_id, p.deal_id, d.name, p.side, p.state, p.effort, p.due, p.what, "
        "p.person_id, p.member_id FROM promise p" +
        std::string(join_deal) + "WHERE p.workspace_id = $1"};
    q.params() = {viewer.workspace};
    of_scope(q, viewer, query.scope);
    q.where("p.state =", query.state);
    if (query.side) q.where("p.side =", *query.side);
    if (query.due_to) q.where("p.due <=", *query.due_to);
    Mark mark;
    if (query.after) {
        TRY(mark, mark_from(*query.after));
        TRY(const std::int64_t key, whole(mark.key));
        const std::string at = q.place(key);
        q.add(" AND (p.due, p.promise_id) > (" + at + ", " + q.place(mark.id) + ")");
    }
    q.add(" ORDER BY p.due, p.promise_id LIMIT " + q.place(limit + 1));
    TRY(auto found, db.all<PromiseLine>(q.text(), q.params()));
    return page_of(std::move(found), limit, [](const PromiseLine& p) {
        return std::to_string(p.due.time_since_epoch().count()) + "~" + p.id.text();
    });
}

Result<Page<RequestLine>> requests(Connection& db, const Viewer& viewer,
                                   const RequestQuery& query) {
    const std::int64_t limit = page_size(query.limit);
    Query q{
        "SELECT p.request_id, p.deal_id, d.name, p.kind, p.state, p.overridden, p.asked_at, "
        "p.what, "
        "p.person_id FROM request p" +
        std::string(join_deal) + "WHERE p.workspace_id = $1"};
    q.params() = {viewer.workspace};
    of_scope(q, viewer, query.scope);
    q.where("p.state =", query.state);
    Mark mark;
    if (query.after) {
        TRY(mark, mark_from(*query.after));
        TRY(const std::int64_t key, whole(mark.key));
        const std::string at = q.place(key);
        q.add(" AND (p.asked_at, p.request_id) > (" + at + ", " + q.place(mark.id) + ")");
    }
    q.add(" ORDER BY p.asked_at, p.request_id LIMIT " + q.place(limit + 1));
    TRY(auto found, db.all<RequestLine>(q.text(), q.params()));
    return page_of(std::move(found), limit, [](const RequestLine& r) {
        return std::to_string(r.asked_at.time_since_epoch().count()) + "~" + r.id.text();
    });
}

// ---- accounts, people, members, touches
// --------------------------------------------------------------

namespace {

// A page of bodies in the order of (key, id), both columns of the table.
template <class T>
Result<Page<T>> bodies(Connection& db, Query& q, std::string_view key, std::string_view id,
                       std::int64_t asked, const std::optional<std::string>& after) {
    const std::int64_t limit = page_size(asked);
    const std::string columns = "(" + std::string(key) + ", " + std::string(id) + ")";
    Mark mark;
    if (after) {
        TRY(mark, mark_from(*after));
        const std::string at = q.place(mark.key);
        q.add(" AND " + columns + " > (" + at + ", " + q.place(mark.id) + ")");
    }
    q.add(" ORDER BY " + std::string(key) + ", " + std::string(id) + " LIMIT " +
          q.place(limit + 1));
    struct Item {
        T value;
        std::string key;
    };
    std::vector<Item> items;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        Item& item = items.emplace_back();
        item.key = row.text(1);
        return read_json(type_of<T>(), &item.value, row.text(0), Input::stored);
    }));
    Page<Item> page = page_of(std::move(items), limit, [](const Item& item) {
        return item.key + "~" + item.value.id.text();
    });
    Page<T> found{.next = std::move(page.next)};
    for (Item& item : page.items) found.items.push_back(std::move(item.value));
    return found;
}

}  // namespace

Result<Page<Account>> accounts(Connection& db, WorkspaceId id, std::int64_t limit,
                               const std::optional<std::string>& after) {
    Query q{"SELECT body, name_key FROM account WHERE workspace_id = $1 AND merged = 0"};
    q.params() = {id};
    return bodies<Account>(db, q, "name_key", "account_id", limit, after);
}

Result<Page<Person>> people(Connection& db, WorkspaceId id, const std::optional<AccountId>& account,
                            std::int64_t limit, const std::optional<std::string>& after) {
    Query q{"SELECT body, name_key FROM person WHERE workspace_id = $1 AND merged = 0"};
    q.params() = {id};
    if (account) q.where("account_id =", *account);
    return bodies<Person>(db, q, "name_key", "person_id", limit, after);
}

Result<Page<Member>> members(Connection& db, WorkspaceId id, std::int64_t limit,
                             const std::optional<std::string>& after) {
    Query q{"SELECT body, name FROM member WHERE workspace_id = $1"};
    q.params() = {id};
    return bodies<Member>(db, q, "name", "member_id", limit, after);
}

Result<Page<Touch>> touches(Connection& db, const Viewer& viewer, AccountId account,
                            std::int64_t asked, const std::optional<std::string>& after) {
    const std::int64_t limit = page_size(asked);
    Query q{
        "SELECT t.body FROM touch t JOIN member m ON m.workspace_id = t.workspace_id AND "
        "m.member_id = t.by_id WHERE t.workspace_id = $1 AND t.account_id = $2"};
    q.params() = {viewer.workspace, account};
    if (viewer.role != MemberRole::admin) {
        const std::string me = q.place(viewer.me);
        q.add(" AND (t.by_id = " + me);
        if (!viewer.team.empty()) q.add(" OR m.team = " + q.place(std::string_view(viewer.team)));
        q.add(")");
    }
    Mark mark;
    if (after) {
        TRY(mark, mark_from(*after));
        TRY(const std::int64_t key, whole(mark.key));
        const std::string at = q.place(key);
        q.add(" AND (t.at, t.touch_id) < (" + at + ", " + q.place(mark.id) + ")");
    }
    q.add(" ORDER BY t.at DESC, t.touch_id DESC LIMIT " + q.place(limit + 1));
    std::vector<Touch> found;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        return read_json(type_of<Touch>(), &found.emplace_back(), row.text(0), Input::stored);
    }));
    return page_of(std::move(found), limit, [](const Touch& t) {
        return std::to_string(t.at.time_since_epoch().count()) + "~" + t.id.text();
    });
}

// ---- search and feed
// ---------------------------------------------------------------------------------

namespace {

// Accounts and people anybody of the workspace may see; of deals those of `seen_by`.
Result<std::optional<Found>> found_thing(Connection& db, const Viewer& viewer, FoundKind kind,
                                         const Uuid& id) {
    Query q{""};
    q.params() = {viewer.workspace, id};
    switch (kind) {
        case FoundKind::account:
            q.add(
                "SELECT body, '' FROM account WHERE workspace_id = $1 AND account_id = $2 AND "
                "merged = 0");
            break;
        case FoundKind::person:
            q.add(
                "SELECT p.body, a.body FROM person p JOIN account a ON a.workspace_id = "
                "p.workspace_id "
                "AND a.account_id = p.account_id WHERE p.workspace_id = $1 AND p.person_id = $2 "
                "AND "
                "p.merged = 0");
            break;
        case FoundKind::deal:
            q.add(
                "SELECT d.name, a.body FROM deal d JOIN account a ON a.workspace_id = "
                "d.workspace_id "
                "AND a.account_id = d.account_id WHERE d.workspace_id = $1 AND d.deal_id = $2");
            q.add(seen_by(viewer, Scope::workspace, q.params()));
            break;
    }
    std::optional<Found> found;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        found = Found{kind, id, {}, {}};
        if (kind == FoundKind::account) {
            TRY(found->name, account_name(row.text(0)));
            return success();
        }
        TRY(found->at, account_name(row.text(1)));
        if (kind == FoundKind::deal) {
            found->name = row.text(0);
            return success();
        }
        TRY(const Person person, from_json<Person>(row.text(0), Input::stored));
        found->name = person.name;
        return success();
    }));
    return found;
}

}  // namespace

Result<std::vector<Found>> search(Connection& db, const Viewer& viewer, std::string_view text,
                                  std::int64_t asked) {
    const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(asked, 1, 50));
    constexpr std::int64_t most_candidates = 2'000;  // of the longest word; beyond, be more precise
    std::vector<std::string> words = search_words(text);
    std::vector<Found> found;
    if (words.empty()) return found;

    // 1. The longest word is the rarest, mostly: candidates come from it, the others are checked.
    std::ranges::sort(words, [](const auto& a, const auto& b) { return a.size() > b.size(); });
    struct Candidate {
        FoundKind kind;
        Uuid id;
    };
    std::vector<Candidate> candidates;
    const std::string beyond = words[0] + "\U0010ffff";
    TRYV(db.each(
        "SELECT kind, subject_id FROM search_word WHERE workspace_id = $1 AND word >= $2 AND "
        "word < $3 ORDER BY word, kind, subject_id LIMIT $4",
        {viewer.workspace, words[0], beyond, most_candidates}, [&](const Row& row) -> Result<void> {
            candidates.push_back({row.get<FoundKind>(0), row.uuid(1)});
            return success();
        }));

    // 2. Every other word must begin a word of it, too; and he must be allowed to see it.
    std::vector<Uuid> taken;
    for (const Candidate& candidate : candidates) {
        if (found.size() == limit) break;
        if (std::ranges::find(taken, candidate.id) != taken.end()) continue;
        bool all = true;
        for (std::size_t i = 1; all && i < words.size(); ++i) {
            const std::string end = words[i] + "\U0010ffff";
            TRY(const auto there,
                db.value<std::int64_t>("SELECT 1 FROM search_word WHERE workspace_id = $1 AND "
                                       "subject_id = $2 AND word >= $3 AND word < $4 LIMIT 1",
                                       {viewer.workspace, candidate.id, words[i], end}));
            all = there.has_value();
        }
        if (!all) continue;
        taken.push_back(candidate.id);
        TRY(auto thing, found_thing(db, viewer, candidate.kind, candidate.id));
        if (thing) found.push_back(*std::move(thing));
    }
    return found;
}

Result<FeedPage> feed(Connection& db, const Viewer& viewer, std::int64_t after,
                      std::int64_t asked) {
    const std::int64_t limit = std::clamp<std::int64_t>(asked, 1, 1'000);
    FeedPage page{.looked_to = after};
    TRYV(db.each(
        "SELECT e.number, e.subject_kind, e.subject_id, e.version, e.type, e.at, e.recorded_at, "
        "e.member_id, e.person_id, e.cause, e.body, d.owner_id, d.team, d.visibility FROM event e "
        "LEFT JOIN deal d ON d.workspace_id = e.workspace_id AND d.deal_id = e.subject_id "
        "WHERE e.workspace_id = $1 AND e.number > $2 ORDER BY e.number LIMIT $3",
        {viewer.workspace, after, limit}, [&](const Row& row) -> Result<void> {
            page.looked_to = row.integer(0);
            const std::string_view kind = row.text(1);
            // Touches carry private notes: they are his who made them.
            if (kind == "touch" && row.get<std::optional<MemberId>>(7) != viewer.me)
                return success();
            if (kind == "workspace" && viewer.role != MemberRole::admin) return success();
            if (kind == "deal" && (row.null(11) || !may_see(viewer, {row.uuid(11)}, row.text(12),
                                                            row.get<Visibility>(13))))
                return success();
            LoggedEvent e{.number = row.integer(0),
                          .subject_kind = std::string(kind),
                          .subject_id = row.uuid(2),
                          .version = row.integer(3),
                          .type = std::string(row.text(4)),
                          .at = row.instant(5),
                          .recorded_at = row.instant(6),
                          .member_id = row.get<std::optional<MemberId>>(7),
                          .person_id = row.get<std::optional<PersonId>>(8),
                          .cause = std::string(row.text(9)),
                          .body = {std::string(row.text(10))}};
            page.events.push_back(std::move(e));
            return success();
        }));
    return page;
}

}  // namespace ante::store
