#pragma once
// The lists of relations: indexed reads, a page at a time. Accounts are seen by every member; whom
// we owe a word is shown of oneself, of one's team, and to admins; deals as ever (viewer.h).

#include "method/relations/touch_mix.h"
#include "store/lists.h"
#include "store/relations.h"

namespace ante::store {

// An account as the list shows it, with what follows from it.
struct AccountLine {
    method::AccountId id{};
    std::string name{};
    std::string domain{};
    std::string industry{};
    std::string segment{};
    std::string size{};
    std::string region{};
    std::string need{};
    std::string external_id{};
    std::optional<std::int64_t> fit{};
    bool fit_given = false;
    method::Tier tier = method::Tier::none;
    std::optional<method::MemberId> keeper{};
    std::string keeper_name{};
    bool in_play = false;
    std::int64_t deals = 0;
    std::optional<Instant> last_real{};
    static constexpr auto fields = describe(
        field<&AccountLine::id>("id", "Its id."), field<&AccountLine::name>("name", "The company."),
        field<&AccountLine::domain>("domain", "Its internet domain."),
        field<&AccountLine::industry>("industry", "Its industry."),
        field<&AccountLine::segment>("segment", "Its segment."),
        field<&AccountLine::size>("size", "How large it is."),
        field<&AccountLine::region>("region", "Where it is."),
        field<&AccountLine::need>("need", "What it needs."),
        field<&AccountLine::external_id>("external_id", "Its id in another system."),
        field<&AccountLine::fit>("fit", "0 to 100; absent: not enough is known."),
        field<&AccountLine::fit_given>("fit_given", "Somebody gave it; else the criteria did."),
        field<&AccountLine::tier>("tier", "A, B, C or none."),
        field<&AccountLine::keeper>("keeper", "Who of us looks after it."),
        field<&AccountLine::keeper_name>("keeper_name", "His name; empty: nobody."),
        field<&AccountLine::in_play>("in_play", "It has a deal in play."),
        field<&AccountLine::deals>("deals", "How many deals it has, open and closed."),
        field<&AccountLine::last_real>("last_real", "The last real contact; absent: none yet."));
};

struct RelationQuery {
    AccountQuery base{};
    std::optional<method::Tier> tier{};
    std::optional<method::MemberId> keeper{};
};
Result<Page<AccountLine>> account_lines(Connection& db, method::WorkspaceId id,
                                        const RelationQuery& query);

// One of them; `account_not_found`.
Result<AccountLine> account_line(Connection& db, method::WorkspaceId id, method::AccountId account);

// Accounts to win: that fit from `fit_from` on, without a deal in play, the best first.
struct ProspectQuery {
    std::int64_t fit_from = 50;
    bool never = false;   // only those that never had a deal
    bool unkept = false;  // only those that nobody looks after
    std::int64_t limit = 50;
    std::optional<std::string> after{};
};
Result<Page<AccountLine>> prospects(Connection& db, method::WorkspaceId id,
                                    const ProspectQuery& query);

// Whom a member owes a word: his accounts for which a signal of more than a note holds; tier A
// first, in each tier what has been due longest.
struct DueRow {
    AccountLine account{};
    std::vector<method::Signal> signals{};  // that hold now, first thing first
};
Result<Page<DueRow>> relations_due(Connection& db, const Viewer& viewer, method::MemberId of,
                                   std::int64_t limit, const std::optional<std::string>& after,
                                   Instant now);
// May this viewer see whom `of` owes a word?
Result<bool> sees_relations_of(Connection& db, const Viewer& viewer, method::MemberId of);

// Parked deals, the first to come back first.
struct ParkedLine {
    method::DealId deal{};
    std::string name{};
    method::AccountId account{};
    std::string account_name{};
    method::MemberId owner{};
    std::string owner_name{};
    std::optional<Money> amount{};
    Date until{};
    Instant parked_at{};
    std::string why{};
    std::optional<Instant> last_buyer_act{};
    static constexpr auto fields = describe(
        field<&ParkedLine::deal>("deal", "The deal."),
        field<&ParkedLine::name>("name", "Its name."),
        field<&ParkedLine::account>("account", "Its account."),
        field<&ParkedLine::account_name>("account_name", "What that is called."),
        field<&ParkedLine::owner>("owner", "Who carries it."),
        field<&ParkedLine::owner_name>("owner_name", "His name."),
        field<&ParkedLine::amount>("amount", "What it was worth."),
        field<&ParkedLine::until>("until", "The day it was parked to."),
        field<&ParkedLine::parked_at>("parked_at", "When it was parked."),
        field<&ParkedLine::why>("why", "Why."),
        field<&ParkedLine::last_buyer_act>("last_buyer_act", "When the buyer last did anything."));
};
Result<Page<ParkedLine>> parked(Connection& db, const Viewer& viewer, Scope scope,
                                std::int64_t limit, const std::optional<std::string>& after);

// Touches in a stretch of time, by kind, level of the person and currency.
struct TouchSum {
    method::TouchKind kind = method::TouchKind::message;
    std::optional<method::Level> level{};  // empty: to nobody by name
    std::string currency{};                // empty: they cost nothing
    std::int64_t touches = 0;
    std::int64_t answers = 0;
    std::int64_t minutes = 0;
    std::int64_t cost = 0;
    std::int64_t advances = 0;  // followed by an advance at the account within 60 days
};
Result<std::vector<TouchSum>> touch_sums(Connection& db, const Viewer& viewer, Scope scope,
                                         Instant from, Instant to);
// All that the viewer may see of a year, for advice.
Result<std::vector<method::KindTally>> tallies(Connection& db, const Viewer& viewer, Instant now);

}  // namespace ante::store
