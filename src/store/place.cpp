#include "store/place.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "store/unavailable.h"

namespace ante::store {
namespace {

std::filesystem::path lock_file(const Place& place) {
    return place.folder / "ante.lock";
}

// Locks of open file descriptions: held by whoever opened the file, given up by the kernel when he
// is gone, and, unlike flock, to be asked for without being taken.
struct flock whole_file() {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

Holder read_holder(int file) {
    std::array<char, 512> text{};
    const ssize_t size = ::pread(file, text.data(), text.size(), 0);
    if (size <= 0) return {};
    const std::string_view line(text.data(), static_cast<std::size_t>(size));
    const auto blank = std::min(line.find_first_of(" \n"), line.size());
    Holder holder;
    std::from_chars(line.data(), line.data() + blank, holder.pid);
    if (blank < line.size() && line[blank] == ' ') {
        const auto rest = line.substr(blank + 1);
        holder.address = rest.substr(0, rest.find('\n'));
    }
    return holder;
}

Error unwritable(const Place& place, int reason) {
    if (reason == ENOSPC || reason == EDQUOT)
        return unavailable("disk_full", "The disk is full. Make room and try again.");
    return unavailable("folder_unwritable",
                       "The folder " + place.folder.string() + " can't be written to (" +
                           std::strerror(reason) +
                           "). Give this user the right to, or name another with --data.");
}

Result<void> make_folder(const Place& place) {
    std::error_code error;
    if (std::filesystem::is_directory(place.folder, error)) return success();
    std::filesystem::create_directories(place.folder, error);
    if (error) return unwritable(place, error.value());
    // Customers' names are in it.
    std::filesystem::permissions(place.folder, std::filesystem::perms::owner_all, error);
    return success();
}

bool looks_like_conninfo(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) return false;
    return std::ranges::all_of(text.substr(0, equals),
                               [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace

Result<Place> Place::parse(std::string_view text) {
    Place place;
    if (text.empty())
        return Error{No::invalid,
                     "data_invalid",
                     "Say where the data is: a folder, or a postgres:// address.",
                     {}};
    if (!text.starts_with("postgres://") && !text.starts_with("postgresql://") &&
        !looks_like_conninfo(text)) {
        place.folder = std::filesystem::path(text);
        return place;
    }
    place.engine = Engine::postgres;
    place.conninfo = text;
    char* said = nullptr;
    PQconninfoOption* options = PQconninfoParse(place.conninfo.c_str(), &said);
    if (!options) {
        std::string why = said ? said : "out of memory";
        PQfreemem(said);
        while (!why.empty() && why.back() == '\n') why.pop_back();
        return Error{
            No::invalid, "data_invalid", "That is not a PostgreSQL address: " + why + ".", {}};
    }
    PQconninfoFree(options);
    return place;
}

std::string Place::text() const {
    if (engine == Engine::sqlite) return folder.string();
    std::string text;
    PQconninfoOption* options = PQconninfoParse(conninfo.c_str(), nullptr);
    if (!options) return "postgres";
    for (const PQconninfoOption* option = options; option->keyword; ++option) {
        const std::string_view keyword = option->keyword;
        // "*" marks passwords; the rest is shown.
        if (!option->val || *option->dispchar == '*' || keyword == "options") continue;
        text += text.empty() ? "postgres " : " ";
        text += std::string(keyword) + "=" + option->val;
    }
    PQconninfoFree(options);
    return text.empty() ? "postgres" : text;
}

std::optional<Holder> holder_of(const Place& place) {
    if (place.engine != Engine::sqlite) return std::nullopt;
    const int file = ::open(lock_file(place).c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return std::nullopt;
    struct flock lock = whole_file();
    std::optional<Holder> holder;
    if (::fcntl(file, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK)
        holder = read_holder(file);
    ::close(file);
    return holder;
}

Result<std::unique_ptr<FolderLock>> FolderLock::take(const Place& place, bool make) {
    std::error_code ignored;
    if (make) {
        TRYV(make_folder(place));
    } else if (!std::filesystem::exists(place.file(), ignored)) {
        return unavailable("data_missing", "There is no Ante data in " + place.folder.string() +
                                               ". Name its folder with --data.");
    }
    const int file = ::open(lock_file(place).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return unwritable(place, errno);
    std::unique_ptr<FolderLock> taken(new FolderLock(file));
    // The lock file may be from better days: the log beside the database must be writable, too.
    if (::faccessat(AT_FDCWD, place.folder.c_str(), W_OK, AT_EACCESS) != 0) {
        taken->file_ = -1;
        const int reason = errno;
        ::close(file);
        return unwritable(place, reason);
    }

    struct flock lock = whole_file();
    if (::fcntl(file, F_OFD_SETLK, &lock) != 0) {
        const int reason = errno;
        const Holder holder = read_holder(file);
        taken->file_ = -1;
        ::close(file);
        if (reason != EAGAIN && reason != EACCES) return unwritable(place, reason);
        return unavailable(
            "data_in_use",
            place.folder.string() + " is in use by another Ante" +
                (holder.pid ? " (process " + std::to_string(holder.pid) + ")" : "") +
                (holder.address.empty() ? "" : ", which answers at " + holder.address) +
                ". Stop it first, or speak to it.");
    }
    taken->announce("");
    return taken;
}

FolderLock::~FolderLock() {
    if (file_ < 0) return;
    // Emptied and not removed: somebody may be about to lock this very file.
    if (::ftruncate(file_, 0) != 0) errno = 0;
    ::close(file_);
}

void FolderLock::announce(std::string_view address) {
    std::string line = std::to_string(::getpid());
    if (!address.empty()) line += " " + std::string(address);
    line += "\n";
    // Only told for convenience; what counts is the lock.
    if (::pwrite(file_, line.data(), line.size(), 0) < 0 ||
        ::ftruncate(file_, static_cast<off_t>(line.size())) != 0)
        errno = 0;
}

}  // namespace ante::store
