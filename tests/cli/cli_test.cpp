// The command line, through the real program: on a data folder alone, and beside a running server.
#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <regex>

#include "cli/program.h"

namespace ante::tests {
namespace {

namespace json = boost::json;

// As server/cli/terminal.h says.
constexpr int good = 0, refused = 1, usage = 2, unavailable = 3, damaged = 4;

const std::string& sample() {
    static const Folder folder;
    static const std::string file = [] {
        const Ran made = ante({"demo", "--data", folder.data()});
        EXPECT_EQ(made.code, good) << made.err;
        const Ran kept = ante({"backup", folder.file("sample.db"), "--data", folder.data()});
        EXPECT_EQ(kept.code, good) << kept.err;
        return folder.file("sample.db");
    }();
    return file;
}

// One sentence for a person with its code, and nothing else.
void expect_sentence(const Ran& ran, const std::string& code) {
    static const std::regex form("ante: [^\n]+ \\([a-z_]+\\)\n");
    EXPECT_TRUE(std::regex_match(ran.err, form)) << ran.err;
    EXPECT_NE(ran.err.find("(" + code + ")"), std::string::npos) << ran.err;
    EXPECT_EQ(ran.out.find("terminate"), std::string::npos);
}

enum class Where : std::uint8_t { alone, served };
std::string where_name(const testing::TestParamInfo<Where>& info) {
    return info.param == Where::alone ? "alone" : "served";
}

class CommandLine : public testing::TestWithParam<Where> {
protected:
    void begin_with_sample() {
        const Ran restored = ante({"restore", sample(), "--data", folder.data()});
        ASSERT_EQ(restored.code, good) << restored.err;
        serve();
    }
    void begin_empty() {
        const Ran made = ante({"user", "add", "ada@x.example", "--data", folder.data(),
                               "--workspace", "Northgate", "--currency", "EUR"});
        ASSERT_EQ(made.code, good) << made.err;
        serve();
    }
    void serve() {
        if (GetParam() == Where::served) serving.emplace(folder.data());
    }
    // In the test's folder, on its data.
    Ran run(Words words) {
        words.insert(words.end(), {"--data", folder.data()});
        return ante(words, folder.file("."));
    }
    json::value asked(Words words) {
        words.push_back("--json");
        const Ran ran = run(words);
        EXPECT_EQ(ran.code, good) << ran.err;
        boost::system::error_code failed;
        json::value value = json::parse(ran.out, failed);
        EXPECT_FALSE(failed) << ran.out;
        return value;
    }
    std::string first_deal() {
        const json::value page = asked({"deals", "--scope", "workspace", "--limit", "1"});
        return std::string(page.at("items").at(0).at("id").as_string());
    }

