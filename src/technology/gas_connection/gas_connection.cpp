#include "technology/gas_connection/gas_connection.h"

namespace gaiku {

GasConnection::GasConnection()
    : ConnectionTechnology("gas_connection", {"connection to a supplier of gas or another fuel", "ガス・燃料の供給"},
                           "gas", {}) {}

Connection GasConnection::connection(const AssetInput& asset) const {
    return read_connection(asset);
}

}  // namespace gaiku
