#include "connect/mapping.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/beginning.h"
#include "connect/import_row.h"

namespace ante::connect {

namespace {

using enum Target;

struct KnownHeader {
    Target target;
    std::string_view header;  // Folded (spelling.h).
};

// In each list the first header that is there wins its target: the better column comes first.
// clang-format off
constexpr KnownHeader hubspot_headers[] = {
    {id, "record id"}, {id, "deal id"}, {id, "id de registro"}, {id, "datensatz-id"}, {id, "hs object id"},
    {name, "deal name"}, {name, "dealname"}, {name, "nombre del negocio"}, {name, "deal-name"},
    {account, "associated company (primary)"}, {account, "associated company"}, {account, "company name"},
    {person, "associated contact"},
    {owner, "deal owner"}, {owner, "propietario del negocio"}, {owner_email, "deal owner email"},
    {amount, "amount"}, {amount, "valor"}, {amount, "betrag"}, {amount, "amount in company currency"},
    {currency, "currency"}, {currency, "deal currency code"}, {currency, "moneda"},
    {stage, "deal stage"}, {stage, "dealstage"}, {stage, "etapa del negocio"}, {stage, "deal-phase"},
    {won, "is closed won"}, {lost, "is closed lost"}, {over, "is deal closed?"},
    {lost_reason, "closed lost reason"}, {lost_reason, "dead deal reason"},
    {created, "create date"}, {created, "createdate"}, {created, "fecha de creacion"}, {created, "erstellungsdatum"},
    {close_date, "close date"}, {close_date, "closedate"}, {close_date, "fecha de cierre"}, {close_date, "abschlussdatum"},
    {last_activity, "last activity date"}, {last_activity, "last contacted"}, {last_activity, "ultima actividad"},
    {kind, "deal type"}, {kind, "dealtype"}, {notes, "deal description"}, {notes, "description"},
};

constexpr KnownHeader salesforce_headers[] = {
    {id, "opportunity id"}, {id, "opportunityid"}, {id, "opportunity id 18"}, {id, "18 digit opportunity id"}, {id, "id"},
    {name, "opportunity name"}, {name, "name"},
    {account, "account name"}, {account, "account name: account name"}, {account, "account.name"}, {account, "account"},
    {account_domain, "website"}, {account_domain, "account.website"},
    {sector, "industry"}, {sector, "account.industry"}, {region, "billing country"}, {region, "billing country/territory"},
    {size, "employees"}, {size, "account.numberofemployees"}, {product, "product name"},
    {person, "primary contact"}, {person, "contact name"}, {person, "contact: full name"}, {person, "contact"},
    {email, "contact: email"}, {email, "contact email"}, {email, "email"}, {title, "contact: title"}, {title, "title"},
    {role, "contact role"}, {role, "role"},
    {owner, "opportunity owner"}, {owner, "opportunity owner: full name"}, {owner, "owner full name"}, {owner, "owner.name"}, {owner, "owner"},
    {owner_email, "opportunity owner email"}, {owner_email, "opportunity owner: email"}, {owner_email, "owner email"}, {owner_email, "owner.email"},
    {amount, "amount"}, {amount, "amount (converted)"},
    {currency, "amount currency"}, {currency, "opportunity currency"}, {currency, "currencyisocode"}, {currency, "currency"},
    {stage, "stage"}, {stage, "stagename"}, {stage, "stage name"},
    {won, "won"}, {won, "iswon"}, {over, "closed"}, {over, "isclosed"},
    {lost_reason, "loss reason"}, {lost_reason, "lost reason"}, {lost_reason, "closed lost reason"}, {lost_reason, "loss reason c"},
    {created, "created date"}, {created, "createddate"},
    {close_date, "close date"}, {close_date, "closedate"},
    {last_activity, "last activity"}, {last_activity, "last activity date"}, {last_activity, "lastactivitydate"},
    {kind, "opportunity type"}, {kind, "type"}, {notes, "description"},
};

constexpr KnownHeader pipedrive_headers[] = {
    {id, "deal - id"}, {id, "deal - pipedrive system id"}, {id, "deal - pipedrive deal id"},
    {name, "deal - title"},
    {account, "deal - organization"}, {account, "organization - name"}, {account, "organization"},
    {region, "organization - address"},
    {person, "deal - contact person"}, {person, "person - name"}, {person, "contact person"},
    {first_name, "person - first name"}, {last_name, "person - last name"},
    {email, "person - email (work)"}, {email, "person - email"}, {email, "person - email (home)"},
    {owner, "deal - owner"}, {amount, "deal - value"},
    {currency, "deal - currency of value"}, {currency, "deal - currency"}, {currency, "product - currency"},
    {stage, "deal - stage"}, {stage, "deal - stage (pipeline)"}, {status, "deal - status"},
    {won, "deal - won time"}, {lost, "deal - lost time"}, {lost_reason, "deal - lost reason"},
    {created, "deal - creation date"}, {created, "deal - deal created"}, {created, "deal - created"},
    {closed, "deal - closed on"}, {closed, "deal - deal closed on"},
    {expected_close, "deal - expected close date"}, {last_activity, "deal - last activity date"},
    {product, "product - name"}, {notes, "note - content"},
    {activity_type, "activity - type"}, {activity_subject, "activity - subject"},
    {activity_at, "activity - marked as done time"}, {activity_at, "activity - due date"},
    {activity_done, "activity - done"}, {activity_by, "activity - assigned to user"}, {activity_note, "activity - note"},
};

// Names that mean the same everywhere. Those with two meanings ("client", "revenue", "date") are
// left for the importer to say.
constexpr KnownHeader generic_headers[] = {
    {id, "id"}, {id, "deal id"}, {id, "opportunity id"}, {id, "external id"}, {id, "record id"}, {id, "deal number"}, {id, "mql id"},
    {id, "prospect id"}, {id, "lead id"}, {id, "deal no"}, {id, "deal no."},
    {name, "name"}, {name, "deal"}, {name, "deal name"}, {name, "deal title"}, {name, "opportunity"}, {name, "opportunity name"},
    {name, "project name"}, {name, "nombre del negocio"},
    {account, "account"}, {account, "account name"}, {account, "company"}, {account, "company name"}, {account, "organization"},
    {account, "organisation"}, {account, "organization name"}, {account, "customer"}, {account, "customer name"},
    {account, "client name"}, {account, "kunde"}, {account, "firma"}, {account, "unternehmen"}, {account, "cliente"},
    {account, "empresa"}, {account, "societe"}, {account, "entreprise"},
    {account_domain, "domain"}, {account_domain, "website"}, {account_domain, "company domain"}, {account_domain, "company domain name"},
    {account_domain, "account domain"}, {account_domain, "company website"},
    {sector, "sector"}, {sector, "industry"}, {sector, "branche"},
    {region, "region"}, {region, "country"}, {region, "office location"}, {region, "billing country"}, {region, "land"},
    {size, "employees"}, {size, "number of employees"}, {size, "company size"}, {size, "account size"},
    {product, "product"}, {product, "product name"}, {product, "produkt"}, {product, "producto"}, {product, "produit"},
    {person, "contact"}, {person, "contact name"}, {person, "contact person"}, {person, "person"}, {person, "primary contact"},
    {person, "ansprechpartner"}, {person, "full name"},
    {first_name, "first name"}, {first_name, "given name"}, {first_name, "vorname"},
    {last_name, "last name"}, {last_name, "family name"}, {last_name, "surname"}, {last_name, "nachname"},
    {email, "email"}, {email, "e-mail"}, {email, "contact email"}, {email, "email address"}, {email, "person email"}, {email, "email work"},
    {title, "job title"}, {title, "title"}, {title, "contact title"},
    {role, "role"}, {role, "buying role"}, {role, "contact role"},
    {owner, "owner"}, {owner, "owner name"}, {owner, "deal owner"}, {owner, "opportunity owner"}, {owner, "sales agent"}, {owner, "sales rep"},
    {owner, "salesperson"}, {owner, "rep"}, {owner, "seller"}, {owner, "account executive"}, {owner, "assigned to"}, {owner, "sales"}, {owner, "verkaufer"},
    {owner_email, "owner email"}, {owner_email, "deal owner email"}, {owner_email, "rep email"}, {owner_email, "sales rep email"},
    {amount, "amount"}, {amount, "value"}, {amount, "deal value"}, {amount, "deal amount"}, {amount, "close value"}, {amount, "deal cost"},
    {amount, "opportunity amount"}, {amount, "betrag"}, {amount, "wert"}, {amount, "importe"}, {amount, "monto"}, {amount, "montant"},
    {currency, "currency"}, {currency, "currency code"}, {currency, "amount currency"}, {currency, "wahrung"}, {currency, "devise"}, {currency, "moneda"},
    {stage, "stage"}, {stage, "deal stage"}, {stage, "pipeline stage"}, {stage, "sales stage"}, {stage, "opportunity stage"}, {stage, "phase"}, {stage, "etapa"},
    {status, "status"}, {status, "deal status"}, {status, "deal status code"}, {status, "outcome"}, {status, "deal state"},
    {won, "won"}, {won, "is won"}, {won, "won date"}, {won, "won at"}, {won, "won time"}, {won, "date won"}, {won, "converted"},
    {lost, "lost"}, {lost, "is lost"}, {lost, "lost date"}, {lost, "lost at"}, {lost, "lost time"}, {lost, "date lost"},
    {lost_reason, "lost reason"}, {lost_reason, "loss reason"}, {lost_reason, "reason lost"}, {lost_reason, "closed lost reason"},
    {lost_reason, "reason for loss"}, {lost_reason, "verlustgrund"},
    {created, "created"}, {created, "created at"}, {created, "create date"}, {created, "created date"}, {created, "creation date"}, {created, "created on"},
    {created, "date created"}, {created, "engage date"}, {created, "open date"}, {created, "first contact date"}, {created, "erstellt"},
    {created, "erstellt am"}, {created, "fecha de creacion"}, {created, "date de creation"},
    {close_date, "close date"}, {close_date, "closing date"}, {close_date, "abschlussdatum"}, {close_date, "fecha de cierre"}, {close_date, "date de cloture"},
    {closed, "closed at"}, {closed, "closed on"}, {closed, "closed date"}, {closed, "date closed"},
    {expected_close, "expected close"}, {expected_close, "expected close date"}, {expected_close, "expected closing date"},
    {expected_close, "estimated close date"}, {expected_close, "forecast close date"}, {expected_close, "target close date"},
    {last_activity, "last activity"}, {last_activity, "last activity date"}, {last_activity, "last contacted"}, {last_activity, "last contact date"},
    {parked_until, "parked until"},
    {kind, "deal type"}, {kind, "deal kind"}, {kind, "opportunity type"}, {kind, "kind"}, {kind, "type"},
    {notes, "notes"}, {notes, "note"}, {notes, "comments"}, {notes, "comment"}, {notes, "description"}, {notes, "notizen"}, {notes, "bemerkung"},
};

constexpr KnownHeader activity_headers[] = {
    {id, "deal id"}, {id, "opportunity id"}, {id, "deal"}, {id, "opportunity"}, {id, "related to id"},
    {activity_type, "activity type"}, {activity_type, "type"}, {activity_type, "task subtype"},
    {activity_subject, "subject"}, {activity_subject, "activity subject"},
    {activity_at, "activity date"}, {activity_at, "when"}, {activity_at, "at"}, {activity_at, "date"}, {activity_at, "completed date"}, {activity_at, "due date"},
    {activity_person, "person"}, {activity_person, "contact"}, {activity_person, "contact person"}, {activity_person, "name"}, {activity_person, "who"},
    {activity_by, "by"}, {activity_by, "assigned to"}, {activity_by, "assigned to user"}, {activity_by, "owner"},
    {activity_side, "side"}, {activity_side, "direction"},
    {activity_done, "done"}, {activity_done, "status"}, {activity_done, "closed"},
    {activity_note, "note"}, {activity_note, "notes"}, {activity_note, "comments"},
};

struct Meaning {
    Target target;
    std::string_view says;
};
constexpr Meaning meanings[] = {
    {id, "The deal's id in its system; the same id is the same deal at the next import."},
    {name, "The deal's name. Without one: account and product, or account and id."},
    {account, "The company."}, {account_domain, "Its domain."}, {sector, "Its sector."}, {region, "Its region or country."},
    {size, "Its size."}, {product, "What would be sold."},
    {person, "A person of the buyer; \"Name (address)\", several joined with semicolons."},
    {first_name, "His first name."}, {last_name, "His last name."}, {email, "His address."}, {title, "His title at work."},
    {role, "His buying role."},
    {owner, "Who carries the deal on our side: name or address."}, {owner_email, "His address."},
    {amount, "What it would be worth."}, {currency, "Of the amount."}, {stage, "The stage in that system; kept as a note."},
    {status, "Open, won, lost or parked."}, {won, "Yes or no, or the day it was won."}, {lost, "Yes or no, or the day it was lost."},
    {over, "Yes if it is won or lost."}, {lost_reason, "Why it was lost, in their words."},
    {lost_to, "no_decision, competitor, not_a_fit or other."},
    {created, "When it began."}, {close_date, "When it was closed if it is, else when it is expected to."},
    {closed, "When it was won or lost."}, {expected_close, "When it is expected to close."},
    {last_activity, "The last activity on it."}, {parked_until, "The day to look at it again."},
    {kind, "New, expansion or renewal."}, {notes, "Notes."},
    {activity_type, "What happened: call, meeting, email …"}, {activity_subject, "What it was about."},
    {activity_at, "When."}, {activity_person, "Who of the buyer."}, {activity_by, "Who of us."},
    {activity_side, "Whose act: buyer or seller."}, {activity_done, "Only what is done is imported."}, {activity_note, "What was noted."},
};
// clang-format on
static_assert(std::size(meanings) == target_count);

bool has(std::span<const std::string> header, std::string_view wanted) {
    return std::find(header.begin(), header.end(), wanted) != header.end();
}

bool has_any(std::span<const std::string> header, std::initializer_list<std::string_view> wanted) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](std::string_view w) { return has(header, w); });
}

