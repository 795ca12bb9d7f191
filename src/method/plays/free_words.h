#pragma once
// METHOD 2, grade 0: what buyers say that costs them nothing, and a friendly answer to it. None of
// them is meant badly; they simply are not a promise.

#include "method/plays/words.h"

namespace ante::method::plays {

inline std::vector<FreeWord> words_that_cost_nothing() {
    return {
        {.they_say = "Send us a proposal",
         .means = "The work is ours, and often it is the politest way to end a meeting.",
         .answer =
             "Gladly, if it's of use to you. Who will read it, and what happens after that? I'd "
             "like us to go through it together, so that you can strike out what's wrong.",
         .play = "proposal_line_by_line"},
        {.they_say = "Send us some references",
         .means = "A list of names takes us a morning and them a glance.",
         .answer = "What would you like to find out from them? If you'll take half an hour for a "
                   "talk with one, I'll find somebody who had the same question.",
         .play = "talk_to_a_customer"},
        {.they_say = "Outline your process for us",
         .means = "They get our thinking, and we learn nothing of theirs.",
         .answer =
             "I'll tell you in five minutes, right now. More useful would be how it runs with you "
             "today: would you sketch that for me, so that I can say where we'd come in?",
         .play = "sketch_of_today"},
        {.they_say = "Give us free access and we'll have a look",
         .means = "Nobody has been given time for it, so nobody will look.",
         .answer = "I want you to see something in it. What would have to come out, and who has "
                   "time to try it? Write me three lines on that, and I'll set it up for exactly "
                   "this, with an end date.",
         .play = "success_criteria"},
        {.they_say = "Call me in two weeks",
         .means = "The two weeks cost us a reminder and them nothing at all.",
         .answer = "I can do that. What will be different in two weeks? If it's something "
                   "definite, let's set half an hour on the day after, and otherwise tell me "
                   "honestly if it isn't a topic.",
         .play = "next_meeting"},
        {.they_say = "We will get back to you",
         .means = "No name, no date; silence would keep the promise, too.",
         .answer =
             "That's fine. Which of you will it be, and by when have you talked about it? Then I'd "
             "put a short appointment after it, and you can tell me yes or no in two sentences.",
         .play = "date_for_the_result"},
        {.they_say = "We like this a lot",
         .means = "It is praise; it is pleasant, and it buys nothing.",
         .answer = "I'm pleased. What do you like best about it? And who in your company would "
                   "like it least? I'd be glad if you brought us together with that person.",
         .play = "meet_the_sceptic"},
        {.they_say = "Let me discuss it internally",
         .means =
             "It will be told by somebody who knows a tenth of it, to people whom we do not know.",
         .answer = "Please do. With whom, and what do you expect them to ask? Take this one page "
                   "along, and tell me afterwards what was said, even if it wasn't kind.",
         .play = "carry_the_message_up"},
        {.they_say = "Your price is interesting",
         .means = "A price is interesting to anybody who haggles with somebody else.",
         .answer = "Interesting compared with what? If you show me how you'll weigh the offers, I "
                   "can tell you quickly whether we're in the right place at all.",
         .play = "scoring_sheet"},
        {.they_say = "It's just a formality now",
         .means = "Formalities take weeks, and nobody has started them.",
         .answer =
             "Good to hear. Which formalities are they, and who starts them? If it's legal and "
             "purchasing: would you let them begin this week, and tell me who the two are?",
         .play = "start_legal_and_purchasing"},
    };
}

}  // namespace ante::method::plays
