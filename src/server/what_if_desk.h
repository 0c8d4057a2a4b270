#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "plan/network/hot_plan.h"
#include "server/api.h"
#include "server/in_force.h"

namespace gaiku::server {

/// Answers questions to the plans of the district file's scenarios, on one thread of its own: no other request waits
/// for it. A scenario is planned at its first question, and let go when nobody has asked for a while.
class WhatIfDesk {
public:
    struct Tools {
        const Technologies* technologies = nullptr;  ///< must live as long; null: nothing can be asked
        Solvers solvers{};
        std::chrono::milliseconds let_go_after{std::chrono::minutes(10)};
        double first_limit_s = 600;    ///< of the first plan: integers may take long
        double question_limit_s = 60;  ///< of an answer
    };
    /// All must live as long. Where another district file is put in force, the next question has the plan made anew.
    WhatIfDesk(const DistrictInForce& in_force, Tools tools);
    ~WhatIfDesk();
    WhatIfDesk(const WhatIfDesk&) = delete;
    WhatIfDesk& operator=(const WhatIfDesk&) = delete;

    /// Answers later, or at once: 200 with the figures, 202 while the first plan is made, 400 where the question is
    /// wrong, 409 "superseded" where the same asker has asked anew, 503 where too many wait. `scenario`: of the file;
    /// empty: the one that is operated.
    void ask(const std::string& asker, const std::string& scenario, WhatIf question, const Answer& answer);
    /// Ends what is under way within about an iteration, answers what waits, and takes no more.
    void stop();
    /// How many plans are in memory.
    [[nodiscard]] std::size_t hot();

private:
    /// A scenario that somebody asks of.
    struct Scenario {
        InForcePtr of;
        std::string id;
        std::unique_ptr<HotPlan> plan{};  ///< of the thread
        bool wanted = true, ready = false;
        WhatIfChoices choices{};
        std::shared_ptr<const Response> no_plan{};  ///< why the first plan could not be made
        solve::Progress progress{};
        std::chrono::steady_clock::time_point began{}, last_asked{};
    };
    using ScenarioPtr = std::shared_ptr<Scenario>;
    struct Asked {
        std::string asker;
        ScenarioPtr scenario;
        WhatIf question;
        Answer answer;
        std::stop_source stop{};
        bool superseded = false;
    };
    using AskedPtr = std::shared_ptr<Asked>;

    void run();
    void prepare(std::unique_lock<std::mutex>& hold, const ScenarioPtr& scenario);
    void answer_next(std::unique_lock<std::mutex>& hold);
    void let_go_of_the_idle();
    [[nodiscard]] ScenarioPtr wanted() const;
    [[nodiscard]] ScenarioPtr scenario_of(const InForcePtr& now, const std::string& id);
    [[nodiscard]] Response preparing(const Scenario& scenario) const;
    [[nodiscard]] std::vector<AskedPtr> take_out(const std::string& asker);
    [[nodiscard]] std::vector<AskedPtr> take_up(const InForcePtr& now);

    const DistrictInForce& in_force_;
    Tools tools_;
    std::mutex mutex_;  ///< of all below, but of plans
    std::condition_variable woken_;
    std::deque<AskedPtr> waiting_;
    AskedPtr under_way_;
    std::map<std::string, ScenarioPtr> scenarios_;
    InForcePtr of_;  ///< what they are of
    bool over_ = false;
    std::stop_source preparing_stop_;
    std::thread thread_;  ///< begins with the first question
};

}  // namespace gaiku::server
