#include "api/buyer/front.h"

#include <sodium.h>

#include <array>

#include "api/buyer/deeds.h"
#include "api/buyer/guest.h"
#include "api/buyer/page_html.h"
#include "api/door.h"
#include "api/input.h"
#include "api/invitations.h"
#include "api/pages.h"
#include "api/problem.h"
#include "api/rounds.h"
#include "api/streams.h"
#include "api/workers.h"
#include "store/directory.h"
#include "store/outbox.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

constexpr std::string_view html = "text/html; charset=utf-8";

// One request on its way. Lives until it is answered.
struct Visit {
    House& house;
    Request request;
    Respond respond;
    std::string session{};  // its secret; empty: none
    std::vector<Parameter> form{};
    Answer answer{};
};
using Coming = std::shared_ptr<Visit>;

Answer page(std::string text, int status = 200) {
    return {.status = status, .content_type = std::string(html), .content = std::move(text)};
}
Answer way_to(std::string where) {
    Answer answer{.status = 303, .content_type = std::string(html), .content = std::string()};
    answer.headers.push_back({"Location", std::move(where)});
    return answer;
}
Answer nothing_open(OpenWhy why) {
    Answer answer = page(open_html(why), why == OpenWhy::too_often ? 429 : 200);
    answer.headers.push_back(clear_cookie(guest_cookie));
    return answer;
}
Header session_cookie(const std::string& secret) {
    return set_cookie(guest_cookie, secret,
                      std::chrono::duration_cast<std::chrono::seconds>(store::plan_session_lives));
}

// Which question a mail asked about: "?request=…&answer=not_quite". Only what could be ours.
std::string about_in(std::string_view query) {
    const auto parameters = form_of(query.substr(0, query.find('#')));
    if (parameters.has_error()) return {};
    const auto request = Uuid::parse(value_in(parameters.value(), "request"));
    if (!request) return {};
    const bool quite = value_in(parameters.value(), "answer") != "not_quite";
    return "?request=" + request->text() + "&answer=" + (quite ? "yes" : "not_quite");
}

// ---- reading

Result<Answer> plan(Visit& visit, store::Connection& db) {
    if (visit.session.empty()) return page(open_html(OpenWhy::asked));
    auto guest = guest_in(db, visit.session, visit.request.now);
    if (guest.has_error()) {
        if (guest.error().code == "plan_over") return nothing_open(OpenWhy::over);
        if (guest.error().code != "plan_code_wanted") return guest.error();
        TRY(const auto known, store::plan_session(db, visit.session, visit.request.now));
        if (!known) return nothing_open(OpenWhy::over);
        TRY(const auto workspace, store::look_into(db, known->guest.workspace));
        TRY(const Brand brand, brand_of(db, workspace));
        return page(code_html(brand, form_token(visit.session), false));
    }
    const Guest& in = guest.value();
    TRY(const PlanPage shown,
        plan_page_of(db, in.workspace, in.deal.deal, in.person, visit.request.now));
    Shown how{.token = form_token(visit.session)};
    how.thanks = visit.request.parameter("said").value_or("");
    how.about = visit.request.parameter("request").value_or("");
    how.not_quite = visit.request.parameter("answer").value_or("") == "not_quite";
    return page(plan_html(shown, in.workspace.zone(), how));
}

Result<Answer> logo(Visit& visit, store::Connection& db) {
    TRY(const Guest guest, guest_in(db, visit.session, visit.request.now));
    TRY(auto found, store::logo_of(db, guest.by.workspace));
    if (!found) return not_found("logo");
    return Answer{.content_type = found->content_type,
                  .content = std::move(found->bytes),
                  .headers = {{"Cache-Control", "private, max-age=86400"}}};
}

