#pragma once
// The forecast of a deal: the chance of each end, when, and which acts moved it (METHOD 13).
//
//     Model model = learn(book, known_by, {});     the same book, the same model, to the last bit
//     Forecast f = forecast(model, story, at);     uses nothing from after `at`
//
// A model of an empty book is the beliefs of priors.h: it answers from the first deal on.

#include <vector>

#include "method/forecast/facts.h"
#include "method/forecast/hazards.h"

namespace ante::method::forecast {

// The chance to win as the hazards say it, corrected as later deals than the fit had seen ask for:
// log odds × slope + shift. The slope is never below 0, so that the order stays.
struct Calibration {
    double shift = 0;
    double slope = 1;
    std::size_t deals = 0;  // That it was learned from; 0: too few, nothing is corrected.
};

struct Learned {
    std::size_t deals = 0;  // opened before `known_by`
    std::size_t won = 0, lost = 0, faded = 0;
    std::size_t open = 0;
};

struct Model {
    int version = 2;  // of the facts and beliefs
    Instant known_by{};
    Vocabulary words{};
    Hazards hazards{};
    Calibration calibration{};
    Learned learned{};
};

// How many of the stories' first `count` (opened before `known_by`) lie in the time of which nearly
// all deals have ended: later ones tell of the quick deals only.
std::size_t mature_until(const Book& book, std::size_t count, Instant known_by);

struct Pains {
    std::size_t most_landmarks = 40'000;  // More are thinned out by lot.
    Errors errors = Errors::left_out;
};
// Learns from what was known before `known_by`: deals opened before it, their acts before it, and
// their ends if these came before it. Deals open then teach that they had not ended.
Model learn(const Book& book, Instant known_by, const Pains& how);

struct Forecast {
    double win = 0, lose = 0, fade = 0;  // They add up to 1.
    // If it is won: the likeliest day in the middle, and the range that holds eight of ten.
    Instant expected{};
    Instant early{};
    Instant late{};
};
Forecast forecast(const Model& model, const Story& story, Instant at);
Forecast forecast_of(const Model& model, const Story& story, std::span<const Deed> known,
                     Instant at);

// The same, and the chance that it is won by each of these moments.
struct Foretold {
    Forecast forecast{};
    std::vector<double> won_by{};
};
Foretold foretell(const Model& model, const Story& story, std::span<const Deed> known, Instant at,
                  std::span<const Instant> moments);

// What an act has moved: the chance to win with it less the chance of the same deal without it.
struct Moved {
    Deed deed;
    std::size_t place = 0;  // among the story's deeds
    double points = 0;      // −1 to 1
};
// The acts that moved the chance most, at most `most`, biggest first; of the last 200 known.
std::vector<Moved> moved_by(const Model& model, const Story& story, Instant at, std::size_t most);

// The chance to win if the buyer kept one more promise of this grade now.
double if_kept_now(const Model& model, const Story& story, Instant at, Effort effort,
                   std::optional<Role> role);
// The same for a deed that is told in full.
double if_done_now(const Model& model, const Story& story, const Deed& deed);

}  // namespace ante::method::forecast
