#pragma once
// Whether a letter that is about to go still has its reason, and how its reader says that he wants
// no more of its kind.

#include "store/outbox.h"
#include "store/workspace.h"

namespace ante::api {

// Why it must not go any more, in one sentence; empty: it may.
Result<std::string> reason_gone(store::Connection& db, const store::Workspace& workspace,
                                const store::Letter& letter, Instant now);

// Of reminders and digests, the address that unsubscribes; empty for all others.
Result<std::string> unsubscribe_url(store::Transaction& in, method::WorkspaceId workspace,
                                    const store::Letter& letter, std::string_view public_url,
                                    Instant now);

}  // namespace ante::api
