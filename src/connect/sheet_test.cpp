#include "connect/sheet.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace ante::connect {
namespace {

const Sheet hostile{.name = "Figures",
                    .columns = {"Whose", "Value", "Share"},
                    .rows = {{std::string("=cmd|' /C calc'!A0"), Number{-1.5}, std::monostate{}},
                             {std::string("+49 30"), Number{3}, Number{0.25, NumberLook::share}},
                             {std::string("@SUM(A1)"), Number{0}, std::monostate{}},
                             {std::string("-2+3"), Number{1e-7}, std::monostate{}}}};

// A part of the archive, as Debian's unzip or Python's would show it.
std::string part(const std::string& bytes, const std::string& name) {
    const auto folder = std::filesystem::temp_directory_path() / "ante-sheet-test";
    std::filesystem::create_directories(folder);
    const auto path = folder / "sheet.xlsx";
    std::ofstream(path, std::ios::binary) << bytes;
    const std::string command =
        "python3 -c \"import zipfile,sys; "
        "sys.stdout.write(zipfile.ZipFile('" +
        path.string() + "').read('" + name + "').decode())\"";
    std::string text;
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return text;
    std::array<char, 4096> chunk{};
    for (std::size_t n = 0; (n = std::fread(chunk.data(), 1, chunk.size(), pipe)) > 0;)
        text.append(chunk.data(), n);
    ::pclose(pipe);
    std::filesystem::remove_all(folder);
    return text;
}

TEST(Sheet, csv_protects_what_a_spreadsheet_would_run) {
    EXPECT_EQ(csv_of(hostile),
              "Whose,Value,Share\r\n"
              "\"'=cmd|' /C calc'!A0\",-1.5,\r\n"
              "'+49 30,3,0.25\r\n"
              "'@SUM(A1),0,\r\n"
              "'-2+3,1e-07,\r\n");
}

TEST(Sheet, xlsx_has_texts_and_numbers_and_no_formula) {
    const Result<std::string> made = xlsx_of(hostile);
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made.value().substr(0, 2), "PK");
    const std::string sheet = part(made.value(), "xl/worksheets/sheet1.xml");
    EXPECT_NE(sheet.find("<v>-1.5</v>"), std::string::npos) << sheet;
    EXPECT_EQ(sheet.find("<f>"), std::string::npos) << sheet;
    const std::string texts = part(made.value(), "xl/sharedStrings.xml");
    EXPECT_NE(texts.find("=cmd|' /C calc'!A0"), std::string::npos) << texts;
    EXPECT_NE(texts.find("@SUM(A1)"), std::string::npos) << texts;
}

TEST(Sheet, xlsx_cuts_a_text_that_is_too_long_between_characters) {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "é";
    EXPECT_TRUE(xlsx_of({.name = "Long", .columns = {"Text"}, .rows = {{text}}}));
}

}  // namespace
}  // namespace ante::connect
