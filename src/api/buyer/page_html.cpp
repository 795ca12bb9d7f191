#include "api/buyer/page_html.h"

#include <cmath>

#include "api/buyer/words.h"

namespace ante::api {
namespace {

using namespace method;

class Page {
public:
    Page(const PlanPage& page, const Zone& zone, const Shown& shown)
        : page_(page), zone_(zone), shown_(shown) {}

    Html main() {
        out_ << "<main id=\"plan\" tabindex=\"-1\">";
        notice();
        goal();
        for (const PlanRequest& request : page_.to_answer) question(request);
        meeting();
        promises(wording::you_do, [](const PlanPromise& p) { return p.whose != Whose::ours; });
        promises(wording::we_do, [](const PlanPromise& p) { return p.whose == Whose::ours; });
        requests();
        room();
        word();
        out_ << "</main>";
        return std::move(out_);
    }

private:
    bool acts() const { return !page_.closed; }

    // ---- forms

    void begin_form(Markup deed) {
        out_ << "<form method=\"post\" action=\"/plan/" << deed << "\"";
        if (shown_.whom == PageFor::preview) out_ << " inert";
        out_ << "><input type=\"hidden\" name=\"token\" value=\"";
        out_.text(shown_.token) << "\">";
    }
    void of(Markup name, const Uuid& id) {
        out_ << "<input type=\"hidden\" name=\"" << name << "\" value=\"";
        out_.text(id.text()) << "\">";
    }
    void button(Markup label, Markup look) {
        out_ << "<button type=\"submit\" class=\"" << look << "\">" << label << "</button>";
    }
    void end_form() { out_ << "</form>"; }

    // What was typed into this form and refused, if it was this one.
    const Refused* refused(std::string_view deed, std::string_view about) const {
        const bool this_one =
            shown_.refused && shown_.refused->deed == deed && shown_.refused->about == about;
        return this_one ? &*shown_.refused : nullptr;
    }
    void line(Markup label, Markup name, Markup more, std::string_view value) {
        out_ << "<label>" << label << "<input name=\"" << name << "\" " << more << " value=\"";
        out_.text(value) << "\"></label>";
    }
    void lines(Markup label, Markup name, Markup more, std::string_view value) {
        out_ << "<label>" << label << "<textarea name=\"" << name << "\" rows=\"2\" " << more
             << ">\n";
        out_.text(value) << "</textarea></label>";
    }
    void day(std::string_view value) {
        out_ << "<label>" << wording::new_day << "<input type=\"date\" name=\"due\" min=\"";
        out_.text(text_of(page_.today)) << "\" value=\"";
        out_.text(value) << "\"></label>";
    }
    void begin_more(Markup label, bool open) {
        out_ << "<details";
        if (open) out_ << " open";
        out_ << "><summary>" << label << "</summary>";
    }

    // ---- what stands on the page

    void notice() {
        if (shown_.whom == PageFor::preview)
            out_ << "<p class=\"notice\">" << wording::preview << "</p>";
        if (const auto thanks = wording::thanks_for(shown_.thanks); !thanks.empty()) {
            out_ << "<p class=\"notice good\" role=\"status\">";
            out_.text(thanks) << "</p>";
        }
        if (shown_.refused) {
            out_ << "<p class=\"notice sorry\" role=\"alert\">";
            out_.text(wording::cannot(shown_.refused->code)) << "</p>";
        }
        if (page_.closed) out_ << "<p class=\"notice\">" << wording::closed << "</p>";
    }

    void goal() {
        out_ << "<p class=\"over\">";
        if (page_.goal.empty()) {
            out_ << wording::our_plan << "</p><h1>";
            out_.text(page_.title) << "</h1>";
            return;
        }
        out_ << wording::what_we_both_want << "</p><h1>";
        out_.text(page_.goal) << "</h1><p class=\"quiet\">";
        out_.text(page_.title) << "</p>";
    }

    void named(const PlanRequest& request) {
        out_.text(request.what.empty() ? wording::of_kind(request.kind)
                                       : std::string_view(request.what));
    }