// An export's own words, several together, so that no other file is taken for it.
Layout layout_of(std::span<const std::string> header) {
    if (has(header, "ante deal")) return Layout::ante;
    if (has(header, "deal - title")) return Layout::pipedrive;
    if (has_any(header, {"deal name", "dealname", "nombre del negocio", "deal-name"}) &&
        has_any(header, {"record id", "id de registro", "datensatz-id", "hs object id"}))
        return Layout::hubspot;
    if (has(header, "opportunity name") &&
        has_any(header, {"stage", "close date", "opportunity owner", "account name"}))
        return Layout::salesforce;
    if (has(header, "stagename") && has(header, "closedate")) return Layout::salesforce;
    return Layout::generic;
}

// A list of what happened to deals, not of deals.
bool lists_activities(std::span<const std::string> header) {
    return has_any(header, {"subject", "activity subject", "activity type"}) &&
           has_any(header, {"deal id", "opportunity id", "deal", "opportunity"}) &&
           has_any(header, {"activity date", "when", "at", "date", "completed date", "due date"}) &&
           !has_any(header, {"amount", "value", "stage", "deal name", "opportunity name"});
}

struct Claims {
    std::span<const std::string> header;   // As written.
    std::span<const std::string> folded_;  // The same, folded.
    Recognised& into;

