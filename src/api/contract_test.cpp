#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "api/conform.h"
#include "api/endpoints.h"
#include "api/openapi.h"

namespace ante::api {
namespace {

TEST(Contract, IsWhatIsCommitted) {
    const std::string path = ANTE_SOURCE "/src/api/openapi.json";
    if (std::getenv("UPDATE_GOLDEN")) std::ofstream(path) << openapi_json();
    std::ostringstream committed;
    committed << std::ifstream(path).rdbuf();
    EXPECT_TRUE(committed.str() == openapi_json())
        << "The contract changed. Look at it, then: UPDATE_GOLDEN=1 "
        << "test_api";
}

TEST(Contract, NamesEveryOperationOnce) {
    std::set<std::string_view> names;
    for (const Endpoint& endpoint : all_endpoints()) {
        EXPECT_TRUE(names.insert(endpoint.operation).second) << endpoint.operation;
        EXPECT_TRUE(endpoint.summary.ends_with('.') || endpoint.summary.ends_with('?'))
            << endpoint.summary;
        EXPECT_EQ(endpoint.handler.read != nullptr,
                  endpoint.verb == Verb::get && !endpoint.handler.serve)
            << endpoint.operation << ": GET has no effects, and only GET has none";
    }
}

TEST(Conform, FindsWhatBreaksASchema) {
    const std::string fine =
        R"({"type":"about:blank","title":"","status":404,"code":"x","detail":"","request_id":"","errors":[]})";
    EXPECT_EQ(breaks_schema("Problem", fine), std::nullopt);
    EXPECT_EQ(breaks_schema("Problem", R"({"type":"about:blank"})"), "/title is missing");
    std::string extra = fine;
    extra.insert(1, R"("more":1,)");
    EXPECT_EQ(breaks_schema("Problem", extra), "/more is not in the contract");
    std::string wrong = fine;
    wrong.replace(wrong.find("404"), 3, "\"4\"");
    EXPECT_EQ(breaks_schema("Problem", wrong), "/status is not a whole number");
}

}  // namespace
}  // namespace ante::api