    void question(const PlanRequest& request) {
        const std::string id = request.id.text();
        out_ << "<section class=\"card ask\" id=\"r-";
        out_.text(id) << "\"><h2>" << wording::did_you_get_it << "</h2><p class=\"what\">";
        named(request);
        out_ << "</p>";
        if (acts()) {
            begin_form("answer");
            of("request", request.id.value);
            out_ << "<input type=\"hidden\" name=\"got\" value=\"yes\">";
            button(wording::yes, "main");
            end_form();
            const Refused* typed = refused("answer", id);
            begin_more(wording::not_quite, typed || (shown_.not_quite && shown_.about == id));
            begin_form("answer");
            of("request", request.id.value);
            out_ << "<input type=\"hidden\" name=\"got\" value=\"no\">";
            lines(wording::what_is_missing, "words", "maxlength=\"1000\" required",
                  typed ? typed->words : "");
            button(wording::tell_us, "main");
            end_form();
            out_ << "</details>";
        }
        out_ << "</section>";
    }

    void meeting() {
        if (!page_.next) return;
        const PlanMeeting& next = *page_.next;
        out_ << "<section class=\"card\"><h2>" << wording::next_meeting
             << "</h2><p class=\"what\">";
        out_.text(next.title.empty() ? wording::of_kind(next.kind) : std::string_view(next.title))
            << "</p><p>";
        out_.text(wording::day(zone_.date_of(next.starts), page_.today)) << ", ";
        out_.text(wording::time(zone_.time_of_day(next.starts))) << " <span class=\"quiet\">(";
        out_.text(zone_.name()) << "), ";
        out_.text(next.minutes) << " " << wording::minutes << "</span></p>";
        if (!next.with.empty()) {
            out_ << "<p class=\"quiet\">";
            bool first = true;
            for (const std::string& name : next.with) {
                if (!first) out_ << ", ";
                first = false;
                out_.text(name);
            }
            out_ << "</p>";
        }
        if (next.accepted) {
            out_ << "<p class=\"tick\">" << wording::you_will_be_there << "</p>";
        } else if (next.expected && acts()) {
            begin_form("attend");
            of("meeting", next.id.value);
            button(wording::i_will_be_there, "main");
            end_form();
        }
        out_ << "</section>";
    }

    template <class Which>
    void promises(Markup heading, Which&& which) {
        out_ << "<section><h2>" << heading << "</h2>";
        bool any = false;
        for (const PlanPromise& promise : page_.promises) {
            if (!which(promise)) continue;
            out_ << (any ? Markup("") : Markup("<ul class=\"cards\">"));
            any = true;
            one(promise);
        }
        if (any)
            out_ << "</ul>";
        else
            out_ << "<p class=\"quiet\">" << wording::nothing_here << "</p>";
        out_ << "</section>";
    }

    void one(const PlanPromise& promise) {
        const bool done = promise.state == PlanState::done;
        out_ << "<li class=\"card" << (done ? Markup(" done") : Markup("")) << "\" id=\"p-";
        out_.text(promise.id.text()) << "\"><p class=\"what\">";
        out_.text(promise.what) << "</p><p>";
        if (promise.whose != Whose::yours) {
            out_ << "<b>";
            out_.text(promise.who) << "</b>, ";
        }
        if (done) {
            out_ << "<span class=\"tick\">" << wording::done << "</span> ";
            out_.text(wording::day(*promise.done_on, page_.today));
        } else {
            out_ << (promise.past ? wording::was_due : wording::by_day) << " ";
            out_.text(wording::day(promise.due, page_.today));
        }
        out_ << "</p>";
        if (!done) open_one(promise);
        out_ << "</li>";
    }