// His dates for his own calendar: the next meeting under the name that an invitation gives it, and
// what he has in hand, all day.
Result<Answer> calendar(Visit& visit, store::Connection& db) {
    TRY(const Guest guest, guest_in(db, visit.session, visit.request.now));
    const Deal& deal = guest.deal.deal;
    TRY(const PlanPage shown,
        plan_page_of(db, guest.workspace, deal, guest.person, visit.request.now));
    std::vector<connect::CalendarEvent> events;
    if (shown.next)
        if (const Meeting* meeting = deal.meeting(shown.next->id)) {
            Meeting as_shown = *meeting;
            as_shown.title = shown.next->title;
            connect::CalendarEvent event = event_of(deal, as_shown, "");
            TRY(const auto invited, invitation_of(db, guest.workspace.id, meeting->id));
            if (invited) event.sequence = invited->sequence;
            events.push_back(std::move(event));
        }
    for (const PlanPromise& promise : shown.promises) {
        if (promise.whose != Whose::yours || promise.state != PlanState::agreed) continue;
        connect::CalendarEvent event;
        event.uid = promise.id.text() + "@plan.ante";
        event.title = promise.what;
        event.day = promise.due;
        event.days = 1;
        event.busy = false;
        events.push_back(std::move(event));
    }
    return Answer{.content_type = "text/calendar; charset=utf-8",
                  .content = connect::calendar_feed(shown.title, events, visit.request.now),
                  .headers = {{"Content-Disposition", "attachment; filename=\"our-plan.ics\""}}};
}

// What a page is drawn from, by versions, and what it looks like, in few bytes: compared, never
// shown. While the versions stand it need not be drawn to know that it looks the same. Links made
// for others show with the deal's next change.
struct Seen {
    std::int64_t deal = -1;
    std::int64_t workspace = -1;
    Date today{};
    std::string looks{};

    bool is_of(const Seen& other) const {
        return deal == other.deal && workspace == other.workspace && today == other.today;
    }
};
Result<Seen> versions_of(store::Connection& db, const store::PlanGuest& by, const Zone& zone,
                         Instant now) {
    Seen seen{.today = zone.date_of(now)};
    TRYV(
        db.each("SELECT d.version, w.version FROM deal d JOIN workspace w ON w.workspace_id = "
                "d.workspace_id WHERE d.workspace_id = $1 AND d.deal_id = $2",
                {by.workspace, by.link.deal}, [&](const store::Row& row) -> Result<void> {
                    seen.deal = row.integer(0);
                    seen.workspace = row.integer(1);
                    return success();
                }));
    return seen;
}
Result<Seen> seen_by(store::Connection& db, const Guest& guest, Instant now) {
    const Zone& zone = guest.workspace.zone();
    TRY(Seen seen, versions_of(db, guest.by, zone, now));
    TRY(const PlanPage shown,
        plan_page_of(db, guest.workspace, guest.deal.deal, guest.person, now));
    seen.looks = store::hash_of(plan_main(shown, zone, {}).str());
    return seen;
}

// Says "changed" when the page would look otherwise: what we do in the deal beside his plan is none
// of his business, not even that we did. A commit anywhere else costs two looks at a key.
class Watching {
public:
    Watching(House& house, std::string session, Zone zone, Seen seen)
        : house_(house), session_(std::move(session)), zone_(zone), seen_(std::move(seen)) {}

    Source::Piece look() {
        auto now_seen =
            house_.store.read([&](store::Connection& db) { return see(db, house_.clock()); });
        if (now_seen.has_error())
            return {{},
                    now_seen.error().kind == No::unauthenticated ? Source::State::done
                                                                 : Source::State::broken};
        const bool changed = now_seen.value().looks != seen_.looks;
        seen_ = std::move(now_seen).value();
        return {changed ? event_text("", "", "changed") : std::string(), Source::State::later};
    }

private:
    Result<Seen> see(store::Connection& db, Instant now) const {
        // A session that opens nothing any more is told so by guest_in.
        TRY(const auto known, store::plan_session(db, session_, now));
        if (known) {
            TRY(const Seen versions, versions_of(db, known->guest, zone_, now));
            if (versions.is_of(seen_)) return seen_;
        }
        TRY(const Guest guest, guest_in(db, session_, now));
        return seen_by(db, guest, now);
    }

