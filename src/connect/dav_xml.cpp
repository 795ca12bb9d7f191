#include "connect/dav_xml.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <cstdlib>
#include <memory>
#include <mutex>

namespace ante::connect {
namespace {

constexpr std::size_t most_responses = 20'000;
constexpr std::string_view dav = "DAV:";

std::string_view view_of(const xmlChar* text) {
    return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

bool is_element(const xmlNode* node, std::string_view name) {
    return node->type == XML_ELEMENT_NODE && view_of(node->name) == name;
}

bool is_dav(const xmlNode* node, std::string_view name) {
    return is_element(node, name) && node->ns && view_of(node->ns->href) == dav;
}

// Text and CDATA below a node. Entities are not replaced, so there is no other.
void add_text(const xmlNode* node, std::string& text) {
    for (const xmlNode* child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            text += view_of(child->content);
        else if (child->type == XML_ENTITY_REF_NODE)
            text += "?";
    }
}

std::string text_in(const xmlNode* node) {
    std::string text;
    add_text(node, text);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.pop_back();
    std::size_t begin = 0;
    while (begin < text.size() && static_cast<unsigned char>(text[begin]) <= ' ') ++begin;
    return text.substr(begin);
}

// "HTTP/1.1 404 Not Found" → 404
int status_in(const std::string& line) {
    const auto blank = line.find(' ');
    return blank == std::string::npos ? 0 : std::atoi(line.c_str() + blank + 1);
}

DavProperty property_from(const xmlNode* node) {
    DavProperty property;
    property.name = view_of(node->name);
    property.text = text_in(node);
    for (xmlNode* child = node->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE) continue;
        property.elements.emplace_back(view_of(child->name));
        if (is_dav(child, "href")) property.hrefs.push_back(text_in(child));
        const std::unique_ptr<xmlChar, void (*)(void*)> name(
            xmlGetProp(child, reinterpret_cast<const xmlChar*>("name")),
            [](void* p) { xmlFree(p); });
        if (name) property.named.emplace_back(view_of(name.get()));
    }
    return property;
}

void read_propstat(const xmlNode* propstat, DavResponse& response) {
    int status = 200;
    for (const xmlNode* child = propstat->children; child; child = child->next)
        if (is_dav(child, "status")) status = status_in(text_in(child));
    if (status != 200) return;
    for (const xmlNode* child = propstat->children; child; child = child->next) {
        if (!is_dav(child, "prop")) continue;
        for (const xmlNode* property = child->children; property; property = property->next)
            if (property->type == XML_ELEMENT_NODE)
                response.properties.push_back(property_from(property));
    }
}

DavResponse response_from(const xmlNode* node) {
    DavResponse response;
    for (const xmlNode* child = node->children; child; child = child->next) {
        if (is_dav(child, "href") && response.href.empty()) response.href = text_in(child);
        if (is_dav(child, "status")) response.status = status_in(text_in(child));
        if (is_dav(child, "propstat")) read_propstat(child, response);
    }
    return response;
}

}  // namespace

Result<MultiStatus> read_multi_status(std::string_view xml) {
    static std::once_flag once;
    std::call_once(once, [] { xmlInitParser(); });
    const Error unreadable{No::refused,
                           "caldav_unreadable",
                           "The server's answer can't be understood: it may not speak CalDAV.",
                           {}};
    if (xml.size() > 64 * 1024 * 1024) return unreadable;
    const std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> doc(
        xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr,
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
        xmlFreeDoc);
    // A document type could define anything; nobody needs one here.
    if (!doc || doc->intSubset || doc->extSubset) return unreadable;
    const xmlNode* root = xmlDocGetRootElement(doc.get());
    if (!root || !is_dav(root, "multistatus")) return unreadable;
    MultiStatus answer;
    for (const xmlNode* child = root->children; child; child = child->next) {
        if (is_dav(child, "response")) {
            if (answer.responses.size() == most_responses) return unreadable;
            answer.responses.push_back(response_from(child));
        }
        if (is_dav(child, "sync-token")) answer.sync_token = text_in(child);
    }
    return answer;
}

std::string escaped_xml(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '&': out += "&amp;"; break;
            case '"': out += "&quot;"; break;
            default: out.push_back(c);
        }
    }
    return out;
}

}  // namespace ante::connect
