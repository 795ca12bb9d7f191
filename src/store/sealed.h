#pragma once
// Secrets that must be read again: the password of somebody's calendar server, the address of a
// calendar that is a secret itself. In the database they stand sealed (XSalsa20 and Poly1305,
// libsodium's secretbox); the key stands in a file beside it, so that neither a backup of the
// database nor a copy of it gives them away. Whoever restores a backup without that file asks the
// members to enter them again.

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ante::store {

// Thread-safe: never changed.
class Sealer {
public:
    // Reads the key from that file, or makes both (readable by its owner alone).
    // `secret_key_unreadable`: it can't be read or made, or holds no key.
    static Result<std::shared_ptr<const Sealer>> with_file(const std::string& path);
    // With a key that is gone when the process ends: for tests, and where there is no folder.
    static std::shared_ptr<const Sealer> for_a_while();

    // As text: 4/3 of its length and 60 characters.
    std::string seal(std::string_view plain) const;
    // `secret_unreadable` if it was sealed with another key, or is damaged.
    Result<std::string> unseal(std::string_view sealed) const;

    ~Sealer();
    Sealer(const Sealer&) = delete;
    Sealer& operator=(const Sealer&) = delete;

private:
    using Key = std::array<unsigned char, 32>;
    explicit Sealer(const Key& key) : key_(key) {}

    Key key_;
};

}  // namespace ante::store
