#include "api/demo/demo.h"

#include "api/demo/relations.h"
#include "api/demo/stories.h"
#include "api/forecasting.h"
#include "store/directory.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace demo;

// clang-format off
struct Colleague { const char* name; const char* email; MemberRole role; Level level; const char* team; };
constexpr Colleague colleagues[] = {
    {"Ada Lindqvist",   "admin@example.com",  MemberRole::admin,   Level::executive,  ""},
    {"Mats Ohlsen",     "mats@example.com",   MemberRole::manager, Level::director,   "north"},
    {"Ines Caldeira",   "ines@example.com",   MemberRole::manager, Level::director,   "south"},
    {"Sam Verhoeven",   "sam@example.com",    MemberRole::rep,     Level::individual, "north"},
    {"Lotte Brandt",    "lotte@example.com",  MemberRole::rep,     Level::individual, "north"},
    {"Jonas Pettersen", "jonas@example.com",  MemberRole::rep,     Level::individual, "north"},
    {"Mirja Salonen",   "mirja@example.com",  MemberRole::rep,     Level::individual, "north"},
    {"Paul Okafor",     "paul@example.com",   MemberRole::rep,     Level::individual, "north"},
    {"Rosa Benedetti",  "rosa@example.com",   MemberRole::rep,     Level::individual, "south"},
    {"Tiago Marques",   "tiago@example.com",  MemberRole::rep,     Level::individual, "south"},
    {"Nour Haddad",     "nour@example.com",   MemberRole::rep,     Level::individual, "south"},
    {"Claire Fontaine", "claire@example.com", MemberRole::rep,     Level::individual, "south"},
};
constexpr const char* first_words[] = {"Nord", "Hansa", "Alp", "Rhein", "Adria", "Balt", "Mosel", "Fjord", "Iber", "Donau", "Kiel", "Turin", "Porto", "Gent", "Bergen"};
constexpr const char* second_words[] = {"frost Logistics", "werk Service", "bau Supply", "kühl Transport"};
constexpr const char* industries[] = {"Cold chain", "Field service", "Building supply", "Waste", "Lifts and escalators"};
constexpr const char* regions[] = {"DACH", "Nordics", "Benelux", "Iberia", "Italy"};
constexpr const char* sizes[] = {"50–249", "250–999", "1,000–4,999"};
constexpr const char* given_names[] = {"Dana", "Viktor", "Helena", "Bruno", "Sofia", "Erik", "Amira", "Kasper", "Elif", "Marco", "Greta", "Luca", "Ingrid", "Pavel", "Nadia", "Oskar", "Teresa", "Anton", "Yara", "Felix"};
constexpr const char* family_names[] = {"Reyes", "Holm", "Keller", "Moreau", "Silva", "Novak", "Aydin", "Rossi", "Berg", "Janssen", "Weber", "Laine", "Costa", "Dahl", "Fischer", "Marin", "Petrov", "Lund", "Vega", "Ziegler"};
constexpr const char* projects[] = {"Dispatch board", "Night shift", "Depot pilot", "Route planning", "Service portal", "Cold store devices", "Fleet renewal", "Planner seats"};
// clang-format on

struct Job {
    const char* title;
    const char* department;
    Level level;
};
constexpr Job jobs[] = {{"Managing director", "Management", Level::executive},
                        {"Head of operations", "Operations", Level::director},
                        {"Dispatcher", "Operations", Level::individual},
                        {"Finance director", "Finance", Level::director}};

constexpr int account_count = 60;
constexpr hours months_ago{24 * 280};

// Who sells, and to whom.
struct Company {
    std::vector<Member> reps{};
    std::vector<Member> leads{};
    std::vector<Cast> casts{};

    // Who leads his team; in a team without anybody the next rep.
    MemberId lead_of(const Member& rep) const {
        for (const Member& lead : leads)
            if (lead.team == rep.team) return lead.id;
        return reps.front().id == rep.id ? reps.back().id : reps.front().id;
    }
};

std::vector<Member> colleagues_of(IdSource& ids, Instant founded) {
    std::vector<Member> members;
    for (const Colleague& c : colleagues) {
        Member member{.id = ids.make<MemberTag>(founded), .name = c.name, .email = c.email};
        member.role = c.role;
        member.level = c.level;
        member.team = c.team;
        members.push_back(std::move(member));
    }
    return members;
}

