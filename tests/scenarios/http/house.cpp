#include "scenarios/http/house.h"

#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "store/directory.h"
#include "store/records.h"
#include "store/verify.h"

namespace ante::scenarios {

using namespace method;

namespace {

std::map<store::Engine, std::unique_ptr<House>>& houses() {
    static std::map<store::Engine, std::unique_ptr<House>> all;
    return all;
}

template <class T>
void must(const Result<T>& done) {
    if (done.has_value()) return;
    std::cerr << done.error().code << ": " << done.error().detail << '\n';
    std::abort();
}

}  // namespace

House& House::on(store::Engine engine) {
    std::unique_ptr<House>& house = houses()[engine];
    if (!house) house = std::make_unique<House>(engine);
    return *house;
}

void House::close_all() {
    for (auto& [engine, house] : houses()) {
        house->server_->stop();
        const auto verified = store::verify(house->store());
        if (!verified) {
            ADD_FAILURE() << word_of(engine) << ": " << verified.error().detail;
            continue;
        }
        EXPECT_GT(verified.value().events, 0) << word_of(engine);
        for (const store::Disagreement& one : verified.value().disagreements)
            ADD_FAILURE() << word_of(engine) << ", " << one.about << ": " << one.detail;
    }
    houses().clear();
}

House::House(store::Engine engine)
    : place_(engine), log_(server::Log::to_stderr(server::Level::error)) {
    auto opened = store::Store::open(*place_);
    must(opened);
    store_ = std::move(opened).value();

    api::ApplicationSettings settings;
    settings.clock = [this] { return Instant{milliseconds{clock_.load()}}; };
    settings.check_answers = true;
    application_ = api::make_application(*store_, settings);
    dated_ = std::make_unique<Dated>(*application_, clock_);

    server::Settings how;
    how.listen = "127.0.0.1:0";
    how.threads = 2;
    server_ = std::make_unique<server::Server>(how, log_);
    must(server_->start(*dated_));
}

House::~House() {
    server_->stop();
    server_.reset();
    application_.reset();
    store_.reset();
}

WorkspaceId House::open_workspace(Instant now) {
    WorkspaceId made{};
    must(store_->write_now([&](store::Transaction& in) -> Result<void> {
        TRY(const auto workspace, store::open_workspace(in, Settings{}, {{}, now, "scenario"}));
        made = workspace.id;
        return success();
    }));
    return made;
}

House::Key House::let_in(WorkspaceId workspace, const Member& member, Instant now) {
    Member made = member;
    must(store_->write_now([&](store::Transaction& in) -> Result<void> {
        TRY(auto entered, store::enter(in, workspace));
        made.id = in.ids().make<MemberTag>(now);
        const store::Cause cause{{}, now, "scenario"};
        TRYV(store::record(in, entered, store::Versioned<Member>{}, made, cause));
        return store::put_login(in.db(), workspace, made);
    }));
    return key_for(workspace, made.id, now);
}

House::Key House::key_for(WorkspaceId workspace, MemberId member, Instant now) {
    Key key{member, {}};
    must(store_->write_now([&](store::Transaction& in) -> Result<void> {
        TRY(auto made, store::make_token(in, {workspace, member}, "scenario", now, std::nullopt));
        key.token = std::move(made.secret);
        return success();
    }));
    return key;
}

}  // namespace ante::scenarios
