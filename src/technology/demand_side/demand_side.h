#pragma once

#include "technology/technology.h"

namespace gaiku {

/// Equipment of the residents that shifts energy within a day and so takes the place of a part of the battery:
/// heat-pump water heaters, home batteries, electric vehicles. It is mostly the residents' own (owner: third_party);
/// what the operator owns costs `units` times a price.
class DemandSide final : public Technology {
public:
    explicit DemandSide(const std::string& name);
    [[nodiscard]] const Section& section() const override { return section_; }
    void check(const Record& asset, const District& district, Findings& findings) const override;
    [[nodiscard]] double shiftable_kwh(const Record& asset) const override;

private:
    Section section_;
};

}  // namespace gaiku
