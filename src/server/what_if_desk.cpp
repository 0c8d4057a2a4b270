#include "server/what_if_desk.h"

#include <malloc.h>
#include <algorithm>
#include <cmath>

#include "base/clock.h"
#include "plan/stages/stages.h"
#include "server/routes/json_body.h"
#include "server/what_if_json.h"

namespace gaiku::server {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t most_waiting = 32;  ///< askers
constexpr std::size_t most_hot = 3;       ///< scenarios in memory

Response superseded() {
    return problem(409, "superseded", "a newer question of the same asker has come");
}

Response later(const char* code, const char* detail) {
    Response response = problem(503, code, detail);
    response.retry_after_s = 1;
    return response;
}

Response ending() {
    return later("ending", "the server ends; ask again later");
}

Response another_district() {
    return later("district", "another district file is in force; ask again");
}

/// The era of a scenario; null where the file has none of it.
const Era* era_of(const InForce& is, const std::string& id) {
    const auto& eras = is.file->eras;
    const auto found = std::find_if(eras.begin(), eras.end(), [&](const Era& era) {
        return era.district.is_network() && (id.empty() ? &era.district == &is.district : era.id == id);
    });
    return found == eras.end() ? nullptr : &*found;
}

std::string no_such_scenario(const InForce& is) {
    std::string names;
    for (const Era& era : is.file->eras)
        if (era.district.is_network()) names += (names.empty() ? "" : ", ") + era.id;
    return "scenario: one of " + names + " is expected";
}

}  // namespace

WhatIfDesk::WhatIfDesk(const DistrictInForce& in_force, Tools tools) : in_force_(in_force), tools_(std::move(tools)) {}

WhatIfDesk::~WhatIfDesk() {
    stop();
}

std::size_t WhatIfDesk::hot() {
    const std::scoped_lock hold(mutex_);
    return static_cast<std::size_t>(
        std::count_if(scenarios_.begin(), scenarios_.end(), [](const auto& one) { return one.second->ready; }));
}

/// Those of an asker that wait; who is answered now is told to stop.
std::vector<WhatIfDesk::AskedPtr> WhatIfDesk::take_out(const std::string& asker) {
    std::vector<AskedPtr> older;
    const auto is_his = [&](const AskedPtr& one) { return one->asker == asker; };
    std::copy_if(waiting_.begin(), waiting_.end(), std::back_inserter(older), is_his);
    std::erase_if(waiting_, is_his);
    if (under_way_ && is_his(under_way_)) {
        under_way_->superseded = true;
        under_way_->stop.request_stop();
    }
    return older;
}

/// Where another district is in force, what was made of the one before is of no use: whose questions are not answered
/// any more.
std::vector<WhatIfDesk::AskedPtr> WhatIfDesk::take_up(const InForcePtr& now) {
    if (of_ == now) return {};
    of_ = now;
    std::vector<AskedPtr> outdated(waiting_.begin(), waiting_.end());
    waiting_.clear();
    scenarios_.clear();
    preparing_stop_.request_stop();
    preparing_stop_ = {};
    if (under_way_) under_way_->stop.request_stop();
    return outdated;
}

Response WhatIfDesk::preparing(const Scenario& scenario) const {
    const auto number = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
    Response response = json_answer({{"state", "preparing"},
                                     {"seconds", seconds_since(scenario.began)},
                                     {"iterations", scenario.progress.iterations},
                                     {"gap", number(scenario.progress.gap)}},
                                    202);
    response.retry_after_s = 1;
    return response;
}

/// The scenario of an id, begun where nobody has asked of it; null where there is none of this id.
WhatIfDesk::ScenarioPtr WhatIfDesk::scenario_of(const InForcePtr& now, const std::string& id) {
    const Era* era = era_of(*now, id);
    if (era == nullptr) return nullptr;
    ScenarioPtr& scenario = scenarios_[era->id];
    if (!scenario) {
        scenario = std::make_shared<Scenario>(Scenario{now, era->id});
        scenario->began = SteadyClock::now();
    }
    scenario->last_asked = SteadyClock::now();
    return scenario;
}

void WhatIfDesk::ask(const std::string& asker, const std::string& id, WhatIf question, const Answer& answer) {
    if (tools_.technologies == nullptr) return answer(problem(404, "no-planner", "this server plans nothing"));
    if (const std::string wrong = wrong_numbers(question); !wrong.empty()) return answer(problem(400, "body", wrong));
    std::vector<AskedPtr> older, outdated;
    std::optional<Response> now;
    const InForcePtr in_force = in_force_.now();
    {
        const std::scoped_lock hold(mutex_);
        outdated = take_up(in_force);
        const ScenarioPtr scenario = over_ ? nullptr : scenario_of(in_force, id);
        if (over_) {
            now = ending();
        } else if (!scenario) {
            now = problem(400, "body", no_such_scenario(*in_force));
        } else if (scenario->no_plan) {
            now = *scenario->no_plan;
        } else if (!scenario->ready) {
            now = preparing(*scenario);
            if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
        } else if (const std::string wrong = wrong_with(question, scenario->choices); !wrong.empty()) {
            now = problem(400, "body", wrong);
        } else {
            older = take_out(asker);
            if (waiting_.size() >= most_waiting) {
                now = later("busy", "too many ask at once; ask again");
            } else {
                waiting_.push_back(std::make_shared<Asked>(Asked{asker, scenario, std::move(question), answer}));
            }
        }
    }
    woken_.notify_all();
    for (const auto& one : older) one->answer(superseded());
    for (const auto& one : outdated) one->answer(another_district());
    if (now) answer(std::move(*now));
}

