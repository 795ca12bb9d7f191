#pragma once
// The time zones of a calendar file: what a TZID stands for.

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "connect/icalendar_lines.h"
#include "connect/recurrence.h"

namespace ante::connect {

// The IANA zone that Windows calls by this name ("W. Europe Standard Time"); empty if none.
std::string_view zone_of_windows(std::string_view name);

// A zone as a file describes it: when its clocks are changed, from 1970 to 2100. Before that they
// are as they were before the first change, after it as after the last.
struct DescribedZone {
    struct Change {
        std::chrono::sys_seconds at{};
        Wall counts_from{};             // the first time on the wall that is told by the new clock
        std::chrono::seconds before{};  // what the clocks are ahead of UTC
        std::chrono::seconds after{};
    };
    std::vector<Change> changes{};  // by "at"; at least one
};

// A zone known by name, or as a file describes it (VTIMEZONE). Cheap to copy.
class CalendarZone {
public:
    explicit CalendarZone(Zone zone) : known_(zone) {}
    explicit CalendarZone(std::shared_ptr<const DescribedZone> described)
        : described_(std::move(described)) {}

    // In a gap as if the clocks had not been changed yet, in an overlap the first (RFC
    // 5545, 3.3.5).
    Instant at(Wall wall) const;
    Wall wall_of(Instant at) const;

private:
    Zone known_{};
    std::shared_ptr<const DescribedZone> described_{};
};

// All zones of one file, by TZID.
class CalendarZones {
public:
    explicit CalendarZones(const std::vector<CalendarPart>& described);

    // A name that everybody knows goes before the file's own description, which is often a rough
    // one. Empty if it means nothing.
    std::optional<CalendarZone> named(const std::string& tzid) const;

private:
    std::map<std::string, std::shared_ptr<const DescribedZone>> described_;
    mutable std::map<std::string, std::optional<CalendarZone>> named_;
};

}  // namespace ante::connect
