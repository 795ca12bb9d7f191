#include "connect/contacts.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace ante::connect {
namespace {

ContactFile read(std::string_view text) {
    auto file = read_contacts(text);
    EXPECT_TRUE(file) << file.error().detail;
    return file ? std::move(file).value() : ContactFile{};
}

// RFC 6350, 3.2 and 6: folding, groups, escapes, parts, preferred ones.
TEST(Contacts, read_a_card_of_version_4) {
    const ContactFile file = read(
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Dana Reyes\r\nN:Reyes;Dana;;Dr.;\r\n"
        "item1.ORG;SORT-AS=\"nw\":Northwind\\, Inc.;Operations\r\n"
        "TITLE:Head of\r\n  Operations\r\nEMAIL;TYPE=home:dana@home.example\r\n"
        "EMAIL;TYPE=work;PREF=1:dana@northwind.example\r\n"
        "TEL;VALUE=uri;TYPE=\"voice,work\":tel:+49-30-1234;ext=5\r\n"
        "NOTE:met at the\\nfair\\; nice\r\nEND:VCARD\r\n");
    ASSERT_EQ(file.contacts.size(), 1u);
    EXPECT_EQ(file.form, ContactForm::vcard);
    const Contact expected{.line = 1,
                           .name = "Dana Reyes",
                           .email = "dana@northwind.example",
                           .phone = "+49-30-1234",
                           .title = "Head of Operations",
                           .department = "Operations",
                           .organisation = "Northwind, Inc."};
    EXPECT_EQ(file.contacts[0], expected);
    EXPECT_TRUE(file.refused.empty());
}

TEST(Contacts, read_a_card_of_version_3_without_a_formatted_name) {
    const ContactFile file =
        read("begin:vcard\nversion:3.0\nn:Müller;Jürgen;Karl;;\nrole:Einkauf\nEND:vcard\n");
    ASSERT_EQ(file.contacts.size(), 1u);
    EXPECT_EQ(file.contacts[0].name, "Jürgen Karl Müller");
    EXPECT_EQ(file.contacts[0].title, "Einkauf");
}

TEST(Contacts, name_bad_cards_by_their_line_and_take_the_others) {
    const ContactFile file = read(
        "BEGIN:VCARD\nVERSION:2.1\nFN:Old One\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:No Version\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nFN:Open End\n"
        "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:The Team\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nFN:Bad \xff\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nFN:Fine\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nFN:Cut off\n");
    std::vector<std::pair<std::int64_t, std::string>> refused;
    for (const RefusedContact& one : file.refused) refused.emplace_back(one.line, one.code);
    EXPECT_EQ(refused, (std::vector<std::pair<std::int64_t, std::string>>{{1, "version_unknown"},
                                                                          {5, "name_missing"},
                                                                          {8, "version_missing"},
                                                                          {11, "card_unclosed"},
                                                                          {14, "not_a_person"},
                                                                          {19, "text_broken"},
                                                                          {27, "card_unclosed"}}));
    ASSERT_EQ(file.contacts.size(), 1u);
    EXPECT_EQ(file.contacts[0].name, "Fine");
    EXPECT_EQ(file.contacts[0].line, 23);
}

TEST(Contacts, quote_whole_letters_of_what_they_refuse) {
    const ContactFile file =
        read("BEGIN:VCARD\nVERSION:nineteen letters: 1\xc3\xbc and so on\nFN:Dana\nEND:VCARD\n");
    ASSERT_EQ(file.refused.size(), 1u);
    EXPECT_TRUE(is_text(file.refused[0].detail)) << file.refused[0].detail;
}

TEST(Contacts, pass_over_photos) {
    const ContactFile file =
        read("BEGIN:VCARD\nVERSION:3.0\nFN:Dana\nPHOTO;ENCODING=b:" + std::string(100'000, 'A') +
             "\nTITLE:CEO\nEND:VCARD\n");
    ASSERT_EQ(file.contacts.size(), 1u);
    EXPECT_EQ(file.contacts[0].title, "CEO");
}

TEST(Contacts, read_what_google_writes) {
    const ContactFile file = read(
        "First Name,Last Name,Organization Name,Organization Title,Organization Department,"
        "E-mail 1 - Value,Phone 1 - Value\n"
        "Dana,Reyes,\"Northwind, Inc.\",COO,Operations,dana@nw.example ::: d@nw.example,+49 30 1\n"
        ",,,,,nobody@nw.example,\n");
    EXPECT_EQ(file.form, ContactForm::google_csv);
    ASSERT_EQ(file.contacts.size(), 1u);
    EXPECT_EQ(file.contacts[0].name, "Dana Reyes");
    EXPECT_EQ(file.contacts[0].organisation, "Northwind, Inc.");
    EXPECT_EQ(file.contacts[0].email, "dana@nw.example");
    ASSERT_EQ(file.refused.size(), 1u);
    EXPECT_EQ(file.refused[0].line, 3);
    EXPECT_EQ(file.refused[0].code, "name_missing");
}

TEST(Contacts, read_what_outlook_writes) {
    const ContactFile file = read(
        "\xef\xbb\xbf\"First Name\",\"Last Name\",\"Company\",\"Department\",\"Job "
        "Title\",\"Mobile "
        "Phone\",\"E-mail Address\"\r\n\"Rob\",\"Holm\",\"Kiel AG\",\"\",\"Dispatcher\",\"0170\","
        "\"rob@kiel.example\"\r\n");
    EXPECT_EQ(file.form, ContactForm::outlook_csv);
    ASSERT_EQ(file.contacts.size(), 1u);
    EXPECT_EQ(file.contacts[0].name, "Rob Holm");
    EXPECT_EQ(file.contacts[0].phone, "0170");
    EXPECT_EQ(file.contacts[0].organisation, "Kiel AG");
}

TEST(Contacts, refuse_what_they_do_not_know) {
    const auto other = read_contacts("a,b\n1,2\n");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, "contacts_unknown");
    const auto large = read_contacts(std::string(ContactFile::largest + 1, 'x'));
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().code, "contacts_too_large");
    std::string many;
    for (std::size_t i = 0; i <= ContactFile::most; ++i)
        many += "BEGIN:VCARD\nVERSION:4.0\nFN:X\nEND:VCARD\n";
    const auto too_many = read_contacts(many);
    ASSERT_FALSE(too_many);
    EXPECT_EQ(too_many.error().code, "contacts_too_many");
}

TEST(Contacts, titles_say_the_level) {
    using method::Level;
    EXPECT_EQ(level_from_title("Owner & CEO"), Level::owner);
    EXPECT_EQ(level_from_title("Chief Financial Officer"), Level::executive);
    EXPECT_EQ(level_from_title("Managing Director"), Level::executive);
    EXPECT_EQ(level_from_title("VP Sales"), Level::director);
    EXPECT_EQ(level_from_title("Head of Operations"), Level::director);
    EXPECT_EQ(level_from_title("Assistant to the CEO"), Level::individual);
    EXPECT_EQ(level_from_title("Depot manager"), Level::manager);
    EXPECT_EQ(level_from_title("Dispatcher"), Level::individual);
    EXPECT_EQ(level_from_title(""), Level::individual);
}

}  // namespace
}  // namespace ante::connect
