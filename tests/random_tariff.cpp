#include "random_tariff.h"

namespace gaiku::test {
namespace {

constexpr double hours_a_month = 730;

}  // namespace

std::string RandomTariff::electricity() {
    memory_ = -1;
    interval_ = 0;
    std::string text = fmt::format("    time_zone: {}\n", draw_.one_of({"Asia/Tokyo", "America/New_York"}));
    if (draw_.chance(0.5)) text += "    holidays: japan\n";
    const bool seasons = draw_.chance(0.5), periods = draw_.chance(0.5);
    if (seasons) text += "    seasons: { summer: { from: 06-16, to: 09-30 }, other: { from: 10-01, to: 06-15 } }\n";
    if (periods) text += "    periods: { day: { days: weekday, hours: 8-22 }, night: { otherwise: yes } }\n";
    text += "    charges:\n";
    if (draw_.chance(0.5))
        text += fmt::format("      base: {{ kind: fixed, price: {} yen/month{} }}\n", price(100, 5000),
                            draw_.one_of({"", ", per: day"}));
    text += energy(seasons, periods);
    if (draw_.chance(0.5)) text += demand("peak", seasons, false);
    if (periods && draw_.chance(0.5)) text += demand("day_peak", seasons, true);
    if (draw_.chance(0.5))
        text += fmt::format("      levy: {{ kind: levy{} }}\n",
                            draw_.chance(0.5) ? "" : ", price: " + price(1, 4) + " yen/kWh");
    if (draw_.chance(0.5))  // a market price may be as low as nothing
        text +=
            fmt::format("      fuel: {{ kind: energy, by_month: [{}] }}\n", by_month(market_ ? 0 : -2, 3, "yen/kWh"));
    if (draw_.chance(0.5))
        text += fmt::format("      cut: {{ kind: discount, rate: {} %, on: energy }}\n", price(1, 10));
    if (draw_.chance(0.5))
        text +=
            fmt::format("      least: {{ kind: minimum, price: {:.0f} yen/month }}\n", size(0.02, 3) * hours_a_month);
    if (draw_.chance(0.5)) text += "      tax: { kind: tax, rate: 10 % }\n";
    return text;
}

std::string RandomTariff::electricity_terms() {
    return fmt::format("power_factor: {:.0f} %, contract_power: {:.3f} kW{}{}", draw_.between(80, 100),
                       draw_.chance(0.5) ? 0 : size(0.1, 1), past_peaks(memory_),
                       draw_.one_of({", peak_factor: 106 %", ", peak_factor: 101 %"}));
}

std::string RandomTariff::past_peaks(int memory) {
    if (memory <= 0 || draw_.chance(0.3)) return draw_.one_of({"", ", past_peaks: none"});
    std::string text = ", past_peaks: [";
    for (int i = 0; i < memory; ++i) text += fmt::format("{}{:.3f} kW", i == 0 ? "" : ", ", size(0.3, 2));
    return text + "]";
}

std::string RandomTariff::by_month(double least, double most, const char* unit) {
    std::string text;
    for (int m = 0; m < 12; ++m) text += fmt::format("{}{} {}", m == 0 ? "" : ", ", price(least, most), unit);
    return text;
}

std::string RandomTariff::blocks(const std::string& when) {
    double at = draw_.between(8, 20), above = 0;
    std::string text = fmt::format("{{ {}price: {:.2f} yen/kWh }}", when, at);
    for (int b = draw_.pick(3); b > 0; --b) {
        above += size(0.01, 0.3) * hours_a_month;
        at += draw_.between(falls_ ? -4 : 0, 6);
        text += fmt::format(", {{ {}above: {:.1f} kWh, price: {:.2f} yen/kWh }}", when, above, at);
    }
    return text;
}

std::string RandomTariff::energy(bool seasons, bool periods) {
    std::vector<std::string> whens{""};
    if (seasons) whens = {"season: summer, ", "season: other, "};
    if (periods && draw_.chance(0.5)) {
        std::vector<std::string> more;
        for (const auto& when : whens) {
            more.push_back(when + "period: day, ");
            more.push_back(when + "period: night, ");
        }
        whens = more;
    }
    market_ = false;
    std::string text = "      energy: { kind: energy, rates: [";
    for (std::size_t i = 0; i < whens.size(); ++i) {
        const bool market = draw_.chance(0.15);
        market_ = market_ || market;
        text +=
            (i == 0 ? "" : ", ") + (market ? fmt::format("{{ {}price: {} }}", whens[i], series_) : blocks(whens[i]));
    }
    return text + "] }\n";
}

std::string RandomTariff::demand(const std::string& name, bool seasons, bool by_period) {
    if (interval_ == 0) interval_ = draw_.one_of({15, 30, 60});
    if (memory_ < 0) memory_ = draw_.one_of({0, 11, 5});
    std::string text = fmt::format("      {}: {{ kind: demand, interval: {} min, memory: {}, memory_share: {} %, ",
                                   name, interval_, memory_, price(60, 100));
    if (seasons && draw_.chance(0.5)) text += "memory_season: summer, ";
    if (draw_.chance(0.5)) text += "power_factor_base: 85 %, ";
    if (draw_.chance(0.5)) text += fmt::format("least: {:.3f} kW, ", size(0.1, 1));
    const std::string period = by_period ? "period: day, " : "";
    if (seasons && draw_.chance(0.5)) {
        text += fmt::format(
            "rates: [{{ {0}season: summer, price: {1} yen/kW/month }}, {{ {0}season: other, price: {2} "
            "yen/kW/month }}]",
            period, price(500, 2500), price(300, 2000));
    } else {
        text += fmt::format("rates: [{{ {}price: {} yen/kW/month }}", period, price(500, 2000));
        if (draw_.chance(0.5))
            text += fmt::format(", {{ {}above: {:.3f} kW, price: {} yen/kW/month }}", period, size(0.3, 1.3),
                                falls_ ? price(200, 3000) : price(2000, 3000));
        text += "]";
    }
    return text + " }\n";
}

std::string RandomTariff::sale() {
    const std::string frame = "    time_zone: Asia/Tokyo\n    charges:\n";
    switch (draw_.pick(4)) {
        case 0:
            return frame + "      paid: { kind: energy, price: " + price(1, 30) + " yen/kWh }\n";
        case 1:
            return frame + "      paid: { kind: energy, price: " + series_ + " }\n";
        case 2:
            return frame + fmt::format("      paid: {{ kind: fit, fit: solar_under_10kw/{} }}\n",
                                       draw_.one_of({2020, 2023, 2025}));
        default:
            return frame + "      market: { kind: energy, price: " + series_ + " }\n" +
                   fmt::format("      premium: {{ kind: fip, base: {} yen/kWh, reference: [{}] }}\n", price(5, 20),
                               by_month(3, 15, "yen/kWh"));
    }
}

std::string RandomTariff::gas() {
    constexpr double kwh_a_m3 = 45 / 3.6;
    const bool volume = draw_.chance(0.6), seasons = draw_.chance(0.5);
    const char* key = volume ? "price_per_volume" : "price";
    const char* unit = volume ? "yen/m3" : "yen/kWh";
    const double per = volume ? kwh_a_m3 : 1;
    std::string text = "    time_zone: Asia/Tokyo\n";
    if (volume) text += "    heat_value: 45 MJ/m3\n";
    if (seasons) text += "    seasons: { winter: { from: 12-01, to: 03-31 }, other: { from: 04-01, to: 11-30 } }\n";
    text += "    charges:\n";
    if (draw_.chance(0.5))
        text += fmt::format("      base: {{ kind: fixed, price: {} yen/month }}\n", price(100, 5000));
    gas_memory_ = draw_.chance(0.6) ? draw_.one_of({0, 11}) : -1;
    if (gas_memory_ >= 0)
        text += fmt::format("      flow: {{ kind: demand, interval: {} min, memory: {}, {}: {:.1f} {}/month }}\n",
                            interval_ == 0 ? 60 : interval_,  // a plan has one length of those longer than a step
                            gas_memory_, volume ? "price_per_flow" : "price", draw_.between(20, 200) * per,
                            volume ? "yen/m3" : "yen/kW");
    text += "      energy: { kind: energy, rates: [";
    for (int s = 0; s < (seasons ? 2 : 1); ++s) {
        const std::string when = !seasons ? "" : s == 0 ? "season: winter, " : "season: other, ";
        const double first = draw_.between(4, 12);
        text += fmt::format("{}{{ {}{}: {:.2f} {} }}", s == 0 ? "" : ", ", when, key, first * per, unit);
        if (draw_.chance(0.4))
            text += fmt::format(", {{ {}{}: {:.1f} {}, {}: {:.2f} {} }}", when, volume ? "above_volume" : "above",
                                size(0.01, 0.3) * hours_a_month / per, volume ? "m3" : "kWh", key,
                                (first + draw_.between(0, 3)) * per, unit);
    }
    text += "] }\n";
    if (draw_.chance(0.5))
        text += fmt::format("      costs: {{ kind: energy, {}: [{}] }}\n", volume ? "by_month_per_volume" : "by_month",
                            by_month(-1 * per, 2 * per, unit));
    if (draw_.chance(0.3)) text += "      tax: { kind: tax, rate: 10 % }\n";
    return text;
}

std::string RandomTariff::gas_terms() {
    return fmt::format("contract_power: {:.3f} kW{}{}", draw_.chance(0.5) ? 0 : size(0.1, 1), past_peaks(gas_memory_),
                       draw_.one_of({", peak_factor: 103 %", ", peak_factor: 101 %"}));
}

}  // namespace gaiku::test
