#include "server/room.h"

#include <sys/resource.h>
#include <algorithm>
#include <stdexcept>
#include <string>

namespace gaiku::server {

std::size_t make_room(std::size_t wanted) {
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return wanted;
    const rlim_t needed = wanted + files_beside_connections;
    if (files.rlim_cur < needed) {
        rlimit raised = files;
        raised.rlim_cur = std::min(files.rlim_max, needed);
        if (setrlimit(RLIMIT_NOFILE, &raised) == 0) files = raised;
    }
    if (files.rlim_cur <= files_beside_connections)
        throw std::runtime_error("the system lets the program have " + std::to_string(files.rlim_cur) +
                                 " files open; it needs more than " + std::to_string(files_beside_connections) +
                                 " (ulimit -n; LimitNOFILE= of a systemd unit)");
    return std::min<std::size_t>(wanted, files.rlim_cur - files_beside_connections);
}

}  // namespace gaiku::server
