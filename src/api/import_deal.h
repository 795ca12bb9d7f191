#pragma once
// One deal of a file, with all its rows, carried out as commands. import_file.h says what becomes
// of what.

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "api/import_file.h"

namespace ante::api {

// Somebody or something new beside the deal. A dry run makes the same account again in each batch,
// so that it is known by its name, not by its id.
struct MadeBeside {
    store::EffectOn kind = store::EffectOn::account;
    Uuid id{};
    std::string name;
};

struct KnownAccount {
    method::AccountId id{};
    std::optional<std::int64_t> fit{};
};
struct KnownMember {
    method::MemberId id{};
    std::string team;
};

// Whom the rows before have named, so that the same names are not looked up for each row. Holds as
// long as the log ends where it ended then; whoever else writes may rename them.
class Acquaintances {
public:
    // At the beginning of a transaction.
    void begin(const store::Workspace& ws) {
        if (ws.last_event != as_of_) forget();
        as_of_ = -1;
    }
    // Its commit is durable.
    void committed(const store::Workspace& ws) { as_of_ = ws.last_event; }
    // Something of the transaction was taken back.
    void forget() {
        accounts_.clear();
        members_.clear();
    }

    // By a name as the file has it; null: not named before.
    const KnownAccount* account(const std::string& name) const { return find(accounts_, name); }
    const KnownMember* member(const std::string& name) const { return find(members_, name); }
    void keep(const std::string& name, const KnownAccount& a) { keep_in(accounts_, name, a); }
    void keep(const std::string& name, const KnownMember& m) { keep_in(members_, name, m); }

private:
    static constexpr std::size_t most = 20'000;  // of each

    template <class T>
    using ByName = std::unordered_map<std::string, T>;
    template <class T>
    static const T* find(const ByName<T>& in, const std::string& name) {
        const auto at = in.find(name);
        return at == in.end() ? nullptr : &at->second;
    }
    template <class T>
    static void keep_in(ByName<T>& in, const std::string& name, const T& it) {
        if (in.size() >= most) in.clear();
        in.insert_or_assign(name, it);
    }

    std::int64_t as_of_ = -1;
    ByName<KnownAccount> accounts_;
    ByName<KnownMember> members_;
};

struct Carried {
    RowOutcome outcome = RowOutcome::same;  // made, changed or same
    std::vector<MadeBeside> made{};
    store::ImportEffect deal{};  // Unless it stayed the same.
};

// Errors beside the store's: `deal_not_found`, and the method's refusals. Then nothing of it may
// stay: if the log has grown (ws.last_event), the caller takes it back.
Result<Carried> carry_deal(store::Transaction& in, store::Workspace& ws,
                           const connect::ImportPlan& plan, const connect::ImportRow& row,
                           Acquaintances& acquaintances, const store::Cause& cause);

}  // namespace ante::api
