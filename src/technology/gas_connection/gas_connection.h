#pragma once

#include "technology/connection.h"

namespace gaiku {

/// The connection to a supplier of gas or another fuel.
class GasConnection final : public ConnectionTechnology {
public:
    GasConnection();

protected:
    [[nodiscard]] Connection connection(const AssetInput& asset) const override;
};

}  // namespace gaiku
