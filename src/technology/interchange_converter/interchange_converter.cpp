#include "technology/interchange_converter/interchange_converter.h"

#include <algorithm>

#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {
namespace {

struct Interchange {
    std::string from, to;
    double efficiency = 1;
    double standby = 0;   ///< share of the capacity
    Profile limit = 1.0;  ///< of the capacity, from `from` to `to`
    Profile limit_back = 1.0;
};

Interchange read_interchange(const AssetInput& asset) {
    return {asset.text("from"),      asset.text("to"),       asset.number("efficiency"),
            asset.number("standby"), asset.profile("limit"), asset.profile("limit_back")};
}

/// Controls: sent, sent back. Ports in the order of add_to.
class InterchangeMachine final : public Machine {
public:
    InterchangeMachine(Interchange interchange, double kw) : is_(std::move(interchange)), kw_(kw) {}

    void step(std::size_t step, double, std::span<const double> wanted, double&,
              std::span<double> ports) const override {
        const double sent = std::clamp(wanted[0], 0.0, is_.limit.at(step) * kw_);
        const double back = std::clamp(wanted[1], 0.0, is_.limit_back.at(step) * kw_);
        ports[0] = -sent;
        ports[1] = is_.efficiency * sent;
        ports[2] = -back;
        ports[3] = is_.efficiency * back;
        if (is_.standby != 0) ports[4] = -is_.standby * kw_;
    }

private:
    Interchange is_;
    double kw_;
};

Field limit(const char* key, Text meaning) {
    return {.key = key,
            .kind = Kind::quantity,
            .unit = "kW/kW",
            .meaning = std::move(meaning),
            .preset = "1 kW/kW",
            .minimum = 0,
            .maximum = 1,
            .target = "series"};
}

Field end(const char* key, Text meaning) {
    return {.key = key, .kind = Kind::reference, .meaning = std::move(meaning), .required = true, .target = "blocks"};
}

}  // namespace

InterchangeConverter::InterchangeConverter() {
    section_ = {.name = "interchange_converter",
                .meaning = {"converter for exchange of electricity between two blocks",
                            "電力融通装置（ブロック間の電力変換器）"},
                .fields = fields::join(
                    {{end("from", {"the block at one side", "一方の側のブロック"}),
                      end("to", {"the block at the other side", "他方の側のブロック"})},
                     fields::size("capacity", "kW",
                                  {"power it can take at either side, or: sized", "定格出力、または sized"}, {"sized"}),
                     {{.key = "efficiency",
                       .kind = Kind::quantity,
                       .unit = "%",
                       .meaning = {"power given over power taken, either way", "変換効率（双方向共通）"},
                       .required = true,
                       .minimum = 1,
                       .maximum = 100},
                      fields::share("standby",
                                    {"what it takes at from while it is on, share of the capacity, whatever flows",
                                     "待機電力（容量に対する比。from 側で常時消費）"},
                                    "0 %", 0, 20),
                      limit("limit", {"share of the capacity that may flow from from to to: a number or a series",
                                      "from から to への融通上限（容量に対する比。数値または時系列）"}),
                      limit("limit_back", {"the same from to to from", "to から from への融通上限（同上）"})},
                     fields::cost("kW")})};
}

void InterchangeConverter::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    if (record.text("from") == record.text("to")) {
        findings.add(record.finding("contradiction", "to", {"another block than from", "from と異なるブロック"},
                                    {"name the block at the other side", "他方の側のブロックを書いてください"}));
    }
    checks::size(asset, "capacity", findings);
    checks::capital(asset, {"capital"}, findings);
    if (asset.number("upkeep") != 0) checks::running(asset, "upkeep", findings);
}

void InterchangeConverter::add_to(AssetNetwork& asset) const {
    const Interchange is = read_interchange(asset.input());
    const auto capacity = asset.size({});
    const auto send = [&](const std::string& name, const Profile& limit, const char* key, const std::string& at,
                          const std::string& to) {
        network::Flow flow;
        flow.origin = asset.origin(name, key);
        flow.upper_of = capacity;
        flow.upper = asset.value(limit);
        const auto sent = asset.control(std::move(flow));
        asset.port(name, sent, -1.0, at, "electricity");
        asset.port(name + ", received", sent, is.efficiency, to, "electricity");
    };
    send("sent", is.limit, "limit", is.from, is.to);
    send("sent back", is.limit_back, "limit_back", is.to, is.from);
    if (is.standby == 0) return;
    network::Flow standby;
    standby.origin = asset.origin("standby", "standby");
    standby.lower_of = standby.upper_of = capacity;
    standby.lower = standby.upper = is.standby;
    asset.port("standby", asset.flow(std::move(standby)), -1.0, is.from, "electricity");
}

std::unique_ptr<Machine> InterchangeConverter::machine(const AssetInput& asset, std::span<const double> sizes) const {
    return std::make_unique<InterchangeMachine>(read_interchange(asset), sizes[0]);
}

}  // namespace gaiku
