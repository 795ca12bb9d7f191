#include "store/deal_list.h"

#include <algorithm>
#include <deque>

#include "base/json.h"
#include "method/ledger.h"
#include "store/deal_line.h"

namespace ante::store {

using namespace method;

// clang-format off
const std::string_view deal_columns =
    "SELECT d.deal_id, d.version, d.name, d.account_id, a.name, d.owner_id, m.name, d.visibility, "
    "d.kind, d.state, d.stage, d.crm_stage, d.amount, d.currency, d.expected_close, d.opened_at, "
    "d.closed_at, d.changed_at, d.last_buyer_act, d.skin, d.buyer_stake, d.seller_stake, "
    "d.momentum, d.meetings_held, d.meetings_with_advance, d.last_verdict, d.name_key, "
    "d.buyer_open, d.seller_open, d.next_due, "
    "(SELECT MIN(t.starts) FROM meeting t WHERE t.workspace_id = d.workspace_id AND "
    "t.deal_id = d.deal_id AND t.state = 'planned' AND t.starts > $2) "
    "FROM deal d "
    "JOIN account a ON a.workspace_id = d.workspace_id AND a.account_id = d.account_id "
    "JOIN member m ON m.workspace_id = d.workspace_id AND m.member_id = d.owner_id "
    "WHERE d.workspace_id = $1";
// clang-format on

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
    d.half_life_days = workspace.settings().half_life_days;
    d.momentum = momentum_now(item.stored_momentum, now, d.half_life_days);
    d.meetings_held = row.integer(23);
    d.meetings_with_advance = row.integer(24);
    if (!row.text(25).empty()) d.last_verdict = std::string(row.text(25));
    item.name_key = row.text(26);
    d.buyer_open = row.integer(27);
    d.seller_open = row.integer(28);
    d.next_due = row.get<std::optional<Date>>(29);
    d.next_meeting = row.get<std::optional<Instant>>(30);
    return item;
}

void say_next_thing(DealLine& line, const Signal& signal) {
    const Rule* rule = rule_named(signal.rule);
    line.first_signal = signal.rule;
    line.next_thing = NextThing{signal.rule,
                                signal.about,
                                signal.subject,
                                signal.severity,
                                signal.holds_from,
                                signal.because,
                                rule ? std::string(rule->remedy) : std::string()};
}

std::string id_list(Query& q, const std::vector<DealId>& ids, std::int64_t size) {
    std::string list;
    for (std::size_t i = 0; i < static_cast<std::size_t>(size); ++i)
        list += (i == 0 ? "" : ", ") + q.place(ids[std::min(i, ids.size() - 1)]);
    return list;
}

