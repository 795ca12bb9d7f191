#include "method/rules/silence.h"

#include <algorithm>
#include <cmath>

namespace ante::method {
namespace {

bool reaches_him(ActKind kind) {
    switch (kind) {
        case ActKind::delivered:
        case ActKind::kept:
        case ActKind::kept_late:
        case ActKind::proposed: return true;
        default: return false;
    }
}

std::vector<Instant> contacts_of(const Deal& deal, const Ledger& ledger) {
    std::vector<Instant> contacts;
    for (const Act& act : ledger.acts)
        if (act.side == Side::seller && reaches_him(act.kind)) contacts.push_back(act.at);
    // A call that he took is talk, not a question left behind.
    for (const DealTouch& touch : deal.touches)
        if (!touch.answered_at || *touch.answered_at > touch.at) contacts.push_back(touch.at);
    for (const Meeting& meeting : deal.meetings)
        if (meeting.recap_sent_at) contacts.push_back(*meeting.recap_sent_at);
    std::ranges::sort(contacts);
    return contacts;
}

}  // namespace

std::vector<milliseconds> reply_times(const Deal& deal, const Ledger& ledger) {
    const std::vector<Instant> contacts = contacts_of(deal, ledger);
    std::vector<milliseconds> times;
    auto contact = contacts.begin();
    for (const Act& act : ledger.acts) {
        if (act.side != Side::buyer || act.kind == ActKind::released) continue;
        // The first contact that he has not answered yet; what comes in the same moment as his act
        // follows it.
        if (contact != contacts.end() && *contact < act.at) times.push_back(act.at - *contact);
        while (contact != contacts.end() && *contact < act.at) ++contact;
    }
    return times;
}

milliseconds expected_silence(const std::vector<milliseconds>& replies, const Thresholds& is) {
    if (replies.size() < is.count("answers")) return is.days("days");
    std::vector<milliseconds> sorted = replies;
    std::ranges::sort(sorted);
    const double rank = std::ceil(is["percentile"] / 100 * static_cast<double>(sorted.size()));
    const std::size_t at = std::min(sorted.size(), static_cast<std::size_t>(std::max(1.0, rank)));
    const milliseconds slow = sorted[at - 1];
    return std::min<milliseconds>(std::max<milliseconds>(slow, is.days("least_days")),
                                  is.days("most_days"));
}

}  // namespace ante::method
