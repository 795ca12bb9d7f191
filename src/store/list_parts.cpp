#include <algorithm>
#include <deque>

#include "base/json.h"
#include "method/ledger.h"
#include "store/list_query.h"
#include "store/list_words.h"

namespace ante::store {

namespace {

using namespace method;

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
        "SELECT p.meeting_id, p.deal_id, d.name, a.name, p.owner_id, p.state, p.kind, p.title, "
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
        m.account_name = row.text(3);
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
        TRY(const std::int64_t key, whole(mark.key, INT32_MIN, INT32_MAX));
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
    if (!query.states.empty()) {
        std::string list;
        for (const RequestState state : query.states)
            list += (list.empty() ? "" : ", ") + q.place(state);
        q.add(" AND p.state IN (" + list + ")");
    }
    if (query.kind) q.where("p.kind =", *query.kind);
    if (query.overridden)
        q.add(*query.overridden ? " AND p.overridden = 1" : " AND p.overridden = 0");
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

Result<std::vector<OverrideCount>> overrides(Connection& db, const Viewer& viewer, Scope scope,
                                             const std::optional<Instant>& from) {
    Query q{"SELECT p.owner_id, m.name, COUNT(*), MAX(p.asked_at) FROM request p" +
            std::string(join_deal) +
            "JOIN member m ON m.workspace_id = p.workspace_id AND m.member_id = p.owner_id "
            "WHERE p.workspace_id = $1 AND p.overridden = 1"};
    q.params() = {viewer.workspace};
    of_scope(q, viewer, scope);
    if (from) q.where("p.asked_at >=", *from);
    q.add(" GROUP BY p.owner_id, m.name ORDER BY COUNT(*) DESC, p.owner_id LIMIT 200");
    return db.all<OverrideCount>(q.text(), q.params());
}

// ---- accounts, people, members, touches
// --------------------------------------------------------------

namespace {

// As touch_seen_by wants them (viewer.h).
constexpr std::string_view touch_and_beside =
    " FROM touch t JOIN member m ON m.workspace_id = t.workspace_id AND m.member_id = t.by_id "
    "LEFT JOIN deal d ON d.workspace_id = t.workspace_id AND d.deal_id = t.deal_id ";

// A page in the order of (key, id), both columns of the table.
struct Order {
    std::string_view key;
    std::string_view id;
    std::int64_t asked = 0;
    const std::optional<std::string>& after;
    Direction direction = Direction::up;
};

// `read` makes one of a row, whose second column is the key.
template <class T, class Read>
Result<Page<T>> in_order(Connection& db, Query& q, const Order& order, Read read) {
    const std::int64_t limit = page_size(order.asked);
    const bool down = order.direction == Direction::down;
    const std::string way = down ? " DESC" : "";
    const std::string columns = "(" + std::string(order.key) + ", " + std::string(order.id) + ")";
    Mark mark;
    if (order.after) {
        TRY(mark, mark_from(*order.after));
        const std::string at = q.place(mark.key);
        q.add(" AND " + columns + (down ? " < (" : " > (") + at + ", " + q.place(mark.id) + ")");
    }
    q.add(" ORDER BY " + std::string(order.key) + way + ", " + std::string(order.id) + way +
          " LIMIT " + q.place(limit + 1));
    struct Item {
        T value;
        std::string key;
    };
    std::vector<Item> items;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        Item& item = items.emplace_back();
        item.key = row.text(1);
        return read(row, item.value);
    }));
    Page<Item> page = page_of(std::move(items), limit, [](const Item& item) {
        return item.key + "~" + item.value.id.text();
    });
    Page<T> found{.next = std::move(page.next)};
    for (Item& item : page.items) found.items.push_back(std::move(item.value));
    return found;
}

template <class T>
Result<void> body_of(const Row& row, T& value) {
    return read_json(type_of<T>(), &value, row.text(0), Input::stored);
}

