// "Is it any good?", and learning anew.

#include "api/endpoints.h"
#include "api/forecasting.h"

namespace ante::api {
namespace {

using namespace method::forecast;

struct ForecastGrade {
    ForecastVoice voice{};
    std::int64_t ended = 0;
    std::int64_t next_after = 0;
    std::optional<Grade> grade{};
    std::vector<store::ModelLine> models{};
    static constexpr auto fields = describe(
        field<&ForecastGrade::voice>("voice", "What speaks here, and how far it can be trusted."),
        field<&ForecastGrade::ended>("ended", "Deals that went through the door and have ended."),
        field<&ForecastGrade::next_after>("next_after",
                                          "It learns anew by itself after so many more."),
        field<&ForecastGrade::grade>("grade",
                                     "How a model that learned from the earlier deals did on the "
                                     "later ones; absent: none was learned yet."),
        field<&ForecastGrade::models>("models", "The last models, newest first."));
};

Result<ForecastGrade> grade_forecast(const Reading& in, const Nothing&) {
    TRY(const Oracle oracle, oracle_of(in.db, in.workspace.id, in.now));
    ForecastGrade answer{.voice = oracle.voice};
    TRY(answer.ended, store::decided_stories(in.db, in.workspace.id));
    while (!refit_is_due(answer.ended + answer.next_after, oracle.stored)) ++answer.next_after;
    if (oracle.stored) answer.grade = oracle.stored->model.grade;
    TRY(answer.models, store::models(in.db, in.workspace.id));
    return answer;
}

struct RefitMade {
    std::int64_t version = 0;
    Instant known_by{};
    std::int64_t decided = 0;
    Skill skill = Skill::too_few;
    std::string says;
    static constexpr auto fields =
        describe(field<&RefitMade::version>("version", "The new model's version."),
                 field<&RefitMade::known_by>("known_by", "It learned from what was known before."),
                 field<&RefitMade::decided>("decided", "Closed deals it learned from."),
                 field<&RefitMade::skill>("skill", "How it did on later deals."),
                 field<&RefitMade::says>("says", "The same in a sentence."));
};

Result<RefitMade> refit_forecast(Errand& in, const Nothing&) {
    TRY(const auto made, refit(in.house.store, in.viewer.workspace, in.now, in.house.ending));
    TRY(const Oracle oracle, in.house.store.read([&](store::Connection& db) {
        return oracle_of(db, in.viewer.workspace, in.now);
    }));
    return RefitMade{made.version, made.model.known_by, made.model.decided(),
                     made.model.grade.skill, oracle.voice.says};
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/forecast/grade", "grade_forecast", "Is it any good? Graded on deals it had not seen, against the base rate, stage and age.", Right::member, handled_by<&grade_forecast>()},
    {Verb::post, "/forecast/refit", "refit_forecast", "Learn anew from everything known by now; it also does so by itself when enough deals have closed.", Right::manage, handled_by<&refit_forecast>()},
};
// clang-format on

}  // namespace

Endpoints forecast_grade_endpoints() {
    return rows;
}

}  // namespace ante::api
