// Requests: what the buyer wants from us, and its gate.

#include <map>

#include "api/endpoints.h"
#include "api/page.h"
#include "api/request_view.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

struct ListRequests {
    store::Scope scope = store::Scope::mine;
    std::vector<RequestState> state{};
    std::optional<RequestKind> kind{};
    std::optional<bool> overridden{};
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields = describe(
        field<&ListRequests::scope>("scope", "In whose deals.", {.may_be_absent = true}),
        field<&ListRequests::state>("state",
                                    "Only those that stand in one of these; absent: open ones "
                                    "(asked, accepted, delivered, unsatisfied), or all if "
                                    "`overridden` is asked for.",
                                    {.max_items = 7, .may_be_absent = true}),
        field<&ListRequests::kind>("kind", "Only of this kind."),
        field<&ListRequests::overridden>("overridden",
                                         "Only those that were accepted over an unanswered one."),
        limit_row<ListRequests>(), after_row<ListRequests>());
};

// Requests of one deal stand together often: it is loaded once.
class Tellers {
public:
    explicit Tellers(const Reading& in) : in_(in) {}

    Result<RequestView> tell(const store::RequestLine& line) {
        auto at = known_.find(line.deal.value);
        if (at == known_.end()) {
            TRY(auto stored, store::load_deal(in_.db, in_.workspace.id, line.deal));
            TRY(const auto account,
                store::load_account(in_.db, in_.workspace.id, stored.deal.account));
            TRY(const auto beside, store::beside_of(in_.db, in_.workspace, stored.deal));
            const bool may = store::may_change(in_.viewer, stored.deal.owner, beside.team);
            at = known_.emplace(line.deal.value, nullptr).first;
            at->second = std::make_unique<Told>(std::move(stored), in_, account.value.name, may);
        }
        const method::Request* request = at->second->stored.deal.request(line.id);
        if (!request) return not_found("request");
        return at->second->teller.tell(*request);
    }

private:
    struct Told {
        Told(store::StoredDeal found, const Reading& in, std::string account, bool may)
            : stored(std::move(found)), teller(in, stored, std::move(account), may) {}
        const store::StoredDeal stored;
        const RequestTeller teller;
    };
    const Reading& in_;
    std::map<Uuid, std::unique_ptr<Told>> known_;
};

Result<Page<RequestView>> list_requests(const Reading& in, const ListRequests& params) {
    store::RequestQuery query{.scope = params.scope,
                              .states = params.state,
                              .kind = params.kind,
                              .overridden = params.overridden,
                              .limit = params.limit,
                              .after = params.after};
    if (query.states.empty() && !params.overridden)
        query.states = {RequestState::asked, RequestState::accepted, RequestState::delivered,
                        RequestState::unsatisfied};
    TRY(auto found, store::requests(in.db, in.viewer, query));
    Page<RequestView> page{.items = {}, .next = std::move(found.next)};
    Tellers tellers(in);
    for (const store::RequestLine& line : found.items) {
        TRY(auto view, tellers.tell(line));
        page.items.push_back(std::move(view));
    }
    return page;
}

struct OneRequest {
    RequestId request{};
    static constexpr auto fields =
        describe(field<&OneRequest::request>("request", "The request.", {.from_path = true}));
};
Result<RequestView> get_request(const Reading& in, const OneRequest& params) {
    Tellers tellers(in);
    store::RequestLine line;
    line.id = params.request;
    line.deal = *in.deal;
    TRY(auto view, tellers.tell(line));
    in.aside.version = view.version;
    return view;
}

Result<DealView> correct_delivery(Writing& in, const CorrectDelivery& body) {
    return take_back_on_deal(in, body, body.request.value);
}

// ---- overrides
// -----------------------------------------------------------------------------------

struct CountOverrides {
    store::Scope scope = store::Scope::team;
    std::optional<Instant> from{};
    static constexpr auto fields =
        describe(field<&CountOverrides::scope>("scope", "In whose deals.", {.may_be_absent = true}),
                 field<&CountOverrides::from>("from", "Only of requests asked then or later."));
};
struct Overrides {
    std::vector<store::OverrideCount> items{};
    static constexpr auto fields =
        describe(field<&Overrides::items>("items", "By who carries the deals, the most first."));
};
Result<Overrides> count_overrides(const Reading& in, const CountOverrides& params) {
    TRY(auto counts, store::overrides(in.db, in.viewer, params.scope, params.from));
    return Overrides{std::move(counts)};
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/requests", "list_requests", "Requests in the deals that you may see, the oldest first: the gate, what they cost, what they led to.", Right::member, handled_by<&list_requests>()},
    {Verb::get, "/requests/{request}", "get_request", "A request with its gate, its cost, and what it led to.", Right::see_deal, handled_by<&get_request>()},
    {Verb::get, "/overrides", "count_overrides", "How often the gate was overridden, and in whose deals.", Right::member, handled_by<&count_overrides>()},
    command<AskRequest>("/deals/{deal}/requests", "ask_request", "The buyer wants something from us.", Versions::any_fine),
    command<AcceptRequest>("/requests/{request}/accept", "accept_request", "We will do it: for what purpose, and for what in exchange."),
    command<DeclineRequest>("/requests/{request}/decline", "decline_request", "We will not do it."),
    command<DeliverRequest>("/requests/{request}/deliver", "deliver_request", "It was delivered."),
    {Verb::post, "/requests/{request}/correct", "correct_delivery", "A slip of the finger: it was not delivered; within ten minutes, by who said it.", Right::change_deal, handled_by<&correct_delivery>(), Versions::any_fine},
    command<AnswerRequest>("/requests/{request}/answer", "answer_request", "Did you get what you were looking for?"),
    command<WithdrawRequest>("/requests/{request}/withdraw", "withdraw_request", "It is not wanted any more."),
};
// clang-format on

}  // namespace

Endpoints request_endpoints() {
    return rows;
}

}  // namespace ante::api
