// today, deals, deal, plan, rules, openapi: what a seller wants to see.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

#include "api/openapi.h"
#include "base/json.h"
#include "server/cli/command.h"

namespace ante::server::cli {

namespace json = boost::json;

std::string query(const std::vector<std::pair<std::string, std::string>>& parameters) {
    std::string out;
    for (const auto& [name, value] : parameters)
        if (!value.empty()) out += (out.empty() ? "?" : "&") + name + "=" + escaped(value);
    return out;
}

Result<std::string> member_id(Desk& desk, const std::string& who) {
    if (who.empty() || Uuid::parse(who)) return who;
    std::string after;
    do {
        TRY(const Reply reply,
            desk.call(api::Verb::get, "/members" + query({{"limit", "200"}, {"after", after}})));
        TRY(const json::value page, parsed(reply.body));
        for (const json::value& member : list_at(page, "items"))
            if (at(member, "name") == who || at(member, "email") == who) return at(member, "id");
        after = at(page, "next");
    } while (!after.empty());
    return not_found("member");
}

namespace {

// ---- today
// -----------------------------------------------------------------------------------------

struct TodayWishes {
    std::string member;
    std::int64_t limit = 20;
};

constexpr std::string_view title_of(std::string_view group) {
    if (group == "we_owe") return "What we owe";
    if (group == "plan") return "Meetings ahead without a plan";
    if (group == "they_owe") return "Answers the buyer owes";
    if (group == "cooling") return "Deals that cool";
    if (group == "relations") return "A word is due";
    return "Let go";
}

Result<void> today(Run& run, const TodayWishes& wishes) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const std::string member, member_id(*desk, wishes.member));
    TRY(const auto page,
        fetched(run, *desk,
                "/today" + query({{"member", member}, {"limit", std::to_string(wishes.limit)}})));
    if (!page) return success();
    const Terminal& out = run.terminal;
    if (list_at(*page, "items").empty()) {
        out.line("Nothing to do just now. Time for a word with somebody you have not heard from.");
        return success();
    }
    std::string group;
    for (const json::value& row : list_at(*page, "items")) {
        if (at(row, "group") != group) {
            group = at(row, "group");
            out.line();
            out.line(out.toned(Tone::strong, title_of(group)));
        }
        out.line("  " + out.toned(Tone::strong, at(row, "deal.name")) +
                 out.toned(Tone::faint, " · " + at(row, "deal.account_name") + " · ") +
                 scale_of(row.at("deal")) +
                 out.toned(Tone::faint, " · momentum " + at(row, "deal.momentum")));
        const json::array& signals = list_at(row, "signals");
        if (signals.empty()) continue;
        const json::value& first = signals.front();
        out.line("    " + at(first, "because") +
                 out.toned(Tone::faint, " [" + at(first, "rule") + "]"));
        out.line("    " + out.toned(Tone::us, "→ " + at(first, "remedy")));
        if (signals.size() > 1) {
            std::string rest;
            for (std::size_t i = 1; i < signals.size(); ++i)
                rest += (i > 1 ? ", " : "") + at(signals[i], "rule");
            out.line(out.toned(Tone::faint, "    also: " + rest));
        }
        out.line(out.toned(Tone::faint, "    ante deal " + at(row, "deal.id")));
    }
    if (!at(*page, "next").empty()) out.line(out.toned(Tone::faint, "\nThere is more: --limit."));
    return success();
}

// ---- deals
// -----------------------------------------------------------------------------------------

struct DealsWishes {
    std::map<std::string, std::string> filters;
    std::int64_t limit = 50;
};

Result<void> deals(Run& run, DealsWishes& wishes) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(wishes.filters["owner"], member_id(*desk, wishes.filters["owner"]));
    std::vector<std::pair<std::string, std::string>> parameters(wishes.filters.begin(),
                                                                wishes.filters.end());
    parameters.emplace_back("limit", std::to_string(wishes.limit));
    TRY(const auto page, fetched(run, *desk, "/deals" + query(parameters)));
    if (!page) return success();
    Table table({"deal", "account", "owner", "state", "stage", "skin", "momentum", "amount",
                 "first thing", "id"});
    table.right(6);
    table.right(7);
    table.whole(5);
    table.whole(9);
    for (const json::value& d : list_at(*page, "items"))
        table.row({at(d, "name"), at(d, "account_name"), at(d, "owner_name"), at(d, "state"),
                   at(d, "stage"), scale_of(d), at(d, "momentum"), money_at(d, "amount"),
                   at(d, "first_signal"), at(d, "id")});
    if (table.empty())
        run.terminal.line(
            "No deals here. `ante import FILE` brings yours; --scope workspace looks further.");
    else
        table.print(run.terminal);
    if (!at(*page, "next").empty())
        run.terminal.say("There are more: --after '" + at(*page, "next") + "'");
    return success();
}

