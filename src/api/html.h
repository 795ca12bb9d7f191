#pragma once
// Pages made here, for people without a script (the screens in web/ make their own). Two kinds of
// text go in: markup, which stands in our sources, and what people wrote, which is always escaped.
// The types keep them apart: nothing that was read or typed can become markup.
//
//     page << "<h1>";
//     page.text(deal.goal) << "</h1>";

#include <cstdint>
#include <string>
#include <string_view>

namespace ante::api {

// A literal of our own; made of nothing else.
class Markup {
public:
    template <std::size_t Size>
    consteval Markup(const char (&ours)[Size]) : text_(ours, Size - 1) {}
    constexpr std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

// What people wrote, as it stands between tags and in double-quoted attributes.
std::string escaped(std::string_view text);

class Html {
public:
    Html& operator<<(Markup ours) {
        out_.append(ours.text());
        return *this;
    }
    Html& operator<<(const Html& part) {
        out_.append(part.out_);
        return *this;
    }
    Html& text(std::string_view theirs) {
        out_.append(escaped(theirs));
        return *this;
    }
    Html& text(std::int64_t number) {
        out_.append(std::to_string(number));
        return *this;
    }
    bool empty() const { return out_.empty(); }
    const std::string& str() const { return out_; }

private:
    std::string out_;
};

}  // namespace ante::api
