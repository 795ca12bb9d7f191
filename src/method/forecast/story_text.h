#pragma once
// Deeds and steps as short texts, for a table's column: a story is folded from its deal once, when
// the deal changes, and read thousands at a time.

#include <string>
#include <string_view>
#include <vector>

#include "method/deal.h"
#include "method/forecast/story.h"

namespace ante::method::forecast {

// "ms,kind,grade,role,side,came,person,worth;…", times counted from `opened`.
std::string text_of(std::span<const Deed> deeds, Instant opened);
// Appends what the text says. False, with `into` half-filled, if it is not such a text.
bool read_deeds(std::string_view text, Instant opened, std::vector<Deed>& into);

// "ms stage;…"
std::string text_of(std::span<const StageEntry> stages, Instant opened);
// Appends; a stage that `names` does not know yet is added to it.
bool read_steps(std::string_view text, Instant opened, std::vector<std::string>& names,
                std::vector<Step>& into);

}  // namespace ante::method::forecast
