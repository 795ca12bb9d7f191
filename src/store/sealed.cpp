#include "store/sealed.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <vector>

#include "store/base64.h"

namespace ante::store {
namespace {

void start_sodium() {
    if (sodium_init() < 0) std::abort();
}

Error unreadable(const std::string& path, const char* why) {
    return {No::unavailable,
            "secret_key_unreadable",
            "The file " + path + ", which opens stored passwords, " + why + ".",
            {}};
}

class File {
public:
    explicit File(int fd) : fd_(fd) {}
    ~File() {
        if (fd_ >= 0) ::close(fd_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int fd() const { return fd_; }

private:
    int fd_;
};

// Written beside and linked to its name, so that two who start at once agree on one key.
Result<void> make_key(const std::string& path) {
    std::array<unsigned char, crypto_secretbox_KEYBYTES> key{};
    crypto_secretbox_keygen(key.data());
    const std::string line =
        base64_of({reinterpret_cast<const char*>(key.data()), key.size()}, Base64::url) + "\n";
    const std::string beside = path + "." + std::to_string(::getpid());
    bool written = false;
    {
        const File file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        written =
            file.fd() >= 0 && ::fchmod(file.fd(), 0600) == 0 &&
            ::write(file.fd(), line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
            ::fsync(file.fd()) == 0;
    }
    const bool there = written && (::link(beside.c_str(), path.c_str()) == 0 || errno == EEXIST);
    ::unlink(beside.c_str());
    if (!there) return unreadable(path, "can't be made");
    return success();
}

}  // namespace

Result<std::shared_ptr<const Sealer>> Sealer::with_file(const std::string& path) {
    start_sodium();
    if (::access(path.c_str(), F_OK) != 0) {
        TRYV(make_key(path));
    }
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::array<char, 128> text{};
    const ssize_t size = file.fd() < 0 ? -1 : ::read(file.fd(), text.data(), text.size());
    if (size < 0) return unreadable(path, "can't be read");
    std::string_view line(text.data(), static_cast<std::size_t>(size));
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    const auto bytes = from_base64(line, Base64::url);
    Key key{};
    if (!bytes || bytes->size() != key.size()) return unreadable(path, "holds no key");
    std::copy(bytes->begin(), bytes->end(), key.begin());
    return std::shared_ptr<const Sealer>(new Sealer(key));
}

std::shared_ptr<const Sealer> Sealer::for_a_while() {
    start_sodium();
    Key key{};
    crypto_secretbox_keygen(key.data());
    return std::shared_ptr<const Sealer>(new Sealer(key));
}

Sealer::~Sealer() {
    sodium_memzero(key_.data(), key_.size());
}

std::string Sealer::seal(std::string_view plain) const {
    std::vector<unsigned char> bytes(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES +
                                     plain.size());
    randombytes_buf(bytes.data(), crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(bytes.data() + crypto_secretbox_NONCEBYTES,
                          reinterpret_cast<const unsigned char*>(plain.data()), plain.size(),
                          bytes.data(), key_.data());
    return base64_of({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, Base64::url);
}

Result<std::string> Sealer::unseal(std::string_view sealed) const {
    const Error unreadable_now{No::refused,
                               "secret_unreadable",
                               "The stored password can't be read any more. Enter it again.",
                               {}};
    constexpr std::size_t around = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    const auto text = from_base64(sealed, Base64::url);
    if (!text || text->size() < around) return unreadable_now;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text->data());
    std::string plain(text->size() - around, '\0');
    if (crypto_secretbox_open_easy(
            reinterpret_cast<unsigned char*>(plain.data()), bytes + crypto_secretbox_NONCEBYTES,
            text->size() - crypto_secretbox_NONCEBYTES, bytes, key_.data()) != 0)
        return unreadable_now;
    return plain;
}

}  // namespace ante::store
