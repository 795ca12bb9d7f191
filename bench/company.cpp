#include "company.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>

#include "method/decide.h"
#include "method/plays/all.h"
#include "store/deals.h"
#include "store/directory.h"
#include "store/records.h"

namespace ante::bench {
namespace {

using namespace method;
namespace fs = std::filesystem;

constexpr std::int64_t deals_a_transaction = 1'000;
constexpr std::size_t most_tokens = 64;

// How large each part is at scale 1.
struct Sizes {
    std::int64_t members = 1'000;
    std::int64_t accounts = 30'000;
    std::int64_t open_deals = 20'000;
    std::int64_t closed_deals = 280'000;

    static Sizes at(double scale) {
        const auto scaled = [&](std::int64_t n, std::int64_t least) {
            return std::max<std::int64_t>(least, std::llround(static_cast<double>(n) * scale));
        };
        const Sizes whole;
        return {scaled(whole.members, 10), scaled(whole.accounts, 100),
                scaled(whole.open_deals, 200), scaled(whole.closed_deals, 2'800)};
    }
};

// The same numbers on every machine: std::mt19937_64 is defined to the bit, the distributions of
// the library are not.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::int64_t below(std::int64_t n) {
        return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(n));
    }
    std::int64_t from_to(std::int64_t least, std::int64_t most) {
        return least + below(most - least + 1);
    }
    bool chance(std::int64_t per_cent) { return below(100) < per_cent; }
    template <std::size_t N>
    std::string_view of(const std::array<std::string_view, N>& words) {
        return words[static_cast<std::size_t>(below(N))];
    }

private:
    std::mt19937_64 engine_;
};

constexpr std::array syllables{"no"sv,  "ra"sv,   "vel"sv, "tor"sv, "mi"sv,  "ka"sv,
                               "lun"sv, "ster"sv, "be"sv,  "ron"sv, "sal"sv, "dex"sv,
                               "qui"sv, "fan"sv,  "ol"sv,  "gra"sv};
constexpr std::array forms{"GmbH"sv, "Ltd"sv, "SA"sv, "AG"sv, "Inc"sv, "BV"sv};
constexpr std::array first_names{"Dana"sv, "Sam"sv,  "Ines"sv,  "Piotr"sv, "Lena"sv, "Omar"sv,
                                 "Wei"sv,  "Anna"sv, "Jonas"sv, "Mara"sv,  "Luc"sv,  "Tilda"sv};
constexpr std::array things{"Fleet"sv,   "Warehouse"sv, "Payroll"sv,  "Dispatch"sv, "Billing"sv,
                            "Network"sv, "Print"sv,     "Catering"sv, "Energy"sv,   "Training"sv};
constexpr std::array occasions{"renewal"sv, "rollout"sv, "pilot"sv, "expansion"sv, "move"sv};
constexpr std::array theirs{"goes through the proposal with us, line by line"sv,
                            "brings the finance director to the next call"sv,
                            "fills in the questionnaire for all sites"sv,
                            "tests the sample and reports what it showed"sv};
constexpr std::array ours{"sends the recap with both sides' steps"sv,
                          "prepares the figures for three sites"sv,
                          "brings the project lead to the next call"sv};

std::string name_of(Dice& dice, std::int64_t parts) {
    std::string name;
    for (std::int64_t i = 0; i < parts; ++i) name += dice.of(syllables);
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
}

// One deal while it is told.
class Telling {
public:
    Telling(store::Transaction& in, store::Workspace& workspace, const Actor& by,
            std::span<const Known> known)
        : in_(in), workspace_(workspace), by_(by), known_(known) {}

    Result<void> act(const Command& command, Instant at) {
        const Situation situation{.at = at,
                                  .by = by_,
                                  .settings = workspace_.settings(),
                                  .zone = workspace_.zone(),
                                  .ids = in_.ids(),
                                  .known = known_};
        TRY(Decided decided, carry_out(std::move(deal_), command, situation));
        deal_ = std::move(decided.deal);
        std::ranges::move(decided.events, std::back_inserter(events_));
        return success();
    }

    Result<void> record(Instant now) {
        const store::Cause cause{by_, now, "bench"};
        TRYV(store::record(in_, workspace_, {}, {std::move(deal_), std::move(events_)}, cause));
        return success();
    }

