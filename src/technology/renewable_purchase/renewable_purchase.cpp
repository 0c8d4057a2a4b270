#include "technology/renewable_purchase/renewable_purchase.h"

#include <algorithm>

#include "base/constants.h"
#include "technology/checks.h"
#include "technology/fields.h"

namespace gaiku {
namespace {

/// With q >= 0 what is taken, kW at the plant:
///   into the balance: (1 - loss) x q;  q <= available x capacity
///   cost: price x q, or with take or pay price x available x capacity; wheeling x (1 - loss) x q
struct Purchase {
    Profile available = 1.0;  ///< of the capacity
    double arrives = 1;       ///< share that wheeling leaves
    Profile price;            ///< money a kWh at the plant, as written
    bool take_or_pay = false;
};

Purchase read_purchase(const AssetInput& asset) {
    Purchase is;
    is.available = asset.profile_or("yield", 1);
    is.arrives = 1 - asset.number("wheeling_loss");
    is.price = asset.profile("price");
    is.take_or_pay = asset.has("take_or_pay") ? asset.record().yes("take_or_pay") : asset.text("kind") == "ppa";
    return is;
}

/// Control: what is taken at the plant. Ports: into the balance, and what crosses the district's border.
class PurchaseMachine final : public Machine {
public:
    PurchaseMachine(Purchase purchase, double capacity_kw) : is_(std::move(purchase)), capacity_(capacity_kw) {}

