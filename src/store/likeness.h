#pragma once
// Which accounts, and which people, are likely to be the same: each has a few keys, and two under
// one key are a likely pair.
//
//     account    its name without legal form and signs ("Hooli, Inc." and "HOOLI"); its domain
//     person     his address; his name at his account
//
// Keys are stored (table likeness), so that pairs are found by one walk along an index.

#include "method/people.h"
#include "store/lists.h"

namespace ante::store {

enum class Likeness : std::uint8_t { domain, email, name };
constexpr auto words(Likeness) {
    return std::array{"domain"sv, "email"sv, "name"sv};
}

// Sorted, each once. None for one that was merged into another.
std::vector<std::string> likenesses_of(const method::Account& account);
std::vector<std::string> likenesses_of(const method::Person& person);

Result<void> put_likenesses(Connection& db, method::WorkspaceId id, std::string_view kind,
                            const Uuid& subject, const std::vector<std::string>& before,
                            const std::vector<std::string>& after);

// The account that a contact belongs to: by the company's name, exactly or but for its legal form;
// else by the domain of his address, unless anybody may have one there.
Result<std::optional<method::AccountId>> account_known_as(Connection& db, method::WorkspaceId id,
                                                          std::string_view company,
                                                          std::string_view address);
// The domain of an address; empty if it says nothing of where somebody works.
std::string company_domain(std::string_view address);

// A likely pair; `first` came first.
template <class T>
struct Alike {
    T first{};
    T second{};
    std::vector<Likeness> because{};
};

// Of more than two that are alike, each later one stands in a pair with the first. A pair is told
// once, also if it is alike in two ways.
Result<Page<Alike<method::Account>>> accounts_alike(Connection& db, method::WorkspaceId id,
                                                    std::int64_t limit,
                                                    const std::optional<std::string>& after);
Result<Page<Alike<method::Person>>> people_alike(Connection& db, method::WorkspaceId id,
                                                 std::int64_t limit,
                                                 const std::optional<std::string>& after);

}  // namespace ante::store
