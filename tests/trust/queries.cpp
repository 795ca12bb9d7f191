// T23: the lists on SQLite, on PostgreSQL and told naively are one and the same, page by page; and
// T7 as far as the store goes: what a viewer may see is the same by every way of looking.
//
//     trust_queries [QUERIES [SEED]]    20,000 questions (PostgreSQL if ANTE_TEST_POSTGRES names
//     one)
//
// A difference is printed with the seed that makes it again; exit code 1.

#include <cstdlib>

#include "naive.h"
#include "store/relation_lists.h"
#include "store/verify.h"

namespace ante::trust {
namespace {

// At least so many bytes, and no letter cut in two: the API takes no broken UTF-8.
std::string beginning_of(const std::string& text, std::size_t length) {
    while (length < text.size() && !is_text(text.substr(0, length))) ++length;
    return text.substr(0, length);
}

using store::Connection;
using store::Scope;
using store::Viewer;

// A page as JSON, whatever it is of.
struct PageTold {
    Told items;
    std::optional<std::string> next;
    bool operator==(const PageTold&) const = default;
};
template <class T>
Result<PageTold> told(Result<store::Page<T>> page) {
    if (page.has_error()) return page.error();
    PageTold out;
    for (const T& item : page.value().items) out.items.push_back(to_json(item));
    out.next = page.value().next;
    return out;
}
// Of an account its name alone: what its relation is follows from more than the naive model tells.
Result<PageTold> accounts_told(Result<store::Page<store::AccountLine>> page) {
    if (page.has_error()) return page.error();
    PageTold out;
    for (const store::AccountLine& line : page.value().items)
        out.items.push_back(Naive::named(line.id, line.name));
    out.next = page.value().next;
    return out;
}
template <class T>
Result<PageTold> told_whole(Result<std::vector<T>> list) {
    if (list.has_error()) return list.error();
    PageTold out;
    for (const T& item : list.value()) out.items.push_back(to_json(item));
    return out;
}

class Questions {
public:
    Questions(std::uint64_t seed, Places& places)
        : seed_(seed), chance_(seed + 7), places_(places), selling_(seed, places, 50) {}

    // Asks so many questions, while things go on.
    void ask(std::int64_t questions) {
        constexpr std::int64_t between_changes = 400;
        for (std::int64_t i = 0; i < questions; ++i) {
            if (i % between_changes == 0) {
                if (i > 0) selling_.go_on();
                naive_.emplace(selling_, *places_.front());
                compare_logs();
                compare_ways_of_looking();
            }
            ask_one();
        }
        for (const auto& kept : places_) {
            const auto verified = must(store::verify(*kept->store), "verify");
            for (const auto& d : verified.disagreements) differs("verify", d.about, d.detail);
        }
    }

    std::int64_t asked = 0;
    std::int64_t pages = 0;
    std::int64_t looks = 0;
    std::int64_t differences = 0;
    std::int64_t views_apart = 0;

private:
    void differs(std::string_view what, std::string_view here, std::string_view there) {
        if (++differences > 5) return;
        std::printf("seed %llu, question %lld: %.*s\n  is      %.*s\n  must be %.*s\n",
                    static_cast<unsigned long long>(seed_), static_cast<long long>(asked),
                    static_cast<int>(what.size()), what.data(), static_cast<int>(here.size()),
                    here.data(), static_cast<int>(there.size()), there.data());
    }

