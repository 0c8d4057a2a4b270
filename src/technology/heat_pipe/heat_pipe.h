#pragma once

#include "technology/link.h"

namespace gaiku {

/// A pipe for hot or chilled water or steam between two blocks.
class HeatPipe final : public LinkTechnology {
public:
    HeatPipe();

protected:
    [[nodiscard]] Link link(const AssetInput& asset) const override;
};

}  // namespace gaiku
