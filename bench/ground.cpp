#include "ground.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "asked.h"
#include "load.h"

namespace ante::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::uint16_t free_port() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    ::bind(fd, reinterpret_cast<sockaddr*>(&at), size);
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&at), &size);
    ::close(fd);
    return ntohs(at.sin_port);
}

std::string with_commas(double number) {
    std::string text = std::to_string(std::llround(number));
    for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
    return text;
}

}  // namespace

pid_t start(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);

    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t pid = -1;
    const int failed =
        ::posix_spawn(&pid, words[0].c_str(), &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    return failed == 0 ? pid : -1;
}

Ended run_to_end(const std::vector<std::string>& words) {
    const auto begun = Clock::now();
    const pid_t pid = start(words);
    int status = -1;
    rusage used{};
    if (pid < 0 || ::wait4(pid, &status, 0, &used) != pid || status != 0)
        give_up(words[0] + " " + words[1] + " ended with " + std::to_string(status) + ".");
    return {std::chrono::duration<double>(Clock::now() - begun).count(),
            static_cast<double>(used.ru_maxrss) / 1024};
}

Served::Served(const std::string& program, const std::string& folder) : port_(free_port()) {
    const std::string listen = "127.0.0.1:" + std::to_string(port_);
    const auto begun = Clock::now();
    pid_ = start({program, "serve", "--data", folder, "--listen", listen});
    const std::string request = "GET /readyz HTTP/1.1\r\nHost: " + listen + "\r\n\r\n";
    while (pid_ > 0 && Clock::now() - begun < std::chrono::minutes(1)) {
        if (ask(port_, request).starts_with("HTTP/1.1 200")) {
            first_answer_ = std::chrono::duration<double>(Clock::now() - begun).count();
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    if (pid_ > 0) {
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
    }
    throw std::runtime_error(program + " does not serve " + folder + ".");
}

Served::~Served() {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
}

double Served::memory_mb() const {
    std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::atof(line.c_str() + 6) / 1024;
    return 0;
}

void copy_data(const std::string& from, const std::string& to) {
    fs::remove_all(to);
    fs::create_directories(to);
    fs::copy_file(from + "/ante.db", to + "/ante.db");
}

void print_head() {
    std::printf("%-34s %14s %14s %7s   %-28s %s\n", "work", "ours", "limit", "ratio", "target",
                "met");
}

void print(const Figure& f) {
    std::printf("%-34s %14s %14s %7s   %-28s %s\n", f.work.c_str(), f.ours.c_str(), f.limit.c_str(),
                f.ratio.c_str(), f.target.c_str(), !f.met ? "" : (*f.met ? "yes" : "NO"));
    std::fflush(stdout);
}

std::string rate(double per_second) {
    return with_commas(per_second) + "/s";
}
std::string in_ms(double ms) {
    char text[32];
    std::snprintf(text, sizeof text, ms < 10 ? "%.2f ms" : "%.0f ms", ms);
    return text;
}
std::string in_s(double seconds) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f s", seconds);
    return text;
}
std::string in_mb(double mb) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f MB", mb);
    return text;
}
std::string per_cent(double part) {
    return std::to_string(std::lround(100 * part)) + " %";
}

}  // namespace ante::bench
