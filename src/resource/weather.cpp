#include "resource/weather.h"

namespace gaiku {

std::vector<double> means_of_instants(const std::vector<double>& instants) {
    const std::size_t count = instants.size();
    std::vector<double> means(count);
    for (std::size_t i = 0; i < count; ++i) means[i] = (instants[(i + count - 1) % count] + instants[i]) / 2;
    return means;
}

}  // namespace gaiku
