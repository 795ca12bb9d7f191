#pragma once
// The vCards of an address book; see contacts.h, which is how others come here.

#include "connect/contacts.h"

namespace ante::connect {

// Text that begins with BEGIN:VCARD.
Result<ContactFile> read_vcards(std::string_view text);

Error too_many_contacts();

}  // namespace ante::connect
