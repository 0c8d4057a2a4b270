#include "technology/link.h"

#include <algorithm>
#include <cmath>

#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {
namespace {

/// Controls: sent from, sent back (both ways only). Ports in the order of LinkTechnology::add_to.
class LinkMachine final : public Machine {
public:
    LinkMachine(const Link& link, double from_kw, double to_kw) : is_(link), from_(from_kw), to_(to_kw) {}

    void step(std::size_t, double, std::span<const double> wanted, double&, std::span<double> ports) const override {
        const auto next = send(wanted[0], from_, to_, ports);
        if (is_.both_ways) send(wanted[1], to_, from_, next);
    }

private:
    std::span<double> send(double wanted, double sending, double receiving, std::span<double> ports) const {
        const double sent = std::clamp(wanted, 0.0, std::min(sending, receiving / is_.efficiency));
        ports[0] = -sent;
        ports[1] = is_.efficiency * sent;
        if (is_.pumping == 0) return ports.subspan(2);
        ports[2] = -is_.pumping * sent;
        return ports.subspan(3);
    }

    Link is_;
    double from_, to_;
};

}  // namespace

LinkTechnology::LinkTechnology(std::string name, Text meaning, std::vector<Field> own) {
    const auto end = [](const char* key, Text meant) {
        return Field{
            .key = key, .kind = Kind::reference, .meaning = std::move(meant), .required = true, .target = "blocks"};
    };
    section_ = {
        .name = std::move(name),
        .meaning = std::move(meaning),
        .fields = fields::join(
            {{end("from", {"the block at one end", "一方の端のブロック"}),
              end("to", {"the block at the other end", "他方の端のブロック"}),
              {.key = "length",
               .kind = Kind::quantity,
               .unit = "m",
               .meaning = {"its length", "長さ"},
               .required = true,
               .minimum = 0.1,
               .maximum = 1e6},
              {.key = "both_ways",
               .kind = Kind::boolean,
               .meaning = {"whether energy may flow both ways", "双方向に流せるか"},
               .preset = "yes"},
              fields::share("loss",
                            {"share of what is sent that is lost on the way", "送った量のうち途中で失われる割合"}, "",
                            0, 99),
              fields::share("loss_per_m", {"the same for each metre, of what is left there", "1 m ごとに失われる割合"},
                            "", 0, 99),
              fields::share("loss_per_km", {"the same for each kilometre", "1 km ごとに失われる割合"}, "", 0, 99)},
             fields::size("capacity", "kW",
                          {"power that an end can take, or: sized (each end by itself)",
                           "各端の容量、または sized（端ごとに決める）"},
                          {"sized", "unlimited"}),
             {{.key = "capital",
               .kind = Kind::quantity,
               .unit = "yen/kW/m",
               .meaning = {"price installed a kW and metre; each end bears half",
                           "1 kW・1 m あたりの整備単価（両端で半分ずつ）"},
               .preset = "0 yen/kW/m",
               .minimum = 0,
               .maximum = 1e7},
              {.key = "trench",
               .kind = Kind::quantity,
               .unit = "yen/m",
               .meaning = {"price a metre, whatever its capacity", "容量によらない 1 m あたりの整備単価"},
               .preset = "0 yen/m",
               .minimum = 0,
               .maximum = 1e8},
              {.key = "upkeep",
               .kind = Kind::quantity,
               .unit = "yen/m/year",
               .meaning = {"upkeep a metre and year", "1 m あたりの年間維持管理費"},
               .preset = "0 yen/m/year",
               .minimum = 0,
               .maximum = 1e7}},
             std::move(own)})};
}

Link LinkTechnology::read_link(const AssetInput& asset) {
    Link is;
    is.from = asset.text("from");
    is.to = asset.text("to");
    is.length_m = asset.number("length");
    is.both_ways = asset.record().yes("both_ways");
    if (asset.has("loss")) is.efficiency = 1 - asset.number("loss");
    if (asset.has("loss_per_m")) is.efficiency = std::pow(1 - asset.number("loss_per_m"), is.length_m);
    if (asset.has("loss_per_km")) is.efficiency = std::pow(1 - asset.number("loss_per_km"), is.length_m / 1000);
    return is;
}

void LinkTechnology::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    if (record.text("from") == record.text("to")) {
        findings.add(record.finding("contradiction", "to", {"another block than from", "from と異なるブロック"},
                                    {"name the block at the other end", "他方の端のブロックを書いてください"}));
    }
    int given = 0;
    for (const char* key : {"loss", "loss_per_m", "loss_per_km"}) given += record.has(key) ? 1 : 0;
    if (given != 1) {
        findings.add(
            record.finding(given == 0 ? "missing-key" : "contradiction", given == 0 ? "loss" : "loss_per_km",
                           {"one of loss, loss_per_m and loss_per_km", "loss・loss_per_m・loss_per_km の一つ"},
                           {"give the loss one way; none is 0 %", "損失を一通りで書いてください（なければ 0 %）"}));
    }
    checks::not_electricity(asset, {"carrier"}, findings);
    checks::size(asset, "capacity", findings);
    checks::capital(asset, {"capital", "trench"}, findings);
    if (asset.number("upkeep") != 0) checks::running(asset, "upkeep", findings);
}

void LinkTechnology::add_to(AssetNetwork& asset) const {
    const Link is = link(asset.input());
    SizeKeys keys{.name = "capacity", .upkeep = "", .times = is.length_m / 2, .as = "from_end"};
    const auto from_end = asset.size(keys);
    keys.as = "to_end";
    const auto to_end = asset.size(keys);
    const auto send = [&](const char* name, const std::string& at, const std::string& to, network::CapacityId sending,
                          network::CapacityId receiving) {
        network::Flow flow;
        flow.origin = asset.origin(name, "capacity");
        flow.upper_of = sending;
        flow.upper = sending ? 1.0 : network::unlimited;
        const auto sent = asset.control(std::move(flow));
        if (receiving) {
            asset.network().add(network::Balance{asset.origin(std::string(name) + ", received", "capacity"),
                                                 {{sent, is.efficiency}},
                                                 0.0,
                                                 network::Sense::at_most,
                                                 {{receiving, -1.0}}});
        }
        asset.port(name, sent, -1.0, at, is.carrier);
        asset.port(std::string(name) + ", received", sent, is.efficiency, to, is.carrier);
        if (is.pumping != 0) asset.port(std::string(name) + ", pumping", sent, -is.pumping, at, "electricity");
    };
    send("sent", is.from, is.to, from_end, to_end);
    if (is.both_ways) send("sent back", is.to, is.from, to_end, from_end);
    asset.fixed_cost("trench", asset.input().number("trench") * is.length_m,
                     asset.input().number("upkeep") * is.length_m);
}

std::unique_ptr<Machine> LinkTechnology::machine(const AssetInput& asset, std::span<const double> sizes) const {
    return std::make_unique<LinkMachine>(link(asset), sizes[0], sizes[1]);
}

AssetCost LinkTechnology::cost(const Record& asset, double kw) const {
    const double length = asset.number("length");
    return {length * (kw * asset.number("capital") + asset.number("trench")), length * asset.number("upkeep")};
}

}  // namespace gaiku
