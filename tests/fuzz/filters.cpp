// Any bytes at all as the query of a list: filters, sorts, limits and page marks. Each is answered
// or refused, never with a fault of ours; and from whatever page it begins, the next one follows
// without a repeat. The first byte says which list.

#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>

#include "api.h"
#include "encoded.h"
#include "store/deals.h"

namespace {

using namespace ante;
using namespace ante::method;

void must(bool holds) {
    if (!holds) std::abort();
}

// A small workspace in a temporary folder, made once.
class Small {
public:
    Small() : manager_(api_.member("Mona", MemberRole::manager, "north")) {
        const tests::Got account = api_.post(manager_, "/accounts", R"({"name":"Northwind"})");
        account_ = account.at("/id");
        if (account_.empty()) account_ = account.at("/account/id");
        must(!account_.empty());
        api_.post(manager_, "/people",
                  R"({"name":"Dana","level":"executive","account":")" + account_ + "\"}");
        for (int i = 0; i < 5; ++i) sell(i);
    }

    tests::Got get(std::string target) { return api_.get(manager_, std::move(target)); }
    const std::string& account() const { return account_; }

private:
    void sell(int number) {
        const Instant now = api_.now;
        const auto sold = api_.store().write_now([&](store::Transaction& in) -> Result<void> {
            TRY(auto workspace, store::enter(in, api_.workspace));
            const store::Cause cause{{.member = manager_.id, .person = {}}, now, "fuzz"};
            const PersonId dana = in.ids().make<PersonTag>(now);
            const store::CommandContext context{.at = now,
                                                .known = {{dana, "Dana", Level::executive}}};
            PromiseDraft promise{.person = dana, .what = "bring the CFO", .effort = Effort::people};
            promise.due = make_date(2026, 5, 12);
            const Command story[] = {
                OpenDeal{.account = {*Uuid::parse(account_)},
                         .name = number % 2 ? "Fleet" : "Éclair",
                         .amount = Money{number * 100, {}}},
                AddPlayer{dana, Role::decision_maker, {}},
                ScheduleMeeting{.starts = now + 24h, .players = {dana}},
                ProposePromise{.promise = promise, .standing = Standing::agreed},
                AskRequest{{RequestKind::demo, "the board", dana}, {}}};
            store::StoredDeal deal;
            for (const Command& command : story) {
                TRY(deal, store::perform(in, workspace, deal, command, context, cause));
            }
            return success();
        });
        must(sold.has_value());
    }

    tests::Api api_{store::Engine::sqlite};
    tests::Caller manager_;
    std::string account_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Small small;
    static const std::string lists[] = {
        "/deals",          "/today",
        "/meetings",       "/promises",
        "/requests",       "/accounts",
        "/people",         "/members",
        "/search",         "/accounts/" + small.account() + "/touches",
        "/signals/counts", "/plays"};
    if (size == 0) return 0;
    const std::string& list = lists[data[0] % std::size(lists)];
    const std::string query(reinterpret_cast<const char*>(data) + 1, size - 1);

    api::Request readable;
    if (!api::read_target("/api/v1" + list + "?" + query, readable)) return 0;

    std::set<std::string> seen;
    std::string target = list + "?" + query;
    for (int page = 0;; ++page) {
        const tests::Got got = small.get(target);
        must(got.status == 200 || got.status == 400 || got.status == 404 || got.status == 422);
        if (got.status != 200) {
            must(!got.code().empty());
            must(page == 0);  // A page mark of ours is good.
            return 0;
        }
        const auto* items = got.json().if_contains("items");
        if (!items || !items->is_array()) return 0;
        for (const auto& item : items->as_array())
            if (const auto* object = item.if_object(); object && object->if_contains("id"))
                must(seen.insert(boost::json::serialize(object->at("id"))).second);
        const auto* next = got.json().if_contains("next");
        if (!next || !next->is_string() || readable.parameter("after")) return 0;
        must(page < 50);
        target = list + "?" + query + (query.empty() ? "" : "&") +
                 "after=" + tests::encoded(std::string_view(next->as_string()));
    }
}
