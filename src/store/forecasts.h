#pragma once
// What the forecast reads and keeps: the stories of deals (deal_rows.h, StoryRow), and the models
// learned from them. Models are beside the log: `verify` and `rebuild` leave them alone, a backup
// holds them, and the same stories give the same model again.

#include <atomic>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "method/forecast/kept_model.h"
#include "store/viewer.h"
#include "store/workspace.h"

namespace ante::store {

// Stories with what their views point into: some 350 bytes a deal with ten acts. May be moved, not
// copied.
class Shelf {
public:
    Shelf() = default;
    Shelf(Shelf&&) = default;
    Shelf& operator=(Shelf&&) = default;
    Shelf(const Shelf&) = delete;
    Shelf& operator=(const Shelf&) = delete;

    void reserve(std::size_t deals, std::size_t acts);
    // From columns beginning at `from`: deal_id, opened_at, ended_at, ended_how, kind, amount,
    // deeds, stages.
    Result<void> add(const Row& row, std::size_t from = 0);
    // The views, once everything is added; in the order of adding.
    std::vector<method::forecast::Story> stories() const;
    const std::vector<std::string>& stages() const { return stages_; }

private:
    struct Place {
        method::forecast::Story story;  // without its views
        std::size_t deeds_from = 0, deeds_to = 0, steps_from = 0, steps_to = 0;
    };
    std::string ids_;
    std::vector<Place> places_;
    std::vector<method::forecast::Deed> deeds_;
    std::vector<method::forecast::Step> steps_;
    std::vector<std::string> stages_;
};

struct StoryBook {
    Shelf shelf;
    method::forecast::Book book;  // views the shelf
};
// All stories of a workspace, read in pages that hold up nobody. Breaks off with `store_closed`
// when `ending` becomes true.
Result<StoryBook> read_stories(Store& store, method::WorkspaceId id,
                               const std::atomic<bool>& ending);

// A deal of the pipeline, or one that left it since `left_since`, with its story.
struct PipelineDeal {
    method::DealId id{};
    std::string name;
    method::MemberId owner{};
    std::string owner_name;
    std::string team;
    std::optional<Money> amount{};
    bool won = false;
    bool open = true;
    method::forecast::Story story{};
};
struct Pipeline {
    Shelf shelf;
    std::vector<PipelineDeal> deals{};  // their stories view the shelf; in the order of ids
};
Result<Pipeline> read_pipeline(Connection& db, const Viewer& viewer, Scope scope,
                               Instant left_since);

// ---- models

struct StoredModel {
    std::int64_t version = 0;
    Instant made_at{};
    method::forecast::KeptModel model{};
};
// The one that spoke at that moment: the newest that learned from what was known before it. None
// before the first, or if it was made by another version of the facts.
Result<std::optional<StoredModel>> model_at(Connection& db, method::WorkspaceId id, Instant moment);

// Keeps it as the next version; of older ones the last eleven stay.
Result<StoredModel> put_model(Transaction& in, method::WorkspaceId id,
                              method::forecast::KeptModel model, Instant now);

struct ModelLine {
    std::int64_t version = 0;
    Instant known_by{};
    Instant made_at{};
    std::int64_t decided = 0;
    static constexpr auto fields =
        describe(field<&ModelLine::version>("version", "Counts up from 1."),
                 field<&ModelLine::known_by>("known_by", "It learned from what was known before."),
                 field<&ModelLine::made_at>("made_at", "When it was made."),
                 field<&ModelLine::decided>("decided", "Closed deals it learned from."));
};
Result<std::vector<ModelLine>> models(Connection& db, method::WorkspaceId id);  // newest first

// How many stories have ended.
Result<std::int64_t> decided_stories(Connection& db, method::WorkspaceId id);

}  // namespace ante::store
