#include "store/removing.h"

#include "store/deal_rows.h"
#include "store/deals.h"
#include "store/directory.h"
#include "store/likeness.h"
#include "store/records.h"
#include "store/relations.h"

namespace ante::store {
namespace {

using namespace method;

// ---- what is built on
// ----------------------------------------------------------------------------

// SQL for the first reason for which something stays, '' for none. Aliases: `e` the effect, `s`
// what it made.
// clang-format off
constexpr std::string_view made_too =
    "(SELECT 1 FROM import_effect o WHERE o.workspace_id = e.workspace_id AND o.import_id = e.import_id "
    "AND o.effect = 'made' AND ";

std::string has(std::string_view what) {
    return "EXISTS (SELECT 1 FROM " + std::string(what) + ")";
}
std::string not_made(std::string_view kind, std::string_view id) {
    return " AND NOT EXISTS " + std::string(made_too) + "o.kind = '" + std::string(kind) + "' AND o.subject_id = " + std::string(id) + ")";
}
const std::string& built_on(EffectOn kind) {
    static const std::string merged_into =
        has("merge x WHERE x.workspace_id = e.workspace_id AND x.into_id = e.subject_id AND x.undone = 0");
    static const std::string of_deal =
        "CASE WHEN s.version <> e.version THEN 'changed' ELSE '' END";
    static const std::string of_person =
        "CASE WHEN s.version <> e.version THEN 'changed' "
        "WHEN " + has("player x WHERE x.workspace_id = e.workspace_id AND x.person_id = e.subject_id" + not_made("deal", "x.deal_id")) + " THEN 'deals' "
        "WHEN " + has("touch x WHERE x.workspace_id = e.workspace_id AND x.person_id = e.subject_id") + " THEN 'touches' "
        "WHEN " + merged_into + " THEN 'merged' ELSE '' END";
    static const std::string of_account =
        "CASE WHEN s.version <> e.version THEN 'changed' "
        "WHEN " + has("deal x WHERE x.workspace_id = e.workspace_id AND x.account_id = e.subject_id" + not_made("deal", "x.deal_id")) + " THEN 'deals' "
        "WHEN " + has("person x WHERE x.workspace_id = e.workspace_id AND x.account_id = e.subject_id" + not_made("person", "x.person_id")) + " THEN 'people' "
        "WHEN " + has("touch x WHERE x.workspace_id = e.workspace_id AND x.account_id = e.subject_id") + " THEN 'touches' "
        "WHEN " + merged_into + " THEN 'merged' ELSE '' END";
    static const std::string of_member =
        "CASE WHEN s.version <> e.version THEN 'changed' "
        "WHEN " + has("deal x WHERE x.workspace_id = e.workspace_id AND x.owner_id = e.subject_id" + not_made("deal", "x.deal_id")) + " THEN 'deals' "
        "WHEN " + has("touch x WHERE x.workspace_id = e.workspace_id AND x.by_id = e.subject_id") + " THEN 'touches' ELSE '' END";
    switch (kind) {
        case EffectOn::deal: return of_deal;
        case EffectOn::person: return of_person;
        case EffectOn::account: return of_account;
        case EffectOn::member: return of_member;
    }
    return of_deal;
}

// In the order in which they go: what hangs on another goes first.
constexpr std::array order{EffectOn::deal, EffectOn::person, EffectOn::account, EffectOn::member};
// clang-format on

std::string made_and_there(EffectOn kind) {
    const std::string table(word_of(kind));
    return " FROM import_effect e JOIN " + table + " s ON s.workspace_id = e.workspace_id AND s." +
           table +
           "_id = e.subject_id WHERE e.workspace_id = $1 AND e.import_id = $2 AND e.kind = '" +
           table + "' AND e.effect = 'made'";
}

// Its name; a person's is in his body only.
std::string name_column(EffectOn kind) {
    return kind == EffectOn::person ? "s.body" : "s.name";
}
Result<std::string> name_from(EffectOn kind, std::string_view text) {
    if (kind != EffectOn::person) return std::string(text);
    TRY(Person person, from_json<Person>(text, Input::stored));
    return std::move(person.name);
}

std::int64_t& count_of(MadeBy& counts, EffectOn kind) {
    switch (kind) {
        case EffectOn::deal: return counts.deals;
        case EffectOn::person: return counts.people;
        case EffectOn::account: return counts.accounts;
        case EffectOn::member: break;
    }
    return counts.members;
}

Result<void> look_at(Connection& db, WorkspaceId id, ImportId import, EffectOn kind,
                     std::int64_t named, UndoOutlook& outlook) {
    TRY(const auto made,
        db.value<std::int64_t>("SELECT COUNT(*) FROM import_effect WHERE workspace_id = $1 AND "
                               "import_id = $2 AND kind = $3 AND effect = 'made'",
                               {id, import, kind}));
    count_of(outlook.made, kind) = made.value_or(0);
    const std::string& built = built_on(kind);
    TRYV(db.each("SELECT COUNT(*), COALESCE(SUM(CASE WHEN " + built +
                     " <> '' THEN 1 ELSE 0 END), "
                     "0)" +
                     made_and_there(kind),
                 {id, import}, [&](const Row& row) -> Result<void> {
                     count_of(outlook.there, kind) = row.integer(0);
                     count_of(outlook.built_on, kind) = row.integer(1);
                     return success();
                 }));
    if (count_of(outlook.built_on, kind) == 0) return success();
    return db.each(
        "SELECT e.subject_id, " + name_column(kind) + ", " + built + made_and_there(kind) +
            " AND " + built +
            " <> '' ORDER BY e.subject_id "
            "LIMIT $3",
        {id, import, named}, [&](const Row& row) -> Result<void> {
            TRY(std::string name, name_from(kind, row.text(1)));
            outlook.stands.push_back({kind, row.uuid(0), std::move(name), row.get<BuiltOn>(2)});
            return success();
        });
}

// ---- removing
// ------------------------------------------------------------------------------------

struct Leaving {
    Uuid id{};
    std::int64_t version = 0;
    std::string body;
};

Result<std::vector<Leaving>> next_to_go(Connection& db, WorkspaceId id, ImportId import,
                                        EffectOn kind, const Uuid& after) {
    std::vector<Leaving> leaving;
    bool built = false;
    TRYV(db.each("SELECT e.subject_id, s.version, s.body, " + built_on(kind) +
                     made_and_there(kind) + " AND e.subject_id > $3 ORDER BY e.subject_id LIMIT $4",
                 {id, import, after, removed_at_a_time}, [&](const Row& row) -> Result<void> {
                     built = built || !row.text(3).empty();
                     leaving.push_back({row.uuid(0), row.integer(1), std::string(row.text(2))});
                     return success();
                 }));
    if (built)
        return refuse("import_built_on",
                      "Something that this import made was built on since. Look again what stands "
                      "in the way.");
    return leaving;
}

// Collects parameters for one statement that is run for many.
class Many {
public:
    Many(std::string sql, std::size_t width) : sql_(std::move(sql)), width_(width) {}
    void add(std::initializer_list<Value> cells) {
        cells_.insert(cells_.end(), cells.begin(), cells.end());
    }
    Result<void> run(Connection& db) {
        if (cells_.empty()) return success();
        TRYV(db.run_many(sql_, width_, cells_));
        return success();
    }

private:
    std::string sql_;
    std::size_t width_;
    std::vector<Value> cells_;
};

Result<void> remove_rows(Connection& db, WorkspaceId id, std::string_view table,
                         std::string_view column, const std::vector<Leaving>& leaving) {
    Many rows("DELETE FROM " + std::string(table) + " WHERE workspace_id = $1 AND " +
                  std::string(column) + " = $2",
              2);
    for (const Leaving& one : leaving) rows.add({id, one.id});
    return rows.run(db);
}

// What it is found by, and what it may be a duplicate by.
struct Found {
    std::vector<std::string> words;
    std::vector<std::string> likenesses;
};
Result<Found> found_by(EffectOn kind, const std::string& body) {
    if (kind == EffectOn::deal) {
        TRY(const Deal deal, from_json<Deal>(body, Input::stored));
        return Found{search_words(deal.name), {}};
    }
    if (kind == EffectOn::person) {
        TRY(const Person person, from_json<Person>(body, Input::stored));
        return Found{search_words(person.name + " " + person.email), likenesses_of(person)};
    }
    if (kind == EffectOn::account) {
        TRY(const Account account, from_json<Account>(body, Input::stored));
        return Found{search_words(account.name), likenesses_of(account)};
    }
    return Found{};
}

Result<void> forget_names(Connection& db, WorkspaceId id, EffectOn kind,
                          const std::vector<Leaving>& leaving) {
    std::vector<Found> all;
    for (const Leaving& one : leaving) {
        TRY(Found found, found_by(kind, one.body));
        all.push_back(std::move(found));
    }
    Many words(
        "DELETE FROM search_word WHERE workspace_id = $1 AND word = $2 AND kind = $3 AND "
        "subject_id = $4",
        4);
    Many likenesses(
        "DELETE FROM likeness WHERE workspace_id = $1 AND kind = $2 AND key = $3 AND "
        "subject_id = $4",
        4);
    for (std::size_t i = 0; i < leaving.size(); ++i) {
        for (const std::string& word : all[i].words)
            words.add({id, std::string_view(word), kind, leaving[i].id});
        for (const std::string& key : all[i].likenesses)
            likenesses.add({id, kind, std::string_view(key), leaving[i].id});
    }
    TRYV(words.run(db));
    return likenesses.run(db);
}

Result<void> forget_logins(Connection& db, WorkspaceId id, const std::vector<Leaving>& leaving) {
    Many logins(
        "DELETE FROM directory_login WHERE email = $1 AND workspace_id = $2 AND member_id = "
        "$3",
        3);
    std::vector<std::string> emails;
    emails.reserve(leaving.size());
    for (const Leaving& one : leaving) {
        TRY(const Member member, from_json<Member>(one.body, Input::stored));
        emails.push_back(email_key(member.email));
        logins.add({std::string_view(emails.back()), id, one.id});
    }
    return logins.run(db);
}

// The relation with the account of each that goes waits to be derived anew; that of an account that
// goes, goes.
Result<void> leave_relations(Connection& db, WorkspaceId id, EffectOn kind,
                             const std::vector<Leaving>& leaving) {
    if (kind == EffectOn::member) return success();
    if (kind == EffectOn::account) {
        TRYV(remove_rows(db, id, "relation_signal", "account_id", leaving));
        return remove_rows(db, id, "relation", "account_id", leaving);
    }
    for (const Leaving& one : leaving) {
        AccountId account;
        if (kind == EffectOn::deal) {
            TRY(const Deal deal, from_json<Deal>(one.body, Input::stored));
            account = deal.account;
        } else {
            TRY(const Person person, from_json<Person>(one.body, Input::stored));
            account = person.account;
        }
        TRYV(mark_relation(db, id, account));
    }
    return success();
}

}  // namespace

Result<UndoOutlook> outlook_of(Connection& db, WorkspaceId id, ImportId import,
                               std::int64_t named) {
    UndoOutlook outlook;
    for (const EffectOn kind : order) {
        TRYV(look_at(db, id, import, kind, named, outlook));
    }
    TRY(const auto changed,
        db.value<std::int64_t>("SELECT COUNT(*) FROM import_effect WHERE workspace_id = $1 AND "
                               "import_id = $2 AND kind = 'deal' AND effect = 'changed'",
                               {id, import}));
    outlook.changed = changed.value_or(0);
    return outlook;
}

Result<RemovalPlace> remove_batch(Transaction& in, Workspace& workspace, ImportId import,
                                  const RemovalPlace& from, const Cause& cause) {
    if (from.at_end()) return from;
    Connection& db = in.db();
    const EffectOn kind = order[from.kind];
    TRY(const auto leaving, next_to_go(db, workspace.id, import, kind, from.after));
    if (leaving.empty()) return RemovalPlace{from.kind + 1, {}};

    // 1. The facts.
    const std::string word(word_of(kind));
    const std::string type = word + "_removed";
    const std::string body =
        kind == EffectOn::deal ? to_json(DealRemoved{cause.now}) : std::string("{}");
    std::vector<LastFact> last;
    last.reserve(leaving.size());
    for (const Leaving& one : leaving) last.push_back({one.id, one.version});
    TRYV(append_last(in, workspace, word, last, {type, cause.now, body}, cause));

    // 2. What follows: it is not there.
    TRYV(forget_names(db, workspace.id, kind, leaving));
    if (kind == EffectOn::member) {
        TRYV(forget_logins(db, workspace.id, leaving));
    }
    if (kind == EffectOn::deal)
        for (const std::string_view part : deal_parts) {
            TRYV(remove_rows(db, workspace.id, part, "deal_id", leaving));
        }
    TRYV(remove_rows(db, workspace.id, word, word + "_id", leaving));
    TRYV(leave_relations(db, workspace.id, kind, leaving));
    return RemovalPlace{from.kind, leaving.back().id};
}

}  // namespace ante::store
