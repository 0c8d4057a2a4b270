#include "operate/formulas.h"

#include <vector>

namespace gaiku::operate {

std::span<const Formula> formulas() {
    static const std::vector<Formula> all{
        {"grid",
         "kW",
         {"drawn from the grid; below 0 fed into it", "系統からの受電（負は逆潮流）"},
         {"sum of the power of all grid connections", "全系統連系点の有効電力の合計"}},
        {"generation",
         "kW",
         {"generated", "発電"},
         {"sum of what all sources but the grid and stores feed in", "系統・蓄電池を除く全電源の出力の合計"}},
        {"storage",
         "kW",
         {"given by batteries; below 0 they charge", "蓄電池の放電（負は充電）"},
         {"sum of the power of all batteries less what they count as their own use (energy_import), its sign turned",
          "全蓄電池の有効電力から補機の使用量（energy_import）を除いた合計の符号を反転"}},
        {"interchange",
         "kW",
         {"received from other blocks; below 0 given", "他街区からの融通（負は供給）"},
         {"what links feed into the block less what they draw from it, from their counters",
          "融通設備の積算値による、街区への供給から街区からの受電を引いた値"}},
        {"demand",
         "kW",
         {"used in the place", "需要"},
         {"grid + generation + storage + interchange", "受電＋発電＋放電＋融通"}},
        {"metered",
         "kW",
         {"drawn by the meters of buildings and equipment", "建物・設備の計量値"},
         {"sum of the power of all meters that count; late ones are left out and told",
          "集計対象の計量器の有効電力の合計（遅延中のものを除き、その数を示す）"}},
        {"self_sufficiency",
         "-",
         {"share of demand that is not bought", "自給率"},
         {"1 - (grid, where it is above 0) / demand; 0 where more is bought than used, to charge or to pass on",
          "1 −（受電、正のとき）÷ 需要。充電や他街区への融通で受電が需要を超えるときは0"}},
        {"co2_intensity",
         "kg/kWh",
         {"CO2 of a kWh used", "使用電力のCO2排出係数"},
         {"(grid above 0 x its factor + fuel of generators x its factor x electricity / (electricity + heat)) / demand",
          "（受電 × 排出係数 ＋ 発電機の燃料 × 排出係数 × 電力 ÷（電力＋熱））÷ 需要"}},
        {"stored",
         "kWh",
         {"energy in batteries", "蓄電量"},
         {"sum of the levels of all batteries", "全蓄電池の蓄電量の合計"}},
        {"state_of_charge",
         "-",
         {"how full batteries are", "充電率"},
         {"stored / sum of their capacities", "蓄電量 ÷ 容量の合計"}},
    };
    return all;
}

}  // namespace gaiku::operate
