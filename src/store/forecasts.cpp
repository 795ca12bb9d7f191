#include "store/forecasts.h"

#include <algorithm>

#include "method/forecast/ledger_story.h"
#include "method/forecast/story_text.h"

namespace ante::store {

using namespace method;
using namespace method::forecast;

namespace {

constexpr std::int64_t page = 2'000;
constexpr std::size_t id_length = 36;
constexpr std::int64_t versions_kept = 12;

constexpr std::string_view story_columns =
    "s.deal_id, s.opened_at, s.ended_at, s.ended_how, s.kind, s.amount, s.deeds, s.stages";

}  // namespace

void Shelf::reserve(std::size_t deals, std::size_t acts) {
    ids_.reserve(deals * id_length);
    places_.reserve(deals);
    deeds_.reserve(acts);
}

Result<void> Shelf::add(const Row& row, std::size_t from) {
    const std::string id = row.uuid(from).text();
    Place place;
    ids_ += id;
    place.story.opened = row.instant(from + 1);
    if (!row.null(from + 2))
        place.story.ended = Ended{row.instant(from + 2), row.get<End>(from + 3)};
    place.story.kind =
        static_cast<std::uint16_t>(static_cast<std::uint16_t>(row.get<DealKind>(from + 4)) + 1);
    if (const std::int64_t amount = row.integer(from + 5); amount > 0)
        place.story.amount = static_cast<double>(amount);
    place.deeds_from = deeds_.size();
    place.steps_from = steps_.size();
    if (!read_deeds(row.text(from + 6), place.story.opened, deeds_) ||
        !read_steps(row.text(from + 7), place.story.opened, stages_, steps_))
        return broken("the story of deal " + id + " can't be read; ante rebuild makes it anew");
    place.deeds_to = deeds_.size();
    place.steps_to = steps_.size();
    places_.push_back(place);
    return success();
}

std::vector<Story> Shelf::stories() const {
    std::vector<Story> stories;
    stories.reserve(places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const Place& place = places_[i];
        Story& story = stories.emplace_back(place.story);
        story.id = std::string_view(ids_).substr(i * id_length, id_length);
        story.deeds =
            std::span(deeds_).subspan(place.deeds_from, place.deeds_to - place.deeds_from);
        story.steps =
            std::span(steps_).subspan(place.steps_from, place.steps_to - place.steps_from);
    }
    return stories;
}

Result<StoryBook> read_stories(Store& store, WorkspaceId id, const std::atomic<bool>& ending) {
    StoryBook read{{}, ledger_book()};
    struct Size {
        std::int64_t deals = 0, acts = 0;
    };
    TRY(const Size size, store.read([&](Connection& db) -> Result<Size> {
        Size size;
        TRYV(db.each("SELECT COUNT(*), COALESCE(SUM(acts), 0) FROM story WHERE workspace_id = $1",
                     {id}, [&](const Row& row) -> Result<void> {
                         size = {row.integer(0), row.integer(1)};
                         return success();
                     }));
        return size;
    }));
    read.shelf.reserve(static_cast<std::size_t>(size.deals), static_cast<std::size_t>(size.acts));

    const std::string sql = "SELECT " + std::string(story_columns) +
                            " FROM story s WHERE s.workspace_id = $1 AND s.deal_id > $2 "
                            "ORDER BY s.deal_id LIMIT $3";
    Uuid after;
    for (std::int64_t found = page; found == page;) {
        if (ending)
            return Error{No::unavailable, "store_closed", "The process is about to end.", {}};
        // A read may be tried again: its rows are kept only once all of them are there.
        TRY(const Rows rows, store.read([&](Connection& db) {
            return db.run(sql, {id, after, page});
        }));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            TRYV(read.shelf.add(rows[i]));
        }
        found = static_cast<std::int64_t>(rows.size());
        if (found > 0) after = rows[rows.size() - 1].uuid(0);
    }
    read.book.stories = read.shelf.stories();
    read.book.stages = read.shelf.stages();
    std::sort(read.book.stories.begin(), read.book.stories.end(),
              [](const Story& a, const Story& b) {
                  return std::tie(a.opened, a.id) < std::tie(b.opened, b.id);
              });
    return read;
}

