#pragma once
// Proof that what is stored follows from the log, and the way to make it so again.

#include <functional>
#include <string>
#include <vector>

#include "store/store.h"
#include "store/workspace.h"

namespace ante::store {

struct Disagreement {
    method::WorkspaceId workspace{};
    std::string about;   // "deal 0190…", "event 17"
    std::string detail;  // What is stored, and what follows from the log.

    static constexpr auto fields = describe(
        field<&Disagreement::workspace>("workspace", "In which workspace."),
        field<&Disagreement::about>("about", "What is wrong."),
        field<&Disagreement::detail>("detail", "What is stored, and what follows from the log."));
};

struct Verified {
    std::int64_t workspaces = 0;
    std::int64_t events = 0;
    std::int64_t deals = 0;
    std::int64_t records = 0;                 // members, accounts, people, touches, merges
    std::int64_t search_words = 0;            // that stand for a name
    std::int64_t likenesses = 0;              // by which accounts and people may be duplicates
    std::vector<Disagreement> disagreements;  // the first 1,000
    std::int64_t more = 0;                    // that are not named

    bool clean() const { return disagreements.empty(); }
    static constexpr auto fields =
        describe(field<&Verified::workspaces>("workspaces", "Looked at."),
                 field<&Verified::events>("events", "Folded."),
                 field<&Verified::deals>("deals", "Compared."),
                 field<&Verified::records>("records",
                                           "Members, accounts, people, touches, merges compared."),
                 field<&Verified::search_words>("search_words", "That stand for a name."),
                 field<&Verified::likenesses>("likenesses", "By which some may be duplicates."),
                 field<&Verified::disagreements>("disagreements",
                                                 "What is not as the log says; the first 1,000."),
                 field<&Verified::more>("more", "Disagreements beyond these."));
};

// Told of progress: how many of how many deals are done.
using Progress = std::function<void(std::int64_t done, std::int64_t of)>;

// Reads everything, in one snapshot: events are numbered without gaps; every aggregate folded from
// its events is what is stored; every row of the lists, every signal and every search word is what
// follows from it; every member has his login. Constant memory. A workspace whose settings have
// just changed may be behind (deals.h, catch_up): its deals are compared under the settings they
// have.
Result<Verified> verify(Store& store, const Progress& progress = {});

// Makes state, lists, signals and search words anew from the log, a page of deals per transaction;
// answers how many deals and records were made. May run beside a server. What it finds in the lists
// without a fact behind it goes.
struct Rebuilt {
    std::int64_t deals = 0;
    std::int64_t records = 0;
    static constexpr auto fields =
        describe(field<&Rebuilt::deals>("deals", "Made anew."),
                 field<&Rebuilt::records>("records",
                                          "Members, accounts, people, touches, merges made anew."));
};
Result<Rebuilt> rebuild(Store& store, const Progress& progress = {});

}  // namespace ante::store