    void ask(Target target, std::span<const std::size_t> columns) {
        Question question{.code = "column_claimed_twice", .target = target};
        question.detail = "More than one column can be the " + std::string(word_of(target)) + ":";
        for (const std::size_t i : columns) {
            const bool first = question.choices.empty();
            question.detail += (first ? " " : ", ") + std::string("\"") + header[i] + "\" (#" +
                               std::to_string(i + 1) + ")";
            question.choices.push_back(std::string(word_of(target)) + "=#" + std::to_string(i + 1));
        }
        question.detail += ". Say which.";
        question.option = "--map";
        question.column = header[columns[0]];
        into.questions.push_back(std::move(question));
    }

    std::vector<std::size_t> columns_named(std::string_view wanted) const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < folded_.size(); ++i)
            if (folded_[i] == wanted) found.push_back(i);
        return found;
    }

    void take(Target target, std::size_t column) {
        into.mapping.uses.push_back({.target = target, .column = header[column]});
    }

    // Of a layout we know: the best header decides, unless it stands twice.
    void by_rank(std::span<const KnownHeader> known) {
        for (const KnownHeader& k : known) {
            if (into.mapping.use_of(k.target) || asked(k.target)) continue;
            const auto columns = columns_named(k.header);
            if (columns.size() == 1) take(k.target, columns[0]);
            if (columns.size() > 1) ask(k.target, columns);
        }
    }

    // By plain names: all candidates are equals.
    void by_name(std::span<const KnownHeader> known) {
        for (std::size_t t = 0; t < target_count; ++t) {
            std::vector<std::size_t> columns;
            for (const KnownHeader& k : known)
                if (k.target == static_cast<Target>(t))
                    for (const std::size_t c : columns_named(k.header)) columns.push_back(c);
            std::sort(columns.begin(), columns.end());
            if (columns.size() == 1) take(static_cast<Target>(t), columns[0]);
            if (columns.size() > 1) ask(static_cast<Target>(t), columns);
        }
    }

    bool asked(Target target) const {
        return std::any_of(into.questions.begin(), into.questions.end(),
                           [&](const Question& q) { return q.target == target; });
    }
};

