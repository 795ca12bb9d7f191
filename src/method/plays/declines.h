#pragma once
// One wording for each kind of request (METHOD 5): why not now, what would change that, and no
// hard feelings.

#include "method/plays/words.h"

namespace ante::method::plays {

inline std::vector<Decline> declined_kindly() {
    using enum RequestKind;
    return {
        {.kind = demo,
         .when = "Nobody can say what the demo should settle.",
         .says = "I'd rather not show it yet. Today I could only show you what everybody gets to "
                 "see, and you'd be none the wiser. Tell me three things it must be able to do for "
                 "you, and I'll show you those and nothing else.",
         .instead = "three_real_cases"},
        {.kind = sample,
         .when = "Nobody has been named who would test it.",
         .says = "I'd like to keep it back for now. It takes us a while to make, and without "
                 "somebody who has the time to test it, it would lie on a shelf. As soon as you "
                 "can tell me who tests it and when, it's on its way.",
         .instead = "test_the_sample"},
        {.kind = proposal,
         .when = "We do not know what the price will be measured against, or who will read it.",
         .says = "I could write you something, but I'd be guessing, and you'd be judging my "
                 "guesses. I'd prefer not to write a proposal before we both know what has to be "
                 "in it. Could we settle that in twenty minutes first?",
         .instead = "rank_the_needs"},
        {.kind = references,
         .when = "It is early, and the names would be used up before they matter.",
         .says = "Our customers do us a favour when they pick up the phone, so I only ask them "
                 "when it counts. Once you'd say \"if that's true, we want it\", I'll ask one with "
                 "your kind of problem, and you can ask whatever you like.",
         .instead = "talk_to_a_customer"},
        {.kind = document,
         .when = "More paper would answer a question that nobody has put.",
         .says = "I have plenty of paper, but I doubt that it would help you. What is it you'd "
                 "look for in it? If you tell me the question, I'll answer it in three lines, and "
                 "you won't have to read forty pages.",
         .instead = "questionnaire"},
        {.kind = trial,
         .when = "There is no end date, no criteria, or nobody with time for it.",
         .says = "I don't want to open an access that nobody will use; I've seen that end in "
                 "nothing too often. With an end date, three criteria and two people of yours who "
                 "have time for it, I'll do it gladly. Until then I'd rather leave it.",
         .instead = "success_criteria"},
        {.kind = call,
         .when = "The call has no question, or the last one brought nothing.",
         .says = "I'm always glad to talk, only I wouldn't want to take up your time with a call "
                 "that has no question to it. What should be settled when we hang up? If nothing "
                 "comes to mind, let's wait until something does.",
         .instead = "next_meeting"},
        {.kind = time,
         .when = "We would be working for them unpaid, with nothing at the end of it.",
         .says = "That's real work on our side, and I can't give it away without knowing what it "
                 "leads to. If it helps you to decide, let's agree on what you decide with it, and "
                 "when. If it doesn't, we should both leave it.",
         .instead = "joint_plan"},
        {.kind = other,
         .when = "We cannot see what it is for.",
         .says = "I'd like to help, but I don't see yet what it would change for you, so for the "
                 "moment I'd say no. Tell me what you'd do with it, and I'll think again, or "
                 "suggest something that gets you there faster.",
         .instead = "next_meeting"},
    };
}

}  // namespace ante::method::plays
