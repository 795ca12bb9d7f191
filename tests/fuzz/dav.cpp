// Any bytes at all, as a calendar server's answer.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "connect/dav_xml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto read = ante::connect::read_multi_status(
        std::string_view(reinterpret_cast<const char*>(data), size));
    if (!read.has_value() && read.error().code != "caldav_unreadable") std::abort();
    return 0;
}
