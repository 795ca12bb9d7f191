#include "store/likeness.h"

#include <algorithm>

#include "store/list_query.h"
#include "store/records.h"

namespace ante::store {
namespace {

using namespace method;

// ---- keys

// Forms of companies and what people put beside them, folded; sorted.
constexpr std::array legal_forms{
    "ab"sv,    "ag"sv,          "aps"sv, "as"sv,           "asa"sv,  "bv"sv,  "co"sv,   "company"sv,
    "corp"sv,  "corporation"sv, "cv"sv,  "eg"sv,           "ek"sv,   "ev"sv,  "gbr"sv,  "gmbh"sv,
    "group"sv, "holding"sv,     "inc"sv, "incorporated"sv, "kft"sv,  "kg"sv,  "kgaa"sv, "limited"sv,
    "llc"sv,   "llp"sv,         "lp"sv,  "ltd"sv,          "mbh"sv,  "nv"sv,  "ohg"sv,  "oy"sv,
    "oyj"sv,   "plc"sv,         "pty"sv, "sa"sv,           "sarl"sv, "sas"sv, "se"sv,   "sl"sv,
    "slu"sv,   "spa"sv,         "sro"sv, "srl"sv,          "the"sv,  "ug"sv,  "zoo"sv,
};

// Domains whose addresses belong to anybody.
constexpr std::array public_domains{
    "aol.com"sv,     "example.com"sv, "gmail.com"sv, "gmx.de"sv,    "gmx.net"sv, "googlemail.com"sv,
    "hotmail.com"sv, "icloud.com"sv,  "live.com"sv,  "mail.com"sv,  "me.com"sv,  "msn.com"sv,
    "outlook.com"sv, "proton.me"sv,   "web.de"sv,    "yahoo.com"sv,
};

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

// The words of a name without signs, in their order: "Hooli, Inc." → hooli, inc; "A.G." → ag.
std::vector<std::string> words_of_name(std::string_view name) {
    std::vector<std::string> words(1);
    for (const char c : folded(name)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            words.back() += c;
        else if (c != '.' && c != '\'' && !words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string company_key(std::string_view name) {
    std::vector<std::string> words = words_of_name(name);
    std::vector<std::string> kept = words;
    std::erase_if(kept, [](const std::string& word) { return one_of(legal_forms, word); });
    return joined(kept.empty() ? words : kept);  // "The Company Group" has nothing else.
}

// "https://www.Hooli.example/about" → "hooli.example"
std::string domain_key(std::string_view domain) {
    std::string key = email_key(domain);
    if (const auto at = key.find("://"); at != std::string::npos) key.erase(0, at + 3);
    if (const auto at = key.find('@'); at != std::string::npos) key.erase(0, at + 1);
    if (const auto end = key.find_first_of("/?#:"); end != std::string::npos) key.erase(end);
    if (key.starts_with("www.")) key.erase(0, 4);
    while (key.ends_with('.')) key.pop_back();
    return one_of(public_domains, key) ? std::string() : key;
}

// A key says by its first letter what it is about, and that is the order in which pairs are told.
std::string key_of(Likeness likeness, std::string_view text) {
    return std::string(word_of(likeness)).substr(0, 1) + " " + std::string(text);
}
Likeness likeness_of(std::string_view key) {
    if (key.starts_with('d')) return Likeness::domain;
    return key.starts_with('e') ? Likeness::email : Likeness::name;
}

}  // namespace

std::vector<std::string> likenesses_of(const Account& account) {
    std::vector<std::string> keys;
    if (account.merged_into) return keys;
    if (const auto key = domain_key(account.domain); !key.empty())
        keys.push_back(key_of(Likeness::domain, key));
    if (const auto key = company_key(account.name); !key.empty())
        keys.push_back(key_of(Likeness::name, key));
    return keys;
}

std::vector<std::string> likenesses_of(const Person& person) {
    std::vector<std::string> keys;
    if (person.merged_into) return keys;
    if (const auto key = email_key(person.email); !key.empty())
        keys.push_back(key_of(Likeness::email, key));
    if (const auto key = joined(words_of_name(person.name)); !key.empty())
        keys.push_back(key_of(Likeness::name, person.account.text() + " " + key));
    return keys;
}

std::string company_domain(std::string_view address) {
    const std::size_t at = address.find('@');
    return at == std::string_view::npos ? std::string() : domain_key(address.substr(at + 1));
}

Result<std::optional<AccountId>> account_known_as(Connection& db, WorkspaceId id,
                                                  std::string_view company,
                                                  std::string_view address) {
    const auto by_key = [&](Likeness likeness, const std::string& text) {
        const std::string key = key_of(likeness, text);
        return db.value<AccountId>(
            "SELECT subject_id FROM likeness WHERE workspace_id = $1 AND kind = 'account' AND "
            "key = $2 ORDER BY subject_id LIMIT 1",
            {id, key});
    };
    std::optional<AccountId> found;
    if (!company.empty()) {
        TRY(found, account_by_name(db, id, company));
        if (found) return found;
        if (const std::string key = company_key(company); !key.empty()) {
            TRY(found, by_key(Likeness::name, key));
        }
        if (found) return found;
    }
    if (const std::string domain = company_domain(address); !domain.empty()) {
        TRY(found, by_key(Likeness::domain, domain));
    }
    return found;
}

Result<void> put_likenesses(Connection& db, WorkspaceId id, std::string_view kind,
                            const Uuid& subject, const std::vector<std::string>& before,
                            const std::vector<std::string>& after) {
    for (const std::string& key : before) {
        if (std::ranges::find(after, key) != after.end()) continue;
        TRYV(
            db.exec("DELETE FROM likeness WHERE workspace_id = $1 AND kind = $2 AND key = $3 "
                    "AND subject_id = $4",
                    {id, kind, key, subject}));
    }
    for (const std::string& key : after) {
        if (std::ranges::find(before, key) != before.end()) continue;
        TRYV(
            db.exec("INSERT INTO likeness (workspace_id, kind, key, subject_id) "
                    "VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                    {id, kind, key, subject}));
    }
    return success();
}

// ---- pairs

namespace {

// Keys that more than one has, in order.
Result<std::vector<std::string>> shared_keys(Connection& db, WorkspaceId id, std::string_view kind,
                                             std::string_view from, std::int64_t limit) {
    std::vector<std::string> keys;
    TRYV(
        db.each("SELECT key FROM likeness WHERE workspace_id = $1 AND kind = $2 AND key >= $3 "
                "GROUP BY key HAVING COUNT(*) > 1 ORDER BY key LIMIT $4",
                {id, kind, from, limit}, [&](const Row& row) -> Result<void> {
                    keys.emplace_back(row.text(0));
                    return success();
                }));
    return keys;
}

Result<std::vector<Uuid>> subjects_under(Connection& db, WorkspaceId id, std::string_view kind,
                                         const std::string& key, const Uuid& after,
                                         std::int64_t limit) {
    std::vector<Uuid> subjects;
    TRYV(
        db.each("SELECT subject_id FROM likeness WHERE workspace_id = $1 AND kind = $2 AND "
                "key = $3 AND subject_id > $4 ORDER BY subject_id LIMIT $5",
                {id, kind, key, after, limit}, [&](const Row& row) -> Result<void> {
                    subjects.push_back(row.uuid(0));
                    return success();
                }));
    return subjects;
}

template <class T>
struct Told {
    Alike<T> pair;
    std::string key;
};

// The pair under `key`, unless it was told under an earlier one.
template <class T>
std::optional<Told<T>> told(const T& first, const T& second, const std::string& key) {
    Told<T> told{{first, second, {}}, key};
    const std::vector<std::string> of_first = likenesses_of(first);
    for (const std::string& shared : likenesses_of(second)) {
        if (std::ranges::find(of_first, shared) == of_first.end()) continue;
        if (shared < key) return std::nullopt;
        told.pair.because.push_back(likeness_of(shared));
    }
    return told;
}

template <class T, class Load>
Result<Page<Alike<T>>> alike(Connection& db, WorkspaceId id, std::string_view kind, Load&& load,
                             std::int64_t asked, const std::optional<std::string>& after) {
    using Key = decltype(T::id);
    constexpr std::int64_t keys_at_a_time = 50;
    const std::int64_t limit = page_size(asked);
    Mark mark;
    if (after) {
        TRY(mark, mark_from(*after));
    }
    std::vector<Told<T>> found;
    // `mark` goes from pair to pair: what lies behind it is done.
    for (;;) {
        TRY(const auto keys, shared_keys(db, id, kind, mark.key, keys_at_a_time));
        const Mark before = mark;
        for (const std::string& key : keys) {
            TRY(const auto oldest, subjects_under(db, id, kind, key, Uuid{}, 1));
            if (oldest.empty()) continue;
            const Uuid from = key == mark.key ? std::max(mark.id, oldest[0]) : oldest[0];
            TRY(const auto others, subjects_under(db, id, kind, key, from, limit + 1));
            for (const Uuid& other : others) {
                TRY(const auto first, load(db, id, Key{oldest[0]}));
                TRY(const auto second, load(db, id, Key{other}));
                if (auto pair = told(first.value, second.value, key))
                    found.push_back(*std::move(pair));
                mark = {key, other};
            }
            if (std::ssize(found) > limit) break;
            if (std::ssize(others) > limit) break;  // There is more under this key.
        }
        const bool went_on = before.key != mark.key || before.id != mark.id;
        if (std::ssize(found) > limit || !went_on) break;
    }
    Page<Told<T>> page = page_of(std::move(found), limit, [](const Told<T>& t) {
        return t.key + "~" + t.pair.second.id.text();
    });
    Page<Alike<T>> pairs{.items = {}, .next = std::move(page.next)};
    for (Told<T>& t : page.items) pairs.items.push_back(std::move(t.pair));
    return pairs;
}

}  // namespace

Result<Page<Alike<Account>>> accounts_alike(Connection& db, WorkspaceId id, std::int64_t limit,
                                            const std::optional<std::string>& after) {
    return alike<Account>(db, id, "account", load_account, limit, after);
}
Result<Page<Alike<Person>>> people_alike(Connection& db, WorkspaceId id, std::int64_t limit,
                                         const std::optional<std::string>& after) {
    return alike<Person>(db, id, "person", load_person, limit, after);
}

}  // namespace ante::store
