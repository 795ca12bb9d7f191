// Decisions on contact outside meetings, and on what is noted beside the deal. All of it may be
// recorded on closed and parked deals, too; a reply brings a parked one back.

#include <algorithm>

#include "base/json.h"
#include "method/decisions.h"

namespace ante::method {

Outcome on(const Deal& deal, const MakeTouch& command, const Situation& now) {
    if (!now.by.member) return refuse("member_missing", "Say which member made the touch.");
    if (Refusal no = if_full(deal.touches.size(), DealLimits::touches, "touches")) return *no;
    return std::vector<Event>{TouchMade{now.ids.make<TouchTag>(now.at), command.kind,
                                        command.person, *now.by.member, now.at}};
}

Outcome on(const Deal& deal, const AnswerTouch& command, const Situation& now) {
    const auto touch = std::ranges::find(deal.touches, command.touch, &DealTouch::id);
    if (touch == deal.touches.end()) return not_found("touch");
    if (touch->answered_at)
        return refuse("touch_already_answered",
                      "That touch was answered on " +
                          words_of(now.zone.date_of(*touch->answered_at)) + " already.");

    Decision decision(deal, now);
    decision.buyer_acts();
    decision.add(TouchAnswered{command.touch, command.words, now.at});
    return std::move(decision).events();
}

Outcome on(const Deal& deal, const RecordReply& command, const Situation& now) {
    const std::optional<PersonId> who = command.person ? command.person : now.by.person;
    if (who && !deal.player(*who))
        return refuse("player_unknown",
                      "Who replied is not a player in this deal. Add the person first.");
    if (Refusal no = if_full(deal.signs.size(), DealLimits::signs, "replies")) return *no;

    Decision decision(deal, now);
    decision.buyer_acts();
    // What he wrote himself may stand on his page; our words about him may not.
    const auto channel = now.by.person ? std::optional(Channel::page) : std::nullopt;
    decision.add(SignReceived{{SignKind::reply, who, now.at, command.words, channel}, now.at});
    return std::move(decision).events();
}

// A parked deal has its day already.
Outcome on(const Deal& deal, const Snooze& command, const Situation& now) {
    if (Refusal no = if_not_in_play(deal)) return *no;
    if (command.until == deal.snoozed_until) return std::vector<Event>{};
    if (command.until && *command.until <= now.zone.date_of(now.at))
        return refuse("until_not_after_today",
                      words_of(*command.until) + " is not after today. Choose a later day.");
    return std::vector<Event>{DealSnoozed{command.until, now.at}};
}

Outcome on(const Deal& deal, const AddNote& command, const Situation& now) {
    if (!now.by.member) return refuse("member_missing", "Say which member wrote the note.");
    if (is_blank(command.text)) return refuse("text_missing", "The note is empty.");
    if (Refusal no = if_full(deal.notes.size(), DealLimits::notes, "notes")) return *no;
    return std::vector<Event>{NoteAdded{*now.by.member, command.text, now.at, command.kind}};
}

}  // namespace ante::method
