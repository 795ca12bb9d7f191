#include "connect/vcard.h"

#include <algorithm>
#include <optional>

#include "base/beginning.h"
#include "base/json.h"

namespace ante::connect {
namespace {

constexpr std::size_t longest_line = 64 * 1024;

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return out;
}

// A line of the card, unfolded: NAME;PARAM=a,b:value, without its group.
struct Property {
    std::int64_t line = 0;
    std::string name;    // upper case
    std::string params;  // upper case, as they stand
    std::string value;   // still escaped
    bool too_long = false;
};

// Takes one unfolded line after another (RFC 6350, 3.2): a line that begins with a blank or a tab
// belongs to the one before.
class Lines {
public:
    explicit Lines(std::string_view text) : rest_(text) {}

    std::optional<Property> next() {
        while (!rest_.empty()) {
            const std::int64_t begins = line_ + 1;
            bool too_long = false;
            std::string whole(take());
            while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) {
                const std::string_view more = take().substr(1);
                too_long = too_long || whole.size() + more.size() > longest_line;
                if (!too_long) whole += more;
            }
            if (whole.empty()) continue;
            Property property = split(whole);
            property.line = begins;
            property.too_long = too_long || whole.size() > longest_line;
            return property;
        }
        return std::nullopt;
    }

private:
    std::string_view take() {
        ++line_;
        const std::size_t end = rest_.find('\n');
        std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        return line;
    }

    // The first colon outside of quotes ends the name and its parameters.
    static Property split(std::string_view line) {
        bool quoted = false;
        std::size_t colon = 0;
        for (; colon < line.size(); ++colon) {
            if (line[colon] == '"') quoted = !quoted;
            if (line[colon] == ':' && !quoted) break;
        }
        Property property;
        std::string_view head = line.substr(0, colon);
        if (colon < line.size()) property.value = line.substr(colon + 1);
        const std::size_t semicolon = head.find(';');
        std::string_view name = head.substr(0, semicolon);
        if (semicolon != std::string_view::npos)
            property.params = ";" + upper(head.substr(semicolon + 1)) + ";";
        if (const std::size_t dot = name.find('.'); dot != std::string_view::npos)
            name.remove_prefix(dot + 1);
        property.name = upper(name);
        return property;
    }

    std::string_view rest_;
    std::int64_t line_ = 0;
};

// Undoes \n \, \; and \\ in a whole value.
std::string unescaped(std::string_view value) {
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != '\\' || i + 1 == value.size()) {
            out += value[i];
            continue;
        }
        const char c = value[++i];
        out += c == 'n' || c == 'N' ? ' ' : c;
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    while (!out.empty() && out.front() == ' ') out.erase(0, 1);
    return out;
}

// The parts between semicolons that are not escaped.
std::vector<std::string> parts_of(std::string_view value) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= value.size(); ++i) {
        if (i < value.size() && value[i] == '\\') {
            ++i;
            continue;
        }
        if (i < value.size() && value[i] != ';') continue;
        parts.push_back(unescaped(value.substr(from, i - from)));
        from = i + 1;
    }
    return parts;
}

// family;given;additional;prefix;suffix → "Given Family"
std::string name_from(const std::vector<std::string>& parts) {
    std::string name;
    for (const std::size_t at : {std::size_t{1}, std::size_t{2}, std::size_t{0}})
        if (at < parts.size() && !parts[at].empty()) name += (name.empty() ? "" : " ") + parts[at];
    return name;
}

bool preferred(const Property& property) {
    return property.params.find("PREF") != std::string::npos;
}

class Card {
public:
    explicit Card(std::int64_t line) { contact_.line = line; }

