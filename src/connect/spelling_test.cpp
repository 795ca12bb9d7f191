#include "connect/spelling.h"

#include <gtest/gtest.h>

#include <vector>

namespace ante::connect {
namespace {

// ---- Letters ------------------------------------------------------------------------------------

TEST(Folded, ignores_case_accents_blanks_and_underscores) {
    EXPECT_EQ(folded("  Deal_Stage "), "deal stage");
    EXPECT_EQ(folded("País/región"), folded("PAI\u0301S/REGIO\u0301N"));
    EXPECT_EQ(folded("Número\u00a0 de  teléfono"), "numero de telefono");
    EXPECT_EQ(folded("Date entered “Demo”"), folded("Date entered 'Demo'"));
    EXPECT_EQ(folded("Straße Œuvre Ĳ Æ"), "strasse oeuvre ij ae");
    EXPECT_EQ(folded("Ærøskøbing Łódź Þór"), "aeroskobing lodz thor");
    EXPECT_EQ(folded("\ufeffName"), "name");
    EXPECT_NE(folded("Deal - Title"), folded("Deal Title"));
}

TEST(SaysNothing, knows_the_words_for_nothing) {
    for (const auto cell :
         {"", "  ", "-", "N/A", "#N/A", "null", "None", "0000-00-00", "(not set)", "—"})
        EXPECT_TRUE(says_nothing(cell)) << cell;
    for (const auto cell : {"0", "TBD", "unknown", "1", "na ja"})
        EXPECT_FALSE(says_nothing(cell)) << cell;
}

// ---- Days ---------------------------------------------------------------------------------------

std::string read_day(std::string_view cell, DateReading reading = {}) {
    const auto moment = read_moment(cell, reading);
    if (!moment) return moment.error().code;
    std::string out = text_of(moment.value().day);
    const auto two = [](auto n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    if (moment.value().time) {
        const auto seconds = moment.value().time->count() / 1000;
        out += " " + two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
    }
    if (moment.value().offset) out += " " + std::to_string(moment.value().offset->count());
    return out;
}

TEST(ReadMoment, reads_what_has_one_reading_only) {
    const std::vector<std::pair<std::string_view, std::string_view>> expected{
        {"2026-05-03", "2026-05-03"},
        {"2026/5/3", "2026-05-03"},
        {"2026.05.03", "2026-05-03"},
        {"20260503", "2026-05-03"},
        {"2026-05-03 14:15", "2026-05-03 14:15:00"},
        {"2026-05-03T14:15:33", "2026-05-03 14:15:33"},
        {"2026-05-03T14:15:33+01:00", "2026-05-03 14:15:33 60"},
        {"2026-05-03T14:15:33.123Z", "2026-05-03 14:15:33 0"},
        {"2024-08-13T18:04:34.666+00:00", "2024-08-13 18:04:34 0"},
        {"2026-05-03 14:15:33 -0500", "2026-05-03 14:15:33 -300"},
        {"2026-05-03 14:15 UTC", "2026-05-03 14:15:00 0"},
        {"05-Mar-2026", "2026-03-05"},
        {"27-Mar-12", "2012-03-27"},
        {"1-Aug-69", "1969-08-01"},
        {"1-Aug-68", "2068-08-01"},
        {"May 3, 2026", "2026-05-03"},
        {"May 3 2026 2:05 PM", "2026-05-03 14:05:00"},
        {"3 May 2026", "2026-05-03"},
        {"3rd of May 2026", "2026-05-03"},
        {"May 3rd, 2026", "2026-05-03"},
        {"3. März 2026", "2026-03-03"},
        {"3 de enero de 2026", "date_unreadable"},
        {"Thu, 14 May 2026", "2026-05-14"},
        {"2026-May-03", "2026-05-03"},
        {"45631.0", "2024-12-05"},
        {"45631", "2024-12-05"},
        {"45631.5", "2024-12-05 12:00:00"},
        {"1760000000", "2025-10-09 08:53:20 0"},
        {"1760000000000", "2025-10-09 08:53:20 0"},
        {"7258118399", "2199-12-31 23:59:59 0"},
        {"7258118400", "date_unreadable"},
        {"9760000000", "date_unreadable"},
        {"12:30", "date_unreadable"},
        {"TBD", "date_unreadable"},
        {"2020-03-30 021:54:50", "date_unreadable"},
        {"2026-02-29", "date_unreadable"},
        {"2024-02-29", "2024-02-29"},
        {"2026-13-01", "date_unreadable"},
        {"2026-05-03 24:00", "date_unreadable"},
        {"2026-05-03 13:00 PM", "date_unreadable"},
        {"2026-05-03 nonsense", "date_unreadable"},
        {"0026-05-03", "date_unreadable"},
        {"Q3 2026", "date_unreadable"},
        {"Mar-26", "date_unreadable"},
        {"1e5", "date_unreadable"},
        {"12345", "date_unreadable"},
        {"5/2026", "date_unreadable"},
        {"", "date_unreadable"},
    };
    for (const auto& [cell, day] : expected) EXPECT_EQ(read_day(cell), day) << cell;
}

TEST(ReadMoment, reads_numbers_in_the_order_of_their_column) {
    const DateReading day_first{DateOrder::dmy, DateOrder::dmy, DateOrder::dmy};
    const DateReading month_first{DateOrder::mdy, DateOrder::mdy, {}};
    EXPECT_EQ(read_day("3/5/2026", day_first), "2026-05-03");
    EXPECT_EQ(read_day("3/5/2026", month_first), "2026-03-05");
    EXPECT_EQ(read_day("3/5/2026 2:15:33 PM", month_first), "2026-03-05 14:15:33");
    EXPECT_EQ(read_day("3/5/2026 12:00 a.m.", month_first), "2026-03-05 00:00:00");
    EXPECT_EQ(read_day("03-05-2026", month_first), "2026-03-05");
    EXPECT_EQ(read_day("3.5.26", day_first), "2026-05-03");
    EXPECT_EQ(read_day("26/05/03", {DateOrder::ymd, {}, {}}), "2026-05-03");
    EXPECT_EQ(read_day("13/2/2026", month_first), "date_impossible");
    EXPECT_EQ(read_day("31/4/2026", day_first), "date_impossible");
    EXPECT_EQ(read_day("3/5/2026"), "date_ambiguous");
    EXPECT_EQ(read_day("5/5/2026"), "2026-05-05");
}

TEST(Moment, is_in_the_zone_it_says_or_else_in_ours) {
    const Zone berlin = Zone::named("Europe/Berlin").value();
    EXPECT_EQ(text_of(read_moment("2026-05-03", {}).value().at(berlin)),
              "2026-05-02T22:00:00.000Z");
    EXPECT_EQ(text_of(read_moment("2026-05-03 14:15:33", {}).value().at(berlin)),
              "2026-05-03T12:15:33.000Z");
    const Moment late = read_moment("2026-05-03T23:30:00Z", {}).value();
    EXPECT_EQ(text_of(late.at(berlin)), "2026-05-03T23:30:00.000Z");
    EXPECT_EQ(text_of(late.date(berlin)), "2026-05-04");
}

Result<DateReading> reading_of(std::vector<std::string_view> cells,
                               std::optional<DateOrder> said = {}) {
    DateEvidence evidence;
    std::int64_t line = 2;
    for (const auto cell : cells) evidence.look(cell, line++);
    return decide(evidence, said);
}

TEST(DateEvidence, one_day_above_twelve_decides_the_column) {
    EXPECT_EQ(reading_of({"3/5/2026", "13/5/2026"}).value().slash, DateOrder::dmy);
    EXPECT_EQ(reading_of({"3/5/2026", "5/13/2026"}).value().slash, DateOrder::mdy);
    EXPECT_EQ(reading_of({"3/5/26", "99/12/31"}).value().slash, DateOrder::ymd);
}

TEST(DateEvidence, without_proof_it_asks) {
    const auto open = reading_of({"2026-01-01", "3/5/2026", "12/11/2026"});
    ASSERT_FALSE(open);
    EXPECT_EQ(open.error().code, "dates_ambiguous");
    EXPECT_NE(open.error().detail.find("line 3"), std::string::npos);
    EXPECT_EQ(reading_of({"3/5/2026"}, DateOrder::mdy).value().slash, DateOrder::mdy);
}

TEST(DateEvidence, proof_of_both_is_a_conflict_until_the_importer_says) {
    EXPECT_EQ(reading_of({"13/5/2026", "5/13/2026"}).error().code, "dates_conflict");
    EXPECT_EQ(reading_of({"13/5/2026", "5/13/2026"}, DateOrder::dmy).value().slash, DateOrder::dmy);
}

TEST(DateEvidence, judges_each_separator_for_itself) {
    const auto both = reading_of({"13/5/2026", "05-13-2026"});
    EXPECT_EQ(both.value().slash, DateOrder::dmy);
    EXPECT_EQ(both.value().dash, DateOrder::mdy);
    EXPECT_EQ(reading_of({"13/5/2026", "05-04-2026"}).error().code, "dates_ambiguous");
}

TEST(DateEvidence, days_alike_in_both_orders_need_no_answer) {
    EXPECT_TRUE(reading_of({"5/5/2026", "2026-01-02", "n/a", "TBD"}));
    EXPECT_EQ(reading_of({"2026-01-02"}).value(), DateReading{});
}

// ---- Sums ---------------------------------------------------------------------------------------

constexpr Currency eur{};
constexpr Currency usd{{'U', 'S', 'D'}};

std::string sum(std::string_view cell, std::optional<DecimalMark> mark = {},
                std::optional<Currency> currency = eur) {
    const auto amount = read_amount(cell, mark, currency);
    if (!amount) return amount.error().code;
    return plain_amount({amount.value().minor, amount.value().currency}) + " " +
           amount.value().currency.text() + (amount.value().rounded ? " rounded" : "");
}

TEST(ReadAmount, reads_what_has_one_reading_only) {
    const std::vector<std::pair<std::string_view, std::string_view>> expected{
        {"1054.0", "1054.00 EUR"},
        {"0.0", "0.00 EUR"},
        {"45000", "45000.00 EUR"},
        {"$45,000", "45000.00 USD"},
        {"US$ 45,000.50", "45000.50 USD"},
        {"45k", "45000.00 EUR"},
        {"$45K", "45000.00 USD"},
        {"1.2M", "1200000.00 EUR"},
        {"1,2 Mio. €", "1200000.00 EUR"},
        {"€1.5m", "1500000.00 EUR"},
        {"45 k€", "45000.00 EUR"},
        {"1.234,56 €", "1234.56 EUR"},
        {"1,234.56", "1234.56 EUR"},
        {"1,234,567", "1234567.00 EUR"},
        {"1.234.567", "1234567.00 EUR"},
        {"12,34,567", "1234567.00 EUR"},
        {"1 234,50", "1234.50 EUR"},
        {"1\u202f234\u00a0567 €", "1234567.00 EUR"},
        {"1'234.50 CHF", "1234.50 CHF"},
        {"CHF 1’234.50", "1234.50 CHF"},
        {"EUR 12", "12.00 EUR"},
        {"12 usd", "12.00 USD"},
        {"£1,000", "1000.00 GBP"},
        {"¥1,000", "amount_ambiguous"},  // No cents: nothing says that 1,000 is not 1.
        {"¥1000", "1000 JPY"},
        {"(500)", "-500.00 EUR"},
        {"($1,500.00)", "-1500.00 USD"},
        {"-500", "-500.00 EUR"},
        {"-$500", "-500.00 USD"},
        {"500-", "-500.00 EUR"},
        {"\u2212"
         "500",
         "-500.00 EUR"},
        {"500,-", "500.00 EUR"},
        {"1.500,-- €", "1500.00 EUR"},
        {"1,5", "1.50 EUR"},
        {".5", "0.50 EUR"},
        {"0.125", "0.13 EUR rounded"},
        {"33.3333333", "33.33 EUR rounded"},
        {"99.995", "amount_ambiguous"},
        {"1234.995", "1235.00 EUR rounded"},
        {"1.0E5", "100000.00 EUR"},
        {"1e+06", "1000000.00 EUR"},
        {"9000000000000", "9000000000000.00 EUR"},
        {"9000000000000.01", "amount_too_large"},
        {"99999999999999999999", "amount_too_large"},
        {"1.234", "amount_ambiguous"},
        {"1,234", "amount_ambiguous"},
        {"1.234 €", "amount_ambiguous"},
        {"1,234k", "amount_ambiguous"},
        {"1,23,456.7", "123456.70 EUR"},
        {"1.2.3", "amount_unreadable"},
        {"1,2345,678", "amount_unreadable"},
        {"1,234.567,8", "amount_unreadable"},
        {"12 34", "amount_unreadable"},
        {"45%", "amount_unreadable"},
        {"approx. 500", "amount_unreadable"},
        {"10-20", "amount_unreadable"},
        {"$5 €", "amount_unreadable"},
        {"TBD", "amount_unreadable"},
        {"", "amount_unreadable"},
    };
    for (const auto& [cell, amount] : expected) EXPECT_EQ(sum(cell), amount) << cell;
}

TEST(ReadAmount, never_contradicts_its_column) {
    EXPECT_EQ(sum("1.234", DecimalMark::comma), "1234.00 EUR");
    EXPECT_EQ(sum("1.234", DecimalMark::point), "1.23 EUR rounded");
    EXPECT_EQ(sum("1,234", DecimalMark::point), "1234.00 EUR");
    EXPECT_EQ(sum("1,23", DecimalMark::point), "amount_unreadable");
    EXPECT_EQ(sum("12.5", DecimalMark::comma), "amount_unreadable");
}

TEST(ReadAmount, asks_whose_money_it_is) {
    EXPECT_EQ(sum("500", {}, {}), "currency_unclear");
    EXPECT_EQ(sum("$500", {}, Currency{{'C', 'A', 'D'}}), "500.00 CAD");
    EXPECT_EQ(sum("$500", {}, eur), "500.00 USD");
    EXPECT_EQ(sum("500 kr", {}, eur), "currency_unclear");
    EXPECT_EQ(sum("500 kr", {}, Currency{{'S', 'E', 'K'}}), "500.00 SEK");
    EXPECT_EQ(sum("USD $500"), "500.00 USD");
    EXPECT_EQ(sum("1.5", {}, Currency{{'K', 'W', 'D'}}), "1.500 KWD");
}

Result<std::optional<DecimalMark>> mark_of(std::vector<std::string_view> cells,
                                           std::optional<DecimalMark> said = {}) {
    MoneyEvidence evidence;
    std::int64_t line = 2;
    for (const auto cell : cells) evidence.look(cell, line++);
    return decide(evidence, said);
}

TEST(MoneyEvidence, one_proof_decides_the_column) {
    EXPECT_EQ(mark_of({"1,234", "12.5"}).value(), DecimalMark::point);
    EXPECT_EQ(mark_of({"1.234", "12,5"}).value(), DecimalMark::comma);
    EXPECT_EQ(mark_of({"1,234", "1,234,567"}).value(), DecimalMark::point);
    EXPECT_EQ(mark_of({"$45,000", "1,234"}).value(), DecimalMark::point);
    EXPECT_EQ(mark_of({"100", "2000"}).value(), std::nullopt);
}

TEST(MoneyEvidence, without_proof_it_asks_and_with_both_too) {
    EXPECT_EQ(mark_of({"1,234", "500"}).error().code, "amounts_ambiguous");
    EXPECT_EQ(mark_of({"1.234", "500"}).error().code, "amounts_ambiguous");
    EXPECT_EQ(mark_of({"12.5", "12,5"}).error().code, "amounts_conflict");
    EXPECT_EQ(mark_of({"12,5 €", "45,000 €"}).error().code, "amounts_conflict");
    EXPECT_EQ(mark_of({"1.234"}, DecimalMark::comma).value(), DecimalMark::comma);
}

TEST(ReadCurrency, knows_codes_and_signs) {
    EXPECT_EQ(read_currency("eur"), eur);
    EXPECT_EQ(read_currency(" € "), eur);
    EXPECT_EQ(read_currency("$"), usd);
    EXPECT_EQ(read_currency("XYZ"), std::nullopt);
    EXPECT_EQ(read_currency("EURO"), eur);
    EXPECT_EQ(read_currency(""), std::nullopt);
}

TEST(PlainAmount, has_as_many_decimals_as_the_currency) {
    EXPECT_EQ(plain_amount({5, eur}), "0.05");
    EXPECT_EQ(plain_amount({-123456, usd}), "-1234.56");
    EXPECT_EQ(plain_amount({1000, Currency{{'J', 'P', 'Y'}}}), "1000");
    EXPECT_EQ(plain_amount({1, Currency{{'K', 'W', 'D'}}}), "0.001");
}

}  // namespace
}  // namespace ante::connect