// ---- deal
// ------------------------------------------------------------------------------------------

std::string name_in(const json::value& view, std::string_view person) {
    for (const json::value& player : list_at(view, "deal.players"))
        if (at(player, "person") == person) return at(player, "name");
    return "somebody";
}

void tell_promises(const Terminal& out, const json::value& view) {
    Table table({"promise", "by", "due", "effort", "state"});
    for (const json::value& c : list_at(view, "deal.commitments")) {
        const bool theirs = at(c, "owner.type") == "buyer";
        table.row({at(c, "what"), theirs ? name_in(view, at(c, "owner.person")) : "us",
                   when_at(c, "due"), at(c, "effort"), at(c, "state.type")});
    }
    if (table.empty()) return;
    out.line();
    out.line(out.toned(Tone::strong, "Promises"));
    table.print(out);
}

void tell_requests(const Terminal& out, const json::value& view) {
    Table table({"request", "asked by", "state", "purpose", "overridden because"});
    for (const json::value& r : list_at(view, "deal.requests")) {
        const std::string what = at(r, "what");
        table.row({at(r, "kind") + (what.empty() ? "" : ": " + what), name_in(view, at(r, "by")),
                   at(r, "state"), at(r, "acceptance.purpose"),
                   at(r, "acceptance.override_reason")});
    }
    if (table.empty()) return;
    out.line();
    out.line(out.toned(Tone::strong, "Requests"));
    table.print(out);
}

void tell_meetings(const Terminal& out, const json::value& view) {
    Table table({"meeting", "begins", "plan", "verdict", "id"});
    table.whole(4);
    for (const json::value& m : list_at(view, "deal.meetings")) {
        std::string verdict = at(m, "cancelled_at").empty() ? "" : "cancelled";
        for (const json::value& v : list_at(view, "verdicts"))
            if (at(v, "meeting") == at(m, "id")) verdict = at(v, "verdict");
        table.row({at(m, "title").empty() ? at(m, "kind") : at(m, "title"), when_at(m, "starts"),
                   list_at(m, "plan.asks").empty()
                       ? "–"
                       : std::to_string(list_at(m, "plan.asks").size()) + " asks",
                   verdict, at(m, "id")});
    }
    if (table.empty()) return;
    out.line();
    out.line(out.toned(Tone::strong, "Meetings"));
    table.print(out);
}

Result<void> deal(Run& run, const std::string& id, const std::string& as_of) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const auto view, fetched(run, *desk, "/deals/" + escaped(id) + query({{"as_of", as_of}})));
    if (!view) return success();
    const Terminal& out = run.terminal;
    out.line(out.toned(Tone::strong, at(*view, "deal.name")) + " · " + at(*view, "account_name") +
             " · " + at(*view, "owner_name"));
    out.line(at(*view, "deal.state.type") + " · skin in the game " + scale_of(view->at("numbers")) +
             " (" + out.toned(Tone::them, "they " + at(*view, "numbers.buyer_stake")) + ", " +
             out.toned(Tone::us, "we " + at(*view, "numbers.seller_stake")) + ") · momentum " +
             at(*view, "numbers.momentum") + " · " + at(*view, "numbers.meetings_with_advance") +
             " of " + at(*view, "numbers.meetings_held") + " meetings with an advance · " +
             money_at(*view, "deal.amount"));
    bool first = true;
    for (const json::value& s : list_at(*view, "signals")) {
        if (at(s, "holds") != "yes") continue;
        if (first) out.line();
        first = false;
        out.line("! " + at(s, "because") + out.toned(Tone::faint, " [" + at(s, "rule") + "]"));
        out.line("  " + out.toned(Tone::us, "→ " + at(s, "remedy")));
    }
    tell_promises(out, *view);
    tell_requests(out, *view);
    tell_meetings(out, *view);

    if (!as_of.empty()) return success();
    out.line();
    out.line(out.toned(Tone::strong, "What happened"));
    std::string after;
    do {
        TRY(const Reply reply,
            desk->call(api::Verb::get, "/deals/" + escaped(id) + "/history" +
                                           query({{"limit", "200"}, {"after", after}})));
        TRY(const json::value page, parsed(reply.body));
        for (const json::value& event : list_at(page, "items"))
            out.line(out.toned(Tone::faint, when_at(event, "at")) + "  " + at(event, "sentence"));
        after = at(page, "next");
    } while (!after.empty());
    return success();
}

