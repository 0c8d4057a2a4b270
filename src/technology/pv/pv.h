#pragma once

#include "technology/converter.h"

namespace gaiku {

/// Photovoltaics: given, to be sized, or counted by the households that have it.
class Pv final : public ConverterTechnology {
public:
    Pv();
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] Converter converter(const AssetInput& asset) const override;
    [[nodiscard]] std::optional<DayGeneration> day_generation(const Record& asset, const District& district,
                                                              const Tables& tables) const override;

private:
    static void check_yield(const Record& asset, Findings& findings);
    static void check_network(const AssetInput& asset, Findings& findings);
    /// A series, a series by area, or panels under the district's weather.
    static void check_source_of_yield(const AssetInput& asset, Findings& findings);
    static void check_surface(const AssetInput& asset, Findings& findings);
    static void check_shared_surface(const AssetInput& asset, Findings& findings);
    /// No more than there is room for.
    static void check_room(const AssetInput& asset, Findings& findings);
    Section section_;
};

}  // namespace gaiku
