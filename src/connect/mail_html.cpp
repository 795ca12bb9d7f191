#include "connect/mail_html.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

namespace ante::connect {
namespace {

constexpr std::string_view quiet_blue = "#1f5f8b";

bool is_colour(std::string_view text) {
    return text.size() == 7 && text.front() == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

// White on dark colours, black on light ones: by relative luminance (WCAG 2.2).
std::string_view ink_on(std::string_view colour) {
    const auto part = [&](std::size_t at) {
        const double v = std::stoi(std::string(colour.substr(at, 2)), nullptr, 16) / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    const double light = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
    return light > 0.179 ? "#000000" : "#ffffff";
}

bool is_link(std::string_view text) {
    return (text.starts_with("https://") || text.starts_with("http://")) &&
           text.find_first_of(" \t\"'<>") == std::string_view::npos;
}

// "Words: https://…"
std::optional<LetterPiece> button_in(std::string_view line) {
    const auto at = line.find(": http");
    if (at == std::string_view::npos || at == 0 || at > 100) return std::nullopt;
    const std::string_view url = line.substr(at + 2);
    if (!is_link(url)) return std::nullopt;
    return LetterPiece{PieceKind::button, std::string(line.substr(0, at)), std::string(url)};
}

// A paragraph's words, with addresses in them as links.
std::string with_links(std::string_view line) {
    std::string html;
    while (!line.empty()) {
        const auto blank = line.find(' ');
        const std::string_view word = line.substr(0, blank);
        if (is_link(word)) {
            const std::string address = escape_html(word);
            html += "<a href=\"" + address + "\">" + address + "</a>";
        } else {
            html += escape_html(word);
        }
        if (blank == std::string_view::npos) break;
        html += ' ';
        line.remove_prefix(blank + 1);
    }
    return html;
}

std::string paragraph(std::string_view text) {
    std::string html = "<p style=\"margin:0 0 14px\">";
    for (;;) {
        const auto end = text.find('\n');
        html += with_links(text.substr(0, end));
        if (end == std::string_view::npos) break;
        html += "<br>\n";
        text.remove_prefix(end + 1);
    }
    return html + "</p>\n";
}

std::string button(const LetterPiece& piece, const Paint& paint) {
    return "<p style=\"margin:0 0 12px\"><a href=\"" + escape_html(piece.url) +
           "\" style=\"display:inline-block;padding:11px 18px;border-radius:6px;background:" +
           std::string(paint.colour) + ";color:" + std::string(paint.ink) +
           ";text-decoration:none;font-weight:600\">" + escape_html(piece.text) + "</a></p>\n";
}

}  // namespace

std::string escape_html(std::string_view text) {
    std::string html;
    html.reserve(text.size());
    for (const char c : text) switch (c) {
            case '&': html += "&amp;"; break;
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '"': html += "&quot;"; break;
            case '\'': html += "&#39;"; break;
            default: html += c;
        }
    return html;
}

Paint paint_of(std::string_view colour) {
    const std::string_view shown = is_colour(colour) ? colour : quiet_blue;
    return {shown, ink_on(shown)};
}

std::vector<LetterPiece> pieces_of(std::string_view text) {
    std::vector<LetterPiece> pieces;
    bool goes_on = false;  // The paragraph has come to no end yet.
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        while (line.ends_with(' ') || line.ends_with('\r')) line.remove_suffix(1);

        const bool went_on = std::exchange(goes_on, false);
        if (line.empty()) continue;
        if (line.starts_with("- ")) {
            pieces.push_back({PieceKind::item, std::string(line.substr(2)), {}});
        } else if (auto button = button_in(line)) {
            pieces.push_back(*std::move(button));
        } else if (line.ends_with(':')) {
            pieces.push_back({PieceKind::heading, std::string(line), {}});
        } else {
            if (went_on)
                pieces.back().text.append("\n").append(line);
            else
                pieces.push_back({PieceKind::paragraph, std::string(line), {}});
            goes_on = true;
        }
    }
    return pieces;
}

std::string html_of(std::string_view text, const Brand& brand) {
    const Paint paint = paint_of(brand.colour);
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta "
        "name=\"viewport\" content=\"width=device-width\"></head>\n<body style=\"margin:0;"
        "padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1c1c1c;"
        "background:#ffffff\">\n<div style=\"max-width:36em;margin:0 auto\">\n";
    html += "<p style=\"margin:0 0 20px;padding:0 0 8px;border-bottom:3px solid " +
            std::string(paint.colour) + ";font-weight:600\">" + escape_html(brand.name) + "</p>\n";
    bool in_list = false;
    for (const LetterPiece& piece : pieces_of(text)) {
        const bool item = piece.kind == PieceKind::item;
        if (item && !in_list) html += "<ul style=\"margin:0 0 14px;padding-left:20px\">\n";
        if (!item && in_list) html += "</ul>\n";
        in_list = item;
        switch (piece.kind) {
            case PieceKind::paragraph: html += paragraph(piece.text); break;
            case PieceKind::heading:
                html += "<p style=\"margin:20px 0 4px;font-weight:600\">" +
                        escape_html(piece.text) + "</p>\n";
                break;
            case PieceKind::item:
                html += "<li style=\"margin:0 0 4px\">" + with_links(piece.text) + "</li>\n";
                break;
            case PieceKind::button: html += button(piece, paint); break;
        }
    }
    if (in_list) html += "</ul>\n";
    return html + "</div>\n</body></html>\n";
}

}  // namespace ante::connect
