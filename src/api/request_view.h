#pragma once
// A request with what stands in its way, what it costs and what it led to.

#include "api/deal_view.h"
#include "api/trial.h"

namespace ante::api {

struct RequestView {
    method::RequestId id{};
    method::DealId deal{};
    std::int64_t version = 0;
    std::string deal_name;
    std::string account_name;
    method::MemberId owner{};
    bool may_change = false;
    method::RequestKind kind = method::RequestKind::other;
    method::RequestState state = method::RequestState::asked;
    bool overridden = false;
    Instant asked_at{};
    std::string what;
    method::PersonId person{};
    std::string person_name;
    method::Request request{};
    double points = 0;
    std::optional<WhyNot> gate{};
    std::optional<method::RequestId> blocked_by{};
    std::optional<method::Commitment> exchange{};
    std::vector<method::Act> led_to{};
    double led_to_stake = 0;
    static constexpr auto fields = describe(
        field<&RequestView::id>("id", "Its id."), field<&RequestView::deal>("deal", "Its deal."),
        field<&RequestView::version>("version", "The deal's version, for If-Match."),
        field<&RequestView::deal_name>("deal_name", "The deal's name."),
        field<&RequestView::account_name>("account_name", "The account's name."),
        field<&RequestView::owner>("owner", "Who carries the deal."),
        field<&RequestView::may_change>("may_change", "May you change it?"),
        field<&RequestView::kind>("kind", "What kind of work."),
        field<&RequestView::state>("state", "Where it stands."),
        field<&RequestView::overridden>("overridden", "Was it accepted over an unanswered one?"),
        field<&RequestView::asked_at>("asked_at", "When it was asked."),
        field<&RequestView::what>("what", "In a few words."),
        field<&RequestView::person>("person", "Who asked."),
        field<&RequestView::person_name>("person_name", "His name."),
        field<&RequestView::request>("request", "All its facts."),
        field<&RequestView::points>("points", "What it costs us, once delivered."),
        field<&RequestView::gate>("gate",
                                  "What stands in the way of accepting it now; absent: nothing, "
                                  "or it is not waiting to be accepted."),
        field<&RequestView::blocked_by>("blocked_by", "The request that is to be closed first."),
        field<&RequestView::exchange>("exchange", "What the buyer gives in exchange."),
        field<&RequestView::led_to>("led_to",
                                    "What the buyer did at a cost from its delivery until the next "
                                    "one's."),
        field<&RequestView::led_to_stake>("led_to_stake", "What that was worth in stake."));
};

// Of requests of one deal.
class RequestTeller {
public:
    RequestTeller(const Reading& in, const store::StoredDeal& stored, std::string account_name,
                  bool may_change);
    RequestView tell(const method::Request& request) const;

private:
    const Reading& in_;
    const store::StoredDeal& stored_;
    std::string account_name_;
    bool may_change_;
    method::Ledger ledger_;
};

}  // namespace ante::api