    const Deal& deal() const { return deal_; }

private:
    store::Transaction& in_;
    store::Workspace& workspace_;
    Actor by_;
    std::span<const Known> known_;
    Deal deal_;
    std::vector<Event> events_;
};

class Making {
public:
    // `domain` of the members' addresses: no two workspaces of a place have the same.
    Making(store::Store& store, double scale, Instant today, std::string domain)
        : store_(store), sizes_(Sizes::at(scale)), today_(today), domain_(std::move(domain)) {}

    Result<Company> make(const Progress& progress) {
        TRYV(open());
        TRYV(hire());
        TRYV(find_accounts());
        const std::int64_t all = sizes_.open_deals + sizes_.closed_deals;
        for (std::int64_t done = 0; done < all; done += deals_a_transaction) {
            const std::int64_t end = std::min(all, done + deals_a_transaction);
            TRYV(store_.write_now([&](store::Transaction& in) -> Result<void> {
                TRY(store::Workspace workspace, store::enter(in, workspace_));
                for (std::int64_t n = done; n < end; ++n) {
                    TRYV(tell(in, workspace, n));
                }
                made_.events = workspace.last_event;
                return success();
            }));
            if (progress) progress(end, all);
        }
        made_.deals = all;
        return std::move(made_);
    }

private:
    struct Customer {
        AccountId id;
        std::array<Known, 2> people;
    };

    Result<void> open() {
        return store_.write_now([&](store::Transaction& in) -> Result<void> {
            Settings settings;
            settings.name = "Company";
            TRY(const store::Workspace made,
                store::open_workspace(in, settings, {{}, today_, "bench"}));
            workspace_ = made.id;
            return success();
        });
    }

    Result<void> hire() {
        return store_.write_now([&](store::Transaction& in) -> Result<void> {
            TRY(store::Workspace workspace, store::enter(in, workspace_));
            Dice dice(1);
            members_.clear();
            made_.tokens.clear();
            for (std::int64_t n = 0; n < sizes_.members; ++n) {
                Member member{.id = in.ids().make<MemberTag>(today_)};
                member.name = std::string(dice.of(first_names)) + " " + name_of(dice, 3);
                member.email = "member" + std::to_string(n) + "@" + domain_;
                member.role = n == 0        ? MemberRole::admin
                              : n % 10 == 0 ? MemberRole::manager
                                            : MemberRole::rep;
                member.team = "team " + std::to_string(n / 10);
                members_.push_back(member.id);
                TRYV(store::put_login(in.db(), workspace_, member));
                TRYV(store::record(in, workspace, store::Versioned<Member>{}, member,
                                   {{member.id, {}}, today_, "bench"}));
                if (member.role != MemberRole::rep || made_.tokens.size() == most_tokens) continue;
                TRY(auto token,
                    store::make_token(in, {workspace_, member.id}, "bench", today_, {}));
                made_.tokens.push_back(std::move(token.secret));
            }
            return success();
        });
    }

    Result<void> find_accounts() {
        return store_.write_now([&](store::Transaction& in) -> Result<void> {
            TRY(store::Workspace workspace, store::enter(in, workspace_));
            Dice dice(2);
            customers_.clear();
            const store::Cause cause{{members_[0], {}}, today_, "bench"};
            for (std::int64_t n = 0; n < sizes_.accounts; ++n) {
                Account account{.id = in.ids().make<AccountTag>(today_)};
                account.name = name_of(dice, 4) + " " + std::string(dice.of(forms));
                account.external_id = "A-" + std::to_string(n);
                if (dice.chance(60)) account.fit = dice.from_to(20, 100);
                TRYV(store::record(in, workspace, store::Versioned<Account>{}, account, cause));
                Customer& customer = customers_.emplace_back();
                customer.id = account.id;
                for (Known& known : customer.people) {
                    Person person{.id = in.ids().make<PersonTag>(today_), .account = account.id};
                    person.name = std::string(dice.of(first_names)) + " " + name_of(dice, 3);
                    person.level = dice.chance(30) ? Level::director : Level::manager;
                    TRYV(store::record(in, workspace, store::Versioned<Person>{}, person, cause));
                    known = {person.id, person.name, person.level};
                }
            }
            return success();
        });
    }

