#include <fmt/format.h>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/solvers.h"
#include "report/hourly_csv.h"
#include "report/html.h"
#include "report/plan_json.h"
#include "report/xlsx.h"

namespace gaiku {
namespace {

/// A bar on a terminal; nothing where err is a file.
class ProgressBar {
public:
    ProgressBar(const CliContext& context, Language language) : context_(context), language_(language) {}

    void show(std::size_t done, std::size_t all, const char* en, const char* ja) const {
        if (!context_.terminal) return;
        constexpr std::size_t width = 30;
        const std::size_t filled = all == 0 ? width : width * done / all;
        fmt::print(context_.err, "\r\x1b[K{}{} {}/{} {}", std::string(filled, '#'), std::string(width - filled, '.'),
                   done, all, language_ == Language::ja ? ja : en);
        std::fflush(context_.err);
    }
    void clear() const {
        if (context_.terminal) fmt::print(context_.err, "\r\x1b[K");
    }

private:
    const CliContext& context_;
    Language language_;
};

void print_network(const std::string& id, const NetworkPlan& plan, bool ja, const CliContext& context) {
    fmt::print(
        context.out,
        fmt::runtime(ja ? "{:<16} 費用 {} {}  計算 {:.1f} 秒（{}）\n" : "{:<16} cost {} {}  solved in {:.1f} s ({})\n"),
        id, print_number(plan.cost, 0), plan.currency, plan.solve.build_s + plan.solve.solve_s, plan.solve.method);
    for (const auto& size : plan.sizes) {
        if (!size.value || *size.value == 0) continue;
        const std::string name = size.part == "capacity" ? size.id : size.id + " " + size.part;
        fmt::print(context.out, "  {:<28} {:>12} {}\n", name, print_number(*size.value, 2), size.energy ? "kWh" : "kW");
    }
}

void print_summary(const Plan& plan, const std::filesystem::path& folder, Language language,
                   const CliContext& context) {
    const bool ja = language == Language::ja;
    for (const auto& s : plan.scenarios) {
        if (!s.planned) {
            fmt::print(context.err, fmt::runtime(ja ? "{}: 計画できません\n" : "{}: cannot be planned\n"), s.id);
        }
        for (const auto& finding : s.findings) fmt::print(context.err, "{}\n", print_finding(finding, language));
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
                   s.id, s.sizing.new_pv_kw, s.sizing.battery_install_kwh, s.capital_yen / oku,
                   s.subsidy.cumulative_yen.back() / oku);
    }
    fmt::print(context.out, fmt::runtime(ja ? "報告書: {}\n" : "report: {}\n"), (folder / "report.html").string());
}

}  // namespace

int plan_command(const std::string& file, const std::string& out, const std::string& solver, Language language,
                 const CliContext& context) {
    const Workshop workshop;
    Findings findings;
    DistrictFile district = workshop.read(file, findings);
    if (const int code = print_findings(findings, language, context); code != 0) return code;

    const std::filesystem::path folder =
        out.empty() ? std::filesystem::path("out") / district.eras.at(0).district.about().text("id")
                    : std::filesystem::path(out);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        fmt::print(context.err, "gaiku: cannot make the folder {}: {}\n", folder.string(), error.message());
        return 1;
    }
    const ProgressBar bar(context, language);
    const PlanTools tools{workshop.technologies, workshop.tables, solvers_named(solver),
                          [&](std::size_t done, std::size_t all) { bar.show(done, all, "scenarios", "シナリオ"); }};
    const Plan plan = plan_district(std::move(district), tools);
    bar.show(0, 4, "plan.json", "plan.json");
    write_file(folder / "plan.json",
               plan_json(plan).dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    bar.show(1, 4, "hourly.csv", "hourly.csv");
    write_file(folder / "hourly.csv", hourly_csv(plan));
    bar.show(2, 4, "plan.xlsx", "plan.xlsx");
    write_plan_xlsx(plan, language, folder / "plan.xlsx");
    bar.show(3, 4, "report.html", "report.html");
    write_file(folder / "report.html", report_html(plan, language, context.clock));
    bar.clear();
    print_summary(plan, folder, language, context);
    const bool any = std::any_of(plan.scenarios.begin(), plan.scenarios.end(), [](const auto& s) { return s.planned; });
    return any ? 0 : 1;
}

}  // namespace gaiku
