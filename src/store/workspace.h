#pragma once
// A workspace's log: its events, numbered without gaps, and the settings under which they are
// judged.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "method/decide.h"
#include "method/people.h"
#include "method/settings.h"
#include "store/store.h"

namespace ante::store {

// Settings with what is made from them once; shared between threads, never changed.
struct Terms {
    std::int64_t version = 0;
    method::Settings settings;
    Zone zone;
};

// When the number of a workspace's last event is written: with each append, or, where many follow
// one another in a transaction, once by `leave`.
enum class Numbering : std::uint8_t { at_once, when_left };

// A workspace inside one transaction. In a write its row is locked: whoever enters second waits.
struct Workspace {
    method::WorkspaceId id{};
    std::int64_t last_event = 0;
    std::shared_ptr<const Terms> terms;
    Numbering numbering = Numbering::at_once;

    const method::Settings& settings() const { return terms->settings; }
    const Zone& zone() const { return terms->zone; }
};

// Who does it, when, and why: stands in every event of the command.
struct Cause {
    method::Actor by{};
    Instant now{};           // recorded_at
    std::string request_id;  // or "import", "demo", …
};

// Locks the workspace for this transaction. `workspace_not_found` if there is none.
// With `when_left` the transaction must end with `leave`, or its events have no number's end.
Result<Workspace> enter(Transaction& in, method::WorkspaceId id,
                        Numbering numbering = Numbering::at_once);
Result<void> leave(Transaction& in, const Workspace& workspace);
// The same for reading; locks nothing.
Result<Workspace> look_into(Connection& db, method::WorkspaceId id);
// The only workspace of a place that has one; for the command line.
Result<std::optional<method::WorkspaceId>> only_workspace(Connection& db);

// Makes a workspace, with `workspace_opened` as its first event.
Result<Workspace> open_workspace(Transaction& in, const method::Settings& settings,
                                 const Cause& cause);
// Writes changed settings. The deals' figures follow by catch_up (deals.h).
Result<void> change_settings(Transaction& in, Workspace& workspace,
                             const method::Settings& settings, const Cause& cause);

// One fact about a subject, as it stands in the log.
struct LoggedEvent {
    std::int64_t number = 0;
    std::string subject_kind;  // workspace, member, account, person, touch, merge, deal
    Uuid subject_id{};
    std::int64_t version = 0;
    std::string type;
    Instant at{};
    Instant recorded_at{};
    std::optional<method::MemberId> member_id{};
    std::optional<method::PersonId> person_id{};
    std::string cause;
    Raw body;

    static constexpr auto fields = describe(
        field<&LoggedEvent::number>("number",
                                    "Its place in the workspace's log, from 1, without gaps."),
        field<&LoggedEvent::subject_kind>(
            "subject_kind",
            "What it is about: workspace, member, account, person, touch, merge, deal."),
        field<&LoggedEvent::subject_id>("subject_id", "Its id."),
        field<&LoggedEvent::version>("version", "The subject's version from this event on."),
        field<&LoggedEvent::type>("type", "What happened."),
        field<&LoggedEvent::at>("at", "When it happened."),
        field<&LoggedEvent::recorded_at>("recorded_at", "When it was recorded."),
        field<&LoggedEvent::member_id>("member_id", "The member who did it."),
        field<&LoggedEvent::person_id>("person_id", "The buyer who did it."),
        field<&LoggedEvent::cause>("cause", "The request that caused it."),
        field<&LoggedEvent::body>("body", "The facts."));
};

// An event to be appended: a version one above the last of its subject.
struct Fact {
    std::string_view type;
    Instant at{};
    std::string body;  // JSON
};
// Appends facts about one subject, whose version is `version` now, and numbers them.
Result<void> append(Transaction& in, Workspace& workspace, std::string_view subject_kind,
                    const Uuid& subject, std::int64_t version, std::span<const Fact> facts,
                    const Cause& cause);

// Appends one fact to each of many subjects of a kind, with the version that each has now: their
// last, when an import is undone (removing.h).
struct LastFact {
    Uuid subject{};
    std::int64_t version = 0;
};
Result<void> append_last(Transaction& in, Workspace& workspace, std::string_view subject_kind,
                         std::span<const LastFact> subjects, const Fact& fact, const Cause& cause);

// A subject's events in order, from version `after` + 1 on.
Result<std::vector<LoggedEvent>> events_of(Connection& db, method::WorkspaceId id,
                                           const Uuid& subject, std::int64_t after = 0);

}  // namespace ante::store
