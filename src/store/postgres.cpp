#include "store/postgres.h"

#include <libpq-fe.h>

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "store/statements.h"
#include "store/unavailable.h"

namespace ante::store {
namespace {

constexpr int oldest_version = 150'000;

// Sent before the first answer is read. Their answers are some twenty bytes each, so that both
// sides' socket buffers always hold them and neither waits for the other.
constexpr std::size_t in_one_trip = 500;

// From PostgreSQL's pg_type.dat: these numbers never change.
enum TypeOid : unsigned {
    oid_bool = 16,
    oid_char = 18,
    oid_name = 19,
    oid_int8 = 20,
    oid_int2 = 21,
    oid_int4 = 23,
    oid_text = 25,
    oid_float8 = 701,
    oid_unknown = 705,
    oid_bpchar = 1042,
    oid_varchar = 1043,
    oid_numeric = 1700,
    oid_void = 2278,
    oid_uuid = 2950,
};

struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

template <class T>
T big_endian(const char* bytes) {
    using Unsigned = std::make_unsigned_t<T>;
    Unsigned value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value = static_cast<Unsigned>((value << 8) | static_cast<unsigned char>(bytes[i]));
    return static_cast<T>(value);
}

// sum() of whole numbers is a numeric in PostgreSQL; here it is an integer again if it is whole.
Value numeric(const char* bytes) {
    const int digits = big_endian<std::int16_t>(bytes);
    const int weight = big_endian<std::int16_t>(bytes + 2);
    const auto sign = big_endian<std::uint16_t>(bytes + 4);
    if (sign == 0xc000) return std::numeric_limits<double>::quiet_NaN();
    if (sign == 0xd000) return std::numeric_limits<double>::infinity();
    if (sign == 0xf000) return -std::numeric_limits<double>::infinity();
    const bool negative = sign == 0x4000;

    double real = 0;
    std::int64_t whole = 0;
    bool fits = digits - 1 <= weight;
    for (int i = 0; i < std::max(digits, fits ? weight + 1 : 0); ++i) {
        const std::int16_t digit =
            i < digits ? big_endian<std::int16_t>(bytes + 8 + 2 * i) : std::int16_t{0};
        real += digit * std::pow(10'000.0, weight - i);
        fits = fits && !__builtin_mul_overflow(whole, std::int64_t{10'000}, &whole) &&
               !__builtin_add_overflow(whole, std::int64_t{digit}, &whole);
    }
    if (fits) return negative ? -whole : whole;
    return negative ? -real : real;
}

// Whole and real numbers travel as text, so that the server takes them as the type it expects;
// texts and uuids as their bytes, which need no copy.
class Parameters {
public:
    void encode(std::span<const Value> params) {
        const std::size_t n = params.size();
        values_.assign(n, nullptr);
        lengths_.assign(n, 0);
        formats_.assign(n, 0);
        numbers_.resize(n);
        for (std::size_t i = 0; i < n; ++i) {
            const Value& value = params[i];
            switch (value.kind()) {
                case Value::Kind::null: break;
                case Value::Kind::integer: number(i, value.integer()); break;
                case Value::Kind::real: number(i, value.real()); break;
                case Value::Kind::text:
                    bytes(i, value.text().empty() ? "" : value.text().data(), value.text().size());
                    break;
                case Value::Kind::uuid:
                    bytes(i, reinterpret_cast<const char*>(value.uuid().bytes.data()),
                          value.uuid().bytes.size());
                    break;
            }
        }
    }

    int count() const { return static_cast<int>(values_.size()); }
    const char* const* values() const { return values_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

private:
    template <class T>
    void number(std::size_t i, T value) {
        auto& text = numbers_[i];
        *std::to_chars(text.data(), text.data() + text.size() - 1, value).ptr = '\0';
        values_[i] = text.data();
    }
    void bytes(std::size_t i, const char* data, std::size_t size) {
        values_[i] = data;
        lengths_[i] = static_cast<int>(size);
        formats_[i] = 1;
    }

    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::vector<std::array<char, 32>> numbers_;
};

class Postgres final : public Connection {
public:
    explicit Postgres(Access access) : access_(access) {}
    ~Postgres() override {
        // Hear out the server, or its log complains of a caller who hung up on it.
        if (unread_ > 0 && alive()) (void)travel();
    }

    Result<void> open(const std::string& conninfo);

    Engine engine() const override { return Engine::postgres; }
    bool alive() const override { return !lost_ && PQstatus(db_.get()) == CONNECTION_OK; }

private:
    // What came of the commands sent up to a sync.
    struct Trip {
        Answer last;                 // of the last command
        std::int64_t changed = 0;    // rows, of all of them
        std::optional<Error> error;  // the first
        std::size_t done = 0;        // commands before it
    };

    Result<std::int64_t> perform(std::string_view sql, std::span<const Value> params,
                                 const Visit* visit) override;
    Result<std::int64_t> perform_many(std::string_view sql, std::size_t width,
                                      std::span<const Value> cells) override;
    Result<void> begin_now(Begin how) override;
    Result<void> commit_now() override;
    void rollback_now() override;

    Result<void> fit();
    Result<std::string> prepare(std::string_view sql);
    void send_begin();
    void send(const char* sql);
    void send(const std::string& name, std::span<const Value> params);
    Trip travel();
    Result<Trip> travel_for(std::string_view sql);
    Result<void> visit_rows(const PGresult* rows, const Visit& visit) const;
    Error failure(const PGresult* answer);
    Error gone() const;

    Access access_;
    std::unique_ptr<PGconn, Finish> db_;
    bool lost_ = false;
    Statements<std::string> names_;
    std::int64_t last_name_ = 0;
    Parameters parameters_;
    std::optional<Begin> begin_;  // asked for, and not sent yet
    Begin how_ = Begin::write;    // of the present transaction
    std::size_t sent_ = 0;        // commands since the last sync
    std::size_t preparing_ = 0;   // which of them prepares a statement, from 1
    std::size_t unread_ = 0;      // syncs nobody has waited for yet
};

Result<void> Postgres::open(const std::string& conninfo) {
    // The caller's own settings come last, and win.
    const std::array keys{
        "connect_timeout",           "keepalives_idle",  "keepalives_interval",
        "keepalives_count",          "tcp_user_timeout", "client_encoding",
        "fallback_application_name", "dbname",           static_cast<const char*>(nullptr)};
    const std::array values{"5",
                            "30",
                            "10",
                            "3",
                            "30000",
                            "UTF8",
                            "ante",
                            conninfo.c_str(),
                            static_cast<const char*>(nullptr)};
    db_.reset(PQconnectdbParams(keys.data(), values.data(), 1));
    if (!db_ || PQstatus(db_.get()) != CONNECTION_OK) return gone();
    PQsetNoticeProcessor(
        db_.get(), [](void*, const char*) {}, nullptr);
    if (!PQenterPipelineMode(db_.get())) return gone();
    return fit();
}

// Is this server one on which our SQL means what it means in SQLite?
Result<void> Postgres::fit() {
    if (PQserverVersion(db_.get()) < oldest_version)
        return unavailable("postgres_unfit", "PostgreSQL 15 or newer is needed.");
    bool utf8 = false;
    bool bytewise = false;
    TRYV(
        each("SELECT current_setting('server_encoding') = 'UTF8', "
             "'B' < 'a' AND 'Z' < '_' AND 'a b' < 'ab', "
             // Short queries gain nothing from it.
             "set_config('jit', 'off', false), "
             // A commit is on the disk before we say so.
             "set_config('synchronous_commit', CASE current_setting('synchronous_commit') "
             "    WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false), "
             "set_config('default_transaction_read_only', CAST($1 AS TEXT), false)",
             {access_ == Access::read ? "on" : "off"}, [&](const Row& row) -> Result<void> {
                 utf8 = row.boolean(0);
                 bytewise = row.boolean(1);
                 return success();
             }));
    if (!utf8 || !bytewise)
        return unavailable("postgres_unfit",
                           "The PostgreSQL database must be UTF-8 and sort by bytes. Make it with: "
                           "CREATE DATABASE ante TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' "
                           "LC_CTYPE 'C'.");
    return success();
}

Result<std::int64_t> Postgres::perform(std::string_view sql, std::span<const Value> params,
                                       const Visit* visit) {
    send_begin();
    TRY(const std::string name, prepare(sql));
    send(name, params);
    TRY(const Trip trip, travel_for(sql));
    if (visit) {
        TRYV(visit_rows(trip.last.get(), *visit));
    }
    return trip.changed;
}

Result<std::int64_t> Postgres::perform_many(std::string_view sql, std::size_t width,
                                            std::span<const Value> cells) {
    std::int64_t changed = 0;
    while (!cells.empty()) {
        send_begin();
        TRY(const std::string name, prepare(sql));
        for (std::size_t i = 0; i < in_one_trip && !cells.empty(); ++i) {
            send(name, cells.first(width));
            cells = cells.subspan(width);
        }
        TRY(const Trip trip, travel_for(sql));
        changed += trip.changed;
    }
    return changed;
}

Result<void> Postgres::begin_now(Begin how) {
    if (!alive()) return gone();
    how_ = how;
    begin_ = how;
    return success();
}

void Postgres::send_begin() {
    if (!begin_) return;
    send(*begin_ == Begin::write ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
                                 : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    begin_.reset();
}

Result<void> Postgres::commit_now() {
    // Nothing was done, not even the BEGIN.
    if (std::exchange(begin_, std::nullopt)) return success();

    send("COMMIT");
    if (how_ == Begin::snapshot) {
        // Nothing hangs on the answer: it is read with the next one.
        PQpipelineSync(db_.get());
        PQflush(db_.get());
        sent_ = 0;
        ++unread_;
        return success();
    }
    const Trip trip = travel();
    if (lost_)
        return unavailable("outcome_unknown",
                           "The connection to the database broke while the change was being saved. "
                           "Look whether it is there before you try again.");
    if (trip.error) return *trip.error;
    // A transaction that had failed without our noticing is rolled back by COMMIT, politely.
    if (std::string_view(PQcmdStatus(trip.last.get())) != "COMMIT")
        return broken("The transaction had failed before its commit.");
    return success();
}

void Postgres::rollback_now() {
    if (std::exchange(begin_, std::nullopt) || !alive()) return;
    send("ROLLBACK");
    if (travel().error) lost_ = true;
}

// The name under which the server knows the statement; if it does not yet, it is told on the way.
Result<std::string> Postgres::prepare(std::string_view sql) {
    if (const std::string* known = names_.find(sql)) return *known;
    if (const auto oldest = names_.make_room()) send(("DEALLOCATE " + *oldest).c_str());
    std::string name = "s" + std::to_string(++last_name_);
    preparing_ = ++sent_;
    if (!PQsendPrepare(db_.get(), name.c_str(), std::string(sql).c_str(), 0, nullptr)) lost_ = true;
    names_.add(sql, name);
    return name;
}

void Postgres::send(const char* sql) {
    ++sent_;
    if (!PQsendQueryParams(db_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 1)) lost_ = true;
}

void Postgres::send(const std::string& name, std::span<const Value> params) {
    ++sent_;
    parameters_.encode(params);
    if (!PQsendQueryPrepared(db_.get(), name.c_str(), parameters_.count(), parameters_.values(),
                             parameters_.lengths(), parameters_.formats(), 1))
        lost_ = true;
}

// Sends what is queued and reads the answers to it, and to what was left unread.
Postgres::Trip Postgres::travel() {
    Trip trip;
    std::size_t syncs = unread_ + 1;
    unread_ = 0;
    sent_ = 0;
    if (!PQpipelineSync(db_.get())) lost_ = true;
    while (syncs > 0 && !lost_) {
        Answer answer(PQgetResult(db_.get()));
        if (!answer) {
            if (PQstatus(db_.get()) != CONNECTION_OK) lost_ = true;
            continue;  // The end of one command's answers.
        }
        switch (PQresultStatus(answer.get())) {
            case PGRES_PIPELINE_SYNC: --syncs; break;
            case PGRES_COMMAND_OK:
            case PGRES_TUPLES_OK: {
                if (syncs > 1) break;
                const std::string_view changed = PQcmdTuples(answer.get());
                std::int64_t rows = 0;
                std::from_chars(changed.data(), changed.data() + changed.size(), rows);
                if (!std::string_view(PQcmdStatus(answer.get())).starts_with("SELECT"))
                    trip.changed += rows;
                ++trip.done;
                trip.last = std::move(answer);
                break;
            }
            default:
                if (!trip.error && syncs == 1) trip.error = failure(answer.get());
                if (PQstatus(db_.get()) != CONNECTION_OK) lost_ = true;
                break;
        }
    }
    if (lost_ && !trip.error) trip.error = gone();
    return trip;
}

Result<Postgres::Trip> Postgres::travel_for(std::string_view sql) {
    const std::size_t preparing = std::exchange(preparing_, 0);
    Trip trip = travel();
    if (!trip.error) return trip;
    // Either it was never prepared, or it was prepared for tables that have changed since.
    if (trip.done < preparing || trip.error->code == "retry") names_.forget(sql);
    return *std::move(trip.error);
}

Result<void> Postgres::visit_rows(const PGresult* rows, const Visit& visit) const {
    const auto width = static_cast<std::size_t>(PQnfields(rows));
    std::vector<Value> cells(width);
    for (int r = 0; r < PQntuples(rows); ++r) {
        for (std::size_t i = 0; i < width; ++i) {
            const int c = static_cast<int>(i);
            if (PQgetisnull(rows, r, c)) {
                cells[i] = nullptr;
                continue;
            }
            const char* bytes = PQgetvalue(rows, r, c);
            const auto size = static_cast<std::size_t>(PQgetlength(rows, r, c));
            switch (PQftype(rows, c)) {
                case oid_int8: cells[i] = big_endian<std::int64_t>(bytes); break;
                case oid_int4: cells[i] = big_endian<std::int32_t>(bytes); break;
                case oid_int2: cells[i] = big_endian<std::int16_t>(bytes); break;
                case oid_bool: cells[i] = *bytes != 0; break;
                case oid_float8:
                    cells[i] = std::bit_cast<double>(big_endian<std::int64_t>(bytes));
                    break;
                case oid_numeric: cells[i] = numeric(bytes); break;
                case oid_uuid: {
                    Uuid uuid;
                    std::memcpy(uuid.bytes.data(), bytes, uuid.bytes.size());
                    cells[i] = uuid;
                    break;
                }
                case oid_text:
                case oid_varchar:
                case oid_bpchar:
                case oid_name:
                case oid_char:
                case oid_unknown: cells[i] = std::string_view(bytes, size); break;
                case oid_void: cells[i] = nullptr; break;
                default:
                    return broken("Column " + std::to_string(i + 1) +
                                  " has a type of PostgreSQL's own (" +
                                  std::to_string(PQftype(rows, c)) + "): cast it.");
            }
        }
        TRYV(visit(Row(cells)));
    }
    return success();
}

Error Postgres::failure(const PGresult* answer) {
    const char* field = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
    const char* primary = PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
    const std::string_view state = field ? field : "";
    const std::string said = primary ? primary : PQresultErrorMessage(answer);

    if (state == "23505")
        return Error{No::conflict, "unique_violation", "That is there already.", {}};
    if (state == "23503")
        return Error{No::conflict,
                     "foreign_key_violation",
                     "What it points to is not there, or something still points to it.",
                     {}};
    // Lost a race, or the tables were changed under a prepared statement.
    const char* where = PQresultErrorField(answer, PG_DIAG_SOURCE_FUNCTION);
    const bool outdated =
        state == "0A000" && where && std::string_view(where) == "RevalidateCachedQuery";
    if (state == "40001" || state == "40P01" || outdated)
        return unavailable("retry", "Somebody else changed the same at the same moment.");
    if (state == "53100")
        return unavailable("disk_full",
                           "The database's disk is full, so nothing was changed. Make room and try "
                           "again.");
    if (state == "55P03" || state == "57014")
        return unavailable("store_busy", "The database is held by another program. Try again.");
    if (state == "58030") return unavailable("store_failed", "The database's disk failed: " + said);
    if (state == "XX001" || state == "XX002")
        return unavailable("database_damaged", "The database is damaged: " + said);
    // 08P01 is our own mistake: not as many parameters as the statement takes.
    if (state == "08P01") return broken(said);
    if (state.empty() || state.starts_with("57P") || state.starts_with("08")) {
        lost_ = true;
        return gone();
    }
    if (state.starts_with("53") || state == "25006")
        return unavailable("store_unavailable", "The database can't take this now: " + said);
    return broken(said + " (" + std::string(state) + ")");
}

Error Postgres::gone() const {
    std::string said = db_ ? PQerrorMessage(db_.get()) : "out of memory";
    while (!said.empty() && (said.back() == '\n' || said.back() == ' ')) said.pop_back();
    for (char& c : said)
        if (c == '\n') c = ' ';
    return unavailable("store_unavailable",
                       "The database can't be reached" + (said.empty() ? "." : ": " + said));
}

}  // namespace

Result<std::unique_ptr<Connection>> open_postgres(const std::string& conninfo, Access access) {
    auto connection = std::make_unique<Postgres>(access);
    TRYV(connection->open(conninfo));
    return Result<std::unique_ptr<Connection>>(std::move(connection));
}

}  // namespace ante::store