    void open_one(const PlanPromise& promise) {
        if (!promise.proof.empty()) {
            out_ << "<p class=\"quiet\">" << wording::seen_by << " ";
            out_.text(promise.proof) << "</p>";
        }
        if (promise.suggested) {
            out_ << "<p class=\"aside\">" << wording::suggested << " ";
            out_.text(promise.suggested->what);
            if (!promise.suggested->what.empty() && promise.suggested->due) out_ << ", ";
            if (promise.suggested->due) {
                out_ << wording::by_day << " ";
                out_.text(wording::day(*promise.suggested->due, page_.today));
            }
            out_ << "</p>";
        } else if (promise.left) {
            out_ << "<p class=\"aside\">" << wording::left_as_it_was << " ";
            out_.text(*promise.left) << "</p>";
        }
        if (promise.state == PlanState::proposed) said_of_proposed(promise);
        if (!acts() || promise.whose == Whose::colleague) return;
        if (promise.state == PlanState::proposed)
            answers(promise);
        else if (promise.whose == Whose::yours)
            steps(promise);
        if (promise.his_to_answer || promise.state == PlanState::agreed) suggestion(promise);
    }

    void said_of_proposed(const PlanPromise& promise) {
        out_ << "<p class=\"quiet\">";
        if (promise.whose == Whose::colleague)
            out_ << wording::proposed;
        else if (!promise.his_to_answer)
            out_ << wording::waits_for_us;
        else
            out_ << (promise.whose == Whose::yours ? wording::proposed_to_you
                                                   : wording::proposed_by_us);
        out_ << "</p>";
    }

    void answers(const PlanPromise& promise) {
        if (!promise.his_to_answer) return;
        begin_form("agree");
        of("promise", promise.id.value);
        button(promise.whose == Whose::yours ? wording::yes_i_do : wording::yes_please, "main");
        end_form();
        begin_more(wording::no_thanks, false);
        begin_form("decline");
        of("promise", promise.id.value);
        lines(wording::why_if_you_like, "words", "maxlength=\"1000\"", "");
        button(wording::say_no, "plain");
        end_form();
        out_ << "</details>";
    }

    // His own, agreed.
    void steps(const PlanPromise& promise) {
        const std::string id = promise.id.text();
        begin_form("done");
        of("promise", promise.id.value);
        button(wording::it_is_done, "plain");
        end_form();
        const Refused* typed = refused("move", id);
        begin_more(wording::move_it, typed != nullptr);
        begin_form("move");
        of("promise", promise.id.value);
        day(typed ? typed->due : text_of(promise.due));
        button(wording::move_there, "plain");
        end_form();
        out_ << "</details>";
        begin_more(wording::not_after_all, false);
        begin_form("withdraw");
        of("promise", promise.id.value);
        lines(wording::why_if_you_like, "words", "maxlength=\"1000\"", "");
        button(wording::take_back, "plain");
        end_form();
        out_ << "</details>";
    }

    void suggestion(const PlanPromise& promise) {
        const std::string id = promise.id.text();
        const Refused* typed = refused("suggest", id);
        begin_more(wording::otherwise, typed != nullptr);
        begin_form("suggest");
        of("promise", promise.id.value);
        lines(wording::new_words, "what", "maxlength=\"500\"", typed ? typed->what : promise.what);
        day(typed ? typed->due : text_of(promise.due));
        lines(wording::why_if_you_like, "words", "maxlength=\"1000\"", typed ? typed->words : "");
        button(wording::suggest, "plain");
        end_form();
        out_ << "</details>";
    }

    void requests() {
        if (page_.requests.empty()) return;
        out_ << "<section><h2>" << wording::still_open << "</h2><ul class=\"cards\">";
        for (const PlanRequest& request : page_.requests) {
            out_ << "<li class=\"card\"><p class=\"what\">";
            named(request);
            out_ << "</p><p class=\"quiet\">";
            switch (request.state) {
                case PlanRequestState::asked: out_ << wording::asked; break;
                case PlanRequestState::working: out_ << wording::working; break;
                case PlanRequestState::answered: out_ << wording::answered; break;
                case PlanRequestState::delivered: break;
                case PlanRequestState::missing:
                    out_ << wording::you_said << " \u201c";
                    out_.text(request.missing) << "\u201d<br>" << wording::mending;
                    break;
            }
            out_ << "</p></li>";
        }
        out_ << "</ul></section>";
    }