    // Follows a list to its end in every place, and compares each page with its part of the whole.
    template <class Ask>
    void compare_pages(const std::string& what, const Told& whole, std::int64_t limit, Ask&& ask) {
        ++asked;
        const auto size =
            static_cast<std::size_t>(std::clamp<std::int64_t>(limit, 1, store::largest_page));
        std::optional<std::string> after;
        for (std::size_t from = 0;; from += size) {
            ++pages;
            const std::size_t to = std::min(from + size, whole.size());
            std::optional<PageTold> first;
            for (const auto& kept : places_) {
                const std::string where =
                    what + " on " + std::string(word_of(kept->store->engine()));
                Result<PageTold> answer =
                    kept->store->read([&](Connection& db) { return ask(db, *kept, after); });
                if (answer.has_error())
                    return differs(where, answer.error().code, answer.error().detail);
                PageTold& page = answer.value();
                for (std::size_t i = 0; i < std::max(page.items.size(), to - from); ++i) {
                    const std::string is = i < page.items.size() ? page.items[i] : "(missing)";
                    const std::string should = i < to - from ? whole[from + i] : "(nothing more)";
                    if (is != should)
                        return differs(where + ", row " + std::to_string(from + i), is, should);
                }
                if (page.next.has_value() != (to < whole.size()))
                    return differs(where + ", next", page.next.value_or("(none)"),
                                   to < whole.size() ? "(one more page)" : "(the last page)");
                if (first && *first != page)
                    return differs(where + ", next", page.next.value_or(""),
                                   first->next.value_or(""));
                first = std::move(page);
            }
            after = first->next;
            if (!after) return;
        }
    }

