#pragma once
// METHOD 4: whoever lacks authority is asked for what he can give: a way to the decision maker, or
// carrying the message to a higher level. A decision maker needs no way up.

#include "method/plays/words.h"

namespace ante::method::plays {

inline std::vector<WayUp> ways_up() {
    using enum Role;
    return {
        {.role = user,
         .says = "That isn't yours to decide, so I won't ask you for it. But you know best what "
                 "it's like today. Would you tell that to the one who decides, with my page in "
                 "your hand or with me beside you?",
         .plays = {"carry_the_message_up", "way_to_the_decision_maker", "name_a_second"}},
        {.role = gatekeeper,
         .says = "I don't want to get round you. You know what belongs on that desk and what "
                 "doesn't: if this does, would you help me get twenty minutes there, and tell me "
                 "what has to be in them?",
         .plays = {"slot_in_the_calendar", "carry_the_message_up", "way_to_the_decision_maker"}},
        {.role = influencer,
         .says = "Your opinion will count, but somebody else has to sign. I'd like that person to "
                 "hear it from you and not from me. Would you bring us together, and say what you "
                 "think of it, the bad with the good?",
         .plays = {"way_to_the_decision_maker", "bring_the_cfo", "carry_the_message_up"}},
        {.role = coach,
         .says = "You've helped me to understand it. Now I need the one who can say yes. What's "
                 "the best way there that does you no harm: your mail, a meeting of three, or you "
                 "going first?",
         .plays = {"way_to_the_decision_maker", "slot_in_the_management_meeting", "bring_the_cfo"}},
        {.role = approver,
         .says =
             "You can say yes for your part. Who else has to say it, above you or beside you? I'd "
             "like the three of us to sit down together, so that you don't have to argue my case.",
         .plays = {"way_to_the_one_who_signs", "bring_the_cfo", "owner_to_owner"}},
    };
}

}  // namespace ante::method::plays
