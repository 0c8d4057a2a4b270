// Seconds of a plan held hot: the first plan, then each kind of question, and what a stopped question takes until it
// has ended. Each answer is held against a fresh plan of the same changed district, whose seconds stand beside it.
// Usage: bench_hot FILE [SCENARIO] [THREADS]: the last scenario of a district file of method network, two threads
#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/solvers.h"
#include "plan/network/hot_plan.h"

namespace {

using namespace gaiku;
using Steady = std::chrono::steady_clock;

double peak_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Kind {
    const char* name;
    WhatIf question;
};

/// A question of each kind that the scenario allows, the first of a kind and one that begins from it.
std::vector<Kind> kinds(const WhatIfChoices& choices) {
    std::vector<Kind> all;
    if (!choices.price.empty()) {
        all.push_back({"price +2 %", {.price = {{choices.price.front().id, 1.02}}}});
        all.push_back({"price +10 %", {.price = {{choices.price.front().id, 1.1}}}});
        all.push_back({"price -30 %", {.price = {{choices.price.front().id, 0.7}}}});
    }
    if (!choices.capital.empty()) all.push_back({"capital -20 %", {.capital = {{choices.capital.front().id, 0.8}}}});
    if (!choices.demand.empty()) {
        all.push_back({"demand +2 %", {.demand = {{choices.demand.front().id, 1.02}}}});
        all.push_back({"demand +10 %", {.demand = {{choices.demand.front().id, 1.1}}}});
    }
    if (!choices.co2_cap) return all;
    all.push_back({"CO2 at most 98 %, the first", {.co2_cap = 0.98}});
    all.push_back({"CO2 at most 97 %", {.co2_cap = 0.97}});
    all.push_back({"CO2 at most 0: why not", {.co2_cap = 0}});
    return all;
}

/// Seconds from the word until a question has ended that was to stop after so many of its own.
double stopped_in(HotPlan& plan, const WhatIf& question, double after) {
    std::stop_source stop;
    solve::Options options;
    options.cancel = stop.get_token();
    Steady::time_point told;
    std::thread teller([&] {
        std::this_thread::sleep_for(std::chrono::duration<double>(after));
        told = Steady::now();
        stop.request_stop();
    });
    const HotAnswer answer = plan.ask(question, options);
    const double seconds = seconds_since(told);
    teller.join();
    return answer.stopped ? seconds : NAN;
}

int run(const District& district, const Workshop& workshop, const Solvers& solvers) {
    HotPlan plan(district, workshop.technologies, solvers);
    const HotAnswer& first = plan.plan({});
    if (!first.figures) {
        fmt::print("no plan: {}\n", print_finding(first.findings.front(), Language::en));
        return 1;
    }
    fmt::print("{} columns, {} rows\n", plan.first_plan().solve.columns, plan.first_plan().solve.rows);
    fmt::print("{:<28} {:>8} {:>8} {:>6} {:>10} {:>16} {:>10}\n", "question", "s", "iter", "warm", "fresh s", "cost",
               "differs");
    fmt::print("{:<28} {:>8.3f} {:>8} {:>6} {:>10} {:>16.2f}\n", "the first plan", first.seconds, first.iterations, "",
               "", first.figures->cost);
    bool same = true;
    const auto questions = kinds(plan.choices());
    for (const auto& [name, question] : questions) {
        const HotAnswer answer = plan.ask(question, {});
        const auto start = Steady::now();
        NetworkPlanner planner(workshop.technologies, solvers);
        const auto fresh = planner.plan(asked(district, question, plan.first_plan()), {});
        const double fresh_s = seconds_since(start);
        if (!answer.figures || !fresh.plan) {
            same = same && !answer.figures && !fresh.plan;
            fmt::print("{:<28} {:>8.3f} {:>8} {:>6} {:>10.3f} {}\n", name, answer.seconds, "", "", fresh_s,
                       answer.findings.empty() ? "" : answer.findings.front().code);
            continue;
        }
        const double differs = std::abs(answer.figures->cost / fresh.plan->cost - 1);
        same = same && differs <= 1e-6;
        fmt::print("{:<28} {:>8.3f} {:>8} {:>6} {:>10.3f} {:>16.2f} {:>10.1e}\n", name, answer.seconds,
                   answer.iterations, answer.from_last ? "yes" : "no", fresh_s, answer.figures->cost, differs);
    }
    std::vector<double> ends;
    for (int i = 1; i <= 20; ++i) {
        const double seconds = stopped_in(plan, questions.front().question, 0.01 * i);
        if (std::isfinite(seconds)) ends.push_back(seconds * 1000);
    }
    std::sort(ends.begin(), ends.end());
    if (!ends.empty())
        fmt::print("stopped {} of 20 times, 10 to 200 ms into it: after {:.1f} ms in the middle, {:.1f} at most\n",
                   ends.size(), ends[ends.size() / 2], ends.back());
    fmt::print("peak {:.0f} MB, fresh plans among it\n", peak_mb());
    return same ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print("usage: bench_hot FILE [SCENARIO] [THREADS]\n");
        return 2;
    }
    const Workshop workshop;
    Findings findings;
    const DistrictFile file = workshop.read(argv[1], findings);
    if (findings.has_errors()) {
        for (const auto& finding : findings.sorted()) fmt::print("{}\n", print_finding(finding, Language::en));
        return 2;
    }
    const std::string scenario = argc > 2 ? argv[2] : "";
    const District& district = scenario.empty() ? file.eras.back().district : district_of(file, scenario);
    return run(district, workshop, solvers_named("", argc > 3 ? std::stoi(argv[3]) : 2));
}
