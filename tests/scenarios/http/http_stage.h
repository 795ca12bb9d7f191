#pragma once
// Scenarios through HTTP: every step is a request to a running server, as a program of somebody
// else would send it, and every look is an answer of it.

#include <map>

#include "api/http.h"
#include "scenarios/http/house.h"
#include "scenarios/runner/stage.h"
#include "server/client_for_tests.h"

namespace ante::scenarios {

class HttpStage : public Stage {
public:
    explicit HttpStage(House& house);

    method::MemberId sam() const override { return sam_.member; }
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
    // An operation of the contract: where it is, and what goes into its body.
    struct Call {
        api::Verb verb = api::Verb::post;
        std::string path;  // below /api/v1
        std::string body;
        bool versioned = true;  // If-Match: the deal's version
    };
    struct Yes {
        std::string etag;
        std::string body;
    };

    Call call_for(const method::Deal& deal, const method::Command& command) const;
    Result<Yes> send(const House::Key& who, const Call& call, const std::string& if_match,
                     Instant now);
    Result<Yes> get(const House::Key& who, const std::string& path, Instant now);
    Result<std::string> page_session(method::PersonId person, method::DealId deal, Instant now);
    server::tests::Got on_page(const std::string& verb, const std::string& path,
                               const std::string& session, const std::string& form, Instant now);
    Result<method::Deal> fetch(method::DealId deal, Instant now);
    Error what_the_method_says(const Error& malformed, const method::Deal& deal,
                               const method::Command& command, Instant now,
                               std::optional<method::PersonId> by = {});

    House& house_;
    server::tests::Client client_;
    method::WorkspaceId workspace_{};
    House::Key admin_;
    House::Key sam_;
    std::map<method::MemberId, House::Key> keys_;
    std::map<method::PersonId, method::Person> people_;
    std::map<method::DealId, std::string> etags_;
    std::map<std::pair<method::PersonId, method::DealId>, std::string> pages_;  // links
    method::Settings settings_{};
    IdSource ids_{2};
    int sent_ = 0;
    int members_ = 0;
};

}  // namespace ante::scenarios
