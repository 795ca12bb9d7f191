#pragma once
// The seller's side of the buyer's page: who has a link, and addresses for mails.

#include <string>

#include "api/endpoint.h"

namespace ante::api {

// "https://ante.example.com/plan#…": an address of the deal's plan for this player, for a mail to
// him. Each call makes a new secret of his one link, so that the mails before keep theirs; his link
// is made if there is none, and lives on for its days from now. Empty for somebody who is no player
// now, and for whom we took his link back from: then the mail says nothing of a page.
Result<std::string> plan_link_for(Writing& in, method::DealId deal, method::PersonId person);

}  // namespace ante::api
