#pragma once

#include <string>
#include <vector>

#include "random_draw.h"

namespace gaiku::test {

/// Tariffs of random shape, as a district file has them below `tariffs.NAME:` (indented by four), and the entries of
/// the connections that have a contract by them. A series of that name, in yen/kWh, must be in the file.
class RandomTariff {
public:
    /// Blocks and least demands lie about `scale_kw`.
    RandomTariff(Draw& draw, double scale_kw, std::string series)
        : draw_(draw), scale_(scale_kw), series_(std::move(series)) {}

    /// Blocks of electricity may fall in price from now on.
    void let_fall() { falls_ = true; }
    /// Of electricity bought: seasons, periods, blocks or a market price, ratchets with power factor, adjustment
    /// by month, levy, discount, minimum, tax.
    std::string electricity();
    /// The entries of a connection with a contract by the last tariff of electricity.
    std::string electricity_terms();
    /// Of electricity sold: one price, a market price, a feed-in tariff or a premium.
    std::string sale();
    /// Of gas, by the kWh or by the m3: base by flow, blocks, adjustment by month, levy of none.
    std::string gas();
    /// The entries of a connection with a contract by the last tariff of gas.
    std::string gas_terms();

private:
    std::string energy(bool seasons, bool periods);
    std::string blocks(const std::string& when);
    std::string demand(const std::string& name, bool seasons, bool by_period);
    std::string by_month(double least, double most, const char* unit);
    std::string past_peaks(int memory);
    std::string price(double least, double most) { return fmt::format("{:.2f}", draw_.between(least, most)); }
    double size(double low, double high) { return draw_.between(low, high) * scale_; }

    Draw& draw_;
    double scale_;
    std::string series_;
    bool market_ = false;  ///< the last tariff has a price series
    bool falls_ = false;
    int memory_ = -1, interval_ = 0, gas_memory_ = 0;
};

}  // namespace gaiku::test