Result<void> person_line(const Row& row, PersonLine& line) {
    Person person;
    TRYV(body_of(row, person));
    line = {person.id,
            person.account,
            row.null(2) ? std::string() : std::string(row.text(2)),
            std::move(person.name),
            std::move(person.email),
            std::move(person.phone),
            std::move(person.title),
            person.level,
            std::move(person.department),
            std::move(person.external_id)};
    return success();
}

}  // namespace

void with_words(Query& q, std::string_view id_column, std::string_view kind, std::string_view text,
                std::deque<std::string>& kept) {
    const std::vector<std::string> words = search_words(text);
    if (words.empty()) q.add(" AND 1 = 0");
    for (const std::string& word : words) {
        const std::string from = q.place(kept.emplace_back(word));
        const std::string to = q.place(kept.emplace_back(word + "\U0010ffff"));
        q.add(" AND " + std::string(id_column) +
              " IN (SELECT w.subject_id FROM search_word w WHERE w.workspace_id = $1 AND w.word "
              ">= " +
              from + " AND w.word < " + to + " AND w.kind = '" + std::string(kind) + "')");
    }
}

namespace {

// Any part of it, with nothing in it that LIKE would read as a sign.
std::string any_part(std::string_view text) {
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return pattern + "%";
}

}  // namespace

// The account's name is looked up by its key for the rows of the page alone.
Result<Page<PersonLine>> people(Connection& db, WorkspaceId id, const PeopleQuery& query) {
    Query q{
        "SELECT body, name_key, (SELECT a.name FROM account a WHERE a.workspace_id = $1 AND "
        "a.account_id = person.account_id) FROM person WHERE workspace_id = $1 AND merged = 0"};
    q.params() = {id};
    std::deque<std::string> kept;
    if (query.text) with_words(q, "person_id", "person", *query.text, kept);
    if (query.account) q.where("account_id =", *query.account);
    return in_order<PersonLine>(
        db, q, {"name_key", "person_id", query.limit, query.after, query.direction}, person_line);
}

Result<Page<Member>> members(Connection& db, WorkspaceId id, const MemberQuery& query) {
    Query q{"SELECT body, name FROM member WHERE workspace_id = $1"};
    q.params() = {id};
    std::string part;
    if (query.text) {
        part = any_part(*query.text);
        const std::string at = q.place(part);
        q.add(" AND (LOWER(name) LIKE " + at + " ESCAPE '\\' OR email LIKE " + at +
              " ESCAPE '\\')");
    }
    if (query.role) q.where("role =", *query.role);
    if (query.team) q.where("team =", *query.team);
    if (query.active) q.where("active =", *query.active);
    return in_order<Member>(db, q, {"name", "member_id", query.limit, query.after},
                            body_of<Member>);
}

Result<Page<Touch>> touches(Connection& db, const Viewer& viewer, AccountId account,
                            std::int64_t asked, const std::optional<std::string>& after) {
    const std::int64_t limit = page_size(asked);
    Query q{"SELECT t.body" + std::string(touch_and_beside) +
            "WHERE t.workspace_id = $1 AND t.account_id = $2"};
    q.params() = {viewer.workspace, account};
    q.add(touch_seen_by(viewer, q.params()));
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
        Touch& touch = found.emplace_back();
        TRYV(read_json(type_of<Touch>(), &touch, row.text(0), Input::stored));
        if (touch.by != viewer.me) touch.private_note.clear();
        return success();
    }));
    return page_of(std::move(found), limit, [](const Touch& t) {
        return std::to_string(t.at.time_since_epoch().count()) + "~" + t.id.text();
    });
}

// ---- search and feed
// ---------------------------------------------------------------------------------

