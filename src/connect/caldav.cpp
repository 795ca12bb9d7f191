#include "connect/caldav.h"

#include <algorithm>

#include "connect/dav_xml.h"
#include "store/directory.h"

namespace ante::connect {
namespace {

constexpr std::size_t objects_at_once = 100;
constexpr std::string_view by_etags = "etags:";
constexpr std::string_view spaces = "xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"";

Error unreadable(std::string says) {
    return Error{No::refused, "caldav_unreadable", std::move(says), {}};
}

Result<Fetched> ask(const DavAccount& account, const std::string& address, std::string verb,
                    std::string depth, std::string body, const EgressRules& rules) {
    Fetch what{.url = address, .verb = std::move(verb)};
    what.user = account.user;
    what.password = account.password;
    if (!depth.empty()) what.headers.emplace_back("Depth", std::move(depth));
    if (!body.empty()) {
        what.headers.emplace_back("Content-Type", "application/xml; charset=utf-8");
        what.body = "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + std::move(body);
    }
    TRY(auto got, fetch(what, rules));
    if (got.status == 401)
        return Error{No::refused,
                     "caldav_refused",
                     "The server does not know that name with that password.",
                     {}};
    return got;
}

std::string element(std::string_view name, std::string_view inside) {
    return "<" + std::string(name) + " " + std::string(spaces) + ">" + std::string(inside) + "</" +
           std::string(name) + ">";
}

struct Answered {
    MultiStatus status;
    std::string address;  // after redirects
};

Result<Answered> properties(const DavAccount& account, const std::string& address,
                            const std::string& depth, std::string_view names,
                            const EgressRules& rules) {
    const std::string body = element("d:propfind", "<d:prop>" + std::string(names) + "</d:prop>");
    TRY(const auto got, ask(account, address, "PROPFIND", depth, body, rules));
    if (got.status != 207)
        return unreadable("The server does not speak CalDAV at that address (" +
                          std::to_string(got.status) + ").");
    TRY(auto status, read_multi_status(got.body));
    return Answered{std::move(status), got.url};
}

// The address in a property of the first response that has it; empty: none.
std::string address_in(const Answered& answered, std::string_view property) {
    for (const DavResponse& response : answered.status.responses)
        if (const DavProperty* found = response.property(property))
            if (!found->hrefs.empty()) return link_from(answered.address, found->hrefs.front());
    return {};
}

Result<std::string> principal_of(const DavAccount& account, const EgressRules& rules) {
    std::string address = account.address;
    if (address.find("://") == std::string::npos) address = "https://" + address;
    TRYV(check_address(address));
    const std::string well_known = link_from(address, "/.well-known/caldav");
    std::optional<Error> first;
    for (const std::string& at : {address, well_known}) {
        if (at.empty()) continue;
        const auto found = properties(account, at, "0",
                                      "<d:current-user-principal/><c:calendar-home-set/>", rules);
        if (found.has_error()) {
            if (found.error().code != "caldav_unreadable") return found.error();
            if (!first) first = found.error();
            continue;
        }
        for (const std::string_view property : {"current-user-principal", "calendar-home-set"})
            if (std::string is = address_in(found.value(), property); !is.empty()) return is;
    }
    if (first) return *first;
    return unreadable("The server does not say where your calendars are.");
}

bool holds_events(const DavResponse& response) {
    const DavProperty* type = response.property("resourcetype");
    if (!type || std::ranges::find(type->elements, "calendar") == type->elements.end())
        return false;
    const DavProperty* holds = response.property("supported-calendar-component-set");
    return !holds || holds->named.empty() ||
           std::ranges::find(holds->named, "VEVENT") != holds->named.end();
}

std::vector<DavCalendar> calendars_in(const Answered& answered) {
    std::vector<DavCalendar> found;
    for (const DavResponse& response : answered.status.responses) {
        if (!holds_events(response)) continue;
        const DavProperty* name = response.property("displayname");
        DavCalendar calendar{link_from(answered.address, response.href), name ? name->text : ""};
        if (calendar.address.empty()) continue;
        if (calendar.name.empty()) calendar.name = "Calendar";
        found.push_back(std::move(calendar));
    }
    return found;
}

// "20260504T090000Z"
std::string basic(Instant at) {
    std::string text;
    for (const char c : text_of(at).substr(0, 19))
        if (c != '-' && c != ':') text.push_back(c);
    return text + "Z";
}

std::string query(const DavWindow& window, std::string_view properties) {
    return element("c:calendar-query",
                   "<d:prop>" + std::string(properties) +
                       "</d:prop><c:filter><c:comp-filter name=\"VCALENDAR\"><c:comp-filter "
                       "name=\"VEVENT\"><c:time-range start=\"" +
                       basic(window.from) + "\" end=\"" + basic(window.to) +
                       "\"/></c:comp-filter></c:comp-filter></c:filter>");
}

Result<MultiStatus> report(const DavAccount& account, std::string body, const EgressRules& rules) {
    TRY(const auto got, ask(account, account.address, "REPORT", "1", std::move(body), rules));
    if (got.status == 404 || got.status == 410)
        return unreadable("That calendar is no longer on the server.");
    if (got.status != 207)
        return unreadable("The server does not answer what is asked of a calendar (" +
                          std::to_string(got.status) + ").");
    return read_multi_status(got.body);
}

std::vector<DavObject> objects_in(const MultiStatus& status) {
    std::vector<DavObject> objects;
    for (const DavResponse& response : status.responses) {
        const DavProperty* etag = response.property("getetag");
        const DavProperty* text = response.property("calendar-data");
        if (etag && text) objects.push_back({response.href, etag->text, text->text});
    }
    return objects;
}

Error too_many() {
    return unreadable("There are more than " + std::to_string(most_dav_objects) +
                      " events in reach on that server.");
}

std::string token_of_etags(const MultiStatus& status) {
    std::vector<std::string> all;
    for (const DavResponse& response : status.responses)
        if (const DavProperty* etag = response.property("getetag"))
            all.push_back(response.href + " " + etag->text + "\n");
    std::ranges::sort(all);
    std::string text;
    for (const std::string& line : all) text += line;
    return std::string(by_etags) + store::hash_of(text);
}

Result<DavChanges> everything(const DavAccount& account, const DavWindow& window,
                              const std::string& known, const EgressRules& rules) {
    DavChanges changes;
    // Asked for first: what changes in between comes twice rather than not at all.
    const auto collection = properties(account, account.address, "0", "<d:sync-token/>", rules);
    if (collection.has_error()) return collection.error();
    for (const DavResponse& response : collection.value().status.responses)
        if (const DavProperty* token = response.property("sync-token")) changes.token = token->text;
    if (changes.token.empty()) {
        TRY(const auto etags, report(account, query(window, "<d:getetag/>"), rules));
        changes.token = token_of_etags(etags);
        if (changes.token == known) return changes;
    }
    TRY(const auto all, report(account, query(window, "<d:getetag/><c:calendar-data/>"), rules));
    changes.changed = objects_in(all);
    if (changes.changed.size() > most_dav_objects) return too_many();
    changes.whole = true;
    return changes;
}

Result<std::vector<DavObject>> objects(const DavAccount& account,
                                       const std::vector<std::string>& hrefs,
                                       const EgressRules& rules) {
    std::vector<DavObject> all;
    for (std::size_t at = 0; at < hrefs.size(); at += objects_at_once) {
        std::string inside = "<d:prop><d:getetag/><c:calendar-data/></d:prop>";
        for (std::size_t i = at; i < std::min(hrefs.size(), at + objects_at_once); ++i)
            inside += "<d:href>" + escaped_xml(hrefs[i]) + "</d:href>";
        TRY(const auto status, report(account, element("c:calendar-multiget", inside), rules));
        for (DavObject& object : objects_in(status)) all.push_back(std::move(object));
    }
    return all;
}

// Nothing if the server has forgotten the token.
Result<std::optional<DavChanges>> since(const DavAccount& account, const std::string& token,
                                        const EgressRules& rules) {
    const std::string body =
        element("d:sync-collection", "<d:sync-token>" + escaped_xml(token) +
                                         "</d:sync-token><d:sync-level>1</d:sync-level>"
                                         "<d:prop><d:getetag/></d:prop>");
    TRY(const auto got, ask(account, account.address, "REPORT", "0", body, rules));
    if (got.status != 207) return std::optional<DavChanges>{};
    TRY(const auto status, read_multi_status(got.body));
    DavChanges changes;
    changes.token = status.sync_token;
    if (changes.token.empty()) return std::optional<DavChanges>{};
    std::vector<std::string> changed;
    for (const DavResponse& response : status.responses) {
        if (response.status == 404)
            changes.gone.push_back(response.href);
        else if (response.status == 507)
            return std::optional<DavChanges>{};  // More than it tells at once.
        else if (response.property("getetag"))
            changed.push_back(response.href);
    }
    if (changed.size() > most_dav_objects) return too_many();
    TRY(changes.changed, objects(account, changed, rules));
    return std::optional(std::move(changes));
}

}  // namespace

Result<std::vector<DavCalendar>> find_calendars(const DavAccount& account,
                                                const EgressRules& rules) {
    constexpr std::string_view wanted =
        "<d:resourcetype/><d:displayname/><c:supported-calendar-component-set/>";
    TRY(const std::string principal, principal_of(account, rules));
    std::string home = principal;
    TRY(const auto about, properties(account, principal, "0", "<c:calendar-home-set/>", rules));
    if (std::string is = address_in(about, "calendar-home-set"); !is.empty()) home = std::move(is);
    TRY(const auto inside, properties(account, home, "1", wanted, rules));
    return calendars_in(inside);
}

Result<DavChanges> dav_changes(const DavAccount& account, const std::string& token,
                               const DavWindow& window, const EgressRules& rules) {
    if (!token.empty() && !token.starts_with(by_etags)) {
        TRY(auto changes, since(account, token, rules));
        if (changes) return *std::move(changes);
    }
    return everything(account, window, token, rules);
}

Result<std::optional<std::string>> put_object(const DavAccount& account, const std::string& href,
                                              const std::string& text, const std::string& etag,
                                              const EgressRules& rules) {
    Fetch what{.url = link_from(account.address, href), .verb = "PUT", .body = text};
    what.user = account.user;
    what.password = account.password;
    what.headers.emplace_back("Content-Type", "text/calendar; charset=utf-8");
    what.headers.emplace_back(etag.empty() ? "If-None-Match" : "If-Match",
                              etag.empty() ? "*" : etag);
    TRY(auto got, fetch(what, rules));
    if (got.status == 412) return std::optional<std::string>{};
    if (got.status == 401 || got.status == 403)
        return Error{No::refused, "caldav_refused", "The server does not let us write there.", {}};
    if (got.status < 200 || got.status > 299)
        return unreadable("The server did not take a meeting (" + std::to_string(got.status) +
                          ").");
    if (got.etag.empty()) {
        TRY(got.etag, etag_of(account, href, rules));
    }
    return std::optional(std::move(got.etag));
}

Result<void> remove_object(const DavAccount& account, const std::string& href,
                           const EgressRules& rules) {
    TRY(const auto got, ask(account, link_from(account.address, href), "DELETE", "", "", rules));
    const bool done =
        (got.status >= 200 && got.status <= 299) || got.status == 404 || got.status == 410;
    if (!done)
        return unreadable("The server did not remove a meeting (" + std::to_string(got.status) +
                          ").");
    return success();
}

Result<std::string> etag_of(const DavAccount& account, const std::string& href,
                            const EgressRules& rules) {
    const auto found =
        properties(account, link_from(account.address, href), "0", "<d:getetag/>", rules);
    if (found.has_error())
        return found.error().code == "caldav_unreadable" ? Result<std::string>(std::string())
                                                         : found.error();
    for (const DavResponse& response : found.value().status.responses)
        if (const DavProperty* etag = response.property("getetag")) return etag->text;
    return std::string();
}

}  // namespace ante::connect
