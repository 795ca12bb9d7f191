#include "api/demo/demo.h"

#include "api/demo/stories.h"
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

}  // namespace

Result<DemoMade> make_demo(store::Store& store, Instant now, std::uint64_t seed,
                           const std::function<void(std::int64_t, std::int64_t)>& progress) {
    TRY(const auto there, store.read([](store::Connection& db) {
        return db.value<std::int64_t>("SELECT COUNT(*) FROM workspace");
    }));
    if (there.value_or(0) > 0)
        return Error{No::conflict,
                     "demo_not_empty",
                     "There is a workspace here already; a sample workspace wants an empty place: "
                     "--data another-folder.",
                     {}};

    Dice dice(seed);
    DemoMade made{.somebody = "sam@example.com"};
    std::vector<Member> members;
    std::vector<Cast> casts;
    WorkspaceId id;
    const Instant founded = now - hours{24 * 280};
    store::Cause cause{{}, founded, "demo"};

    // 1. Who sells, and to whom.
    TRYV(store.write_now([&](store::Transaction& in) -> Result<void> {
        Settings settings;
        settings.name = "Halden Dispatch (sample)";
        TRY(store::Workspace workspace, store::open_workspace(in, settings, cause));
        id = workspace.id;
        for (const Colleague& c : colleagues) {
            Member member{
                .id = in.ids().make<MemberTag>(founded), .name = c.name, .email = c.email};
            member.role = c.role;
            member.level = c.level;
            member.team = c.team;
            TRYV(store::put_login(in.db(), id, member));
            TRYV(store::record(in, workspace, store::Versioned<Member>{}, member, cause));
            members.push_back(std::move(member));
        }
        cause.by.member = members.front().id;
        for (int i = 0; i < account_count; ++i) {
            const auto n = static_cast<std::size_t>(i);
            Cast cast;
            cast.account = Account{.id = in.ids().make<AccountTag>(founded)};
            cast.account.name = std::string(first_words[i % 15]) + second_words[i / 15];
            cast.account.domain = "company" + std::to_string(i + 1) + ".example";
            cast.account.industry = dice.one_of(industries);
            cast.account.region = dice.one_of(regions);
            cast.account.size = dice.one_of(sizes);
            cast.account.fit = i % 12 == 7 ? dice.from(15, 45) : dice.from(55, 95);
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
        return success();
    }));
    made.members = static_cast<std::int64_t>(members.size());
    made.accounts = account_count;
    for (const Cast& cast : casts) made.people += static_cast<std::int64_t>(cast.people.size());

    // 2. The stories, told in turn to the reps.
    std::int64_t total = 0;
    for (const Story& story : stories()) total += story.times;
    constexpr std::size_t first_rep = 3;
    std::size_t turn = 0;
    for (const Story& story : stories()) {
        const std::size_t begins = turn;
        TRYV(store.write_now([&](store::Transaction& in) -> Result<void> {
            TRY(store::Workspace workspace, store::enter(in, id));
            turn = begins;
            for (int i = 0; i < story.times; ++i, ++turn) {
                const Cast& cast = casts[turn % casts.size()];
                const Plot plot{in,
                                workspace,
                                cast,
                                members[first_rep + turn % (members.size() - first_rep)],
                                now,
                                dice,
                                cast.account.name.substr(0, cast.account.name.find(' ')) + ": " +
                                    projects[(turn * 5 + turn / 8) % 8],
                                1'000 * dice.from(8, 140)};
                story.tell(plot).record();
            }
            return success();
        }));
        made.deals = static_cast<std::int64_t>(turn);
        if (progress) progress(made.deals, total);
    }
    return made;
}

}  // namespace ante::api
