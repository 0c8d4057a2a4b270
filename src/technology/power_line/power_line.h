#pragma once

#include "technology/link.h"

namespace gaiku {

/// A line for electricity between two blocks.
class PowerLine final : public LinkTechnology {
public:
    PowerLine();

protected:
    [[nodiscard]] Link link(const AssetInput& asset) const override;
};

}  // namespace gaiku
