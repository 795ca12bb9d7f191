// T16: what is JSON, what is not, and what each reader may decide (RFC 8259). The tables are our
// own; if ANTE_JSON_TEST_SUITE names a folder of files called y_…, n_… and i_… (as JSONTestSuite
// has them), they are run as well and the figures printed.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "base/json.h"

namespace ante {
namespace {

using namespace std::string_literals;

struct Measured {
    double n = 0;
    static constexpr auto fields = describe(field<&Measured::n>("n", "A number."));
};

// The parser alone: Raw takes any JSON.
bool is_json(std::string_view text) {
    return from_json<Raw>(text).has_value();
}

// Control characters shown, for messages.
std::string shown(std::string_view text) {
    std::string out;
    write_json_text(text.substr(0, 60), out);
    return out;
}

TEST(JsonSuite, documents_are_accepted) {
    // clang-format off
    const std::string documents[] = {
        // RFC 8259, section 2: any value may stand alone, with blanks around it.
        "null", "true", "false", "0", "-0", R"("")", "[]", "{}", " [] ", "\t{\n}\r\n", "[ ]",
        "  42  ", "[null, 1, \"1\", {}]", "[1,null,null,null,2]", "{\"a\":[]}", "[[]   ]",
        // Section 4: any text is a name, the empty one too, and twice is the reader's affair.
        R"({"":0})", R"({"a":1,"a":2})", R"({"a":1,"a":1})", R"({"\u0000b":1})",
        R"({"a\"b":{"c":[{}]}})", "{\n\"a\": \"b\"\n}", R"({"min":-1.0e+28,"max":1.0e+28})",
        // Section 6.
        "[-1]", "[-0]", "[-0.0]", "[123]", "[1E22]", "[1e-2]", "[1e+2]", "[0e1]", "[0e+1]",
        "[123.456e78]", "[123.456789]", "[-123123]", "[20e1]", "[1E+2]", "[1E-2]",
        "[0.1]", "[-0.000000000000000000000000000000000000000000000000000000000000000000001]",
        "[9223372036854775807]", "[-9223372036854775808]", "[18446744073709551615]",
        "[9007199254740993]",
        // Section 7: each escape, and surrogates in pairs.
        R"("\"\\\/\b\f\n\r\t")", R"(["\u0060\u012a\u12AB"])", R"(["\uD801\udc37"])",
        R"(["\ud83d\ude39\ud83d\udc8d"])", R"(["\u0022"])", R"(["\u005C"])", R"(["\\u0000"])",
        R"(["\\a"])", R"(["\uDBFF\uDFFF"])", R"(["\u0000"])", R"(["\uFFFE"])", R"(["\u200B"])",
        R"(["a/*b*/c/*d//e"])", R"(["new\u000Aline"])", R"(["\u2028\u2029"])",
        // Section 8.1: UTF-8 as it is, each length of it.
        "[\"€𝄞\"]", "[\"ä\"]", "[\"\u2028\"]", "[\"\u2029\"]", "[\"\u007f\"]", "[\"\U0010FFFF\"]",
        "[\"\U0001FFFF\"]", "[\"\uFFFF\"]", "[\"⍂㈴⍂\"]", "{\"ключ\":\"значение\"}"};
    // clang-format on
    int accepted = 0;
    for (const std::string& text : documents) {
        EXPECT_TRUE(is_json(text)) << shown(text);
        accepted += is_json(text);
    }
    std::printf("T16: %d/%zu accepted, of our own table\n", accepted, std::size(documents));
}

TEST(JsonSuite, what_only_looks_like_json_is_refused) {
    // clang-format off
    const std::string documents[] = {
        // Nothing, and nothing but blanks.
        "", " ", "\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF{}", "\xEF\xBB", "\x00"s, "[]\x00"s,
        // Unfinished.
        "[", "{", "[1", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "\"", "\"a", "[\"a",
        "[\"\\", "[\"\\u", "[\"\\u1\"]", "[\"\\u12\"]", "[\"\\u123\"]", "[{", "[\"a\",\n4\n,1,1",
        "nul", "tru", "fals", "n", "-", "[-", "[1.", "[1e", "[1e+", "{\"", "[\"\\\"]",
        // Too much.
        "[]]", "{}}", "[][]", "{}{}", "1 2", "[1]x", "true false", "[1],", "null,", "{}#", "{}//",
        "\"a\" \"b\"", "[\"a\"]]", "2@", "{\"a\":\"b\"}#{}", "{\"a\":true}\"x\"", "]", "}",
        ",", ":",
        // Commas and colons.
        "[,]", "[1,]", "[,1]", "[1,,2]", "[1,,]", "[1 2]", "[1:2]", "[\"a\" 1]", "[,", "[ , \"\"]",
        "{,}", "{\"a\":1,}", "{\"a\":1,,\"b\":2}", "{\"a\" 1}", "{\"a\",1}", "{\"a\"::1}", "{:1}",
        "{\"a\":}", "{\"a\":1 \"b\":2}", "[\"a\":1]", "{\"a\"}", "{\"a\":\"b\",,}", "{;\"a\":1}",
        // Names that are no texts.
        "{a:1}", "{1:1}", "{null:1}", "{'a':1}", "{[]:1}", "{{}:1}", "{true:1}", "{a: \"b\"}",
        "{9999E9999:1}", "{\"a\":a}", "{🇨🇭}",
        // Numbers that are none.
        "[+1]", "[01]", "[-01]", "[-]", "[.1]", "[1.]", "[-.1]", "[1e]", "[1e+]", "[1E]", "[1ee2]",
        "[1e1.5]", "[1.2.3]", "[0x1]", "[0x42]", "[1_000]", "[1,000.0", "[NaN]", "[-NaN]", "[nan]",
        "[Infinity]", "[-Infinity]", "[+Inf]", "[Inf]", "[--1]", "[1-2]", "[- 1]", "[1 000]",
        "[0.e1]", "[2.e3]", "[2.e+3]", "[.2e3]", "[-2.]", "[1eE2]", "[0e]", "[0E+]", "[1+2]",
        "[-1x]", "[1a]", "[-foo]", "[012]", "[-012]", "[0.3e]", "[0.3e+]", "[++1234]", "[\uff11]",
        "[1.8011670033376514H-308]", "[1.2a-3]", "[1\x00]"s, "[0x]", "[1e1e1]", "[1/2]",
        // Words that are none.
        "[nul]", "[Null]", "[NULL]", "[True]", "[FALSE]", "[undefined]", "[truth]", "[nullx]", "a",
        "[tru]", "[fals]", "<null>", "[<null>]", "å", "[å]", "abc", "None", "*", "[*]",
        "[truefalse]",
        // Texts that are none.
        "'a'", "['a']", "[\"a]", "[\"\\a\"]", "[\"\\x41\"]", "[\"\\u00G0\"]", "[\"\\u+041\"]",
        "[\"\\\"]", "[\"\\U0041\"]", "[\"\\ \"]", "[\"\\u{41}\"]", "[\"\\'\"]", "[\"\\0\"]",
        "[\"a\nb\"]", "[\"a\tb\"]", "[\"a\x00z\"]"s, "[\"\x1f\"]", "[\"\x01\"]", "[\"\r\"]",
        "[`a`]",
        "[a\"]", "[\"\\\xF0\x9F\x8C\x80\"]", "[\"\\\\\\\"]", "[\"\\uqqqq\"]",
        "[\"\\\x00\"]"s, "[\\n]",
        "[\"\\u00A\"]", "[\"a\"b\"]", "[\"a\" \\u0020]",
        // Half a pair of surrogates is no character.
        "[\"\\uD800\"]", "[\"\\uDC00\"]", "[\"\\uD800\\u\"]", "[\"\\uD800\\uD800\"]",
        "[\"\\uD800\\n\"]", "[\"\\uD834\\uDd\"]", "[\"\\uDd1e\\uD834\"]", "[\"\\uD800\\u1\"]",
        "[\"\\uD800\\u1x\"]", "[\"\\ud800abc\"]", "[\"\\uDADA\"]",
        // Bytes that are no UTF-8: cut, stray, overlong, surrogates, beyond the last character.
        "[\"\xff\"]", "[\"\x80\"]", "[\"\xc3\"]", "[\"\xe4\"]", "[\"\xc0\xaf\"]",
        "[\"\xe0\x80\xaf\"]",
        "[\"\xed\xa0\x80\"]", "[\"\xf4\x90\x80\x80\"]", "[\"\xf8\x88\x80\x80\x80\"]", "[\xff]",
        "{\"\xb9\":\"0\"}", "\xff", "[1\xe5]", "[1e1\xe5]", "[0\xe5]",
        "[\"\xfc\x80\x80\x80\x80\x80\"]",
        "[\"\xe6\x97\xa5\xd1\x88\xfa\"]", "[\"\\u\xe5\"]", "[\"\xf0\x80\x80\x80\"]",
        "[\"\xc1\xbf\"]",
        // UTF-16, which JSON was once and is no longer.
        "\xff\xfe[\x00\"\x00\xe9\x00\"\x00]\x00"s, "\x00[\x00\"\x00\xe9\x00\"\x00]"s,
        // Blanks and comments that JSON does not have.
        "[\f]", "[\v]", "[\u00a0]", "[\u2060]", "\u3000[]", "[1]/* c */", "// c\n[1]", "[1 /*c*/]",
        "# c\n[1]", "[1]//", "{\"a\":/*c*/1}", "{}/", "[\x0c]", "\\u0020[]"};
    // clang-format on
    int refused = 0;
    for (const std::string& text : documents) {
        EXPECT_FALSE(is_json(text)) << shown(text);
        refused += !is_json(text);
    }
    std::printf("T16: %d/%zu refused, of our own table\n", refused, std::size(documents));
}

