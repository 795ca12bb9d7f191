#include "api/letter_texts.h"

#include "api/buyer/links.h"
#include "api/door.h"

namespace ante::api {
namespace {

using namespace method;

std::string greeting(std::string_view name) {
    const std::string_view first = name.substr(0, name.find(' '));
    return "Hello " + std::string(first.empty() ? name : first) + ",\n\n";
}

std::string goodbye(std::string_view from) {
    return "\n" + std::string(from) + "\n";
}

std::string what_it_was(const method::Request& request) {
    if (!request.what.empty()) return request.what;
    switch (request.kind) {
        case RequestKind::demo: return "the demo";
        case RequestKind::sample: return "the sample";
        case RequestKind::proposal: return "the proposal";
        case RequestKind::references: return "the references";
        case RequestKind::document: return "the document";
        case RequestKind::trial: return "the trial";
        case RequestKind::call: return "the call";
        case RequestKind::time: return "our time";
        case RequestKind::other: return "what you asked us for";
    }
    return "what you asked us for";
}

void replace_all(std::string& text, std::string_view word, std::string_view by) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size()))
        text.replace(at, word.size(), by);
}

bool speaks_of_link(std::string_view line) {
    return line.find(link_word) != std::string_view::npos ||
           line.find(yes_word) != std::string_view::npos ||
           line.find(not_quite_word) != std::string_view::npos;
}

// https://…/plan#secret becomes https://…/plan?request=…&answer=yes#secret: what is asked is no
// secret, and opening it answers nothing.
std::string answering(std::string_view link, std::string_view request, std::string_view answer) {
    const auto at = link.find('#');
    if (at == std::string_view::npos || request.empty()) return std::string(link);
    return std::string(link.substr(0, at)) + "?request=" + std::string(request) +
           "&answer=" + std::string(answer) + std::string(link.substr(at));
}

}  // namespace

Result<std::string> link_of(Writing& in, DealId deal, PersonId person) {
    return plan_link_for(in, deal, person);
}

std::string with_links(std::string_view text, std::string_view link, std::string_view request) {
    std::string filled;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (link.empty() && speaks_of_link(line)) continue;
        filled.append(line).append("\n");
    }
    replace_all(filled, link_word, link);
    replace_all(filled, yes_word, answering(link, request, "yes"));
    replace_all(filled, not_quite_word, answering(link, request, "not_quite"));
    return filled;
}

LetterText plan_invitation_text(const Deal& deal, std::string_view to, std::string_view from) {
    return {deal.name + ": our plan",
            greeting(to) +
                "this is what both of us have in hand, and by when. You can change it, tick things "
                "off, or say what is missing. Nobody needs an account.\n\nOpen our plan: {link}\n" +
                goodbye(from)};
}

LetterText did_you_get_it_text(const Deal& deal, const method::Request& request,
                               std::string_view to, std::string_view from) {
    return {deal.name + ": did you get what you were looking for?",
            greeting(to) + "we sent you " + what_it_was(request) +
                ". Did you get what you were looking for?\n\nYes: {yes}\nNot quite: {not_quite}\n\n"
                "If something is missing, say so: that helps us more than anything.\n" +
                goodbye(from)};
}

LetterText reminder_text(const Deal& deal, const Commitment& promise, Reminding when,
                         std::string_view to, std::string_view from) {
    const std::string day = words_of(promise.due);
    if (when == Reminding::before)
        return {deal.name + ": " + day,
                greeting(to) + "a short reminder of what you have in hand for " + day + ":\n\n- " +
                    promise.what +
                    "\n\nIf the day does not suit you any more, choose another one.\n\nOpen our "
                    "plan: {link}\n" +
                    goodbye(from)};
    return {deal.name + ": " + day,
            greeting(to) + "this was meant for " + day + ":\n\n- " + promise.what +
                "\n\nIs it done, or would another day suit you better? We won't ask again.\n\nOpen "
                "our plan: {link}\n" +
                goodbye(from)};
}

LetterText reset_text(std::string_view link, std::int64_t minutes_left) {
    return {
        "Sign in and choose a new password",
        "Hello,\n\nsomebody, most likely you, asked for a new password. This link signs you in, "
        "once, within " +
            std::to_string(minutes_left) + " minutes:\n\nSign in: " + std::string(link) +
            "\n\nIf it was not you, do nothing: your password stays as it is.\n"};
}

LetterText member_invitation_text(std::string_view workspace, std::string_view by,
                                  std::string_view link) {
    return {"Your place at " + std::string(workspace),
            "Hello,\n\n" + std::string(by) + " has made a place for you at " +
                std::string(workspace) +
                ". This link lets you choose a password and signs you in, once, within three "
                "days.\n\nChoose a password: " +
                std::string(link) +
                "\n\nIf the time is over, \"Forgot password?\" on the sign-in page sends you "
                "another.\n"};
}

std::string once_for(store::LetterKind kind, std::string_view which, const Uuid& subject) {
    return std::string(word_of(kind)) + "/" + std::string(which) + "/" + subject.text();
}

std::optional<Uuid> subject_in(std::string_view once) {
    const auto first = once.find('/');
    const auto second = once.find('/', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
    return Uuid::parse(once.substr(second + 1, 36));
}

HouseWriting::HouseWriting(House& house, store::Transaction& in, store::Workspace& workspace,
                           MemberId as, Instant now)
    : member_{.workspace = workspace.id, .me = as, .team = {}},
      none_(std::make_unique<Credential>()),
      writing_{Reading{house, in.db(), member_, workspace, now, "round", {}, *none_, {}, aside_},
               in,
               store::Cause{{}, now, "round"},
               {},
               {}} {
}

HouseWriting::~HouseWriting() = default;

}  // namespace ante::api
