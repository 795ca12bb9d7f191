// The ideal customer: what its criteria would say before they are saved, and the accounts that are
// worth winning by them.

#include <algorithm>
#include <array>

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/page.h"
#include "method/relations/fit.h"
#include "store/merging.h"
#include "store/relation_lists.h"

namespace ante::api {
namespace {

using namespace method;

// ---- before it is saved
// ---------------------------------------------------------------------------

struct CheckIdeal {
    std::vector<Criterion> ideal{};
    std::vector<TierTerms> tiers = default_tiers();
    std::int64_t tier_value = 100'000;
    static constexpr auto fields = describe(
        field<&CheckIdeal::ideal>("ideal", "The criteria, as they would be.",
                                  {.max_items = 20, .may_be_absent = true}),
        field<&CheckIdeal::tiers>("tiers", "The tiers, as they would be.",
                                  {.max_items = 3, .may_be_absent = true}),
        field<&CheckIdeal::tier_value>("tier_value", "What lifts an account by a tier.",
                                       {.min = 0, .max = 9'000'000'000, .may_be_absent = true}));
};
struct WouldFit {
    AccountId account{};
    std::string name{};
    std::optional<std::int64_t> before{};
    Tier tier_before = Tier::none;
    Fit fit{};
    Tier tier = Tier::none;
    static constexpr auto fields =
        describe(field<&WouldFit::account>("account", "The account."),
                 field<&WouldFit::name>("name", "Its name."),
                 field<&WouldFit::before>("before", "Its fit now; absent: unknown."),
                 field<&WouldFit::tier_before>("tier_before", "Its tier now."),
                 field<&WouldFit::fit>("fit", "Its fit then, and why."),
                 field<&WouldFit::tier>("tier", "Its tier then."));
};
struct TierCount {
    Tier tier = Tier::none;
    std::int64_t before = 0;
    std::int64_t then = 0;
    static constexpr auto fields =
        describe(field<&TierCount::tier>("tier", "Which."),
                 field<&TierCount::before>("before", "How many accounts are of it now."),
                 field<&TierCount::then>("then", "How many would be."));
};
struct IdealOutlook {
    std::int64_t accounts = 0;
    std::int64_t unknown = 0;
    std::int64_t changed = 0;
    bool more = false;
    std::vector<TierCount> tiers{};
    std::vector<WouldFit> items{};
    static constexpr auto fields = describe(
        field<&IdealOutlook::accounts>("accounts", "How many were looked at."),
        field<&IdealOutlook::unknown>("unknown", "Of these, whose fit would be unknown."),
        field<&IdealOutlook::changed>("changed", "Whose fit would be another."),
        field<&IdealOutlook::more>("more",
                                   "There are more than 5,000 accounts; the others follow "
                                   "when it is saved."),
        field<&IdealOutlook::tiers>("tiers", "How many accounts are of each tier, now and then."),
        field<&IdealOutlook::items>("items", "The 60 whose fit would move most, then the best."));
};

std::int64_t moved(const WouldFit& one) {
    if (one.before.has_value() != one.fit.value.has_value()) return 101;
    return std::llabs(one.before.value_or(0) - one.fit.value.value_or(0));
}

Result<IdealOutlook> check_ideal(const Reading& in, const CheckIdeal& body) {
    constexpr std::int64_t most = 5'000;
    constexpr std::size_t shown = 60;
    Settings settings = in.workspace.settings();
    settings.ideal = body.ideal;
    settings.tiers = body.tiers;
    settings.tier_value = body.tier_value;
    IdealOutlook outlook;
    for (const Tier tier : {Tier::a, Tier::b, Tier::c, Tier::none})
        outlook.tiers.push_back({tier, 0, 0});
    TRYV(in.db.each(
        "SELECT a.body, r.fit, r.tier, r.value, r.deals FROM account a JOIN relation r ON "
        "r.workspace_id = a.workspace_id AND r.account_id = a.account_id WHERE a.workspace_id = "
        "$1 AND a.merged = 0 ORDER BY a.name_key, a.account_id LIMIT $2",
        {in.workspace.id, most + 1}, [&](const store::Row& row) -> Result<void> {
            if (outlook.accounts == most) {
                outlook.more = true;
                return success();
            }
            ++outlook.accounts;
            TRY(const Account account, from_json<Account>(row.text(0), Input::stored));
            WouldFit one{.account = account.id, .name = account.name};
            one.before = row.get<std::optional<std::int64_t>>(1);
            one.tier_before = row.get<Tier>(2);
            one.fit = fit_of(account, settings.ideal);
            one.tier = tier_of(account, one.fit, row.integer(3), row.integer(4) > 0, settings);
            ++outlook.tiers[static_cast<std::size_t>(one.tier_before)].before;
            ++outlook.tiers[static_cast<std::size_t>(one.tier)].then;
            outlook.unknown += one.fit.value ? 0 : 1;
            outlook.changed += moved(one) > 0 ? 1 : 0;
            outlook.items.push_back(std::move(one));
            return success();
        }));
    std::ranges::stable_sort(outlook.items, [](const WouldFit& a, const WouldFit& b) {
        return std::pair(moved(a), a.fit.value.value_or(-1)) >
               std::pair(moved(b), b.fit.value.value_or(-1));
    });
    outlook.items.resize(std::min(outlook.items.size(), shown));
    return outlook;
}

// ---- accounts to win
// -------------------------------------------------------------------------------

// What fits less is not on the list, whatever is asked: it keeps to the ideal customer.
std::int64_t line_of(const Settings& settings) {
    const Rule* rule = rule_named("poor_fit");
    return static_cast<std::int64_t>(Thresholds(*rule, settings).count("fit"));
}

struct ListProspects {
    std::optional<std::int64_t> fit_from{};
    bool never = false;
    bool unkept = false;
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields = describe(
        field<&ListProspects::fit_from>("fit_from",
                                        "That fit at least so well; never below the line of the "
                                        "ideal customer.",
                                        {.min = 0, .max = 100}),
        field<&ListProspects::never>("never", "Only those that never had a deal.",
                                     {.may_be_absent = true}),
        field<&ListProspects::unkept>("unkept", "Only those that nobody looks after.",
                                      {.may_be_absent = true}),
        limit_row<ListProspects>(), after_row<ListProspects>());
};
Result<Page<store::AccountLine>> list_prospects(const Reading& in, const ListProspects& params) {
    const std::int64_t line = line_of(in.workspace.settings());
    TRY(auto page, store::prospects(in.db, in.workspace.id,
                                    {std::max(params.fit_from.value_or(line), line), params.never,
                                     params.unkept, params.limit, params.after}));
    return page_from(std::move(page));
}

struct TakeProspects {
    std::vector<AccountId> accounts{};
    std::optional<std::int64_t> every_days{};
    static constexpr auto fields =
        describe(field<&TakeProspects::accounts>("accounts", "Which; you look after them then.",
                                                 {.max_items = 100}),
                 field<&TakeProspects::every_days>("every_days",
                                                   "A real touch at least so often; absent: as "
                                                   "their tiers say.",
                                                   {.min = 1, .max = 730}));
};
struct TookOne {
    AccountId account{};
    std::string name{};
    bool taken = false;
    std::string why{};
    static constexpr auto fields = describe(
        field<&TookOne::account>("account", "Which."), field<&TookOne::name>("name", "Its name."),
        field<&TookOne::taken>("taken", "You look after it now."),
        field<&TookOne::why>("why", "Why not; empty if you do."));
};
struct TookProspects {
    std::vector<TookOne> items{};
    std::int64_t taken = 0;
    static constexpr auto fields =
        describe(field<&TookProspects::items>("items", "Each of them, in the order asked."),
                 field<&TookProspects::taken>("taken", "How many you look after now."));
};

// Why this one can't be taken; empty: it can.
std::string refusal(const store::AccountLine& line, const Settings& settings, MemberId me,
                    MemberRole role) {
    if (!line.fit) return "Its fit is unknown: fill in what the criteria ask for first.";
    if (*line.fit < line_of(settings))
        return "It fits the ideal customer by " + std::to_string(*line.fit) +
               " of 100, which is below the line.";
    if (line.in_play) return "It has a deal in play already.";
    if (line.keeper && *line.keeper != me && role == MemberRole::rep)
        return line.keeper_name + " looks after it.";
    return {};
}

Result<TookProspects> take_prospects(Writing& in, const TakeProspects& body) {
    TookProspects answer;
    for (const AccountId id : body.accounts) {
        TRY(const auto before, store::load_account(in.db, in.workspace.id, id));
        if (before.value.merged_into) return store::gone_into(before.value);
        TRY(const auto line, store::account_line(in.db, in.workspace.id, id));
        TookOne& one = answer.items.emplace_back(TookOne{.account = id, .name = line.name});
        one.why = refusal(line, in.workspace.settings(), in.viewer.me, in.viewer.role);
        if (!one.why.empty()) continue;
        Account account = before.value;
        account.keeper = in.viewer.me;
        if (body.every_days) account.every_days = body.every_days;
        one.taken = true;
        ++answer.taken;
        if (account == before.value) continue;
        TRYV(store::record(in.in, in.workspace, before, account, in.cause));
    }
    return answer;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::post, "/ideal-customer/check", "check_ideal_customer", "What these criteria would say of the accounts, before they are saved.", Right::member, handled_by<&check_ideal>()},
    {Verb::get, "/prospects", "list_prospects", "Accounts worth winning: they fit the ideal customer and have no deal in play; the best first.", Right::member, handled_by<&list_prospects>()},
    {Verb::post, "/prospects/take", "take_prospects", "Look after these accounts from now on; what does not fit the ideal customer is not taken, and it says why.", Right::member, handled_by<&take_prospects>()},
};
// clang-format on

}  // namespace

Endpoints ideal_endpoints() {
    return rows;
}

}  // namespace ante::api
