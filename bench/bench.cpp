// What is meant to be fast, beside the limit of this machine: `./dev bench`.
//
//     bench [--scale 0.1] [--data build/bench-data] [WORK…]
//
// WORK: pages, advice, debrief, import, start; and, only when named, for they take their time:
// forecast, what-if, growth, hoster, million (larger.h). Each figure of ours is put beside the same
// statements with nothing around them: on SQLite itself, for pages behind a bare Beast server that
// sends the same bytes. Programs under measurement and the load share the machine.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <span>
#include <thread>

#include "api/import_file.h"
#include "asked.h"
#include "bare_server.h"
#include "company.h"
#include "ground.h"
#include "larger.h"
#include "load.h"
#include "method/deal.h"
#include "spoken.h"
#include "store/deals.h"
#include "store/directory.h"
#include "store/records.h"

namespace ante::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t connections = 16;
constexpr double seconds = 3;
constexpr std::size_t clients = 64;

unsigned io_threads() {
    return std::max(1U, std::thread::hardware_concurrency());
}

// ---- pages
// ---------------------------------------------------------------------------------------

// What Ante says to SQLite for each of these, and what it answers.
std::vector<Page> overheard(const std::string& folder, std::span<const Asked> asked) {
    Listening listening;
    const auto store = open(folder);
    const auto application = application_on(*store);
    std::vector<Page> pages;
    for (const Asked& one : asked) {
        one.answered_by(*application);  // What is read once stays out of it.
        (void)listening.take();
        const api::Answer answer = one.answered_by(*application);
        pages.push_back({listening.take(), text_of_answer(one, answer)});
    }
    return pages;
}

void measure_page(const std::string& work, const Served& served, const Company& company,
                  const std::vector<Asked>& asked, const std::vector<Page>& heard) {
    Load load{.port = served.port(), .connections = connections, .seconds = seconds};
    for (const Asked& one : asked) load.requests.push_back(one.text());
    Load warm = load;
    warm.seconds = 0.5;
    measure(warm);
    const Measured ours = measure(load);
    if (ours.refused > 0 || ours.answers == 0) {
        give_up(ours.first_refusal);
    }
    load.per_second = ours.per_second / 2;
    const Measured half = measure(load);

    std::map<std::string, Page> pages;
    Load bare{.port = 0, .connections = connections, .seconds = seconds};
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < heard.size(); ++i) {
        const std::string target = "/" + std::to_string(i);
        bytes += heard[i].bytes.size();
        pages[target] = heard[i];
        bare.requests.push_back("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }
    const BareServer server(company.folder + "/ante.db", std::move(pages), io_threads());
    bare.port = server.port();
    const Measured limit = measure(bare);

    const double ratio = ours.per_second / limit.per_second;
    print({work + " (" + std::to_string(bytes / heard.size() / 100 * 100) + " bytes)",
           rate(ours.per_second), rate(limit.per_second), per_cent(ratio), "at least 50 %",
           ratio >= 0.5});
    print({"  p99 at half that load", in_ms(half.p99_ms), "", "", "at most 10 ms",
           half.p99_ms <= 10});
}

std::vector<std::string> ids_in(std::string_view json, std::size_t most) {
    std::vector<std::string> ids;
    constexpr std::string_view key = R"("id":")";
    for (auto at = json.find(key); at != std::string_view::npos && ids.size() < most;
         at = json.find(key, at + 1))
        ids.emplace_back(json.substr(at + key.size(), 36));
    return ids;
}

void measure_pages(const std::string& program, const Company& company) {
    std::vector<Asked> today;
    std::vector<Asked> pipeline;
    std::vector<Asked> deal;
    for (const std::string& token : company.tokens) {
        today.push_back({.target = "/api/v1/today?limit=50", .token = token});
        pipeline.push_back({.target = "/api/v1/deals?scope=team&limit=50", .token = token});
    }
    {
        const auto store = open(company.folder);
        const auto application = application_on(*store);
        for (const Asked& page : pipeline) {
            const std::string lines = text_of_answer(page, page.answered_by(*application));
            for (const std::string& id : ids_in(lines, 2))
                deal.push_back({.target = "/api/v1/deals/" + id, .token = page.token});
        }
    }
    const auto todays = overheard(company.folder, today);
    const auto pipelines = overheard(company.folder, pipeline);
    const auto deals = overheard(company.folder, deal);
    const Served served(program, company.folder);
    measure_page("Today", served, company, today, todays);
    measure_page("pipeline page of 50", served, company, pipeline, pipelines);
    measure_page("deal page", served, company, deal, deals);
    print({"memory under this load", in_mb(served.memory_mb()), "", "", "at most 200 MB",
           served.memory_mb() <= 200});
}

// ---- advice
// --------------------------------------------------------------------------------------

