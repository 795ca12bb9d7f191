// Promises of both sides, and each step of their life.

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/page.h"

namespace ante::api {
namespace {

using namespace method;

// clang-format off
enum class PromiseWord : std::uint8_t { proposed, agreed, declined, kept, missed, released, withdrawn };
constexpr auto words(PromiseWord) { return std::array{"proposed"sv, "agreed"sv, "declined"sv, "kept"sv, "missed"sv, "released"sv, "withdrawn"sv}; }
// clang-format on

struct ListPromises {
    store::Scope scope = store::Scope::mine;
    PromiseWord state = PromiseWord::agreed;
    std::optional<Side> side{};
    std::optional<Date> due_to{};
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields =
        describe(field<&ListPromises::scope>("scope", "In whose deals.", {.may_be_absent = true}),
                 field<&ListPromises::state>("state", "Only those that stand there.",
                                             {.may_be_absent = true}),
                 field<&ListPromises::side>("side", "Only this side's."),
                 field<&ListPromises::due_to>("due_to", "Only those due by that day."),
                 limit_row<ListPromises>(), after_row<ListPromises>());
};
Result<Page<store::PromiseLine>> list_promises(const Reading& in, const ListPromises& params) {
    const store::PromiseQuery query{params.scope, std::string(word_of(params.state)),
                                    params.side,  params.due_to,
                                    params.limit, params.after};
    TRY(auto page, store::promises(in.db, in.viewer, query));
    return page_from(std::move(page));
}

Result<DealView> propose_promise(Writing& in, const ProposePromise& body) {
    TRYV(expect_member(in, "/promise/member", body.promise.member));
    return carry_out_on_deal(in, body);
}

Result<DealView> correct_promise(Writing& in, const CorrectPromise& body) {
    return take_back_on_deal(in, body, body.promise.value);
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/promises", "list_promises", "Promises in the deals that you may see, the first due first.", Right::member, handled_by<&list_promises>()},
    {Verb::post, "/deals/{deal}/promises", "propose_promise", "A promise of either side, proposed or agreed already.", Right::change_deal, handled_by<&propose_promise>(), Versions::any_fine},
    command<AgreePromise>("/promises/{promise}/agree", "agree_promise", "It was agreed."),
    command<DeclinePromise>("/promises/{promise}/decline", "decline_promise", "It was declined."),
    command<KeepPromise>("/promises/{promise}/keep", "keep_promise", "It was kept.", Versions::any_fine),
    command<MissPromise>("/promises/{promise}/miss", "miss_promise", "It was not kept.", Versions::any_fine),
    {Verb::post, "/promises/{promise}/correct", "correct_promise", "A slip of the finger: what you said of it is taken back, within ten minutes.", Right::change_deal, handled_by<&correct_promise>(), Versions::any_fine},
    command<ReleasePromise>("/promises/{promise}/release", "release_promise", "Both sides let it go."),
    command<WithdrawPromise>("/promises/{promise}/withdraw", "withdraw_promise", "It was taken back."),
    command<MovePromise>("/promises/{promise}/move", "move_promise", "It got another day; the third move counts as a miss."),
};
// clang-format on

}  // namespace

Endpoints promise_endpoints() {
    return rows;
}

}  // namespace ante::api
