#pragma once
// Contacts from an address book: vCard 3.0 and 4.0 (RFC 2426, RFC 6350), and the CSV files that
// Google and Outlook write.
//
//     TRY(ContactFile file, read_contacts(text));
//     file.contacts      in the order of the file, each with its line
//     file.refused       cards and rows that can't be read, each with its line and why
//
// Debian's libraries for vCards (libical, libebook) either read only parts of 4.0 or bring a
// desktop along; the grammar is small enough to be read by hand. Forgiving in form: lines folded
// by one blank or tab, LF or CRLF, groups ("item1.EMAIL"), parameters in any order, any case.
// Nothing is guessed: a card without a name or an unknown version is told, not taken.
//
// Limits: 900 kB of text, 5,000 contacts, 64 kB a line; photos and what else is long is passed
// over. Any thread may call; nothing is kept.

#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "base/result.h"
#include "method/values.h"

namespace ante::connect {

struct Contact {
    std::int64_t line = 0;  // on which its card or row begins
    std::string name{};
    std::string email{};
    std::string phone{};
    std::string title{};
    std::string department{};
    std::string organisation{};

    static constexpr auto fields =
        describe(field<&Contact::line>("line", "On which it begins."),
                 field<&Contact::name>("name", "His name."),
                 field<&Contact::email>("email", "His address; the preferred one of several."),
                 field<&Contact::phone>("phone", "His number."),
                 field<&Contact::title>("title", "What he is called there."),
                 field<&Contact::department>("department", "His department."),
                 field<&Contact::organisation>("organisation", "Where he works."));
    bool operator==(const Contact&) const = default;
};

struct RefusedContact {
    std::int64_t line = 0;
    std::string name{};  // as far as it could be read
    std::string code{};
    std::string detail{};

    static constexpr auto fields =
        describe(field<&RefusedContact::line>("line", "On which it begins."),
                 field<&RefusedContact::name>("name", "Whose, as far as it could be read."),
                 field<&RefusedContact::code>("code", "Stable, snake_case."),
                 field<&RefusedContact::detail>("detail", "Why, in one sentence."));
    bool operator==(const RefusedContact&) const = default;
};

enum class ContactForm : std::uint8_t { vcard, google_csv, outlook_csv };
constexpr auto words(ContactForm) {
    return std::array{"vcard"sv, "google_csv"sv, "outlook_csv"sv};
}

struct ContactFile {
    static constexpr std::size_t largest = 900'000;
    static constexpr std::size_t most = 5'000;

    ContactForm form = ContactForm::vcard;
    std::vector<Contact> contacts{};
    std::vector<RefusedContact> refused{};
};

// The form is told by the text itself. Fails with `contacts_unknown` if it is none of these,
// `contacts_too_many`, `contacts_too_large`, and as the CSV reader does. Cards whose letters are
// not UTF-8 are refused one by one.
Result<ContactFile> read_contacts(std::string_view text);

// What a title says of the level; `individual` if it says nothing. English and German words.
method::Level level_from_title(std::string_view title);

}  // namespace ante::connect
