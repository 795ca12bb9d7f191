#pragma once
// The recap of a meeting: plain text for both sides. What they do, what we do, by when, and the
// next date; nothing of what we think about it.

#include "api/endpoint.h"

namespace ante::api {

struct RecapView {
    method::MeetingId meeting{};
    std::vector<std::string> to{};
    std::string subject;
    std::string text;
    std::optional<Instant> sent_at{};
    static constexpr auto fields =
        describe(field<&RecapView::meeting>("meeting", "The meeting."),
                 field<&RecapView::to>("to", "Addresses of the players who were there."),
                 field<&RecapView::subject>("subject", "Of the mail."),
                 field<&RecapView::text>("text", "Plain text."),
                 field<&RecapView::sent_at>("sent_at", "When it went out; absent: not yet."));
};

// The next date after a meeting that was debriefed: booked in it, or the first after it. Null:
// none.
const method::Meeting* next_after(const method::Deal& deal, const method::Meeting& meeting);

// `meeting_not_found`; `not_debriefed` before there is anything to say.
Result<RecapView> recap_of(const Reading& in, const method::Deal& deal, method::MeetingId meeting);

}  // namespace ante::api
