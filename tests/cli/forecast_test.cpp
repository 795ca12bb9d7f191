// `ante forecast backtest` through the real program, on files made here.
#include <fstream>
#include <random>
#include <sstream>

#include "base/time.h"
#include "cli/program.h"

namespace ante::tests {
namespace {

constexpr int good = 0, refused = 1, usage = 2;

struct Files {
    Folder folder;
    std::string deals = "deal,opened,closed,outcome\n";
    std::string acts = "deal,at,side,kind,effort\n";

    // Deals opened every six hours of 2024; three in four with the buyer's work in the first week
    // are won, one in four of the others.
    explicit Files(int count) {
        std::mt19937 lots(4);
        const auto day = [](int n) { return text_of(make_date(2024, 1, 1) + Days{n}); };
        for (int i = 0; i < count; ++i) {
            const std::string id = "d" + std::to_string(i);
            const int opened = i / 4;
            const bool works = lots() % 2 == 0;
            const bool won = (lots() % 4 != 0) == works;
            deals += id + "," + day(opened) + "," +
                     day(opened + 8 + static_cast<int>(lots() % 30)) +
                     (won               ? ",won\n"
                      : lots() % 2 == 0 ? ",lost\n"
                                        : ",faded\n");
            acts += id + "," + day(opened + 1) + ",seller,call,\n";
            if (works) acts += id + "," + day(opened + 5) + ",buyer,papers,\n";
        }
    }
    Ran backtest(const Words& more) const {
        Words words{"forecast", "backtest",
                    "--deals",  folder.write("deals.csv", deals),
                    "--acts",   folder.write("acts.csv", acts)};
        words.insert(words.end(), more.begin(), more.end());
        return ante(words);
    }
};

TEST(ForecastBacktest, PrintsTheTablesAndWritesEachPrediction) {
    const Files files(800);
    const Ran ran = files.backtest({"--at-days", "7,14", "--train-before", "2024-04-15", "--out",
                                    files.folder.file("predictions.csv")});
    ASSERT_EQ(ran.code, good) << ran.err;
    for (const char* words : {"Read 800 deals and 1,", "forecast", "base rate", "two numbers",
                              "logistic regression on counts",
                              "Grades learned for acts of buyers that have none: papers",
                              "Reliability", "The forecast has skill on these deals."})
        EXPECT_NE(ran.out.find(words), std::string::npos) << words << "\n" << ran.out;
    std::istringstream predictions(text_of_file(files.folder.file("predictions.csv")));
    std::string line;
    std::getline(predictions, line);
    EXPECT_EQ(
        line,
        "deal,day,at,win,lose,fade,expected,early,late,base_rate,two_numbers,counts,outcome\r");
    int rows = 0;
    while (std::getline(predictions, line)) ++rows;
    EXPECT_GT(rows, 300);
    const Ran again = files.backtest({"--at-days", "7,14", "--train-before", "2024-04-15"});
    EXPECT_EQ(again.out, ran.out);
}

TEST(ForecastBacktest, NamesWhatIsWrongByItsLine) {
    Files files(40);
    files.acts += "d0,2024-03-01,them,call,\nd1,2023-12-31,buyer,call,\n";
    const Ran ran = files.backtest({"--train-before", "2024-01-08"});
    EXPECT_EQ(ran.code, usage);
    EXPECT_TRUE(ran.out.empty());
    EXPECT_NE(ran.err.find("(history_unreadable)"), std::string::npos);
    EXPECT_NE(ran.err.find("side is buyer or seller, not “them”"), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find("before the opening of its deal"), std::string::npos) << ran.err;
}

TEST(ForecastBacktest, SaysWhenThereAreTooFewDeals) {
    const Files files(60);
    const Ran few = files.backtest({"--at-days", "7", "--train-before", "2024-01-04"});
    ASSERT_EQ(few.code, good) << few.err;
    EXPECT_NE(few.out.find("too few to learn from"), std::string::npos) << few.out;
    const Ran none = files.backtest({"--train-before", "2030-01-01"});
    EXPECT_EQ(none.code, refused);
    EXPECT_NE(none.err.find("(nothing_to_test)"), std::string::npos) << none.err;
    EXPECT_EQ(files.backtest({"--train-before", "soon"}).code, usage);
    EXPECT_EQ(files.backtest({"--train-before", "2024-01-04", "--at-days", "a week"}).code, usage);
}

}  // namespace
}  // namespace ante::tests
