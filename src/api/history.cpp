#include "api/history.h"

#include <algorithm>

#include "api/names.h"

namespace ante::api {
namespace {

using namespace method;

std::string quoted(const std::string& text) {
    return "“" + text + "”";
}

// ", because …" and the like, if there is anything to add.
std::string with(std::string_view before, const std::string& text, std::string_view after = "") {
    if (text.empty()) return {};
    return std::string(before) + text + std::string(after);
}

std::string spoken(std::string_view word) {
    std::string text(word);
    for (char& c : text)
        if (c == '_') c = ' ';
    return text;
}

// One sentence an event. The deal is as it stands after it, so that what it names is there.
class Teller {
public:
    Teller(const Reading& in, const Deal& deal, Names& names)
        : zone_(in.workspace.zone()),
          settings_(in.workspace.settings()),
          deal_(deal),
          names_(names) {}

    Result<std::string> tell(const Event& event) {
        return std::visit([&](const auto& e) { return on(e); }, event);
    }

private:
    using Told = Result<std::string>;

    // ---- the deal
    Told on(const DealOpened& e) {
        TRY(const std::string account, names_.account(e.account));
        TRY(const std::string owner, names_.member(e.owner));
        return "The deal " + quoted(e.name) + " with " + account + " was opened; " + owner +
               " carries it" + (e.amount ? ", worth " + money_words(*e.amount) : "") +
               with(". In the system it came from it stood at ", e.crm_stage) + ".";
    }
    Told on(const DealChanged& e) {
        std::string changes;
        const auto add = [&](const std::string& change) {
            changes += (changes.empty() ? "" : ", ") + change;
        };
        if (e.name) add("the name to " + quoted(*e.name));
        if (e.kind) add("the kind to " + spoken(word_of(*e.kind)));
        if (e.visibility)
            add(*e.visibility == Visibility::team ? "who sees it to the team"
                                                  : "who sees it to its owner alone");
        if (e.amount) add("the amount to " + (*e.amount ? money_words(**e.amount) : "not known"));
        if (e.expected_close)
            add("the expected day to " +
                (*e.expected_close ? words_of(**e.expected_close) : "not known"));
        if (e.go_live)
            add("the go-live date to " + (*e.go_live ? words_of(**e.go_live) : "not known"));
        return "The deal was changed: " + (changes.empty() ? "nothing" : changes) + ".";
    }
    Told on(const HandedOver& e) {
        TRY(const std::string to, names_.member(e.to));
        return to + " carries the deal from now on.";
    }
    Told on(const StageEntered& e) {
        const Stage* stage = settings_.stage(e.entry.stage);
        return "The deal entered the stage " + (stage ? stage->name : e.entry.stage) +
               (e.entry.proven ? "." : with(" without its proof: ", e.entry.reason) + ".");
    }
    Told on(const PipelineEntered&) {
        return "With its first advance the deal entered the pipeline.";
    }
    Told on(const PipelineLeft&) {
        return "Without that advance the deal stands before the pipeline again.";
    }
    Told on(const DealWon& e) {
        return "The deal was won" + in(e.meeting) +
               (e.amount ? ", for " + money_words(*e.amount) : "") + ".";
    }
    Told on(const DealLost& e) {
        static constexpr std::array to{"no decision"sv, "a competitor"sv, "a bad fit"sv,
                                       "something else"sv};
        return "The deal was lost to " + std::string(to[static_cast<std::size_t>(e.to)]) +
               in(e.meeting) + with(": ", e.why) + ".";
    }
    Told on(const DealParked& e) {
        return "The deal was parked until " + words_of(e.until) + in(e.meeting) +
               with(": ", e.why) + ".";
    }
    Told on(const DealReturned& e) {
        return (e.by == Side::buyer ? "The buyer brought the deal back"
                                    : "We took the deal up again") +
               with(": ", e.why) + ".";
    }