    void room() {
        out_ << "<section><h2>" << wording::in_the_room << "</h2><ul class=\"people\">";
        for (const PlanPerson& person : page_.room) {
            out_ << "<li>";
            out_.text(person.name);
            if (person.named) out_ << " <span class=\"quiet\">" << wording::was_named << "</span>";
            if (person.whose == Whose::yours)
                out_ << " <span class=\"quiet\">" << wording::you << "</span>";
            if (person.whose == Whose::ours)
                out_ << " <span class=\"quiet\">" << wording::from_us << "</span>";
            out_ << "</li>";
        }
        out_ << "</ul>";
        if (acts()) {
            const Refused* typed = refused("name", "");
            begin_more(wording::somebody_missing, typed != nullptr);
            begin_form("name");
            line(wording::their_name, "name", "maxlength=\"200\" autocomplete=\"off\" required",
                 typed ? typed->name : "");
            line(wording::their_address, "email",
                 "type=\"email\" maxlength=\"254\" autocomplete=\"off\"",
                 typed ? typed->email : "");
            line(wording::what_they_do, "does", "maxlength=\"500\" autocomplete=\"off\"",
                 typed ? typed->does : "");
            button(wording::name_them, "plain");
            end_form();
            out_ << "</details>";
        }
        out_ << "</section>";
    }

    void word() {
        if (page_.said.empty() && !acts()) return;
        out_ << "<section><h2>" << wording::a_word << "</h2>";
        for (const PlanWord& said : page_.said) {
            out_ << "<p class=\"said\"><span class=\"quiet\">";
            out_.text(said.name) << ", ";
            out_.text(wording::day(zone_.date_of(said.at), page_.today)) << "</span><br>";
            out_.text(said.words) << "</p>";
        }
        if (acts()) {
            const Refused* typed = refused("say", "");
            begin_form("say");
            lines(wording::your_words, "words", "maxlength=\"2000\" required",
                  typed ? typed->words : "");
            button(wording::send, "plain");
            end_form();
        }
        out_ << "</section>";
    }