void WhatIfDesk::stop() {
    std::deque<AskedPtr> unanswered;
    {
        const std::scoped_lock hold(mutex_);
        over_ = true;
        unanswered.swap(waiting_);
        if (under_way_) under_way_->stop.request_stop();
        preparing_stop_.request_stop();
    }
    woken_.notify_all();
    for (const auto& one : unanswered) one->answer(ending());
    if (thread_.joinable()) thread_.join();
}

/// The one that has been wanted for longest.
WhatIfDesk::ScenarioPtr WhatIfDesk::wanted() const {
    ScenarioPtr first;
    for (const auto& [id, scenario] : scenarios_)
        if (scenario->wanted && (!first || scenario->began < first->began)) first = scenario;
    return first;
}

void WhatIfDesk::run() {
    std::unique_lock hold(mutex_);
    while (!over_) {
        if (!waiting_.empty()) {
            answer_next(hold);
        } else if (const ScenarioPtr next = wanted()) {
            prepare(hold, next);
        } else if (scenarios_.empty()) {
            woken_.wait(hold);
        } else {
            auto first = SteadyClock::time_point::max();
            for (const auto& [id, scenario] : scenarios_) first = std::min(first, scenario->last_asked);
            woken_.wait_until(hold, first + tools_.let_go_after);
            let_go_of_the_idle();
        }
    }
}

/// Of which nobody has asked for a while; and of the one that has waited longest, where there are too many.
void WhatIfDesk::let_go_of_the_idle() {
    const std::size_t before = scenarios_.size();
    const auto now = SteadyClock::now();
    std::erase_if(scenarios_, [&](const auto& one) {
        return !one.second->wanted && now - one.second->last_asked >= tools_.let_go_after;
    });
    const auto longest = [](const auto& a, const auto& b) { return a.second->last_asked < b.second->last_asked; };
    while (scenarios_.size() > most_hot)
        scenarios_.erase(std::min_element(scenarios_.begin(), scenarios_.end(), longest));
    if (scenarios_.size() < before) malloc_trim(0);
}

void WhatIfDesk::prepare(std::unique_lock<std::mutex>& hold, const ScenarioPtr& scenario) {
    let_go_of_the_idle();
    solve::Options options;
    options.time_limit_s = tools_.first_limit_s;
    options.cancel = preparing_stop_.get_token();
    options.progress = [&](const solve::Progress& progress) {
        const std::scoped_lock lock(mutex_);
        scenario->progress = progress;
    };
    hold.unlock();
    std::optional<Response> failed;
    try {
        const Era& era = *era_of(*scenario->of, scenario->id);
        District district = with_stages_before(*scenario->of->file, era.id, era.district, *tools_.technologies,
                                               tools_.solvers, options);
        scenario->plan = std::make_unique<HotPlan>(std::move(district), *tools_.technologies, tools_.solvers);
        const HotAnswer& first = scenario->plan->plan(options);
        if (!first.figures) failed = json_answer(no_plan_json(*scenario->of, scenario->id, first));
    } catch (const std::exception& error) {
        failed = problem(500, "internal", error.what());
    }
    if (failed) scenario->plan.reset();
    hold.lock();
    scenario->wanted = false;
    scenario->last_asked = SteadyClock::now();
    if (failed) {
        scenario->no_plan = std::make_shared<const Response>(std::move(*failed));
    } else {
        scenario->choices = scenario->plan->choices();
        scenario->ready = true;
    }
}

void WhatIfDesk::answer_next(std::unique_lock<std::mutex>& hold) {
    under_way_ = waiting_.front();
    waiting_.pop_front();
    const AskedPtr asked = under_way_;
    Scenario& scenario = *asked->scenario;
    hold.unlock();
    solve::Options options;
    options.time_limit_s = tools_.question_limit_s;
    options.cancel = asked->stop.get_token();
    std::optional<Response> response;
    const Response failed = answer_of([&]() -> Response {
        const HotAnswer answer = scenario.plan->ask(asked->question, options);
        response =
            answer.stopped ? ending() : json_answer(what_if_json(*scenario.of, scenario.id, *scenario.plan, answer));
        return {};
    });
    hold.lock();
    under_way_.reset();
    // What is left in memory is not known then.
    if (!response) std::erase_if(scenarios_, [&](const auto& one) { return one.second == asked->scenario; });
    if (asked->superseded) {
        response = superseded();
    } else if (scenario.of != of_ && !over_) {
        response = another_district();
    }
    hold.unlock();
    asked->answer(response.value_or(failed));
    hold.lock();
}

}  // namespace gaiku::server