    // ---- players
    Told on(const PlayerAdded& e) {
        return e.name + " joined the deal as " + spoken(word_of(e.role)) + ".";
    }
    Told on(const PlayerChanged& e) {
        return e.name + " is " + spoken(word_of(e.role)) + " now, level " +
               spoken(word_of(e.level)) + ".";
    }
    Told on(const PlayerRemoved& e) { return name(e.person) + " left the deal."; }
    Told on(const DealMoved& e) {
        TRY(const std::string account, names_.account(e.account));
        return "The deal is with " + account + " now.";
    }
    Told on(const DealRemoved&) { return std::string("The deal was removed."); }
    Told on(const PlayerMerged& e) {
        return "Two people turned out to be one: everything is " + e.name + "'s now.";
    }
    Told on(const PlayerParted&) {
        return std::string("They are two people after all: each has again what was theirs.");
    }
    Told on(const HomeworkWritten&) {
        return "The homework was written: issue, reality, desired result.";
    }

    // ---- meetings
    Told on(const MeetingScheduled& e) {
        return "A " + std::string(word_of(e.kind)) + " was booked for " + moment(e.starts) +
               with(": ", e.title) + ".";
    }
    Told on(const MeetingChanged& e) {
        return "The " + std::string(word_of(e.kind)) +
               with(" ", e.title.empty() ? "" : quoted(e.title)) +
               " was changed: " + moment(e.starts) + ", " + std::to_string(e.minutes) + " minutes.";
    }
    Told on(const MeetingCancelled& e) {
        return std::string(e.by == Side::buyer ? "The buyer" : "We") + " called off " +
               the(e.meeting) + with(": ", e.why) + ".";
    }
    Told on(const PlanWritten& e) {
        std::string text = "The plan for " + the(e.meeting) + " was written";
        if (const Ask* best = e.plan.best()) text += "; the best action: " + best->what;
        if (const Ask* least = e.plan.minimum()) text += "; the minimum: " + least->what;
        return text + ".";
    }
    Told on(const AskAnswered& e) {
        const Meeting* meeting = deal_.meeting(e.meeting);
        const Ask* ask = nullptr;
        if (meeting && meeting->plan)
            for (const Ask& a : meeting->plan->asks)
                if (a.id == e.ask) ask = &a;
        const std::string who = ask ? name(ask->owner) : "The buyer";
        const std::string what = ask ? quoted(ask->what) : "what we asked";
        switch (e.outcome) {
            case AskOutcome::accepted: return who + " said yes to " + what + ".";
            case AskOutcome::changed: return who + " agreed to something else than " + what + ".";
            case AskOutcome::declined:
                return who + " declined " + what + (e.words.empty() ? "" : ": " + quoted(e.words)) +
                       ".";
            case AskOutcome::open: break;
        }
        return who + " has not answered " + what + ".";
    }
    Told on(const AskCorrected& e) {
        const Meeting* meeting = deal_.meeting(e.meeting);
        const Ask* asked = nullptr;
        if (meeting && meeting->plan)
            for (const Ask& ask : meeting->plan->asks)
                if (ask.id == e.ask) asked = &ask;
        return "What was said of this ask was a slip, and is taken back: " +
               (asked ? asked->what : "an ask") + ".";
    }
    Told on(const HesitationRecorded& e) {
        return "Asked what is up, the buyer said " + quoted(e.words) +
               (e.choice == KeepOrPark::keep ? "; we go on." : "; we park it.");
    }
    Told on(const ReadingTaken& e) {
        static constexpr std::array interest{" is interested enough to take a next step"sv,
                                             " is not yet ready to take a next step"sv,
                                             " does not want to take a next step"sv};
        return name(e.reading.who) +
               std::string(interest[static_cast<std::size_t>(e.reading.next_step)]) +
               (e.reading.words.empty() ? "" : ": " + quoted(e.reading.words)) + ".";
    }
    Told on(const MeetingDebriefed& e) {
        const Meeting* meeting = deal_.meeting(e.meeting);
        std::string text = "After " + the(e.meeting);
        const auto verdict = meeting ? verdict_of(deal_, *meeting) : std::nullopt;
        text += verdict ? ": " + spoken(word_of(*verdict)) : " we noted what came of it";
        std::string there;
        for (const PersonId person : e.attended)
            there += (there.empty() ? "" : ", ") + name(person);
        return text + (there.empty() ? ". Nobody came" : ". There: " + there) +
               with(". No next date: ", e.no_next_because) + ".";
    }
    Told on(const RecapSent& e) { return "The recap of " + the(e.meeting) + " went out."; }
    Told on(const RecapCorrected& e) {
        return "That was a slip: the recap of " + the(e.meeting) + " has not gone out.";
    }

