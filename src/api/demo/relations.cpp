#include "api/demo/relations.h"

#include <algorithm>

namespace ante::api::demo {
namespace {

// clang-format off
struct Told {
    int days_ago;
    TouchKind kind;
    int person;  // of the cast
    Reach reach;
    int minutes;
    int cost;  // whole units; 0: nothing
    const char* note;
};
// What a year with an account looks like; the nth account has the nth of these, and so on again.
constexpr Told warm_year[] = {
    {250, TouchKind::event,         1, Reach::reached, 180, 240, "Breakfast on night shifts; she brought two dispatchers."},
    {190, TouchKind::call,          1, Reach::reached,  15,   0, "Their winter peak begins in November."},
    {140, TouchKind::article,       1, Reach::attempt,   5,   0, "Study on empty miles"},
    {96,  TouchKind::note,          0, Reach::reached,  10,   3, "Congratulated on the new depot, by hand."},
    {38,  TouchKind::call,          1, Reach::attempt,   5,   0, "Voicemail"},
};
constexpr Told three_mails[] = {
    {120, TouchKind::call,          1, Reach::reached,  20,   0, "Wants to hear again after the audit."},
    {70,  TouchKind::message,       1, Reach::attempt,   5,   0, "Newsletter"},
    {49,  TouchKind::message,       1, Reach::attempt,   5,   0, "Newsletter"},
    {21,  TouchKind::message,       1, Reach::attempt,   5,   0, "Newsletter"},
};
constexpr Told dinners[] = {
    {210, TouchKind::entertainment, 3, Reach::reached, 180, 310, "Dinner after the trade fair"},
    {160, TouchKind::call,          3, Reach::reached,  10,   0, ""},
    {118, TouchKind::entertainment, 3, Reach::reached, 150, 260, "Football"},
    {80,  TouchKind::article,       3, Reach::attempt,   5,   0, "Costs of a cold chain"},
    {52,  TouchKind::call,          3, Reach::reached,  12,   0, "The budget is decided in March."},
};
constexpr Told at_the_gate[] = {
    {175, TouchKind::drop_in,       2, Reach::reached,  25,   0, "Saw the dispatch office; paper everywhere."},
    {133, TouchKind::drop_in,       1, Reach::attempt,  20,   0, "Nobody in"},
    {88,  TouchKind::call,          2, Reach::reached,  10,   0, "He would like it; he can't decide it."},
    {60,  TouchKind::message,       2, Reach::reached,   5,   0, "Sent the planner's checklist; he wrote back."},
};
constexpr Told fresh[] = {
    {64,  TouchKind::event,         0, Reach::reached, 120, 180, "Met at the operators' evening."},
    {30,  TouchKind::note,          0, Reach::attempt,  10,   3, "A handwritten line after the evening"},
    {12,  TouchKind::call,          0, Reach::reached,  15,   0, "Asked us to come back with figures of a depot like theirs."},
};
// clang-format on

std::span<const Told> year_of(std::size_t nth) {
    switch (nth % 6) {
        case 0: return warm_year;
        case 1: return three_mails;
        case 2: return at_the_gate;
        case 3: return fresh;
        case 4: return dinners;
        default: return {};  // Some are left alone.
    }
}

// clang-format off
struct Resting {
    const char* name;
    const char* industry;
    const char* size;
    const char* region;
    int rep;       // whose turn; -1: nobody looks after it
    int days_ago;  // he was last reached; 0: never
};
constexpr Resting resting[] = {
    {"Saale Kühlhaus",       "Cold chain",           "250–999",     "DACH",    0,  48},
    {"Ostfjord Catering",    "Cold chain",           "250–999",     "Nordics", 0,  75},
    {"Weser Aufzugdienst",   "Lifts and escalators", "50–249",      "DACH",    0,  96},
    {"Brabant Bouwlogistiek", "Building supply",     "1,000–4,999", "Benelux", 0,  12},
    {"Eifel Haustechnik",    "Field service",        "250–999",     "DACH",    1,  61},
    {"Skagen Fisk",          "Cold chain",           "50–249",      "Nordics", 1,  33},
    {"Ruhr Entsorgung",      "Waste",                "1,000–4,999", "DACH",    2, 140},
    {"Lago Freddo",          "Cold chain",           "250–999",     "Italy",   3,  58},
    {"Tajo Servicios",       "Field service",        "250–999",     "Iberia",  5,  44},
    {"Flandern Montage",     "Building supply",      "50–249",      "Benelux", 6,  90},
    {"Uckermark Frische",    "Cold chain",           "250–999",     "DACH",   -1,   0},
    {"Holmen Service",       "Field service",        "1,000–4,999", "Nordics", -1,  0},
    {"Twente Bouwstoffen",   "Building supply",      "250–999",     "Benelux", -1,  0},
    {"Isar Fahrtreppen",     "Lifts and escalators", "250–999",     "DACH",   -1,   0},
    {"Boutique Adler",       "Retail",               "50–249",      "DACH",   -1,   0},
    {"Kiosk Kette Süd",      "Retail",               "50–249",      "Italy",  -1,   0},
};
static_assert(std::size(resting) == resting_count);
constexpr const char* resting_people[][3] = {
    {"Hanne Vogel", "Arne Lie", "Tilda Kranz"},      {"Bram Smit", "Ulla Hein", "Kees Bakker"},
    {"Petra Ruland", "Jorge Pinto", "Maja Olsen"},   {"Ernst Falk", "Livia Serra", "Ole Thun"},
};
// clang-format on
struct Post {
    const char* title;
    const char* department;
    Level level;
};
constexpr Post posts[] = {{"Managing director", "Management", Level::executive},
                          {"Head of operations", "Operations", Level::director},
                          {"Dispatcher", "Operations", Level::individual}};

Result<void> reached(store::Transaction& in, store::Workspace& workspace, const Person& person,
                     const Member& rep, Instant at, TouchKind kind, const char* note) {
    Touch touch{.id = in.ids().make<TouchTag>(at), .kind = kind};
    touch.account = person.account;
    touch.person = person.id;
    touch.by = rep.id;
    touch.at = at;
    touch.reach = Reach::reached;
    touch.minutes = 15;
    touch.note = note;
    TRYV(
        store::record(in, workspace, store::Versioned<Touch>{}, touch, {{rep.id, {}}, at, "demo"}));
    return success();
}

constexpr const char* segments[] = {"Own fleet", "Mixed fleet", "Own fleet"};
constexpr const char* needs[] = {"Fewer empty miles", "Paperless depots", "Fewer empty miles"};

}  // namespace

std::vector<Criterion> ideal_customer() {
    return {
        {Attribute::industry,
         40,
         {"Cold chain", "Field service", "Building supply"},
         {"Waste", "Lifts and escalators"}},
        {Attribute::size, 20, {"250–999", "1,000–4,999"}, {"50–249"}},
        {Attribute::segment, 15, {"Own fleet"}, {"Mixed fleet"}},
        {Attribute::need, 15, {"Fewer empty miles", "Paperless depots"}, {}},
        {Attribute::region, 10, {"DACH", "Nordics", "Benelux"}, {"Iberia"}},
    };
}

void fill_in(Account& account, std::size_t nth) {
    const bool fits = nth % 12 != 7;
    if (!fits) account.industry = "Retail";
    account.segment = fits ? segments[nth % 3] : "No fleet";
    account.need = fits ? needs[nth / 3 % 3] : "Cheaper fuel";
}

Result<void> record_touches(store::Transaction& in, store::Workspace& workspace, const Cast& cast,
                            std::size_t nth, const Member& rep, Instant now) {
    for (const Told& told : year_of(nth)) {
        const Instant at = now - hours{24 * (told.days_ago + static_cast<int>(nth / 6)) +
                                       static_cast<int>(nth % 7)};
        Touch touch{.id = in.ids().make<TouchTag>(at), .kind = told.kind};
        touch.account = cast.account.id;
        touch.person = cast.people[static_cast<std::size_t>(told.person)].id;
        touch.by = rep.id;
        touch.at = at;
        touch.reach = told.reach;
        touch.minutes = told.minutes;
        if (told.cost > 0) touch.cost = Money{100 * told.cost, workspace.settings().currency};
        touch.note = told.note;
        const store::Cause cause{{rep.id, {}}, at, "demo"};
        TRYV(store::record(in, workspace, store::Versioned<Touch>{}, touch, cause));
    }
    // Some are seen more often than their company.
    if (nth % 9 != 0) return success();
    TRY(const auto before, store::load_person(in.db(), workspace.id, cast.people[1].id));
    Person person = before.value;
    person.every_days = 45;
    TRYV(store::record(in, workspace, before, person, {{rep.id, {}}, now, "demo"}));
    return success();
}

Result<void> record_resting(store::Transaction& in, store::Workspace& workspace,
                            const std::vector<Member>& reps, Instant founded, Instant now) {
    for (std::size_t n = 0; n < std::size(resting); ++n) {
        const Resting& one = resting[n];
        const Member& rep = reps[static_cast<std::size_t>(std::max(one.rep, 0)) % reps.size()];
        const store::Cause cause{{rep.id, {}}, founded, "demo"};
        Account account{.id = in.ids().make<AccountTag>(founded), .name = one.name};
        account.domain = "resting" + std::to_string(n + 1) + ".example";
        account.size = one.size;
        account.region = one.region;
        fill_in(account, n);
        account.industry = one.industry;
        if (workspace.settings().ideal.empty()) account.fit = 35 + static_cast<int>(n * 17 % 60);
        TRYV(store::record(in, workspace, store::Versioned<Account>{}, account, cause));
        std::vector<Person> people;
        for (std::size_t k = 0; k < std::size(posts); ++k) {
            Person person{.id = in.ids().make<PersonTag>(founded), .account = account.id};
            person.name = resting_people[n % std::size(resting_people)][k];
            person.title = posts[k].title;
            person.department = posts[k].department;
            person.level = posts[k].level;
            TRYV(store::record(in, workspace, store::Versioned<Person>{}, person, cause));
            people.push_back(std::move(person));
        }
        if (one.days_ago == 0) continue;
        const Instant last = now - hours{24 * one.days_ago};
        TRYV(reached(in, workspace, people[1], rep, last - hours{24 * 70}, TouchKind::event,
                     "Met at the operators' evening."));
        TRYV(reached(in, workspace, people[n % 2], rep, last, TouchKind::call,
                     "Not this year; wants to hear how others do it."));
    }
    return success();
}

}  // namespace ante::api::demo
