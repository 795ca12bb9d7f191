#include "api/names.h"

#include <array>
#include <cstdlib>

#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

template <class T>
Result<std::string> name_in(const Result<T>& loaded) {
    if (loaded.has_value()) return loaded.value().value.name;
    if (loaded.error().kind == No::not_found) return std::string("somebody");
    return loaded.error();
}

// ISO 4217: digits behind the point, where they are not two.
int digits_of(const Currency& currency) {
    constexpr std::array none{"BIF"sv, "CLP"sv, "DJF"sv, "GNF"sv, "ISK"sv, "JPY"sv,
                              "KMF"sv, "KRW"sv, "PYG"sv, "RWF"sv, "UGX"sv, "VND"sv,
                              "VUV"sv, "XAF"sv, "XOF"sv, "XPF"sv};
    constexpr std::array three{"BHD"sv, "IQD"sv, "JOD"sv, "KWD"sv, "LYD"sv, "OMR"sv, "TND"sv};
    const std::string code = currency.text();
    for (const auto c : none)
        if (c == code) return 0;
    for (const auto c : three)
        if (c == code) return 3;
    return 2;
}

}  // namespace

Result<std::string> Names::member(MemberId id) {
    if (const auto at = known_.find(id.value); at != known_.end()) return at->second;
    TRY(auto name, name_in(store::load_member(in_.db, in_.workspace.id, id)));
    return known_[id.value] = std::move(name);
}

Result<std::string> Names::person(PersonId id) {
    if (const auto at = known_.find(id.value); at != known_.end()) return at->second;
    TRY(auto name, name_in(store::load_person(in_.db, in_.workspace.id, id)));
    return known_[id.value] = std::move(name);
}

Result<std::string> Names::account(AccountId id) {
    if (const auto at = known_.find(id.value); at != known_.end()) return at->second;
    TRY(auto name, name_in(store::load_account(in_.db, in_.workspace.id, id)));
    return known_[id.value] = std::move(name);
}

std::string money_words(const Money& money) {
    const auto digits = static_cast<std::size_t>(digits_of(money.currency));
    std::string text = std::to_string(std::llabs(money.minor));
    if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
    const std::size_t whole = text.size() - digits;
    if (digits > 0) text.insert(whole, ".");
    for (std::size_t at = whole; at > 3; at -= 3) text.insert(at - 3, ",");
    return (money.minor < 0 ? "-" : "") + text + " " + money.currency.text();
}

}  // namespace ante::api
