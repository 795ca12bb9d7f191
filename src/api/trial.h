#pragma once
// A decision without effects: the same code that decides, asked what it would say.

#include "api/endpoint.h"
#include "method/decide.h"

namespace ante::api {

// Names what is never kept.
class Trial {
public:
    // `experience`, if it matters to what is tried, must outlive it.
    explicit Trial(const Reading& in, const method::Experience* experience = nullptr)
        : ids_(static_cast<std::uint64_t>(in.now.time_since_epoch().count())),
          situation_{.at = in.now,
                     .by = {in.viewer.me, {}},
                     .settings = in.workspace.settings(),
                     .zone = in.workspace.zone(),
                     .ids = ids_,
                     .experience = experience} {}
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;

    Result<method::Decided> carry_out(const method::Deal& deal,
                                      const method::Command& command) const {
        return method::carry_out(deal, command, situation_);
    }

private:
    IdSource ids_;
    method::Situation situation_;
};

// Why not, in the words of the refusal.
struct WhyNot {
    std::string code;
    std::string says;
    static constexpr auto fields = describe(field<&WhyNot::code>("code", "The refusal's code."),
                                            field<&WhyNot::says>("says", "Its sentence."));
};

}  // namespace ante::api
