#pragma once
// A real CalDAV server, Debian's radicale, on loopback and in a folder of its own; gone with the
// object. One user, "ria", whose password is "app-password".

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

namespace ante::tests {

class Radicale {
public:
    static bool is_installed() { return ::access("/usr/bin/radicale", X_OK) == 0; }

    Radicale() {
        std::string name = (std::filesystem::temp_directory_path() / "radicale-XXXXXX").string();
        if (!::mkdtemp(name.data())) std::abort();
        folder_ = name;
        port_ = free_port();
        std::ofstream(folder_ / "users") << "ria:app-password\n";
        std::ofstream(folder_ / "config")
            << "[server]\nhosts = 127.0.0.1:" << port_ << "\n[auth]\ntype = htpasswd\n"
            << "htpasswd_filename = " << (folder_ / "users").string()
            << "\nhtpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = "
            << (folder_ / "data").string() << "\n[logging]\nlevel = error\n";
        const std::string config = (folder_ / "config").string();
        pid_ = ::fork();
        if (pid_ == 0) {
            const int nowhere = ::open("/dev/null", O_RDWR);
            ::dup2(nowhere, 1);
            ::dup2(nowhere, 2);
            ::execl("/usr/bin/radicale", "radicale", "--config", config.c_str(),
                    static_cast<char*>(nullptr));
            ::_exit(127);
        }
        for (int tries = 0; tries < 600 && !answers(); ++tries)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    ~Radicale() {
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Radicale(const Radicale&) = delete;
    Radicale& operator=(const Radicale&) = delete;

    std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }

private:
    static sockaddr_in loopback(int port) {
        sockaddr_in where{};
        where.sin_family = AF_INET;
        where.sin_port = htons(static_cast<std::uint16_t>(port));
        where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return where;
    }
    static int free_port() {
        const int asked = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in where = loopback(0);
        socklen_t size = sizeof where;
        ::bind(asked, reinterpret_cast<sockaddr*>(&where), size);
        ::getsockname(asked, reinterpret_cast<sockaddr*>(&where), &size);
        ::close(asked);
        return ntohs(where.sin_port);
    }
    bool answers() const {
        const int asked = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in where = loopback(port_);
        const bool there =
            ::connect(asked, reinterpret_cast<const sockaddr*>(&where), sizeof where) == 0;
        ::close(asked);
        return there;
    }

    std::filesystem::path folder_;
    int port_ = 0;
    pid_t pid_ = -1;
};

}  // namespace ante::tests
