#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gaiku::server {

/// What someone may do. Each person, API token and device has one.
enum class Role : unsigned {
    nobody,         ///< not signed in
    device,         ///< sends its readings and reads them
    display,        ///< the public picture
    resident,       ///< of a building, or of a home in it
    manager,        ///< of a building
    planner,        ///< reads all that is measured, and the plans
    district,       ///< operator: the same, and acknowledges
    administrator,  ///< all
};

/// As it is written: nobody, device, display, resident, manager, planner, operator, administrator.
[[nodiscard]] std::string_view role_name(Role role);
/// Of a person or an API token; nothing for another word, and for nobody and device.
[[nodiscard]] std::optional<Role> role_of(std::string_view name);

/// Some roles.
class Roles {
public:
    template <class... Each>
    constexpr explicit Roles(Each... each) : bits_(((1U << static_cast<unsigned>(each)) | ... | 0U)) {}
    [[nodiscard]] constexpr bool has(Role role) const { return (bits_ >> static_cast<unsigned>(role) & 1U) != 0; }

private:
    unsigned bits_;
};

inline constexpr Roles everybody(Role::nobody, Role::device, Role::display, Role::resident, Role::manager,
                                 Role::planner, Role::district, Role::administrator);
inline constexpr Roles signed_in(Role::display, Role::resident, Role::manager, Role::planner, Role::district,
                                 Role::administrator);
inline constexpr Roles own_readers(Role::device, Role::resident, Role::manager, Role::planner, Role::district,
                                   Role::administrator);
inline constexpr Roles of_buildings(Role::resident, Role::manager, Role::planner, Role::district, Role::administrator);
inline constexpr Roles readers(Role::planner, Role::district, Role::administrator);
inline constexpr Roles operators(Role::district, Role::administrator);
inline constexpr Roles administrators(Role::administrator);

/// Who asks.
struct Asker {
    Role role = Role::nobody;
    std::string name{};      ///< of the user, the API token or the device
    std::string building{};  ///< a resident's or manager's
    std::string session{};   ///< hash of the session's secret; empty: by a token
    std::string csrf{};      ///< what a change by this session must bear
};

}  // namespace gaiku::server
