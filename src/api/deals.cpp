// Deals: opening, changing, ending, looking.

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "api/follow_ups.h"
#include "api/history.h"
#include "api/page.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

// ---- looking
// -------------------------------------------------------------------------------------

Result<DealView> get_deal(const Reading& in, const LookAtDeal& params) {
    if (!params.as_of && !params.on) {
        TRY(const auto seen, store::see_deal(in.db, in.workspace, *in.deal));
        in.aside.version = seen.version;
        return view_of(in, seen, in.now);
    }
    TRY(const auto then, look_at_deal(in, params));
    return view_of(in, then.stored, then.moment);
}

struct Acts {
    std::vector<Act> items{};
    static constexpr auto fields = describe(field<&Acts::items>("items", "In order of time."));
};
Result<Acts> list_acts(const Reading& in, const LookAtDeal& params) {
    TRY(const auto seen, look_at_deal(in, params));
    return Acts{ledger_of(seen.stored.deal, in.workspace.settings()).acts};
}

struct Whys {
    std::vector<Why> items{};
    static constexpr auto fields =
        describe(field<&Whys::items>("items", "What holds now, first thing first, then later."));
};
Result<Whys> explain_signals(const Reading& in, const Nothing&) {
    TRY(const auto stored, store::load_deal(in.db, in.workspace.id, *in.deal));
    TRY(auto whys, whys_of(in, stored.deal, in.now));
    return Whys{std::move(whys)};
}

struct ShowHistory {
    std::int64_t limit = 50;
    std::optional<std::int64_t> after{};
    static constexpr auto fields =
        describe(limit_row<ShowHistory>(),
                 field<&ShowHistory::after>("after", "The `next` of the page before.", {.min = 0}));
};
Result<History> show_history(const Reading& in, const ShowHistory& params) {
    return history_of(in, *in.deal, params.after.value_or(0), params.limit);
}

// ---- beginning and end
// ---------------------------------------------------------------------------

Result<DealView> open_deal(Writing& in, const OpenDeal& body) {
    if (body.owner && *body.owner != in.viewer.me && in.viewer.role == MemberRole::rep)
        return Error{No::forbidden,
                     "managers_only",
                     "A rep opens his own deals; his manager opens them for others.",
                     {}};
    TRYV(expect_member(in, "/owner", body.owner));
    TRYV(expect_account(in, "/account", body.account));
    TRY(const auto after, store::perform(in.in, in.workspace, {}, body, {in.now, {}}, in.cause));
    in.aside.version = after.version;
    return view_of(in, after, in.now);
}

Result<DealView> hand_over(Writing& in, const HandOver& body) {
    TRYV(expect_member(in, "/to", body.to));
    return carry_out_on_deal(in, body);
}

Result<DealView> win_deal(Writing& in, const WinDeal& body) {
    measure_pace_after(in);
    return carry_out_on_deal(in, body);
}

// ---- players
// -------------------------------------------------------------------------------------

Result<DealView> add_player(Writing& in, const AddPlayer& body) {
    TRY(const auto deal, store::load_deal(in.db, in.workspace.id, *in.deal));
    TRY(const auto person, person_at(in, "/person", body.person, deal.deal.account));
    return carry_out_on_deal(in, body, {{person.id, person.name, person.level}});
}

// clang-format off
const Endpoint rows[] = {
    {Verb::post, "/deals", "open_deal", "Open a deal.", Right::member, handled_by<&open_deal>(), Versions::none, 201},
    {Verb::get, "/deals/{deal}", "get_deal", "A deal with all that follows from its facts.", Right::see_deal, handled_by<&get_deal>()},
    {Verb::get, "/deals/{deal}/acts", "list_acts", "What each side did, and what it cost: the ledger.", Right::see_deal, handled_by<&list_acts>()},
    {Verb::get, "/deals/{deal}/signals", "explain_signals", "What holds for a deal, and why: the acts behind it.", Right::see_deal, handled_by<&explain_signals>()},
    {Verb::get, "/deals/{deal}/history", "show_history", "What happened, in words, from the beginning.", Right::see_deal, handled_by<&show_history>()},
    {Verb::patch, "/deals/{deal}", "change_deal", "Change what a deal is called, worth, expected.", Right::change_deal, handled_by<&on_deal<ChangeDeal>>(), Versions::needed},
    {Verb::post, "/deals/{deal}/hand-over", "hand_over", "Give a deal to another member.", Right::change_deal, handled_by<&hand_over>(), Versions::needed},
    command<EnterStage>("/deals/{deal}/stage", "enter_stage", "Enter a stage; without its proof, with a reason."),
    {Verb::post, "/deals/{deal}/win", "win_deal", "The deal is won.", Right::change_deal, handled_by<&win_deal>(), Versions::needed},
    command<LoseDeal>("/deals/{deal}/lose", "lose_deal", "The deal is lost, and to whom."),
    command<ParkDeal>("/deals/{deal}/park", "park_deal", "Park a deal until a day."),
    command<ReopenDeal>("/deals/{deal}/reopen", "reopen_deal", "A deal that was over or parked goes on."),
    command<Snooze>("/deals/{deal}/snooze", "snooze_deal", "Keep a deal off Today until a day."),
    command<AddNote>("/deals/{deal}/notes", "add_note", "Add a note.", Versions::any_fine),
    command<ProposeLettingGo>("/deals/{deal}/letting-go", "propose_letting_go", "Propose to let a deal go; the other, rep or manager, agrees or keeps it."),
    command<AgreeLettingGo>("/deals/{deal}/letting-go/agree", "agree_letting_go", "Agree: the deal is parked, or lost, as was proposed."),
    command<DeclineLettingGo>("/deals/{deal}/letting-go/decline", "decline_letting_go", "Keep the deal; who proposed it takes it back."),
    command<RecordReply>("/deals/{deal}/replies", "record_reply", "A reply of the buyer reached us: a buyer act.", Versions::any_fine),
    {Verb::put, "/deals/{deal}/homework", "write_homework", "Write what is known before the first meeting.", Right::change_deal, handled_by<&on_deal<WriteHomework>>(), Versions::needed},
    {Verb::post, "/deals/{deal}/players", "add_player", "Add a person of the account to the deal.", Right::change_deal, handled_by<&add_player>(), Versions::needed},
    {Verb::put, "/deals/{deal}/players/{person}", "change_player", "Change a player's role.", Right::change_deal, handled_by<&on_deal<ChangePlayer>>(), Versions::needed},
    {Verb::del, "/deals/{deal}/players/{person}", "remove_player", "He left the deal.", Right::change_deal, handled_by<&on_deal<RemovePlayer>>(), Versions::needed},
};
// clang-format on

}  // namespace

Endpoints deal_endpoints() {
    return rows;
}

}  // namespace ante::api
