#include "scenarios/http/http_stage.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "api/deal_view.h"
#include "api/problem.h"
#include "api/relation_view.h"
#include "base/json.h"
#include "encoded.h"
#include "method/decide.h"
#include "store/deals.h"
#include "store/relations.h"
#include "store/workspace.h"

namespace ante::scenarios {

using namespace method;
using api::Verb;

namespace {

const Instant beginning = Zone::named("Europe/Berlin").value().at(make_date(2026, 5, 4), 9h);

// The body of a command's operation: its fields, but for those that the path names.
template <class C>
std::string body_of(const C& command) {
    boost::json::object body = boost::json::parse(to_json(command)).as_object();
    for (const FieldRow& row : type_of<C>().fields)
        if (row.limits.from_path) body.erase(row.name);
    return boost::json::serialize(body);
}

No kind_of(int status) {
    switch (status) {
        case 400: return No::invalid;
        case 401: return No::unauthenticated;
        case 403: return No::forbidden;
        case 404: return No::not_found;
        case 409: return No::conflict;
        case 412: return No::stale;
        case 428: return No::version_missing;
        case 503: return No::unavailable;
        default: return status >= 500 ? No::broken : No::refused;
    }
}

template <class... Fs>
struct Choose : Fs... {
    using Fs::operator()...;
};
template <class... Fs>
Choose(Fs...) -> Choose<Fs...>;

template <class T>
Result<T> id_in(const std::string& body) {
    const boost::json::value value = boost::json::parse(body);
    const auto id = Uuid::parse(value.at("id").as_string());
    if (!id) return broken("The answer has no id: " + body);
    return T{*id};
}

}  // namespace

HttpStage::HttpStage(House& house) : house_(house), client_(house.port()) {
    house_.it_is(beginning);
    workspace_ = house_.open_workspace(beginning);
    const std::string mail = "@" + workspace_.text() + ".example";
    admin_ = house_.let_in(
        workspace_, {.name = "Ada", .email = "ada" + mail, .role = MemberRole::admin}, beginning);
    sam_ = house_.let_in(workspace_, {.name = "Sam", .email = "sam" + mail, .team = "north"},
                         beginning);
    keys_[sam_.member] = sam_;
}

// ---- the wire

Result<HttpStage::Yes> HttpStage::send(const House::Key& who, const Call& call,
                                       const std::string& if_match, Instant now) {
    house_.it_is(now);
    std::string request = std::string(word_of(call.verb)) + " /api/v1" + call.path +
                          " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(house_.port()) +
                          "\r\nAuthorization: Bearer " + who.token + "\r\n";
    if (!if_match.empty()) request += "If-Match: " + if_match + "\r\n";
    if (call.verb != Verb::get)
        request += "Idempotency-Key: step-" + std::to_string(++sent_) +
                   "\r\nContent-Length: " + std::to_string(call.body.size()) + "\r\n";
    if (!call.body.empty()) request += "Content-Type: application/json\r\n";
    server::tests::Got got = client_.ask(request + "\r\n" + call.body);
    if (!got.whole) return broken("The server did not answer " + call.path + ".");
    if (got.status < 300) return Yes{got.headers["etag"], std::move(got.body)};

    TRY(const auto problem, from_json<api::Problem>(got.body, Input::stored));
    Error error{kind_of(got.status), problem.code, problem.detail, {}};
    for (const api::ProblemPlace& place : problem.errors)
        error.fields.push_back({place.pointer, place.code, place.detail});
    return error;
}

Result<HttpStage::Yes> HttpStage::get(const House::Key& who, const std::string& path, Instant now) {
    return send(who, {Verb::get, path, "", false}, "", now);
}

// ---- setting the scene

Result<MemberId> HttpStage::colleague(const std::string& name, Level level, Instant now) {
    const Member member{
        .name = name,
        .email = "m" + std::to_string(++members_) + "@" + workspace_.text() + ".example",
        .level = level,
        .team = "north"};
    TRY(const Yes made, send(admin_, {Verb::post, "/members", body_of(member), false}, "", now));
    TRY(const auto id, id_in<MemberId>(made.body));
    keys_[id] = house_.key_for(workspace_, id, now);
    return id;
}

Result<AccountId> HttpStage::account(const std::string& name, Instant now) {
    const Account account{.name = name};
    TRY(const Yes made, send(sam_, {Verb::post, "/accounts", body_of(account), false}, "", now));
    return id_in<AccountId>(made.body);
}

Result<void> HttpStage::set_fit(AccountId id, int fit, Instant now) {
    const std::string path = "/accounts/" + id.text();
    TRY(const Yes before, get(sam_, path, now));
    TRY(Account account, from_json<Account>(before.body, Input::stored));
    account.fit = fit;
    TRYV(send(sam_, {Verb::put, path, body_of(account)}, before.etag, now));
    return success();
}

Result<void> HttpStage::set_tier(AccountId id, Tier tier, Instant now) {
    const std::string path = "/accounts/" + id.text();
    TRY(const Yes before, get(sam_, path, now));
    TRY(Account account, from_json<Account>(before.body, Input::stored));
    account.tier = tier;
    TRYV(send(sam_, {Verb::put, path, body_of(account)}, before.etag, now));
    return success();
}

Result<void> HttpStage::touch(const Touch& touch, Instant now) {
    boost::json::object body = boost::json::parse(body_of(touch)).as_object();
    body.erase("account");
    TRYV(send(sam_,
              {Verb::post, "/accounts/" + touch.account.text() + "/touches",
               boost::json::serialize(body), false},
              "", now));
    return success();
}

Result<void> HttpStage::see_every(PersonId id, std::int64_t days, Instant now) {
    const std::string path = "/people/" + id.text();
    TRY(const Yes before, get(sam_, path, now));
    TRY(Person person, from_json<Person>(before.body, Input::stored));
    person.every_days = days;
    TRYV(send(sam_, {Verb::put, path, body_of(person)}, before.etag, now));
    return success();
}

Result<PersonId> HttpStage::person(AccountId account, const std::string& name, Level level,
                                   Instant now) {
    Person person{.account = account, .name = name, .level = level};
    TRY(const Yes made, send(sam_, {Verb::post, "/people", body_of(person), false}, "", now));
    TRY(person.id, id_in<PersonId>(made.body));
    people_[person.id] = person;
    return person.id;
}

// The pace is measured and can't be chosen over HTTP: it is put where measuring would put it.
Result<void> HttpStage::set(const Settings& settings, Instant now) {
    TRY(const Yes before, get(admin_, "/settings", now));
    TRYV(send(admin_, {Verb::put, "/settings", body_of(settings)}, before.etag, now));
    TRYV(house_.store().write_now([&](store::Transaction& in) -> Result<void> {
        TRY(auto workspace, store::enter(in, workspace_));
        if (workspace.settings() != settings) {
            TRYV(store::change_settings(in, workspace, settings, {{}, now, "scenario"}));
        }
        for (std::size_t did = 100; did == 100;) {
            TRY(did, store::catch_up_relations(in, workspace, 100));
        }
        for (std::size_t did = 100; did == 100;) {
            TRY(did, store::catch_up(in, workspace, 100));
        }
        return success();
    }));
    settings_ = settings;
    return success();
}

Result<DealId> HttpStage::open(const OpenDeal& opening, Instant now) {
    TRY(const Yes made, send(sam_, {Verb::post, "/deals", body_of(opening), false}, "", now));
    TRY(const auto view, from_json<api::DealView>(made.body, Input::stored));
    TRY(const Deal deal, from_json<Deal>(view.deal.json, Input::stored));
    etags_[deal.id] = made.etag;
    return deal.id;
}

// ---- steps

HttpStage::Call HttpStage::call_for(const Deal& of, const Command& command) const {
    const std::string deal = "/deals/" + of.id.text();
    const auto meeting = [](const auto& c) { return "/meetings/" + c.meeting.text(); };
    const auto promise = [](const auto& c) { return "/promises/" + c.promise.text(); };
    const auto request = [](const auto& c) { return "/requests/" + c.request.text(); };
    const auto post = [](std::string path, const auto& c) {
        return Call{Verb::post, std::move(path), body_of(c)};
    };
    // clang-format off
    return std::visit(Choose{
        [&](const OpenDeal& c)         { return Call{Verb::post, "/deals", body_of(c), false}; },
        [&](const ChangeDeal& c)       { return Call{Verb::patch, deal, body_of(c)}; },
        [&](const HandOver& c)         { return post(deal + "/hand-over", c); },
        [&](const EnterStage& c)       { return post(deal + "/stage", c); },
        [&](const WinDeal& c)          { return post(deal + "/win", c); },
        [&](const LoseDeal& c)         { return post(deal + "/lose", c); },
        [&](const ParkDeal& c)         { return post(deal + "/park", c); },
        [&](const ReopenDeal& c)       { return post(deal + "/reopen", c); },
        [&](const AddPlayer& c)        { return post(deal + "/players", c); },
        [&](const ChangePlayer& c)     { return Call{Verb::put, deal + "/players/" + c.person.text(), body_of(c)}; },
        [&](const RemovePlayer& c)     { return Call{Verb::del, deal + "/players/" + c.person.text(), ""}; },
        [&](const FollowPerson&)       { return Call{}; },  // Not for callers.
        [&](const MergePlayer&)        { return Call{}; },  // Nor these.
        [&](const PartPlayer&)         { return Call{}; },
        [&](const MoveDeal&)           { return Call{}; },
        [&](const RemoveDeal&)         { return Call{}; },
        [&](const WriteHomework& c)    { return Call{Verb::put, deal + "/homework", body_of(c)}; },
        [&](const ScheduleMeeting& c)  { return post(deal + "/meetings", c); },
        [&](const ChangeMeeting& c)    { return Call{Verb::patch, meeting(c), body_of(c)}; },
        [&](const CancelMeeting& c)    { return post(meeting(c) + "/cancel", c); },
        [&](const WritePlan& c)        { return Call{Verb::put, meeting(c) + "/plan", body_of(c)}; },
        [&](const AnswerAsk& c)        { return post(meeting(c) + "/asks/" + c.ask.text() + "/answer", c); },
        [&](const PlaceAsk& c)         { return post(meeting(c) + "/asks", c); },
        [&](const CorrectAsk& c)       { return post(meeting(c) + "/asks/" + c.ask.text() + "/correct", c); },
        [&](const RecordHesitation& c) { return post(meeting(c) + "/hesitation", c); },
        [&](const TakeReading& c)      { return post(meeting(c) + "/readings", c); },
        [&](const DebriefMeeting& c)   { return post(meeting(c) + "/debrief", c); },
        [&](const SendRecap& c)        { return post(meeting(c) + "/recap", c); },
        [&](const CorrectRecap& c)     { return post(meeting(c) + "/recap/correct", c); },
        [&](const ProposePromise& c)   { return post(deal + "/promises", c); },
        [&](const AgreePromise& c)     { return post(promise(c) + "/agree", c); },
        [&](const DeclinePromise& c)   { return post(promise(c) + "/decline", c); },
        [&](const KeepPromise& c)      { return post(promise(c) + "/keep", c); },
        [&](const MissPromise& c)      { return post(promise(c) + "/miss", c); },
        [&](const CorrectPromise& c)   { return post(promise(c) + "/correct", c); },
        [&](const ReleasePromise& c)   { return post(promise(c) + "/release", c); },
        [&](const WithdrawPromise& c)  { return post(promise(c) + "/withdraw", c); },
        [&](const MovePromise& c)      { return post(promise(c) + "/move", c); },
        [&](const StartPlan&)          { return Call{}; },  // Made of a template, by another call.
        [&](const MoveGoLive& c)       { return post(deal + "/go-live", c); },
        [&](const AskRequest& c)       { return post(deal + "/requests", c); },
        [&](const AcceptRequest& c)    { return post(request(c) + "/accept", c); },
        [&](const DeclineRequest& c)   { return post(request(c) + "/decline", c); },
        [&](const DeliverRequest& c)   { return post(request(c) + "/deliver", c); },
        [&](const CorrectDelivery& c)  { return post(request(c) + "/correct", c); },
        [&](const AnswerRequest& c)    { return post(request(c) + "/answer", c); },
        [&](const WithdrawRequest& c)  { return post(request(c) + "/withdraw", c); },
        [&](const MakeTouch& c) {
            boost::json::object body = boost::json::parse(body_of(c)).as_object();
            body["deal"] = of.id.text();
            return Call{Verb::post, "/accounts/" + of.account.text() + "/touches", boost::json::serialize(body), false};
        },
        [&](const AnswerTouch& c)      { return Call{Verb::post, "/touches/" + c.touch.text() + "/answer", body_of(c), false}; },
        [&](const RecordReply& c)      { return post(deal + "/replies", c); },
        [&](const Snooze& c)           { return post(deal + "/snooze", c); },
        [&](const AddNote& c)          { return post(deal + "/notes", c); },
        [&](const ProposeLettingGo& c) { return post(deal + "/letting-go", c); },
        [&](const AgreeLettingGo& c)   { return post(deal + "/letting-go/agree", c); },
        [&](const DeclineLettingGo& c) { return post(deal + "/letting-go/decline", c); },
        [&](const CounterPromise&)     { return Call{}; },  // On the buyer's page only: perform_as.
        [&](const NameColleague&)      { return Call{}; },
        [&](const AcceptCounter& c)    { return post(promise(c) + "/counter/accept", c); },
        [&](const LeaveCounter& c)     { return post(promise(c) + "/counter/leave", c); },
        [&](const ConfirmColleague& c) { return post(deal + "/colleagues/" + c.colleague.text() + "/confirm", c); },
        [&](const DismissColleague& c) { return post(deal + "/colleagues/" + c.colleague.text() + "/dismiss", c); },
        [&](const ShareGoal& c)        { return Call{Verb::put, deal + "/goal", body_of(c)}; },
    }, command);
    // clang-format on
}

Result<void> HttpStage::perform(DealId id, const Command& command, Instant now) {
    TRY(const Deal deal, fetch(id, now));
    const Call call = call_for(deal, command);
    const auto done = send(sam_, call, call.versioned ? etags_[id] : std::string(), now);
    if (!done) {
        if (done.error().code == "input_invalid")
            return what_the_method_says(done.error(), deal, command, now);
        return done.error();
    }
    return success();
}

// What an operation's own limits refuse (blank texts, ranges), it refuses before the method looks.
// The method must refuse it as well, and the scenario knows its word for it.
Error HttpStage::what_the_method_says(const Error& malformed, const Deal& deal,
                                      const Command& command, Instant now,
                                      std::optional<PersonId> by) {
    if (malformed.fields.empty() && !by) return broken("input_invalid names no field.");
    std::vector<Known> known;
    for (const auto& [id, person] : people_)
        if (person.account == deal.account) known.push_back({id, person.name, person.level});
    const Zone zone = Zone::named(settings_.time_zone).value();
    const Outcome outcome = decide(
        deal, command,
        {.at = now,
         .by = by ? Actor{.member = {}, .person = by} : Actor{.member = sam_.member, .person = {}},
         .settings = settings_,
         .zone = zone,
         .ids = ids_,
         .known = known});
    return outcome ? malformed : outcome.error();
}

// ---- on the buyer's page

namespace {

// What of a command a form says, and at which address; "" if the page has no such form.
std::pair<std::string, std::string> form_for(const Command& command) {
    const auto day = [](const std::optional<Date>& due) {
        return due ? "&due=" + text_of(*due) : std::string();
    };
    if (const auto* c = std::get_if<CounterPromise>(&command))
        return {"suggest", "promise=" + c->promise.text() + "&what=" + tests::encoded(c->what) +
                               day(c->due) + "&words=" + tests::encoded(c->words)};
    if (const auto* c = std::get_if<NameColleague>(&command))
        return {"name", "name=" + tests::encoded(c->name) + "&does=" + tests::encoded(c->does)};
    return {};
}

}  // namespace

server::tests::Got HttpStage::on_page(const std::string& verb, const std::string& path,
                                      const std::string& session, const std::string& form,
                                      Instant now) {
    house_.it_is(now);
    std::string request = verb + " " + path +
                          " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(house_.port()) +
                          "\r\nSec-Fetch-Site: same-origin\r\n";
    if (!session.empty()) request += "Cookie: __Host-plan=" + session + "\r\n";
    if (verb == "POST")
        request += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                   std::to_string(form.size()) + "\r\n";
    return client_.ask(request + "\r\n" + form);
}

// A fresh session of his link, which is made when he first does something.
Result<std::string> HttpStage::page_session(PersonId person, DealId deal, Instant now) {
    std::string& secret = pages_[{person, deal}];
    if (secret.empty()) {
        TRY(const Yes made, send(sam_,
                                 {Verb::post, "/deals/" + deal.text() + "/plan-links",
                                  R"({"days":730,"person":")" + person.text() + "\"}", false},
                                 "", now));
        const auto url = std::string(boost::json::parse(made.body).at("url").as_string());
        secret = url.substr(url.find('#') + 1);
    }
    auto opened = on_page("POST", "/plan/open", "", "link=" + tests::encoded(secret), now);
    const std::string cookie = opened.headers["set-cookie"];
    const auto from = cookie.find('=') + 1;
    if (opened.status != 303) return broken("The link does not open the page.");
    return cookie.substr(from, cookie.find(';') - from);
}

