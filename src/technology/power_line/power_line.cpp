#include "technology/power_line/power_line.h"

namespace gaiku {

PowerLine::PowerLine()
    : LinkTechnology("power_line", {"line for electricity between two blocks", "自営線（ブロック間の電力線）"}, {}) {}

Link PowerLine::link(const AssetInput& asset) const {
    Link is = read_link(asset);
    is.carrier = "electricity";
    return is;
}

}  // namespace gaiku
