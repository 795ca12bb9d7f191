#include "api/openapi.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "api/codes.h"
#include "api/endpoints.h"
#include "api/input.h"
#include "api/problem.h"
#include "base/json.h"

namespace ante::api {
namespace {

// The same type reads otherwise as input (limits, what may be left out, what the path fills) than
// as an answer.
enum class Way : std::uint8_t { out, in };

std::string quoted(std::string_view text) {
    std::string out;
    write_json_text(text, out);
    return out;
}

// "{"name":value,…}", written member by member.
class Object {
public:
    Object& put(std::string_view name, std::string_view json) {
        text_ += text_.size() > 1 ? "," : "";
        text_ += quoted(name);
        text_ += ':';
        text_ += json;
        return *this;
    }
    Object& text(std::string_view name, std::string_view value) { return put(name, quoted(value)); }
    Object& number(std::string_view name, std::int64_t value) {
        return put(name, std::to_string(value));
    }
    bool empty() const { return text_.size() == 1; }
    std::string done() const { return text_ + "}"; }

private:
    std::string text_ = "{";
};

template <class Range, class F>
std::string list_of(const Range& items, F&& json_of) {
    std::string out = "[";
    for (const auto& item : items) {
        if (out.size() > 1) out += ',';
        out += json_of(item);
    }
    return out + "]";
}

std::string ref(std::string_view kind, std::string_view name) {
    return Object()
        .text("$ref", "#/components/" + std::string(kind) + "/" + std::string(name))
        .done();
}

// "DealLine>" is how the compiler calls Page<DealLine>.
std::string plain_name(std::string_view name) {
    if (!name.ends_with('>')) return std::string(name);
    return std::string(name.substr(0, name.size() - 1)) + "Page";
}

class Contract {
public:
    std::string print();

private:
    void gather(const Type& type, std::set<const Type*>& into);
    std::string name_of(const Type& type, Way way, std::string_view tag);
    std::string schema_of(const Type& type, const Limits& limits, Way way);
    std::string object_of(const Type& type, Way way, std::string_view tag);
    std::string choice_of(const Type& type, Way way);
    std::string described(const FieldRow& row, Way way);
    std::string parameters_of(const Endpoint& endpoint);
    std::string answer_of(const Endpoint& endpoint);
    std::string operation_of(const Endpoint& endpoint);
    std::string paths();
    std::string components();
    std::string tags();

