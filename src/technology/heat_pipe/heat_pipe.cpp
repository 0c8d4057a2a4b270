#include "technology/heat_pipe/heat_pipe.h"

#include "technology/fields.h"

namespace gaiku {

HeatPipe::HeatPipe()
    : LinkTechnology(
          "heat_pipe", {"pipe for heat or cold between two blocks", "熱導管（ブロック間）"},
          {fields::carrier("carrier", {"what it carries", "搬送するエネルギー種別"}, "hot_water"),
           {.key = "pumping_per_km",
            .kind = Kind::quantity,
            .unit = "kWh/kWh/km",
            .meaning = {"electricity of the pumps a kWh sent and kilometre", "送熱1kWh・1kmあたりのポンプ電力"},
            .preset = "0 kWh/kWh/km",
            .minimum = 0,
            .maximum = 1}}) {}

Link HeatPipe::link(const AssetInput& asset) const {
    Link is = read_link(asset);
    is.carrier = asset.text("carrier");
    is.pumping = asset.number("pumping_per_km") * is.length_m;
    return is;
}

}  // namespace gaiku
