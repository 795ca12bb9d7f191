// A member's own calendars: those that Ante looks into, what it found there and can't place, and
// the private feed that his calendar program reads. Nobody else sees any of it.

#include "store/calendars.h"

#include <algorithm>

#include "api/calendar_matching.h"
#include "api/calendar_sync.h"
#include "api/endpoints.h"
#include "api/outside.h"
#include "api/rounds.h"
#include "base/json.h"
#include "connect/caldav.h"
#include "store/records.h"
#include "store/sealed.h"

namespace ante::api {
namespace {

using namespace method;
using store::CalendarId;
using store::CalendarKind;
using store::CalendarRow;
using store::EntryId;
using store::EntryRow;

constexpr std::int64_t most_suggestions = 50;
constexpr Days suggested_back{7};  // What is longer ago nobody needs to be asked about.

// ---- calendars

struct CalendarView {
    CalendarId id{};
    CalendarKind kind = CalendarKind::url;
    std::string name;
    std::string place;
    bool keeps_private = false;
    bool writes = false;
    std::optional<Instant> synced_at{};
    std::optional<Instant> next_at{};
    std::string trouble;
    std::int64_t found = 0;
    std::int64_t matched = 0;
    std::int64_t suggested = 0;
    std::int64_t left_out = 0;
    std::vector<connect::CalendarProblem> problems{};
    static constexpr auto fields = describe(
        field<&CalendarView::id>("id", "Its id."),
        field<&CalendarView::kind>("kind", "Subscribed by address, uploaded, or by CalDAV."),
        field<&CalendarView::name>("name", "What it is called."),
        field<&CalendarView::place>("place", "The server it is on; its address is not told."),
        field<&CalendarView::keeps_private>(
            "keeps_private",
            "Titles and people of private entries are kept, too; else only when "
            "you are busy."),
        field<&CalendarView::writes>("writes", "Your meetings in Ante are put into it."),
        field<&CalendarView::synced_at>("synced_at", "When it was read last; absent: not yet."),
        field<&CalendarView::next_at>("next_at", "When it is looked into next."),
        field<&CalendarView::trouble>("trouble",
                                      "Why it could not be read the last time; empty: "
                                      "it could."),
        field<&CalendarView::found>("found", "Events in it."),
        field<&CalendarView::matched>("matched", "Of those in reach, meetings of deals."),
        field<&CalendarView::suggested>("suggested", "Of those in reach, you are asked about."),
        field<&CalendarView::left_out>("left_out", "Events that can't be read."),
        field<&CalendarView::problems>("problems", "What is wrong with them."));
};
struct Calendars {
    std::vector<CalendarView> items{};
    static constexpr auto fields =
        describe(field<&Calendars::items>("items", "Yours, in the order in which you added them."));
};

Result<CalendarView> view_of(store::Connection& db, const CalendarRow& row) {
    CalendarView view{.id = row.id,
                      .kind = row.kind,
                      .name = row.name,
                      .place = row.place,
                      .keeps_private = row.keeps_private,
                      .writes = row.writes,
                      .synced_at = row.synced_at,
                      .trouble = row.trouble,
                      .found = row.found,
                      .left_out = row.left_out};
    if (row.kind != CalendarKind::file) view.next_at = row.due_at;
    auto problems = from_json<std::vector<connect::CalendarProblem>>(row.complaints, Input::stored);
    if (problems.has_value()) view.problems = std::move(problems).value();
    TRYV(
        db.each("SELECT state, COUNT(*) FROM calendar_entry WHERE workspace_id = $1 AND "
                "source_id = $2 GROUP BY state",
                {row.workspace, row.id}, [&](const store::Row& count) -> Result<void> {
                    if (count.text(0) == "matched") view.matched = count.integer(1);
                    if (count.text(0) == "suggested") view.suggested = count.integer(1);
                    return success();
                }));
    return view;
}

Result<Calendars> list_calendars(const Reading& in, const Nothing&) {
    TRY(const auto rows, store::calendars_of(in.db, in.viewer.workspace, in.viewer.me));
    Calendars all;
    for (const CalendarRow& row : rows) {
        TRY(auto view, view_of(in.db, row));
        all.items.push_back(std::move(view));
    }
    return all;
}

struct OneCalendar {
    CalendarId calendar{};
    static constexpr auto fields =
        describe(field<&OneCalendar::calendar>("calendar", "The calendar.", {.from_path = true}));
};

// "https://calendar.example.com/x/secret.ics" is shown as "calendar.example.com".
std::string place_of(std::string_view address) {
    if (const auto at = address.find("://"); at != std::string_view::npos)
        address.remove_prefix(at + 3);
    return std::string(address.substr(0, address.find_first_of("/?#")));
}

Error wrong_address(std::string_view pointer, const Error& why) {
    return Error{
        No::invalid, "input_invalid", why.detail, {{std::string(pointer), why.code, why.detail}}};
}

void look_soon(Writing& in) {
    in.in.after_commit([&house = in.house] { house.rounds.wake(calendar_round); });
}

CalendarRow new_calendar(Writing& in, CalendarKind kind, const std::string& name) {
    return {.workspace = in.workspace.id,
            .id = in.in.ids().make<store::CalendarTag>(in.now),
            .owner = in.viewer.me,
            .kind = kind,
            .name = name,
            .due_at = in.now,
            .complaints = "[]",
            .made_at = in.now};
}

std::string sealed(const Reading& in, const CalendarSecret& secret) {
    return in.house.outside.sealer->seal(to_json(secret));
}

struct SubscribeCalendar {
    std::string address;
    std::string name;
    bool keeps_private = false;
    static constexpr auto fields = describe(
        field<&SubscribeCalendar::address>("address",
                                           "The calendar's address, as https://… or webcal://…. "
                                           "It is kept sealed, and shown to nobody.",
                                           {.min_length = 1, .max_length = 2000, .secret = true}),
        field<&SubscribeCalendar::name>("name", "What to call it; empty: what it calls itself.",
                                        {.max_length = 100, .may_be_absent = true}),
        field<&SubscribeCalendar::keeps_private>("keeps_private",
                                                 "Keep titles and people of private entries, too.",
                                                 {.may_be_absent = true}));
};
Result<CalendarView> subscribe_calendar(Writing& in, const SubscribeCalendar& body) {
    const auto fine = connect::check_address(body.address);
    if (fine.has_error()) return wrong_address("/address", fine.error());
    CalendarRow row = new_calendar(in, CalendarKind::url, body.name);
    row.place = place_of(body.address);
    row.keeps_private = body.keeps_private;
    row.secret = sealed(in, {body.address, "", ""});
    TRYV(store::add_calendar(in.db, row));
    look_soon(in);
    return view_of(in.db, row);
}

struct UploadCalendar {
    std::string name;
    std::optional<CalendarId> replaces{};
    bool keeps_private = false;
    static constexpr auto fields = describe(
        field<&UploadCalendar::name>("name", "What to call it; empty: what it calls itself.",
                                     {.max_length = 100, .may_be_absent = true}),
        field<&UploadCalendar::replaces>("replaces", "An uploaded one of yours that it replaces."),
        field<&UploadCalendar::keeps_private>("keeps_private",
                                              "Keep titles and people of private entries, too.",
                                              {.may_be_absent = true}));
};
Result<std::string> whole_text(const Body& body) {
    std::string text;
    std::vector<char> piece(1 << 20);
    for (std::uint64_t at = 0; at < body.size();) {
        TRY(const std::size_t got, body.read(at, piece));
        if (got == 0) break;
        text.append(piece.data(), got);
        at += got;
    }
    return text;
}
Result<CalendarView> upload_calendar(Errand& in, const UploadCalendar& wishes) {
    TRY(const std::string text, whole_text(in.body));
    TRY(const auto read, read_text(in.house, in.viewer.workspace, text, in.now));
    std::optional<CalendarView> view;
    TRYV(in.house.store.write_now([&](store::Transaction& out) -> Result<void> {
        TRY(auto workspace, store::enter(out, in.viewer.workspace));
        CalendarRow row{.workspace = workspace.id,
                        .id = out.ids().make<store::CalendarTag>(in.now),
                        .owner = in.viewer.me,
                        .kind = CalendarKind::file,
                        .due_at = in.now,
                        .complaints = "[]",
                        .made_at = in.now};
        if (wishes.replaces) {
            TRY(row, store::load_calendar(out.db(), workspace.id, in.viewer.me, *wishes.replaces));
            if (row.kind != CalendarKind::file)
                return refuse("calendar_not_a_file", "Only an uploaded calendar can be replaced.");
        } else {
            TRYV(store::add_calendar(out.db(), row));
        }
        if (!wishes.name.empty()) row.name = wishes.name;
        row.keeps_private = wishes.keeps_private;
        TRY(row, take_in_text(out, in.house, workspace, row, read, in.now));
        if (!row.keeps_private) {
            TRYV(forget_private(out.db(), row));
        }
        row.synced_at = in.now;
        TRYV(store::put_row(out.db(), row));
        TRY(view, view_of(out.db(), row));
        return success();
    }));
    return *std::move(view);
}

// ---- CalDAV

struct FindCalendars {
    std::string server;
    std::string user;
    std::string password;
    static constexpr auto fields = describe(
        field<&FindCalendars::server>("server", "Its address, or its name.",
                                      {.min_length = 1, .max_length = 2000}),
        field<&FindCalendars::user>("user", "Your name there.",
                                    {.min_length = 1, .max_length = 254}),
        field<&FindCalendars::password>("password", "An app password; it is not kept.",
                                        {.min_length = 1, .max_length = 500, .secret = true}));
};
struct FoundCalendar {
    std::string address;
    std::string name;
    static constexpr auto fields =
        describe(field<&FoundCalendar::address>("address", "To connect it with."),
                 field<&FoundCalendar::name>("name", "What it is called there."));
};
struct FoundCalendars {
    std::vector<FoundCalendar> items{};
    static constexpr auto fields =
        describe(field<&FoundCalendars::items>("items", "Those that hold events."));
};
Result<FoundCalendars> find_calendars(Errand& in, const FindCalendars& body) {
    TRY(const auto found,
        connect::find_calendars({body.server, body.user, body.password}, egress_rules(in.house)));
    FoundCalendars all;
    for (const connect::DavCalendar& calendar : found)
        all.items.push_back({calendar.address, calendar.name});
    return all;
}

struct ConnectCalendar {
    std::string address;
    std::string user;
    std::string password;
    std::string name;
    bool keeps_private = false;
    bool writes = false;
    static constexpr auto fields = describe(
        field<&ConnectCalendar::address>("address", "As it was found.",
                                         {.min_length = 1, .max_length = 2000, .secret = true}),
        field<&ConnectCalendar::user>("user", "Your name there.",
                                      {.min_length = 1, .max_length = 254}),
        field<&ConnectCalendar::password>(
            "password", "An app password. It is kept sealed, and shown to nobody.",
            {.min_length = 1, .max_length = 500, .secret = true}),
        field<&ConnectCalendar::name>("name", "What to call it.",
                                      {.max_length = 100, .may_be_absent = true}),
        field<&ConnectCalendar::keeps_private>("keeps_private",
                                               "Keep titles and people of private entries, too.",
                                               {.may_be_absent = true}),
        field<&ConnectCalendar::writes>("writes", "Put your meetings into it.",
                                        {.may_be_absent = true}));
};
Result<CalendarView> connect_calendar(Writing& in, const ConnectCalendar& body) {
    const auto fine = connect::check_address(body.address);
    if (fine.has_error()) return wrong_address("/address", fine.error());
    CalendarRow row = new_calendar(in, CalendarKind::caldav, body.name);
    row.place = place_of(body.address);
    row.keeps_private = body.keeps_private;
    row.writes = body.writes;
    row.secret = sealed(in, {body.address, body.user, body.password});
    TRYV(store::add_calendar(in.db, row));
    look_soon(in);
    return view_of(in.db, row);
}

struct ChangeCalendar {
    CalendarId calendar{};
    std::optional<std::string> name{};
    std::optional<bool> keeps_private{};
    std::optional<bool> writes{};
    static constexpr auto fields = describe(
        field<&ChangeCalendar::calendar>("calendar", "The calendar.", {.from_path = true}),
        field<&ChangeCalendar::name>("name", "What to call it.",
                                     {.min_length = 1, .max_length = 100}),
        field<&ChangeCalendar::keeps_private>("keeps_private",
                                              "Keep titles and people of private entries, too."),
        field<&ChangeCalendar::writes>("writes", "Put your meetings into it: CalDAV only."));
};
Result<CalendarView> change_calendar(Writing& in, const ChangeCalendar& body) {
    TRY(auto row, store::load_calendar(in.db, in.workspace.id, in.viewer.me, body.calendar));
    if (body.name) row.name = *body.name;
    if (body.writes.value_or(false) && row.kind != CalendarKind::caldav)
        return refuse("calendar_read_only",
                      "Only a calendar that is connected by CalDAV can be written to.");
    if (body.writes) row.writes = *body.writes;
    if (body.keeps_private && *body.keeps_private != row.keeps_private) {
        row.keeps_private = *body.keeps_private;
        row.etag.clear();  // All of it is read again.
        row.whole_at.reset();
        if (!row.keeps_private) {
            TRYV(forget_private(in.db, row));
        }
    }
    row.due_at = in.now;
    TRYV(store::put_row(in.db, row));
    look_soon(in);
    return view_of(in.db, row);
}

Result<CalendarView> sync_calendar(Writing& in, const OneCalendar& body) {
    TRY(auto row, store::load_calendar(in.db, in.workspace.id, in.viewer.me, body.calendar));
    if (row.kind == CalendarKind::file)
        return refuse("calendar_is_a_file",
                      "An uploaded calendar stays as it is. Upload it again to renew it.");
    row.due_at = in.now;
    TRYV(store::put_row(in.db, row));
    look_soon(in);
    return view_of(in.db, row);
}

Result<Nothing> remove_calendar(Writing& in, const OneCalendar& body) {
    TRY(const auto row, store::load_calendar(in.db, in.workspace.id, in.viewer.me, body.calendar));
    TRYV(store::remove_calendar(in.db, in.workspace.id, row.id));
    return Nothing{};
}

// ---- what can't be placed

struct DealChoice {
    DealId id{};
    std::string name;
    std::string account;
    static constexpr auto fields = describe(
        field<&DealChoice::id>("id", "Its id."), field<&DealChoice::name>("name", "Its name."),
        field<&DealChoice::account>("account", "Its account's name."));
};
struct SuggestedEntry {
    EntryId id{};
    std::string title;
    Instant starts{};
    std::int64_t minutes = 0;
    std::vector<std::string> people{};
    std::vector<DealChoice> deals{};
    static constexpr auto fields =
        describe(field<&SuggestedEntry::id>("id", "Its id."),
                 field<&SuggestedEntry::title>("title", "As your calendar calls it."),
                 field<&SuggestedEntry::starts>("starts", "When it begins."),
                 field<&SuggestedEntry::minutes>("minutes", "How long it lasts."),
                 field<&SuggestedEntry::people>("people", "Who is in it, by name or address."),
                 field<&SuggestedEntry::deals>("deals", "Which of these is it about?"));
};
struct SuggestedEntries {
    std::vector<SuggestedEntry> items{};
    static constexpr auto fields =
        describe(field<&SuggestedEntries::items>("items", "Soonest first, fifty at most."));
};

Result<std::optional<DealChoice>> choice_of(const Reading& in, DealId id) {
    std::optional<DealChoice> choice;
    TRYV(in.db.each(
        "SELECT d.name, a.name, d.owner_id, d.team FROM deal d JOIN account a ON "
        "a.workspace_id = d.workspace_id AND a.account_id = d.account_id WHERE "
        "d.workspace_id = $1 AND d.deal_id = $2 AND d.in_play = 1",
        {in.workspace.id, id}, [&](const store::Row& row) -> Result<void> {
            if (store::may_change(in.viewer, {row.uuid(2)}, row.text(3)))
                choice = DealChoice{id, std::string(row.text(0)), std::string(row.text(1))};
            return success();
        }));
    return choice;
}

Result<SuggestedEntries> list_suggested_entries(const Reading& in, const Nothing&) {
    TRY(const auto rows, store::suggested_entries(in.db, in.viewer.workspace, in.viewer.me,
                                                  in.now - suggested_back, most_suggestions));
    SuggestedEntries all;
    for (const EntryRow& row : rows) {
        SuggestedEntry entry{
            .id = row.id, .title = row.title, .starts = row.starts, .minutes = row.minutes};
        const auto people = from_json<std::vector<connect::Invitee>>(row.people, Input::stored);
        if (people.has_value())
            for (const connect::Invitee& who : people.value())
                entry.people.push_back(who.name.empty() ? who.address : who.name);
        const auto deals = from_json<std::vector<DealId>>(row.choices, Input::stored);
        if (deals.has_value())
            for (const DealId deal : deals.value()) {
                TRY(auto choice, choice_of(in, deal));
                if (choice) entry.deals.push_back(*std::move(choice));
            }
        if (!entry.deals.empty()) all.items.push_back(std::move(entry));
    }
    return all;
}

struct PlaceEntry {
    EntryId entry{};
    DealId about{};
    static constexpr auto fields =
        describe(field<&PlaceEntry::entry>("entry", "The entry.", {.from_path = true}),
                 field<&PlaceEntry::about>("about", "The deal it is about, which you may change."));
};
struct PlacedEntry {
    MeetingId booked{};
    DealId about{};
    static constexpr auto fields =
        describe(field<&PlacedEntry::booked>("booked", "The meeting it is now."),
                 field<&PlacedEntry::about>("about", "The deal."));
};
Result<PlacedEntry> place_entry(Writing& in, const PlaceEntry& body) {
    TRY(const auto entry, store::load_entry(in.db, in.workspace.id, in.viewer.me, body.entry));
    TRY(const auto choice, choice_of(in, body.about));
    if (!choice) return not_found("deal");
    TRYV(match_entry(in.in, in.workspace, entry, body.about, in.now));
    TRY(const auto after, store::load_entry(in.db, in.workspace.id, in.viewer.me, body.entry));
    return PlacedEntry{*after.meeting, body.about};
}

struct OneEntry {
    EntryId entry{};
    static constexpr auto fields =
        describe(field<&OneEntry::entry>("entry", "The entry.", {.from_path = true}));
};
Result<Nothing> leave_entry(Writing& in, const OneEntry& body) {
    TRY(const auto entry, store::load_entry(in.db, in.workspace.id, in.viewer.me, body.entry));
    TRYV(ignore_entry(in.in, entry));
    return Nothing{};
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/calendars", "list_calendars", "Your calendars that Ante looks into.", Right::member, handled_by<&list_calendars>()},
    {Verb::post, "/calendars", "subscribe_calendar", "Let Ante look into a calendar at an address.", Right::member, handled_by<&subscribe_calendar>(), Versions::none, 201},
    {.verb = Verb::post, .path = "/calendars/file", .operation = "upload_calendar", .summary = "Let Ante look into a calendar file.",
     .right = Right::member, .handler = handled_by<&upload_calendar>(), .status = 201, .takes = "text/calendar", .largest_body = connect::largest_calendar},
    {Verb::post, "/calendars/caldav/find", "find_calendars", "Your calendars on a CalDAV server.", Right::member, handled_by<&find_calendars>()},
    {Verb::post, "/calendars/caldav", "connect_calendar", "Let Ante look into a calendar on a CalDAV server, and write to it if you wish.", Right::member, handled_by<&connect_calendar>(), Versions::none, 201},
    {Verb::patch, "/calendars/{calendar}", "change_calendar", "Change what Ante keeps of a calendar of yours.", Right::member, handled_by<&change_calendar>()},
    {Verb::post, "/calendars/{calendar}/sync", "sync_calendar", "Look into it now.", Right::member, handled_by<&sync_calendar>()},
    {Verb::del, "/calendars/{calendar}", "remove_calendar", "Look into it no more; meetings that came of it stay.", Right::member, handled_by<&remove_calendar>(), Versions::none, 204},
    {Verb::get, "/calendar-entries", "list_suggested_entries", "What stands in your calendars and may be about several deals.", Right::member, handled_by<&list_suggested_entries>()},
    {Verb::post, "/calendar-entries/{entry}/deal", "place_entry", "Say which deal it is about: it becomes a meeting.", Right::member, handled_by<&place_entry>()},
    {Verb::post, "/calendar-entries/{entry}/leave", "leave_entry", "It is about no deal.", Right::member, handled_by<&leave_entry>(), Versions::none, 204},
};
// clang-format on

}  // namespace

Endpoints calendar_endpoints() {
    return rows;
}

}  // namespace ante::api
