#pragma once

#include <memory>
#include <string>
#include <vector>

#include "simulate/simulation.h"
#include "simulate/solution.h"
#include "technology/town_for_tests.h"

/// Small districts of method network, run by their rules, for the tests of this folder.
namespace gaiku::simulate::test {

inline const std::string network_town =
    "gaiku: 1\n"
    "district: {id: town, name: {en: Town, ja: 町}}\n"
    "demands: {}\n"
    "assets: {}\n"
    "plan: {method: network, hours: 4, operation: rules}\n"
    "economics: {annuity: 10 %}\n"
    "scenarios: [{id: one}]\n";

/// A district of `change` merged over the town: its network, its equipment and a run of all steps.
class ByRules {
public:
    explicit ByRules(const std::string& change) {
        const auto& shop = gaiku::test::bench();
        Findings findings;
        const NodePtr base = read_yaml(network_town, "base.yaml", findings);
        const NodePtr document = merge(base, read_yaml(change, "t.yaml", findings), findings);
        const DistrictCheck check = [&](const District& district, Findings& of_district) {
            shop.technologies.check(district, of_district);
        };
        file_ = read_district(document, "t.yaml", shop.format, shop.tables, check, findings);
        for (const auto& finding : findings.all()) ADD_FAILURE() << print_finding(finding, Language::en);
        if (findings.has_errors()) throw std::logic_error("the test's district has findings");
        build(shop.technologies);
        simulation_ = std::make_unique<Simulation>(*inputs_, given_sizes(*inputs_));
        desk_ = simulation_->desk();
        schedule_ = Schedule(inputs_->network);
        settled_ = simulation_->settle(desk_);
        broken_steps_ = simulation_->run(desk_, &schedule_);
    }

    [[nodiscard]] const District& district() const { return file_.eras.at(0).district; }
    [[nodiscard]] const Inputs& inputs() const { return *inputs_; }
    [[nodiscard]] const Simulation& simulation() const { return *simulation_; }
    [[nodiscard]] Desk& desk() { return desk_; }
    [[nodiscard]] const Schedule& schedule() const { return schedule_; }
    [[nodiscard]] bool settled() const { return settled_; }
    [[nodiscard]] int broken_steps() const { return broken_steps_; }

    /// kW into its balance at a port of an asset, step by step.
    [[nodiscard]] std::vector<double> port(const std::string& asset, const std::string& name) const {
        for (const AssetModel& model : inputs_->assets) {
            if (model.asset->id() != asset) continue;
            for (const AssetPort& port : model.ports) {
                if (port.name == name)
                    return series(port.flow, [&](int t) { return network().at(port.coefficient, t); });
            }
        }
        throw std::logic_error("no port " + asset + " " + name);
    }
    /// kWh at the end of each step.
    [[nodiscard]] std::vector<double> level(const std::string& asset) const {
        for (const AssetModel& model : inputs_->assets) {
            if (model.asset->id() == asset) return series(network().level(model.store), [](int) { return 1; });
        }
        throw std::logic_error("no store " + asset);
    }
    [[nodiscard]] std::vector<double> unserved(std::size_t demand) const {
        return series(inputs_->unserved.at(demand).flow, [](int) { return 1; });
    }
    [[nodiscard]] solve::Solution solution() const {
        const network::LinearProblem problem(network());
        return solution_of(*inputs_, problem, schedule_, given_sizes(*inputs_), "rules");
    }

private:
    [[nodiscard]] const network::Network& network() const { return inputs_->network; }

    template <class Times>
    std::vector<double> series(network::FlowId flow, Times times) const {
        std::vector<double> all;
        for (int t = 0; t < network().horizon().steps(); ++t)
            all.push_back(times(t) * schedule_.at(flow, static_cast<std::size_t>(t)));
        return all;
    }

    void build(const Technologies& technologies) {
        const auto steps = static_cast<int>(district().steps());
        auto horizon = network::Horizon::uniform(steps, district().plan().number("step"));
        if (district().plan().has("year_share")) horizon = horizon.with_years(district().plan().number("year_share"));
        builder_ = std::make_unique<NetworkBuilder>(district(), std::move(horizon));
        std::vector<Inputs::Unserved> unserved;
        for (const auto& [id, record] : district().root->records("demands")) {
            const AssetInput demand(*record, district());
            const auto balance = builder_->balance(demand.place(), demand.text("carrier"));
            builder_->network().set_value(balance, builder_->value(demand.profile("power")));
            if (!demand.has("unserved_price")) continue;
            network::Flow flow;
            flow.upper = builder_->value(demand.profile("power"));
            flow.cost = demand.number("unserved_price");
            unserved.push_back({balance, builder_->network().add(std::move(flow))});
            builder_->network().connect(balance, unserved.back().flow, 1.0);
        }
        for (const auto& [id, record] : district().assets()) {
            AssetModel& model = models_.emplace_back();
            model.asset = record.get();
            model.technology = &technologies.of(*record);
            const AssetInput input(*record, district());
            AssetNetwork asset(*builder_, input, model);
            model.technology->add_to(asset);
        }
        inputs_ = std::make_unique<Inputs>(
            Inputs{district(), builder_->network(), models_, builder_->balances(), std::move(unserved)});
    }

    DistrictFile file_;
    std::unique_ptr<NetworkBuilder> builder_;
    std::vector<AssetModel> models_;
    std::unique_ptr<Inputs> inputs_;
    std::unique_ptr<Simulation> simulation_;
    Desk desk_;
    Schedule schedule_;
    bool settled_ = false;
    int broken_steps_ = 0;
};

using Kw = std::vector<double>;

/// The same numbers, as far as rounds settle them.
inline auto Near(const Kw& expected) {
    return testing::Pointwise(testing::DoubleNear(1e-6), expected);
}

}  // namespace gaiku::simulate::test
