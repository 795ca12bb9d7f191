#pragma once
// What a workspace may decide for itself: every number that METHOD calls a default, its stages, and
// which signals it wants with which thresholds.

#include <optional>
#include <string>
#include <vector>

#include "method/plays/play.h"
#include "method/relations/ideal.h"
#include "method/values.h"

namespace ante::method {

// The buyer's act that proves a stage (METHOD 8).
enum class Proof : std::uint8_t {
    none,                // Entered freely.
    homework_known,      // Business issue and desired result are written down.
    advance_kept,        // A buyer kept a promise that cost him something.
    evidence_accepted,   // A decision maker said that a delivered request gave him what he looked
                         // for, or kept a promise of work or more.
    terms_gone_through,  // Who signs (approver, decision maker) kept a promise that proves this
                         // stage.
    stake_agreed,        // A promise of grade stake was agreed or kept by who signs.
};
constexpr auto words(Proof) {
    return std::array{"none"sv,
                      "homework_known"sv,
                      "advance_kept"sv,
                      "evidence_accepted"sv,
                      "terms_gone_through"sv,
                      "stake_agreed"sv};
}

struct Stage {
    std::string id{};    // Stable, snake_case: "explore".
    std::string name{};  // "Explore"
    Proof proof = Proof::none;

    static constexpr auto fields = describe(
        field<&Stage::id>("id", "Stable, snake_case.", {.min_length = 1, .max_length = 40}),
        field<&Stage::name>("name", "As shown.", {.min_length = 1, .max_length = 60}),
        field<&Stage::proof>("proof", "The buyer's act that proves the stage.",
                             {.may_be_absent = true}));
    bool operator==(const Stage&) const = default;
};

struct ThresholdValue {
    std::string name{};
    double value = 0;

    static constexpr auto fields =
        describe(field<&ThresholdValue::name>("name", "A threshold of the rule.",
                                              {.min_length = 1, .max_length = 60}),
                 field<&ThresholdValue::value>("value", "In the threshold's unit.",
                                               {.min = 0, .max = 1'000'000}));
    bool operator==(const ThresholdValue&) const = default;
};

// What a workspace changed about one rule. A rule without one is on, with its defaults.
struct RuleSetting {
    std::string rule{};
    bool on = true;
    std::vector<ThresholdValue> thresholds{};

    static constexpr auto fields = describe(
        field<&RuleSetting::rule>("rule", "The rule's id.", {.min_length = 1, .max_length = 60}),
        field<&RuleSetting::on>("on", "Is the signal wanted?", {.may_be_absent = true}),
        field<&RuleSetting::thresholds>("thresholds", "Changed thresholds only.",
                                        {.max_items = 10, .may_be_absent = true}));
    bool operator==(const RuleSetting&) const = default;
};

struct RequestCost {
    RequestKind kind = RequestKind::other;
    double points = 0;

    static constexpr auto fields = describe(
        field<&RequestCost::kind>("kind", "Kind of request."),
        field<&RequestCost::points>("points", "What it costs us.", {.min = 0, .max = 100}));
    bool operator==(const RequestCost&) const = default;
};

struct AuthorityWeight {
    Role role = Role::user;
    double weight = 1;

    static constexpr auto fields =
        describe(field<&AuthorityWeight::role>("role", "Buying role."),
                 field<&AuthorityWeight::weight>("weight", "Multiplies the stake of his promises.",
                                                 {.min = 0, .max = 10}));
    bool operator==(const AuthorityWeight&) const = default;
};

struct Settings {
    std::string name = "Ante";
    std::string time_zone = "Europe/Berlin";
    Currency currency{};
    double half_life_days = 21;         // of momentum (METHOD 6)
    std::int64_t recap_hours = 24;      // METHOD 4
    std::int64_t reserve_minutes = 10;  // at least kept free at a meeting's end (METHOD 4)
    std::int64_t pace_days =
        90;  // median age of a won deal; 90 until five are won (METHOD 7, gone_too_far doubles it)
    std::int64_t won_deals = 0;  // that pace_days is measured on
    std::vector<Stage> stages = default_stages();
    std::vector<RuleSetting> rules{};
    std::vector<RequestCost> request_costs{};          // Only what differs from METHOD 2.
    std::vector<AuthorityWeight> authority_weights{};  // Only what differs from METHOD 2.
    std::vector<std::string> plays_off{};  // Plays of the library that are not proposed.
    std::vector<OwnPlay> plays{};          // The workspace's own, beside the library.
    std::vector<Criterion> ideal{};        // The ideal customer (METHOD 11).
    std::vector<TierTerms> tiers = default_tiers();
    std::int64_t tier_value = 100'000;  // An account worth so much stands one tier higher.
    std::string colour = "#1f5f8b";     // The seller's, on what buyers see: #rrggbb.
    std::int64_t quiet_from = 20;       // No mail goes out by itself from this hour on …
    std::int64_t quiet_to = 7;          // … until this one, in the workspace's time zone.
    bool reminders = true;              // Buyers are reminded of their promises.

