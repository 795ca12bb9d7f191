#include "base/json_parse.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <system_error>

namespace ante {
namespace {

namespace bj = boost::json;
using Failed = boost::system::error_code;
using Text = bj::string_view;

// What the parser calls, in the order of the document. Answers whether it shall go on.
struct Builder {
    static constexpr std::size_t max_object_size = bj::object::max_size();
    static constexpr std::size_t max_array_size = bj::array::max_size();
    static constexpr std::size_t max_key_size = bj::string::max_size();
    static constexpr std::size_t max_string_size = bj::string::max_size();

    bj::value_stack values{};

    bool on_document_begin(Failed&) { return true; }
    bool on_document_end(Failed&) { return true; }
    bool on_object_begin(Failed&) { return true; }
    bool on_object_end(std::size_t members, Failed&) {
        values.push_object(members);
        return true;
    }
    bool on_array_begin(Failed&) { return true; }
    bool on_array_end(std::size_t items, Failed&) {
        values.push_array(items);
        return true;
    }
    bool on_key_part(Text part, std::size_t, Failed&) {
        values.push_chars(part);
        return true;
    }
    bool on_key(Text rest, std::size_t, Failed&) {
        values.push_key(rest);
        return true;
    }
    bool on_string_part(Text part, std::size_t, Failed&) {
        values.push_chars(part);
        return true;
    }
    bool on_string(Text rest, std::size_t, Failed&) {
        values.push_string(rest);
        return true;
    }
    bool on_number_part(Text, Failed&) { return true; }  // Never: all of the text is there at once.
    bool on_int64(std::int64_t number, Text, Failed&) {
        values.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, Text, Failed&) {
        values.push_uint64(number);
        return true;
    }
    // `nearly` stands where the number is out of a double's range: infinity or 0.
    bool on_double(double nearly, Text digits, Failed&) {
        double exactly = nearly;
        const auto end = digits.data() + digits.size();
        const auto [stopped, wrong] = std::from_chars(digits.data(), end, exactly);
        values.push_double(stopped == end && wrong == std::errc{} ? exactly : nearly);
        return true;
    }
    bool on_bool(bool yes, Failed&) {
        values.push_bool(yes);
        return true;
    }
    bool on_null(Failed&) {
        values.push_null();
        return true;
    }
    bool on_comment_part(Text, Failed&) { return true; }  // Never: JSON has none.
    bool on_comment(Text, Failed&) { return true; }
};

}  // namespace

bj::value parse_json(std::string_view text, std::size_t deepest, bj::storage_ptr memory,
                     Failed& failed) {
    bj::parse_options options;
    options.max_depth = deepest;
    bj::basic_parser<Builder> parser(options);
    parser.handler().values.reset(std::move(memory));
    const std::size_t read = parser.write_some(false, text.data(), text.size(), failed);
    if (!failed && read < text.size()) failed = bj::error::extra_data;
    if (failed) return nullptr;
    return parser.handler().values.release();
}

}  // namespace ante
