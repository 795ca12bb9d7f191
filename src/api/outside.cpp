#include "api/outside.h"

#include "connect/mime.h"
#include "store/records.h"

namespace ante::api {

std::string Outside::our_address() const {
    const auto read = connect::parse_address(mail_from);
    return read ? store::email_key(read->address) : std::string();
}

}  // namespace ante::api
