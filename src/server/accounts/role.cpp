#include "server/accounts/role.h"

#include <algorithm>
#include <array>

namespace gaiku::server {
namespace {

constexpr std::array<std::string_view, 8> role_names{"nobody",  "device",  "display",  "resident",
                                                     "manager", "planner", "operator", "administrator"};

}  // namespace

std::string_view role_name(Role role) {
    return role_names[static_cast<unsigned>(role)];
}

std::optional<Role> role_of(std::string_view name) {
    const auto* const found = std::find(role_names.begin() + 2, role_names.end(), name);
    if (found == role_names.end()) return std::nullopt;
    return static_cast<Role>(found - role_names.begin());
}

}  // namespace gaiku::server