    // One in fifteen is open. Each has dice of its own, so that any scale tells the same stories.
    Result<void> tell(store::Transaction& in, store::Workspace& workspace, std::int64_t n) {
        Dice dice(static_cast<std::uint64_t>(1'000 + n));
        const bool is_open = n % 15 == 0 && n / 15 < sizes_.open_deals;
        const Customer& customer =
            customers_[static_cast<std::size_t>(dice.below(sizes_.accounts))];
        const MemberId owner = members_[static_cast<std::size_t>(dice.below(sizes_.members))];
        Telling deal(in, workspace, {owner, {}}, customer.people);

        const std::int64_t age = is_open ? dice.from_to(20, 120) : dice.from_to(150, 900);
        const Instant opened = today_ - hours{24 * age};
        OpenDeal open{.account = customer.id};
        open.name = std::string(dice.of(things)) + " " + std::string(dice.of(occasions)) + " " +
                    name_of(dice, 2);
        open.owner = owner;
        open.amount = Money{dice.from_to(1'000, 900'000) * 100, workspace.settings().currency};
        open.expected_close = workspace.zone().date_of(opened) + Days{dice.from_to(30, 200)};
        open.external_id = "D-" + std::to_string(n);
        TRYV(deal.act(open, opened));
        TRYV(deal.act(AddPlayer{customer.people[0].person, Role::influencer, {}}, opened));
        const bool met = is_open || dice.chance(60);
        if (met) {
            TRYV(meet(deal, workspace, customer, dice, opened));
        }
        if (is_open) {
            TRYV(look_ahead(deal, customer, dice));
        } else {
            TRYV(end(deal, workspace, dice, opened + hours{24 * 30}));
        }
        return deal.record(today_);
    }

    // A first meeting, what was promised in it by both sides, and what came of that.
    Result<void> meet(Telling& deal, const store::Workspace& workspace, const Customer& customer,
                      Dice& dice, Instant opened) {
        const PersonId dana = customer.people[0].person;
        const PersonId boss = customer.people[1].person;
        TRYV(deal.act(AddPlayer{boss, Role::decision_maker, dana}, opened + hours{1}));
        ScheduleMeeting meeting{.title = "First call", .starts = opened + hours{24 * 7}};
        meeting.players = {dana, boss};
        meeting.accepted_by = {dana};
        TRYV(deal.act(meeting, opened + hours{2}));
        if (dice.chance(33)) {
            TRYV(ask(deal, workspace, dice, meeting.starts));
        }

        const Instant over = meeting.starts + hours{1};
        const Date day = workspace.zone().date_of(over);
        DebriefMeeting debrief{.meeting = deal.deal().meetings.back().id, .attended = {dana}};
        if (dice.chance(70)) {
            PromiseDraft promise{.side = Side::buyer};
            promise.person = dana;
            promise.what = dice.of(theirs);
            promise.due = day + Days{dice.from_to(5, 10)};
            promise.effort = dice.chance(50) ? Effort::work : Effort::people;
            promise.proof = "we have seen it";
            debrief.promises.push_back(promise);
        }
        PromiseDraft back{.side = Side::seller};
        back.member = deal.deal().owner;
        back.what = dice.of(ours);
        back.due = day + Days{3};
        back.effort = Effort::work;
        back.proof = "they have it";
        debrief.promises.push_back(back);
        debrief.no_next_because = "they look at their calendar first";
        TRYV(deal.act(debrief, over));
        if (dice.chance(80)) {
            TRYV(deal.act(SendRecap{debrief.meeting}, over + hours{3}));
        }

        const std::vector<Commitment> promised = deal.deal().commitments;
        for (const Commitment& promise : promised) {
            if (!std::holds_alternative<Agreed>(promise.state) || dice.chance(25)) continue;
            TRYV(deal.act(KeepPromise{promise.id, {}}, over + hours{24 * dice.from_to(1, 6)}));
        }
        return success();
    }

    // Two plays of the library, planned and answered: the advisor learns from them.
    Result<void> ask(Telling& deal, const store::Workspace& workspace, Dice& dice, Instant at) {
        const MeetingId meeting = deal.deal().meetings.back().id;
        const Date day = workspace.zone().date_of(at);
        const std::vector<Play>& library = all_plays();
        const auto a_play = [&]() -> const Play& {
            return library[static_cast<std::size_t>(dice.below(std::ssize(library)))];
        };
        WritePlan plan{.meeting = meeting, .purpose = "a dated next step"};
        for (const AskRank rank : {AskRank::best, AskRank::minimum}) {
            const Play& play = a_play();
            AskDraft draft{.rank = rank, .play = play.id};
            draft.what = play.what;
            draft.effort = play.effort;
            draft.proof = play.proof;
            draft.owner = deal.deal().players[static_cast<std::size_t>(dice.below(2))].person;
            draft.due = day + Days{dice.from_to(5, 10)};
            plan.asks.push_back(draft);
        }
        TRYV(deal.act(plan, at - hours{24}));
        const std::vector<Ask> asks = deal.deal().meeting(meeting)->plan->asks;
        for (const Ask& ask : asks) {
            const AskAnswer came = dice.chance(45) ? AskAnswer::accepted : AskAnswer::declined;
            TRYV(deal.act(AnswerAsk{.meeting = meeting, .ask = ask.id, .answer = came}, at));
        }
        return success();
    }

    // Of an open deal: a meeting that has just been, and a request.
    Result<void> look_ahead(Telling& deal, const Customer& customer, Dice& dice) {
        const Instant told = today_ - hours{24 * 6};
        if (dice.chance(30)) {
            AskRequest ask{
                .request = {RequestKind::references, "two of our size", customer.people[0].person}};
            TRYV(deal.act(ask, told));
        }
        ScheduleMeeting meeting{.kind = MeetingKind::video, .title = "Going through the figures"};
        meeting.starts = today_ - hours{dice.from_to(24, 96)};
        meeting.players = {customer.people[0].person, customer.people[1].person};
        meeting.accepted_by = {customer.people[0].person};
        return deal.act(meeting, told);
    }

    Result<void> end(Telling& deal, const store::Workspace& workspace, Dice& dice, Instant at) {
        if (dice.chance(30)) return deal.act(WinDeal{}, at);
        if (dice.chance(85))
            return deal.act(LoseDeal{dice.chance(60) ? LostTo::no_decision : LostTo::competitor,
                                     "They stay with what they have.",
                                     {}},
                            at);
        return deal.act(
            ParkDeal{workspace.zone().date_of(today_) + Days{90}, "Next year's budget.", {}}, at);
    }

    store::Store& store_;
    Sizes sizes_;
    Instant today_;
    std::string domain_;
    WorkspaceId workspace_{};
    std::vector<MemberId> members_;
    std::vector<Customer> customers_;
    Company made_;
};

std::string note_in(const std::string& folder) {
    return folder + "/company.txt";
}

// What stands beside the data: figures in the first line, then a token a line.
void keep_note(const Company& company) {
    std::ofstream out(note_in(company.folder));
    out << company.scale << ' ' << company.deals << ' ' << company.events << '\n';
    for (const std::string& token : company.tokens) out << token << '\n';
}

std::optional<Company> noted(const std::string& folder, double scale) {
    std::ifstream in(note_in(folder));
    Company company;
    company.folder = folder;
    if (!(in >> company.scale >> company.deals >> company.events)) return std::nullopt;
    if (company.scale != scale) return std::nullopt;
    for (std::string token; in >> token;) company.tokens.push_back(token);
    return company;
}

}  // namespace

namespace {

using Make = std::function<Result<Company>(store::Store& store, Instant today)>;

// What is in `folder`, or what is made there.
Result<Company> there_or_made(const std::string& folder, double scale, const Make& make) {
    TRY(const store::Place place, store::Place::parse(folder));
    if (auto there = noted(folder, scale)) {
        const auto opened = store::Store::open(place);
        if (opened) return *std::move(there);
        if (opened.error().code != "schema_changed") return opened.error();
    }
    fs::remove_all(folder);
    fs::create_directories(folder);
    TRY(const auto store, store::Store::open(place));
    const Instant now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    const Instant today{std::chrono::floor<std::chrono::days>(now.time_since_epoch())};
    TRY(Company made, make(*store, today));
    made.folder = folder;
    made.scale = scale;
    store->close();
    keep_note(made);
    return made;
}

}  // namespace

Result<Company> company_in(const std::string& folder, double scale, const Progress& progress) {
    return there_or_made(folder, scale, [&](store::Store& store, Instant today) {
        return Making(store, scale, today, "company.example").make(progress);
    });
}

Result<Company> hoster_in(const std::string& folder, std::int64_t workspaces,
                          const Progress& progress) {
    constexpr double scale = 0.01;
    return there_or_made(folder, scale, [&](store::Store& store, Instant today) -> Result<Company> {
        Company all;
        for (std::int64_t n = 0; n < workspaces; ++n) {
            const std::string domain = "company" + std::to_string(n) + ".example";
            TRY(const Company one, Making(store, scale, today, domain).make({}));
            all.deals += one.deals;
            all.events += one.events;
            all.tokens.push_back(one.tokens.front());
            if (progress) progress(n + 1, workspaces);
        }
        return all;
    });
}

}  // namespace ante::bench