    House& house_;
    const std::string session_;
    const Zone zone_;
    Seen seen_;
};

Result<Answer> events(Visit& visit, store::Connection& db) {
    TRY(const Guest guest, guest_in(db, visit.session, visit.request.now));
    TRY(Seen seen, seen_by(db, guest, visit.request.now));
    auto watching = std::make_shared<Watching>(visit.house, visit.session, guest.workspace.zone(),
                                               std::move(seen));
    return Answer{
        .content_type = "text/event-stream",
        .content = Events{stream_of(visit.house, [watching] { return watching->look(); })}};
}

// ---- coming in

std::string fresh_code() {
    std::string code = std::to_string(::randombytes_uniform(1'000'000));
    return std::string(6 - code.size(), '0') + code;
}

// A code to the address that we have of him; nothing in the mail says what it is for but our name.
Result<void> send_code(store::Transaction& in, const store::PlanGuest& guest, const Person& person,
                       const std::string& code, Instant now) {
    TRY(const auto workspace, store::look_into(in.db(), guest.workspace));
    store::Letter letter{.kind = store::LetterKind::code,
                         .to_name = person.name,
                         .to_address = person.email,
                         .subject = "Your code for our plan",
                         .text = "Your code is " + code +
                                 ". It is good for a quarter of an hour.\n\nIf you did not just "
                                 "open our plan, somebody else has your link: please tell us.\n\n" +
                                 workspace.settings().name + "\n",
                         .person = person.id,
                         .urgent = true};
    TRYV(store::put_letter(in, guest.workspace, letter, now));
    return success();
}

Result<void> open_in(store::Transaction& in, Visit& visit) {
    const Instant now = visit.request.now;
    const std::string link = value_in(visit.form, "link");
    const std::string secret = secret_in(link);
    visit.answer = nothing_open(OpenWhy::over);
    if (secret.empty() || secret.size() > 200) return success();
    TRY(const auto guest, store::guest_by_secret(in.db(), secret, now));
    if (!guest) return success();
    const auto person = person_of(in.db(), guest->workspace, guest->link);
    if (person.has_error()) return success();

    std::string code;
    if (guest->link.email_check) {
        visit.answer = nothing_open(OpenWhy::too_often);
        if (person.value().email.empty()) return success();
        TRY(const bool may, store::may_send_plan_code(in.db(), *guest, now));
        if (!may) return success();
        code = fresh_code();
        TRYV(send_code(in, *guest, person.value(), code, now));
        in.after_commit([&rounds = visit.house.rounds] { rounds.wake("post"); });
    }
    // Always a fresh session: one that somebody slipped into the browser before is not taken over.
    if (!visit.session.empty()) {
        TRYV(store::close_plan_session(in.db(), visit.session));
    }
    TRY(const std::string session, store::open_plan_session(in.db(), *guest, now, code));
    if (code.empty()) {
        TRYV(store::note_seen(in.db(), *guest, now));
    }
    const auto query = link.find('?');
    visit.answer =
        way_to("/plan" + (query == std::string::npos ? "" : about_in(link.substr(query + 1))));
    visit.answer.headers.push_back(session_cookie(session));
    return success();
}

Result<void> code_in(store::Transaction& in, Visit& visit) {
    TRY(const auto known, store::plan_session(in.db(), visit.session, visit.request.now));
    visit.answer = nothing_open(OpenWhy::over);
    if (!known) return success();
    TRY(const auto said, store::say_plan_code(in.db(), visit.session, value_in(visit.form, "code"),
                                              visit.request.now));
    if (said == store::CodeSaid::over) return success();
    if (said == store::CodeSaid::wrong) {
        TRY(const auto workspace, store::look_into(in.db(), known->guest.workspace));
        TRY(const Brand brand, brand_of(in.db(), workspace));
        visit.answer = page(code_html(brand, form_token(visit.session), true), 422);
        return success();
    }
    TRYV(store::note_seen(in.db(), known->guest, visit.request.now));
    visit.answer = way_to("/plan");
    return success();
}