Error malformed(std::string_view part, std::string_view why) {
    return Error{No::invalid,
                 "mapping_malformed",
                 "The mapping \"" + std::string(first_bytes(part, 60)) +
                     "\" can't be read: " + std::string(why),
                 {}};
}

bool is_known_word(Target target, std::string_view word) {
    if (word == "skip") return target == status || target == stage || target == activity_type;
    switch (target) {
        case status:
        case stage: return from_word<ImportStatus>(word).has_value();
        case kind: return from_word<method::DealKind>(word).has_value();
        case role: return from_word<method::Role>(word).has_value();
        case lost_reason:
        case lost_to: return from_word<method::LostTo>(word).has_value();
        case activity_type: return from_word<ImportAct>(word).has_value();
        case activity_side: return from_word<method::Side>(word).has_value();
        case won:
        case lost:
        case over:
        case activity_done: return word == "yes" || word == "no";
        default: return false;
    }
}

bool has_words(Target target) {
    return is_known_word(target, "skip") || is_known_word(target, "new") ||
           is_known_word(target, "user") || is_known_word(target, "other") ||
           is_known_word(target, "buyer") || is_known_word(target, "yes");
}

// Cuts at commas outside quotes.
std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    bool quoted = false;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] == '"') quoted = !quoted;
        if (i < text.size() && (text[i] != ',' || quoted)) continue;
        parts.push_back(trimmed(text.substr(from, i - from)));
        from = i + 1;
    }
    return parts;
}

