#include <fmt/format.h>
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/file_set.h"
#include "cli/commands.h"
#include "cli/planning.h"
#include "cli/progress_bar.h"
#include "cli/solvers.h"
#include "cli/stoppable.h"
#include "plan/network/words.h"
#include "report/hourly_csv.h"
#include "report/html.h"
#include "report/network_names.h"
#include "report/plan_json.h"
#include "report/xlsx.h"

namespace gaiku {
namespace {

void print_network(const std::string& id, const NetworkPlan& plan, bool ja, const CliContext& context) {
    fmt::print(
        context.out,
        fmt::runtime(ja ? "{:<16} 費用 {} {}  計算 {:.1f} 秒（{}）\n" : "{:<16} cost {} {}  solved in {:.1f} s ({})\n"),
        id, print_number(plan.cost, 0), plan.currency, plan.solve.build_s + plan.solve.solve_s, plan.solve.method);
    for (const auto& unit : plan.units) {
        const Text name = units_name(unit.name);
        if (unit.count > 0)
            fmt::print(context.out, "  {:<28} {:>12}\n", unit.id + " " + (ja ? name.ja : name.en), unit.count);
    }
    if (const auto note = integer_note(plan.solve)) fmt::print(context.out, "  {}\n", ja ? note->ja : note->en);
    for (const auto& size : plan.sizes) {
        if (!size.value || *size.value == 0) continue;
        const std::string name = size.part == "capacity" ? size.id : size.id + " " + size.part;
        fmt::print(context.out, "  {:<28} {:>12} {}\n", name, print_number(*size.value, 2), size.energy ? "kWh" : "kW");
    }
}

void print_summary(const Plan& plan, const Findings& of_file, const std::filesystem::path& folder, Language language,
                   const CliContext& context) {
    const bool ja = language == Language::ja;
    print_scenario_findings(plan.scenarios, of_file, language, context);
    for (const auto& s : plan.scenarios) {
        if (!s.planned) {
            fmt::print(context.err, fmt::runtime(ja ? "{}: 計画できません\n" : "{}: cannot be planned\n"), s.id);
        }
        if (!s.planned) continue;
        if (s.network) {
            print_network(s.id, *s.network, ja, context);
            continue;
        }
        constexpr double oku = 1e8;
        fmt::print(context.out,
                   fmt::runtime(ja ? "{:<12} 太陽光 {:>7.0f} kW  蓄電池 {:>7.0f} kWh  整備費 {:>6.1f} 億円  "
                                     "累積収支（補助あり） {:>+6.1f} 億円\n"
                                   : "{:<12} new PV {:>7.0f} kW  battery {:>7.0f} kWh  capital {:>6.1f} oku yen  "
                                     "balance with subsidy {:>+6.1f} oku yen\n"),
                   s.id, s.sizing.new_pv_kw, s.sizing.battery_total_kwh(), s.capital_yen / oku,
                   s.subsidy.cumulative_yen.back() / oku);
    }
    fmt::print(context.out, fmt::runtime(ja ? "報告書: {}\n" : "report: {}\n"), (folder / "report.html").string());
}

/// Writes the results; false, and nothing is changed, where it was stopped in between.
bool write_results(const Plan& plan, const std::filesystem::path& folder, Language language, ProgressBar& bar,
                   const CliContext& context) {
    FileSet files(folder);
    std::size_t done = 0;
    const auto next = [&](const char* name) {
        bar.show(done++, 4, {name, name});
        return !context.stop.stop_requested();
    };
    if (!next("plan.json")) return false;
    files.write("plan.json", plan_json(plan).dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    if (!next("hourly.csv")) return false;
    files.write("hourly.csv", hourly_csv(plan));
    if (!next("plan.xlsx")) return false;
    write_plan_xlsx(plan, language, files.place("plan.xlsx"));
    if (!next("report.html")) return false;
    files.write("report.html", report_html(plan, language, context.clock));
    if (context.stop.stop_requested()) return false;
    files.commit();
    return true;
}

}  // namespace

int plan_command(const PlanArguments& arguments, Language language, const CliContext& context) {
    const auto options = solve_options(arguments.time_limit, arguments.gap, language, context);
    if (!options) return 2;
    const Workshop workshop;
    Findings findings;
    DistrictFile district = workshop.read(arguments.file, findings);
    if (const int code = print_findings(findings, language, context); code != 0) return code;

    const std::filesystem::path folder =
        arguments.out.empty() ? std::filesystem::path("out") / district.eras.at(0).district.about().text("id")
                              : std::filesystem::path(arguments.out);
    if (!make_folder(folder, context)) return 1;
    ProgressBar bar(context, language);
    PlanTools tools{workshop.technologies, workshop.tables, solvers_named(arguments.solver),
                    [&](std::size_t done, std::size_t all) {
                        bar.show(done, all, {"scenarios", "シナリオ"});
                    }};
    tools.solve = *options;
    if (context.terminal) tools.solve.progress = [&](const solve::Progress& progress) { bar.show(progress); };
    const std::optional<Plan> plan = run_stoppable(
        context, [&] { return plan_district(std::move(district), tools); },
        [&] { say_stopped(bar, language, context); });
    if (!plan || !write_results(*plan, folder, language, bar, context)) return say_stopped(bar, language, context);
    bar.clear();
    print_summary(*plan, findings, folder, language, context);
    const bool any =
        std::any_of(plan->scenarios.begin(), plan->scenarios.end(), [](const auto& s) { return s.planned; });
    return any ? 0 : 1;
}

}  // namespace gaiku