Result<void> record_member(store::Transaction& in, store::Workspace& workspace,
                           const Member& member, const store::Cause& cause) {
    TRYV(store::put_login(in.db(), workspace.id, member));
    TRYV(store::record(in, workspace, store::Versioned<Member>{}, member, cause));
    return success();
}

Result<std::vector<Cast>> record_accounts(store::Transaction& in, store::Workspace& workspace,
                                          Dice& dice, const store::Cause& cause) {
    const Instant founded = cause.now;
    std::vector<Cast> casts;
    for (int i = 0; i < account_count; ++i) {
        const auto n = static_cast<std::size_t>(i);
        Cast cast;
        cast.account = Account{.id = in.ids().make<AccountTag>(founded)};
        cast.account.name = std::string(first_words[i % 15]) + second_words[i / 15];
        cast.account.domain = "company" + std::to_string(i + 1) + ".example";
        cast.account.industry = dice.one_of(industries);
        cast.account.region = dice.one_of(regions);
        cast.account.size = dice.one_of(sizes);
        const int fit = i % 12 == 7 ? dice.from(15, 45) : dice.from(55, 95);
        // Without criteria, or where somebody knew better, the fit is given.
        if (workspace.settings().ideal.empty() || i % 20 == 3) cast.account.fit = fit;
        fill_in(cast.account, n);
        TRYV(store::record(in, workspace, store::Versioned<Account>{}, cast.account, cause));
        for (std::size_t k = 0; k < std::size(jobs); ++k) {
            const Job& job = jobs[k];
            Person person{.id = in.ids().make<PersonTag>(founded), .account = cast.account.id};
            const std::string given = given_names[(n * 7 + k * 5) % 20];
            const std::string family = family_names[(n * 3 + k * 11 + n / 20) % 20];
            person.name = given + " " + family;
            person.email =
                store::folded(given) + "." + store::folded(family) + "@" + cast.account.domain;
            person.title = job.title;
            person.department = job.department;
            person.level = job.level;
            TRYV(store::record(in, workspace, store::Versioned<Person>{}, person, cause));
            cast.people.push_back(std::move(person));
        }
        casts.push_back(std::move(cast));
    }
    return casts;
}

using Told = std::function<void(std::int64_t done, std::int64_t of)>;

// The stories, told in turn to the reps. Answers how many deals that makes.
Result<std::int64_t> tell_stories(store::Store& store, WorkspaceId id, const Company& company,
                                  Instant now, Dice& dice, const Told& progress) {
    std::int64_t total = 0;
    for (const Story& story : stories()) total += story.times;
    std::size_t turn = 0;
    for (const Story& story : stories()) {
        const std::size_t begins = turn;
        const Dice rolled = dice;
        TRYV(store.write_now([&](store::Transaction& in) -> Result<void> {
            TRY(store::Workspace workspace, store::enter(in, id));
            turn = begins;
            dice = rolled;
            for (int i = 0; i < story.times; ++i, ++turn) {
                const Cast& cast = company.casts[turn % company.casts.size()];
                const Member& rep = company.reps[turn % company.reps.size()];
                const Plot plot{in,
                                workspace,
                                cast,
                                rep,
                                company.lead_of(rep),
                                now,
                                dice,
                                cast.account.name.substr(0, cast.account.name.find(' ')) + ": " +
                                    projects[(turn * 5 + turn / 8) % 8],
                                1'000 * dice.from(8, 140)};
                story.tell(plot).record();
            }
            return success();
        }));
        if (progress) progress(static_cast<std::int64_t>(turn), total);
    }
    return static_cast<std::int64_t>(turn);
}

// Touches beside the deals, by who carries one there.
Result<void> tell_of_touches(store::Store& store, WorkspaceId id, const Company& company,
                             Instant now) {
    return store.write_now([&](store::Transaction& in) -> Result<void> {
        TRY(store::Workspace workspace, store::enter(in, id));
        for (std::size_t n = 0; n < company.casts.size(); ++n) {
            TRYV(record_touches(in, workspace, company.casts[n], n,
                                company.reps[n % company.reps.size()], now));
        }
        return record_resting(in, workspace, company.reps, now - months_ago, now);
    });
}

// So that the forecast has something to say from the first look on.
Result<void> teach_forecast(store::Store& store, WorkspaceId id, Instant now) {
    const std::atomic<bool> ending{false};
    TRYV(refit(store, id, now, ending));
    return success();
}

DemoMade made_of(std::size_t members, const std::vector<Cast>& casts, std::int64_t deals,
                 std::string somebody) {
    DemoMade made{.members = static_cast<std::int64_t>(members),
                  .accounts = account_count + resting_count,
                  .people = 3 * resting_count,
                  .deals = deals,
                  .somebody = std::move(somebody)};
    for (const Cast& cast : casts) made.people += static_cast<std::int64_t>(cast.people.size());
    return made;
}

constexpr std::size_t first_rep = 3;

Result<void> expect_room(const store::Workspace& workspace, store::Connection& db) {
    TRY(const auto there,
        db.value<std::int64_t>("SELECT (SELECT COUNT(*) FROM account WHERE workspace_id = $1) + "
                               "(SELECT COUNT(*) FROM deal WHERE workspace_id = $1)",
                               {workspace.id}));
    if (there.value_or(0) > 0)
        return Error{No::conflict,
                     "sample_not_empty",
                     "The sample is for a workspace without accounts and deals.",
                     {}};
    for (const Stage& stage : Settings::default_stages())
        if (!workspace.settings().stage(stage.id))
            return refuse("sample_needs_stages",
                          "The sample's stories need the stage " + stage.name + ".");
    return success();
}

}  // namespace

