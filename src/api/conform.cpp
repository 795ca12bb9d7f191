#include "api/conform.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "api/openapi.h"
#include "base/json.h"

namespace ante::api {
namespace {

namespace bj = boost::json;
using Wrong = std::optional<std::string>;

const bj::object& contract() {
    static const bj::value parsed = bj::parse(openapi_json());
    return parsed.as_object();
}

// "#/components/schemas/Deal"
const bj::object& referred(std::string_view pointer) {
    boost::system::error_code failed;
    const bj::value* found = nullptr;
    static const bj::value& all = *new bj::value(contract());
    found = all.find_pointer(pointer.substr(1), failed);
    if (!found) throw std::logic_error("the contract refers to nothing: " + std::string(pointer));
    return found->as_object();
}

Wrong check(const bj::object& schema, const bj::value& value, const std::string& where);

Wrong check_format(std::string_view format, std::string_view text, const std::string& where) {
    const bool fine = format == "date-time" ? parse_instant(text).has_value()
                      : format == "date"    ? parse_date(text).has_value()
                      : format == "uuid"    ? Uuid::parse(text).has_value()
                                            : true;
    if (fine) return std::nullopt;
    return where + " is not a " + std::string(format);
}

Wrong check_object(const bj::object& schema, const bj::object& object, const std::string& where) {
    static const bj::object none;
    const bj::value* given = schema.if_contains("properties");
    const bj::object& properties = given ? given->as_object() : none;
    if (const bj::value* required = schema.if_contains("required"))
        for (const bj::value& name : required->as_array())
            if (!object.contains(name.as_string()))
                return where + "/" + std::string(name.as_string()) + " is missing";
    for (const auto& [name, value] : object) {
        const std::string place = where + "/" + std::string(name);
        const bj::value* property = properties.if_contains(name);
        if (!property) return place + " is not in the contract";
        if (auto wrong = check(property->as_object(), value, place)) return wrong;
    }
    return std::nullopt;
}

Wrong check_choice(const bj::object& schema, const bj::value& value, const std::string& where) {
    const bj::value* tag = value.is_object() ? value.as_object().if_contains("type") : nullptr;
    if (!tag || !tag->is_string()) return where + " has no type";
    const bj::object& mapping = schema.at("discriminator").as_object().at("mapping").as_object();
    const bj::value* name = mapping.if_contains(tag->as_string());
    if (!name) return where + " is of an unknown type";
    return check(referred(name->as_string()), value, where);
}

Wrong check_number(const bj::object& schema, const bj::value& value, const std::string& where) {
    const double number = value.to_number<double>();
    if (const bj::value* least = schema.if_contains("minimum"))
        if (number < least->to_number<double>()) return where + " is too small";
    if (const bj::value* most = schema.if_contains("maximum"))
        if (number > most->to_number<double>()) return where + " is too large";
    return std::nullopt;
}

Wrong check_text(const bj::object& schema, const bj::value& value, const std::string& where) {
    if (!value.is_string()) return where + " is not a text";
    if (const bj::value* only = schema.if_contains("const"); only && *only != value)
        return where + " is not " + bj::serialize(*only);
    if (const bj::value* words = schema.if_contains("enum")) {
        bool known = false;
        for (const bj::value& word : words->as_array()) known = known || word == value;
        if (!known) return where + " is an unknown word";
    }
    if (const bj::value* format = schema.if_contains("format"))
        return check_format(format->as_string(), value.as_string(), where);
    return std::nullopt;
}

Wrong check(const bj::object& schema, const bj::value& value, const std::string& where) {
    if (const bj::value* pointer = schema.if_contains("$ref"))
        return check(referred(pointer->as_string()), value, where);
    if (schema.contains("oneOf")) return check_choice(schema, value, where);
    const bj::value* type = schema.if_contains("type");
    if (!type) return std::nullopt;
    const std::string_view shape = type->as_string();
    if (shape == "boolean" && !value.is_bool()) return where + " is not true or false";
    if (shape == "integer" && !value.is_int64()) return where + " is not a whole number";
    if (shape == "number" && !value.is_number()) return where + " is not a number";
    if (shape == "integer" || shape == "number") return check_number(schema, value, where);
    if (shape == "string") return check_text(schema, value, where);
    if (shape == "array") {
        if (!value.is_array()) return where + " is not a list";
        std::size_t at = 0;
        for (const bj::value& item : value.as_array())
            if (auto wrong =
                    check(schema.at("items").as_object(), item, where + "/" + std::to_string(at++)))
                return wrong;
        return std::nullopt;
    }
    if (shape == "object") {
        if (!value.is_object()) return where + " is not an object";
        return check_object(schema, value.as_object(), where);
    }
    return std::nullopt;
}

Wrong check_json(const bj::object& schema, std::string_view json) {
    boost::system::error_code failed;
    const bj::value value = bj::parse(json, failed);
    if (failed) return "the answer is not JSON: " + failed.message();
    return check(schema, value, "");
}

const bj::object* response_of(const Endpoint& endpoint, int status) {
    std::string verb(word_of(endpoint.verb));
    for (char& c : verb) c = static_cast<char>(c - 'A' + 'a');
    const bj::object& responses = contract()
                                      .at("paths")
                                      .as_object()
                                      .at(endpoint.path)
                                      .as_object()
                                      .at(verb)
                                      .as_object()
                                      .at("responses")
                                      .as_object();
    const std::string exact = std::to_string(status);
    if (const bj::value* found = responses.if_contains(exact)) return &found->as_object();
    if (const bj::value* found = responses.if_contains(exact.substr(0, 1) + "XX"))
        return &found->as_object();
    return nullptr;
}

}  // namespace

Wrong breaks_contract(const Endpoint& endpoint, const Answer& answer) {
    const std::string who = std::string(endpoint.operation) + ": ";
    const bj::object* response = response_of(endpoint, answer.status);
    if (!response) return who + "the contract knows no answer " + std::to_string(answer.status);
    if (const bj::value* pointer = response->if_contains("$ref"))
        response = &referred(pointer->as_string());
    const bj::value* content = response->if_contains("content");
    const auto* text = std::get_if<std::string>(&answer.content);
    if (!content) {
        if (text && text->empty()) return std::nullopt;
        return who + "the contract promises an empty answer";
    }
    const std::string& type = answer.content_type;
    const bj::value* of_type = content->as_object().if_contains(type);
    if (!of_type && type.starts_with("image/"))
        of_type = content->as_object().if_contains("image/*");
    if (!of_type) return who + "the contract knows no " + type + " here";
    if (!text || type.find("json") == std::string::npos) return std::nullopt;
    auto wrong = check_json(of_type->as_object().at("schema").as_object(), *text);
    if (wrong) return who + *wrong;
    return std::nullopt;
}

Wrong breaks_schema(std::string_view component, std::string_view json) {
    return check_json(referred("#/components/schemas/" + std::string(component)), json);
}

}  // namespace ante::api