    Folder folder;
    std::optional<Serving> serving;
};

const std::string few =
    "id,deal,account,status,contact,amount,currency\n"
    "1,Fleet,Northwind,open,Dana Wu,100,EUR\n"
    "1,Fleet,Northwind,open,Jo Li,100,EUR\n"
    "2,Spares,Contoso,open,,a lot,EUR\n";

TEST_P(CommandLine, ADryRunSaysRowByRowAndWritesNothing) {
    begin_empty();
    const std::string file = folder.write("few.csv", few);
    const Ran dry = run({"import", file, "--dry-run"});
    EXPECT_EQ(dry.code, refused) << dry.err;
    EXPECT_NE(dry.out.find("line 2: made “Fleet”"), std::string::npos) << dry.out;
    EXPECT_NE(dry.out.find("line 3: joined “Fleet”"), std::string::npos);
    EXPECT_NE(dry.out.find("line 4: refused, column amount"), std::string::npos);
    EXPECT_NE(dry.out.find("Would be: 1 new deals"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(folder.file("few.rejects.csv")));
    EXPECT_TRUE(asked({"deals", "--scope", "workspace"}).at("items").as_array().empty());
}

TEST_P(CommandLine, WhatIsRefusedIsMendedInTheRejectsAndImportedAgain) {
    begin_empty();
    const std::string file = folder.write("few.csv", few);
    const Ran first = run({"import", file});
    EXPECT_EQ(first.code, refused) << first.err;
    EXPECT_NE(first.out.find("Done: 1 new deals"), std::string::npos) << first.out;
    std::string rejects = text_of_file(folder.file("few.rejects.csv"));
    ASSERT_NE(rejects.rfind("a lot"), std::string::npos) << rejects;
    rejects.replace(rejects.rfind("a lot"), 5, "300");
    const Ran mended = run({"import", folder.write("mended.csv", rejects)});
    EXPECT_EQ(mended.code, good) << mended.out << mended.err;
    const Ran named = run({"import", file, "--rejects", folder.file("bad.csv")});
    EXPECT_NE(named.out.find("0 new deals, 0 changed, 1 as they were"), std::string::npos)
        << named.out;
    EXPECT_NE(text_of_file(folder.file("bad.csv")).find("a lot"), std::string::npos);

    const Ran lines = run({"import", file, "--json"});
    EXPECT_EQ(lines.code, refused);
    const std::string last = lines.out.substr(lines.out.rfind('\n', lines.out.size() - 2) + 1);
    EXPECT_EQ(json::parse(last).at("refused").as_int64(), 1) << lines.out;
}

TEST_P(CommandLine, AMappingIsGivenKeptAndUsedAgain) {
    begin_empty();
    const std::string file = folder.write("odd.csv", "Nr,Was,Wer\n1,Fleet,Northwind\n");
    const Ran unmapped = run({"import", file});
    EXPECT_EQ(unmapped.code, usage);
    EXPECT_NE(unmapped.err.find("This must be said first"), std::string::npos) << unmapped.err;
    const std::string mapping = folder.file("odd.mapping.json");
    const Ran kept = run({"import", file, "--dry-run", "--map", "id=Nr, name=Was, account=Wer",
                          "--save-mapping", mapping});
    EXPECT_EQ(kept.code, good) << kept.err;
    const Ran used = run({"import", file, "--mapping", mapping});
    EXPECT_EQ(used.code, good) << used.err;
    EXPECT_NE(used.out.find("Done: 1 new deals"), std::string::npos) << used.out;
    const Ran missing = run({"import", file, "--mapping", folder.file("none.json")});
    EXPECT_EQ(missing.code, usage);
    expect_sentence(missing, "file_unreadable");
    EXPECT_EQ(run({"import", file, "--map", "what is this"}).err.find("terminate"),
              std::string::npos);
    const Ran dates = run({"import", file, "--dates", "ydm"});
    EXPECT_EQ(dates.code, usage);
    expect_sentence(dates, "option_unknown");
}

TEST_P(CommandLine, OutAndInAgainIsTheSame) {
    begin_with_sample();
    const std::string out = folder.file("out.csv");
    const Ran written = run({"export", out});
    EXPECT_EQ(written.code, good) << written.err;
    const Ran again = run({"import", out});
    EXPECT_EQ(again.code, good) << again.err;
    EXPECT_NE(again.out.find("Done: 0 new deals, 0 changed, 370 as they were"), std::string::npos)
        << again.out;
    EXPECT_EQ(run({"export"}).out, text_of_file(out)) << "to standard output, too";
    const Ran lines = run({"export", "--form", "deals.jsonl"});
    EXPECT_EQ(std::ranges::count(lines.out, '\n'), 370);
}

TEST_P(CommandLine, TodayDealPlanAndRulesAreForPeopleAndPrograms) {
    begin_with_sample();
    const Ran today = run({"today", "--as", "sam@example.com"});
    EXPECT_EQ(today.code, good) << today.err;
    EXPECT_GT(std::ranges::count(today.out, '\n'), 5) << today.out;
    EXPECT_EQ(today.out.find('\x1b'), std::string::npos) << "no colours into a file";
    EXPECT_FALSE(asked({"today", "--as", "sam@example.com"}).at("items").as_array().empty());

    const std::string id = first_deal();
    const Ran deal = run({"deal", id});
    EXPECT_EQ(deal.code, good) << deal.err;
    EXPECT_FALSE(deal.out.empty());
    const json::value facts = asked({"deal", id});
    EXPECT_FALSE(facts.as_object().empty());
    const Ran nobody = run({"deal", "0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a"});
    EXPECT_EQ(nobody.code, refused);
    expect_sentence(nobody, "deal_not_found");

    std::string meeting;
    const json::value page = asked({"deals", "--scope", "workspace", "--limit", "200"});
    for (const json::value& line : page.at("items").as_array()) {
        const json::value one = asked({"deal", std::string(line.at("id").as_string())});
        const json::object& whole = one.as_object();
        const json::value* inside = whole.if_contains("deal");
        const json::object& of = inside ? inside->as_object() : whole;
        if (!of.contains("meetings") || of.at("meetings").as_array().empty()) continue;
        meeting = of.at("meetings").at(0).at("id").as_string();
        break;
    }
    ASSERT_FALSE(meeting.empty());
    const Ran plan = run({"plan", meeting});
    EXPECT_EQ(plan.code, good) << plan.err;
    EXPECT_FALSE(plan.out.empty());
    const Ran no_meeting = run({"plan", "nonsense"});
    EXPECT_EQ(no_meeting.code, refused);
    expect_sentence(no_meeting, "meeting_not_found");
    EXPECT_EQ(ante({"serve", "--data", folder.file("d"), "--listen", "here"}).code, usage);

    EXPECT_NE(run({"rules"}).out.find("quiet"), std::string::npos);
    EXPECT_EQ(run({"rules", "quiet"}).code, good);
    const Ran unknown = run({"rules", "nonsense"});
    EXPECT_EQ(unknown.code, refused);
    expect_sentence(unknown, "rule_not_found");
}

TEST_P(CommandLine, ForecastOfThePipelineOfADealAndItsGrade) {
    begin_with_sample();
    const Ran pipeline = run({"forecast"});
    EXPECT_EQ(pipeline.code, good) << pipeline.err;
    for (const char* words : {"open deals in the pipeline", "Since last week", "later", "north"})
        EXPECT_NE(pipeline.out.find(words), std::string::npos) << words << "\n" << pipeline.out;
    EXPECT_FALSE(asked({"forecast", "--scope", "team"}).as_object().empty());
    EXPECT_EQ(run({"forecast", "--scope", "moon"}).code, usage);

    const json::value open = asked({"forecast"});
    EXPECT_GT(open.at("deals").as_int64(), 10);
    const json::value deals = asked({"deals", "--scope", "workspace", "--state", "pipeline"});
    const std::string id(deals.at("items").at(0).at("id").as_string());
    const Ran deal = run({"forecast", id});
    EXPECT_EQ(deal.code, good) << deal.err;
    for (const char* words : {"to win", "moved it", "one kept promise"})
        EXPECT_NE(deal.out.find(words), std::string::npos) << words << "\n" << deal.out;
    EXPECT_EQ(asked({"forecast", id}).at("stand").as_string(), "in_pipeline");
    const Ran nobody = run({"forecast", "0190b5a4-7c3e-7a10-8a3b-5f0e9d2c1b4a"});
    expect_sentence(nobody, "deal_not_found");

    const Ran grade = run({"forecast", "grade"});
    EXPECT_EQ(grade.code, good) << grade.err;
    for (const char* words : {"base rate", "stage × probability", "age alone"})
        EXPECT_NE(grade.out.find(words), std::string::npos) << words << "\n" << grade.out;
    const json::value made = asked({"forecast", "refit"});
    EXPECT_EQ(made.at("version").as_int64(), 2) << "the sample brought the first";
}

TEST_P(CommandLine, TemplatesOfPlansAreListedAndWorkedBack) {
    begin_empty();
    const Ran all = run({"plan-templates"});
    EXPECT_EQ(all.code, good) << all.err;
    for (const char* words : {"new_customer", "trial", "expansion", "renewal", "shipped"})
        EXPECT_NE(all.out.find(words), std::string::npos) << words << "\n" << all.out;
    EXPECT_EQ(asked({"plan-templates"}).at("items").as_array().size(), 4u);
    // Monday 1 March 2027, and two weeks of working days before it.
    const Ran trial = run({"plan-templates", "trial", "--go-live", "2027-03-01"});
    EXPECT_EQ(trial.code, good) << trial.err;
    EXPECT_NE(trial.out.find("2027-02-15"), std::string::npos) << trial.out;
    EXPECT_NE(trial.out.find("10 working days before go-live"), std::string::npos) << trial.out;
    expect_sentence(run({"plan-templates", "nonesuch"}), "plan_template_not_found");
}

TEST_P(CommandLine, VerifyRebuildBackupAndRestore) {
    begin_with_sample();
    const Ran clean = run({"verify"});
    EXPECT_EQ(clean.code, good) << clean.out;
    EXPECT_TRUE(clean.out.starts_with("Clean: ")) << clean.out;
    EXPECT_TRUE(asked({"verify"}).at("disagreements").as_array().empty());
    const Ran rebuilt = run({"rebuild"});
    EXPECT_EQ(rebuilt.code, good) << rebuilt.err;
    EXPECT_TRUE(rebuilt.out.starts_with("370 deals")) << rebuilt.out;

    const std::string copy = folder.file("copy.db");
    EXPECT_EQ(run({"backup", copy}).code, good);
    const Ran twice = run({"backup", copy});
    EXPECT_EQ(twice.code, refused);
    expect_sentence(twice, "file_exists");
    const Ran onto = run({"restore", copy});
    EXPECT_NE(onto.code, good) << "what is there is left as it is";

    const std::string other = folder.file("other");
    EXPECT_EQ(ante({"restore", copy, "--data", other}).code, good);
    EXPECT_EQ(ante({"export", "--data", other}).out, run({"export"}).out);
    EXPECT_EQ(ante({"verify", "--data", other}).code, good);
}

TEST_P(CommandLine, MembersTheirLinksAndTokens) {
    begin_empty();
    const Ran added = run({"user", "add", "ria@x.example", "--name", "Ria", "--role", "rep"});
    EXPECT_EQ(added.code, good) << added.err;
    const Ran twice = run({"user", "add", "ria@x.example", "--name", "Ria Two"});
    EXPECT_EQ(twice.code, refused);
    expect_sentence(twice, "email_taken");
    EXPECT_NE(run({"user", "list"}).out.find("ria@x.example"), std::string::npos);
    EXPECT_EQ(run({"user", "change", "ria@x.example", "--team", "north"}).code, good);
    const Ran link = run({"user", "link", "ria@x.example"});
    EXPECT_EQ(link.code, good) << link.err;
    EXPECT_NE(link.out.find("/sign-in#ante_link_"), std::string::npos) << link.out;
    const Ran nobody = run({"user", "link", "nobody@x.example"});
    EXPECT_EQ(nobody.code, refused);

    const Ran token = run({"token", "add", "reports", "--as", "ria@x.example"});
    EXPECT_EQ(token.code, good) << token.err;
    EXPECT_TRUE(token.out.starts_with("ante_token_")) << token.out;
    EXPECT_NE(run({"token", "list", "--as", "ria@x.example"}).out.find("reports"),
              std::string::npos);
    if (serving) {
        const std::string secret = token.out.substr(0, token.out.find('\n'));
        const Ran far = ante({"deals", "--server", serving->address(), "--token", secret});
        EXPECT_EQ(far.code, good) << far.err;
        const Ran wrong = ante({"deals", "--server", serving->address(), "--token", secret + "x"});
        EXPECT_EQ(wrong.code, refused);
        expect_sentence(wrong, "not_signed_in");
        const Ran without = ante({"deals", "--server", serving->address()});
        EXPECT_EQ(without.code, usage);
        expect_sentence(without, "token_missing");
    }
    const Ran rights = run({"user", "add", "cem@x.example", "--as", "ria@x.example"});
    EXPECT_EQ(rights.code, refused);
    expect_sentence(rights, "admins_only");
}

INSTANTIATE_TEST_SUITE_P(Places, CommandLine, testing::Values(Where::alone, Where::served),
                         where_name);

// ---- exit codes and errors ---------------------------------------------------------------------

TEST(CommandLineErrors, WrongUsageIsTwo) {
    EXPECT_EQ(ante({}).code, usage);
    EXPECT_EQ(ante({"nonsense"}).code, usage);
    EXPECT_EQ(ante({"import"}).code, usage);
    EXPECT_EQ(ante({"deals", "--limit", "many"}).code, usage);
    EXPECT_EQ(ante({"--help"}).code, good);
    EXPECT_NE(ante({"--help"}).out.find("Exit codes: 0 done; 1 refused"), std::string::npos);
    EXPECT_EQ(ante({"import", "--help"}).code, good);
    EXPECT_TRUE(ante({"--version"}).out.starts_with("ante "));
    EXPECT_NE(ante({"completion"}).out.find("complete -F _ante ante"), std::string::npos);
    const Ran contract = ante({"openapi"});
    EXPECT_EQ(contract.code, good);
    EXPECT_EQ(json::parse(contract.out).at("openapi").as_string(), "3.1.0");
}

TEST(CommandLineErrors, WithoutDataItSaysHowToBegin) {
    const Folder folder;
    const Ran ran = ante({"today", "--data", folder.data()});
    EXPECT_EQ(ran.code, unavailable);
    expect_sentence(ran, "data_missing");
    EXPECT_NE(ran.err.find("ante demo"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(folder.data())) << "looking makes nothing";
    const Ran verify = ante({"verify", "--data", folder.data()});
    EXPECT_EQ(verify.code, unavailable);
    expect_sentence(verify, "data_missing");
}

TEST(CommandLineErrors, ADemoGoesIntoAnEmptyPlaceOnly) {
    const Folder folder;
    ASSERT_EQ(ante({"restore", sample(), "--data", folder.data()}).code, good);
    const Ran again = ante({"demo", "--data", folder.data()});
    EXPECT_EQ(again.code, refused);
    expect_sentence(again, "demo_not_empty");
}

TEST(CommandLineErrors, DamagedAndForeignFilesAreFour) {
    const Folder folder;
    std::filesystem::create_directory(folder.data());
    folder.write("data/ante.db", std::string(8192, 'x'));
    const Ran torn = ante({"today", "--data", folder.data()});
    EXPECT_EQ(torn.code, damaged);
    expect_sentence(torn, "database_damaged");
    const Ran restored =
        ante({"restore", folder.write("no.db", "no backup"), "--data", folder.file("d2")});
    EXPECT_EQ(restored.code, damaged);
    expect_sentence(restored, "database_damaged");
}

TEST(CommandLineErrors, WhatIsNotThereOrNoCsvIsSaidInOneSentence) {
    const Folder folder;
    ASSERT_EQ(ante({"user", "add", "ada@x.example", "--data", folder.data()}).code, good);
    const Ran missing = ante({"import", folder.file("none.csv"), "--data", folder.data()});
    expect_sentence(missing, "file_unreadable");
    const Ran excel =
        ante({"import", folder.write("x.csv", "PK\x03\x04..."), "--data", folder.data()});
    expect_sentence(excel, "file_is_xlsx");
    for (const Ran& ran : {missing, excel}) EXPECT_EQ(ran.code, usage);
    const Ran unwritable = ante({"export", folder.file("no/where.csv"), "--data", folder.data()});
    EXPECT_EQ(unwritable.code, unavailable);
    expect_sentence(unwritable, "file_unwritable");
}

TEST(CommandLineErrors, AServerThatIsNotThereIsThree) {
    const Ran ran = ante({"deals", "--server", "http://127.0.0.1:1", "--token", "ante_token_none"});
    EXPECT_EQ(ran.code, unavailable);
    expect_sentence(ran, "server_unreachable");
}

TEST(CommandLineErrors, TwoServersOnOneFolderOrPortSaySo) {
    const Folder folder;
    ASSERT_EQ(ante({"user", "add", "ada@x.example", "--data", folder.data()}).code, good);
    const Serving serving(folder.data());
    const Ran second = ante({"serve", "--data", folder.data(), "--listen", "127.0.0.1:0"});
    EXPECT_EQ(second.code, unavailable);
    expect_sentence(second, "data_in_use");
    const Folder other;
    const std::string at = serving.address().substr(std::string("http://").size());
    const Ran taken = ante({"serve", "--data", other.data(), "--listen", at});
    EXPECT_EQ(taken.code, unavailable);
    expect_sentence(taken, "address_in_use");
}

TEST(CommandLineErrors, VerifyAnswersFourWhenStateDoesNotFollow) {
    const Folder folder;
    ASSERT_EQ(ante({"restore", sample(), "--data", folder.data()}).code, good);
    {
        const auto place = store::Place::parse(folder.data());
        ASSERT_TRUE(place);
        const auto store = store::Store::open(place.value());
        ASSERT_TRUE(store) << store.error().detail;
        ASSERT_TRUE(store.value()->write_now([](store::Transaction& in) -> Result<void> {
            TRYV(
                in.db().exec("UPDATE deal SET name = 'Tampered' WHERE deal_id = "
                             "(SELECT MIN(deal_id) FROM deal)"));
            return success();
        }));
    }
    const Ran found = ante({"verify", "--data", folder.data()});
    EXPECT_EQ(found.code, damaged);
    EXPECT_NE(found.out.find("Not clean"), std::string::npos) << found.out;
    EXPECT_EQ(ante({"rebuild", "--data", folder.data()}).code, good);
    EXPECT_EQ(ante({"verify", "--data", folder.data()}).code, good);
}

}  // namespace
}  // namespace ante::tests
