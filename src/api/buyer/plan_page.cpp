#include "api/buyer/plan_page.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

constexpr std::size_t words_shown = 10;
constexpr Days done_shown{30};

class Drawing {
public:
    Drawing(store::Connection& db, const store::Workspace& workspace, const Deal& deal, PersonId me,
            Instant now)
        : db_(db), workspace_(workspace), deal_(deal), me_(me), now_(now) {}

    Result<PlanPage> draw() {
        TRY(page_.brand, brand_of(db_, workspace_));
        page_.title = deal_.name;
        page_.goal = deal_.goal;
        page_.you = std::string(deal_.name_of(me_));
        TRY(page_.seller, member(deal_.owner));
        page_.closed = deal_.over();
        page_.today = workspace_.zone().date_of(now_);
        TRYV(promises());
        requests();
        next_meeting();
        TRYV(room());
        said();
        return std::move(page_);
    }

private:
    Result<std::string> member(MemberId id) {
        const auto found = store::load_member(db_, workspace_.id, id);
        if (found.has_value()) return found.value().value.name;
        if (found.error().kind == No::not_found) return page_.brand.name;
        return found.error();
    }

    Result<void> promises() {
        for (const Commitment& promise : deal_.commitments) {
            if (promise.attends) continue;  // It stands with the meeting.
            TRY(auto shown, shown_of(promise));
            if (!shown) continue;
            if (const PersonId* person = promise.person()) seen_.insert(*person);
            page_.promises.push_back(*std::move(shown));
        }
        std::ranges::stable_sort(page_.promises, [](const PlanPromise& a, const PlanPromise& b) {
            const bool a_done = a.state == PlanState::done, b_done = b.state == PlanState::done;
            return a_done != b_done ? b_done : a.due < b.due;
        });
        return success();
    }

    Result<std::optional<PlanPromise>> shown_of(const Commitment& promise) {
        using None = std::optional<PlanPromise>;
        PlanPromise shown{
            .id = promise.id, .what = promise.what, .due = promise.due, .proof = promise.proof};
        if (std::holds_alternative<Proposed>(promise.state)) {
            shown.his_to_answer = promise.proposed_by == Side::seller;
        } else if (promise.open()) {
            shown.state = PlanState::agreed;
            shown.past = promise.due < page_.today;
        } else if (const auto kept = promise.kept_at()) {
            shown.state = PlanState::done;
            shown.done_on = workspace_.zone().date_of(*kept);
            if (*shown.done_on + done_shown < page_.today) return None{};
        } else {
            return None{};
        }
        if (const PersonId* person = promise.person()) {
            shown.whose = *person == me_ ? Whose::yours : Whose::colleague;
            shown.who = std::string(deal_.name_of(*person));
        } else {
            shown.whose = Whose::ours;
            TRY(shown.who, member(std::get<Us>(promise.owner).member));
        }
        if (shown.state == PlanState::done || promise.counters.empty()) return std::optional(shown);
        const Counter& last = promise.counters.back();
        if (last.state == CounterState::open)
            shown.suggested = PlanSuggestion{last.what, last.due};
        else if (last.state == CounterState::left)
            shown.left = last.answer;
        return std::optional(std::move(shown));
    }

    void requests() {
        for (const method::Request& request : deal_.requests) {
            PlanRequest shown{request.id, request.kind, request.what, {}, {}};
            switch (request.state) {
                case RequestState::asked: shown.state = PlanRequestState::asked; break;
                case RequestState::accepted: shown.state = PlanRequestState::working; break;
                case RequestState::delivered: shown.state = PlanRequestState::delivered; break;
                case RequestState::unsatisfied:
                    shown.state = PlanRequestState::missing;
                    shown.missing = request.answers.empty() ? "" : request.answers.back().missing;
                    break;
                case RequestState::satisfied: shown.state = PlanRequestState::answered; break;
                case RequestState::declined:
                case RequestState::withdrawn: continue;
            }
            const bool old = request.closed_at && *request.closed_at + done_shown < now_;
            if (old) continue;
            auto& where =
                shown.state == PlanRequestState::delivered ? page_.to_answer : page_.requests;
            where.push_back(std::move(shown));
        }
    }

