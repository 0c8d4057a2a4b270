#include "operate/role.h"

#include <algorithm>
#include <array>

namespace gaiku::operate {
namespace {

struct Entry {
    Role role;
    std::string_view name;
    Text title;
};

const std::array<Entry, 10>& entries() {
    static const std::array<Entry, 10> all{{
        {Role::use, "use", {"use", "需要"}},
        {Role::grid, "grid", {"grid", "系統"}},
        {Role::pv, "pv", {"photovoltaics", "太陽光"}},
        {Role::hydro, "hydro", {"hydro", "水力"}},
        {Role::biomass, "biomass", {"biomass", "バイオマス"}},
        {Role::cogeneration, "cogeneration", {"cogeneration", "コージェネ"}},
        {Role::emergency, "emergency", {"emergency generator", "非常用発電機"}},
        {Role::storage, "storage", {"storage", "蓄電池"}},
        {Role::interchange, "interchange", {"interchange", "電力融通"}},
        {Role::none, "none", {"none", "なし"}},
    }};
    return all;
}

const Entry& entry_of(Role role) {
    return *std::find_if(entries().begin(), entries().end(), [&](const Entry& entry) { return entry.role == role; });
}

struct OfTechnology {
    std::string_view technology;
    Role role;
};

constexpr std::array<OfTechnology, 14> roles{{
    {"grid_connection", Role::grid},
    {"pv", Role::pv},
    {"hydro_power", Role::hydro},
    {"biomass_power", Role::biomass},
    {"cogeneration", Role::cogeneration},
    {"emergency_generator", Role::emergency},
    {"battery", Role::storage},
    {"nas_battery", Role::storage},
    {"interchange_converter", Role::interchange},
    {"power_line", Role::interchange},
    {"gas_connection", Role::none},
    {"heat_pipe", Role::none},
    {"thermal_store", Role::none},
    {"renewable_purchase", Role::none},
}};

}  // namespace

Role role_of_technology(std::string_view technology) {
    const auto found =
        std::find_if(roles.begin(), roles.end(), [&](const auto& one) { return one.technology == technology; });
    return found == roles.end() ? Role::use : found->role;
}

std::string_view name_of(Role role) {
    return entry_of(role).name;
}

const Text& title_of(Role role) {
    return entry_of(role).title;
}

}  // namespace gaiku::operate
