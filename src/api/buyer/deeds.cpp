#include "api/buyer/deeds.h"

#include <algorithm>

#include "base/json.h"

namespace ante::api {
namespace {

using namespace method;
using MaybeCommand = Result<std::optional<Command>>;

constexpr std::size_t most_fields = 20;
constexpr minutes tapped_twice{10};

Error unreadable() {
    return {No::invalid, "input_invalid", "This is not a form of the plan.", {}};
}

// As it stands on his page: his own, or one of ours.
const Commitment* on_page(const Deal& deal, PersonId me, const DeedForm& form) {
    const Commitment* promise = form.promise ? deal.commitment(*form.promise) : nullptr;
    if (!promise || promise->attends) return nullptr;
    const PersonId* owner = promise->person();
    return owner && *owner != me ? nullptr : promise;
}

MaybeCommand of_promise(const Deal& deal, PersonId me, Deed deed, const DeedForm& form) {
    const Commitment* promise = on_page(deal, me, form);
    if (!promise) return not_found("promise");
    const CommitmentId id = promise->id;
    const bool his = promise->side() == Side::buyer;
    const bool proposed = std::holds_alternative<Proposed>(promise->state);
    // What his side proposed waits for our answer, not for his.
    if (proposed && promise->proposed_by == Side::buyer) return not_found("promise");
    switch (deed) {
        case Deed::agree: return std::optional<Command>(AgreePromise{id});
        case Deed::decline: return std::optional<Command>(DeclinePromise{id, form.words});
        case Deed::suggest:
            return std::optional<Command>(CounterPromise{id, form.what, form.due, form.words});
        default: break;
    }
    if (!his) return not_found("promise");
    if (deed == Deed::done) return std::optional<Command>(KeepPromise{id, {}});
    if (deed == Deed::withdraw) return std::optional<Command>(WithdrawPromise{id, form.words});
    if (!form.due) return unreadable();
    return std::optional<Command>(MovePromise{id, *form.due, Side::buyer});
}

MaybeCommand answer(PersonId me, const DeedForm& form) {
    if (!form.request || !form.got) return unreadable();
    return std::optional<Command>(AnswerRequest{.request = *form.request,
                                                .satisfied = *form.got == Got::yes,
                                                .missing = form.words,
                                                .by = me,
                                                .channel = Channel::page});
}

MaybeCommand attend(const Deal& deal, PersonId me, const DeedForm& form) {
    const Meeting* meeting = form.meeting ? deal.meeting(*form.meeting) : nullptr;
    if (!meeting || std::ranges::find(meeting->players, me) == meeting->players.end())
        return not_found("meeting");
    ChangeMeeting accept;
    accept.meeting = meeting->id;
    accept.accepted_by = std::vector{me};
    return std::optional<Command>(std::move(accept));
}

MaybeCommand name(const DeedForm& form) {
    const auto at = form.email.find('@');
    const bool address =
        form.email.empty() || (at != std::string::npos && at > 0 && at + 1 < form.email.size() &&
                               form.email.find_first_of(" \n\t<>,;\"") == std::string::npos);
    if (!address) return refuse("email_invalid", "That is not an e-mail address.");
    return std::optional<Command>(NameColleague{form.name, form.email, form.does});
}

MaybeCommand say(const Deal& deal, PersonId me, const DeedForm& form, Instant now) {
    if (is_blank(form.words)) return refuse("words_missing", "There are no words in it.");
    const bool twice = std::ranges::any_of(deal.signs, [&](const Sign& sign) {
        return sign.person == me && sign.words == form.words && sign.channel == Channel::page &&
               now - sign.at < tapped_twice;
    });
    if (twice) return std::optional<Command>{};
    return std::optional<Command>(RecordReply{me, form.words});
}

}  // namespace

Result<std::vector<Parameter>> form_of(std::string_view body) {
    std::vector<Parameter> form;
    while (!body.empty()) {
        const std::string_view pair = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(body.size(), pair.size() + 1));
        if (pair.empty()) continue;
        if (form.size() == most_fields) return unreadable();
        const auto equals = std::min(pair.find('='), pair.size());
        const auto field = percent_decoded(pair.substr(0, equals), Plus::is_blank);
        auto value =
            percent_decoded(pair.substr(std::min(equals + 1, pair.size())), Plus::is_blank);
        if (!field || !value || !is_text(*field)) return unreadable();
        std::erase(*value, '\r');  // Forms end lines with two characters.
        if (!is_text(*value)) return unreadable();
        if (!value->empty()) form.push_back({*field, *std::move(value)});
    }
    return form;
}

std::string value_in(std::span<const Parameter> form, std::string_view name) {
    const auto at = std::ranges::find(form, name, &Parameter::name);
    return at == form.end() ? std::string{} : at->value;
}

MaybeCommand command_of(const Deal& deal, PersonId me, Deed deed, const DeedForm& form,
                        Instant now) {
    switch (deed) {
        case Deed::answer: return answer(me, form);
        case Deed::attend: return attend(deal, me, form);
        case Deed::name: return name(form);
        case Deed::say: return say(deal, me, form, now);
        case Deed::agree:
        case Deed::decline:
        case Deed::done:
        case Deed::move:
        case Deed::suggest:
        case Deed::withdraw: break;
    }
    return of_promise(deal, me, deed, form);
}

}  // namespace ante::api
