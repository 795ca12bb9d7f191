#include <algorithm>
#include <map>

#include "connect/icalendar.h"
#include "connect/icalendar_event.h"

namespace ante::connect {
namespace {

using std::chrono::seconds;

constexpr std::size_t most_problems = 100;
constexpr std::int64_t most_steps = 5'000'000;  // Of all rules of a file together.
constexpr std::size_t most_exceptions = 2'000;  // Of one event: its RECURRENCE-IDs.

// One event of the file with the times that differ from it.
struct Series {
    std::optional<ReadEvent> whole{};
    std::map<std::string, ReadEvent> exceptions{};  // by the time that they stand for
    std::map<std::string, ReadEvent> following{};   // the same, of those for all that follow
    bool said_full = false;
};

std::string id_of(const CalendarTime& time) {
    const std::string text =
        time.whole_day ? ante::text_of(time.day()) : ante::text_of(time.instant());
    std::string id;
    for (const char c : text) {
        if (c == '.') break;
        if (c != '-' && c != ':') id.push_back(c);
    }
    if (!time.whole_day) id += "Z";
    return id;
}

// A file may say the same event twice: the later say holds.
bool is_later(const ReadEvent& one, const ReadEvent& other) {
    return one.event.sequence >= other.event.sequence;
}

class Reader {
public:
    explicit Reader(const CalendarWindow& window) : window_(window) {}

    Result<ReadCalendar> read(std::string_view text) {
        TRY(const CalendarParts parts, cut_calendar(text));
        out_.name = parts.name;
        out_.method = parts.method;
        if (parts.broken_off)
            miss(*parts.broken_off,
                 "The calendar breaks off here: its end is missing, and what stood before it.");
        const CalendarZones zones(parts.zones);
        for (const CalendarPart& part : parts.events) {
            ++out_.found;
            gather(part, zones);
        }
        for (auto& [uid, series] : series_) spread(series);
        std::ranges::stable_sort(out_.events, {}, &CalendarEvent::starts);
        return std::move(out_);
    }

private:
    void gather(const CalendarPart& part, const CalendarZones& zones) {
        auto read = read_event(part, zones, window_.zone);
        if (read.has_error()) {
            ++out_.left_out;
            return miss(part.line, "The event was left out: " + read.error().detail + ".");
        }
        ReadEvent& event = read.value();
        if (event.unknown_zone)
            complain(event.line,
                     "The event names a time zone that nobody knows; its times were taken in " +
                         std::string(window_.zone.name()) + ".");
        if (event.says_more)
            miss(event.line, "It repeats more often than can be read; the rest was left out.");
        Series& series = series_[event.event.uid];
        if (event.instead_of) return keep_exception(series, std::move(event));
        if (!series.whole || is_later(event, *series.whole)) series.whole = std::move(event);
    }

    void keep_exception(Series& series, ReadEvent event) {
        auto& kept = event.and_following ? series.following : series.exceptions;
        std::string id = id_of(*event.instead_of);
        if (const auto same = kept.find(id); same != kept.end()) {
            if (is_later(event, same->second)) same->second = std::move(event);
        } else if (series.exceptions.size() + series.following.size() < most_exceptions) {
            kept.emplace(std::move(id), std::move(event));
        } else if (!std::exchange(series.said_full, true)) {
            miss(event.line,
                 "More than " + std::to_string(most_exceptions) +
                     " single times of this event were changed; the rest was left out.");
        }
    }

    void spread(Series& series) {
        std::map<std::string, const ReadEvent*> single;
        for (const auto& [id, exception] : series.exceptions) single.emplace(id, &exception);
        std::vector<const ReadEvent*> following;
        for (const auto& [id, exception] : series.following) following.push_back(&exception);
        std::ranges::stable_sort(following, {},
                                 [](const ReadEvent* e) { return e->instead_of->instant(); });
        if (series.whole) spread_whole(*series.whole, single, following);
        // What stands alone: an invitation to one time of a series that is not ours to see, or a
        // time that was moved here from outside the window.
        for (const auto& [id, exception] : single)
            if (exception) add(*exception, exception->starts, exception->lasts, id);
        if (!series.whole)
            for (const ReadEvent* event : following)
                add(*event, event->starts, event->lasts, id_of(*event->instead_of));
    }

    void spread_whole(const ReadEvent& whole, std::map<std::string, const ReadEvent*>& single,
                      const std::vector<const ReadEvent*>& following) {
        const bool repeated = !whole.rules.empty() || !whole.added.empty();
        CalendarWindow wider = window_;
        if (!following.empty()) {  // Moved by a month at most, they may come in from outside.
            wider.from -= Days{31};
            wider.to += Days{31};
        }
        Times times = times_of(whole, wider, most_times, budget_);
        if (times.cut)
            miss(whole.line, "It repeats more often than can be read; the rest was left out.");
        if (times.broken_rule)
            miss(whole.line,
                 "Its rule to repeat can't be read; only what it names itself was taken.");
        if (times.too_often)
            complain(whole.line,
                     "It repeats by the hour or faster; only its first time was taken.");
        std::ranges::stable_sort(times.starts, {},
                                 [](const AddedTime& time) { return time.starts.instant(); });
        const ReadEvent* says = &whole;
        auto next = following.begin();
        for (const AddedTime& time : times.starts) {
            while (next != following.end() &&
                   (*next)->instead_of->instant() <= time.starts.instant())
                says = *next++;
            const std::string id = repeated || !single.empty() ? id_of(time.starts) : std::string();
            if (const auto other = single.find(id); other != single.end()) {
                if (other->second)
                    add(*other->second, other->second->starts, other->second->lasts, id);
                other->second = nullptr;
                continue;
            }
            CalendarTime starts = time.starts;
            if (says != &whole) {
                starts.wall += says->starts.wall - says->instead_of->wall;
                starts.zone = says->starts.zone;
            }
            add(*says, starts, says == &whole ? time.lasts.value_or(whole.lasts) : says->lasts,
                repeated ? id : std::string());
        }
    }

    void add(const ReadEvent& says, const CalendarTime& starts, seconds lasts,
             const std::string& id) {
        const Instant from =
            starts.whole_day ? window_.zone.start_of(starts.day()) : starts.instant();
        if (from >= window_.to || from + std::max(lasts, seconds(1)) <= window_.from) return;
        if (out_.events.size() == most_times || invitees_ > most_invitees) {
            if (!std::exchange(said_full_, true))
                miss(says.line, "There is more in it than can be read; the rest was left out.");
            return;
        }
        CalendarEvent event = says.event;
        event.recurrence_id = id;
        event.starts = from;
        event.minutes = std::chrono::ceil<minutes>(lasts).count();
        if (starts.whole_day) {
            event.day = starts.day();
            event.days = std::max<std::int64_t>(1, std::chrono::ceil<Days>(lasts).count());
            event.minutes = 0;
        }
        invitees_ += event.attendees.size();
        out_.events.push_back(std::move(event));
    }

    void miss(std::int64_t line, std::string says) {
        out_.whole = false;
        complain(line, std::move(says));
    }

    void complain(std::int64_t line, std::string says) {
        if (out_.problems.size() < most_problems) out_.problems.push_back({line, std::move(says)});
    }

    const CalendarWindow& window_;
    ReadCalendar out_;
    std::map<std::string, Series> series_;
    std::int64_t budget_ = most_steps;
    std::size_t invitees_ = 0;
    bool said_full_ = false;
};

}  // namespace

Result<ReadCalendar> read_calendar(std::string_view text, const CalendarWindow& window) {
    return Reader(window).read(text);
}

}  // namespace ante::connect
