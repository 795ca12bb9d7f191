#include "api/recap.h"

#include <algorithm>

#include "api/names.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

std::string titled(const Meeting& meeting) {
    if (!meeting.title.empty()) return "“" + meeting.title + "”";
    switch (meeting.kind) {
        case MeetingKind::call: return "our call";
        case MeetingKind::video: return "our video call";
        case MeetingKind::visit: return "our meeting";
    }
    return "our meeting";
}

std::string time_in(const Zone& zone, Instant at) {
    const auto time = zone.time_of_day(at);
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return words_of(zone.date_of(at)) + ", " + two(time.count() / 60) + ":" +
           two(time.count() % 60) + " (" + std::string(zone.name()) + ")";
}

// Promises that were agreed in it; whoever only promised to come stands under the next date.
Result<std::string> promises(const Deal& deal, const Meeting& meeting, Side side, Names& names) {
    std::string lines;
    for (const Commitment& promise : deal.commitments) {
        if (promise.meeting != meeting.id || promise.side() != side) continue;
        if (!promise.was_agreed() || promise.attends) continue;
        std::string who;
        if (const PersonId* person = promise.person())
            who = deal.name_of(*person);
        else {
            TRY(who, names.member(std::get<Us>(promise.owner).member));
        }
        lines += "- " + who + ": " + promise.what + ", by " + words_of(promise.due);
        if (!promise.proof.empty()) lines += " (done when: " + promise.proof + ")";
        lines += "\n";
    }
    return lines;
}

void add_part(std::string& text, std::string_view title, const std::string& lines) {
    if (lines.empty()) return;
    text.append("\n").append(title).append("\n").append(lines);
}

}  // namespace

const Meeting* next_after(const Deal& deal, const Meeting& meeting) {
    if (meeting.debrief->next_meeting) return deal.meeting(*meeting.debrief->next_meeting);
    const Meeting* next = nullptr;
    for (const Meeting& other : deal.meetings) {
        if (other.cancelled_at || other.starts <= meeting.starts) continue;
        if (!next || other.starts < next->starts) next = &other;
    }
    return next;
}

Result<RecapView> recap_of(const Reading& in, const Deal& deal, MeetingId id) {
    const Meeting* meeting = deal.meeting(id);
    if (!meeting) return not_found("meeting");
    if (!meeting->debrief)
        return refuse("not_debriefed",
                      "Debrief the meeting first: the recap says what came of it.");
    const Zone& zone = in.workspace.zone();
    Names names(in);
    TRY(const std::string theirs, promises(deal, *meeting, Side::buyer, names));
    TRY(const std::string ours, promises(deal, *meeting, Side::seller, names));
    TRY(const std::string account, names.account(deal.account));

    RecapView recap{
        .meeting = id,
        .to = {},
        .subject = deal.name + ": what we agreed on " + words_of(zone.date_of(meeting->starts)),
        .text = {},
        .sent_at = meeting->recap_sent_at};
    std::string greeted;
    for (const PersonId person : meeting->debrief->attended) {
        greeted += (greeted.empty() ? "" : ", ") + std::string(deal.name_of(person));
        const auto known = store::load_person(in.db, in.workspace.id, person);
        if (known.has_value() && !known.value().value.email.empty())
            recap.to.push_back(known.value().value.email);
    }

    std::string& text = recap.text;
    if (!greeted.empty()) text += "Hello " + greeted + ",\n\n";
    text += "thank you for " + titled(*meeting) + " on " + words_of(zone.date_of(meeting->starts)) +
            ". This is what we agreed.\n";
    add_part(text, "What " + account + " does:", theirs);
    add_part(text, "What we do:", ours);
    std::string asked;
    for (const method::Request& request : deal.requests)
        if (request.meeting == id && request.open())
            asked += "- " + std::string(word_of(request.kind)) +
                     (request.what.empty() ? "" : ": " + request.what) + "\n";
    add_part(text, "What you asked us for:", asked);
    if (theirs.empty() && ours.empty() && asked.empty())
        text += "\nNeither side took anything on.\n";
    if (const Meeting* next = next_after(deal, *meeting))
        text += "\nWe speak again on " + time_in(zone, next->starts) + ".\n";
    else
        text += "\nWe have no next date yet: when suits you?\n";
    text += "\nIf I got anything wrong, please tell me.\n";
    return recap;
}

}  // namespace ante::api
