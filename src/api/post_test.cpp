// What the post decides, and letters through the API; sending itself is tried against real servers
// (tests/trust/post, tests/trust/mailboxes).
#include "api/post.h"

#include <gtest/gtest.h>

#include "api/letter_texts.h"

namespace ante::api {
namespace {

using namespace method;

const Instant now = *parse_instant("2026-05-04T09:00:00Z");

TEST(Post, tries_come_further_apart) {
    EXPECT_EQ(back_off(1), minutes{1});
    EXPECT_EQ(back_off(2), minutes{5});
    EXPECT_EQ(back_off(4), hours{1});
    EXPECT_EQ(back_off(6), hours{12});
    EXPECT_EQ(back_off(60), hours{12});
}

TEST(Post, three_days_and_six_tries_are_enough) {
    store::KeptLetter letter{.made_at = now, .tries = 7};
    EXPECT_FALSE(has_failed(letter, now + Days{3} - 1ms));
    EXPECT_TRUE(has_failed(letter, now + Days{3}));
    letter.tries = 2;
    EXPECT_FALSE(has_failed(letter, now + Days{9})) << "it lay in quiet hours, or the server did";
}

store::Terms terms(std::int64_t from, std::int64_t to) {
    store::Terms made;
    made.settings.quiet_from = from;
    made.settings.quiet_to = to;
    made.zone = Zone::named("Europe/Berlin").value();
    return made;
}

TEST(Post, nobody_is_woken) {
    const auto at = [](const char* text) { return *parse_instant(text); };
    const store::Terms night = terms(20, 7);
    EXPECT_EQ(after_quiet_hours(night, at("2026-05-04T09:00:00Z")), at("2026-05-04T09:00:00Z"));
    EXPECT_EQ(after_quiet_hours(night, at("2026-05-04T17:59:00Z")), at("2026-05-04T17:59:00Z"));
    EXPECT_EQ(after_quiet_hours(night, at("2026-05-04T18:00:00Z")), at("2026-05-05T05:00:00Z"));
    EXPECT_EQ(after_quiet_hours(night, at("2026-05-05T03:00:00Z")), at("2026-05-05T05:00:00Z"));
    const store::Terms lunch = terms(12, 14);
    EXPECT_EQ(after_quiet_hours(lunch, at("2026-05-04T10:30:00Z")), at("2026-05-04T12:00:00Z"));
    EXPECT_EQ(after_quiet_hours(terms(0, 0), at("2026-05-04T23:00:00Z")),
              at("2026-05-04T23:00:00Z"));
    // The night in which the clocks go forward is an hour shorter.
    EXPECT_EQ(after_quiet_hours(night, at("2026-03-28T22:00:00Z")), at("2026-03-29T05:00:00Z"));
}

TEST(Post, a_message_id_names_its_letter) {
    const store::KeptLetter letter{.workspace = {{{1, 2, 3}}}, .id = Uuid{{4, 5, 6}}};
    const std::string id = message_id_of(letter, "northgate.example");
    const auto named = letter_named(id);
    ASSERT_TRUE(named);
    EXPECT_EQ(named->workspace, letter.workspace);
    EXPECT_EQ(named->letter, letter.id);
    for (const char* other : {"", "abc@example.com", "x.y@z"}) EXPECT_FALSE(letter_named(other));
    EXPECT_FALSE(letter_named(std::string(200, 'x')));
}

TEST(Post, links_stand_where_their_words_stood) {
    constexpr std::string_view text = "Hello\nOpen: {link}\nYes: {yes}\nNo: {not_quite}\nBye\n";
    EXPECT_EQ(with_links(text, "https://a.example/plan#s3cret", "r1"),
              "Hello\nOpen: https://a.example/plan#s3cret\n"
              "Yes: https://a.example/plan?request=r1&answer=yes#s3cret\n"
              "No: https://a.example/plan?request=r1&answer=not_quite#s3cret\nBye\n");
    EXPECT_EQ(with_links(text, "", ""), "Hello\nBye\n") << "nothing leads nowhere";
}

}  // namespace
}  // namespace ante::api
