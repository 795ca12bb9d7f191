// Touches: the contacts that keep a relation warm outside meetings.

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/page.h"
#include "api/rights.h"
#include "store/merging.h"

namespace ante::api {
namespace {

using namespace method;

struct ListTouches {
    AccountId account{};
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields =
        describe(field<&ListTouches::account>("account", "The account.", {.from_path = true}),
                 limit_row<ListTouches>(), after_row<ListTouches>());
};
Result<Page<Touch>> list_touches(const Reading& in, const ListTouches& params) {
    TRYV(store::load_account(in.db, in.workspace.id, params.account));
    TRY(auto page, store::touches(in.db, in.viewer, params.account, params.limit, params.after));
    return page_from(std::move(page));
}

struct TouchDraft {
    AccountId account{};
    TouchKind kind = TouchKind::message;
    std::optional<PersonId> person{};
    std::optional<DealId> deal{};
    Reach reach = Reach::attempt;
    std::int64_t minutes = 0;
    std::optional<Money> cost{};
    std::string note{};
    std::string private_note{};
    std::optional<Instant> at{};
    static constexpr auto fields = describe(
        field<&TouchDraft::account>("account", "The account.", {.from_path = true}),
        field<&TouchDraft::kind>("kind", "What kind."),
        field<&TouchDraft::person>("person", "To whom."),
        field<&TouchDraft::deal>("deal", "In which deal, if in one: it stands in its ledger then."),
        field<&TouchDraft::reach>("reach", "Was he reached, or was it an attempt?",
                                  {.may_be_absent = true}),
        field<&TouchDraft::minutes>("minutes", "What it took.",
                                    {.min = 0, .max = 10'000, .may_be_absent = true}),
        field<&TouchDraft::cost>("cost", "What it cost."),
        field<&TouchDraft::note>("note", "What it was about.",
                                 {.max_length = 2000, .may_be_absent = true}),
        field<&TouchDraft::private_note>("private_note", "Shown to you, and to nobody else.",
                                         {.max_length = 2000, .may_be_absent = true}),
        field<&TouchDraft::at>("at", "When it happened, not in the future; absent: now."));
};

// Does it in a deal's own stream, in this transaction. Answers with the deal afterwards.
Result<Deal> in_deal(Writing& in, DealId id, const Command& command, Instant at) {
    const PathValue path{"deal", id.text()};
    TRYV(check_right(in.db, in.viewer, Right::change_deal, std::span(&path, 1)));
    TRY(const auto before, store::load_deal(in.db, in.workspace.id, id));
    if (at < before.deal.opened_at)
        return refuse("touch_before_the_deal",
                      "“" + before.deal.name +
                          "” was opened after that. Note it at the account, "
                          "in no deal.");
    TRY(auto after, store::perform(in.in, in.workspace, before, command, {at, {}}, in.cause));
    return std::move(after.deal);
}

// A touch may be noted later than it was made; a year is as far as anybody remembers.
constexpr Days remembered{366};
Result<Instant> when_made(const Writing& in, const std::optional<Instant>& at) {
    if (!at) return in.now;
    if (*at > in.now)
        return refuse("touch_in_the_future",
                      "It has not happened yet: a touch is noted when it "
                      "was made.");
    if (*at < in.now - remembered)
        return refuse("touch_too_long_ago",
                      "That is more than a year ago. Write a note about it instead.");
    return *at;
}

Result<Touch> make_touch(Writing& in, const TouchDraft& body) {
    TRY(const auto account, store::load_account(in.db, in.workspace.id, body.account));
    if (account.value.merged_into) return store::gone_into(account.value);
    if (body.person) {
        TRYV(person_at(in, "/person", *body.person, body.account));
    }
    TRY(const Instant at, when_made(in, body.at));
    Touch touch{.id = {},
                .kind = body.kind,
                .account = body.account,
                .person = body.person,
                .deal = body.deal,
                .by = in.viewer.me,
                .at = at,
                .reach = body.reach,
                .minutes = body.minutes,
                .cost = body.cost,
                .answered_at = {},
                .note = body.note,
                .private_note = body.private_note};
    if (body.deal) {
        TRY(const Deal deal, in_deal(in, *body.deal, MakeTouch{body.kind, body.person}, at));
        if (deal.account != body.account)
            return refuse("deal_elsewhere", "That deal is with another account.");
        touch.id = deal.touches.back().id;
    } else {
        touch.id = in.in.ids().make<TouchTag>(in.now);
    }
    TRY(in.aside.version,
        store::record(in.in, in.workspace, store::Versioned<Touch>{}, touch, in.cause));
    return touch;
}

// In a deal, whoever may change the deal says that he answered; else he who made it, or an admin.
Result<Touch> answer_touch(Writing& in, const AnswerTouch& body) {
    TRY(const auto before, store::load_touch(in.db, in.workspace.id, body.touch));
    Touch touch = before.value;
    if (!touch.deal && touch.by != in.viewer.me && in.viewer.role != MemberRole::admin)
        return not_found("touch");
    if (touch.deal) {
        const auto done = in_deal(in, *touch.deal, body, in.now);
        if (done.has_error())
            return done.error().kind == No::not_found ? not_found("touch") : done.error();
    } else if (touch.answered_at) {
        return refuse("touch_already_answered", "This touch was answered before.");
    }
    touch.answered_at = in.now;
    touch.reach = Reach::reached;
    TRY(in.aside.version, store::record(in.in, in.workspace, before, touch, in.cause));
    if (touch.by != in.viewer.me) touch.private_note.clear();
    return touch;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/accounts/{account}/touches", "list_touches", "What kept the relation warm, the last first.", Right::member, handled_by<&list_touches>()},
    {Verb::post, "/accounts/{account}/touches", "make_touch", "We got in touch; in a deal, it stands in the deal's ledger too.", Right::member, handled_by<&make_touch>(), Versions::none, 201},
    {Verb::post, "/touches/{touch}/answer", "answer_touch", "He answered: a buyer act.", Right::member, handled_by<&answer_touch>()},
};
// clang-format on

}  // namespace

Endpoints touch_endpoints() {
    return rows;
}

}  // namespace ante::api
