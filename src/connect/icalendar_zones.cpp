#include "connect/icalendar_zones.h"

#include <algorithm>
#include <array>

#include "connect/icalendar_text.h"

namespace ante::connect {
namespace {

constexpr std::size_t most_zones = 200;
constexpr std::size_t most_changes = 2'000;     // of a zone
constexpr std::size_t most_rules = 8;           // of each of its parts
constexpr std::int64_t most_steps = 2'000'000;  // of the rules of all zones

struct WindowsZone {
    std::string_view name;
    std::string_view zone;
};

// clang-format off
constexpr std::array windows_zones{
    WindowsZone{"AUS Central Standard Time", "Australia/Darwin"},
    WindowsZone{"AUS Eastern Standard Time", "Australia/Sydney"},
    WindowsZone{"Afghanistan Standard Time", "Asia/Kabul"},
    WindowsZone{"Alaskan Standard Time", "America/Anchorage"},
    WindowsZone{"Aleutian Standard Time", "America/Adak"},
    WindowsZone{"Arab Standard Time", "Asia/Riyadh"},
    WindowsZone{"Arabian Standard Time", "Asia/Dubai"},
    WindowsZone{"Arabic Standard Time", "Asia/Baghdad"},
    WindowsZone{"Argentina Standard Time", "America/Argentina/Buenos_Aires"},
    WindowsZone{"Astrakhan Standard Time", "Europe/Astrakhan"},
    WindowsZone{"Atlantic Standard Time", "America/Halifax"},
    WindowsZone{"Azerbaijan Standard Time", "Asia/Baku"},
    WindowsZone{"Azores Standard Time", "Atlantic/Azores"},
    WindowsZone{"Bahia Standard Time", "America/Bahia"},
    WindowsZone{"Bangladesh Standard Time", "Asia/Dhaka"},
    WindowsZone{"Belarus Standard Time", "Europe/Minsk"},
    WindowsZone{"Canada Central Standard Time", "America/Regina"},
    WindowsZone{"Cape Verde Standard Time", "Atlantic/Cape_Verde"},
    WindowsZone{"Caucasus Standard Time", "Asia/Yerevan"},
    WindowsZone{"Cen. Australia Standard Time", "Australia/Adelaide"},
    WindowsZone{"Central America Standard Time", "America/Guatemala"},
    WindowsZone{"Central Asia Standard Time", "Asia/Almaty"},
    WindowsZone{"Central Brazilian Standard Time", "America/Cuiaba"},
    WindowsZone{"Central Europe Standard Time", "Europe/Budapest"},
    WindowsZone{"Central European Standard Time", "Europe/Warsaw"},
    WindowsZone{"Central Pacific Standard Time", "Pacific/Guadalcanal"},
    WindowsZone{"Central Standard Time", "America/Chicago"},
    WindowsZone{"Central Standard Time (Mexico)", "America/Mexico_City"},
    WindowsZone{"China Standard Time", "Asia/Shanghai"},
    WindowsZone{"Cuba Standard Time", "America/Havana"},
    WindowsZone{"E. Africa Standard Time", "Africa/Nairobi"},
    WindowsZone{"E. Australia Standard Time", "Australia/Brisbane"},
    WindowsZone{"E. Europe Standard Time", "Europe/Chisinau"},
    WindowsZone{"E. South America Standard Time", "America/Sao_Paulo"},
    WindowsZone{"Eastern Standard Time", "America/New_York"},
    WindowsZone{"Eastern Standard Time (Mexico)", "America/Cancun"},
    WindowsZone{"Egypt Standard Time", "Africa/Cairo"},
    WindowsZone{"Ekaterinburg Standard Time", "Asia/Yekaterinburg"},
    WindowsZone{"FLE Standard Time", "Europe/Kiev"},
    WindowsZone{"Fiji Standard Time", "Pacific/Fiji"},
    WindowsZone{"GMT Standard Time", "Europe/London"},
    WindowsZone{"GTB Standard Time", "Europe/Bucharest"},
    WindowsZone{"Georgian Standard Time", "Asia/Tbilisi"},
    WindowsZone{"Greenland Standard Time", "America/Godthab"},
    WindowsZone{"Greenwich Standard Time", "Atlantic/Reykjavik"},
    WindowsZone{"Haiti Standard Time", "America/Port-au-Prince"},
    WindowsZone{"Hawaiian Standard Time", "Pacific/Honolulu"},
    WindowsZone{"India Standard Time", "Asia/Kolkata"},
    WindowsZone{"Iran Standard Time", "Asia/Tehran"},
    WindowsZone{"Israel Standard Time", "Asia/Jerusalem"},
    WindowsZone{"Jordan Standard Time", "Asia/Amman"},
    WindowsZone{"Kaliningrad Standard Time", "Europe/Kaliningrad"},
    WindowsZone{"Korea Standard Time", "Asia/Seoul"},
    WindowsZone{"Libya Standard Time", "Africa/Tripoli"},
    WindowsZone{"Lord Howe Standard Time", "Australia/Lord_Howe"},
    WindowsZone{"Magadan Standard Time", "Asia/Magadan"},
    WindowsZone{"Mauritius Standard Time", "Indian/Mauritius"},
    WindowsZone{"Middle East Standard Time", "Asia/Beirut"},
    WindowsZone{"Montevideo Standard Time", "America/Montevideo"},
    WindowsZone{"Morocco Standard Time", "Africa/Casablanca"},
    WindowsZone{"Mountain Standard Time", "America/Denver"},
    WindowsZone{"Mountain Standard Time (Mexico)", "America/Chihuahua"},
    WindowsZone{"Myanmar Standard Time", "Asia/Rangoon"},
    WindowsZone{"N. Central Asia Standard Time", "Asia/Novosibirsk"},
    WindowsZone{"Namibia Standard Time", "Africa/Windhoek"},
    WindowsZone{"Nepal Standard Time", "Asia/Kathmandu"},
    WindowsZone{"New Zealand Standard Time", "Pacific/Auckland"},
    WindowsZone{"Newfoundland Standard Time", "America/St_Johns"},
    WindowsZone{"North Asia East Standard Time", "Asia/Irkutsk"},
    WindowsZone{"North Asia Standard Time", "Asia/Krasnoyarsk"},
    WindowsZone{"Omsk Standard Time", "Asia/Omsk"},
    WindowsZone{"Pacific SA Standard Time", "America/Santiago"},
    WindowsZone{"Pacific Standard Time", "America/Los_Angeles"},
    WindowsZone{"Pacific Standard Time (Mexico)", "America/Tijuana"},
    WindowsZone{"Pakistan Standard Time", "Asia/Karachi"},
    WindowsZone{"Paraguay Standard Time", "America/Asuncion"},
    WindowsZone{"Romance Standard Time", "Europe/Paris"},
    WindowsZone{"Russia Time Zone 3", "Europe/Samara"},
    WindowsZone{"Russian Standard Time", "Europe/Moscow"},
    WindowsZone{"SA Eastern Standard Time", "America/Cayenne"},
    WindowsZone{"SA Pacific Standard Time", "America/Bogota"},
    WindowsZone{"SA Western Standard Time", "America/La_Paz"},
    WindowsZone{"SE Asia Standard Time", "Asia/Bangkok"},
    WindowsZone{"Samoa Standard Time", "Pacific/Apia"},
    WindowsZone{"Saratov Standard Time", "Europe/Saratov"},
    WindowsZone{"Singapore Standard Time", "Asia/Singapore"},
    WindowsZone{"South Africa Standard Time", "Africa/Johannesburg"},
    WindowsZone{"Sri Lanka Standard Time", "Asia/Colombo"},
    WindowsZone{"Sudan Standard Time", "Africa/Khartoum"},
    WindowsZone{"Syria Standard Time", "Asia/Damascus"},
    WindowsZone{"Taipei Standard Time", "Asia/Taipei"},
    WindowsZone{"Tasmania Standard Time", "Australia/Hobart"},
    WindowsZone{"Tokyo Standard Time", "Asia/Tokyo"},
    WindowsZone{"Tonga Standard Time", "Pacific/Tongatapu"},
    WindowsZone{"Turkey Standard Time", "Europe/Istanbul"},
    WindowsZone{"US Eastern Standard Time", "America/Indiana/Indianapolis"},
    WindowsZone{"US Mountain Standard Time", "America/Phoenix"},
    WindowsZone{"UTC", "Etc/UTC"},
    WindowsZone{"Ulaanbaatar Standard Time", "Asia/Ulaanbaatar"},
    WindowsZone{"Venezuela Standard Time", "America/Caracas"},
    WindowsZone{"Vladivostok Standard Time", "Asia/Vladivostok"},
    WindowsZone{"Volgograd Standard Time", "Europe/Volgograd"},
    WindowsZone{"W. Australia Standard Time", "Australia/Perth"},
    WindowsZone{"W. Central Africa Standard Time", "Africa/Lagos"},
    WindowsZone{"W. Europe Standard Time", "Europe/Berlin"},
    WindowsZone{"West Asia Standard Time", "Asia/Tashkent"},
    WindowsZone{"West Bank Standard Time", "Asia/Hebron"},
    WindowsZone{"West Pacific Standard Time", "Pacific/Port_Moresby"},
    WindowsZone{"Yakutsk Standard Time", "Asia/Yakutsk"},
};
// clang-format on

// What one STANDARD or DAYLIGHT says. False if it can't be followed, or says more than a zone has
// to.
bool follow(icalcomponent* observance, DescribedZone& zone, std::int64_t& budget) {
    const auto first = [&](icalproperty_kind kind) {
        return icalcomponent_get_first_property(observance, kind);
    };
    icalproperty* from = first(ICAL_TZOFFSETFROM_PROPERTY);
    icalproperty* to = first(ICAL_TZOFFSETTO_PROPERTY);
    icalproperty* begins = first(ICAL_DTSTART_PROPERTY);
    const auto start = begins ? wall_of(icalproperty_get_dtstart(begins)) : std::nullopt;
    if (!from || !to || !start) return false;
    const std::chrono::seconds before(icalproperty_get_tzoffsetfrom(from));
    const std::chrono::seconds after(icalproperty_get_tzoffsetto(to));
    if (abs(before) > hours{24} || abs(after) > hours{24}) return false;
    const auto change = [&](Wall wall) {
        const std::chrono::sys_seconds at(wall.time_since_epoch() - before);
        zone.changes.push_back(
            {at, wall + std::max(after - before, std::chrono::seconds(0)), before, after});
        return zone.changes.size() <= most_changes;
    };
    if (!change(*start)) return false;
    for (icalproperty* p = first(ICAL_RDATE_PROPERTY); p;
         p = icalcomponent_get_next_property(observance, ICAL_RDATE_PROPERTY)) {
        const icaldatetimeperiodtype when = icalproperty_get_rdate(p);
        const auto at = wall_of(icaltime_is_null_time(when.time) ? when.period.start : when.time);
        if (!at || !change(*at)) return false;
    }
    std::size_t rules = 0;
    for (icalproperty* p = first(ICAL_RRULE_PROPERTY); p;
         p = icalcomponent_get_next_property(observance, ICAL_RRULE_PROPERTY)) {
        const auto rule = read_rule(value_of(p));
        if (rule.has_error() || ++rules > most_rules) return false;
        if (rule.value().every != RepeatRule::Every::year) return false;
        Wall until = make_date(2100, 1, 1);
        if (const auto& end = rule.value().until) {
            const bool utc = end->means == RepeatEnd::Means::utc;
            until = std::min(until, utc ? end->at + before : end->at);
        }
        RepeatTimes times(rule.value(), *start, make_date(1970, 1, 1), until);
        while (const auto at = times.next(budget))
            if (!change(*at)) return false;
        if (budget < 0) return false;
    }
    return true;
}

std::shared_ptr<const DescribedZone> zone_from(const CalendarPart& part, std::string& tzid,
                                               std::string& location, std::int64_t& budget) {
    if (part.cut_off || part.too_large) return nullptr;
    const Component parsed = parse_component(part.text);
    if (!parsed || icalcomponent_isa(parsed.get()) != ICAL_VTIMEZONE_COMPONENT) return nullptr;
    icalproperty* name = icalcomponent_get_first_property(parsed.get(), ICAL_TZID_PROPERTY);
    if (!name || !icalproperty_get_tzid(name)) return nullptr;
    tzid = icalproperty_get_tzid(name);
    for (icalproperty* p = icalcomponent_get_first_property(parsed.get(), ICAL_X_PROPERTY); p;
         p = icalcomponent_get_next_property(parsed.get(), ICAL_X_PROPERTY)) {
        const char* called = icalproperty_get_x_name(p);
        const char* value = icalproperty_get_x(p);
        if (called && value && std::string_view(called) == "X-LIC-LOCATION") location = value;
    }
    auto zone = std::make_shared<DescribedZone>();
    for (icalcomponent* c = icalcomponent_get_first_component(parsed.get(), ICAL_ANY_COMPONENT); c;
         c = icalcomponent_get_next_component(parsed.get(), ICAL_ANY_COMPONENT))
        if (!follow(c, *zone, budget)) return nullptr;
    if (zone->changes.empty()) return nullptr;
    std::ranges::stable_sort(zone->changes, {}, &DescribedZone::Change::at);
    // Changes that overtake one another are nonsense; still one comes after the other.
    Wall latest = Wall::min();
    for (DescribedZone::Change& change : zone->changes)
        latest = change.counts_from = std::max(latest, change.counts_from);
    return zone;
}

std::optional<Zone> known_zone(std::string_view name) {
    auto zone = Zone::named(name);
    if (zone.has_value()) return zone.value();
    if (const auto iana = zone_of_windows(name); !iana.empty()) {
        zone = Zone::named(iana);
        if (zone.has_value()) return zone.value();
    }
    return std::nullopt;
}

// "/freeassociation.sourceforge.net/Europe/Berlin" ends in the name that everybody knows.
std::optional<Zone> zone_at_the_end_of(std::string_view tzid) {
    if (!tzid.starts_with('/')) return std::nullopt;
    for (std::size_t at = 0; (at = tzid.find('/', at)) != std::string_view::npos;) {
        const std::string_view rest = tzid.substr(++at);
        if (rest.find('/') == std::string_view::npos) break;  // "Berlin" alone means nothing
        if (auto zone = known_zone(rest)) return zone;
    }
    return std::nullopt;
}

}  // namespace

std::string_view zone_of_windows(std::string_view name) {
    const auto found = std::ranges::find(windows_zones, name, &WindowsZone::name);
    return found == windows_zones.end() ? std::string_view() : found->zone;
}

Instant CalendarZone::at(Wall wall) const {
    if (described_) {
        const auto& changes = described_->changes;
        const auto next =
            std::ranges::upper_bound(changes, wall, {}, &DescribedZone::Change::counts_from);
        const auto offset =
            next == changes.begin() ? changes.front().before : std::prev(next)->after;
        return Instant(wall.time_since_epoch() - offset);
    }
    const auto day = std::chrono::floor<Days>(wall);
    const auto since = wall - day;
    const auto whole = std::chrono::floor<minutes>(since);
    const Instant found = known_.at(day, whole);
    // In a gap there is no such time: then count from the day's begin, with the old clock.
    if (known_.date_of(found) != day || known_.time_of_day(found) != whole)
        return known_.start_of(day) + since;
    return found + (since - whole);
}

Wall CalendarZone::wall_of(Instant at) const {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at);
    if (described_) {
        const auto& changes = described_->changes;
        const auto next =
            std::ranges::upper_bound(changes, seconds, {}, &DescribedZone::Change::at);
        const auto offset =
            next == changes.begin() ? changes.front().before : std::prev(next)->after;
        return Wall(seconds.time_since_epoch() + offset);
    }
    const auto within =
        seconds.time_since_epoch() - std::chrono::floor<minutes>(seconds.time_since_epoch());
    return known_.date_of(at) + known_.time_of_day(at) + within;
}

CalendarZones::CalendarZones(const std::vector<CalendarPart>& described) {
    std::int64_t budget = most_steps;
    std::size_t looked_at = 0;
    for (const CalendarPart& part : described) {
        if (++looked_at > most_zones) break;
        std::string tzid;
        std::string location;
        auto zone = zone_from(part, tzid, location, budget);
        if (tzid.empty()) continue;
        if (const auto known = known_zone(location))
            named_.emplace(tzid, CalendarZone(*known));
        else if (zone)
            described_.emplace(tzid, std::move(zone));
    }
}

std::optional<CalendarZone> CalendarZones::named(const std::string& tzid) const {
    if (const auto known = named_.find(tzid); known != named_.end()) return known->second;
    std::optional<CalendarZone> found;
    const auto described = described_.find(tzid);
    if (const auto zone = known_zone(tzid))
        found = CalendarZone(*zone);
    else if (const auto at_end = zone_at_the_end_of(tzid))
        found = CalendarZone(*at_end);
    else if (described != described_.end())
        found = CalendarZone(described->second);
    if (named_.size() < most_zones) named_.emplace(tzid, found);
    return found;
}

}  // namespace ante::connect
