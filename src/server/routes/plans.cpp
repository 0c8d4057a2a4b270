#include <fstream>
#include <mutex>

#include "server/routes/json_body.h"
#include "server/routes/system.h"
#include "telemetry/time_text.h"

/// Plans of the site's folder.
namespace gaiku::server {
namespace {

namespace fs = std::filesystem;
using telemetry::Period;

/// What is needed of a plan.json, read once as long as the file stays the same.
struct Plan {
    fs::file_time_type written;
    std::string district;
    Json title;
    std::vector<std::pair<std::string, std::vector<double>>> months;  ///< kWh of twelve months by scenario
};

std::vector<double> electricity_by_month(const Json& scenario) {
    std::vector<double> months;
    const auto demand = scenario.find("demand");
    if (demand == scenario.end() || !demand->is_array()) return months;
    for (const auto& one : *demand) {
        if (one.value("carrier", "") != "electricity" || !one.contains("monthly_kwh")) continue;
        const auto& of = one.at("monthly_kwh");
        if (!of.is_array() || of.size() != 12) continue;
        months.resize(12);
        for (std::size_t i = 0; i < 12; ++i) months[i] += of[i].is_number() ? of[i].get<double>() : 0;
    }
    return months;
}

class Plans {
public:
    explicit Plans(const Site& site) : site_(site) {}

    /// Those that can be read, by id.
    std::map<std::string, std::shared_ptr<const Plan>> all() {
        const std::scoped_lock hold(mutex_);
        std::map<std::string, std::shared_ptr<const Plan>> found;
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(site_.folder(), error)) {
            const fs::path file = entry.path() / "plan.json";
            const auto written = fs::last_write_time(file, error);
            if (error) continue;
            const std::string id = entry.path().filename().string();
            auto& kept = kept_[id];
            if (!kept || kept->written != written) kept = read(file, written);
            if (kept) found[id] = kept;
        }
        kept_ = found;
        return found;
    }

private:
    static std::shared_ptr<const Plan> read(const fs::path& file, fs::file_time_type written) {
        std::ifstream stream(file);
        const Json json = Json::parse(stream, nullptr, false);
        if (!json.is_object() || !json.contains("district") || !json.at("district").is_object()) return nullptr;
        auto plan = std::make_shared<Plan>();
        plan->written = written;
        plan->district = json.at("district").value("id", "");
        plan->title = json.at("district").value("name", Json(plan->district));
        if (json.contains("scenarios") && json.at("scenarios").is_array()) {
            for (const auto& scenario : json.at("scenarios"))
                plan->months.emplace_back(scenario.value("id", ""), electricity_by_month(scenario));
        }
        return plan;
    }

    const Site& site_;
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<const Plan>> kept_;
};

Json months_json(telemetry::Store& store, const std::vector<double>& planned, telemetry::TimeMs from,
                 telemetry::TimeMs to) {
    Json months = Json::array();
    const telemetry::GroupName demand{"district", "", "energy_import"};
    for (const auto& figure : store.figures(demand, Period::month, from, to)) {
        // A month is that of the district's clock: 15 days into it there is no doubt which.
        const std::string middle = telemetry::print_time(figure.begin + 15 * telemetry::ms_a_day);
        const auto month = static_cast<std::size_t>(std::stoi(middle.substr(5, 2)) - 1);
        const double slots = static_cast<double>(figure.end - figure.begin) / telemetry::ms_a_slot;
        months.push_back({{"month", middle.substr(0, 7)},
                          {"carrier", "electricity"},
                          {"planned_kwh", planned[month]},
                          {"measured_kwh", figure.value},
                          {"known_share", static_cast<double>(figure.half_hours) / slots},
                          {"marked", figure.marked}});
    }
    return months;
}

}  // namespace

void add_plans(Api& api, const Site& site, telemetry::Store& store, const std::string& district,
               const std::function<telemetry::TimeMs()>& now) {
    const auto plans = std::make_shared<Plans>(site);
    api.add({"GET", "/api/v1/plans", readers, [plans, district](const Call&, const Answer& answer) {
                 Json all = Json::array();
                 for (const auto& [id, plan] : plans->all()) {
                     Json scenarios = Json::array();
                     for (const auto& [name, months] : plan->months) scenarios.push_back(name);
                     all.push_back({{"id", id},
                                    {"title", plan->title},
                                    {"own", plan->district == district},
                                    {"scenarios", scenarios},
                                    {"path", "/plans/" + id + "/report.html"}});
                 }
                 answer(json_answer({{"plans", all}}));
             }});
    api.add({"GET", "/api/v1/plans/months", readers,
             [plans, &store, district, now](const Call& call, const Answer& answer) {
                 const auto all = plans->all();
                 const auto found = all.find(call.target.text("id"));
                 if (found == all.end()) return answer(problem(404, "unknown-plan", "there is no plan of this id"));
                 const Plan& plan = *found->second;
                 if (plan.district != district)
                     return answer(problem(404, "other-district", "the plan is of another district"));
                 const std::string scenario = call.target.text("scenario");
                 for (auto one = plan.months.rbegin(); one != plan.months.rend(); ++one) {
                     if ((!scenario.empty() && one->first != scenario) || one->second.empty()) continue;
                     const auto from = time_of(call.target, "from", now() - 400 * telemetry::ms_a_day);
                     const auto to = time_of(call.target, "to", now() + telemetry::ms_a_day);
                     return answer(json_answer(
                         {{"scenario", one->first}, {"months", months_json(store, one->second, from, to)}}));
                 }
                 answer(problem(404, "unknown-scenario", "the plan has no such scenario with demand by month"));
             }});
}

}  // namespace gaiku::server