Result<Pipeline> read_pipeline(Connection& db, const Viewer& viewer, Scope scope,
                               Instant left_since) {
    const std::string sql =
        "SELECT " + std::string(story_columns) +
        ", d.name, d.owner_id, m.name, d.team, d.amount, d.currency, d.state FROM story s "
        "JOIN deal d ON d.workspace_id = s.workspace_id AND d.deal_id = s.deal_id "
        "JOIN member m ON m.workspace_id = d.workspace_id AND m.member_id = d.owner_id "
        "WHERE s.workspace_id = $1 AND ";
    Pipeline pipeline;
    const auto take = [&](const Row& row) -> Result<void> {
        TRYV(pipeline.shelf.add(row));
        PipelineDeal& deal = pipeline.deals.emplace_back();
        deal.id = {row.uuid(0)};
        deal.name = row.text(8);
        deal.owner = {row.uuid(9)};
        deal.owner_name = row.text(10);
        deal.team = row.text(11);
        deal.open = row.null(2);
        deal.won = row.text(14) == Won::word;
        if (const auto currency = Currency::parse(row.text(13)))
            deal.amount = Money{row.integer(12), *currency};
        return success();
    };
    std::vector<Value> params{viewer.workspace};
    const std::string open = sql + "s.ended_at IS NULL" + seen_by(viewer, scope, params);
    TRYV(db.each(open, params, take));
    params = {viewer.workspace, left_since};
    const std::string left =
        sql + "s.ended_at IS NOT NULL AND s.ended_at > $2" + seen_by(viewer, scope, params);
    TRYV(db.each(left, params, take));

    std::vector<Story> stories = pipeline.shelf.stories();
    for (std::size_t i = 0; i < stories.size(); ++i) pipeline.deals[i].story = stories[i];
    std::sort(pipeline.deals.begin(), pipeline.deals.end(),
              [](const PipelineDeal& a, const PipelineDeal& b) { return a.id < b.id; });
    return pipeline;
}

Result<std::optional<StoredModel>> model_at(Connection& db, WorkspaceId id, Instant moment) {
    std::optional<StoredModel> found;
    TRYV(
        db.each("SELECT version, made_at, body FROM forecast_model WHERE workspace_id = $1 AND "
                "known_by <= $2 ORDER BY version DESC LIMIT 1",
                {id, moment}, [&](const Row& row) -> Result<void> {
                    TRY(KeptModel model, from_json<KeptModel>(row.text(2), Input::stored));
                    found = StoredModel{row.integer(0), row.instant(1), std::move(model)};
                    return success();
                }));
    if (found && !is_usable(found->model)) found.reset();
    return found;
}

Result<StoredModel> put_model(Transaction& in, WorkspaceId id, KeptModel model, Instant now) {
    // Two at once would take the same number: who is second waits for the workspace's row.
    TRYV(enter(in, id));
    TRY(const auto last,
        in.db().value<std::int64_t>(
            "SELECT COALESCE(MAX(version), 0) FROM forecast_model WHERE workspace_id = $1", {id}));
    StoredModel stored{last.value_or(0) + 1, now, std::move(model)};
    const std::string body = to_json(stored.model);
    TRYV(
        in.db().exec("INSERT INTO forecast_model (workspace_id, version, known_by, made_at, "
                     "decided, body) VALUES ($1, $2, $3, $4, $5, $6)",
                     {id, stored.version, stored.model.known_by, now, stored.model.decided(),
                      std::string_view(body)}));
    TRYV(in.db().exec("DELETE FROM forecast_model WHERE workspace_id = $1 AND version <= $2",
                      {id, stored.version - versions_kept}));
    return stored;
}

Result<std::vector<ModelLine>> models(Connection& db, WorkspaceId id) {
    return db.all<ModelLine>(
        "SELECT version, known_by, made_at, decided FROM forecast_model "
        "WHERE workspace_id = $1 ORDER BY version DESC LIMIT 12",
        {id});
}

Result<std::int64_t> decided_stories(Connection& db, WorkspaceId id) {
    TRY(const auto count, db.value<std::int64_t>("SELECT COUNT(*) FROM story WHERE "
                                                 "workspace_id = $1 AND ended_at IS NOT NULL",
                                                 {id}));
    return count.value_or(0);
}

}  // namespace ante::store