// Beyond what RFC 8259 says each reader does as it likes. Here is what we like.
TEST(JsonSuite, the_edges_are_where_we_say) {
    EXPECT_TRUE(is_json(std::string(32, '[') + std::string(32, ']'))) << "depth 32";
    EXPECT_FALSE(is_json(std::string(33, '[') + std::string(33, ']'))) << "depth 33";
    EXPECT_FALSE(is_json(std::string(100'000, '['))) << "no stack is eaten";
    std::string objects;
    for (int i = 0; i < 50'000; ++i) objects += R"([{"":)";
    EXPECT_FALSE(is_json(objects));
    // A number too large for a double, or for anything: whatever is read is finite or refused.
    for (const char* huge : {"1e400", "-1e400", "1e-400", "123456789012345678901234567890"}) {
        const auto read = from_json<Measured>(R"({"n":)"s + huge + "}");
        if (read) {
            EXPECT_TRUE(read.value().n > -1e308 && read.value().n < 1e308) << huge;
        }
    }
}

// What was let in can be written again, and is JSON then.
TEST(JsonSuite, no_number_becomes_infinity) {
    EXPECT_FALSE(is_json(R"({"a":[1,1e400]})"));
    for (const Input how : {Input::strict, Input::stored})
        EXPECT_FALSE(from_json<Measured>(R"({"n":-1e400})", how));
    const auto small = from_json<Raw>("[1e-400, 18446744073709551615, 1e308]");
    ASSERT_TRUE(small);
    EXPECT_TRUE(is_json(small.value().json)) << small.value().json;
}

// Each number is written so that it alone is meant, and read as itself.
TEST(JsonSuite, numbers_come_back_to_the_last_bit) {
    std::mt19937_64 chance(1);
    for (int i = 0; i < 100'000; ++i) {
        const double mantissa = std::ldexp(static_cast<double>(chance() >> 11), -53);
        const Measured before{mantissa * std::pow(10.0, static_cast<int>(chance() % 30) - 15)};
        const auto after = from_json<Measured>(to_json(before));
        ASSERT_TRUE(after);
        ASSERT_EQ(after.value().n, before.n) << to_json(before);
    }
}

TEST(JsonSuite, a_suite_of_files_comes_out_as_its_names_say) {
    const char* folder = std::getenv("ANTE_JSON_TEST_SUITE");
    if (!folder) return;  // Nothing was asked for; the tables above are the test.
    int accepted = 0, refused = 0, survived = 0, yes = 0, no = 0, either = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename();
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        const bool is = is_json(text);
        if (name.starts_with("y_")) {
            ++yes;
            accepted += is;
            EXPECT_TRUE(is) << name;
        } else if (name.starts_with("n_")) {
            ++no;
            refused += !is;
            EXPECT_FALSE(is) << name;
        } else if (name.starts_with("i_")) {
            ++either;
            ++survived;
        }
    }
    EXPECT_GT(yes + no + either, 0) << "no files in " << folder;
    std::printf("T16: %d/%d accepted, %d/%d refused, %d/%d survive\n", accepted, yes, refused, no,
                survived, either);
}

}  // namespace
}  // namespace ante