namespace {

// ---- which deals

template <class Values>
void one_of(Query& q, std::string_view column, const Values& values) {
    if (values.empty()) return;
    std::string list;
    for (const auto& value : values) list += (list.empty() ? "" : ", ") + q.place(value);
    q.add(" AND " + std::string(column) + " IN (" + list + ")");
}

// Each of its words begins one of the deal's name or of its account's.
void with_text(Query& q, std::string_view text, std::deque<std::string>& kept) {
    const std::vector<std::string> words = search_words(text);
    if (words.empty()) q.add(" AND 1 = 0");
    for (const std::string& word : words) {
        const std::string from = q.place(kept.emplace_back(word));
        const std::string to = q.place(kept.emplace_back(word + "\U0010ffff"));
        const auto found = [&](std::string_view kind) {
            return " IN (SELECT w.subject_id FROM search_word w WHERE w.workspace_id = $1 AND "
                   "w.word >= " +
                   from + " AND w.word < " + to + " AND w.kind = '" + std::string(kind) + "')";
        };
        q.add(" AND (d.deal_id" + found("deal") + " OR d.account_id" + found("account") + ")");
    }
}

// $1 is the workspace, $2 now. `kept` holds what the parameters point to.
void add_filter(Query& q, const Viewer& viewer, const Workspace& workspace,
                const DealFilter& filter, Instant now, std::deque<std::string>& kept) {
    q.add(seen_by(viewer, filter.scope, q.params()));
    // Literals, so that the indexes of open deals are seen to fit.
    if (filter.play == InPlay::open) q.add(" AND d.in_play = 1");
    if (filter.play == InPlay::closed) q.add(" AND d.in_play = 0");
    one_of(q, "d.state", filter.states);
    one_of(q, "d.stage", filter.stages);
    one_of(q, "d.kind", filter.kinds);
    one_of(q, "d.owner_id", filter.owners);
    one_of(q, "d.last_verdict", filter.verdicts);
    if (filter.account) q.where("d.account_id =", *filter.account);
    if (filter.person)
        q.add(
            " AND EXISTS (SELECT 1 FROM player p WHERE p.workspace_id = d.workspace_id AND "
            "p.deal_id = d.deal_id AND p.person_id = " +
            q.place(*filter.person) + ")");
    if (filter.amount_from) q.where("d.amount >=", *filter.amount_from);
    if (filter.amount_to) q.where("d.amount <=", *filter.amount_to);
    const auto per_cent = [](std::int64_t asked) {
        return std::clamp<std::int64_t>(asked, -1, 101);
    };
    if (filter.skin_from) q.where("d.skin >=", per_cent(*filter.skin_from));
    if (filter.skin_to) q.where("d.skin <=", per_cent(*filter.skin_to));
    // Momentum decays for all alike, so that a bound of today is one of the stored figure.
    const double half_life = workspace.settings().half_life_days;
    if (filter.momentum_from)
        q.where("d.momentum >=", momentum_stored(*filter.momentum_from, now, half_life));
    if (filter.momentum_to)
        q.where("d.momentum <=", momentum_stored(*filter.momentum_to, now, half_life));
    constexpr std::int64_t oldest = 36'500;
    const auto opened = [&](std::int64_t days) {
        return now - Days{static_cast<int>(std::clamp<std::int64_t>(days, 0, oldest))};
    };
    if (filter.age_from) q.where("d.opened_at <=", opened(*filter.age_from));
    if (filter.age_to) q.where("d.opened_at >=", opened(*filter.age_to));
    if (!filter.signals.empty()) {
        q.add(
            " AND EXISTS (SELECT 1 FROM signal h WHERE h.workspace_id = d.workspace_id AND "
            "h.deal_id = d.deal_id AND h.holds_from <= $2");
        one_of(q, "h.rule", filter.signals);
        q.add(")");
    }
    if (filter.text) with_text(q, *filter.text, kept);
}

// ---- in which order

constexpr std::int64_t no_day = 9'999'999;  // after every day there is

std::string column_of(DealSort sort) {
    switch (sort) {
        case DealSort::momentum: return "d.momentum";
        case DealSort::amount: return "d.amount";
        case DealSort::opened: return "d.opened_at";
        case DealSort::changed: return "d.changed_at";
        case DealSort::name: return "d.name_key";
        case DealSort::skin: return "COALESCE(d.skin, -1)";
        case DealSort::expected: return "COALESCE(d.expected_close, 9999999)";
        case DealSort::due: return "COALESCE(d.next_due, 9999999)";
        case DealSort::last_act: return "COALESCE(d.last_buyer_act, 0)";
    }
    return "";
}

std::int64_t day_key(const std::optional<Date>& day) {
    return day ? day->time_since_epoch().count() : no_day;
}

std::string key_of(const DealItem& item, DealSort sort) {
    const DealLine& line = item.line;
    const auto moment = [](Instant at) { return std::to_string(at.time_since_epoch().count()); };
    switch (sort) {
        case DealSort::momentum: return text_of_real(item.stored_momentum);
        case DealSort::amount: return std::to_string(line.amount ? line.amount->minor : 0);
        case DealSort::opened: return moment(line.opened_at);
        case DealSort::changed: return moment(line.changed_at);
        case DealSort::name: return item.name_key;
        case DealSort::skin: return std::to_string(line.skin.value_or(-1));
        case DealSort::expected: return std::to_string(day_key(line.expected_close));
        case DealSort::due: return std::to_string(day_key(line.next_due));
        case DealSort::last_act: return moment(line.last_buyer_act.value_or(Instant{}));
    }
    return {};
}

Result<Value> key_value(const Mark& mark, DealSort sort) {
    switch (sort) {
        case DealSort::name: return Value(mark.key);
        case DealSort::momentum: {
            TRY(const double key, real(mark.key));
            return Value(key);
        }
        case DealSort::skin:
        case DealSort::expected:
        case DealSort::due: {
            TRY(const std::int64_t key, whole(mark.key, INT32_MIN, INT32_MAX));
            return Value(key);
        }
        default: {
            TRY(const std::int64_t key, whole(mark.key));
            return Value(key);
        }
    }
}

Result<void> expect_an_index(const DealQuery& query) {
    if (query.play != InPlay::open && query.sort > DealSort::name)
        return refuse("sort_of_open_deals",
                      "Only open deals are sorted by skin, expected, due or last_act.");
    if (query.play == InPlay::any && !query.account && !query.person)
        return refuse("any_of_whom",
                      "Open and closed ones together are listed of one account or person.");
    return success();
}

// The first thing of each that holds now.
Result<void> add_next_things(Connection& db, const Viewer& viewer, std::vector<DealLine>& lines,
                             std::int64_t limit, Instant now) {
    if (lines.empty()) return success();
    std::vector<DealId> ids;
    for (const DealLine& line : lines) ids.push_back(line.id);
    Query q{
        "SELECT deal_id, rule, about, subject_id, severity, holds_from, because FROM signal "
        "WHERE workspace_id = $1 AND holds_from <= $2"};
    q.params() = {viewer.workspace, now};
    q.add(" AND deal_id IN (" + id_list(q, ids, limit) +
          ") ORDER BY place, holds_from, subject_id");
    return db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        const auto at = std::ranges::find(ids, DealId{row.uuid(0)}) - ids.begin();
        DealLine& line = lines[static_cast<std::size_t>(at)];
        if (line.next_thing) return success();
        say_next_thing(line, {std::string(row.text(1)), row.get<SubjectKind>(2), row.uuid(3),
                              row.get<Severity>(4), row.instant(5), std::string(row.text(6))});
        return success();
    });
}

}  // namespace