    Viewer a_viewer() {
        const method::Member& m = chance_.of(selling_.members()).value;
        return {{}, m.id, m.role, m.team};
    }
    static Viewer at(const Viewer& viewer, const Kept& kept) {
        Viewer here = viewer;
        here.workspace = kept.id;
        return here;
    }
    // Often the very moment at which something begins to hold, or the one before.
    Instant a_moment() {
        const auto& thing = chance_.of(naive_->deals());
        if (chance_.percent(40) && !thing.signals.empty())
            return chance_.of(thing.signals).holds_from - milliseconds{chance_.between(0, 1)};
        if (chance_.percent(20) && thing.deal().snoozed_until)
            return Zone::named(selling_.settings().time_zone)
                       .value()
                       .start_of(*thing.deal().snoozed_until) -
                   milliseconds{chance_.between(0, 1)};
        return selling_.first_day() + hours{chance_.between(-1, 200) * 24};
    }
    std::int64_t a_limit() {
        return chance_.of<std::int64_t>({-3, 0, 1, 2, 3, 5, 7, 20, 50, 200, 5'000});
    }
    Scope a_scope() { return static_cast<Scope>(chance_.below(3)); }
    std::string a_rule() {
        const auto& thing = chance_.of(naive_->deals());
        if (thing.signals.empty() || chance_.percent(10)) return "no_such_rule";
        return chance_.of(thing.signals).rule;
    }

    store::DealQuery a_deal_query() {
        const auto& like = chance_.of(naive_->deals());
        store::DealQuery q;
        q.scope = a_scope();
        q.play = static_cast<store::InPlay>(chance_.below(2));
        q.sort = static_cast<store::DealSort>(chance_.below(q.play == store::InPlay::open ? 9 : 5));
        q.direction = static_cast<store::Direction>(chance_.below(2));
        q.limit = a_limit();
        const auto& other = chance_.of(naive_->deals());
        const auto one_or_both = [&](auto& list, auto one, auto two) {
            list.push_back(std::move(one));
            if (chance_.percent(30)) list.push_back(std::move(two));
        };
        if (chance_.percent(15)) one_or_both(q.states, like.line.state, other.line.state);
        if (chance_.percent(15)) one_or_both(q.stages, like.line.stage, other.line.stage);
        if (chance_.percent(15)) one_or_both(q.kinds, like.line.kind, other.line.kind);
        if (chance_.percent(15)) one_or_both(q.owners, like.line.owner, other.line.owner);
        if (chance_.percent(15)) q.account = like.line.account;
        if (q.account && chance_.percent(30)) {
            q.play = store::InPlay::any;
            q.sort = static_cast<store::DealSort>(chance_.below(5));
        }
        if (chance_.percent(10) && !like.deal().players.empty())
            q.person = like.deal().players.front().person;
        if (chance_.percent(20)) one_or_both(q.signals, a_rule(), a_rule());
        if (chance_.percent(15))
            one_or_both(q.verdicts, like.line.last_verdict.value_or(""),
                        other.line.last_verdict.value_or(""));
        if (chance_.percent(15)) q.age_from = chance_.between(0, 200);
        if (chance_.percent(15)) q.age_to = chance_.between(0, 400);
        if (chance_.percent(15)) q.text = beginning_of(like.line.name, 4);
        if (chance_.percent(15)) q.amount_from = some_amount(like);
        if (chance_.percent(15)) q.amount_to = some_amount(like);
        if (chance_.percent(15)) q.skin_from = like.line.skin.value_or(chance_.between(-1, 101));
        if (chance_.percent(15)) q.skin_to = like.line.skin.value_or(chance_.between(-1, 101));
        return q;
    }
    std::int64_t some_amount(const Naive::Thing& like) {
        return like.line.amount ? like.line.amount->minor + chance_.between(-1, 1)
                                : chance_.between(-1, 1);
    }

    void ask_one() {
        const Viewer viewer = a_viewer();
        const Instant now = a_moment();
        const std::int64_t limit = a_limit();
        const method::DealId deal = chance_.of(naive_->deals()).deal().id;
        switch (chance_.below(16)) {
            case 0: {
                const method::MemberId of = chance_.of(selling_.members()).value.id;
                return compare_pages("today", naive_->today(viewer, of, now), limit,
                                     [&](Connection& db, const Kept& k, const auto& after) {
                                         return today_page(db, k, viewer, of, limit, after, now);
                                     });
            }
            case 1: {
                const Scope scope = a_scope();
                return compare_pages(
                    "signal counts", naive_->signal_counts(viewer, scope, now), 200,
                    [&](Connection& db, const Kept& k, const auto&) {
                        return told_whole(store::signal_counts(db, at(viewer, k), scope, now));
                    });
            }
            case 2: {
                store::MeetingQuery q{.scope = a_scope(), .limit = limit};
                if (chance_.percent(40)) q.from = a_moment();
                if (chance_.percent(40)) q.to = a_moment();
                if (chance_.percent(40)) q.state = chance_.of({"planned", "held", "cancelled"});
                return compare_pages("meetings", naive_->meetings(viewer, q), limit,
                                     [&](Connection& db, const Kept& k, const auto& after) {
                                         q.after = after;
                                         return told(store::meetings(db, at(viewer, k), q));
                                     });
            }
            case 3: {
                store::PromiseQuery q{.scope = a_scope(), .limit = limit};
                q.state = chance_.of({"proposed", "agreed", "agreed", "kept", "missed", "declined",
                                      "released", "withdrawn"});
                if (chance_.percent(30)) q.side = static_cast<method::Side>(chance_.below(2));
                if (chance_.percent(30)) q.due_to = make_date(2026, 1, 5) + Days{limit};
                return compare_pages("promises", naive_->promises(viewer, q), limit,
                                     [&](Connection& db, const Kept& k, const auto& after) {
                                         q.after = after;
                                         return told(store::promises(db, at(viewer, k), q));
                                     });
            }
            case 4: {
                store::RequestQuery q{.scope = a_scope(), .limit = limit};
                q.states.push_back(static_cast<method::RequestState>(chance_.below(7)));
                if (chance_.percent(40))
                    q.states.push_back(static_cast<method::RequestState>(chance_.below(7)));
                return compare_pages("requests", naive_->requests(viewer, q), limit,
                                     [&](Connection& db, const Kept& k, const auto& after) {
                                         q.after = after;
                                         return told(store::requests(db, at(viewer, k), q));
                                     });
            }
            case 5: return ask_beside(viewer, limit);
            case 6: return ask_search(viewer);
            case 7: return ask_feed(viewer);
            case 8:
                return compare_pages("the signals of a deal", naive_->signals_of_deal(deal), 200,
                                     [&](Connection& db, const Kept& k, const auto&) {
                                         return told_whole(store::signals_of_deal(db, k.id, deal));
                                     });
            case 9:
                return compare_pages("a deal as of then", naive_->as_of(deal, now), 1,
                                     [&](Connection& db, const Kept& k, const auto&) {
                                         return deal_as_of(db, k, deal, now);
                                     });
            case 10:
                return compare_pages("a deal as a line", naive_->deal_line(viewer, deal, now), 1,
                                     [&](Connection& db, const Kept& k, const auto&) {
                                         return deal_line(db, k, viewer, deal, now);
                                     });
            default: {
                store::DealQuery q = a_deal_query();
                return compare_pages(
                    "deals", naive_->deals(viewer, q, now), q.limit,
                    [&](Connection& db, const Kept& k, const auto& after) -> Result<PageTold> {
                        q.after = after;
                        TRY(const auto workspace, store::look_into(db, k.id));
                        return told(store::deals(db, at(viewer, k), workspace, q, now));
                    });
            }
        }
    }

    static Result<PageTold> today_page(Connection& db, const Kept& kept, const Viewer& viewer,
                                       method::MemberId of, std::int64_t limit,
                                       const std::optional<std::string>& after, Instant now) {
        TRY(const auto workspace, store::look_into(db, kept.id));
        return told(store::today(db, at(viewer, kept), workspace, of, limit, after, now));
    }
    static Result<PageTold> deal_line(Connection& db, const Kept& kept, const Viewer& viewer,
                                      method::DealId deal, Instant now) {
        TRY(const auto workspace, store::look_into(db, kept.id));
        const auto line = store::deal_line(db, at(viewer, kept), workspace, deal, now);
        if (line.has_error() && line.error().code == "deal_not_found") return PageTold{};
        if (line.has_error()) return line.error();
        return PageTold{{to_json(line.value())}, {}};
    }
    static Result<PageTold> deal_as_of(Connection& db, const Kept& kept, method::DealId deal,
                                       Instant moment) {
        TRY(const auto then, store::deal_as_of(db, kept.id, deal, moment));
        if (!then) return PageTold{};
        return PageTold{{to_json(then->deal)}, {}};
    }

    void ask_beside(const Viewer& viewer, std::int64_t limit) {
        const method::AccountId account = chance_.of(selling_.accounts()).value.id;
        switch (chance_.below(4)) {
            case 0:
                return compare_pages("accounts", naive_->accounts(), limit,
                                     [&](Connection& db, const Kept& k, const auto& after) {
                                         return accounts_told(store::account_lines(
                                             db, k.id, {.base = {.limit = limit, .after = after}}));
                                     });
            case 1: {
                std::optional<method::AccountId> of;
                if (chance_.percent(50)) of = account;
                return compare_pages(
                    "people", naive_->people(of), limit,
                    [&](Connection& db, const Kept& k, const auto& after) {
                        return told(store::people(db, k.id,
                                                  {.account = of, .limit = limit, .after = after}));
                    });
            }
            case 2:
                return compare_pages(
                    "members", naive_->members(), limit,
                    [&](Connection& db, const Kept& k, const auto& after) {
                        return told(store::members(db, k.id, {.limit = limit, .after = after}));
                    });
            default:
                return compare_pages(
                    "touches", naive_->touches(viewer, account), limit,
                    [&](Connection& db, const Kept& k, const auto& after) {
                        return told(store::touches(db, at(viewer, k), account, limit, after));
                    });
        }
    }

    // A few words' beginnings, out of names that are there.
    void ask_search(const Viewer& viewer) {
        std::string text;
        for (std::size_t i = 0; i < 1 + chance_.below(3); ++i) {
            const auto words = store::search_words(chance_.of(naive_->deals()).deal().name);
            const std::string word =
                words.empty() || chance_.percent(20) ? "dana" : chance_.of(words);
            text += beginning_of(word, 1 + chance_.below(word.size())) + " ";
        }
        const std::int64_t limit = chance_.of<std::int64_t>({0, 1, 3, 10, 50, 900});
        const auto most = static_cast<std::size_t>(std::clamp<std::int64_t>(limit, 1, 50));
        compare_pages("search for " + text, naive_->search(viewer, text, most), 200,
                      [&](Connection& db, const Kept& k, const auto&) {
                          return told_whole(store::search(db, at(viewer, k), text, limit));
                      });
    }

    void ask_feed(const Viewer& viewer) {
        const auto size = static_cast<std::int64_t>(naive_->log().size());
        const std::int64_t after = chance_.between(0, size + 2);
        const std::int64_t limit = chance_.between(1, 200);
        const std::int64_t looked_to = after >= size ? after : std::min(after + limit, size);
        compare_pages("feed", naive_->feed(viewer, after, static_cast<std::size_t>(limit)), 200,
                      [&](Connection& db, const Kept& k, const auto&) -> Result<PageTold> {
                          TRY(const auto page, store::feed(db, at(viewer, k), after, limit));
                          if (page.looked_to != looked_to)
                              differs("feed, looked to", std::to_string(page.looked_to),
                                      std::to_string(looked_to));
                          PageTold out;
                          for (const auto& e : page.events)
                              out.items.push_back(Naive::as_anywhere(e));
                          return out;
                      });
    }

    // The same was written everywhere.
    void compare_logs() {
        for (const auto& kept : places_) {
            const auto log = must(
                kept->store->read([&](Connection& db) { return Naive::whole_log(db, kept->id); }),
                "reading the log");
            for (std::size_t i = 0; i < std::max(log.size(), naive_->log().size()); ++i) {
                const std::string here = i < log.size() ? Naive::as_anywhere(log[i]) : "(missing)";
                const std::string there =
                    i < naive_->log().size() ? Naive::as_anywhere(naive_->log()[i]) : "(missing)";
                if (here != there) return differs("the log", here, there);
            }
        }
    }

    // T7. Each viewer, each deal, each way.
    void compare_ways_of_looking() {
        const Instant now = a_moment();
        for (const auto& kept : places_)
            for (const auto& m : selling_.members())
                must(kept->store->read([&](Connection& db) {
                    const Viewer viewer{kept->id, m.value.id, m.value.role, m.value.team};
                    return look_everywhere(db, viewer, now);
                }),
                     "looking everywhere");
    }
    Result<void> look_everywhere(Connection& db, const Viewer& viewer, Instant now) {
        TRY(const auto workspace, store::look_into(db, viewer.workspace));
        std::set<Uuid> listed;
        std::map<std::string, std::int64_t> counted;
        for (const auto play : {store::InPlay::open, store::InPlay::closed}) {
            TRY(const auto page, store::deals(db, viewer, workspace,
                                              {{.scope = Scope::workspace, .play = play},
                                               store::DealSort::momentum,
                                               store::Direction::down,
                                               200,
                                               {}},
                                              now));
            for (const auto& line : page.items) listed.insert(line.id.value);
        }
        std::set<Uuid> in_feed;
        TRY(const auto news, store::feed(db, viewer, 0, 1'000));
        TRY(const auto more, store::feed(db, viewer, news.looked_to, 1'000));
        for (const auto* page : {&news, &more})
            for (const auto& event : page->events)
                if (event.subject_kind == "deal") in_feed.insert(event.subject_id);
        std::set<Uuid> with_parts;
        TRYV(look_at_parts(db, viewer, with_parts));

        const auto agree = [&](const char* way, const Naive::Thing& thing, bool is, bool should) {
            ++looks;
            if (is == should) return;
            ++views_apart;
            differs(std::string("what is seen by ") + way, thing.deal().name,
                    should ? "seen" : "not seen");
        };
        for (std::size_t i = 0; i < naive_->deals().size(); ++i) {
            const Naive::Thing& thing = naive_->deals()[i];
            const method::Deal& deal = thing.deal();
            const bool seen = naive_->sees(viewer, deal);
            agree("the list", thing, listed.contains(deal.id.value), seen);
            agree("the line", thing,
                  store::deal_line(db, viewer, workspace, deal.id, now).has_value(), seen);
            if (more.looked_to >= naive_->log().back().number)
                agree("the feed", thing, in_feed.contains(deal.id.value), seen);
            if (!seen) agree("its parts", thing, with_parts.contains(deal.id.value), false);
            if (deal.name.find(Selling::own_word(i)) == std::string::npos) continue;
            TRY(const auto found, store::search(db, viewer, Selling::own_word(i), 10));
            agree("search", thing, !found.empty(), seen);
        }
        // A count is as long as its list.
        for (const Scope scope : {Scope::mine, Scope::team, Scope::workspace}) {
            TRY(const auto counts, store::signal_counts(db, viewer, scope, now));
            for (const auto& count : counts) {
                store::DealQuery q;
                q.scope = scope;
                q.signals = {count.rule};
                q.limit = 200;
                TRY(const auto page, store::deals(db, viewer, workspace, q, now));
                ++looks;
                if (static_cast<std::int64_t>(page.items.size()) == count.deals) continue;
                ++views_apart;
                differs("how many deals have " + count.rule, std::to_string(count.deals),
                        std::to_string(page.items.size()));
            }
        }
        return success();
    }
    Result<void> look_at_parts(Connection& db, const Viewer& viewer, std::set<Uuid>& seen) {
        TRY(const auto meetings,
            store::meetings(db, viewer, {.scope = Scope::workspace, .limit = 200}));
        for (const auto& m : meetings.items) seen.insert(m.deal.value);
        TRY(const auto promises,
            store::promises(db, viewer, {.scope = Scope::workspace, .limit = 200}));
        for (const auto& p : promises.items) seen.insert(p.deal.value);
        TRY(const auto requests,
            store::requests(db, viewer, {.scope = Scope::workspace, .limit = 200}));
        for (const auto& r : requests.items) seen.insert(r.deal.value);
        for (const auto& account : selling_.accounts()) {
            TRY(const auto touches, store::touches(db, viewer, account.value.id, 200, {}));
            for (const auto& t : touches.items)
                if (t.deal && t.by != viewer.me) seen.insert(t.deal->value);
        }
        return success();
    }

    std::uint64_t seed_;
    Chance chance_;
    Places& places_;
    Selling selling_;
    std::optional<Naive> naive_;
};

int run(std::int64_t questions, std::uint64_t seed) {
    constexpr std::int64_t per_workspace = 2'000;
    std::int64_t asked = 0, pages = 0, looks = 0, differences = 0, workspaces = 0;
    for (; asked < questions; ++seed, ++workspaces) {
        Places places;
        places.push_back(std::make_unique<Kept>(store::Engine::sqlite));
        if (tests::postgres_conninfo())
            places.push_back(std::make_unique<Kept>(store::Engine::postgres));
        Questions here(seed, places);
        here.ask(std::min(per_workspace, questions - asked));
        asked += here.asked;
        pages += here.pages;
        looks += here.looks;
        differences += here.differences;
    }
    std::printf(
        "T23: %lld random questions, %lld pages, %lld workspaces: %s; %lld differences\n"
        "T7 in the store: %lld looks at what a member may see; %s\n",
        static_cast<long long>(asked), static_cast<long long>(pages),
        static_cast<long long>(workspaces),
        tests::postgres_conninfo() ? "SQLite = PostgreSQL = naive model" : "SQLite = naive model",
        static_cast<long long>(differences), static_cast<long long>(looks),
        differences == 0 ? "0 disagreements" : "see above");
    return differences == 0 ? 0 : 1;
}

}  // namespace
}  // namespace ante::trust

int main(int argc, char** argv) {
    const std::int64_t questions = argc > 1 ? std::atoll(argv[1]) : 3'000;
    const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
    return ante::trust::run(questions, seed);
}
