#include "district/format.h"

namespace gaiku {

const Section& Format::map_section() {
    return add(
        {.name = "map",
         .meaning = {"where the blocks lie, for the report (method network)",
                     "ブロックの位置（報告書の地図。method: network）"},
         .fields = {
             {.key = "file",
              .kind = Kind::text,
              .meaning = {"GeoJSON file (RFC 7946), relative to this one: Polygons with the property block, "
                          "LineStrings with the property asset",
                          "GeoJSONファイル（RFC 7946。この文書からの相対パス）：属性 block をもつ Polygon、"
                          "属性 asset をもつ LineString"},
              .required = true},
             {.key = "source", .kind = Kind::localized, .meaning = {"where the outlines come from", "輪郭の出典"}},
         }});
}

}  // namespace gaiku