namespace {

struct FoundThing {
    Found found;
    std::string searched;  // The text whose words it is found by.
};

// Accounts and people anybody of the workspace may see; of deals those of `seen_by`.
Result<std::optional<FoundThing>> found_thing(Connection& db, const Viewer& viewer, FoundKind kind,
                                              const Uuid& id) {
    Query q{""};
    q.params() = {viewer.workspace, id};
    switch (kind) {
        case FoundKind::account:
            q.add(
                "SELECT name, '' FROM account WHERE workspace_id = $1 AND account_id = $2 AND "
                "merged = 0");
            break;
        case FoundKind::person:
            q.add(
                "SELECT p.body, a.name FROM person p JOIN account a ON a.workspace_id = "
                "p.workspace_id "
                "AND a.account_id = p.account_id WHERE p.workspace_id = $1 AND p.person_id = $2 "
                "AND "
                "p.merged = 0");
            break;
        case FoundKind::deal:
            q.add(
                "SELECT d.name, a.name FROM deal d JOIN account a ON a.workspace_id = "
                "d.workspace_id "
                "AND a.account_id = d.account_id WHERE d.workspace_id = $1 AND d.deal_id = $2");
            q.add(seen_by(viewer, Scope::workspace, q.params()));
            break;
    }
    std::optional<FoundThing> thing;
    TRYV(db.each(q.text(), q.params(), [&](const Row& row) -> Result<void> {
        std::string name(row.text(0));
        std::string email;
        if (kind == FoundKind::person) {
            TRY(Person person, from_json<Person>(name, Input::stored));
            name = std::move(person.name);
            email = std::move(person.email);
        }
        thing = FoundThing{{kind, id, name, std::string(row.text(1))}, name + " " + email};
        return success();
    }));
    return thing;
}

bool begins_a_word(std::string_view beginning, const std::vector<std::string>& words) {
    return std::ranges::any_of(words,
                               [&](const std::string& w) { return w.starts_with(beginning); });
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
    std::ranges::stable_sort(words,
                             [](const auto& a, const auto& b) { return a.size() > b.size(); });
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

    // 2. He must be allowed to see it, and every other word must begin a word of it, too.
    std::vector<Uuid> taken;
    for (const Candidate& candidate : candidates) {
        if (found.size() == limit) break;
        if (std::ranges::find(taken, candidate.id) != taken.end()) continue;
        TRY(auto thing, found_thing(db, viewer, candidate.kind, candidate.id));
        if (!thing) continue;
        const std::vector<std::string> its = search_words(thing->searched);
        if (!std::ranges::all_of(words, [&](const auto& w) { return begins_a_word(w, its); }))
            continue;
        taken.push_back(candidate.id);
        found.push_back(std::move(thing->found));
    }
    return found;
}

namespace {

Result<bool> sees_touch(Connection& db, const Viewer& viewer, const Uuid& touch) {
    Query q{"SELECT 1" + std::string(touch_and_beside) +
            "WHERE t.workspace_id = $1 AND t.touch_id = $2"};
    q.params() = {viewer.workspace, touch};
    q.add(touch_seen_by(viewer, q.params()));
    TRY(const auto there, db.value<std::int64_t>(q.text(), q.params()));
    return there.has_value();
}

}  // namespace

std::string without_private_note(std::string_view body, MemberId reader) {
    Result<Touch> touch = from_json<Touch>(body, Input::stored);
    if (touch.has_error() || touch.value().private_note.empty() || touch.value().by == reader)
        return std::string(body);
    touch.value().private_note.clear();
    return to_json(touch.value());
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
            if (kind == "touch") {
                TRY(const bool seen, sees_touch(db, viewer, row.uuid(2)));
                if (!seen) return success();
            }
            // A merge names all deals that went over, those that few may see among them.
            const bool for_admins = kind == "workspace" || kind == "merge";
            if (for_admins && viewer.role != MemberRole::admin) return success();
            // Nobody sees a deal that is not there; that it went, managers and admins are told.
            const bool went = kind == "deal" && row.null(11) && row.text(4) == "deal_removed";
            if (went && viewer.role == MemberRole::rep) return success();
            if (kind == "deal" && !went &&
                (row.null(11) ||
                 !may_see(viewer, {row.uuid(11)}, row.text(12), row.get<Visibility>(13))))
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
            if (kind == "touch") e.body.json = without_private_note(row.text(10), viewer.me);
            page.events.push_back(std::move(e));
            return success();
        }));
    return page;
}

}  // namespace ante::store
