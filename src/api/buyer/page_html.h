#pragma once
// The buyer's page as HTML: whole without a script, phone first. Everything in it that somebody
// wrote went through Html::text.

#include <optional>
#include <string>

#include "api/buyer/plan_page.h"
#include "api/html.h"

namespace ante::api {

// What he sent, and why it could not be done: it stands in its form again.
struct Refused {
    std::string code{};
    std::string deed{};   // "suggest"
    std::string about{};  // the id of the promise, request or meeting; empty: none
    std::string what{}, due{}, words{}, name{}, email{}, does{};
};

enum class PageFor : std::uint8_t { guest, preview };

struct Shown {
    PageFor whom = PageFor::guest;
    std::string token{};     // of the forms
    std::string thanks{};    // for what he just did: a deed; empty: nothing
    std::string about{};     // the request that a mail asked about; empty: none
    bool not_quite = false;  // … and he tapped "not quite" there
    std::optional<Refused> refused{};
};

// The part that changes: without head, so that it can be compared and exchanged.
Html plan_main(const PlanPage& page, const Zone& zone, const Shown& shown);
std::string plan_html(const PlanPage& page, const Zone& zone, const Shown& shown);

// Nobody is in: a place to paste the link. `why`: empty, "over" or "closed".
enum class OpenWhy : std::uint8_t { asked, over, closed, too_often };
std::string open_html(OpenWhy why);
// A code was sent to his address.
std::string code_html(const Brand& brand, const std::string& token, bool wrong);

// The colour of the seller's brand as a style sheet; any other text than #rrggbb without the # is
// none of ours, and gives ours.
std::string brand_css(std::string_view colour);

}  // namespace ante::api
