#pragma once
// What the operator has set up for reaching the world outside: nothing, unless he did.

#include <memory>
#include <string>

#include "connect/mail_server.h"
#include "store/sealed.h"

namespace ante::api {

struct Outside {
    // May a member's address lead to this machine or the private network? For those who run their
    // calendar server there; no is the default, for such addresses are the way to what nobody
    // outside should reach.
    bool private_addresses = false;
    // Seals what members entrust to us for other servers; by itself with a key that ends with the
    // process.
    std::shared_ptr<const store::Sealer> sealer = store::Sealer::for_a_while();
    // Mail goes out through this one, and says that it comes from `mail_from`. Without it letters
    // wait in nobody's way, and what they say can be copied.
    connect::MailServer mail{};
    std::string mail_from{};  // "Northgate <sales@northgate.example>"
    // Where bounces and replies are read; empty: nowhere.
    connect::MailServer inbox{};

    // That of `mail_from`, in lower case; empty: there is none.
    std::string our_address() const;
};

}  // namespace ante::api
