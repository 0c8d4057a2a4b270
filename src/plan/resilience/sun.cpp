#include "plan/resilience/sun.h"

#include <cmath>
#include <numbers>
#include <numeric>
#include <stdexcept>

namespace gaiku {
namespace {

const Table& climate(int region, const Tables& tables) {
    const std::string wanted = "region_" + std::to_string(region) + "_";
    for (const std::string& name : tables.names()) {
        if (name.find(wanted) != std::string::npos) return *tables.find(name);
    }
    throw std::runtime_error("no climate of energy-saving region " + std::to_string(region));
}

}  // namespace

std::vector<double> sun_shares(int region, const Tables& tables) {
    const Table& table = climate(region, tables);
    const auto column = [&](const char* name) { return table.column(name).value(); };
    const std::size_t direct = column("direct_normal"), diffuse = column("sky_diffuse"),
                      altitude = column("sun_altitude");
    const std::size_t hours = table.rows().size();
    // Row h is the instant h + 1 o'clock.
    std::vector<double> at(hours);
    for (std::size_t h = 0; h < hours; ++h) {
        const double above = std::max(0.0, table.number(h, altitude).value_or(0));
        const double up = std::sin(above * std::numbers::pi / 180);
        at[h] = table.number(h, direct).value_or(0) * up + table.number(h, diffuse).value_or(0);
    }
    std::vector<double> shares(hours);
    for (std::size_t h = 0; h < hours; ++h) shares[h] = (at[h] + at[(h + hours - 1) % hours]) / 2;
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares) share /= sum;
    return shares;
}

}  // namespace gaiku