    std::set<const Type*> answered_;  // types that are part of an answer
    std::map<std::string, std::string> schemas_;
    std::map<std::string, const Type*> owners_;
};

void Contract::gather(const Type& type, std::set<const Type*>& into) {
    if (!into.insert(&type).second) return;
    for (const FieldRow& row : type.fields) gather(*row.type, into);
    for (const Alternative& alternative : type.alternatives) gather(*alternative.type, into);
    if (type.inner) gather(*type.inner, into);
}

// Puts an object or enum among the components, and answers its name there.
std::string Contract::name_of(const Type& type, Way way, std::string_view tag) {
    std::string schema;
    if (type.shape == Shape::word) {
        schema = Object()
                     .text("type", "string")
                     .put("enum", list_of(type.words, [](auto word) { return quoted(word); }))
                     .done();
    } else {
        schema = object_of(type, way, tag);
    }
    std::string name = plain_name(type.name);
    if (way == Way::in && answered_.contains(&type) && schema != object_of(type, Way::out, tag) &&
        type.shape == Shape::object)
        name += "Input";
    const auto [owner, fresh] = owners_.emplace(name, &type);
    if (!fresh && owner->second != &type)
        throw std::logic_error("two types of the contract are called " + name);
    schemas_[name] = std::move(schema);
    return name;
}

std::string Contract::schema_of(const Type& type, const Limits& limits, Way way) {
    Object schema;
    switch (type.shape) {
        case Shape::boolean: return schema.text("type", "boolean").done();
        case Shape::integer: {
            schema.text("type", "integer").text("format", "int64");
            const bool narrow = type.most < std::numeric_limits<std::int64_t>::max();
            const std::int64_t least = std::max(type.least, limits.min);
            const std::int64_t most = std::min(type.most, limits.max);
            if (limits.min > type.least || narrow) schema.number("minimum", least);
            if (limits.max < type.most || narrow) schema.number("maximum", most);
            return schema.done();
        }
        case Shape::real:
            schema.text("type", "number");
            if (way == Way::in && limits.min > std::numeric_limits<std::int64_t>::min())
                schema.number("minimum", limits.min);
            if (way == Way::in && limits.max < std::numeric_limits<std::int64_t>::max())
                schema.number("maximum", limits.max);
            return schema.done();
        case Shape::text:
            schema.text("type", "string");
            if (way == Way::in && limits.min_length > 0)
                schema.number("minLength", static_cast<std::int64_t>(limits.min_length));
            if (way == Way::in)
                schema.number("maxLength", static_cast<std::int64_t>(limits.max_length));
            return schema.done();
        case Shape::scalar:
            schema.text("type", "string");
            if (type.name == "currency") return schema.text("pattern", "^[A-Z]{3}$").done();
            return schema.text("format", type.name).done();
        case Shape::raw:
            if (type.inner) return schema_of(*type.inner, limits, way);
            return schema.done();
        case Shape::optional:
            if (type.inner->shape == Shape::optional)  // null empties it
                return schema
                    .put("anyOf",
                         "[" + schema_of(*type.inner, limits, way) + ",{\"type\":\"null\"}]")
                    .done();
            return schema_of(*type.inner, limits, way);
        case Shape::list:
            schema.text("type", "array").put("items", schema_of(*type.inner, limits, way));
            if (way == Way::in)
                schema.number("maxItems", static_cast<std::int64_t>(limits.max_items));
            return schema.done();
        case Shape::word:
        case Shape::object: return ref("schemas", name_of(type, way, {}));
        case Shape::choice: return choice_of(type, way);
    }
    return "{}";
}

std::string Contract::choice_of(const Type& type, Way way) {
    Object mapping;
    std::string alternatives = "[";
    for (const Alternative& alternative : type.alternatives) {
        const std::string name = name_of(*alternative.type, way, alternative.word);
        if (alternatives.size() > 1) alternatives += ',';
        alternatives += ref("schemas", name);
        mapping.text(alternative.word, "#/components/schemas/" + name);
    }
    const std::string by =
        Object().text("propertyName", "type").put("mapping", mapping.done()).done();
    return Object().put("oneOf", alternatives + "]").put("discriminator", by).done();
}

std::string Contract::described(const FieldRow& row, Way way) {
    std::string schema = schema_of(*row.type, row.limits, way);
    if (row.doc.empty()) return schema;
    schema.pop_back();
    if (schema.size() > 1) schema += ',';
    schema += "\"description\":" + quoted(row.doc);
    if (row.limits.secret && way == Way::in) schema += ",\"writeOnly\":true";
    return schema + "}";
}

std::string Contract::object_of(const Type& type, Way way, std::string_view tag) {
    Object properties;
    std::vector<std::string_view> required;
    if (!tag.empty()) {
        properties.put("type", Object().text("type", "string").text("const", tag).done());
        required.push_back("type");
    }
    for (const FieldRow& row : type.fields) {
        if (way == Way::in && row.limits.from_path) continue;
        properties.put(row.name, described(row, way));
        const bool optional = row.type->shape == Shape::optional;
        if (!optional && (way == Way::out || !row.limits.may_be_absent))
            required.push_back(row.name);
    }
    Object schema;
    schema.text("type", "object").put("properties", properties.done());
    if (!required.empty())
        schema.put("required", list_of(required, [](auto name) { return quoted(name); }));
    if (way == Way::in) schema.put("additionalProperties", "false");
    return schema.done();
}

// ---- operations
// ----------------------------------------------------------------------------------

constexpr std::string_view right_in_words(Right right) {
    switch (right) {
        case Right::anyone: return "For everybody.";
        case Right::member: return "For every member.";
        case Right::see_deal: return "For whoever may see the deal.";
        case Right::change_deal: return "For the deal's owner, his manager and admins.";
        case Right::manage: return "For managers and admins.";
        case Right::administer: return "For admins.";
    }
    return "";
}

std::string_view tag_of(const Endpoint& endpoint) {
    const std::string_view path = endpoint.path.substr(1);
    return path.substr(0, path.find('/'));
}

std::vector<std::string_view> names_in(std::string_view path) {
    std::vector<std::string_view> names;
    for (auto at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1))
        names.push_back(path.substr(at + 1, path.find('}', at) - at - 1));
    return names;
}

std::string Contract::parameters_of(const Endpoint& endpoint) {
    std::string out = "[";
    const auto add = [&](const std::string& parameter) {
        if (out.size() > 1) out += ',';
        out += parameter;
    };
    const Type& input = *endpoint.handler.input;
    for (const std::string_view name : names_in(endpoint.path)) {
        const FieldRow* row = filled_by(input, name);
        const std::string schema =
            row ? schema_of(*row->type, row->limits, Way::in)
                : Object().text("type", "string").text("format", "uuid").done();
        add(Object()
                .text("name", name)
                .text("in", "path")
                .put("required", "true")
                .text("description", row ? row->doc : "The " + std::string(name) + ".")
                .put("schema", schema)
                .done());
    }
    if (!takes_json(endpoint)) {
        for (const FieldRow& row : input.fields) {
            if (row.limits.from_path) continue;
            const bool needed = row.type->shape != Shape::optional && !row.limits.may_be_absent;
            add(Object()
                    .text("name", row.name)
                    .text("in", "query")
                    .put("required", needed ? "true" : "false")
                    .text("description", row.doc)
                    .put("schema", schema_of(*row.type, row.limits, Way::in))
                    .done());
        }
    }
    if (endpoint.versions == Versions::needed) add(ref("parameters", "IfMatch"));
    if (endpoint.versions == Versions::any_fine) add(ref("parameters", "IfMatchOrAny"));
    if (endpoint.handler.write && endpoint.right != Right::anyone)
        add(ref("parameters", "IdempotencyKey"));
    return out + "]";
}

bool has_body(const Type& input) {
    for (const FieldRow& row : input.fields)
        if (!row.limits.from_path) return true;
    return false;
}

std::string Contract::answer_of(const Endpoint& endpoint) {
    Object answer;
    answer.text("description", endpoint.status == 204 ? "Done." : "Here it is.");
    const bool nothing = endpoint.handler.answer == &type_of<Nothing>();
    if (!nothing) {
        const std::string schema = endpoint.handler.answer
                                       ? schema_of(*endpoint.handler.answer, {}, Way::out)
                                       : Object().text("type", "string").done();
        answer.put(
            "content",
            Object().put(endpoint.content_type, Object().put("schema", schema).done()).done());
    }
    return answer.done();
}

std::string Contract::operation_of(const Endpoint& endpoint) {
    Object operation;
    operation.text("operationId", endpoint.operation)
        .put("tags", "[" + quoted(tag_of(endpoint)) + "]")
        .text("summary", endpoint.summary)
        .text("description", right_in_words(endpoint.right))
        .text("x-right", word_of(endpoint.right));
    if (endpoint.right == Right::anyone) operation.put("security", "[]");
    operation.put("parameters", parameters_of(endpoint));
    if (endpoint.handler.run && !takes_json(endpoint)) {
        const std::string bytes =
            Object().text("type", "string").text("contentMediaType", endpoint.takes).done();
        operation.put("requestBody",
                      Object()
                          .put("required", "true")
                          .put("content", Object()
                                              .put(endpoint.takes.empty() ? "*/*" : endpoint.takes,
                                                   Object().put("schema", bytes).done())
                                              .done())
                          .done());
    } else if (takes_json(endpoint) && has_body(*endpoint.handler.input)) {
        const std::string schema = schema_of(*endpoint.handler.input, {}, Way::in);
        operation.put(
            "requestBody",
            Object()
                .put("required", "true")
                .put("content",
                     Object().put("application/json", Object().put("schema", schema).done()).done())
                .done());
    }
    operation.put("responses", Object()
                                   .put(std::to_string(endpoint.status), answer_of(endpoint))
                                   .put("4XX", ref("responses", "Refused"))
                                   .put("5XX", ref("responses", "Failed"))
                                   .done());
    return operation.done();
}

std::string Contract::paths() {
    std::vector<std::string_view> order;
    std::map<std::string_view, Object> items;
    for (const Endpoint& endpoint : all_endpoints()) {
        if (!items.contains(endpoint.path)) order.push_back(endpoint.path);
        std::string verb(word_of(endpoint.verb));
        for (char& c : verb) c = static_cast<char>(c - 'A' + 'a');
        items[endpoint.path].put(verb, operation_of(endpoint));
    }
    Object all;
    for (const std::string_view path : order) all.put(path, items[path].done());
    return all.done();
}

std::string Contract::tags() {
    std::vector<std::string_view> order;
    for (const Endpoint& endpoint : all_endpoints())
        if (std::ranges::find(order, tag_of(endpoint)) == order.end())
            order.push_back(tag_of(endpoint));
    return list_of(order, [](std::string_view tag) {
        return Object()
            .text("name", tag)
            .text("description", "Everything at /" + std::string(tag) + ".")
            .done();
    });
}

// What a program may be told instead of a yes.
std::string codes() {
    Object all;
    for (const Code& row : all_codes())
        all.put(row.code, Object().number("status", row.status).text("means", row.means).done());
    return all.done();
}

std::string Contract::components() {
    Object schemas;
    for (const auto& [name, schema] : schemas_) schemas.put(name, schema);

    const std::string text = Object().text("type", "string").done();
    const auto header = [&](std::string_view name, std::string_view needed, std::string_view doc) {
        return Object()
            .text("name", name)
            .text("in", "header")
            .put("required", needed)
            .text("description", doc)
            .put("schema", text)
            .done();
    };
    const auto problem = [&](std::string_view doc) {
        return Object()
            .text("description", doc)
            .put("content", Object()
                                .put("application/problem+json",
                                     Object().put("schema", ref("schemas", "Problem")).done())
                                .done())
            .done();
    };
    const std::string session = Object()
                                    .text("type", "apiKey")
                                    .text("in", "cookie")
                                    .text("name", cookie_name("session"))
                                    .text("description",
                                          "From POST /session. A write must come from our own "
                                          "pages (Sec-Fetch-Site or Origin).")
                                    .done();
    const std::string token = Object()
                                  .text("type", "http")
                                  .text("scheme", "bearer")
                                  .text("description", "From POST /me/tokens.")
                                  .done();
    return Object()
        .put("schemas", schemas.done())
        .put("parameters",
             Object()
                 .put("IfMatch", header("If-Match", "true",
                                        "The ETag of the answer you looked at. 428 without, 412 "
                                        "if somebody changed it since."))
                 .put("IfMatchOrAny",
                      header("If-Match", "true",
                             "The ETag of the answer you looked at, or * for whatever became of it "
                             "since: this operation adds and overwrites nothing, or is refused if "
                             "it was done before. For taps that wait for a connection, each with "
                             "an Idempotency-Key of its own, sent in order. 428 without."))
                 .put("IdempotencyKey",
                      header("Idempotency-Key", "false",
                             "1 to 200 characters of your own making. The same write sent again "
                             "with it has one effect and the same answer, for 48 hours."))
                 .done())
        .put("responses", Object()
                              .put("Refused", problem("No, and why: the code is stable."))
                              .put("Failed", problem("It could not be done just now."))
                              .done())
        .put("securitySchemes", Object().put("session", session).put("token", token).done())
        .done();
}

std::string Contract::print() {
    for (const Endpoint& endpoint : all_endpoints())
        if (endpoint.handler.answer) gather(*endpoint.handler.answer, answered_);
    gather(type_of<Problem>(), answered_);
    name_of(type_of<Problem>(), Way::out, {});

    const std::string info =
        Object()
            .text("title", "Ante")
            .text("version", "1")
            .text("summary", "The ledger of what buyers and sellers promise and do.")
            .text("description",
                  "Names are snake_case, times RFC 3339 in UTC, money whole minor units with their "
                  "currency, enums words. Unknown fields and parameters are refused. GET has no "
                  "effects. Lists come in pages: send `next` as `after`.")
            .put("license",
                 Object().text("name", "Apache-2.0").text("identifier", "Apache-2.0").done())
            .done();
    const std::string all_paths = paths();  // Fills the components.
    return Object()
        .text("openapi", "3.1.0")
        .put("info", info)
        .put("servers",
             "[" + Object().text("url", root).text("description", "This server.").done() + "]")
        .put("security", R"([{"session":[]},{"token":[]}])")
        .put("tags", tags())
        .put("paths", all_paths)
        .put("components", components())
        .put("x-codes", codes())
        .done();
}

// A member or item a line, so that a change is a few lines in a diff.
std::string indented(std::string_view json) {
    std::string out;
    std::size_t depth = 0;
    bool in_text = false;
    const auto line = [&] {
        out += '\n';
        out.append(2 * depth, ' ');
    };
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (in_text) {
            out += c;
            if (c == '\\') out += json[++i];
            if (c == '"') in_text = false;
            continue;
        }
        const bool empty = i + 1 < json.size() && (json[i + 1] == '}' || json[i + 1] == ']');
        switch (c) {
            case '"':
                in_text = true;
                out += c;
                break;
            case '{':
            case '[':
                out += c;
                if (empty) {
                    out += json[++i];
                    break;
                }
                ++depth;
                line();
                break;
            case '}':
            case ']':
                --depth;
                line();
                out += c;
                break;
            case ',':
                out += c;
                line();
                break;
            case ':': out += ": "; break;
            default: out += c;
        }
    }
    return out + "\n";
}

}  // namespace

std::string openapi_json() {
    return indented(Contract().print());
}

}  // namespace ante::api
