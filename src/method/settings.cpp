#include "method/settings.h"

namespace ante::method {

// METHOD 8: the default stages, each with the buyer's act that proves it.
std::vector<Stage> Settings::default_stages() {
    return {
        {"explore", "Explore", Proof::homework_known},
        {"commit", "Commit", Proof::advance_kept},
        {"prove", "Prove", Proof::evidence_accepted},
        {"decide", "Decide", Proof::terms_gone_through},
        {"sign", "Sign", Proof::stake_agreed},
    };
}

double Settings::points_of(RequestKind kind) const {
    for (const RequestCost& changed : request_costs)
        if (changed.kind == kind) return changed.points;
    // METHOD 2: default points per kind of request. "Other" costs what a document costs.
    switch (kind) {
        case RequestKind::call: return 1;
        case RequestKind::document: return 1;
        case RequestKind::references: return 2;
        case RequestKind::time: return 2;
        case RequestKind::demo: return 3;
        case RequestKind::sample: return 4;
        case RequestKind::proposal: return 6;
        case RequestKind::trial: return 8;
        case RequestKind::other: return 1;
    }
    return 0;
}

double Settings::authority_of(Role role) const {
    for (const AuthorityWeight& changed : authority_weights)
        if (changed.role == role) return changed.weight;
    switch (role) {  // METHOD 2
        case Role::user: return 0.8;
        case Role::gatekeeper: return 0.8;
        case Role::influencer: return 1.0;
        case Role::coach: return 1.0;
        case Role::approver: return 1.25;
        case Role::decision_maker: return 1.5;
    }
    return 1;
}

const Stage* Settings::stage(std::string_view id) const {
    for (const Stage& s : stages)
        if (s.id == id) return &s;
    return nullptr;
}

const RuleSetting* Settings::setting_of(std::string_view rule) const {
    for (const RuleSetting& r : rules)
        if (r.rule == rule) return &r;
    return nullptr;
}

}  // namespace ante::method
