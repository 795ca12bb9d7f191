#include "api/endpoints.h"

namespace ante::api {

const std::vector<Endpoint>& all_endpoints() {
    static const std::vector<Endpoint> all = [] {
        std::vector<Endpoint> gathered;
        // clang-format off
        for (const Endpoints rows : {
                 setup_endpoints(),          session_endpoints(),
                 deal_list_endpoints(),      deal_endpoints(),
                 deal_outlook_endpoints(),   check_endpoints(),
                 view_endpoints(),           meeting_endpoints(),
                 advice_endpoints(),         promise_endpoints(),
                 plan_template_endpoints(),  our_plan_endpoints(),
                 request_endpoints(),        account_endpoints(),
                 merge_endpoints(),          touch_endpoints(),
                 today_endpoints(),          rule_endpoints(),
                 workspace_endpoints(),      member_endpoints(),
                 event_endpoints(),          import_endpoints(),
                 mapping_endpoints(),        import_undo_endpoints(),
                 export_endpoints(),         buyer_endpoints(),
                 local_endpoints(),          review_endpoints(),
                 review_deal_endpoints(),    review_file_endpoints(),
                 what_if_endpoints(),        relation_endpoints(),
                 ideal_endpoints(),          contact_endpoints(),
                 deal_forecast_endpoints(),  pipeline_forecast_endpoints(),
                 forecast_grade_endpoints(), calendar_endpoints(),
                 calendar_out_endpoints(),   deal_letter_endpoints(),
                 mail_endpoints(),
             })
            gathered.insert(gathered.end(), rows.begin(), rows.end());
        // clang-format on
        return gathered;
    }();
    return all;
}

}  // namespace ante::api
