// Contacts from an address book: people at accounts, found again or made.

#include "connect/contacts.h"

#include <algorithm>

#include "api/deal_view.h"
#include "api/endpoints.h"
#include "base/beginning.h"
#include "store/likeness.h"
#include "store/records.h"

namespace ante::api {
namespace {

using namespace method;

enum class ContactsDryRun : std::uint8_t { no, yes };
constexpr auto words(ContactsDryRun) {
    return std::array{"no"sv, "yes"sv};
}

struct ImportContacts {
    std::string text{};
    ContactsDryRun dry_run = ContactsDryRun::no;
    static constexpr auto fields =
        describe(field<&ImportContacts::text>("text",
                                              "The file, as it is: vCard 3.0 or 4.0, or "
                                              "the CSV of Google or Outlook.",
                                              {.min_length = 1, .max_length = 900'000}),
                 field<&ImportContacts::dry_run>("dry_run", "Only say what would happen.",
                                                 {.may_be_absent = true}));
};

enum class ContactOutcome : std::uint8_t { added, filled_in, known, refused };
constexpr auto words(ContactOutcome) {
    return std::array{"added"sv, "filled_in"sv, "known"sv, "refused"sv};
}
struct ContactRow {
    std::int64_t line = 0;
    ContactOutcome outcome = ContactOutcome::added;
    std::string name{};
    std::string account_name{};
    bool account_added = false;
    std::optional<PersonId> person{};
    std::string detail{};
    static constexpr auto fields = describe(
        field<&ContactRow::line>("line", "On which it begins in the file."),
        field<&ContactRow::outcome>("outcome",
                                    "added, filled_in (what was empty), known (nothing to do) or "
                                    "refused."),
        field<&ContactRow::name>("name", "Whose."),
        field<&ContactRow::account_name>("account_name", "At which account."),
        field<&ContactRow::account_added>("account_added", "The account is new, too."),
        field<&ContactRow::person>("person", "The person; absent in a dry run, if he is new."),
        field<&ContactRow::detail>("detail", "Why it was refused; empty: it was not."));
};
struct ContactReport {
    connect::ContactForm form = connect::ContactForm::vcard;
    std::int64_t added = 0;
    std::int64_t filled_in = 0;
    std::int64_t known = 0;
    std::int64_t refused = 0;
    std::int64_t accounts_added = 0;
    std::vector<ContactRow> rows{};
    static constexpr auto fields = describe(
        field<&ContactReport::form>("form", "What kind of file it is."),
        field<&ContactReport::added>("added", "New people."),
        field<&ContactReport::filled_in>("filled_in", "Known people of whom more is known now."),
        field<&ContactReport::known>("known", "Known people with nothing new."),
        field<&ContactReport::refused>("refused", "Cards or rows that were not taken."),
        field<&ContactReport::accounts_added>("accounts_added", "New accounts."),
        field<&ContactReport::rows>("rows",
                                    "Each of them, in the order of the file; the first "
                                    "500, refused ones before."));
};

class Book {
public:
    Book(Writing& in, ContactsDryRun dry) : in_(in), dry_(dry == ContactsDryRun::yes) {}

    Result<void> take(const connect::Contact& contact) {
        ContactRow row{.line = contact.line, .name = std::string(first_bytes(contact.name, 200))};
        TRYV(place(contact, row));
        count(row);
        return success();
    }
    void refuse_row(const connect::RefusedContact& refused) {
        count({.line = refused.line,
               .outcome = ContactOutcome::refused,
               .name = std::string(first_bytes(refused.name, 200)),
               .detail = refused.detail});
    }
    ContactReport report() && {
        constexpr std::size_t most = 500;
        std::ranges::stable_sort(report_.rows, {}, [](const ContactRow& row) {
            return std::pair(row.outcome != ContactOutcome::refused, row.line);
        });
        report_.rows.resize(std::min(report_.rows.size(), most));
        return std::move(report_);
    }
    void is(connect::ContactForm form) { report_.form = form; }

private:
    // Refusals, in order; then who he is by his address, or by his name at his account.
    Result<void> place(const connect::Contact& contact, ContactRow& row) {
        const auto no = [&](std::string detail) {
            row.outcome = ContactOutcome::refused;
            row.detail = std::move(detail);
            return success();
        };
        if (contact.name.size() > 200) return no("The name is longer than 200 bytes.");
        if (contact.email.size() > 254) return no("The address is longer than 254 bytes.");
        if (!contact.email.empty() && contact.email.find('@') == std::string::npos)
            return no("“" + std::string(first_bytes(contact.email, 60)) + "” is no address.");
        if (contact.organisation.size() > 200)
            return no("The company's name is longer than 200 bytes.");
        const WorkspaceId id = in_.workspace.id;
        std::optional<PersonId> known;
        if (!contact.email.empty()) {
            TRY(known, store::person_by_email(in_.db, id, contact.email));
        }
        if (!known) {
            TRY(const auto account, account_for(contact, row));
            if (!account)
                return no("Neither a company nor an address of one says where this person works.");
            if (!account->id.nil()) {
                TRY(known, store::person_by_name(in_.db, id, account->id, contact.name));
            }
            if (!known) return add(contact, *account, row);
        }
        return fill_in(contact, *known, row);
    }

    struct Place {
        AccountId id{};  // nil: new, and this is a dry run
        std::string name;
    };
    // By the company's name; else by the domain of the address; else a new one of that name.
    Result<std::optional<Place>> account_for(const connect::Contact& contact, ContactRow& row) {
        const WorkspaceId id = in_.workspace.id;
        TRY(const auto found,
            store::account_known_as(in_.db, id, contact.organisation, contact.email));
        if (found) {
            TRY(const auto account, store::load_account(in_.db, id, *found));
            row.account_name = account.value.name;
            return std::optional(Place{*found, account.value.name});
        }
        if (contact.organisation.empty()) return std::optional<Place>{};
        row.account_name = contact.organisation;
        const bool seen =
            std::ranges::find(new_names_, store::folded(contact.organisation)) != new_names_.end();
        if (!seen) {
            new_names_.push_back(store::folded(contact.organisation));
            row.account_added = true;
        }
        if (dry_) return std::optional(Place{{}, contact.organisation});
        Account account{.id = in_.in.ids().make<AccountTag>(in_.now), .name = contact.organisation};
        account.domain = store::company_domain(contact.email);
        TRYV(store::record(in_.in, in_.workspace, store::Versioned<Account>{}, account, in_.cause));
        return std::optional(Place{account.id, account.name});
    }

    Result<void> add(const connect::Contact& contact, const Place& at, ContactRow& row) {
        row.outcome = ContactOutcome::added;
        if (dry_) return success();
        Person person{.id = in_.in.ids().make<PersonTag>(in_.now), .account = at.id};
        person.name = contact.name;
        person.level = connect::level_from_title(contact.title);
        take_over(contact, person);
        row.person = person.id;
        TRYV(store::record(in_.in, in_.workspace, store::Versioned<Person>{}, person, in_.cause));
        return success();
    }

    // Only what is empty: what somebody wrote here stands.
    Result<void> fill_in(const connect::Contact& contact, PersonId known, ContactRow& row) {
        TRY(const auto before, store::load_person(in_.db, in_.workspace.id, known));
        TRY(const auto account,
            store::load_account(in_.db, in_.workspace.id, before.value.account));
        row.account_name = account.value.name;
        row.person = known;
        Person person = before.value;
        take_over(contact, person);
        if (person == before.value) {
            row.outcome = ContactOutcome::known;
            return success();
        }
        row.outcome = ContactOutcome::filled_in;
        if (dry_) return success();
        TRYV(store::record(in_.in, in_.workspace, before, person, in_.cause));
        return success();
    }

    static void take_over(const connect::Contact& contact, Person& person) {
        const auto fill = [](std::string& own, const std::string& theirs, std::size_t most) {
            if (own.empty() && theirs.size() <= most) own = theirs;
        };
        fill(person.email, contact.email, 254);
        fill(person.phone, contact.phone, 60);
        fill(person.title, contact.title, 200);
        fill(person.department, contact.department, 100);
    }

    void count(ContactRow row) {
        switch (row.outcome) {
            case ContactOutcome::added: ++report_.added; break;
            case ContactOutcome::filled_in: ++report_.filled_in; break;
            case ContactOutcome::known: ++report_.known; break;
            case ContactOutcome::refused: ++report_.refused; break;
        }
        if (row.account_added) ++report_.accounts_added;
        report_.rows.push_back(std::move(row));
    }

    Writing& in_;
    bool dry_;
    std::vector<std::string> new_names_{};
    ContactReport report_;
};

// One transaction: all of it, or nothing. Reading it again changes nothing more.
Result<ContactReport> import_contacts(Writing& in, const ImportContacts& body) {
    TRY(const connect::ContactFile file, connect::read_contacts(body.text));
    Book book(in, body.dry_run);
    book.is(file.form);
    for (const connect::RefusedContact& refused : file.refused) book.refuse_row(refused);
    for (const connect::Contact& contact : file.contacts) {
        TRYV(book.take(contact));
    }
    return std::move(book).report();
}

// clang-format off
const Endpoint rows[] = {
    {Verb::post, "/contacts/import", "import_contacts", "Take in an address book: vCard 3.0 or 4.0, or the CSV of Google or Outlook. People are found again by their address.", Right::member, handled_by<&import_contacts>()},
};
// clang-format on

}  // namespace

Endpoints contact_endpoints() {
    return rows;
}

}  // namespace ante::api
