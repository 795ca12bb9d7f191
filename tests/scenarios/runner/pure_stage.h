#pragma once
// Scenarios on the method alone: no store, no server, nothing but values.

#include "method/events.h"
#include "scenarios/runner/stage.h"

namespace ante::scenarios {

class PureStage : public Stage {
public:
    PureStage();

    method::MemberId sam() const override { return sam_; }
    Result<method::MemberId> colleague(const std::string& name, method::Level level,
                                       Instant now) override;
    Result<method::AccountId> account(const std::string& name, Instant now) override;
    Result<void> set_fit(method::AccountId account, int fit, Instant now) override;
    Result<void> set_tier(method::AccountId account, method::Tier tier, Instant now) override;
    Result<void> touch(const method::Touch& touch, Instant now) override;
    Result<void> see_every(method::PersonId person, std::int64_t days, Instant now) override;
    Result<method::PersonId> person(method::AccountId account, const std::string& name,
                                    method::Level level, Instant now) override;
    Result<void> set(const method::Settings& settings, Instant now) override;
    Result<method::DealId> open(const method::OpenDeal& deal, Instant now) override;
    Result<void> perform(method::DealId deal, const method::Command& command, Instant now) override;
    Result<void> perform_as(method::PersonId person, method::DealId deal,
                            const method::Command& command, Instant now) override;
    Result<Look> look(method::DealId deal, Instant now) override;
    Result<std::vector<Row>> today(method::MemberId member, Instant now) override;

private:
    Result<method::Deal> after(method::Deal deal, const method::Command& command, Instant now,
                               std::optional<method::PersonId> by = {});
    std::vector<method::Signal> signals_of(const method::Deal& deal,
                                           const method::Ledger& ledger) const;
    std::vector<method::Signal> signals_around(method::AccountId account) const;
    void mirror_touches(const method::Deal& deal);

    method::Settings settings_{};
    IdSource ids_{1};
    Zone zone_;
    method::MemberId sam_{};
    std::map<method::PersonId, method::Person> people_;
    std::map<method::AccountId, method::Account> accounts_;
    std::vector<method::Touch> touches_;
    std::vector<method::MemberId> executives_;
    std::map<Uuid, Instant> said_;  // when Sam last said what came of a part
    std::vector<method::Deal> deals_;
};

}  // namespace ante::scenarios
