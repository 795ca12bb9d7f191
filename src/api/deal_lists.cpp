// Deals as a table and as a board.

#include <algorithm>

#include "api/deal_filter.h"
#include "api/endpoints.h"
#include "method/settings.h"

namespace ante::api {

using namespace method;

store::DealFilter DealFilterParams::filter() const {
    store::DealFilter wanted{.scope = scope,
                             .play = play,
                             .states = {},
                             .stages = stage,
                             .kinds = kind,
                             .owners = owner,
                             .account = account,
                             .person = person,
                             .signals = signal,
                             .verdicts = {},
                             .amount_from = amount_from,
                             .amount_to = amount_to,
                             .skin_from = skin_from,
                             .skin_to = skin_to,
                             .momentum_from = momentum_from,
                             .momentum_to = momentum_to,
                             .age_from = age_from,
                             .age_to = age_to,
                             .text = q};
    for (const DealStateWord one : state) wanted.states.emplace_back(word_of(one));
    for (const Verdict one : verdict) wanted.verdicts.emplace_back(word_of(one));
    return wanted;
}

namespace {

// ---- the table
// -----------------------------------------------------------------------------------

struct ListDeals : DealFilterParams {
    store::DealSort sort = store::DealSort::momentum;
    store::Direction direction = store::Direction::down;
    std::int64_t limit = 50;
    std::optional<std::string> after{};
    static constexpr auto fields = with_filter(
        describe(field<&ListDeals::sort>("sort", "By what; closed deals only by the first five.",
                                         {.may_be_absent = true}),
                 field<&ListDeals::direction>("direction", "The largest or the smallest first.",
                                              {.may_be_absent = true}),
                 limit_row<ListDeals>(), after_row<ListDeals>()));
};

store::DealQuery query_of(store::DealFilter filter, store::DealSort sort,
                          store::Direction direction, std::int64_t limit,
                          std::optional<std::string> after = {}) {
    return {std::move(filter), sort, direction, limit, std::move(after)};
}

Result<Page<store::DealLine>> list_deals(const Reading& in, const ListDeals& params) {
    const auto query =
        query_of(params.filter(), params.sort, params.direction, params.limit, params.after);
    TRY(auto page, store::deals(in.db, in.viewer, in.workspace, query, in.now));
    return page_from(std::move(page));
}

// ---- the board
// -----------------------------------------------------------------------------------

constexpr std::int64_t most_cards = 50;
constexpr std::size_t most_columns = 40;

struct ShowBoard : DealFilterParams {
    store::DealSort sort = store::DealSort::momentum;
    store::Direction direction = store::Direction::down;
    std::int64_t cards = 20;
    static constexpr auto fields = with_filter(describe(
        field<&ShowBoard::sort>("sort", "The cards of a column, by what.", {.may_be_absent = true}),
        field<&ShowBoard::direction>("direction", "The largest or the smallest first.",
                                     {.may_be_absent = true}),
        field<&ShowBoard::cards>("cards", "How many cards of each column.",
                                 {.min = 0, .max = most_cards, .may_be_absent = true})));
};

struct BoardColumn {
    DealStateWord state = DealStateWord::pipeline;
    std::string stage;
    std::string name;
    Proof proof = Proof::none;
    bool settled = true;
    std::int64_t deals = 0;
    std::vector<Money> sums{};
    std::vector<store::DealLine> cards{};
    std::optional<std::string> next{};
    static constexpr auto fields = describe(
        field<&BoardColumn::state>("state", "prospect: before the door, outside the pipeline."),
        field<&BoardColumn::stage>("stage",
                                   "The stage's id; empty: no stage was entered, or prospects."),
        field<&BoardColumn::name>("name", "The stage's name."),
        field<&BoardColumn::proof>("proof", "The buyer's act that proves the stage."),
        field<&BoardColumn::settled>("settled",
                                     "False for a stage that the settings do not have any more."),
        field<&BoardColumn::deals>("deals", "How many there are in all."),
        field<&BoardColumn::sums>("sums", "What they are worth, a sum for each currency."),
        field<&BoardColumn::cards>("cards", "The first ones."),
        field<&BoardColumn::next>(
            "next",
            "For the next ones: `after` of list_deals with the same filter and sort, this state "
            "and this stage; absent if these are all."));
};
struct Board {
    std::vector<BoardColumn> columns{};
    static constexpr auto fields = describe(field<&Board::columns>(
        "columns",
        "Prospects first, before the door; then the pipeline: without a stage, if there are any, "
        "and each stage in its order."));
};

std::vector<BoardColumn> empty_columns(const Settings& settings) {
    std::vector<BoardColumn> columns{
        {.state = DealStateWord::prospect, .stage = {}, .name = "Prospects"},
        {.state = DealStateWord::pipeline, .stage = {}, .name = "No stage yet"}};
    for (const Stage& stage : settings.stages)
        columns.push_back({.stage = stage.id, .name = stage.name, .proof = stage.proof});
    return columns;
}

BoardColumn* column_for(std::vector<BoardColumn>& columns, const store::StageSum& sum) {
    if (sum.state == "prospect") return &columns.front();
    for (std::size_t i = 1; i < columns.size(); ++i)
        if (columns[i].stage == sum.stage) return &columns[i];
    if (columns.size() >= most_columns) return nullptr;
    columns.push_back({.stage = sum.stage, .name = sum.stage, .settled = false});
    return &columns.back();
}

void add_sum(BoardColumn& column, const store::StageSum& sum) {
    column.deals += sum.deals;
    const auto currency = Currency::parse(sum.currency);
    if (!currency) return;
    for (Money& money : column.sums)
        if (money.currency == *currency) {
            money.minor += sum.amount;
            return;
        }
    column.sums.push_back({sum.amount, *currency});
}

Result<Board> show_board(const Reading& in, const ShowBoard& params) {
    store::DealFilter filter = params.filter();
    filter.play = store::InPlay::open;
    Board board{empty_columns(in.workspace.settings())};
    TRY(const auto sums, store::stage_sums(in.db, in.viewer, in.workspace, filter, in.now));
    for (const store::StageSum& sum : sums)
        if (BoardColumn* column = column_for(board.columns, sum)) add_sum(*column, sum);
    std::erase_if(board.columns, [](const BoardColumn& column) {
        const bool named = column.state == DealStateWord::prospect || !column.stage.empty();
        return !named && column.deals == 0;
    });
    for (BoardColumn& column : board.columns) {
        if (column.deals == 0 || params.cards == 0) continue;
        filter.states = {std::string(word_of(column.state))};
        filter.stages = params.stage;
        if (column.state == DealStateWord::pipeline) filter.stages = {column.stage};
        TRY(auto page,
            store::deals(in.db, in.viewer, in.workspace,
                         query_of(filter, params.sort, params.direction, params.cards), in.now));
        column.cards = std::move(page.items);
        column.next = std::move(page.next);
    }
    return board;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/deals", "list_deals", "The deals that you may see, a page at a time.", Right::member, handled_by<&list_deals>()},
    {Verb::get, "/pipeline/board", "show_board", "Open deals by stage, prospects before the door: how many, what they are worth, and the first cards of each column.", Right::member, handled_by<&show_board>()},
};
// clang-format on

}  // namespace

Endpoints deal_list_endpoints() {
    return rows;
}

}  // namespace ante::api
