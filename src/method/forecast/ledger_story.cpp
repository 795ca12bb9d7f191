#include "method/forecast/ledger_story.h"

#include <algorithm>
#include <map>

namespace ante::method::forecast {
namespace {

struct Span {
    Instant opened{};
    std::optional<Ended> ended{};
};

std::optional<Span> span_of(const Deal& deal) {
    if (const auto* in = std::get_if<InPipeline>(&deal.state)) return Span{in->since, {}};
    const auto ended = [](const auto& over, End how) -> std::optional<Span> {
        if (!over.pipeline_since) return std::nullopt;
        return Span{*over.pipeline_since, Ended{over.at, how}};
    };
    if (const auto* won = std::get_if<Won>(&deal.state)) return ended(*won, End::won);
    if (const auto* lost = std::get_if<Lost>(&deal.state))
        return ended(*lost, lost->to == LostTo::no_decision ? End::faded : End::lost);
    if (const auto* parked = std::get_if<Parked>(&deal.state)) return ended(*parked, End::faded);
    return std::nullopt;
}

Came came_of(ActKind kind) {
    switch (kind) {
        case ActKind::agreed:
        case ActKind::proposed:
        case ActKind::moved: return Came::agreed;
        case ActKind::declined: return Came::declined;
        case ActKind::kept_late: return Came::kept_late;
        case ActKind::missed: return Came::missed;
        case ActKind::withdrawn: return Came::withdrawn;
        case ActKind::released: return Came::released;
        default: return Came::kept;
    }
}

// The meetings that were held and gave no advance.
std::vector<MeetingId> continuations(const Deal& deal) {
    std::vector<MeetingId> meetings;
    for (const Meeting* meeting : held_meetings(deal)) {
        const auto verdict = verdict_of(deal, *meeting);
        if (verdict && !is_advance(*verdict)) meetings.push_back(meeting->id);
    }
    std::sort(meetings.begin(), meetings.end());
    return meetings;
}

// The meeting that the buyer attended by this act, promised or not.
std::optional<MeetingId> attended(const Deal& deal, const Act& act) {
    if (act.side != Side::buyer) return std::nullopt;
    if (act.kind == ActKind::attended) return act.meeting;
    if (act.kind != ActKind::kept && act.kind != ActKind::kept_late) return std::nullopt;
    const Commitment* promise = act.commitment ? deal.commitment(*act.commitment) : nullptr;
    return promise != nullptr ? promise->attends : std::nullopt;
}

}  // namespace

std::optional<LedgerStory> story_of(const Deal& deal, const Settings& settings) {
    if (!span_of(deal)) return std::nullopt;
    return story_of(deal, settings, ledger_of(deal, settings));
}

std::optional<LedgerStory> story_of(const Deal& deal, const Settings& settings,
                                    const Ledger& ledger) {
    const auto span = span_of(deal);
    if (!span) return std::nullopt;
    LedgerStory story{.id = deal.id.text(), .opened = span->opened, .ended = span->ended};
    const auto& amount = deal.amount_at_door;
    if (amount && amount->currency == settings.currency)
        story.amount = static_cast<double>(amount->minor);
    story.stages = deal.stages;
    story.kind = static_cast<std::uint16_t>(static_cast<std::uint16_t>(deal.kind) + 1);

    const std::vector<MeetingId> fruitless = continuations(deal);
    std::map<PersonId, std::uint32_t> people;
    std::vector<MeetingId> counted;
    std::vector<std::pair<Deed, std::uint32_t>> told;
    for (std::uint32_t place = 0; place < ledger.acts.size(); ++place) {
        const Act& act = ledger.acts[place];
        // Letting go by mutual consent may be our doing alone: it is no sign of life (ledger.h).
        if (act.side == Side::buyer && act.kind == ActKind::released) continue;
        Deed deed{.at = act.at,
                  .worth = static_cast<float>(act.stake),
                  .kind = static_cast<std::uint16_t>(act.kind),
                  .grade = static_cast<std::int8_t>(grade(act.effort)),
                  .side = act.side,
                  .came = came_of(act.kind)};
        if (act.person && act.side == Side::buyer) {
            deed.person = people.emplace(*act.person, static_cast<std::uint32_t>(people.size() + 1))
                              .first->second;
            if (const Player* player = deal.player(*act.person))
                deed.role = static_cast<std::int8_t>(player->role);
        }
        // Coming to a meeting is no advance by itself; and however many came, a meeting without one
        // is one continuation.
        if (const auto meeting = attended(deal, act)) {
            deed.came = Came::declined;
            if (std::binary_search(fruitless.begin(), fruitless.end(), *meeting) &&
                std::find(counted.begin(), counted.end(), *meeting) == counted.end()) {
                counted.push_back(*meeting);
                deed.came = Came::continuation;
            }
        }
        told.emplace_back(deed, place);
    }
    std::stable_sort(told.begin(), told.end(),
                     [](const auto& a, const auto& b) { return before(a.first, b.first); });
    for (const auto& [deed, place] : told) {
        story.deeds.push_back(deed);
        story.acts.push_back(place);
    }
    return story;
}

Story LedgerStory::story() const {
    Story s;
    s.id = id;
    s.opened = opened;
    s.ended = ended;
    s.amount = amount;
    s.kind = kind;
    s.deeds = deeds;
    return s;
}

Book ledger_book() {
    Book book;
    for (const auto word : words(ActKind{})) book.act_kinds.emplace_back(word);
    book.deal_kinds.emplace_back();
    for (const auto word : words(DealKind{})) book.deal_kinds.emplace_back(word);
    return book;
}

}  // namespace ante::method::forecast
