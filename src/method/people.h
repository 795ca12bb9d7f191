#pragma once
// The aggregates beside the deal: account, person, touch, member (METHOD 1). Each is small: an
// event carries the whole of it as it is from then on, and the latest one is its state.

#include <optional>
#include <string>
#include <vector>

#include "method/relations/ideal.h"
#include "method/values.h"

namespace ante::method {

struct Account {
    AccountId id{};
    std::string name{};
    std::string domain{};
    std::string industry{};
    std::string region{};
    std::string size{};
    std::string external_id{};
    std::optional<std::int64_t> fit{};  // 0–100, given by somebody; empty: the criteria's
    std::optional<AccountId> merged_into{};
    std::string segment{};
    std::string need{};
    std::optional<MemberId> keeper{};          // who of us looks after it
    std::optional<Tier> tier{};                // given by somebody; empty: by fit and value
    std::optional<std::int64_t> every_days{};  // its own interval; empty: its tier's

    static constexpr auto fields = describe(
        field<&Account::id>("id", "Its id.", {.from_path = true}),
        field<&Account::name>("name", "The company.", {.min_length = 1, .max_length = 200}),
        field<&Account::domain>("domain", "Its internet domain.",
                                {.max_length = 200, .may_be_absent = true}),
        field<&Account::industry>("industry", "Its industry.",
                                  {.max_length = 100, .may_be_absent = true}),
        field<&Account::region>("region", "Where it is.",
                                {.max_length = 100, .may_be_absent = true}),
        field<&Account::size>("size", "How large it is, in the workspace's words.",
                              {.max_length = 100, .may_be_absent = true}),
        field<&Account::external_id>("external_id", "Its id in another system.",
                                     {.max_length = 200, .may_be_absent = true}),
        field<&Account::fit>("fit",
                             "How well it fits the ideal customer, 0 to 100, as somebody said; "
                             "absent: as the criteria say.",
                             {.min = 0, .max = 100}),
        field<&Account::merged_into>("merged_into", "It was a duplicate of this one.",
                                     {.from_path = true}),
        field<&Account::segment>("segment", "Its segment, in the workspace's words.",
                                 {.max_length = 100, .may_be_absent = true}),
        field<&Account::need>("need", "What it needs, in the workspace's words.",
                              {.max_length = 100, .may_be_absent = true}),
        field<&Account::keeper>("keeper",
                                "Who of us looks after it; absent: who carries its last deal."),
        field<&Account::tier>("tier",
                              "A, B, C or none, as somebody said; absent: by fit and "
                              "value."),
        field<&Account::every_days>(
            "every_days", "A real touch at least every so many days; absent: as its tier says.",
            {.min = 1, .max = 730}));
    bool operator==(const Account&) const = default;
};

struct Person {
    PersonId id{};
    AccountId account{};
    std::string name{};
    std::string email{};
    std::string phone{};
    std::string title{};
    Level level = Level::individual;
    std::string department{};
    std::string external_id{};
    std::optional<PersonId> merged_into{};
    std::optional<std::int64_t> every_days{};  // his own interval between real touches

    static constexpr auto fields = describe(
        field<&Person::id>("id", "His id.", {.from_path = true}),
        field<&Person::account>("account", "Where he works."),
        field<&Person::name>("name", "His name.",
                             {.min_length = 1, .max_length = 200, .personal = true}),
        field<&Person::email>("email", "His address.",
                              {.max_length = 254, .may_be_absent = true, .personal = true}),
        field<&Person::phone>("phone", "His number.",
                              {.max_length = 60, .may_be_absent = true, .personal = true}),
        field<&Person::title>("title", "What he is called there.",
                              {.max_length = 200, .may_be_absent = true, .personal = true}),
        field<&Person::level>("level", "His level there.", {.may_be_absent = true}),
        field<&Person::department>("department", "His department.",
                                   {.max_length = 100, .may_be_absent = true}),
        field<&Person::external_id>("external_id", "His id in another system.",
                                    {.max_length = 200, .may_be_absent = true}),
        field<&Person::merged_into>("merged_into", "He was a duplicate of this one.",
                                    {.from_path = true}),
        field<&Person::every_days>("every_days",
                                   "A real touch at least every so many days; absent: none asked.",
                                   {.min = 1, .max = 730}));
    bool operator==(const Person&) const = default;
};

enum class Reach : std::uint8_t {
    reached,
    attempt
};  // An unanswered mail is an attempt (METHOD 11).
constexpr auto words(Reach) {
    return std::array{"reached"sv, "attempt"sv};
}

struct Touch {
    TouchId id{};
    TouchKind kind = TouchKind::message;
    AccountId account{};
    std::optional<PersonId> person{};
    std::optional<DealId> deal{};
    MemberId by{};
    Instant at{};
    Reach reach = Reach::attempt;
    std::int64_t minutes = 0;
    std::optional<Money> cost{};
    std::optional<Instant> answered_at{};
    std::string note{};
    std::string private_note{};  // for who made it alone