Result<void> HttpStage::perform_as(PersonId person, DealId id, const Command& command,
                                   Instant now) {
    TRY(const Deal deal, fetch(id, now));
    TRY(const std::string session, page_session(person, id, now));
    const std::string page = on_page("GET", "/plan", session, "", now).body;
    const auto token = page.find("name=\"token\" value=\"");
    if (token == std::string::npos) return broken("The page has no form.");
    const auto [deed, form] = form_for(command);
    const auto done = on_page("POST", "/plan/" + deed, session,
                              form + "&token=" + page.substr(token + 20, 32), now);
    if (done.status == 303) return success();
    if (done.status != 422) return broken("The page answers " + std::to_string(done.status));
    // The page tells him in its own words; the method must have refused it, too.
    return what_the_method_says(broken("The page refused what the method accepts."), deal, command,
                                now, person);
}

// ---- looks

Result<Deal> HttpStage::fetch(DealId id, Instant now) {
    TRY(const Look seen, look(id, now));
    return seen.deal;
}

Result<Look> HttpStage::look(DealId id, Instant now) {
    TRY(const Yes got, get(sam_, "/deals/" + id.text(), now));
    TRY(const auto view, from_json<api::DealView>(got.body, Input::stored));
    etags_[id] = got.etag;

    Look look;
    TRY(look.deal, from_json<Deal>(view.deal.json, Input::stored));
    look.buyer_stake = view.numbers.buyer_stake;
    look.seller_stake = view.numbers.seller_stake;
    if (view.numbers.skin) look.skin_in_the_game = static_cast<int>(*view.numbers.skin);
    look.momentum = view.numbers.momentum;
    look.meetings_held = view.numbers.meetings_held;
    look.meetings_with_advance = view.numbers.meetings_with_advance;
    for (const api::MeetingVerdict& one : view.verdicts) look.verdicts[one.meeting] = one.verdict;
    for (const api::SignalView& one : view.signals) {
        if (one.holds != (one.holds_from <= now))
            return broken("The answer says that " + one.rule + " holds when it does not.");
        look.signals.push_back(
            {one.rule, one.about, one.subject, one.severity, one.holds_from, one.because});
    }
    TRY(const Yes beside, get(sam_, "/accounts/" + look.deal.account.text() + "/relation", now));
    TRY(const auto relation, from_json<api::RelationView>(beside.body, Input::stored));
    for (const api::SignalView& one : relation.signals)
        look.signals.push_back(
            {one.rule, one.about, one.subject, one.severity, one.holds_from, one.because});
    return look;
}

Result<std::vector<Row>> HttpStage::today(MemberId member, Instant now) {
    TRY(const Yes got, get(keys_.at(member), "/today?limit=200", now));
    const boost::json::value page = boost::json::parse(got.body);
    std::vector<Row> rows;
    for (const boost::json::value& item : page.at("items").as_array()) {
        TRY(const auto id, id_in<DealId>(boost::json::serialize(item.at("deal"))));
        rows.push_back({id, std::string(item.at("signals").at(0).at("rule").as_string())});
    }
    return rows;
}

}  // namespace ante::scenarios