    // ---- promises
    Told on(const PromiseProposed& e) {
        TRY(const std::string who, owner(e.commitment));
        const bool own = e.commitment.proposed_by == e.commitment.side();
        return (own ? who + " offered: " : "It was proposed that " + who + " does this: ") +
               e.commitment.what + ", by " + words_of(e.commitment.due) + ".";
    }
    Told on(const PromiseAgreed& e) { return promised(e.promise, " agreed: ", by(e.promise)); }
    Told on(const PromiseDeclined& e) {
        return promised(e.promise,
                        " declined: ", e.words.empty() ? "" : " (" + quoted(e.words) + ")");
    }
    Told on(const PromiseKept& e) {
        return promised(e.promise,
                        " kept the promise: ", e.punctual == Punctual::late ? ", late" : "");
    }
    Told on(const PromiseMissed& e) { return promised(e.promise, " missed the promise: ", ""); }
    Told on(const PromiseCorrected& e) {
        const Commitment* promise = deal_.commitment(e.promise);
        return "What was said of this promise was a slip, and is taken back: " +
               (promise ? promise->what : "a promise") + ".";
    }
    Told on(const PromiseReleased& e) {
        const Commitment* promise = deal_.commitment(e.promise);
        return "Both sides let this go: " + (promise ? promise->what : "a promise") +
               with(" (", e.why, ")") + ".";
    }
    Told on(const PromiseWithdrawn& e) {
        return promised(e.promise, " took back the promise: ", with(" (", e.why, ")"));
    }
    Told on(const PromiseMoved& e) {
        const Commitment* promise = deal_.commitment(e.promise);
        if (promise && promise->side() != e.by)
            return std::string(e.by == Side::seller ? "We" : "The buyer") +
                   " moved the day of: " + promise->what + ", from " + words_of(e.from) + " to " +
                   words_of(e.to) + ".";
        return promised(e.promise, " moved the day of: ",
                        ", from " + words_of(e.from) + " to " + words_of(e.to));
    }

    // ---- requests
    Told on(const RequestAsked& e) {
        return name(e.by) + " asked us for " + asked(e.kind) + with(": ", e.what) + ".";
    }
    Told on(const RequestAccepted& e) {
        const Commitment* exchange =
            e.acceptance.exchange ? deal_.commitment(*e.acceptance.exchange) : nullptr;
        return "We said yes to " + request(e.request) + ", for: " + e.acceptance.purpose +
               (exchange ? ". In exchange: " + exchange->what : ". Nothing in exchange") +
               with(". Over an unanswered one, because: ", e.acceptance.override_reason) + ".";
    }
    Told on(const RequestDeclined& e) {
        return "We declined " + request(e.request) +
               (e.words.empty() ? "" : ": " + quoted(e.words)) + ".";
    }
    Told on(const RequestDelivered& e) { return "We delivered " + request(e.request) + "."; }
    Told on(const DeliveryCorrected& e) {
        return "That was a slip: we have not delivered " + request(e.request) + " yet.";
    }
    Told on(const RequestAnswered& e) {
        const std::string who = e.answer.by ? name(*e.answer.by) : "The buyer";
        if (e.answer.satisfied)
            return who + " got what was looked for from " + request(e.request) + ".";
        return who + " did not get what was looked for from " + request(e.request) +
               (e.answer.missing.empty() ? "" : "; missing: " + quoted(e.answer.missing)) + ".";
    }
    Told on(const RequestWithdrawn& e) {
        const std::string what = request(e.request);
        return "Nobody wants " + what + " any more" + with(": ", e.why) + ".";
    }

