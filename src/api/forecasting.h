#pragma once
// Which forecast speaks in a workspace, and how it learns.

#include "api/endpoint.h"
#include "store/forecasts.h"

namespace ante::api {

// beliefs: the library's, until enough deals have closed; model: learned from these; base_rate: it
// was learned, and showed no skill, so that the part won of all deals is what there is to say.
enum class Speaks : std::uint8_t { beliefs, model, base_rate };
constexpr auto words(Speaks) {
    return std::array{"beliefs"sv, "model"sv, "base_rate"sv};
}

struct ForecastVoice {
    Speaks speaks = Speaks::beliefs;
    std::string says;
    std::int64_t version = 0;
    std::optional<Instant> known_by{};
    std::int64_t decided = 0;
    method::forecast::Skill skill = method::forecast::Skill::too_few;
    std::optional<double> base_rate{};
    static constexpr auto fields = describe(
        field<&ForecastVoice::speaks>("speaks",
                                      "beliefs: the library's, until enough deals have closed; "
                                      "model: learned from these; base_rate: what was learned "
                                      "showed no skill, so each deal gets the part won of all."),
        field<&ForecastVoice::says>("says", "The same in a sentence."),
        field<&ForecastVoice::version>("version", "The model's version; 0: none was learned yet."),
        field<&ForecastVoice::known_by>("known_by", "It learned from what was known before."),
        field<&ForecastVoice::decided>("decided", "Closed deals it learned from."),
        field<&ForecastVoice::skill>("skill", "How it did on later deals."),
        field<&ForecastVoice::base_rate>("base_rate",
                                         "The part won of the deals it learned from."));
};

// A model with the right to speak, or not.
struct Oracle {
    ForecastVoice voice{};
    std::optional<store::StoredModel> stored{};
    method::forecast::Model model{};

    // What is said of an open deal: the model's chance, or the base rate where it has no skill.
    method::forecast::Foretold of(const method::forecast::Story& story,
                                  std::span<const method::forecast::Deed> known, Instant at,
                                  std::span<const Instant> moments = {}) const;
    bool tells_deals_apart() const { return voice.speaks != Speaks::base_rate; }
};
// The one that spoke at that moment.
Result<Oracle> oracle_of(store::Connection& db, method::WorkspaceId workspace, Instant moment);

// ---- learning

// Learns from everything known before `known_by`, and keeps the model as the next version. Takes up
// to a minute where hundreds of thousands of deals have closed; reads in pages, writes one row.
// `too_few_closed` before deals_to_learn.
Result<store::StoredModel> refit(store::Store& store, method::WorkspaceId workspace,
                                 Instant known_by, const std::atomic<bool>& ending);

// Enough has closed since the last one was made: a twentieth more, ten at least.
bool refit_is_due(std::int64_t decided, const std::optional<store::StoredModel>& last);

// A deal of this write has ended: once that is durable, the model is made anew on a thread of its
// own, if enough has.
void refit_after(Writing& in);
void refit_in_background(const House& house, method::WorkspaceId workspace, Instant now);
// At the start: whatever became due meanwhile.
void refit_all(const House& house);

}  // namespace ante::api
