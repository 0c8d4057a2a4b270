#include "demand/profile.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace gaiku {

Day day_profile(const std::string& name, const District& district, const Tables& tables) {
    Day day{};
    const auto normalised = [&](const std::string& where) {
        const double sum = std::accumulate(day.begin(), day.end(), 0.0);
        if (!(sum > 0)) throw std::runtime_error("the day profile " + where + " has no energy");
        for (double& hour : day) hour /= sum;
        return day;
    };
    for (const auto& [id, profile] : district.profiles()) {
        if (id != name) continue;
        const auto& hours = profile->at("hours").numbers;
        std::copy(hours.begin(), hours.end(), day.begin());
        return normalised(name);
    }
    for (const char* table_name : {"day_profiles", "day_profiles_webpro"}) {
        const Table* table = tables.find(table_name);
        const auto column = table == nullptr ? std::nullopt : table->column(name);
        if (!column) continue;
        for (std::size_t hour = 0; hour < day.size(); ++hour) {
            const auto* own = district.overrides->find(table_name, std::to_string(hour), name);
            const auto row = table->row(std::to_string(hour));
            day[hour] = own != nullptr ? own->number : row ? table->number(*row, *column).value_or(0) : 0;
        }
        return normalised(table_name + ("." + name));
    }
    throw std::runtime_error("no day profile " + name);
}

}  // namespace gaiku