    // ---- contact
    Told on(const TouchMade& e) {
        TRY(const std::string who, names_.member(e.by));
        return who + " got in touch" + (e.person ? " with " + name(*e.person) : "") + ": " +
               spoken(word_of(e.kind)) + ".";
    }
    Told on(const TouchAnswered& e) {
        for (const DealTouch& touch : deal_.touches)
            if (touch.id == e.touch && touch.person)
                return name(*touch.person) + " answered" +
                       (e.words.empty() ? "" : ": " + quoted(e.words)) + ".";
        return "The buyer answered" + (e.words.empty() ? "" : ": " + quoted(e.words)) + ".";
    }
    Told on(const SignReceived& e) {
        const std::string who = e.sign.person ? name(*e.sign.person) : "The buyer";
        if (e.sign.kind == SignKind::named_colleague)
            return who + " named a colleague" + with(": ", e.sign.words) + ".";
        return who + " replied" + (e.sign.words.empty() ? "" : ": " + quoted(e.sign.words)) + ".";
    }
    Told on(const PlanStarted& e) {
        const auto proposed = std::ranges::count_if(
            e.plan.lines, [](const PlannedLine& line) { return line.promise.has_value(); });
        return "Our plan to go live on " + words_of(e.plan.go_live) + " was begun from " +
               quoted(e.plan.name) + " with " + std::to_string(proposed) + " promises proposed.";
    }
    Told on(const GoLiveMoved& e) {
        return std::string(e.by == Side::seller ? "We" : "The buyer") + " moved the go-live date" +
               (e.from ? " from " + words_of(*e.from) : "") + " to " + words_of(e.to) + ".";
    }

    Told on(const DealSnoozed& e) {
        if (!e.until) return "On Today again.";
        return "Not on Today before " + words_of(*e.until) + ".";
    }
    Told on(const NoteAdded& e) {
        TRY(const std::string who, names_.member(e.by));
        return who + (e.kind == NoteKind::coaching ? " coached: " : " noted: ") + quoted(e.text);
    }
    Told on(const PromiseCountered& e) {
        const Commitment* promise = deal_.commitment(e.promise);
        const std::string of = promise ? quoted(promise->what) : "a promise";
        const std::string what =
            e.counter.what.empty() ? std::string{} : " the words " + quoted(e.counter.what);
        const std::string due =
            e.counter.due ? " the day " + words_of(*e.counter.due) : std::string{};
        return name(e.counter.by) + " proposed for " + of + what +
               (what.empty() || due.empty() ? "" : " and") + due + with(": ", e.counter.words) +
               ".";
    }
    Told on(const CounterAccepted& e) {
        const Commitment* promise = deal_.commitment(e.promise);
        return "We accepted what the buyer proposed" +
               (promise ? ": " + promise->what + ", by " + words_of(due_after(*promise)) : "") +
               ".";
    }
    Told on(const CounterLeft& e) {
        const Commitment* promise = deal_.commitment(e.promise);
        return "We left it as it was: " + (promise ? promise->what : "a promise") +
               with("; ", e.words) + ".";
    }
    Told on(const ColleagueNamed& e) {
        return name(e.colleague.by) + " named " + e.colleague.name +
               with(", who ", e.colleague.does) + ".";
    }
    Told on(const ColleagueConfirmed& e) {
        return name(e.person) + " was confirmed: the buyer had named this person.";
    }
    Told on(const ColleagueDismissed& e) {
        const Colleague* colleague = deal_.colleague(e.colleague);
        return (colleague ? colleague->name : "Who was named") + " was not taken into the deal.";
    }
    Told on(const GoalShared& e) {
        if (e.goal.empty()) return "No goal stands on the buyer's page any more.";
        return "The goal on the buyer's page is now " + quoted(e.goal) + ".";
    }
    Told on(const LettingGoProposed& e) {
        TRY(const std::string who, names_.member(e.proposal.by));
        const std::string how = e.proposal.until
                                    ? "park the deal until " + words_of(*e.proposal.until)
                                    : std::string("call the deal lost");
        return who + " proposed to " + how + with(": ", e.proposal.why) + ".";
    }
    Told on(const LettingGoAgreed& e) {
        TRY(const std::string who, names_.member(e.by));
        return who + " agreed to let the deal go.";
    }
    Told on(const LettingGoDeclined& e) {
        TRY(const std::string who, names_.member(e.by));
        return who + " keeps the deal" + with(": ", e.why) + ".";
    }

