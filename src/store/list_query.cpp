#include "store/list_query.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/json.h"

namespace ante::store {

using namespace method;

Error bad_mark() {
    return Error{No::invalid,
                 "after_invalid",
                 "That page mark is not from this list: begin again without `after`.",
                 {{"after", "after_invalid", "Take it from `next` of the page before."}}};
}

Result<Mark> mark_from(std::string_view text) {
    const auto at = text.rfind('~');
    if (at == std::string_view::npos || !is_text(text)) return bad_mark();
    const auto id = Uuid::parse(text.substr(at + 1));
    if (!id) return bad_mark();
    return Mark{std::string(text.substr(0, at)), *id};
}
Result<std::int64_t> whole(const std::string& key) {
    std::int64_t n = 0;
    const auto end = key.data() + key.size();
    const auto [stopped, wrong] = std::from_chars(key.data(), end, n);
    if (stopped != end || wrong != std::errc{}) return bad_mark();
    return n;
}
Result<std::int64_t> whole(const std::string& key, std::int64_t least, std::int64_t most) {
    TRY(const std::int64_t n, whole(key));
    if (n < least || n > most) return bad_mark();
    return n;
}
Result<double> real(const std::string& key) {
    double n = 0;
    const auto end = key.data() + key.size();
    const auto [stopped, wrong] = std::from_chars(key.data(), end, n);
    // "nan" and "inf" are numbers to from_chars, and mean something else to each engine.
    if (stopped != end || wrong != std::errc{} || !std::isfinite(n)) return bad_mark();
    return n;
}
std::string text_of_real(double n) {
    std::string out;
    write_json_real(n, out);
    return out;
}

std::int64_t page_size(std::int64_t asked) {
    return std::clamp<std::int64_t>(asked, 1, largest_page);
}

}  // namespace ante::store
