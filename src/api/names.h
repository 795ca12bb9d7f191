#pragma once
// Names for sentences, looked up once each.

#include <map>
#include <string>

#include "api/endpoint.h"

namespace ante::api {

class Names {
public:
    explicit Names(const Reading& in) : in_(in) {}

    // "somebody" for one we do not know (any more).
    Result<std::string> member(method::MemberId id);
    Result<std::string> person(method::PersonId id);
    Result<std::string> account(method::AccountId id);

private:
    const Reading& in_;
    std::map<Uuid, std::string> known_;
};

// "1,250.00 EUR"
std::string money_words(const Money& money);

}  // namespace ante::api
