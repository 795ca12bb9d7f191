#pragma once
// What a buyer can do on his page, as commands of the method (method/commands.h, our_plan.h). He
// acts on what stands on his page: his own promises, ours that we proposed to him or agreed, the
// meeting he is expected in, the requests of his side. Anything else is not there for him.

#include <optional>
#include <span>
#include <string>

#include "api/http.h"
#include "base/fields.h"
#include "method/commands.h"

namespace ante::api {

enum class Deed : std::uint8_t {
    agree,
    answer,
    attend,
    decline,
    done,
    move,
    name,
    say,
    suggest,
    withdraw
};
constexpr auto words(Deed) {
    return std::array{"agree"sv, "answer"sv, "attend"sv, "decline"sv, "done"sv,
                      "move"sv,  "name"sv,   "say"sv,    "suggest"sv, "withdraw"sv};
}

enum class Got : std::uint8_t { yes, no };
constexpr auto words(Got) {
    return std::array{"yes"sv, "no"sv};
}

// The fields of all the forms of the page.
struct DeedForm {
    std::string token{};
    std::optional<method::CommitmentId> promise{};
    std::optional<method::RequestId> request{};
    std::optional<method::MeetingId> meeting{};
    std::string what{};
    std::optional<Date> due{};
    std::string words{};
    std::string name{};
    std::string email{};
    std::string does{};
    std::optional<Got> got{};

    static constexpr auto fields = describe(
        field<&DeedForm::token>("token", "Of the page the form was on.",
                                {.max_length = 100, .may_be_absent = true, .secret = true}),
        field<&DeedForm::promise>("promise", "Which promise."),
        field<&DeedForm::request>("request", "Which request."),
        field<&DeedForm::meeting>("meeting", "Which meeting."),
        field<&DeedForm::what>("what", "The other wording.",
                               {.max_length = 500, .may_be_absent = true}),
        field<&DeedForm::due>("due", "The other day."),
        field<&DeedForm::words>("words", "In his words.",
                                {.max_length = 2000, .may_be_absent = true}),
        field<&DeedForm::name>("name", "A colleague's name.",
                               {.max_length = 200, .may_be_absent = true}),
        field<&DeedForm::email>("email", "His address.",
                                {.max_length = 254, .may_be_absent = true}),
        field<&DeedForm::does>("does", "What it is to him.",
                               {.max_length = 500, .may_be_absent = true}),
        field<&DeedForm::got>("got", "Did he get what he was looking for?"));
};

// The fields of a form as a browser sends them (application/x-www-form-urlencoded): empty ones left
// out, line ends as one character. `input_invalid` if it is none.
Result<std::vector<Parameter>> form_of(std::string_view body);
std::string value_in(std::span<const Parameter> form, std::string_view name);

// The command, or why it can't be one. Empty: it was done already, by a second tap.
Result<std::optional<method::Command>> command_of(const method::Deal& deal, method::PersonId me,
                                                  Deed deed, const DeedForm& form, Instant now);

}  // namespace ante::api
