#include "virtual/check.h"

namespace gaiku::field {

void check_virtual(const District& district, Findings& findings) {
    if (!district.is_network()) {
        findings.add(district.plan().finding(
            "contradiction", "method",
            {"method: network, whose machines can be run", "method: network（設備を運転できる）"},
            {"take a district of method network", "method: network の街区を指定してください"}));
        return;
    }
    for (const auto& [id, asset] : district.assets()) {
        for (const auto& [key, value] : asset->values()) {
            if (value.text != "sized" || value.field->kind != Kind::quantity) continue;
            findings.add(asset->finding("contradiction", key,
                                        {"a size: what runs is built already", "容量の値（運転する設備は設置済み）"},
                                        {"write the size that was planned", "計画で求めた容量を書いてください"}));
        }
        if (asset->number_or("minimum_load", 0) <= 0) continue;
        findings.add(asset->finding(
            "contradiction", "minimum_load", {"a machine that runs at every load", "全負荷域で運転できる機器"},
            {"remove \"minimum_load:\": the rules that run a virtual district do not switch on and off",
             "「minimum_load:」を除いてください（仮想街区の運転ルールは起動・停止を扱いません）"}));
    }
}

}  // namespace gaiku::field
