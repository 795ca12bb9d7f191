#pragma once
// The real program, as a person at a shell runs it: for tests of the command line.
//
//     Folder folder;
//     const Ran ran = ante({"today", "--data", folder.data()});
//     EXPECT_EQ(ran.code, 0) << ran.err;
//     const Serving serving(folder.data());     a server on 127.0.0.1, until it goes out of scope

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "store/store.h"

namespace ante::tests {

using Words = std::vector<std::string>;

// A folder of its own, gone at the end.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "ante-cli-XXXXXX").string();
        if (!mkdtemp(name.data())) std::abort();
        path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string file(const std::string& name) const { return (path_ / name).string(); }
    std::string data() const { return file("data"); }
    // Writes a file and answers its path.
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(file(name), std::ios::binary) << text;
        return file(name);
    }

private:
    std::filesystem::path path_;
};

inline std::string text_of_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Starts the program in `in`, without any ANTE_… of the person who runs the tests.
inline pid_t start_ante(const Words& arguments, const std::string& in, const std::string& out,
                        const std::string& err) {
    std::vector<char*> argv;
    std::string program = ANTE_PROGRAM;
    Words copy = arguments;
    argv.push_back(program.data());
    for (std::string& word : copy) argv.push_back(word.data());
    argv.push_back(nullptr);
    std::vector<char*> env;
    for (char** each = environ; *each != nullptr; ++each)
        if (!std::string_view(*each).starts_with("ANTE_")) env.push_back(*each);
    env.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addchdir_np(&actions, in.c_str());
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t pid = -1;
    const int failed =
        posix_spawn(&pid, program.c_str(), &actions, nullptr, argv.data(), env.data());
    posix_spawn_file_actions_destroy(&actions);
    EXPECT_EQ(failed, 0) << program << " can't be started";
    return failed == 0 ? pid : -1;
}

inline int code_of(pid_t pid) {
    int status = 0;
    if (pid < 0 || waitpid(pid, &status, 0) != pid) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

struct Ran {
    int code = -1;
    std::string out;
    std::string err;
};

inline Ran ante(const Words& arguments, const std::string& in = "/tmp") {
    const Folder heard;
    Ran ran;
    ran.code = code_of(start_ante(arguments, in, heard.file("out"), heard.file("err")));
    ran.out = text_of_file(heard.file("out"));
    ran.err = text_of_file(heard.file("err"));
    return ran;
}

// `ante serve` on a port that the system chose.
class Serving {
public:
    explicit Serving(const std::string& data) {
        pid_ = start_ante({"serve", "--data", data, "--listen", "127.0.0.1:0"}, "/tmp",
                          heard_.file("out"), heard_.file("err"));
        const auto place = store::Place::parse(data);
        const auto patience = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        while (place && std::chrono::steady_clock::now() < patience) {
            if (const auto holder = store::holder_of(place.value())) address_ = holder->address;
            if (!address_.empty()) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        ADD_FAILURE() << "the server does not say where it is: "
                      << text_of_file(heard_.file("err"));
    }
    ~Serving() {
        if (pid_ < 0) return;
        kill(pid_, SIGTERM);
        EXPECT_EQ(code_of(pid_), 0) << text_of_file(heard_.file("err"));
    }
    Serving(const Serving&) = delete;
    Serving& operator=(const Serving&) = delete;

    const std::string& address() const { return address_; }

private:
    const Folder heard_;
    pid_t pid_ = -1;
    std::string address_;
};

}  // namespace ante::tests