// ---- plan
// ------------------------------------------------------------------------------------------

// What an ask of the plan is for, while it is still to be put.
std::string still_asked(const json::value& view, std::string_view ask) {
    for (const json::value& one : list_at(view, "meeting.plan.asks"))
        if (at(one, "id") == ask && at(one, "outcome") == "open") return at(one, "what");
    return {};
}

Result<void> plan(Run& run, const std::string& meeting) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const auto view, fetched(run, *desk, "/meetings/" + escaped(meeting)));
    if (!view) return success();
    const Terminal& out = run.terminal;
    out.line(out.toned(Tone::strong, at(*view, "meeting.title").empty()
                                         ? at(*view, "meeting.kind")
                                         : at(*view, "meeting.title")) +
             " · " + at(*view, "deal_name") + " · " + when_at(*view, "meeting.starts") + " · " +
             at(*view, "meeting.minutes") + " minutes");
    if (list_at(*view, "meeting.plan.asks").empty()) {
        out.line("There is no plan yet.");
    } else {
        out.line("Where we want to be: " + at(*view, "meeting.plan.purpose"));
        Table asks({"", "ask", "costs them", "by", "outcome"});
        for (const json::value& ask : list_at(*view, "meeting.plan.asks"))
            asks.row({at(ask, "rank"), at(ask, "what"), at(ask, "effort"), when_at(ask, "due"),
                      at(ask, "outcome")});
        asks.print(out);
        if (!at(*view, "meeting.plan.whats_up").empty())
            out.line("What's up? " + at(*view, "meeting.plan.whats_up"));
        out.line("Kept free at the end: " + at(*view, "meeting.plan.reserve_minutes") + " minutes");
    }

    TRY(const Reply reply, desk->call(api::Verb::get, "/meetings/" + escaped(meeting) + "/advice"));
    TRY(const json::value advice, parsed(reply.body));
    const auto propose = [&](const char* what, const json::value& player, const char* path) {
        if (at(player, std::string(path) + ".play.title").empty()) return;
        const json::value& proposal = player.at(path);
        out.line("  " + std::string(what) + ": " +
                 out.toned(Tone::strong, at(proposal, "play.title")) +
                 out.toned(Tone::faint, " (" + at(proposal, "play.effort") + ")"));
        out.line("    “" + at(proposal, "play.ask") + "”");
        out.line(out.toned(Tone::faint,
                           "    " + at(proposal, "because") + " " + at(proposal, "numbers")));
        if (!at(proposal, "fallback.title").empty())
            out.line(out.toned(Tone::faint, "    If not: " + at(proposal, "fallback.title")));
    };
    for (const json::value& player : list_at(advice, "players")) {
        out.line();
        out.line(out.toned(Tone::strong, "For " + at(player, "name")) +
                 out.toned(Tone::faint, " · " + at(player, "role")));
        if (!player.is_object()) continue;
        if (!at(player, "advice.best.play.title").empty())
            propose("most", player.at("advice"), "best");
        if (!at(player, "advice.minimum.play.title").empty())
            propose("least", player.at("advice"), "minimum");
    }
    for (const json::value& ask : list_at(advice, "asks")) {
        const std::string what = still_asked(*view, at(ask, "ask"));
        if (what.empty() || list_at(ask, "instead").empty()) continue;
        out.line();
        out.line(out.toned(Tone::strong, "If “" + what + "” is declined"));
        if (!at(ask, "if_declined").empty()) out.line("  " + at(ask, "if_declined"));
        for (const json::value& proposal : list_at(ask, "instead"))
            out.line("  Instead: " + out.toned(Tone::strong, at(proposal, "play.title")) +
                     out.toned(Tone::faint, " (" + at(proposal, "play.effort") + ") " +
                                                at(proposal, "numbers")));
    }
    return success();
}