Result<DemoMade> make_demo(store::Store& store, Instant now, std::uint64_t seed,
                           const std::function<void(std::int64_t, std::int64_t)>& progress) {
    TRY(const bool there, store.read([](store::Connection& db) { return store::is_set_up(db); }));
    if (there)
        return Error{No::conflict,
                     "demo_not_empty",
                     "There is a workspace here already; a sample workspace wants an empty place: "
                     "--data another-folder.",
                     {}};

    Dice dice(seed);
    Company company;
    WorkspaceId id;
    store::Cause cause{{}, now - months_ago, "demo"};
    TRYV(store.write_now([&](store::Transaction& in) -> Result<void> {
        dice = Dice(seed);
        Settings settings;
        settings.name = "Halden Dispatch (sample)";
        settings.ideal = ideal_customer();
        settings.tier_value = 250'000;
        cause.by = {};
        TRY(store::Workspace workspace, store::open_workspace(in, settings, cause));
        id = workspace.id;
        std::vector<Member> members = colleagues_of(in.ids(), cause.now);
        for (const Member& member : members) {
            TRYV(record_member(in, workspace, member, cause));
        }
        cause.by.member = members.front().id;
        TRY(company.casts, record_accounts(in, workspace, dice, cause));
        company.leads.assign(members.begin() + 1, members.begin() + first_rep);
        company.reps.assign(members.begin() + first_rep, members.end());
        return success();
    }));
    TRY(const std::int64_t deals, tell_stories(store, id, company, now, dice, progress));
    TRYV(tell_of_touches(store, id, company, now));
    TRYV(teach_forecast(store, id, now));
    return made_of(std::size(colleagues), company.casts, deals, "sam@example.com");
}

Result<DemoMade> add_sample(store::Store& store, WorkspaceId id, MemberId me, Instant now,
                            std::uint64_t seed) {
    Dice dice(seed);
    Company company;
    std::string address;
    std::size_t members = 0;
    TRYV(store.write_now([&](store::Transaction& in) -> Result<void> {
        dice = Dice(seed);
        TRY(store::Workspace workspace, store::enter(in, id));
        TRYV(expect_room(workspace, in.db()));
        TRY(const auto mine, store::load_member(in.db(), id, me));
        address = mine.value.email;
        const store::Cause cause{{me, {}}, now - months_ago, "demo"};
        // Nobody owns these addresses, in this workspace or in another one of the same place.
        std::vector<Member> all = colleagues_of(in.ids(), cause.now);
        std::vector<Member> others(all.begin() + first_rep, all.end());
        company.reps = {mine.value};
        for (Member& member : others) {
            member.email = member.email.substr(0, member.email.find('@')) + "@" +
                           id.text().substr(0, 8) + id.text().substr(24) + ".sample.invalid";
            TRYV(record_member(in, workspace, member, cause));
            company.reps.push_back(member);
        }
        members = others.size();
        TRY(company.casts, record_accounts(in, workspace, dice, cause));
        return success();
    }));
    TRY(const std::int64_t deals, tell_stories(store, id, company, now, dice, {}));
    TRYV(tell_of_touches(store, id, company, now));
    TRYV(teach_forecast(store, id, now));
    return made_of(members, company.casts, deals, address);
}

}  // namespace ante::api