std::string unquoted(std::string_view text) {
    text = trimmed(text);
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
    std::string out;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        out += text[i];
        if (text[i] == '"' && text[i + 1] == '"' && i + 2 < text.size()) ++i;
    }
    return out;
}

std::string in_quotes(std::string_view text) {
    const bool plain = !text.empty() && text.find_first_of(",\"=.#") == std::string_view::npos &&
                       trimmed(text) == text;
    if (plain) return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

ColumnUse& use_for(Mapping& mapping, Target target) {
    for (ColumnUse& use : mapping.uses)
        if (use.target == target) return use;
    return mapping.uses.emplace_back(ColumnUse{.target = target});
}

Result<void> lay_over(Mapping& mapping, std::string_view part) {
    std::size_t equals = std::string_view::npos;
    bool in_quotes = false;
    for (std::size_t i = 0; i < part.size() && equals == std::string_view::npos; ++i) {
        if (part[i] == '"') in_quotes = !in_quotes;
        if (part[i] == '=' && !in_quotes) equals = i;
    }
    if (equals == std::string_view::npos)
        return malformed(part, "it has no \"=\"; write target=Column.");
    std::string_view key = trimmed(part.substr(0, equals));
    const std::string_view value = trimmed(part.substr(equals + 1));

    // 1. What the file is.
    if (key == "layout" || key == "rows") {
        const auto layout = from_word<Layout>(value);
        const auto rows = from_word<ImportKind>(value);
        if (key == "layout" && layout) {
            mapping.layout = *layout;
        } else if (key == "rows" && rows) {
            mapping.kind = *rows;
        } else {
            return malformed(
                part, key == "rows" ? "rows are deals or activities." : "there is no such layout.");
        }
        return success();
    }

    // 2. target, target: or target.word
    const bool fixed = key.ends_with(':');
    if (fixed) key = trimmed(key.substr(0, key.size() - 1));
    const std::size_t dot = key.find('.');
    const auto target = from_word<Target>(trimmed(key.substr(0, dot)));
    if (!target)
        return malformed(part, "there is no target \"" + std::string(key.substr(0, dot)) + "\".");
    if (dot != std::string_view::npos) {
        const std::string word = unquoted(key.substr(dot + 1));
        const std::string ours = unquoted(value);
        ColumnUse& use = use_for(mapping, *target);
        if (word == "dates") {
            use.dates = from_word<DateOrder>(ours);
            if (!use.dates) return malformed(part, "dates are dmy, mdy or ymd.");
            return success();
        }
        if (word.empty() || fixed) return malformed(part, "write target.word=ours.");
        if (!has_words(*target)) return malformed(part, "this target has no words of ours.");
        if (!is_known_word(*target, ours))
            return malformed(part, "that is no word of ours for it.");
        std::erase_if(use.words, [&](const WordUse& w) { return folded(w.from) == folded(word); });
        use.words.push_back({word, ours});
        return success();
    }
    if (fixed) {
        use_for(mapping, *target).otherwise = unquoted(value);
        return success();
    }

    // 3. A column, or none.
    if (value.empty()) {
        std::erase_if(mapping.uses, [&](const ColumnUse& use) { return use.target == *target; });
        return success();
    }
    ColumnUse& use = use_for(mapping, *target);
    use.column.clear();
    use.position = 0;
    if (value == "#line" && *target == id) {
        use.column = "#line";
    } else if (value.starts_with('#')) {
        const auto [end, error] =
            std::from_chars(value.data() + 1, value.data() + value.size(), use.position);
        if (error != std::errc() || end != value.data() + value.size() || use.position < 1 ||
            use.position > 1000)
            return malformed(part, "a position is #1 to #1000.");
    } else {
        use.column = unquoted(value);
        if (use.column.empty()) return malformed(part, "the column has no name.");
    }
    return success();
}

}  // namespace

