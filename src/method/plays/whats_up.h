#pragma once
// METHOD 4: best declined, minimum declined: what's up? One honest question each, with room for
// the answer that it is over.

#include "method/plays/words.h"

namespace ante::method::plays {

inline std::vector<Opener> whats_up() {
    return {
        {.id = "minimum_declined",
         .when = "Both actions were declined in this meeting.",
         .says = "I've now asked for two things and neither of them suits you. That's quite all "
                 "right, but I'd like to understand it: what makes you hesitate?"},
        {.id = "another_priority",
         .when = "They are friendly and have no time for it.",
         .says = "I have the feeling that something else is more important at the moment. What is "
                 "it? If this has to wait, let's put it aside properly and name a month."},
        {.id = "something_unsaid",
         .when = "The reasons keep changing.",
         .says = "We've solved three things, and each time there was a fourth. Could it be that "
                 "the real one is something you'd rather not tell a supplier? I can live with "
                 "anything except guessing."},
        {.id = "quiet",
         .when = "We have heard nothing for longer than usual.",
         .says =
             "I haven't heard from you for a while, and I don't want to chase you. Has something "
             "changed on your side? One line is enough, and \"it's off\" is a perfectly good one."},
        {.id = "promise_missed",
         .when = "A promise has been missed for the second time.",
         .says = "It hasn't worked out twice now, and I'm sure there's a reason. Is it too much "
                 "work, the wrong person, or no longer wanted? Tell me which, and I'll take it off "
                 "you or drop it."},
        {.id = "pleasant_talks",
         .when = "The third meeting in a row without an advance.",
         .says = "I enjoy our talks. Only, we've met three times and nothing has moved on your "
                 "side. Is there something in this that you'd really want to change, or should we "
                 "leave it at a good acquaintance?"},
        {.id = "price",
         .when = "The price is named as the reason, and nothing else.",
         .says = "Leave the price aside for a moment. If it cost nothing, would you do it? If not, "
                 "what's missing? If so, what would it have to be worth to you?"},
        {.id = "not_willing",
         .when = "A decision maker said \"not yet\" or \"no\" to a next step.",
         .says = "Thank you for saying so plainly. What would I have to clear up for that to "
                 "change? Or is the answer a no that should stay a no?"},
        {.id = "keep_or_park",
         .when = "The hesitation is known, and the question is whether to go on.",
         .says = "Then let's be honest with each other: shall we keep at it and solve just this "
                 "one thing, or park it until a month you name? I'll think none the worse of you, "
                 "and I'll be there either way."},
    };
}

}  // namespace ante::method::plays