    const PlanPage& page_;
    const Zone& zone_;
    const Shown& shown_;
    Html out_;
};

void head(Html& out, std::string_view title, std::string_view colour) {
    out << "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
           "content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" "
           "content=\"noindex\"><meta name=\"color-scheme\" content=\"light dark\"><title>";
    out.text(title) << "</title><link rel=\"stylesheet\" href=\"/plan/plan.css\">";
    if (colour.starts_with('#')) {
        out << "<link rel=\"stylesheet\" href=\"/plan/brand.css?c=";
        out.text(colour.substr(1)) << "\">";
    }
    out << "<script src=\"/plan/plan.js\" defer></script></head>";
}

void masthead(Html& out, const Brand& brand, PageFor whom) {
    out << "<header>";
    if (brand.logo_since) {
        out << "<img src=\"";
        if (whom == PageFor::guest) {
            out << "/plan/logo?v=";
            out.text(brand.logo_since->time_since_epoch().count());
        } else {
            out << "/api/v1/workspace/logo";  // Never kept by the browser; takes no parameters.
        }
        out << "\" alt=\"";
        out.text(brand.name) << "\">";
    } else {
        out << "<p class=\"brand\">";
        out.text(brand.name) << "</p>";
    }
    out << "</header>";
}

void leave_form(Html& out, std::string_view token) {
    out << "<form method=\"post\" action=\"/plan/leave\"><input type=\"hidden\" name=\"token\" "
           "value=\"";
    out.text(token) << "\"><button type=\"submit\" class=\"plain\">" << wording::leave
                    << "</button></form>";
}

// WCAG 2.2, relative luminance.
double luminance(int red, int green, int blue) {
    const auto part = [](int c) {
        const double s = c / 255.0;
        return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
}

std::optional<int> hex(std::string_view two) {
    int value = 0;
    for (const char c : two) {
        const bool digit = c >= '0' && c <= '9', small = c >= 'a' && c <= 'f',
                   large = c >= 'A' && c <= 'F';
        if (!digit && !small && !large) return std::nullopt;
        value = value * 16 + (digit ? c - '0' : (small ? c - 'a' : c - 'A') + 10);
    }
    return value;
}

}  // namespace

Html plan_main(const PlanPage& page, const Zone& zone, const Shown& shown) {
    return Page(page, zone, shown).main();
}

std::string plan_html(const PlanPage& page, const Zone& zone, const Shown& shown) {
    Html out;
    head(out, (page.goal.empty() ? page.title : page.goal) + " – " + page.brand.name,
         page.brand.colour);
    out << "<body data-live=\"" << (shown.whom == PageFor::guest ? Markup("yes") : Markup("no"))
        << "\"><a class=\"skip\" href=\"#plan\">" << wording::skip << "</a>";
    masthead(out, page.brand, shown.whom);
    out << plan_main(page, zone, shown) << "<footer>";
    if (shown.whom == PageFor::guest)
        out << "<p><a href=\"/plan/calendar.ics\">" << wording::calendar << "</a></p>";
    out << "<p class=\"quiet\">" << wording::what_is_seen << "</p>";
    if (shown.whom == PageFor::guest) leave_form(out, shown.token);
    out << "</footer><p id=\"news\" role=\"status\" hidden><span>" << wording::changed
        << "</span> <button type=\"button\" class=\"plain\">" << wording::show_changes
        << "</button></p></body></html>";
    return out.str();
}

std::string open_html(OpenWhy why) {
    Html out;
    head(out, wording::open_title.text(), "");
    out << "<body data-live=\"open\"><main id=\"plan\"><h1>" << wording::open_title << "</h1>";
    switch (why) {
        case OpenWhy::asked: break;
        case OpenWhy::over:
            out << "<p class=\"notice sorry\" role=\"alert\">" << wording::link_over << "</p>";
            break;
        case OpenWhy::closed:
            out << "<p class=\"notice\" role=\"status\">" << wording::closed_here << "</p>";
            break;
        case OpenWhy::too_often:
            out << "<p class=\"notice sorry\" role=\"alert\">";
            out.text(wording::cannot("too_many_attempts")) << "</p>";
            break;
    }
    out << "<p id=\"opening\" role=\"status\" hidden>" << wording::opening
        << "</p><form method=\"post\" action=\"/plan/open\"><p>" << wording::open_help
        << "</p><label>" << wording::link_label
        << "<input name=\"link\" maxlength=\"500\" autocomplete=\"off\" required></label><button "
           "type=\"submit\" class=\"main\">"
        << wording::open_it << "</button></form></main></body></html>";
    return out.str();
}

std::string code_html(const Brand& brand, const std::string& token, bool wrong) {
    Html out;
    head(out, wording::code_title.text(), brand.colour);
    out << "<body data-live=\"code\">";
    masthead(out, brand, PageFor::guest);
    out << "<main id=\"plan\"><h1>" << wording::code_title << "</h1>";
    if (wrong) out << "<p class=\"notice sorry\" role=\"alert\">" << wording::code_wrong << "</p>";
    out << "<form method=\"post\" action=\"/plan/code\"><p>" << wording::code_help
        << "</p><input type=\"hidden\" name=\"token\" value=\"";
    out.text(token) << "\"><label>" << wording::code_label
                    << "<input name=\"code\" inputmode=\"numeric\" autocomplete=\"one-time-code\" "
                       "maxlength=\"6\" required></label><button type=\"submit\" class=\"main\">"
                    << wording::open_it << "</button></form></main><footer><p class=\"quiet\">"
                    << wording::code_not_come << "</p>";
    leave_form(out, token);
    out << "</footer></body></html>";
    return out.str();
}

// Whichever of black and white is read better on the colour: at least 4.5 to 1 in any case.
std::string brand_css(std::string_view colour) {
    if (colour.size() != 6) return {};
    const auto red = hex(colour.substr(0, 2)), green = hex(colour.substr(2, 2)),
               blue = hex(colour.substr(4, 2));
    if (!red || !green || !blue) return {};
    const double light = luminance(*red, *green, *blue);
    const bool white = 1.05 / (light + 0.05) >= (light + 0.05) / 0.05;
    return ":root{--brand:#" + std::string(colour) + ";--on-brand:" + (white ? "#fff" : "#000") +
           "}\n";
}

}  // namespace ante::api
