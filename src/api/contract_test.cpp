#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "api/codes.h"
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
        const bool asks = endpoint.verb == Verb::post && endpoint.path.ends_with("/check");
        EXPECT_EQ(endpoint.handler.read != nullptr,
                  (endpoint.verb == Verb::get && !endpoint.handler.serve) || asks)
            << endpoint.operation << ": GET has no effects, and only GET and checks have none";
    }
}

std::string text_of_file(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

// Found as they are written: refuse("code", …), not_found("what"), Error{No::…, "code", …}.
std::set<std::string> codes_in_sources() {
    const std::regex said(R"re(refuse\(\s*"([a-z_]+)"|No::[a-z_]+,\s*"([a-z_]+)")re");
    const std::regex missing(R"re(not_found\("([a-z_]+)"\))re");
    std::set<std::string> found;
    for (const auto room : {"method", "api"})
        for (const auto& file : std::filesystem::recursive_directory_iterator(ANTE_SOURCE "/src/" +
                                                                              std::string(room))) {
            const std::string name = file.path().filename();
            if (!name.ends_with(".cpp") || name.ends_with("_test.cpp")) continue;
            const std::string text = text_of_file(file.path());
            for (std::sregex_iterator at(text.begin(), text.end(), said), end; at != end; ++at)
                found.insert((*at)[1].matched ? (*at)[1] : (*at)[2]);
            for (std::sregex_iterator at(text.begin(), text.end(), missing), end; at != end; ++at)
                found.insert((*at)[1].str() + "_not_found");
        }
    return found;
}

TEST(Contract, KnowsEveryCode) {
    std::set<std::string> known;
    std::string_view before;
    for (const Code& row : all_codes()) {
        EXPECT_LT(before, row.code) << "by name";
        before = row.code;
        known.insert(std::string(row.code));
    }
    const std::set<std::string> found = codes_in_sources();
    EXPECT_GT(found.size(), 90u);
    for (const std::string& code : found)
        EXPECT_TRUE(known.contains(code)) << code << " needs its row in api/codes.cpp";
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
