#include "api/forecasting.h"

#include <cmath>

#include "api/workers.h"

namespace ante::api {

using namespace method;
using namespace method::forecast;

namespace {

constexpr std::int64_t least_news = 10;  // deals closed since

std::string per_cent(double chance) {
    return std::to_string(std::lround(chance * 100)) + " %";
}

std::string deals(std::int64_t n, std::string_view which = "") {
    return std::to_string(n) + " " + std::string(which) + (n == 1 ? "deal" : "deals");
}

std::string learned_words(const KeptModel& model) {
    const Grade& grade = model.grade;
    const std::string from = "Learned from " + deals(model.decided(), "closed ") + ". ";
    switch (grade.skill) {
        case Skill::shown:
            return from + "On " + deals(grade.decided, "later ") +
                   " that it had not seen it was better than the base rate.";
        case Skill::unsure:
            return from + "On " + deals(grade.decided, "later ") +
                   " that it had not seen it was a little better than the base rate; that may be "
                   "luck.";
        case Skill::too_few:
            return from +
                   "Whether it is any good can't be said yet: " + deals(grade.decided, "later ") +
                   " could be graded, it takes " + std::to_string(deals_to_grade) + ".";
        case Skill::none: break;
    }
    return "No skill: on " + deals(grade.decided, "later ") +
           " the forecast was no better than the base rate. So each deal is given the base rate: " +
           per_cent(static_cast<double>(model.won) / static_cast<double>(model.decided())) +
           " of closed deals were won.";
}

}  // namespace

Foretold Oracle::of(const Story& story, std::span<const Deed> known, Instant at,
                    std::span<const Instant> moments) const {
    Foretold told = foretell(model, story, known, at, moments);
    if (tells_deals_apart() || !stored) return told;
    const KeptModel& kept = stored->model;
    const auto all = static_cast<double>(kept.decided());
    const double win = static_cast<double>(kept.won) / all;
    for (double& chance : told.won_by)
        chance = told.forecast.win > 0 ? chance / told.forecast.win * win : 0;
    told.forecast.win = win;
    told.forecast.lose = static_cast<double>(kept.lost) / all;
    told.forecast.fade = static_cast<double>(kept.faded) / all;
    return told;
}

Result<Oracle> oracle_of(store::Connection& db, WorkspaceId workspace, Instant moment) {
    Oracle oracle;
    TRY(oracle.stored, store::model_at(db, workspace, moment));
    ForecastVoice& voice = oracle.voice;
    if (!oracle.stored) {
        oracle.model = beliefs();
        TRY(const std::int64_t decided, store::decided_stories(db, workspace));
        voice.decided = decided;
        voice.says =
            "What the library believes, written down before it knew you: " + deals(decided, "") +
            (decided == 1 ? " has ended" : " have ended") + " here, and it learns from " +
            std::to_string(deals_to_learn) + " on.";
        return oracle;
    }
    const KeptModel& kept = oracle.stored->model;
    oracle.model = model_from(kept);
    voice.speaks = kept.grade.skill == Skill::none ? Speaks::base_rate : Speaks::model;
    voice.says = learned_words(kept);
    voice.version = oracle.stored->version;
    voice.known_by = kept.known_by;
    voice.decided = kept.decided();
    voice.skill = kept.grade.skill;
    voice.base_rate = static_cast<double>(kept.won) / static_cast<double>(kept.decided());
    return oracle;
}

// ---- learning

Result<store::StoredModel> refit(store::Store& store, WorkspaceId workspace, Instant known_by,
                                 const std::atomic<bool>& ending) {
    TRY(const store::StoryBook read, store::read_stories(store, workspace, ending));
    const Model model = learn(read.book, known_by, {});
    const auto decided =
        static_cast<std::int64_t>(model.learned.won + model.learned.lost + model.learned.faded);
    if (decided < static_cast<std::int64_t>(deals_to_learn))
        return refuse("too_few_closed", "It takes " + std::to_string(deals_to_learn) +
                                            " closed deals to begin to learn; there are " +
                                            std::to_string(decided) +
                                            ". Until then the library's beliefs speak.");
    const KeptModel made = kept(model, grade(read.book, known_by, {}));
    store::StoredModel stored;
    TRYV(store.write_now([&](store::Transaction& in) -> Result<void> {
        TRY(stored, store::put_model(in, workspace, made, known_by));
        return success();
    }));
    return stored;
}

bool refit_is_due(std::int64_t decided, const std::optional<store::StoredModel>& last) {
    if (!last) return decided >= static_cast<std::int64_t>(deals_to_learn);
    const std::int64_t before = last->model.decided();
    return decided - before >= std::max(least_news, before / 20);
}

namespace {

void refit_if_due(const House& house, WorkspaceId workspace, Instant now) {
    if (house.ending) return;
    const auto due = house.store.read([&](store::Connection& db) -> Result<bool> {
        TRY(const auto last, store::model_at(db, workspace, now));
        TRY(const std::int64_t decided, store::decided_stories(db, workspace));
        return refit_is_due(decided, last);
    });
    // What fails here is looked for again when the next deal ends, and at the next start.
    if (due.has_value() && due.value())
        static_cast<void>(refit(house.store, workspace, now, house.ending));
}

}  // namespace

void refit_in_background(const House& house, WorkspaceId workspace, Instant now) {
    static_cast<void>(
        house.refits.take([&house, workspace, now] { refit_if_due(house, workspace, now); }));
}

void refit_after(Writing& in) {
    in.in.after_commit([&house = in.house, id = in.workspace.id, now = in.now] {
        refit_in_background(house, id, now);
    });
}

void refit_all(const House& house) {
    static_cast<void>(house.refits.take([&house] {
        const auto all =
            house.store.read([](store::Connection& db) -> Result<std::vector<WorkspaceId>> {
                std::vector<WorkspaceId> found;
                TRYV(db.each("SELECT workspace_id FROM workspace", {},
                             [&](const store::Row& row) -> Result<void> {
                                 found.push_back({row.uuid(0)});
                                 return success();
                             }));
                return found;
            });
        if (all.has_error()) return;  // The first request will say what is wrong.
        for (const WorkspaceId id : all.value()) refit_if_due(house, id, house.clock());
    }));
}

}  // namespace ante::api
