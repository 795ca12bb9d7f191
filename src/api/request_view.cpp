#include "api/request_view.h"

#include <algorithm>

#include "method/outlook.h"

namespace ante::api {
namespace {

using namespace method;

// Everything else said as well as can be: what is still refused is the gate.
AcceptRequest best_case(const method::Request& request, const Zone& zone, Instant now) {
    AcceptRequest command{.request = request.id};
    command.purpose = command.outcome = command.decision = command.success_criteria = "known";
    command.nothing_in_exchange = true;
    if (request.kind == RequestKind::trial) command.ends_on = zone.date_of(now);
    return command;
}

}  // namespace

RequestTeller::RequestTeller(const Reading& in, const store::StoredDeal& stored,
                             std::string account_name, bool may_change)
    : in_(in),
      stored_(stored),
      account_name_(std::move(account_name)),
      may_change_(may_change),
      ledger_(ledger_of(stored.deal, in.workspace.settings())) {
}

RequestView RequestTeller::tell(const method::Request& request) const {
    const Deal& deal = stored_.deal;
    RequestView view;
    view.id = request.id;
    view.deal = deal.id;
    view.version = stored_.version;
    view.deal_name = deal.name;
    view.account_name = account_name_;
    view.owner = deal.owner;
    view.may_change = may_change_;
    view.kind = request.kind;
    view.state = request.state;
    view.overridden = request.acceptance && !request.acceptance->override_reason.empty();
    view.asked_at = request.asked_at;
    view.what = request.what;
    view.person = request.by;
    view.person_name = deal.name_of(request.by);
    view.request = request;
    view.points = in_.workspace.settings().points_of(request.kind);
    if (request.state == RequestState::asked) {
        const Trial trial(in_);
        const auto tried = trial.carry_out(deal, best_case(request, in_.workspace.zone(), in_.now));
        if (tried.has_error()) {
            view.gate = WhyNot{tried.error().code, tried.error().detail};
            const auto open = std::ranges::find_if(deal.requests, &method::Request::blocks);
            if (tried.error().code == "close_the_open_one_first" && open != deal.requests.end())
                view.blocked_by = open->id;
        }
    }
    if (request.acceptance && request.acceptance->exchange)
        if (const Commitment* promise = deal.commitment(*request.acceptance->exchange))
            view.exchange = *promise;
    view.led_to = method::led_to(deal, ledger_, request);
    for (const Act& act : view.led_to) view.led_to_stake += act.stake;
    return view;
}

}  // namespace ante::api
