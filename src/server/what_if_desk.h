#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "plan/network/hot_plan.h"
#include "server/api.h"
#include "server/in_force.h"

namespace gaiku::server {

/// Answers questions to the plan of the scenario that the server runs with, on one thread of its own: no other request
/// waits for it. The plan is made at the first question, and let go when nobody has asked for a while.
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
    /// wrong, 409 "superseded" where the same asker has asked anew, 503 where too many wait.
    void ask(const std::string& asker, WhatIf question, Answer answer);
    /// Ends what is under way within about an iteration, answers what waits, and takes no more.
    void stop();
    /// Whether the plan is in memory.
    [[nodiscard]] bool is_hot();

private:
    struct Asked {
        std::string asker;
        WhatIf question;
        Answer answer;
        std::stop_source stop{};
        bool superseded = false;
    };
    using AskedPtr = std::shared_ptr<Asked>;

    void begin_preparing();
    void take_up(const InForcePtr& now, std::vector<AskedPtr>& older);
    void run();
    void prepare(std::unique_lock<std::mutex>& hold);
    void answer_next(std::unique_lock<std::mutex>& hold);
    void let_go();
    [[nodiscard]] Response preparing();
    [[nodiscard]] std::vector<AskedPtr> take_out(const std::string& asker);

    const DistrictInForce& in_force_;
    Tools tools_;
    std::unique_ptr<HotPlan> plan_;  ///< of the thread, as long as it works; of what is in `of_`

    std::mutex mutex_;  ///< of all below
    std::condition_variable woken_;
    std::deque<AskedPtr> waiting_;
    AskedPtr under_way_;
    bool wanted_ = false, ready_ = false, over_ = false;
    InForcePtr of_;  ///< what the plan is made of, or was not to be made of
    WhatIfChoices choices_;
    std::shared_ptr<const Response> no_plan_;  ///< why the first plan could not be made
    solve::Progress progress_;
    std::chrono::steady_clock::time_point began_, last_asked_;
    std::stop_source preparing_stop_;
    std::thread thread_;  ///< begins with the first question
};

}  // namespace gaiku::server
