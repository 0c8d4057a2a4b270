#pragma once

#include <cstddef>

namespace gaiku::server {

/// Open files that the program needs beside connections: store, log, pages, broker, backups.
inline constexpr std::size_t files_beside_connections = 128;

/// Raises how many files the process may have open, as far as the system lets it, so that `wanted` connections have
/// room. Returns for how many there is room, `wanted` at most. Throws std::runtime_error where there is room for none.
[[nodiscard]] std::size_t make_room(std::size_t wanted);

}  // namespace gaiku::server