    bool is_expected(const Meeting& meeting) const {
        return std::ranges::find(meeting.players, me_) != meeting.players.end();
    }

    void next_meeting() {
        // His own goes before his colleagues'. One without anybody of theirs is ours alone.
        const auto order = [&](const Meeting& meeting) {
            return std::tuple(!is_expected(meeting), meeting.starts);
        };
        const Meeting* next = nullptr;
        for (const Meeting& meeting : deal_.meetings) {
            if (meeting.cancelled_at || meeting.debrief || meeting.players.empty()) continue;
            if (meeting.starts + minutes(meeting.minutes) <= now_) continue;
            if (!next || order(meeting) < order(*next)) next = &meeting;
        }
        if (!next) return;
        // The title is told to those who are expected, as an invitation tells it.
        const bool expected = is_expected(*next);
        PlanMeeting shown{.id = next->id,
                          .title = expected ? next->title : "",
                          .kind = next->kind,
                          .starts = next->starts,
                          .minutes = next->minutes};
        shown.expected = expected;
        for (const PersonId person : next->players) shown.with.emplace_back(deal_.name_of(person));
        for (const Commitment& promise : deal_.commitments)
            if (promise.attends == next->id && promise.open() && promise.person() &&
                *promise.person() == me_)
                shown.accepted = true;
        page_.next = std::move(shown);
    }

    Result<void> room() {
        for (const Meeting& meeting : deal_.meetings) {
            if (meeting.cancelled_at) continue;
            seen_.insert(meeting.players.begin(), meeting.players.end());
            if (meeting.debrief)
                seen_.insert(meeting.debrief->attended.begin(), meeting.debrief->attended.end());
        }
        for (const Colleague& colleague : deal_.colleagues)
            if (colleague.became) seen_.insert(*colleague.became);
        TRY(const auto links, store::plan_links(db_, workspace_.id, deal_.id));
        for (const store::PlanLink& link : links) seen_.insert(link.person);

        page_.room.push_back({page_.you, Whose::yours, false});
        for (const Player& player : deal_.players)
            if (!player.left_at && player.person != me_ && seen_.contains(player.person))
                page_.room.push_back({player.name, Whose::colleague, false});
        for (const Colleague& colleague : deal_.colleagues)
            if (colleague.waits()) page_.room.push_back({colleague.name, Whose::colleague, true});
        page_.room.push_back({page_.seller, Whose::ours, false});
        return success();
    }

    // Only what was written here by somebody of his side.
    void said() {
        for (const Sign& sign : deal_.signs)
            if (sign.kind == SignKind::reply && sign.channel == Channel::page && sign.person)
                page_.said.push_back(
                    {std::string(deal_.name_of(*sign.person)), sign.words, sign.at});
        if (page_.said.size() > words_shown)
            page_.said.erase(page_.said.begin(),
                             page_.said.end() - static_cast<std::ptrdiff_t>(words_shown));
    }

    store::Connection& db_;
    const store::Workspace& workspace_;
    const Deal& deal_;
    const PersonId me_;
    const Instant now_;
    std::set<PersonId> seen_;  // by his side, in what stands on the page
    PlanPage page_;
};

}  // namespace

Result<Brand> brand_of(store::Connection& db, const store::Workspace& workspace) {
    TRY(const auto logo_since, store::logo_changed_at(db, workspace.id));
    return Brand{workspace.settings().name, workspace.settings().colour, logo_since};
}

Result<PlanPage> plan_page_of(store::Connection& db, const store::Workspace& workspace,
                              const Deal& deal, PersonId person, Instant now) {
    return Drawing(db, workspace, deal, person, now).draw();
}

}  // namespace ante::api