Result<void> leave_in(store::Transaction& in, Visit& visit) {
    TRYV(store::close_plan_session(in.db(), visit.session));
    visit.answer = nothing_open(OpenWhy::closed);
    return success();
}

// ---- deeds

Refused refused_of(const Error& error, Deed deed, const std::vector<Parameter>& form) {
    std::string about;
    for (const auto name : {"promise", "request", "meeting"})
        if (about.empty()) about = value_in(form, name);
    return {.code = error.code,
            .deed = std::string(word_of(deed)),
            .about = std::move(about),
            .what = value_in(form, "what"),
            .due = value_in(form, "due"),
            .words = value_in(form, "words"),
            .name = value_in(form, "name"),
            .email = value_in(form, "email"),
            .does = value_in(form, "does")};
}

Result<void> carried_out(store::Transaction& in, Guest& guest, Deed deed, const Visit& visit) {
    DeedForm form;
    TRYV(read_input(type_of<DeedForm>(), &form, {}, visit.form, std::nullopt));
    if (form.token != form_token(visit.session))
        return refuse("form_old", "The form is of another session.");
    TRYV(visit.house.door.knock_by(guest.by.link.id.text(), visit.request.now));
    TRY(const auto command,
        command_of(guest.deal.deal, guest.person, deed, form, visit.request.now));
    if (!command) return success();
    const store::Cause cause{{.member = {}, .person = guest.person},
                             visit.request.now,
                             std::string(visit.request.request_id)};
    TRYV(store::perform(in, guest.workspace, guest.deal, *command, {visit.request.now, {}, {}},
                        cause));
    return store::note_seen(in.db(), guest.by, visit.request.now);
}

// A refusal is a page, too: as it stands now, with what he typed.
Result<void> deed_in(store::Transaction& in, Visit& visit, Deed deed) {
    auto guest = guest_in(in, visit.session, visit.request.now);
    if (guest.has_error()) {
        if (guest.error().kind != No::unauthenticated) return guest.error();
        visit.answer = nothing_open(OpenWhy::over);
        return success();
    }
    const auto done = carried_out(in, guest.value(), deed, visit);
    if (done.has_value()) {
        visit.answer = way_to("/plan?said=" + std::string(word_of(deed)));
        return success();
    }
    const No kind = done.error().kind;
    const bool his =
        kind == No::refused || kind == No::invalid || kind == No::not_found || kind == No::too_many;
    if (!his) return done.error();
    const Guest& at = guest.value();
    TRY(const PlanPage shown,
        plan_page_of(in.db(), at.workspace, at.deal.deal, at.person, visit.request.now));
    visit.answer = page(plan_html(shown, at.workspace.zone(),
                                  {.token = form_token(visit.session),
                                   .refused = refused_of(done.error(), deed, visit.form)}),
                        422);
    return success();
}

// ---- the way through

void answer(Visit& visit, Answer answer) {
    visit.respond(std::move(answer));
    visit.respond = {};
}
void answer(Visit& visit, const Error& error) {
    answer(visit, problem_answer(error, visit.request.request_id));
}

using Reads = Result<Answer> (*)(Visit&, store::Connection&);
void read(const Coming& visit, Reads what) {
    const auto go = [visit, what] {
        auto done = visit->house.store.read(
            [&](store::Connection& db) -> Result<Answer> { return what(*visit, db); });
        if (done.has_error()) return answer(*visit, done.error());
        answer(*visit, std::move(done).value());
    };
    if (visit->house.store.engine() == store::Engine::sqlite) return go();
    if (!visit->house.workers.take(go))
        answer(*visit, {No::unavailable, "too_busy", "Too much waits already; try again.", {}});
}

