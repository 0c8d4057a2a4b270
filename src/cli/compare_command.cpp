#include <fmt/format.h>
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/file_set.h"
#include "cli/commands.h"
#include "cli/planning.h"
#include "cli/progress_bar.h"
#include "cli/solvers.h"
#include "cli/stoppable.h"
#include "report/compare_files.h"

namespace gaiku {
namespace {

/// What is compared are years of networks: a microgrid's day has neither their cost nor their energy.
void check_method(const DistrictFile& file, Findings& findings) {
    if (findings.has_errors() || file.eras.empty() || file.eras.front().district.is_network()) return;
    findings.add(file.eras.front().district.plan().finding(
        "contradiction", "method", {"method: network, of which gaiku compare makes a table", "method: network"},
        {"plan this file by itself: its report compares its scenarios",
         "この文書は gaiku plan で計画してください（報告書がシナリオを比較します）"}));
}

/// Money of one currency, and energy and money of equally long times, or the columns cannot stand beside each other.
void check_alike(const std::vector<DistrictFile>& files, Findings& findings) {
    if (findings.has_errors()) return;
    const District* first = nullptr;
    for (const auto& file : files) {
        for (const Era& era : file.eras) {
            if (first == nullptr) first = &era.district;
            const District& is = era.district;
            const std::string& currency = first->economics().text("currency");
            if (is.economics().text("currency") != currency) {
                findings.add(is.economics().finding(
                    "contradiction", "currency",
                    {"the currency of the first file: " + currency, "最初のファイルの通貨：" + currency},
                    {"compare files of one currency", "同じ通貨のファイルを比較してください"}));
            }
            const double hours = first->plan().number("hours");
            if (is.plan().number("hours") != hours) {
                findings.add(is.plan().finding(
                    "contradiction", "hours",
                    {"the hours of the first file: " + print_number(hours, 0),
                     "最初のファイルの時間数：" + print_number(hours, 0)},
                    {"plan all files over the same hours", "すべてのファイルを同じ時間数で計画してください"}));
            }
        }
    }
}

std::vector<Plan> plan_all(std::vector<DistrictFile> files, PlanTools tools, ProgressBar& bar) {
    const auto plans_of = [](std::size_t sum, const DistrictFile& file) { return sum + file.eras.size(); };
    const std::size_t all = std::accumulate(files.begin(), files.end(), std::size_t{0}, plans_of);
    std::size_t before = 0;
    tools.progress = [&](std::size_t done, std::size_t) { bar.show(before + done, all, {"scenarios", "シナリオ"}); };
    std::vector<Plan> plans;
    for (auto& file : files) {
        plans.push_back(plan_district(std::move(file), tools));
        before += plans.back().scenarios.size();
    }
    return plans;
}

std::string percent(double share) {
    return fmt::format("{:+.1f} %", share * 100);
}

/// A line a variant: cost, and what it saves of the baseline's primary energy and CO2.
void print_variants(const Comparison& comparison, bool ja, const CliContext& context) {
    for (const auto& variant : comparison.variants) {
        if (!variant.scenario->network) {
            fmt::print(context.err, fmt::runtime(ja ? "{}: 計画できません\n" : "{}: cannot be planned\n"), variant.id);
            continue;
        }
        fmt::print(context.out, fmt::runtime(ja ? "{:<28} 年間費用 {:>16} {}" : "{:<28} cost a year {:>16} {}"),
                   variant.id, print_number(variant.values.front().value_or(0), 0), comparison.currency);
        if (!variant.against) {
            const bool is_baseline = std::any_of(comparison.variants.begin(), comparison.variants.end(),
                                                 [&](const Variant& other) { return other.baseline == variant.id; });
            fmt::print(context.out, "{}\n", !is_baseline ? "" : ja ? "  （基準）" : "  (baseline)");
            continue;
        }
        const AgainstBaseline& against = *variant.against;
        const Reduction cost{against.baseline_cost.total(), against.cost.total()};
        const auto change = [](const std::optional<Reduction>& of) {
            return of && of->rate() ? percent(-*of->rate()) : std::string("–");
        };
        fmt::print(
            context.out,
            fmt::runtime(ja ? "  費用 {}  一次エネルギー {}  CO2 {}\n" : "  cost {}  primary energy {}  CO2 {}\n"),
            change(cost), change(against.primary_energy_gj), change(against.co2_t));
    }
}

/// False, and nothing is changed, where it was stopped in between.
bool write_results(std::span<const Plan> plans, const Comparison& comparison, const std::filesystem::path& folder,
                   Language language, ProgressBar& bar, const CliContext& context) {
    FileSet files(folder);
    std::size_t done = 0;
    const auto next = [&](const char* name) {
        bar.show(done++, 3, {name, name});
        return !context.stop.stop_requested();
    };
    if (!next("compare.json")) return false;
    files.write("compare.json",
                compare_json(comparison).dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    if (!next("compare.xlsx")) return false;
    write_compare_xlsx(comparison, language, files.place("compare.xlsx"));
    if (!next("compare.html")) return false;
    files.write("compare.html", compare_html(plans, comparison, language, context.clock));
    if (context.stop.stop_requested()) return false;
    files.commit();
    return true;
}

}  // namespace

int compare_command(const CompareArguments& arguments, Language language, const CliContext& context) {
    const auto options = solve_options(arguments.time_limit, arguments.gap, language, context);
    if (!options) return 2;
    const Workshop workshop;
    Findings findings;
    std::vector<DistrictFile> files;
    for (const auto& name : arguments.files) {
        Findings own;
        files.push_back(workshop.read(name, own));
        check_method(files.back(), own);
        for (const auto& finding : own.all()) findings.add(finding);
    }
    check_alike(files, findings);
    if (const int code = print_findings(findings, language, context); code != 0) return code;
    const std::filesystem::path folder = arguments.out;
    if (!make_folder(folder, context)) return 1;
    ProgressBar bar(context, language);
    PlanTools tools{workshop.technologies, workshop.tables, solvers_named(arguments.solver)};
    tools.solve = *options;
    if (context.terminal) tools.solve.progress = [&](const solve::Progress& progress) { bar.show(progress); };
    const auto plans = run_stoppable(
        context, [&] { return plan_all(std::move(files), tools, bar); }, [&] { say_stopped(bar, language, context); });
    if (!plans) return say_stopped(bar, language, context);
    const Comparison compared = comparison(*plans);
    if (!write_results(*plans, compared, folder, language, bar, context)) return say_stopped(bar, language, context);
    bar.clear();
    for (const Plan& plan : *plans) print_scenario_findings(plan.scenarios, findings, language, context);
    const bool ja = language == Language::ja;
    print_variants(compared, ja, context);
    fmt::print(context.out, fmt::runtime(ja ? "比較: {}\n" : "comparison: {}\n"), (folder / "compare.html").string());
    const bool any = std::any_of(compared.variants.begin(), compared.variants.end(),
                                 [](const Variant& variant) { return variant.scenario->network.has_value(); });
    return any ? 0 : 1;
}

}  // namespace gaiku
