#pragma once

#include "operate/image.h"

namespace gaiku::operate {

/// A device while a picture is made.
struct DeviceAt {
    const telemetry::Device& device;
    Role role;
    const Surroundings& surroundings;
    const DeviceChannels& channels;
    TimeMs now;
};

/// Adds devices up to the values of a place.
class PlaceSums {
public:
    /// `block`: the place; empty: the district, whose links cancel out.
    void add(const DeviceAt& one, const std::string& block);
    [[nodiscard]] PlaceNow result(const std::string& id, const Text& name) const;

private:
    /// A sum of which every part has to be known, or not.
    struct Sum {
        double value = 0;
        TimeMs oldest = 0;
        std::size_t known = 0, of = 0;
        std::string missing_first;

        void add(const DeviceAt& one, std::optional<double> part);
        [[nodiscard]] bool whole() const { return known == of; }
    };
    [[nodiscard]] static Derived derived(std::string_view key, const Sum& sum, bool if_whole = true);
    /// Of several sums: known where all are.
    [[nodiscard]] static Derived joined(std::string_view key, std::initializer_list<const Sum*> sums,
                                        std::optional<double> value);
    void add_generator_fuel(const DeviceAt& one, double power_kw);
    [[nodiscard]] static HalfHour half_hour_of(const DeviceAt& one);
    void add_half_hour(HalfHour half);

    Sum grid_, bought_, generation_, storage_, interchange_, metered_, stored_, capacity_, co2_;
    std::map<Role, Sum> sources_;
    std::vector<HalfHour> half_hours_;
};

}  // namespace gaiku::operate