    static std::vector<Stage> default_stages();
    double points_of(RequestKind kind) const;
    double authority_of(Role role) const;
    const Stage* stage(std::string_view id) const;
    const RuleSetting* setting_of(std::string_view rule) const;

    static constexpr auto fields = describe(
        field<&Settings::name>("name", "The selling organisation.",
                               {.min_length = 1, .max_length = 100}),
        field<&Settings::time_zone>("time_zone", "IANA name; dates are days in it.",
                                    {.min_length = 1, .max_length = 64}),
        field<&Settings::currency>("currency", "Of new deals."),
        field<&Settings::half_life_days>(
            "half_life_days", "After so many days a buyer's act moves the deal half as much.",
            {.min = 1, .max = 365, .may_be_absent = true}),
        field<&Settings::recap_hours>("recap_hours",
                                      "A recap is due so many hours after the meeting.",
                                      {.min = 1, .max = 336, .may_be_absent = true}),
        field<&Settings::reserve_minutes>("reserve_minutes",
                                          "Minutes kept free at the end of a meeting, at least.",
                                          {.min = 0, .max = 120, .may_be_absent = true}),
        field<&Settings::pace_days>(
            "pace_days", "Median age of a won deal, in days; measured from the fifth on.",
            {.min = 1, .max = 3650, .may_be_absent = true}),
        field<&Settings::won_deals>("won_deals", "Won deals that pace_days is measured on.",
                                    {.min = 0, .may_be_absent = true}),
        field<&Settings::stages>("stages", "The funnel's stages, in order.",
                                 {.max_items = 20, .may_be_absent = true}),
        field<&Settings::rules>("rules", "Changed rules only.",
                                {.max_items = 100, .may_be_absent = true}),
        field<&Settings::request_costs>("request_costs", "Changed costs only.",
                                        {.max_items = 20, .may_be_absent = true}),
        field<&Settings::authority_weights>("authority_weights", "Changed weights only.",
                                            {.max_items = 20, .may_be_absent = true}),
        field<&Settings::plays_off>("plays_off", "Plays that are not proposed here, by id.",
                                    {.max_length = 60, .max_items = 200, .may_be_absent = true}),
        field<&Settings::plays>("plays", "Plays of your own, beside the library's.",
                                {.max_items = 100, .may_be_absent = true}),
        field<&Settings::ideal>("ideal", "The ideal customer: weighted criteria.",
                                {.max_items = 20, .may_be_absent = true}),
        field<&Settings::tiers>("tiers", "From which fit on, and how often to be in touch.",
                                {.max_items = 3, .may_be_absent = true}),
        field<&Settings::tier_value>(
            "tier_value",
            "An account whose deals in play and won are worth so much, in whole units of the "
            "workspace's currency, stands one tier higher.",
            {.min = 0, .max = 9'000'000'000, .may_be_absent = true}),
        field<&Settings::colour>("colour", "Yours, on what buyers see: #rrggbb.",
                                 {.min_length = 7, .max_length = 7, .may_be_absent = true}),
        field<&Settings::quiet_from>("quiet_from",
                                     "No mail goes out by itself from this hour on, in the "
                                     "workspace's time zone; the same as quiet_to: at any time.",
                                     {.min = 0, .max = 23, .may_be_absent = true}),
        field<&Settings::quiet_to>("quiet_to", "The hour from which mail goes out again.",
                                   {.min = 0, .max = 23, .may_be_absent = true}),
        field<&Settings::reminders>("reminders",
                                    "Remind buyers of their promises by mail: once before the day, "
                                    "once after it, never more.",
                                    {.may_be_absent = true}));
    bool operator==(const Settings&) const = default;
};

}  // namespace ante::method
