#include "plan/network/rules.h"

#include <fmt/format.h>
#include <algorithm>
#include <chrono>

#include "base/clock.h"
#include "base/unit.h"
#include "plan/network/islanding.h"
#include "plan/network/names.h"
#include "plan/network/read_back.h"
#include "plan/network/words.h"
#include "simulate/inner_flows.h"
#include "simulate/solution.h"

namespace gaiku {
namespace {

Finding broken_finding(const District& district, const NetworkModel& model, const simulate::Broken& broken) {
    const auto& origin = model.network.balances()[broken.balance.at()].origin;
    const bool too_much = broken.too_much_kwh > broken.missing_kwh;
    const std::string path = origin.asset == only_place ? origin.quantity : origin.asset + "." + origin.quantity;
    const double step = district.plan().number("step");
    Finding finding = district.root->finding(
        "balance-broken", "plan",
        too_much ? Text{"rules that find a use for all of it", "余剰の行き先のある運転ルール"}
                 : Text{"rules that meet the demand", "需要を満たす運転ルール"},
        too_much ? Text{"add what takes it (heat rejection, a sale, a store), or write \"operation: optimal\"",
                        "放熱・売電・蓄エネルギーなどの行き先を加えるか、「operation: optimal」としてください"}
                 : Text{"add a source or make one larger, choose other rules, or write \"operation: optimal\"",
                        "供給設備を加えるか大きくする、別のルールを選ぶ、または「operation: optimal」としてください"});
    finding.path = path;
    finding.value = fmt::format(
        "{} kWh {} in {} steps, worst {} kW on {}",
        print_number(too_much ? broken.too_much_kwh : broken.missing_kwh, 3), too_much ? "too much" : "missing",
        broken.steps, print_number(std::abs(broken.worst_kw), 3), time_span(broken.worst_step * step, step).en);
    return finding;
}

Finding restless_finding(const District& district) {
    return district.root->finding("balance-broken", "plan",
                                  {"levels that end as they began", "期首と期末で一致する蓄エネルギー残量"},
                                  {"choose another rule for the stores, or write \"operation: optimal\"",
                                   "蓄エネルギーの別のルールを選ぶか、「operation: optimal」としてください"});
}

/// Limits on a year's sum or on capacities that rules do not steer.
Finding limit_finding(const District& district, const solve::Violation& violation) {
    const auto& origin = *violation.row.origin;
    Finding finding = district.root->finding(
        "limit-broken", "plan", {"at most what the plan allows", "計画の制約内の値"},
        {"rules do not steer by it: raise the limit, change the equipment, or write \"operation: optimal\"",
         "運転ルールはこの制約を考慮しません。上限か設備を変えるか、「operation: optimal」としてください"});
    finding.path = origin.asset + "." + origin.quantity;
    finding.value = fmt::format("{} of {}", print_number(violation.value, 3), print_number(violation.limit, 3));
    finding.severity = Severity::warning;
    return finding;
}

bool is_of_the_whole(const solve::Violation& violation) {
    return violation.what == solve::Violation::What::row &&
           (violation.row.kind == network::RowKind::total || violation.row.kind == network::RowKind::tie);
}

/// A row or limit of a machine that what the rules do does not keep.
Finding machine_finding(const District& district, const solve::Violation& violation) {
    const bool is_row = violation.what == solve::Violation::What::row;
    const auto& origin = is_row ? *violation.row.origin : *violation.column.origin;
    const int step = is_row ? violation.row.moment.step : violation.column.moment.step;
    Finding finding = district.root->finding(
        "limit-broken", "plan", {"rules that keep the limits of every machine", "全機器の制約を守る運転ルール"},
        {"change the machine's limits, or write \"operation: optimal\"",
         "機器の制約を変えるか、「operation: optimal」としてください"});
    finding.path = origin.asset + "." + origin.quantity;
    finding.value = fmt::format(
        "{} where {} is the limit, on {}", print_number(violation.value, 3), print_number(violation.limit, 3),
        time_span(std::max(step, 0) * district.plan().number("step"), district.plan().number("step")).en);
    return finding;
}

/// Findings of a run; errors where its schedule is not one that can be run.
std::vector<Finding> judge(const District& district, const NetworkModel& model,
                           const std::vector<simulate::Broken>& broken, bool settled, const solve::Check& check) {
    std::vector<Finding> findings;
    for (const auto& one : broken) findings.push_back(broken_finding(district, model, one));
    if (!settled) findings.push_back(restless_finding(district));
    for (const auto& violation : check.violations) {
        if (is_of_the_whole(violation)) findings.push_back(limit_finding(district, violation));
    }
    const auto own = std::find_if_not(check.violations.begin(), check.violations.end(), is_of_the_whole);
    if (broken.empty() && own != check.violations.end()) findings.push_back(machine_finding(district, *own));
    return findings;
}

}  // namespace

bool runs_by_rules(const District& district) {
    return district.plan().text_or("operation", "") == "rules";
}

simulate::Inputs inputs_of(const District& district, const NetworkModel& model) {
    simulate::Inputs inputs{district, model.network, model.assets, model.balances, {}};
    for (const auto& demand : model.demands) {
        if (demand.unserved) inputs.unserved.push_back({demand.balance, demand.unserved});
    }
    return inputs;
}

NetworkOutcome plan_by_rules(const District& district, const Technologies& technologies) {
    const auto start = std::chrono::steady_clock::now();
    const NetworkModel model = network_model(district, technologies);
    const network::LinearProblem problem(model.network);
    const simulate::Inputs inputs = inputs_of(district, model);
    const simulate::Sizes sizes = simulate::given_sizes(inputs);
    const simulate::Simulation simulation(inputs, sizes);
    const double build_s = seconds_since(start);

    const auto built = std::chrono::steady_clock::now();
    simulate::Desk desk = simulation.desk();
    simulate::Schedule schedule(model.network);
    const bool settled = simulation.settle(desk);
    const bool balanced = simulation.run(desk, &schedule) == 0;
    simulate::write_inner_flows(inputs, schedule);
    const auto solution = simulate::solution_of(inputs, problem, schedule, sizes, "rules");
    const double solve_s = seconds_since(built);

    NetworkOutcome outcome;
    outcome.demand = demand_summary(district, model);
    const auto broken = balanced ? std::vector<simulate::Broken>{} : simulation.broken(schedule);
    outcome.findings = judge(district, model, broken, settled, solution.check);
    const bool sound = std::all_of(solution.check.violations.begin(), solution.check.violations.end(), is_of_the_whole);
    if (!sound || !settled || !broken.empty()) {
        if (outcome.findings.empty()) outcome.findings.push_back(unsolved_finding(district, solution));
        return outcome;
    }
    outcome.plan = read_back(district, model, problem, solution);
    if (district.plan().has("islanding"))
        outcome.plan->islanding = Islanding(district, model).result(problem, solution.result);
    SolveFigures& figures = outcome.plan->solve;
    figures.started_from = "nothing";
    figures.build_s = build_s;
    figures.solve_s = solve_s;
    return outcome;
}

void check_rules(const District& district, Findings& findings) {
    if (!runs_by_rules(district)) return;
    const auto is_held = [&](const Record& store) {
        return std::any_of(district.assets().begin(), district.assets().end(), [&](const auto& asset) {
            const std::string carrier = store.text_or("carrier", "electricity");
            return asset.second->has("target_demand") && asset.second->text_or("carrier", "") == carrier;
        });
    };
    for (const auto& [id, asset] : district.assets()) {
        for (const auto& [key, value] : asset->values()) {
            if (value.text != "sized" || value.field->kind != Kind::quantity) continue;
            findings.add(asset->finding(
                "contradiction", key,
                {"a size, which plan.operation: rules needs", "容量の値（plan.operation: rules に必要）"},
                {"write its size, or \"operation: optimal\"", "容量を書くか、「operation: optimal」としてください"}));
        }
        if (asset->number_or("minimum_load", 0) > 0) {
            findings.add(asset->finding("contradiction", "minimum_load",
                                        {"a machine that runs at every load, which plan.operation: rules needs",
                                         "全負荷域で運転できる機器（plan.operation: rules に必要）"},
                                        {"remove \"minimum_load:\", or write \"operation: optimal\"",
                                         "「minimum_load:」を除くか、「operation: optimal」としてください"}));
        }
        if (asset->text_or("rule", "") != "peak_cut" || is_held(*asset)) continue;
        findings.add(asset->finding("missing-key", "rule",
                                    {"a connection with target_demand", "target_demand のある系統・供給の接続"},
                                    {"add \"target_demand:\" to the connection whose peak it cuts",
                                     "ピークカットする接続に「target_demand:」を加えてください"}));
    }
}

}  // namespace gaiku
