#include "store/read_deals.h"

namespace ante::store {

using namespace method;

ReadDeals& read_deals() {
    static ReadDeals deals;
    return deals;
}

Result<std::shared_ptr<const ReadDeal>> ReadDeals::read(DealId id, std::string_view body) {
    Place& place = place_of(id);
    {
        const std::scoped_lock lock(place.mutex);
        if (place.read && place.read->body == body) return place.read;
    }
    ReadDeal fresh;
    TRYV(read_json(type_of<Deal>(), &fresh.deal, body, Input::stored));
    fresh.body = body;
    auto read = std::make_shared<const ReadDeal>(std::move(fresh));
    if (body.size() > largest) return read;
    auto before = read;  // What was there goes outside the lock.
    const std::scoped_lock lock(place.mutex);
    place.read.swap(before);
    place.figures.reset();
    return read;
}

std::shared_ptr<const Figures> ReadDeals::figures(const std::shared_ptr<const ReadDeal>& read,
                                                  const std::shared_ptr<const Terms>& terms,
                                                  const Beside& beside) {
    Place& place = place_of(read->deal.id);
    {
        const std::scoped_lock lock(place.mutex);
        if (place.read == read && place.figures && place.terms == terms && place.beside == beside)
            return place.figures;
    }
    auto figures = std::make_shared<const Figures>(figures_of(read->deal, *terms, beside));
    const std::scoped_lock lock(place.mutex);
    if (place.read != read) return figures;
    place.figures = figures;
    place.terms = terms;
    place.beside = beside;
    return figures;
}

Figures figures_of(const Deal& deal, const Terms& terms, const Beside& beside) {
    Figures figures{ledger_of(deal, terms.settings), {}, to_json(deal)};
    figures.signals = signals_of(grounds_of(deal, figures.ledger, terms, beside));
    return figures;
}

}  // namespace ante::store
