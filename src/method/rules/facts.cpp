#include "method/rules/facts.h"

namespace ante::method {

bool awaited(const Meeting& meeting) {
    return !meeting.cancelled_at && !meeting.debrief;
}

std::optional<Instant> debriefed(const Deal& deal, std::size_t count) {
    std::vector<Instant> moments;
    for (const Meeting& meeting : deal.meetings)
        if (meeting.debrief) moments.push_back(meeting.debrief->at);
    if (count == 0 || moments.size() < count) return std::nullopt;
    std::ranges::sort(moments);
    return moments[count - 1];
}

bool decides(const Deal& deal, PersonId person) {
    const Player* player = deal.player(person);
    return player && player->role == Role::decision_maker && !player->left_at;
}

bool attended(const Meeting& meeting, PersonId person) {
    return meeting.debrief && std::ranges::count(meeting.debrief->attended, person) > 0;
}

bool is_agreed_advance(const Commitment& commitment) {
    return commitment.side() == Side::buyer && commitment.was_agreed() &&
           is_advance(commitment.effort);
}

bool advanced_since(const Deal& deal, Instant since) {
    return std::ranges::any_of(deal.commitments, [&](const Commitment& promise) {
        return is_agreed_advance(promise) && *promise.agreed_at() >= since;
    });
}

std::optional<Instant> last_open_promise(const Deal& deal) {
    std::optional<Instant> last;
    for (const Commitment& promise : deal.commitments)
        if (promise.side() == Side::buyer && promise.was_agreed() && promise.settled_at())
            last = std::max(last, promise.settled_at());
    return last;
}

bool has_open_promise(const Deal& deal) {
    return std::ranges::any_of(deal.commitments, [](const Commitment& promise) {
        return promise.side() == Side::buyer && promise.open();
    });
}

std::string day_of(const Grounds& given, Instant at) {
    return words_of(given.zone.date_of(at));
}

std::string quoted(std::string_view words) {
    return "“" + std::string(words) + "”";
}

std::string listed(std::span<const std::string> words) {
    std::string list;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) list += i + 1 == words.size() ? " and " : ", ";
        list += words[i];
    }
    return list;
}

std::string called(const Grounds& given, const Meeting& meeting) {
    std::string words = meeting.kind == MeetingKind::video   ? "video call"
                        : meeting.kind == MeetingKind::visit ? "visit"
                                                             : "call";
    if (!meeting.players.empty()) {
        std::vector<std::string> names;
        for (const PersonId person : meeting.players)
            names.emplace_back(given.deal.name_of(person));
        words += " with " + listed(names);
    }
    return words + " on " + day_of(given, meeting.starts);
}

std::string_view called(RequestKind kind) {
    switch (kind) {
        case RequestKind::demo: return "demo";
        case RequestKind::sample: return "sample";
        case RequestKind::proposal: return "proposal";
        case RequestKind::references: return "list of references";
        case RequestKind::document: return "document";
        case RequestKind::trial: return "trial";
        case RequestKind::call: return "call";
        case RequestKind::time: return "bit of our time";
        case RequestKind::other: return "piece of work";
    }
    return "piece of work";
}

std::string name_of(const Deal& deal, PersonId person) {
    const Player* player = deal.player(person);
    return player ? player->name : "The buyer";
}

std::string counted(std::size_t count, std::string_view one) {
    return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

}  // namespace ante::method
