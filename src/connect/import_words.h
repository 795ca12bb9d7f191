#pragma once
// What other systems' words stand for. Only words with one meaning are here; any other is told in
// the plan, and asked about where it decides something.

#include <optional>
#include <string_view>

#include "connect/import_row.h"

namespace ante::connect {

// "Closed Won", "closedwon (Sales Pipeline)", "Gewonnen": won. Null for a word that may mean
// anything, as most stages do.
std::optional<ImportStatus> status_of(std::string_view word);
std::optional<method::DealKind> kind_of(std::string_view word);
std::optional<method::Role> role_of(std::string_view word);
std::optional<ImportAct> act_of(std::string_view word);
std::optional<method::Side> side_of(std::string_view word);
std::optional<bool> yes_or_no(std::string_view word);
// By what the reason speaks of; `other` if it is none of the three.
method::LostTo lost_to_of(std::string_view reason);

}  // namespace ante::connect
