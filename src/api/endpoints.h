#pragma once
// Every endpoint there is. A noun a file; a new noun adds its line here and in endpoints.cpp.

#include <vector>

#include "api/endpoint.h"

namespace ante::api {

using Endpoints = std::span<const Endpoint>;

Endpoints session_endpoints();
Endpoints deal_list_endpoints();
Endpoints deal_endpoints();
Endpoints deal_outlook_endpoints();
Endpoints check_endpoints();
Endpoints view_endpoints();
Endpoints setup_endpoints();
Endpoints meeting_endpoints();
Endpoints advice_endpoints();
Endpoints promise_endpoints();
Endpoints plan_template_endpoints();
Endpoints our_plan_endpoints();
Endpoints request_endpoints();
Endpoints account_endpoints();
Endpoints merge_endpoints();
Endpoints touch_endpoints();
Endpoints relation_endpoints();
Endpoints ideal_endpoints();
Endpoints contact_endpoints();
Endpoints today_endpoints();
Endpoints rule_endpoints();
Endpoints workspace_endpoints();
Endpoints member_endpoints();
Endpoints event_endpoints();
Endpoints import_endpoints();
Endpoints mapping_endpoints();
Endpoints import_undo_endpoints();
Endpoints export_endpoints();
Endpoints review_endpoints();
Endpoints review_deal_endpoints();
Endpoints review_file_endpoints();
Endpoints what_if_endpoints();
Endpoints deal_forecast_endpoints();
Endpoints pipeline_forecast_endpoints();
Endpoints forecast_grade_endpoints();
Endpoints buyer_endpoints();
Endpoints calendar_endpoints();
Endpoints calendar_out_endpoints();
Endpoints deal_letter_endpoints();
Endpoints mail_endpoints();
Endpoints local_endpoints();

// All of them, in the order of the contract.
const std::vector<Endpoint>& all_endpoints();

inline constexpr std::string_view root = "/api/v1";

}  // namespace ante::api
