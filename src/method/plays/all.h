#pragma once
// The library of plays (METHOD 10), and the words that go with it.
//
// Everything here is made once, on first use, and never changes: references stay valid for the
// life of the program and may be read by any thread. Order is the order of the tables, by grade.

#include <string_view>
#include <vector>

#include "method/plays/play.h"
#include "method/plays/words.h"

namespace ante::method {

const std::vector<Play>& all_plays();

// Null if there is no such play: plays stored with old asks may have left the library.
const Play* find_play(std::string_view id);

// One of a workspace's own as the library would have it: what it leaves open fits any.
Play play_from(const OwnPlay& own);

// What a buyer can naturally give for a request of that kind, the cheapest first. Never empty.
std::vector<const Play*> exchanges_for(RequestKind kind);

const std::vector<Decline>& all_declines();  // One a kind of request, in their order.
const std::vector<FreeWord>& all_free_words();
const std::vector<Opener>& all_openers();
const std::vector<WayUp>& all_ways_up();  // One a role, without decision_maker.

const Decline& decline_of(RequestKind kind);
const WayUp* way_up_from(Role role);  // Null for a decision maker.

}  // namespace ante::method
