// The workspace and what it decided for itself.

#include <algorithm>

#include "api/endpoints.h"
#include "api/follow_ups.h"
#include "api/settings_check.h"
#include "base/json.h"
#include "method/plays/all.h"
#include "method/rules/rule.h"

namespace ante::api {
namespace {

using namespace method;

Result<Settings> get_settings(const Reading& in, const Nothing&) {
    in.aside.version = in.workspace.terms->version;
    return in.workspace.settings();
}

template <class Word, class Add>
void each_word(Add add) {
    for (std::size_t i = 0; i < words(Word{}).size(); ++i) add(static_cast<Word>(i));
}

// The method's own, spelled out: beside what a workspace changed, and to go back to.
Result<Settings> standard_settings(const Reading& in, const Nothing&) {
    Settings standard;
    standard.name = in.workspace.settings().name;
    standard.time_zone = in.workspace.settings().time_zone;
    standard.currency = in.workspace.settings().currency;
    each_word<RequestKind>([&](RequestKind kind) {
        standard.request_costs.push_back({kind, Settings{}.points_of(kind)});
    });
    each_word<Role>([&](Role role) {
        standard.authority_weights.push_back({role, Settings{}.authority_of(role)});
    });
    return standard;
}

// ---- changing them
// -------------------------------------------------------------------------------

class Mistakes {
public:
    void add(std::string pointer, std::string_view code, std::string detail) {
        found_.push_back({std::move(pointer), std::string(code), std::move(detail)});
    }
    Result<void> answer() && {
        if (found_.empty()) return success();
        std::string detail =
            found_.size() == 1 ? "One field is wrong: " : "Some fields are wrong: ";
        detail += found_.front().pointer + " – " + found_.front().detail;
        return Error{No::invalid, "input_invalid", std::move(detail), std::move(found_)};
    }

private:
    std::vector<FieldError> found_;
};

bool is_snake_case(std::string_view id) {
    return !id.empty() && id.front() >= 'a' && id.front() <= 'z' &&
           id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

template <class Items, class Key>
void expect_unique(const Items& items, std::string_view list, std::string_view field, Key key,
                   Mistakes& mistakes) {
    for (std::size_t i = 0; i < items.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (key(items[i]) == key(items[k]))
                mistakes.add(
                    "/" + std::string(list) + "/" + std::to_string(i) + "/" + std::string(field),
                    "given_twice", "This is in the list already.");
}

std::string as_written(double number) {
    std::string text;
    write_json_real(number, text);
    return text;
}

void check_rule(const RuleSetting& setting, const std::string& where, Mistakes& mistakes) {
    const Rule* rule = rule_named(setting.rule);
    if (!rule) return mistakes.add(where + "/rule", "rule_unknown", "There is no such rule.");
    for (std::size_t i = 0; i < setting.thresholds.size(); ++i) {
        const ThresholdValue& given = setting.thresholds[i];
        const std::string place = where + "/thresholds/" + std::to_string(i);
        const auto known = std::ranges::find(rule->thresholds, given.name, &Threshold::name);
        if (known == rule->thresholds.end())
            mistakes.add(place + "/name", "threshold_unknown", "The rule has no such threshold.");
        else if (given.value < known->least || given.value > known->most)
            mistakes.add(place + "/value", "out_of_range",
                         "This must be from " + as_written(known->least) + " to " +
                             as_written(known->most) + ".");
    }
}

void check_play(const OwnPlay& play, const std::string& where, Mistakes& mistakes) {
    if (!is_snake_case(play.id))
        mistakes.add(where + "/id", "wrong_format",
                     "This must be of small letters, digits and _, a letter first.");
    else if (find_play(play.id))
        mistakes.add(where + "/id", "play_in_library", "The library has a play of this id.");
    if (!is_advance(play.effort))
        mistakes.add(where + "/effort", "ask_is_ours",
                     "This costs them nothing: it is our work. What will they do?");
    if (is_blank(play.proof) && is_vague(play.what))
        mistakes.add(where + "/what", "promise_vague",
                     "Nobody could see that it is done: say something concrete, or how both see "
                     "it.");
}

// What goes into a style sheet is nothing but that.
bool is_colour(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdefABCDEF";
    return text.size() == 7 && text.front() == '#' &&
           text.find_first_not_of(digits, 1) == std::string_view::npos;
}

}  // namespace

Result<void> check_settings(const Settings& settings) {
    Mistakes mistakes;
    if (Zone::named(settings.time_zone).has_error())
        mistakes.add("/time_zone", "time_zone_unknown",
                     "This must be a time zone like Europe/Berlin.");
    if (!is_colour(settings.colour))
        mistakes.add("/colour", "wrong_format", "This must be a colour like #1f5f8b.");
    for (std::size_t i = 0; i < settings.stages.size(); ++i)
        if (!is_snake_case(settings.stages[i].id))
            mistakes.add("/stages/" + std::to_string(i) + "/id", "wrong_format",
                         "This must be of small letters, digits and _, a letter first.");
    expect_unique(
        settings.stages, "stages", "id", [](const Stage& s) { return s.id; }, mistakes);
    for (std::size_t i = 0; i < settings.rules.size(); ++i)
        check_rule(settings.rules[i], "/rules/" + std::to_string(i), mistakes);
    expect_unique(
        settings.rules, "rules", "rule", [](const RuleSetting& r) { return r.rule; }, mistakes);
    expect_unique(
        settings.request_costs, "request_costs", "kind",
        [](const RequestCost& c) { return c.kind; }, mistakes);
    expect_unique(
        settings.authority_weights, "authority_weights", "role",
        [](const AuthorityWeight& w) { return w.role; }, mistakes);
    for (std::size_t i = 0; i < settings.plays_off.size(); ++i)
        if (!find_play(settings.plays_off[i]))
            mistakes.add("/plays_off/" + std::to_string(i), "play_unknown",
                         "There is no such play.");
    for (std::size_t i = 0; i < settings.plays.size(); ++i)
        check_play(settings.plays[i], "/plays/" + std::to_string(i), mistakes);
    expect_unique(
        settings.plays, "plays", "id", [](const OwnPlay& p) { return p.id; }, mistakes);
    return std::move(mistakes).answer();
}

namespace {

Result<Settings> change_settings(Writing& in, const Settings& body) {
    TRYV(expect_version(in, in.workspace.terms->version));
    TRYV(check_settings(body));
    Settings settings = body;
    // Measured, not chosen.
    settings.pace_days = in.workspace.settings().pace_days;
    settings.won_deals = in.workspace.settings().won_deals;
    TRYV(store::change_settings(in.in, in.workspace, settings, in.cause));
    in.aside.version = in.workspace.terms->version;
    catch_up_after(in);
    return settings;
}

// clang-format off
const Endpoint rows[] = {
    {Verb::get, "/settings", "get_settings", "What the workspace decided for itself: stages, rules, defaults.", Right::member, handled_by<&get_settings>()},
    {Verb::get, "/settings/standard", "standard_settings", "What the method has where a workspace decides nothing, costs and weights spelled out.", Right::member, handled_by<&standard_settings>()},
    {Verb::put, "/settings", "change_settings", "Change them: all of them, what is left out gets the method's default.", Right::administer, handled_by<&change_settings>(), Versions::needed},
};
// clang-format on

}  // namespace

Endpoints workspace_endpoints() {
    return rows;
}

}  // namespace ante::api
