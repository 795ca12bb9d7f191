// An address book over HTTP: who becomes a person, who is known, who is refused, and why.
#include <gtest/gtest.h>

#include "api.h"
#include "base/json.h"

namespace ante::api {
namespace {

using namespace method;
using tests::Caller;
using tests::Got;

class Contacts : public testing::TestWithParam<store::Engine> {
protected:
    Got import(const std::string& text, bool dry = false) {
        std::string body = R"({"text":)";
        write_json_text(text, body);
        return api.post(rep, "/contacts/import", body + (dry ? R"(,"dry_run":"yes"})" : "}"));
    }
    static std::string card(const std::string& lines) {
        return "BEGIN:VCARD\nVERSION:4.0\n" + lines + "END:VCARD\n";
    }

    tests::Api api{GetParam()};
    Caller rep = api.member("Ria", MemberRole::rep, "north");
};

TEST_P(Contacts, become_people_at_their_accounts_and_are_known_the_second_time) {
    const std::string book =
        card("FN:Dana Reyes\nORG:Northwind\nTITLE:COO\nEMAIL:dana@northwind.example\n") +
        card("FN:Rob Holm\nORG:Northwind\n") + card("FN:Nobody\n");
    const Got dry = import(book, true);
    ASSERT_EQ(dry.status, 200) << dry.text;
    EXPECT_EQ(dry.at("/added"), "2");
    EXPECT_EQ(api.get(rep, "/accounts").json().at("items").as_array().size(), 0U);

    const Got first = import(book);
    EXPECT_EQ(first.at("/added") + first.at("/refused") + first.at("/accounts_added"), "211");
    EXPECT_EQ(first.at("/rows/0/name"), "Nobody");
    EXPECT_EQ(first.at("/rows/0/outcome"), "refused");
    const Got dana = api.get(rep, "/people/" + first.at("/rows/1/person"));
    EXPECT_EQ(dana.at("/email"), "dana@northwind.example") << dana.text;
    EXPECT_EQ(dana.at("/level"), "executive") << dana.text;
    EXPECT_EQ(import(book).at("/known"), "2");
}

TEST_P(Contacts, what_is_quoted_of_the_refused_is_whole_letters) {
    std::string umlauts = "x";
    for (int i = 0; i < 150; ++i) umlauts += "ü";
    const Got told =
        import(card("FN:" + umlauts + "\n") + card("FN:Dana\nEMAIL:" + umlauts + "\n") +
               card("KIND:group\nFN:" + umlauts + "\n"));
    ASSERT_EQ(told.status, 200) << told.text;
    EXPECT_EQ(told.at("/refused"), "3");
    EXPECT_TRUE(is_text(told.text));
}

INSTANTIATE_TEST_SUITE_P(Engines, Contacts, tests::engines(), tests::engine_name);

}  // namespace
}  // namespace ante::api
