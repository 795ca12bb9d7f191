#include "method/idle_events.h"

#include <type_traits>

namespace ante::method {
namespace {

template <class T, class... Some>
constexpr bool one_of = (std::is_same_v<T, Some> || ...);

}  // namespace

bool is_idle(const Event& event) {
    return std::visit(
        []<class E>(const E&) {
            return one_of<E, NoteAdded, DealSnoozed, HomeworkWritten, RecapSent, RecapCorrected,
                          LettingGoProposed, LettingGoDeclined>;
        },
        event);
}

}  // namespace ante::method
