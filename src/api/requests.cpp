// Requests: what the buyer wants from us, and its gate.

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/page.h"

namespace ante::api {
namespace {

using namespace method;

struct ListRequests {
    store::Scope scope = store::Scope::mine;
    RequestState state = RequestState::asked;
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields =
        describe(field<&ListRequests::scope>("scope", "In whose deals.", {.may_be_absent = true}),
                 field<&ListRequests::state>("state", "Only those that stand there.",
                                             {.may_be_absent = true}),
                 limit_row<ListRequests>(), after_row<ListRequests>());
};
Result<Page<store::RequestLine>> list_requests(const Reading& in, const ListRequests& params) {
    const store::RequestQuery query{params.scope, params.state, params.limit, params.after};
    TRY(auto page, store::requests(in.db, in.viewer, query));
    return page_from(std::move(page));
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/requests", "list_requests", "Requests in the deals that you may see, the oldest first.", Right::member, handled_by<&list_requests>()},
    command<AskRequest>("/deals/{deal}/requests", "ask_request", "The buyer wants something from us."),
    command<AcceptRequest>("/requests/{request}/accept", "accept_request", "We will do it: for what purpose, and for what in exchange."),
    command<DeclineRequest>("/requests/{request}/decline", "decline_request", "We will not do it."),
    command<DeliverRequest>("/requests/{request}/deliver", "deliver_request", "It was delivered."),
    command<AnswerRequest>("/requests/{request}/answer", "answer_request", "Did you get what you were looking for?"),
    command<WithdrawRequest>("/requests/{request}/withdraw", "withdraw_request", "It is not wanted any more."),
};
// clang-format on

}  // namespace

Endpoints request_endpoints() {
    return rows;
}

}  // namespace ante::api