    static constexpr auto fields = describe(
        field<&Touch::id>("id", "Its id.", {.from_path = true}),
        field<&Touch::kind>("kind", "What kind."),
        field<&Touch::account>("account", "At which account."),
        field<&Touch::person>("person", "To whom."),
        field<&Touch::deal>("deal", "In which deal, if in one."),
        field<&Touch::by>("by", "Who of us.", {.from_path = true}),
        field<&Touch::at>("at", "When.", {.from_path = true}),
        field<&Touch::reach>("reach", "Was he reached, or was it an attempt?",
                             {.may_be_absent = true}),
        field<&Touch::minutes>("minutes", "What it took.",
                               {.min = 0, .max = 10'000, .may_be_absent = true}),
        field<&Touch::cost>("cost", "What it cost."),
        field<&Touch::answered_at>("answered_at", "When he answered.", {.from_path = true}),
        field<&Touch::note>("note", "What it was about.",
                            {.max_length = 2000, .may_be_absent = true}),
        field<&Touch::private_note>("private_note", "Shown to who made the touch, and nobody else.",
                                    {.max_length = 2000, .may_be_absent = true}));
    bool operator==(const Touch&) const = default;
};

// Two accounts, or two people, were one (store/merging.h). What each was, and what went over to the
// one who stayed, so that it can be undone.
enum class MergeKind : std::uint8_t { account, person };
constexpr auto words(MergeKind) {
    return std::array{"account"sv, "person"sv};
}
struct MergedAccount {
    Account duplicate{};  // as it was
    Account survivor{};   // as it was
    Account became{};     // the survivor, by the merge
    static constexpr auto fields =
        describe(field<&MergedAccount::duplicate>("duplicate", "The duplicate, as it was."),
                 field<&MergedAccount::survivor>("survivor", "The one that stayed, as it was."),
                 field<&MergedAccount::became>("became", "What it became."));
    bool operator==(const MergedAccount&) const = default;
};
struct MergedPerson {
    Person duplicate{};
    Person survivor{};
    Person became{};
    static constexpr auto fields =
        describe(field<&MergedPerson::duplicate>("duplicate", "The duplicate, as he was."),
                 field<&MergedPerson::survivor>("survivor", "The one who stayed, as he was."),
                 field<&MergedPerson::became>("became", "What he became."));
    bool operator==(const MergedPerson&) const = default;
};
struct Merge {
    MergeId id{};
    MergeKind kind = MergeKind::account;
    Uuid from{};
    Uuid into{};
    MemberId by{};
    Instant at{};
    std::optional<MergedAccount> accounts{};
    std::optional<MergedPerson> persons{};
    std::vector<DealId> deals{};     // that went over, or in which he was named
    std::vector<PersonId> people{};  // of the account
    std::vector<TouchId> touches{};
    std::optional<Instant> undone_at{};
    std::optional<MemberId> undone_by{};

    static constexpr auto fields = describe(
        field<&Merge::id>("id", "Its id."), field<&Merge::kind>("kind", "Accounts or people."),
        field<&Merge::from>("from", "The duplicate."),
        field<&Merge::into>("into", "The one that stayed."),
        field<&Merge::by>("by", "Who of us merged them."), field<&Merge::at>("at", "When."),
        field<&Merge::accounts>("accounts", "The accounts as they were."),
        field<&Merge::persons>("persons", "The people as they were."),
        field<&Merge::deals>("deals", "The deals that went over."),
        field<&Merge::people>("people", "The people who went over."),
        field<&Merge::touches>("touches", "The touches that went over."),
        field<&Merge::undone_at>("undone_at", "When it was undone."),
        field<&Merge::undone_by>("undone_by", "Who undid it."));
    bool operator==(const Merge&) const = default;
};

struct Member {
    MemberId id{};
    std::string name{};
    std::string email{};
    MemberRole role = MemberRole::rep;
    Level level = Level::individual;
    std::string team{};  // Members with the same word see each other's team-visible deals.
    bool active = true;

    static constexpr auto fields =
        describe(field<&Member::id>("id", "His id.", {.from_path = true}),
                 field<&Member::name>("name", "His name.", {.min_length = 1, .max_length = 200}),
                 field<&Member::email>("email", "His address; he signs in with it.",
                                       {.min_length = 3, .max_length = 254}),
                 field<&Member::role>("role", "rep, manager or admin."),
                 field<&Member::level>("level", "His level, to match executives with executives.",
                                       {.may_be_absent = true}),
                 field<&Member::team>("team", "Members with the same word are a team.",
                                      {.max_length = 100, .may_be_absent = true}),
                 field<&Member::active>("active", "May he sign in?", {.may_be_absent = true}));
    bool operator==(const Member&) const = default;
};

}  // namespace ante::method
