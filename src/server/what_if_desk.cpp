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

std::string scenario_of(const InForce& is) {
    const auto& eras = is.file->eras;
    const auto found =
        std::find_if(eras.begin(), eras.end(), [&](const Era& era) { return &era.district == &is.district; });
    return found == eras.end() ? "" : found->id;
}

}  // namespace

WhatIfDesk::WhatIfDesk(const DistrictInForce& in_force, Tools tools) : in_force_(in_force), tools_(std::move(tools)) {}

WhatIfDesk::~WhatIfDesk() {
    stop();
}

bool WhatIfDesk::is_hot() {
    const std::scoped_lock hold(mutex_);
    return ready_;
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

Response WhatIfDesk::preparing() {
    const auto number = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
    Response response = json_answer({{"state", "preparing"},
                                     {"seconds", seconds_since(began_)},
                                     {"iterations", progress_.iterations},
                                     {"gap", number(progress_.gap)}},
                                    202);
    response.retry_after_s = 1;
    return response;
}

void WhatIfDesk::begin_preparing() {
    if (wanted_) return;
    wanted_ = true;
    began_ = SteadyClock::now();
    progress_ = {};
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
}

/// Another district is in force: what was made of the one before is of no use.
void WhatIfDesk::take_up(const InForcePtr& now, std::vector<AskedPtr>& older) {
    if (of_ == now) return;
    of_ = now;
    no_plan_.reset();
    ready_ = false;
    older.assign(waiting_.begin(), waiting_.end());
    waiting_.clear();
    preparing_stop_.request_stop();
    preparing_stop_ = {};
    if (under_way_) under_way_->stop.request_stop();
}

void WhatIfDesk::ask(const std::string& asker, WhatIf question, Answer answer) {
    if (tools_.technologies == nullptr) return answer(problem(404, "no-planner", "this server plans nothing"));
    if (const std::string wrong = wrong_numbers(question); !wrong.empty()) return answer(problem(400, "body", wrong));
    std::vector<AskedPtr> older, outdated;
    std::optional<Response> now;
    const InForcePtr in_force = in_force_.now();
    {
        const std::scoped_lock hold(mutex_);
        last_asked_ = SteadyClock::now();
        take_up(in_force, outdated);
        if (over_) {
            now = ending();
        } else if (no_plan_) {
            now = *no_plan_;
        } else if (!ready_) {
            begin_preparing();
            now = preparing();
        } else if (const std::string wrong = wrong_with(question, choices_); !wrong.empty()) {
            now = problem(400, "body", wrong);
        } else {
            older = take_out(asker);
            if (waiting_.size() >= most_waiting) {
                now = later("busy", "too many ask at once; ask again");
            } else {
                waiting_.push_back(std::make_shared<Asked>(Asked{asker, std::move(question), answer}));
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

void WhatIfDesk::run() {
    std::unique_lock hold(mutex_);
    while (!over_) {
        if (wanted_) {
            prepare(hold);
        } else if (!waiting_.empty()) {
            answer_next(hold);
        } else if (!ready_ && !no_plan_) {
            woken_.wait(hold);
        } else if (SteadyClock::now() - last_asked_ >= tools_.let_go_after) {
            let_go();
        } else {
            woken_.wait_until(hold, last_asked_ + tools_.let_go_after);
        }
    }
}

/// Nobody has asked for a while.
void WhatIfDesk::let_go() {
    ready_ = false;
    no_plan_.reset();
    plan_.reset();
    malloc_trim(0);
}

void WhatIfDesk::prepare(std::unique_lock<std::mutex>& hold) {
    solve::Options options;
    options.time_limit_s = tools_.first_limit_s;
    options.cancel = preparing_stop_.get_token();
    options.progress = [this](const solve::Progress& progress) {
        const std::scoped_lock lock(mutex_);
        progress_ = progress;
    };
    const InForcePtr of = of_;
    hold.unlock();
    plan_.reset();
    std::optional<Response> failed;
    try {
        District district = with_stages_before(*of->file, scenario_of(*of), of->district, *tools_.technologies,
                                               tools_.solvers, options);
        plan_ = std::make_unique<HotPlan>(std::move(district), *tools_.technologies, tools_.solvers);
        const HotAnswer& first = plan_->plan(options);
        if (!first.figures) failed = json_answer(no_plan_json(first));
    } catch (const std::exception& error) {
        failed = problem(500, "internal", error.what());
    }
    if (failed) plan_.reset();
    hold.lock();
    if (of != of_) return;  // still wanted, of another district
    wanted_ = false;
    last_asked_ = SteadyClock::now();
    if (failed) {
        no_plan_ = std::make_shared<const Response>(std::move(*failed));
    } else {
        choices_ = plan_->choices();
        ready_ = true;
    }
}

void WhatIfDesk::answer_next(std::unique_lock<std::mutex>& hold) {
    under_way_ = waiting_.front();
    waiting_.pop_front();
    const AskedPtr asked = under_way_;
    const InForcePtr of = of_;
    hold.unlock();
    solve::Options options;
    options.time_limit_s = tools_.question_limit_s;
    options.cancel = asked->stop.get_token();
    std::optional<Response> response;
    const Response failed = answer_of([&]() -> Response {
        const HotAnswer answer = plan_->ask(asked->question, options);
        response = answer.stopped ? ending() : json_answer(what_if_json(scenario_of(*of), *plan_, answer));
        return {};
    });
    hold.lock();
    under_way_.reset();
    if (!response && of == of_) let_go();  // what is left in memory is not known
    if (asked->superseded)
        response = superseded();
    else if (of != of_ && !over_)
        response = another_district();
    hold.unlock();
    asked->answer(response.value_or(failed));
    hold.lock();
}

}  // namespace gaiku::server
