#pragma once
// Lists that the tables of plays share.

#include <vector>

#include "method/plays/play.h"

namespace ante::method::plays {

using enum Effort;
using enum Role;
using enum Level;
using enum DealKind;
using enum DefaultStage;
using enum RequestKind;

inline std::vector<Role> anyone() {
    return {user, gatekeeper, influencer, coach, approver, decision_maker};
}
inline std::vector<Role> whoever_signs() {
    return {approver, decision_maker};
}
// Everybody who forms an opinion, as distinct from who guards the door.
inline std::vector<Role> opinions() {
    return {user, influencer, coach, approver, decision_maker};
}
inline std::vector<Role> below_the_decision() {
    return {user, gatekeeper, influencer, coach, approver};
}
inline std::vector<DefaultStage> any_stage() {
    return {explore, commit, prove, decide, sign};
}
inline std::vector<DealKind> any_kind() {
    return {fresh, expansion, renewal};
}
inline std::vector<DealKind> customers() {  // They buy from us already.
    return {expansion, renewal};
}

}  // namespace ante::method::plays
