#pragma once
// A letter's HTML, made of its plain text, so that both say the same. A paragraph is a paragraph,
// lines that begin with "- " are a list, a line that ends with ":" is a heading, and a line
// "Words: https://…" is a button with these words.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"

namespace ante::connect {

// The only way that text comes into HTML here.
std::string escape_html(std::string_view text);

struct Brand {
    std::string name{};
    std::string colour{};  // #rrggbb; anything else: a quiet blue.
};
std::string html_of(std::string_view text, const Brand& brand);

// What the letter is made of, for whoever shows it otherwise than a mail program.
enum class PieceKind : std::uint8_t { paragraph, heading, item, button };
constexpr auto words(PieceKind) {
    using namespace std::string_view_literals;
    return std::array{"paragraph"sv, "heading"sv, "item"sv, "button"sv};
}
struct LetterPiece {
    PieceKind kind = PieceKind::paragraph;
    std::string text{};
    std::string url{};
    static constexpr auto fields = describe(
        field<&LetterPiece::kind>("kind", "A paragraph, a heading, an item of a list, a button."),
        field<&LetterPiece::text>("text", "Its words; a paragraph may have several lines."),
        field<&LetterPiece::url>("url", "Where the button leads; else empty."));
    bool operator==(const LetterPiece&) const = default;
};
std::vector<LetterPiece> pieces_of(std::string_view text);

// The colour that a brand's letters have, and black or white: whichever can be read on it.
struct Paint {
    std::string_view colour;
    std::string_view ink;
};
Paint paint_of(std::string_view colour);

}  // namespace ante::connect
