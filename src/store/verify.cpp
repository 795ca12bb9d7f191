#include "store/verify.h"

#include <algorithm>
#include <set>

#include "store/deals.h"
#include "store/directory.h"
#include "store/likeness.h"
#include "store/records.h"
#include "store/relations.h"
#include "store/rows.h"
#include "store/tallies.h"

namespace ante::store {
namespace {

using namespace method;

constexpr std::int64_t page = 500;
constexpr std::size_t most_named = 1'000;

class Findings {
public:
    explicit Findings(Verified& into) : into_(into) {}
    void add(WorkspaceId id, std::string about, std::string detail) {
        if (into_.disagreements.size() < most_named)
            into_.disagreements.push_back({id, std::move(about), std::move(detail)});
        else
            ++into_.more;
    }

private:
    Verified& into_;
};

// Where two texts part, for a person to see.
std::string parting(std::string_view stored, std::string_view follows) {
    std::size_t at = 0;
    while (at < stored.size() && at < follows.size() && stored[at] == follows[at]) ++at;
    const std::size_t from = at < 20 ? 0 : at - 20;
    return "stored …" + std::string(stored.substr(from, 80)) + "…, but the log says …" +
           std::string(follows.substr(from, 80)) + "…";
}

Result<std::vector<WorkspaceId>> workspaces(Connection& db) {
    std::vector<WorkspaceId> found;
    TRYV(db.each("SELECT workspace_id FROM workspace ORDER BY workspace_id", {},
                 [&](const Row& row) -> Result<void> {
                     found.push_back({row.uuid(0)});
                     return success();
                 }));
    return found;
}

// The subjects of a kind that the log knows, after `after`, a page at a time, in the order of ids.
Result<std::vector<Uuid>> subjects(Connection& db, WorkspaceId id, std::string_view kind,
                                   const Uuid& after) {
    std::vector<Uuid> found;
    TRYV(
        db.each("SELECT subject_id FROM event WHERE workspace_id = $1 AND subject_kind = $2 AND "
                "version = 1 AND subject_id > $3 ORDER BY subject_id LIMIT $4",
                {id, kind, after, page}, [&](const Row& row) -> Result<void> {
                    found.push_back(row.uuid(0));
                    return success();
                }));
    return found;
}

template <class Do>
Result<void> each_subject(Connection& db, WorkspaceId id, std::string_view kind, Do&& work) {
    Uuid after;
    for (;;) {
        TRY(const std::vector<Uuid> found, subjects(db, id, kind, after));
        for (const Uuid& subject : found) {
            TRYV(work(subject));
        }
        if (static_cast<std::int64_t>(found.size()) < page) return success();
        after = found.back();
    }
}

template <TableRow R>
Result<std::vector<R>> stored_rows(Connection& db, WorkspaceId id, DealId deal) {
    return db.all<R>(select_text<R>() + "WHERE workspace_id = $1 AND deal_id = $2", {id, deal});
}

Result<DealRows> stored_rows_of(Connection& db, WorkspaceId id, DealId deal) {
    DealRows rows;
    TRY(auto line,
        db.one<DealRow>(select_text<DealRow>() + "WHERE workspace_id = $1 AND deal_id = $2",
                        {id, deal}));
    if (line) rows.deal = *std::move(line);
    TRY(rows.signals, stored_rows<SignalRow>(db, id, deal));
    TRY(rows.days, stored_rows<DealDayRow>(db, id, deal));
    TRY(rows.players, stored_rows<PlayerRow>(db, id, deal));
    TRY(rows.meetings, stored_rows<MeetingRow>(db, id, deal));
    TRY(rows.promises, stored_rows<PromiseRow>(db, id, deal));
    TRY(rows.requests, stored_rows<RequestRow>(db, id, deal));
    TRY(rows.asks, stored_rows<AnsweredAskRow>(db, id, deal));
    TRY(rows.stories, stored_rows<StoryRow>(db, id, deal));
    return rows;
}

template <TableRow R>
void compare(const std::vector<R>& stored, const std::vector<R>& follows, WorkspaceId id,
             const std::string& about, Findings& findings) {
    const auto missing_in = [](const std::vector<R>& rows, const R& row) {
        return std::ranges::find(rows, row) == rows.end();
    };
    for (const R& row : follows)
        if (missing_in(stored, row))
            findings.add(id, about, "table " + std::string(R::table) + " lacks " + to_json(row));
    for (const R& row : stored)
        if (missing_in(follows, row))
            findings.add(
                id, about,
                "table " + std::string(R::table) + " has without a fact behind it " + to_json(row));
}

// Search words that stand for a name. Words without a name behind them are told by their number, in
// the end: the table is not ordered by what a word belongs to.
Result<void> compare_words(Connection& db, WorkspaceId id, std::string_view kind,
                           const Uuid& subject, std::string_view name, const std::string& about,
                           Verified& done, Findings& findings) {
    for (const std::string& word : search_words(name)) {
        TRY(const auto there,
            db.value<std::int64_t>("SELECT 1 FROM search_word WHERE workspace_id = $1 AND "
                                   "word = $2 AND kind = $3 AND subject_id = $4",
                                   {id, word, kind, subject}));
        if (there)
            ++done.search_words;
        else
            findings.add(id, about, "it is not found by the word " + word);
    }
    return success();
}

// The same for what it may be a duplicate by.
Result<void> compare_likenesses(Connection& db, WorkspaceId id, std::string_view kind,
                                const Uuid& subject, const std::vector<std::string>& keys,
                                const std::string& about, Verified& done, Findings& findings) {
    for (const std::string& key : keys) {
        TRY(const auto there,
            db.value<std::int64_t>("SELECT 1 FROM likeness WHERE workspace_id = $1 AND kind = $2 "
                                   "AND key = $3 AND subject_id = $4",
                                   {id, kind, key, subject}));
        if (there)
            ++done.likenesses;
        else
            findings.add(id, about, "it is no likely duplicate by " + key);
    }
    return success();
}

// The rows as they follow from a deal's events, under the settings that its row was derived with
// if these are still the workspace's.
Result<void> verify_deal(Connection& db, const Workspace& workspace, DealId deal, Verified& done,
                         Findings& findings) {
    const std::string about = "deal " + deal.text();
    TRY(const auto events, events_of(db, workspace.id, deal.value));
    for (std::size_t i = 0; i < events.size(); ++i)
        if (events[i].version != static_cast<std::int64_t>(i) + 1)
            findings.add(workspace.id, about, "its events are not numbered 1, 2, 3, …");
    TRY(const StoredDeal folded, fold(events));
    TRY(const DealRows stored, stored_rows_of(db, workspace.id, deal));
    if (folded.deal.id.nil()) {
        if (!(stored == DealRows{}))
            findings.add(workspace.id, about, "it was removed, and is in the lists");
        return success();
    }
    ++done.deals;
    if (stored.deal.id != deal) {
        findings.add(workspace.id, about, "it is in the log, but not in the lists");
        return success();
    }
    TRYV(compare_words(db, workspace.id, "deal", deal.value, folded.deal.name, about, done,
                       findings));
    TRY(const Beside beside, beside_of(db, workspace, folded.deal));
    const DealRows follow =
        rows_of(folded.deal, folded.version, folded.changed_at, workspace, beside);
    if (stored.deal.settings_version != workspace.terms->version) {
        // Its figures wait for catch_up; the facts must be right all the same.
        if (stored.deal.body != follow.deal.body || stored.deal.version != follow.deal.version)
            findings.add(workspace.id, about, parting(stored.deal.body, follow.deal.body));
        return success();
    }
    if (!(stored.deal == follow.deal))
        findings.add(workspace.id, about, parting(to_json(stored.deal), to_json(follow.deal)));
    compare(stored.signals, follow.signals, workspace.id, about, findings);
    compare(stored.days, follow.days, workspace.id, about, findings);
    compare(stored.players, follow.players, workspace.id, about, findings);
    compare(stored.meetings, follow.meetings, workspace.id, about, findings);
    compare(stored.promises, follow.promises, workspace.id, about, findings);
    compare(stored.requests, follow.requests, workspace.id, about, findings);
    compare(stored.asks, follow.asks, workspace.id, about, findings);
    compare(stored.stories, follow.stories, workspace.id, about, findings);
    return success();
}

// What we have with an account, and its signals, as they follow from its people, touches and deals.
// One that waits for catch_up_relations is compared when it has caught up.
Result<void> verify_relation(Connection& db, const Workspace& workspace, AccountId account,
                             Findings& findings) {
    const std::string about = "the relation with " + account.text();
    TRY(const RelationRows stored, stored_relation(db, workspace.id, account));
    if (stored.relation.account.nil()) {
        findings.add(workspace.id, about, "it is missing");
        return success();
    }
    TRY(const Around facts, around(db, workspace.id, account));
    const RelationRows follow = rows_of(facts, workspace);
    if (stored.relation.settings_version != workspace.terms->version) return success();
    if (!(stored.relation == follow.relation))
        findings.add(workspace.id, about,
                     parting(to_json(stored.relation), to_json(follow.relation)));
    compare(stored.signals, follow.signals, workspace.id, about, findings);
    return success();
}

bool is_removal(const LoggedEvent& event) {
    return event.type.ends_with("_removed") && event.type == event.subject_kind + "_removed";
}

// The last event of a small aggregate is its state; version 0 if that is its removal.
template <class T>
Result<Versioned<T>> folded_record(Connection& db, WorkspaceId id, const Uuid& subject) {
    TRY(const auto events, events_of(db, id, subject));
    Versioned<T> folded;
    if (events.empty()) return not_found("record");
    if (is_removal(events.back())) return folded;
    TRY(folded.value, from_json<T>(events.back().body.json, Input::stored));
    folded.version = events.back().version;
    return folded;
}

template <class T, class Load>
Result<void> verify_records(Connection& db, const Workspace& workspace, std::string_view kind,
                            Load&& load, Verified& done, Findings& findings) {
    return each_subject(db, workspace.id, kind, [&](const Uuid& subject) -> Result<void> {
        const std::string about = std::string(kind) + " " + subject.text();
        TRY(const Versioned<T> folded, folded_record<T>(db, workspace.id, subject));
        auto stored = load(db, workspace.id, decltype(T::id){subject});
        if (folded.version == 0) {
            if (stored) findings.add(workspace.id, about, "it was removed, and is in its table");
            return success();
        }
        ++done.records;
        if (!stored) {
            findings.add(workspace.id, about, "it is in the log, but not in its table");
            return success();
        }
        if (stored.value().version != folded.version || !(stored.value().value == folded.value))
            findings.add(workspace.id, about,
                         parting(to_json(stored.value().value), to_json(folded.value)));
        TRY(const bool stands, stands_as(db, workspace.id, folded));
        if (!stands)
            findings.add(workspace.id, about, "its row in the table does not follow from the log");
        if constexpr (std::is_same_v<T, Account> || std::is_same_v<T, Person>) {
            TRYV(compare_likenesses(db, workspace.id, kind, subject, likenesses_of(folded.value),
                                    about, done, findings));
        }
        if constexpr (std::is_same_v<T, Account>)
            return compare_words(db, workspace.id, kind, subject, folded.value.name, about, done,
                                 findings);
        else if constexpr (std::is_same_v<T, Person>)
            return compare_words(db, workspace.id, kind, subject,
                                 folded.value.name + " " + folded.value.email, about, done,
                                 findings);
        else if constexpr (std::is_same_v<T, Member>) {
            TRY(const auto login, login_by_email(db, folded.value.email));
            if (!login || login->who != store::Known{workspace.id, folded.value.id} ||
                login->active != folded.value.active)
                findings.add(workspace.id, about, "the directory has no login that is his");
            return success();
        } else
            return success();
    });
}

Result<std::int64_t> count(Connection& db, std::string_view sql, WorkspaceId id) {
    TRY(const auto n, db.value<std::int64_t>(sql, {id}));
    return n.value_or(0);
}

}  // namespace

Result<Verified> verify(Store& store, const Progress& progress) {
    return store.read([&](Connection& db) -> Result<Verified> {
        Verified done;
        Findings findings(done);
        TRY(const auto ids, workspaces(db));
        for (const WorkspaceId id : ids) {
            ++done.workspaces;
            TRY(const Workspace workspace, look_into(db, id));

            // 1. The log: as many events as the last number says, and none beyond.
            TRY(const std::int64_t events,
                count(db, "SELECT COUNT(*) FROM event WHERE workspace_id = $1", id));
            TRY(const std::int64_t last,
                count(db, "SELECT MAX(number) FROM event WHERE workspace_id = $1", id));
            done.events += events;
            if (events != workspace.last_event || last != workspace.last_event)
                findings.add(id, "the log",
                             "it should end at " + std::to_string(workspace.last_event) +
                                 " without gaps; it has " + std::to_string(events) +
                                 " events and ends at " + std::to_string(last));
            TRY(const auto settings, events_of(db, id, id.value));
            if (settings.empty() || settings.back().body.json != to_json(workspace.settings()) ||
                settings.back().version != workspace.terms->version)
                findings.add(id, "the settings", "they are not what the log says");

            // 2. What follows from it.
            const std::int64_t words_before = done.search_words;
            const std::int64_t likenesses_before = done.likenesses;
            TRYV(verify_records<Member>(db, workspace, "member", load_member, done, findings));
            TRYV(verify_records<Account>(db, workspace, "account", load_account, done, findings));
            std::int64_t relations = 0;
            TRYV(each_subject(db, id, "account", [&](const Uuid& account) -> Result<void> {
                TRY(const auto folded, folded_record<Account>(db, id, account));
                if (folded.version == 0) return success();
                ++relations;
                return verify_relation(db, workspace, {account}, findings);
            }));
            TRY(const std::int64_t related,
                count(db, "SELECT COUNT(*) FROM relation WHERE workspace_id = $1", id));
            if (related != relations)
                findings.add(id, "the relations",
                             std::to_string(related) + " are there for " +
                                 std::to_string(relations) + " accounts");
            TRYV(verify_records<Person>(db, workspace, "person", load_person, done, findings));
            TRYV(verify_records<Touch>(db, workspace, "touch", load_touch, done, findings));
            TRYV(verify_records<Merge>(db, workspace, "merge", load_merge, done, findings));
            TRY(const std::int64_t deals,
                count(db, "SELECT COUNT(*) FROM deal WHERE workspace_id = $1", id));
            const std::int64_t before = done.deals;
            TRYV(each_subject(db, id, "deal", [&](const Uuid& deal) -> Result<void> {
                if (progress && done.deals % 100 == 0) progress(done.deals - before, deals);
                return verify_deal(db, workspace, {deal}, done, findings);
            }));

            // 3. Nothing is in the lists that the log does not know.
            if (deals != done.deals - before)
                findings.add(id, "the deals",
                             std::to_string(deals) + " are in the list, " +
                                 std::to_string(done.deals - before) + " in the log");
            TRY(const std::int64_t words,
                count(db, "SELECT COUNT(*) FROM search_word WHERE workspace_id = $1", id));
            if (words != done.search_words - words_before)
                findings.add(id, "the search words",
                             std::to_string(words - (done.search_words - words_before)) +
                                 " stand for no name");
            TRY(const bool tallied, tallies_are_right(db, id));
            if (!tallied)
                findings.add(id, "the tallies of asks", "they are not the sum of the answers");
            TRY(const std::int64_t likenesses,
                count(db, "SELECT COUNT(*) FROM likeness WHERE workspace_id = $1", id));
            if (likenesses != done.likenesses - likenesses_before)
                findings.add(id, "the likenesses",
                             std::to_string(likenesses - (done.likenesses - likenesses_before)) +
                                 " are of nothing");
        }
        return done;
    });
}

namespace {

Result<void> remake_deal(Transaction& in, const Workspace& workspace, DealId deal) {
    Connection& db = in.db();
    TRY(const auto events, events_of(db, workspace.id, deal.value));
    TRY(const StoredDeal folded, fold(events));
    for (const std::string_view table : deal_parts) {
        TRYV(db.exec(
            "DELETE FROM " + std::string(table) + " WHERE workspace_id = $1 AND deal_id = $2",
            {workspace.id, deal}));
    }
    TRYV(
        db.exec("DELETE FROM deal WHERE workspace_id = $1 AND deal_id = $2", {workspace.id, deal}));
    if (folded.deal.id.nil()) return success();  // It was removed.
    TRY(const Beside beside, beside_of(db, workspace, folded.deal));
    const DealRows rows =
        rows_of(folded.deal, folded.version, folded.changed_at, workspace, beside);
    TRYV(insert_row(db, rows.deal));
    TRYV(put_difference(db, {}, rows.signals));
    TRYV(put_difference(db, {}, rows.days));
    TRYV(put_difference(db, {}, rows.players));
    TRYV(put_difference(db, {}, rows.meetings));
    TRYV(put_difference(db, {}, rows.promises));
    TRYV(put_difference(db, {}, rows.requests));
    TRYV(put_difference(db, {}, rows.asks));
    TRYV(put_difference(db, {}, rows.stories));
    return put_search_words(db, workspace.id, "deal", deal.value, {},
                            search_words(folded.deal.name));
}

// The row of a small aggregate as its last event says, and what follows from it.
template <class T>
Result<void> remake_record(Transaction& in, Workspace& workspace, std::string_view table,
                           const Uuid& subject) {
    TRY(const Versioned<T> folded, folded_record<T>(in.db(), workspace.id, subject));
    TRYV(in.db().exec("DELETE FROM " + std::string(table) + " WHERE workspace_id = $1 AND " +
                          std::string(table) + "_id = $2",
                      {workspace.id, subject}));
    if (folded.version == 0) return success();  // It was removed.
    if constexpr (std::is_same_v<T, Account>) {
        TRYV(put_fit(in, workspace, folded.value));
    }
    return put_record(in.db(), workspace.id, folded);
}

// Does `work` for every subject of a kind, a page per transaction.
template <class Do>
Result<void> in_pages(Store& store, WorkspaceId id, std::string_view kind, Do&& work) {
    Uuid after;
    for (;;) {
        std::vector<Uuid> found;
        TRYV(store.write_now([&](Transaction& in) -> Result<void> {
            TRY(Workspace workspace, enter(in, id));
            TRY(found, subjects(in.db(), id, kind, after));
            for (const Uuid& subject : found) {
                TRYV(work(in, workspace, subject));
            }
            return success();
        }));
        if (static_cast<std::int64_t>(found.size()) < page) return success();
        after = found.back();
    }
}

}  // namespace

Result<Rebuilt> rebuild(Store& store, const Progress& progress) {
    Rebuilt done;
    TRY(const auto ids, store.read([](Connection& db) { return workspaces(db); }));
    for (const WorkspaceId id : ids) {
        // 1. Rows without a fact behind them go, and all search words.
        TRYV(store.write_now([&](Transaction& in) -> Result<void> {
            TRYV(in.db().exec("DELETE FROM search_word WHERE workspace_id = $1", {id}));
            TRYV(in.db().exec("DELETE FROM likeness WHERE workspace_id = $1", {id}));
            TRYV(in.db().exec("DELETE FROM relation WHERE workspace_id = $1", {id}));
            TRYV(in.db().exec("DELETE FROM relation_signal WHERE workspace_id = $1", {id}));
            for (const std::string_view table :
                 {"member", "account", "person", "touch", "merge", "deal"}) {
                const std::string name(table);
                TRYV(in.db().exec(
                    "DELETE FROM " + name +
                        " WHERE workspace_id = $1 AND NOT EXISTS (SELECT 1 FROM event e WHERE "
                        "e.workspace_id = " +
                        name + ".workspace_id AND e.subject_id = " + name + "." + name +
                        "_id AND e.version = 1)",
                    {id}));
            }
            for (const std::string_view table : deal_parts) {
                const std::string name(table);
                TRYV(in.db().exec(
                    "DELETE FROM " + name +
                        " WHERE workspace_id = $1 AND NOT EXISTS (SELECT 1 FROM event e WHERE "
                        "e.workspace_id = " +
                        name + ".workspace_id AND e.subject_id = " + name +
                        ".deal_id AND e.version = 1)",
                    {id}));
            }
            return success();
        }));

        // 2. Everything else follows anew.
        TRYV(in_pages(store, id, "member",
                      [&](Transaction& in, Workspace& ws, const Uuid& subject) -> Result<void> {
                          ++done.records;
                          TRYV(remake_record<Member>(in, ws, "member", subject));
                          const auto member = load_member(in.db(), id, {subject});
                          if (member.has_error() && member.error().kind == No::not_found)
                              return success();
                          if (member.has_error()) return member.error();
                          return put_login(in.db(), id, member.value().value);
                      }));
        TRYV(in_pages(store, id, "account",
                      [&](Transaction& in, Workspace& ws, const Uuid& subject) {
                          ++done.records;
                          return remake_record<Account>(in, ws, "account", subject);
                      }));
        TRYV(
            in_pages(store, id, "person", [&](Transaction& in, Workspace& ws, const Uuid& subject) {
                ++done.records;
                return remake_record<Person>(in, ws, "person", subject);
            }));
        TRYV(in_pages(store, id, "touch", [&](Transaction& in, Workspace& ws, const Uuid& subject) {
            ++done.records;
            return remake_record<Touch>(in, ws, "touch", subject);
        }));
        TRYV(in_pages(store, id, "merge", [&](Transaction& in, Workspace& ws, const Uuid& subject) {
            ++done.records;
            return remake_record<Merge>(in, ws, "merge", subject);
        }));
        TRYV(in_pages(store, id, "deal", [&](Transaction& in, Workspace& ws, const Uuid& subject) {
            ++done.deals;
            if (progress && done.deals % 100 == 0) progress(done.deals, 0);
            return remake_deal(in, ws, {subject});
        }));

        // 3. And what is counted over them.
        TRYV(store.write_now([&](Transaction& in) -> Result<void> {
            TRY(const Workspace workspace, enter(in, id));
            return remake_tallies(in.db(), workspace.id);
        }));
        for (std::size_t did = page; did == page;) {
            TRYV(store.write_now([&](Transaction& in) -> Result<void> {
                TRY(const Workspace ws, enter(in, id));
                TRY(did, catch_up_relations(in, ws, page));
                return success();
            }));
        }
    }
    return done;
}

}  // namespace ante::store
