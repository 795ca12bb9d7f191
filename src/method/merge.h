#pragma once
// Two people who are one: what that does to a deal in which the duplicate had a part, and how it is
// undone. The merge itself, with the people, accounts and touches, is store/merging.h.
//
// Everything that names the duplicate names the other from then on: his place among the players,
// meetings in which he was expected or came, asks, readings, promises, requests, answers, touches,
// signs, homework. What was is kept in the deal (PlayerMerge), so that parting is exact:
//
//     part(merge(deal)) == deal        and what happened in between stays with whom it names
//
// Only what was given to the other while he was not a player by himself can't be told apart; then
// parting is refused (decide_merge.cpp).

#include "method/deal.h"
#include "method/events.h"

namespace ante::method {

// Is there anything in the deal that names this person, himself as a player included?
bool mentions(const Deal& deal, PersonId person);

// What evolve does. A merge of somebody whom the deal does not name changes nothing, nor does
// parting an unknown merge.
void merge_player(Deal& deal, const PlayerMerged& e);
void part_player(Deal& deal, MergeId merge);

}  // namespace ante::method
