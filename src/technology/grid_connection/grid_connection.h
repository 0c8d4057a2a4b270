#pragma once

#include "technology/connection.h"

namespace gaiku {

/// The connection to the public grid: purchase and sale of electricity.
class GridConnection final : public ConnectionTechnology {
public:
    GridConnection();

protected:
    [[nodiscard]] Connection connection(const AssetInput& asset) const override;
};

}  // namespace gaiku