Result<Page<DealLine>> deals(Connection& db, const Viewer& viewer, const Workspace& workspace,
                             const DealQuery& query, Instant now) {
    TRYV(expect_an_index(query));
    const std::int64_t limit = page_size(query.limit);
    Query q{std::string(deal_columns)};
    q.params() = {viewer.workspace, now};
    std::deque<std::string> kept;

    // 1. What he may see, and what he asked for.
    add_filter(q, viewer, workspace, query, now, kept);

    // 2. Where the page begins, and its order.
    const std::string column = column_of(query.sort);
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
    TRYV(add_next_things(db, viewer, lines.items, limit, now));
    return lines;
}

Result<DealLine> deal_line(Connection& db, const Viewer& viewer, const Workspace& workspace,
                           DealId deal, Instant now) {
    Query q{std::string(deal_columns)};
    q.params() = {viewer.workspace, now};
    q.add(seen_by(viewer, Scope::workspace, q.params()));
    q.where("d.deal_id =", deal);
    std::vector<DealLine> found;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        TRY(DealItem item, deal_item(row, workspace, now));
        found.push_back(std::move(item.line));
        return success();
    }));
    if (found.empty()) return not_found("deal");
    TRYV(add_next_things(db, viewer, found, 1, now));
    return std::move(found.front());
}

Result<std::vector<StageSum>> stage_sums(Connection& db, const Viewer& viewer,
                                         const Workspace& workspace, const DealFilter& filter,
                                         Instant now) {
    Query q{
        "SELECT d.state, d.stage, d.currency, COUNT(*), CAST(SUM(d.amount) AS BIGINT) FROM deal d "
        "WHERE d.workspace_id = $1 AND CAST($2 AS BIGINT) > 0"};
    q.params() = {viewer.workspace, now};
    std::deque<std::string> kept;
    add_filter(q, viewer, workspace, filter, now, kept);
    q.add(" GROUP BY d.state, d.stage, d.currency ORDER BY d.state, d.stage, d.currency");
    return db.all<StageSum>(q.text(), q.params());
}

}  // namespace ante::store
