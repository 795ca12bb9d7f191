#include "connect/story_files.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <unordered_map>

#include "base/beginning.h"
#include "connect/row_reader.h"
#include "connect/spelling.h"

namespace ante::connect {
namespace {

using method::Effort;
using method::Role;
using method::Side;
using method::forecast::Came;
using method::forecast::Deed;
using method::forecast::End;
using method::forecast::Story;

constexpr std::size_t most_named = 20;
constexpr std::size_t most_deals = 4'000'000;
constexpr std::size_t most_kinds = 65'000;

// Everything that is wrong with a file, each with its line.
class Complaints {
public:
    explicit Complaints(std::string file) : file_(std::move(file)) {}

    void add(std::int64_t line, std::string_view code, std::string detail) {
        ++count_;
        if (named_.size() < most_named)
            named_.push_back({line > 0 ? file_ + ":" + std::to_string(line) : file_,
                              std::string(code), std::move(detail)});
    }
    bool any() const { return count_ > 0; }
    Error error() const {
        Error e{No::invalid, "history_unreadable", "", named_};
        if (count_ == 1) {
            e.detail = named_[0].pointer + ": " + named_[0].detail;
            return e;
        }
        e.detail = file_ + " can't be used as it is: " + std::to_string(count_) +
                   (count_ == 1 ? " place is" : " places are") + " wrong" +
                   (count_ > named_.size()
                        ? ", of which these are the first " + std::to_string(named_.size())
                        : std::string()) +
                   ".";
        return e;
    }

private:
    std::string file_;
    std::size_t count_ = 0;
    std::vector<FieldError> named_;
};

// The columns of a file by name; a name that is not there has none.
class Heads {
public:
    static Result<Heads> read(CsvReader& reader, const std::string& file,
                              std::span<const std::string_view> needed,
                              std::span<const std::string_view> more) {
        TRY(const Record* header, reader.next());
        Complaints wrong(file);
        Heads heads;
        const auto look = [&](std::string_view name, bool must) {
            std::size_t found = SIZE_MAX;
            for (std::size_t i = 0; header != nullptr && i < header->cells.size(); ++i) {
                if (folded(header->cells[i]) != name) continue;
                if (found != SIZE_MAX)
                    wrong.add(header->line, "column_twice",
                              "The column " + std::string(name) + " stands there twice.");
                found = i;
            }
            if (must && found == SIZE_MAX)
                wrong.add(header != nullptr ? header->line : 0, "column_missing",
                          "There is no column " + std::string(name) + ".");
            heads.at_.push_back(found);
        };
        for (const std::string_view name : needed) look(name, true);
        for (const std::string_view name : more) look(name, false);
        if (wrong.any()) return wrong.error();
        return heads;
    }
    std::string_view cell(const Record& record, std::size_t column) const {
        const std::size_t i = at_[column];
        return i < record.cells.size() ? trimmed(record.cells[i]) : std::string_view();
    }

private:
    std::vector<std::size_t> at_;
};

struct Time {
    Instant at{};
    bool day_only = false;
};

std::optional<Time> read_time(std::string_view cell) {
    if (cell.size() < 10 || cell[4] != '-') return std::nullopt;
    if (cell.size() == 10) {
        const auto day = parse_date(cell);
        if (!day) return std::nullopt;
        return Time{Instant{day->time_since_epoch()}, true};
    }
    if (const auto moment = parse_instant(cell)) return Time{*moment, false};
    const auto moment = read_moment(cell, {});
    if (!moment) return std::nullopt;
    return Time{moment.value().at(Zone()), !moment.value().time.has_value()};
}

std::string quoted(std::string_view cell) {
    return "“" + std::string(first_bytes(cell, 60)) + "”";
}

struct EndWord {
    std::string_view word;
    End end;
};
// clang-format off
constexpr EndWord end_words[] = {
    {"won", End::won}, {"win", End::won}, {"closed won", End::won}, {"approved", End::won}, {"accepted", End::won},
    {"lost", End::lost}, {"lose", End::lost}, {"closed lost", End::lost}, {"declined", End::lost}, {"rejected", End::lost},
    {"faded", End::faded}, {"fade", End::faded}, {"no decision", End::faded}, {"cancelled", End::faded}, {"canceled", End::faded}, {"expired", End::faded},
};
// clang-format on

std::optional<End> read_end(std::string_view cell) {
    const std::string word = folded(cell);
    for (const EndWord& known : end_words)
        if (known.word == word) return known.end;
    return std::nullopt;
}

template <class E>
std::string list_of() {
    std::string out;
    for (const std::string_view word : words(E{}))
        out += (out.empty() ? "" : ", ") + std::string(word);
    return out;
}

std::optional<std::int8_t> read_grade(std::string_view cell) {
    if (cell.empty()) return std::int8_t{-1};
    if (cell.size() == 1 && cell[0] >= '0' && cell[0] <= '5')
        return static_cast<std::int8_t>(cell[0] - '0');
    if (const auto effort = from_word<Effort>(cell))
        return static_cast<std::int8_t>(method::grade(*effort));
    return std::nullopt;
}

// Words in the order of their coming, then in that of the alphabet.
class Kinds {
public:
    std::optional<std::uint16_t> find_or_add(std::string_view word) {
        const auto found = place_.find(word);
        if (found != place_.end()) return found->second;
        if (place_.size() >= most_kinds) return std::nullopt;
        return place_.emplace(std::string(word), static_cast<std::uint16_t>(place_.size()))
            .first->second;
    }
    // The words in order, and the new place of each old one.
    std::vector<std::string> sorted(std::vector<std::uint16_t>& moved) const {
        std::vector<std::string> words;
        moved.resize(place_.size());
        for (const auto& [word, old] : place_) {
            moved[old] = static_cast<std::uint16_t>(words.size());
            words.push_back(word);
        }
        return words;
    }

private:
    std::map<std::string, std::uint16_t, std::less<>> place_;
};

struct Raw {
    std::uint32_t deal;
    Deed deed;
};

class Reading {
public:
    Result<void> read_deals(Bytes& bytes, const std::string& file);
    Result<void> read_acts(Bytes& bytes, const std::string& file);
    Stories finish();

private:
    void read_deal(const Record& record, const Heads& heads, Complaints& wrong);
    void read_act(const Record& record, const Heads& heads, Complaints& wrong);

