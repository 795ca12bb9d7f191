#include "store/merging.h"

#include <algorithm>

#include "store/deals.h"

namespace ante::store {
namespace {

using namespace method;

template <class Tag>
Result<std::vector<Id<Tag>>> ids(Connection& db, std::string_view sql, WorkspaceId id,
                                 const Uuid& of, std::size_t most) {
    std::vector<Id<Tag>> found;
    TRYV(db.each(sql, {id, of, most + 1}, [&](const Row& row) -> Result<void> {
        found.push_back({row.uuid(0)});
        return success();
    }));
    return found;
}

Result<void> expect_small(const Moving& moving) {
    if (moving.deals.size() <= MergeLimits::deals && moving.people.size() <= MergeLimits::people &&
        moving.touches.size() <= MergeLimits::touches)
        return success();
    return refuse("merge_too_large", "More than " + std::to_string(MergeLimits::deals) +
                                         " deals, " + std::to_string(MergeLimits::people) +
                                         " people or " + std::to_string(MergeLimits::touches) +
                                         " touches would go over. Merge it the other way round.");
}

Error merged_already(const std::string& name, const std::string& id) {
    return {No::conflict,
            "merged_already",
            name + " was a duplicate and is merged into another one.",
            {{"/merged_into", "merged_already", id}}};
}

template <class T>
Result<void> expect_two_living(const T& from, const T& into) {
    if (from.id == into.id)
        return refuse("merge_with_itself", "Choose another one to merge it into.");
    if (from.merged_into) return gone_into(from);
    if (into.merged_into) return gone_into(into);
    return success();
}

// ---- what goes over, and comes back

// Deals that were removed since are gone.
template <class T>
Result<std::optional<T>> if_there(Result<T> loaded) {
    if (loaded.has_value()) return std::optional<T>(std::move(loaded).value());
    if (loaded.error().kind == No::not_found) return std::optional<T>{};
    return std::move(loaded).error();
}

// Does it in each deal; answers those in which something happened.
Result<std::vector<DealId>> in_deals(Transaction& in, Workspace& workspace,
                                     const std::vector<DealId>& deals, const Command& command,
                                     const Cause& cause) {
    std::vector<DealId> touched;
    for (const DealId deal : deals) {
        TRY(const auto before, if_there(load_deal(in.db(), workspace.id, deal)));
        if (!before) continue;
        TRY(const StoredDeal after,
            perform(in, workspace, *before, command, {.at = cause.now, .known = {}}, cause));
        if (after.version != before->version) touched.push_back(deal);
    }
    return touched;
}

// Changes each that is where it is thought to be.
template <class T, class Key, class Load, class Change>
Result<void> each_there(Transaction& in, Workspace& workspace, const std::vector<Key>& which,
                        Load&& load, const Cause& cause, Change&& change) {
    for (const Key id : which) {
        TRY(const auto before, if_there(load(in.db(), workspace.id, id)));
        if (!before) continue;
        T after = before->value;
        if (!change(after)) continue;
        TRYV(record(in, workspace, *before, after, cause));
    }
    return success();
}

Result<void> move_people(Transaction& in, Workspace& workspace, const std::vector<PersonId>& people,
                         AccountId from, AccountId to, const Cause& cause) {
    return each_there<Person>(in, workspace, people, load_person, cause, [&](Person& person) {
        return person.account == from && (person.account = to, true);
    });
}
Result<void> move_touches(Transaction& in, Workspace& workspace,
                          const std::vector<TouchId>& touches, AccountId from, AccountId to,
                          const Cause& cause) {
    return each_there<Touch>(in, workspace, touches, load_touch, cause, [&](Touch& touch) {
        return touch.account == from && (touch.account = to, true);
    });
}
Result<void> move_touches(Transaction& in, Workspace& workspace,
                          const std::vector<TouchId>& touches, PersonId from, PersonId to,
                          const Cause& cause) {
    return each_there<Touch>(in, workspace, touches, load_touch, cause, [&](Touch& touch) {
        return touch.person == from && (touch.person = to, true);
    });
}

// ---- the two themselves

// An external id belongs to one: the duplicate gives it up first if the other takes it.
template <class T>
Result<void> make_one(Transaction& in, Workspace& workspace, const Versioned<T>& from,
                      const Versioned<T>& into, const T& becomes, const Cause& cause) {
    T duplicate = from.value;
    duplicate.merged_into = into.value.id;
    if (becomes.external_id == duplicate.external_id) duplicate.external_id.clear();
    TRYV(record(in, workspace, from, duplicate, cause));
    if (becomes != into.value) {
        TRYV(record(in, workspace, into, becomes, cause));
    }
    return success();
}

// Each field that the merge changed and nobody since is again what it was.
template <class Field>
void give_back(Field& now, const Field& became, const Field& was) {
    if (now == became) now = was;
}
Account given_back(Account now, const MergedAccount& merged) {
    const Account& became = merged.became;
    const Account& was = merged.survivor;
    give_back(now.name, became.name, was.name);
    give_back(now.domain, became.domain, was.domain);
    give_back(now.industry, became.industry, was.industry);
    give_back(now.region, became.region, was.region);
    give_back(now.size, became.size, was.size);
    give_back(now.external_id, became.external_id, was.external_id);
    give_back(now.fit, became.fit, was.fit);
    give_back(now.segment, became.segment, was.segment);
    give_back(now.need, became.need, was.need);
    give_back(now.keeper, became.keeper, was.keeper);
    give_back(now.tier, became.tier, was.tier);
    give_back(now.every_days, became.every_days, was.every_days);
    return now;
}
Person given_back(Person now, const MergedPerson& merged) {
    const Person& became = merged.became;
    const Person& was = merged.survivor;
    give_back(now.name, became.name, was.name);
    give_back(now.email, became.email, was.email);
    give_back(now.phone, became.phone, was.phone);
    give_back(now.title, became.title, was.title);
    give_back(now.level, became.level, was.level);
    give_back(now.department, became.department, was.department);
    give_back(now.external_id, became.external_id, was.external_id);
    give_back(now.every_days, became.every_days, was.every_days);
    return now;
}

// The duplicate could not be changed while it was one: it is again as it was. The account of a
// person is the one he is at now, for his account may have been merged, too.
Account as_before(const Account&, const MergedAccount& merged) {
    return merged.duplicate;
}
Person as_before(const Person& now, const MergedPerson& merged) {
    Person person = merged.duplicate;
    person.account = now.account;
    return person;
}

template <class T, class Merged, class Load>
Result<void> make_two(Transaction& in, Workspace& workspace, const Merged& merged, Load&& load,
                      const Cause& cause) {
    TRY(const Versioned<T> into, load(in.db(), workspace.id, merged.survivor.id));
    const T survivor = given_back(into.value, merged);
    if (survivor != into.value) {
        TRYV(record(in, workspace, into, survivor, cause));
    }
    TRY(const Versioned<T> from, load(in.db(), workspace.id, merged.duplicate.id));
    TRYV(record(in, workspace, from, as_before(from.value, merged), cause));
    return success();
}

// ---- may it be undone?

Error built_on(std::string sentence) {
    return refuse("merge_built_on", std::move(sentence));
}

template <class T, class Load>
Result<void> expect_as_merged(Connection& db, WorkspaceId id, const T& from, const T& into,
                              Load&& load) {
    TRY(const auto duplicate, if_there(load(db, id, from.id)));
    TRY(const auto survivor, if_there(load(db, id, into.id)));
    if (!duplicate || !survivor) return built_on("One of the two is not there any more.");
    if (survivor->value.merged_into)
        return built_on(survivor->value.name +
                        " was merged into another one since. Undo that merge first.");
    return success();
}

Result<bool> merged_since(Connection& db, WorkspaceId id, MergeId merge, PersonId person) {
    TRY(const auto later,
        db.value<std::int64_t>(
            "SELECT 1 FROM merge WHERE workspace_id = $1 AND merge_id > $2 AND undone = 0 AND "
            "(from_id = $3 OR into_id = $3) LIMIT 1",
            {id, merge, person}));
    return later.has_value();
}

// People of the two accounts could be merged only because the accounts were one.
Result<void> expect_people_as_merged(Connection& db, WorkspaceId id, const Merge& merge) {
    for (const PersonId person : merge.people) {
        TRY(const bool later, merged_since(db, id, merge.id, person));
        if (!later) continue;
        TRY(const auto who, load_person(db, id, person));
        return built_on(who.value.name + " was merged since. Undo that merge first.");
    }
    return success();
}

// Parting can be refused in each deal, and nowhere else (method/decide_merge.cpp).
Result<void> expect_partable(Connection& db, WorkspaceId id, const Merge& merge) {
    TRY(const Workspace workspace, look_into(db, id));
    IdSource ids(0);  // Parting names nothing new.
    for (const DealId deal : merge.deals) {
        TRY(const auto stored, if_there(load_deal(db, id, deal)));
        if (!stored) continue;
        const Situation situation{.at = merge.at,
                                  .by = {},
                                  .settings = workspace.settings(),
                                  .zone = workspace.zone(),
                                  .ids = ids};
        TRYV(decide(stored->deal, PartPlayer{merge.id}, situation));
    }
    return success();
}

Result<Versioned<Merge>> keep(Transaction& in, Workspace& workspace, const Versioned<Merge>& before,
                              Merge merge, const Cause& cause) {
    TRY(const std::int64_t version, record(in, workspace, before, merge, cause));
    return Versioned<Merge>{std::move(merge), version};
}

Merge begun(Transaction& in, MergeKind kind, const Uuid& from, const Uuid& into,
            const Cause& cause) {
    return {.id = in.ids().make<MergeTag>(cause.now),
            .kind = kind,
            .from = from,
            .into = into,
            .by = cause.by.member.value_or(MemberId{}),
            .at = cause.now};
}

}  // namespace

Error gone_into(const Account& merged) {
    return merged_already(merged.name, merged.merged_into.value_or(merged.id).text());
}
Error gone_into(const Person& merged) {
    return merged_already(merged.name, merged.merged_into.value_or(merged.id).text());
}

Result<Moving> moving_with(Connection& db, WorkspaceId id, AccountId account) {
    Moving moving;
    TRY(moving.deals, ids<DealTag>(db,
                                   "SELECT deal_id FROM deal WHERE workspace_id = $1 AND "
                                   "account_id = $2 ORDER BY deal_id LIMIT $3",
                                   id, account.value, MergeLimits::deals));
    TRY(moving.people, ids<PersonTag>(db,
                                      "SELECT person_id FROM person WHERE workspace_id = $1 AND "
                                      "account_id = $2 ORDER BY person_id LIMIT $3",
                                      id, account.value, MergeLimits::people));
    TRY(moving.touches, ids<TouchTag>(db,
                                      "SELECT touch_id FROM touch WHERE workspace_id = $1 AND "
                                      "account_id = $2 ORDER BY touch_id LIMIT $3",
                                      id, account.value, MergeLimits::touches));
    return moving;
}

Result<Moving> moving_with(Connection& db, WorkspaceId id, PersonId person) {
    Moving moving;
    // Deals in which he is a player, and those in which we got in touch with him all the same.
    TRY(moving.deals,
        ids<DealTag>(db,
                     "SELECT deal_id FROM player WHERE workspace_id = $1 AND person_id = $2 UNION "
                     "SELECT deal_id FROM touch WHERE workspace_id = $1 AND person_id = $2 AND "
                     "deal_id IS NOT NULL ORDER BY deal_id LIMIT $3",
                     id, person.value, MergeLimits::deals));
    TRY(moving.touches, ids<TouchTag>(db,
                                      "SELECT touch_id FROM touch WHERE workspace_id = $1 AND "
                                      "person_id = $2 ORDER BY touch_id LIMIT $3",
                                      id, person.value, MergeLimits::touches));
    return moving;
}

Result<void> expect_mergeable(const Account& from, const Account& into, const Moving& moving) {
    TRYV(expect_two_living(from, into));
    return expect_small(moving);
}

Result<void> expect_mergeable(const Person& from, const Person& into, const Moving& moving) {
    TRYV(expect_two_living(from, into));
    if (from.account != into.account)
        return refuse("people_elsewhere",
                      "They are at two accounts. If these are one, merge the accounts first.");
    return expect_small(moving);
}

Result<Versioned<Merge>> merge(Transaction& in, Workspace& workspace, AccountId from,
                               AccountId into, const Account& becomes, const Cause& cause) {
    TRY(const auto duplicate, load_account(in.db(), workspace.id, from));
    TRY(const auto survivor, load_account(in.db(), workspace.id, into));
    TRY(const Moving moving, moving_with(in.db(), workspace.id, from));
    TRYV(expect_mergeable(duplicate.value, survivor.value, moving));

    Merge merge = begun(in, MergeKind::account, from.value, into.value, cause);
    merge.accounts = {duplicate.value, survivor.value, becomes};
    merge.people = moving.people;
    merge.touches = moving.touches;
    TRYV(make_one(in, workspace, duplicate, survivor, becomes, cause));
    TRY(merge.deals, in_deals(in, workspace, moving.deals, MoveDeal{into}, cause));
    TRYV(move_people(in, workspace, merge.people, from, into, cause));
    TRYV(move_touches(in, workspace, merge.touches, from, into, cause));
    return keep(in, workspace, {}, std::move(merge), cause);
}

Result<Versioned<Merge>> merge(Transaction& in, Workspace& workspace, PersonId from, PersonId into,
                               const Person& becomes, const Cause& cause) {
    TRY(const auto duplicate, load_person(in.db(), workspace.id, from));
    TRY(const auto survivor, load_person(in.db(), workspace.id, into));
    TRY(const Moving moving, moving_with(in.db(), workspace.id, from));
    TRYV(expect_mergeable(duplicate.value, survivor.value, moving));

    Merge merge = begun(in, MergeKind::person, from.value, into.value, cause);
    merge.persons = {duplicate.value, survivor.value, becomes};
    merge.touches = moving.touches;
    TRYV(make_one(in, workspace, duplicate, survivor, becomes, cause));
    const MergePlayer in_deal{merge.id, from, into, becomes.name, becomes.level};
    TRY(merge.deals, in_deals(in, workspace, moving.deals, in_deal, cause));
    TRYV(move_touches(in, workspace, merge.touches, from, into, cause));
    return keep(in, workspace, {}, std::move(merge), cause);
}

Result<void> expect_undoable(Connection& db, WorkspaceId id, const Merge& merge) {
    if (merge.undone_at) return refuse("merge_undone", "This merge was undone already.");
    if (merge.accounts) {
        TRYV(expect_as_merged(db, id, merge.accounts->duplicate, merge.accounts->survivor,
                              load_account));
        return expect_people_as_merged(db, id, merge);
    }
    if (!merge.persons) return broken("merge " + merge.id.text() + " is of nothing");
    TRYV(expect_as_merged(db, id, merge.persons->duplicate, merge.persons->survivor, load_person));
    return expect_partable(db, id, merge);
}

Result<Versioned<Merge>> undo(Transaction& in, Workspace& workspace, const Versioned<Merge>& merge,
                              const Cause& cause) {
    const Merge& was = merge.value;
    TRYV(expect_undoable(in.db(), workspace.id, was));
    if (was.accounts) {
        const AccountId from{was.from};
        const AccountId into{was.into};
        TRYV(make_two<Account>(in, workspace, *was.accounts, load_account, cause));
        std::vector<DealId> still_there;
        for (const DealId deal : was.deals) {
            TRY(const auto stored, if_there(load_deal(in.db(), workspace.id, deal)));
            if (stored && stored->deal.account == into) still_there.push_back(deal);
        }
        TRYV(in_deals(in, workspace, still_there, MoveDeal{from}, cause));
        TRYV(move_people(in, workspace, was.people, into, from, cause));
        TRYV(move_touches(in, workspace, was.touches, into, from, cause));
    } else {
        TRYV(in_deals(in, workspace, was.deals, PartPlayer{was.id}, cause));
        TRYV(make_two<Person>(in, workspace, *was.persons, load_person, cause));
        TRYV(move_touches(in, workspace, was.touches, PersonId{was.into}, PersonId{was.from},
                          cause));
    }
    Merge undone = was;
    undone.undone_at = cause.now;
    undone.undone_by = cause.by.member;
    return keep(in, workspace, merge, std::move(undone), cause);
}

}  // namespace ante::store