void write(const Coming& visit,
           const std::function<Result<void>(store::Transaction&, Visit&)>& what) {
    visit->house.store.write(
        [visit, what](store::Transaction& in) {
            visit->answer = {};
            return what(in, *visit);
        },
        [visit](const Result<void>& done) {
            if (done.has_error()) return answer(*visit, done.error());
            answer(*visit, std::move(visit->answer));
        });
}

std::optional<Deed> deed_named(std::string_view word) {
    for (std::size_t i = 0; i < words(Deed{}).size(); ++i)
        if (words(Deed{})[i] == word) return static_cast<Deed>(i);
    return std::nullopt;
}

void get(const Coming& visit, std::string_view what) {
    if (what.empty()) return read(visit, plan);
    if (what == "events") return read(visit, events);
    if (what == "logo") return read(visit, logo);
    if (what == "calendar.ics") return read(visit, calendar);
    Answer file{.headers = {{"Cache-Control", "no-cache"}}};
    if (what == "plan.css") {
        file.content_type = "text/css; charset=utf-8";
        file.content = Fixed{page_file("plan.css")};
    } else if (what == "plan.js") {
        file.content_type = "text/javascript; charset=utf-8";
        file.content = Fixed{page_file("plan.js")};
    } else if (what == "brand.css") {
        file.content_type = "text/css; charset=utf-8";
        file.content = brand_css(visit->request.parameter("c").value_or(""));
    } else {
        return answer(
            *visit,
            Error{No::not_found, "path_not_found", "There is nothing at this address.", {}});
    }
    answer(*visit, std::move(file));
}

// Whether it comes from a page of ours, and from this session's.
Result<void> check_sender(Visit& visit, bool opens) {
    const auto by = opens ? Credential::Kind::none : Credential::Kind::session;
    TRYV(check_origin(visit.request, visit.house.public_url, by));
    TRY(visit.form, form_of(visit.request.body.text()));
    if (opens) return visit.house.door.knock_from(visit.request.peer, visit.request.now);
    return success();
}

void post(const Coming& visit, std::string_view what) {
    const bool opens = what == "open";
    const auto deed = deed_named(what);
    if (!opens && !deed && what != "code" && what != "leave")
        return answer(
            *visit,
            Error{No::not_found, "path_not_found", "There is nothing at this address.", {}});
    if (const auto fine = check_sender(*visit, opens); fine.has_error()) {
        if (fine.error().kind != No::too_many) return answer(*visit, fine.error());
        return answer(*visit, nothing_open(OpenWhy::too_often));
    }
    if (opens) return write(visit, open_in);
    if (deed)
        return write(visit,
                     [deed](store::Transaction& in, Visit& at) { return deed_in(in, at, *deed); });
    if (value_in(visit->form, "token") != form_token(visit->session))
        return answer(*visit, nothing_open(OpenWhy::asked));
    write(visit, what == "code" ? code_in : leave_in);
}

}  // namespace

bool is_plan_address(const Request& request) {
    return !request.path.empty() && request.path.front() == "plan";
}

void answer_guest(House& house, Request request, Respond respond) {
    auto visit = std::shared_ptr<Visit>(new Visit{house, std::move(request), std::move(respond)});
    visit->session = visit->request.cookie(cookie_name(guest_cookie)).value_or("");
    const std::string what = visit->request.path.size() == 2 ? visit->request.path[1] : "";
    if (visit->request.path.size() > 2)
        return answer(
            *visit,
            Error{No::not_found, "path_not_found", "There is nothing at this address.", {}});
    if (visit->request.verb == Verb::get) return get(visit, what);
    if (visit->request.verb == Verb::post) return post(visit, what);
    answer(
        *visit,
        problem_answer(
            405, {No::refused, "method_not_allowed", "This address knows only GET and POST.", {}},
            visit->request.request_id));
}

}  // namespace ante::api
