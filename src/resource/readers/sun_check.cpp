#include "resource/readers/sun_check.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "resource/plane.h"

namespace gaiku {
namespace {

/// Of what falls outside the air in a year: from 0.3 (Sichuan's basin) to 0.75 (the Atacama) on Earth, with room.
constexpr double least_clearness = 0.2, most_clearness = 0.85;
/// Of the year's radiation: twilight and a quarter of an hour's error of a clock leave less than a tenth of it.
constexpr double most_at_night = 0.05;

}  // namespace

void check_radiation_against_sun(const std::vector<double>& global_w_m2, const std::vector<SunPosition>& sun,
                                 FileFindings& findings) {
    double sum = 0, at_night = 0, outside = 0;
    for (std::size_t i = 0; i < global_w_m2.size(); ++i) {
        if (std::isnan(global_w_m2[i])) continue;
        sum += global_w_m2[i];
        if (sun[i].altitude_rad <= 0) at_night += global_w_m2[i];
        outside += extraterrestrial_w_m2(static_cast<int>(i / 24) + 1) * std::max(0.0, std::sin(sun[i].altitude_rad));
    }
    const double least = least_clearness * outside / 1000, most = most_clearness * outside / 1000;  // kWh/m2
    if (sum / 1000 < least || sum / 1000 > most) {
        findings.error("out-of-range", 0, fmt::format("{:.3g} kWh/m2", sum / 1000),
                       {fmt::format("global radiation of {:.0f} to {:.0f} kWh/m2 in this year and place", least, most),
                        fmt::format("この地点の年間の全天日射量は {:.0f} から {:.0f} kWh/m2", least, most)},
                       {"correct the unit of the radiation, in the file or in its heading",
                        "日射量の単位を、ファイルまたは見出しで直してください"});
    } else if (at_night > most_at_night * sum) {
        findings.error(
            "not-a-time", 0, fmt::format("{:.0f} %", 100 * at_night / sum),
            {fmt::format("at most {:.0f} % of the radiation while the sun is below the horizon", 100 * most_at_night),
             fmt::format("日の出前・日没後の日射量は {:.0f} % 以下", 100 * most_at_night)},
            {"give the hours in local standard time, and the place's latitude and longitude (east and north)",
             "時刻を現地の標準時にし、緯度（北緯）と経度（東経）を確かめてください"});
    }
}

}  // namespace gaiku