// What each player of a meeting can give now, with what all asks of the company have taught.
void measure_advice(const Company& company) {
    const auto store = open(company.folder);
    const auto application = application_on(*store);
    std::vector<Asked> advice;
    for (const std::string& token : company.tokens) {
        const Asked meetings{.target = "/api/v1/meetings?scope=team&limit=5", .token = token};
        for (const std::string& id :
             ids_in(text_of_answer(meetings, meetings.answered_by(*application)), 5))
            advice.push_back({.target = "/api/v1/meetings/" + id + "/advice", .token = token});
    }
    if (advice.empty()) give_up("the company has no meeting");
    std::vector<double> ms;
    for (std::size_t i = 0; i < 1'000; ++i) {
        const Asked& one = advice[i % advice.size()];
        const auto start = Clock::now();
        const api::Answer answer = one.answered_by(*application);
        ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        (void)text_of_answer(one, answer);
    }
    std::ranges::sort(ms);
    const double slowest = ms[ms.size() * 99 / 100];
    print({"advice, one after the other: p50", in_ms(ms[ms.size() / 2]), "", "", "", true});
    print({"  p99", in_ms(slowest), "", "", "at most 5 ms", slowest <= 5});
}

// ---- a command
// -----------------------------------------------------------------------------------

constexpr std::size_t most_debriefs = 6'000;
constexpr std::size_t most_heard = 2'000;  // of which the statements are kept in memory

// Debriefs with three promises, one for each meeting of the company that waits for one.
std::vector<Asked> debriefs_to_do(const std::string& folder) {
    const auto store = open(folder);
    std::string token;
    method::WorkspaceId workspace;
    must(store->write_now([&](store::Transaction& in) -> Result<void> {
        TRY(const auto only, store::only_workspace(in.db()));
        workspace = *only;
        TRY(const auto admin,
            in.db().value<method::MemberId>(
                "SELECT member_id FROM member WHERE workspace_id = $1 AND role = 'admin'",
                {workspace}));
        TRY(auto made, store::make_token(in, {workspace, *admin}, "bench", now(), {}));
        token = std::move(made.secret);
        return success();
    }));
    struct Waiting {
        method::MeetingId meeting;
        method::DealId deal;
    };
    std::vector<Waiting> waiting;
    std::vector<Asked> asked;
    const std::string due =
        text_of(Date(std::chrono::floor<Days>(now().time_since_epoch()) + Days{7}));
    must(store->read([&](store::Connection& db) -> Result<void> {
        TRYV(
            db.each("SELECT meeting_id, deal_id FROM meeting WHERE workspace_id = $1 AND "
                    "state = 'planned' AND starts < $2 ORDER BY meeting_id LIMIT $3",
                    {workspace, now() - hours{1}, most_debriefs},
                    [&](const store::Row& row) -> Result<void> {
                        waiting.push_back({{row.uuid(0)}, {row.uuid(1)}});
                        return success();
                    }));
        for (const Waiting& one : waiting) {
            TRY(const auto stored, store::load_deal(db, workspace, one.deal));
            const std::string dana = stored.deal.players[0].person.value.text();
            const std::string boss = stored.deal.players[1].person.value.text();
            const std::string us = stored.deal.owner.value.text();
            Asked& ask = asked.emplace_back();
            ask.verb = "POST";
            ask.target = "/api/v1/meetings/" + one.meeting.value.text() + "/debrief";
            ask.token = token;
            ask.headers = {{"If-Match", "\"" + std::to_string(stored.version) + "\""},
                           {"Idempotency-Key", one.meeting.value.text()}};
            const auto promise = [&](const std::string& who, const char* what, const char* effort) {
                return "{" + who + R"(,"what":")" + what + R"(","due":")" + due +
                       R"(","proof":"both sides have seen it","effort":")" + effort + "\"}";
            };
            ask.body = R"({"attended":[")" + dana + "\",\"" + boss + R"("],"promises":[)" +
                       promise(R"("side":"buyer","person":")" + dana + "\"",
                               "goes through the figures with us, line by line", "work") +
                       "," +
                       promise(R"("side":"buyer","person":")" + boss + "\"",
                               "brings the head of purchasing to a dated call", "people") +
                       "," +
                       promise(R"("side":"seller","member":")" + us + "\"",
                               "sends the figures for all three sites", "work") +
                       R"(],"no_next_because":"they look at their calendar first"})";
        }
        return success();
    }));
    return asked;
}

Measured debrief(const Served& served, std::span<const Asked> asked, std::size_t by) {
    Load load{.port = served.port(), .connections = by, .seconds = 30, .repeat = Repeat::once};
    for (const Asked& one : asked) load.requests.push_back(one.text());
    Measured measured = measure(load);
    if (measured.refused == 0 && measured.answers == static_cast<std::int64_t>(asked.size()))
        return measured;
    give_up(std::to_string(measured.answers) + " of " + std::to_string(asked.size()) +
            " debriefs were answered. " + measured.first_refusal);
}

