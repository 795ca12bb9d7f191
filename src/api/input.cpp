#include "api/input.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "api/endpoint.h"
#include "base/json.h"

namespace ante::api {
namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string listed(std::span<const std::string_view> words) {
    std::string list;
    for (const std::string_view word : words) {
        if (!list.empty()) list += ", ";
        list += word;
    }
    return list;
}

// A text of the URL as a value; what is wrong with it, if anything is.
std::optional<FieldError> read_text(const Type& type, void* into, const Limits& limits,
                                    std::string_view name, std::string_view text) {
    const auto wrong = [&](std::string_view code, std::string detail) {
        return FieldError{std::string(name), std::string(code), std::move(detail)};
    };
    switch (type.shape) {
        case Shape::boolean:
            if (text != "true" && text != "false")
                return wrong("wrong_type", "This must be true or false.");
            type.set(into, text == "true" ? 1 : 0);
            return std::nullopt;
        case Shape::integer: {
            const auto value = whole_number(text);
            if (!value) return wrong("wrong_type", "This must be a whole number.");
            const std::int64_t least = std::max(type.least, limits.min);
            const std::int64_t most = std::min(type.most, limits.max);
            if (*value < least || *value > most)
                return wrong("out_of_range", "This must be from " + std::to_string(least) + " to " +
                                                 std::to_string(most) + ".");
            type.set(into, *value);
            return std::nullopt;
        }
        case Shape::word:
            for (std::size_t i = 0; i < type.words.size(); ++i) {
                if (type.words[i] != text) continue;
                type.set(into, static_cast<std::int64_t>(i));
                return std::nullopt;
            }
            return wrong("unknown_word", "This must be one of: " + listed(type.words) + ".");
        case Shape::real: {
            double value = 0;
            const auto [end, failed] =
                std::from_chars(text.data(), text.data() + text.size(), value);
            if (failed != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
                return wrong("wrong_type", "This must be a number.");
            if (value < static_cast<double>(limits.min) || value > static_cast<double>(limits.max))
                return wrong("out_of_range", "This must be from " + std::to_string(limits.min) +
                                                 " to " + std::to_string(limits.max) + ".");
            *static_cast<double*>(into) = value;
            return std::nullopt;
        }
        case Shape::scalar:
            if (type.parse(into, text)) return std::nullopt;
            if (type.name == "date-time")
                return wrong("wrong_format", "This must be a time like 2026-05-14T09:00:00Z.");
            if (type.name == "date")
                return wrong("wrong_format", "This must be a date like 2026-05-14.");
            if (type.name == "uuid")
                return wrong("wrong_format", "This must be an id of 36 characters.");
            return wrong("wrong_format", "This must be a " + std::string(type.name) + ".");
        case Shape::text: {
            if (auto error = check_text(name, text, limits)) return error;
            static_cast<std::string*>(into)->assign(text);
            return std::nullopt;
        }
        case Shape::optional:
            return read_text(*type.inner, type.emplace(into, 0), limits, name, text);
        case Shape::list:  // Given more than once, each adds one.
            if (type.size(into) >= limits.max_items)
                return wrong("too_many_items", "This can be given at most " +
                                                   std::to_string(limits.max_items) + " times.");
            return read_text(*type.inner, type.append(into), limits, name, text);
        default: return wrong("wrong_type", "This can't be given in the address.");
    }
}

const FieldRow* row_named(const Type& type, std::string_view name) {
    for (const FieldRow& row : type.fields)
        if (row.name == name) return &row;
    return nullptr;
}

Error all_wrong(std::vector<FieldError> errors) {
    std::string detail = errors.size() == 1 ? "One field is wrong: " : "Some fields are wrong: ";
    detail += errors.front().pointer + " – " + errors.front().detail;
    return {No::invalid, "input_invalid", std::move(detail), std::move(errors)};
}

void read_query(const Type& type, void* into, std::span<const Parameter> query, bool taken,
                std::vector<FieldError>& errors) {
    for (std::size_t i = 0; i < query.size(); ++i) {
        const Parameter& given = query[i];
        const FieldRow* row = taken ? row_named(type, given.name) : nullptr;
        if (!row || row->limits.from_path) {
            errors.push_back({given.name, "unknown_parameter", "There is no such parameter here."});
            continue;
        }
        const auto twice = [&](const Parameter& p) { return p.name == given.name; };
        if (row->type->shape != Shape::list && std::ranges::any_of(query.first(i), twice)) {
            errors.push_back({given.name, "given_twice", "This can be given only once."});
            continue;
        }
        if (auto error = read_text(*row->type, row->of(into), row->limits, given.name, given.value))
            errors.push_back(*std::move(error));
    }
    if (!taken) return;
    for (const FieldRow& row : type.fields) {
        if (row.limits.from_path || row.limits.may_be_absent) continue;
        if (row.type->shape == Shape::optional) continue;
        const auto named = [&](const Parameter& p) { return p.name == row.name; };
        if (std::ranges::none_of(query, named))
            errors.push_back({std::string(row.name), "missing", "This is needed."});
    }
}

}  // namespace

bool takes_json(const Endpoint& endpoint) {
    return (endpoint.writes() || endpoint.asks()) && endpoint.takes == "application/json";
}

const FieldRow* filled_by(const Type& type, std::string_view name) {
    const FieldRow* row = row_named(type, name);
    if (row && row->limits.from_path) return row;
    row = row_named(type, "id");
    return row && row->limits.from_path ? row : nullptr;
}

Result<void> read_input(const Type& type, void* into, std::span<const PathValue> path,
                        std::span<const Parameter> query, std::optional<std::string_view> body) {
    // 1. The path: what can't be a name of anything, names nothing.
    for (const PathValue& value : path) {
        const FieldRow* row = filled_by(type, value.name);
        if (!row) continue;
        if (read_text(*row->type, row->of(into), row->limits, value.name, value.text))
            return not_found(value.name);
    }

    // 2. Query and body, all that is wrong with them in one answer.
    std::vector<FieldError> errors;
    read_query(type, into, query, !body, errors);
    if (body) {
        if (!is_text(*body))
            return Error{No::invalid, "not_text", "The body is not text (UTF-8).", {}};
        auto read = read_json(type, into, body->empty() ? "{}" : *body, Input::strict);
        if (read.has_error()) {
            if (read.error().code != "input_invalid") return std::move(read).error();
            for (const FieldError& error : read.error().fields) errors.push_back(error);
        }
    }
    if (errors.empty()) return success();
    return all_wrong(std::move(errors));
}

}  // namespace ante::api
