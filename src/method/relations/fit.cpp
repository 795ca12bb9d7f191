#include "method/relations/fit.h"

#include <algorithm>
#include <charconv>

namespace ante::method {
namespace {

const std::string& value_of(const Account& account, Attribute attribute) {
    switch (attribute) {
        case Attribute::industry: return account.industry;
        case Attribute::segment: return account.segment;
        case Attribute::size: return account.size;
        case Attribute::region: return account.region;
        case Attribute::need: return account.need;
    }
    return account.need;
}

// Lower case, and blanks at the ends and in a row gone. Letters beyond ASCII are compared as they
// are but for the capitals of Latin-1, which is what names of trades and regions need.
std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == ' ' || c == '\t') {
            if (!out.empty() && out.back() != ' ') out += ' ';
        } else if (c >= 'A' && c <= 'Z') {
            out += static_cast<char>(c + 32);
        } else if (c == 0xc3 && i + 1 < text.size()) {
            const auto next = static_cast<unsigned char>(text[++i]);
            out += static_cast<char>(c);
            out += static_cast<char>(next >= 0x80 && next <= 0x9e ? next + 0x20 : next);
        } else {
            out += static_cast<char>(c);
        }
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc() || end != text.data() + text.size() || text.empty())
        return std::nullopt;
    return n;
}

// "50-500", "50–500" and "200+"; nothing else is a range.
bool within(std::int64_t n, std::string_view range) {
    if (range.ends_with('+')) {
        const auto least = number(range.substr(0, range.size() - 1));
        return least && n >= *least;
    }
    for (const std::string_view dash : {"-"sv, "–"sv}) {
        const std::size_t at = range.find(dash, 1);
        if (at == std::string_view::npos) continue;
        const auto least = number(plain(range.substr(0, at)));
        const auto most = number(plain(range.substr(at + dash.size())));
        return least && most && n >= *least && n <= *most;
    }
    return false;
}

bool names(const std::vector<std::string>& wanted, const std::string& value) {
    const std::string is = plain(value);
    const std::optional<std::int64_t> n = number(is);
    return std::ranges::any_of(wanted, [&](const std::string& word) {
        const std::string want = plain(word);
        return want == is || (n && within(*n, want));
    });
}

std::string called(Attribute attribute) {
    std::string word(word_of(attribute));
    word[0] = static_cast<char>(word[0] - 32);
    return word;
}

FitReason judge(const Account& account, const Criterion& criterion) {
    FitReason reason{criterion.attribute, criterion.weight, {}, {}, {}};
    reason.value = value_of(account, criterion.attribute);
    const std::string what = called(criterion.attribute);
    if (plain(reason.value).empty()) {
        reason.says = what + " is unknown: it counts neither for nor against.";
    } else if (names(criterion.wanted, reason.value)) {
        reason.points = 100;
        reason.says = what + " is " + reason.value + ": what we are good for.";
    } else if (names(criterion.partly, reason.value)) {
        reason.points = 50;
        reason.says = what + " is " + reason.value + ": it will do.";
    } else {
        reason.points = 0;
        reason.says = what + " is " + reason.value + ": not what we are good for.";
    }
    return reason;
}

const TierTerms* terms_of(const Settings& settings, Tier tier) {
    const auto at = std::ranges::find(settings.tiers, tier, &TierTerms::tier);
    return at == settings.tiers.end() ? nullptr : &*at;
}

}  // namespace

std::vector<TierTerms> default_tiers() {
    return {{Tier::a, 75, 30}, {Tier::b, 50, 60}, {Tier::c, 25, 120}};
}

Fit fit_of(const Account& account, const std::vector<Criterion>& ideal) {
    Fit fit;
    std::int64_t all = 0;
    std::int64_t known = 0;
    std::int64_t sum = 0;
    for (const Criterion& criterion : ideal) {
        FitReason reason = judge(account, criterion);
        all += reason.weight;
        if (reason.points) {
            known += reason.weight;
            sum += reason.weight * *reason.points;
        }
        fit.reasons.push_back(std::move(reason));
    }
    if (known > 0 && 2 * known >= all) fit.computed = (2 * sum + known) / (2 * known);
    fit.value = account.fit ? account.fit : fit.computed;
    if (account.fit)
        fit.from = FitFrom::given;
    else if (fit.computed)
        fit.from = FitFrom::criteria;
    return fit;
}

Tier tier_of(const Account& account, const Fit& fit, std::int64_t value_minor, bool has_deals,
             const Settings& settings) {
    if (account.tier) return *account.tier;
    Tier tier = has_deals ? Tier::c : Tier::none;
    if (fit.value) {
        tier = Tier::none;
        for (const Tier one : {Tier::c, Tier::b, Tier::a}) {
            const TierTerms* terms = terms_of(settings, one);
            if (terms && *fit.value >= terms->fit_from) tier = one;
        }
    }
    std::int64_t line = settings.tier_value;
    for (int i = 0; i < decimals_of(settings.currency); ++i) line *= 10;
    const bool dear = has_deals && value_minor >= line;
    if (dear && tier == Tier::c) return Tier::b;
    if (dear && tier == Tier::b) return Tier::a;
    return tier;
}

std::optional<std::int64_t> interval_of(const Account& account, Tier tier,
                                        const Settings& settings) {
    if (account.every_days) return account.every_days;
    const TierTerms* terms = terms_of(settings, tier);
    if (!terms) return std::nullopt;
    return terms->every_days;
}

}  // namespace ante::method