    Stories out_;
    std::vector<Story> stories_;
    std::unordered_map<std::string_view, std::uint32_t> deal_of_;
    std::vector<std::int64_t> line_of_;
    Kinds act_kinds_;
    Kinds deal_kinds_;
    std::vector<Raw> raw_;
};

Result<void> each_record(
    Bytes& bytes, const std::string& file, std::span<const std::string_view> needed,
    std::span<const std::string_view> more,
    const std::function<void(const Record&, const Heads&, Complaints&)>& each) {
    TRYV(bytes.rewind());
    TRY(const CsvFormat format, recognise(bytes, {}));
    CsvReader reader(bytes, format);
    TRY(const Heads heads, Heads::read(reader, file, needed, more));
    Complaints wrong(file);
    for (;;) {
        TRY(const Record* record, reader.next());
        if (record == nullptr) break;
        if (record->fault)
            wrong.add(record->line, record->fault->code, record->fault->detail);
        else if (!record->blank())
            each(*record, heads, wrong);
    }
    if (wrong.any()) return wrong.error();
    return success();
}

constexpr std::string_view deal_columns[] = {"deal", "opened", "closed", "outcome"};
constexpr std::string_view more_of_deals[] = {"amount", "kind"};
constexpr std::string_view act_columns[] = {"deal", "at", "side", "kind", "effort"};
constexpr std::string_view more_of_acts[] = {"person", "role", "outcome"};

Result<void> Reading::read_deals(Bytes& bytes, const std::string& file) {
    deal_kinds_.find_or_add("");
    return each_record(bytes, file, deal_columns, more_of_deals,
                       [this](const Record& record, const Heads& heads, Complaints& wrong) {
                           read_deal(record, heads, wrong);
                       });
}

void Reading::read_deal(const Record& record, const Heads& heads, Complaints& wrong) {
    const auto cell = [&](std::size_t column) { return heads.cell(record, column); };
    const auto no = [&](std::string_view code, std::string detail) {
        wrong.add(record.line, code, std::move(detail));
    };
    if (cell(0).empty()) return no("deal_missing", "The deal has no name or number.");
    const auto known = deal_of_.find(cell(0));
    if (known != deal_of_.end())
        return no("deal_twice", "The deal " + quoted(cell(0)) + " stood on line " +
                                    std::to_string(line_of_[known->second]) + " already.");
    if (stories_.size() >= most_deals)
        return no("too_many_deals", "More than 4,000,000 deals: test with a part of them.");
    const auto opened = read_time(cell(1));
    if (!opened)
        return no(
            "opened_unreadable",
            "opened is a day or a moment like 2011-10-01T11:45:11Z, not " + quoted(cell(1)) + ".");
    Story story;
    story.opened = opened->at;

    const bool said = !cell(3).empty() && folded(cell(3)) != "open";
    if (said && cell(2).empty())
        return no("closed_missing",
                  "It has an outcome, " + quoted(cell(3)) + ", and no day on which it was closed.");
    if (!said && !cell(2).empty())
        return no("outcome_missing",
                  "It was closed on " + std::string(cell(2)) + " and has no outcome.");
    if (said) {
        const auto end = read_end(cell(3));
        if (!end)
            return no("outcome_unknown",
                      "outcome is won, lost or faded, or empty while the deal is open, not " +
                          quoted(cell(3)) + ".");
        auto closed = read_time(cell(2));
        if (!closed)
            return no("closed_unreadable",
                      "closed is a day or a moment like 2011-10-13T10:37:29Z, not " +
                          quoted(cell(2)) + ".");
        if (closed->day_only && closed->at + Days{1} > opened->at)
            closed->at = std::max(closed->at, opened->at);
        if (closed->at < opened->at)
            return no("closed_before_opened", "It was closed before it was opened.");
        story.ended = {closed->at, *end};
    }
    if (!cell(4).empty()) {
        double amount = 0;
        const auto [end, error] =
            std::from_chars(cell(4).data(), cell(4).data() + cell(4).size(), amount);
        if (error != std::errc() || end != cell(4).data() + cell(4).size() ||
            !std::isfinite(amount) || amount < 0)
            return no("amount_unreadable",
                      "amount is a plain number like 15000.50, not " + quoted(cell(4)) + ".");
        story.amount = amount;
    }
    const auto kind = deal_kinds_.find_or_add(cell(5));
    if (!kind) return no("too_many_kinds", "More than 65,000 kinds of deals.");
    story.kind = *kind;

    story.id = out_.ids.emplace_back(cell(0));
    deal_of_.emplace(story.id, static_cast<std::uint32_t>(stories_.size()));
    stories_.push_back(story);
    line_of_.push_back(record.line);
}

Result<void> Reading::read_acts(Bytes& bytes, const std::string& file) {
    return each_record(bytes, file, act_columns, more_of_acts,
                       [this](const Record& record, const Heads& heads, Complaints& wrong) {
                           read_act(record, heads, wrong);
                       });
}

void Reading::read_act(const Record& record, const Heads& heads, Complaints& wrong) {
    const auto cell = [&](std::size_t column) { return heads.cell(record, column); };
    const auto no = [&](std::string_view code, std::string detail) {
        wrong.add(record.line, code, std::move(detail));
    };
    ++out_.acts;
    const auto at = read_time(cell(1));
    if (!at)
        return no("at_unreadable", "at is a day or a moment like 2011-10-10T11:33:03Z, not " +
                                       quoted(cell(1)) + ".");
    const auto side = from_word<Side>(cell(2));
    if (!side) return no("side_unknown", "side is buyer or seller, not " + quoted(cell(2)) + ".");
    if (cell(3).empty()) return no("kind_missing", "The act has no kind.");
    const auto grade = read_grade(cell(4));
    if (!grade)
        return no("effort_unknown",
                  "effort is a grade from 0 to 5, a word of these: " + list_of<Effort>() +
                      ", or empty if it is not known, not " + quoted(cell(4)) + ".");
    const auto role = from_word<Role>(cell(6));
    if (!role && !cell(6).empty())
        return no("role_unknown",
                  "role is one of " + list_of<Role>() + ", or empty, not " + quoted(cell(6)) + ".");
    const auto came = from_word<Came>(cell(7));
    if (!came && !cell(7).empty())
        return no("outcome_unknown", "outcome of an act is one of " + list_of<Came>() +
                                         ", or empty if it was simply done, not " +
                                         quoted(cell(7)) + ".");
    const auto found = deal_of_.find(cell(0));
    if (found == deal_of_.end()) {
        if (out_.of_no_deal++ == 0) out_.of_no_deal_line = record.line;
        return;
    }
    const Story& story = stories_[found->second];
    // A day without a time may be the opening day itself: that is not before it.
    const bool same_day = at->day_only && at->at + Days{1} > story.opened;
    if (at->at < story.opened && !same_day)
        return no("at_before_opened",
                  "The act stands before the opening of its deal " + quoted(cell(0)) + ".");
    const Instant moment = std::max(at->at, story.opened);
    if (story.ended && moment > story.ended->at) {
        ++out_.after_end;
        return;
    }
    const auto kind = act_kinds_.find_or_add(cell(3));
    if (!kind) return no("too_many_kinds", "More than 65,000 kinds of acts.");
    const std::uint64_t person = cell(5).empty() ? 0 : hash_of(cell(5));
    raw_.push_back({found->second,
                    Deed{.at = moment,
                         .person = cell(5).empty() ? 0 : static_cast<std::uint32_t>(person) | 1U,
                         .kind = *kind,
                         .grade = *grade,
                         .role = role ? static_cast<std::int8_t>(*role) : std::int8_t{-1},
                         .side = *side,
                         .came = came.value_or(Came::kept)}});
}

Stories Reading::finish() {
    std::vector<std::uint16_t> act_kind;
    std::vector<std::uint16_t> deal_kind;
    out_.book.act_kinds = act_kinds_.sorted(act_kind);
    out_.book.deal_kinds = deal_kinds_.sorted(deal_kind);

    // Acts to their deals, by counting; then each deal's by time.
    std::vector<std::size_t> begin(stories_.size() + 1, 0);
    for (const Raw& raw : raw_) ++begin[raw.deal + 1];
    for (std::size_t i = 0; i < stories_.size(); ++i) begin[i + 1] += begin[i];
    out_.deeds.resize(raw_.size());
    std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
    for (Raw& raw : raw_) {
        raw.deed.kind = act_kind[raw.deed.kind];
        out_.deeds[next[raw.deal]++] = raw.deed;
    }
    raw_ = {};
    for (std::size_t i = 0; i < stories_.size(); ++i) {
        const auto first = out_.deeds.begin() + static_cast<std::ptrdiff_t>(begin[i]);
        const auto last = out_.deeds.begin() + static_cast<std::ptrdiff_t>(begin[i + 1]);
        std::sort(first, last, method::forecast::before);
        stories_[i].deeds = std::span<const Deed>(first, last);
        stories_[i].kind = deal_kind[stories_[i].kind];
    }
    std::sort(stories_.begin(), stories_.end(), [](const Story& a, const Story& b) {
        return a.opened != b.opened ? a.opened < b.opened : a.id < b.id;
    });
    out_.book.stories = std::move(stories_);
    return std::move(out_);
}

}  // namespace

Result<Stories> read_stories(Bytes& deals, const std::string& deals_name, Bytes& acts,
                             const std::string& acts_name) {
    Reading reading;
    TRYV(reading.read_deals(deals, deals_name));
    TRYV(reading.read_acts(acts, acts_name));
    return reading.finish();
}

}  // namespace ante::connect
