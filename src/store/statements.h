#pragma once
// Prepared statements by their text: the ones last used are kept, the others make room.

#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace ante::store {

template <class Prepared>
class Statements {
public:
    static constexpr std::size_t most = 256;

    // Null if it is not there. The pointer holds until the next add or forget.
    Prepared* find(std::string_view sql) {
        const auto found = by_text_.find(sql);
        if (found == by_text_.end()) return nullptr;
        order_.splice(order_.begin(), order_, found->second);
        return &found->second->second;
    }

    void add(std::string_view sql, Prepared prepared) {
        order_.emplace_front(std::string(sql), std::move(prepared));
        by_text_.emplace(order_.front().first, order_.begin());
    }

    void forget(std::string_view sql) {
        const auto found = by_text_.find(sql);
        if (found == by_text_.end()) return;
        const auto place = found->second;
        by_text_.erase(found);
        order_.erase(place);
    }

    // Is it full? Then the one longest unused, taken out, for the caller to close.
    std::optional<Prepared> make_room() {
        if (order_.size() < most) return std::nullopt;
        std::optional<Prepared> last(std::move(order_.back().second));
        by_text_.erase(order_.back().first);
        order_.pop_back();
        return last;
    }

private:
    using Order = std::list<std::pair<std::string, Prepared>>;
    Order order_;  // Last used first.
    std::unordered_map<std::string_view, typename Order::iterator> by_text_;
};

}  // namespace ante::store
