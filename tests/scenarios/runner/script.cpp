#include "scenarios/runner/script.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace ante::scenarios {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

Error at_line(int number, const std::string& what) {
    return refuse("script_malformed", "line " + std::to_string(number) + ": " + what);
}

// A "#" begins a comment, unless it stands inside quotes.
Result<std::string> without_comment(std::string_view line, int number) {
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') quoted = !quoted;
        if (line[i] == '#' && !quoted) return std::string(trimmed(line.substr(0, i)));
    }
    if (quoted) return at_line(number, "a text is not closed by a quote");
    return std::string(trimmed(line));
}

}  // namespace

Result<std::vector<Scenario>> read_script(std::string_view text) {
    std::vector<Scenario> scenarios;
    int number = 0;
    while (!text.empty()) {
        ++number;
        const auto end = text.find('\n');
        TRY(const std::string line, without_comment(text.substr(0, end), number));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (line.empty()) continue;

        if (line.starts_with("==")) {
            if (!scenarios.empty() && scenarios.back().steps.empty())
                return at_line(scenarios.back().line, "a heading without steps");
            const std::string title(trimmed(std::string_view(line).substr(2)));
            if (title.empty()) return at_line(number, "an empty heading");
            if (std::ranges::find(scenarios, title, &Scenario::title) != scenarios.end())
                return at_line(number, "a second scenario \"" + title + "\"");
            scenarios.push_back({number, title, {}});
            continue;
        }
        if (scenarios.empty()) return at_line(number, "a step before the first heading (== …)");
        std::vector<Step>& steps = scenarios.back().steps;
        if (line.starts_with("->")) {
            if (steps.empty()) return at_line(number, "an expectation before the first step");
            steps.back().expects.push_back(
                {number, std::string(trimmed(std::string_view(line).substr(2)))});
        } else {
            steps.push_back({{number, line}, {}});
        }
    }
    if (!scenarios.empty() && scenarios.back().steps.empty())
        return at_line(scenarios.back().line, "a heading without steps");
    return scenarios;
}

std::vector<std::string> scripts_in(const std::string& folder) {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".test") paths.push_back(entry.path().string());
    std::ranges::sort(paths);
    return paths;
}

std::string text_of_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        std::cerr << "cannot read " << path << '\n';
        std::abort();
    }
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace ante::scenarios