// The statements of each, so many a transaction: how many a second, and how long the slowest
// hundredth waits when that many clients do.
struct RawRate {
    double per_second = 0;
    double p99_ms = 0;
};
RawRate raw_rate(const std::string& folder, std::span<const std::vector<Statement>> commands,
                 std::size_t a_transaction) {
    Raw raw(folder + "/ante.db", Raw::Access::write);
    std::vector<double> waits;
    const auto start = Clock::now();
    auto begun = start;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        if (i % a_transaction == 0) raw.run("BEGIN IMMEDIATE");
        for (const Statement& statement : commands[i])
            if (!statement.moves_a_transaction()) raw.run(statement);
        if ((i + 1) % a_transaction != 0 && i + 1 != commands.size()) continue;
        raw.run("COMMIT");
        const auto end = Clock::now();
        waits.push_back(std::chrono::duration<double, std::milli>(end - begun).count());
        begun = end;
    }
    std::ranges::sort(waits);
    return {static_cast<double>(commands.size()) /
                std::chrono::duration<double>(Clock::now() - start).count(),
            waits.empty() ? 0 : waits[(waits.size() - 1) * 99 / 100]};
}

void measure_debrief(const std::string& program, const Company& company) {
    const std::string before = company.folder + "-before";
    const std::string work = company.folder + "-work";
    copy_data(company.folder, before);
    const std::vector<Asked> asked = debriefs_to_do(before);
    const std::size_t alone = std::min<std::size_t>(asked.size() / 5, 500);

    copy_data(before, work);
    Measured one;
    Measured many;
    {
        const Served served(program, work);
        one = debrief(served, std::span(asked).first(alone), 1);
        many = debrief(served, std::span(asked).subspan(alone), clients);
    }

    std::vector<std::vector<Statement>> heard;
    copy_data(before, work);
    {
        Listening listening;
        const auto store = open(work);
        const auto application = application_on(*store);
        (void)listening.take();
        for (const Asked& ask : std::span(asked).first(std::min(asked.size(), most_heard))) {
            (void)text_of_answer(ask, ask.answered_by(*application));
            heard.push_back(listening.take());
        }
    }
    copy_data(before, work);
    const RawRate raw_one = raw_rate(work, std::span(heard).first(alone), 1);
    const RawRate raw_many = raw_rate(work, std::span(heard).subspan(alone), clients);
    const double ratio = many.per_second / raw_many.per_second;
    print({"debrief, 1 client", rate(one.per_second), rate(raw_one.per_second),
           per_cent(one.per_second / raw_one.per_second)});
    print({"  median, p99", in_ms(one.median_ms) + ", " + in_ms(one.p99_ms)});
    print({"debrief, 64 clients", rate(many.per_second), rate(raw_many.per_second), per_cent(ratio),
           "at least 50 %", ratio >= 0.5});
    print({"  p99", in_ms(many.p99_ms), in_ms(raw_many.p99_ms), "", "at most 25 ms",
           many.p99_ms <= 25});
    fs::remove_all(before);
    fs::remove_all(work);
}

// ---- import
// --------------------------------------------------------------------------------------

constexpr int imported = 20'000;

std::string deals_to_import() {
    std::string csv = "id,deal,account,amount,created,status,owner\n";
    constexpr std::array status{"open", "won", "lost"};
    for (int i = 0; i < imported; ++i) {
        const auto n = static_cast<std::size_t>(i);
        csv += "X-" + std::to_string(i) + ",Fleet renewal " + std::to_string(i / 7) + ",Company " +
               std::to_string(n * 7919 % 2'000) + "," + std::to_string(1'000 + i) + ",2026-0" +
               std::to_string(1 + i % 6) + "-1" + std::to_string(i % 10) + "," + status[n % 3] +
               ",Seller " + std::to_string(i % 30) + "\n";
    }
    return csv;
}

// Imports it into a new workspace in `folder`; how many rows a second.
double import_into(const std::string& folder, const std::string& csv) {
    fs::remove_all(folder);
    const auto store = open(folder);
    const Opened house = open_workspace(*store);
    connect::TextBytes file(csv);
    connect::ImportOptions options;
    options.house_currency = Currency{};
    const connect::ImportPlan plan = must(connect::plan_import(file, options));
    for (const auto& question : plan.questions) {
        give_up(question.detail);
    }
    must(file.rewind());
    const auto start = Clock::now();
    const auto report = must(api::import_file(*store, {.workspace = house.workspace,
                                                       .file = file,
                                                       .plan = plan,
                                                       .mode = api::ImportMode::real,
                                                       .cause = house.cause,
                                                       .file_name = "deals.csv"}));
    const double took = std::chrono::duration<double>(Clock::now() - start).count();
    if (report.made == imported) return imported / took;
    give_up("Only " + std::to_string(report.made) + " rows became deals.");
}

