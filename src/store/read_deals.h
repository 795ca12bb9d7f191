#pragma once
// Deals are looked at more often than they change, and reading one from its text is the larger part
// of loading it: the last ones are kept beside the text they were read from, with what followed
// from them. Only the very same text is the same deal, so that nothing has to be said here when one
// changes. Any thread may ask.

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "store/deals.h"

namespace ante::store {

struct ReadDeal {
    std::string body;  // as it is stored
    method::Deal deal;
};

class ReadDeals {
public:
    Result<std::shared_ptr<const ReadDeal>> read(method::DealId id, std::string_view body);
    std::shared_ptr<const Figures> figures(const std::shared_ptr<const ReadDeal>& read,
                                           const std::shared_ptr<const Terms>& terms,
                                           const Beside& beside);

private:
    // Some 30 MB in all, once every place is taken by a deal of a usual size.
    static constexpr std::size_t places = 1024;
    static constexpr std::size_t largest = 32 * 1024;  // bytes of text
    struct Place {
        std::mutex mutex;
        std::shared_ptr<const ReadDeal> read;
        // Under these terms, with this beside it.
        std::shared_ptr<const Figures> figures;
        std::shared_ptr<const Terms> terms;
        std::optional<Beside> beside;
    };

    Place& place_of(method::DealId id) { return places_[std::hash<method::DealId>{}(id) % places]; }

    std::array<Place, places> places_;
};

// One for the process.
ReadDeals& read_deals();

Figures figures_of(const method::Deal& deal, const Terms& terms, const Beside& beside);

}  // namespace ante::store