std::string_view meaning_of(Target target) {
    for (const Meaning& m : meanings)
        if (m.target == target) return m.says;
    return "";
}

const ColumnUse* Mapping::use_of(Target target) const {
    for (const ColumnUse& use : uses)
        if (use.target == target) return &use;
    return nullptr;
}

Recognised recognise_mapping(std::span<const std::string> header) {
    std::vector<std::string> names;
    for (const std::string& h : header) {
        std::string name = folded(h);
        while (name.ends_with('*')) name.pop_back();  // Pipedrive marks what must be there.
        while (name.ends_with(' ')) name.pop_back();
        names.push_back(std::move(name));
    }
    Recognised recognised;
    recognised.mapping.layout = layout_of(names);
    Claims claims{header, names, recognised};
    switch (recognised.mapping.layout) {
        case Layout::hubspot: claims.by_rank(hubspot_headers); break;
        case Layout::salesforce: claims.by_rank(salesforce_headers); break;
        case Layout::pipedrive: claims.by_rank(pipedrive_headers); break;
        case Layout::ante:
            for (std::size_t i = 0; i < names.size(); ++i) {
                std::string word = names[i] == "ante deal" ? "id" : names[i];
                std::replace(word.begin(), word.end(), ' ', '_');
                const auto target = from_word<Target>(word);
                if (target && !recognised.mapping.use_of(*target)) claims.take(*target, i);
            }
            break;
        case Layout::generic:
            if (lists_activities(names)) {
                recognised.mapping.kind = ImportKind::activities;
                claims.by_rank(activity_headers);
            } else {
                claims.by_name(generic_headers);
            }
            break;
    }
    return recognised;
}

Result<Mapping> parse_mapping(std::string_view text, Mapping base) {
    for (const std::string_view part : parts_of(text)) {
        if (part.empty()) continue;
        TRYV(lay_over(base, part));
    }
    return base;
}

std::vector<Target> targets_in(std::string_view text) {
    std::vector<Target> targets;
    for (const std::string_view part : parts_of(text))
        if (const auto target =
                from_word<Target>(trimmed(part.substr(0, part.find_first_of(".:=")))))
            targets.push_back(*target);
    return targets;
}

std::string spelled(const Mapping& mapping) {
    std::string out = "layout=" + std::string(word_of(mapping.layout)) +
                      ", rows=" + std::string(word_of(mapping.kind));
    for (const ColumnUse& use : mapping.uses) {
        const std::string target = ", " + std::string(word_of(use.target));
        if (use.position > 0)
            out += target + "=#" + std::to_string(use.position);
        else if (use.column == "#line")
            out += target + "=#line";
        else if (!use.column.empty())
            out += target + "=" + in_quotes(use.column);
        if (!use.otherwise.empty()) out += target + ":=" + in_quotes(use.otherwise);
        if (use.dates) out += target + ".dates=" + std::string(word_of(*use.dates));
        for (const WordUse& w : use.words) out += target + "." + in_quotes(w.from) + "=" + w.to;
    }
    return out;
}

}  // namespace ante::connect
