#include "base/json.h"

#include <gtest/gtest.h>

namespace ante {
namespace {

enum class Colour : std::uint8_t { red, green };
constexpr auto words(Colour) {
    return std::array{"red"sv, "green"sv};
}

struct Agreed {
    static constexpr std::string_view word = "agreed";
    Date due{};
    static constexpr auto fields = describe(field<&Agreed::due>("due", "When."));
    bool operator==(const Agreed&) const = default;
};
struct Dropped {
    static constexpr std::string_view word = "dropped";
    static constexpr auto fields = describe();
    bool operator==(const Dropped&) const = default;
};
struct Thing {
    Id<struct T> id{};
    std::string name{};
    std::optional<Money> amount{};
    std::vector<std::int64_t> numbers{};
    Colour colour = Colour::red;
    std::variant<Agreed, Dropped> state{};
    minutes length{30};

    static constexpr auto fields = describe(
        field<&Thing::id>("id", "Its id.", {.from_path = true}),
        field<&Thing::name>("name", "Its name.", {.min_length = 1, .max_length = 5}),
        field<&Thing::amount>("amount", "What it costs."),
        field<&Thing::numbers>("numbers", "Some.",
                               {.max_items = 3, .min = 0, .may_be_absent = true}),
        field<&Thing::colour>("colour", "Which."), field<&Thing::state>("state", "How it stands."),
        field<&Thing::length>("length_minutes", "How long.",
                              {.min = 1, .max = 60, .may_be_absent = true}));
    bool operator==(const Thing&) const = default;
};

TEST(Json, what_is_written_reads_back_the_same) {
    Thing thing{
        .name = "n\"ä\n", .amount = Money{1999, {}}, .numbers = {1, 2}, .colour = Colour::green};
    thing.id.value = *Uuid::parse("0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a");
    thing.state = Agreed{make_date(2026, 5, 14)};
    const std::string text = to_json(thing);
    EXPECT_EQ(
        text,
        R"({"id":"0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a","name":"n\"ä\n","amount":{"minor":1999,"currency":"EUR"},)"
        R"("numbers":[1,2],"colour":"green","state":{"type":"agreed","due":"2026-05-14"},"length_minutes":30})");
    EXPECT_EQ(from_json<Thing>(text, Input::stored).value(), thing);
}

struct Changing {
    std::optional<std::optional<std::int64_t>> number{};
    static constexpr auto fields =
        describe(field<&Changing::number>("number", "A number.", {.min = 0}));
    bool operator==(const Changing&) const = default;
};

TEST(Json, of_a_change_absent_leaves_and_null_empties) {
    const auto read = [](std::string_view text) {
        return from_json<Changing>(text, Input::strict).value().number;
    };
    EXPECT_FALSE(read("{}"));
    ASSERT_TRUE(read(R"({"number":null})"));
    EXPECT_FALSE(*read(R"({"number":null})"));
    EXPECT_EQ(**read(R"({"number":3})"), 3);
    EXPECT_FALSE(from_json<Changing>(R"({"number":-3})", Input::strict));
    EXPECT_EQ(to_json(Changing{}), "{}");
    EXPECT_EQ(to_json(Changing{std::optional<std::int64_t>{}}), R"({"number":null})");
    EXPECT_EQ(to_json(Changing{3}), R"({"number":3})");
}

// Plain text is copied in blocks: what needs escaping may stand anywhere in them, and at their
// ends.
TEST(Json, what_needs_escaping_is_escaped_wherever_it_stands) {
    for (const std::string_view wants :
         {R"("\")"sv, R"(\\\)"sv, "\n\\n"sv, "\x01\\u0001"sv, "\x1f\\u001f"sv}) {
        const char c = wants[0];
        const std::string_view escaped = wants.substr(1);
        for (const std::size_t size : {1U, 7U, 8U, 9U, 23U, 255U, 256U, 257U, 600U})
            for (std::size_t at = 0; at < size; ++at) {
                const std::string before(at, 'a');
                const std::string after(size - at - 1, '!');
                std::string out = "so: ";
                write_json_text(before + c + after, out);
                ASSERT_EQ(out, "so: \"" + before + std::string(escaped) + after + "\"");
            }
    }
    std::string out;
    write_json_text("\x7f ~ \u00e9 \u20ac \U0001f600 #[]{}", out);
    EXPECT_EQ(out, "\"\x7f ~ \u00e9 \u20ac \U0001f600 #[]{}\"");
}

TEST(Json, what_is_stored_may_have_its_fields_in_any_order_and_others_between) {
    const auto read = from_json<Thing>(
        R"({"colour":"green","old":{"a":[1]},"name":"x","numbers":[3],"id":"0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a"})",
        Input::stored);
    ASSERT_TRUE(read);
    EXPECT_EQ(read.value().colour, Colour::green);
    EXPECT_EQ(read.value().name, "x");
    EXPECT_EQ(read.value().numbers, std::vector<std::int64_t>{3});
    EXPECT_EQ(read.value().id.text(), "0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a");
    EXPECT_EQ(read.value().length, minutes{30});
}

TEST(Json, every_wrong_field_is_named_in_one_answer) {
    const auto read = from_json<Thing>(
        R"({"name":"too long","amount":{"minor":1.5,"currency":"EUR"},"numbers":[1,-2],"colour":"blue",)"
        R"("state":{"type":"agreed","due":"2026-02-30"},"length_minutes":61,"extra":1})");
    ASSERT_FALSE(read);
    std::vector<std::string> pointers;
    for (const auto& f : read.error().fields) pointers.push_back(f.pointer + " " + f.code);
    EXPECT_EQ(pointers, (std::vector<std::string>{
                            "/extra unknown_field", "/name too_long", "/amount/minor wrong_type",
                            "/numbers/1 out_of_range", "/colour unknown_word",
                            "/state/due wrong_format", "/length_minutes out_of_range"}));
}

TEST(Json, a_field_whose_name_is_no_text_is_told_where_it_stands) {
    const auto read = from_json<Thing>(
        R"({"name":"a","colour":"red","state":{"type":"dropped","a\u0000b":1},"c\u0000d":2})");
    ASSERT_FALSE(read);
    std::vector<std::string> pointers;
    for (const auto& f : read.error().fields) pointers.push_back(f.pointer + " " + f.code);
    EXPECT_EQ(pointers, (std::vector<std::string>{" not_text", "/state not_text"}));
    EXPECT_TRUE(is_text(read.error().detail));
}

TEST(Json, missing_fields_are_named_and_defaults_are_kept) {
    const auto read = from_json<Thing>(R"({"name":"a","state":{"type":"dropped"}})");
    ASSERT_FALSE(read);
    ASSERT_EQ(read.error().fields.size(), 1u);
    EXPECT_EQ(read.error().fields[0].pointer, "/colour");
    EXPECT_EQ(from_json<Thing>(R"({"name":"a","colour":"red","state":{"type":"dropped"}})")
                  .value()
                  .length,
              30min);
}

TEST(Json, broken_utf8_and_nul_are_refused) {
    for (const char* name : {R"("\u0000")", "\"\xff\"", R"("\ud800")"})
        EXPECT_FALSE(from_json<Thing>(
            std::string(R"({"colour":"red","state":{"type":"dropped"},"name":)") + name + "}"))
            << name;
}

TEST(Ids, ascend_even_when_the_clock_jumps_back) {
    IdSource ids(7);
    const Instant start{1'700'000'000'000ms};
    Uuid last = ids.next(start);
    for (int i = 0; i < 20'000; ++i) {
        const Uuid next = ids.next(start - milliseconds{i % 50});
        ASSERT_LT(last, next);
        last = next;
    }
    EXPECT_EQ(last.text()[14], '7');
    EXPECT_EQ(Uuid::parse(last.text()), last);
}

TEST(Time, zones_know_daylight_saving) {
    const Zone berlin = Zone::named("Europe/Berlin").value();
    const Date day = make_date(2026, 3, 29);  // Clocks go from 02:00 to 03:00.
    EXPECT_EQ(text_of(berlin.start_of(day)), "2026-03-28T23:00:00.000Z");
    EXPECT_EQ(berlin.end_of(day) - berlin.start_of(day), 23h);
    EXPECT_EQ(berlin.date_of(*parse_instant("2026-03-28T23:00:00Z")), day);
    EXPECT_FALSE(Zone::named("../../etc/passwd"));
    EXPECT_EQ(add_working_days(make_date(2026, 5, 15), 2), make_date(2026, 5, 19));
    EXPECT_EQ(parse_instant("2026-05-14T11:00:00.5+02:00"),
              parse_instant("2026-05-14 09:00:00.500Z"));
    EXPECT_FALSE(parse_instant("2026-02-30T11:00:00Z"));
}

}  // namespace
}  // namespace ante
