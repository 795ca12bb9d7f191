#pragma once
// The address /plan, where a buyer comes in without an account. Beside the endpoint table, for what
// is answered here is a page and what comes is a form: reading and every tap work without a script.
//
//     GET  /plan                     the page; without a session, a place to paste the link
//     POST /plan/open                a secret for a session (the script sends what stands behind #)
//     POST /plan/code, /plan/leave   the code from the mail; out again
//     POST /plan/agree, …            a deed (deeds.h); answered by a way back to the page
//     GET  /plan/events              "changed", whenever the page would look otherwise
//     GET  /plan/calendar.ics        his dates
//     GET  /plan/logo, /plan/plan.css, /plan/plan.js, /plan/brand.css
//
// GET has no effects: a mail scanner that follows a link finds the place to paste one, for it sends
// nothing behind the #. Every POST must come from our own page (Sec-Fetch-Site or Origin), and but
// for opening it carries the token of the session's forms. Refusals are pages in words for him.

#include "api/endpoint.h"
#include "api/http.h"

namespace ante::api {

inline constexpr std::uint64_t largest_plan_form = 32 * 1024;

bool is_plan_address(const Request& request);
// Answers now or later; `house` must outlive the answer.
void answer_guest(House& house, Request request, Respond respond);

}  // namespace ante::api
