// Duplicates: what is likely to be the same, merging it with a look before, and undoing it.
//
// Accounts are merged by managers and admins, people by every member: accounts and people are seen
// by all, but an account brings deals of several members along. A merge of people may be undone by
// who made it, by managers and admins, one of accounts by managers and admins. Counts are of what
// the member may see, though everything goes over.

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/names.h"
#include "api/page.h"
#include "store/likeness.h"
#include "store/list_query.h"
#include "store/merging.h"

namespace ante::api {
namespace {

using namespace method;

// ---- what is alike
// -------------------------------------------------------------------------------

struct AlikeAccounts {
    Account first{};
    Account second{};
    std::vector<store::Likeness> because{};
    static constexpr auto fields =
        describe(field<&AlikeAccounts::first>("first", "The older one; mostly the one to keep."),
                 field<&AlikeAccounts::second>("second", "The younger one."),
                 field<&AlikeAccounts::because>("because", "In what they are alike."));
};
struct AlikePeople {
    Person first{};
    Person second{};
    std::vector<store::Likeness> because{};
    static constexpr auto fields =
        describe(field<&AlikePeople::first>("first", "The older one; mostly the one to keep."),
                 field<&AlikePeople::second>("second", "The younger one."),
                 field<&AlikePeople::because>("because", "In what they are alike."));
};
struct FindDuplicates {
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields =
        describe(limit_row<FindDuplicates>(), after_row<FindDuplicates>());
};

template <class Pair, class T>
Page<Pair> pairs_from(store::Page<store::Alike<T>> found) {
    Page<Pair> page{.items = {}, .next = std::move(found.next)};
    for (store::Alike<T>& pair : found.items)
        page.items.push_back(
            {std::move(pair.first), std::move(pair.second), std::move(pair.because)});
    return page;
}

Result<Page<AlikeAccounts>> list_duplicate_accounts(const Reading& in,
                                                    const FindDuplicates& params) {
    TRY(auto found, store::accounts_alike(in.db, in.workspace.id, params.limit, params.after));
    return pairs_from<AlikeAccounts>(std::move(found));
}
Result<Page<AlikePeople>> list_duplicate_people(const Reading& in, const FindDuplicates& params) {
    TRY(auto found, store::people_alike(in.db, in.workspace.id, params.limit, params.after));
    return pairs_from<AlikePeople>(std::move(found));
}

// ---- the fields of the two
// -----------------------------------------------------------------------

// clang-format off
enum class AccountField : std::uint8_t { name, domain, industry, region, size, external_id, fit };
constexpr auto words(AccountField) { return std::array{"name"sv, "domain"sv, "industry"sv, "region"sv, "size"sv, "external_id"sv, "fit"sv}; }

enum class PersonField : std::uint8_t { name, email, phone, title, level, department, external_id };
constexpr auto words(PersonField) { return std::array{"name"sv, "email"sv, "phone"sv, "title"sv, "level"sv, "department"sv, "external_id"sv}; }

enum class Keeps : std::uint8_t { from, into };
constexpr auto words(Keeps) { return std::array{"from"sv, "into"sv}; }
// clang-format on

struct Differs {
    std::string what;
    std::string from;
    std::string into;
    Keeps keeps = Keeps::into;
    static constexpr auto fields = describe(
        field<&Differs::what>("field", "Its name; send it in `take` to take the duplicate's."),
        field<&Differs::from>("from", "The duplicate's."),
        field<&Differs::into>("into", "Its own."),
        field<&Differs::keeps>("keeps",
                               "Whose is kept unless you choose: its own, if it has one."));
};

std::string text_of(const std::string& text) {
    return text;
}
std::string text_of(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : std::string();
}
std::string text_of(Level level) {
    return std::string(word_of(level));
}

// `with(field, from's, into's)` for each field that may be taken.
template <class With>
void each_field(const Account& from, Account& into, With&& with) {
    with(AccountField::name, from.name, into.name);
    with(AccountField::domain, from.domain, into.domain);
    with(AccountField::industry, from.industry, into.industry);
    with(AccountField::region, from.region, into.region);
    with(AccountField::size, from.size, into.size);
    with(AccountField::external_id, from.external_id, into.external_id);
    with(AccountField::fit, from.fit, into.fit);
}
template <class With>
void each_field(const Person& from, Person& into, With&& with) {
    with(PersonField::name, from.name, into.name);
    with(PersonField::email, from.email, into.email);
    with(PersonField::phone, from.phone, into.phone);
    with(PersonField::title, from.title, into.title);
    with(PersonField::level, from.level, into.level);
    with(PersonField::department, from.department, into.department);
    with(PersonField::external_id, from.external_id, into.external_id);
}

template <class T>
std::vector<Differs> differences(const T& from, T into) {
    std::vector<Differs> all;
    each_field(from, into, [&](auto which, const auto& theirs, auto& own) {
        if (theirs == own) return;
        const std::string mine = text_of(own);
        all.push_back({std::string(word_of(which)), text_of(theirs), mine,
                       mine.empty() ? Keeps::from : Keeps::into});
    });
    return all;
}

template <class T, class Field>
T becomes(const T& from, T into, const std::vector<Field>& take) {
    if constexpr (std::is_same_v<T, Account>) {
        if (into.segment.empty()) into.segment = from.segment;
        if (into.need.empty()) into.need = from.need;
        if (!into.keeper) into.keeper = from.keeper;
        if (!into.tier) into.tier = from.tier;
    }
    if (!into.every_days) into.every_days = from.every_days;
    each_field(from, into, [&](Field which, const auto& theirs, auto& own) {
        const bool chosen = std::ranges::find(take, which) != take.end();
        if (chosen || text_of(own).empty()) own = theirs;
    });
    return into;
}

// ---- a look before
// -------------------------------------------------------------------------------

struct Stands {
    std::string code;
    std::string says;
    static constexpr auto fields = describe(field<&Stands::code>("code", "The refusal's code."),
                                            field<&Stands::says>("says", "It, in a sentence."));
};
template <class T>
std::optional<Stands> in_the_way(const Result<T>& done) {
    if (done.has_value()) return std::nullopt;
    return Stands{done.error().code, done.error().detail};
}

struct MergePreview {
    Uuid from{};
    std::string from_name;
    Uuid into{};
    std::string into_name;
    std::int64_t deals = 0;
    std::int64_t people = 0;
    std::int64_t touches = 0;
    std::vector<Differs> differs{};
    std::optional<Stands> in_the_way{};
    static constexpr auto fields = describe(
        field<&MergePreview::from>("from", "The duplicate."),
        field<&MergePreview::from_name>("from_name", "Its name."),
        field<&MergePreview::into>("into", "The one that stays."),
        field<&MergePreview::into_name>("into_name", "Its name."),
        field<&MergePreview::deals>("deals", "Deals that go over, of those you may see."),
        field<&MergePreview::people>("people", "People who go over."),
        field<&MergePreview::touches>("touches", "Touches that go over, of those you may see."),
        field<&MergePreview::differs>("differs", "Where the two say different things."),
        field<&MergePreview::in_the_way>("in_the_way",
                                         "Why they can't be merged; absent: they "
                                         "can."));
};

Result<std::int64_t> count(const Reading& in, const store::Query& query) {
    store::Query q = query;
    TRY(const auto n, in.db.value<std::int64_t>(q.text(), q.params()));
    return n.value_or(0);
}

Result<std::int64_t> deals_seen(const Reading& in, std::string from, const Uuid& of) {
    store::Query q("SELECT COUNT(*) FROM " + std::move(from));
    q.params() = {in.workspace.id, of};
    q.add(store::seen_by(in.viewer, store::Scope::workspace, q.params()));
    return count(in, q);
}
Result<std::int64_t> touches_seen(const Reading& in, std::string_view column, const Uuid& of) {
    store::Query q(
        "SELECT COUNT(*) FROM touch t "
        "JOIN member m ON m.workspace_id = t.workspace_id AND m.member_id = t.by_id "
        "LEFT JOIN deal d ON d.workspace_id = t.workspace_id AND d.deal_id = t.deal_id "
        "WHERE t.workspace_id = $1 AND t." +
        std::string(column) + " = $2");
    q.params() = {in.workspace.id, of};
    q.add(store::touch_seen_by(in.viewer, q.params()));
    return count(in, q);
}

template <class T>
MergePreview preview_of(const T& from, const T& into, const store::Moving& moving) {
    MergePreview preview;
    preview.from = from.id.value;
    preview.from_name = from.name;
    preview.into = into.id.value;
    preview.into_name = into.name;
    preview.differs = differences(from, into);
    preview.in_the_way = in_the_way(store::expect_mergeable(from, into, moving));
    return preview;
}

struct PreviewAccounts {
    AccountId account{};
    AccountId into{};
    static constexpr auto fields =
        describe(field<&PreviewAccounts::account>("account", "The duplicate.", {.from_path = true}),
                 field<&PreviewAccounts::into>("into", "The one that stays."));
};
Result<MergePreview> preview_account_merge(const Reading& in, const PreviewAccounts& params) {
    TRY(const auto from, store::load_account(in.db, in.workspace.id, params.account));
    TRY(const auto into, store::load_account(in.db, in.workspace.id, params.into));
    TRY(const auto moving, store::moving_with(in.db, in.workspace.id, params.account));
    MergePreview preview = preview_of(from.value, into.value, moving);
    TRY(preview.deals, deals_seen(in, "deal d WHERE d.workspace_id = $1 AND d.account_id = $2",
                                  params.account.value));
    TRY(preview.touches, touches_seen(in, "account_id", params.account.value));
    store::Query people(
        "SELECT COUNT(*) FROM person WHERE workspace_id = $1 AND account_id = $2 AND merged = 0");
    people.params() = {in.workspace.id, params.account};
    TRY(preview.people, count(in, people));
    return preview;
}

struct PreviewPeople {
    PersonId person{};
    PersonId into{};
    static constexpr auto fields =
        describe(field<&PreviewPeople::person>("person", "The duplicate.", {.from_path = true}),
                 field<&PreviewPeople::into>("into", "The one who stays."));
};
Result<MergePreview> preview_person_merge(const Reading& in, const PreviewPeople& params) {
    TRY(const auto from, store::load_person(in.db, in.workspace.id, params.person));
    TRY(const auto into, store::load_person(in.db, in.workspace.id, params.into));
    TRY(const auto moving, store::moving_with(in.db, in.workspace.id, params.person));
    MergePreview preview = preview_of(from.value, into.value, moving);
    TRY(preview.deals, deals_seen(in,
                                  "player p JOIN deal d ON d.workspace_id = p.workspace_id AND "
                                  "d.deal_id = p.deal_id WHERE p.workspace_id = $1 AND "
                                  "p.person_id = $2",
                                  params.person.value));
    TRY(preview.touches, touches_seen(in, "person_id", params.person.value));
    return preview;
}

// ---- merges
// --------------------------------------------------------------------------------------

struct MergeLine {
    MergeId id{};
    MergeKind kind = MergeKind::account;
    Uuid from{};
    std::string from_name;
    Uuid into{};
    std::string into_name;
    MemberId by{};
    std::string by_name;
    Instant at{};
    std::optional<Instant> undone_at{};
    std::optional<std::string> undone_by_name{};
    bool may_undo = false;
    static constexpr auto fields = describe(
        field<&MergeLine::id>("id", "Its id."),
        field<&MergeLine::kind>("kind", "Accounts or people."),
        field<&MergeLine::from>("from", "The duplicate."),
        field<&MergeLine::from_name>("from_name", "As it was called."),
        field<&MergeLine::into>("into", "The one that stayed."),
        field<&MergeLine::into_name>("into_name", "As it was called."),
        field<&MergeLine::by>("by", "Who merged them."),
        field<&MergeLine::by_name>("by_name", "His name."), field<&MergeLine::at>("at", "When."),
        field<&MergeLine::undone_at>("undone_at", "When it was undone."),
        field<&MergeLine::undone_by_name>("undone_by_name", "Who undid it."),
        field<&MergeLine::may_undo>("may_undo", "It was not undone, and you may."));
};
struct MergeView {
    MergeLine merge{};
    std::int64_t deals = 0;
    std::int64_t people = 0;
    std::optional<Stands> in_the_way{};
    static constexpr auto fields = describe(
        field<&MergeView::merge>("merge", "The merge."),
        field<&MergeView::deals>("deals", "Deals that went over, of those you may see."),
        field<&MergeView::people>("people", "People who went over."),
        field<&MergeView::in_the_way>("in_the_way", "Why it can't be undone; absent: it can."));
};

bool may_undo(const Reading& in, const Merge& merge) {
    if (in.viewer.role != MemberRole::rep) return true;
    return merge.kind == MergeKind::person && merge.by == in.viewer.me;
}

Result<MergeLine> line_of(const Reading& in, Names& names, const Merge& merge) {
    MergeLine line{.id = merge.id,
                   .kind = merge.kind,
                   .from = merge.from,
                   .from_name = {},
                   .into = merge.into,
                   .into_name = {},
                   .by = merge.by,
                   .by_name = {},
                   .at = merge.at,
                   .undone_at = merge.undone_at,
                   .undone_by_name = {},
                   .may_undo = !merge.undone_at && may_undo(in, merge)};
    if (merge.accounts) {
        line.from_name = merge.accounts->duplicate.name;
        line.into_name = merge.accounts->survivor.name;
    }
    if (merge.persons) {
        line.from_name = merge.persons->duplicate.name;
        line.into_name = merge.persons->survivor.name;
    }
    TRY(line.by_name, names.member(merge.by));
    if (merge.undone_by) {
        TRY(line.undone_by_name, names.member(*merge.undone_by));
    }
    return line;
}

Result<MergeView> view_of(const Reading& in, const Merge& merge) {
    Names names(in);
    MergeView view;
    TRY(view.merge, line_of(in, names, merge));
    view.people = std::ssize(merge.people);
    for (const DealId deal : merge.deals) {
        TRY(const std::int64_t seen,
            deals_seen(in, "deal d WHERE d.workspace_id = $1 AND d.deal_id = $2", deal.value));
        view.deals += seen;
    }
    view.in_the_way = in_the_way(store::expect_undoable(in.db, in.workspace.id, merge));
    return view;
}

struct ListMerges {
    std::optional<Uuid> into{};
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields =
        describe(field<&ListMerges::into>("into", "Only those into this account or person."),
                 limit_row<ListMerges>(), after_row<ListMerges>());
};
Result<Page<MergeLine>> list_merges(const Reading& in, const ListMerges& params) {
    const std::int64_t limit = store::page_size(params.limit);
    store::Query q("SELECT body FROM merge WHERE workspace_id = $1");
    q.params() = {in.workspace.id};
    if (params.into) q.where("into_id =", *params.into);
    store::Mark mark;
    if (params.after) {
        TRY(mark, store::mark_from(*params.after));
        q.where("merge_id <", mark.id);
    }
    q.add(" ORDER BY merge_id DESC LIMIT " + q.place(limit + 1));
    std::vector<Merge> merges;
    TRYV(in.db.each(q.text(), q.params(), [&](const store::Row& row) -> Result<void> {
        return read_json(type_of<Merge>(), &merges.emplace_back(), row.text(0), Input::stored);
    }));
    auto found = store::page_of(std::move(merges), limit,
                                [](const Merge& merge) { return "~" + merge.id.text(); });
    Names names(in);
    Page<MergeLine> page{.items = {}, .next = std::move(found.next)};
    for (const Merge& merge : found.items) {
        TRY(MergeLine line, line_of(in, names, merge));
        page.items.push_back(std::move(line));
    }
    return page;
}

struct OneMerge {
    MergeId merge{};
    static constexpr auto fields =
        describe(field<&OneMerge::merge>("merge", "The merge.", {.from_path = true}));
};
Result<MergeView> get_merge(const Reading& in, const OneMerge& params) {
    TRY(const auto merge, store::load_merge(in.db, in.workspace.id, params.merge));
    return view_of(in, merge.value);
}

// An external id belongs to one only: between the merge and its undoing somebody may have taken it.
template <class T>
Result<T> or_taken(Result<T> done) {
    if (done.has_value() || done.error().code != "unique_violation") return done;
    return Error{No::conflict,
                 "external_id_taken",
                 "Another one came in under the duplicate's external id.",
                 {}};
}

struct MergeAccount {
    AccountId account{};
    AccountId into{};
    std::vector<AccountField> take{};
    static constexpr auto fields =
        describe(field<&MergeAccount::account>("account", "The duplicate.", {.from_path = true}),
                 field<&MergeAccount::into>("into", "The one that stays."),
                 field<&MergeAccount::take>(
                     "take", "What it takes from the duplicate, beside what it lacks.",
                     {.max_items = 10, .may_be_absent = true}));
};
Result<MergeView> merge_account(Writing& in, const MergeAccount& body) {
    TRY(const auto from, store::load_account(in.db, in.workspace.id, body.account));
    if (from.value.merged_into) return store::gone_into(from.value);
    TRYV(expect_account(in, "/into", body.into));
    TRY(const auto into, store::load_account(in.db, in.workspace.id, body.into));
    TRY(const auto done, store::merge(in.in, in.workspace, body.account, body.into,
                                      becomes(from.value, into.value, body.take), in.cause));
    return view_of(in, done.value);
}

struct MergePerson {
    PersonId person{};
    PersonId into{};
    std::vector<PersonField> take{};
    static constexpr auto fields = describe(
        field<&MergePerson::person>("person", "The duplicate.", {.from_path = true}),
        field<&MergePerson::into>("into", "The one who stays."),
        field<&MergePerson::take>("take", "What he takes from the duplicate, beside what he lacks.",
                                  {.max_items = 10, .may_be_absent = true}));
};
Result<MergeView> merge_person(Writing& in, const MergePerson& body) {
    TRY(const auto from, store::load_person(in.db, in.workspace.id, body.person));
    if (from.value.merged_into) return store::gone_into(from.value);
    const auto into = store::load_person(in.db, in.workspace.id, body.into);
    if (into.has_error() && into.error().kind != No::not_found) return into.error();
    if (into.has_error() || into.value().value.merged_into)
        return Error{No::invalid,
                     "input_invalid",
                     "Something you sent is not right.",
                     {{"/into", "person_not_found", "No person has this id."}}};
    TRY(const auto done,
        store::merge(in.in, in.workspace, body.person, body.into,
                     becomes(from.value, into.value().value, body.take), in.cause));
    return view_of(in, done.value);
}

Result<MergeView> undo_merge(Writing& in, const OneMerge& body) {
    TRY(const auto before, store::load_merge(in.db, in.workspace.id, body.merge));
    if (!may_undo(in, before.value))
        return Error{No::forbidden,
                     "managers_only",
                     "Managers and admins undo merges; of people also whoever merged them.",
                     {}};
    TRY(const auto done, or_taken(store::undo(in.in, in.workspace, before, in.cause)));
    return view_of(in, done.value);
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/accounts/duplicates", "list_duplicate_accounts", "Pairs of accounts that are likely to be one: by name or domain.", Right::member, handled_by<&list_duplicate_accounts>()},
    {Verb::get, "/people/duplicates", "list_duplicate_people", "Pairs of people who are likely to be one: by address, or by name at one account.", Right::member, handled_by<&list_duplicate_people>()},
    {Verb::get, "/accounts/{account}/merge-preview", "preview_account_merge", "What merging an account into another would move, and where the two differ.", Right::member, handled_by<&preview_account_merge>()},
    {Verb::get, "/people/{person}/merge-preview", "preview_person_merge", "What merging a person into another would move, and where the two differ.", Right::member, handled_by<&preview_person_merge>()},
    {Verb::post, "/accounts/{account}/merge", "merge_account", "The account is a duplicate: its deals, people and touches go over to the other.", Right::manage, handled_by<&merge_account>()},
    {Verb::post, "/people/{person}/merge", "merge_person", "The person is a duplicate: his part in every deal is the other's, and his touches.", Right::member, handled_by<&merge_person>()},
    {Verb::get, "/merges", "list_merges", "Merges of accounts and people, the last first.", Right::member, handled_by<&list_merges>()},
    {Verb::get, "/merges/{merge}", "get_merge", "A merge, and whether it can be undone.", Right::member, handled_by<&get_merge>()},
    {Verb::post, "/merges/{merge}/undo", "undo_merge", "They are two after all: everything that went over goes back.", Right::member, handled_by<&undo_merge>()},
};
// clang-format on

}  // namespace

Endpoints merge_endpoints() {
    return rows;
}

}  // namespace ante::api
