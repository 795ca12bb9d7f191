// plan-templates: the templates of our plan, and one worked back from a go-live date.

#include <CLI/CLI.hpp>
#include <boost/json/serialize.hpp>

#include "server/cli/command.h"

namespace ante::server::cli {
namespace {

namespace json = boost::json;

struct PlanWishes {
    std::string id;
    std::string go_live;
};

std::string counted(const json::value& line) {
    const auto offset = static_cast<long long>(number_at(line, "when.offset"));
    const std::string from = at(line, "when.from");
    const std::string what = from == "line"    ? "“" + at(line, "when.line") + "”"
                             : from == "start" ? "the start"
                                               : "go-live";
    if (offset == 0) return "with " + what;
    const std::string unit = at(line, "when.unit") == "days" ? "day" : "working day";
    const long long count = offset < 0 ? -offset : offset;
    return std::to_string(count) + " " + unit + (count == 1 ? "" : "s") +
           (offset < 0 ? " before " : " after ") + what;
}

Result<void> list(Run& run, Desk& desk) {
    TRY(const auto answer, fetched(run, desk, "/plan-templates"));
    if (!answer) return success();
    Table table({"Template", "Name", "Theirs", "Ours", "Whose"});
    for (const std::size_t column : {2U, 3U}) table.right(column);
    for (const json::value& one : list_at(*answer, "items")) {
        std::int64_t theirs = 0;
        std::int64_t ours = 0;
        for (const json::value& line : list_at(one, "plan.lines"))
            ++(at(line, "side") == "buyer" ? theirs : ours);
        const bool shipped = at(one, "shipped") == "yes";
        const std::string whose = shipped                           ? "shipped"
                                  : at(one, "visibility") == "team" ? "everybody's"
                                                                    : "yours";
        table.row({at(one, "id"), at(one, "plan.name"), std::to_string(theirs),
                   std::to_string(ours), whose});
    }
    table.print(run.terminal);
    return success();
}

// The days that its lines would get, as the server works them back.
Result<json::value> days_of(Desk& desk, const json::value& plan, const std::string& go_live) {
    const json::value body{{"plan", plan}, {"go_live", go_live}};
    TRY(const Reply reply,
        desk.call(api::Verb::post, "/plan-templates/check", json::serialize(body)));
    return parsed(reply.body);
}

Result<void> show(Run& run, Desk& desk, const PlanWishes& wishes) {
    TRY(const auto answer, fetched(run, desk, "/plan-templates/" + escaped(wishes.id)));
    if (!answer) return success();
    const json::value& plan = answer->at("plan");
    json::value worked;
    if (!wishes.go_live.empty()) {
        TRY(worked, days_of(desk, plan, wishes.go_live));
    }
    run.terminal.line(run.terminal.toned(Tone::strong, at(plan, "name")));
    run.terminal.line(at(plan, "about"));
    run.terminal.line();
    Table table({"By", "Whose", "What", "When"});
    std::size_t i = 0;
    for (const json::value& line : list_at(plan, "lines")) {
        std::string day;
        if (worked.is_object() && i < list_at(worked, "days").size())
            day = std::string(list_at(worked, "days")[i].as_string());
        const std::string whose =
            at(line, "side") == "buyer" ? "they, " + at(line, "role") : std::string("we");
        table.row({day, whose, at(line, "what"), counted(line)});
        ++i;
    }
    table.print(run.terminal);
    return success();
}

Result<void> plan_templates(Run& run, const PlanWishes& wishes) {
    TRY(const auto desk, Desk::open(run.settings, run.wishes));
    if (wishes.id.empty()) return list(run, *desk);
    return show(run, *desk, wishes);
}

}  // namespace

void declare_planning(CLI::App& app, Run& run) {
    const auto wishes = std::make_shared<PlanWishes>();
    CLI::App* c =
        add_command(app, run, "plan-templates", "Templates of our plan; with an id, one of them.",
                    [wishes](Run& r) { return plan_templates(r, *wishes); });
    c->add_option("template", wishes->id, "Its id, such as trial.");
    c->add_option("--go-live", wishes->go_live, "Worked back from this day: 2027-03-01.");
}

}  // namespace ante::server::cli
