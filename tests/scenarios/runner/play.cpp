#include "scenarios/runner/play.h"

#include "scenarios/runner/playing.h"

namespace ante::scenarios {

std::optional<std::string> play(const Scenario& scenario, Stage& stage) {
    Playing playing(stage);
    const Line* here = nullptr;
    try {
        for (const Step& step : scenario.steps) {
            here = &step.does;
            playing.does(step);
            for (const Line& line : step.expects) {
                here = &line;
                playing.expects(line.text);
            }
        }
    } catch (const Fault& fault) {
        return "line " + std::to_string(here->number) + ": " + here->text + "\n    " + fault.why;
    }
    return std::nullopt;
}

}  // namespace ante::scenarios
