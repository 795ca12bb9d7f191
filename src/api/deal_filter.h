#pragma once
// Which deals a list, a board or an export is about: the same parameters everywhere.

#include <algorithm>

#include "api/page.h"
#include "store/deal_list.h"

namespace ante::api {

// clang-format off
enum class DealStateWord : std::uint8_t { prospect, pipeline, won, lost, parked };
constexpr auto words(DealStateWord) { return std::array{"prospect"sv, "pipeline"sv, "won"sv, "lost"sv, "parked"sv}; }
// clang-format on

// The base of an operation's parameters; its rows are joined with theirs (`with_filter`).
struct DealFilterParams {
    store::Scope scope = store::Scope::mine;
    store::InPlay play = store::InPlay::open;
    std::vector<DealStateWord> state{};
    std::vector<std::string> stage{};
    std::vector<method::DealKind> kind{};
    std::vector<method::MemberId> owner{};
    std::optional<method::AccountId> account{};
    std::optional<method::PersonId> person{};
    std::vector<std::string> signal{};
    std::vector<method::Verdict> verdict{};
    std::optional<std::int64_t> amount_from{};
    std::optional<std::int64_t> amount_to{};
    std::optional<std::int64_t> skin_from{};
    std::optional<std::int64_t> skin_to{};
    std::optional<double> momentum_from{};
    std::optional<double> momentum_to{};
    std::optional<std::int64_t> age_from{};
    std::optional<std::int64_t> age_to{};
    std::optional<std::string> q{};

    store::DealFilter filter() const;

    static constexpr std::size_t most_words = 20;  // of one list
    static constexpr auto rows = describe(
        field<&DealFilterParams::scope>("scope", "Whose deals.", {.may_be_absent = true}),
        field<&DealFilterParams::play>(
            "in_play",
            "Open ones; those won, lost and parked; or, of one account or person, all of them.",
            {.may_be_absent = true}),
        field<&DealFilterParams::state>("state", "Only in one of these states.",
                                        {.max_items = 5, .may_be_absent = true}),
        field<&DealFilterParams::stage>(
            "stage", "Only in one of these stages; an empty one: in none.",
            {.max_length = 40, .max_items = most_words, .may_be_absent = true}),
        field<&DealFilterParams::kind>("kind", "Only of one of these kinds.",
                                       {.max_items = 3, .may_be_absent = true}),
        field<&DealFilterParams::owner>("owner", "Only of one of these members.",
                                        {.max_items = most_words, .may_be_absent = true}),
        field<&DealFilterParams::account>("account", "Only of this account."),
        field<&DealFilterParams::person>("person", "Only those in which this person is a player."),
        field<&DealFilterParams::signal>(
            "signal", "Only those for which one of these rules holds now.",
            {.max_length = 60, .max_items = most_words, .may_be_absent = true}),
        field<&DealFilterParams::verdict>("verdict",
                                          "Only with one of these verdicts of the last meeting.",
                                          {.max_items = 7, .may_be_absent = true}),
        field<&DealFilterParams::amount_from>("amount_from", "At least so many minor units.",
                                              {.min = 0, .max = Money::largest}),
        field<&DealFilterParams::amount_to>("amount_to", "At most so many minor units.",
                                            {.min = 0, .max = Money::largest}),
        field<&DealFilterParams::skin_from>(
            "skin_from", "At least so much skin in the game, per cent.", {.min = 0, .max = 100}),
        field<&DealFilterParams::skin_to>("skin_to", "At most so much skin in the game, per cent.",
                                          {.min = 0, .max = 100}),
        field<&DealFilterParams::momentum_from>("momentum_from", "At least so much momentum now.",
                                                {.min = -100'000, .max = 100'000}),
        field<&DealFilterParams::momentum_to>("momentum_to", "At most so much momentum now.",
                                              {.min = -100'000, .max = 100'000}),
        field<&DealFilterParams::age_from>("age_from", "Opened at least so many days ago.",
                                           {.min = 0, .max = 36'500}),
        field<&DealFilterParams::age_to>("age_to", "Opened at most so many days ago.",
                                         {.min = 0, .max = 36'500}),
        field<&DealFilterParams::q>(
            "q", "Only those with words in the name, theirs or their account's, that begin so.",
            {.min_length = 1, .max_length = 200}));
};

// The filter's rows and those of an operation that is derived from it.
template <std::size_t N>
constexpr auto with_filter(const std::array<FieldRow, N>& own) {
    std::array<FieldRow, DealFilterParams::rows.size() + N> all{};
    std::ranges::copy(DealFilterParams::rows, all.begin());
    std::ranges::copy(own, all.begin() + DealFilterParams::rows.size());
    return all;
}

}  // namespace ante::api