void measure_import(const std::string& data) {
    const std::string folder = data + "/import";
    const std::string csv = deals_to_import();
    const double ours = import_into(folder, csv);

    std::vector<Statement> heard;
    {
        Listening listening;
        import_into(folder, csv);
        heard = listening.take();
    }
    // Its tables, and nothing in them.
    fs::remove_all(folder);
    open(folder)->close();
    const auto first = std::ranges::find_if(
        heard, [](const Statement& s) { return s.sql.starts_with("INSERT INTO workspace"); });
    double took = 0;
    {
        Raw raw(folder + "/ante.db", Raw::Access::write);
        const auto start = Clock::now();
        raw.run("BEGIN IMMEDIATE");
        bool open_now = true;
        for (auto at = first; at != heard.end(); ++at) {
            const bool begins = at->sql.starts_with("BEGIN IMMEDIATE");
            const bool commits = at->sql.starts_with("COMMIT");
            if (at->moves_a_transaction() && !begins && !commits) continue;
            if ((begins && open_now) || (commits && !open_now)) continue;
            raw.run(*at);
            if (begins || commits) open_now = begins;
        }
        if (open_now) raw.run("COMMIT");
        took = std::chrono::duration<double>(Clock::now() - start).count();
    }
    const double limit = imported / took;
    print({"CSV import, deals", rate(ours), rate(limit), per_cent(ours / limit),
           "at least 20,000/s", ours >= 20'000});
    fs::remove_all(folder);
}

// ---- starting
// ------------------------------------------------------------------------------------

void measure_start(const std::string& program, const Company& company) {
    double first = 0;
    double memory = 0;
    for (int i = 0; i < 3; ++i) {
        const Served served(program, company.folder);
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        first = i == 0 ? served.seconds_to_first_answer()
                       : std::min(first, served.seconds_to_first_answer());
        memory = served.memory_mb();
    }
    print({"start to first answer", in_ms(1000 * first), "", "", "at most 300 ms", first <= 0.3});
    print({"idle memory", in_mb(memory), "", "", "at most 40 MB", memory <= 40});
    const double size = static_cast<double>(fs::file_size(program)) / (1 << 20);
    print({"size of the program", in_mb(size), "", "", "at most 25 MB", size <= 25});
}

int run(std::vector<std::string> words) {
    std::string data = "build/bench-data";
    double scale = 0.1;
    std::vector<std::string> works;
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (words[i] == "--scale" && i + 1 < words.size())
            scale = std::atof(words[++i].c_str());
        else if (words[i] == "--data" && i + 1 < words.size())
            data = words[++i];
        else
            works.push_back(words[i]);
    }
    const auto wanted = [&](const char* work) {
        return works.empty() || std::ranges::find(works, work) != works.end();
    };
    const std::string program = (fs::path(words[0]).parent_path() / "ante").string();
    char name[32];
    std::snprintf(name, sizeof name, "/company-%g", scale);
    const auto start = Clock::now();
    const Company company =
        must(company_in(data + name, scale, [](std::int64_t done, std::int64_t of) {
            std::fprintf(stderr, "\rmaking the company: %lld of %lld deals",
                         static_cast<long long>(done), static_cast<long long>(of));
        }));
    const double took = std::chrono::duration<double>(Clock::now() - start).count();
    double load[1] = {0};
    (void)::getloadavg(load, 1);
    std::printf(
        "\rcompany at scale %g: %lld deals, %lld events (there after %.1f s). "
        "%u processors, load %.1f.\n\n",
        scale, static_cast<long long>(company.deals), static_cast<long long>(company.events), took,
        std::thread::hardware_concurrency(), load[0]);
    print_head();
    if (wanted("start")) measure_start(program, company);
    if (wanted("import")) measure_import(data);
    if (wanted("debrief")) measure_debrief(program, company);
    if (wanted("pages")) measure_pages(program, company);
    if (wanted("advice")) measure_advice(company);
    const auto named = [&](const char* work) {
        return std::ranges::find(works, work) != works.end();
    };
    if (named("forecast")) measure_forecast(program, data, company);
    if (named("what-if")) measure_what_if(company);
    if (named("growth")) measure_growth(program, data, company);
    if (named("hoster")) measure_hoster(program, data, scale);
    if (named("million")) measure_million(program, data);
    return 0;
}

}  // namespace
}  // namespace ante::bench

int main(int argc, char** argv) {
    try {
        return ante::bench::run({argv, argv + argc});
    } catch (const std::exception& why) {
        std::fprintf(stderr, "%s\n", why.what());
        return 1;
    }
}
