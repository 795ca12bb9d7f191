#include "connect/row_reader.h"

#include <algorithm>

#include "base/beginning.h"
#include "base/json.h"
#include "connect/import_words.h"

namespace ante::connect {

namespace {

using enum Target;

constexpr std::size_t longest_id = 200;
constexpr std::size_t longest_reason = 2000;
constexpr std::size_t longest_note = 20'000;
constexpr std::size_t most_people = 50;

// Of the person or the activity of a row, not of its deal.
constexpr bool is_beside_the_deal(Target target) {
    return (target >= person && target <= role) || target >= activity_type;
}

bool is_address(std::string_view text) {
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos &&
           text.find_first_of(" \t\r\n,;()<>\"") == std::string_view::npos && text.size() <= 254;
}

// "Dana Wu (dana@x.com)", "Dana Wu <dana@x.com>", "dana@x.com", "Dana Wu".
struct NameAndAddress {
    std::string_view name;
    std::string_view address;
};
NameAndAddress take_name_apart(std::string_view text) {
    text = trimmed(text);
    if (is_address(text)) return {{}, text};
    if (text.size() > 2 && (text.back() == ')' || text.back() == '>')) {
        const std::size_t open = text.rfind(text.back() == ')' ? '(' : '<');
        if (open != std::string_view::npos) {
            const auto inner = trimmed(text.substr(open + 1, text.size() - open - 2));
            if (is_address(inner)) return {trimmed(text.substr(0, open)), inner};
        }
    }
    return {text, {}};
}

// A spreadsheet has made a number of a long id and lost its digits: "1.23457E+11".
bool is_mangled(std::string_view id) {
    const std::size_t e = id.find_first_of("eE");
    if (e == std::string_view::npos || e == 0 || e + 2 >= id.size() || id[e + 1] != '+')
        return false;
    return id.substr(0, e).find_first_not_of("0123456789.,") == std::string_view::npos &&
           id.substr(e + 2).find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

RowVerdict RowReader::read(const Record& record, ImportRow& row) {
    record_ = &record;
    problems_.clear();
    notes_.clear();
    rounded_ = false;
    row.line = record.line;

    check_form();
    if (!problems_.empty()) return RowVerdict::bad;
    read_id(row);
    if (plan_.mapping.kind == ImportKind::activities) {
        read_activity(row);
        if (row.activities.empty() && problems_.empty()) return RowVerdict::skip;
        return problems_.empty() ? RowVerdict::good : RowVerdict::bad;
    }
    if (!read_status(row)) {
        note(status, "row_skipped", "Its status says to skip it.");
        return RowVerdict::skip;
    }
    read_deal(row);
    read_amount_of(row);
    read_dates(row);
    read_people(row);
    read_owner(row);
    read_activity(row);
    if (row.external_id.empty() && problems_.empty()) make_id(row);
    return problems_.empty() ? RowVerdict::good : RowVerdict::bad;
}

void RowReader::check_form() {
    if (record_->fault) {
        const Fault& fault = *record_->fault;
        const bool known = fault.column > 0 && fault.column <= plan_.columns.size();
        problems_.push_back({record_->line, known ? plan_.columns[fault.column - 1].header : "",
                             std::string(fault.code), fault.detail});
        return;
    }
    // Empty cells beyond the header mean nothing; others belong somewhere.
    for (std::size_t i = columns_.width(); i < record_->cells.size(); ++i) {
        if (is_blank(record_->cells[i])) continue;
        problems_.push_back({record_->line, "", "row_too_long",
                             "This row has " + std::to_string(record_->cells.size()) +
                                 " cells, the header " + std::to_string(columns_.width()) +
                                 ". A cell with the delimiter in it needs quotes."});
        return;
    }
}

void RowReader::take(Target target, std::string& into, std::size_t most) {
    const std::string_view found = text(target);
    if (found.size() > most && length_of(found) > most) {
        fail(target, "too_long",
             "This has " + std::to_string(length_of(found)) + " characters; " +
                 std::to_string(most) + " are the most.");
        return;
    }
    into = found;
}

void RowReader::read_id(ImportRow& row) {
    if (columns_.id_is_line()) {
        row.external_id = "line " + std::to_string(record_->line);
        return;
    }
    take(id, row.external_id, longest_id);
    if (!own_ && is_mangled(row.external_id))
        fail(id, "id_mangled",
             "A spreadsheet has rounded this id to " + row.external_id +
                 ". Export the file again and import it without opening it there.");
    if (row.external_id.empty() && columns_.at(id) && problems_.empty())
        fail(id, "id_missing", "This row has no id.");
}

std::optional<std::string_view> RowReader::our_word(Target target) const {
    const ColumnUse* use = columns_.use(target);
    if (!use || use->words.empty()) return std::nullopt;
    const std::string name = folded(text(target));
    for (const WordUse& w : use->words)
        if (folded(w.from) == name) return w.to;
    return std::nullopt;
}

// The importer's own reading of the word, else the usual one.
template <class Read>
auto RowReader::word(Target target, Read usual) const -> decltype(usual(std::string_view{})) {
    if (const auto ours = our_word(target)) {
        using Word = typename decltype(usual(std::string_view{}))::value_type;
        if constexpr (std::is_same_v<Word, bool>)
            return *ours == "yes";
        else
            return from_word<Word>(*ours);
    }
    return usual(text(target));
}

std::optional<Moment> RowReader::moment(Target target) {
    const auto column = columns_.at(target);
    const std::string_view cell = text(target);
    if (says_nothing(cell)) return std::nullopt;
    const DateReading any;
    const auto& reading = column ? plan_.columns[*column].dates : std::nullopt;
    const auto found = read_moment(cell, reading ? *reading : any);
    if (!found) {
        fail(target, found.error().code, found.error().detail);
        return std::nullopt;
    }
    return found.value();
}

// ---- Open, won, lost, parked --------------------------------------------------------------------

std::optional<bool> RowReader::flag(Target target, ImportRow& row) {
    const std::string_view cell = text(target);
    if (cell.empty()) return std::nullopt;
    if (const auto said = word(target, yes_or_no)) return said;
    if (says_nothing(cell)) return std::nullopt;
    if (target == over) {
        fail(target, "status_unknown", "\"" + std::string(cell) + "\" is neither yes nor no.");
        return std::nullopt;
    }
    // The day on which it was won or lost.
    const auto when = moment(target);
    if (!when) return std::nullopt;
    row.closed_at = when->at(zone_);
    return true;
}

std::optional<ImportStatus> RowReader::status_by_flags(ImportRow& row) {
    const auto is_won = flag(won, row);
    const auto is_lost = flag(lost, row);
    const auto is_over = flag(over, row);
    if (is_won.value_or(false) && is_lost.value_or(false)) {
        fail(won, "status_contradicts", "This row is both won and lost.");
        return std::nullopt;
    }
    if (is_won.value_or(false)) return ImportStatus::won;
    if (is_lost.value_or(false)) return ImportStatus::lost;
    if (is_over.value_or(false)) {
        if (is_won) return ImportStatus::lost;  // Closed and not won.
        if (const auto by_stage = word(stage, status_of)) return by_stage;
        fail(over, "status_unknown", "This row is closed, and nothing says whether won or lost.");
        return std::nullopt;
    }
    // Empty days of winning and losing say nothing; a "no" says that it is open.
    const bool says_no =
        is_over || (is_won && (is_lost || !columns_.has(lost))) || (is_lost && !columns_.has(won));
    return says_no ? std::optional(ImportStatus::open) : std::nullopt;
}

// False if the row is to be skipped.
bool RowReader::read_status(ImportRow& row) {
    take(stage, row.crm_stage);
    if (our_word(status) == "skip" || our_word(stage) == "skip") return false;

    std::optional<ImportStatus> found;
    if (!text(status).empty()) {
        found = word(status, status_of);
        if (!found)
            fail(status, "status_unknown",
                 "\"" + std::string(first_bytes(text(status), 60)) +
                     "\" is none of open, won, lost and parked; say what it means with --map.");
    }
    const auto by_flags = status_by_flags(row);
    if (found && by_flags && *found != *by_flags &&
        !(*found == ImportStatus::parked && *by_flags == ImportStatus::open))
        fail(status, "status_contradicts",
             "The status says " + std::string(word_of(*found)) + ", another column " +
                 std::string(word_of(*by_flags)) + ".");
    if (!found) found = by_flags;
    const auto by_stage = text(stage).empty() ? std::nullopt : word(stage, status_of);
    if (by_flags && by_stage && *by_flags == ImportStatus::open &&
        (*by_stage == ImportStatus::won || *by_stage == ImportStatus::lost))
        fail(stage, "status_contradicts",
             "The stage says " + std::string(word_of(*by_stage)) +
                 ", another column that it is open.");
    if (!found) found = by_stage;
    row.status = found.value_or(ImportStatus::open);

    if (row.status != ImportStatus::lost) return true;
    take(lost_reason, row.lost_words, longest_reason);
    if (!text(lost_to).empty())
        row.lost_to = lost_to_of(text(lost_to));
    else if (const auto ours = our_word(lost_reason))
        row.lost_to = from_word<method::LostTo>(*ours);
    else
        row.lost_to = lost_to_of(row.lost_words);
    return true;
}

// ---- The deal -----------------------------------------------------------------------------------

void RowReader::read_deal(ImportRow& row) {
    take(name, row.name);
    take(account, row.account);
    take(account_domain, row.account_domain);
    take(sector, row.sector, longest_word);
    take(region, row.region, longest_word);
    take(size, row.size, longest_word);
    take(product, row.product);
    take(Target::notes, row.notes, longest_note);
    if (!text(kind).empty()) row.kind = word(kind, kind_of);

    if (row.account.empty() && problems_.empty())
        fail(account, "account_missing",
             "This row names no account; --map \"account:=…\" names one for such rows.");
    if (!row.name.empty() || !problems_.empty()) return;
    if (columns_.at(name)) {
        fail(name, "name_missing", "This deal has no name.");
        return;
    }
    const std::string_view what =
        row.product.empty() ? std::string_view(row.external_id) : std::string_view(row.product);
    row.name = row.account;
    if (!what.empty()) row.name += " – " + std::string(what);
    if (length_of(row.name) > longest_name)
        fail(account, "too_long", "Account and product together are too long for a deal's name.");
}

void RowReader::read_amount_of(ImportRow& row) {
    const std::string_view cell = text(amount);
    if (says_nothing(cell)) return;
    auto currency_of_row = plan_.currency;
    const std::string_view named = text(currency);
    if (!says_nothing(named)) {
        currency_of_row = read_currency(named);
        if (!currency_of_row) {
            fail(currency, "currency_unknown",
                 "\"" + std::string(first_bytes(named, 40)) +
                     "\" is no currency we know; write its "
                     "three letters (EUR).");
            return;
        }
    }
    const auto column = columns_.at(amount);
    const auto mark = column ? plan_.columns[*column].decimal : std::nullopt;
    const auto sum = read_amount(cell, mark, currency_of_row);
    if (!sum) {
        fail(amount, sum.error().code, sum.error().detail);
        return;
    }
    const Amount& found = sum.value();
    if (!says_nothing(named) && found.currency_in_cell && found.currency != *currency_of_row) {
        fail(amount, "currency_contradicts",
             "The amount says " + found.currency.text() + ", the currency column " +
                 currency_of_row->text() + ".");
        return;
    }
    if (found.minor < 0) {
        fail(amount, "amount_negative", "A deal is not worth less than nothing.");
        return;
    }
    rounded_ = found.rounded;
    row.amount = Money{found.minor, found.currency};
}

void RowReader::read_dates(ImportRow& row) {
    const bool over_now = row.status == ImportStatus::won || row.status == ImportStatus::lost;
    if (const auto when = moment(created)) row.created_at = when->at(zone_);
    if (const auto when = moment(last_activity)) row.last_activity_at = when->at(zone_);
    if (const auto when = moment(expected_close)) row.expected_close = when->date(zone_);
    if (const auto when = moment(parked_until)) row.parked_until = when->date(zone_);
    const auto when_closed = moment(closed);
    const auto close = moment(close_date);
    if (!over_now) {
        row.closed_at.reset();
        if (when_closed)
            fail(closed, "open_but_closed",
                 "This deal has a day on which it closed, and is " +
                     std::string(word_of(row.status)) + ".");
        if (close && !row.expected_close) row.expected_close = close->date(zone_);
        return;
    }
    if (when_closed) row.closed_at = when_closed->at(zone_);
    if (!row.closed_at && close) row.closed_at = close->at(zone_);
    if (!row.closed_at || !row.created_at || *row.created_at <= *row.closed_at) return;
    if (zone_.date_of(*row.created_at) == zone_.date_of(*row.closed_at)) {
        row.closed_at = row.created_at;  // A day without a time.
        return;
    }
    note(created, "created_after_closed",
         "It was entered after it had closed; it is taken to have begun when it closed.");
    row.created_at = row.closed_at;
}

// ---- People -------------------------------------------------------------------------------------

bool RowReader::take_address(Target target, std::string_view address, std::string& into) {
    if (address.empty()) return true;
    if (!own_ && !is_address(address)) {
        fail(target, "email_unreadable",
             "\"" + std::string(first_bytes(address, 60)) + "\" is no mail address.");
        return false;
    }
    into = address;
    return true;
}

void RowReader::read_people(ImportRow& row) {
    if (own_) {
        ImportPerson one;
        take(person, one.name);
        take(email, one.email, longest_address);
        take(title, one.title);
        if (!text(role).empty()) one.role = word(role, role_of);
        if (one != ImportPerson{}) row.people.push_back(std::move(one));
        return;
    }

    // 1. "Dana Wu (dana@x.com); Jo Li (jo@x.com)".
    std::string_view rest = text(person);
    while (!rest.empty()) {
        const std::size_t end = rest.find(';');
        const auto part = take_name_apart(rest.substr(0, end));
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        if (part.name.empty() && part.address.empty()) continue;
        if (length_of(part.name) > longest_name) {
            fail(person, "too_long", "This name has more than 200 characters.");
            return;
        }
        if (row.people.size() == most_people) {
            fail(person, "people_too_many", "This row names more than 50 people.");
            return;
        }
        row.people.push_back({std::string(part.name), std::string(part.address), "", {}});
    }

    // 2. His name and address in columns of their own.
    ImportPerson one;
    std::string first;
    std::string last;
    take(first_name, first);
    take(last_name, last);
    one.name = first + (first.empty() || last.empty() ? "" : " ") + last;
    take(title, one.title);
    std::string_view address = text(email);
    if (const std::size_t more = address.find_first_of(",;"); more != std::string_view::npos) {
        if (!trimmed(address.substr(more + 1)).empty())
            note(email, "addresses_left_out", "Only the first of several addresses is taken.");
        address = trimmed(address.substr(0, more));
    }
    if (says_nothing(address)) address = {};
    take_address(email, address, one.email);
    if (!text(role).empty()) one.role = word(role, role_of);
    if (row.people.empty()) {
        if (!one.name.empty() || !one.email.empty()) row.people.push_back(std::move(one));
        return;
    }
    ImportPerson& to = row.people[0];
    if (to.name.empty()) to.name = std::move(one.name);
    if (to.email.empty()) to.email = std::move(one.email);
    to.title = std::move(one.title);
    to.role = one.role;
}

void RowReader::read_owner(ImportRow& row) {
    if (own_) {
        take(owner, row.owner);
        take(owner_email, row.owner_email, longest_address);
        return;
    }
    std::string named;
    take(owner, named);
    const auto parts = take_name_apart(named);
    row.owner = parts.name;
    row.owner_email = parts.address;
    const std::string_view address = text(owner_email);
    if (!says_nothing(address)) take_address(owner_email, address, row.owner_email);
}

// ---- What happened ------------------------------------------------------------------------------

void RowReader::read_activity(ImportRow& row) {
    const bool only = plan_.mapping.kind == ImportKind::activities;
    if (!only && text(activity_type).empty() && text(activity_subject).empty() &&
        text(activity_at).empty())
        return;
    if (our_word(activity_type) == "skip") {
        note(activity_type, "row_skipped", "Its type says to skip it.");
        return;
    }
    if (!text(activity_done).empty()) {
        const auto done = word(activity_done, yes_or_no);
        // "Marked as done" may be a time: then it is done.
        if (done ? !*done : !read_moment(text(activity_done), {}).has_value()) {
            note(activity_done, "activity_open",
                 "It is not done yet; only what happened is imported.");
            return;
        }
    }
    const auto when = moment(activity_at);
    if (!when) {
        if (problems_.empty())
            fail(activity_at, "when_missing", "Nothing says when this happened.");
        return;
    }
    ImportActivity one;
    one.at = when->at(zone_);
    take(activity_subject, one.subject, longest_text);
    take(activity_person, one.person);
    take(activity_by, one.by);
    take(activity_note, one.note, longest_note);
    const std::string_view type = text(activity_type);
    const auto act = type.empty() ? std::nullopt : word(activity_type, act_of);
    one.act = act.value_or(ImportAct::note);
    if (!act && !type.empty()) {  // What kind of note it was is kept.
        one.subject = std::string(type) + (one.subject.empty() ? "" : ": ") + one.subject;
        if (length_of(one.subject) > longest_text)
            fail(activity_subject, "too_long", "Type and subject together are too long.");
    }
    const auto side = text(activity_side).empty() ? std::nullopt : word(activity_side, side_of);
    one.side =
        side.value_or(one.act == ImportAct::reply ? method::Side::buyer : method::Side::seller);
    if (!own_ && one.act == ImportAct::message && one.side == method::Side::buyer)
        one.act = ImportAct::reply;
    if (!own_ && one.act == ImportAct::reply) one.side = method::Side::buyer;
    row.activities.push_back(std::move(one));
}

// ---- Telling rows apart -------------------------------------------------------------------------

void RowReader::make_id(ImportRow& row) {
    std::uint64_t sum = hash_of(folded(row.account));
    sum = hash_of(folded(row.name), sum);
    sum = hash_of(folded(row.product), sum);
    sum = hash_of(row.created_at ? text_of(*row.created_at) : "", sum);
    constexpr std::string_view digits = "0123456789abcdef";
    row.external_id = "row-";
    for (int shift = 60; shift >= 0; shift -= 4) row.external_id += digits[sum >> shift & 15U];
    row.made_id = true;
}

std::uint64_t RowReader::deal_facts() const {
    std::uint64_t sum = hash_start;
    for (std::size_t t = 0; t < target_count; ++t)
        if (!is_beside_the_deal(static_cast<Target>(t)))
            sum = hash_of(text(static_cast<Target>(t)), sum);
    return sum;
}

std::uint64_t RowReader::facts_beside() const {
    std::uint64_t sum = hash_start;
    bool any = false;
    for (std::size_t t = 0; t < target_count; ++t) {
        if (!is_beside_the_deal(static_cast<Target>(t))) continue;
        any = any || !text(static_cast<Target>(t)).empty();
        sum = hash_of(text(static_cast<Target>(t)), sum);
    }
    return any ? sum : 0;
}

}  // namespace ante::connect