    // The day that was accepted stands in the promise only after its move, which comes next.
    static Date due_after(const Commitment& promise) {
        return promise.counters.empty() ? promise.due
                                        : promise.counters.back().due.value_or(promise.due);
    }

    // ---- names of things
    std::string name(PersonId person) const {
        std::string text(deal_.name_of(person));
        if (text == "the buyer") text[0] = 'T';
        return text;
    }
    Result<std::string> owner(const Commitment& promise) {
        if (const PersonId* person = promise.person()) return name(*person);
        return names_.member(std::get<Us>(promise.owner).member);
    }
    Told promised(CommitmentId id, std::string_view verb, const std::string& after) {
        const Commitment* promise = deal_.commitment(id);
        if (!promise) return "A promise changed.";
        TRY(const std::string who, owner(*promise));
        return who + std::string(verb) + promise->what + after + ".";
    }
    std::string by(CommitmentId id) const {
        const Commitment* promise = deal_.commitment(id);
        return promise ? ", by " + words_of(promise->due) : "";
    }
    static std::string asked(RequestKind kind) {
        switch (kind) {
            case RequestKind::references: return "references";
            case RequestKind::time: return "time";
            case RequestKind::other: return "something";
            default: return "a " + std::string(word_of(kind));
        }
    }
    std::string request(RequestId id) const {
        const method::Request* found = deal_.request(id);
        if (!found) return "a request";
        if (found->kind == RequestKind::other && !found->what.empty()) return quoted(found->what);
        return found->kind == RequestKind::references ? "the references"
               : found->kind == RequestKind::other    ? "the request"
                                                      : "the " + std::string(word_of(found->kind));
    }
    std::string the(MeetingId id) const {
        const Meeting* meeting = deal_.meeting(id);
        if (!meeting) return "the meeting";
        return "the " + std::string(word_of(meeting->kind)) + " of " +
               words_of(zone_.date_of(meeting->starts));
    }
    std::string in(const std::optional<MeetingId>& meeting) const {
        return meeting ? " in " + the(*meeting) : "";
    }
    std::string moment(Instant at) const {
        const auto time = zone_.time_of_day(at).count();
        const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
        return words_of(zone_.date_of(at)) + ", " + two(time / 60) + ":" + two(time % 60);
    }

    const Zone& zone_;
    const Settings& settings_;
    const Deal& deal_;
    Names& names_;
};

Result<std::string> actor(const store::LoggedEvent& logged, Names& names) {
    if (logged.person_id) return names.person(*logged.person_id);
    if (logged.member_id) return names.member(*logged.member_id);
    return std::string();
}

}  // namespace

Result<History> history_of(const Reading& in, DealId id, std::int64_t after, std::int64_t limit) {
    TRY(const auto events, store::events_of(in.db, in.workspace.id, id.value));
    Names names(in);
    History history;
    Deal deal;
    for (const store::LoggedEvent& logged : events) {
        TRY(const Event event, store::event_from(logged));
        deal = evolve(std::move(deal), event);
        if (logged.version <= after) continue;
        if (std::ssize(history.items) == limit) {
            history.next = history.items.back().version;
            break;
        }
        TRY(std::string sentence, Teller(in, deal, names).tell(event));
        TRY(std::string by, actor(logged, names));
        history.items.push_back({logged.version, logged.type, logged.at, logged.recorded_at,
                                 logged.member_id, logged.person_id, std::move(by),
                                 std::move(sentence)});
    }
    return history;
}

}  // namespace ante::api
