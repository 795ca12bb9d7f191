#include "connect/contacts.h"

#include <algorithm>
#include <optional>

#include "base/json.h"
#include "connect/csv.h"
#include "connect/vcard.h"

namespace ante::connect {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

std::string trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return std::string(text);
}

// ---- CSV

// The columns of both, as they are headed in English, lower case; several for one thing stand in
// the order in which they are taken.
// clang-format off
struct Columns {
    ContactForm form;
    std::vector<std::string_view> name, first, last, email, phone, title, department, organisation;
};
const Columns& google() {
    static const Columns columns{ContactForm::google_csv,
        {"name", "file as"}, {"given name", "first name"}, {"family name", "last name"},
        {"e-mail 1 - value", "e-mail 2 - value"}, {"phone 1 - value", "phone 2 - value"},
        {"organization 1 - title", "organization title"},
        {"organization 1 - department", "organization department"},
        {"organization 1 - name", "organization name"}};
    return columns;
}
const Columns& outlook() {
    static const Columns columns{ContactForm::outlook_csv,
        {"display name", "full name"}, {"first name"}, {"last name"},
        {"e-mail address", "e-mail 2 address", "e-mail 3 address"},
        {"business phone", "mobile phone", "company main phone", "primary phone"},
        {"job title"}, {"department"}, {"company"}};
    return columns;
}
// clang-format on

class Heads {
public:
    explicit Heads(const Record& record) {
        for (const std::string_view cell : record.cells) heads_.push_back(lower(trimmed(cell)));
    }
    bool has(std::string_view head) const {
        return std::ranges::find(heads_, head) != heads_.end();
    }
    // The first that has something in it.
    std::string of(const Record& record, const std::vector<std::string_view>& wanted) const {
        for (const std::string_view head : wanted) {
            const auto at = std::ranges::find(heads_, head) - heads_.begin();
            if (static_cast<std::size_t>(at) >= record.cells.size()) continue;
            std::string cell = trimmed(record.cells[static_cast<std::size_t>(at)]);
            // Google writes several into one cell.
            if (const auto more = cell.find(" ::: "); more != std::string::npos) cell.resize(more);
            if (!cell.empty()) return cell;
        }
        return {};
    }

private:
    std::vector<std::string> heads_;
};

const Columns* columns_of(const Heads& heads) {
    if (heads.has("e-mail 1 - value")) return &google();
    if (heads.has("e-mail address") || (heads.has("first name") && heads.has("company")))
        return &outlook();
    return nullptr;
}

Contact contact_from(const Record& record, const Heads& heads, const Columns& columns) {
    Contact contact{.line = record.line};
    contact.name = heads.of(record, columns.name);
    if (contact.name.empty())
        contact.name =
            trimmed(heads.of(record, columns.first) + " " + heads.of(record, columns.last));
    contact.email = heads.of(record, columns.email);
    contact.phone = heads.of(record, columns.phone);
    contact.title = heads.of(record, columns.title);
    contact.department = heads.of(record, columns.department);
    contact.organisation = heads.of(record, columns.organisation);
    return contact;
}

Error unknown() {
    return {No::invalid,
            "contacts_unknown",
            "This is neither a vCard file nor a CSV file as Google or Outlook write it: its first "
            "line should be BEGIN:VCARD, or name columns like \"E-mail 1 - Value\" or \"E-mail "
            "Address\".",
            {}};
}

Result<ContactFile> read_csv(std::string_view text) {
    TextBytes bytes(text);
    TRY(const CsvFormat format, recognise(bytes, {}));
    CsvReader reader(bytes, format);
    TRY(const Record* head, reader.next());
    if (!head || head->fault) return unknown();
    const Heads heads(*head);
    const Columns* columns = columns_of(heads);
    if (!columns) return unknown();
    ContactFile file{.form = columns->form};
    for (;;) {
        TRY(const Record* record, reader.next());
        if (!record) return file;
        if (record->blank()) continue;
        if (file.contacts.size() + file.refused.size() >= ContactFile::most)
            return too_many_contacts();
        Contact contact = contact_from(*record, heads, *columns);
        // A faulty row may hold what no text is.
        if (record->fault)
            file.refused.push_back({record->line, is_text(contact.name) ? contact.name : "",
                                    std::string(record->fault->code), record->fault->detail});
        else if (contact.name.empty())
            file.refused.push_back(
                {record->line, contact.email, "name_missing", "This row names nobody."});
        else
            file.contacts.push_back(std::move(contact));
    }
}

}  // namespace

Error too_many_contacts() {
    return {
        No::invalid, "contacts_too_many", "More than 5,000 contacts at once: split the file.", {}};
}

Result<ContactFile> read_contacts(std::string_view text) {
    if (text.size() > ContactFile::largest)
        return Error{No::invalid,
                     "contacts_too_large",
                     "More than 900 kB at once: split the file, or leave the photos out.",
                     {}};
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    const std::string start = lower(trimmed(text.substr(0, 200)));
    if (start.starts_with("begin:vcard")) return read_vcards(text);
    return read_csv(text);
}

method::Level level_from_title(std::string_view title) {
    using method::Level;
    struct Says {
        std::string_view word;
        Level level;
    };
    // The first that stands in it, as a word of its own, says it.
    constexpr std::array says{
        Says{"owner", Level::owner},
        Says{"founder", Level::owner},
        Says{"inhaber", Level::owner},
        Says{"inhaberin", Level::owner},
        Says{"partner", Level::owner},
        Says{"assistant", Level::individual},
        Says{"assistenz", Level::individual},
        Says{"vice president", Level::director},
        Says{"vp", Level::director},
        Says{"head", Level::director},
        Says{"director of", Level::director},
        Says{"ceo", Level::executive},
        Says{"cfo", Level::executive},
        Says{"coo", Level::executive},
        Says{"cto", Level::executive},
        Says{"cio", Level::executive},
        Says{"cmo", Level::executive},
        Says{"chief", Level::executive},
        Says{"president", Level::executive},
        Says{"managing director", Level::executive},
        Says{"geschäftsführer", Level::executive},
        Says{"geschäftsführerin", Level::executive},
        Says{"vorstand", Level::executive},
        Says{"executive director", Level::executive},
        Says{"director", Level::director},
        Says{"direktor", Level::director},
        Says{"direktorin", Level::director},
        Says{"bereichsleiter", Level::director},
        Says{"bereichsleiterin", Level::director},
        Says{"account manager", Level::individual},
        Says{"manager", Level::manager},
        Says{"lead", Level::manager},
        Says{"supervisor", Level::manager},
        Says{"leiter", Level::manager},
        Says{"leiterin", Level::manager},
        Says{"teamleiter", Level::manager},
    };
    std::string plain = " ";
    for (const char c : lower(title)) {
        const bool part = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
        if (part)
            plain += c;
        else if (plain.back() != ' ')
            plain += ' ';
    }
    plain += ' ';
    for (const Says& one : says)
        if (plain.find(" " + std::string(one.word) + " ") != std::string::npos) return one.level;
    return Level::individual;
}

}  // namespace ante::connect