    void step(std::size_t step, double, std::span<const double> wanted, double&,
              std::span<double> ports) const override {
        const double taken = std::clamp(wanted[0], 0.0, is_.available.at(step) * capacity_);
        ports[0] = is_.arrives * taken;
        ports[1] = taken;
    }

private:
    Purchase is_;
    double capacity_;
};

std::vector<Field> own_fields() {
    return {
        {.key = "kind",
         .kind = Kind::choice,
         .meaning = {"purchase: a supplier's renewable menu, at any time; self_wheeling: from a plant of one's own "
                     "through the public grid; ppa: an off-site power purchase agreement. The latter two follow yield",
                     "purchase: 小売の再エネメニュー（いつでも）、self_wheeling: 自己託送、ppa: オフサイトPPA。"
                     "後の二つは yield に従う"},
         .required = true,
         .choices = {"purchase", "self_wheeling", "ppa"}},
        {.key = "yield",
         .kind = Kind::quantity,
         .unit = "kW/kW",
         .meaning = {"output of the plant a kW contracted, a series", "契約1kWあたりの発電出力の時系列"},
         .minimum = 0,
         .maximum = 2,
         .target = "series"},
        fields::price("price",
                      {"price of a kWh at the plant, without wheeling: of the menu, of the agreement, or of running "
                       "one's own plant",
                       "発電端1kWhの単価（託送料を除く）：メニュー・PPAの単価、または自社電源の運転単価"},
                      true),
        {.key = "take_or_pay",
         .kind = Kind::boolean,
         .meaning = {"whether all that the plant gives is paid for, taken or not; without it yes for a ppa",
                     "発電量をすべて引き取り払いとするか（記載がなければ ppa のみ yes）"}},
        {.key = "wheeling_charge",
         .kind = Kind::quantity,
         .unit = "yen/kWh",
         .meaning = {"price of a kWh that is wheeled to the district, with levies", "託送1kWhの単価（賦課金等を含む）"},
         .preset = "0 yen/kWh",
         .minimum = 0,
         .maximum = 1e6},
        {.key = "wheeling_loss",
         .kind = Kind::quantity,
         .unit = "%",
         .meaning = {"share that is lost on the way", "託送損失率"},
         .preset = "0 %",
         .minimum = 0,
         .maximum = 50},
        {.key = "co2_factor",
         .kind = Kind::quantity,
         .unit = "kg/kWh",
         .meaning = {"CO2 of a kWh that arrives", "受電1kWhのCO2排出係数"},
         .preset = "0 kg/kWh",
         .minimum = 0,
         .maximum = 3,
         .target = "series",
         .source = {"renewable menus are reported with 0 (Shikoku Electric Power, FY2024)",
                    "再エネメニューの係数は0（四国電力 2024年度）"}},
        {.key = "primary_energy_factor",
         .kind = Kind::quantity,
         .unit = "MJ/kWh",
         .meaning = {"primary energy of a kWh that arrives", "受電1kWhの一次エネルギー換算係数"},
         .preset = "3.6 MJ/kWh",
         .minimum = 0,
         .maximum = 20,
         .target = "series",
         .source = {"table primary_energy_factors, off_site_renewable_2023 (unsourced: as for own solar power)",
                    "表 primary_energy_factors の off_site_renewable_2023（出典なし：自家消費の太陽光と同じ）"}}};
}

void contradiction(const AssetInput& asset, const char* key, Text expected, Text fix, Findings& findings) {
    findings.add(asset.record().finding("contradiction", key, std::move(expected), std::move(fix)));
}

/// A menu is there at any time; a plant gives what its series says, of a size that is known.
void check_kind(const AssetInput& asset, Findings& findings) {
    const bool follows = asset.text("kind") != "purchase";
    const bool endless = asset.record().says("capacity", "unlimited");
    if (follows) checks::require(asset, "yield", findings);
    if (!follows && asset.has("yield")) {
        contradiction(asset, "yield", {"nothing: a menu is there at any time", "記述なし（メニューはいつでも買える）"},
                      {"remove it, or choose kind: ppa", "消すか、kind: ppa としてください"}, findings);
    }
    if (endless && (follows || read_purchase(asset).take_or_pay)) {
        contradiction(asset, "capacity", {"the capacity contracted, or sized", "契約容量（kW）、または sized"},
                      {"write the capacity", "容量を書いてください"}, findings);
    }
}

/// What the plant gives is paid for with its capacity, whether it is taken or not.
void add_take_or_pay(AssetNetwork& asset, const Purchase& is, network::CapacityId capacity, double weight) {
    network::Network& network = asset.network();
    double per_kw = 0;
    for (int t = 0; t < network.horizon().steps(); ++t) {
        const auto step = static_cast<std::size_t>(t);
        per_kw += is.price.at(step) * is.available.at(step) * network.horizon().hours(t);
    }
    const network::Capacity& built = network.capacities()[capacity.at()];
    network.set_cost(capacity, built.yearly_cost, built.cost + per_kw * weight);
    asset.builder().book(CostKind::energy, asset.input().id(), capacity, per_kw * weight);
}

}  // namespace

RenewablePurchase::RenewablePurchase() {
    std::vector<Field> money = fields::cost("kW");
    money.front().preset = "0 yen/kW";
    section_ = {.name = "renewable_purchase",
                .meaning = {"renewable electricity from outside", "敷地外の再生可能エネルギー電力"},
                .fields = fields::join({own_fields(),
                                        fields::size("capacity", "kW",
                                                     {"capacity contracted; unlimited for kind purchase",
                                                      "契約容量。unlimited は kind: purchase のみ"},
                                                     {"sized", "unlimited"}),
                                        std::move(money)})};
}

void RenewablePurchase::check(const Record& record, const District& district, Findings& findings) const {
    if (!district.is_network()) return;
    const AssetInput asset(record, district);
    checks::place(asset, findings);
    checks::size(asset, "capacity", findings);
    check_kind(asset, findings);
    if (!record.says("capacity", "unlimited")) checks::capital(asset, {"capital"}, findings);
    checks::running(asset, "electricity", findings);
    if (asset.number("upkeep") != 0) checks::running(asset, "upkeep", findings);
}

void RenewablePurchase::add_to(AssetNetwork& asset) const {
    const AssetInput& input = asset.input();
    const Purchase is = read_purchase(input);
    NetworkBuilder& builder = asset.builder();
    const double weight = builder.costs().running_weight("electricity");
    const auto capacity = asset.size({});
    const Profile wheeling = input.number("wheeling_charge") * is.arrives;
    network::Flow taken;
    taken.origin = asset.origin("purchase", "capacity");
    taken.upper_of = capacity;
    taken.upper = capacity ? asset.value(is.available) : network::Value(network::unlimited);
    taken.cost = asset.value((is.take_or_pay ? wheeling : sum(is.price, wheeling)) * weight);
    const auto arriving = [&](const char* key, double times) { return input.profile(key) * (times * is.arrives); };
    builder.tally(taken, arriving("co2_factor", 1), arriving("primary_energy_factor", mj_per_kwh));
    const auto q = asset.control(std::move(taken), CostKind::energy);
    asset.port("purchase", q, is.arrives, input.place(), "electricity");
    asset.outside("bought", q, 1.0, "electricity");
    if (is.take_or_pay) add_take_or_pay(asset, is, capacity, weight);
}

std::unique_ptr<Machine> RenewablePurchase::machine(const AssetInput& asset, std::span<const double> sizes) const {
    return std::make_unique<PurchaseMachine>(read_purchase(asset), sizes[0]);
}

}  // namespace gaiku