// ---- rules
// -----------------------------------------------------------------------------------------

Result<void> rules(Run& run, const std::string& id) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    TRY(const auto answer,
        fetched(run, *desk, id.empty() ? std::string("/rules") : "/rules/" + escaped(id)));
    if (!answer) return success();
    const Terminal& out = run.terminal;
    if (id.empty()) {
        Table table({"rule", "about", "severity", "says", "remedy"});
        for (const json::value& r : list_at(*answer, "items"))
            table.row(
                {at(r, "id"), at(r, "group"), at(r, "severity"), at(r, "says"), at(r, "remedy")});
        table.print(out);
        return success();
    }
    out.line(out.toned(Tone::strong, at(*answer, "id")) +
             out.toned(Tone::faint, " · " + at(*answer, "severity")));
    out.line(at(*answer, "says"));
    out.line(out.toned(Tone::us, "→ " + at(*answer, "remedy")));
    out.line(out.toned(Tone::faint, at(*answer, "source")));
    for (const json::value& t : list_at(*answer, "thresholds"))
        out.line("  " + at(t, "name") + " = " + at(t, "current") +
                 out.toned(Tone::faint, "  " + at(t, "says")));
    out.line();
    out.line(at(*answer, "examples"));
    return success();
}

// The flag of a query parameter: "in_play" is --in-play.
std::string flag_of(std::string name) {
    std::ranges::replace(name, '_', '-');
    return "--" + name;
}

Result<void> openapi(Run&) {
    // Without a line break of our own: it is the golden file to the byte.
    const std::string contract = api::openapi_json();
    std::fwrite(contract.data(), 1, contract.size(), stdout);
    return success();
}

}  // namespace

void declare_looking(CLI::App& app, Run& run) {
    const auto of_today = std::make_shared<TodayWishes>();
    CLI::App* c = add_command(app, run, "today",
                              "Where the next hour goes: what to do, why, and with whom first.",
                              [of_today](Run& r) { return today(r, *of_today); });
    c->add_option("--member", of_today->member,
                  "Whose list, by name, address or id; without it your own.");
    c->add_option("--limit", of_today->limit, "How many deals.")->check(CLI::Range(1, 200));

    const auto of_deals = std::make_shared<DealsWishes>();
    c = add_command(app, run, "deals", "The deals, by momentum unless told otherwise.",
                    [of_deals](Run& r) { return deals(r, *of_deals); });
    const std::pair<const char*, const char*> filters[] = {
        {"scope", "mine, team or workspace."},
        {"in_play", "open or closed."},
        {"sort", "momentum, amount, opened, changed or name."},
        {"direction", "down or up."},
        {"state", "prospect, pipeline, won, lost or parked."},
        {"stage", "A stage's id."},
        {"kind", "new, expansion or renewal."},
        {"owner", "Whose, by name, address or id."},
        {"signal", "Only where this rule holds now."},
        {"verdict", "Of the last meeting."},
        {"after", "Where the page before ended."}};
    for (const auto& [name, says] : filters)
        c->add_option(flag_of(name), of_deals->filters[name], says);
    c->add_option("--limit", of_deals->limit, "How many.")->check(CLI::Range(1, 200));

    struct One {
        std::string id;
        std::string as_of;
    };
    const auto of_deal = std::make_shared<One>();
    c = add_command(app, run, "deal", "One deal: its scale, what holds, and its story.",
                    [of_deal](Run& r) { return deal(r, of_deal->id, of_deal->as_of); });
    c->add_option("ID", of_deal->id, "The deal's id.")->required();
    c->add_option("--as-of", of_deal->as_of, "As it was then: 2026-03-03, or a time.");

    const auto of_plan = std::make_shared<std::string>();
    add_command(app, run, "plan", "A meeting's plan, and what could be asked in it.",
                [of_plan](Run& r) { return plan(r, *of_plan); })
        ->add_option("MEETING", *of_plan, "The meeting's id.")
        ->required();

    const auto of_rules = std::make_shared<std::string>();
    add_command(app, run, "rules", "The rules, or one of them with its examples.",
                [of_rules](Run& r) { return rules(r, *of_rules); })
        ->add_option("ID", *of_rules, "A rule's id.");
    add_command(app, run, "openapi", "The contract of the API (OpenAPI 3.1).", openapi);
}

}  // namespace ante::server::cli
