#pragma once
// Scenarios on the method alone: no store, no server, nothing but values.

#include "method/events.h"
#include "scenarios/runner/stage.h"

namespace ante::scenarios {

class PureStage : public Stage {
public:
    PureStage();

    method::MemberId sam() const override { return sam_; }
    Result<method::MemberId> colleague(const std::string& name, Instant now) override;
    Result<method::AccountId> account(const std::string& name, Instant now) override;
    Result<void> set_fit(method::AccountId account, int fit, Instant now) override;
    Result<method::PersonId> person(method::AccountId account, const std::string& name,
                                    method::Level level, Instant now) override;
    Result<void> set(const method::Settings& settings, Instant now) override;
    Result<method::DealId> open(const method::OpenDeal& deal, Instant now) override;
    Result<void> perform(method::DealId deal, const method::Command& command, Instant now) override;
    Result<Look> look(method::DealId deal, Instant now) override;
    Result<std::vector<Row>> today(method::MemberId member, Instant now) override;

private:
    struct Person {
        std::string name;
        method::Level level{};
    };

    Result<method::Deal> after(method::Deal deal, const method::Command& command, Instant now);
    std::vector<method::Signal> signals_of(const method::Deal& deal,
                                           const method::Ledger& ledger) const;

    method::Settings settings_{};
    IdSource ids_{1};
    Zone zone_;
    method::MemberId sam_{};
    std::map<method::PersonId, Person> people_;
    std::map<method::AccountId, int> fits_;
    std::map<Uuid, Instant> said_;  // when Sam last said what came of a part
    std::vector<method::Deal> deals_;
};

}  // namespace ante::scenarios
