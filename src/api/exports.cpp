// Deals out again: as CSV, a row for each of a deal's people with the deal's cells repeated, as the
// importer joins them again, or with all their facts as JSON lines. Read a page at a time, so that
// an export of any size costs one page of memory.

#include "api/deal_filter.h"
#include "api/endpoints.h"
#include "api/import_file.h"
#include "base/json.h"
#include "store/lists.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

enum class Form : std::uint8_t { csv, lines };

connect::ImportRow row_of(const Deal& deal, const Account& account, const Member& owner,
                          const std::vector<Person>& people) {
    connect::ImportRow row;
    row.external_id = deal.external_id.empty() ? deal.id.text() : deal.external_id;
    row.name = deal.name;
    row.account = account.name;
    row.account_domain = account.domain;
    row.sector = account.industry;
    row.region = account.region;
    row.size = account.size;
    for (const Person& person : people) {
        const Player* player = deal.player(person.id);
        row.people.push_back({person.name, person.email, person.title,
                              player ? std::optional(player->role) : std::nullopt});
    }
    row.owner = owner.name;
    row.owner_email = owner.email.ends_with("@import.invalid") ? "" : owner.email;
    row.amount = deal.amount;
    row.crm_stage = deal.crm_stage;
    row.created_at = deal.opened_at;
    row.expected_close = deal.expected_close;
    row.kind = deal.kind;
    if (const Won* won = std::get_if<Won>(&deal.state)) {
        row.status = connect::ImportStatus::won;
        row.closed_at = won->at;
    }
    if (const Lost* lost = std::get_if<Lost>(&deal.state)) {
        row.status = connect::ImportStatus::lost;
        row.closed_at = lost->at;
        row.lost_to = lost->to;
        row.lost_words = lost->why;
    }
    if (const Parked* parked = std::get_if<Parked>(&deal.state)) {
        row.status = connect::ImportStatus::parked;
        row.parked_until = parked->until;
    }
    return row;
}

class DealExport final : public Source {
public:
    DealExport(store::Store& store, store::Viewer viewer, store::DealFilter filter, Instant now,
               Form form)
        : store_(store),
          viewer_(std::move(viewer)),
          filter_(std::move(filter)),
          now_(now),
          form_(form) {
        if (filter_.play == store::InPlay::closed) play_ = store::InPlay::closed;
    }

    void open(std::function<void()>) override {}

    Piece next() override {
        Piece piece{.bytes = {}, .state = State::more};
        if (first_ && form_ == Form::csv) piece.bytes = connect::deal_file_header();
        first_ = false;
        const Result<bool> more =
            store_.read([&](store::Connection& db) { return page(db, piece.bytes); });
        if (!more) return {.bytes = {}, .state = State::broken};
        if (!more.value()) piece.state = State::done;
        return piece;
    }

private:
    static constexpr std::int64_t page_size = 50;

    Result<bool> page(store::Connection& db, std::string& out) {
        TRY(const auto workspace, store::look_into(db, viewer_.workspace));
        store::DealQuery query{filter_, store::DealSort::opened, store::Direction::up, page_size,
                               after_};
        query.play = play_;
        TRY(const auto found, store::deals(db, viewer_, workspace, query, now_));
        for (const store::DealLine& line : found.items) {
            TRY(const auto stored, store::load_deal(db, viewer_.workspace, line.id));
            if (form_ == Form::lines) {
                out += to_json(stored.deal);
                out += '\n';
                continue;
            }
            TRY(const auto account,
                store::load_account(db, viewer_.workspace, stored.deal.account));
            TRY(const auto owner, store::load_member(db, viewer_.workspace, stored.deal.owner));
            std::vector<Person> people;
            for (const Player& player : stored.deal.players) {
                if (player.left_at) continue;
                TRY(auto person, store::load_person(db, viewer_.workspace, player.person));
                people.push_back(std::move(person.value));
            }
            out += connect::deal_file_rows(row_of(stored.deal, account.value, owner.value, people));
        }
        after_ = found.next;
        if (after_) return true;
        if (play_ == store::InPlay::closed || filter_.play == store::InPlay::open) return false;
        play_ = store::InPlay::closed;
        return true;
    }

    store::Store& store_;
    store::Viewer viewer_;
    store::DealFilter filter_;
    Instant now_;
    Form form_;
    store::InPlay play_ = store::InPlay::open;
    std::optional<std::string> after_{};
    bool first_ = true;
};

// Without parameters, all that he may see.
struct ExportDeals : DealFilterParams {
    ExportDeals() {
        scope = store::Scope::workspace;
        play = store::InPlay::any;
    }
    static constexpr auto fields = rows;
};

Answer download(const Reading& in, const ExportDeals& params, Form form) {
    Answer answer;
    answer.content_type = form == Form::csv ? "text/csv; charset=utf-8" : "application/x-ndjson";
    answer.content = Download{
        std::make_unique<DealExport>(in.house.store, in.viewer, params.filter(), in.now, form)};
    answer.headers.push_back({"Content-Disposition", form == Form::csv
                                                         ? "attachment; filename=\"deals.csv\""
                                                         : "attachment; filename=\"deals.jsonl\""});
    return answer;
}

Result<Answer> export_csv(const Reading& in, const ExportDeals& params) {
    return download(in, params, Form::csv);
}
Result<Answer> export_lines(const Reading& in, const ExportDeals& params) {
    return download(in, params, Form::lines);
}

// clang-format off
const Endpoint rows[] = {
    {.verb = Verb::get, .path = "/export/deals.csv", .operation = "export_deals", .summary = "The deals you may see, or those of a filter, as CSV: a row for each of a deal's people.",
     .right = Right::member, .handler = handled_by<&export_csv>(), .content_type = "text/csv; charset=utf-8"},
    {.verb = Verb::get, .path = "/export/deals.jsonl", .operation = "export_deal_facts", .summary = "The deals you may see, or those of a filter, with all their facts, one JSON object a line.",
     .right = Right::member, .handler = handled_by<&export_lines>(), .content_type = "application/x-ndjson"},
};
// clang-format on

}  // namespace

Endpoints export_endpoints() {
    return rows;
}

}  // namespace ante::api