    void take(const Property& property) {
        if (property.too_long) return;  // A photo, and nothing that we ask for.
        const std::string& value = property.value;
        if (property.name == "VERSION")
            version_ = unescaped(value);
        else if (property.name == "FN" && contact_.name.empty())
            contact_.name = unescaped(value);
        else if (property.name == "N" && by_parts_.empty())
            by_parts_ = name_from(parts_of(value));
        else if (property.name == "ORG" && contact_.organisation.empty())
            take_organisation(parts_of(value));
        else if (property.name == "TITLE" && contact_.title.empty())
            contact_.title = unescaped(value);
        else if (property.name == "ROLE" && role_.empty())
            role_ = unescaped(value);
        else if (property.name == "EMAIL" && (contact_.email.empty() || preferred(property)))
            contact_.email = unescaped(value);
        else if (property.name == "TEL" && (contact_.phone.empty() || preferred(property)))
            contact_.phone = without_scheme(unescaped(value));
        else if (property.name == "KIND")
            kind_ = upper(unescaped(value));
        if (property.params.find("QUOTED-PRINTABLE") != std::string::npos) printable_ = true;
    }

    // Refusals, in order; the first that applies is told.
    std::optional<RefusedContact> refusal() const {
        const auto no = [&](std::string code, std::string detail) {
            return RefusedContact{contact_.line, is_text(name()) ? name() : "", std::move(code),
                                  std::move(detail)};
        };
        for (const std::string& said :
             {name(), contact_.organisation, contact_.department, contact_.title, contact_.email,
              contact_.phone, role_, version_, kind_})
            if (!is_text(said)) return no("text_broken", "Its letters are not UTF-8.");
        if (version_.empty()) return no("version_missing", "The card does not say its version.");
        if (version_ != "3.0" && version_ != "4.0")
            return no("version_unknown", "Version " + std::string(first_bytes(version_, 20)) +
                                             " is not read: export it as vCard 3.0 or 4.0.");
        if (printable_)
            return no("encoding_unknown",
                      "Quoted-printable belongs to version 2.1: export it as vCard 3.0 or 4.0.");
        if (kind_ == "GROUP") return no("not_a_person", "It is a list of people, and not one.");
        if (name().empty()) return no("name_missing", "The card names nobody.");
        return std::nullopt;
    }

    Contact contact() && {
        contact_.name = name();
        if (contact_.title.empty()) contact_.title = role_;
        return std::move(contact_);
    }

private:
    std::string name() const { return contact_.name.empty() ? by_parts_ : contact_.name; }

    void take_organisation(const std::vector<std::string>& parts) {
        if (!parts.empty()) contact_.organisation = parts[0];
        if (parts.size() > 1) contact_.department = parts[1];
    }

    static std::string without_scheme(std::string number) {
        if (number.starts_with("tel:") || number.starts_with("TEL:")) number.erase(0, 4);
        return number.substr(0, number.find(';'));
    }

    Contact contact_;
    std::string by_parts_;
    std::string role_;
    std::string version_;
    std::string kind_;
    bool printable_ = false;
};

}  // namespace

Result<ContactFile> read_vcards(std::string_view text) {
    ContactFile file{.form = ContactForm::vcard};
    Lines lines(text);
    std::optional<Card> card;
    std::int64_t began = 0;
    const auto cut_short = [&] {
        file.refused.push_back({began, "", "card_unclosed", "The card has no END:VCARD."});
    };
    while (const auto property = lines.next()) {
        const bool begins = property->name == "BEGIN" && upper(property->value) == "VCARD";
        const bool ends = property->name == "END" && upper(property->value) == "VCARD";
        if (begins) {
            if (card) cut_short();
            if (file.contacts.size() + file.refused.size() >= ContactFile::most)
                return too_many_contacts();
            began = property->line;
            card.emplace(began);
        } else if (ends && card) {
            if (auto refused = card->refusal())
                file.refused.push_back(*std::move(refused));
            else
                file.contacts.push_back(std::move(*card).contact());
            card.reset();
        } else if (card) {
            card->take(*property);
        }
    }
    if (card) cut_short();
    return file;
}

}  // namespace ante::connect
